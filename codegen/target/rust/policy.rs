//! `policy.rs`: how connections behave, as constants of the types of `antiphon::policy`.
//!
//! A constant says only what differs from the type's `DEFAULT`.

mod channels;
mod connection;
mod delivery;
mod heartbeat;
mod parameters;
mod session;

use super::{
    doc, expr,
    module::Module,
    names::ident,
    scope::{Place, Plan, Scope},
};
use crate::{
    model::{Backoff, Event, EventId, Rate, Retry, Role},
    names::rust::{const_name, type_name},
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) use delivery::delivery_constant;

/// The module.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let scope = plan.scope(Place::Policy);
    let mut items = connection::items(&scope);
    items.extend(session::items(&scope));
    items.extend(retries(&scope));
    items.extend(channels::items(&scope));
    items.extend(delivery::items(&scope));
    scope.finish("Policies: how connections behave.", items, Vec::new())
}

/// A name of `antiphon::policy`.
fn ty(scope: &Scope<'_>, name: &str) -> Ident {
    scope.import(&["antiphon", "policy"], name)
}

/// One constant with its documentation.
fn constant(docs: &str, name: &str, ty: &TokenStream, value: &TokenStream) -> TokenStream {
    let docs = doc::text(docs);
    let name = ident(name);
    quote!(#docs pub const #name: #ty = #value;)
}

/// A struct with those fields that have a value; the others as in the type's `DEFAULT`.
fn partial(name: &Ident, fields: Vec<(&str, Option<TokenStream>)>) -> TokenStream {
    let complete = fields.iter().all(|(_, value)| value.is_some());
    let rest = (!complete).then(|| quote!(..#name::DEFAULT));
    let fields = fields.into_iter().filter_map(|(field, value)| {
        let field = ident(field);
        value.map(|value| quote!(#field: #value,))
    });
    quote!(#name { #(#fields)* #rest })
}

/// A struct with all its fields.
fn complete(name: &Ident, fields: Vec<(&str, TokenStream)>) -> TokenStream {
    partial(name, fields.into_iter().map(|(field, value)| (field, Some(value))).collect())
}

/// A list, unless it is empty.
fn list(items: Vec<TokenStream>) -> Option<TokenStream> {
    (!items.is_empty()).then(|| quote!(&[#(#items),*]))
}

/// A list, empty or not.
fn slice(items: Vec<TokenStream>) -> TokenStream {
    quote!(&[#(#items),*])
}

/// `Some(…)`, unless there is nothing.
fn some(value: Option<TokenStream>) -> Option<TokenStream> {
    value.map(|value| quote!(Some(#value)))
}

/// A number that may be missing.
fn number(value: Option<impl Into<i128>>) -> TokenStream {
    expr::option(value.map(|value| expr::integer(value.into())))
}

/// Text that may be missing.
fn text(value: Option<&String>) -> TokenStream {
    expr::option(value.map(|text| quote!(#text)))
}

/// An event that may be missing.
fn event(scope: &Scope<'_>, event: Option<EventId>) -> TokenStream {
    expr::option(event.map(|event| expr::event(scope, event)))
}

/// A role of the envelope.
fn role(scope: &Scope<'_>, role: Role) -> TokenStream {
    let roles = scope.import(&["antiphon", "frame"], "Role");
    let name = ident(&type_name(role.name()));
    quote!(#roles::#name)
}

/// A wait that grows.
fn backoff(scope: &Scope<'_>, backoff: &Backoff) -> TokenStream {
    let Backoff { initial, multiplier, max, jitter, attempts } = backoff;
    complete(
        &ty(scope, "Backoff"),
        vec![
            ("initial", expr::duration(scope, *initial)),
            ("multiplier", expr::float(*multiplier)),
            ("max", expr::duration(scope, *max)),
            ("jitter", expr::option(jitter.map(expr::float))),
            ("attempts", number(*attempts)),
        ],
    )
}

/// At most so many in so long.
fn rate(scope: &Scope<'_>, rate: &Rate) -> TokenStream {
    let Rate { count, per } = rate;
    complete(
        &ty(scope, "Rate"),
        vec![("count", expr::integer(i128::from(*count))), ("per", expr::duration(scope, *per))],
    )
}

/// An error code as text.
fn error_code(scope: &Scope<'_>, code: Option<usize>) -> Option<TokenStream> {
    let code = scope.protocol().errors.codes.get(code?)?;
    let text = match &code.code {
        crate::model::Literal::Text(text) => text.clone(),
        code => code.to_json().to_string(),
    };
    Some(quote!(#text))
}

/// The constant with the retry rule of a class of errors.
pub(super) fn class_constant(class: &str) -> String {
    format!("{}_RETRY", const_name(class))
}

/// The constant with the retry rule of an error code: its class's, or its own where it differs.
pub(super) fn retry_constant(plan: &Plan<'_>, code: usize) -> Option<String> {
    let errors = &plan.protocol.errors;
    let code = errors.codes.get(code)?;
    let Retry::Backoff(_) = code.retry else { return None };
    let class = code.class.and_then(|class| errors.classes.get(class));
    match class.filter(|class| class.retry == code.retry) {
        Some(class) => Some(class_constant(&class.name)),
        None => Some(format!("{}_CODE_RETRY", const_name(&code.name))),
    }
}

/// The retry rules of classes, and of codes that have their own.
fn retries(scope: &Scope<'_>) -> Vec<TokenStream> {
    let errors = &scope.protocol().errors;
    let name = ty_tokens(scope, "Backoff");
    let mut items = Vec::new();
    for class in &errors.classes {
        if let Retry::Backoff(rule) = &class.retry {
            let docs = format!("When to try again after an error of the class `{}`.", class.name);
            let constant_name = class_constant(&class.name);
            items.push(constant(&docs, &constant_name, &name(), &backoff(scope, rule)));
        }
    }
    for (index, code) in errors.codes.iter().enumerate() {
        let class = code.class.and_then(|class| errors.classes.get(class));
        if let Retry::Backoff(rule) = &code.retry
            && class.is_none_or(|class| class.retry != code.retry)
            && let Some(constant_name) = retry_constant(scope.plan, index)
        {
            let docs = format!("When to try again after the error `{}`.", code.name);
            items.push(constant(&docs, &constant_name, &name(), &backoff(scope, rule)));
        }
    }
    items
}

/// The name of a type of `antiphon::policy`, imported only if it is asked for.
fn ty_tokens<'s>(scope: &'s Scope<'_>, name: &'static str) -> impl Fn() -> TokenStream + 's {
    move || {
        let name = ty(scope, name);
        quote!(#name)
    }
}

/// Whether an event needs a constant for its delivery.
fn needs_delivery(event: &Event) -> bool {
    delivery::differs(event)
}
