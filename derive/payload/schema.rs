//! `schemars::JsonSchema`: the shapes as JSON Schema 2020-12, with the names of the wire, constraints
//! and doc comments.

use super::{
    fields::{Field, Place, Presence},
    literal,
    sets::{Set, Value},
    unions::{By, Other, SEPARATOR, Variant},
};
use crate::attributes::{Attributes, doc_comment};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Type, ext::IdentExt as _};

/// The impl around a body.
pub(super) fn wrap(codegen: &TokenStream, input: &DeriveInput, body: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    let name = ident.unraw().to_string();
    let doc = doc_comment(&input.attrs);
    quote! {
        #[automatically_derived]
        impl #codegen::schemars::JsonSchema for #ident {
            fn schema_name() -> #codegen::Cow<'static, str> {
                #codegen::Cow::Borrowed(#name)
            }
            fn schema_id() -> #codegen::Cow<'static, str> {
                #codegen::Cow::Borrowed(::core::concat!(::core::module_path!(), "::", #name))
            }
            fn json_schema(
                generator: &mut #codegen::schemars::SchemaGenerator,
            ) -> #codegen::schemars::Schema {
                let _ = &generator;
                #codegen::schema::described(#body, #doc)
            }
        }
    }
}

/// The schema of a field's value, constraints included.
fn value(codegen: &TokenStream, field: &Field) -> TokenStream {
    let ty = field.value_type();
    let schema = match &field.place {
        Place::Constant(constant) => {
            let literal = literal(codegen, constant);
            let nullable = crate::types::option(ty).is_some();
            quote!(#codegen::schema::constant(#literal, #nullable))
        }
        Place::Value | Place::Rest | Place::Tag => quote!(generator.subschema_for::<#ty>()),
    };
    if field.constraints.is_empty() {
        return schema;
    }
    let (pattern, constraints) = field.constraints.tokens(codegen);
    quote!({
        #pattern
        #codegen::schema::constrained(#schema, &#constraints)
    })
}

/// A field's value with its doc comment and its default.
fn described(codegen: &TokenStream, field: &Field) -> TokenStream {
    let (schema, doc) = (value(codegen, field), &field.doc);
    let schema = quote!(#codegen::schema::described(#schema, #doc));
    match &field.presence {
        Presence::Default(expr) => {
            let (ty, default) = (&field.ty, super::structs::default_value(expr));
            quote!({
                let default: #ty = #default;
                #codegen::schema::defaulted(#schema, &default)
            })
        }
        Presence::Required | Presence::Optional => schema,
    }
}

/// An object with known keys.
pub(super) fn of_object(
    codegen: &TokenStream,
    fields: &[Field],
    attributes: &Attributes,
) -> TokenStream {
    let rows = fields.iter().filter(|field| field.has_key()).map(|field| {
        let (key, schema) = (&field.key, described(codegen, field));
        let required = matches!(field.presence, Presence::Required);
        quote!((#key, #required, #schema))
    });
    let rest = match fields.iter().find(|field| field.place == Place::Rest) {
        Some(field) => {
            let ty = &field.ty;
            quote!(#codegen::schema::rest(
                <#ty as #codegen::schemars::JsonSchema>::json_schema(generator)
            ))
        }
        None if attributes.text("unknown").is_some_and(|text| text.value() == "reject") => {
            quote!(::core::option::Option::Some(false.into()))
        }
        None => quote!(::core::option::Option::None),
    };
    quote!({
        let fields = ::std::vec![#(#rows),*];
        let rest = #rest;
        #codegen::schema::object(fields, rest)
    })
}

/// An array by position.
pub(super) fn of_tuple(codegen: &TokenStream, fields: &[Field]) -> TokenStream {
    let rows = fields.iter().filter(|field| field.has_key()).map(|field| {
        let (name, schema) = (&field.key, described(codegen, field));
        let required = matches!(field.presence, Presence::Required);
        quote!((#name, #required, #schema))
    });
    let rest = match fields.iter().find(|field| field.place == Place::Rest) {
        Some(field) => {
            let schema = described(codegen, field);
            quote!(::core::option::Option::Some(#schema))
        }
        None => quote!(::core::option::Option::None),
    };
    quote!({
        let items = ::std::vec![#(#rows),*];
        let rest = #rest;
        #codegen::schema::tuple(items, rest)
    })
}

/// The value of a newtype's field.
pub(super) fn of_value(codegen: &TokenStream, field: &Field) -> TokenStream {
    value(codegen, field)
}

/// A set of values.
pub(super) fn of_set(codegen: &TokenStream, set: &Set) -> TokenStream {
    let rows = set.values.iter().map(|(_, value, doc)| {
        let literal = literal(codegen, value);
        quote!((#literal, #doc))
    });
    let kind = match set.value {
        Value::Text => "string",
        Value::Integer => "integer",
    };
    let open = set.other.is_some();
    quote!(#codegen::schema::set(&[#(#rows),*], #kind, #open))
}

/// Named bits.
pub(super) fn of_flags(codegen: &TokenStream, ty: &Type, text: bool) -> TokenStream {
    if text {
        quote!(generator.subschema_for::<#codegen::Quoted<#ty>>())
    } else {
        quote!(generator.subschema_for::<#ty>())
    }
}

/// A union.
pub(super) fn of_union(
    codegen: &TokenStream,
    by: &By,
    variants: &[Variant],
    other: Option<&Other>,
) -> TokenStream {
    let keys: Vec<String> = variants.iter().map(Variant::key).collect();
    let rows = variants.iter().map(|variant| {
        let (ty, doc) = (&variant.ty, &variant.doc);
        let literal = literal(codegen, &variant.tag);
        let key = variant.key();
        let schema = match by {
            By::Tag(tag) => quote!(#codegen::schema::tagged(
                #tag,
                #literal,
                <#ty as #codegen::schemars::JsonSchema>::json_schema(generator),
                generator.subschema_for::<#ty>(),
            )),
            By::Adjacent(tag, content) => quote!(#codegen::schema::adjacent(
                #tag, #literal, #content, generator.subschema_for::<#ty>(),
            )),
            By::Key => quote!(#codegen::schema::only(
                #key, &[#(#keys),*], generator.subschema_for::<#ty>(),
            )),
            By::Presence => quote!(#codegen::schema::present(
                #key, &[#(#keys),*], generator.subschema_for::<#ty>(),
            )),
            By::Kind if variant.ty.is_none() => {
                quote!(#codegen::schema::constant(#literal, false))
            }
            By::Kind => quote!(generator.subschema_for::<#ty>()),
        };
        quote!(#codegen::schema::described(#schema, #doc))
    });
    let other = other.map(|_| {
        let literals = variants.iter().map(|variant| literal(codegen, &variant.tag));
        match by {
            By::Tag(tag) | By::Adjacent(tag, _) => {
                quote!(#codegen::schema::other_tag(#tag, &[#(#literals),*]))
            }
            By::Key | By::Presence => quote!(#codegen::schema::other_keys(&[#(#keys),*])),
            By::Kind => {
                let variants = variants.iter().filter(|variant| variant.ty.is_some());
                let kinds: Vec<String> = variants
                    .map(Variant::key)
                    .flat_map(|kinds| kinds.split(SEPARATOR).map(str::to_owned).collect::<Vec<_>>())
                    .collect();
                quote!(#codegen::schema::other_kinds(&[#(#kinds),*]))
            }
        }
    });
    quote!(#codegen::schema::union(::std::vec![#(#rows,)* #other]))
}
