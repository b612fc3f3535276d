//! The one test binary of the compiler.

mod json_schema;
mod judge;
mod protocols;
