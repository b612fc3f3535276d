//! Targets: one row each, from a [`Protocol`] to files.

mod json_schema;
pub mod rust;
pub mod templates;
pub mod typescript;
pub mod view;

use crate::model::Protocol;
use std::collections::BTreeMap;

/// Files that a target wrote: path below the output folder (always with `/`) to text.
pub type Files = BTreeMap<String, String>;

/// What the caller may choose for one output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether a package manifest (`Cargo.toml`, `package.json`) is written around the code.
    pub package: bool,
    /// The package's name; by default made from the protocol's name.
    pub package_name: Option<String>,
    /// The base of schema `$id`s.
    pub base_url: Option<String>,
}

/// One kind of output.
pub struct Target {
    /// What `--target` and `generate:` call it.
    pub name: &'static str,
    /// One line for `antiphon targets`.
    pub summary: &'static str,
    /// Makes the files. Cannot fail: a protocol is valid by construction.
    pub generate: fn(&Protocol, &Options) -> Files,
    /// For a text target: makes the files with some of its templates replaced.
    pub generate_with: Option<GenerateWith>,
}

/// Makes files with some templates replaced: file name to text. A sentence for people names the
/// template that is wrong.
pub type GenerateWith = fn(&Protocol, &Options, &BTreeMap<String, String>) -> Result<Files, String>;

/// Every target. Each fixture runs through each row.
pub const TARGETS: &[Target] = &[
    Target {
        name: "rust",
        summary: "Rust: types, events, messages and policies as a module tree or a crate",
        generate: rust::generate,
        generate_with: None,
    },
    Target {
        name: "json-schema",
        summary: "JSON Schema 2020-12: a file for each party's messages and for each event's payload",
        generate: json_schema::generate,
        generate_with: None,
    },
    Target {
        name: "typescript",
        summary: "TypeScript: one folder of ES modules without dependencies",
        generate: typescript::generate,
        generate_with: Some(typescript::generate_with),
    },
];

/// The target with this name.
pub fn find(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
