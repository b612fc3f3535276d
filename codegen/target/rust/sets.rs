//! Sets of strings, sets of integers, and named bits.

use super::{
    doc, expr,
    names::{free_name, ident, variants as variant_names},
};
use crate::{
    model::{Enum, EnumValue, Flags, IntEnum},
    names::rust::const_name,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Names for the variant that holds what is not listed.
pub(super) const OTHER: &[&str] = &["Other", "AnyOther"];

/// The variants of a set.
pub(super) fn variants<T>(values: &[EnumValue<T>]) -> Vec<Ident> {
    variant_names(values.iter().map(|value| value.name.as_str()), &[], "Value")
}

/// The variant for all else: the first name that no listed one has.
pub(super) fn other(variants: &[Ident], candidates: &[&str]) -> Ident {
    let used = variants.iter().map(Ident::to_string).collect::<Vec<_>>();
    free_name(&used, candidates)
}

/// A set of strings.
pub(super) fn strings(docs: &TokenStream, name: &Ident, set: &Enum) -> TokenStream {
    let Enum { values, open } = set;
    let names = variants(values);
    let other = open.then(|| {
        let other = other(&names, OTHER);
        quote!(#[doc = " Any other text."] #[payload(other)] #other(String),)
    });
    let copy = (!open).then(|| quote!(Copy,));
    let known = values.iter().zip(&names).map(|(value, name)| {
        let text = &value.value;
        let docs = value_docs(value, "");
        quote!(#docs #[payload(name = #text)] #name,)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, #copy PartialEq, Eq, PartialOrd, Ord, Hash, antiphon::Payload)]
        #[payload(strings)]
        pub enum #name { #(#known)* #other }
    }
}

/// A set of integers.
pub(super) fn integers(docs: &TokenStream, name: &Ident, set: &IntEnum) -> TokenStream {
    let IntEnum { values, open } = set;
    let names = variants(values);
    let other = open.then(|| {
        let other = other(&names, OTHER);
        quote!(#[doc = " Any other integer."] #[payload(other)] #other(i64),)
    });
    let known = values.iter().zip(&names).map(|(value, name)| {
        let number = expr::integer(i128::from(value.value));
        let docs = value_docs(value, "");
        quote!(#docs #[payload(value = #number)] #name,)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, antiphon::Payload)]
        #[payload(integers)]
        pub enum #name { #(#known)* #other }
    }
}

/// Named bits.
pub(super) fn flags(docs: &TokenStream, name: &Ident, flags: &Flags) -> TokenStream {
    let Flags { repr, text, bits } = flags;
    let repr = ident(repr.name());
    let text = text.then(|| quote!(, text));
    let constants = bits.iter().map(|bit| {
        let constant = ident(&const_name(&bit.name));
        let shift = expr::integer(i128::from(bit.value));
        let docs = value_docs(bit, &format!("Bit {}, `{}`.", bit.value, bit.name));
        quote!(#docs pub const #constant: Self = Self(1 << #shift);)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, antiphon::Payload)]
        #[payload(flags #text)]
        pub struct #name(pub #repr);

        impl #name { #(#constants)* }
    }
}

fn value_docs<T>(value: &EnumValue<T>, fallback: &str) -> TokenStream {
    doc::item(&value.doc, fallback, &[], &[])
}
