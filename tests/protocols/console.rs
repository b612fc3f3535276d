//! A console: objects on the wire, nearly every type, channels, replies, batches.

mod types;

use super::*;
use serde_json::json;

/// The protocol.
pub(crate) fn protocol() -> Protocol {
    let mut protocol = empty("console");
    frames(&mut protocol);
    let types = types::types(&mut protocol);
    protocol.channels.push(Channel {
        name: "session".to_owned(),
        doc: doc("One session."),
        topic: vec![
            TopicPart::Text("session:".to_owned()),
            TopicPart::Param(0),
            TopicPart::Text("/".to_owned()),
            TopicPart::Param(1),
        ],
        params: vec![field("id", Type::String), field("part", Type::Int(IntKind::U16))],
        join: None,
        leave: None,
        authorize: true,
        recover: None,
    });
    events(&mut protocol, types);
    protocol
}

fn frames(protocol: &mut Protocol) {
    let object = Shape::Object;
    protocol.wire.frames = vec![
        frame(
            "message",
            object(vec![
                member("type", Slot::Tag(0)),
                member("timestamp", Slot::Head(0)),
                member("seq?", Slot::Head(1)),
                member("topic?", Slot::Head(2)),
                spread(),
            ]),
            vec![
                head("timestamp", Some(Role::Time), Type::Timestamp(TimeForm::Rfc3339), false),
                head(
                    "seq",
                    Some(Role::Seq),
                    Type::Nullable(Box::new(Type::Int(IntKind::U64))),
                    true,
                ),
                head("topic", Some(Role::Channel), Type::String, true),
            ],
            &["event"],
        ),
        Frame {
            role: FrameRole::Batch,
            ..frame(
                "batch",
                object(vec![
                    member("type", Slot::Const(text("batch"))),
                    member("messages", Slot::Frames),
                    member("count?", Slot::Count),
                ]),
                vec![],
                &[],
            )
        },
        Frame {
            role: FrameRole::Compressed,
            ..frame(
                "compressed",
                object(vec![
                    member("type", Slot::Const(text("compressed"))),
                    member("algorithm", Slot::Const(text("gzip"))),
                    member("originalType", Slot::Tag(0)),
                    member("size", Slot::Size),
                    member("data", Slot::Compressed),
                ]),
                vec![],
                &["event"],
            )
        },
        frame(
            "dispatch",
            object(vec![
                member("op", Slot::Tag(0)),
                member("t?", Slot::Tag(1)),
                member("d?", Slot::Payload),
            ]),
            vec![],
            &["op", "t"],
        ),
        frame(
            "ok",
            object(vec![
                member("id", Slot::Head(0)),
                member("ok", Slot::Const(Literal::Bool(true))),
                member("result", Slot::Payload),
            ]),
            vec![head("id", Some(Role::Correlation), Type::Int(IntKind::U32), false)],
            &[],
        ),
        frame(
            "failed",
            object(vec![
                member("id", Slot::Head(0)),
                member(
                    "error",
                    Slot::Nested(Shape::Object(vec![
                        member("code", Slot::Head(1)),
                        member("text?", Slot::Head(2)),
                        spread(),
                    ])),
                ),
            ]),
            vec![
                head("id", Some(Role::Correlation), Type::Int(IntKind::U32), false),
                head("code", Some(Role::Code), Type::Int(IntKind::I32), false),
                head("text", Some(Role::Message), Type::String, true),
            ],
            &[],
        ),
        frame(
            "keyed",
            object(vec![
                member("meta?", Slot::Head(0)),
                Member { key: Key::Tag(0), optional: false, slot: Slot::Payload },
            ]),
            vec![head("meta", None, Type::Json, true)],
            &["event"],
        ),
    ];
}

struct Types {
    everything: TypeId,
    part: TypeId,
    choice: TypeId,
    closed: TypeId,
    sum: TypeId,
    free: TypeId,
}

