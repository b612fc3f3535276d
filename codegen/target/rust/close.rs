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
    let items = if plan.protocol.close.is_empty() { Vec::new() } else { items(&scope) };
    scope.finish("Close codes and what a client does after each.", items, Vec::new())
}

fn items(scope: &Scope<'_>) -> Vec<TokenStream> {
    let codes = &scope.protocol().close;
    let name = scope.plan.names.close();
    let words = codes.iter().map(|code| code.name.as_str());
    let names = super::names::variants(words, &[], "Code");
    let variants = codes.iter().zip(&names).map(|(code, name)| variant(code, name));
    let row_type = scope.import(&["antiphon", "policy"], "CloseRow");
    let rows = codes.iter().map(|code| row(scope, code));
    // A code of its own goes before the range around it.
    let mut order = codes.iter().zip(&names).collect::<Vec<_>>();
    order.sort_by_key(|(code, _)| (code.last.saturating_sub(code.first), code.first));
    let arms = order.into_iter().map(|(code, name)| {
        let first = expr::integer(i128::from(code.first));
        let last = expr::integer(i128::from(code.last));
        match code.first == code.last {
            true => quote!(#first => Some(Self::#name),),
            false => quote!(#first..=#last => Some(Self::#name),),
        }
    });
    let declaration = quote! {
        #[doc = " Why a connection was closed."]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum #name { #(#variants)* }
    };
    let implementation = quote! {
        impl antiphon::policy::CloseCode for #name {
            const ROWS: &'static [#row_type] = &[#(#rows),*];

            fn from_code(code: u16) -> Option<Self> {
                match code { #(#arms)* _ => None, }
            }

            fn row(&self) -> &'static #row_type {
                &Self::ROWS[*self as usize]
            }
        }
    };
    vec![declaration, implementation]
}

fn variant(code: &CloseCode, variant: &Ident) -> TokenStream {
    let CloseCode { first, last, name, doc, reason: _, then, after } = code;
    let number = if first == last { format!("{first}") } else { format!("{first} to {last}") };
    let mut note = match then {
        AfterClose::Reconnect => format!("{number}: the client connects again and resumes"),
        AfterClose::NewSession => format!("{number}: the client connects again with a new session"),
        AfterClose::GiveUp => format!("{number}: the client gives up"),
    };
    if let Some(after) = after {
        note.push_str(&format!(", after {after:?} at least"));
    }
    let fallback = format!("The close code `{}`.", doc::one_line(name));
    let docs = doc::item(doc, &fallback, &[note + "."], &[]);
    quote!(#docs #variant,)
}

fn row(scope: &Scope<'_>, code: &CloseCode) -> TokenStream {
    let CloseCode { first, last, name, doc: _, reason, then, after } = code;
    let row = scope.import(&["antiphon", "policy"], "CloseRow");
    let then_type = scope.import(&["antiphon", "policy"], "AfterClose");
    let first = expr::integer(i128::from(*first));
    let last = expr::integer(i128::from(*last));
    let reason = expr::option(reason.as_ref().map(|reason| quote!(#reason)));
    let then = match then {
        AfterClose::Reconnect => quote!(#then_type::Reconnect),
        AfterClose::NewSession => quote!(#then_type::NewSession),
        AfterClose::GiveUp => quote!(#then_type::GiveUp),
    };
    let after = expr::option(after.map(|after| expr::duration(scope, after)));
    quote! {
        #row {
            first: #first,
            last: #last,
            name: #name,
            reason: #reason,
            then: #then,
            after: #after,
        }
    }
}
