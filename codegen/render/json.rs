//! For programs: one JSON object a line, one line a diagnostic.

use super::{
    Report,
    place::{Point, place, slashes},
    rule_name,
};
use crate::source::{Sources, Span};
use serde_json::{Map, Value, json};

/// One line a diagnostic. Lines and columns count from 1 and columns count characters; `byte`
/// counts from 0; `end` lies behind the last character. A key without a value is left out.
pub fn json(reports: &[Report<'_>]) -> String {
    let mut text = String::new();
    for report in reports {
        for diagnostic in report.diagnostics {
            let mut line = Map::new();
            line.insert("code".into(), diagnostic.code.into());
            line.insert("rule".into(), rule_name(diagnostic.code).into());
            line.insert("severity".into(), diagnostic.severity.name().into());
            line.insert("message".into(), diagnostic.message.as_str().into());
            if !diagnostic.label.is_empty() {
                line.insert("label".into(), diagnostic.label.as_str().into());
            }
            line.extend(span(report.sources, diagnostic.span));
            if let Some(help) = &diagnostic.help {
                line.insert("help".into(), help.as_str().into());
            }
            if !diagnostic.related.is_empty() {
                let related = diagnostic.related.iter().map(|other| {
                    let mut entry = span(report.sources, other.span);
                    entry.insert("label".into(), other.label.as_str().into());
                    Value::Object(entry)
                });
                line.insert("related".into(), related.collect());
            }
            if let Some(fix) = &diagnostic.fix {
                let mut entry = span(report.sources, fix.span);
                entry.insert("text".into(), fix.text.as_str().into());
                line.insert("fix".into(), Value::Object(entry));
            }
            text.push_str(&Value::Object(line).to_string());
            text.push('\n');
        }
    }
    text
}

fn span(sources: &Sources, span: Span) -> Map<String, Value> {
    let point =
        |point: Point| json!({ "line": point.line, "column": point.column, "byte": point.byte });
    let mut entry = Map::new();
    if let Some(place) = place(sources, span) {
        entry.insert("file".into(), slashes(&place.source.path).into());
        entry.insert("start".into(), point(place.start));
        entry.insert("end".into(), point(place.end));
    }
    entry
}
