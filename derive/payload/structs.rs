//! Structs: objects with known keys.

use super::{
    Bodies,
    fields::{self, Field, Place, Presence},
    items_by_value, literal, object_bodies, unknown,
};
use crate::{
    attributes::{Attributes, json_text},
    errors::Errors,
    types,
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataStruct, Expr, ExprLit, Fields, Lit};

/// The impls of a struct with named fields, or of one without fields.
pub(super) fn expand(
    codegen: &TokenStream,
    data: &DataStruct,
    attributes: &Attributes,
    errors: &mut Errors,
) -> Bodies {
    if let Fields::Unnamed(unnamed) = &data.fields {
        errors.at(
            unnamed,
            "say what an unnamed field is: `#[payload(transparent)]` for the value itself, or \
             `#[payload(flags)]` for named bits; an array by position has named fields and `tuple`",
        );
    }
    let fields = fields::read(&data.fields, errors);
    fields::unique_keys(&fields, errors);
    fields::rest_is_last(&fields, errors);
    bodies(codegen, &fields, attributes, errors)
}

/// The impls of an object with these fields.
pub(super) fn bodies(
    codegen: &TokenStream,
    fields: &[Field],
    attributes: &Attributes,
    errors: &mut Errors,
) -> Bodies {
    let rest = fields.iter().find(|field| field.place == Place::Rest);
    if let (Some(span), Some(_)) = (attributes.span("unknown"), rest) {
        errors.span(span, "the `rest` keeps all other keys; remove `unknown`");
    }
    let unknown = match rest {
        Some(_) => quote!(#codegen::UnknownFields::Preserve),
        None => unknown(codegen, attributes, errors),
    };
    let keys = fields.iter().filter(|field| field.has_key()).map(|field| &field.key);
    let decode_members = decode_members(codegen, fields, &unknown);
    let encode_members = encode_members(codegen, fields);
    let out =
        if fields.iter().all(|field| field.place == Place::Tag) { quote!(_) } else { quote!(out) };
    let items = items_by_value(codegen);
    let payload = quote! {
        const FIELDS: &'static [&'static str] = &[#(#keys),*];
        const UNKNOWN: #codegen::UnknownFields = #unknown;
        fn decode_members(
            reader: &mut #codegen::Reader<'_>,
            envelope: &[&str],
        ) -> ::core::result::Result<Self, #codegen::Fault> {
            #decode_members
        }
        fn encode_members(&self, #out: &mut #codegen::Writer) {
            #encode_members
        }
        #items
    };
    let (decode, encode) = object_bodies(codegen);
    Bodies {
        decode,
        encode,
        payload,
        extra: TokenStream::new(),
        #[cfg(feature = "schemars")]
        schema: super::schema::of_object(codegen, fields, attributes),
        #[cfg(feature = "arbitrary")]
        arbitrary: super::arbitrary::of_fields(codegen, fields).into(),
    }
}

