//! `close.rs`: the enum of close codes, with what a client does after each.

use super::{
    doc, expr,
    module::Module,
    scope::{Place, Plan, Scope},
};
use crate::model::{AfterClose, CloseCode};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The module; empty for a protocol without close codes.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let scope = plan.scope(Place::Close);
    let needed = !plan.protocol.close.is_empty();
    let items = needed.then(|| item(&scope)).into_iter().collect();
    scope.finish("Close codes and what a client does after each.", items, Vec::new())
}

fn item(scope: &Scope<'_>) -> TokenStream {
    let codes = &scope.protocol().close;
    let name = scope.plan.names.close();
    let words = codes.iter().map(|code| code.name.as_str());
    let names = super::names::variants(words, &[], "Code");
    let variants = codes.iter().zip(&names).map(|(code, name)| variant(scope, code, name));
    quote! {
        #[doc = " Why a connection was closed."]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, antiphon::CloseCode)]
        pub enum #name { #(#variants)* }
    }
}

fn variant(scope: &Scope<'_>, code: &CloseCode, variant: &Ident) -> TokenStream {
    let CloseCode { first, last, name, doc, reason, then, after } = code;
    let number = |code: u16| expr::integer(i128::from(code));
    let (numbers, held) = match first == last {
        true => (number(*first), None),
        false => {
            let (first, last) = (number(*first), number(*last));
            (quote!(#first, to = #last), Some(quote!((u16))))
        }
    };
    let (then, words) = match then {
        AfterClose::Reconnect => (quote!(reconnect), "connects again and resumes"),
        AfterClose::NewSession => (quote!(new_session), "connects again with a new session"),
        AfterClose::GiveUp => (quote!(give_up), "gives up"),
    };
    let shown = if first == last { format!("{first}") } else { format!("{first} to {last}") };
    let mut note = format!("{shown}: the client {words}");
    if let Some(after) = after {
        note.push_str(&format!(", after {after:?} at least"));
    }
    let docs = doc::item(doc, "", &[note + "."], &[]);
    let reason = reason.as_ref().map(|reason| quote!(, reason = #reason));
    let after =
        after.map(|after| expr::duration(scope, after)).map(|after| quote!(, after = #after));
    quote! {
        #docs
        #[close_code(code = #numbers, name = #name #reason, then = #then #after)]
        #variant #held,
    }
}
