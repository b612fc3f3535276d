//! Nested and keyed frames, composite tags, exact integers, ignored and rejected unknowns.

use super::build::*;
use antiphon_codegen::model::*;

pub(super) fn protocol() -> Protocol {
    let mut build = Build::new("nested");
    build.0.peers = ["dashboard", "agent"]
        .map(|name| Peer { name: name.to_owned(), doc: Doc::default() })
        .to_vec();
    build.0.wire.server_packing = Packing::JsonArray;
    build.0.wire.unknown_event = UnknownEvent::Ignore;
    build.0.wire.unknown_field = UnknownFields::Reject;
    let id = HeadField {
        path: "metadata.message_id".to_owned(),
        ..head("message_id", Some(Role::Id), Type::Uuid)
    };
    let trace = HeadField {
        optional: true,
        path: "metadata.trace.id".to_owned(),
        ..head("trace", Some(Role::Trace), Type::Int(IntKind::U8))
    };
    let wrapped = build.frame(
        "wrapped",
        &["event"],
        Shape::Object(vec![
            key(
                "metadata",
                Slot::Nested(Shape::Object(vec![
                    key("message_type", Slot::Tag(0)),
                    key("message_id", Slot::Head(0)),
                    maybe("trace", Slot::Nested(Shape::Object(vec![maybe("id", Slot::Head(1))]))),
                ])),
            ),
            maybe("payload", Slot::Payload),
        ]),
        vec![id, trace],
    );
    let gateway = build.frame(
        "gateway",
        &["op", "t"],
        Shape::Object(vec![
            key("op", Slot::Tag(0)),
            maybe("t", Slot::Tag(1)),
            key("s", Slot::Head(0)),
            key("d", Slot::Payload),
        ]),
        vec![head("s", Some(Role::Seq), nullable(Type::BigInt(IntKind::U64)))],
    );
    let keyed = build.frame(
        "keyed",
        &["event"],
        Shape::Object(vec![
            key("v", constant(Literal::Int(1))),
            Member { key: Key::Tag(0), optional: false, slot: Slot::Payload },
        ]),
        vec![],
    );
    let empty = build.fields("noop", wrapped, vec![]);
    build.at(empty).payload = Payload::None;
    let mut bounded = optional("price", Type::Decimal);
    bounded.constraints.above = Some(Number::Int(-10));
    bounded.constraints.max = Some(Number::Float(1000000.5));
    build.fields(
        "big",
        wrapped,
        vec![
            field("n", Type::BigInt(IntKind::I64)),
            field("any", Type::Json),
            optional("safe", Type::Int(IntKind::U64)),
            bounded,
        ],
    );
    let ready = build.fields("ready", gateway, vec![field("user", Type::String)]);
    build.at(ready).tag = vec![TagPart::Literal(Literal::Int(0)), TagPart::Literal(text("READY"))];
    let beat = build.event(
        "heartbeat",
        Carrier::Frame(gateway),
        Payload::Value(nullable(Type::Int(IntKind::U32))),
    );
    build.at(beat).tag = vec![TagPart::Literal(Literal::Int(1)), TagPart::Literal(Literal::Null)];
    build.fields("setup", keyed, vec![field("model", Type::String)]);
    build.event("done", Carrier::Frame(keyed), Payload::Value(Type::Bool));
    for event in &mut build.0.events {
        event.from = vec![Party::Peer(0), Party::Server];
    }
    build.0.events[0].from.push(Party::Peer(1));
    build.0
}
