//! Fields of structs, whatever the struct stands for: a record, a tuple, an event, a layout.

use super::{
    doc, expr,
    names::{free_name, ident},
    scope::Scope,
    walk,
};
use crate::{
    model::{
        Constraints, Field, Literal, Number, Presence, Record, Tuple, Type, TypeId, UnknownFields,
    },
    names::rust::field_name,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;

/// One field of a struct.
pub(super) struct Part {
    pub(super) name: Ident,
    pub(super) ty: TokenStream,
    pub(super) docs: TokenStream,
    /// What `#[payload(…)]` says.
    pub(super) payload: Vec<TokenStream>,
    pub(super) sensitive: bool,
    /// Whether nothing is a sensible value of it.
    pub(super) may_be_empty: bool,
    /// Whether it has a default other than nothing.
    pub(super) has_default: bool,
}

impl Part {
    /// A field that holds all other keys or items.
    fn rest(name: Ident, ty: TokenStream, docs: TokenStream) -> Self {
        Self {
            name,
            ty,
            docs,
            payload: vec![quote!(rest)],
            sensitive: false,
            may_be_empty: true,
            has_default: false,
        }
    }
}

/// The inside of a struct.
#[derive(Default)]
pub(super) struct Body {
    /// What `#[payload(…)]` says about the struct.
    pub(super) payload: Vec<TokenStream>,
    /// Its fields.
    pub(super) parts: Vec<Part>,
}

/// A record as a struct.
pub(super) fn record(scope: &Scope<'_>, owner: Option<TypeId>, record: &Record) -> Body {
    let Record { fields, rest, unknown } = record;
    let mut body = Body::default();
    body.parts.extend(fields.iter().map(|field| part(scope, owner, field, true)));
    let used = used_names(&body);
    let kept = match (rest, unknown) {
        (Some(ty), _) => Some(ty),
        (None, UnknownFields::Preserve) => Some(&Type::Json),
        (None, UnknownFields::Reject) => {
            body.payload.push(quote!(unknown = "reject"));
            None
        }
        (None, UnknownFields::Ignore) => None,
    };
    if let Some(ty) = kept {
        let map = scope.runtime("Map");
        let ty = scope.ty(ty);
        let name = free_name(&used, &["extra", "rest", "other_fields"]);
        body.parts.push(Part::rest(name, quote!(#map<#ty>), doc::text("All other keys.")));
    }
    body
}

/// A tuple as a struct.
pub(super) fn tuple(scope: &Scope<'_>, owner: Option<TypeId>, tuple: &Tuple) -> Body {
    let Tuple { items, rest } = tuple;
    let mut body = Body { payload: vec![quote!(tuple)], parts: Vec::new() };
    body.parts.extend(items.iter().map(|item| part(scope, owner, item, false)));
    if let Some(rest) = rest {
        let ty = scope.ty(&rest.ty);
        let docs = doc::item(&rest.doc, "All further items.", &[], &rest.examples);
        let mut rest_part = Part::rest(ident(&field_name(rest.words())), quote!(Vec<#ty>), docs);
        rest_part.payload.extend(constraints(&rest.constraints));
        rest_part.sensitive = rest.sensitive;
        if rest.sensitive {
            rest_part.payload.push(quote!(sensitive));
        }
        body.parts.push(rest_part);
    }
    body
}

/// The names of the fields.
pub(super) fn used_names(body: &Body) -> Vec<String> {
    body.parts.iter().map(|part| part.name.to_string()).collect()
}

/// One field. Positions have no key on the wire.
pub(super) fn part(scope: &Scope<'_>, owner: Option<TypeId>, field: &Field, has_key: bool) -> Part {
    let name = ident(&field_name(field.words()));
    let mut payload = Vec::new();
    if has_key && name != field.name.as_str() {
        let key = &field.name;
        payload.push(quote!(name = #key));
    }
    let constant = walk::constant_of(field);
    let ty = match constant {
        Some(_) => match field.ty {
            Type::Nullable(_) => quote!(Option<()>),
            _ => quote!(()),
        },
        None => scope.member(owner, &field.ty),
    };
    let ty = match &field.presence {
        Presence::Required => ty,
        Presence::Optional => {
            payload.push(quote!(optional));
            quote!(Option<#ty>)
        }
        Presence::Default(value) => {
            let value = expr::value(scope, owner, &field.ty, value);
            payload.push(quote!(default = #value));
            ty
        }
    };
    if let Some(value) = constant {
        let value = expr::literal(value);
        payload.push(quote!(constant = #value));
    }
    payload.extend(constraints(&field.constraints));
    if field.sensitive {
        payload.push(quote!(sensitive));
    }
    let may_be_empty = match (&field.presence, &field.ty) {
        (Presence::Optional, _) => true,
        (Presence::Required, Type::Nullable(_)) => true,
        (Presence::Required, Type::Const(_)) => true,
        (Presence::Required | Presence::Default(_), _) => false,
    };
    let notes = notes(field, constant).map(|note| vec![note]).unwrap_or_default();
    let docs = doc::item(&field.doc, "", &notes, &field.examples);
    let has_default = matches!(field.presence, Presence::Default(_));
    Part { name, ty, docs, payload, sensitive: field.sensitive, may_be_empty, has_default }
}

/// What a reader must know to fill the field in.
fn notes(field: &Field, constant: Option<&Literal>) -> Option<String> {
    let nullable = matches!(field.ty, Type::Nullable(_));
    let mut notes = Vec::new();
    match (&field.presence, nullable) {
        // An `Option` that may be absent is the rule.
        (Presence::Optional, false) => {}
        (Presence::Optional, true) => {
            notes.push("May be absent (the outer `None`) or `null` (the inner one).".to_owned());
        }
        (Presence::Default(value), _) => {
            notes.push(format!("Absent on the wire means {}.", shown(value)));
        }
        (Presence::Required, true) => notes.push("Always there; `None` is `null`.".to_owned()),
        (Presence::Required, false) => {}
    }
    if let Some(constant) = constant {
        notes.push(format!("Always {} on the wire.", shown(&constant.to_json())));
    }
    (!notes.is_empty()).then(|| notes.join(" "))
}

/// A short value in backticks.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// Constraints as arguments of `#[payload(…)]`.
pub(super) fn constraints(constraints: &Constraints) -> Vec<TokenStream> {
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
    let bounds = [("min", min), ("max", max), ("above", above), ("below", below)];
    let counts =
        [("multiple_of", multiple_of), ("min_length", min_length), ("max_length", max_length)];
    let bounds = bounds.into_iter().filter_map(|(key, bound)| {
        let key = ident(key);
        let bound = match (*bound)? {
            Number::Int(value) => expr::integer(value),
            Number::Float(value) => expr::float(value),
        };
        Some(quote!(#key = #bound))
    });
    let counts = counts.into_iter().filter_map(|(key, count)| {
        let key = ident(key);
        let count = expr::integer(i128::from((*count)?));
        Some(quote!(#key = #count))
    });
    let pattern = pattern.as_ref().map(|pattern| quote!(pattern = #pattern));
    let unique = unique.then(|| quote!(unique));
    bounds.chain(counts).chain(pattern).chain(unique).collect()
}
