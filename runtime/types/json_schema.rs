//! JSON Schema as the judge of values whose types say less than it does.

use super::{Timestamp, Url, Uuid, Value};
use crate::{codegen::from_text, error::Fault};
use regex_lite::Regex;
use serde_json::{Map, Number};
use std::{cmp::Ordering, collections::BTreeMap, str::FromStr, sync::OnceLock};

/// How deep a schema is followed.
const DEPTH: usize = 200;

/// A schema in the form in which the compiler writes it: 2020-12, in one piece, without keywords
/// that the outputs would read in different ways. Make it a `static`; it is read when first needed.
#[derive(Debug)]
pub struct JsonSchema {
    text: &'static str,
    parsed: OnceLock<Parsed>,
}

#[derive(Debug)]
struct Parsed {
    root: Value,
    /// Compiled patterns by their text.
    patterns: BTreeMap<String, Regex>,
}

impl JsonSchema {
    /// A schema with this text.
    pub const fn new(text: &'static str) -> Self {
        Self { text, parsed: OnceLock::new() }
    }

    /// Its text.
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// Its value. Text that is no JSON allows nothing; the compiler writes none.
    pub fn value(&self) -> &Value {
        &self.parsed().root
    }

    /// Checks a value.
    ///
    /// # Errors
    /// A [`Fault`] that names the place below the value, and what the schema expects there.
    pub fn check(&self, value: &Value) -> Result<(), Fault> {
        let parsed = self.parsed();
        parsed.check(value, &parsed.root, 0)
    }

    fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| {
            let root = from_text(self.text).unwrap_or(Value::Bool(false));
            let mut patterns = BTreeMap::new();
            gather(&root, &mut patterns);
            Parsed { root, patterns }
        })
    }
}

/// Compiles every pattern. One that cannot be compiled matches nothing; the compiler refuses those.
fn gather(schema: &Value, patterns: &mut BTreeMap<String, Regex>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::String(pattern)) = map.get("pattern")
                && let Ok(regex) = Regex::new(pattern)
            {
                patterns.insert(pattern.clone(), regex);
            }
            map.values().for_each(|inner| gather(inner, patterns));
        }
        Value::Array(items) => items.iter().for_each(|inner| gather(inner, patterns)),
        _ => {}
    }
}

impl Parsed {
    fn check(&self, value: &Value, schema: &Value, depth: usize) -> Result<(), Fault> {
        let map = match schema {
            Value::Bool(true) => return Ok(()),
            Value::Object(map) => map,
            _ => return Err(Fault::of("unknown_field", "no such value")),
        };
        if depth > DEPTH {
            return Err(Fault::too_deep("a value that nests less deep"));
        }
        map.iter()
            .try_for_each(|(word, operand)| self.keyword(value, word, operand, map, depth + 1))
    }

    fn accepts(&self, value: &Value, schema: &Value, depth: usize) -> bool {
        self.check(value, schema, depth).is_ok()
    }

    fn keyword(
        &self,
        value: &Value,
        word: &str,
        operand: &Value,
        map: &Map<String, Value>,
        depth: usize,
    ) -> Result<(), Fault> {
        let parts = operand.as_array().map_or(&[][..], Vec::as_slice);
        let accepting = || parts.iter().filter(|part| self.accepts(value, part, depth)).count();
        match word {
            "$ref" => {
                let pointer = operand.as_str().and_then(|reference| reference.strip_prefix('#'));
                let target = pointer.and_then(|pointer| self.root.pointer(pointer));
                return self.check(value, target.unwrap_or(&Value::Bool(false)), depth);
            }
            "const" => return demand(value == operand, "wrong_constant", || operand.to_string()),
            "enum" => {
                return demand(parts.contains(value), "unknown_value", || {
                    "one of the values".to_owned()
                });
            }
            "type" => return of_type(value, operand),
            "allOf" => return parts.iter().try_for_each(|part| self.check(value, part, depth)),
            "anyOf" => {
                return demand(accepting() > 0, "unknown_value", || {
                    "one of the alternatives".to_owned()
                });
            }
            "oneOf" => {
                return demand(accepting() == 1, "unknown_value", || {
                    "exactly one of the alternatives".to_owned()
                });
            }
            _ => {}
        }
        match value {
            Value::Number(number) => check_number(number, word, operand),
            Value::String(text) => self.text(text, word, operand),
            Value::Array(items) => self.items(items, word, operand, depth),
            Value::Object(members) => self.members(members, word, operand, map, depth),
            Value::Null | Value::Bool(_) => Ok(()),
        }
    }

