//! What a person did when the YAML parser stops: its words name a state of the parser, ours the mistake.

use super::{
    slips,
    text::{bracket, comment_in_flow, line_at, line_before, plain_with_bracket, value_of, word_at},
};
use crate::{
    diagnostic::Diagnostic,
    source::{FileId, Span},
};

/// Says what is wrong where the parser stopped.
pub(super) fn explain(file: FileId, text: &str, at: usize, info: &str) -> Diagnostic {
    let trouble = Trouble { file, text, at: floor(text, at) };
    let has = |parts: &[&str]| parts.iter().any(|part| info.contains(part));
    if let Some(slip) = slips::find(file, text, trouble.at) {
        return slip;
    }
    let found = if has(&["recursion limit"]) {
        Some(trouble.error("A0004", at..at + 1, "collections nest too deep here"))
    } else if has(&["tab"]) {
        Some(trouble.tab())
    } else if has(&["mapping values are not allowed"]) {
        trouble.colon()
    } else if has(&["unknown escape", "escape code", "hexadecimal"]) {
        trouble.escape()
    } else if has(&["trailing content after"]) {
        Some(trouble.behind_quote())
    } else if has(&["quoted scalar"]) {
        Some(trouble.open_quote())
    } else if has(&["unknown anchor", "anchor or alias"]) {
        Some(trouble.alias())
    } else if has(&["unexpected character", "cannot start any token"]) {
        Some(trouble.first_character())
    } else if has(&["block scalar"]) {
        Some(trouble.block_text())
    } else if has(&["before directive"]) {
        Some(trouble.directive())
    } else if has(&["comments must be separated"]) {
        Some(trouble.glued_comment())
    } else if has(&["flow", "node content", "misplaced bracket", "eof", "end of plain scalar"]) {
        trouble.brackets(has(&["misplaced bracket"]))
    } else if has(&["simple key"]) {
        Some(trouble.no_colon())
    } else if has(&["expected key", "'-' indicator", "invalid indentation", "block sequence"]) {
        Some(trouble.indentation())
    } else {
        None
    };
    found.unwrap_or_else(|| {
        let end = (at + 1).min(text.len());
        trouble.error("A0002", at..end, &format!("this is not YAML: {info}"))
    })
}

struct Trouble<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
}

