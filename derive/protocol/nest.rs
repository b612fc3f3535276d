//! A tree of Rust files as one list of items: each `mod name;` becomes `mod name { … }`.

use antiphon_codegen::target::Files;
use proc_macro2::Span;
use syn::{File, Item, ItemMod, token};

/// The names that the file at the root may have.
const ROOTS: &[&str] = &["mod.rs", "lib.rs"];

/// How deep modules nest.
const DEEPEST: usize = 16;

/// The items of the file at the root, with those of all other files inside.
pub(super) fn nest(files: &Files, span: Span) -> syn::Result<Vec<Item>> {
    let root = ROOTS.iter().find_map(|root| files.get(*root));
    let text = root.ok_or_else(|| syn::Error::new(span, "the compiler wrote no `mod.rs`"))?;
    // Inner attributes of the root document a file that does not exist here.
    items(files, text, "", span, 0).map(|file| file.items)
}

/// The items of one file; modules without a body are looked up in the folder.
fn items(files: &Files, text: &str, folder: &str, span: Span, depth: usize) -> syn::Result<File> {
    let mut file = syn::parse_file(text).map_err(|error| {
        syn::Error::new(span, format!("the generated code is no Rust: {error}"))
    })?;
    for item in &mut file.items {
        if let Item::Mod(module) = item
            && module.content.is_none()
        {
            fill(files, module, folder, span, depth)?;
        }
    }
    Ok(file)
}

/// Gives a module the items of its file.
fn fill(
    files: &Files,
    module: &mut ItemMod,
    folder: &str,
    span: Span,
    depth: usize,
) -> syn::Result<()> {
    let below = format!("{folder}{}", module.ident);
    let candidates = [format!("{below}.rs"), format!("{below}/mod.rs")];
    let text = candidates.iter().find_map(|path| files.get(path)).filter(|_| depth < DEEPEST);
    let text = text.ok_or_else(|| {
        syn::Error::new(span, format!("the compiler wrote no file for the module `{below}`"))
    })?;
    let File { attrs, items, .. } = items(files, text, &format!("{below}/"), span, depth + 1)?;
    module.attrs.extend(attrs);
    module.semi = None;
    module.content = Some((token::Brace(span), items));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens;

    #[test]
    fn files_become_nested_modules() {
        let files: Files = [
            ("mod.rs", "//! Root.\npub mod events;\nmod types;\npub use types::*;"),
            ("types.rs", "//! Types.\npub struct A;"),
            ("events.rs", "pub mod session;"),
            ("events/session.rs", "pub struct B;"),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into();
        let items = nest(&files, Span::call_site()).expect("complete");
        let text: String = items.iter().map(|item| item.to_token_stream().to_string()).collect();
        let expected = "pub mod events { pub mod session { pub struct B ; } } \
                        mod types { # ! [doc = r\" Types.\"] pub struct A ; } \
                        pub use types :: * ;";
        let squeezed = |text: &str| text.replace(char::is_whitespace, "").replace("r\"", "\"");
        assert_eq!(squeezed(&text), squeezed(expected));
    }

    #[test]
    fn a_module_without_file_is_reported() {
        let files: Files = [("mod.rs".to_owned(), "mod lost;".to_owned())].into();
        let error = nest(&files, Span::call_site()).expect_err("there is no lost.rs");
        assert!(error.to_string().contains("`lost`"), "{error}");
    }
}
