//! Binary layouts: the parts of a binary message in their order.

mod parts;

use super::{Bodies, fields, structs};
use crate::{attributes::Attributes, errors::Errors};
use parts::{Number, Part};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DataStruct, DeriveInput};

/// The impls of a struct that is a binary message: those of an object, for tools and serde, and the
/// binary ones.
pub(super) fn expand(
    codegen: &TokenStream,
    input: &DeriveInput,
    data: &DataStruct,
    attributes: &Attributes,
    errors: &mut Errors,
) -> Bodies {
    let fields = fields::read_parts(&data.fields, errors);
    fields::unique_keys(&fields, errors);
    let parts = attributes.list("binary").and_then(|list| parts::read(list, errors));
    if let Some(parts) = &parts {
        parts::match_fields(parts, &fields, errors);
    }
    let parts = parts.unwrap_or_default();
    let name = &input.ident;
    let constant = |part: &Part| matches!(part, Part::Constant(_));
    let constants = parts.iter().rposition(constant).map_or(0, |last| last + 1);
    // The layout is known behind its last constant, and nothing is taken before that needs not be.
    let (known, further) = parts.split_at(constants);
    let known = known.iter().map(|part| read(codegen, part));
    let further = further.iter().map(|part| read(codegen, part));
    let writes = parts.iter().map(|part| write(codegen, part));
    let checks = fields.iter().map(|field| structs::check(codegen, field));
    let members: Vec<_> = fields.iter().map(|field| &field.member).collect();
    let slots: Vec<_> = fields.iter().map(|field| &field.slot).collect();
    // The parts are read into variables of their names, which the checks know by their slots.
    let renames = fields.iter().map(|field| {
        let (slot, part) = (&field.slot, variable(&field.member));
        quote!(let #slot = #part;)
    });
    let with_role = || fields.iter().filter_map(|field| Some((field.role.as_ref()?, field)));
    let roles = with_role().map(|(role, field)| {
        let key = &field.key;
        quote!((#codegen::Role::#role, #key))
    });
    let arms = with_role().map(|(role, field)| {
        let member = &field.member;
        quote!(#codegen::Role::#role => #codegen::to_plain(&self.#member),)
    });
    let role_of = with_role().next().is_some().then(|| {
        quote! {
            fn role(&self, role: #codegen::Role) -> ::core::option::Option<::std::string::String> {
                ::core::option::Option::Some(match role {
                    #(#arms)*
                    _ => return ::core::option::Option::None,
                })
            }
        }
    });
    let end = match parts.iter().any(|part| matches!(part, Part::Rest(_))) {
        true => TokenStream::new(),
        false => quote!(bytes.end()?;),
    };
    let mut bodies = structs::bodies(codegen, &fields, attributes, errors);
    bodies.extra = quote! {
        #[automatically_derived]
        impl #codegen::ReadBinary for #name {
            const ROLES: &'static [(#codegen::Role, &'static str)] = &[#(#roles),*];
            fn read_binary(
                bytes: &[u8],
                most: ::core::option::Option<u64>,
            ) -> ::core::result::Result<::core::option::Option<Self>, #codegen::Fault> {
                let size = bytes.len();
                let mut bytes = #codegen::ByteReader::new(bytes);
                #(#known)*
                #codegen::check_size(size, most)?;
                #(#further)*
                #end
                #(#renames)*
                #(#checks)*
                ::core::result::Result::Ok(::core::option::Option::Some(
                    Self { #(#members: #slots),* },
                ))
            }
        }
        #[automatically_derived]
        impl #codegen::WriteBinary for #name {
            fn binary(
                &self,
                out: &mut ::std::vec::Vec<u8>,
            ) -> ::core::result::Result<(), #codegen::EncodeError> {
                #(#writes)*
                ::core::result::Result::Ok(())
            }
            #role_of
        }
    };
    bodies
}

/// The local variable for a part.
fn variable(name: &impl quote::ToTokens) -> syn::Ident {
    format_ident!("part_{}", name.to_token_stream().to_string().trim_start_matches("r#"))
}

fn read(codegen: &TokenStream, part: &Part) -> TokenStream {
    match part {
        Part::Constant(bytes) => quote! {
            if !bytes.constant(&[#(#bytes),*]) {
                return ::core::result::Result::Ok(::core::option::Option::None);
            }
        },
        Part::Number(Number { ty, from, .. }, field) => {
            let (slot, name) = (variable(field), field.to_string());
            quote!(let #slot = <#ty>::#from(bytes.array(#name)?);)
        }
        Part::Prefixed { text, length: Number { ty, from, .. }, field } => {
            let (slot, name) = (variable(field), field.to_string());
            let length = quote!(<#ty>::#from(bytes.array(#name)?).into());
            let value = if *text {
                quote!(bytes.text(#name, length)?)
            } else {
                quote!(#codegen::Bytes::from(bytes.take(#name, length)?))
            };
            quote! {
                let #slot = {
                    let length: u64 = #length;
                    #value
                };
            }
        }
        Part::Fixed(count, field) => {
            let (slot, name) = (variable(field), field.to_string());
            quote!(let #slot = #codegen::Bytes::from(bytes.take(#name, #count)?);)
        }
        Part::Rest(field) => {
            let (slot, name) = (variable(field), field.to_string());
            quote!(let #slot = #codegen::BinaryRest::read(&mut bytes, #name)?;)
        }
    }
}

fn write(codegen: &TokenStream, part: &Part) -> TokenStream {
    match part {
        Part::Constant(bytes) => quote!(out.extend_from_slice(&[#(#bytes),*]);),
        Part::Number(Number { ty, to, .. }, field) => {
            quote!(out.extend_from_slice(&<#ty>::#to(self.#field));)
        }
        Part::Prefixed { text, length: Number { ty, to, .. }, field } => {
            let name = field.to_string();
            let bytes = if *text { quote!(self.#field.as_bytes()) } else { quote!(&self.#field) };
            quote! {
                #codegen::write_prefixed(
                    #name,
                    #bytes,
                    <#ty>::MAX.into(),
                    out,
                    |length, out| out.extend_from_slice(&<#ty>::#to(length as #ty)),
                )?;
            }
        }
        Part::Fixed(count, field) => {
            let name = field.to_string();
            quote!(#codegen::write_fixed(#name, &self.#field, #count, out)?;)
        }
        Part::Rest(field) => quote!(#codegen::BinaryRest::write(&self.#field, out);),
    }
}