fn events(protocol: &mut Protocol, types: Types) {
    let named = |name: &str| tag(text(name));
    let mut everything =
        event("all:types", 0, named("all:types"), Payload::Fields(types.everything));
    everything.examples = vec![json!({
        "type": "all:types", "timestamp": "2025-01-01T00:00:00Z",
        "flag": true, "note": null, "progress": 50,
    })];
    everything.from = vec![Party::Peer(0), Party::Server];
    add(protocol, everything);
    add(protocol, event("closed", 0, named("closed"), Payload::Fields(types.closed)));
    add(protocol, event("free", 0, named("free"), Payload::Fields(types.free)));
    add(protocol, event("ping", 0, named("ping"), Payload::None));
    add(protocol, event("part", 0, named("part"), Payload::Value(Type::Named(types.part))));
    add(protocol, event("choice", 0, named("choice"), Payload::Value(Type::Named(types.choice))));
    let pattern = TagPart::Pattern {
        prefix: "client-".to_owned(),
        suffix: String::new(),
        param: "name".to_owned(),
    };
    add(protocol, event("custom", 0, vec![pattern], Payload::Fields(types.sum)));
    add(protocol, event("typing", 0, named("client-typing"), Payload::Fields(types.closed)));
    add(
        protocol,
        Event {
            channel: Some(ChannelId(0)),
            ..event("output", 0, named("output"), Payload::Fields(types.sum))
        },
    );
    add(
        protocol,
        Event {
            channel: Some(ChannelId(0)),
            ..event("error", 0, named("error"), Payload::Fields(types.sum))
        },
    );
    add(protocol, event("error", 0, named("error"), Payload::Fields(types.closed)));
    let two = |op: i64, t: Literal| vec![TagPart::Literal(Literal::Int(op)), TagPart::Literal(t)];
    add(protocol, event("ready", 3, two(0, text("READY")), Payload::Fields(types.sum)));
    add(protocol, event("beat", 3, two(1, Literal::Null), Payload::None));
    let request = add(
        protocol,
        Event {
            from: vec![Party::Peer(0)],
            to: vec![Party::Server],
            ..event("subtract", 6, named("subtract"), Payload::Fields(types.sum))
        },
    );
    let ok = add(
        protocol,
        Event {
            reply_to: Some(request),
            ..event("subtract.ok", 4, vec![], Payload::Value(Type::Int(IntKind::I32)))
        },
    );
    let other = add(protocol, event("name", 4, vec![], Payload::Value(Type::String)));
    let error = add(
        protocol,
        Event {
            reply_to: Some(request),
            ..event("subtract.error", 5, vec![], Payload::Fields(types.free))
        },
    );
    let reply = |ok: EventId, error: Vec<EventId>| Reply {
        ok: vec![ok],
        error,
        stream: Vec::new(),
        end: Vec::new(),
        cancel: None,
        timeout: std::time::Duration::from_secs(5),
    };
    protocol.events[request.0].reply = Some(reply(ok, vec![error]));
    add(
        protocol,
        Event {
            from: vec![Party::Peer(0)],
            to: vec![Party::Server],
            reply: Some(reply(other, vec![])),
            ..event("whoami", 6, named("whoami"), Payload::None)
        },
    );
    let layout = BinaryId(0);
    protocol.wire.binary.push(Binary {
        name: "audio".to_owned(),
        content: Some("audio/pcm".to_owned()),
        parts: vec![
            BinaryPart::Const(vec![1]),
            BinaryPart::Int {
                field: constrained(
                    "stream",
                    Type::Int(IntKind::U16),
                    Constraints { max: Some(Number::Int(300)), ..Constraints::default() },
                ),
                kind: IntKind::U16,
                little_endian: true,
                role: None,
            },
            BinaryPart::Prefixed {
                field: field("codec", Type::String),
                length: IntKind::U8,
                little_endian: false,
                role: None,
            },
            BinaryPart::Float {
                field: field("gain", Type::Float(FloatKind::F32)),
                double: false,
                little_endian: false,
            },
            BinaryPart::Fixed { field: field("nonce", Type::Bytes), length: 2 },
            BinaryPart::Rest(field("data", Type::JsonText(Box::new(Type::Bool)))),
        ],
    });
    add(
        protocol,
        Event { carrier: Carrier::Binary(layout), ..event("audio", 0, vec![], Payload::Binary) },
    );
}

/// Frames of each sender.
pub(crate) fn recorded() -> [(Party, Vec<serde_json::Value>); 2] {
    let at = "2025-01-01T00:00:00Z";
    let everything = json!({
        "type": "all:types", "timestamp": at, "seq": 7,
        "flag": true, "note": null, "hint": "busy", "priority": "other", "progress": 50, "ratio": 0.5,
        "big": -9_223_372_036_854_775_808_i64, "count": "250", "price": "1.50", "data": "AAECAw==",
        "at": 1_700_000_000_000_i64, "wait": 1.5, "key": "550e8400-e29b-41d4-a716-446655440000",
        "link": "https://example.com", "any": [null], "labels": { "x": "abé" }, "tags": ["a", "b"],
        "fixed": 7, "level": 1, "rights": 255,
        "tree": { "name": "a", "children": [{ "name": "b" }] },
        "parts": [{ "kind": "text", "text": "t" }, { "kind": "image", "url": "a:b" }],
        "adjacent": { "t": 2, "c": "busy" }, "choice": { "setup": { "text": "x" } },
        "presence": { "url": "a:b" }, "mixed": 3, "pair": ["1.0", "7", true],
    });
    let server = vec![
        everything.clone(),
        json!({ "type": "closed", "timestamp": at, "id": "1" }),
        json!({ "type": "free", "timestamp": at, "id": "1", "x": 5 }),
        json!({ "type": "ping", "timestamp": at, "topic": "x", "seq": null }),
        json!({ "type": "part", "timestamp": at, "kind": "image", "url": "a:b" }),
        json!({ "type": "part", "timestamp": at, "kind": "text", "text": "b" }),
        json!({ "type": "choice", "timestamp": at, "stop": true }),
        json!({ "type": "client-x", "timestamp": at, "value": 1 }),
        json!({ "type": "client-typing", "timestamp": at, "id": "1" }),
        json!({ "type": "output", "timestamp": at, "topic": "session:a/7", "value": 1 }),
        json!({ "type": "error", "timestamp": at, "topic": "session:a/7", "value": 1 }),
        json!({ "type": "error", "timestamp": at, "topic": "elsewhere", "id": "1" }),
        json!({ "op": 0, "t": "READY", "d": { "value": 1 } }),
        json!({ "op": 1, "t": null, "d": {} }),
        json!({ "id": 1, "ok": true, "result": 5 }),
        json!({ "id": 1, "ok": true, "result": "me" }),
        json!({ "id": 1, "error": { "code": 1, "text": "t", "id": "x", "more": 1 } }),
        json!({ "type": "batch", "messages": [{ "op": 1 }, { "id": 1, "ok": true, "result": 5 }] }),
        json!({ "type": "compressed", "algorithm": "gzip", "originalType": "client-y", "size": 9, "data": "AAAA" }),
    ];
    let client = vec![
        everything,
        json!({ "subtract": { "value": 1 }, "meta": [1] }),
        json!({ "whoami": {}, "other": 1 }),
    ];
    [(Party::Server, server), (Party::Peer(0), client)]
}
