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

/// The impls of a set: those of a payload, `Display`, `FromStr`, `ALL`, and the way to its plain value
/// and back.
pub(crate) fn expand_set(codegen: &TokenStream, input: &DeriveInput, set: &Set) -> Bodies {
    let (decode, encode, extra) = match set.value {
        Value::Text => text(codegen, input, set),
        Value::Integer => integer(codegen, input, set),
    };
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

type DecodeEncodeExtra = (TokenStream, TokenStream, TokenStream);

fn text(codegen: &TokenStream, input: &DeriveInput, set: &Set) -> DecodeEncodeExtra {
    let (name, vis) = (&input.ident, &input.vis);
    let idents: Vec<&Ident> = set.values.iter().map(|(ident, ..)| ident).collect();
    let values: Vec<TokenStream> = set.values.iter().map(|(_, value, _)| plain(value)).collect();
    let otherwise = match &set.other {
        Some(other) => quote! {
            _ => ::core::result::Result::Ok(Self::#other(::std::string::String::from(text))),
        },
        None => quote! {
            _ => ::core::result::Result::Err(#codegen::unknown_text(&[#(#values),*])),
        },
    };
    // Text of a closed set lives as long as the program.
    let (life, constant) = match &set.other {
        Some(_) => (quote!(), quote!()),
        None => (quote!('static), quote!(const)),
    };
    let other = set.other.as_ref().map(|other| quote!(Self::#other(value) => value,));
    let extra = quote! {
        #[automatically_derived]
        #[allow(dead_code, reason = "a program need not use all of a set")]
        impl #name {
            /// All values that have a name, in their order.
            #vis const ALL: &'static [Self] = &[#(Self::#idents),*];
            /// The text on the wire.
            #vis #constant fn as_str(&self) -> &#life str {
                match self {
                    #(Self::#idents => #values,)*
                    #other
                }
            }
        }
        #[automatically_derived]
        impl ::core::convert::AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
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
                out.write_str(self.as_str())
            }
        }
    };
    let decode = quote! {
        let text = reader.string()?;
        <Self as #codegen::FromStr>::from_str(&text)
    };
    // Names are written as they stand in JSON, with nothing left to escape.
    let texts = set.values.iter().map(|(_, value, _)| value.json());
    let other =
        set.other.as_ref().map(|other| quote!(Self::#other(value) => return out.string(value),));
    let encode = quote! {
        out.raw(match self {
            #(Self::#idents => #texts,)*
            #other
        });
    };
    (decode, encode, extra)
}

fn integer(codegen: &TokenStream, input: &DeriveInput, set: &Set) -> DecodeEncodeExtra {
    let (name, vis) = (&input.ident, &input.vis);
    let idents: Vec<&Ident> = set.values.iter().map(|(ident, ..)| ident).collect();
    let values: Vec<TokenStream> = set.values.iter().map(|(_, value, _)| plain(value)).collect();
    let other = set.other.as_ref().map(|other| quote!(Self::#other(value) => *value,));
    let (from, decode) = match &set.other {
        Some(other) => (
            quote! {
                #[automatically_derived]
                impl ::core::convert::From<i64> for #name {
                    fn from(value: i64) -> Self {
                        match value {
                            #(#values => Self::#idents,)*
                            value => Self::#other(value),
                        }
                    }
                }
            },
            quote!(<i64 as #codegen::Decode>::decode(reader).map(Self::from)),
        ),
        None => (
            quote! {
                #[automatically_derived]
                impl ::core::convert::TryFrom<i64> for #name {
                    type Error = #codegen::Fault;
                    fn try_from(value: i64) -> ::core::result::Result<Self, #codegen::Fault> {
                        match value {
                            #(#values => ::core::result::Result::Ok(Self::#idents),)*
                            _ => ::core::result::Result::Err(
                                #codegen::unknown_integer(&[#(#values),*]),
                            ),
                        }
                    }
                }
            },
            quote! {
                let value = <i64 as #codegen::Decode>::decode(reader)?;
                <Self as ::core::convert::TryFrom<i64>>::try_from(value)
            },
        ),
    };
    let extra = quote! {
        #[automatically_derived]
        #[allow(dead_code, reason = "a program need not use all of a set")]
        impl #name {
            /// All values that have a name, in their order.
            #vis const ALL: &'static [Self] = &[#(Self::#idents),*];
            /// The integer on the wire.
            #vis const fn number(&self) -> i64 {
                match self {
                    #(Self::#idents => #values,)*
                    #other
                }
            }
        }
        #from
        #[automatically_derived]
        impl ::core::convert::From<#name> for i64 {
            fn from(value: #name) -> Self {
                value.number()
            }
        }
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
                #codegen::fmt::Display::fmt(&self.number(), out)
            }
        }
    };
    (decode, quote!(#codegen::Encode::encode(&self.number(), out);), extra)
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
