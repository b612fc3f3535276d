//! Attributes to plain data: `#[payload(name = "agentId", optional)]` becomes a list of entries, checked
//! against the table of what is known at that place.

use crate::errors::{Errors, known_names};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Attribute, Expr, Ident, Lit, LitStr, Path, Token, ext::IdentExt as _, parse::ParseStream,
};

/// What stands behind a key.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// Nothing.
    Flag,
    /// `= "text"`.
    Text,
    /// `= "path"`, or a path without quotes.
    Path,
    /// `= "text"`, an integer, `true`, `false` or `null`.
    Constant,
    /// `= 1` or `= 1.5`.
    Number,
    /// `= 1`, not negative.
    Count,
    /// `= any expression`.
    Expr,
    /// `= { … }` or `= [ … ]`.
    Group,
    /// `(…)`.
    List,
}

/// A key that is known at some place, and what stands behind it.
pub(crate) type Known = (&'static str, Form);

/// A constant on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Constant {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// Text.
    Text(String),
}

impl Constant {
    /// The constant as JSON text.
    pub(crate) fn json(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Int(value) => value.to_string(),
            Self::Text(text) => json_text(text),
        }
    }
}

/// Text as a JSON string.
pub(crate) fn json_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            _ if character < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// A bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    /// An integer.
    Int(i128),
    /// A number with a fraction.
    Float(f64),
}

enum Value {
    Flag,
    Text(LitStr),
    Path(Path),
    Constant(Constant),
    Number(Number),
    Count(u64),
    Expr(Box<Expr>),
    Group(proc_macro2::Group),
    List(TokenStream),
}

struct Entry {
    key: Ident,
    value: Value,
}

/// Everything that one place says under one attribute name.
pub(crate) struct Attributes {
    entries: Vec<Entry>,
}

