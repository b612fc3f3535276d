//! A template as the constant table that the runtime walks.

use super::{
    Field,
    check::HeadValue,
    template::{Item, Key, Member, Shape, Slot},
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The `Template`.
pub(super) fn template(
    codegen: &TokenStream,
    name: &str,
    template: &Shape,
    fields: &[Field],
    heads: &[HeadValue],
) -> TokenStream {
    let tables = Tables { codegen, heads };
    let carries = if holds(template, "Frames") {
        quote!(Batch)
    } else if holds(template, "Compressed") {
        quote!(Compressed)
    } else {
        quote!(Event)
    };
    let tags = proc_macro2::Literal::u8_unsuffixed(tags(template));
    let shape = tables.shape(template);
    let rows = heads.iter().map(|HeadValue { ident, path, optional }| {
        let field = fields.iter().find(|field| field.ident == *ident);
        let role = field.and_then(|field| field.role.as_ref());
        let choice = field.and_then(|field| field.choice.clone());
        let choice = choice.unwrap_or_else(|| format_ident!("Given"));
        let role = match role {
            Some(role) => quote!(::core::option::Option::Some(#codegen::Role::#role)),
            None => quote!(::core::option::Option::None),
        };
        quote! {
            #codegen::HeadField {
                path: #path,
                role: #role,
                optional: #optional,
                choice: #codegen::Choice::#choice,
            }
        }
    });
    quote! {
        #codegen::Template {
            name: #name,
            shape: #shape,
            carries: #codegen::Carries::#carries,
            tags: #tags,
            heads: &[#(#rows),*],
        }
    }
}

/// What the tables refer to.
struct Tables<'a> {
    codegen: &'a TokenStream,
    heads: &'a [HeadValue],
}

impl Tables<'_> {
    fn shape(&self, shape: &Shape) -> TokenStream {
        let codegen = self.codegen;
        match shape {
            Shape::Object(members) => {
                let members = members.iter().map(|Member { key, optional, slot, .. }| {
                    let key = match key {
                        Key::Text(text) => quote!(#codegen::Key::Text(#text)),
                        Key::Tag(tag) => {
                            let tag = proc_macro2::Literal::u8_unsuffixed(*tag);
                            quote!(#codegen::Key::Tag(#tag))
                        }
                        Key::Spread => quote!(#codegen::Key::Spread),
                    };
                    let slot = self.slot(slot);
                    quote!(#codegen::Member { key: #key, optional: #optional, slot: #slot })
                });
                quote!(#codegen::Shape::Object(&[#(#members),*]))
            }
            Shape::Array(items) => {
                let items = items.iter().map(|Item { spread, optional, slot, .. }| {
                    let slot = self.slot(slot);
                    quote!(#codegen::Item { spread: #spread, optional: #optional, slot: #slot })
                });
                quote!(#codegen::Shape::Array(&[#(#items),*]))
            }
        }
    }

    fn slot(&self, slot: &Slot) -> TokenStream {
        let codegen = self.codegen;
        match slot {
            Slot::Constant(constant) => {
                let literal = crate::payload::literal(codegen, constant);
                quote!(#codegen::Slot::Const(#literal))
            }
            Slot::Tag(tag) => {
                let tag = proc_macro2::Literal::u8_unsuffixed(*tag);
                quote!(#codegen::Slot::Tag(#tag))
            }
            Slot::Head(ident) => {
                let index = self.heads.iter().position(|head| head.ident == *ident).unwrap_or(0);
                let index = proc_macro2::Literal::usize_unsuffixed(index);
                quote!(#codegen::Slot::Head(#index))
            }
            Slot::Special(variant) => {
                let variant = format_ident!("{variant}");
                quote!(#codegen::Slot::#variant)
            }
            Slot::Nested(shape) => {
                let shape = self.shape(shape);
                quote!(#codegen::Slot::Nested(#shape))
            }
        }
    }
}

/// Every slot of a shape, those within included.
fn slots(shape: &Shape) -> Vec<&Slot> {
    let here: Vec<&Slot> = match shape {
        Shape::Object(members) => members.iter().map(|member| &member.slot).collect(),
        Shape::Array(items) => items.iter().map(|item| &item.slot).collect(),
    };
    here.into_iter()
        .flat_map(|slot| match slot {
            Slot::Nested(shape) => slots(shape),
            slot => vec![slot],
        })
        .collect()
}

/// Whether a special value stands somewhere in the template.
fn holds(shape: &Shape, name: &str) -> bool {
    slots(shape).iter().any(|slot| matches!(slot, Slot::Special(special) if *special == name))
}

/// How many parts the tag has.
fn tags(shape: &Shape) -> u8 {
    let of_slot = |slot: &Slot| match slot {
        Slot::Tag(tag) => tag.saturating_add(1),
        Slot::Nested(shape) => tags(shape),
        Slot::Constant(_) | Slot::Head(_) | Slot::Special(_) => 0,
    };
    let count = match shape {
        Shape::Object(members) => members
            .iter()
            .map(|member| match member.key {
                Key::Tag(tag) => tag.saturating_add(1).max(of_slot(&member.slot)),
                Key::Text(_) | Key::Spread => of_slot(&member.slot),
            })
            .max(),
        Shape::Array(items) => items.iter().map(|item| of_slot(&item.slot)).max(),
    };
    count.unwrap_or(0)
}
