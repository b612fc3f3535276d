//! Values of types that stayed a JSON Schema, with the codes that the runtimes use.

use super::{
    Code, Fault,
    number::{Num, equal},
    text,
    value::DEPTH,
};
use serde_json::{Map, Value};

/// Is the value one that the schema allows? Keywords are looked at in the order of the schema.
pub(super) fn check(value: &Value, root: &Value) -> Result<(), Fault> {
    Schema { root }.check(value, root, 0)
}

struct Schema<'a> {
    root: &'a Value,
}

impl Schema<'_> {
    fn check(&self, value: &Value, schema: &Value, depth: u32) -> Result<(), Fault> {
        let map = match schema {
            Value::Bool(true) => return Ok(()),
            Value::Object(map) => map,
            _ => return Err(Fault::new(Code::UnknownField, "no such value")),
        };
        if depth > DEPTH {
            return Err(Fault::new(Code::TooDeep, "a value that nests less deep"));
        }
        map.iter()
            .try_for_each(|(word, operand)| self.keyword(value, word, operand, map, depth + 1))
    }

    fn keyword(
        &self,
        value: &Value,
        word: &str,
        operand: &Value,
        map: &Map<String, Value>,
        depth: u32,
    ) -> Result<(), Fault> {
        let parts = operand.as_array().map_or(&[][..], Vec::as_slice);
        let accepting =
            || parts.iter().filter(|part| self.check(value, part, depth).is_ok()).count();
        match word {
            "$ref" => {
                let pointer = operand.as_str().and_then(|reference| reference.strip_prefix('#'));
                let target = pointer.and_then(|pointer| self.root.pointer(pointer));
                self.check(value, target.unwrap_or(&Value::Bool(false)), depth)
            }
            "const" => demand(equal(value, operand), Code::WrongConstant, || operand.to_string()),
            "enum" => {
                let known = parts.iter().any(|part| equal(part, value));
                demand(known, Code::UnknownValue, || "one of the values".to_owned())
            }
            "type" => of_type(value, operand),
            "allOf" => parts.iter().try_for_each(|part| self.check(value, part, depth)),
            "anyOf" => {
                demand(accepting() > 0, Code::UnknownValue, || "one of the alternatives".to_owned())
            }
            "oneOf" => demand(accepting() == 1, Code::UnknownValue, || {
                "exactly one of the alternatives".to_owned()
            }),
            _ => match value {
                Value::Number(number) => check_number(Num::of(number), word, operand),
                Value::String(text) => check_text(text, word, operand),
                Value::Array(items) => self.items(items, word, operand, depth),
                Value::Object(members) => self.members(members, word, operand, map, depth),
                Value::Null | Value::Bool(_) => Ok(()),
            },
        }
    }

    fn items(&self, items: &[Value], word: &str, operand: &Value, depth: u32) -> Result<(), Fault> {
        match word {
            "items" => items.iter().enumerate().try_for_each(|(index, item)| {
                self.check(item, operand, depth).map_err(|fault| fault.below_index(index))
            }),
            "minItems" | "maxItems" => length(items.len(), word, operand, "items"),
            "uniqueItems" if *operand == Value::Bool(true) => {
                let repeats = |(index, item): (usize, &Value)| {
                    items.iter().take(index).any(|other| equal(other, item))
                };
                demand(!items.iter().enumerate().any(repeats), Code::NotUnique, || {
                    "items that differ from each other".to_owned()
                })
            }
            _ => Ok(()),
        }
    }

    fn members(
        &self,
        members: &Map<String, Value>,
        word: &str,
        operand: &Value,
        map: &Map<String, Value>,
        depth: u32,
    ) -> Result<(), Fault> {
        match (word, operand) {
            ("required", Value::Array(names)) => {
                let mut names = names.iter().filter_map(Value::as_str);
                let missing = names.find(|name| !members.contains_key(*name));
                missing.map_or(Ok(()), |name| Err(Fault::missing(name)))
            }
            ("properties", Value::Object(properties)) => {
                properties.iter().try_for_each(|(name, schema)| match members.get(name) {
                    Some(member) => {
                        self.check(member, schema, depth).map_err(|fault| fault.below(name))
                    }
                    None => Ok(()),
                })
            }
            ("additionalProperties", schema) => {
                let known = map.get("properties").and_then(Value::as_object);
                let further = |name: &str| known.is_none_or(|known| !known.contains_key(name));
                members.iter().filter(|(name, _)| further(name)).try_for_each(|(name, member)| {
                    match schema {
                        Value::Bool(false) => Err(Fault::unknown_field(name)),
                        schema => {
                            self.check(member, schema, depth).map_err(|fault| fault.below(name))
                        }
                    }
                })
            }
            ("minProperties" | "maxProperties", _) => length(members.len(), word, operand, "keys"),
            _ => Ok(()),
        }
    }
}

