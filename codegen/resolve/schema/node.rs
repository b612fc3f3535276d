//! Questions about a schema in the normal form.

use super::keywords::{self, about};
use serde_json::{Map, Value};

/// How many references are followed from one to the next.
const CHAIN: usize = 32;

/// A schema with keywords.
pub(super) type Node = Map<String, Value>;

/// The JSON pointer of a reference, without its `#`.
pub(super) fn pointer(reference: &str) -> Option<String> {
    let fragment = reference.strip_prefix('#')?;
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
        bytes.push((high * 16 + low) as u8);
    }
    String::from_utf8(bytes).ok()
}

/// One step down.
pub(super) fn step(at: &str, word: &str) -> String {
    format!("{at}/{}", word.replace('~', "~0").replace('/', "~1"))
}

/// Where a node that only refers leads, and what is there; `None` for a circle.
pub(super) fn target<'v>(root: &'v Value, node: &Node) -> Option<(String, &'v Value)> {
    let mut reference = node.get("$ref")?.as_str()?;
    for _ in 0..CHAIN {
        let place = pointer(reference)?;
        let found = root.pointer(&place)?;
        match found.as_object() {
            Some(next) if is_reference(next) => reference = next.get("$ref")?.as_str()?,
            _ => return Some((place, found)),
        }
    }
    None
}

/// Whether a node says nothing but where to look.
pub(super) fn is_reference(node: &Node) -> bool {
    node.contains_key("$ref") && says(node, &["$ref"])
}

/// Whether a node says nothing about what is valid beside these words.
pub(super) fn says(node: &Node, words: &[&str]) -> bool {
    node.keys().all(|word| {
        words.contains(&word.as_str()) || keywords::find(word).is_some_and(|keyword| keyword.note)
    })
}

/// The words of `type`.
pub(super) fn types(node: &Node) -> Vec<&str> {
    match node.get("type") {
        Some(Value::String(word)) => vec![word],
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The list behind a keyword.
pub(super) fn list<'v>(node: &'v Node, word: &str) -> &'v [Value] {
    node.get(word).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The kind of a value.
pub(super) fn kind_of(value: &Value) -> u8 {
    match value {
        Value::Null => about::NULL,
        Value::Bool(_) => about::BOOL,
        Value::Number(_) => about::NUMBER,
        Value::String(_) => about::TEXT,
        Value::Array(_) => about::ARRAY,
        Value::Object(_) => about::OBJECT,
    }
}

/// The kinds that the values of a schema may have.
pub(super) fn kinds(root: &Value, schema: &Value) -> u8 {
    kinds_below(root, schema, 0)
}

fn kinds_below(root: &Value, schema: &Value, depth: usize) -> u8 {
    let node = match schema {
        Value::Bool(false) => return 0,
        Value::Object(node) if depth < CHAIN => node,
        _ => return about::ALL,
    };
    let any = |parts: &[Value]| {
        parts.iter().fold(0, |kinds, part| kinds | kinds_below(root, part, depth + 1))
    };
    let mut kinds = about::ALL;
    for (word, value) in node {
        kinds &= match (word.as_str(), value) {
            ("$ref", _) => {
                let target = node.get("$ref").and_then(Value::as_str).and_then(pointer);
                let target = target.and_then(|pointer| root.pointer(&pointer));
                target.map_or(about::ALL, |target| kinds_below(root, target, depth + 1))
            }
            ("type", _) => types(node).into_iter().filter_map(keywords::kind).fold(0, |a, b| a | b),
            ("const", value) => kind_of(value),
            ("enum", Value::Array(values)) => {
                values.iter().fold(0, |kinds, each| kinds | kind_of(each))
            }
            ("anyOf" | "oneOf", Value::Array(parts)) => any(parts),
            ("allOf", Value::Array(parts)) => parts
                .iter()
                .fold(about::ALL, |kinds, part| kinds & kinds_below(root, part, depth + 1)),
            _ => about::ALL,
        };
    }
    kinds
}
