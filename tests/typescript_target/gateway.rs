//! Flat frames, a batch, compressed frames, channels, errors, flows, binary messages, every type.

use super::build::*;
use antiphon_codegen::model::*;
use serde_json::json;

pub(super) fn protocol() -> Protocol {
    let mut build = Build::new("gateway");
    let frame = frames(&mut build);
    let value_types = types(&mut build);
    events(&mut build, frame, value_types);
    channel(&mut build, frame);
    binary(&mut build);
    policies(&mut build);
    build.0
}

fn frames(build: &mut Build) -> FrameId {
    let seq = HeadField { optional: true, ..head("seq", Some(Role::Seq), Type::Int(IntKind::U64)) };
    let topic = HeadField { optional: true, ..head("topic", Some(Role::Channel), Type::String) };
    let time = || head("timestamp", Some(Role::Time), Type::Timestamp(TimeForm::Rfc3339));
    let id = build.frame(
        "message",
        &["event"],
        Shape::Object(vec![
            key("type", Slot::Tag(0)),
            key("timestamp", Slot::Head(0)),
            maybe("seq", Slot::Head(1)),
            maybe("topic", Slot::Head(2)),
            spread(),
        ]),
        vec![time(), seq, topic],
    );
    let batch = build.frame(
        "batch",
        &[],
        Shape::Object(vec![
            key("type", constant(text("batch"))),
            key("messages", Slot::Frames),
            key("count", Slot::Count),
            key("timestamp", Slot::Head(0)),
        ]),
        vec![time()],
    );
    let compressed = build.frame(
        "compressed",
        &["event"],
        Shape::Object(vec![
            key("type", constant(text("compressed"))),
            key("originalType", Slot::Tag(0)),
            key("originalSize", Slot::Size),
            key("compressedSize", Slot::CompressedSize),
            key("data", Slot::Compressed),
        ]),
        vec![],
    );
    build.0.wire.frames[batch.0].role = FrameRole::Batch;
    build.0.wire.frames[compressed.0].role = FrameRole::Compressed;
    id
}

