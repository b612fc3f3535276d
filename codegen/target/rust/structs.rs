//! Structs: derives, attributes, and a `Debug` that masks what is sensitive.

use super::{
    fields::{Body, Part},
    scope::Scope,
    traits::Traits,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A struct with named fields, documentation and attributes before it.
///
/// `derives` come after the standard ones. `Default` is derived where nothing is a sensible value of
/// every field, so that `..Default::default()` never invents anything.
pub(super) fn structure(
    scope: &Scope<'_>,
    docs: &TokenStream,
    derives: &[TokenStream],
    attributes: &TokenStream,
    name: &Ident,
    body: &Body,
    traits: Traits,
) -> TokenStream {
    let Body { payload, parts } = body;
    let masked = parts.iter().any(|part| part.sensitive);
    let debug = (!masked).then(|| quote!(Debug,));
    let default = parts.iter().all(|part| part.may_be_empty).then(|| quote!(Default,));
    let traits = traits.derives();
    let required = parts.iter().filter(|part| !part.may_be_empty && !part.has_default).count();
    let new = default.is_none() && has_new(required, parts.len() - required);
    let payload = payload.iter().cloned().chain(new.then(|| quote!(new))).collect::<Vec<_>>();
    let container = (!payload.is_empty()).then(|| quote!(#[payload(#(#payload),*)]));
    let fields = parts.iter().map(|part| {
        let Part { name, ty, docs, payload, sensitive: _, may_be_empty: _, has_default: _ } = part;
        let payload = (!payload.is_empty()).then(|| quote!(#[payload(#(#payload),*)]));
        quote!(#docs #payload pub #name: #ty,)
    });
    let masking = masked.then(|| masking(scope, name, parts));
    quote! {
        #docs
        #[derive(#debug Clone, #(#traits,)* #default #(#derives),*)]
        #container
        #attributes
        pub struct #name { #(#fields)* }
        #masking
    }
}

/// Whether a struct has a constructor: where some fields are required and others are not. Where all
/// are, a literal says it with names; so it does where there are many.
pub(super) fn has_new(required: usize, free: usize) -> bool {
    free > 0 && required < 8
}

/// A struct around one value.
pub(super) fn newtype(
    docs: &TokenStream,
    derives: &[TokenStream],
    attributes: &TokenStream,
    name: &Ident,
    payload: &[TokenStream],
    ty: &TokenStream,
    is_text: bool,
) -> TokenStream {
    let text = is_text.then(|| quote!(, text));
    let payload = (!payload.is_empty()).then(|| quote!(#[payload(#(#payload),*)]));
    quote! {
        #docs
        #[derive(Debug, Clone, #(#derives),*)]
        #[payload(transparent #text)]
        #attributes
        pub struct #name(#payload pub #ty);
    }
}

/// A `Debug` that shows of sensitive fields only that they are there.
pub(super) fn masking(scope: &Scope<'_>, name: &Ident, parts: &[Part]) -> TokenStream {
    let fmt = scope.import(&["std"], "fmt");
    let text = name.to_string();
    let fields = parts.iter().map(|part| {
        let field = &part.name;
        let text = field.to_string();
        match part.sensitive {
            true => quote!(.field(#text, &format_args!("***"))),
            false => quote!(.field(#text, &self.#field)),
        }
    });
    quote! {
        impl #fmt::Debug for #name {
            fn fmt(&self, out: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                out.debug_struct(#text) #(#fields)* .finish()
            }
        }
    }
}
