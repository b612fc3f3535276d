//! Regular expressions: one dialect, with one meaning in every output.
//!
//! A pattern means what it means in ECMA-262 with the flag `u`, as in JSON Schema. It is read into a tree,
//! and what some output could not say exactly is refused. The rest is written again, in a spelling
//! that JavaScript and `regex-lite` both read, and read alike: `.` and `\s`, which the two define
//! differently, become the characters that they stand for. The flag that makes `\d`, `\w` and `\b`
//! differ between engines is Unicode's; here they are about ASCII, as ECMA-262 says.

mod class;
#[cfg(test)]
mod tests;

use regex_syntax::ast::{
    self, Assertion, AssertionKind, Ast, ErrorKind, Flags, Group, GroupKind, Literal, LiteralKind,
    Repetition, RepetitionKind, RepetitionRange,
};

/// How deep groups may nest: as deep as `regex-lite` allows.
const MAX_NESTING: u32 = 50;

/// How many characters a pattern may have when its counted repetitions are written out. Engines do
/// write them out, and some take minutes for a million.
const MAX_SIZE: u64 = 10_000;

/// Why a pattern cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong, as the end of a sentence.
    pub what: String,
    /// What to write instead.
    pub help: String,
}

impl Trouble {
    fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }
}

/// The pattern in the spelling that every output takes as it is.
///
/// # Errors
/// What no output, or not every output, can say.
pub fn portable(written: &str) -> Result<String, Trouble> {
    let parser = ast::parse::ParserBuilder::new().nest_limit(MAX_NESTING).build().parse(written);
    let tree = parser.map_err(|error| unread(error.kind()))?;
    if size(&tree) > MAX_SIZE {
        return Err(Trouble::new(
            format!("it stands for more than {MAX_SIZE} characters"),
            "repeat less often, or bound the length by `max`",
        ));
    }
    let mut out = String::new();
    Writer { written, out: &mut out }.write(&tree)?;
    // The engine has the last word, so that nothing is left to fail when a program runs.
    match regex_lite::Regex::new(&out) {
        Ok(_) => Ok(out),
        Err(error) => Err(Trouble::new(error.to_string(), "write a simpler pattern")),
    }
}

/// What the reader does not take.
fn unread(kind: &ErrorKind) -> Trouble {
    let help = match kind {
        ErrorKind::UnsupportedLookAround => {
            "`(?=…)`, `(?!…)` and the like exist in JavaScript alone; check with several fields or in code"
        }
        ErrorKind::UnsupportedBackreference => {
            "`\\1` exists in JavaScript alone; a NUL character is `\\x00`"
        }
        ErrorKind::EscapeUnrecognized => {
            "letters with a meaning behind a backslash are `\\d \\w \\s \\b \\n \\r \\t \\f \\v`, their capitals, `\\x41` and \
             `\\u0041`; in YAML's double quotes a backslash is `\\\\`"
        }
        ErrorKind::RepetitionMissing | ErrorKind::RepetitionCountUnclosed => {
            "write `\\*`, `\\+`, `\\?` or `\\{` for the character itself"
        }
        ErrorKind::RepetitionCountInvalid => "write the smaller number first",
        ErrorKind::ClassRangeInvalid => "write the smaller character first, or `\\-` for a hyphen",
        ErrorKind::ClassUnclosed | ErrorKind::GroupUnclosed | ErrorKind::GroupUnopened => {
            "close every bracket; write `\\[`, `\\(` and `\\)` for the characters themselves"
        }
        _ => "see what a pattern may hold: `antiphon explain A0207`",
    };
    Trouble::new(kind.to_string(), help)
}

/// How many characters it stands for when counted repetitions are written out.
fn size(tree: &Ast) -> u64 {
    let sum = |parts: &[Ast]| parts.iter().map(size).fold(0, u64::saturating_add);
    match tree {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => 0,
        Ast::Literal(_)
        | Ast::Dot(_)
        | Ast::ClassUnicode(_)
        | Ast::ClassPerl(_)
        | Ast::ClassBracketed(_) => 1,
        Ast::Group(group) => size(&group.ast),
        Ast::Alternation(parts) => sum(&parts.asts),
        Ast::Concat(parts) => sum(&parts.asts),
        Ast::Repetition(repetition) => {
            let times = match &repetition.op.kind {
                RepetitionKind::ZeroOrOne
                | RepetitionKind::ZeroOrMore
                | RepetitionKind::OneOrMore => 1,
                RepetitionKind::Range(
                    RepetitionRange::Exactly(times)
                    | RepetitionRange::AtLeast(times)
                    | RepetitionRange::Bounded(_, times),
                ) => *times,
            };
            // What stands for no character still costs its repetitions.
            size(&repetition.ast).max(1).saturating_mul(u64::from(times.max(1)))
        }
    }
}

/// Writes a tree in the common spelling.
struct Writer<'a> {
    written: &'a str,
    out: &'a mut String,
}

