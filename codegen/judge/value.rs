//! Values of types: is this JSON value one, and if not, why not.

use super::{
    Code, Fault, base64, constraint,
    fault::one_of,
    number::{Num, equal},
    text,
};
use crate::model::{
    Constraints, DurationUnit, Field, FloatKind, IntKind, Literal, Presence, Protocol, Record,
    TimeForm, Tuple, Type, TypeKind, UnknownFields,
};
use serde_json::{Map, Value};

/// How deep values are followed. JSON text inside strings counts on.
pub(super) const DEPTH: u32 = 200;

/// Judges values by the types of a protocol.
#[derive(Clone, Copy)]
pub(crate) struct Judge<'p> {
    pub(crate) protocol: &'p Protocol,
}

impl<'p> Judge<'p> {
    /// A value of a type with constraints of its place.
    pub(crate) fn field(
        self,
        ty: &Type,
        constraints: &Constraints,
        value: &Value,
        depth: u32,
    ) -> Result<(), Fault> {
        self.value(ty, value, depth)?;
        if constraints.is_empty() { Ok(()) } else { self.constraints(ty, constraints, value) }
    }

    /// A value of a type.
    pub(super) fn value(self, ty: &Type, value: &Value, depth: u32) -> Result<(), Fault> {
        if depth > DEPTH {
            return Err(Fault::new(Code::TooDeep, "a value that nests less deep"));
        }
        match ty {
            Type::Bool => expect(value.is_boolean(), "a boolean", value),
            Type::String => expect(value.is_string(), "a string", value),
            Type::Int(kind) | Type::BigInt(kind) => integer(value, kind.min(), kind.max()),
            Type::Float(kind) => float(value, *kind),
            Type::IntText(kind) => {
                format(value, "an integer as text", text::is_integer)?;
                match value.as_str().and_then(|value| text::integer(value, *kind)) {
                    Some(_) => Ok(()),
                    None => Err(Fault::new(Code::OutOfRange, integer_words(*kind))),
                }
            }
            Type::Decimal => format(value, "a decimal number as text", text::is_decimal),
            Type::Bytes => format(value, "standard base64 with padding", |value| {
                base64::decoded_length(value).is_some()
            }),
            Type::Timestamp(TimeForm::Rfc3339) => {
                format(value, "an RFC 3339 timestamp", text::is_timestamp)
            }
            Type::Timestamp(TimeForm::UnixMillis | TimeForm::UnixSeconds) => {
                integer(value, i64::MIN.into(), i64::MAX.into())
            }
            Type::Duration(DurationUnit::Millis | DurationUnit::Seconds) => duration(value),
            Type::Uuid => format(value, "a UUID", text::is_uuid),
            Type::Url => format(value, "an absolute URL", text::is_url),
            Type::Json => Ok(()),
            Type::Map(item) => {
                let map = object(value)?;
                map.iter().try_for_each(|(key, value)| {
                    self.value(item, value, depth + 1).map_err(|fault| fault.below(key))
                })
            }
            Type::List(item) => self.items(item, array(value)?, 0, depth),
            Type::JsonText(inner) => {
                let inside = value
                    .as_str()
                    .ok_or_else(|| Fault::wrong_kind("JSON text in a string", value))?;
                let inside = super::parse(inside.as_bytes())
                    .map_err(|_| Fault::new(Code::Syntax, "JSON text in a string"))?;
                self.value(inner, &inside, depth + 1)
            }
            Type::Nullable(_) if value.is_null() => Ok(()),
            Type::Nullable(inner) => self.value(inner, value, depth + 1),
            Type::Const(literal) => constant(literal, value),
            Type::Named(id) => self.kind(&self.protocol.type_def(*id).kind, value, depth + 1),
        }
    }

