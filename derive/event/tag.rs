//! The tag of an event: constants, and text with a free part.

use crate::{
    attributes::{Constant, read_constant},
    errors::Errors,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, ExprArray, ExprCall, ExprLit, Lit, parse::Parser as _};

/// One part of a tag.
pub(super) enum Tag {
    /// Exactly this value.
    Literal(Constant),
    /// Text around a free part.
    Pattern {
        /// Before the free part.
        prefix: String,
        /// Behind it.
        suffix: String,
    },
}

impl Tag {
    /// The part as JSON text, where it is constant.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Literal(constant) => constant.json(),
            Self::Pattern { .. } => String::new(),
        }
    }

    /// The part as a `TagPart`.
    pub(super) fn tokens(&self, codegen: &TokenStream) -> TokenStream {
        match self {
            Self::Literal(constant) => {
                let literal = crate::payload::literal(codegen, constant);
                quote!(#codegen::TagPart::Literal(#literal))
            }
            Self::Pattern { prefix, suffix } => {
                quote!(#codegen::TagPart::Pattern { prefix: #prefix, suffix: #suffix })
            }
        }
    }
}

/// Reads a tag: one part, or several in brackets.
pub(super) fn read(expr: &Expr, errors: &mut Errors) -> Vec<Tag> {
    match expr {
        Expr::Array(ExprArray { elems, .. }) => {
            elems.iter().filter_map(|part| errors.ok(one(part))).collect()
        }
        part => errors.ok(one(part)).into_iter().collect(),
    }
}

fn one(expr: &Expr) -> syn::Result<Tag> {
    if let Expr::Call(ExprCall { func, args, .. }) = expr
        && func.to_token_stream().to_string() == "pattern"
    {
        let texts: Vec<Option<String>> = args.iter().map(text).collect();
        return match texts.as_slice() {
            [Some(prefix), Some(suffix)] => {
                Ok(Tag::Pattern { prefix: prefix.clone(), suffix: suffix.clone() })
            }
            _ => Err(syn::Error::new_spanned(
                expr,
                "a pattern has the text before and behind its free part: `pattern(\"client-\", \"\")`",
            )),
        };
    }
    read_constant.parse2(expr.to_token_stream()).map(Tag::Literal).map_err(|_| {
        syn::Error::new_spanned(
            expr,
            "a tag is text, an integer, `true`, `false`, `null`, `pattern(\"…\", \"…\")`, or several in brackets",
        )
    })
}

fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}
