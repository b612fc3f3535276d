//! The fields of a struct as plain data.

use super::constraints::{self, Constraints};
use crate::{
    attributes::{Attributes, Constant, Form, Known, doc_comment},
    constructor::{self, Filled, unless_given},
    errors::Errors,
    types,
};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::{DeriveInput, Expr, Ident, Member, Type, ext::IdentExt as _, spanned::Spanned as _};

/// What a field may say, beside its constraints.
const KEYS: &[Known] = &[
    ("name", Form::Text),
    ("optional", Form::Flag),
    ("default", Form::Expr),
    ("sensitive", Form::Flag),
    ("constant", Form::Constant),
    ("rest", Form::Flag),
    ("tag", Form::Flag),
];

/// One field.
pub(super) struct Field {
    /// How the struct names it.
    pub(super) member: Member,
    /// The local variable that holds it while it is read.
    pub(super) slot: Ident,
    /// Its type.
    pub(super) ty: Type,
    /// The key on the wire.
    pub(super) key: String,
    /// What it is for.
    pub(super) place: Place,
    /// Whether it may be absent.
    pub(super) presence: Presence,
    /// What must hold.
    pub(super) constraints: Constraints,
    /// Whether errors say nothing of it.
    pub(super) sensitive: bool,
    /// What a part of a binary message means to the runtime: a variant of `Role`.
    pub(super) role: Option<Ident>,
    /// Its doc comment.
    #[cfg_attr(not(feature = "schemars"), expect(dead_code, reason = "only schemas describe"))]
    pub(super) doc: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// What a field is for.
#[derive(PartialEq)]
pub(super) enum Place {
    /// A value.
    Value,
    /// A value that is always the same.
    Constant(Constant),
    /// All other keys, or all further items.
    Rest,
    /// The free part of the event's tag; no part of the payload.
    Tag,
}

/// Whether a field may be absent.
pub(super) enum Presence {
    /// Always there.
    Required,
    /// May be absent.
    Optional,
    /// Absent means this.
    Default(Box<Expr>),
}

impl Field {
    /// The type of the value where it is there: the T of an optional `Option<T>`.
    pub(super) fn value_type(&self) -> &Type {
        match self.presence {
            Presence::Optional => types::option(&self.ty).unwrap_or(&self.ty),
            Presence::Required | Presence::Default(_) => &self.ty,
        }
    }

