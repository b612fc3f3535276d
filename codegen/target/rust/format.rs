//! Tokens to text: one blank line between items, none between imports.

use proc_macro2::TokenStream;
use syn::{File, Item};

/// The text of a file.
pub(super) fn file(tokens: &TokenStream) -> String {
    let Ok(file) = syn::parse2::<File>(tokens.clone()) else {
        // Tokens made by `quote` always parse; a test says so for every shape of the model.
        return tokens.to_string();
    };
    let head = File { shebang: None, frontmatter: None, attrs: file.attrs, items: Vec::new() };
    let mut text = prettyplease::unparse(&head);
    let mut previous = None;
    for item in file.items {
        let group = group(&item);
        if previous != Some(Group::Alone) && previous == Some(group) || text.is_empty() {
            // Belongs to the lines above.
        } else {
            text.push('\n');
        }
        previous = Some(group);
        let item = File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
        text.push_str(&prettyplease::unparse(&item));
    }
    text
}

/// Items that stand together without blank lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Modules,
    Exports,
    Imports,
    Alone,
}

fn group(item: &Item) -> Group {
    match item {
        Item::Mod(module) if module.content.is_none() => Group::Modules,
        Item::Use(import) => match import.vis {
            syn::Visibility::Inherited => Group::Imports,
            _ => Group::Exports,
        },
        _ => Group::Alone,
    }
}
