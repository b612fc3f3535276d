//! Unions by JSON kind.

use super::{
    Other, Variant,
    variants::{KINDS, SEPARATOR},
};
use crate::{attributes::Constant, payload::literal};
use proc_macro2::TokenStream;
use quote::quote;

/// The bodies of `decode` and `encode`.
pub(super) fn expand(
    codegen: &TokenStream,
    variants: &[Variant],
    other: Option<&Other>,
) -> (TokenStream, TokenStream) {
    let constants: Vec<&Variant> = variants.iter().filter(|variant| variant.ty.is_none()).collect();
    let kinds: Vec<&Variant> = variants.iter().filter(|variant| variant.ty.is_some()).collect();
    let tries = constants.iter().map(|Variant { ident, tag, .. }| {
        let literal = literal(codegen, tag);
        quote! {
            if #codegen::take_constant(reader, #literal)? {
                return ::core::result::Result::Ok(Self::#ident);
            }
        }
    });
    let whole = kinds.iter().any(|variant| is(variant, "integer"));
    let arms = kinds.iter().map(|variant| {
        let ident = &variant.ident;
        let kind = variant.key();
        // A number without fraction is a number too, unless another variant is for integers.
        let mut names: Vec<&str> = kind.split(SEPARATOR).collect();
        if names.contains(&"number") && !whole {
            names.insert(0, "integer");
        }
        let pattern = quote!(#(#names)|*);
        quote!(#pattern => #codegen::Decode::decode(reader).map(Self::#ident),)
    });
    let otherwise = match other {
        Some(Other { ident }) => quote!(#codegen::Decode::decode(reader).map(Self::#ident)),
        None => {
            let expected = expected(&constants, &kinds);
            quote!(::core::result::Result::Err(#codegen::no_variant(reader, #expected)))
        }
    };
    let decode = if kinds.is_empty() {
        quote!(#(#tries)* #otherwise)
    } else {
        quote! {
            #(#tries)*
            match #codegen::value_kind(reader)? {
                #(#arms)*
                _ => #otherwise,
            }
        }
    };
    let write_constants = constants.iter().map(|Variant { ident, tag, .. }| {
        let literal = literal(codegen, tag);
        quote!(Self::#ident => #codegen::write_constant(#literal, out),)
    });
    let idents = kinds.iter().map(|variant| &variant.ident).chain(other.map(|other| &other.ident));
    let encode = quote! {
        match self {
            #(#write_constants)*
            #(Self::#idents(value) => #codegen::Encode::encode(value, out),)*
        }
    };
    (decode, encode)
}

fn is(variant: &Variant, kind: &str) -> bool {
    matches!(&variant.tag, Constant::Text(text) if text.split(SEPARATOR).any(|each| each == kind))
}

/// What the union takes, in words: `"auto", a string or an object`.
fn expected(constants: &[&Variant], kinds: &[&Variant]) -> String {
    let constants = constants.iter().map(|variant| variant.tag.json());
    let named = KINDS.iter().filter(|kind| kinds.iter().any(|variant| is(variant, kind)));
    let kinds = named.map(|kind| match *kind {
        "null" => "null".to_owned(),
        "integer" | "array" | "object" => format!("an {kind}"),
        _ => format!("a {kind}"),
    });
    let mut words: Vec<String> = constants.chain(kinds).collect();
    match (words.pop(), words.is_empty()) {
        (Some(last), true) => last,
        (Some(last), false) => format!("{} or {last}", words.join(", ")),
        (None, _) => String::new(),
    }
}
