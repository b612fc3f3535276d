//! Keys that do not belong where they stand: those of other sections, and those of other languages.

use super::shorten;
use crate::{
    syntax::{
        AuthDef, ChannelDef, ConnectionDef, DeliveryDef, ErrorsDef, EventLimits, HeartbeatDef,
        LimitsDef, ReplyDef, SessionDef, Wire,
    },
    yaml::{Node, NodeKind},
};

/// Where keys belong: in what a section stands, how it is written, and its keys.
const SECTIONS: &[(&str, &str, &[&str])] = &[
    ("an event", "reply", ReplyDef::KEYS),
    ("an event", "delivery", DeliveryDef::KEYS),
    ("an event", "limits", EventLimits::KEYS),
    ("a definition", "wire", Wire::KEYS),
    ("a definition", "connection", ConnectionDef::KEYS),
    ("a definition", "session", SessionDef::KEYS),
    ("a definition", "limits", LimitsDef::KEYS),
    ("a definition", "errors", ErrorsDef::KEYS),
    ("`connection`", "auth", AuthDef::KEYS),
    ("`connection`", "heartbeat", HeartbeatDef::KEYS),
    ("", "a channel", ChannelDef::KEYS),
];

/// The section that a key belongs to: one that stands in `what`, or else any of the few that have it.
pub(super) fn section(name: &str, what: &str) -> Option<String> {
    let all: Vec<_> = SECTIONS
        .iter()
        .filter(|(_, section, keys)| keys.contains(&name) && what != format!("`{section}`"))
        .collect();
    if let [(_, inner, _)] = all.iter().filter(|(outer, ..)| *outer == what).collect::<Vec<_>>()[..]
    {
        return Some(format!("it belongs into `{inner}`: `{inner}: {{ {name}: … }}`"));
    }
    let places: Vec<String> = all
        .iter()
        .map(|(outer, section, _)| match *outer {
            "" => (*section).to_owned(),
            "a definition" => format!("`{section}`"),
            "an event" => format!("`{section}` of an event"),
            outer => format!("`{}.{section}`", outer.trim_matches('`')),
        })
        .collect();
    (1..=2).contains(&places.len()).then(|| format!("it is a key of {}", places.join(" and of ")))
}

/// A label and a way out for keys that people bring along from elsewhere.
pub(super) fn explain(key: &Node, value: &Node, known: &[&str]) -> Option<(&'static str, String)> {
    let name = key.text().unwrap_or_default();
    if let Some(written) = assignment(name).filter(|_| value.is_null()) {
        return Some(("a colon stands between a key and its value", format!("write `{written}`")));
    }
    let has = |word: &str| known.contains(&word);
    let (label, help) = match name {
        "<<" => (
            "YAML's merge keys are not read",
            "write the keys here again, or give what is shared a name in `types`",
        ),
        "optional" | "nullable" | "required" if has("pattern") => (
            "presence is written at the field's name or type",
            "`name?: T` may be absent, `name: T?` may be `null`, and `name: T` must be there",
        ),
        "required" | "optional" if has("fields") && matches!(value.kind, NodeKind::Sequence(_)) => {
            (
                "presence is written at each field",
                "all fields are required; write `name?: T` for one that may be absent",
            )
        }
        "additionalProperties" if has("pattern") => (
            "written otherwise here",
            "`unknown: reject` refuses other keys; `...: map<T>` among the fields takes them",
        ),
        "format" if has("pattern") => (
            "written as a type here",
            "write `uuid`, `url`, `timestamp` or `bytes` as the type; for other text there is `pattern`",
        ),
        "$ref" => {
            ("written otherwise here", "write the name of a type: `type: Name`, or just `Name`")
        }
        "publish" | "subscribe" | "send" | "receive" if has("authorize") => (
            "who sends is said at each event",
            "write `events: { said: { from: server, … }, say: { from: client, … } }`",
        ),
        _ if name.starts_with("//") || name.starts_with("/*") => {
            ("comments begin with `#`", "write `# …`")
        }
        _ if name.contains(['“', '”', '„']) => {
            ("typographic quotes are letters", "write quotes as `\"` or `'`")
        }
        // Text with a comma in it falls apart inside braces, and its rest looks like a key.
        _ if name.contains(' ') && value.is_null() => (
            "the rest of a text with a comma?",
            "inside `{ }` a comma ends the value; put the whole text in quotes",
        ),
        _ => return None,
    };
    Some((label, help.to_owned()))
}

/// `key = value` as the entry of a map that is meant.
pub(super) fn assignment(text: &str) -> Option<String> {
    let (key, value) = text.split_once('=')?;
    let (key, value) = (key.trim_end(), value.trim());
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|each| each.is_alphanumeric() || "._-".contains(each))
    };
    (is_word(key) && !value.is_empty()).then(|| format!("{key}: {}", shorten(value)))
}