    fn kind(self, kind: &TypeKind, value: &Value, depth: u32) -> Result<(), Fault> {
        match kind {
            TypeKind::Record(record) => self.record(record, object(value)?, depth),
            TypeKind::Tuple(tuple) => self.tuple(tuple, array(value)?, depth),
            TypeKind::Enum(set) => {
                let found = value.as_str().ok_or_else(|| Fault::wrong_kind("a string", value))?;
                let known = set.open || set.values.iter().any(|known| known.value == found);
                let names = || {
                    one_of(set.values.iter().map(|known| Literal::Text(known.value.clone()).said()))
                };
                if known { Ok(()) } else { Err(Fault::new(Code::UnknownValue, names())) }
            }
            TypeKind::IntEnum(set) => {
                integer(value, i64::MIN.into(), i64::MAX.into())?;
                let is = |known: i64| equal(&known.into(), value);
                let known = set.open || set.values.iter().any(|known| is(known.value));
                let names = || one_of(set.values.iter().map(|known| known.value.to_string()));
                if known { Ok(()) } else { Err(Fault::new(Code::UnknownValue, names())) }
            }
            TypeKind::Flags(flags) if flags.text => {
                self.value(&Type::IntText(flags.repr), value, depth)
            }
            TypeKind::Flags(flags) => self.value(&Type::Int(flags.repr), value, depth),
            TypeKind::Union(union) => self.union(union, value, depth),
            TypeKind::Alias(alias) => self.field(&alias.ty, &alias.constraints, value, depth),
            TypeKind::Schema(schema) => super::schema::check(value, schema),
        }
    }

    /// The members of an object; those of the envelope are not among them. The first mistake counts, in the order of
    /// the definition: keys that are not known, then each field, then what is kept under other keys.
    pub(super) fn record(
        self,
        record: &Record,
        map: &Map<String, Value>,
        depth: u32,
    ) -> Result<(), Fault> {
        let own = |key: &str| record.fields.iter().any(|field| field.name == key);
        let mut others = map.iter().filter(|(key, _)| !own(key));
        if record.rest.is_none()
            && record.unknown == UnknownFields::Reject
            && let Some((key, _)) = others.next()
        {
            return Err(Fault::unknown_field(key));
        }
        for field in &record.fields {
            match map.get(&field.name) {
                Some(value) => self
                    .record_field(field, value, depth)
                    .map_err(|fault| fault.below(&field.name))?,
                None if field.presence == Presence::Required => {
                    return Err(Fault::missing(&field.name));
                }
                None => {}
            }
        }
        let Some(rest) = &record.rest else { return Ok(()) };
        others.try_for_each(|(key, value)| {
            self.value(rest, value, depth + 1).map_err(|fault| fault.below(key))
        })
    }

    fn record_field(self, field: &Field, value: &Value, depth: u32) -> Result<(), Fault> {
        let result = self.field(&field.ty, &field.constraints, value, depth + 1);
        result.map_err(|fault| if field.sensitive { fault.masked() } else { fault })
    }

    /// The items of an array by position.
    pub(super) fn tuple(self, tuple: &Tuple, items: &[Value], depth: u32) -> Result<(), Fault> {
        for (index, field) in tuple.items.iter().enumerate() {
            match items.get(index) {
                Some(value) => self
                    .record_field(field, value, depth)
                    .map_err(|fault| fault.below_index(index))?,
                None if field.presence == Presence::Required => {
                    return Err(Fault::new(Code::MissingItem, "a value").below_index(index));
                }
                None => break,
            }
        }
        let count = tuple.items.len();
        match (&tuple.rest, items.get(count..)) {
            (_, None | Some([])) => Ok(()),
            (Some(rest), Some(more)) => more.iter().enumerate().try_for_each(|(index, value)| {
                self.record_field(rest, value, depth)
                    .map_err(|fault| fault.below_index(count + index))
            }),
            (None, Some(_)) => {
                Err(Fault::new(Code::TooManyItems, "the end of the array").below_index(count))
            }
        }
    }

