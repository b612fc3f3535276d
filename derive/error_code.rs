//! `#[derive(ErrorCode)]`: a set of codes, each with its class, its rule for trying again and the
//! close code that follows it.

use crate::{
    attributes::{Attributes, Constant, Form, Known},
    errors::Errors,
    payload::{Set, Value, add, assemble, expand_set, set_other},
    types,
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Expr, Fields, Ident};

/// What the enum may say.
const KEYS: &[Known] = &[("crate", Form::Path)];

/// What a variant may say.
const VARIANT: &[Known] = &[
    ("code", Form::Constant),
    ("class", Form::Text),
    ("retry", Form::Expr),
    ("close", Form::Count),
    ("other", Form::Flag),
];

/// What a code means.
struct Meaning {
    ident: Ident,
    class: Option<String>,
    retry: TokenStream,
    close: Option<u16>,
}

/// Expands the derive.
pub(crate) fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let attributes = Attributes::read(&input.attrs, "error_code", KEYS, &mut errors);
    let codegen = crate::payload::codegen(&attributes);
    let Data::Enum(data) = &input.data else {
        errors.at(&input.ident, "error codes are an enum: one variant for each code");
        return errors.finish(TokenStream::new());
    };
    let mut set = Set { values: Vec::new(), other: None, value: value(data) };
    let mut meanings = Vec::new();
    for variant in &data.variants {
        let attributes = Attributes::read(&variant.attrs, "error_code", VARIANT, &mut errors);
        if attributes.has("other") {
            for key in attributes.keys().filter(|key| *key != "other") {
                errors.span(key.span(), format!("`other` is any code; remove `{key}`"));
            }
            set_other(&mut set, variant, &mut errors);
            continue;
        }
        let Some(code) = attributes.constant("code") else {
            if attributes.span("code").is_none() {
                errors.at(&variant.ident, "say which code this is: `#[error_code(code = \"…\")]`");
            }
            continue;
        };
        if !matches!(code, Constant::Text(_) | Constant::Int(_)) {
            errors.at(&variant.ident, "a code is text or an integer");
            continue;
        }
        add(&mut set, variant, Some(code.clone()), &mut errors);
        meanings.push(meaning(&codegen, variant, &attributes, &mut errors));
    }
    let bodies = expand_set(&codegen, input, &set);
    let payload = assemble(&codegen, input, &bodies);
    let table = table(&codegen, input, &set, &meanings);
    errors.finish(quote!(#payload #table))
}

/// What the codes are: integers if the first one is, or if `other` holds an integer.
fn value(data: &syn::DataEnum) -> Value {
    let mut ignored = Errors::default();
    let first = data.variants.iter().find_map(|variant| {
        let attributes = Attributes::read(&variant.attrs, "error_code", VARIANT, &mut ignored);
        match (attributes.constant("code"), &variant.fields) {
            (Some(Constant::Int(_)), _) => Some(Value::Integer),
            (Some(_), _) => Some(Value::Text),
            (None, Fields::Unnamed(fields)) if attributes.has("other") => {
                let integer = fields.unnamed.iter().any(|field| types::is_named(&field.ty, "i64"));
                integer.then_some(Value::Integer)
            }
            (None, _) => None,
        }
    });
    first.unwrap_or(Value::Text)
}

fn meaning(
    codegen: &TokenStream,
    variant: &syn::Variant,
    attributes: &Attributes,
    errors: &mut Errors,
) -> Meaning {
    let retry = match attributes.expr("retry") {
        None => quote!(#codegen::Retry::Never),
        Some(Expr::Path(path)) if path.path.is_ident("never") => quote!(#codegen::Retry::Never),
        Some(Expr::Path(path)) if path.path.is_ident("after") => quote!(#codegen::Retry::After),
        Some(backoff) => quote!(#codegen::Retry::Backoff(#backoff)),
    };
    let close = attributes.count("close").and_then(|code| {
        let code = u16::try_from(code).ok().filter(|code| (1000..5000).contains(code));
        if let (None, Some(span)) = (code, attributes.span("close")) {
            errors.span(span, "a close code lies between 1000 and 4999");
        }
        code
    });
    Meaning {
        ident: variant.ident.clone(),
        class: attributes.text("class").map(syn::LitStr::value),
        retry,
        close,
    }
}

/// `impl ErrorCode`.
fn table(
    codegen: &TokenStream,
    input: &DeriveInput,
    set: &Set,
    meanings: &[Meaning],
) -> TokenStream {
    let name = &input.ident;
    let kind = match set.value {
        Value::Text => quote!(#codegen::Code::Text),
        Value::Integer => quote!(#codegen::Code::Int),
    };
    let codes = set.values.iter().map(|(ident, code, _)| {
        let code = crate::payload::plain(code);
        quote!(Self::#ident => #kind(#code),)
    });
    let other = set.other.as_ref().map(|other| match set.value {
        Value::Text => quote!(Self::#other(code) => #kind(code),),
        Value::Integer => quote!(Self::#other(code) => #kind(*code),),
    });
    let classes = meanings.iter().filter_map(|Meaning { ident, class, .. }| {
        let class = class.as_ref()?;
        Some(quote!(Self::#ident => ::core::option::Option::Some(#class),))
    });
    let retries =
        meanings.iter().map(|Meaning { ident, retry, .. }| quote!(Self::#ident => #retry,));
    let closes = meanings.iter().filter_map(|Meaning { ident, close, .. }| {
        let close = proc_macro2::Literal::u16_unsuffixed((*close)?);
        Some(quote!(Self::#ident => ::core::option::Option::Some(#close),))
    });
    let all = set.other.is_none();
    let rest = |count: usize, value: TokenStream| {
        (!all || count < meanings.len()).then(|| quote!(_ => #value,))
    };
    let none = quote!(::core::option::Option::None);
    let rest_class = rest(meanings.iter().filter(|row| row.class.is_some()).count(), none.clone());
    let rest_retry = rest(meanings.len(), quote!(#codegen::Retry::Never));
    let rest_close = rest(meanings.iter().filter(|row| row.close.is_some()).count(), none);
    let vis = &input.vis;
    quote! {
        #[automatically_derived]
        #[allow(dead_code, deprecated, reason = "a program need not ask everything")]
        impl #name {
            /// The code on the wire.
            #vis fn code(&self) -> #codegen::Code<'_> {
                match self {
                    #(#codes)*
                    #other
                }
            }
            /// The class it is of, if of any.
            #vis const fn class(&self) -> ::core::option::Option<&'static str> {
                match self {
                    #(#classes)*
                    #rest_class
                }
            }
            /// Whether, and when, to try again.
            #vis const fn retry(&self) -> #codegen::Retry {
                match self {
                    #(#retries)*
                    #rest_retry
                }
            }
            /// The close code that follows it, if one does.
            #vis const fn close(&self) -> ::core::option::Option<u16> {
                match self {
                    #(#closes)*
                    #rest_close
                }
            }
        }
        #[automatically_derived]
        impl #codegen::ErrorCode for #name {
            fn code(&self) -> #codegen::Code<'_> {
                self.code()
            }
            fn class(&self) -> ::core::option::Option<&'static str> {
                self.class()
            }
            fn retry(&self) -> #codegen::Retry {
                self.retry()
            }
            fn close(&self) -> ::core::option::Option<u16> {
                self.close()
            }
        }
        #[automatically_derived]
        impl #codegen::Error for #name {}
    }
}
