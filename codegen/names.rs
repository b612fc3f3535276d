//! Words on the wire to identifiers in code.

pub mod rust;
pub mod typescript;

use heck::{ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Spells out what an identifier cannot hold, so that `+1` and `-1` stay apart, and puts a blank
/// where words end.
fn spelled(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for (index, character) in words.char_indices() {
        match character {
            '+' => out.push_str(" plus "),
            '#' => out.push_str(" hash "),
            '*' => out.push_str(" star "),
            '@' => out.push_str(" at "),
            '$' => out.push_str(" dollar "),
            '%' => out.push_str(" percent "),
            '&' => out.push_str(" and "),
            '<' => out.push_str(" less "),
            '>' => out.push_str(" greater "),
            '=' => out.push_str(" equal "),
            '!' => out.push_str(" not "),
            '-' if index == 0 && words[1..].starts_with(|next: char| next.is_ascii_digit()) => {
                out.push_str("minus ");
            }
            _ if character.is_alphanumeric() => out.push(character),
            _ => out.push(' '),
        }
    }
    out
}

/// `AgentStatus`; never empty, never starting with a digit.
pub fn upper_camel(words: &str) -> String {
    guard(spelled(words).to_upper_camel_case(), "N", "Empty")
}

/// `agentStatus`; never empty, never starting with a digit.
pub fn lower_camel(words: &str) -> String {
    guard(spelled(words).to_lower_camel_case(), "n", "empty")
}

/// `agent_status`; never empty, never starting with a digit.
pub fn snake(words: &str) -> String {
    guard(spelled(words).to_snake_case(), "n", "empty")
}

/// `AGENT_STATUS`; never empty, never starting with a digit.
pub fn shouty(words: &str) -> String {
    guard(spelled(words).to_shouty_snake_case(), "N", "EMPTY")
}

fn guard(name: String, digit_prefix: &str, empty: &str) -> String {
    if name.is_empty() {
        empty.to_owned()
    } else if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("{digit_prefix}{name}")
    } else {
        name
    }
}
