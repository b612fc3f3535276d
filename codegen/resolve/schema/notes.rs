//! What a schema says to people.

use super::node::{Node, list};
use crate::model::{Deprecation, Doc};
use serde_json::Value;

/// Formats that are types of the language, or say how wide a number is.
const CHECKED: &[&str] = &[
    "date-time",
    "uuid",
    "uri",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float",
    "double",
];

/// Title and description; formats and media types that nothing checks are told.
pub(super) fn doc(node: &Node) -> Doc {
    let text = |word: &str| {
        let text = node.get(word).and_then(Value::as_str).map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let (summary, mut description) = match (text("title"), text("description")) {
        (_, Some(all)) => match all.split_once("\n\n") {
            Some((first, more)) => (Some(first.trim().to_owned()), Some(more.trim().to_owned())),
            None => (Some(all), None),
        },
        (title, None) => (title, None),
    };
    let mut also = |line: String| {
        description = Some(match description.take() {
            Some(before) => format!("{before}\n\n{line}"),
            None => line,
        });
    };
    if let Some(format) = text("format").filter(|format| !CHECKED.contains(&format.as_str())) {
        also(format!("Format: `{format}`; it is not checked."));
    }
    if let Some(media) = text("contentMediaType").filter(|_| !node.contains_key("contentSchema")) {
        also(format!("Content: `{media}`."));
    }
    for (word, line) in [("readOnly", "Read only."), ("writeOnly", "Write only.")] {
        if node.get(word) == Some(&Value::Bool(true)) {
            also(line.to_owned());
        }
    }
    let deprecated = node.get("deprecated") == Some(&Value::Bool(true));
    let deprecated = deprecated
        .then(|| Deprecation { reason: "The schema marks it so.".to_owned(), replacement: None });
    Doc { summary, description, deprecated, since: None }
}

/// Valid values.
pub(super) fn examples(node: &Node) -> Vec<Value> {
    list(node, "examples").to_vec()
}
