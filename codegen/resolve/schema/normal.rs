//! One normal form for all dialects: words of 2020-12, every type said, only keywords that are known.

use super::{
    Refusal,
    keywords::{self, Holds, about},
    node::{pointer, step},
};
use crate::pattern::{self, Trouble};
use serde_json::{Map, Value};

/// How deep a schema may nest.
const MAX_DEPTH: usize = 64;

/// The schema in the normal form.
pub(super) fn normal(mut root: Value) -> Result<Value, Refusal> {
    let mut draft7 = false;
    if let Value::Object(map) = &mut root {
        let dialect = map.shift_remove("$schema");
        match dialect.as_ref().map(|dialect| dialect.as_str().unwrap_or_default()) {
            None => {}
            Some(known) if known.contains("2020-12") || known.contains("2019-09") => {}
            Some(known) if known.contains("draft-07") => draft7 = true,
            Some(_) => {
                return Err(Refusal::at(
                    "/$schema",
                    "this dialect of JSON Schema is not known here",
                    "use draft-07 or 2020-12",
                ));
            }
        }
        map.shift_remove("$id");
        map.shift_remove("$vocabulary");
    }
    let root = Normal { draft7 }.schema(root, "", 0)?;
    references(&root, &root, "")?;
    Ok(root)
}

struct Normal {
    draft7: bool,
}

impl Normal {
    fn schema(&self, schema: Value, at: &str, depth: usize) -> Result<Value, Refusal> {
        if depth > MAX_DEPTH {
            return Err(Refusal::at(at, "the schema nests too deep", "move parts into `$defs`"));
        }
        let Value::Object(mut map) = schema else { return Ok(schema) };
        self.rename(&mut map);
        let mut out = Map::new();
        for (word, value) in map {
            // Notes that belong to somebody else.
            if word.starts_with("x-") || word == "$comment" {
                continue;
            }
            let at = step(at, &word);
            let Some(keyword) = keywords::find(&word) else {
                let (message, help) = keywords::refusal(&word);
                return Err(Refusal::at(&at, message, help));
            };
            if let Some(expected) = keywords::wrong(keyword.holds, &value) {
                let message = format!("`{word}` needs {expected}");
                return Err(Refusal::at(&at, message, "see the specification of JSON Schema"));
            }
            let value = match (keyword.holds, value) {
                (Holds::Schema, value) => self.schema(value, &at, depth + 1)?,
                (Holds::Schemas, Value::Array(parts)) => {
                    let parts = parts.into_iter().enumerate();
                    let parts =
                        parts.map(|(i, part)| self.schema(part, &format!("{at}/{i}"), depth + 1));
                    Value::Array(parts.collect::<Result<_, _>>()?)
                }
                (Holds::Map, Value::Object(parts)) => {
                    let parts = parts.into_iter().map(|(name, part)| {
                        let part = self.schema(part, &step(&at, &name), depth + 1)?;
                        Ok((name, part))
                    });
                    Value::Object(parts.collect::<Result<_, Refusal>>()?)
                }
                (_, Value::String(pattern)) if word == "pattern" => {
                    match pattern::portable(&pattern) {
                        Ok(portable) => Value::String(portable),
                        Err(Trouble { what, help }) => {
                            let message = format!("this pattern cannot be used: {what}");
                            return Err(Refusal::at(&at, message, help));
                        }
                    }
                }
                (_, value) => value,
            };
            out.insert(word, value);
        }
        say_type(&mut out);
        Ok(Value::Object(out))
    }

    /// Words of draft-07 become those of 2020-12.
    fn rename(&self, map: &mut Map<String, Value>) {
        if let Some(definitions) = map.shift_remove("definitions") {
            map.entry("$defs").or_insert(definitions);
        }
        if let Some(Value::String(reference)) = map.get_mut("$ref") {
            *reference = reference.replace("#/definitions/", "#/$defs/");
            if self.draft7 {
                // What stands beside a reference means nothing there.
                map.retain(|word, _| word == "$ref" || word == "$defs");
            }
        }
        if let Some(items @ Value::Array(_)) = map.get("items").cloned() {
            map.shift_remove("items");
            map.insert("prefixItems".to_owned(), items);
            if let Some(rest) = map.shift_remove("additionalItems") {
                map.insert("items".to_owned(), rest);
            }
        } else {
            // Beside a list of one schema it means nothing.
            map.shift_remove("additionalItems");
        }
    }
}

/// Keywords that are about one kind of values alone say that the value is of this kind.
fn say_type(map: &mut Map<String, Value>) {
    if map.contains_key("type") || map.contains_key("const") || map.contains_key("enum") {
        return;
    }
    let kinds = map
        .keys()
        .filter_map(|word| keywords::find(word))
        .fold(0, |kinds, keyword| kinds | keyword.about);
    let word = match kinds {
        about::TEXT => "string",
        about::NUMBER => "number",
        about::ARRAY => "array",
        about::OBJECT => "object",
        _ => return,
    };
    map.insert("type".to_owned(), word.into());
}

/// Reports references that lead nowhere.
fn references(schema: &Value, root: &Value, at: &str) -> Result<(), Refusal> {
    let Value::Object(map) = schema else { return Ok(()) };
    for (word, value) in map {
        let at = step(at, word);
        match (keywords::find(word).map(|keyword| keyword.holds), value) {
            (_, Value::String(reference)) if word == "$ref" => {
                if !reference.starts_with('#') {
                    return Err(Refusal::at(
                        &at,
                        format!("`$ref: {reference}` leads out of the schema"),
                        "put what it names into `$defs`",
                    ));
                }
                let target = pointer(reference).and_then(|pointer| root.pointer(&pointer));
                if !target.is_some_and(|target| target.is_object() || target.is_boolean()) {
                    return Err(Refusal::at(
                        &at,
                        format!("`$ref: {reference}` leads nowhere"),
                        "put what it names into `$defs`, and write `#/$defs/Name`",
                    ));
                }
            }
            (Some(Holds::Schema), value) => references(value, root, &at)?,
            (Some(Holds::Schemas), Value::Array(parts)) => {
                for (index, part) in parts.iter().enumerate() {
                    references(part, root, &format!("{at}/{index}"))?;
                }
            }
            (Some(Holds::Map), Value::Object(parts)) => {
                for (name, part) in parts {
                    references(part, root, &step(&at, name))?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}
