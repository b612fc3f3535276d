//! The word that was meant: close spellings, and what other languages call the same thing.

use crate::{diagnostic::Diagnostic, source::Span};

/// How many words a help text lists.
const MAX_LIST: usize = 40;

/// Among how many words the closest is looked for; among more, only letter case may differ.
const MAX_COMPARED: usize = 2000;

/// Adds the known word that was most likely meant, with a fix, or else the list of all.
pub fn suggest(diagnostic: Diagnostic, span: Span, word: &str, known: &[&str]) -> Diagnostic {
    match closest(word, known) {
        Some(best) => diagnostic.label(format!("did you mean `{best}`?")).fix(span, best),
        None if known.is_empty() || known.len() > MAX_LIST => diagnostic,
        None => diagnostic.help(format!("known here: {}", list(known))),
    }
}

/// Words as a message lists them: each in backquotes, with commas between.
pub fn list(words: &[&str]) -> String {
    words.iter().map(|each| format!("`{each}`")).collect::<Vec<_>>().join(", ")
}

/// What people write for a word that is spelled quite differently.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("reply", &["require", "requires", "response", "responds", "replies", "returns"]),
    ("from", &["direction", "sender", "by", "source"]),
    ("to", &["receiver", "recipient", "target"]),
    ("summary", &["doc", "docs", "title"]),
    ("description", &["desc", "comment", "documentation"]),
    ("fields", &["properties", "params", "parameters", "props", "members", "data"]),
    ("params", &["parameters", "fields"]),
    ("payload", &["body", "content", "message"]),
    ("events", &["messages", "commands", "actions"]),
    ("types", &["enums", "models", "schemas", "definitions", "structs"]),
    ("include", &["import", "imports", "includes"]),
    ("protocol", &["name", "id", "title"]),
    ("pattern", &["regex", "regexp"]),
    ("min", &["minimum", "minLength", "minItems", "at_least"]),
    ("max", &["maximum", "maxLength", "maxItems", "at_most"]),
    ("above", &["exclusiveMinimum", "greater_than", "gt"]),
    ("below", &["exclusiveMaximum", "less_than", "lt"]),
    ("multiple_of", &["multipleOf", "step"]),
    ("unique", &["uniqueItems", "distinct"]),
    ("every", &["interval", "period"]),
    ("enum", &["values", "words"]),
    ("union", &["oneOf", "anyOf", "one_of"]),
    ("variants", &["cases", "mapping"]),
    ("on", &["discriminator", "tag"]),
    ("attempts", &["retries", "tries", "retry_count"]),
    ("initial", &["base", "start", "first", "delay", "base_delay"]),
    ("multiplier", &["factor", "exponent", "growth"]),
    ("max", &["cap", "ceiling", "limit"]),
    ("request", &["event", "send", "ask"]),
    ("topic", &["pattern", "address", "subject", "name"]),
    ("path", &["url", "uri", "endpoint", "address"]),
    ("token", &["scheme", "credentials"]),
    ("true", &["yes", "on"]),
    ("false", &["no", "off"]),
    ("high", &["urgent", "critical"]),
    ("drop_oldest", &["drop"]),
    ("typescript", &["ts", "javascript", "js"]),
    ("rust", &["rs"]),
    ("json-schema", &["jsonschema", "schema", "schemas"]),
    ("retry", &["backoff"]),
    ("channels", &["rooms", "topics"]),
    ("out", &["output", "outdir", "path", "dir", "directory", "folder"]),
    ("ok", &["okay", "success", "result", "answer"]),
    ("error", &["failure", "fail", "reject", "rejected"]),
    ("frame", &["envelope"]),
    ("frames", &["envelope", "envelopes", "template", "templates", "messages"]),
    ("tag", &["type", "opcode", "code"]),
    ("deadline", &["timeout"]),
    ("timeout", &["deadline"]),
    ("close", &["close_codes"]),
    ("connection", &["socket"]),
    ("peers", &["parties", "roles", "clients"]),
    ("unlimited", &["forever", "infinite", "infinity", "inf", "always", "-1"]),
    ("lines", &["ndjson", "jsonl", "newline", "newlines"]),
    ("json_array", &["array", "list"]),
];

/// The known word that a person most likely meant: the same but for letter case and separators, one
/// that is a few letters away, what another language calls it, or a part of the word.
pub fn closest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = plain(word);
    if plain.is_empty() {
        return None;
    }
    if known.len() > MAX_COMPARED {
        return known.iter().find(|each| each.eq_ignore_ascii_case(word)).copied();
    }
    let letters = letters(&plain);
    let by_distance = known
        .iter()
        .filter_map(|each| {
            let other = self::plain(each);
            let allowed = allowed(plain.len().min(other.len()));
            // A cheap bound first: each changed letter adds one to a set and takes one from it.
            let apart = (letters ^ self::letters(&other)).count_ones() as usize;
            if plain.len().abs_diff(other.len()) > allowed * 4 || apart > allowed * 2 {
                return None;
            }
            // Of two letters, one more or less is a slip; another one is another word.
            if plain.len().max(other.len()) == 2 && plain != other {
                return None;
            }
            Some((distance(&plain, &other), *each)).filter(|(distance, _)| *distance <= allowed)
        })
        .min_by_key(|(distance, _)| *distance);
    by_distance.map(|(_, each)| each).or_else(|| synonym(word, known)).or_else(|| part(word, known))
}

/// Letters that may differ between words of this length.
fn allowed(length: usize) -> usize {
    match length {
        0..=1 => 0,
        2..=4 => 1,
        5..=7 => 2,
        _ => 3,
    }
}

/// What the word is called here.
fn synonym<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    SYNONYMS
        .iter()
        .filter(|(_, others)| others.iter().any(|other| other.eq_ignore_ascii_case(word)))
        .find_map(|(meant, _)| known.iter().find(|each| *each == meant).copied())
}

/// The known word that is one of the words of this one: `message` of `message_size`.
fn part<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let mut parts = word.split(['_', '-']);
    let first = parts.next()?;
    parts.next()?;
    known.iter().find(|each| **each == first).copied()
}

/// Small letters and digits, at most 64.
fn plain(word: &str) -> String {
    word.chars()
        .filter(|each| !matches!(each, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .take(64)
        .collect()
}

/// Which letters a word has, as a set.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |set, each| set | 1 << (u32::from(each) % 32))
}

/// How many letters are inserted, removed, replaced or swapped between two words.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    if let Some(first) = rows.first_mut() {
        first.iter_mut().enumerate().for_each(|(j, cell)| *cell = j);
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_found() {
        let keys = ["from", "to", "fields", "reply", "payload", "message", "drop_oldest"];
        for (written, meant) in [
            ("form", Some("from")),
            ("FROM", Some("from")),
            ("feilds", Some("fields")),
            ("response", Some("reply")),
            ("drop-oldest", Some("drop_oldest")),
            ("message_size", Some("message")),
            ("room", None),
            ("on", None),
            ("too", Some("to")),
            ("", None),
        ] {
            assert_eq!(closest(written, &keys), meant, "{written}");
        }
    }
}
