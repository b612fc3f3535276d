//! Places inside a scalar: where a byte of its text stands in the file, through quotes, escapes and
//! folded lines.

/// The offset in `written` of the byte `at` of `text`, which is what `written` says. `None` where the two
/// do not belong together.
pub(super) fn offset(written: &str, text: &str, at: usize) -> Option<usize> {
    let (style, start) = match written.as_bytes().first()? {
        b'"' => (Style::Double, 1),
        b'\'' => (Style::Single, 1),
        b'|' | b'>' => (Style::Plain, written.find('\n')? + 1),
        _ => (Style::Plain, 0),
    };
    let mut from = start;
    for (index, letter) in text.char_indices() {
        if index >= at {
            return find(written, from, letter, style).map(|(place, _)| place);
        }
        from = find(written, from, letter, style)?.1;
    }
    Some(from)
}

#[derive(Clone, Copy, PartialEq)]
enum Style {
    Plain,
    Single,
    Double,
}

/// Where a letter of the text stands at or behind `from`, and where it ends.
fn find(written: &str, from: usize, letter: char, style: Style) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let rest = written.get(at..)?;
        let next = rest.chars().next()?;
        if style == Style::Double && next == '\\' {
            let length = escape(rest)?;
            // An escaped line break is no letter.
            if rest[1..].starts_with(['\n', '\r']) {
                at += length;
                continue;
            }
            return Some((at, at + length));
        }
        if style == Style::Single && rest.starts_with("''") {
            return (letter == '\'').then_some((at, at + 2));
        }
        if next == letter {
            return Some((at, at + next.len_utf8()));
        }
        if !next.is_whitespace() {
            return None;
        }
        // A folded line break is one blank or none; several are line breaks.
        let blank = rest.len() - rest.trim_start().len();
        if letter == ' ' && next != ' ' {
            return Some((at, at + blank));
        }
        at += next.len_utf8();
    }
}

/// The length of an escape.
fn escape(rest: &str) -> Option<usize> {
    let kind = rest.chars().nth(1)?;
    Some(match kind {
        'x' => 4,
        'u' => 6,
        'U' => 10,
        '\r' if rest[2..].starts_with('\n') => 3,
        _ => 1 + kind.len_utf8(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_through_quotes_escapes_and_folds() {
        for (written, text, part) in [
            ("a | b", "a | b", "b"),
            ("\"a | b\"", "a | b", "b"),
            ("'it''s | b'", "it's | b", "b"),
            ("\"\\\"a\\\" | b\"", "\"a\" | b", "b"),
            ("\"\\u00e9 | b\"", "é | b", "b"),
            ("a |\n      b", "a | b", "b"),
            ("\"a |\n      b\"", "a | b", "b"),
            (">-\n    a |\n    b\n", "a | b", "b"),
            ("|\n    a |\n    b\n", "a |\nb\n", "b"),
            ("é | b", "é | b", "b"),
        ] {
            let at = text.find(part).expect("the part is there");
            let found = offset(written, text, at).and_then(|at| written.get(at..));
            assert!(found.is_some_and(|found| found.starts_with(part)), "{written}: {found:?}");
        }
    }

    #[test]
    fn what_does_not_belong_together_has_no_place() {
        assert_eq!(offset("abc", "xyz", 1), None);
        assert_eq!(offset("", "xyz", 1), None);
        assert_eq!(offset("\"\\", "x", 0), Some(0).filter(|_| false));
    }
}