    /// Whether the value travels under a key of its own.
    pub(super) fn has_key(&self) -> bool {
        matches!(self.place, Place::Value | Place::Constant(_))
    }
}

/// What a field of a binary message may say too.
const ROLE: &[Known] = &[("role", Form::Text)];

/// Reads all fields of a struct.
pub(super) fn read(fields: &syn::Fields, errors: &mut Errors) -> Vec<Field> {
    all(fields, &[], errors)
}

/// Reads all fields of a struct that is a binary message.
pub(super) fn read_parts(fields: &syn::Fields, errors: &mut Errors) -> Vec<Field> {
    all(fields, ROLE, errors)
}

fn all(fields: &syn::Fields, more: &[Known], errors: &mut Errors) -> Vec<Field> {
    let known = KEYS.iter().chain(constraints::KEYS).chain(more);
    let known: Vec<Known> = known.copied().collect();
    fields.iter().enumerate().map(|(index, field)| one(index, field, &known, errors)).collect()
}

fn one(index: usize, field: &syn::Field, known: &[Known], errors: &mut Errors) -> Field {
    let attributes = Attributes::read(&field.attrs, "payload", known, errors);
    let key = match (attributes.text("name"), &field.ident) {
        (Some(name), _) => name.value(),
        (None, Some(ident)) => ident.unraw().to_string(),
        (None, None) => index.to_string(),
    };
    let place = if let Some(constant) = attributes.constant("constant") {
        Place::Constant(constant.clone())
    } else if attributes.has("rest") {
        Place::Rest
    } else if attributes.has("tag") {
        Place::Tag
    } else {
        Place::Value
    };
    let presence = if attributes.has("optional") {
        Presence::Optional
    } else if let Some(default) = attributes.expr("default") {
        Presence::Default(Box::new(default.clone()))
    } else {
        Presence::Required
    };
    contradictions(&attributes, field, errors);
    Field {
        member: field.ident.clone().map_or_else(
            || Member::Unnamed(syn::Index { index: index as u32, span: field.ty.span() }),
            Member::Named,
        ),
        slot: format_ident!("field_{index}"),
        ty: field.ty.clone(),
        key,
        place,
        presence,
        constraints: Constraints::read(&attributes, errors),
        sensitive: attributes.has("sensitive"),
        role: crate::head::word_of(&attributes, "role", crate::head::ROLES, "role", errors),
        doc: doc_comment(&field.attrs),
        span: field.ident.as_ref().map_or_else(|| field.ty.span(), Ident::span),
    }
}

/// Keys that exclude each other, and why.
const EXCLUSIVE: &[(&str, &str, &str)] = &[
    ("optional", "default", "an absent field with a default is that default; remove `optional`"),
    ("constant", "default", "a constant has one value anyway; remove `default`"),
    ("constant", "rest", "the rest is whatever comes; remove `constant`"),
    ("rest", "optional", "the rest may always be empty; remove `optional`"),
    ("rest", "default", "the rest may always be empty; remove `default`"),
    ("rest", "name", "the rest has the keys that no other field has; remove `name`"),
    ("tag", "name", "the free part of the tag has no key; remove `name`"),
    ("tag", "optional", "the free part of the tag is never empty; remove `optional`"),
    ("tag", "default", "the free part of the tag is never empty; remove `default`"),
    ("tag", "rest", "a field is the free part of the tag or the rest; remove one"),
    ("tag", "constant", "the free part of the tag is free; remove one"),
];

fn contradictions(attributes: &Attributes, field: &syn::Field, errors: &mut Errors) {
    for (left, right, message) in EXCLUSIVE {
        if let (Some(_), Some(span)) = (attributes.span(left), attributes.span(right)) {
            errors.span(span, format!("`{left}` and `{right}` exclude each other: {message}"));
        }
    }
    let optional = attributes.has("optional");
    let inner = types::option(&field.ty);
    if optional && inner.is_none() {
        errors.at(&field.ty, "an `optional` field may be absent: its type must be `Option<…>`");
    }
    if let Some(span) = attributes.span("constant") {
        let value = if optional { inner.unwrap_or(&field.ty) } else { &field.ty };
        let value = types::option(value).unwrap_or(value);
        if !types::is_unit(value) {
            errors.at(&field.ty, "a constant holds nothing: its type must be `()`");
        }
        for (key, _) in constraints::KEYS {
            if attributes.has(key) {
                errors.span(span, format!("a constant needs no `{key}`; remove it"));
            }
        }
    }
    if attributes.has("tag") && !types::is_named(&field.ty, "String") {
        errors.at(&field.ty, "the free part of a tag is text: its type must be `String`");
    }
}

/// The constructor of a struct. What is wrong with its fields is reported where they are read.
pub(super) fn constructor(input: &DeriveInput, fields: &syn::Fields) -> TokenStream {
    let fields = read(fields, &mut Errors::default());
    let rows = fields.iter().map(|field| {
        let ty = &field.ty;
        let filled = match (&field.place, &field.presence) {
            (Place::Rest, _) => Filled::With(quote!(<#ty>::new())),
            (Place::Constant(_), Presence::Required) if types::is_unit(ty) => {
                Filled::With(quote!(()))
            }
            (_, Presence::Default(value)) => Filled::With(super::structs::default_value(value)),
            _ => unless_given(ty),
        };
        (&field.member, ty, filled)
    });
    constructor::expand(input, rows)
}

/// Reports keys that stand twice.
pub(super) fn unique_keys(fields: &[Field], errors: &mut Errors) {
    for (index, field) in fields.iter().enumerate().filter(|(_, field)| field.has_key()) {
        let mut earlier = fields.iter().take(index).filter(|field| field.has_key());
        if earlier.any(|earlier| earlier.key == field.key) {
            errors.span(
                field.span,
                format!(
                    "two fields have the key \"{}\" on the wire; give one another `name`",
                    field.key
                ),
            );
        }
    }
}

/// Reports a rest that is not the last field, and a second one.
pub(super) fn rest_is_last(fields: &[Field], errors: &mut Errors) {
    let last = fields.iter().rposition(|field| field.place != Place::Tag);
    for (index, field) in fields.iter().enumerate() {
        if field.place == Place::Rest && Some(index) != last {
            errors.span(field.span, "the `rest` must be the last field; move it to the end");
        }
    }
}
