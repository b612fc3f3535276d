//! Types, fields and constraints as plain JSON.

use super::doc;
use crate::model::{
    Constraints, DurationUnit, EnumValue, Field, FloatKind, Number, Presence, Protocol, TimeForm,
    Type, TypeDef, TypeKind, UnionBy, UnknownFields,
};
use serde_json::{Value, json};

/// A type as written at a field.
pub(crate) fn ty(protocol: &Protocol, of: &Type) -> Value {
    let simple = |kind: &str| json!({ "kind": kind });
    let item = |kind: &str, inner: &Type| json!({ "kind": kind, "item": ty(protocol, inner) });
    match of {
        Type::Bool => simple("bool"),
        Type::String => simple("string"),
        Type::Int(kind) => json!({ "kind": "int", "width": kind.name() }),
        Type::BigInt(kind) => json!({ "kind": "bigint", "width": kind.name() }),
        Type::Float(FloatKind::F32) => json!({ "kind": "float", "width": "f32" }),
        Type::Float(FloatKind::F64) => json!({ "kind": "float", "width": "f64" }),
        Type::IntText(kind) => json!({ "kind": "int_text", "width": kind.name() }),
        Type::Decimal => simple("decimal"),
        Type::Bytes => simple("bytes"),
        Type::Timestamp(TimeForm::Rfc3339) => json!({ "kind": "timestamp", "form": "rfc3339" }),
        Type::Timestamp(TimeForm::UnixMillis) => json!({ "kind": "timestamp", "form": "ms" }),
        Type::Timestamp(TimeForm::UnixSeconds) => json!({ "kind": "timestamp", "form": "s" }),
        Type::Duration(DurationUnit::Millis) => json!({ "kind": "duration", "unit": "ms" }),
        Type::Duration(DurationUnit::Seconds) => json!({ "kind": "duration", "unit": "s" }),
        Type::Uuid => simple("uuid"),
        Type::Url => simple("url"),
        Type::Json => simple("json"),
        Type::Map(inner) => item("map", inner),
        Type::List(inner) => item("list", inner),
        Type::JsonText(inner) => item("json_text", inner),
        Type::Nullable(inner) => item("nullable", inner),
        Type::Const(literal) => json!({ "kind": "const", "value": literal.to_json() }),
        Type::Named(id) => json!({ "kind": "named", "name": protocol.type_def(*id).name }),
    }
}

fn number(number: Number) -> Value {
    match number {
        Number::Int(integer) => match (i64::try_from(integer), u64::try_from(integer)) {
            (Ok(integer), _) => integer.into(),
            (_, Ok(integer)) => integer.into(),
            _ => integer.to_string().into(),
        },
        Number::Float(float) => float.into(),
    }
}

fn constraints(constraints: &Constraints) -> Value {
    let Constraints {
        min,
        max,
        above,
        below,
        multiple_of,
        min_length,
        max_length,
        pattern,
        unique,
    } = constraints;
    json!({
        "min": min.map(number),
        "max": max.map(number),
        "above": above.map(number),
        "below": below.map(number),
        "multiple_of": multiple_of,
        "min_length": min_length,
        "max_length": max_length,
        "pattern": pattern,
        "unique": unique,
    })
}

/// A field, a position or a parameter.
pub(crate) fn field(protocol: &Protocol, field: &Field) -> Value {
    let Field {
        name,
        rename,
        ty: of,
        presence,
        constraints: limits,
        sensitive,
        doc: about,
        examples,
    } = field;
    let (kind, default) = match presence {
        Presence::Required => ("required", Value::Null),
        Presence::Optional => ("optional", Value::Null),
        Presence::Default(value) => ("default", value.clone()),
    };
    json!({
        "name": name,
        "rename": rename,
        "type": ty(protocol, of),
        "presence": kind,
        "default": { "value": default },
        "constraints": constraints(limits),
        "sensitive": sensitive,
        "doc": doc(about),
        "examples": examples,
    })
}

fn values<T: Clone + Into<Value>>(values: &[EnumValue<T>]) -> Vec<Value> {
    let values = values.iter().map(|each| {
        let EnumValue { value, name, doc: about } = each;
        json!({ "value": value.clone().into(), "name": name, "doc": doc(about) })
    });
    values.collect()
}

/// What happens to keys that the definition does not name.
pub(crate) fn unknown_fields(unknown: UnknownFields) -> &'static str {
    match unknown {
        UnknownFields::Ignore => "ignore",
        UnknownFields::Preserve => "preserve",
        UnknownFields::Reject => "reject",
    }
}

/// A type with a name.
pub(crate) fn type_def(protocol: &Protocol, def: &TypeDef) -> Value {
    let TypeDef { name, declared, doc: about, examples, kind } = def;
    let fields =
        |fields: &[Field]| fields.iter().map(|each| field(protocol, each)).collect::<Vec<_>>();
    let body = match kind {
        TypeKind::Record(record) => json!({
            "kind": "record",
            "fields": fields(&record.fields),
            "rest": record.rest.as_ref().map(|rest| ty(protocol, rest)),
            "unknown": unknown_fields(record.unknown),
        }),
        TypeKind::Tuple(tuple) => json!({
            "kind": "tuple",
            "items": fields(&tuple.items),
            "rest": tuple.rest.as_ref().map(|rest| field(protocol, rest)),
        }),
        TypeKind::Enum(set) => {
            json!({ "kind": "enum", "values": values(&set.values), "open": set.open })
        }
        TypeKind::IntEnum(set) => {
            json!({ "kind": "int_enum", "values": values(&set.values), "open": set.open })
        }
        TypeKind::Flags(flags) => json!({
            "kind": "flags",
            "width": flags.repr.name(),
            "text": flags.text,
            "bits": values(&flags.bits),
        }),
        TypeKind::Union(union) => {
            let (by, tag, content) = match &union.by {
                UnionBy::Tag(tag) => ("tag", Some(tag), None),
                UnionBy::Adjacent { tag, content } => ("adjacent", Some(tag), Some(content)),
                UnionBy::Key => ("key", None, None),
                UnionBy::Presence => ("presence", None, None),
                UnionBy::Kind => ("kind", None, None),
            };
            let variants = union.variants.iter().map(|variant| {
                json!({
                    "tag": variant.tag.to_json(),
                    "name": variant.name,
                    "type": ty(protocol, &variant.ty),
                    "doc": doc(&variant.doc),
                })
            });
            json!({
                "kind": "union",
                "by": by,
                "tag": tag,
                "content": content,
                "variants": variants.collect::<Vec<_>>(),
                "open": union.open,
            })
        }
        TypeKind::Alias(alias) => json!({
            "kind": "alias",
            "type": ty(protocol, &alias.ty),
            "constraints": constraints(&alias.constraints),
        }),
        TypeKind::Schema(schema) => json!({ "kind": "schema", "schema": schema }),
    };
    json!({ "name": name, "declared": declared, "doc": doc(about), "examples": examples, "body": body })
}
