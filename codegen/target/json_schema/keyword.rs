//! The keywords of JSON Schema in the order in which people read them, and what stands below each.

use serde_json::{Map, Value};

/// What stands below a keyword.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    /// Anything that is no schema.
    Data,
    /// One schema.
    Schema,
    /// A list of schemas, or one schema (`items` of older dialects).
    Schemas,
    /// An object whose values are schemas.
    Map,
}

/// Every keyword of the dialect, and those of draft-07 that a `schema:` may bring along.
const KEYWORDS: &[(&str, Below)] = &[
    ("$schema", Below::Data),
    ("$id", Below::Data),
    ("$anchor", Below::Data),
    ("$dynamicAnchor", Below::Data),
    ("$vocabulary", Below::Data),
    ("$comment", Below::Data),
    ("title", Below::Data),
    ("description", Below::Data),
    ("deprecated", Below::Data),
    ("readOnly", Below::Data),
    ("writeOnly", Below::Data),
    ("$ref", Below::Data),
    ("$dynamicRef", Below::Data),
    ("type", Below::Data),
    ("const", Below::Data),
    ("enum", Below::Data),
    ("format", Below::Data),
    ("pattern", Below::Data),
    ("minLength", Below::Data),
    ("maxLength", Below::Data),
    ("contentEncoding", Below::Data),
    ("contentMediaType", Below::Data),
    ("contentSchema", Below::Schema),
    ("minimum", Below::Data),
    ("exclusiveMinimum", Below::Data),
    ("maximum", Below::Data),
    ("exclusiveMaximum", Below::Data),
    ("multipleOf", Below::Data),
    ("prefixItems", Below::Schemas),
    ("items", Below::Schemas),
    ("additionalItems", Below::Schema),
    ("unevaluatedItems", Below::Schema),
    ("contains", Below::Schema),
    ("minContains", Below::Data),
    ("maxContains", Below::Data),
    ("minItems", Below::Data),
    ("maxItems", Below::Data),
    ("uniqueItems", Below::Data),
    ("properties", Below::Map),
    ("patternProperties", Below::Map),
    ("propertyNames", Below::Schema),
    ("required", Below::Data),
    ("dependentRequired", Below::Data),
    ("minProperties", Below::Data),
    ("maxProperties", Below::Data),
    ("dependentSchemas", Below::Map),
    ("dependencies", Below::Map),
    ("allOf", Below::Schemas),
    ("anyOf", Below::Schemas),
    ("oneOf", Below::Schemas),
    ("not", Below::Schema),
    ("if", Below::Schema),
    ("then", Below::Schema),
    ("else", Below::Schema),
    ("additionalProperties", Below::Schema),
    ("unevaluatedProperties", Below::Schema),
    ("default", Below::Data),
    ("examples", Below::Data),
    ("definitions", Below::Map),
    ("$defs", Below::Map),
];

/// What stands below a keyword; nothing is known of others.
pub(super) fn below(keyword: &str) -> Below {
    KEYWORDS.iter().find(|(name, _)| *name == keyword).map_or(Below::Data, |(_, below)| *below)
}

/// Keywords by which another schema says something of the same object.
const COMPOSING: [&str; 9] =
    ["$ref", "$dynamicRef", "dependentSchemas", "allOf", "anyOf", "oneOf", "if", "then", "else"];

/// Closes an object by `additionalProperties`, which more tools know, where no other schema adds keys.
fn close(schema: &mut Map<String, Value>) {
    let composed = COMPOSING.iter().any(|keyword| schema.contains_key(*keyword));
    if !composed
        && !schema.contains_key("additionalProperties")
        && let Some(closed) = schema.remove("unevaluatedProperties")
    {
        schema.insert("additionalProperties".to_owned(), closed);
    }
}

/// Puts the keywords of a schema, and of all below it, into the order of people. Keywords that
/// are not known stand before the definitions, in their own order.
pub(super) fn order(schema: Value) -> Value {
    let Value::Object(mut map) = schema else { return schema };
    close(&mut map);
    let place = |key: &str| {
        let known = KEYWORDS.iter().position(|(name, _)| *name == key);
        known.unwrap_or(KEYWORDS.len() - 3)
    };
    let mut entries: Vec<(String, Value)> = map.into_iter().collect();
    entries.sort_by_key(|(key, _)| place(key));
    let entries = entries.into_iter().map(|(key, value)| {
        let value = each(below(&key), value, &mut |schema| order(schema));
        (key, value)
    });
    Value::Object(entries.collect())
}

/// Applies a function to each schema directly below a keyword.
pub(super) fn each(below: Below, value: Value, then: &mut dyn FnMut(Value) -> Value) -> Value {
    match (below, value) {
        (Below::Data, value) => value,
        (Below::Map, Value::Object(map)) => Value::Object(
            map.into_iter().map(|(key, value)| (key, then(value))).collect::<Map<_, _>>(),
        ),
        (Below::Schemas, Value::Array(list)) => Value::Array(list.into_iter().map(then).collect()),
        (_, value) => then(value),
    }
}