fn types(build: &mut Build) -> Vec<Field> {
    let status = build.ty(
        "AgentStatus",
        TypeKind::Enum(Enum {
            values: values(&["online".to_owned(), "it's".to_owned()]),
            open: false,
        }),
    );
    let open = build.ty(
        "Priority",
        TypeKind::Enum(Enum { values: values(&["low".to_owned(), "high".to_owned()]), open: true }),
    );
    let level = build.ty(
        "Level",
        TypeKind::IntEnum(IntEnum { values: named(&[(0, "quiet"), (-1, "silent")]), open: false }),
    );
    let flags = build.ty(
        "Permissions",
        TypeKind::Flags(Flags {
            repr: IntKind::U32,
            text: false,
            bits: named(&[(0, "read"), (4, "write")]),
        }),
    );
    let big_flags = build.ty(
        "Intents",
        TypeKind::Flags(Flags {
            repr: IntKind::U64,
            text: true,
            bits: named(&[(0, "guilds"), (40, "polls")]),
        }),
    );
    let point = build.ty(
        "Point",
        TypeKind::Tuple(Tuple {
            items: vec![
                field("x", Type::Float(FloatKind::F64)),
                field("y", Type::Bytes),
                optional("label", Type::String),
            ],
            rest: None,
        }),
    );
    let words = build.ty(
        "Words",
        TypeKind::Tuple(Tuple {
            items: vec![field("count", Type::Int(IntKind::U8))],
            rest: Some(field("words", Type::String)),
        }),
    );
    let text_part = build.record("TextPart", vec![field("text", Type::String)]);
    let image =
        build.record("ImagePart", vec![field("data", Type::Bytes), optional("alt", Type::String)]);
    let parts = || vec![variant("text", text_part.clone()), variant("image", image.clone())];
    let tagged = build.ty("Part", union(UnionBy::Tag("kind".to_owned()), parts(), false));
    let open_tagged = build.ty("OpenPart", union(UnionBy::Tag("kind".to_owned()), parts(), true));
    let adjacent = UnionBy::Adjacent { tag: "kind".to_owned(), content: "data".to_owned() };
    let adjacent = build.ty("BoxedPart", union(adjacent, parts(), false));
    let keyed = build.ty("KeyedPart", union(UnionBy::Key, parts(), true));
    let present = vec![variant("text", text_part.clone()), variant("data", image.clone())];
    let present = build.ty("FoundPart", union(UnionBy::Presence, present, false));
    let auto = Type::Const(text("auto"));
    let kinds = vec![
        by_kind(auto),
        by_kind(Type::Int(IntKind::U8)),
        by_kind(Type::Bool),
        by_kind(image.clone()),
        by_kind(list(Type::Bytes)),
    ];
    let kinds = build.ty("Choice", union(UnionBy::Kind, kinds, false));
    let alias = Alias {
        ty: Type::String,
        constraints: Constraints {
            min_length: Some(1),
            max_length: Some(4),
            pattern: Some("^[a-z/😀]+$".to_owned()),
            ..Constraints::default()
        },
    };
    let slug = build.ty("Slug", TypeKind::Alias(alias));
    let tree_id = TypeId(build.0.types.len());
    let tree = build.record(
        "Tree",
        vec![
            field("name", Type::String),
            default("children", list(Type::Named(tree_id)), json!([])),
        ],
    );
    let strict = build.ty(
        "Strict",
        TypeKind::Record(Record {
            fields: vec![field("a", Type::Bool)],
            rest: None,
            unknown: UnknownFields::Reject,
        }),
    );
    let kept = build.ty(
        "Kept",
        TypeKind::Record(Record {
            fields: vec![field("a", Type::Bool)],
            rest: None,
            unknown: UnknownFields::Preserve,
        }),
    );
    let rest = build.ty(
        "Rest",
        TypeKind::Record(Record {
            fields: vec![field("a", Type::Bool)],
            rest: Some(Type::Bytes),
            unknown: UnknownFields::Ignore,
        }),
    );
    let schema = build.ty(
        "Imported",
        TypeKind::Schema(json!({ "type": "object", "properties": { "n": { "type": "integer", "minimum": 1 }, "next": { "$ref": "#" } }, "required": ["n"] })),
    );
    let bounded = Constraints {
        min: Some(Number::Int(0)),
        below: Some(Number::Int(101)),
        multiple_of: Some(5),
        ..Constraints::default()
    };
    let ratio = Constraints {
        above: Some(Number::Int(0)),
        max: Some(Number::Float(1.5)),
        ..Constraints::default()
    };
    let unique = Constraints { unique: true, max_length: Some(3), ..Constraints::default() };
    vec![
        optional("status", status.clone()),
        default("priority", open, json!("low")),
        optional("level", level),
        optional("permissions", flags),
        optional("intents", big_flags),
        optional("point", point),
        optional("words", words),
        optional("part", tagged),
        optional("openPart", open_tagged),
        optional("boxed", adjacent),
        optional("keyed", keyed),
        optional("found", present),
        optional("choice", kinds),
        optional("slug", slug),
        optional("tree", tree),
        optional("strict", strict),
        optional("kept", kept),
        optional("rest", rest),
        optional("imported", schema),
        Field { constraints: bounded, ..optional("progress", Type::Int(IntKind::U8)) },
        Field { constraints: ratio, ..optional("ratio", Type::Float(FloatKind::F64)) },
        Field { constraints: unique, ..optional("tags", list(Type::String)) },
        optional("small", Type::Float(FloatKind::F32)),
        optional("size", Type::Int(IntKind::I64)),
        optional("exact", Type::IntText(IntKind::U64)),
        optional("price", Type::Decimal),
        optional("bytes", Type::Bytes),
        optional("at", Type::Timestamp(TimeForm::Rfc3339)),
        optional("millis", Type::Timestamp(TimeForm::UnixMillis)),
        optional("unix", Type::Timestamp(TimeForm::UnixSeconds)),
        optional("wait", Type::Duration(DurationUnit::Millis)),
        optional("id", Type::Uuid),
        optional("link", Type::Url),
        optional("any", Type::Json),
        optional("labels", map(nullable(Type::String))),
        optional("blobs", map(Type::Bytes)),
        optional("inner", Type::JsonText(Box::new(text_part))),
        optional("maybe", nullable(Type::String)),
        default("count", Type::Int(IntKind::U8), json!(7)),
        default("names", list(Type::String), json!(["a"])),
        Field { sensitive: true, ..optional("secret", map(Type::Bool)) },
        optional("constructor", Type::String),
        optional("__proto__", Type::String),
        optional("a-b", Type::Bool),
    ]
}

