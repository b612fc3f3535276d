//! Values of the definition as expressions: constants, bounds and defaults.

use super::{
    fields::used_names,
    names::ident,
    scope::Scope,
    sets::{self, OTHER},
    types::has_struct,
    unions, walk,
};
use crate::model::{
    DurationUnit, EventId, Field, FloatKind, Literal, Party, Presence, Record, TimeForm, Tuple,
    Type, TypeId, TypeKind, UnionBy,
};
use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;
use serde_json::{Map, Value};
use std::time::Duration;

/// A constant as attributes write it: `"text"`, `7`, `true`, `null`.
pub(super) fn literal(value: &Literal) -> TokenStream {
    match value {
        Literal::Null => quote!(null),
        Literal::Bool(value) => quote!(#value),
        Literal::Int(value) => integer(i128::from(*value)),
        Literal::Text(text) => quote!(#text),
    }
}

/// An integer without a suffix.
pub(super) fn integer(value: i128) -> TokenStream {
    let digits = Token::u128_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#digits) } else { quote!(#digits) }
}

/// A finite number with a fraction, without a suffix.
pub(super) fn float(value: f64) -> TokenStream {
    let digits = if value.is_finite() { value.abs() } else { 0.0 };
    let digits = Token::f64_unsuffixed(digits);
    if value < 0.0 { quote!(-#digits) } else { quote!(#digits) }
}

/// A duration in its largest whole unit.
pub(super) fn duration(scope: &Scope<'_>, value: Duration) -> TokenStream {
    let duration = scope.import(&["std", "time"], "Duration");
    let nanos = value.as_nanos();
    let (function, count) = if nanos.is_multiple_of(1_000_000_000) {
        ("from_secs", nanos / 1_000_000_000)
    } else if nanos.is_multiple_of(1_000_000) {
        ("from_millis", nanos / 1_000_000)
    } else if nanos.is_multiple_of(1_000) {
        ("from_micros", nanos / 1_000)
    } else {
        ("from_nanos", nanos)
    };
    let function = ident(function);
    let count = Token::u128_unsuffixed(count);
    quote!(#duration::#function(#count))
}

/// A value that may be missing.
pub(super) fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

/// The name of a party as text.
pub(super) fn party(scope: &Scope<'_>, party: Party) -> TokenStream {
    let name = scope.protocol().party_name(party);
    quote!(#name)
}

/// The name of an event as the policies know it: `joined`, `session/stream_output`.
pub(super) fn event(scope: &Scope<'_>, id: EventId) -> TokenStream {
    let protocol = scope.protocol();
    let event = protocol.event(id);
    let channel = event.channel.and_then(|channel| protocol.channels.get(channel.0));
    let name = match channel {
        Some(channel) => format!("{}/{}", channel.name, event.name),
        None => event.name.clone(),
    };
    quote!(#name)
}

/// A valid value of a type, with a box where `owner` needs one.
pub(super) fn value(
    scope: &Scope<'_>,
    owner: Option<TypeId>,
    ty: &Type,
    json: &Value,
) -> TokenStream {
    if !scope.plan.recursion.is_boxed(owner, ty) {
        return plain(scope, ty, json).unwrap_or_else(|| parsed(json));
    }
    match (ty, json) {
        (Type::Nullable(_), Value::Null) => quote!(None),
        (Type::Nullable(inner), json) => {
            let inner = value(scope, owner, inner, json);
            quote!(Some(#inner))
        }
        (ty, json) => {
            let inner = plain(scope, ty, json).unwrap_or_else(|| parsed(json));
            quote!(Box::new(#inner))
        }
    }
}

/// A value that is read from its JSON text when it is needed: what no Rust literal can say.
fn parsed(json: &Value) -> TokenStream {
    let text = json.to_string();
    quote!(antiphon::codegen::literal(#text))
}

/// A value as a person would write it; `None` where only JSON says it.
fn plain(scope: &Scope<'_>, ty: &Type, json: &Value) -> Option<TokenStream> {
    Some(match (ty, json) {
        (Type::Bool, Value::Bool(value)) => quote!(#value),
        (Type::String, Value::String(text)) => string(text),
        (Type::Int(_) | Type::BigInt(_), Value::Number(number)) => integer(whole(number)?),
        (Type::Float(kind), Value::Number(number)) => {
            let value = number.as_f64()?;
            match kind {
                FloatKind::F32 | FloatKind::F64 => float(value),
            }
        }
        (Type::IntText(_), Value::String(text)) => {
            let quoted = scope.runtime("Quoted");
            let value = integer(text.parse().ok()?);
            quote!(#quoted(#value))
        }
        (Type::Timestamp(form), Value::Number(number)) => {
            let name = match form {
                TimeForm::Rfc3339 => return None,
                TimeForm::UnixMillis => scope.runtime("UnixMillis"),
                TimeForm::UnixSeconds => scope.runtime("UnixSeconds"),
            };
            let value = integer(whole(number)?);
            quote!(#name(#value))
        }
        (Type::Duration(unit), Value::Number(number)) => {
            let count = u64::try_from(whole(number)?).ok()?;
            let (name, time) = match unit {
                DurationUnit::Millis => ("DurationMillis", Duration::from_millis(count)),
                DurationUnit::Seconds => ("DurationSeconds", Duration::from_secs(count)),
            };
            let (name, time) = (scope.runtime(name), duration(scope, time));
            quote!(#name::from(#time))
        }
        (Type::Nullable(_), Value::Null) => quote!(None),
        (Type::Nullable(inner), json) => {
            let inner = value(scope, None, inner, json);
            quote!(Some(#inner))
        }
        (Type::List(_), Value::Array(items)) if items.is_empty() => quote!(Vec::new()),
        (Type::List(inner), Value::Array(items)) => {
            let items = items.iter().map(|item| value(scope, None, inner, item));
            quote!(vec![#(#items),*])
        }
        (Type::Map(_), Value::Object(members)) if members.is_empty() => {
            let map = scope.runtime("Map");
            quote!(#map::new())
        }
        (Type::Const(constant), _) => {
            let name = scope.constant(constant);
            quote!(#name::default())
        }
        (Type::Named(id), json) => return named(scope, *id, json),
        _ => return None,
    })
}

fn string(text: &str) -> TokenStream {
    if text.is_empty() { quote!(String::new()) } else { quote!(String::from(#text)) }
}

/// A JSON number as an integer; `1.0` and `1e2` are ones.
fn whole(number: &serde_json::Number) -> Option<i128> {
    let integer = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    let float = || number.as_f64().filter(|value| value.fract() == 0.0);
    integer.or_else(|| float().map(|value| value as i128))
}

fn named(scope: &Scope<'_>, id: TypeId, json: &Value) -> Option<TokenStream> {
    let name = scope.named(id);
    let def = scope.protocol().type_def(id);
    if scope.protocol().errors.ty == Some(id) {
        return None;
    }
    match (&def.kind, json) {
        (TypeKind::Enum(set), Value::String(text)) => {
            let variants = sets::variants(&set.values);
            match set.values.iter().position(|each| each.value == *text) {
                Some(index) => variants.get(index).map(|variant| quote!(#name::#variant)),
                None => {
                    let other = sets::other(&variants, OTHER);
                    let text = string(text);
                    Some(quote!(#name::#other(#text)))
                }
            }
        }
        (TypeKind::IntEnum(set), Value::Number(number)) => {
            let variants = sets::variants(&set.values);
            let value = whole(number)?;
            match set.values.iter().position(|each| i128::from(each.value) == value) {
                Some(index) => variants.get(index).map(|variant| quote!(#name::#variant)),
                None => {
                    let other = sets::other(&variants, OTHER);
                    let value = integer(value);
                    Some(quote!(#name::#other(#value)))
                }
            }
        }
        (TypeKind::Flags(flags), json) => {
            let bits = match json {
                Value::Number(number) => whole(number)?,
                Value::String(text) if flags.text => text.parse().ok()?,
                _ => return None,
            };
            let bits = integer(bits);
            Some(quote!(#name(#bits)))
        }
        (TypeKind::Alias(alias), json) => {
            let inner = value(scope, Some(id), &alias.ty, json);
            let wrapped = has_struct(scope.plan, id, alias);
            Some(if wrapped { quote!(#name(#inner)) } else { inner })
        }
        (TypeKind::Record(record), Value::Object(members)) => {
            let fields = fields(scope, id, record, members)?;
            Some(quote!(#name { #(#fields),* }))
        }
        (TypeKind::Tuple(tuple), Value::Array(items)) => {
            let fields = positions(scope, id, tuple, items)?;
            Some(quote!(#name { #(#fields),* }))
        }
        (TypeKind::Union(union), json) => {
            let (index, json) = match (&union.by, json) {
                (UnionBy::Tag(key), Value::Object(members)) => {
                    let mut rest = members.clone();
                    let tag = rest.remove(key)?;
                    let index = union.variants.iter().position(|each| each.tag.to_json() == tag)?;
                    (index, Value::Object(rest))
                }
                _ => return None,
            };
            let variant = unions::variants(union).into_iter().nth(index)?;
            let inner = value(scope, Some(id), &union.variants.get(index)?.ty, &json);
            Some(quote!(#name::#variant(#inner)))
        }
        _ => None,
    }
}

/// The fields of a record's struct; `None` where other keys would have to be kept.
fn fields(
    scope: &Scope<'_>,
    id: TypeId,
    record: &Record,
    members: &Map<String, Value>,
) -> Option<Vec<TokenStream>> {
    let body = super::fields::record(scope, Some(id), record);
    if used_names(&body).len() != record.fields.len() {
        return None;
    }
    let names = body.parts.iter().map(|part| &part.name);
    let values =
        record.fields.iter().map(|field| field_value(scope, id, field, members.get(&field.name)));
    names.zip(values).map(|(name, value)| value.map(|value| quote!(#name: #value))).collect()
}

/// The fields of a tuple's struct; `None` where it has further items.
fn positions(
    scope: &Scope<'_>,
    id: TypeId,
    tuple: &Tuple,
    items: &[Value],
) -> Option<Vec<TokenStream>> {
    if tuple.rest.is_some() {
        return None;
    }
    let body = super::fields::tuple(scope, Some(id), tuple);
    let names = body.parts.iter().map(|part| &part.name);
    let values = tuple.items.iter().enumerate();
    let values = values.map(|(index, item)| field_value(scope, id, item, items.get(index)));
    names.zip(values).map(|(name, value)| value.map(|value| quote!(#name: #value))).collect()
}

/// What a field of the struct holds.
fn field_value(
    scope: &Scope<'_>,
    owner: TypeId,
    field: &Field,
    json: Option<&Value>,
) -> Option<TokenStream> {
    let constant = walk::constant_of(field).is_some();
    let of = |json: &Value| match (constant, &field.ty, json) {
        (true, Type::Nullable(_), Value::Null) => quote!(None),
        (true, Type::Nullable(_), _) => quote!(Some(())),
        (true, _, _) => quote!(()),
        (false, ty, json) => value(scope, Some(owner), ty, json),
    };
    match (&field.presence, json) {
        (Presence::Required, Some(json)) => Some(of(json)),
        (Presence::Required, None) => None,
        (Presence::Optional, Some(json)) => {
            let value = of(json);
            Some(quote!(Some(#value)))
        }
        (Presence::Optional, None) => Some(quote!(None)),
        (Presence::Default(_), Some(json)) => Some(of(json)),
        (Presence::Default(default), None) => Some(of(default)),
    }
}
