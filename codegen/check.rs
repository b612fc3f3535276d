//! The registry of rules: every diagnostic has a row, and `explain` prints the row's page.

use crate::{
    diagnostic::{Diagnostic, Severity},
    model::Protocol,
    resolve::Places,
};

/// One rule.
pub struct Rule {
    /// Stable code: `A` and four digits.
    pub code: &'static str,
    /// A name in words: `unknown-key`.
    pub name: &'static str,
    /// How bad it is unless configured otherwise.
    pub severity: Severity,
    /// One sentence.
    pub summary: &'static str,
    /// The page for `explain`: what it means, an example of the mistake, an example of the mend.
    pub page: &'static str,
}

/// Every rule, in the order of the codes.
pub const RULES: &[Rule] = &[];

/// The rule with this code or name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

/// Looks at the whole protocol.
pub fn check(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    let _ = (protocol, places, diagnostics);
}
