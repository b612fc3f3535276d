//! All tests of the tool, in one binary.

#[cfg(feature = "cli")]
mod cli;
mod language;
mod pages;
mod readme;
mod reference;
#[cfg(feature = "cli")]
mod render;
mod tidy;