impl Writer<'_> {
    /// What the definition has at a place.
    fn part(&self, span: &ast::Span) -> &str {
        self.written.get(span.start.offset..span.end.offset).unwrap_or_default()
    }

    fn write(&mut self, tree: &Ast) -> Result<(), Trouble> {
        match tree {
            Ast::Empty(_) => {}
            Ast::Flags(flags) => return Err(self.flags(&flags.flags)),
            Ast::Literal(literal) => self.literal(literal),
            Ast::Dot(_) => self.out.push_str("[^\\n\\r\\u2028\\u2029]"),
            Ast::Assertion(assertion) => self.assertion(assertion)?,
            Ast::ClassUnicode(class) => return Err(class::unicode(self.part(&class.span))),
            Ast::ClassPerl(class) => class::perl(class, self.out),
            Ast::ClassBracketed(class) => class::bracketed(class, self.written, self.out)?,
            Ast::Repetition(repetition) => self.repetition(repetition)?,
            Ast::Group(group) => self.group(group)?,
            Ast::Alternation(parts) => {
                for (index, part) in parts.asts.iter().enumerate() {
                    if index > 0 {
                        self.out.push('|');
                    }
                    self.write(part)?;
                }
            }
            Ast::Concat(parts) => parts.asts.iter().try_for_each(|part| self.write(part))?,
        }
        Ok(())
    }

    fn literal(&mut self, literal: &Literal) {
        if matches!(
            literal.c,
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
        ) {
            self.out.push('\\');
            self.out.push(literal.c);
        } else {
            character(literal.c, self.out);
        }
    }

    fn edge(&mut self, mark: &str) -> Result<(), Trouble> {
        self.out.push_str(mark);
        Ok(())
    }

    fn assertion(&mut self, assertion: &Assertion) -> Result<(), Trouble> {
        let instead = match assertion.kind {
            AssertionKind::StartLine => return self.edge("^"),
            AssertionKind::EndLine => return self.edge("$"),
            AssertionKind::WordBoundary => return self.edge("\\b"),
            AssertionKind::NotWordBoundary => return self.edge("\\B"),
            AssertionKind::StartText => "write `^`, which is the start of the whole text",
            AssertionKind::EndText => "write `$`, which is the end of the whole text",
            AssertionKind::WordBoundaryStartAngle | AssertionKind::WordBoundaryEndAngle => {
                "write `<` and `>` without a backslash, or `\\b` for the edge of a word"
            }
            AssertionKind::WordBoundaryStart
            | AssertionKind::WordBoundaryEnd
            | AssertionKind::WordBoundaryStartHalf
            | AssertionKind::WordBoundaryEndHalf => "write `\\b`",
        };
        let part = self.part(&assertion.span);
        Err(Trouble::new(format!("JavaScript does not know `{part}`"), instead))
    }

    fn repetition(&mut self, repetition: &Repetition) -> Result<(), Trouble> {
        // JavaScript repeats neither an assertion nor a repetition.
        let bare = matches!(
            *repetition.ast,
            Ast::Assertion(_) | Ast::Repetition(_) | Ast::Empty(_) | Ast::Concat(_)
        );
        if bare {
            self.out.push_str("(?:");
        }
        self.write(&repetition.ast)?;
        if bare {
            self.out.push(')');
        }
        let times = match &repetition.op.kind {
            RepetitionKind::ZeroOrOne => "?".to_owned(),
            RepetitionKind::ZeroOrMore => "*".to_owned(),
            RepetitionKind::OneOrMore => "+".to_owned(),
            RepetitionKind::Range(RepetitionRange::Exactly(times)) => format!("{{{times}}}"),
            RepetitionKind::Range(RepetitionRange::AtLeast(times)) => format!("{{{times},}}"),
            RepetitionKind::Range(RepetitionRange::Bounded(min, max)) => format!("{{{min},{max}}}"),
        };
        self.out.push_str(&times);
        if !repetition.greedy {
            self.out.push('?');
        }
        Ok(())
    }

    fn group(&mut self, group: &Group) -> Result<(), Trouble> {
        let open = match &group.kind {
            GroupKind::NonCapturing(flags) if !flags.items.is_empty() => {
                return Err(self.flags(flags));
            }
            GroupKind::CaptureName { starts_with_p: true, name } => {
                return Err(Trouble::new(
                    "JavaScript does not know `(?P<…>`",
                    format!("write `(?<{}>…)`, or no name", name.name),
                ));
            }
            GroupKind::NonCapturing(_) => "(?:",
            // Nobody asks for what a group found.
            GroupKind::CaptureIndex(_) | GroupKind::CaptureName { .. } => "(",
        };
        self.out.push_str(open);
        self.write(&group.ast)?;
        self.out.push(')');
        Ok(())
    }

    fn flags(&self, flags: &Flags) -> Trouble {
        let flags = self.part(&flags.span);
        let help = if flags.contains('i') {
            "write both cases of each letter: `[Aa]`"
        } else {
            "write what the flag stands for"
        };
        Trouble::new(format!("not every output has flags, here `{flags}`"), help)
    }
}

/// A character that is no part of the grammar; one that cannot be seen is escaped.
fn character(character: char, out: &mut String) {
    let escape = match character {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\u{b}' => "\\v",
        '\u{c}' => "\\f",
        _ if character.is_control()
            || character.is_whitespace() && character != ' '
            || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ffff}') =>
        {
            return out.push_str(&format!("\\u{:04x}", u32::from(character)));
        }
        _ => return out.push(character),
    };
    out.push_str(escape);
}

/// Whether a character stands there as it is.
fn is_verbatim(literal: &Literal) -> bool {
    matches!(literal.kind, LiteralKind::Verbatim)
}
