//! Every shape of types, frames and tags, with names that clash.

use super::build::*;
use crate::model::*;
use serde_json::json;
use std::time::Duration;

/// The protocol.
pub(super) fn protocol() -> Protocol {
    let mut protocol = empty("shapes");
    protocol.wire.unknown_event = UnknownEvent::Reject;
    protocol.wire.unknown_field = UnknownFields::Preserve;
    protocol.wire.peer_packing = Packing::Lines;
    protocol.wire.server_packing = Packing::JsonArray;
    frames(&mut protocol);
    let types = types(&mut protocol);
    unions(&mut protocol, &types);
    recursive(&mut protocol);
    events(&mut protocol, types);
    protocol
}

/// `push`: an array. `call`: an object in an object, a composite tag. `reply`: no tag. `keyed`: the
/// tag is the key. `packed`: compressed.
fn frames(protocol: &mut Protocol) {
    let optional = |item: Item| Item { optional: true, ..item };
    protocol.frame(
        "push",
        Shape::Array(vec![
            item(Slot::Head(0)),
            item(Slot::Const(Literal::Int(2))),
            item(Slot::Tag(0)),
            optional(item(Slot::Payload)),
            optional(item(Slot::Head(1))),
        ]),
        vec![
            head("join", Some(Role::Join), nullable(Type::String)),
            HeadField {
                optional: true,
                choice: Choice::Rising,
                ..head("correlation", Some(Role::Correlation), nullable(U64))
            },
        ],
        &["event"],
    );
    let nested = Shape::Object(vec![
        member("op", Slot::Tag(0)),
        member("ok", Slot::Const(Literal::Bool(true))),
        member("type", Slot::Head(0)),
    ]);
    protocol.frame(
        "call",
        Shape::Object(vec![
            member("meta", Slot::Nested(nested)),
            member("t", Slot::Tag(1)),
            Member { optional: true, ..member("d", Slot::Payload) },
        ]),
        vec![HeadField { choice: Choice::Uuid, ..head("type", Some(Role::Id), Type::Uuid) }],
        &["op", "t"],
    );
    let spread = Item { spread: true, ..item(Slot::Payload) };
    protocol.frame(
        "reply",
        Shape::Array(vec![item(Slot::Head(0)), item(Slot::Const(Literal::Null)), spread]),
        vec![head("correlation", Some(Role::Correlation), Type::String)],
        &[],
    );
    protocol.frame(
        "keyed",
        Shape::Object(vec![Member { key: Key::Tag(0), optional: false, slot: Slot::Payload }]),
        Vec::new(),
        &["event"],
    );
    protocol.frame(
        "packed",
        Shape::Object(vec![
            member("z", Slot::Compressed),
            member("size", Slot::Size),
            member("length", Slot::CompressedSize),
            member("of", Slot::Tag(0)),
        ]),
        Vec::new(),
        &["event"],
    );
    protocol.wire.frames[4].role = FrameRole::Compressed;
}

/// Types that others name.
struct Types {
    level: Type,
    point: Type,
    pair: Type,
    name: Type,
}

