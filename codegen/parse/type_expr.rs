//! A line of type to its parts: `open a | b`, `list<string>?`, `=value`, `1 = a | 2 = b`.

use super::{Cx, scalar_json, shorten};
use crate::{
    diagnostic::Diagnostic,
    syntax::{Constant, Json, Spanned, TypeExpr, TypeExprKind},
    yaml::Node,
};
use std::ops::Range;

/// How deep types may nest in one line.
const MAX_DEPTH: usize = 24;

/// A part of a line of type.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Mark(char),
}

/// Splits text into words, quoted words and marks; `Err` is where a quote is not closed.
fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, usize> {
    let mut out = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        match first {
            _ if first.is_whitespace() => {}
            '|' | '<' | '>' | ',' | '?' | '=' | '(' | ')' => {
                out.push((Token::Mark(first), start..start + 1));
            }
            '"' | '\'' => {
                let inner = &text[start + 1..];
                let length = inner.find(first).ok_or(start)?;
                out.push((Token::Quoted(inner[..length].to_owned()), start..start + length + 2));
                while rest.next_if(|(at, _)| *at < start + length + 2).is_some() {}
            }
            _ => {
                let mut end = start + first.len_utf8();
                let part = |each: char| !each.is_whitespace() && !"|<>,?=()\"'".contains(each);
                while let Some((at, each)) = rest.next_if(|(_, each)| part(*each)) {
                    end = at + each.len_utf8();
                }
                out.push((Token::Word(text[start..end].to_owned()), start..end));
            }
        }
    }
    Ok(out)
}

struct Line<'a, 'c, 's> {
    node: &'a Node,
    offset: usize,
    length: usize,
    tokens: Vec<(Token, Range<usize>)>,
    next: usize,
    cx: &'c mut Cx<'s>,
}

/// Parses a line of type that stands at this offset of the node's text.
pub fn parse_type(node: &Node, text: &str, offset: usize, cx: &mut Cx<'_>) -> Option<TypeExpr> {
    if text.len() > super::MAX_LINE {
        cx.too_long(node.span);
        return None;
    }
    let tokens = match tokens(text) {
        Ok(tokens) => tokens,
        Err(at) => {
            let span = cx.inner(node, offset + at..offset + text.len());
            cx.report(
                Diagnostic::error("A0201", span, "a quote is not closed in this type")
                    .help("quote a word like this: \"word\""),
            );
            return None;
        }
    };
    let mut line = Line { node, offset, length: text.len(), tokens, next: 0, cx };
    let ty = line.alternatives(0)?;
    if line.next < line.tokens.len() {
        if let Some(help) = foreign(text) {
            line.fail("this does not belong to the type", &help);
            return None;
        }
        let help = match line.tokens[line.next].0 {
            Token::Word(_) | Token::Quoted(_) => {
                "separate alternatives with `|`, and put words that hold blanks in quotes"
            }
            Token::Mark(',') => "separate alternatives with `|`: `a | b`",
            Token::Mark('>') => "this `>` closes nothing",
            Token::Mark(_) => "a type ends before this",
        };
        line.fail("this does not belong to the type", help);
        return None;
    }
    Some(ty)
}

/// What to write for a type with a modifier before it or bounds behind it.
fn foreign(text: &str) -> Option<String> {
    if let Some((word, rest)) = text.split_once(' ')
        && matches!(word, "optional" | "nullable" | "required" | "repeated" | "readonly")
    {
        let rest = shorten(rest.trim());
        return Some(match word {
            "optional" => format!("a field that may be absent is written `name?: {rest}`"),
            "nullable" => format!("a value that may be `null` is written `{rest}?`"),
            "repeated" => format!("a list is written `list<{rest}>`"),
            _ => format!("write `{rest}` alone"),
        });
    }
    let end = text.find(|each: char| !each.is_ascii_alphanumeric() && each != '_')?;
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start();
    if matches!(name, "enum" | "Enum" | "oneof" | "literal") && rest.starts_with(['(', '[']) {
        let words = rest.trim_matches(['(', ')', '[', ']']).replace(',', " |");
        return Some(format!("a set of words is written `{}`", shorten(&words)));
    }
    let is_bound = rest.starts_with(['(', '[', '{']) || rest.contains("..");
    is_bound.then(|| {
        let is_number = name.starts_with(['u', 'i', 'f']);
        let (min, max) = if is_number { (1, 100) } else { (1, 64) };
        format!("bounds stand beside the type: `{{ type: {name}, min: {min}, max: {max} }}`")
    })
}

