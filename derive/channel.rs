//! `#[derive(Channel)]`: topics to parameters and back.

use crate::{
    attributes::{Attributes, Form, Known},
    errors::{Errors, known_names},
    payload::constraints::{self, Constraints},
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Ident, LitStr, ext::IdentExt as _};

/// What the struct may say.
const KEYS: &[Known] = &[("name", Form::Text), ("topic", Form::Text), ("crate", Form::Path)];

/// What a field may say, beside its constraints.
const FIELD: &[Known] = &[("name", Form::Text)];

/// A field.
struct Field {
    /// The parameter's name.
    param: String,
    ident: Ident,
    /// What must hold.
    constraints: Constraints,
}

/// A part of a topic.
enum Piece {
    /// This text.
    Text(String),
    /// The parameter with this name.
    Param(String),
}

/// Expands the derive.
pub(crate) fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let attributes = Attributes::read(&input.attrs, "channel", KEYS, &mut errors);
    let codegen = crate::payload::codegen(&attributes);
    let ident = &input.ident;
    let fields = fields(input, &mut errors);
    let name = attributes.text("name").map_or_else(|| ident.unraw().to_string(), LitStr::value);
    let Some(template) = attributes.text("topic") else {
        if attributes.span("topic").is_none() {
            errors.at(ident, "say how the topics look: `#[channel(topic = \"session:{id}\")]`");
        }
        return errors.finish(TokenStream::new());
    };
    let Some(pieces) = errors.ok(pieces(template)) else {
        return errors.finish(TokenStream::new());
    };
    match_fields(template, &pieces, &fields, &mut errors);
    let topic = template.value();
    let table = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => quote!(#codegen::Piece::Text(#text)),
        Piece::Param(_) => quote!(#codegen::Piece::Param),
    });
    let params = pieces.iter().filter_map(|piece| match piece {
        Piece::Param(name) => fields.iter().find(|field| field.param == *name),
        Piece::Text(_) => None,
    });
    let reads = params
        .enumerate()
        .map(|(index, Field { ident, .. })| quote!(#ident: #codegen::param(params.get(#index)?)?));
    let checks = fields.iter().filter(|field| !field.constraints.is_empty()).map(|field| {
        let (pattern, constraints) = field.constraints.tokens(&codegen);
        let ident = &field.ident;
        quote! {{
            #pattern
            #codegen::Constrain::constrain(&this.#ident, &#constraints).ok()?;
        }}
    });
    let writes = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => quote!(out.write_str(#text)?;),
        Piece::Param(name) => {
            let field = fields.iter().find(|field| field.param == *name);
            let field = field.map(|field| &field.ident);
            quote!(#codegen::fmt::Display::fmt(&self.#field, out)?;)
        }
    });
    let unused = fields.is_empty().then(|| quote!(let _ = params;));
    errors.finish(quote! {
        #[automatically_derived]
        impl #codegen::Channel for #ident {
            const NAME: &'static str = #name;
            const TOPIC: &'static str = #topic;
            fn parse(topic: &str) -> ::core::option::Option<Self> {
                let params = #codegen::match_topic(topic, &[#(#table),*])?;
                #unused
                let this = Self { #(#reads),* };
                #(#checks)*
                ::core::option::Option::Some(this)
            }
        }
        #[automatically_derived]
        impl #codegen::fmt::Display for #ident {
            fn fmt(&self, out: &mut #codegen::fmt::Formatter<'_>) -> #codegen::fmt::Result {
                #(#writes)*
                ::core::result::Result::Ok(())
            }
        }
        #[automatically_derived]
        impl #codegen::FromStr for #ident {
            type Err = #codegen::WrongTopic;
            fn from_str(topic: &str) -> ::core::result::Result<Self, #codegen::WrongTopic> {
                <Self as #codegen::Channel>::parse(topic)
                    .ok_or(#codegen::WrongTopic { expected: #topic })
            }
        }
    })
}

/// The fields with the names of their parameters.
fn fields(input: &DeriveInput, errors: &mut Errors) -> Vec<Field> {
    let Data::Struct(data) = &input.data else {
        errors.at(&input.ident, "a channel is a struct that holds the parameters of its topics");
        return Vec::new();
    };
    let known: Vec<Known> = FIELD.iter().chain(constraints::KEYS).copied().collect();
    let mut fields = Vec::new();
    for field in &data.fields {
        let attributes = Attributes::read(&field.attrs, "channel", &known, errors);
        match &field.ident {
            Some(ident) => {
                let name = attributes.text("name").map(LitStr::value);
                fields.push(Field {
                    param: name.unwrap_or_else(|| ident.unraw().to_string()),
                    ident: ident.clone(),
                    constraints: Constraints::read(&attributes, errors),
                });
            }
            None => errors.at(field, "the parameters of a topic have names: use named fields"),
        }
    }
    fields
}

/// Takes a template apart. `{{` and `}}` are braces of the text.
fn pieces(template: &LitStr) -> syn::Result<Vec<Piece>> {
    let text = template.value();
    let mut rest = text.as_str();
    let mut before = String::new();
    let mut pieces = Vec::new();
    while let Some((plain, brace, behind)) = split_brace(rest) {
        before.push_str(plain);
        if let Some(after) = behind.strip_prefix(brace) {
            before.push(brace);
            rest = after;
            continue;
        }
        if brace == '}' {
            return Err(syn::Error::new_spanned(template, "a `}` stands here without its `{`"));
        }
        if !before.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut before)));
        }
        let Some((param, behind)) = behind.split_once('}') else {
            return Err(syn::Error::new_spanned(template, "a `{` stands here without its `}`"));
        };
        if matches!(pieces.last(), Some(Piece::Param(_))) {
            let message = format!(
                "nothing tells where the parameter before `{{{param}}}` ends; put text between them"
            );
            return Err(syn::Error::new_spanned(template, message));
        }
        pieces.push(Piece::Param(param.to_owned()));
        rest = behind;
    }
    before.push_str(rest);
    if !before.is_empty() {
        pieces.push(Piece::Text(before));
    }
    Ok(pieces)
}

/// What stands before the first brace, the brace, and what stands behind it.
fn split_brace(text: &str) -> Option<(&str, char, &str)> {
    let at = text.find(['{', '}'])?;
    let brace = text[at..].chars().next()?;
    Some((&text[..at], brace, &text[at + brace.len_utf8()..]))
}

/// Reports parameters without field, fields without parameter, and parameters that stand twice.
fn match_fields(template: &LitStr, pieces: &[Piece], fields: &[Field], errors: &mut Errors) {
    let known: Vec<&str> = fields.iter().map(|field| field.param.as_str()).collect();
    let mut seen: Vec<&str> = Vec::new();
    for piece in pieces {
        let Piece::Param(name) = piece else { continue };
        if !known.contains(&name.as_str()) {
            let hint = known_names(name, &known);
            errors.at(template, format!("the struct has no field for `{{{name}}}`; {hint}"));
        } else if seen.contains(&name.as_str()) {
            errors.at(template, format!("`{{{name}}}` stands in the topic twice"));
        }
        seen.push(name);
    }
    for Field { param: name, ident: field, .. } in fields {
        if !seen.contains(&name.as_str()) {
            errors
                .at(field, format!("the topic does not hold this field; put `{{{name}}}` into it"));
        }
    }
}
