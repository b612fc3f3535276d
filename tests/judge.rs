//! The judge: verdicts with codes and places, and which frames can be told apart.

mod apart;
mod values;

use crate::protocols::{board, console};
use antiphon_codegen::{
    judge::{self, Content, Context, Pending},
    model::{EventId, Party, Protocol},
};
use serde_json::{Value, json};

fn id(protocol: &Protocol, name: &str) -> EventId {
    EventId(protocol.events.iter().position(|event| event.name == name).expect("an event"))
}

/// `event place` where the frame is good, `code place` where it is not.
fn verdict(protocol: &Protocol, sender: Party, frame: &Value, context: &Context) -> String {
    match judge::frame(protocol, sender, frame, context) {
        Ok(judged) => match judged.content {
            Content::Event { event, place, .. } => {
                let event = protocol.event(event);
                let channel =
                    event.channel.map(|channel| format!("{}/", protocol.channels[channel.0].name));
                let place =
                    judge::Fault { path: place, ..judge::Fault::new(judge::Code::Syntax, "") };
                format!("{}{} {}", channel.unwrap_or_default(), event.name, place.place())
                    .trim_end()
                    .to_owned()
            }
            Content::Unknown { .. } => "unknown".to_owned(),
            Content::Batch(frames) => format!("batch of {}", frames.len()),
            Content::Compressed { known, .. } => format!("compressed {known}"),
        },
        Err(fault) => format!("{} {}", fault.code.name(), fault.place()).trim_end().to_owned(),
    }
}

#[test]
fn frames_of_objects() {
    let protocol = console::protocol();
    let at = "2025-01-01T00:00:00Z";
    let rows = [
        (json!({ "type": "ping", "timestamp": at }), "ping"),
        (json!({ "type": "ping", "timestamp": at, "extra": 1 }), "ping"),
        (json!({ "type": "ping", "timestamp": "yesterday" }), "format timestamp"),
        (json!({ "type": "ping" }), "missing_field timestamp"),
        (json!({ "type": "pong", "timestamp": at }), "unknown"),
        (json!({ "type": "closed", "timestamp": at, "id": "1" }), "closed"),
        (json!({ "type": "closed", "timestamp": at, "id": "1", "x": 1 }), "unknown_field x"),
        (json!({ "type": "closed", "timestamp": at }), "missing_field id"),
        (json!({ "type": "closed", "timestamp": at, "id": null }), "wrong_kind id"),
        (json!({ "type": "free", "timestamp": at, "id": "1", "x": 128 }), "out_of_range x"),
        (json!({ "type": "free", "timestamp": at, "id": "1", "x": 127 }), "free"),
        (json!({ "type": "client-x", "timestamp": at, "value": 1 }), "custom"),
        (json!({ "type": "client-", "timestamp": at, "value": 1 }), "unknown"),
        (json!({ "type": "client-typing", "timestamp": at, "value": 1 }), "unknown_field value"),
        (json!({ "type": "client-typing", "timestamp": at, "id": "1" }), "typing"),
        (
            json!({ "type": "output", "timestamp": at, "topic": "session:a/7", "value": 1 }),
            "session/output",
        ),
        (
            json!({ "type": "output", "timestamp": at, "topic": "session:a/07", "value": 1 }),
            "unknown",
        ),
        (json!({ "type": "output", "timestamp": at, "value": 1 }), "unknown"),
        (
            json!({ "type": "error", "timestamp": at, "topic": "session:a/7", "value": 1 }),
            "session/error",
        ),
        (json!({ "type": "error", "timestamp": at, "topic": "session:/7", "id": "1" }), "error"),
        (json!({ "type": "error", "timestamp": at, "id": "1" }), "error"),
        (json!({ "type": "part", "timestamp": at, "kind": "text", "text": "" }), "part"),
        (
            json!({ "type": "part", "timestamp": at, "kind": "image", "url": "a:b", "x": 1 }),
            "unknown_field x",
        ),
        (json!({ "type": "part", "timestamp": at, "kind": "sound" }), "unknown_value kind"),
        (json!({ "type": "choice", "timestamp": at, "stop": true, "setup": {} }), "ambiguous"),
        (json!({ "op": 0, "t": "READY", "d": { "value": 1.0 } }), "ready d"),
        (json!({ "op": 0, "t": "READY" }), "missing_field d"),
        (json!({ "op": 0, "t": "GONE" }), "unknown"),
        (json!({ "op": 1 }), "beat"),
        (json!({ "op": 1, "t": null, "d": [] }), "beat d"),
        (json!({ "id": 1, "ok": true, "result": 5 }), "subtract.ok result"),
        (json!({ "id": 1, "ok": true, "result": "me" }), "name result"),
        (json!({ "id": 1, "ok": true, "result": [] }), "wrong_kind result"),
        (json!({ "id": -1, "ok": true, "result": 5 }), "out_of_range id"),
        (json!({ "id": 1, "error": { "code": 1, "id": "x" } }), "subtract.error error"),
        (json!({ "id": 1, "error": { "code": 1, "id": 1 } }), "wrong_kind error.id"),
        (
            json!({ "type": "batch", "messages": [{ "op": 1 }, { "op": 1 }], "count": 2 }),
            "batch of 2",
        ),
        (json!({ "type": "batch", "messages": [{ "op": 1 }], "count": 2 }), "wrong_count count"),
        (
            json!({ "type": "batch", "messages": [{ "op": 1 }, { "op": 0, "t": "READY", "d": {} }] }),
            "missing_field messages[1].d.value",
        ),
        (
            json!({ "type": "compressed", "algorithm": "gzip", "originalType": "ping", "size": 9, "data": "AAAA" }),
            "compressed true",
        ),
        (
            json!({ "type": "compressed", "algorithm": "gzip", "originalType": "pong", "size": 9, "data": "AAAA" }),
            "compressed false",
        ),
        // Whether it is base64 shows when it is inflated.
        (
            json!({ "type": "compressed", "algorithm": "gzip", "originalType": "ping", "size": 9, "data": "AAA" }),
            "compressed true",
        ),
        (json!([]), "unknown_frame"),
        (json!(null), "unknown_frame"),
    ];
    for (frame, expected) in rows {
        assert_eq!(
            verdict(&protocol, Party::Server, &frame, &Context::default()),
            expected,
            "{frame}"
        );
    }
}

