//! `#[derive(Event)]`: what a kind of message says about itself.

mod tag;

use crate::{
    attributes::{Attributes, Form, Known, read_list},
    errors::Errors,
};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::{
    Attribute, Data, DeriveInput, Expr, ExprLit, Fields, Lit, LitStr, Member, ext::IdentExt as _,
};
use tag::Tag;

/// What an event may say.
const KEYS: &[Known] = &[
    ("name", Form::Text),
    ("head", Form::Path),
    ("tag", Form::Expr),
    ("empty", Form::Flag),
    ("binary", Form::Flag),
    ("reply_to", Form::Expr),
    ("request", Form::List),
    ("to", Form::Expr),
    ("phase", Form::Text),
    ("delivery", Form::Expr),
    ("crate", Form::Path),
];

/// What a request says.
const REQUEST: &[Known] = &[("reply", Form::Path), ("timeout_ms", Form::Count)];

/// Keys that exclude each other, and why.
const EXCLUSIVE: &[(&str, &str, &str)] = &[
    ("reply_to", "tag", "the pending request tells what the reply is; remove `tag`"),
    ("binary", "head", "bytes have no head; remove `head`"),
    ("binary", "tag", "the bytes of the layout tell it apart; remove `tag`"),
    ("binary", "empty", "a binary event has the fields of its layout; remove `empty`"),
    ("binary", "reply_to", "replies travel in frames; remove one"),
];

/// Expands the derive.
pub(crate) fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let attributes = Attributes::read(&input.attrs, "event", KEYS, &mut errors);
    for (left, right, message) in EXCLUSIVE {
        if let (Some(_), Some(span)) = (attributes.span(left), attributes.span(right)) {
            errors.span(span, format!("`{left}` and `{right}` exclude each other: {message}"));
        }
    }
    let codegen = crate::payload::codegen(&attributes);
    let ident = &input.ident;
    let text = |key: &str| attributes.text(key).map(syn::LitStr::value);
    let name = text("name").unwrap_or_else(|| ident.unraw().to_string());
    let binary = attributes.has("binary");
    let head = match (attributes.path("head"), binary) {
        (Some(head), _) => quote!(#head),
        (None, true) => quote!(#codegen::NoHead),
        (None, false) => {
            if attributes.span("head").is_none() {
                errors.at(
                    ident,
                    "say which head the event travels with: `#[event(head = MessageHead)]`; a binary \
                     event is `binary`",
                );
            }
            TokenStream::new()
        }
    };
    let tag = if binary || attributes.has("reply_to") {
        Vec::new()
    } else {
        match attributes.expr("tag") {
            Some(expr) => tag::read(expr, &mut errors),
            None => vec![Tag::Literal(crate::attributes::Constant::Text(name.clone()))],
        }
    };
    let has_payload = !attributes.has("empty");
    if !has_payload {
        without_fields(input, &mut errors);
    }
    let param = param(input, &attributes, &tag, &mut errors);
    let texts = tag.iter().map(Tag::text);
    let tag = tag.iter().map(|part| part.tokens(&codegen));
    let binary = binary.then(|| binary_items(&codegen, &name));
    let optional = [
        attributes.expr("reply_to").map(|expr| {
            let requests =
                names(expr, "a request is named by text: `reply_to = \"subtract\"`", &mut errors);
            quote!(const REPLY_TO: &'static [&'static str] = &[#(#requests),*];)
        }),
        attributes.expr("to").map(|expr| {
            let parties = names(expr, "a peer is named by text: `to = \"viewer\"`", &mut errors);
            quote!(const TO: &'static [&'static str] = &[#(#parties),*];)
        }),
        text("phase").map(|phase| {
            quote! {
                const PHASE: ::core::option::Option<&'static str> =
                    ::core::option::Option::Some(#phase);
            }
        }),
        attributes
            .expr("delivery")
            .map(|delivery| quote!(const DELIVERY: #codegen::Delivery = #delivery;)),
        binary,
        param,
    ]
    .into_iter()
    .flatten();
    let request = request(&codegen, input, &attributes, &mut errors);
    errors.finish(quote! {
        #[automatically_derived]
        impl #codegen::Event for #ident {
            const NAME: &'static str = #name;
            type Head = #head;
            const TAG: &'static [#codegen::TagPart] = &[#(#tag),*];
            const TAG_TEXTS: &'static [&'static str] = &[#(#texts),*];
            const HAS_PAYLOAD: bool = #has_payload;
            #(#optional)*
        }
        #request
    })
}

/// Names: one text, or several in brackets.
fn names(expr: &Expr, wrong: &str, errors: &mut Errors) -> Vec<LitStr> {
    let all = match expr {
        Expr::Array(list) => list.elems.iter().collect(),
        one => vec![one],
    };
    let mut names = Vec::new();
    for each in all {
        match each {
            Expr::Lit(ExprLit { lit: Lit::Str(name), .. }) => names.push(name.clone()),
            other => errors.at(other, wrong),
        }
    }
    names
}

/// What a binary event overrides.
fn binary_items(codegen: &TokenStream, name: &str) -> TokenStream {
    quote! {
        const FRAME: &'static str = #name;
        const BINARY: bool = true;
        const ROLES: &'static [(#codegen::Role, &'static str)] =
            <Self as #codegen::ReadBinary>::ROLES;
        fn from_binary(
            bytes: &[u8],
        ) -> ::core::result::Result<::core::option::Option<Self>, #codegen::Fault> {
            #codegen::ReadBinary::read_binary(
                bytes,
                <Self as #codegen::Event>::DELIVERY.max_size,
            )
        }
        fn body(&self) -> #codegen::Body<'_> {
            #codegen::Body::Binary(self)
        }
    }
}