impl Line<'_, '_, '_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn take(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(&Token::Mark(mark));
        self.next += usize::from(found);
        found
    }

    fn start(&self) -> usize {
        self.tokens.get(self.next).map_or(self.length, |(_, range)| range.start)
    }

    fn span_from(&self, start: usize) -> crate::source::Span {
        let end = self.tokens[..self.next].last().map_or(start, |(_, range)| range.end);
        self.cx.inner(self.node, start + self.offset..end.max(start) + self.offset)
    }

    fn fail(&mut self, message: &str, help: &str) {
        let range = self.tokens.get(self.next).map_or(0..self.length, |(_, range)| range.clone());
        let span = self.cx.inner(self.node, range.start + self.offset..range.end + self.offset);
        self.cx.report(Diagnostic::error("A0201", span, message).help(help));
    }

    fn alternatives(&mut self, depth: usize) -> Option<TypeExpr> {
        if depth > MAX_DEPTH {
            self.fail("the type nests too deep", "give a part of it a name in `types`");
            return None;
        }
        let start = self.start();
        let is_open = self.peek() == Some(&Token::Word("open".to_owned()))
            && matches!(
                self.tokens.get(self.next + 1),
                Some((Token::Word(_) | Token::Quoted(_), _))
            );
        self.next += usize::from(is_open);
        let mut all = vec![self.alternative(depth)?];
        while self.take('|') {
            all.push(self.alternative(depth)?);
        }
        let span = self.span_from(start);
        // People who come from TypeScript write `T | null` for `T?`.
        let null = TypeExprKind::Name("null".to_owned(), Vec::new());
        let nullable = all.len() > 1 && all.iter().any(|each| each.kind == null);
        if nullable {
            all.retain(|each| each.kind != null);
        }
        let kind = match all.pop() {
            Some(only) if all.is_empty() && !is_open => only.kind,
            Some(last) => {
                all.push(last);
                TypeExprKind::Alternatives(is_open, all)
            }
            None => null,
        };
        let ty = TypeExpr { span, kind };
        Some(if nullable {
            TypeExpr { span, kind: TypeExprKind::Nullable(Box::new(ty)) }
        } else {
            ty
        })
    }

    fn alternative(&mut self, depth: usize) -> Option<TypeExpr> {
        let start = self.start();
        let kind = match self.peek().cloned() {
            Some(Token::Mark('=')) => {
                self.next += 1;
                TypeExprKind::Const(self.constant()?)
            }
            Some(Token::Mark('(')) => {
                self.next += 1;
                let inner = self.alternatives(depth + 1)?;
                if !self.take(')') {
                    self.fail("a `)` is missing", "close the parenthesis");
                    return None;
                }
                inner.kind
            }
            Some(Token::Quoted(text)) => {
                self.next += 1;
                TypeExprKind::Quoted(text)
            }
            Some(Token::Word(word)) => {
                self.next += 1;
                match word.parse::<i64>() {
                    Ok(number) if self.take('=') => self.numbered(number)?,
                    _ => self.named(word, depth)?,
                }
            }
            Some(Token::Mark('?')) => {
                self.fail("the `?` stands behind what it belongs to", "write `string?` for a value that may be `null`, `name?: string` for a field that may be absent");
                return None;
            }
            _ => {
                self.fail(
                    "a type is missing here",
                    "types are `string`, `u32`, `list<T>`, `map<T>`, `a | b`, or a name of `types`",
                );
                return None;
            }
        };
        let ty = TypeExpr { span: self.span_from(start), kind };
        if !self.take('?') {
            return Some(ty);
        }
        // Several say no more than one.
        while self.take('?') {}
        let kind = TypeExprKind::Nullable(Box::new(ty));
        Some(TypeExpr { span: self.span_from(start), kind })
    }

    fn numbered(&mut self, number: i64) -> Option<TypeExprKind> {
        let name = match self.peek().cloned() {
            Some(Token::Word(name)) if name.parse::<i64>().is_ok() => {
                self.fail(
                    "a number cannot be the name of a number",
                    "write `1 = first | 2 = second`; for a default, write `{ type: 1 | 2, default: 1 }`",
                );
                return None;
            }
            Some(Token::Word(name) | Token::Quoted(name)) => name,
            _ => {
                self.fail("a name is missing for this number", "write `1 = first | 2 = second`");
                return None;
            }
        };
        self.next += 1;
        Some(TypeExprKind::Numbered(number, name))
    }

    fn named(&mut self, word: String, depth: usize) -> Option<TypeExprKind> {
        if let Some(item) = word.strip_suffix("[]").filter(|item| !item.is_empty()) {
            return Some(self.brackets(item));
        }
        let mut arguments = Vec::new();
        if self.take('<') {
            loop {
                arguments.push(self.alternatives(depth + 1)?);
                if self.take('>') {
                    break;
                }
                if !self.take(',') {
                    self.fail("a `>` is missing", "close the angle bracket");
                    return None;
                }
            }
        }
        Some(TypeExprKind::Name(word, arguments))
    }

    /// `string[]`: reported, and read as the list that is meant.
    fn brackets(&mut self, word: &str) -> TypeExprKind {
        let item = word.trim_end_matches("[]");
        let range = self.tokens.get(self.next - 1).map_or(0..0, |(_, range)| range.clone());
        let span = self.cx.inner(self.node, range.start + self.offset..range.end + self.offset);
        let mended = format!("list<{}>", shorten(item));
        self.cx.report(
            Diagnostic::error("A0201", span, "lists are not written with `[]`")
                .label(format!("did you mean `{mended}`?"))
                .fix(span, mended),
        );
        let item = TypeExpr { span, kind: TypeExprKind::Name(item.to_owned(), Vec::new()) };
        TypeExprKind::Name("list".to_owned(), vec![item])
    }

    fn constant(&mut self) -> Option<Constant> {
        let constant = match self.peek() {
            Some(Token::Quoted(text)) => Constant::Text(text.clone()),
            Some(Token::Word(word)) => constant(word),
            _ => {
                self.fail(
                    "a value is missing behind `=`",
                    "write `=text`, `=2` or `=\"some text\"`",
                );
                return None;
            }
        };
        self.next += 1;
        Some(constant)
    }
}

