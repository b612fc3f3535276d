//! The list of parts in `#[payload(binary(…))]` as plain data.

use crate::{
    attributes::skip_to_comma,
    errors::{Errors, known_names},
    payload::fields::Field,
};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident};
use syn::{
    Ident, LitByteStr, LitInt, Token, ext::IdentExt as _, parenthesized, parse::ParseStream,
};

/// One part.
pub(super) enum Part {
    /// These bytes, always.
    Constant(Vec<u8>),
    /// A number of fixed width.
    Number(Number, Ident),
    /// Text or bytes whose length comes before them.
    Prefixed {
        /// Whether it is text.
        text: bool,
        /// The width of the length.
        length: Number,
        /// The field.
        field: Ident,
    },
    /// So many bytes.
    Fixed(u64, Ident),
    /// All that follows.
    Rest(Ident),
}

impl Part {
    /// The field, unless the part is constant.
    fn field(&self) -> Option<&Ident> {
        match self {
            Self::Constant(_) => None,
            Self::Number(_, field)
            | Self::Prefixed { field, .. }
            | Self::Fixed(_, field)
            | Self::Rest(field) => Some(field),
        }
    }
}

/// How a number is written.
pub(super) struct Number {
    /// The type: `u32`.
    pub(super) ty: Ident,
    /// `from_le_bytes` or `from_be_bytes`.
    pub(super) from: Ident,
    /// `to_le_bytes` or `to_be_bytes`.
    pub(super) to: Ident,
}

/// Numbers that are one byte, and those with an order of bytes.
const SINGLE: &[&str] = &["u8", "i8"];
const WIDE: &[&str] = &["u16", "u32", "u64", "i16", "i32", "i64", "f32", "f64"];

/// Reads the parts; `None` when some of them are none.
pub(super) fn read(list: &TokenStream, errors: &mut Errors) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut complete = true;
    let parser = |input: ParseStream<'_>| {
        while !input.is_empty() {
            match one(input) {
                Ok(part) => {
                    if let Some(Part::Rest(rest)) = parts.last() {
                        errors.at(rest, "the `rest` takes all that follows; move it to the end");
                    }
                    parts.push(part);
                }
                Err(error) => {
                    errors.push(error);
                    complete = false;
                    skip_to_comma(input)?;
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    };
    let parsed = syn::parse::Parser::parse2(parser, list.clone());
    errors.ok(parsed)?;
    complete.then_some(parts)
}

fn one(input: ParseStream<'_>) -> syn::Result<Part> {
    if input.peek(LitByteStr) {
        return input.parse::<LitByteStr>().map(|bytes| Part::Constant(bytes.value()));
    }
    if input.peek(LitInt) {
        let byte: LitInt = input.parse()?;
        let wrong = || {
            syn::Error::new(
                byte.span(),
                "a bare number is one byte, 0 to 255; write several as b\"…\"",
            )
        };
        return byte
            .base10_parse::<u8>()
            .map(|byte| Part::Constant(vec![byte]))
            .map_err(|_| wrong());
    }
    let word: Ident = input.call(Ident::parse_any)?;
    let content;
    parenthesized!(content in input);
    let name = word.to_string();
    if name == "fixed" {
        let count: LitInt = content.parse()?;
        content.parse::<Token![,]>()?;
        return Ok(Part::Fixed(count.base10_parse()?, content.call(Ident::parse_any)?));
    }
    let field: Ident = content.call(Ident::parse_any)?;
    if !content.is_empty() {
        return Err(content.error("one field stands between the parentheses"));
    }
    if name == "rest" {
        return Ok(Part::Rest(field));
    }
    if let Some(width) = name.strip_prefix("text_") {
        return Ok(Part::Prefixed { text: true, length: length(width, &word)?, field });
    }
    if let Some(width) = name.strip_prefix("bytes_") {
        return Ok(Part::Prefixed { text: false, length: length(width, &word)?, field });
    }
    match number(&name, word.span()) {
        Some(number) => Ok(Part::Number(number, field)),
        None => Err(unknown(&name, &word)),
    }
}

/// The width of a length: an unsigned number.
fn length(width: &str, word: &Ident) -> syn::Result<Number> {
    match number(width, word.span()) {
        Some(number) if width.starts_with('u') => Ok(number),
        _ => Err(unknown(&word.to_string(), word)),
    }
}

fn number(name: &str, span: Span) -> Option<Number> {
    let (ty, order) = match name.split_once('_') {
        Some((ty, order)) if WIDE.contains(&ty) && matches!(order, "le" | "be") => (ty, order),
        None if SINGLE.contains(&name) => (name, "be"),
        _ => return None,
    };
    Some(Number {
        ty: Ident::new(ty, span),
        from: format_ident!("from_{order}_bytes"),
        to: format_ident!("to_{order}_bytes"),
    })
}

fn unknown(name: &str, word: &Ident) -> syn::Error {
    let mut known: Vec<String> = SINGLE.iter().map(|ty| (*ty).to_owned()).collect();
    known.extend(WIDE.iter().flat_map(|ty| [format!("{ty}_le"), format!("{ty}_be")]));
    for prefix in ["text", "bytes"] {
        known.push(format!("{prefix}_u8"));
        for ty in ["u16", "u32", "u64"] {
            known.extend([format!("{prefix}_{ty}_le"), format!("{prefix}_{ty}_be")]);
        }
    }
    known.extend(["fixed".to_owned(), "rest".to_owned()]);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    syn::Error::new(word.span(), format!("`{name}` is no part; {}", known_names(name, &known)))
}

/// Reports fields that no part names, parts that no field has, and fields named twice.
pub(super) fn match_fields(parts: &[Part], fields: &[Field], errors: &mut Errors) {
    let name = |field: &Field| field.member.to_token_stream().to_string();
    let names: Vec<String> = fields.iter().map(name).collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut seen: Vec<&Ident> = Vec::new();
    for part in parts.iter().filter_map(Part::field) {
        if !known.iter().any(|name| part == name) {
            let hint = known_names(&part.to_string(), &known);
            errors.at(part, format!("the struct has no field `{part}`; {hint}"));
        }
        if seen.contains(&part) {
            errors.at(part, format!("`{part}` is a part already; each field is one part"));
        }
        seen.push(part);
    }
    for field in fields {
        if !parts.iter().filter_map(Part::field).any(|part| *part == name(field)) {
            errors.span(
                field.span,
                format!(
                    "no part of `binary(…)` names `{}`; add one, such as `u8({0})`",
                    name(field)
                ),
            );
        }
    }
}