/// `impl Request`, for an event that is answered.
fn request(
    codegen: &TokenStream,
    input: &DeriveInput,
    attributes: &Attributes,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let list = read_list(attributes.list("request")?.clone(), "request", REQUEST, errors);
    let (reply, timeout) = (list.path("reply"), list.count("timeout_ms"));
    let (Some(reply), Some(timeout), Some(span)) = (reply, timeout, attributes.span("request"))
    else {
        if let Some(span) = attributes.span("request") {
            errors.span(span, "a request says both: `request(reply = Reply, timeout_ms = 30000)`");
        }
        return None;
    };
    if timeout == 0 {
        errors.span(span, "a request waits for some time: `timeout_ms` is at least 1");
    }
    let ident = &input.ident;
    let timeout = proc_macro2::Literal::u64_unsuffixed(timeout);
    Some(quote! {
        #[automatically_derived]
        impl #codegen::Request for #ident {
            type Reply = #reply;
            const TIMEOUT: #codegen::Duration = #codegen::Duration::from_millis(#timeout);
        }
    })
}

/// The field that holds the free part of the tag.
fn param(
    input: &DeriveInput,
    attributes: &Attributes,
    tag: &[Tag],
    errors: &mut Errors,
) -> Option<TokenStream> {
    let patterns = tag.iter().filter(|part| matches!(part, Tag::Pattern { .. })).count();
    let fields: Vec<(Member, &syn::Field)> =
        fields(input).filter(|(_, field)| marked_tag(&field.attrs)).collect();
    if patterns > 1
        && let Some(span) = attributes.span("tag")
    {
        errors.span(span, "only one part of a tag can be a pattern");
    }
    for (_, field) in fields.iter().skip(1) {
        errors.at(*field, "only one field can hold the free part of the tag");
    }
    match (fields.first(), patterns) {
        (None, 0) => None,
        (Some((_, field)), 0) => {
            errors.at(
                *field,
                "this field holds the free part of a tag, but the tag has none: write \
                 `#[event(tag = pattern(\"before\", \"after\"))]`",
            );
            None
        }
        (None, _) => {
            if let Some(span) = attributes.span("tag") {
                errors.span(
                    span,
                    "the free part of the tag needs a field: `#[payload(tag)] name: String`",
                );
            }
            None
        }
        (Some((member, _)), _) => Some(quote! {
            fn set_tag_param(&mut self, value: &str) {
                self.#member = ::std::string::String::from(value);
            }
            fn tag_param(&self) -> ::core::option::Option<&str> {
                ::core::option::Option::Some(&self.#member)
            }
        }),
    }
}

/// The fields of a struct with their names.
fn fields(input: &DeriveInput) -> impl Iterator<Item = (Member, &syn::Field)> {
    let fields = match &input.data {
        Data::Struct(data) => Some(&data.fields),
        Data::Enum(_) | Data::Union(_) => None,
    };
    fields.into_iter().flat_map(Fields::iter).enumerate().map(|(index, field)| {
        let member = field.ident.clone().map_or_else(|| Member::from(index), Member::Named);
        (member, field)
    })
}

/// Whether `#[payload(tag)]` is among the attributes.
fn marked_tag(attributes: &[Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("payload")).any(|attribute| {
        let Ok(list) = attribute.meta.require_list() else { return false };
        let tokens = list.tokens.clone().into_iter();
        // A key stands at the beginning or behind a comma; a `tag` elsewhere is part of a value.
        let mut before_key = true;
        tokens.into_iter().any(|token| {
            let here = before_key && matches!(&token, TokenTree::Ident(word) if word == "tag");
            before_key = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
            here
        })
    })
}

/// Reports fields of an event without payload.
fn without_fields(input: &DeriveInput, errors: &mut Errors) {
    for (_, field) in fields(input).filter(|(_, field)| !marked_tag(&field.attrs)) {
        errors.at(field, "an `empty` event has no payload; remove the field, or remove `empty`");
    }
}
