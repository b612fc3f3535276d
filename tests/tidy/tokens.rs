//! What a Rust file names, read from its tokens, so that comments and texts do not count.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::str::FromStr;

/// The macros that are called: `println` for `println!(…)`.
pub(super) fn macros(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(&stream(text), &mut |tokens| {
        if let [TokenTree::Ident(name), TokenTree::Punct(mark), TokenTree::Group(_), ..] = tokens
            && mark.as_char() == '!'
        {
            found.push(name.to_string());
        }
    });
    found
}

/// The names of attributes: `ignore` for `#[ignore = "…"]`.
pub(super) fn attributes(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(&stream(text), &mut |tokens| {
        if let [TokenTree::Punct(mark), TokenTree::Group(group), ..] = tokens
            && mark.as_char() == '#'
            && group.delimiter() == Delimiter::Bracket
            && let Some(TokenTree::Ident(name)) = group.stream().into_iter().next()
        {
            found.push(name.to_string());
        }
    });
    found
}

/// Every path of names, `use` trees opened: `std::fs`, `super::Cx`, `crate::model::Protocol`.
pub(super) fn paths(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    collect_paths(&trees(stream(text)), &[], &mut found);
    found
}

fn stream(text: &str) -> TokenStream {
    TokenStream::from_str(text).expect("a source of this repository is Rust")
}

fn trees(stream: TokenStream) -> Vec<TokenTree> {
    stream.into_iter().collect()
}

/// Calls back with what follows each token, groups opened.
fn walk(stream: &TokenStream, visit: &mut impl FnMut(&[TokenTree])) {
    let tokens = trees(stream.clone());
    for (index, token) in tokens.iter().enumerate() {
        visit(&tokens[index..]);
        if let TokenTree::Group(group) = token {
            walk(&group.stream(), visit);
        }
    }
}

fn collect_paths(tokens: &[TokenTree], before: &[String], found: &mut Vec<Vec<String>>) {
    let mut index = 0;
    // What stands before `::` counts for the first path of each entry of a `use` tree.
    let mut prefix = before.to_vec();
    while index < tokens.len() {
        match &tokens[index] {
            TokenTree::Ident(first) => {
                let mut path = std::mem::take(&mut prefix);
                path.push(first.to_string());
                index += 1;
                while is_colons(&tokens[index..]) {
                    match tokens.get(index + 2) {
                        Some(TokenTree::Ident(next)) => {
                            path.push(next.to_string());
                            index += 3;
                        }
                        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                            collect_paths(&trees(group.stream()), &path, found);
                            index += 3;
                        }
                        _ => index += 2,
                    }
                }
                found.push(path);
            }
            TokenTree::Group(group) => {
                collect_paths(&trees(group.stream()), &[], found);
                index += 1;
            }
            TokenTree::Punct(punct) => {
                if punct.as_char() == ',' {
                    prefix = before.to_vec();
                }
                index += 1;
            }
            TokenTree::Literal(_) => index += 1,
        }
    }
}

fn is_colons(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(one), TokenTree::Punct(two), ..]
        if one.as_char() == ':' && two.as_char() == ':')
}

#[test]
fn comments_and_texts_do_not_count() {
    let text = "// println!()\nfn f() { let a = \"todo!()\"; eprintln!(\"x\") }";
    assert_eq!(macros(text), ["eprintln"]);
    assert_eq!(attributes("#[ignore = \"x\"]\n#[test]\nfn f() {}"), ["ignore", "test"]);
}

#[test]
fn use_trees_are_opened() {
    let found =
        paths("use crate::{model::{self, Type}, names};\nfn f() { super::g::<std::io::Error>() }");
    let found: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    for path in
        ["crate::model::self", "crate::model::Type", "crate::names", "super::g", "std::io::Error"]
    {
        assert!(found.iter().any(|each| each == path), "{path} in {found:?}");
    }
}