#[test]
fn frames_whose_key_is_the_tag() {
    let protocol = console::protocol();
    let rows = [
        (json!({ "subtract": { "value": 1 } }), "subtract subtract"),
        (json!({ "subtract": { "value": 1 }, "meta": [] }), "subtract subtract"),
        (json!({ "subtract": { "value": "1" } }), "wrong_kind subtract.value"),
        (json!({ "whoami": 1, "other": 2 }), "whoami whoami"),
        (json!({ "whoami": {}, "subtract": { "value": 1 } }), "unknown_frame"),
        (json!({ "what": {} }), "unknown"),
    ];
    for (frame, expected) in rows {
        assert_eq!(
            verdict(&protocol, Party::Peer(0), &frame, &Context::default()),
            expected,
            "{frame}"
        );
    }
}

#[test]
fn frames_of_arrays() {
    let protocol = board::protocol();
    let room = "room:550e8400-e29b-41d4-a716-446655440000";
    let uuid = "550e8400-e29b-41d4-a716-446655440000";
    let metadata = json!({ "message_type": "command", "message_id": uuid });
    let more = json!({ "message_type": "command", "message_id": uuid, "x": 1 });
    let rows = [
        (json!(["1", null, room, "moved", { "x": 1 }]), "room/moved [4]"),
        (json!(["1", null, "room:1", "moved", { "x": 1 }]), "unknown_event [3]"),
        (json!(["1", null, "any", "phx_join"]), "join"),
        (json!(["1", null, "any", "phx_join", 5]), "join [4]"),
        (json!(["1", null, "any", "phx_join", 5, 6]), "too_many_items [5]"),
        (json!([1, null, room, "phx_join"]), "wrong_kind [0]"),
        (json!([3, uuid, [true]]), "command.ok [2]"),
        (json!([3, uuid, [1]]), "wrong_kind [2][0]"),
        (json!([3, uuid]), "missing_item [2]"),
        (json!([4, uuid, [1]]), "unknown_event [0]"),
        (json!(["T", "X"]), "trade"),
        (json!(["T", "X", 1.5]), "trade"),
        (json!(["T", "X", 1.5, 2]), "too_many_items [3]"),
        (json!(["T"]), "missing_item [1]"),
        (json!([7, 1]), "quote"),
        (json!([7.0, 1, 2]), "quote"),
        (json!([true, 1, 2, 300]), "out_of_range [3]"),
        (json!([8]), "unknown_event [0]"),
        (json!({ "metadata": metadata, "payload": { "stop": true } }), "command payload"),
        (json!({ "metadata": more, "payload": { "stop": true } }), "unknown_field metadata.x"),
        (json!({ "id": "1", "error": "x" }), "failure error"),
        // `result` stands before `error`.
        (json!({ "id": "1", "error": "x", "result": true }), "unknown_field error"),
        (json!({}), "keepalive"),
        (json!({ "x": 1 }), "unknown_field x"),
    ];
    for (frame, expected) in rows {
        let found = verdict(&protocol, Party::Server, &frame, &Context::default());
        assert_eq!(found, expected, "{frame}");
    }
}

