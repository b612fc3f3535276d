//! Tokens to text: one blank line between items, none between imports.

use super::layout::Braces;
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
        let gaps = matches!(item, Item::Impl(_));
        let mut item = item;
        let braces = Braces::take(&mut item);
        if previous != Some(Group::Alone) && previous == Some(group) || text.is_empty() {
            // Belongs to the lines above.
        } else {
            text.push('\n');
        }
        previous = Some(group);
        let item = File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
        let item = flat_derives(&braces.put_back(prettyplease::unparse(&item)));
        if gaps { push_with_gaps(&item, &mut text) } else { text.push_str(&item) }
    }
    text
}

/// The text with each list of derives in one line where it fits, as people write it.
fn flat_derives(text: &str) -> String {
    const WIDTH: usize = 100;
    const OPEN: &str = "#[derive(";
    let mut flat = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        flat.push_str(line);
        if line == OPEN {
            let names = lines.by_ref().take_while(|line| *line != ")]").map(str::trim);
            let names = names.collect::<Vec<_>>();
            let (alone, wrapped) = (names.join(" "), names.join("\n    "));
            if OPEN.len() + alone.len() + 2 <= WIDTH {
                flat.push_str(&alone);
            } else {
                flat.push_str(&format!("\n    {wrapped}\n"));
            }
            flat.push_str(")]");
        }
        flat.push('\n');
    }
    flat
}

/// Appends an `impl` with blank lines between its items.
fn push_with_gaps(item: &str, text: &mut String) {
    let mut previous = "";
    for line in item.lines() {
        let begins = line.starts_with("    ")
            && !line[4..].starts_with([' ', '}', ']', ')'])
            && !["    ///", "    #["].iter().any(|mark| previous.starts_with(mark));
        let first = !previous.starts_with(' ');
        if begins && !first {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        previous = line;
    }
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
