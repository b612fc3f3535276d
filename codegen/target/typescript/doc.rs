//! Documentation as TSDoc.

use super::literal::json;
use crate::model::Doc;
use serde_json::Value;

/// The lines of a comment, without its marks; empty where there is nothing to say.
pub(super) fn lines(doc: &Doc, fallback: &str, examples: &[Value]) -> Vec<String> {
    let mut out = Vec::new();
    let summary = doc.summary.as_deref().unwrap_or(fallback);
    if !summary.is_empty() {
        push(&mut out, summary);
    }
    if let Some(description) = &doc.description {
        paragraph(&mut out);
        push(&mut out, description);
    }
    if let Some(since) = &doc.since {
        paragraph(&mut out);
        push(&mut out, &format!("Since {since}."));
    }
    if let Some(deprecated) = &doc.deprecated {
        paragraph(&mut out);
        let instead = deprecated.replacement.as_ref();
        let instead = instead.map(|name| format!(" Use `{name}` instead.")).unwrap_or_default();
        push(&mut out, &format!("@deprecated {}{instead}", deprecated.reason));
    }
    for example in examples {
        paragraph(&mut out);
        out.push("@example".to_owned());
        out.push("```ts".to_owned());
        push(&mut out, &json(example));
        out.push("```".to_owned());
    }
    out
}

/// Adds a paragraph to lines that may be empty.
pub(super) fn also(lines: &mut Vec<String>, text: &str) {
    paragraph(lines);
    push(lines, text);
}

fn paragraph(out: &mut Vec<String>) {
    if !out.is_empty() {
        out.push(String::new());
    }
}

fn push(out: &mut Vec<String>, text: &str) {
    for line in text.trim().lines() {
        out.push(line.trim_end().replace("*/", "*\\/"));
    }
}
