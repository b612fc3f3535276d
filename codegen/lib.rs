//! The compiler: `protocol.yaml` to files, in named stages.
//!
//! [`compile`] is the pipeline in one screen. Nothing here touches the disk, prints or panics on
//! user input; files come through a [`Loader`], and mistakes come back as [`Diagnostic`]s.

pub mod build_script;
pub mod check;
pub mod diagnostic;
#[cfg(feature = "cli")]
pub mod format;
pub mod judge;
mod load;
pub mod model;
pub mod names;
pub mod parse;
pub mod pattern;
pub mod reference;
#[cfg(feature = "cli")]
pub mod render;
pub mod resolve;
pub mod source;
pub mod syntax;
pub mod target;
#[cfg(feature = "typify")]
pub(crate) mod typify;
pub mod vectors;
pub mod yaml;

use diagnostic::{Diagnostic, Severity};
use model::Protocol;
use source::{Sources, Span};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

/// Reads the files that a definition names.
pub trait Loader {
    /// The text of a file, or why it cannot be read. Paths are as the definition writes them, joined
    /// to the folder of the file that names them.
    ///
    /// # Errors
    /// A sentence for people.
    fn load(&self, path: &str) -> Result<String, String>;
}

/// What became of a definition.
#[derive(Debug)]
pub struct Compilation {
    /// Every file of the language that was read.
    pub sources: Sources,
    /// The path of every file that was asked for, found or not: those of the language, and the schemas
    /// that they name. A change of any of them is a reason to compile again.
    pub files: BTreeSet<String>,
    /// The protocol, if there is no error.
    pub protocol: Option<Protocol>,
    /// What `generate:` says, if the definition has it.
    pub generate: Vec<Output>,
    /// Every mistake, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
}

impl Compilation {
    /// Whether anything is wrong enough to stop.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// One output of `generate:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The target's name.
    pub target: String,
    /// The folder, relative to the definition.
    pub out: String,
    /// The target's options.
    pub options: target::Options,
    /// A folder of templates that override the target's own, relative to the definition.
    pub templates: Option<String>,
}

/// A loader that notes what it is asked for.
struct Noting<'l> {
    loader: &'l dyn Loader,
    files: RefCell<BTreeSet<String>>,
}

impl Loader for Noting<'_> {
    fn load(&self, path: &str) -> Result<String, String> {
        self.files.borrow_mut().insert(path.to_owned());
        self.loader.load(path)
    }
}

/// Compiles the definition at this path: read, resolve, check.
pub fn compile(path: &str, loader: &dyn Loader) -> Compilation {
    let loader = Noting { loader, files: RefCell::default() };
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let loaded = load::load(path, &loader, &mut sources, &mut diagnostics);
    let generate = loaded
        .as_ref()
        .map(|loaded| resolve::outputs(&loaded.definition, &mut diagnostics))
        .unwrap_or_default();
    // What could not be read is known to be lost, so resolving goes on without it.
    let resolved = loaded
        .as_ref()
        .and_then(|loaded| resolve::resolve(loaded, &sources, &loader, &mut diagnostics));
    if let (Some(loaded), Some(resolved)) = (&loaded, &resolved) {
        let broken = check::Broken::of(&loaded.definition, &diagnostics);
        check::check(&resolved.protocol, &resolved.places, &broken, &mut diagnostics);
    }
    if let Some(loaded) = &loaded {
        join_misnamed(&loaded.misnamed, &mut diagnostics);
    }
    diagnostics.iter_mut().for_each(Diagnostic::shorten);
    diagnostics
        .sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start, diagnostic.code));
    diagnostics.dedup();
    let mut compilation = Compilation {
        sources,
        files: loader.files.into_inner(),
        protocol: None,
        generate,
        diagnostics,
    };
    if !compilation.has_errors() {
        compilation.protocol = resolved.map(|resolved| resolved.protocol);
    }
    compilation
}

/// A misnamed key whose value does not fit what was meant either is one mistake: the help about the
/// value goes to the key.
fn join_misnamed(misnamed: &BTreeMap<Span, Span>, diagnostics: &mut Vec<Diagnostic>) {
    let about_value = |each: &Diagnostic| misnamed.get(&each.span).filter(|_| each.code != "A0101");
    let helps: BTreeMap<Span, Option<String>> = diagnostics
        .iter()
        .filter_map(|each| Some((*about_value(each)?, each.help.clone())))
        .collect();
    diagnostics.retain(|each| about_value(each).is_none());
    for each in diagnostics.iter_mut().filter(|each| each.code == "A0101" && each.help.is_none()) {
        each.help = helps.get(&each.span).cloned().flatten();
    }
}
