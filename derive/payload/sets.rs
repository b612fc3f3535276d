//! Sets of strings and of integers, also those of error codes.

use super::{Bodies, all_by_value};
use crate::{
    attributes::{Attributes, Constant, Form, Known, doc_comment},
    errors::Errors,
    types,
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, DeriveInput, Fields, Ident, ext::IdentExt as _};

/// What the values of a set are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// Text.
    Text,
    /// Integers.
    Integer,
}

/// A set as plain data.
pub(crate) struct Set {
    /// Variant, value and doc comment of each known value.
    pub(crate) values: Vec<(Ident, Constant, String)>,
    /// The variant for any other value.
    pub(crate) other: Option<Ident>,
    /// What the values are.
    pub(crate) value: Value,
}

/// The impls of a set.
pub(super) fn expand(
    codegen: &TokenStream,
    input: &DeriveInput,
    data: &DataEnum,
    value: Value,
    errors: &mut Errors,
) -> Bodies {
    let key: Known = match value {
        Value::Text => ("name", Form::Text),
        Value::Integer => ("value", Form::Constant),
    };
    let known = [key, ("other", Form::Flag)];
    let mut set = Set { values: Vec::new(), other: None, value };
    for variant in &data.variants {
        let attributes = Attributes::read(&variant.attrs, "payload", &known, errors);
        if attributes.has("other") {
            if let Some(span) = attributes.span(key.0) {
                errors
                    .span(span, format!("`other` stands for all other values; remove `{}`", key.0));
            }
            set_other(&mut set, variant, errors);
            continue;
        }
        let constant = match value {
            Value::Text => attributes.text("name").map_or_else(
                || Some(Constant::Text(variant.ident.unraw().to_string())),
                |name| Some(Constant::Text(name.value())),
            ),
            Value::Integer => attributes.constant("value").cloned(),
        };
        add(&mut set, variant, constant, errors);
    }
    expand_set(codegen, input, &set)
}

/// Adds a known value to a set.
pub(crate) fn add(
    set: &mut Set,
    variant: &syn::Variant,
    constant: Option<Constant>,
    errors: &mut Errors,
) {
    if !matches!(variant.fields, Fields::Unit) {
        errors.at(
            &variant.fields,
            "a value of a set holds nothing; only the variant marked `other` does",
        );
    }
    let constant = match (constant, set.value) {
        (Some(constant @ Constant::Text(_)), Value::Text)
        | (Some(constant @ Constant::Int(_)), Value::Integer) => constant,
        (Some(_), Value::Text) => {
            errors.at(&variant.ident, "the values of this set are text: write it in quotes");
            return;
        }
        (_, Value::Integer) => {
            errors.at(&variant.ident, "say which integer this is: `#[payload(value = 1)]`");
            return;
        }
        (None, Value::Text) => return,
    };
    if let Some((earlier, ..)) = set.values.iter().find(|(_, value, _)| *value == constant) {
        errors.at(
            &variant.ident,
            format!("`{earlier}` is {} already; give one of them another value", constant.json()),
        );
    }
    set.values.push((variant.ident.clone(), constant, doc_comment(&variant.attrs)));
}

/// Makes a variant the one for all other values.
pub(crate) fn set_other(set: &mut Set, variant: &syn::Variant, errors: &mut Errors) {
    if set.other.is_some() {
        errors.at(&variant.ident, "only one variant can be `other`; remove one");
    }
    let (expected, name) = match set.value {
        Value::Text => ("String", "Other(String)"),
        Value::Integer => ("i64", "Other(i64)"),
    };
    let fits = match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.iter().all(|field| types::is_named(&field.ty, expected))
        }
        _ => false,
    };
    if !fits {
        errors.at(variant, format!("the variant for other values holds the value: `{name}`"));
    }
    set.other = Some(variant.ident.clone());
}