fn demand(holds: bool, code: Code, expected: impl FnOnce() -> String) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(Fault::new(code, expected())) }
}

fn of_type(value: &Value, operand: &Value) -> Result<(), Fault> {
    let is = |word: &str| match value {
        Value::Number(number) if word == "integer" => Num::of(number).is_whole(),
        value => super::value::kind(value) == word,
    };
    let words: Vec<&str> = match operand {
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect(),
        word => word.as_str().into_iter().collect(),
    };
    if words.iter().any(|word| is(word)) {
        return Ok(());
    }
    Err(Fault::wrong_kind(format!("a value of kind {}", words.join(" or ")), value))
}

fn check_number(number: Num, word: &str, operand: &Value) -> Result<(), Fault> {
    use std::cmp::Ordering;
    let Value::Number(bound) = operand else { return Ok(()) };
    let order = match (number, Num::of(bound)) {
        (Num::Int(number), Num::Int(bound)) => Some(number.cmp(&bound)),
        (number, bound) => number.float().partial_cmp(&bound.float()),
    };
    let row: (fn(Ordering) -> bool, &str) = match word {
        "minimum" => (Ordering::is_ge, "at least"),
        "maximum" => (Ordering::is_le, "at most"),
        "exclusiveMinimum" => (Ordering::is_gt, "more than"),
        "exclusiveMaximum" => (Ordering::is_lt, "less than"),
        "multipleOf" => {
            let multiple = match (number, Num::of(bound)) {
                (Num::Int(number), Num::Int(step)) if step != 0 => number % step == 0,
                (Num::Huge(number), Num::Int(step)) => number % step as f64 == 0.0,
                _ => false,
            };
            return demand(multiple, Code::NotMultiple, || format!("a multiple of {bound}"));
        }
        _ => return Ok(()),
    };
    demand(order.is_some_and(row.0), Code::OutOfRange, || format!("{} {bound}", row.1))
}

fn check_text(value: &str, word: &str, operand: &Value) -> Result<(), Fault> {
    match (word, operand) {
        ("minLength" | "maxLength", _) => {
            length(value.chars().count(), word, operand, "characters")
        }
        // A pattern that is no regular expression is refused where the schema is read.
        ("pattern", Value::String(pattern)) => {
            let matches = regex_lite::Regex::new(pattern).is_ok_and(|regex| regex.is_match(value));
            demand(matches, Code::Pattern, || format!("text that matches `{pattern}`"))
        }
        ("format", Value::String(format)) => {
            let (holds, expected) = match format.as_str() {
                "date-time" => (text::is_timestamp(value), "an RFC 3339 timestamp"),
                "uuid" => (text::is_uuid(value), "a UUID"),
                "uri" => (text::is_url(value), "an absolute URL"),
                _ => return Ok(()),
            };
            demand(holds, Code::Format, || expected.to_owned())
        }
        _ => Ok(()),
    }
}

fn length(length: usize, word: &str, operand: &Value, unit: &str) -> Result<(), Fault> {
    let bound = operand.as_f64().unwrap_or_default();
    if word.starts_with("min") {
        demand(length as f64 >= bound, Code::TooShort, || format!("at least {bound} {unit}"))
    } else {
        demand(length as f64 <= bound, Code::TooLong, || format!("at most {bound} {unit}"))
    }
}
