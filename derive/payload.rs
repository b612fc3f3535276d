//! `#[derive(Payload)]`: which shape an item has on the wire, and the impls that all shapes share.

mod binary;
pub(crate) mod constraints;
mod fields;
mod flags;
mod sets;
mod structs;
mod tuples;
mod unions;

#[cfg(feature = "arbitrary")]
mod arbitrary;
#[cfg(feature = "schemars")]
mod schema;

use crate::{
    attributes::{Attributes, Form, Known},
    errors::Errors,
};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Data, DeriveInput};

pub(crate) use sets::{Set, Value, add, expand_set, plain, set_other};

/// What an item may say.
const KEYS: &[Known] = &[
    ("unknown", Form::Text),
    ("new", Form::Flag),
    ("tuple", Form::Flag),
    ("transparent", Form::Flag),
    ("strings", Form::Flag),
    ("integers", Form::Flag),
    ("flags", Form::Flag),
    ("text", Form::Flag),
    ("tag", Form::Text),
    ("content", Form::Text),
    ("by", Form::Text),
    ("binary", Form::List),
    ("crate", Form::Path),
];

/// Keys that say which shape an item has, and whether that item is an enum.
const SHAPES: &[(&str, bool)] = &[
    ("tuple", false),
    ("transparent", false),
    ("flags", false),
    ("binary", false),
    ("strings", true),
    ("integers", true),
    ("tag", true),
    ("by", true),
];

/// Keys that mean something only beside another: key, its companions.
const COMPANIONS: &[(&str, &[&str])] =
    &[("text", &["flags", "transparent"]), ("content", &["tag"])];

/// The bodies of the impls of one item.
pub(crate) struct Bodies {
    /// Of `Decode::decode`.
    pub(crate) decode: TokenStream,
    /// Of `Encode::encode`.
    pub(crate) encode: TokenStream,
    /// Of `impl Payload`.
    pub(crate) payload: TokenStream,
    /// Further impls.
    pub(crate) extra: TokenStream,
    /// Of `JsonSchema::json_schema`.
    #[cfg(feature = "schemars")]
    pub(crate) schema: TokenStream,
    /// How random values are made.
    #[cfg(feature = "arbitrary")]
    pub(crate) arbitrary: arbitrary::Making,
}

