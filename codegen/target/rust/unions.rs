//! One of several types, as an enum.

use super::{
    doc, expr,
    names::variants as variant_names,
    scope::Scope,
    sets::{OTHER, other},
};
use crate::model::{Literal, Protocol, Type, TypeId, TypeKind, Union, UnionBy, Variant};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// The variants of a union.
pub(super) fn variants(union: &Union) -> Vec<Ident> {
    variant_names(union.variants.iter().map(|variant| variant.name.as_str()), &[], "Variant")
}

/// A union as an enum.
pub(super) fn union(
    scope: &Scope<'_>,
    docs: &TokenStream,
    id: TypeId,
    name: &Ident,
    union: &Union,
) -> TokenStream {
    let Union { by, variants: members, open } = union;
    let container = match by {
        UnionBy::Tag(tag) => quote!(tag = #tag),
        UnionBy::Adjacent { tag, content } => quote!(tag = #tag, content = #content),
        UnionBy::Key => quote!(by = "key"),
        UnionBy::Presence => quote!(by = "presence"),
        UnionBy::Kind => quote!(by = "kind"),
    };
    let names = variants(union);
    let other = open.then(|| {
        let other = other(&names, OTHER);
        let value = scope.runtime("Value");
        quote!(#[doc = " Anything else, as it came."] #[payload(other)] #other(#value),)
    });
    let members = members.iter().zip(&names).map(|(variant, name)| {
        let Variant { tag, name: _, ty, doc } = variant;
        let docs = doc::item(doc, "", &[], &[]);
        match (by, ty) {
            (UnionBy::Kind, Type::Const(value)) => {
                let value = expr::literal(value);
                quote!(#docs #[payload(constant = #value)] #name,)
            }
            (UnionBy::Kind, ty) => {
                let kinds = kinds(scope.protocol(), ty);
                let ty = scope.member(Some(id), ty);
                let kinds = kinds.join(" | ");
                quote!(#docs #[payload(kind = #kinds)] #name(#ty),)
            }
            (_, ty) => {
                let value = expr::literal(tag);
                let ty = scope.member(Some(id), ty);
                quote!(#docs #[payload(value = #value)] #name(#ty),)
            }
        }
    });
    let traits = scope.plan.traits.named(id).derives();
    quote! {
        #docs
        #[derive(Debug, Clone, #(#traits,)* antiphon::Payload)]
        #[payload(#container)]
        pub enum #name { #(#members)* #other }
    }
}

/// The JSON kinds that a value of this type may have, by the names of `docs/derive.md`.
fn kinds(protocol: &Protocol, ty: &Type) -> Vec<&'static str> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![ty];
    while let Some(ty) = waiting.pop() {
        let kind = match ty {
            Type::Bool | Type::Const(Literal::Bool(_)) => "boolean",
            Type::String
            | Type::IntText(_)
            | Type::Decimal
            | Type::Bytes
            | Type::Timestamp(crate::model::TimeForm::Rfc3339)
            | Type::Uuid
            | Type::Url
            | Type::JsonText(_)
            | Type::Const(Literal::Text(_)) => "string",
            Type::Int(_) | Type::BigInt(_) | Type::Timestamp(_) | Type::Const(Literal::Int(_)) => {
                "integer"
            }
            Type::Float(_) | Type::Duration(_) => "number",
            Type::Map(_) => "object",
            Type::List(_) => "array",
            Type::Const(Literal::Null) => "null",
            Type::Json => {
                found.extend(ALL_KINDS);
                continue;
            }
            Type::Nullable(inner) => {
                waiting.push(inner);
                "null"
            }
            Type::Named(id) => {
                if seen.insert(*id) {
                    named_kinds(protocol, *id, &mut found, &mut waiting);
                }
                continue;
            }
        };
        found.insert(kind);
    }
    ALL_KINDS.iter().copied().filter(|kind| found.contains(kind)).collect()
}

const ALL_KINDS: &[&str] = &["null", "boolean", "integer", "number", "string", "array", "object"];

fn named_kinds<'p>(
    protocol: &'p Protocol,
    id: TypeId,
    found: &mut BTreeSet<&'static str>,
    waiting: &mut Vec<&'p Type>,
) {
    if protocol.errors.ty == Some(id) {
        let texts = |code: &crate::model::ErrorCode| matches!(code.code, Literal::Text(_));
        found.insert(if protocol.errors.codes.iter().all(texts) { "string" } else { "integer" });
        return;
    }
    match &protocol.type_def(id).kind {
        TypeKind::Record(_) => {
            found.insert("object");
        }
        TypeKind::Tuple(_) => {
            found.insert("array");
        }
        TypeKind::Enum(_) => {
            found.insert("string");
        }
        TypeKind::IntEnum(_) => {
            found.insert("integer");
        }
        TypeKind::Flags(flags) => {
            found.insert(if flags.text { "string" } else { "integer" });
        }
        TypeKind::Union(union) if union.by == UnionBy::Kind => {
            waiting.extend(union.variants.iter().map(|variant| &variant.ty));
        }
        TypeKind::Union(_) => {
            found.insert("object");
        }
        TypeKind::Alias(alias) => waiting.push(&alias.ty),
        TypeKind::Schema(_) => found.extend(ALL_KINDS),
    }
}