    fn items(self, item: &Type, items: &[Value], first: usize, depth: u32) -> Result<(), Fault> {
        items.iter().enumerate().try_for_each(|(index, value)| {
            self.value(item, value, depth + 1).map_err(|fault| fault.below_index(first + index))
        })
    }

    /// Constraints of a value that is known to be of the type.
    fn constraints(self, ty: &Type, constraints: &Constraints, value: &Value) -> Result<(), Fault> {
        match (self.base(ty), value) {
            (_, Value::Null) => Ok(()),
            (Base::Type(ty), value) => match (ty, value) {
                (
                    Type::Int(_)
                    | Type::BigInt(_)
                    | Type::Float(_)
                    | Type::Timestamp(_)
                    | Type::Duration(_),
                    Value::Number(number),
                ) => constraint::number(constraints, Num::of(number)),
                (Type::String | Type::Url, Value::String(text)) => {
                    constraint::text(constraints, text)
                }
                (Type::IntText(kind), Value::String(text)) => text::integer(text, *kind)
                    .map_or(Ok(()), |value| constraint::number(constraints, Num::Int(value))),
                (Type::Decimal, Value::String(text)) => {
                    constraint::range(constraints, |bound| {
                        constraint::compare_decimal(text, bound)
                    })?;
                    constraint::text(constraints, text)
                }
                (Type::Bytes, Value::String(text)) => base64::decoded_length(text)
                    .map_or(Ok(()), |length| constraint::length(constraints, length, "bytes")),
                (Type::List(_), Value::Array(items)) => constraint::list(constraints, items),
                (Type::Map(_), Value::Object(map)) => {
                    constraint::length(constraints, map.len() as u64, "keys")
                }
                _ => Ok(()),
            },
            (Base::Kind(_), _) => Ok(()),
        }
    }

    /// What a type is below `T?` and names.
    pub(crate) fn base<'t>(self, ty: &'t Type) -> Base<'t>
    where
        'p: 't,
    {
        let mut ty = ty;
        for _ in 0..DEPTH {
            ty = match ty {
                Type::Nullable(inner) => inner,
                Type::Named(id) => match &self.protocol.type_def(*id).kind {
                    TypeKind::Alias(alias) => &alias.ty,
                    kind => return Base::Kind(kind),
                },
                ty => return Base::Type(ty),
            };
        }
        Base::Type(&Type::Json)
    }
}

