//! For build scripts: a definition to one Rust file in `OUT_DIR`.
//!
//! ```no_run
//! fn main() -> Result<(), antiphon_codegen::build_script::Failed> {
//!     antiphon_codegen::build_script::rust("protocol.yaml")
//! }
//! ```
//!
//! The crate then has the protocol as a module named after it:
//! `include!(concat!(env!("OUT_DIR"), "/agent_console.rs"));`

use crate::{Compilation, Loader, compile, diagnostic::Severity, names, target};
use std::{fmt, path::PathBuf};

/// Why a build script ends: every mistake with its place, or what could not be written.
pub struct Failed(String);

impl fmt::Display for Failed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Cargo shows what `main` returns in this form, so it reads like [`fmt::Display`].
impl fmt::Debug for Failed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Failed {}

/// Reads files as they are named.
struct Disk;

impl Loader for Disk {
    fn load(&self, path: &str) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

/// Compiles the definition at a path relative to the package, and writes `OUT_DIR/<protocol>.rs`, which
/// holds one module. Tells Cargo to run again when a file of the definition, or a schema
/// that it names, changes.
///
/// # Errors
/// [`Failed`] with every mistake of the definition, or why the file cannot be written.
pub fn rust(path: &str) -> Result<(), Failed> {
    let compilation = compile(path, &Disk);
    for file in &compilation.files {
        println!("cargo::rerun-if-changed={file}");
    }
    let Some(protocol) = &compilation.protocol else { return Err(Failed(mistakes(&compilation))) };
    let Some(folder) = std::env::var_os("OUT_DIR").map(PathBuf::from) else {
        return Err(Failed("`OUT_DIR` is not set: call this from a build script".to_owned()));
    };
    let file = folder.join(format!("{}.rs", names::rust::field_name(&protocol.name)));
    std::fs::write(&file, target::rust::module(protocol))
        .map_err(|error| Failed(format!("{}: {error}", file.display())))
}

/// Each error on lines of its own.
fn mistakes(compilation: &Compilation) -> String {
    let mut text = String::from("the definition has mistakes\n");
    for mistake in &compilation.diagnostics {
        if mistake.severity != Severity::Error {
            continue;
        }
        let (line, column) = compilation.sources.line_column(mistake.span.file, mistake.span.start);
        let path = &compilation.sources.get(mistake.span.file).path;
        text.push_str(&format!("{path}:{line}:{column}: {} [{}]\n", mistake.message, mistake.code));
        if !mistake.label.is_empty() {
            text.push_str(&format!("  {}\n", mistake.label));
        }
        if let Some(help) = &mistake.help {
            text.push_str(&format!("  help: {help}\n"));
        }
    }
    text
}
