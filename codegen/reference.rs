//! The reference part of `docs/language.md`, made from the doc comments of `syntax`.

use crate::syntax::editor_schema;
use serde_json::Value;
use std::fmt::Write as _;

/// The sections in the order of the page: the name in the editor schema, and the heading.
const SECTIONS: &[(&str, &str)] = &[
    ("", "The definition"),
    ("DeprecatedMap", "`deprecated`"),
    ("PeerDef", "`peers`"),
    ("Wire", "`wire`"),
    ("PackingMap", "`wire.packing`"),
    ("UnknownDef", "`wire.unknown`"),
    ("BinaryDef", "`wire.binary`"),
    ("TypeMap", "`types`, and types of fields"),
    ("ValueDef", "Values of `enum` and `numbers`"),
    ("UnionDef", "`union`"),
    ("EventDef", "`events`"),
    ("ReplyDef", "`reply` of an event"),
    ("EventLimits", "`limits` of an event"),
    ("DeliveryDef", "`delivery`"),
    ("IdempotentDef", "`delivery.idempotent`"),
    ("BatchDef", "`delivery.batch`"),
    ("ChannelDef", "`channels`"),
    ("JoinDef", "`join` of a channel"),
    ("LeaveDef", "`leave` of a channel"),
    ("RecoverDef", "`recover` of a channel"),
    ("ErrorsDef", "`errors`"),
    ("ReportDef", "`errors.report`"),
    ("ErrorClassDef", "`errors.classes`"),
    ("ErrorCodeMap", "`errors.codes`"),
    ("BackoffDef", "Waits that grow"),
    ("CloseDef", "`close`"),
    ("ConnectionDef", "`connection`"),
    ("AuthDef", "`connection.auth`"),
    ("RefreshDef", "`connection.auth.refresh`"),
    ("ReadyDef", "`connection.ready`"),
    ("PhaseDef", "`connection.phases`"),
    ("HeartbeatDef", "`connection.heartbeat`"),
    ("WrittenDef", "Events that the runtime writes"),
    ("QueueDef", "`connection.queue`"),
    ("DrainDef", "`connection.drain`"),
    ("SessionDef", "`session`"),
    ("LimitsDef", "`limits`"),
    ("RatesDef", "`limits.rate`"),
    ("FlowDef", "`flows`"),
    ("OutputDef", "`generate`"),
];

/// The reference as Markdown: one section a map of the language, one entry a keyword.
pub fn reference() -> String {
    let schema = editor_schema();
    let mut out = String::new();
    for (name, heading) in SECTIONS {
        let section = if name.is_empty() { &schema } else { &schema["$defs"][*name] };
        write_section(&mut out, heading, section);
    }
    out
}

/// The maps of the language that no section describes; empty unless one was forgotten.
pub fn forgotten() -> Vec<String> {
    let schema = editor_schema();
    let defs = schema["$defs"].as_object();
    defs.into_iter()
        .flatten()
        .filter(|(_, def)| def["additionalProperties"] == Value::Bool(false))
        .map(|(name, _)| name.clone())
        .filter(|name| !SECTIONS.iter().any(|(known, _)| known == name))
        .collect()
}

fn write_section(out: &mut String, heading: &str, section: &Value) {
    let _ = writeln!(out, "### {heading}\n\n{}\n", text(section));
    let required = section["required"].as_array().cloned().unwrap_or_default();
    for (key, property) in section["properties"].as_object().into_iter().flatten() {
        let mark = if required.contains(&Value::from(key.as_str())) { " (required)" } else { "" };
        let text = text(property);
        let mut paragraphs = text.split("\n\n");
        let first = paragraphs.next().unwrap_or_default();
        let _ = writeln!(out, "- **`{key}`**{mark}: {}", indented(first));
        for paragraph in paragraphs {
            let _ = writeln!(out, "\n  {}", indented(paragraph));
        }
    }
    out.push('\n');
}

fn indented(paragraph: &str) -> String {
    paragraph.replace('\n', "\n  ")
}

fn text(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().trim().to_owned()
}
