//! The test binary of the tool: one module a concern.

mod language;
mod pages;
mod reference;
