//! The registry of rules, and the checks that look at the whole protocol.
//!
//! Every diagnostic has a row in [`RULES`] and a page in `check/pages/`, which `explain` prints and a
//! test compiles. Rules about one part are raised where the part is read (`parse`, `resolve`); those
//! about the whole are files here.

mod ambiguity;
mod broken;
mod collisions;
mod examples;
mod frames;
mod policies;
mod topics;
mod types;

pub use broken::Broken;

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
    /// How bad it is.
    pub severity: Severity,
    /// The page for `explain`: what it means, an example of the mistake, an example of the mend.
    pub page: &'static str,
}

impl Rule {
    /// The first paragraph of the page, in one line.
    pub fn summary(&self) -> String {
        let body = self.page.split_once("\n\n").map_or("", |(_, body)| body);
        let paragraph = body.split("\n\n").next().unwrap_or_default();
        paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Makes [`RULES`]: one row a rule, with its page beside it.
macro_rules! rules {
    ($($code:literal $name:literal $severity:ident,)+) => {
        /// Every rule, in the order of the codes.
        pub const RULES: &[Rule] = &[$(Rule {
            code: $code,
            name: $name,
            severity: Severity::$severity,
            page: include_str!(concat!("check/pages/", $code, ".md")),
        }),+];
    };
}

rules! {
    "A0001" "unreadable-file" Error,
    "A0002" "yaml-syntax" Error,
    "A0003" "duplicate-key" Error,
    "A0004" "too-large" Error,
    "A0005" "empty-definition" Error,
    "A0101" "unknown-key" Error,
    "A0102" "missing-key" Error,
    "A0103" "wrong-shape" Error,
    "A0104" "invalid-value" Error,
    "A0105" "invalid-name" Error,
    "A0106" "unsupported-version" Error,
    "A0107" "include-clash" Error,
    "A0108" "unknown-target" Error,
    "A0201" "type-syntax" Error,
    "A0202" "unknown-type" Error,
    "A0203" "ambiguous-union" Error,
    "A0204" "endless-type" Error,
    "A0205" "invalid-default" Error,
    "A0206" "misplaced-constraint" Error,
    "A0207" "invalid-pattern" Error,
    "A0208" "impossible-bounds" Error,
    "A0209" "duplicate-value" Error,
    "A0210" "misplaced-constant" Error,
    "A0211" "invalid-spread" Error,
    "A0212" "tuple-order" Error,
    "A0213" "contradicting-kinds" Error,
    "A0214" "unsupported-schema" Error,
    "A0301" "template-syntax" Error,
    "A0302" "unknown-placeholder" Error,
    "A0303" "misplaced-placeholder" Error,
    "A0304" "ambiguous-frames" Error,
    "A0305" "payload-collision" Error,
    "A0306" "unused-frame" Warning,
    "A0307" "binary-layout" Error,
    "A0308" "frame-takes-all" Warning,
    "A0401" "missing-sender" Error,
    "A0402" "unknown-peer" Error,
    "A0403" "unknown-frame" Error,
    "A0404" "invalid-tag" Error,
    "A0405" "clashing-tags" Error,
    "A0406" "unknown-event" Error,
    "A0407" "invalid-reply" Error,
    "A0408" "payload-shape" Error,
    "A0409" "unknown-phase" Error,
    "A0410" "unknown-field" Error,
    "A0411" "untied-reply" Warning,
    "A0501" "invalid-topic" Error,
    "A0502" "overlapping-topics" Error,
    "A0503" "channel-without-topic-slot" Error,
    "A0601" "unknown-class" Error,
    "A0602" "mixed-codes" Error,
    "A0603" "unknown-error" Error,
    "A0604" "close-code-range" Error,
    "A0701" "invalid-policy" Error,
    "A0702" "invalid-flow" Error,
    "A0801" "colliding-names" Error,
    "A0901" "invalid-example" Error,
}

/// The rule with this code or name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

/// A check: looks at a protocol and reports what it finds.
type Check = fn(&Protocol, &Places, &mut Vec<Diagnostic>);

/// Checks of declarations and pairs of them: those in broken ones do not count, all others do.
const LOCAL: &[Check] = &[types::check, collisions::check, topics::check];

/// Checks for which one broken part may change what is true of another.
const WHOLE: &[Check] = &[frames::check, policies::check, ambiguity::check, examples::check];

/// Looks at the whole protocol, as far as it is sound.
pub fn check(
    protocol: &Protocol,
    places: &Places,
    broken: &Broken,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut found = Vec::new();
    for check in LOCAL {
        check(protocol, places, &mut found);
    }
    found.retain(|diagnostic| !broken.touches(diagnostic));
    diagnostics.append(&mut found);
    if broken.is_sound() {
        for check in WHOLE {
            check(protocol, places, diagnostics);
        }
    }
}
