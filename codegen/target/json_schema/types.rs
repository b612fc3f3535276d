//! Types as they stand at a field.

use super::{
    constraint::constrain,
    document::{Document, Schema, also, document, note, schema, set},
    names::{Def, Format},
};
use crate::model::{
    Constraints, DurationUnit, Field, FloatKind, IntKind, Presence, TimeForm, Type,
};
use serde_json::{Value, json};

impl Document<'_> {
    /// A field with everything that is known about it.
    pub(super) fn field(&mut self, field: &Field) -> Schema {
        let Field { name: _, rename: _, ty, presence, constraints, sensitive, doc, examples } =
            field;
        let mut own = self.constrained(ty, constraints);
        document(&mut own, doc);
        if *sensitive {
            note(&mut own, "A secret: keep it out of logs.");
        }
        match presence {
            Presence::Required | Presence::Optional => {}
            Presence::Default(value) => {
                own.insert("default".to_owned(), value.clone());
            }
        }
        set(&mut own, "examples", examples.clone());
        own
    }

    /// A type with constraints.
    pub(super) fn constrained(&mut self, ty: &Type, constraints: &Constraints) -> Schema {
        if let Type::Nullable(inner) = ty {
            return nullable(self.constrained(inner, constraints));
        }
        match (ty, constraints.is_empty()) {
            (ty, true) => self.ty(ty),
            // Bounds of a number as text are in its pattern.
            (Type::IntText(kind), false) => {
                let mut own = schema(json!({ "type": "string" }));
                constrain(&mut own, self.judge.base(ty), constraints, Some(*kind));
                own
            }
            (ty, false) => {
                let mut own = self.ty(ty);
                constrain(&mut own, self.judge.base(ty), constraints, None);
                own
            }
        }
    }

    /// A type.
    pub(super) fn ty(&mut self, ty: &Type) -> Schema {
        let mut own = match ty {
            Type::Bool => json!({ "type": "boolean" }),
            Type::String => json!({ "type": "string" }),
            Type::Int(kind) => integer(*kind),
            Type::BigInt(kind) => integer(*kind),
            Type::Float(FloatKind::F64) => json!({ "type": "number" }),
            Type::Float(FloatKind::F32) => {
                json!({ "type": "number", "minimum": -f64::from(f32::MAX), "maximum": f64::from(f32::MAX) })
            }
            Type::IntText(kind) => return self.refer(Def::Format(Format::integer(*kind))),
            Type::Decimal => return self.refer(Def::Format(Format::Decimal)),
            Type::Bytes => return self.refer(Def::Format(Format::Base64)),
            Type::Timestamp(TimeForm::Rfc3339) => {
                return self.refer(Def::Format(Format::Timestamp));
            }
            Type::Uuid => return self.refer(Def::Format(Format::Uuid)),
            Type::Url => return self.refer(Def::Format(Format::Url)),
            Type::Timestamp(TimeForm::UnixMillis) => integer(IntKind::I64),
            Type::Timestamp(TimeForm::UnixSeconds) => integer(IntKind::I64),
            Type::Duration(_) => json!({ "type": "number", "minimum": 0 }),
            Type::Json => json!({}),
            Type::Map(item) => {
                json!({ "type": "object", "additionalProperties": self.ty(item) })
            }
            Type::List(item) => json!({ "type": "array", "items": self.ty(item) }),
            Type::JsonText(inner) => json!({
                "type": "string",
                "contentMediaType": "application/json",
                "contentSchema": self.ty(inner),
            }),
            Type::Nullable(inner) => return nullable(self.ty(inner)),
            Type::Const(literal) => json!({ "const": literal.to_json() }),
            Type::Named(id) => return self.refer(Def::Type(*id)),
        };
        if let Value::Object(own) = &mut own {
            match ty {
                Type::Timestamp(TimeForm::UnixMillis) => {
                    note(own, "Milliseconds since the Unix epoch.");
                }
                Type::Timestamp(TimeForm::UnixSeconds) => {
                    note(own, "Seconds since the Unix epoch.")
                }
                Type::Duration(DurationUnit::Millis) => note(own, "Milliseconds."),
                Type::Duration(DurationUnit::Seconds) => note(own, "Seconds."),
                _ => {}
            }
        }
        schema(own)
    }
}

/// Integers of this kind.
pub(super) fn integer(kind: IntKind) -> Value {
    json!({ "type": "integer", "minimum": number(kind.min()), "maximum": number(kind.max()) })
}

/// A number of JSON; beyond 64 bits the nearest one.
pub(super) fn number(value: i128) -> Value {
    if let Ok(value) = i64::try_from(value) {
        value.into()
    } else if let Ok(value) = u64::try_from(value) {
        value.into()
    } else {
        (value as f64).into()
    }
}

/// A value or `null`.
pub(super) fn nullable(mut inner: Schema) -> Schema {
    if inner.is_empty() || (inner.len() == 1 && inner.contains_key("description")) {
        return inner;
    }
    let closed = ["const", "enum", "anyOf", "oneOf", "allOf", "not"];
    if let Some(Value::String(kind)) = inner.get("type")
        && !closed.iter().any(|keyword| inner.contains_key(*keyword))
    {
        let kinds = json!([kind, "null"]);
        inner.insert("type".to_owned(), kinds);
        return inner;
    }
    let description = inner.remove("description");
    let mut own = schema(json!({ "anyOf": [inner, { "type": "null" }] }));
    if let Some(description) = description {
        own.insert("description".to_owned(), description);
    }
    own
}

/// Demands that a value is not one of these.
pub(super) fn but_not(own: &mut Schema, mut others: Vec<Value>) {
    let other = match others.len() {
        0 => return,
        1 => others.remove(0),
        _ => json!({ "anyOf": others }),
    };
    if own.contains_key("not") {
        also(own, json!({ "not": other }));
    } else {
        own.insert("not".to_owned(), other);
    }
}
