//! Lines, words and brackets of text that is not YAML yet.

use std::ops::Range;

/// A line without its break.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Its first byte.
    pub start: usize,
    /// Its text.
    pub text: &'t str,
    /// How many blanks it begins with.
    pub indent: usize,
}

fn line(text: &str, start: usize, end: usize) -> Line<'_> {
    let text = text.get(start..end).unwrap_or_default();
    Line { start, text, indent: text.len() - text.trim_start_matches(' ').len() }
}

/// The line that a byte stands in.
pub(super) fn line_at(text: &str, at: usize) -> Line<'_> {
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = before.len() + rest.find('\n').unwrap_or(rest.len());
    line(text, start, end)
}

/// The line before, without blank lines and comments.
pub(super) fn line_before<'t>(text: &'t str, current: &Line<'_>) -> Option<Line<'t>> {
    let mut end = current.start;
    loop {
        let last = end.checked_sub(1)?;
        let found = line_at(text, last);
        let content = found.text.trim();
        if !content.is_empty() && !content.starts_with('#') {
            return Some(found);
        }
        end = found.start;
    }
}

/// Where the value behind the first `: ` of a line stands.
pub(super) fn value_of(line: &Line<'_>) -> Option<Range<usize>> {
    let (key, value) = line.text.split_once(": ")?;
    let start = line.start + key.len() + 2 + (value.len() - value.trim_start().len());
    Some(start..line.start + line.text.trim_end().len())
}

/// The value of a flow collection that holds the bracket at a byte as text: `list<T> = []`, `^[a-z]+$`.
pub(super) fn plain_with_bracket(text: &str, at: usize) -> Option<Range<usize>> {
    let line = line_at(text, at);
    let before = text.get(line.start..at)?;
    let adjacent = before.chars().next_back()?;
    let is_default = before.trim_end().ends_with('=');
    let in_word = adjacent.is_alphanumeric() || adjacent == '_';
    if !is_default && (adjacent.is_whitespace() || in_word) {
        return None;
    }
    let starts = [": ", ",", "{", "["].map(|mark| before.rfind(mark).map(|at| at + mark.len()));
    let start = starts.into_iter().flatten().max()?;
    let start = line.start + start + (before[start..].len() - before[start..].trim_start().len());
    let mut depth = 0_u32;
    let rest = text.get(at..line.start + line.text.len())?;
    let mut end = rest.len();
    for (place, letter) in rest.char_indices() {
        match letter {
            '[' | '{' => depth += 1,
            ']' | '}' if depth > 0 => depth -= 1,
            ']' | '}' | ',' if depth == 0 => {
                end = place;
                break;
            }
            _ => {}
        }
    }
    let value = start..at + rest.get(..end)?.trim_end().len();
    text.get(value.clone())?.chars().next().filter(|first| !"\"'[{".contains(*first))?;
    Some(value)
}

/// The run of letters at a byte, up to a blank or a mark of flow collections.
pub(super) fn word_at(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest
        .char_indices()
        .find(|(place, each)| *place > 0 && (each.is_whitespace() || ",]}".contains(*each)))
        .map_or(rest.len(), |(place, _)| place);
    at..at + end
}

/// The bracket that is not closed before a byte: the innermost that is open there, or the first one that
/// meets a bracket of the other kind, and where it does.
pub(super) fn bracket(text: &str, at: usize) -> Option<(usize, char, usize)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut met = None;
    walk(text, at + 1, |place, letter| match letter {
        '{' | '[' if place < at => open.push((place, letter)),
        '}' | ']' if met.is_none() => {
            let closes = if letter == '}' { '{' } else { '[' };
            match open.last() {
                Some((start, kind)) if *kind != closes => met = Some((*start, *kind, place)),
                _ if place < at => {
                    open.pop();
                }
                _ => {}
            }
        }
        _ => {}
    });
    met.or(open.pop().map(|(start, kind)| (start, kind, at)))
}

/// A comment between two bytes that begins with text at once, as `#room` does.
pub(super) fn comment_in_flow(text: &str, from: usize, to: usize) -> Option<usize> {
    let mut found = None;
    walk(text, to, |place, letter| {
        let next = text.get(place + 1..).and_then(|rest| rest.chars().next());
        let begins = next.is_some_and(|next| !next.is_whitespace() && next != '#');
        if letter == '#' && place > from && begins && found.is_none() {
            found = Some(place);
        }
    });
    found
}

/// Calls for each bracket and each comment before a byte, outside of quotes.
fn walk(text: &str, to: usize, mut call: impl FnMut(usize, char)) {
    let mut letters = text.char_indices().take_while(|(place, _)| *place < to).peekable();
    // Whether a value may begin here, and how many brackets are open.
    let (mut begins, mut depth) = (true, 0usize);
    while let Some((place, letter)) = letters.next() {
        match letter {
            '"' | '\'' if begins => {
                while let Some((_, inner)) = letters.next() {
                    if inner == '\\' && letter == '"' {
                        letters.next();
                    } else if inner == letter {
                        break;
                    }
                }
            }
            '#' if begins => {
                call(place, letter);
                while letters.next_if(|(_, inner)| *inner != '\n').is_some() {}
            }
            '{' | '[' if begins || depth > 0 => {
                depth += 1;
                call(place, letter);
            }
            '}' | ']' if depth > 0 => {
                depth -= 1;
                call(place, letter);
            }
            _ => {}
        }
        begins = letter.is_whitespace() || (depth > 0 && "{[,".contains(letter));
    }
}