/// Expands the derive.
pub(crate) fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let attributes = Attributes::read(&input.attrs, "payload", KEYS, &mut errors);
    let codegen = codegen(&attributes);
    let shape = shape(input, &attributes, &mut errors);
    if matches!(input.data, Data::Enum(_)) && shape.is_none() {
        return errors.finish(TokenStream::new());
    }
    let bodies = match &input.data {
        Data::Struct(data) => match shape {
            Some("tuple") => tuples::expand(&codegen, &data.fields, &mut errors),
            Some("transparent") => {
                let is_text = attributes.span("text").is_some();
                tuples::expand_transparent(&codegen, input, &data.fields, is_text, &mut errors)
            }
            Some("flags") => flags::expand(&codegen, input, &data.fields, &attributes, &mut errors),
            Some("binary") => binary::expand(&codegen, input, data, &attributes, &mut errors),
            _ => structs::expand(&codegen, data, &attributes, &mut errors),
        },
        Data::Enum(data) => match shape {
            Some("strings") => sets::expand(&codegen, input, data, Value::Text, &mut errors),
            Some("integers") => sets::expand(&codegen, input, data, Value::Integer, &mut errors),
            _ => unions::expand(&codegen, input, data, &attributes, &mut errors),
        },
        Data::Union(data) => {
            errors.at(data.union_token, "a Rust union has no shape on the wire; write an enum");
            return errors.finish(TokenStream::new());
        }
    };
    let constructor = attributes.span("new").map(|span| match (&input.data, shape) {
        (Data::Struct(data), None | Some("tuple")) => fields::constructor(input, &data.fields),
        _ => {
            errors.span(span, "`new` is for a struct with named fields; remove it");
            TokenStream::new()
        }
    });
    let impls = assemble(&codegen, input, &bodies);
    errors.finish(quote!(#constructor #impls))
}

/// The path of `antiphon::codegen`.
pub(crate) fn codegen(attributes: &Attributes) -> TokenStream {
    let runtime = attributes.runtime();
    quote!(#runtime::codegen)
}

/// The one key that says which shape the item has.
fn shape(
    input: &DeriveInput,
    attributes: &Attributes,
    errors: &mut Errors,
) -> Option<&'static str> {
    let is_enum = matches!(input.data, Data::Enum(_));
    let mut shape = None;
    for (key, of_enum) in SHAPES {
        let Some(span) = attributes.span(key) else { continue };
        if *of_enum != is_enum {
            let (right, here) =
                if *of_enum { ("an enum", "a struct") } else { ("a struct", "an enum") };
            errors.span(span, format!("`{key}` is for {right}, this is {here}"));
        } else if let Some(first) = shape {
            errors.span(span, format!("`{first}` and `{key}` exclude each other; remove one"));
        } else {
            shape = Some(*key);
        }
    }
    for (key, companions) in COMPANIONS {
        if let Some(span) = attributes.span(key)
            && !companions.iter().any(|companion| attributes.has(companion))
        {
            errors.span(span, format!("`{key}` means something only beside `{}`", companions[0]));
        }
    }
    if is_enum && shape.is_none() {
        errors.span(
            input.ident.span(),
            "say how the variants are told apart: `#[payload(strings)]`, `integers`, \
             `tag = \"…\"`, `by = \"key\"`, `by = \"presence\"` or `by = \"kind\"`",
        );
    }
    shape
}

/// What becomes of unknown keys: the tokens of an `UnknownFields`.
fn unknown(codegen: &TokenStream, attributes: &Attributes, errors: &mut Errors) -> TokenStream {
    match attributes.text("unknown") {
        Some(text) if text.value() == "reject" => quote!(#codegen::UnknownFields::Reject),
        Some(text) if text.value() == "preserve" => {
            errors.at(
                text,
                "keys are kept in a field: add `#[payload(rest)] rest: Map<Value>` and remove this",
            );
            quote!(#codegen::UnknownFields::Preserve)
        }
        Some(text) if text.value() != "ignore" => {
            errors.at(text, "`unknown` takes \"ignore\" or \"reject\"");
            quote!(#codegen::UnknownFields::Ignore)
        }
        _ => quote!(#codegen::UnknownFields::Ignore),
    }
}

/// The part of `impl Payload` about members, for values that are not objects with known keys.
fn members_by_value(codegen: &TokenStream) -> TokenStream {
    quote! {
        const FIELDS: &'static [&'static str] = &[];
        const UNKNOWN: #codegen::UnknownFields = #codegen::UnknownFields::Ignore;
        fn decode_members(
            reader: &mut #codegen::Reader<'_>,
            envelope: &[&str],
        ) -> ::core::result::Result<Self, #codegen::Fault> {
            #codegen::value_members(reader, envelope)
        }
        fn encode_members(&self, out: &mut #codegen::Writer) {
            #codegen::write_value_members(self, out)
        }
    }
}

/// The part of `impl Payload` about items, for values that are not arrays with known positions.
fn items_by_value(codegen: &TokenStream) -> TokenStream {
    quote! {
        fn decode_items(
            reader: &mut #codegen::Reader<'_>,
        ) -> ::core::result::Result<Self, #codegen::Fault> {
            #codegen::value_items(reader)
        }
        fn encode_items(&self, out: &mut #codegen::Writer) {
            #codegen::write_value_items(self, out)
        }
    }
}

/// Both parts.
fn all_by_value(codegen: &TokenStream) -> TokenStream {
    let (members, items) = (members_by_value(codegen), items_by_value(codegen));
    quote!(#members #items)
}

/// The bodies of `decode` and `encode` for objects, whose members do the work.
fn object_bodies(codegen: &TokenStream) -> (TokenStream, TokenStream) {
    let decode = quote! {
        reader.begin_object()?;
        <Self as #codegen::Payload>::decode_members(reader, &[])
    };
    let encode = quote! {
        out.begin_object();
        <Self as #codegen::Payload>::encode_members(self, out);
        out.end_object();
    };
    (decode, encode)
}

/// A constant of the wire as a `Literal`.
pub(crate) fn literal(
    codegen: &TokenStream,
    constant: &crate::attributes::Constant,
) -> TokenStream {
    use crate::attributes::Constant;
    match constant {
        Constant::Null => quote!(#codegen::Literal::Null),
        Constant::Bool(value) => quote!(#codegen::Literal::Bool(#value)),
        Constant::Int(value) => {
            let value = proc_macro2::Literal::i64_unsuffixed(*value);
            quote!(#codegen::Literal::Int(#value))
        }
        Constant::Text(text) => quote!(#codegen::Literal::Text(#text)),
    }
}

/// The impls of one item.
pub(crate) fn assemble(codegen: &TokenStream, input: &DeriveInput, bodies: &Bodies) -> TokenStream {
    let name = &input.ident;
    let Bodies { decode, encode, payload, extra, .. } = bodies;
    let schema = schema_impl(codegen, input, bodies);
    let arbitrary = arbitrary_impl(codegen, input, bodies);
    quote! {
        #[automatically_derived]
        impl #codegen::Decode for #name {
            fn decode(
                reader: &mut #codegen::Reader<'_>,
            ) -> ::core::result::Result<Self, #codegen::Fault> {
                #decode
            }
        }
        #[automatically_derived]
        impl #codegen::Encode for #name {
            fn encode(&self, out: &mut #codegen::Writer) {
                #encode
            }
        }
        #[automatically_derived]
        impl #codegen::Payload for #name {
            #payload
        }
        #[automatically_derived]
        impl #codegen::Serialize for #name {
            fn serialize<S: #codegen::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #codegen::serialize(self, serializer)
            }
        }
        #[automatically_derived]
        impl<'de> #codegen::Deserialize<'de> for #name {
            fn deserialize<D: #codegen::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #codegen::deserialize(deserializer)
            }
        }
        #extra
        #schema
        #arbitrary
    }
}

#[cfg(feature = "schemars")]
fn schema_impl(codegen: &TokenStream, input: &DeriveInput, bodies: &Bodies) -> TokenStream {
    schema::wrap(codegen, input, &bodies.schema)
}

#[cfg(not(feature = "schemars"))]
fn schema_impl(_: &TokenStream, _: &DeriveInput, _: &Bodies) -> TokenStream {
    TokenStream::new()
}

#[cfg(feature = "arbitrary")]
fn arbitrary_impl(codegen: &TokenStream, input: &DeriveInput, bodies: &Bodies) -> TokenStream {
    arbitrary::wrap(codegen, input, &bodies.arbitrary)
}

#[cfg(not(feature = "arbitrary"))]
fn arbitrary_impl(_: &TokenStream, _: &DeriveInput, _: &Bodies) -> TokenStream {
    TokenStream::new()
}

/// Reports attributes of variants or fields where the shape has no use for them.
fn nothing_known(attrs: &[syn::Attribute], errors: &mut Errors) {
    let attributes = Attributes::read(attrs, "payload", &[], errors);
    debug_assert_eq!(attributes.keys().count(), 0);
}

/// A place for mistakes of the whole item.
fn item_span(input: &DeriveInput) -> Span {
    input.ident.span()
}
