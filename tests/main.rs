//! All tests of the tool, in one binary: one module a concern.

#[cfg(feature = "cli")]
mod cli;
mod examples;
mod language;
mod pages;
mod reference;
#[cfg(feature = "cli")]
mod render;
mod tidy;