/// A constant without quotes.
pub(super) fn constant(word: &str) -> Constant {
    match word {
        "null" => Constant::Null,
        "true" => Constant::Bool(true),
        "false" => Constant::Bool(false),
        _ => word.parse().map_or_else(|_| Constant::Text(word.to_owned()), Constant::Int),
    }
}

/// Splits `type = default`. An `=` that begins a constant or follows a number does not count.
pub fn split_default<'t>(node: &Node, text: &'t str, cx: &mut Cx<'_>) -> (&'t str, Option<Json>) {
    let Ok(tokens) = tokens(text) else { return (text, None) };
    let mut segment: Vec<&Token> = Vec::new();
    let mut depth = 0usize;
    for (token, range) in &tokens {
        match token {
            Token::Mark('<' | '(') => depth += 1,
            Token::Mark('>' | ')') => depth = depth.saturating_sub(1),
            Token::Mark('|') => {
                segment.clear();
                continue;
            }
            Token::Mark('=') if depth == 0 => {
                // `1 = a` names a number; the first of an open set has `open` before it.
                let number = match segment.as_slice() {
                    [Token::Word(word)] => word.parse::<i64>().is_ok(),
                    [Token::Word(open), Token::Word(word)] => {
                        open == "open" && word.parse::<i64>().is_ok()
                    }
                    _ => false,
                };
                if !segment.is_empty() && !number {
                    let value = text[range.end..].trim();
                    let start = range.end
                        + (text[range.end..].len() - text[range.end..].trim_start().len());
                    let span = cx.inner(node, start..start + value.len());
                    let json = if value.starts_with(['[', '{', '"']) {
                        serde_json::from_str(value).unwrap_or_else(|_| {
                            cx.bad_value(span, value, "a JSON value");
                            serde_json::Value::Null
                        })
                    } else {
                        scalar_json(value.trim_matches('\''))
                    };
                    return (text[..range.start].trim_end(), Some(Spanned { value: json, span }));
                }
                if number {
                    segment.clear();
                }
            }
            _ => {}
        }
        segment.push(token);
    }
    (text, None)
}