fn events(build: &mut Build, frame: FrameId, value_types: Vec<Field>) {
    let status = build.fields(
        "agent:status",
        frame,
        vec![field("agentId", Type::String), field("note", nullable(Type::String))],
    );
    build.at(status).doc = Doc {
        summary: Some("Agent status update.".to_owned()),
        description: Some("Sent when it changes.\n\nNever */ more than once.".to_owned()),
        deprecated: Some(Deprecation {
            reason: "Too chatty.".to_owned(),
            replacement: Some("values".to_owned()),
        }),
        since: Some("1.1".to_owned()),
    };
    build.at(status).examples =
        vec![json!({ "type": "agent:status", "agentId": "a", "note": null })];
    build.fields("values", frame, value_types);
    let ping = build.event("ping", Carrier::Frame(frame), Payload::None);
    build.at(ping).max_size = Some(100);
    build.fields("error", frame, vec![field("message", Type::String)]);
    let free = build.fields("free", frame, vec![field("value", Type::Json)]);
    build.at(free).tag = vec![TagPart::Pattern {
        prefix: "client-".to_owned(),
        suffix: "!".to_owned(),
        param: "name".to_owned(),
    }];
    let open = build.ty(
        "OpenRecord",
        TypeKind::Record(Record {
            fields: vec![field("a", Type::Bool)],
            rest: Some(Type::Json),
            unknown: UnknownFields::Ignore,
        }),
    );
    let Type::Named(open) = open else { return };
    build.event("open", Carrier::Frame(frame), Payload::Fields(open));
    let subscribe = build.fields("subscribe", frame, vec![field("topic_name", Type::String)]);
    let subscribed = build.fields("subscribed", frame, vec![]);
    let failed = EventId(3);
    build.at(subscribe).from = vec![Party::Peer(0)];
    build.at(subscribed).from = vec![Party::Server];
    build.at(subscribe).reply = Some(Reply {
        ok: vec![subscribed],
        error: vec![failed],
        stream: vec![],
        end: vec![],
        cancel: None,
        timeout: seconds(30),
    });
    build.0.flows.push(Flow {
        name: "turn".to_owned(),
        doc: summary("Ask, then answer."),
        start: FlowStart::First,
        states: vec![
            FlowState {
                name: "idle".to_owned(),
                accepting: true,
                next: vec![FlowEdge { from: Party::Peer(0), event: subscribe, to: 1 }],
            },
            FlowState {
                name: "asked".to_owned(),
                accepting: false,
                next: vec![
                    FlowEdge { from: Party::Server, event: subscribed, to: 2 },
                    FlowEdge { from: Party::Server, event: failed, to: 2 },
                ],
            },
            FlowState { name: "answered".to_owned(), accepting: true, next: vec![] },
        ],
        on_violation: Violation::Report,
    });
}

fn channel(build: &mut Build, frame: FrameId) {
    let number = field("number", Type::Int(IntKind::U32));
    build.0.channels.push(Channel {
        name: "session".to_owned(),
        doc: summary("One terminal."),
        topic: vec![
            TopicPart::Text("session:".to_owned()),
            TopicPart::Param(0),
            TopicPart::Text("/".to_owned()),
            TopicPart::Param(1),
        ],
        params: vec![field("id", Type::String), number],
        join: Some(Join {
            request: Some(EventId(6)),
            ok: Some(EventId(7)),
            error: Some(EventId(3)),
            topic: Some("topic_name".to_owned()),
        }),
        leave: None,
        authorize: true,
        recover: Some(Recover { history: 100, ttl: Some(seconds(60)) }),
    });
    let output = build.fields("stream_output", frame, vec![field("text", Type::String)]);
    build.at(output).channel = Some(ChannelId(0));
    let error = build.fields("error", frame, vec![field("reason", Type::String)]);
    build.at(error).channel = Some(ChannelId(0));
}

