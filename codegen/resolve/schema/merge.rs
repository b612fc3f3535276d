//! `allOf` and keywords beside `$ref`: several schemas that hold at once, as one, where that is exact.

use super::node::{Node, is_reference, target, types};
use serde_json::{Map, Value, json};

/// How many schemas are put together below each other.
const DEPTH: usize = 16;

/// A node without `allOf` and without keywords beside `$ref`; `None` where no node says the same.
pub(super) fn flat(root: &Value, node: &Node) -> Option<Node> {
    flat_below(root, node, 0)
}

fn flat_below(root: &Value, node: &Node, depth: usize) -> Option<Node> {
    if depth > DEPTH {
        return None;
    }
    let combines = node.contains_key("allOf") || node.contains_key("$ref");
    if !combines {
        return Some(node.clone());
    }
    let mut own = node.clone();
    own.shift_remove("$defs");
    let mut parts: Vec<Value> = Vec::new();
    if let Some(reference) = own.shift_remove("$ref") {
        parts.push(json!({ "$ref": reference }));
    }
    if let Some(Value::Array(all)) = own.shift_remove("allOf") {
        parts.extend(all);
    }
    for part in parts {
        let mut part = match part {
            Value::Bool(true) => continue,
            Value::Object(part) => part,
            _ => return None,
        };
        if is_reference(&part) {
            part = match target(root, &part)?.1 {
                Value::Bool(true) => continue,
                Value::Object(found) => {
                    // What people read about the definition is about it alone.
                    let mut found = flat_below(root, found, depth + 1)?;
                    for note in ["title", "description", "default", "examples", "deprecated"] {
                        found.shift_remove(note);
                    }
                    found
                }
                _ => return None,
            };
        } else {
            part = flat_below(root, &part, depth + 1)?;
        }
        own = both(own, part)?;
    }
    Some(own)
}

/// A node that says what both say.
fn both(mut own: Node, other: Node) -> Option<Node> {
    if !opens(&own, &other) || !opens(&other, &own) {
        return None;
    }
    for (word, value) in other {
        let Some(mine) = own.get(&word).cloned() else {
            own.insert(word, value);
            continue;
        };
        if mine == value {
            continue;
        }
        let merged = match (word.as_str(), mine, value) {
            ("properties", Value::Object(mine), Value::Object(value)) => {
                Value::Object(properties(mine, value))
            }
            ("required", Value::Array(mut mine), Value::Array(value)) => {
                for name in value {
                    if !mine.contains(&name) {
                        mine.push(name);
                    }
                }
                Value::Array(mine)
            }
            ("type", _, value) => kinds(&own, &value)?,
            ("minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties", a, b) => {
                if a.as_f64()? >= b.as_f64()? {
                    a
                } else {
                    b
                }
            }
            ("maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties", a, b) => {
                if a.as_f64()? <= b.as_f64()? {
                    a
                } else {
                    b
                }
            }
            ("uniqueItems", a, b) => json!(a == json!(true) || b == json!(true)),
            ("items", a, b) => json!({ "allOf": [a, b] }),
            ("additionalProperties", Value::Bool(true), other) => other,
            ("additionalProperties", other, Value::Bool(true)) => other,
            (
                "title" | "description" | "default" | "examples" | "deprecated" | "readOnly"
                | "writeOnly" | "$defs",
                mine,
                _,
            ) => mine,
            _ => return None,
        };
        own.insert(word, merged);
    }
    Some(own)
}

/// Whether the keys of `other` are not among those that `own` restricts as further ones.
fn opens(own: &Node, other: &Node) -> bool {
    if matches!(own.get("additionalProperties"), None | Some(Value::Bool(true))) {
        return true;
    }
    let known = |name: &String| {
        own.get("properties").and_then(Value::as_object).is_some_and(|map| map.contains_key(name))
    };
    match other.get("properties") {
        Some(Value::Object(map)) => map.keys().all(known),
        _ => true,
    }
}

fn properties(mut mine: Map<String, Value>, other: Map<String, Value>) -> Map<String, Value> {
    for (name, value) in other {
        let merged = match mine.get(&name) {
            Some(own) if *own == value => continue,
            Some(own) => json!({ "allOf": [own, value] }),
            None => value,
        };
        mine.insert(name, merged);
    }
    mine
}

/// The types that both name.
fn kinds(own: &Node, other: &Value) -> Option<Value> {
    let mut node = Node::new();
    node.insert("type".to_owned(), other.clone());
    let (own, other) = (types(own), types(&node));
    let mut common: Vec<&str> = Vec::new();
    for (left, right) in [(&own, &other), (&other, &own)] {
        for word in left {
            // An integer is a number.
            let named = right.contains(word) || (*word == "integer" && right.contains(&"number"));
            if named && !common.contains(word) {
                common.push(word);
            }
        }
    }
    match common.as_slice() {
        [] => None,
        [only] => Some((*only).into()),
        several => Some(several.iter().map(|word| Value::from(*word)).collect()),
    }
}
