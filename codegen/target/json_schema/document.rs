//! One schema file: a root and the definitions that it refers to.

use super::{
    keyword::order,
    names::{Def, Format, Names},
    pattern,
    scoped::Scoped,
};
use crate::{
    judge::Judge,
    model::{Deprecation, Doc, Protocol},
};
use serde_json::{Map, Value, json};
use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

/// A schema that is being built.
pub(super) type Schema = Map<String, Value>;

/// One file in the making. Whatever is referred to is defined once, when the file is finished.
pub(super) struct Document<'p> {
    pub(super) protocol: &'p Protocol,
    pub(super) judge: Judge<'p>,
    names: &'p Names,
    scoped: OnceCell<Scoped<'p>>,
    wanted: BTreeSet<Def>,
    defined: BTreeMap<Def, Value>,
}

impl<'p> Document<'p> {
    pub(super) fn new(protocol: &'p Protocol, names: &'p Names) -> Self {
        Self {
            protocol,
            judge: Judge { protocol },
            names,
            scoped: OnceCell::new(),
            wanted: BTreeSet::new(),
            defined: BTreeMap::new(),
        }
    }

    /// A reference to a definition, which then is part of the file.
    pub(super) fn refer(&mut self, def: Def) -> Schema {
        if !self.defined.contains_key(&def) {
            self.wanted.insert(def);
        }
        schema(json!({ "$ref": self.names.reference(def) }))
    }

    /// The events of channels.
    pub(super) fn scoped(&self) -> &Scoped<'p> {
        self.scoped.get_or_init(|| Scoped::of(self.protocol))
    }

    /// The key of a definition.
    pub(super) fn name_of(&self, def: Def) -> &'p str {
        self.names.def(def)
    }

    /// Defines something that only this file knows how to.
    pub(super) fn define(&mut self, def: Def, schema: Schema) {
        self.wanted.remove(&def);
        self.defined.insert(def, Value::Object(schema));
    }

    /// The text of the file.
    pub(super) fn finish(mut self, path: &str, root: Schema) -> String {
        while let Some(def) = self.wanted.pop_first() {
            // Referring to itself must not ask for it again.
            self.defined.insert(def, Value::Null);
            let schema = match def {
                Def::Type(id) => self.type_def(self.protocol.type_def(id), id),
                Def::Format(format) => text_format(format),
                // Only the file of a party has these, and defines them itself.
                Def::Frame | Def::Event(_) | Def::Carrier(_) => Schema::new(),
            };
            self.defined.insert(def, Value::Object(schema));
        }
        let mut file = Schema::new();
        file.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        file.insert("$id".to_owned(), self.names.id(path).into());
        file.extend(root);
        let defs: Schema = self
            .defined
            .into_iter()
            .map(|(def, schema)| (self.names.def(def).to_owned(), schema))
            .collect();
        if !defs.is_empty() {
            file.insert("$defs".to_owned(), Value::Object(defs));
        }
        let mut text =
            serde_json::to_string_pretty(&order(Value::Object(file))).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn text_format(format: Format) -> Schema {
    schema(match format {
        Format::Base64 => json!({
            "description": "Bytes as standard base64 with padding.",
            "type": "string",
            "pattern": pattern::BASE64,
            "contentEncoding": "base64",
        }),
        Format::Decimal => json!({
            "description": "An exact decimal number as text.",
            "type": "string",
            "pattern": pattern::DECIMAL,
        }),
        Format::Integer(kind) => {
            let kind = Format::kind(kind);
            json!({
                "description": format!("An integer as text, from {} to {}.", kind.min(), kind.max()),
                "type": "string",
                "pattern": pattern::integers(kind.min(), kind.max()),
            })
        }
        Format::Timestamp => json!({
            "description": "An instant in the format of RFC 3339.",
            "type": "string",
            "format": "date-time",
            "pattern": pattern::TIMESTAMP,
        }),
        Format::Url => json!({
            "description": "An absolute URL.",
            "type": "string",
            "format": "uri",
            "pattern": pattern::URL,
        }),
        Format::Uuid => json!({
            "description": "A UUID.",
            "type": "string",
            "format": "uuid",
            "pattern": pattern::UUID,
        }),
    })
}

/// The object of a `json!`.
pub(super) fn schema(value: Value) -> Schema {
    match value {
        Value::Object(map) => map,
        _ => Schema::new(),
    }
}

/// Sets a keyword, unless there is nothing to say.
pub(super) fn set(schema: &mut Schema, keyword: &str, value: impl Into<Value>) {
    let value = value.into();
    let nothing =
        value.as_object().is_some_and(Map::is_empty) || value.as_array().is_some_and(Vec::is_empty);
    if !nothing {
        schema.insert(keyword.to_owned(), value);
    }
}

/// Demands one more schema beside the rest.
pub(super) fn also(schema: &mut Schema, more: Value) {
    match schema.get_mut("allOf") {
        Some(Value::Array(all)) => all.push(more),
        _ => {
            schema.insert("allOf".to_owned(), Value::Array(vec![more]));
        }
    }
}

/// Says something more, as a paragraph behind what is said already.
pub(super) fn note(schema: &mut Schema, text: &str) {
    let said = schema.get("description").and_then(Value::as_str);
    let text = match said {
        Some(said) => format!("{said}\n\n{text}"),
        None => text.to_owned(),
    };
    schema.insert("description".to_owned(), text.into());
}

/// Puts what people read about a declaration before what is said already.
pub(super) fn document(schema: &mut Schema, doc: &Doc) {
    let Doc { summary, description, deprecated, since } = doc;
    let own = schema.remove("description");
    for text in [summary, description].into_iter().flatten() {
        note(schema, text);
    }
    if let Some(Deprecation { reason, replacement }) = deprecated {
        schema.insert("deprecated".to_owned(), true.into());
        let instead = replacement.as_ref().map(|name| format!(" Use `{name}` instead."));
        note(schema, &format!("Deprecated: {reason}{}", instead.unwrap_or_default()));
    }
    if let Some(since) = since {
        note(schema, &format!("Since {since}."));
    }
    if let Some(own) = own.as_ref().and_then(Value::as_str) {
        note(schema, own);
    }
}
