//! For GitHub Actions: workflow commands that annotate the changed lines of a pull request.

use super::{
    Report,
    place::{place, slashes},
    rule_name, sentence,
};
use crate::diagnostic::Severity;

/// One `::error …::…` a diagnostic.
pub fn github(reports: &[Report<'_>]) -> String {
    let mut text = String::new();
    for report in reports {
        for diagnostic in report.diagnostics {
            let command = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "notice",
            };
            let mut properties = Vec::new();
            if let Some(place) = place(report.sources, diagnostic.span) {
                properties.push(format!("file={}", property(&slashes(&place.source.path))));
                properties.push(format!("line={}", place.start.line));
                properties.push(format!("endLine={}", place.end.line));
                // Columns are understood only on a single line.
                if place.start.line == place.end.line {
                    properties.push(format!("col={}", place.start.column));
                    properties.push(format!("endColumn={}", place.end.column));
                }
            }
            let title = format!("{} {}", diagnostic.code, rule_name(diagnostic.code));
            properties.push(format!("title={}", property(title.trim_end())));
            text.push_str(&format!(
                "::{command} {}::{}\n",
                properties.join(","),
                data(&sentence(diagnostic))
            ));
        }
    }
    text
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, where `:` and `,` have a meaning of their own.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