#[test]
fn pending_requests_and_phases_decide() {
    let console = console::protocol();
    let pending = |pending| Context { pending, phase: None };
    let number = json!({ "id": 1, "ok": true, "result": 5 });
    let subtract = Pending::Request(id(&console, "subtract"));
    let whoami = Pending::Request(id(&console, "whoami"));
    let judge = |frame: &Value, context: &Context| verdict(&console, Party::Server, frame, context);
    assert_eq!(judge(&number, &pending(subtract)), "subtract.ok result");
    assert_eq!(judge(&number, &pending(whoami)), "wrong_kind result");
    assert_eq!(judge(&number, &pending(Pending::Nothing)), "no_pending_request");

    let board = board::protocol();
    let phase = |phase| Context { pending: Pending::Any, phase: Some(phase) };
    let answer = json!({ "id": "1", "result": true });
    let judge = |frame: &Value, context: &Context| verdict(&board, Party::Server, frame, context);
    assert_eq!(judge(&answer, &phase(1)), "answer result");
    assert_eq!(judge(&answer, &phase(0)), "wrong_kind result");
    assert_eq!(judge(&answer, &Context::default()), "answer result");
    assert_eq!(judge(&json!({ "id": "1", "result": "x" }), &Context::default()), "greeting result");
}

#[test]
fn binary_messages() {
    let protocol = console::protocol();
    let audio = id(&protocol, "audio");
    let good = "01 2c01 02 6f70 3f800000 abcd 74727565";
    let parts = judge::binary_text(&protocol, audio, good).expect("a good message");
    let values: Vec<_> = parts.into_iter().map(|part| (part.name, part.value)).collect();
    assert_eq!(
        values,
        [
            ("stream".to_owned(), json!(300)),
            ("codec".to_owned(), json!("op")),
            ("gain".to_owned(), json!(1.0)),
            ("nonce".to_owned(), json!("q80=")),
            ("data".to_owned(), json!("true")),
        ]
    );
    for (text, expected) in [
        ("02", "unknown_layout"),
        ("01 2d01 02 6f70 3f800000 abcd 74727565", "out_of_range stream"),
        ("01 2c01 09 6f70", "too_short codec"),
        ("01 2c01 01 ff 3f800000 abcd 74727565", "not_utf8 codec"),
        ("01 2c01 00 3f800000 abcd 31", "wrong_kind data"),
        ("01 2c01 00 3f800000 abcd 7b", "syntax data"),
        ("0", "syntax"),
        ("zz", "syntax"),
    ] {
        let fault = judge::binary_text(&protocol, audio, text).expect_err(text);
        let found = format!("{} {}", fault.code.name(), fault.place());
        assert_eq!(found.trim_end(), expected, "{text}");
    }
}

#[test]
fn events_may_have_a_largest_size() {
    let mut console = console::protocol();
    let (audio, frame) = (id(&console, "audio"), json!({ "id": 1, "ok": true, "result": 5 }));
    let subtract = id(&console, "subtract");
    let answer = console.event(subtract).reply.as_ref().expect("a request").ok[0];
    let context = Context { pending: Pending::Request(subtract), phase: None };
    let bytes = frame.to_string().len() as u64;
    for (most, expected) in [(bytes, "subtract.ok result"), (bytes - 1, "too_large")] {
        console.events[answer.0].max_size = Some(most);
        assert_eq!(verdict(&console, Party::Server, &frame, &context), expected);
    }
    console.events[audio.0].max_size = Some(3);
    let code = |text| judge::binary_text(&console, audio, text).map_err(|fault| fault.code.name());
    assert_eq!(code("01 2c01 02"), Err("too_large"));
    assert_eq!(code("02 2c01 02"), Err("unknown_layout"));
    assert_eq!(code("01 2c01"), Err("too_short"));
}

#[test]
fn examples_are_of_their_event() {
    let board = board::protocol();
    let verdict = |protocol: &Protocol, name: &str, value: Value| match judge::Reader::new(protocol)
        .example(id(protocol, name), &value)
    {
        Ok(()) => "ok".to_owned(),
        Err(judge::Mismatch::Invalid(fault)) => fault.code.name().to_owned(),
        Err(judge::Mismatch::Other(found)) => {
            format!("{:?}", found.map(|other| &protocol.event(other).name))
        }
    };
    let example = |name: &str, value: Value| verdict(&board, name, value);
    // Only the phase tells these two apart.
    assert_eq!(example("greeting", json!({ "id": "1", "result": "x" })), "ok");
    assert_eq!(example("answer", json!({ "id": "1", "result": true })), "ok");
    assert_eq!(example("answer", json!({ "id": "1", "result": "x" })), "wrong_kind");
    assert_eq!(example("answer", json!({ "id": "1", "error": "x" })), "Some(\"failure\")");
    let console = console::protocol();
    let example = |name: &str, value: Value| verdict(&console, name, value);
    assert_eq!(example("subtract.ok", json!({ "id": 1, "ok": true, "result": 5 })), "ok");
    assert_eq!(example("name", json!({ "id": 1, "ok": true, "result": 5 })), "wrong_kind");
    assert_eq!(example("audio", json!("01 2c01 00 3f800000 abcd 31")), "wrong_kind");
    assert_eq!(example("audio", json!(1)), "wrong_kind");
}