fn types(protocol: &mut Protocol) -> Types {
    let level = TypeKind::IntEnum(IntEnum {
        values: values(&[(0, "low"), (-1, "-1"), (7, "other")]),
        open: true,
    });
    let level = protocol.declare("Level", level);
    let color = protocol.declare("color", strings(&["red", "+1", "-1", "self", "other"], true));
    let bits = values(&[(0_u8, "read"), (5, "write")]);
    let flags = TypeKind::Flags(Flags { repr: IntKind::U64, text: true, bits });
    let rights = protocol.declare("Rights", flags);
    let point = record(vec![field("x", I32), default("y", I32, json!(-3))]);
    let point = protocol.declare("Point", point);
    let alias = |ty, constraints| TypeKind::Alias(Alias { ty, constraints });
    protocol.declare("Option", alias(Type::String, Constraints::default()));
    let constraints = Constraints {
        min_length: Some(1),
        max_length: Some(64),
        pattern: Some("^[a-z\"]+$".to_owned()),
        ..Constraints::default()
    };
    let name = protocol.declare("Name", alias(Type::String, constraints));
    let constraints = Constraints {
        min: Some(Number::Float(-0.5)),
        max: Some(Number::Int(10)),
        ..Constraints::default()
    };
    protocol.declare("Ratio", alias(F64, constraints));
    let always = Type::Const(text("yes"));
    protocol.declare("Always", alias(always.clone(), Constraints::default()));
    protocol.declare("Elsewhere", TypeKind::Schema(json!({ "type": "object" })));
    let pair = TypeKind::Tuple(Tuple {
        items: vec![field("first", Type::String), optional("second", nullable(I32))],
        rest: Some(Field { sensitive: true, ..field("others", Type::Json) }),
    });
    let pair = protocol.declare("Pair", pair);
    let integers = Constraints {
        above: Some(Number::Int(0)),
        below: Some(Number::Int(101)),
        multiple_of: Some(5),
        ..Constraints::default()
    };
    let items = Constraints { unique: true, ..Constraints::default() };
    let everything = vec![
        field("kind", Type::Const(text("everything"))),
        optional("version", Type::Const(Literal::Int(-2))),
        field("nothing", nullable(Type::Const(Literal::Bool(true)))),
        default("constant", always.clone(), json!("yes")),
        field("constants", list(always)),
        Field { constraints: integers, ..field("progress", Type::Int(IntKind::U8)) },
        Field { constraints: items, ..field("items", list(Type::String)) },
        Field { rename: Some("class".to_owned()), ..field("@class", Type::BigInt(IntKind::I64)) },
        field("type", Type::Float(FloatKind::F32)),
        field("exact", Type::IntText(IntKind::U64)),
        field("price", Type::Decimal),
        field("data", Type::Bytes),
        field("at", Type::Timestamp(TimeForm::Rfc3339)),
        field("seconds", Type::Timestamp(TimeForm::UnixSeconds)),
        field("took", Type::Duration(DurationUnit::Millis)),
        optional("link", nullable(Type::Url)),
        field("text", Type::JsonText(Box::new(point.clone()))),
        default("flag", Type::Bool, json!(true)),
        default("ratio", F64, json!(3)),
        default("word", Type::String, json!("a \"b\"")),
        default("big", Type::IntText(IntKind::I64), json!("-9")),
        default("none", nullable(I32), json!(null)),
        default("some", nullable(I32), json!(1e2)),
        default("names", map(Type::String), json!({})),
        default("numbers", list(I32), json!([1, 2])),
        default("level", level.clone(), json!(5)),
        default("color", color, json!("+1")),
        default("rights", rights, json!("33")),
        default("origin", point.clone(), json!({ "x": 1 })),
        default("named", name.clone(), json!("ann")),
        default("cost", Type::Decimal, json!("1.10")),
        default("extra", Type::Json, json!({ "a": [1] })),
    ];
    let everything = TypeKind::Record(Record {
        fields: everything,
        rest: None,
        unknown: UnknownFields::Preserve,
    });
    protocol.declare("Everything", everything);
    let strict = TypeKind::Record(Record {
        fields: vec![optional("only", Type::String)],
        rest: None,
        unknown: UnknownFields::Reject,
    });
    protocol.declare("Strict", strict);
    Types { level, point, pair, name }
}

fn unions(protocol: &mut Protocol, types: &Types) {
    let text_part = protocol.in_place("Part.text", record(vec![field("text", Type::String)]));
    let parts = |point: &Type| {
        vec![
            variant(text("text"), "text", text_part.clone()),
            variant(text("point"), "point", point.clone()),
        ]
    };
    let part = union(UnionBy::Tag("kind".to_owned()), parts(&types.point), true);
    let part = protocol.declare("Part", part);
    let adjacent = UnionBy::Adjacent { tag: "t".to_owned(), content: "c".to_owned() };
    let numbers = vec![
        variant(Literal::Int(1), "one", list(part.clone())),
        variant(Literal::Bool(false), "two", Type::Const(Literal::Null)),
    ];
    protocol.declare("Beside", union(adjacent, numbers, false));
    protocol.declare("ByKey", union(UnionBy::Key, parts(&types.point), true));
    protocol.declare("Present", union(UnionBy::Presence, parts(&types.point), false));
    let kinds = vec![
        variant(Literal::Null, "auto", Type::Const(text("auto"))),
        variant(Literal::Null, "text", Type::String),
        variant(Literal::Null, "number", F64),
        variant(Literal::Null, "level", types.level.clone()),
        variant(Literal::Null, "pair", types.pair.clone()),
        variant(Literal::Null, "part", part.clone()),
    ];
    protocol.declare("Any", union(UnionBy::Kind, kinds, false));
    let holder = vec![default("part", part, json!({ "kind": "point", "x": 4 }))];
    protocol.declare("Holder", record(holder));
}

/// A tree by records, by a union, by an alias, and two types that hold each other.
fn recursive(protocol: &mut Protocol) {
    let next = protocol.types.len();
    let named = |offset: usize| Type::Named(TypeId(next + offset));
    let child = optional("child", nullable(named(0)));
    let node = vec![child, field("others", list(named(0))), field("tree", named(1))];
    protocol.declare("Node", record(node));
    let constraints = Constraints::default();
    protocol.declare("Tree", TypeKind::Alias(Alias { ty: list(named(1)), constraints }));
    let not = vec![
        variant(text("not"), "not", named(2)),
        variant(text("both"), "both", named(3)),
        variant(text("is"), "is", Type::Bool),
    ];
    protocol.declare("Condition", union(UnionBy::Key, not, false));
    protocol.declare("Both", record(vec![field("left", named(2)), field("right", named(2))]));
}