/// What a type is below `T?` and names.
#[derive(Clone, Copy)]
pub(crate) enum Base<'t> {
    /// A type without name.
    Type(&'t Type),
    /// What stands behind a name, and is no alias.
    Kind(&'t TypeKind),
}

/// The JSON kind of a value, in words for people and for unions.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The JSON kinds of the values of a type: names as in JSON Schema, `integer` and `number` apart.
pub(crate) fn kinds(judge: Judge<'_>, ty: &Type) -> Vec<&'static str> {
    kinds_below(judge, ty, 0)
}

const ALL: &[&str] = &["null", "boolean", "integer", "number", "string", "array", "object"];

fn kinds_below(judge: Judge<'_>, ty: &Type, depth: u32) -> Vec<&'static str> {
    if depth > DEPTH {
        return ALL.to_vec();
    }
    match ty {
        Type::Bool => vec!["boolean"],
        Type::Int(_) | Type::BigInt(_) => vec!["integer"],
        Type::Timestamp(TimeForm::UnixMillis | TimeForm::UnixSeconds) => vec!["integer"],
        Type::Float(_) | Type::Duration(_) => vec!["integer", "number"],
        Type::String
        | Type::IntText(_)
        | Type::Decimal
        | Type::Bytes
        | Type::Timestamp(TimeForm::Rfc3339)
        | Type::Uuid
        | Type::Url
        | Type::JsonText(_) => vec!["string"],
        Type::Json => ALL.to_vec(),
        Type::Map(_) => vec!["object"],
        Type::List(_) => vec!["array"],
        Type::Nullable(inner) => {
            let mut all = kinds_below(judge, inner, depth + 1);
            if !all.contains(&"null") {
                all.push("null");
            }
            all
        }
        Type::Const(literal) => match literal {
            Literal::Null => vec!["null"],
            Literal::Bool(_) => vec!["boolean"],
            Literal::Int(_) => vec!["integer"],
            Literal::Text(_) => vec!["string"],
        },
        Type::Named(id) => match &judge.protocol.type_def(*id).kind {
            TypeKind::Record(_) => vec!["object"],
            TypeKind::Tuple(_) => vec!["array"],
            TypeKind::Enum(_) => vec!["string"],
            TypeKind::IntEnum(_) => vec!["integer"],
            TypeKind::Flags(flags) => vec![if flags.text { "string" } else { "integer" }],
            TypeKind::Union(union) if union.by != crate::model::UnionBy::Kind => vec!["object"],
            TypeKind::Union(union) if union.open => ALL.to_vec(),
            TypeKind::Union(union) => {
                let mut all = Vec::new();
                for variant in &union.variants {
                    for kind in kinds_below(judge, &variant.ty, depth + 1) {
                        if !all.contains(&kind) {
                            all.push(kind);
                        }
                    }
                }
                all
            }
            TypeKind::Alias(alias) => kinds_below(judge, &alias.ty, depth + 1),
            TypeKind::Schema(_) => ALL.to_vec(),
        },
    }
}

/// A value that must be this constant.
pub(super) fn constant(literal: &Literal, value: &Value) -> Result<(), Fault> {
    if equal(&literal.to_json(), value) {
        Ok(())
    } else {
        Err(Fault::new(Code::WrongConstant, literal.to_json().to_string()))
    }
}

pub(super) fn object(value: &Value) -> Result<&Map<String, Value>, Fault> {
    value.as_object().ok_or_else(|| Fault::wrong_kind("an object", value))
}

pub(super) fn array(value: &Value) -> Result<&Vec<Value>, Fault> {
    value.as_array().ok_or_else(|| Fault::wrong_kind("an array", value))
}

fn expect(holds: bool, expected: &str, value: &Value) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(Fault::wrong_kind(expected, value)) }
}

fn format(value: &Value, expected: &str, holds: impl FnOnce(&str) -> bool) -> Result<(), Fault> {
    let text = value.as_str().ok_or_else(|| Fault::wrong_kind(expected, value))?;
    if holds(text) { Ok(()) } else { Err(Fault::new(Code::Format, expected)) }
}

fn integer(value: &Value, min: i128, max: i128) -> Result<(), Fault> {
    let Value::Number(number) = value else { return Err(Fault::wrong_kind("an integer", value)) };
    match Num::of(number) {
        Num::Float(_) => Err(Fault::wrong_kind("an integer", value)),
        Num::Int(value) if (min..=max).contains(&value) => Ok(()),
        Num::Int(_) | Num::Huge(_) => {
            Err(Fault::new(Code::OutOfRange, format!("an integer from {min} to {max}")))
        }
    }
}

fn float(value: &Value, kind: FloatKind) -> Result<(), Fault> {
    let Value::Number(number) = value else { return Err(Fault::wrong_kind("a number", value)) };
    let limit = match kind {
        FloatKind::F32 => f64::from(f32::MAX),
        FloatKind::F64 => f64::MAX,
    };
    if Num::of(number).float().abs() <= limit {
        Ok(())
    } else {
        Err(Fault::new(Code::OutOfRange, "a finite number"))
    }
}

fn duration(value: &Value) -> Result<(), Fault> {
    let Value::Number(number) = value else { return Err(Fault::wrong_kind("a number", value)) };
    if Num::of(number).float() >= 0.0 {
        Ok(())
    } else {
        Err(Fault::new(Code::OutOfRange, "a number that is not negative"))
    }
}

fn integer_words(kind: IntKind) -> String {
    format!("an integer as text, from {} to {}", kind.min(), kind.max())
}
