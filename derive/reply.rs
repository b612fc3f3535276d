//! `#[derive(Reply)]`: everything that may answer a request, as an enum of outcomes.

use crate::{
    attributes::{Attributes, Form, Known},
    errors::Errors,
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, Ident, Type};

/// What the enum may say.
const KEYS: &[Known] = &[("crate", Form::Path)];

/// What a variant may say.
const VARIANT: &[Known] = &[("error", Form::Flag), ("stream", Form::Flag)];

/// One outcome.
struct Outcome<'i> {
    ident: &'i Ident,
    ty: &'i Type,
    error: bool,
    stream: bool,
}

/// Expands the derive.
pub(crate) fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let attributes = Attributes::read(&input.attrs, "reply", KEYS, &mut errors);
    let codegen = crate::payload::codegen(&attributes);
    let Data::Enum(data) = &input.data else {
        errors.at(&input.ident, "a reply is an enum: one variant for each event that may answer");
        return errors.finish(TokenStream::new());
    };
    let mut outcomes = Vec::new();
    for variant in &data.variants {
        let attributes = Attributes::read(&variant.attrs, "reply", VARIANT, &mut errors);
        let (error, stream) = (attributes.has("error"), attributes.has("stream"));
        if let (true, Some(span)) = (error, attributes.span("stream")) {
            errors.span(span, "a failure ends the request; remove `stream` or `error`");
        }
        match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                let ty = fields.unnamed.first().map(|field| &field.ty);
                let ident = &variant.ident;
                outcomes.extend(ty.map(|ty| Outcome { ident, ty, error, stream }));
            }
            _ => errors.at(
                variant,
                format!("a variant holds its event: `{}(TypeOfTheEvent)`", variant.ident),
            ),
        }
    }
    errors.finish(impls(&codegen, input, &outcomes))
}

fn impls(codegen: &TokenStream, input: &DeriveInput, outcomes: &[Outcome<'_>]) -> TokenStream {
    let (name, vis) = (&input.ident, &input.vis);
    let is_error = any(outcomes, |outcome| outcome.error);
    let is_stream = any(outcomes, |outcome| outcome.stream);
    let into_result = match outcomes {
        [one, other] if one.error != other.error && !one.stream && !other.stream => {
            let (ok, error) = if one.error { (other, one) } else { (one, other) };
            let (ok_variant, ok, error_variant, error) = (ok.ident, ok.ty, error.ident, error.ty);
            Some(quote! {
                /// Success or failure.
                ///
                /// # Errors
                /// The failure that was reported.
                #vis fn into_result(self) -> ::core::result::Result<#ok, #error> {
                    match self {
                        Self::#ok_variant(ok) => ::core::result::Result::Ok(ok),
                        Self::#error_variant(error) => ::core::result::Result::Err(error),
                    }
                }
            })
        }
        _ => None,
    };
    quote! {
        #[automatically_derived]
        #[allow(dead_code, reason = "a program need not ask everything")]
        impl #name {
            /// Whether the request failed.
            #vis const fn is_error(&self) -> bool {
                #is_error
            }
            /// Whether nothing more will come.
            #vis const fn is_last(&self) -> bool {
                !#is_stream
            }
            #into_result
        }
        #[automatically_derived]
        impl #codegen::Reply for #name {
            fn is_error(&self) -> bool {
                self.is_error()
            }
            fn is_last(&self) -> bool {
                self.is_last()
            }
        }
    }
}

/// Whether it is one of these outcomes.
fn any(outcomes: &[Outcome<'_>], wanted: fn(&Outcome<'_>) -> bool) -> TokenStream {
    let mut some = outcomes.iter().filter(|outcome| wanted(outcome)).peekable();
    if some.peek().is_none() {
        return quote!(false);
    }
    let idents = some.map(|outcome| outcome.ident);
    quote!(matches!(self, #(Self::#idents(_))|*))
}
