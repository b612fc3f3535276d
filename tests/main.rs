//! All tests of the tool, in one binary: one module a concern.

mod attacks;
#[cfg(feature = "cli")]
mod cli;
mod corners;
mod examples;
mod fixtures;
#[cfg(feature = "cli")]
mod format;
mod json_schema;
mod judge;
mod language;
mod lines;
#[cfg(feature = "cli")]
mod mistakes;
mod pages;
mod patterns;
mod protocols;
mod public;
mod readme;
mod reference;
#[cfg(feature = "cli")]
mod render;
mod tidy;
mod typescript_target;
