//! `new`: what is required as arguments, in the order of the fields; all else absent, empty, or its
//! default. Where nothing is required, `Default`.

use crate::types;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{DeriveInput, Type};

/// How a field is filled in.
pub(crate) enum Filled {
    /// By the caller.
    Given,
    /// By this expression.
    With(TokenStream),
}

/// The constructor of a struct with these named fields.
pub(crate) fn expand<'f, M: ToTokens + 'f>(
    input: &DeriveInput,
    fields: impl Iterator<Item = (&'f M, &'f Type, Filled)>,
) -> TokenStream {
    let name = &input.ident;
    let (mut arguments, mut values) = (Vec::new(), Vec::new());
    for (member, ty, filled) in fields {
        match filled {
            // Text is mostly at hand as `&str`.
            Filled::Given if types::is_named(ty, "String") => {
                arguments.push(quote!(#member: impl ::core::convert::Into<::std::string::String>));
                values.push(quote!(#member: #member.into()));
            }
            Filled::Given => {
                arguments.push(quote!(#member: #ty));
                values.push(quote!(#member));
            }
            Filled::With(value) => values.push(quote!(#member: #value)),
        }
    }
    if arguments.is_empty() {
        return quote! {
            #[automatically_derived]
            impl ::core::default::Default for #name {
                fn default() -> Self {
                    Self { #(#values),* }
                }
            }
        };
    }
    let vis = &input.vis;
    quote! {
        #[automatically_derived]
        impl #name {
            /// With what is required; all else is absent, empty, or its default.
            #vis fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    }
}

/// Nothing, for a field that is an `Option`.
pub(crate) fn unless_given(ty: &Type) -> Filled {
    match types::option(ty) {
        Some(_) => Filled::With(quote!(::core::option::Option::None)),
        None => Filled::Given,
    }
}
