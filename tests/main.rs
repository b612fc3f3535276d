//! All tests of the tool, in one binary.

mod pages;
mod reference;
