//! What the readme shows is what the compiler does.

use crate::language::{compile_text, lines};
use antiphon_codegen::target::{self, Options};

const README: &str = include_str!("../README.md");

/// The first fenced block of a language.
fn first_block(language: &str) -> &'static str {
    let start = format!("```{language}\n");
    let (_, rest) = README.split_once(&start).expect("the readme has such a block");
    rest.split_once("```\n").expect("the block ends").0
}

#[test]
fn the_taste_compiles_to_the_code_beside_it() {
    let compilation = compile_text(first_block("yaml"));
    assert_eq!(lines(&compilation), Vec::<String>::new());
    let protocol = compilation.protocol.expect("it has no mistakes");
    let rust = target::find("rust").expect("the target `rust`");
    let files = (rust.generate)(&protocol, &Options::default());
    assert!(
        files["events.rs"].contains(first_block("rust")),
        "the readme shows other code than is generated:\n{}",
        files["events.rs"]
    );
}

#[test]
fn documents_that_it_names_are_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let missing: Vec<&str> = README
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.contains("://") && !root.join(link).exists())
        .collect();
    assert!(missing.is_empty(), "the readme leads to what is not there: {missing:?}");
}