fn events(protocol: &mut Protocol, types: Types) {
    // Each of these names is another item's too.
    protocol.event_of("option", CLIENT, SERVER);
    protocol.event_of("unknown", SERVER, CLIENT);
    let point = protocol.event_of("point", CLIENT, SERVER);
    protocol.change(point).payload = Payload::Value(types.point.clone());
    let declared = protocol.event_of("moved", SERVER, CLIENT);
    if let Type::Named(id) = types.point {
        protocol.change(declared).payload = Payload::Fields(id);
    }
    let constant = protocol.event_of("yes", CLIENT, SERVER);
    protocol.change(constant).payload = Payload::Value(Type::Const(Literal::Bool(true)));
    let list_event = protocol.event_of("names", CLIENT, SERVER);
    protocol.change(list_event).payload = Payload::Value(list(types.name));
    let pattern = TagPart::Pattern {
        prefix: "client-".to_owned(),
        suffix: String::new(),
        param: "name".to_owned(),
    };
    let open = protocol.event_of("client", CLIENT, SERVER);
    protocol.change(open).tag = vec![pattern.clone()];
    protocol.change(open).payload = Payload::Value(Type::Json);
    let fields = vec![field("name", Type::String)];
    let open_fields = protocol.event_with("open", CLIENT, SERVER, fields);
    protocol.change(open_fields).tag = vec![pattern];
    let ready = protocol.event_with("ready", SERVER, CLIENT, vec![field("v", I32)]);
    protocol.change(ready).carrier = Carrier::Frame(FrameId(1));
    let literal = TagPart::Literal;
    protocol.change(ready).tag = vec![literal(Literal::Int(0)), literal(text("READY"))];
    let keyed = protocol.event_with("setup", CLIENT, SERVER, vec![field("model", Type::String)]);
    protocol.change(keyed).carrier = Carrier::Frame(FrameId(3));
    let subtract = protocol.event_with("subtract", CLIENT, SERVER, vec![field("a", I32)]);
    let answer = |protocol: &mut Protocol, name: &str, items| {
        let tuple = TypeKind::Tuple(Tuple { items, rest: None });
        let Type::Named(payload) = protocol.in_place(name, tuple) else { unreachable!() };
        let id = protocol.event_of(name, SERVER, CLIENT);
        let event = protocol.change(id);
        event.payload = Payload::Fields(payload);
        event.reply_to = Some(subtract);
        event.carrier = Carrier::Frame(FrameId(2));
        event.tag = Vec::new();
        id
    };
    let ok = answer(protocol, "subtract.ok", vec![field("result", I32)]);
    let error = answer(protocol, "subtract.error", vec![field("why", Type::String)]);
    protocol.change(subtract).reply = Some(Reply {
        ok: vec![ok],
        error: vec![error],
        stream: Vec::new(),
        end: Vec::new(),
        cancel: Some(constant),
        timeout: Duration::from_millis(1500),
    });
    protocol.change(subtract).doc = Doc {
        summary: Some("Takes one number from another".to_owned()),
        description: Some("Like this:\n\n```\n3 - 2\n```\n\n    indented\n\nDone.".to_owned()),
        deprecated: None,
        since: Some("1.2".to_owned()),
    };
    channels(protocol);
}

fn channels(protocol: &mut Protocol) {
    for (name, topic) in [("room", "room:"), ("point", "lobby")] {
        let has_param = name == "room";
        let mut parts = vec![TopicPart::Text(topic.to_owned())];
        parts.extend(has_param.then_some(TopicPart::Param(0)));
        let param = field("type", Type::Int(IntKind::U32));
        protocol.channels.push(Channel {
            name: name.to_owned(),
            doc: Doc::default(),
            topic: parts,
            params: has_param.then_some(param).into_iter().collect(),
            join: None,
            leave: None,
            authorize: false,
            recover: None,
        });
        let channel = Some(ChannelId(protocol.channels.len() - 1));
        for (from, to) in [(CLIENT, SERVER), (SERVER, CLIENT)] {
            let event = protocol.event_of("said", from, to);
            protocol.change(event).channel = channel;
            if from == CLIENT {
                protocol.change(event).from.push(SERVER);
                protocol.change(event).name = "typing".to_owned();
                protocol.change(event).tag = vec![TagPart::Literal(text("typing"))];
            }
        }
    }
}