impl Trouble<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let (start, end) = (floor(self.text, range.start), floor(self.text, range.end));
        Span { file: self.file, start: start as u32, end: end.max(start) as u32 }
    }

    fn error(
        &self,
        code: &'static str,
        range: std::ops::Range<usize>,
        message: &str,
    ) -> Diagnostic {
        Diagnostic::error(code, self.span(range), message)
    }

    fn yaml(&self, range: std::ops::Range<usize>, message: &str) -> Diagnostic {
        self.error("A0002", range, message)
    }

    fn tab(&self) -> Diagnostic {
        let line = line_at(self.text, self.at);
        let start = line.text.find('\t').map_or(self.at, |tab| line.start + tab);
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches('\t').len();
        self.yaml(start..start + length, "a tab cannot indent")
            .help("indent with spaces, two for each level")
    }

    /// A second `: ` in a line, or a line that is indented below one that is already complete.
    fn colon(&self) -> Option<Diagnostic> {
        let line = line_at(self.text, self.at);
        if let Some(value) = value_of(&line).filter(|value| value.start < self.at) {
            let written = self.text.get(value.clone())?;
            let diagnostic = self
                .yaml(value.clone(), "text with `: ` in it needs quotes")
                .help("inside double quotes, a colon is only a colon");
            let is_simple = !written.contains(['"', '\\', '#', '\'', '{', '[']);
            return Some(if is_simple {
                diagnostic.fix(self.span(value), format!("\"{written}\""))
            } else {
                diagnostic
            });
        }
        let before = line_before(self.text, &line)?;
        let word = before.start + before.indent..before.start + before.text.trim_end().len();
        let written = self.text.get(word.clone())?;
        if let Some((key, rest)) = written.split_once(':') {
            let is_word = !key.is_empty() && !key.contains([' ', '"', '\'', '{', '[']);
            if is_word && !rest.is_empty() && !rest.starts_with(' ') {
                let colon = word.start + key.len();
                return Some(
                    self.yaml(word, "a space is missing behind the colon")
                        .fix(self.span(colon..colon + 1), ": "),
                );
            }
            if line.indent > before.indent && !rest.trim().is_empty() {
                return Some(
                    self.yaml(
                        line.start + line.indent..self.at,
                        "this is indented deeper than the line before, which has a value already",
                    )
                    .related(self.span(word), "this has a value")
                    .help("give both lines the same indentation"),
                );
            }
            return None;
        }
        let end = word.end;
        Some(
            self.yaml(word, &format!("a colon is missing behind `{written}`"))
                .fix(self.span(end..end), ":"),
        )
    }

    fn escape(&self) -> Option<Diagnostic> {
        let rest = self.text.get(self.at..)?;
        let mut letters = rest.char_indices().skip(1);
        while let Some((place, letter)) = letters.next() {
            if letter == '"' {
                break;
            }
            if letter != '\\' {
                continue;
            }
            let (_, kind) = letters.next()?;
            if !"0abtnvfre \"/\\N_LPxuU\t\r\n".contains(kind) {
                let start = self.at + place;
                return Some(
                    self.yaml(
                        start..start + 1 + kind.len_utf8(),
                        &format!("`\\{kind}` is no escape in double quotes"),
                    )
                    .help("use single quotes, in which a backslash is only a backslash"),
                );
            }
        }
        None
    }

    fn behind_quote(&self) -> Diagnostic {
        let quote = self.text.get(..self.at).and_then(|before| before.trim_end().chars().last());
        let word = word_at(self.text, self.at);
        self.yaml(word, "text follows the closing quote").help(if quote == Some('\'') {
            "write `''` for `'` inside single quotes, or use double quotes"
        } else {
            "write `\\\"` for `\"` inside double quotes, or use single quotes"
        })
    }

    fn open_quote(&self) -> Diagnostic {
        let line = line_at(self.text, self.at);
        let end = line.start + line.text.trim_end().len();
        self.yaml(self.at..end.max(self.at), "this quote is not closed")
            .help("close it, or remove it: most text needs no quotes")
    }

    fn alias(&self) -> Diagnostic {
        let mut word = word_at(self.text, self.at);
        let written = self.text.get(word.clone()).unwrap_or_default().trim_end_matches(':');
        word.end = word.start + written.len();
        let name = written.trim_start_matches(['*', '&']);
        if name.is_empty() {
            return self.needs_quotes(word, written);
        }
        self.yaml(word, &format!("`{written}` is an alias, but there is no `&{name}` before it"))
            .help(format!("put text in quotes: \"{written}\""))
    }

    fn first_character(&self) -> Diagnostic {
        let line = line_at(self.text, self.at);
        let word = word_at(self.text, self.at);
        let written = self.text.get(word.clone()).unwrap_or_default();
        if line.text.trim_start().starts_with("```") {
            return self
                .yaml(word, "a definition is YAML alone, without Markdown around it")
                .help("remove the lines with ```");
        }
        self.needs_quotes(word, written)
    }

    fn needs_quotes(&self, word: std::ops::Range<usize>, written: &str) -> Diagnostic {
        let first = match written.chars().next().unwrap_or_default() {
            '`' => "a backquote".to_owned(),
            first => format!("`{first}`"),
        };
        self.yaml(word, &format!("text cannot begin with {first} without quotes"))
            .help(format!("write \"{written}\""))
    }

    /// `| a` and `> a`: what begins a text of several lines has nothing behind it.
    fn block_text(&self) -> Diagnostic {
        let line = line_at(self.text, self.at);
        let end = line.start + line.text.trim_end().len();
        let marks = |text: &str| text.starts_with(['|', '>']);
        let value = value_of(&line).map_or(line.start + line.indent, |value| value.start);
        let start = match self.text.get(value..) {
            Some(rest) if marks(rest) => value,
            _ => self.at.min(end),
        };
        let written = self.text.get(start..end).unwrap_or_default();
        let rest = written.trim_start_matches(['|', '>']).trim_start();
        let mark = if written.starts_with('>') { '>' } else { '|' };
        let message = format!("`{mark}` begins a text that stands in the lines below it");
        self.yaml(start..end, &message).help(match mark {
            '|' if !rest.is_empty() => format!("a set begins with its first word: `{rest}`"),
            _ => format!("put text that begins with `{mark}` in quotes"),
        })
    }

    fn directive(&self) -> Diagnostic {
        let line = line_at(self.text, self.at);
        let end = line.start + line.text.trim_end().len();
        self.yaml(line.start..end, "a line that begins with `%` is no part of a definition")
            .help("remove it, or put text that begins with `%` in quotes")
    }

    fn glued_comment(&self) -> Diagnostic {
        let hash = self.text.get(self.at..).and_then(|rest| rest.find('#')).unwrap_or_default();
        let start = self.at + hash;
        let line = line_at(self.text, start);
        let end = line.start + line.text.trim_end().len();
        self.yaml(start..end, "a blank is missing before this comment")
            .fix(self.span(start..start), " ")
    }

    fn brackets(&self, closes_nothing: bool) -> Option<Diagnostic> {
        let here = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        let open = bracket(self.text, self.at);
        if closes_nothing || open.is_none() && matches!(here, Some('}' | ']')) {
            return Some(
                self.yaml(self.at..self.at + 1, "this bracket closes nothing")
                    .help("remove it, or add the bracket that it closes"),
            );
        }
        let (open, kind, close) = open?;
        if let Some(comment) = comment_in_flow(self.text, open, self.at) {
            let word = word_at(self.text, comment);
            let written = self.text.get(word.clone()).unwrap_or_default().trim_end_matches(':');
            return Some(
                self.yaml(word, "everything from ` #` to the end of the line is a comment")
                    .help(format!("put text in quotes: \"{written}\"")),
            );
        }
        let before = self.text.get(..self.at)?;
        let behind = if here == Some('[') { self.at + 2 } else { self.at };
        let upto = self.text.get(..behind).unwrap_or(before);
        if let Some(item) = upto.trim_end().strip_suffix("[]") {
            let is_word = |each: char| each.is_alphanumeric() || each == '_';
            let start = item.trim_end_matches(is_word).len();
            let (name, range) = (&item[start..], start..item.len() + 2);
            if !name.is_empty() {
                let mended = format!("list<{name}>");
                return Some(
                    self.yaml(range.clone(), "lists are not written with `[]`")
                        .label(format!("did you mean `{mended}`?"))
                        .fix(self.span(range), mended),
                );
            }
        }
        if let Some('[' | '{') = here
            && let Some(value) = plain_with_bracket(self.text, self.at)
            && let Some(written) = self.text.get(value.clone())
            && !written.starts_with('/')
        {
            let diagnostic = self
                .yaml(value.clone(), "text with brackets in it needs quotes here")
                .help("between `{` and `}`, put text that holds any of `[ ] { } ,` in quotes");
            return Some(match written.contains(['"', '\\']) {
                true => diagnostic,
                false => diagnostic.fix(self.span(value), format!("\"{written}\"")),
            });
        }
        // `a: b c: d`: the last word before the colon is the next key.
        if here == Some(':') && line_at(self.text, open).start == line_at(self.text, self.at).start
        {
            let word = before.trim_end_matches(|each: char| !each.is_whitespace()).len();
            let gap = before.get(..word)?.trim_end().len();
            if let Some(range) = flow_text(self.text, open, self.at) {
                let written = self.text.get(range.clone())?;
                return Some(
                    self.yaml(range.clone(), "text with `: ` in it needs quotes")
                        .help("inside double quotes, a colon is only a colon")
                        .fix(self.span(range), format!("\"{written}\"")),
                );
            }
            if before.get(..gap)?.ends_with(';') {
                return Some(
                    self.yaml(gap - 1..gap, "entries are separated by commas")
                        .fix(self.span(gap - 1..gap), ","),
                );
            }
            return Some(
                self.yaml(word..self.at, "a comma is missing before this")
                    .fix(self.span(gap..word), ", "),
            );
        }
        let closer = if kind == '{' { '}' } else { ']' };
        let ends = here.is_none() || matches!(here, Some('}' | ']')) || {
            line_at(self.text, open).start != line_at(self.text, self.at).start
        };
        let value = flow_value(self.text, open, self.at);
        if !ends && self.text.get(value.clone())?.starts_with('/') {
            let end = line_end(self.text, value.start);
            return Some(
                self.yaml(
                    value.start..word_at(self.text, value.start).end.min(end),
                    "this text needs quotes",
                )
                .help("a pattern stands in single quotes, without slashes around it: `'^[a-z]+$'`"),
            );
        }
        Some(if ends {
            self.yaml(open..open + 1, &format!("this `{kind}` is not closed")).related(
                self.span(close..(close + 1).min(self.text.len())),
                format!("a `{closer}` is missing before this"),
            )
        } else {
            self.yaml(word_at(self.text, self.at), "a comma is missing before this")
        })
    }

    fn no_colon(&self) -> Diagnostic {
        let mut line = line_at(self.text, self.at);
        if line.text.trim().is_empty() {
            line = line_before(self.text, &line).unwrap_or(line);
        }
        let above = line_before(self.text, &line);
        let start = line.start + line.indent;
        let end = line.start + line.text.trim_end().len();
        let is_text = above.is_some_and(|above| {
            above.indent == line.indent && value_of(&above).is_some_and(|value| !value.is_empty())
        });
        self.yaml(start..end.max(start), "a colon is missing behind this").help(if is_text {
            "a line is `key: value`; text that goes on is indented deeper than its key"
        } else {
            "a line is `key: value`, or `- item` in a list"
        })
    }

    fn indentation(&self) -> Diagnostic {
        let line = line_at(self.text, self.at);
        let start = line.start + line.indent;
        let word = word_at(self.text, start);
        if line.text.trim_start().starts_with("- ") {
            return self
                .yaml(start..start + 1, "a list begins here, in the middle of a map")
                .help("indent the dash below the key that the list belongs to, or remove it");
        }
        if let Some((open, kind, _)) = bracket(self.text, line.start) {
            let outer = line_at(self.text, open).indent;
            let message = format!("what stands inside `{kind}` is indented deeper than its key");
            return self
                .yaml(word, &message)
                .related(self.span(open..open + 1), "opened here")
                .help(format!("this line has {}; give it {} spaces", line.indent, outer + 2));
        }
        let mut columns: Vec<String> = Vec::new();
        let mut above = line_before(self.text, &line);
        let mut indent = usize::MAX;
        while let Some(before) = above.filter(|_| indent > 0) {
            if before.indent < indent {
                indent = before.indent;
                columns.push(indent.to_string());
            }
            above = line_before(self.text, &before);
        }
        columns.reverse();
        self.yaml(word, "the indentation of this line fits none of those above").help(format!(
            "this line has {}; here it could have {} spaces",
            line.indent,
            columns.join(" or ")
        ))
    }
}

