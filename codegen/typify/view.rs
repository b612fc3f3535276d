//! What typify sees of a schema: draft-07, and only what a type can hold.

use super::object;
use crate::names;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Names that the output uses itself.
const RESERVED: &[&str] = &[
    "Option",
    "String",
    "Vec",
    "Box",
    "Map",
    "Value",
    "Some",
    "None",
    "Ok",
    "Err",
    "Result",
    "Self",
    "JsonSchema",
    "Serialize",
    "Deserialize",
];

/// Keywords that typify reads; all others are the runtime's.
const SEEN: &[&str] = &[
    "$ref",
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "anyOf",
    "oneOf",
    "allOf",
    "const",
    "enum",
    "title",
    "description",
];

/// The whole, and its definitions by name.
pub(super) fn view(name: &str, schema: &Value) -> (Value, Vec<(String, Value)>) {
    let definitions = schema.get("$defs").cloned().map(object).unwrap_or_default();
    let mut taken: Vec<String> = RESERVED.iter().map(|name| (*name).to_owned()).collect();
    taken.push(name.to_owned());
    let mut names = BTreeMap::new();
    for key in definitions.keys() {
        let base = names::upper_camel(key);
        let mut unique = base.clone();
        let mut count = 2;
        while taken.contains(&unique) {
            unique = format!("{base}{count}");
            count += 1;
        }
        taken.push(unique.clone());
        names.insert(key.clone(), unique);
    }
    let view = View { names };
    let whole = view.schema(schema);
    let definitions = definitions.iter().map(|(key, schema)| {
        (view.names.get(key).cloned().unwrap_or_default(), view.schema(schema))
    });
    (whole, definitions.collect())
}

struct View {
    names: BTreeMap<String, String>,
}

impl View {
    fn schema(&self, schema: &Value) -> Value {
        let Value::Object(map) = schema else { return schema.clone() };
        let mut out = Map::new();
        for (word, value) in map.iter().filter(|(word, _)| SEEN.contains(&word.as_str())) {
            let value = match (word.as_str(), value) {
                ("$ref", Value::String(reference)) => {
                    let key = reference.trim_start_matches("#/$defs/");
                    let name = self.names.get(key).map_or(key, String::as_str);
                    format!("#/definitions/{name}").into()
                }
                ("anyOf" | "oneOf" | "allOf", Value::Array(parts)) => {
                    parts.iter().map(|part| self.schema(part)).collect()
                }
                ("properties", Value::Object(properties)) => Value::Object(
                    properties
                        .iter()
                        .map(|(name, part)| (name.clone(), self.schema(part)))
                        .collect(),
                ),
                ("items" | "additionalProperties", value) => self.schema(value),
                (_, value) => value.clone(),
            };
            out.insert(word.clone(), value);
        }
        constants(&mut out);
        // A title would name the type; people read it all the same.
        if let Some(title) = out.shift_remove("title") {
            out.entry("description").or_insert(title);
        }
        let is_object = out.get("type") == Some(&json!("object"));
        if is_object && matches!(out.get("additionalProperties"), None | Some(Value::Bool(true))) {
            // Keys that are not named are kept, so that no case of a union loses any.
            out.insert("additionalProperties".to_owned(), json!({}));
        }
        Value::Object(out)
    }
}

/// Constants other than text become the kind that they have; `enum` of text stays.
fn constants(map: &mut Map<String, Value>) {
    if let Some(value) = map.shift_remove("const") {
        map.insert("enum".to_owned(), json!([value]));
    }
    let Some(Value::Array(values)) = map.get("enum") else { return };
    if values.iter().all(Value::is_string) {
        map.insert("type".to_owned(), "string".into());
        return;
    }
    let mut kinds: Vec<&str> = Vec::new();
    for value in values {
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) | Value::Object(_) => "any",
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let kind = match kinds.as_slice() {
        [only] if *only != "any" => Some((*only).to_owned()),
        ["integer", "number"] | ["number", "integer"] => Some("number".to_owned()),
        _ => None,
    };
    map.shift_remove("enum");
    map.shift_remove("type");
    if let Some(kind) = kind {
        map.insert("type".to_owned(), kind.into());
    }
}
