//! What a derive must know about types, which it sees only as they are written.

use proc_macro2::{Group, TokenStream, TokenTree};
use syn::{DeriveInput, GenericArgument, PathArguments, Type, spanned::Spanned};

/// Refuses generic parameters: an expansion is straight-line code for one type.
pub(crate) fn without_generics(input: &DeriveInput) -> syn::Result<()> {
    if input.generics.params.is_empty() {
        return Ok(());
    }
    Err(syn::Error::new_spanned(
        &input.generics,
        format!(
            "`{}` must not be generic: what travels has one shape; write a type for each",
            input.ident
        ),
    ))
}

/// Tokens whose mistakes are shown at another place: a type that lacks a trait, at the field.
pub(crate) fn located(tokens: TokenStream, place: &impl Spanned) -> TokenStream {
    let span = place.span();
    let relocate = |token| match token {
        TokenTree::Group(group) => {
            let inside = located(group.stream(), place);
            let mut moved = Group::new(group.delimiter(), inside);
            moved.set_span(group.span().located_at(span));
            TokenTree::Group(moved)
        }
        mut token => {
            token.set_span(token.span().located_at(span));
            token
        }
    };
    tokens.into_iter().map(relocate).collect()
}

/// The T of `Name<T>`, by the last part of the path.
pub(crate) fn inner<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inner) if last.ident == name => Some(inner),
        _ => None,
    }
}

/// The T of `Option<T>`.
pub(crate) fn option(ty: &Type) -> Option<&Type> {
    inner(ty, "Option")
}

/// Whether this is `()`.
pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// Whether this is a path whose last part has this name.
pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}

/// The rows whose type no other row has: what one can be made from without saying more.
pub(crate) fn once<'r, K>(rows: &'r [(K, &'r Type)]) -> impl Iterator<Item = (&'r K, &'r Type)> {
    let count = |ty: &Type| rows.iter().filter(|(_, each)| *each == ty).count();
    rows.iter().filter(move |(_, ty)| count(ty) == 1).map(|(key, ty)| (key, *ty))
}
