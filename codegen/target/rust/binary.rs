//! Layouts of binary messages as structs.

use super::{
    expr,
    fields::{self, Body},
    names::ident,
    scope::Scope,
};
use crate::model::{Binary, BinaryId, BinaryPart, Field, IntKind, Role};
use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;
use syn::LitInt;

/// The inside of a binary event's struct, with its layout.
pub(super) fn body(scope: &Scope<'_>, id: BinaryId) -> Body {
    let Some(Binary { name: _, content: _, parts }) = scope.protocol().wire.binary.get(id.0) else {
        return Body::default();
    };
    let mut body = Body::default();
    let mut layout = Vec::new();
    for part in parts {
        let (token, field) = match part {
            BinaryPart::Const(bytes) => {
                layout.extend(constant(bytes));
                continue;
            }
            BinaryPart::Int { field, kind, little_endian, role } => {
                (number(*kind, *little_endian), Some((field, *role)))
            }
            BinaryPart::Float { field, double, little_endian } => {
                let name = if *double { "f64" } else { "f32" };
                (format!("{name}_{}", order(*little_endian)), Some((field, None)))
            }
            BinaryPart::Prefixed { field, length, little_endian, role } => {
                let what = match field.ty {
                    crate::model::Type::Bytes => "bytes",
                    _ => "text",
                };
                (format!("{what}_{}", number(*length, *little_endian)), Some((field, *role)))
            }
            BinaryPart::Fixed { field, length } => {
                let length = expr::integer(i128::from(*length));
                let name = add(scope, &mut body, field, None);
                layout.push(quote!(fixed(#length, #name)));
                continue;
            }
            BinaryPart::Rest(field) => ("rest".to_owned(), Some((field, None))),
        };
        if let Some((field, role)) = field {
            let name = add(scope, &mut body, field, role);
            let token = ident(&token);
            layout.push(quote!(#token(#name)));
        }
    }
    body.payload.push(quote!(binary(#(#layout),*)));
    body
}

/// Adds the field of a part and returns its name.
fn add(
    scope: &Scope<'_>,
    body: &mut Body,
    field: &Field,
    role: Option<Role>,
) -> proc_macro2::Ident {
    let mut part = fields::part(scope, None, field, false);
    part.may_be_empty = false;
    if let Some(role) = role {
        let words = format!(" The runtime knows it as `${}`.", role.name());
        let docs = part.docs;
        let gap = (!docs.is_empty()).then(|| quote!(#[doc = ""]));
        part.docs = quote!(#docs #gap #[doc = #words]);
        let role = role.name();
        part.payload.push(quote!(role = #role));
    }
    let name = part.name.clone();
    body.parts.push(part);
    name
}

/// The name of a number in a layout: `u8`, `u32_le`.
fn number(kind: IntKind, little_endian: bool) -> String {
    match kind {
        IntKind::U8 | IntKind::I8 => kind.name().to_owned(),
        _ => format!("{}_{}", kind.name(), order(little_endian)),
    }
}

fn order(little_endian: bool) -> &'static str {
    if little_endian { "le" } else { "be" }
}

/// One byte as a number, several as a byte string.
fn constant(bytes: &[u8]) -> Option<TokenStream> {
    match bytes {
        [] => None,
        [byte] => {
            let byte = LitInt::new(&format!("0x{byte:02x}"), Span::call_site());
            Some(quote!(#byte))
        }
        bytes => {
            let bytes = Literal::byte_string(bytes);
            Some(quote!(#bytes))
        }
    }
}
