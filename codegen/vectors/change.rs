//! Copies of a value with one thing changed.

use serde_json::{Map, Value, json};

/// What takes the place of a value.
const OTHERS: &[fn() -> Value] = &[
    || Value::Null,
    || json!(true),
    || json!(0),
    || json!(-1),
    || json!(1.5),
    || json!(u64::MAX),
    || json!(""),
    || json!("x"),
    || json!([]),
    || json!({}),
];

/// Keys that no definition names; the last two mean something to JavaScript.
const STRANGE: &[&str] = &["unheard_of", "__proto__", "constructor"];

/// Copies of a value in which one thing is something else, one thing is gone, or one thing more is there.
pub fn changed(value: &Value) -> Vec<Value> {
    let mut all: Vec<Value> = OTHERS.iter().map(|other| other()).collect();
    match value {
        Value::String(text) => all.push(json!(format!("{text}x"))),
        Value::Object(map) => {
            for (key, value) in map {
                let mut less = map.clone();
                less.shift_remove(key);
                all.push(Value::Object(less));
                all.extend(changed(value).into_iter().map(|copy| with(map, key, copy)));
            }
            let more = || json!({ "polluted": true });
            all.extend(STRANGE.iter().map(|key| with(map, key, more())));
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                let mut less = items.clone();
                less.remove(index);
                all.push(Value::Array(less));
                for copy in changed(value) {
                    let mut other = items.clone();
                    if let Some(item) = other.get_mut(index) {
                        *item = copy;
                    }
                    all.push(Value::Array(other));
                }
            }
            all.push(Value::Array(items.iter().cloned().chain([json!(1)]).collect()));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    all
}

fn with(map: &Map<String, Value>, key: &str, value: Value) -> Value {
    let mut map = map.clone();
    map.insert(key.to_owned(), value);
    Value::Object(map)
}

/// An object with the keys of two, where both are objects: what stands in both is the second's.
pub fn merged(one: &Value, other: &Value) -> Option<Value> {
    let (Value::Object(one), Value::Object(other)) = (one, other) else { return None };
    let members = one.iter().chain(other).map(|(key, value)| (key.clone(), value.clone()));
    Some(Value::Object(members.collect()))
}

/// The same value with the keys of every object in reversed order.
pub fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let members = map.iter().rev().map(|(key, value)| (key.clone(), reversed(value)));
            Value::Object(members.collect())
        }
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}
