//! `errors.rs`: the enum of error codes.

use super::{
    doc, expr,
    module::Module,
    policy,
    scope::{Place, Plan, Scope},
    sets::{OTHER, other},
};
use crate::model::{ErrorCode, Literal, Retry};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The module; empty for a protocol without codes.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let scope = plan.scope(Place::Errors);
    let errors = &plan.protocol.errors;
    let needed = errors.ty.is_some() || !errors.codes.is_empty();
    let items = needed.then(|| item(&scope, &plan.names.errors())).into_iter().collect();
    scope.finish("Error codes.", items, Vec::new())
}

fn item(scope: &Scope<'_>, name: &Ident) -> TokenStream {
    let errors = &scope.protocol().errors;
    let words = errors.codes.iter().map(|code| code.name.as_str());
    let names = super::names::variants(words, &[], "Code");
    let codes = errors.codes.iter().enumerate().zip(&names);
    let codes = codes.map(|((index, code), name)| row(scope, index, code, name));
    let text = errors.codes.iter().all(|code| matches!(code.code, Literal::Text(_)));
    let other = errors.open.then(|| {
        let other = other(&names, OTHER);
        let ty = if text { quote!(String) } else { quote!(i64) };
        quote!(#[doc = " A code that the protocol does not name."] #[error_code(other)] #other(#ty),)
    });
    let copy = (!errors.open || !text).then(|| quote!(Copy,));
    quote! {
        #[doc = " Why something failed: a code, with its class, whether to try again, and the close code"]
        #[doc = " that follows."]
        #[derive(Debug, Clone, #copy PartialEq, Eq, Hash, antiphon::ErrorCode)]
        pub enum #name { #(#codes)* #other }
    }
}

fn row(scope: &Scope<'_>, index: usize, code: &ErrorCode, variant: &Ident) -> TokenStream {
    let ErrorCode { code: wire, name: _, doc, class, retry, close } = code;
    let wire = expr::literal(wire);
    let mut all = vec![quote!(code = #wire)];
    let class = class.and_then(|class| scope.protocol().errors.classes.get(class));
    let note = class.map(|class| match &class.doc.summary {
        Some(summary) => format!("Of the class `{}`: {summary}", doc::one_line(&class.name)),
        None => format!("Of the class `{}`.", doc::one_line(&class.name)),
    });
    let docs = doc::item(doc, "", note.as_slice(), &[]);
    if let Some(class) = class {
        let class = &class.name;
        all.push(quote!(class = #class));
    }
    match retry {
        Retry::Never => all.push(quote!(retry = never)),
        Retry::After => all.push(quote!(retry = after)),
        Retry::Backoff(_) => {
            if let Some(constant) = policy::retry_constant(scope.plan, index) {
                let constant = scope.policy(&constant);
                all.push(quote!(retry = #constant));
            }
        }
    }
    if let Some(close) = close {
        let close = expr::integer(i128::from(*close));
        all.push(quote!(close = #close));
    }
    quote!(#docs #[error_code(#(#all),*)] #variant,)
}
