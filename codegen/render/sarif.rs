//! For code scanning: one SARIF 2.1.0 log with the rules that were broken.

use super::{
    Report,
    place::{Place, place, slashes},
    sentence,
};
use crate::{
    check,
    diagnostic::{Diagnostic, Severity},
    source::{Sources, Span},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The log, indented, with a line break at its end. It is written without diagnostics too, so that an
/// upload clears what was found before.
pub fn sarif(reports: &[Report<'_>]) -> String {
    let codes: BTreeSet<&str> = reports
        .iter()
        .flat_map(|report| report.diagnostics)
        .map(|diagnostic| diagnostic.code)
        .collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let results: Vec<Value> = reports
        .iter()
        .flat_map(|report| {
            report.diagnostics.iter().map(|each| result(report.sources, each, &codes))
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "antiphon",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: &str) -> Value {
    match check::find(code) {
        Some(rule) => json!({
            "id": code,
            "name": rule.name,
            "shortDescription": { "text": rule.summary() },
            "help": { "text": rule.page, "markdown": rule.page },
            "defaultConfiguration": { "level": level(rule.severity) },
        }),
        None => json!({ "id": code }),
    }
}

fn result(sources: &Sources, diagnostic: &Diagnostic, codes: &[&str]) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code,
        "ruleIndex": codes.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.severity),
        "message": { "text": sentence(diagnostic) },
        "locations": location(sources, diagnostic.span).into_iter().collect::<Vec<_>>(),
    });
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .filter_map(|other| {
            let mut entry = location(sources, other.span)?;
            entry["message"] = json!({ "text": other.label });
            Some(entry)
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some((fix, place)) =
        diagnostic.fix.as_ref().and_then(|fix| Some((fix, place(sources, fix.span)?)))
    {
        result["fixes"] = json!([{
            "description": { "text": diagnostic.help.as_deref().unwrap_or("this mends it") },
            "artifactChanges": [{
                "artifactLocation": artifact(place),
                "replacements": [{
                    "deletedRegion": region(place),
                    "insertedContent": { "text": fix.text },
                }],
            }],
        }]);
    }
    result
}

fn location(sources: &Sources, span: Span) -> Option<Value> {
    let place = place(sources, span)?;
    Some(json!({
        "physicalLocation": { "artifactLocation": artifact(place), "region": region(place) },
    }))
}

fn artifact(place: Place<'_>) -> Value {
    json!({ "uri": uri(&slashes(&place.source.path)) })
}

fn region(place: Place<'_>) -> Value {
    json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a URI reference: what has a meaning of its own in a URI is escaped.
fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
