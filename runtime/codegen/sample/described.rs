//! Random values that a JSON Schema allows.

use super::{TRIES, text, value};
use crate::types::{JsonSchema, Value};
use arbitrary::{Arbitrary, Error, Result, Unstructured};
use serde::de::DeserializeOwned;
use serde_json::{Map, json};

/// How deep parts that may be left out are made.
const DEPTH: usize = 8;

/// A value that the schema allows: made by its keywords, then judged by it. Gives up on schemas
/// whose patterns, formats or steps random values do not meet.
///
/// # Errors
/// `IncorrectFormat` when no value was found.
pub fn described<T: DeserializeOwned>(u: &mut Unstructured<'_>, schema: &JsonSchema) -> Result<T> {
    let made = Made { root: schema.value() };
    for _ in 0..TRIES {
        let value = made.value(u, schema.value(), 0)?;
        if schema.check(&value).is_ok()
            && let Ok(value) = T::deserialize(value)
        {
            return Ok(value);
        }
    }
    Err(Error::IncorrectFormat)
}

struct Made<'a> {
    root: &'a Value,
}

impl Made<'_> {
    fn value(&self, u: &mut Unstructured<'_>, schema: &Value, depth: usize) -> Result<Value> {
        let Value::Object(map) = schema else { return value(u, 1) };
        if depth > DEPTH * 4 {
            return Err(Error::IncorrectFormat);
        }
        if let Some(reference) = map.get("$ref").and_then(Value::as_str) {
            let target = self.root.pointer(reference.trim_start_matches('#'));
            return self.value(u, target.unwrap_or(&Value::Null), depth + 1);
        }
        if let Some(constant) = map.get("const") {
            return Ok(constant.clone());
        }
        if let Some(Value::Array(values)) = map.get("enum") {
            return Ok(u.choose(values)?.clone());
        }
        let mut made = match map.get("type") {
            Some(Value::Array(words)) => {
                let word = u.choose(words)?.as_str().unwrap_or_default();
                self.kind(u, word, map, depth)?
            }
            Some(word) => self.kind(u, word.as_str().unwrap_or_default(), map, depth)?,
            None if map.contains_key("properties") => self.kind(u, "object", map, depth)?,
            None => Value::Null,
        };
        for word in ["anyOf", "oneOf"] {
            if let Some(Value::Array(cases)) = map.get(word) {
                let case = u.choose(cases)?;
                let case = self.value(u, case, depth + 1)?;
                made = joined(made, case);
            }
        }
        for part in map.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            let part = self.value(u, part, depth + 1)?;
            made = joined(made, part);
        }
        Ok(made)
    }

    fn kind(
        &self,
        u: &mut Unstructured<'_>,
        word: &str,
        map: &Map<String, Value>,
        depth: usize,
    ) -> Result<Value> {
        let bound = |word: &str| map.get(word).and_then(Value::as_f64);
        let count = |word: &str, other: usize| bound(word).map_or(other, |bound| bound as usize);
        Ok(match word {
            "boolean" => Value::Bool(u.arbitrary()?),
            "integer" => {
                let low =
                    bound("minimum").or(bound("exclusiveMinimum")).unwrap_or(-1e15).max(-1e15);
                let high = bound("maximum").or(bound("exclusiveMaximum")).unwrap_or(1e15).min(1e15);
                u.int_in_range(low as i64..=(high as i64).max(low as i64))?.into()
            }
            "number" => {
                let low = bound("minimum").or(bound("exclusiveMinimum")).unwrap_or(-1e6);
                let high =
                    bound("maximum").or(bound("exclusiveMaximum")).unwrap_or(low.max(0.0) + 1e6);
                let part = f64::from(u.int_in_range(1..=1_u32 << 20)?) / f64::from(1 << 21);
                json!(low + (high - low) * part)
            }
            "string" => match map.get("format").and_then(Value::as_str) {
                Some("date-time") => json!(crate::types::Timestamp::arbitrary(u)?.to_string()),
                Some("uuid") => json!(crate::types::Uuid::arbitrary(u)?.to_string()),
                Some("uri") => json!(crate::types::Url::arbitrary(u)?.to_string()),
                _ => {
                    let most = count("maxLength", 16);
                    let mut made: String = text(u)?.chars().take(most).collect();
                    while made.chars().count() < count("minLength", 0) {
                        made.push('a');
                    }
                    made.into()
                }
            },
            "array" => {
                let least = count("minItems", 0);
                let many = u.int_in_range(least..=count("maxItems", least + 3).max(least))?;
                let item = map.get("items").unwrap_or(&Value::Bool(true));
                (0..many).map(|_| self.value(u, item, depth + 1)).collect::<Result<Value>>()?
            }
            "object" => {
                let required = map.get("required").and_then(Value::as_array);
                let required = required.map_or(&[][..], Vec::as_slice);
                let mut members = Map::new();
                for (name, property) in
                    map.get("properties").and_then(Value::as_object).into_iter().flatten()
                {
                    let needed = required.contains(&name.as_str().into());
                    if needed || depth < DEPTH && u.arbitrary()? {
                        members.insert(name.clone(), self.value(u, property, depth + 1)?);
                    }
                }
                Value::Object(members)
            }
            _ => Value::Null,
        })
    }
}

/// The members of both objects; the other value where one of them is none.
fn joined(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(mut one), Value::Object(other)) => {
            one.extend(other);
            Value::Object(one)
        }
        (_, other) => other,
    }
}
