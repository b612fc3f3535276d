//! Constants as TypeScript writes them.

use crate::{
    model::{Literal, Number},
    names::typescript::property,
};
use serde_json::Value;

/// Names that every object has from its prototype.
const INHERITED: &[&str] = &[
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// Whether an object without a member of this name has one all the same.
pub(super) fn is_inherited(name: &str) -> bool {
    INHERITED.contains(&name)
}

/// Text in single quotes.
pub(super) fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('\'');
    for character in value.chars() {
        match character {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{2028}' | '\u{2029}' => push_unicode(&mut out, character),
            _ if character.is_control() => push_unicode(&mut out, character),
            _ => out.push(character),
        }
    }
    out.push('\'');
    out
}

fn push_unicode(out: &mut String, character: char) {
    out.push_str(&format!("\\u{:04x}", u32::from(character)));
}

/// Text inside a template literal, without its backticks.
pub(super) fn in_template(value: &str) -> String {
    let quoted = text(value);
    let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
    inner.replace("\\'", "'").replace('`', "\\`").replace("${", "\\${")
}

/// A constant of the wire.
pub(super) fn literal(value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Int(value) => value.to_string(),
        Literal::Text(value) => text(value),
    }
}

/// The key of an object literal. `__proto__` is computed, or it would set the prototype.
pub(super) fn key(name: &str) -> String {
    if name == "__proto__" { "['__proto__']".to_owned() } else { quoted(&property(name)) }
}

/// The name of a member in an interface.
pub(super) fn member(name: &str) -> String {
    quoted(&property(name))
}

/// A member of a value.
pub(super) fn access(value: &str, name: &str) -> String {
    let property = property(name);
    if property.starts_with('"') {
        format!("{value}[{}]", text(name))
    } else {
        format!("{value}.{property}")
    }
}

fn quoted(property: &str) -> String {
    match serde_json::from_str::<String>(property) {
        Ok(name) if property.starts_with('"') => text(&name),
        _ => property.to_owned(),
    }
}

/// A JSON value on one line.
pub(super) fn json(value: &Value) -> String {
    match value {
        Value::String(value) => text(value),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(integer), _) if integer.unsigned_abs() > MAX_SAFE => format!("{integer}n"),
            (None, Some(integer)) => format!("{integer}n"),
            _ => number.to_string(),
        },
        Value::Array(items) => {
            format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(", "))
        }
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let members =
                members.iter().map(|(name, value)| format!("{}: {}", key(name), json(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Null | Value::Bool(_) => value.to_string(),
    }
}

/// A JSON value over several lines where one would be too long, indented by so many blanks.
pub(super) fn pretty(value: &Value, indent: usize) -> String {
    let line = json(value);
    if line.len() + indent <= 90 {
        return line;
    }
    let (inner, outer) = (" ".repeat(indent + 2), " ".repeat(indent));
    match value {
        Value::Array(items) => {
            let items = items.iter().map(|item| format!("{inner}{},\n", pretty(item, indent + 2)));
            format!("[\n{}{outer}]", items.collect::<String>())
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                format!("{inner}{}: {},\n", key(name), pretty(value, indent + 2))
            });
            format!("{{\n{}{outer}}}", members.collect::<String>())
        }
        _ => line,
    }
}

/// The largest integer that a `number` holds exactly.
pub(super) const MAX_SAFE: u64 = (1 << 53) - 1;

/// A bound as a `number`.
pub(super) fn number(value: Number) -> String {
    match value {
        Number::Int(value) => value.to_string(),
        Number::Float(value) => value.to_string(),
    }
}

/// A regular expression.
pub(super) fn regex(pattern: &str) -> String {
    let mut out = String::from("/");
    let mut escaped = false;
    for character in pattern.chars() {
        match character {
            '/' if !escaped => out.push_str("\\/"),
            '\n' => out.push_str(if escaped { "n" } else { "\\n" }),
            '\r' => out.push_str(if escaped { "r" } else { "\\r" }),
            '\u{2028}' => out.push_str(if escaped { "u2028" } else { "\\u2028" }),
            '\u{2029}' => out.push_str(if escaped { "u2029" } else { "\\u2029" }),
            _ => out.push(character),
        }
        escaped = character == '\\' && !escaped;
    }
    if pattern.is_empty() {
        out.push_str("(?:)");
    }
    out.push_str("/u");
    out
}
