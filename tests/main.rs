//! The tool's one test binary.

#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod render;
mod tidy;
