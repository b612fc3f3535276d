//! Targets: one row each, from a [`Protocol`] to files.

pub mod rust;

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
}

/// Every target. Each fixture runs through each row.
pub const TARGETS: &[Target] = &[Target {
    name: "rust",
    summary: "Rust: types, events, messages and policies as a module tree or a crate",
    generate: rust::generate,
}];

/// The target with this name.
pub fn find(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
