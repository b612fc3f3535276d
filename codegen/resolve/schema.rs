//! Payloads given as JSON Schema: read, lowered to one dialect, and refused where outputs could not agree.

use super::Resolver;
use crate::{diagnostic::Diagnostic, syntax::Json};
use serde_json::Value;

/// How deep a schema may nest.
const MAX_DEPTH: usize = 64;

/// Keywords that lead out of the schema or change what `$ref` means.
const REFUSED: &[(&str, &str)] = &[
    ("$dynamicRef", "dynamic references cannot be followed"),
    ("$recursiveRef", "dynamic references cannot be followed"),
    ("$anchor", "write `$ref` with a path such as `#/$defs/Name`"),
    ("$id", "the schema must be one piece; remove `$id` from its parts"),
];

impl Resolver<'_> {
    /// The schema as 2020-12, in one piece.
    pub(super) fn schema(&mut self, json: &Json) -> Option<Value> {
        let mut value = match &json.value {
            Value::String(path) => self.schema_file(path, json)?,
            other => other.clone(),
        };
        if !matches!(value, Value::Object(_) | Value::Bool(_)) {
            self.refuse(
                json,
                "a JSON Schema is an object",
                "write the schema in place, or the path of a `.json` file",
            );
            return None;
        }
        if let Some(dialect) = value.get("$schema").and_then(Value::as_str)
            && !["draft-07", "2020-12", "2019-09"].iter().any(|known| dialect.contains(known))
        {
            self.refuse(
                json,
                "this dialect of JSON Schema is not known here",
                "use draft-07 or 2020-12",
            );
            return None;
        }
        if let Value::Object(root) = &mut value {
            root.shift_remove("$schema");
            root.shift_remove("$id");
        }
        match lower(&mut value, 0) {
            Ok(()) => Some(value),
            Err((message, help)) => {
                self.refuse(json, &message, &help);
                None
            }
        }
    }

    fn schema_file(&mut self, path: &str, json: &Json) -> Option<Value> {
        let from = self.cx.sources.get(json.span.file).path.clone();
        let joined = crate::load::join(&from, path);
        let text = match self.loader.load(&joined) {
            Ok(text) => text,
            Err(reason) => {
                self.cx.report(
                    Diagnostic::error(
                        "A0001",
                        json.span,
                        format!("`{joined}` cannot be read: {reason}"),
                    )
                    .help("paths are relative to the file that names them"),
                );
                return None;
            }
        };
        match serde_json::from_str(&text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(json, &format!("`{joined}` is not JSON: {error}"), "mend the file");
                None
            }
        }
    }

    fn refuse(&mut self, json: &Json, message: &str, help: &str) {
        self.cx.report(Diagnostic::error("A0214", json.span, message).help(help));
    }
}

/// Draft-07 words become those of 2020-12.
fn lower(value: &mut Value, depth: usize) -> Result<(), (String, String)> {
    if depth > MAX_DEPTH {
        return Err(("the schema nests too deep".to_owned(), "move parts into `$defs`".to_owned()));
    }
    match value {
        Value::Object(map) => {
            for (word, help) in REFUSED {
                if map.get(*word).is_some_and(Value::is_string) {
                    return Err((format!("`{word}` cannot be used here"), (*help).to_owned()));
                }
            }
            if let Some(definitions) = map.shift_remove("definitions") {
                map.entry("$defs").or_insert(definitions);
            }
            if let Some(Value::String(reference)) = map.get_mut("$ref") {
                if !reference.starts_with('#') {
                    return Err((
                        format!("`$ref: {reference}` leads out of the schema"),
                        "put what it names into `$defs`".to_owned(),
                    ));
                }
                *reference = reference.replace("#/definitions/", "#/$defs/");
            }
            if let Some(items @ Value::Array(_)) = map.get("items").cloned() {
                map.shift_remove("items");
                map.insert("prefixItems".to_owned(), items);
                if let Some(rest) = map.shift_remove("additionalItems") {
                    map.insert("items".to_owned(), rest);
                }
            }
            map.values_mut().try_for_each(|inner| lower(inner, depth + 1))
        }
        Value::Array(items) => items.iter_mut().try_for_each(|inner| lower(inner, depth + 1)),
        _ => Ok(()),
    }
}
