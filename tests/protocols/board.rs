//! A board: arrays on the wire, unknown keys refused, packing, phases, frames of similar shape.

use super::*;
use serde_json::json;

/// The protocol.
pub(crate) fn protocol() -> Protocol {
    let mut protocol = empty("board");
    protocol.wire.unknown_field = UnknownFields::Reject;
    protocol.wire.unknown_event = UnknownEvent::Reject;
    protocol.wire.peer_packing = Packing::JsonArray;
    protocol.wire.server_packing = Packing::Lines;
    protocol.connection.phases = vec![
        Phase {
            name: "hello".to_owned(),
            doc: Doc::default(),
            until: Vec::new(),
            deadline: None,
            close: None,
        },
        Phase {
            name: "open".to_owned(),
            doc: Doc::default(),
            until: Vec::new(),
            deadline: None,
            close: None,
        },
    ];
    let nullable = |ty: Type| Type::Nullable(Box::new(ty));
    protocol.wire.frames = vec![
        frame(
            "push",
            Shape::Array(vec![
                item(Slot::Head(0)),
                item(Slot::Head(1)),
                item(Slot::Head(2)),
                item(Slot::Tag(0)),
                Item { optional: true, ..item(Slot::Payload) },
            ]),
            vec![
                head("join", Some(Role::Join), nullable(Type::String), false),
                head("ref", Some(Role::Correlation), nullable(Type::String), false),
                head("topic", Some(Role::Channel), Type::String, false),
            ],
            &["event"],
        ),
        frame(
            "reply",
            Shape::Array(vec![
                item(Slot::Const(Literal::Int(3))),
                item(Slot::Head(0)),
                item(Slot::Payload),
            ]),
            vec![head("id", Some(Role::Correlation), Type::Uuid, false)],
            &[],
        ),
        frame(
            "tick",
            Shape::Array(vec![item(Slot::Tag(0)), Item { spread: true, ..item(Slot::Payload) }]),
            vec![],
            &["event"],
        ),
        frame(
            "wrapped",
            Shape::Object(vec![
                member(
                    "metadata",
                    Slot::Nested(Shape::Object(vec![
                        member("message_type", Slot::Tag(0)),
                        member("message_id", Slot::Head(0)),
                    ])),
                ),
                member("payload", Slot::Payload),
            ]),
            vec![head("message_id", Some(Role::Id), Type::Uuid, false)],
            &["event"],
        ),
        frame(
            "result",
            Shape::Object(vec![member("id", Slot::Head(0)), member("result", Slot::Payload)]),
            vec![head("id", Some(Role::Correlation), Type::String, false)],
            &[],
        ),
        frame(
            "error",
            Shape::Object(vec![member("id", Slot::Head(0)), member("error", Slot::Payload)]),
            vec![head("id", Some(Role::Correlation), Type::String, false)],
            &[],
        ),
        frame("keepalive", Shape::Object(vec![]), vec![], &[]),
    ];
    protocol.channels.push(Channel {
        name: "room".to_owned(),
        doc: Doc::default(),
        topic: vec![TopicPart::Text("room:".to_owned()), TopicPart::Param(0)],
        params: vec![field("id", Type::Uuid)],
        join: None,
        leave: None,
        authorize: false,
        recover: None,
    });
    let point = declare(
        &mut protocol,
        "Point",
        TypeKind::Record(Record {
            fields: vec![
                field("x", Type::Int(IntKind::I32)),
                optional("y", Type::Int(IntKind::I32)),
            ],
            rest: None,
            unknown: UnknownFields::Reject,
        }),
    );
    let open_part = declare(
        &mut protocol,
        "Command",
        TypeKind::Union(Union {
            by: UnionBy::Key,
            variants: vec![
                variant(text("move"), "move", Type::Named(point)),
                variant(text("stop"), "stop", Type::Bool),
            ],
            open: true,
        }),
    );
    let trade = in_place(
        &mut protocol,
        "TradePayload",
        TypeKind::Tuple(Tuple {
            items: vec![
                field("symbol", Type::String),
                optional("price", Type::Float(FloatKind::F64)),
            ],
            rest: None,
        }),
    );
    let named = |name: &str| tag(text(name));
    add(&mut protocol, event("join", 0, named("phx_join"), Payload::None));
    add(
        &mut protocol,
        Event {
            channel: Some(ChannelId(0)),
            ..event("moved", 0, named("moved"), Payload::Fields(point))
        },
    );
    let request = add(
        &mut protocol,
        Event {
            from: vec![Party::Peer(0), Party::Server],
            to: vec![Party::Server],
            ..event("command", 3, named("command"), Payload::Value(Type::Named(open_part)))
        },
    );
    let ok = add(
        &mut protocol,
        Event {
            reply_to: Some(request),
            ..event("command.ok", 1, vec![], Payload::Value(Type::List(Box::new(Type::Bool))))
        },
    );
    protocol.events[request.0].reply = Some(Reply {
        ok: vec![ok],
        error: Vec::new(),
        stream: Vec::new(),
        end: Vec::new(),
        cancel: None,
        timeout: std::time::Duration::from_secs(5),
    });
    add(&mut protocol, event("trade", 2, named("T"), Payload::Fields(trade)));
    add(&mut protocol, event("quote", 2, tag(Literal::Int(7)), Payload::Fields(point)));
    add(
        &mut protocol,
        event(
            "numbers",
            2,
            tag(Literal::Bool(true)),
            Payload::Value(Type::List(Box::new(Type::Int(IntKind::U8)))),
        ),
    );
    add(
        &mut protocol,
        Event { phase: Some(0), ..event("greeting", 4, vec![], Payload::Value(Type::String)) },
    );
    add(
        &mut protocol,
        Event { phase: Some(1), ..event("answer", 4, vec![], Payload::Value(Type::Bool)) },
    );
    add(&mut protocol, event("failure", 5, vec![], Payload::Value(Type::String)));
    add(&mut protocol, event("keepalive", 6, vec![], Payload::None));
    protocol
}

/// Frames of each sender.
pub(crate) fn recorded() -> [(Party, Vec<serde_json::Value>); 2] {
    let uuid = "550e8400-e29b-41d4-a716-446655440000";
    let server = vec![
        json!(["1", null, "room:550e8400-e29b-41d4-a716-446655440000", "moved", { "x": 1, "y": 2 }]),
        json!([null, "1", "any", "phx_join", {}]),
        json!([3, uuid, [true, false]]),
        json!(["T", "X", 1.5]),
        json!([7, 1, 2]),
        json!([true, 1, 2, 3]),
        json!({ "metadata": { "message_type": "command", "message_id": uuid }, "payload": { "move": { "x": 1 } } }),
        json!({ "metadata": { "message_type": "command", "message_id": uuid }, "payload": { "other": 1 } }),
        json!({ "id": "1", "result": true }),
        json!({ "id": "1", "result": "hello" }),
        json!({ "id": "1", "error": "x" }),
        json!({}),
    ];
    let client = vec![
        json!({ "metadata": { "message_type": "command", "message_id": uuid }, "payload": { "stop": false } }),
    ];
    [(Party::Server, server), (Party::Peer(0), client)]
}