/// Where the entry begins that is being read inside a bracket: behind the last comma before a byte.
fn flow_entry(text: &str, open: usize, at: usize) -> usize {
    let inner = text.get(open + 1..at).unwrap_or_default();
    let start = inner.rfind([',', '{', '[']).map_or(open + 1, |comma| open + 2 + comma);
    start + text.get(start..at).map_or(0, |rest| rest.len() - rest.trim_start().len())
}

/// The value that is being read inside a bracket, up to the comma or bracket that ends it.
fn flow_value(text: &str, open: usize, at: usize) -> std::ops::Range<usize> {
    let entry = flow_entry(text, open, at);
    let start = text
        .get(entry..at)
        .and_then(|written| written.find(": "))
        .map_or(entry, |colon| entry + colon + 2);
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.find([',', '}', ']', '\n']).unwrap_or(rest.len());
    start..start + rest.get(..length).map_or(0, |value| value.trim_end().len())
}

/// The value of `summary` and the like, which holds a colon of its own.
fn flow_text(text: &str, open: usize, at: usize) -> Option<std::ops::Range<usize>> {
    let key = text.get(flow_entry(text, open, at)..at)?;
    let is_text = ["summary:", "description:", "reason:", "deprecated:"];
    let value = flow_value(text, open, at);
    let simple = text.get(value.clone())?;
    (is_text.iter().any(|word| key.starts_with(word)) && !simple.contains(['"', '\\']))
        .then_some(value)
}

