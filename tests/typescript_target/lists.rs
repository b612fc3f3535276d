//! Positional frames, replies told by the pending request, phases, lines, rejected unknowns.

use super::build::*;
use antiphon_codegen::model::*;

pub(super) fn protocol() -> Protocol {
    let mut build = Build::new("lists");
    build.0.wire.peer_packing = Packing::Lines;
    build.0.wire.server_packing = Packing::RecordSeparator;
    build.0.wire.unknown_event = UnknownEvent::Reject;
    build.0.connection.phases = vec![
        Phase {
            name: "handshake".to_owned(),
            doc: Doc::default(),
            until: vec![],
            deadline: Some(seconds(5)),
            close: None,
        },
        Phase {
            name: "open".to_owned(),
            doc: Doc::default(),
            until: vec![],
            deadline: None,
            close: None,
        },
    ];
    let id = || head("id", Some(Role::Correlation), Type::String);
    let call = build.frame(
        "call",
        &["event"],
        Shape::Array(vec![
            item(constant(Literal::Int(2))),
            item(Slot::Head(0)),
            item(Slot::Tag(0)),
            item(Slot::Payload),
        ]),
        vec![id()],
    );
    let result = build.frame(
        "result",
        &[],
        Shape::Array(vec![
            item(constant(Literal::Int(3))),
            item(Slot::Head(0)),
            item(Slot::Payload),
        ]),
        vec![id()],
    );
    let details = HeadField { optional: true, ..head("details", Some(Role::Details), Type::Json) };
    let failure = build.frame(
        "failure",
        &[],
        Shape::Array(vec![
            item(constant(Literal::Int(4))),
            item(Slot::Head(0)),
            item(Slot::Head(1)),
            Item { optional: true, ..item(Slot::Head(2)) },
        ]),
        vec![id(), head("code", Some(Role::Code), Type::Int(IntKind::I32)), details],
    );
    let push = build.frame(
        "push",
        &["event"],
        Shape::Array(vec![
            item(constant(Literal::Int(5))),
            item(Slot::Head(0)),
            item(Slot::Tag(0)),
            Item { spread: true, ..item(Slot::Payload) },
        ]),
        vec![head("seq", Some(Role::Seq), nullable(Type::Int(IntKind::U32)))],
    );
    let bare = build.frame("bare", &[], Shape::Object(vec![spread()]), vec![]);

    let add = build.fields(
        "add",
        call,
        vec![field("a", Type::Float(FloatKind::F64)), field("b", Type::Float(FloatKind::F64))],
    );
    let name = build.fields("name", call, vec![]);
    let sum =
        build.event("add.ok", Carrier::Frame(result), Payload::Value(Type::Float(FloatKind::F64)));
    let name_ok = build.fields("name.ok", result, vec![field("name", Type::String)]);
    let failed = build.event("failed", Carrier::Frame(failure), Payload::None);
    for (request, ok) in [(add, sum), (name, name_ok)] {
        build.at(request).from = vec![Party::Peer(0)];
        build.at(ok).from = vec![Party::Server];
        build.at(ok).tag = vec![];
        build.at(ok).reply_to = Some(request);
        build.at(request).reply = Some(Reply {
            ok: vec![ok],
            error: vec![failed],
            stream: vec![],
            end: vec![],
            cancel: None,
            timeout: seconds(30),
        });
    }
    build.at(failed).tag = vec![];
    build.at(failed).from = vec![Party::Server];
    build.tuple(
        "moved",
        push,
        vec![field("x", Type::Int(IntKind::I8)), optional("y", Type::Int(IntKind::I8))],
        None,
    );
    build.tuple("said", push, vec![field("who", Type::String)], Some(field("words", Type::String)));
    for (name, ty) in [("shout", Type::String), ("count", Type::Int(IntKind::U8))] {
        let event = build.fields(name, call, vec![field("value", ty)]);
        build.at(event).tag = vec![TagPart::Literal(text("same"))];
    }
    let codes = build
        .ty("ErrorCode", TypeKind::IntEnum(IntEnum { values: named(&[(7, "busy")]), open: true }));
    let Type::Named(codes) = codes else { return build.0 };
    build.0.errors.ty = Some(codes);
    build.0.errors.open = true;
    build.0.errors.codes = vec![ErrorCode {
        code: Literal::Int(7),
        name: "busy".to_owned(),
        doc: Doc::default(),
        class: None,
        retry: Retry::After,
        close: None,
    }];
    for (name, phase) in [("hello", 0), ("state", 1)] {
        let event = build.fields(name, bare, vec![field(name, Type::String)]);
        build.at(event).tag = vec![];
        build.at(event).phase = Some(phase);
        build.at(event).from = vec![Party::Server];
    }
    build.0
}
