//! A payload that is given as JSON Schema, moved below `$defs`.

use super::{
    document::{Schema, schema},
    keyword::{below, each},
    names::pointer,
};
use serde_json::Value;

/// The schema without identity of its own: references to itself lead to where it stands now, and
/// its anchors have the name before them.
pub(super) fn embed(content: &Value, name: &str) -> Schema {
    let id = content.get("$id").and_then(Value::as_str).unwrap_or_default();
    let place = Place { id: id.trim_end_matches('#'), pointer: pointer(name) };
    let mut moved = match content {
        // A schema may be `true` or `false`.
        Value::Bool(true) => Schema::new(),
        Value::Bool(false) => schema(serde_json::json!({ "not": {} })),
        content => schema(place.moved(content.clone(), true)),
    };
    moved.remove("$schema");
    moved.remove("$id");
    moved
}

/// Where the schema stands now, and what it was called.
struct Place<'a> {
    id: &'a str,
    pointer: String,
}

impl Place<'_> {
    fn moved(&self, schema: Value, root: bool) -> Value {
        let Value::Object(map) = schema else { return schema };
        // A schema with an identity of its own resolves its references itself.
        if !root && map.get("$id").is_some_and(Value::is_string) {
            return Value::Object(map);
        }
        let entries = map.into_iter().map(|(key, value)| {
            let value = match (key.as_str(), value) {
                ("$ref" | "$dynamicRef", Value::String(reference)) => {
                    self.reference(&reference).into()
                }
                ("$anchor" | "$dynamicAnchor", Value::String(anchor)) => {
                    self.anchor(&anchor).into()
                }
                (key, value) => each(below(key), value, &mut |schema| self.moved(schema, false)),
            };
            (key, value)
        });
        Value::Object(entries.collect())
    }

    fn reference(&self, reference: &str) -> String {
        let own = match reference.strip_prefix(self.id) {
            Some(fragment) if fragment.is_empty() || fragment.starts_with('#') => fragment,
            _ => reference,
        };
        if own.is_empty() || own == "#" {
            format!("#/$defs/{}", self.pointer)
        } else if let Some(path) = own.strip_prefix("#/") {
            format!("#/$defs/{}/{path}", self.pointer)
        } else if let Some(anchor) = own.strip_prefix('#') {
            format!("#{}", self.anchor(anchor))
        } else {
            reference.to_owned()
        }
    }

    fn anchor(&self, anchor: &str) -> String {
        let plain = |each: char| each.is_ascii_alphanumeric() || "-_.".contains(each);
        let name: String =
            self.pointer.chars().map(|each| if plain(each) { each } else { '_' }).collect();
        format!("_{name}.{anchor}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_follow_the_schema() {
        let content = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "https://example.com/tree",
            "$defs": { "leaf": { "$anchor": "leaf", "type": "string" } },
            "properties": {
                "$ref": { "$ref": "#/$defs/leaf" },
                "self": { "$ref": "https://example.com/tree" },
                "all": { "items": { "$ref": "#" } },
                "named": { "$ref": "#leaf" },
                "far": { "$ref": "https://example.com/other#/x" },
                "data": { "const": { "$ref": "#" } },
            },
        });
        let moved = Value::Object(embed(&content, "My/Tree"));
        assert_eq!(
            moved,
            json!({
                "$defs": { "leaf": { "$anchor": "_My_1Tree.leaf", "type": "string" } },
                "properties": {
                    "$ref": { "$ref": "#/$defs/My~1Tree/$defs/leaf" },
                    "self": { "$ref": "#/$defs/My~1Tree" },
                    "all": { "items": { "$ref": "#/$defs/My~1Tree" } },
                    "named": { "$ref": "#_My_1Tree.leaf" },
                    "far": { "$ref": "https://example.com/other#/x" },
                    "data": { "const": { "$ref": "#" } },
                },
            })
        );
    }
}