/// Where the line of a byte ends.
fn line_end(text: &str, at: usize) -> usize {
    let line = line_at(text, at);
    line.start + line.text.trim_end().len()
}

/// The nearest start of a character at or before this byte.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_place_is_too_far() {
        for text in ["", "ä", "a: [", "\"\\", "{ a: b c: d", "\t", "#", "- a\nb", "```"] {
            for at in 0..=text.len() + 2 {
                for info in [
                    "recursion limit exceeded",
                    "tabs disallowed",
                    "mapping values are not allowed in this context",
                    "unknown escape character",
                    "invalid trailing content after double-quoted scalar",
                    "while scanning a quoted scalar",
                    "found unknown anchor",
                    "unexpected character: `@'",
                    "while parsing a flow mapping",
                    "misplaced bracket",
                    "simple key expected",
                    "did not find expected key",
                    "anything else",
                ] {
                    let found = explain(FileId(0), text, at, info);
                    assert!(found.span.start <= found.span.end, "{text} {at} {info}");
                    assert!(found.span.end as usize <= text.len() + 3, "{text} {at} {info}");
                }
            }
        }
    }

    #[test]
    fn a_line_knows_its_indentation() {
        let text = "a:\n  b: c\n";
        let line = line_at(text, 5);
        assert_eq!((line.start, line.indent, line.text), (3, 2, "  b: c"));
    }
}
