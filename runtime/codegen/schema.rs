//! What derives build a `JsonSchema` from: JSON Schema 2020-12.

use super::{Constraints, NumberBound, to_text};
use crate::{frame::Literal, json::Encode};
use schemars::{Schema, json_schema};
use serde_json::{Map, Value};

/// The keyword list of a schema, to change it; that of `true` is empty.
fn keywords(schema: &mut Schema) -> &mut Map<String, Value> {
    schema.ensure_object()
}

/// A constant as JSON.
fn json(literal: Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Bool(value) => value.into(),
        Literal::Int(value) => value.into(),
        Literal::Text(value) => value.into(),
    }
}

/// A schema with a description, if there is one.
pub fn described(mut schema: Schema, description: &str) -> Schema {
    if !description.is_empty() {
        keywords(&mut schema).insert("description".to_owned(), description.into());
    }
    schema
}

/// A schema with its default.
pub fn defaulted<T: Encode>(mut schema: Schema, default: &T) -> Schema {
    if let Ok(value) = serde_json::from_str::<Value>(&to_text(default)) {
        keywords(&mut schema).insert("default".to_owned(), value);
    }
    schema
}

/// Exactly this value, or `null`.
pub fn constant(literal: Literal, nullable: bool) -> Schema {
    if nullable {
        json_schema!({ "enum": [json(literal), null] })
    } else {
        json_schema!({ "const": json(literal) })
    }
}

/// A schema with constraints. Keywords of JSON Schema mean nothing for values of another kind, so
/// that lengths are given for text, lists and objects alike where the kind is behind a reference.
pub fn constrained(mut schema: Schema, constraints: &Constraints) -> Schema {
    let kinds = kinds(&schema);
    // The length of base64 text is not that of its bytes.
    let is_bytes = schema.get("contentEncoding").is_some();
    let may_be = |kind: &str| kinds.is_empty() || kinds.iter().any(|known| known == kind);
    let lengths = [
        ("string", "minLength", "maxLength"),
        ("array", "minItems", "maxItems"),
        ("object", "minProperties", "maxProperties"),
    ];
    let mut rows: Vec<(&str, Value)> = Vec::new();
    for (kind, min, max) in lengths {
        if may_be(kind) && !(is_bytes && kind == "string") {
            rows.extend(constraints.min_length.map(|length| (min, length.into())));
            rows.extend(constraints.max_length.map(|length| (max, length.into())));
        }
    }
    let bounds = [
        ("minimum", constraints.min),
        ("maximum", constraints.max),
        ("exclusiveMinimum", constraints.above),
        ("exclusiveMaximum", constraints.below),
    ];
    for (keyword, bound) in bounds {
        rows.extend(bound.and_then(number).map(|bound| (keyword, bound)));
    }
    rows.extend(constraints.multiple_of.map(|step| ("multipleOf", step.into())));
    rows.extend(constraints.pattern.map(|pattern| ("pattern", pattern.source().into())));
    rows.extend(constraints.unique.then(|| ("uniqueItems", true.into())));
    let keywords = keywords(&mut schema);
    for (keyword, value) in rows {
        keywords.insert(keyword.to_owned(), value);
    }
    schema
}

/// The kinds that a schema names; empty when they stand behind a reference.
fn kinds(schema: &Schema) -> Vec<String> {
    match schema.get("type") {
        Some(Value::String(kind)) => vec![kind.clone()],
        Some(Value::Array(kinds)) => {
            kinds.iter().filter_map(|kind| Some(kind.as_str()?.to_owned())).collect()
        }
        _ => Vec::new(),
    }
}

/// A bound as JSON; `None` beyond what JSON numbers hold exactly enough.
fn number(bound: NumberBound) -> Option<Value> {
    match bound {
        NumberBound::Int(value) => i64::try_from(value)
            .map(Value::from)
            .or_else(|_| u64::try_from(value).map(Value::from))
            .ok(),
        NumberBound::Float(value) => serde_json::Number::from_f64(value).map(Value::Number),
    }
}

/// An object: key, whether it must be there, schema; and the schema of all other keys.
pub fn object(fields: Vec<(&'static str, bool, Schema)>, rest: Option<Schema>) -> Schema {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (key, must, schema) in fields {
        properties.insert(key.to_owned(), schema.into());
        if must {
            required.push(key);
        }
    }
    let mut schema = json_schema!({ "type": "object", "properties": properties });
    let keywords = keywords(&mut schema);
    if !required.is_empty() {
        keywords.insert("required".to_owned(), required.into());
    }
    if let Some(rest) = rest {
        keywords.insert("additionalProperties".to_owned(), rest.into());
    }
    schema
}

/// The schema of the values of a map, from that of the map.
pub fn rest(map: Schema) -> Option<Schema> {
    map.get("additionalProperties").cloned().and_then(|schema| schema.try_into().ok())
}

