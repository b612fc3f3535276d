//! The schemas accept exactly what the judge accepts: frames, and thousands of broken copies of them.

use super::{files, parsed};
use crate::protocols::{board, console};
use antiphon_codegen::{
    judge::{self, Context},
    model::{Party, Protocol},
    target::Options,
};
use serde_json::{Value, json};

#[test]
fn console_frames() {
    for (sender, frames) in console::recorded() {
        agree(&console::protocol(), sender, &frames);
    }
}

#[test]
fn board_frames() {
    for (sender, frames) in board::recorded() {
        agree(&board::protocol(), sender, &frames);
    }
}

#[test]
fn packed_messages_are_lists() {
    let protocol = board::protocol();
    let files = files(&protocol, &Options::default());
    let validator = jsonschema::draft202012::new(&parsed(&files, "client.json")).expect("a schema");
    let frame = json!({
        "metadata": { "message_type": "command", "message_id": "550e8400-e29b-41d4-a716-446655440000" },
        "payload": { "stop": false },
    });
    assert!(validator.is_valid(&frame));
    assert!(validator.is_valid(&json!([frame, frame])));
    assert!(validator.is_valid(&json!([])));
    assert!(!validator.is_valid(&json!([frame, {}])));
}

/// Compares the schema with the judge on each frame and on its broken copies.
fn agree(protocol: &Protocol, sender: Party, frames: &[Value]) {
    let files = files(protocol, &Options::default());
    let path = format!("{}.json", protocol.party_name(sender));
    let validator = jsonschema::draft202012::new(&parsed(&files, &path)).expect("a schema");
    // A list of frames is a message, and no frame.
    let is_packed = |value: &Value| sender != Party::Server && value.is_array();
    let reader = judge::Reader::new(protocol);
    let (mut accepted, mut refused) = (0, 0);
    for frame in frames {
        assert!(
            validator.is_valid(frame),
            "{path} refuses {frame}: {:#?}",
            validator.iter_errors(frame).collect::<Vec<_>>()
        );
        for copy in copies(frame).iter().chain([frame]).filter(|copy| !is_packed(copy)) {
            let judged = reader.frame(sender, copy, &Context::default());
            let expected = judged.as_ref().is_ok_and(judge::Judged::is_known);
            assert_eq!(
                validator.is_valid(copy),
                expected,
                "{path} and the judge disagree on {copy}: {judged:?}"
            );
            if expected { accepted += 1 } else { refused += 1 }
        }
    }
    assert!(
        accepted > frames.len() && refused > frames.len(),
        "{accepted} accepted, {refused} refused"
    );
}

/// Copies of a value with one thing changed: something else, one thing less, one thing more.
fn copies(value: &Value) -> Vec<Value> {
    let mut all: Vec<Value> = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(7),
        json!(-1),
        json!(300),
        json!(1.0),
        json!(1.5),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
        json!("x"),
        json!("auto"),
        json!("10"),
        json!("1.5"),
        json!("AAA="),
        json!("AA=="),
        json!("AAAA"),
        json!("AAAAAAA="),
        json!("AAAAAA=="),
        json!("abcde"),
        json!("busy"),
        json!("ping"),
        json!("client-x"),
        json!("client-typing"),
        json!("error"),
        json!("closed"),
        json!("batch"),
        json!("session:a/7"),
        json!("session:a/07"),
        json!("session:/7"),
        json!("room:x"),
        json!("T"),
        json!([]),
        json!([true]),
        json!(["a", "a"]),
        json!(["a", "b", "c", "d"]),
        json!({}),
        json!({ "text": "x", "url": "a:b" }),
        json!({ "t": 9, "c": 1 }),
        json!({ "kind": "text" }),
        json!({ "stop": true, "move": 1 }),
        json!({ "value": 1 }),
        json!({ "id": "1" }),
    ]
    .into();
    match value {
        Value::Object(map) => {
            for key in map.keys() {
                let mut less = map.clone();
                less.remove(key);
                all.push(Value::Object(less));
                for copy in copies(&map[key]) {
                    let mut other = map.clone();
                    other.insert(key.clone(), copy);
                    all.push(Value::Object(other));
                }
            }
            for (key, extra) in [
                ("unheard_of", json!(1)),
                ("type", json!("ping")),
                ("id", json!("1")),
                ("result", json!(true)),
                ("error", json!(null)),
                ("text", json!("x")),
                ("stop", json!(true)),
                ("whoami", json!(1)),
                ("ok", json!(true)),
                ("op", json!(1)),
            ] {
                let mut more = map.clone();
                more.entry(key).or_insert(extra);
                all.push(Value::Object(more));
            }
        }
        Value::Array(items) => {
            for index in 0..items.len() {
                let mut less = items.clone();
                less.remove(index);
                all.push(Value::Array(less));
                for copy in copies(&items[index]) {
                    let mut other = items.clone();
                    other[index] = copy;
                    all.push(Value::Array(other));
                }
            }
            for extra in [json!(1), json!(true), json!("x")] {
                let mut more = items.clone();
                more.push(extra);
                all.push(Value::Array(more));
            }
        }
        _ => {}
    }
    all
}
