//! Unions: enums whose variants are told apart by a tag, a key or the JSON kind.

mod kinds;
mod variants;

use super::{Bodies, all_by_value, items_by_value, literal, object_bodies, unknown};
use crate::{
    attributes::{Attributes, Constant},
    errors::{Errors, known_names},
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, DeriveInput};
#[cfg(feature = "schemars")]
pub(super) use variants::SEPARATOR;
pub(super) use variants::{Other, Variant};

/// How the variants are told apart.
pub(super) enum By {
    /// A field of the object holds the tag.
    Tag(String),
    /// The tag in one field, the variant in another.
    Adjacent(String, String),
    /// The one known key.
    Key,
    /// A key that the object has.
    Presence,
    /// The JSON kind.
    Kind,
}

/// The impls of a union.
pub(super) fn expand(
    codegen: &TokenStream,
    input: &DeriveInput,
    data: &DataEnum,
    attributes: &Attributes,
    errors: &mut Errors,
) -> Bodies {
    let by = by(attributes, errors);
    let (variants, other) = variants::read(&by, data, errors);
    if variants.is_empty() {
        errors.at(&input.ident, "a union has at least one variant beside `other`");
    }
    let unknown = unknown(codegen, attributes, errors);
    if let Some(span) = attributes.span("unknown")
        && !matches!(by, By::Key | By::Adjacent(..))
    {
        errors.span(span, "the variants say themselves what becomes of unknown keys; remove this");
    }
    let other = other.as_ref();
    let (decode, encode, payload) = match &by {
        By::Kind => {
            let (decode, encode) = kinds::expand(codegen, &variants, other);
            (decode, encode, all_by_value(codegen))
        }
        By::Tag(tag) => {
            let members = tagged(codegen, tag, &variants, other);
            object(codegen, members, spread_fields(codegen, &variants, &[tag.as_str()]))
        }
        By::Adjacent(tag, content) => {
            let members = adjacent(codegen, tag, content, &variants, other);
            object(codegen, members, quote!(&[#tag, #content]))
        }
        By::Key => {
            let members = by_key(codegen, &variants, other);
            let keys = keys(&variants);
            object(codegen, members, quote!(&[#(#keys),*]))
        }
        By::Presence => {
            let members = by_presence(codegen, &variants, other);
            object(codegen, members, spread_fields(codegen, &variants, &[]))
        }
    };
    let payload = match &by {
        By::Kind => payload,
        _ => quote! {
            const UNKNOWN: #codegen::UnknownFields = #unknown;
            #payload
        },
    };
    Bodies {
        decode,
        encode,
        payload,
        extra: TokenStream::new(),
        #[cfg(feature = "schemars")]
        schema: super::schema::of_union(codegen, &by, &variants, other),
        #[cfg(feature = "arbitrary")]
        arbitrary: super::arbitrary::of_union(codegen, &variants).into(),
    }
}

/// How the variants are told apart, as the attributes say.
fn by(attributes: &Attributes, errors: &mut Errors) -> By {
    const KINDS: &[&str] = &["key", "presence", "kind"];
    let text = |key| attributes.text(key).map(syn::LitStr::value);
    match (text("tag"), text("content"), attributes.text("by")) {
        (Some(tag), Some(content), _) => {
            if tag == content
                && let Some(span) = attributes.span("content")
            {
                errors.span(span, "the tag and the content need two different keys");
            }
            By::Adjacent(tag, content)
        }
        (Some(tag), None, _) => By::Tag(tag),
        (None, _, Some(by)) => match by.value().as_str() {
            "key" => By::Key,
            "presence" => By::Presence,
            "kind" => By::Kind,
            word => {
                errors.at(by, format!("no union is told apart so; {}", known_names(word, KINDS)));
                By::Key
            }
        },
        // The missing key was reported already.
        (None, _, None) => By::Kind,
    }
}

/// The members of an object: the bodies of `decode_members` and `encode_members`.
struct Members {
    decode: TokenStream,
    encode: TokenStream,
}

/// The three bodies of a union that is an object.
fn object(
    codegen: &TokenStream,
    members: Members,
    fields: TokenStream,
) -> (TokenStream, TokenStream, TokenStream) {
    let Members { decode: decode_members, encode: encode_members } = members;
    let items = items_by_value(codegen);
    let (decode, encode) = object_bodies(codegen);
    let payload = quote! {
        const FIELDS: &'static [&'static str] = #fields;
        fn decode_members(
            reader: &mut #codegen::Reader<'_>,
            envelope: &[&str],
        ) -> ::core::result::Result<Self, #codegen::Fault> {
            #decode_members
        }
        fn encode_members(&self, out: &mut #codegen::Writer) {
            #encode_members
        }
        #items
    };
    (decode, encode, payload)
}

/// The keys of all variants that stand spread in the object, and some of its own.
fn spread_fields(codegen: &TokenStream, variants: &[Variant], own: &[&str]) -> TokenStream {
    let types = variants.iter().filter_map(|variant| variant.ty.as_ref());
    let lists = quote!(&[&[#(#own),*], #(<#types as #codegen::Payload>::FIELDS),*]);
    quote! {
        &{
            const LISTS: &[&[&str]] = #lists;
            #codegen::joined::<{ #codegen::count(LISTS) }>(LISTS)
        }
    }
}

/// The keys that select the variants.
fn keys(variants: &[Variant]) -> Vec<String> {
    variants.iter().map(|variant| variant.key()).collect()
}

/// The match arms from a scalar to a variant. Text alone matches on text, which is faster.
fn tag_arms(
    variants: &[Variant],
    read: impl Fn(&Variant) -> TokenStream,
    otherwise: &TokenStream,
) -> TokenStream {
    let select = |matcher: TokenStream, wanted: fn(&Constant) -> bool, next: &TokenStream| {
        let chosen: Vec<&Variant> =
            variants.iter().filter(|variant| wanted(&variant.tag)).collect();
        if chosen.is_empty() {
            return next.clone();
        }
        let values = chosen.iter().map(|variant| super::sets::plain(&variant.tag));
        let reads = chosen.iter().map(|variant| read(variant));
        quote! {
            match #matcher {
                #(::core::option::Option::Some(#values) => #reads,)*
                _ => #next,
            }
        }
    };
    let bools = select(quote!(tag.bool()), |tag| matches!(tag, Constant::Bool(_)), otherwise);
    let ints = select(quote!(tag.int()), |tag| matches!(tag, Constant::Int(_)), &bools);
    select(quote!(tag.text()), |tag| matches!(tag, Constant::Text(_)), &ints)
}

/// What becomes of a tag that is no variant's.
fn unknown_tag(
    codegen: &TokenStream,
    key: &str,
    variants: &[Variant],
    other: Option<TokenStream>,
) -> TokenStream {
    other.unwrap_or_else(|| {
        let tags = variants.iter().map(|variant| literal(codegen, &variant.tag));
        quote! {
            ::core::result::Result::Err(#codegen::unknown_tag(&[#(#tags),*]).below(#key))
        }
    })
}

fn tagged(
    codegen: &TokenStream,
    key: &str,
    variants: &[Variant],
    other: Option<&Other>,
) -> Members {
    let otherwise = other
        .map(|Other { ident }| quote!(#codegen::value_members(reader, envelope).map(Self::#ident)));
    let otherwise = unknown_tag(codegen, key, variants, otherwise);
    let read = |Variant { ident, .. }: &Variant| quote!(#codegen::Payload::decode_members(reader, own).map(Self::#ident));
    let arms = tag_arms(variants, read, &otherwise);
    let raw_key = raw_key(key);
    let writes = variants.iter().map(|Variant { ident, tag, .. }| {
        let literal = literal(codegen, tag);
        quote! {
            Self::#ident(value) => {
                out.raw_key(#raw_key);
                #codegen::write_constant(#literal, out);
                #codegen::Payload::encode_members(value, out);
            }
        }
    });
    let other = write_other(codegen, other);
    Members {
        decode: quote! {
            #codegen::decode_tagged(reader, #key, envelope, |tag, reader, own| #arms)
        },
        encode: quote! {
            match self {
                #(#writes)*
                #other
            }
        },
    }
}

fn adjacent(
    codegen: &TokenStream,
    key: &str,
    content: &str,
    variants: &[Variant],
    other: Option<&Other>,
) -> Members {
    let otherwise = other.map(|Other { ident }| {
        quote!({
            reader.reset(start);
            #codegen::value_members(reader, envelope).map(Self::#ident)
        })
    });
    let start = other.map(|_| quote!(let start = reader.mark();));
    let otherwise = unknown_tag(codegen, key, variants, otherwise);
    let read = |Variant { ident, .. }: &Variant| {
        quote! {
            #codegen::Decode::decode(reader)
                .map(Self::#ident)
                .map_err(|fault| fault.below(#content))
        }
    };
    let arms = tag_arms(variants, read, &otherwise);
    let (raw_tag, raw_content) = (raw_key(key), raw_key(content));
    let writes = variants.iter().map(|Variant { ident, tag, .. }| {
        let literal = literal(codegen, tag);
        quote! {
            Self::#ident(value) => {
                out.raw_key(#raw_tag);
                #codegen::write_constant(#literal, out);
                out.raw_key(#raw_content);
                #codegen::Encode::encode(value, out);
            }
        }
    });
    let other = write_other(codegen, other);
    Members {
        decode: quote! {
            #start
            #codegen::decode_adjacent(
                reader, #key, #content, envelope, <Self as #codegen::Payload>::UNKNOWN, |tag, reader| #arms,
            )
        },
        encode: quote! {
            match self {
                #(#writes)*
                #other
            }
        },
    }
}

fn by_key(codegen: &TokenStream, variants: &[Variant], other: Option<&Other>) -> Members {
    let keys = keys(variants);
    let reads = variants.iter().enumerate().map(|(index, Variant { ident, .. })| {
        quote!(#index => #codegen::Decode::decode(reader).map(Self::#ident),)
    });
    let none = none_of(codegen, other);
    let writes = variants.iter().map(|variant| {
        let (ident, raw_key) = (&variant.ident, raw_key(&variant.key()));
        quote! {
            Self::#ident(value) => {
                out.raw_key(#raw_key);
                #codegen::Encode::encode(value, out);
            }
        }
    });
    let write_other = write_other(codegen, other);
    Members {
        decode: quote! {
            const KEYS: &[&str] = &[#(#keys),*];
            let found = #codegen::decode_by_key(
                reader, KEYS, envelope, <Self as #codegen::Payload>::UNKNOWN, |index, reader| match index {
                    #(#reads)*
                    _ => ::core::result::Result::Err(#codegen::no_key(KEYS)),
                },
            )?;
            match found {
                ::core::option::Option::Some(value) => ::core::result::Result::Ok(value),
                ::core::option::Option::None => #none,
            }
        },
        encode: quote! {
            match self {
                #(#writes)*
                #write_other
            }
        },
    }
}

fn by_presence(codegen: &TokenStream, variants: &[Variant], other: Option<&Other>) -> Members {
    let keys = keys(variants);
    let reads = variants.iter().enumerate().map(|(index, Variant { ident, .. })| {
        quote! {
            ::core::option::Option::Some(#index) => {
                #codegen::Payload::decode_members(reader, envelope).map(Self::#ident)
            }
        }
    });
    let none = none_of(codegen, other);
    let writes = variants.iter().map(|Variant { ident, .. }| {
        quote!(Self::#ident(value) => #codegen::Payload::encode_members(value, out),)
    });
    let write_other = write_other(codegen, other);
    Members {
        decode: quote! {
            const KEYS: &[&str] = &[#(#keys),*];
            match #codegen::decode_by_presence(reader, KEYS, envelope)? {
                #(#reads)*
                _ => #none,
            }
        },
        encode: quote! {
            match self {
                #(#writes)*
                #write_other
            }
        },
    }
}

/// What becomes of an object with none of the keys.
fn none_of(codegen: &TokenStream, other: Option<&Other>) -> TokenStream {
    match other {
        Some(Other { ident }) => {
            quote!(#codegen::value_members(reader, envelope).map(Self::#ident))
        }
        None => quote!(::core::result::Result::Err(#codegen::no_key(KEYS))),
    }
}

/// Writes the members of an object that is no variant's.
fn write_other(codegen: &TokenStream, other: Option<&Other>) -> Option<TokenStream> {
    other.map(
        |Other { ident }| quote!(Self::#ident(value) => #codegen::write_value_members(value, out),),
    )
}

/// A key as it stands in JSON text behind other members, with its colon.
fn raw_key(key: &str) -> String {
    format!(",{}:", crate::attributes::json_text(key))
}
