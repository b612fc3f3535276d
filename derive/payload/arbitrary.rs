//! `arbitrary::Arbitrary`: values that satisfy ranges, lengths and sets.

use super::{
    fields::{Field, Place, Presence},
    sets::{Set, Value},
    unions::Variant,
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

/// How random values of an item are made.
#[derive(Default)]
pub(crate) struct Making {
    /// The body of `Arbitrary::arbitrary`.
    body: TokenStream,
    /// Whether further constraints may apply to the whole value.
    constrained: bool,
}

impl From<TokenStream> for Making {
    fn from(body: TokenStream) -> Self {
        Self { body, constrained: false }
    }
}

/// The impls around a body.
pub(super) fn wrap(codegen: &TokenStream, input: &DeriveInput, making: &Making) -> TokenStream {
    let (ident, body) = (&input.ident, &making.body);
    let sample = if making.constrained {
        quote!(#codegen::sample::tried(u, constraints, |u| #codegen::Arbitrary::arbitrary(u)))
    } else {
        quote! {
            let _ = constraints;
            #codegen::Arbitrary::arbitrary(u)
        }
    };
    quote! {
        #[automatically_derived]
        impl<'a> #codegen::Arbitrary<'a> for #ident {
            fn arbitrary(
                u: &mut #codegen::Unstructured<'a>,
            ) -> #codegen::arbitrary::Result<Self> {
                let _ = &u;
                #body
            }
        }
        #[automatically_derived]
        impl #codegen::sample::Sample for #ident {
            fn sample(
                u: &mut #codegen::Unstructured<'_>,
                constraints: &#codegen::Constraints,
            ) -> #codegen::arbitrary::Result<Self> {
                #sample
            }
        }
    }
}

/// A newtype that is its field's value.
pub(super) fn of_value(codegen: &TokenStream, fields: &[Field], field: &Field) -> Making {
    Making { body: of_fields(codegen, fields), constrained: !field.constraints.is_empty() }
}

/// A struct.
pub(super) fn of_fields(codegen: &TokenStream, fields: &[Field]) -> TokenStream {
    let members = fields.iter().map(|field| {
        let (member, value) = (&field.member, value(codegen, field));
        quote!(#member: #value)
    });
    let rest = fields.iter().find(|field| field.place == Place::Rest).map(|field| {
        let (member, keys) = (&field.member, fields.iter().filter(|field| field.has_key()));
        let keys = keys.map(|field| &field.key);
        // A known key among the rest would be read as its field.
        quote!(#codegen::sample::without_keys(&mut value.#member, &[#(#keys),*]);)
    });
    match rest {
        Some(rest) => quote! {
            let mut value = Self { #(#members),* };
            #rest
            ::core::result::Result::Ok(value)
        },
        None => quote!(::core::result::Result::Ok(Self { #(#members),* })),
    }
}

/// An array by position: once an optional item is missing, so are all that follow.
pub(super) fn of_tuple(codegen: &TokenStream, fields: &[Field]) -> TokenStream {
    let tail: Vec<&Field> = fields
        .iter()
        .filter(|field| matches!(field.presence, Presence::Optional) || field.place == Place::Rest)
        .collect();
    let reads = fields.iter().map(|field| {
        let (slot, ty, value) = (&field.slot, &field.ty, value(codegen, field));
        quote!(let mut #slot: #ty = #value;)
    });
    let mut clears = Vec::new();
    for pair in tail.windows(2) {
        if let [before, after] = pair {
            let (before, after) = (&before.slot, &after.slot);
            clears.push(quote! {
                if #before.is_none() {
                    #after = ::core::default::Default::default();
                }
            });
        }
    }
    let members = fields.iter().map(|field| &field.member);
    let slots = fields.iter().map(|field| &field.slot);
    quote! {
        #(#[allow(unused_mut, reason = "only a tail is cleared")] #reads)*
        #(#clears)*
        ::core::result::Result::Ok(Self { #(#members: #slots),* })
    }
}

/// The value of one field.
fn value(codegen: &TokenStream, field: &Field) -> TokenStream {
    match field.place {
        Place::Tag => quote!(#codegen::sample::text(u)?),
        Place::Constant(_) | Place::Value | Place::Rest => {
            let (pattern, constraints) = field.constraints.tokens(codegen);
            quote!({
                #pattern
                #codegen::sample::Sample::sample(u, &#constraints)?
            })
        }
    }
}

/// A set of values.
pub(super) fn of_set(codegen: &TokenStream, set: &Set) -> TokenStream {
    let count = set.values.len();
    let arms =
        set.values.iter().enumerate().map(
            |(index, (ident, ..))| quote!(#index => ::core::result::Result::Ok(Self::#ident),),
        );
    // Any other value is made by reading it, so that a known one never hides in `Other`.
    let (choices, other) = match (&set.other, set.value) {
        (None, _) => {
            (count, quote!(::core::result::Result::Err(#codegen::arbitrary::Error::EmptyChoose)))
        }
        (Some(_), Value::Text) => (
            count + 1,
            quote! {
                <Self as #codegen::FromStr>::from_str(&#codegen::sample::text(u)?)
                    .map_err(|_| #codegen::arbitrary::Error::IncorrectFormat)
            },
        ),
        (Some(_), Value::Integer) => (
            count + 1,
            quote! {
                <Self as #codegen::FromStr>::from_str(&#codegen::sample::integer(u)?)
                    .map_err(|_| #codegen::arbitrary::Error::IncorrectFormat)
            },
        ),
    };
    quote! {
        match u.choose_index(#choices)? {
            #(#arms)*
            _ => #other,
        }
    }
}

/// A union: one of the named variants. What the union does not name is never made.
pub(super) fn of_union(codegen: &TokenStream, variants: &[Variant]) -> TokenStream {
    let count = variants.len();
    let arms = variants.iter().enumerate().map(|(index, variant)| {
        let ident = &variant.ident;
        match &variant.ty {
            Some(_) => quote! {
                #index => #codegen::sample::Sample::sample(u, &#codegen::Constraints::NONE)
                    .map(Self::#ident),
            },
            None => quote!(#index => ::core::result::Result::Ok(Self::#ident),),
        }
    });
    quote! {
        // Without data every choice is the first, which may hold the union itself.
        if u.is_empty() {
            return ::core::result::Result::Err(#codegen::arbitrary::Error::NotEnoughData);
        }
        match u.choose_index(#count)? {
            #(#arms)*
            _ => ::core::result::Result::Err(#codegen::arbitrary::Error::EmptyChoose),
        }
    }
}