fn decode_members(codegen: &TokenStream, fields: &[Field], unknown: &TokenStream) -> TokenStream {
    let slots = fields.iter().map(slot);
    let own: Vec<&Field> = fields.iter().filter(|field| field.has_key()).collect();
    let names = own.iter().map(|field| &field.key);
    let texts = own.iter().map(|field| format!(",{}:", json_text(&field.key)));
    let arms = own.iter().enumerate().map(|(index, field)| {
        let read = read(codegen, field);
        quote!(#index => #read,)
    });
    let other = match fields.iter().find(|field| field.place == Place::Rest) {
        Some(Field { slot, .. }) => quote!(#codegen::rest_member(reader, envelope, &mut #slot)),
        None => quote!(::core::result::Result::Ok(())),
    };
    let checks = fields.iter().map(|field| finish(codegen, field));
    let members = fields.iter().map(|field| &field.member);
    let values = fields.iter().map(|field| &field.slot);
    quote! {
        if reader.is_unordered() {
            return #codegen::ordered_members(reader, envelope);
        }
        const KEYS: #codegen::Keys = #codegen::Keys {
            names: &[#(#names),*],
            texts: &[#(#texts),*],
            unknown: #unknown,
        };
        #(#slots)*
        let mut next = 0;
        while let ::core::option::Option::Some(index) =
            #codegen::next_member(reader, &KEYS, envelope, &mut next)?
        {
            // One `?` for all keys: each one costs the compiler more than the arm itself.
            match index {
                #(#arms)*
                _ => #other,
            }?;
        }
        #(#checks)*
        ::core::result::Result::Ok(Self { #(#members: #values),* })
    }
}

/// The local variable that holds a field while the object is read.
fn slot(field: &Field) -> TokenStream {
    let Field { slot, ty, .. } = field;
    match field.place {
        Place::Rest => quote!(let mut #slot: #ty = <#ty>::new();),
        Place::Tag => quote!(let #slot: #ty = <#ty>::new();),
        Place::Value | Place::Constant(_) => {
            let ty = field.value_type();
            quote!(let mut #slot: ::core::option::Option<#ty> = ::core::option::Option::None;)
        }
    }
}

/// Reads the value of a field that has a key into its slot.
fn read(codegen: &TokenStream, field: &Field) -> TokenStream {
    let Field { slot, key, .. } = field;
    let read = match &field.place {
        Place::Constant(constant) => {
            let literal = literal(codegen, constant);
            quote!(#codegen::constant_field(reader, #key, #literal, &mut #slot))
        }
        Place::Value | Place::Rest | Place::Tag => {
            let read = quote!(#codegen::field(reader, #key, &mut #slot));
            types::located(read, &field.ty)
        }
    };
    masked(codegen, field, read)
}

/// What becomes of the slot once the object is read: required, defaulted, checked.
fn finish(codegen: &TokenStream, field: &Field) -> TokenStream {
    let Field { slot, key, .. } = field;
    let value = match (&field.place, &field.presence) {
        (Place::Rest | Place::Tag, _) | (_, Presence::Optional) => TokenStream::new(),
        (_, Presence::Required) => quote! {
            let ::core::option::Option::Some(#slot) = #slot else {
                return #codegen::missing(#key);
            };
        },
        (_, Presence::Default(expr)) => {
            let (ty, value) = (&field.ty, default_value(expr));
            quote! {
                let #slot: #ty = match #slot {
                    ::core::option::Option::Some(value) => value,
                    ::core::option::Option::None => #value,
                };
            }
        }
    };
    let check = check(codegen, field);
    quote!(#value #check)
}

/// The check of a field's constraints.
pub(super) fn check(codegen: &TokenStream, field: &Field) -> TokenStream {
    let Field { slot, key, .. } = field;
    if field.constraints.is_empty() {
        return TokenStream::new();
    }
    let (pattern, constraints) = field.constraints.tokens(codegen);
    let check = quote!(#codegen::check(&#slot, #key, &#constraints));
    let check = types::located(check, &field.ty);
    let check = masked(codegen, field, check);
    if pattern.is_empty() { quote!(#check?;) } else { quote!({ #pattern #check?; }) }
}

/// Takes what a sensitive field holds out of its faults.
pub(super) fn masked(codegen: &TokenStream, field: &Field, result: TokenStream) -> TokenStream {
    let key = &field.key;
    if field.sensitive { quote!(#codegen::mask(#result, #key)) } else { result }
}

/// The default as an expression of the field's type: text in quotes becomes what the field holds.
pub(super) fn default_value(expr: &Expr) -> TokenStream {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
            quote!(::core::convert::From::from(#text))
        }
        _ => quote!(#expr),
    }
}

/// Writes all members. Once one was written that is always there, the others need not look whether
/// they are the first.
fn encode_members(codegen: &TokenStream, fields: &[Field]) -> TokenStream {
    let always = |field: &Field| field.has_key() && matches!(field.presence, Presence::Required);
    let first = fields.iter().position(always).unwrap_or(fields.len());
    let members = fields.iter().enumerate().map(|(index, field)| {
        let key = format!(",{}:", json_text(&field.key));
        let key = if index > first { quote!(out.raw(#key)) } else { quote!(out.raw_key(#key)) };
        encode_member(codegen, field, &key)
    });
    quote!(#(#members)*)
}

/// Writes one member, if it is there; `key` writes its key.
fn encode_member(codegen: &TokenStream, field: &Field, key: &TokenStream) -> TokenStream {
    let member = &field.member;
    let encode = types::located(quote!(#codegen::Encode::encode), &field.ty);
    match (&field.place, &field.presence) {
        (Place::Tag, _) => TokenStream::new(),
        (Place::Rest, _) => {
            quote!(#codegen::Payload::encode_members(&self.#member, out);)
        }
        (Place::Constant(constant), presence) => {
            let literal = literal(codegen, constant);
            let write = |value| {
                quote! {
                    #key;
                    #codegen::Constant::write(#value, #literal, out);
                }
            };
            match presence {
                Presence::Optional => {
                    let write = write(quote!(value));
                    quote!(if let ::core::option::Option::Some(value) = &self.#member { #write })
                }
                Presence::Required | Presence::Default(_) => write(quote!(&self.#member)),
            }
        }
        (Place::Value, Presence::Required) => quote! {
            #key;
            #encode(&self.#member, out);
        },
        (Place::Value, Presence::Optional) => quote! {
            if let ::core::option::Option::Some(value) = &self.#member {
                #key;
                #encode(value, out);
            }
        },
        (Place::Value, Presence::Default(expr)) => {
            let differs = differs(field, expr);
            quote! {
                if #differs {
                    #key;
                    #encode(&self.#member, out);
                }
            }
        }
    }
}

/// Whether the field holds another value than its default.
fn differs(field: &Field, expr: &Expr) -> TokenStream {
    let (member, ty) = (&field.member, &field.ty);
    match expr {
        // Text compares without making a `String`.
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if types::is_named(ty, "String") => {
            quote!(self.#member != #text)
        }
        Expr::Lit(ExprLit { lit: Lit::Bool(value), .. }) if value.value => quote!(!self.#member),
        Expr::Lit(ExprLit { lit: Lit::Bool(_), .. }) => quote!(self.#member),
        _ => {
            let value = default_value(expr);
            quote!({
                let default: #ty = #value;
                self.#member != default
            })
        }
    }
}
