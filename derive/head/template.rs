//! The template of a frame, from tokens that look like the wire.

use crate::{
    attributes::{Constant, read_constant},
    errors::known_names,
};
use proc_macro2::{Delimiter, Group, Span};
use syn::{
    Ident, Lit, LitInt, LitStr, Token, braced, bracketed,
    ext::IdentExt as _,
    parse::{Parse, ParseStream, Parser as _},
    token,
};

/// An object or an array.
pub(super) enum Shape {
    Object(Vec<Member>),
    Array(Vec<Item>),
}

/// A key of an object and what stands under it.
pub(super) struct Member {
    pub(super) key: Key,
    pub(super) optional: bool,
    pub(super) slot: Slot,
    pub(super) span: Span,
}

/// A key of an object.
pub(super) enum Key {
    /// This text.
    Text(String),
    /// A part of the tag.
    Tag(u8),
    /// `...`
    Spread,
}

/// A position of an array.
pub(super) struct Item {
    pub(super) spread: bool,
    pub(super) optional: bool,
    pub(super) slot: Slot,
    pub(super) span: Span,
}

/// A value.
pub(super) enum Slot {
    /// A constant.
    Constant(Constant),
    /// A part of the tag.
    Tag(u8),
    /// A field of the struct.
    Head(Ident),
    /// `$payload` and the like: the variant of `Slot`.
    Special(&'static str),
    /// An object or an array within.
    Nested(Shape),
}

/// What stands behind `$`, beside `$event`, and the variant of `Slot` that it is.
const SPECIAL: &[(&str, &str)] = &[
    ("payload", "Payload"),
    ("frames", "Frames"),
    ("count", "Count"),
    ("compressed", "Compressed"),
    ("size", "Size"),
    ("compressed_size", "CompressedSize"),
];

/// How deep templates nest.
const DEEPEST: usize = 32;

/// Reads `{ … }` or `[ … ]`.
pub(super) fn read(group: &Group) -> syn::Result<Shape> {
    let is_object = group.delimiter() == Delimiter::Brace;
    let parser = |input: ParseStream<'_>| {
        if is_object { object(input, 0) } else { array(input, 0) }
    };
    parser.parse2(group.stream())
}

fn object(input: ParseStream<'_>, depth: usize) -> syn::Result<Shape> {
    let mut members = Vec::new();
    while !input.is_empty() {
        let span = input.span();
        let key = if input.parse::<Option<Token![...]>>()?.is_some() {
            Key::Spread
        } else if input.parse::<Option<Token![$]>>()?.is_some() {
            match dollar(input)? {
                Slot::Tag(index) => Key::Tag(index),
                _ => return Err(syn::Error::new(span, "only `$event` can be a key")),
            }
        } else if input.peek(LitStr) {
            Key::Text(input.parse::<LitStr>()?.value())
        } else {
            return Err(input.error("expected a key in quotes, `$event` or `...`"));
        };
        let optional = input.parse::<Option<Token![?]>>()?.is_some();
        input.parse::<Token![:]>()?;
        let slot = slot(input, depth)?;
        members.push(Member { key, optional, slot, span });
        comma(input)?;
    }
    Ok(Shape::Object(members))
}

fn array(input: ParseStream<'_>, depth: usize) -> syn::Result<Shape> {
    let mut items = Vec::new();
    while !input.is_empty() {
        let span = input.span();
        let spread = input.parse::<Option<Token![...]>>()?.is_some();
        let slot = slot(input, depth)?;
        let optional = input.parse::<Option<Token![?]>>()?.is_some();
        items.push(Item { spread, optional, slot, span });
        comma(input)?;
    }
    Ok(Shape::Array(items))
}

fn comma(input: ParseStream<'_>) -> syn::Result<()> {
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(())
}

fn slot(input: ParseStream<'_>, depth: usize) -> syn::Result<Slot> {
    if depth == DEEPEST {
        return Err(input.error("templates do not nest this deep"));
    }
    if input.peek(token::Brace) {
        let content;
        braced!(content in input);
        return object(&content, depth + 1).map(Slot::Nested);
    }
    if input.peek(token::Bracket) {
        let content;
        bracketed!(content in input);
        return array(&content, depth + 1).map(Slot::Nested);
    }
    if input.parse::<Option<Token![$]>>()?.is_some() {
        return dollar(input);
    }
    if input.peek(Lit) || input.peek(Token![-]) {
        let span = input.span();
        let constant = read_constant(input);
        return constant.map(Slot::Constant).map_err(|_| {
            syn::Error::new(span, "a constant is text, an integer, `true`, `false` or `null`")
        });
    }
    let field = input.call(Ident::parse_any).map_err(|error| {
        syn::Error::new(
            error.span(),
            "expected a constant, a field of the struct, `$event`, `$payload`, `{ … }` or `[ … ]`",
        )
    })?;
    Ok(if field == "null" { Slot::Constant(Constant::Null) } else { Slot::Head(field) })
}

/// What stands behind `$`.
fn dollar(input: ParseStream<'_>) -> syn::Result<Slot> {
    let word: Ident = input.call(Ident::parse_any)?;
    if word == "event" {
        if input.parse::<Option<Token![.]>>()?.is_none() {
            return Ok(Slot::Tag(0));
        }
        let index = LitInt::parse(input)?;
        return index.base10_parse().map(Slot::Tag);
    }
    match SPECIAL.iter().find(|(name, _)| word == name) {
        Some((_, variant)) => Ok(Slot::Special(variant)),
        None => {
            let mut known = vec!["event"];
            known.extend(SPECIAL.iter().map(|(name, _)| *name));
            let hint = known_names(&word.to_string(), &known);
            let message = format!(
                "there is no `${word}`; {hint}. Envelope values are fields of the struct, without `$`"
            );
            Err(syn::Error::new(word.span(), message))
        }
    }
}
