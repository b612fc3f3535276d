//! Slips that are no matter of YAML's grammar: marks of a merge, comments of other languages.

use super::text::{line_at, line_before};
use crate::{
    diagnostic::Diagnostic,
    source::{FileId, Span},
};

/// The slip that explains why the parser stopped at a byte.
pub(super) fn find(file: FileId, text: &str, at: usize) -> Option<Diagnostic> {
    let span = |start: usize, end: usize| Span { file, start: start as u32, end: end as u32 };
    if let Some((start, mark)) = merge_mark(text).filter(|(start, _)| *start <= at) {
        return Some(
            Diagnostic::error("A0002", span(start, start + mark.len()), "this is the mark of a merge")
                .help("keep one of the two versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`"),
        );
    }
    let here = line_at(text, at);
    let line = [Some(here), line_before(text, &here)].into_iter().flatten().find_map(|line| {
        let place = comment(line.text)?;
        Some((line.start + place, line.start + line.text.trim_end().len()))
    });
    let (start, end) = line?;
    Some(
        Diagnostic::error("A0002", span(start, end), "comments begin with `#`")
            .fix(span(start, start + 2), "#"),
    )
}

/// The first character that nobody sees and that is not what it looks like: a control character, or a
/// blank that YAML takes for a letter where a key, a value or the indentation begins.
pub(super) fn invisible(file: FileId, text: &str) -> Option<Diagnostic> {
    if text.is_ascii() && !text.bytes().any(|byte| byte < b' ' && !b"\t\n\r".contains(&byte)) {
        return None;
    }
    let (mut before, mut is_indentation) = ('\n', true);
    for (place, letter) in text.char_indices() {
        let blank = matches!(letter, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}');
        let empty = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
        let control = letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{85}');
        let begins = is_indentation || matches!(before, ':' | '{' | '[');
        if control || place > 0 && (blank || empty) && begins {
            let (start, end) = (place as u32, (place + letter.len_utf8()) as u32);
            let what = if control { "a control character" } else { "a blank that is none to YAML" };
            let message = format!("{what} stands here: U+{:04X}", u32::from(letter));
            let span = Span { file, start, end };
            let diagnostic = Diagnostic::error("A0002", span, message);
            return Some(match blank {
                true => diagnostic.help("write an ordinary blank").fix(span, " "),
                false => {
                    diagnostic.help("remove it; inside double quotes it can be written as `\\u…`")
                }
            });
        }
        is_indentation = letter == '\n' || is_indentation && matches!(letter, ' ' | '-');
        before = letter;
    }
    None
}

/// The first line that version control wrote where two versions clash.
fn merge_mark(text: &str) -> Option<(usize, &str)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
            return Some((start, line.trim_end()));
        }
        start += line.len();
    }
    None
}

/// Where `// text` or `/* text` begins in a line, outside of quotes.
fn comment(line: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (place, letter) in line.char_indices() {
        match quote {
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if matches!(letter, '"' | '\'') && !before.is_alphanumeric() => {
                quote = Some(letter)
            }
            None if letter == '#' && before == ' ' => return None,
            None if letter == '/' && before == ' ' && line[place + 1..].starts_with(['/', '*']) => {
                return Some(place);
            }
            None => {}
        }
        before = letter;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_other_languages_stand_outside_of_quotes() {
        assert_eq!(comment("a: { b: c } // d"), Some(12));
        assert_eq!(comment("// d"), Some(0));
        assert_eq!(comment("a: \"b // c\""), None);
        assert_eq!(comment("a: https://b"), None);
        assert_eq!(comment("a: b # // c"), None);
        assert_eq!(comment("it's // c"), Some(5));
    }

    #[test]
    fn blanks_that_look_like_others_are_found_where_they_matter() {
        let at = |text: &str| invisible(FileId(0), text).map(|found| found.span.start);
        assert_eq!(at("a:\u{a0}b"), Some(2));
        assert_eq!(at("a:\n\u{a0} b: c"), Some(3));
        assert_eq!(at("a: b\u{a0}; c"), None);
        assert_eq!(at("\u{feff}a: b"), None);
        assert_eq!(at("a: b\0"), Some(4));
        assert_eq!(at("a: größe"), None);
    }

    #[test]
    fn marks_of_a_merge_begin_a_line() {
        assert_eq!(merge_mark("a: b\n<<<<<<< HEAD\n"), Some((5, "<<<<<<< HEAD")));
        assert_eq!(merge_mark("a: '<<<<<<< HEAD'\n"), None);
    }
}