/// The impls of a set, with `Display` and `FromStr`.
pub(crate) fn expand_set(codegen: &TokenStream, input: &DeriveInput, set: &Set) -> Bodies {
    let name = &input.ident;
    let idents: Vec<&Ident> = set.values.iter().map(|(ident, ..)| ident).collect();
    let values: Vec<TokenStream> = set.values.iter().map(|(_, value, _)| plain(value)).collect();
    let other_to =
        |made: TokenStream| set.other.as_ref().map(|other| quote!(Self::#other(value) => #made,));
    let extra;
    let (decode, encode);
    match set.value {
        Value::Text => {
            let otherwise = match &set.other {
                Some(other) => quote! {
                    _ => ::core::result::Result::Ok(Self::#other(
                        ::std::string::String::from(text),
                    )),
                },
                None => quote! {
                    _ => ::core::result::Result::Err(#codegen::unknown_text(&[#(#values),*])),
                },
            };
            decode = quote! {
                let text = reader.string()?;
                <Self as #codegen::FromStr>::from_str(&text)
            };
            let other = other_to(quote!(value));
            let texts = set.values.iter().map(|(_, value, _)| value.json());
            let other_text = other_to(quote!(return out.string(value)));
            encode = quote! {
                out.raw(match self {
                    #(Self::#idents => #texts,)*
                    #other_text
                });
            };
            extra = quote! {
                #[automatically_derived]
                impl #codegen::FromStr for #name {
                    type Err = #codegen::Fault;
                    fn from_str(text: &str) -> ::core::result::Result<Self, #codegen::Fault> {
                        match text {
                            #(#values => ::core::result::Result::Ok(Self::#idents),)*
                            #otherwise
                        }
                    }
                }
                #[automatically_derived]
                impl #codegen::fmt::Display for #name {
                    fn fmt(&self, out: &mut #codegen::fmt::Formatter<'_>) -> #codegen::fmt::Result {
                        out.write_str(match self {
                            #(Self::#idents => #values,)*
                            #other
                        })
                    }
                }
            };
        }
        Value::Integer => {
            let otherwise = match &set.other {
                Some(other) => quote!(value => ::core::result::Result::Ok(Self::#other(value)),),
                None => quote! {
                    _ => ::core::result::Result::Err(#codegen::unknown_integer(&[#(#values),*])),
                },
            };
            decode = quote! {
                match <i64 as #codegen::Decode>::decode(reader)? {
                    #(#values => ::core::result::Result::Ok(Self::#idents),)*
                    #otherwise
                }
            };
            let other = other_to(quote!(*value));
            let integer = quote! {
                match self {
                    #(Self::#idents => #values,)*
                    #other
                }
            };
            encode = quote! {
                let value: i64 = #integer;
                #codegen::Encode::encode(&value, out);
            };
            extra = quote! {
                #[automatically_derived]
                impl #codegen::FromStr for #name {
                    type Err = #codegen::Fault;
                    fn from_str(text: &str) -> ::core::result::Result<Self, #codegen::Fault> {
                        #codegen::from_text(text)
                    }
                }
                #[automatically_derived]
                impl #codegen::fmt::Display for #name {
                    fn fmt(&self, out: &mut #codegen::fmt::Formatter<'_>) -> #codegen::fmt::Result {
                        let value: i64 = #integer;
                        #codegen::fmt::Display::fmt(&value, out)
                    }
                }
            };
        }
    }
    Bodies {
        decode,
        encode,
        payload: all_by_value(codegen),
        extra,
        #[cfg(feature = "schemars")]
        schema: super::schema::of_set(codegen, set),
        #[cfg(feature = "arbitrary")]
        arbitrary: super::arbitrary::of_set(codegen, set).into(),
    }
}

/// The value as a Rust literal.
pub(crate) fn plain(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Text(text) => quote!(#text),
        Constant::Int(value) => {
            let value = proc_macro2::Literal::i64_unsuffixed(*value);
            quote!(#value)
        }
        Constant::Bool(value) => quote!(#value),
        Constant::Null => quote!(()),
    }
}
