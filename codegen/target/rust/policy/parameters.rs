//! Parameters of the path, the query and the headers of a connection.

use super::{list, partial, text, ty};
use crate::{
    model::{Constraints, Field, Number, Presence, TimeForm, Type, TypeKind},
    target::rust::{expr, names::ident, scope::Scope},
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// The table of some parameters, unless there are none.
pub(super) fn parameters(scope: &Scope<'_>, fields: &[Field]) -> Option<TokenStream> {
    list(fields.iter().map(|field| parameter(scope, field)).collect())
}

fn parameter(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let name = &field.name;
    let value = match (&field.ty, &field.presence) {
        (Type::Const(value), _) => Some(plain(&value.to_json())),
        (_, Presence::Default(value)) => Some(plain(value)),
        (_, Presence::Required | Presence::Optional) => None,
    };
    let required = field.presence == Presence::Required;
    let mut all = rules(scope, &field.constraints);
    let kind = kind(scope, &field.ty, &mut all);
    partial(
        &ty(scope, "Param"),
        vec![
            ("name", Some(quote!(#name))),
            ("required", (!required).then(|| quote!(false))),
            ("value", value.map(|value| text(Some(&value)))),
            ("ty", kind),
            ("rules", list(all)),
        ],
    )
}

/// A value as it stands in a path, a query or a header.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// The `ParamType`, unless it is text, with the rules of the named types on the way there.
fn kind(scope: &Scope<'_>, of: &Type, all: &mut Vec<TokenStream>) -> Option<TokenStream> {
    let name = || ty(scope, "ParamType");
    let plain_kind = |word: &str| {
        let (name, word) = (name(), ident(word));
        Some(quote!(#name::#word))
    };
    let integer = |least: i128, most: i128| {
        let (name, least, most) = (name(), expr::integer(least), expr::integer(most));
        Some(quote!(#name::Integer(#least, #most)))
    };
    let words = |words: Vec<String>| {
        let name = name();
        Some(quote!(#name::OneOf(&[#(#words),*])))
    };
    match of {
        Type::String | Type::Bytes => None,
        Type::Bool => plain_kind("Bool"),
        Type::Int(kind) | Type::BigInt(kind) | Type::IntText(kind) => {
            integer(kind.min(), kind.max())
        }
        Type::Timestamp(TimeForm::UnixMillis | TimeForm::UnixSeconds) => {
            integer(i64::MIN.into(), i64::MAX.into())
        }
        Type::Float(_) | Type::Duration(_) => plain_kind("Number"),
        Type::Decimal => plain_kind("Decimal"),
        Type::Timestamp(TimeForm::Rfc3339) => plain_kind("Timestamp"),
        Type::Uuid => plain_kind("Uuid"),
        Type::Url => plain_kind("Url"),
        // A parameter that is null is absent.
        Type::Nullable(inner) => kind(scope, inner, all),
        Type::Const(value) => {
            let (name, value) = (name(), plain(&value.to_json()));
            Some(quote!(#name::Constant(#value)))
        }
        Type::Json | Type::Map(_) | Type::List(_) | Type::JsonText(_) => plain_kind("Json"),
        Type::Named(id) => match &scope.protocol().type_def(*id).kind {
            TypeKind::Alias(alias) => {
                all.extend(rules(scope, &alias.constraints));
                kind(scope, &alias.ty, all)
            }
            TypeKind::Enum(set) if set.open => None,
            TypeKind::Enum(set) => {
                words(set.values.iter().map(|value| value.value.clone()).collect())
            }
            TypeKind::IntEnum(set) if set.open => integer(i64::MIN.into(), i64::MAX.into()),
            TypeKind::IntEnum(set) => {
                words(set.values.iter().map(|value| value.value.to_string()).collect())
            }
            TypeKind::Flags(flags) => integer(flags.repr.min(), flags.repr.max()),
            TypeKind::Record(_) | TypeKind::Tuple(_) | TypeKind::Union(_) | TypeKind::Schema(_) => {
                plain_kind("Json")
            }
        },
    }
}

/// Constraints as the `Rule`s that hold for text.
fn rules(scope: &Scope<'_>, constraints: &Constraints) -> Vec<TokenStream> {
    let Constraints {
        min,
        max,
        above,
        below,
        multiple_of,
        min_length,
        max_length,
        pattern,
        // No parameter is a list.
        unique: _,
    } = constraints;
    let rule = |word: &str, value: TokenStream| {
        let (name, word) = (ty(scope, "Rule"), ident(word));
        quote!(#name::#word(#value))
    };
    let bound = |number: &Number| {
        let name = ty(scope, "NumberBound");
        match number {
            Number::Int(value) => {
                let value = expr::integer(*value);
                quote!(#name::Int(#value))
            }
            Number::Float(value) => {
                let value = expr::float(*value);
                quote!(#name::Float(#value))
            }
        }
    };
    let bounds = [("Min", min), ("Max", max), ("Above", above), ("Below", below)];
    let bounds =
        bounds.into_iter().filter_map(|(word, value)| Some(rule(word, bound(value.as_ref()?))));
    let counts =
        [("MultipleOf", multiple_of), ("MinLength", min_length), ("MaxLength", max_length)];
    let counts = counts
        .into_iter()
        .filter_map(|(word, value)| Some(rule(word, expr::integer(i128::from((*value)?)))));
    let pattern = pattern.as_ref().map(|pattern| rule("Pattern", quote!(#pattern)));
    bounds.chain(counts).chain(pattern).collect()
}
