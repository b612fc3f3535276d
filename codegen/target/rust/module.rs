//! A module as it is being written: its items, what it imports, and the modules inside it.

use super::{format, names::ident};
use crate::target::Files;
use proc_macro2::TokenStream;
use quote::quote;
use std::{cell::RefCell, collections::BTreeMap, collections::BTreeSet};

/// A module.
pub(super) struct Module {
    /// Its name; empty for the root.
    pub(super) name: String,
    /// What its documentation says, line by line.
    pub(super) header: Vec<String>,
    /// What it allows itself, as arguments of `allow`.
    pub(super) allowed: Vec<TokenStream>,
    /// What it imports.
    pub(super) imports: Imports,
    /// Its items.
    pub(super) items: Vec<TokenStream>,
    /// The modules inside it.
    pub(super) children: Vec<Child>,
}

/// A module inside another.
pub(super) struct Child {
    /// The module.
    pub(super) module: Module,
    /// Whether the parent offers the child's items as its own.
    pub(super) flat: bool,
}

impl Module {
    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.children.is_empty()
    }

    /// Writes the module and those inside it, each after the marker: the root as `root`, any other as
    /// `<folder><name>.rs`.
    pub(super) fn write(&self, root: &str, marker: &str, files: &mut Files) {
        let folder =
            root.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        files.insert(root.to_owned(), marker.to_owned() + &format::file(&self.file()));
        for child in &self.children {
            child.module.write_below(&folder, marker, files);
        }
    }

    fn write_below(&self, folder: &str, marker: &str, files: &mut Files) {
        let name = &self.name;
        let text = marker.to_owned() + &format::file(&self.file());
        files.insert(format!("{folder}{name}.rs"), text);
        for child in &self.children {
            child.module.write_below(&format!("{folder}{name}/"), marker, files);
        }
    }

    /// The module as a file of its own.
    fn file(&self) -> TokenStream {
        let header = &self.header;
        let allowed = &self.allowed;
        let modules = self.sorted().into_iter().map(|child| {
            let name = ident(&child.module.name);
            quote!(pub mod #name;)
        });
        let content = self.content(modules, false);
        quote! {
            #(#![doc = #header])*
            #![cfg_attr(rustfmt, rustfmt_skip)]
            #(#![allow(#allowed)])*
            #content
        }
    }

    /// The content of the module with those inside it in braces. What the module allows itself is
    /// said at each of them, because the content may land anywhere.
    pub(super) fn tokens(&self) -> TokenStream {
        let allowed = &self.allowed;
        let modules = self.children.iter().map(|child| {
            let name = ident(&child.module.name);
            let header = &child.module.header;
            let inner = child.module.tokens();
            quote!(#(#[doc = #header])* #(#[allow(#allowed)])* pub mod #name { #inner })
        });
        self.content(modules, !allowed.is_empty())
    }

    /// The modules inside it, as rustfmt orders them.
    fn sorted(&self) -> Vec<&Child> {
        let mut children = self.children.iter().collect::<Vec<_>>();
        children.sort_by(|one, other| one.module.name.cmp(&other.module.name));
        children
    }

    fn content(&self, modules: impl Iterator<Item = TokenStream>, anywhere: bool) -> TokenStream {
        let imports = self.imports.tokens();
        let items = &self.items;
        let flat = self.sorted().into_iter().filter(|child| child.flat).map(|child| {
            let name = ident(&child.module.name);
            let allow = anywhere.then(|| quote!(#[allow(unused_imports)]));
            quote!(#allow pub use #name::*;)
        });
        quote!(#(#modules)* #(#flat)* #imports #(#items)*)
    }
}

/// What a module imports, collected while its items are written.
#[derive(Default)]
pub(super) struct Imports {
    paths: RefCell<BTreeMap<Vec<String>, BTreeSet<String>>>,
}

impl Imports {
    /// Imports a name from the module at this path.
    pub(super) fn add(&self, path: Vec<String>, name: &str) {
        self.paths.borrow_mut().entry(path).or_default().insert(name.to_owned());
    }

    fn tokens(&self) -> TokenStream {
        let paths = self.paths.borrow();
        let mut paths = paths.iter().collect::<Vec<_>>();
        // As rustfmt orders them: what is near comes first.
        paths.sort_by_key(|(path, names)| {
            let alone = names.first().filter(|_| names.len() == 1);
            let path = path.iter().chain(alone).map(|each| (each != "super", each.clone()));
            path.collect::<Vec<_>>()
        });
        let uses = paths.into_iter().map(|(path, names)| {
            let path = path.iter().map(|segment| ident(segment));
            let mut names = names.iter().map(|name| ident(name));
            if names.len() == 1 {
                let name = names.next();
                quote!(use #(#path)::* :: #name;)
            } else {
                quote!(use #(#path)::* :: {#(#names),*};)
            }
        });
        quote!(#(#uses)*)
    }
}
