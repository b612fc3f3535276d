//! Payloads and types given as JSON Schema.
//!
//! A schema becomes types of the language wherever these say exactly the same: records, maps, lists,
//! tuples, sets, unions, bounds. So every output, the judge and the checks work as for a type that is
//! written here. What the language has no type for stays a schema (`rest`); what the outputs would
//! read in different ways is refused.

mod cases;
mod containers;
mod keywords;
mod lower;
mod merge;
mod node;
mod normal;
mod notes;
mod rest;
mod scalars;

use super::Resolver;
use crate::{
    diagnostic::Diagnostic,
    model::{Doc, Type, TypeDef, TypeId, TypeKind},
    syntax::Json,
};
use lower::{Lowering, Whole};
use serde_json::Value;

/// A schema that cannot be used: where in it, why, and the way out.
struct Refusal {
    at: String,
    message: String,
    help: String,
}

impl Refusal {
    fn at(at: &str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { at: at.to_owned(), message: message.into(), help: help.into() }
    }
}

impl Resolver<'_> {
    /// What the type with the index `own` is by a schema.
    pub(super) fn schema(&mut self, json: &Json, hint: &str, own: TypeId) -> Option<TypeKind> {
        let value = match &json.value {
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
        let whole = normal::normal(value)
            .and_then(|root| Lowering::whole(self, root, json.span, hint, own));
        match whole {
            Ok(Whole { kind, doc, examples, fields }) => {
                if let Some(places) = self.places.types.get_mut(own.0) {
                    places.fields = fields;
                }
                self.schema_notes.insert(own, (doc, examples, json.span));
                Some(kind)
            }
            Err(Refusal { at, message, help }) => {
                let message = match at.as_str() {
                    "" => message,
                    at => format!("{message} (at `{at}` of the schema)"),
                };
                self.refuse(json, &message, &help);
                None
            }
        }
    }

    /// Gives a type what its schema says to people, where the definition says nothing itself.
    pub(super) fn take_notes(&mut self, id: TypeId, def: &mut TypeDef) {
        let Some((doc, examples, span)) = self.schema_notes.remove(&id) else { return };
        if def.doc == Doc::default() {
            def.doc = doc;
        }
        if def.examples.is_empty()
            && let Some(places) = self.places.types.get_mut(id.0)
        {
            places.examples = vec![span; examples.len()];
            def.examples = examples;
        }
    }

    /// Whether any type names this one, which a schema made: only it and those made with it can.
    pub(super) fn is_named(&self, id: TypeId) -> bool {
        self.types.iter().skip(id.0).flatten().any(|def| match &def.kind {
            TypeKind::Record(record) => {
                let fields = record.fields.iter().map(|field| &field.ty);
                fields.chain(&record.rest).any(|ty| names(ty, id))
            }
            TypeKind::Tuple(tuple) => {
                tuple.items.iter().chain(&tuple.rest).any(|field| names(&field.ty, id))
            }
            TypeKind::Union(union) => union.variants.iter().any(|variant| names(&variant.ty, id)),
            TypeKind::Alias(alias) => names(&alias.ty, id),
            TypeKind::Enum(_) | TypeKind::IntEnum(_) | TypeKind::Flags(_) | TypeKind::Schema(_) => {
                false
            }
        })
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

/// Whether a type is made of the type with this index.
fn names(ty: &Type, id: TypeId) -> bool {
    match ty {
        Type::Named(other) => *other == id,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::JsonText(inner) => {
            names(inner, id)
        }
        _ => false,
    }
}