fn binary(build: &mut Build) {
    build.0.wire.binary.push(Binary {
        name: "audio".to_owned(),
        content: Some("audio/pcm".to_owned()),
        parts: vec![
            BinaryPart::Const(vec![1]),
            BinaryPart::Int {
                field: field("stream", Type::Int(IntKind::U32)),
                kind: IntKind::U32,
                little_endian: true,
                role: Some(Role::Id),
            },
            BinaryPart::Int {
                field: field("time", Type::Int(IntKind::U64)),
                kind: IntKind::U64,
                little_endian: false,
                role: None,
            },
            BinaryPart::Float {
                field: field("gain", Type::Float(FloatKind::F32)),
                double: false,
                little_endian: true,
            },
            BinaryPart::Prefixed {
                field: field("codec", Type::String),
                length: IntKind::U8,
                little_endian: false,
                role: None,
            },
            BinaryPart::Prefixed {
                field: field("header", Type::Bytes),
                length: IntKind::U16,
                little_endian: false,
                role: None,
            },
            BinaryPart::Fixed { field: field("nonce", Type::Bytes), length: 2 },
            BinaryPart::Rest(field("data", Type::Bytes)),
        ],
    });
    build.0.wire.binary.push(Binary {
        name: "note".to_owned(),
        content: None,
        parts: vec![
            BinaryPart::Const(vec![2, 3]),
            BinaryPart::Rest(field("body", Type::JsonText(Box::new(list(Type::Bool))))),
        ],
    });
    let audio = build.event("audio", Carrier::Binary(BinaryId(0)), Payload::Binary);
    let note = build.event("note", Carrier::Binary(BinaryId(1)), Payload::Binary);
    build.at(audio).tag = vec![];
    build.at(note).tag = vec![];
}

fn policies(build: &mut Build) {
    let wait = Backoff {
        initial: seconds(1),
        multiplier: 1.5,
        max: seconds(30),
        jitter: None,
        attempts: Some(5),
    };
    let protocol = &mut build.0;
    protocol.errors = Errors {
        report: Some(Report {
            event: EventId(3),
            code: None,
            message: Some("message".to_owned()),
            trace: None,
            details: None,
            retry_after: None,
        }),
        classes: vec![ErrorClass {
            name: "transient".to_owned(),
            doc: Doc::default(),
            retry: Retry::Backoff(wait),
        }],
        codes: vec![
            ErrorCode {
                code: text("DRAINING"),
                name: "DRAINING".to_owned(),
                doc: summary("Shutting down."),
                class: Some(0),
                retry: Retry::Backoff(wait),
                close: Some(1012),
            },
            ErrorCode {
                code: text("INVALID"),
                name: "INVALID".to_owned(),
                doc: Doc::default(),
                class: None,
                retry: Retry::Never,
                close: None,
            },
        ],
        open: false,
        ty: None,
    };
    protocol.close = vec![
        CloseCode {
            first: 4000,
            last: 4000,
            name: "ping_timeout".to_owned(),
            doc: Doc::default(),
            reason: None,
            then: AfterClose::Reconnect,
            after: None,
        },
        CloseCode {
            first: 4100,
            last: 4199,
            name: "refused".to_owned(),
            doc: summary("Do not come back."),
            reason: Some("refused".to_owned()),
            then: AfterClose::GiveUp,
            after: Some(seconds(1)),
        },
    ];
    protocol.connection.reconnect = Some(wait);
    protocol.connection.heartbeats = vec![Heartbeat {
        from: Party::Peer(0),
        every: Period::Fixed(seconds(30)),
        timeout: Some(seconds(10)),
        send: Beat::Event(Written {
            event: EventId(2),
            payload: None,
            fields: vec![("odd_key".to_owned(), Source::Value(json!({ "odd_key": 1 })))],
        }),
        answer: None,
        idle_only: true,
        close: Some(4000),
    }];
}