/// The words of other languages' schemas that nothing here is called by, and what to write instead.
const SCHEMA_WORDS: &[(&str, &str)] = &[
    ("properties", "write `fields: { name: string, nick?: string }`"),
    ("additionalProperties", "write `map<T>`"),
    ("patternProperties", "write `map<T>`"),
    ("oneOf", "write `A | B`, or `union: { on: field, variants: { … } }`"),
    ("anyOf", "write `A | B`, or `union: { on: field, variants: { … } }`"),
    ("allOf", "write `fields: { ...: [ A, B ] }`"),
];

/// A type that is written as JSON Schema: the key that shows it, what is wrong, and what to write instead.
pub(super) fn json_schema(entries: &[(Node, Node)]) -> Option<(&Node, String, String)> {
    let find = |word: &str| entries.iter().find(|(key, _)| key.text() == Some(word));
    if let Some((key, items)) = find("items")
        && find("type").is_some_and(|(_, ty)| matches!(ty.text(), Some("array" | "list")))
    {
        let inner = match &items.kind {
            NodeKind::Mapping(entries) => {
                entries.iter().find(|(key, _)| key.text() == Some("type")).map(|(_, value)| value)
            }
            _ => Some(items),
        };
        let item = inner.and_then(Node::text).map_or_else(|| "T".to_owned(), shorten);
        let message = "`items` are the positions of an array, not what a list holds";
        return Some((key, message.to_owned(), format!("write `list<{item}>`")));
    }
    SCHEMA_WORDS.iter().find_map(|(word, help)| {
        let (key, value) = find(word)?;
        let is_schema = !matches!(value.kind, NodeKind::Scalar { .. }) || entries.len() < 3;
        let message = format!("`{word}` is a word of JSON Schema");
        let help = format!("{help}; or put the whole behind `schema:`, which takes JSON Schema");
        is_schema.then_some((key, message, help))
    })
}

/// What kind of value stands where a map of keywords belongs, and the keyword that is meant by it alone.
pub(super) fn lone(node: &Node, known: &[&str]) -> Option<String> {
    if let NodeKind::Sequence(items) = &node.kind {
        let words: Option<Vec<&str>> = items.iter().map(Node::text).collect();
        let words = words.filter(|words| !words.is_empty())?;
        let list = shorten(&words.join(", "));
        return match known {
            _ if known.contains(&"ok") => Some(format!("write `{{ ok: [ {list} ] }}`")),
            _ if known.contains(&"after") => Some(format!("write `{{ after: [ {list} ] }}`")),
            _ if known.contains(&"codes") => {
                Some(format!("write `codes: {{ {}: What it means. }}`", shorten(words[0])))
            }
            _ if known.contains(&"variants") => Some(format!(
                "write `{}` as a type; or, told apart by a field, `{{ on: kind, variants: {{ {}: … }} }}`",
                shorten(&words.join(" | ")),
                shorten(&words[0].to_lowercase())
            )),
            _ => None,
        };
    }
    let text = node.text().filter(|text| !text.is_empty())?;
    if let Some(written) = assignment(text) {
        return Some(format!("write `{written}`, with a colon"));
    }
    let is_digit = |each: char| each.is_ascii_digit();
    let is_word = text.chars().all(|each| each.is_alphanumeric() || "._-".contains(each));
    let is_number = text.parse::<f64>().is_ok();
    let keys: &[&str] = match node.plain() {
        Some("true" | "false" | "none" | "yes" | "no") => &[],
        _ if is_number && known.contains(&"name") => {
            return Some(format!("a number stands before its name: `{text}: {{ name: … }}`"));
        }
        _ if is_number => &["max", "message"],
        _ if text.starts_with(is_digit) && text.contains('/') => &["rate", "connection"],
        _ if text.starts_with(is_digit) => &["every", "initial", "timeout", "size", "message"],
        _ if is_word && known.contains(&"field") => &["field"],
        _ if is_word => {
            &["request", "ok", "from", "topic", "event", "name", "out", "after", "summary"]
        }
        _ if text.contains('/') && known.contains(&"out") => &["out"],
        _ if text.contains(['{', '}', ']']) => &[],
        _ => &["summary"],
    };
    let key = keys.iter().find(|key| known.contains(key))?;
    let quoted = text.contains([':', ',', '#', '[', '{', '"']);
    let value = if quoted { format!("\"{}\"", shorten(text)) } else { shorten(text) };
    Some(format!("write `{{ {key}: {value} }}`"))
}
