//! `errors.rs`: the enum of error codes.

use super::{
    doc, expr,
    module::Module,
    policy,
    scope::{Place, Plan, Scope},
    sets::{OTHER, other},
};
use crate::model::{ErrorClass, ErrorCode, Literal, Retry};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The module; empty for a protocol without codes.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let scope = plan.scope(Place::Errors);
    let errors = &plan.protocol.errors;
    let needed = errors.ty.is_some() || !errors.codes.is_empty();
    let codes = needed.then(|| item(&scope, &plan.names.errors()));
    let classes = (!errors.classes.is_empty()).then(|| classes(&scope, needed));
    scope.finish("Error codes.", codes.into_iter().chain(classes).collect(), Vec::new())
}

/// The enum of classes.
fn classes(scope: &Scope<'_>, has_codes: bool) -> TokenStream {
    let classes = &scope.protocol().errors.classes;
    let enumeration = scope.plan.names.error_class();
    let names =
        super::names::variants(classes.iter().map(|class| class.name.as_str()), &[], "Class");
    let words: Vec<&str> = classes.iter().map(|class| class.name.as_str()).collect();
    let rows = classes.iter().zip(&names).map(|(class, name)| {
        let ErrorClass { name: word, doc, retry: _ } = class;
        let docs = doc::item(doc, &format!("The class `{}`.", doc::one_line(word)), &[], &[]);
        quote!(#docs #name,)
    });
    let rule = scope.import(&["antiphon", "policy"], "Retry");
    let retries = classes.iter().zip(&names).map(|(class, name)| match class.retry {
        Retry::Never => quote!(Self::#name => #rule::Never,),
        Retry::After => quote!(Self::#name => #rule::After,),
        Retry::Backoff(_) => {
            let constant = scope.policy(&policy::class_constant(&class.name));
            quote!(Self::#name => #rule::Backoff(#constant),)
        }
    });
    let of = has_codes.then(|| {
        let code = scope.plan.names.errors();
        quote! {
            #[doc = " The class of a code, if it has one."]
            pub fn of(code: &#code) -> Option<Self> {
                match antiphon::policy::ErrorCode::class(code)? {
                    #(#words => Some(Self::#names),)*
                    _ => None,
                }
            }
        }
    });
    quote! {
        #[doc = " A class of errors: what a client may do about them."]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum #enumeration { #(#rows)* }

        impl #enumeration {
            #[doc = " All classes, in the order of the definition."]
            pub const ALL: &'static [Self] = &[#(Self::#names),*];

            #[doc = " The name in the definition."]
            pub const fn name(self) -> &'static str {
                match self { #(Self::#names => #words,)* }
            }

            #[doc = " Whether and when to try again after an error of this class whose code has no rule of its own."]
            pub const fn retry(self) -> #rule {
                match self { #(#retries)* }
            }

            #of
        }
    }
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
