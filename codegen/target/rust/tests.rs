//! The Rust target on two protocols that are built by hand and together have every shape of the
//! model: every file parses, and reads as the snapshots say.

mod build;
mod console;
mod shapes;

use super::{generate, tokens};
use crate::{model::Protocol, target::Options};

/// Every file in order, each after a line with its path.
fn all_files(protocol: &Protocol, options: &Options) -> String {
    let mut text = String::new();
    for (path, content) in generate(protocol, options) {
        if path.ends_with(".rs") {
            syn::parse_file(&content).unwrap_or_else(|error| panic!("{path}: {error}\n{content}"));
        }
        text.push_str(&format!("==== {path}\n{content}"));
    }
    text
}

fn package() -> Options {
    Options { package: true, ..Options::default() }
}

#[test]
fn console_reads_well() {
    insta::assert_snapshot!(all_files(&console::protocol(), &package()));
}

#[test]
fn shapes_read_well() {
    insta::assert_snapshot!(all_files(&shapes::protocol(), &Options::default()));
}

#[test]
fn one_stream_of_tokens_holds_every_item() {
    for protocol in [console::protocol(), shapes::protocol()] {
        let file = syn::parse2::<syn::File>(tokens(&protocol)).expect("tokens parse");
        let inline = file.items.iter().filter_map(|item| match item {
            syn::Item::Mod(module) => Some((module.ident.to_string(), module.content.is_some())),
            _ => None,
        });
        let inline = inline.collect::<Vec<_>>();
        let files = generate(&protocol, &Options::default());
        let folders = files.keys().filter(|path| path.contains('/')).count();
        assert_eq!(inline.len() + 1 + folders, files.len());
        assert!(inline.iter().all(|(_, has_content)| *has_content));
    }
}

#[test]
fn output_is_the_same_every_time() {
    let once = generate(&shapes::protocol(), &package());
    assert_eq!(once, generate(&shapes::protocol(), &package()));
}

#[test]
fn words_that_are_no_identifiers_do_no_harm() {
    let mut protocol = console::protocol();
    let words = ["x²", "٣", "日本", "*/", "\"", "404", "", "_", "type", "Self", "a\rb\n```\n    c"];
    for words in words {
        let fields = vec![build::field(words, build::U64)];
        let (from, to) = (build::CLIENT, build::SERVER);
        let event = protocol.event_with(words, from, to, fields);
        protocol.change(event).doc = build::doc(words);
        protocol.declare(words, build::strings(&[words], true));
    }
    all_files(&protocol, &package());
}

#[test]
fn a_protocol_of_nothing_has_no_empty_files() {
    let files = generate(&build::empty("nothing"), &Options::default());
    assert_eq!(files.keys().collect::<Vec<_>>(), ["mod.rs", "policy.rs"]);
}
