//! Rust: one module tree with types, events, messages and policies, or a package around it.

mod binary;
mod channels;
mod close;
mod doc;
mod errors;
mod events;
mod expr;
mod fields;
mod flows;
mod format;
mod frames;
mod layout;
mod messages;
mod module;
mod names;
mod package;
mod policy;
mod recursion;
mod replies;
mod schemas;
mod scope;
mod sets;
mod structs;
#[cfg(test)]
mod tests;
mod traits;
mod types;
mod unions;
mod walk;

use super::{Files, Options};
use crate::model::Protocol;
use module::{Child, Module};
use proc_macro2::TokenStream;
use quote::quote;
use scope::Plan;

/// The files: a module tree, or a package.
pub fn generate(protocol: &Protocol, options: &Options) -> Files {
    let mut files = Files::new();
    let plan = Plan::new(protocol);
    let root = root(&plan, true);
    let marker = doc::marker(protocol);
    if options.package {
        files.insert("Cargo.toml".to_owned(), package::manifest(protocol, options));
        root.write("src/lib.rs", &marker, &mut files);
    } else {
        root.write("mod.rs", &marker, &mut files);
    }
    files
}

/// The same as [`generate`] as one stream of tokens: the content of the root module, with those
/// inside it in braces. For macros.
pub fn tokens(protocol: &Protocol) -> TokenStream {
    let plan = Plan::new(protocol);
    // What a macro writes must not hide the crate's name from what stands beside it.
    root(&plan, false).tokens()
}

/// The same as [`generate`] as the text of one file, which holds one module named after the protocol.
/// For build scripts.
pub fn module(protocol: &Protocol) -> String {
    let plan = Plan::new(protocol);
    let root = root(&plan, true);
    let name = names::ident(&crate::names::rust::field_name(&protocol.name));
    let (header, allowed, content) = (&root.header, &root.allowed, root.tokens());
    let module = quote!(#(#[doc = #header])* #(#[allow(#allowed)])* pub mod #name { #content });
    doc::marker(protocol) + &format::file(&module)
}

fn root(plan: &Plan<'_>, offers_runtime: bool) -> Module {
    let protocol = plan.protocol;
    // Constants are many and have plain names, so they keep their module's name before them.
    let children = [
        (types::module(plan), true),
        (schemas::module(plan), false),
        (frames::module(plan), true),
        (events::module(plan), true),
        (messages::module(plan), true),
        (channels::module(plan), true),
        (errors::module(plan), true),
        (close::module(plan), true),
        (policy::module(plan), false),
        (flows::module(plan), false),
    ];
    let children = children.into_iter().filter(|(module, _)| !module.is_empty());
    let children = children.map(|(module, flat)| Child { module, flat }).collect();
    let name = &protocol.name;
    let version = protocol.version.as_ref().map(|version| {
        quote! {
            #[doc = " The protocol's version."]
            pub const VERSION: &str = #version;
        }
    });
    let name = quote! {
        #[doc = " The protocol's name."]
        pub const NAME: &str = #name;
    };
    // Whoever uses the output needs the runtime's traits, in the version that it was made for.
    let runtime = offers_runtime.then(|| {
        quote! {
            pub use antiphon;
        }
    });
    let items = [runtime, Some(name), version].into_iter().flatten().collect();
    let about =
        format!("The protocol `{}`: all that its ends agree on.", doc::one_line(&protocol.name));
    let mut root = plan.scope(scope::Place::Root).finish(&about, items, children);
    root.header.extend(doc::paragraphs(&protocol.doc));
    root.allowed = allowed();
    root
}

/// What the output allows itself: arguments of `allow`.
fn allowed() -> Vec<TokenStream> {
    vec![
        quote! {
            dead_code,
            unreachable_pub,
            unused_imports,
            reason = "a program need not use all of its protocol"
        },
        quote! {
            missing_docs,
            reason = "what the definition says nothing about is said by its name"
        },
        quote! {
            deprecated,
            clippy::approx_constant,
            clippy::doc_lazy_continuation,
            clippy::enum_variant_names,
            clippy::large_enum_variant,
            clippy::module_inception,
            clippy::upper_case_acronyms,
            rustdoc::bare_urls,
            rustdoc::broken_intra_doc_links,
            rustdoc::invalid_html_tags,
            reason = "names, sizes and words are the definition's"
        },
    ]
}
