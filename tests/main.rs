//! The test binary of the tool: one module a concern.

mod examples;
mod language;