    fn text(&self, text: &str, word: &str, operand: &Value) -> Result<(), Fault> {
        match (word, operand) {
            ("minLength" | "maxLength", _) => {
                length(text.chars().count(), word, operand, "characters")
            }
            ("pattern", Value::String(pattern)) => {
                let matches = self.patterns.get(pattern).is_some_and(|regex| regex.is_match(text));
                demand(matches, "pattern", || format!("text that matches `{pattern}`"))
            }
            ("format", Value::String(format)) => match format.as_str() {
                "date-time" => Timestamp::from_str(text).map(|_| ()),
                "uuid" => Uuid::from_str(text).map(|_| ()),
                "uri" => Url::from_str(text).map(|_| ()),
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn items(
        &self,
        items: &[Value],
        word: &str,
        operand: &Value,
        depth: usize,
    ) -> Result<(), Fault> {
        match word {
            "items" => items.iter().enumerate().try_for_each(|(index, item)| {
                self.check(item, operand, depth).map_err(|fault| fault.below_index(index))
            }),
            "minItems" | "maxItems" => length(items.len(), word, operand, "items"),
            "uniqueItems" if *operand == Value::Bool(true) => {
                let unique = crate::codegen::are_unique_values(items);
                if unique { Ok(()) } else { Err(Fault::not_unique()) }
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
        depth: usize,
    ) -> Result<(), Fault> {
        match (word, operand) {
            ("required", Value::Array(names)) => {
                let mut names = names.iter().filter_map(Value::as_str);
                match names.find(|name| !members.contains_key(*name)) {
                    Some(name) => Err(Fault::of("missing_field", "a value").below_key(name)),
                    None => Ok(()),
                }
            }
            ("properties", Value::Object(properties)) => {
                properties.iter().try_for_each(|(name, schema)| match members.get(name) {
                    Some(member) => {
                        self.check(member, schema, depth).map_err(|fault| fault.below_key(name))
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
                            self.check(member, schema, depth).map_err(|fault| fault.below_key(name))
                        }
                    }
                })
            }
            ("minProperties" | "maxProperties", _) => length(members.len(), word, operand, "keys"),
            _ => Ok(()),
        }
    }
}

fn demand(holds: bool, code: &'static str, expected: impl FnOnce() -> String) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(Fault::of(code, expected())) }
}

fn of_type(value: &Value, operand: &Value) -> Result<(), Fault> {
    let is = |word: &Value| match (word.as_str(), value) {
        (Some("null"), Value::Null)
        | (Some("boolean"), Value::Bool(_))
        | (Some("number"), Value::Number(_))
        | (Some("string"), Value::String(_))
        | (Some("array"), Value::Array(_))
        | (Some("object"), Value::Object(_)) => true,
        (Some("integer"), Value::Number(number)) => is_whole(number),
        _ => false,
    };
    let (holds, words) = match operand {
        Value::Array(words) => {
            let names: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
            (words.iter().any(is), names.join(" or "))
        }
        word => (is(word), word.as_str().unwrap_or_default().to_owned()),
    };
    if holds {
        return Ok(());
    }
    Err(Fault::wrong_kind(format!("a value of kind {words}"), kind(value)))
}

fn kind(value: &Value) -> crate::json::Kind {
    use crate::json::Kind;
    match value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Bool,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    }
}

fn is_whole(number: &Number) -> bool {
    integer(number).is_some() || number.as_f64().is_some_and(|number| number.fract() == 0.0)
}

fn integer(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}

fn check_number(number: &Number, word: &str, operand: &Value) -> Result<(), Fault> {
    let Value::Number(bound) = operand else { return Ok(()) };
    let order = match (integer(number), integer(bound)) {
        (Some(number), Some(bound)) => Some(number.cmp(&bound)),
        _ => number.as_f64().partial_cmp(&bound.as_f64()),
    };
    let row: (fn(Ordering) -> bool, &str) = match word {
        "minimum" => (Ordering::is_ge, "at least"),
        "maximum" => (Ordering::is_le, "at most"),
        "exclusiveMinimum" => (Ordering::is_gt, "more than"),
        "exclusiveMaximum" => (Ordering::is_lt, "less than"),
        "multipleOf" => {
            let multiple = match (integer(number), integer(bound)) {
                (Some(number), Some(step)) if step != 0 => number % step == 0,
                (None, Some(step)) => {
                    number.as_f64().is_some_and(|number| number % step as f64 == 0.0)
                }
                _ => false,
            };
            return demand(multiple, "not_multiple", || format!("a multiple of {bound}"));
        }
        _ => return Ok(()),
    };
    demand(order.is_some_and(row.0), "out_of_range", || format!("{} {bound}", row.1))
}

fn length(length: usize, word: &str, operand: &Value, unit: &str) -> Result<(), Fault> {
    let bound = operand.as_f64().unwrap_or_default();
    if word.starts_with("min") {
        demand(length as f64 >= bound, "too_short", || format!("at least {bound} {unit}"))
    } else {
        demand(length as f64 <= bound, "too_long", || format!("at most {bound} {unit}"))
    }
}
