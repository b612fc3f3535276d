//! The variants of a union as plain data.

use super::By;
use crate::{
    attributes::{Attributes, Constant, Form, Known, doc_comment},
    errors::{Errors, known_names},
};
use syn::{DataEnum, Fields, Ident, Type};

/// The JSON kinds that tell variants apart.
pub(super) const KINDS: &[&str] =
    &["null", "boolean", "integer", "number", "string", "array", "object"];

/// What stands between several kinds of one variant.
pub(in crate::payload) const SEPARATOR: &str = " | ";

/// One variant.
pub(in crate::payload) struct Variant {
    /// Its name.
    pub(in crate::payload) ident: Ident,
    /// What selects it: the tag, the key, the kind; for a unit variant, the constant.
    pub(in crate::payload) tag: Constant,
    /// The type that it holds; `None` for a unit variant.
    pub(in crate::payload) ty: Option<Type>,
    /// Its doc comment.
    #[cfg_attr(not(feature = "schemars"), expect(dead_code, reason = "only schemas describe"))]
    pub(in crate::payload) doc: String,
}

impl Variant {
    /// The tag as a key of an object.
    pub(in crate::payload) fn key(&self) -> String {
        match &self.tag {
            Constant::Text(text) => text.clone(),
            other => other.json(),
        }
    }
}

/// The variant for everything else.
pub(in crate::payload) struct Other {
    /// Its name.
    pub(in crate::payload) ident: Ident,
}

/// What variants may say, by how they are told apart.
const BY_VALUE: &[Known] = &[("value", Form::Constant), ("other", Form::Flag)];
const BY_KIND: &[Known] =
    &[("kind", Form::Text), ("constant", Form::Constant), ("other", Form::Flag)];

/// Reads all variants.
pub(super) fn read(by: &By, data: &DataEnum, errors: &mut Errors) -> (Vec<Variant>, Option<Other>) {
    let known = if matches!(by, By::Kind) { BY_KIND } else { BY_VALUE };
    let mut variants: Vec<Variant> = Vec::new();
    let mut other: Option<Other> = None;
    for variant in &data.variants {
        let attributes = Attributes::read(&variant.attrs, "payload", known, errors);
        if attributes.has("other") {
            if let Some(first) = &other {
                errors.at(
                    &variant.ident,
                    format!("`{}` is `other` already; only one variant can be", first.ident),
                );
            }
            if held(variant).is_none() {
                errors.at(
                    variant,
                    "the variant for everything else is `Other(antiphon::types::Value)`",
                );
            }
            other = Some(Other { ident: variant.ident.clone() });
            continue;
        }
        let Some(tag) = tag(by, &attributes, variant, errors) else { continue };
        let ty = held(variant).cloned();
        let unit = attributes.has("constant");
        match (&variant.fields, unit) {
            (Fields::Unit, true) => {}
            (_, true) => errors.at(
                &variant.fields,
                "a variant for one constant holds nothing: write it without parentheses",
            ),
            (_, false) if ty.is_none() => errors
                .at(variant, format!("a variant holds exactly one value: `{}(…)`", variant.ident)),
            _ => {}
        }
        let clashes = |first: &&Variant| first.ty.is_none() == unit && same(by, &first.tag, &tag);
        if let Some(first) = variants.iter().find(clashes) {
            errors.at(
                &variant.ident,
                format!("`{}` is selected by {} already", first.ident, tag.json()),
            );
        }
        let ident = variant.ident.clone();
        variants.push(Variant { ident, tag, ty, doc: doc_comment(&variant.attrs) });
    }
    (variants, other)
}

/// Whether two variants are selected by the same, or, by kind, share a kind.
fn same(by: &By, left: &Constant, right: &Constant) -> bool {
    match (by, left, right) {
        (By::Kind, Constant::Text(left), Constant::Text(right)) => {
            left.split(SEPARATOR).any(|kind| right.split(SEPARATOR).any(|other| kind == other))
        }
        _ => left == right,
    }
}

/// What selects a variant.
fn tag(
    by: &By,
    attributes: &Attributes,
    variant: &syn::Variant,
    errors: &mut Errors,
) -> Option<Constant> {
    if matches!(by, By::Kind) {
        return kind(attributes, variant, errors);
    }
    let Some(value) = attributes.constant("value") else {
        if attributes.span("value").is_none() {
            let what = match by {
                By::Key | By::Presence => "which key selects",
                By::Tag(_) | By::Adjacent(..) | By::Kind => "which tag selects",
            };
            errors.at(
                &variant.ident,
                format!("say {what} this variant: `#[payload(value = \"…\")]`"),
            );
        }
        return None;
    };
    let fits = match by {
        By::Key | By::Presence => matches!(value, Constant::Text(_)),
        By::Tag(_) | By::Adjacent(..) | By::Kind => !matches!(value, Constant::Null),
    };
    if !fits && let Some(span) = attributes.span("value") {
        let what = match by {
            By::Key | By::Presence => "a key is text: write it in quotes",
            By::Tag(_) | By::Adjacent(..) | By::Kind => "a tag is text, an integer or a boolean",
        };
        errors.span(span, what);
    }
    Some(value.clone())
}

/// The kind that selects a variant, or its constant.
fn kind(attributes: &Attributes, variant: &syn::Variant, errors: &mut Errors) -> Option<Constant> {
    match (attributes.text("kind"), attributes.constant("constant")) {
        (Some(kind), Some(_)) => {
            errors.at(kind, "a variant is for a kind or for one constant; remove one");
            None
        }
        (None, Some(constant)) => Some(constant.clone()),
        (Some(kind), None) if kind.value().split(SEPARATOR).all(|kind| KINDS.contains(&kind)) => {
            Some(Constant::Text(kind.value()))
        }
        (Some(kind), None) => {
            let hint = known_names(&kind.value(), KINDS);
            errors.at(kind, format!("this is no JSON kind; {hint}"));
            None
        }
        (None, None) => {
            errors.at(
                &variant.ident,
                "say which values are this variant: `#[payload(kind = \"string\")]`, or \
                 `#[payload(constant = …)]` for one value",
            );
            None
        }
    }
}

/// The one type that a variant holds.
fn held(variant: &syn::Variant) -> Option<&Type> {
    match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().map(|field| &field.ty)
        }
        _ => None,
    }
}
