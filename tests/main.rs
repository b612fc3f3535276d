//! All tests of the tool, in one binary.

mod language;
mod pages;
mod reference;
