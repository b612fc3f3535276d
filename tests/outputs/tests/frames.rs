//! A recorded frame decodes to its event and encodes to an equal value.

use antiphon::{
    Context, Decoded, Message,
    message::{self, Packing},
};
use serde_json::Value;

/// One line of `frames.jsonl`.
pub(crate) struct Recorded {
    pub(crate) sender: String,
    /// What it is: an event, or in a corner of the language the verdict.
    event: String,
    /// The request that waits, where the type of its reply follows from it.
    answers: Option<String>,
    phase: Option<String>,
    pub(crate) frame: Value,
    /// What is written, where it is not the frame to the letter.
    again: Option<Value>,
}

/// The frames of a protocol in a file beside this crate. Where a file has frames of several, each says whose it is.
pub(crate) fn recorded(protocol: &str, path: &str) -> Vec<Recorded> {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the frames are there");
    let maybe = |line: &Value, key: &str| line[key].as_str().map(str::to_owned);
    let text_of = |line: &Value, key: &str| line[key].as_str().expect("text").to_owned();
    let all: Vec<Recorded> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .filter(|line: &Value| line["of"].as_str().is_none_or(|of| of == protocol))
        .map(|mut line: Value| Recorded {
            sender: text_of(&line, "from"),
            event: maybe(&line, "event").unwrap_or_else(|| text_of(&line, "is")),
            answers: maybe(&line, "answers"),
            phase: maybe(&line, "phase"),
            again: line.get("again").cloned(),
            frame: line["frame"].take(),
        })
        .collect();
    assert!(!all.is_empty(), "{protocol} has no frames");
    all
}

/// The frame again, and the name of what it carries.
fn again<M: Message>(decoded: &Decoded<M>) -> (String, String) {
    let mut text = String::new();
    message::encode_decoded(decoded, &mut text).expect("it encodes");
    let name = match decoded {
        Decoded::Event { event, .. } => event.event().entry.map_or("unknown", |entry| entry.name),
        Decoded::Batch { .. } => "batch",
        Decoded::Compressed { .. } => "compressed",
        Decoded::Ignored => "ignored",
        Decoded::Binary(_) => panic!("text does not decode to a binary event"),
    };
    (text, name.to_owned())
}

/// Whether two values are equal in JSON's sense: `1.0` is `1`.
fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|other| equal(value, other)))
        }
        (one, other) => one == other,
    }
}

/// Decodes and encodes.
pub(crate) fn check<M: Message>(recorded: &Recorded, failures: &mut Vec<String>) {
    let Recorded { event, answers, phase, frame, again: expected, .. } = recorded;
    // The table of request names that a client would have.
    let request = answers.clone().map(|name| &*name.leak());
    let pending = |_: &str| request;
    // Any order of keys must do: as recorded, and reversed.
    let reversed = match frame {
        Value::Object(map) => Value::Object(map.clone().into_iter().rev().collect()),
        other => other.clone(),
    };
    for text in [frame.to_string(), reversed.to_string()] {
        let text = match M::PACKING {
            Packing::RecordSeparator => text + "\u{1e}",
            Packing::One | Packing::Lines | Packing::JsonArray => text,
        };
        let context =
            Context { pending: Some(&pending), phase: phase.as_deref(), ..Context::default() };
        let decoded = match message::decode::<M>(&text, &context) {
            Ok(decoded) => decoded,
            Err(error) => {
                failures.push(format!("{event}: {error}\n  {text}"));
                continue;
            }
        };
        let [decoded] = decoded.as_slice() else {
            failures.push(format!("{event}: {} messages", decoded.len()));
            continue;
        };
        let (text, name) = again(decoded);
        // An event of a channel is named without it.
        if name != *event && !event.ends_with(&format!("/{name}")) {
            failures.push(format!("{event}: decoded as {name}"));
        }
        let text = text.trim_end_matches('\u{1e}');
        let value: Value = serde_json::from_str(text).expect("it encodes to JSON");
        if !equal(&value, expected.as_ref().unwrap_or(frame)) {
            failures.push(format!("{event}: encoded as\n  {text}\n  instead of\n  {frame}"));
        }
    }
}
