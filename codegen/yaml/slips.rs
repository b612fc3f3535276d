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
    fn marks_of_a_merge_begin_a_line() {
        assert_eq!(merge_mark("a: b\n<<<<<<< HEAD\n"), Some((5, "<<<<<<< HEAD")));
        assert_eq!(merge_mark("a: '<<<<<<< HEAD'\n"), None);
    }
}