/// An array by position: name, whether it must be there, schema; and the schema of the list of all
/// further items.
pub fn tuple(items: Vec<(&'static str, bool, Schema)>, rest: Option<Schema>) -> Schema {
    let min = items.iter().filter(|(_, must, _)| *must).count();
    let prefix: Vec<Value> = items
        .into_iter()
        .map(|(name, _, mut schema)| {
            keywords(&mut schema).entry("title").or_insert_with(|| name.into());
            schema.into()
        })
        .collect();
    let further = rest.and_then(|list| list.get("items").cloned());
    let mut schema = json_schema!({ "type": "array", "minItems": min });
    let keywords = keywords(&mut schema);
    if !prefix.is_empty() {
        keywords.insert("prefixItems".to_owned(), prefix.into());
    }
    keywords.insert("items".to_owned(), further.unwrap_or(Value::Bool(false)));
    schema
}

/// A set of values with their descriptions; an open one takes any value of the kind.
pub fn set(values: &[(Literal, &str)], kind: &str, open: bool) -> Schema {
    let known: Vec<Value> = values.iter().map(|(value, _)| json(*value)).collect();
    let described: Vec<String> = values
        .iter()
        .filter(|(_, doc)| !doc.is_empty())
        .map(|(value, doc)| format!("- `{value}`: {}", doc.replace('\n', " ")))
        .collect();
    let mut schema = if open {
        json_schema!({ "type": kind, "examples": known })
    } else {
        json_schema!({ "type": kind, "enum": known })
    };
    if !described.is_empty() {
        let text = described.join("\n");
        keywords(&mut schema).insert("markdownDescription".to_owned(), text.into());
    }
    schema
}

/// A variant whose tag stands beside its own keys: the variant's schema in place, and its reference
/// for the case that it is no object with properties of its own.
pub fn tagged(key: &str, tag: Literal, mut inline: Schema, reference: Schema) -> Schema {
    if inline.get("properties").is_none() || inline.get("$ref").is_some() {
        return json_schema!({ "allOf": [keyed(key, constant(tag, false)), reference] });
    }
    let keywords = keywords(&mut inline);
    if let Some(Value::Object(properties)) = keywords.get_mut("properties") {
        let mut all = Map::new();
        all.insert(key.to_owned(), constant(tag, false).into());
        all.append(properties);
        *properties = all;
    }
    let required = keywords.entry("required").or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(required) = required {
        required.insert(0, key.into());
    }
    inline
}

/// A variant with its tag in one key and itself in another.
pub fn adjacent(key: &'static str, tag: Literal, content: &'static str, inner: Schema) -> Schema {
    object(vec![(key, true, constant(tag, false)), (content, true, inner)], None)
}

/// A variant under a key of its own.
pub fn keyed(key: &str, inner: Schema) -> Schema {
    json_schema!({ "type": "object", "properties": { (key): inner }, "required": [key] })
}

/// A variant under the one of several keys that is there.
pub fn only(key: &str, keys: &[&str], inner: Schema) -> Schema {
    without_others(keyed(key, inner), key, keys)
}

/// A variant that has the one of several keys that is there.
pub fn present(key: &str, keys: &[&str], inner: Schema) -> Schema {
    without_others(json_schema!({ "allOf": [inner, { "required": [key] }] }), key, keys)
}

/// A schema of objects without all keys but one.
fn without_others(mut schema: Schema, key: &str, keys: &[&str]) -> Schema {
    let others: Vec<Value> = keys
        .iter()
        .filter(|other| **other != key)
        .map(|other| json_schema!({ "required": [other] }).into())
        .collect();
    if !others.is_empty() {
        keywords(&mut schema).insert("not".to_owned(), serde_json::json!({ "anyOf": others }));
    }
    schema
}

/// An object whose tag is no variant's.
pub fn other_tag(key: &str, tags: &[Literal]) -> Schema {
    let tags: Vec<Value> = tags.iter().map(|tag| json(*tag)).collect();
    keyed(key, json_schema!({ "not": { "enum": tags } }))
}

/// An object with none of the keys.
pub fn other_keys(keys: &[&str]) -> Schema {
    let any: Vec<Value> =
        keys.iter().map(|key| json_schema!({ "required": [key] }).into()).collect();
    json_schema!({ "type": "object", "not": { "anyOf": any } })
}

/// A value of none of the kinds.
pub fn other_kinds(kinds: &[&str]) -> Schema {
    json_schema!({ "not": { "type": kinds } })
}

/// One of several.
pub fn union(variants: Vec<Schema>) -> Schema {
    json_schema!({ "anyOf": variants })
}

/// A schema that the definition gives, with an identity of its own, so that its references stay
/// inside.
pub fn of_described(schema: &crate::types::JsonSchema, id: &str) -> Schema {
    let mut own = Schema::try_from(schema.value().clone()).unwrap_or_default();
    keywords(&mut own)
        .insert("$id".to_owned(), format!("urn:antiphon:{}", id.replace("::", ":")).into());
    own
}
