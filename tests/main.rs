//! Tests of the tool.
mod examples;
