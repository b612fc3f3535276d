//! Named bits of an integer.

use super::{Bodies, all_by_value, nothing_known};
use crate::{attributes::Attributes, errors::Errors, types};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Fields, Type, parse_quote, spanned::Spanned as _};

/// What the integer may be.
const WIDTHS: &[&str] = &["u8", "u16", "u32", "u64"];

/// The impls of `struct Name(pub u32)`.
pub(super) fn expand(
    codegen: &TokenStream,
    input: &DeriveInput,
    fields: &Fields,
    attributes: &Attributes,
    errors: &mut Errors,
) -> Bodies {
    let name = &input.ident;
    let vis = &input.vis;
    let ty: Type = match fields {
        Fields::Unnamed(unnamed) if unnamed.unnamed.len() == 1 => {
            for field in &unnamed.unnamed {
                nothing_known(&field.attrs, errors);
            }
            unnamed.unnamed.first().map_or_else(|| parse_quote!(u32), |field| field.ty.clone())
        }
        _ => parse_quote!(_),
    };
    if !WIDTHS.iter().any(|width| types::is_named(&ty, width)) {
        let span = if fields.is_empty() { name.span() } else { fields.span() };
        errors.span(
            span,
            format!("`flags` is for one unsigned integer: `struct {name}(pub u32);`, u8 to u64"),
        );
    }
    let (decode, encode) = if attributes.has("text") {
        (
            quote! {
                <#codegen::Quoted<#ty> as #codegen::Decode>::decode(reader).map(|bits| Self(bits.0))
            },
            quote!(#codegen::Encode::encode(&#codegen::Quoted(self.0), out);),
        )
    } else {
        (
            quote!(<#ty as #codegen::Decode>::decode(reader).map(Self)),
            quote!(#codegen::Encode::encode(&self.0, out);),
        )
    };
    let extra = quote! {
        #[automatically_derived]
        impl #name {
            /// Whether all bits of the other are set here too.
            #[must_use]
            #vis const fn contains(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }
            /// Sets all bits of the other.
            #vis const fn insert(&mut self, other: Self) {
                self.0 |= other.0;
            }
            /// Clears all bits of the other.
            #vis const fn remove(&mut self, other: Self) {
                self.0 &= !other.0;
            }
            /// Whether no bit is set.
            #[must_use]
            #vis const fn is_empty(self) -> bool {
                self.0 == 0
            }
        }
        #[automatically_derived]
        impl ::core::ops::BitOr for #name {
            type Output = Self;
            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }
        #[automatically_derived]
        impl ::core::ops::BitAnd for #name {
            type Output = Self;
            fn bitand(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }
        }
        #[automatically_derived]
        impl ::core::ops::Not for #name {
            type Output = Self;
            fn not(self) -> Self {
                Self(!self.0)
            }
        }
    };
    Bodies {
        decode,
        encode,
        payload: all_by_value(codegen),
        extra,
        #[cfg(feature = "schemars")]
        schema: super::schema::of_flags(codegen, &ty, attributes.has("text")),
        #[cfg(feature = "arbitrary")]
        arbitrary: quote!(#codegen::Arbitrary::arbitrary(u).map(Self)).into(),
    }
}
