//! Diagnostics as text: for people, for editors and for the pipelines that read them.
//!
//! Every renderer is a pure function from [`Report`]s to text.

mod github;
mod human;
mod json;
mod place;
mod sarif;

pub use github::github;
pub use human::{Style, counts, human, summary};
pub use json::json;
pub use sarif::sarif;

use crate::{check, diagnostic::Diagnostic, source::Sources};

/// The diagnostics of one definition, and the text they are about.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Every file that was read.
    pub sources: &'a Sources,
    /// What was found.
    pub diagnostics: &'a [Diagnostic],
}

/// The name of a rule in words; empty for a code that is not in the registry.
fn rule_name(code: &str) -> &'static str {
    check::find(code).map_or("", |rule| rule.name)
}

/// What is wrong and what to do about it, for formats that have one text.
fn sentence(diagnostic: &Diagnostic) -> String {
    let mut text = diagnostic.message.clone();
    if !diagnostic.label.is_empty() {
        text.push_str(&format!(" ({})", diagnostic.label));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    text
}