impl Attributes {
    /// Reads all `#[name(…)]` among these attributes. Keys that are not in the table, keys that come
    /// twice and values of another form are mistakes.
    pub(crate) fn read(
        attributes: &[Attribute],
        name: &str,
        known: &[Known],
        errors: &mut Errors,
    ) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
            let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
                read_entries(input, name, known, errors, &mut entries)
            });
            errors.ok(parsed);
        }
        Self { entries }
    }

    /// The place of a key, if it is there.
    pub(crate) fn span(&self, key: &str) -> Option<Span> {
        self.entry(key).map(|entry| entry.key.span())
    }

    /// Whether a key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// Every key that is there.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Ident> {
        self.entries.iter().map(|entry| &entry.key)
    }

    /// The text of a key.
    pub(crate) fn text(&self, key: &str) -> Option<&LitStr> {
        match &self.entry(key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The path of a key.
    pub(crate) fn path(&self, key: &str) -> Option<&Path> {
        match &self.entry(key)?.value {
            Value::Path(path) => Some(path),
            _ => None,
        }
    }

    /// The constant of a key.
    pub(crate) fn constant(&self, key: &str) -> Option<&Constant> {
        match &self.entry(key)?.value {
            Value::Constant(constant) => Some(constant),
            _ => None,
        }
    }

    /// The number of a key.
    pub(crate) fn number(&self, key: &str) -> Option<Number> {
        match &self.entry(key)?.value {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The count of a key.
    pub(crate) fn count(&self, key: &str) -> Option<u64> {
        match &self.entry(key)?.value {
            Value::Count(count) => Some(*count),
            _ => None,
        }
    }

    /// The expression of a key.
    pub(crate) fn expr(&self, key: &str) -> Option<&Expr> {
        match &self.entry(key)?.value {
            Value::Expr(expr) => Some(expr),
            _ => None,
        }
    }

    /// The bracketed tokens of a key.
    pub(crate) fn group(&self, key: &str) -> Option<&proc_macro2::Group> {
        match &self.entry(key)?.value {
            Value::Group(group) => Some(group),
            _ => None,
        }
    }

    /// What stands between the parentheses of a key.
    pub(crate) fn list(&self, key: &str) -> Option<&TokenStream> {
        match &self.entry(key)?.value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The path of the runtime crate: `crate = "path"`, or `::antiphon`.
    pub(crate) fn runtime(&self) -> TokenStream {
        self.path("crate").map_or_else(|| quote!(::antiphon), ToTokens::to_token_stream)
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// Reads entries to the end. A mistake in one does not hide those in the next.
pub(crate) fn read_list(
    tokens: TokenStream,
    name: &str,
    known: &[Known],
    errors: &mut Errors,
) -> Attributes {
    let mut entries = Vec::new();
    let parser = |input: ParseStream<'_>| read_entries(input, name, known, errors, &mut entries);
    let parsed = syn::parse::Parser::parse2(parser, tokens);
    errors.ok(parsed);
    Attributes { entries }
}

fn read_entries(
    input: ParseStream<'_>,
    name: &str,
    known: &[Known],
    errors: &mut Errors,
    entries: &mut Vec<Entry>,
) -> syn::Result<()> {
    while !input.is_empty() {
        let key = input.call(Ident::parse_any)?;
        match known.iter().find(|(known, _)| key == known) {
            Some((_, form)) => match read_value(input, &key, *form) {
                Ok(_) if entries.iter().any(|entry| entry.key == key) => {
                    errors.span(key.span(), format!("`{key}` stands here twice"));
                }
                Ok(value) => entries.push(Entry { key, value }),
                Err(error) => {
                    errors.push(error);
                    skip_to_comma(input)?;
                }
            },
            None => {
                let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                let hint = known_names(&key.to_string(), &names);
                errors.span(key.span(), format!("`{name}({key})` means nothing here; {hint}"));
                skip_to_comma(input)?;
            }
        }
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

/// Leaves out what stands before the next comma.
pub(crate) fn skip_to_comma(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

fn read_value(input: ParseStream<'_>, key: &Ident, form: Form) -> syn::Result<Value> {
    match form {
        Form::Flag => {
            if input.peek(Token![=]) || input.peek(syn::token::Paren) {
                let message = format!("`{key}` stands alone, without a value");
                return Err(input.error(message));
            }
            return Ok(Value::Flag);
        }
        Form::List => {
            if !input.peek(syn::token::Paren) {
                return Err(syn::Error::new(key.span(), format!("write `{key}(…)`")));
            }
            let content;
            syn::parenthesized!(content in input);
            return content.parse().map(Value::List);
        }
        _ => {}
    }
    if !input.peek(Token![=]) {
        return Err(syn::Error::new(key.span(), format!("write `{key} = {}`", sample(form))));
    }
    input.parse::<Token![=]>()?;
    let mismatch = |span| syn::Error::new(span, format!("`{key}` takes {}", describe(form)));
    let start = input.span();
    match form {
        Form::Text => input.parse().map(Value::Text).map_err(|_| mismatch(start)),
        Form::Path if input.peek(LitStr) => input.parse::<LitStr>()?.parse().map(Value::Path),
        Form::Path => input.parse().map(Value::Path).map_err(|_| mismatch(start)),
        Form::Constant => read_constant(input).map(Value::Constant).map_err(|_| mismatch(start)),
        Form::Number => read_number(input).map(Value::Number).map_err(|_| mismatch(start)),
        Form::Count => match input.parse::<syn::LitInt>().and_then(|lit| lit.base10_parse()) {
            Ok(count) => Ok(Value::Count(count)),
            Err(_) => Err(mismatch(start)),
        },
        Form::Group => match input.parse::<TokenTree>() {
            Ok(TokenTree::Group(group)) if group.delimiter() != Delimiter::Parenthesis => {
                Ok(Value::Group(group))
            }
            _ => Err(mismatch(start)),
        },
        Form::Expr | Form::Flag | Form::List => input.parse().map(Box::new).map(Value::Expr),
    }
}

/// What a form looks like.
fn sample(form: Form) -> &'static str {
    match form {
        Form::Text | Form::Constant => "\"…\"",
        Form::Path => "\"path\"",
        Form::Number | Form::Count => "1",
        Form::Group => "{ … }",
        Form::Expr | Form::Flag | Form::List => "…",
    }
}

/// What a form takes, in words.
fn describe(form: Form) -> &'static str {
    match form {
        Form::Text => "text in quotes",
        Form::Path => "a path",
        Form::Constant => "text in quotes, an integer, `true`, `false` or `null`",
        Form::Number => "a number",
        Form::Count => "an integer that is not negative",
        Form::Group => "`{ … }` or `[ … ]`",
        Form::Expr | Form::Flag | Form::List => "an expression",
    }
}

/// Reads text, an integer, `true`, `false` or `null`.
pub(crate) fn read_constant(input: ParseStream<'_>) -> syn::Result<Constant> {
    if input.peek(Ident) {
        let word: Ident = input.parse()?;
        if word == "null" {
            return Ok(Constant::Null);
        }
        return Err(syn::Error::new(word.span(), "expected a constant"));
    }
    let negative = input.parse::<Option<Token![-]>>()?.is_some();
    let literal: Lit = input.parse()?;
    match &literal {
        Lit::Str(text) if !negative => Ok(Constant::Text(text.value())),
        Lit::Bool(value) if !negative => Ok(Constant::Bool(value.value)),
        Lit::Int(value) => {
            let sign = if negative { "-" } else { "" };
            let digits = format!("{sign}{}", value.base10_digits());
            digits.parse().map(Constant::Int).map_err(|error| syn::Error::new(value.span(), error))
        }
        _ => Err(syn::Error::new_spanned(literal, "expected a constant")),
    }
}

fn read_number(input: ParseStream<'_>) -> syn::Result<Number> {
    let negative = input.parse::<Option<Token![-]>>()?.is_some();
    match input.parse::<Lit>()? {
        Lit::Int(value) => {
            let number: i128 = value.base10_parse()?;
            Ok(Number::Int(if negative { -number } else { number }))
        }
        Lit::Float(value) => {
            let number: f64 = value.base10_parse()?;
            Ok(Number::Float(if negative { -number } else { number }))
        }
        other => Err(syn::Error::new_spanned(other, "expected a number")),
    }
}

/// The doc comment among these attributes, as paragraphs of text.
pub(crate) fn doc_comment(attributes: &[Attribute]) -> String {
    let lines: Vec<String> = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .filter_map(|attribute| match &attribute.meta.require_name_value().ok()?.value {
            Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        })
        .map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned())
        .collect();
    lines.join("\n").trim().to_owned()
}
