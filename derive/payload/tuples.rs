//! Arrays by position, and newtypes that are their field's value.

use super::{
    Bodies, all_by_value,
    fields::{self, Field, Place, Presence},
    literal, members_by_value,
};
use crate::errors::Errors;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Fields, spanned::Spanned as _};

/// The impls of a struct that is an array by position.
pub(super) fn expand(codegen: &TokenStream, all: &Fields, errors: &mut Errors) -> Bodies {
    if !matches!(all, Fields::Named(_)) {
        errors.span(all.span(), "a `tuple` has named fields: the names of its positions");
    }
    let fields = fields::read(all, errors);
    fields::rest_is_last(&fields, errors);
    order(&fields, errors);
    // The free part of a tag is no position; the frame's reader fills it in.
    let (tags, items): (Vec<&Field>, Vec<&Field>) =
        fields.iter().partition(|field| field.place == Place::Tag);
    let tags = tags.iter().map(|Field { slot, ty, .. }| quote!(let #slot: #ty = <#ty>::new();));
    let reads = items.iter().enumerate().map(|(index, field)| {
        let (read, check) = (read(codegen, index, field), check(codegen, index, field));
        quote!(#read #check)
    });
    let end = match items.iter().any(|field| field.place == Place::Rest) {
        true => TokenStream::new(),
        false => {
            let count = items.len();
            quote!(#codegen::item_end(reader, #count)?;)
        }
    };
    let writes = items.iter().map(|field| write(codegen, field));
    let names = fields.iter().map(|field| &field.member);
    let values = fields.iter().map(|field| &field.slot);
    let out = if items.is_empty() { quote!(_) } else { quote!(out) };
    let members = members_by_value(codegen);
    let payload = quote! {
        #members
        fn decode_items(
            reader: &mut #codegen::Reader<'_>,
        ) -> ::core::result::Result<Self, #codegen::Fault> {
            #(#reads)*
            #end
            #(#tags)*
            ::core::result::Result::Ok(Self { #(#names: #values),* })
        }
        fn encode_items(&self, #out: &mut #codegen::Writer) {
            #(#writes)*
        }
    };
    Bodies {
        decode: quote! {
            reader.begin_array()?;
            <Self as #codegen::Payload>::decode_items(reader)
        },
        encode: quote! {
            out.begin_array();
            <Self as #codegen::Payload>::encode_items(self, out);
            out.end_array();
        },
        payload,
        extra: TokenStream::new(),
        #[cfg(feature = "schemars")]
        schema: super::schema::of_tuple(codegen, &fields),
        #[cfg(feature = "arbitrary")]
        arbitrary: super::arbitrary::of_tuple(codegen, &fields).into(),
    }
}

/// Reports what positions cannot have: gaps, defaults, keys.
fn order(fields: &[Field], errors: &mut Errors) {
    let mut optional: Option<&Field> = None;
    for field in fields {
        match (&field.place, &field.presence) {
            (Place::Tag, _) => {}
            (_, Presence::Default(_)) => errors.span(
                field.span,
                "a position has no default, only `optional`: what follows it would move",
            ),
            (Place::Rest, _) => {}
            (_, Presence::Optional) => optional = Some(field),
            (_, Presence::Required) if optional.is_some() => errors.span(
                field.span,
                "a position behind an `optional` one must be `optional` too, or stand before it",
            ),
            (_, Presence::Required) => {}
        }
    }
}

fn read(codegen: &TokenStream, index: usize, field: &Field) -> TokenStream {
    let (slot, ty) = (&field.slot, field.value_type());
    match (&field.place, &field.presence) {
        (Place::Rest, _) => {
            let read = masked(codegen, index, field, quote!(#codegen::item_rest(reader, #index)));
            quote!(let #slot: #ty = #read?;)
        }
        (Place::Constant(constant), presence) => {
            let literal = literal(codegen, constant);
            match presence {
                Presence::Optional => quote! {
                    let #slot: ::core::option::Option<#ty> =
                        #codegen::constant_item_optional(reader, #index, #literal)?;
                },
                Presence::Required | Presence::Default(_) => quote! {
                    let #slot: #ty = #codegen::constant_item(reader, #index, #literal)?;
                },
            }
        }
        (_, Presence::Optional) => {
            let read =
                masked(codegen, index, field, quote!(#codegen::item_optional(reader, #index)));
            quote!(let #slot: ::core::option::Option<#ty> = #read?;)
        }
        (_, Presence::Required | Presence::Default(_)) => {
            let read = masked(codegen, index, field, quote!(#codegen::item(reader, #index)));
            quote!(let #slot: #ty = #read?;)
        }
    }
}

fn check(codegen: &TokenStream, index: usize, field: &Field) -> TokenStream {
    let slot = &field.slot;
    if field.constraints.is_empty() {
        return TokenStream::new();
    }
    let (pattern, constraints) = field.constraints.tokens(codegen);
    let check = quote!(#codegen::check_item(&#slot, #index, &#constraints));
    let check = masked(codegen, index, field, check);
    if pattern.is_empty() { quote!(#check?;) } else { quote!({ #pattern #check?; }) }
}

fn masked(codegen: &TokenStream, index: usize, field: &Field, result: TokenStream) -> TokenStream {
    if field.sensitive { quote!(#codegen::mask_item(#result, #index)) } else { result }
}

fn write(codegen: &TokenStream, field: &Field) -> TokenStream {
    let member = &field.member;
    match (&field.place, &field.presence) {
        (Place::Tag, _) => TokenStream::new(),
        (Place::Rest, _) => quote! {
            for item in &self.#member {
                #codegen::write_item(item, out);
            }
        },
        (Place::Constant(constant), Presence::Optional) => {
            let literal = literal(codegen, constant);
            quote! {
                if let ::core::option::Option::Some(value) = &self.#member {
                    out.separate();
                    #codegen::Constant::write(value, #literal, out);
                }
            }
        }
        (Place::Constant(constant), _) => {
            let literal = literal(codegen, constant);
            quote! {
                out.separate();
                #codegen::Constant::write(&self.#member, #literal, out);
            }
        }
        (Place::Value, Presence::Optional) => quote! {
            if let ::core::option::Option::Some(value) = &self.#member {
                #codegen::write_item(value, out);
            }
        },
        (Place::Value, _) => quote!(#codegen::write_item(&self.#member, out);),
    }
}

/// The impls of a newtype that is its field's value; with `text`, also `Display` and `FromStr`.
pub(super) fn expand_transparent(
    codegen: &TokenStream,
    input: &DeriveInput,
    all: &Fields,
    is_text: bool,
    errors: &mut Errors,
) -> Bodies {
    let fields = fields::read(all, errors);
    let mut payload = all_by_value(codegen);
    let is_tag = |field: &&Field| field.place == Place::Tag;
    let values: Vec<&Field> = fields.iter().filter(|field| !is_tag(field)).collect();
    let tags: Vec<TokenStream> = fields
        .iter()
        .filter(is_tag)
        .map(|Field { member, ty, .. }| quote!(#member: <#ty>::new()))
        .collect();
    let [field] = values.as_slice() else {
        errors.span(
            super::item_span(input),
            "a `transparent` struct has exactly one field, beside that of a free part of a tag",
        );
        return Bodies {
            decode: TokenStream::new(),
            encode: TokenStream::new(),
            payload,
            extra: TokenStream::new(),
            #[cfg(feature = "schemars")]
            schema: TokenStream::new(),
            #[cfg(feature = "arbitrary")]
            arbitrary: Default::default(),
        };
    };
    if matches!(field.presence, Presence::Default(_)) || field.place == Place::Rest {
        errors.span(
            field.span,
            "the field of a `transparent` struct is the whole value: it is neither defaulted, nor the \
             rest, nor part of a tag",
        );
    }
    let (name, member, slot, ty) = (&input.ident, &field.member, &field.slot, field.value_type());
    let is_optional = matches!(field.presence, Presence::Optional);
    let found = if is_optional {
        payload.extend(quote! {
            fn absent() -> ::core::option::Option<Self> {
                ::core::option::Option::Some(
                    Self { #member: ::core::option::Option::None #(, #tags)* },
                )
            }
            fn is_absent(&self) -> bool {
                self.#member.is_none()
            }
        });
        quote!(::core::option::Option::Some(#slot))
    } else {
        quote!(#slot)
    };
    let (read, write) = match &field.place {
        Place::Constant(constant) => {
            let literal = literal(codegen, constant);
            (
                quote!(#codegen::Constant::read(reader, #literal)),
                quote!(#codegen::Constant::write(&self.#member, #literal, out)),
            )
        }
        _ => (
            quote!(#codegen::Decode::decode(reader)),
            quote!(#codegen::Encode::encode(&self.#member, out)),
        ),
    };
    let read = mask_value(codegen, field, read);
    let mut check = TokenStream::new();
    let mut extra = TokenStream::new();
    if !field.constraints.is_empty() {
        let (pattern, constraints) = field.constraints.tokens(codegen);
        let constrain = mask_value(
            codegen,
            field,
            quote!(#codegen::Constrain::constrain(&#slot, &#constraints)),
        );
        check = quote!(#pattern #constrain?;);
        extra = quote! {
            #[automatically_derived]
            impl #codegen::Constrain for #name {
                fn constrain(
                    &self,
                    constraints: &#codegen::Constraints,
                ) -> ::core::result::Result<(), #codegen::Fault> {
                    #codegen::Constrain::constrain(&self.#member, constraints)
                }
            }
        };
    }
    if is_text {
        extra.extend(quote! {
            #[automatically_derived]
            impl #codegen::FromStr for #name {
                type Err = #codegen::Fault;
                fn from_str(text: &str) -> ::core::result::Result<Self, #codegen::Fault> {
                    let ::core::result::Result::Ok(#slot) =
                        <#ty as #codegen::FromStr>::from_str(text)
                    else {
                        return ::core::result::Result::Err(#codegen::Fault::format("text of the type's own form"));
                    };
                    #check
                    ::core::result::Result::Ok(Self { #member: #found })
                }
            }
            #[automatically_derived]
            impl #codegen::fmt::Display for #name {
                fn fmt(&self, out: &mut #codegen::fmt::Formatter<'_>) -> #codegen::fmt::Result {
                    #codegen::fmt::Display::fmt(&self.#member, out)
                }
            }
        });
    }
    Bodies {
        decode: quote! {
            let #slot: #ty = #read?;
            #check
            ::core::result::Result::Ok(Self { #member: #found #(, #tags)* })
        },
        encode: quote!(#write;),
        payload,
        extra,
        #[cfg(feature = "schemars")]
        schema: super::schema::of_value(codegen, field),
        #[cfg(feature = "arbitrary")]
        arbitrary: super::arbitrary::of_value(codegen, &fields, field),
    }
}

fn mask_value(codegen: &TokenStream, field: &Field, result: TokenStream) -> TokenStream {
    if field.sensitive { quote!(#codegen::mask_value(#result)) } else { result }
}
