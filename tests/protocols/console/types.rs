//! The types of the console protocol.

use super::*;

pub(super) fn types(protocol: &mut Protocol) -> Types {
    let named = Type::Named;
    let status = declare(protocol, "Status", strings(&["online", "busy", "offline"], false));
    let mut described = value("low".to_owned(), "low");
    described.doc = doc("Can wait.");
    let priority = declare(
        protocol,
        "Priority",
        TypeKind::Enum(Enum {
            values: vec![described, value("high".to_owned(), "high")],
            open: true,
        }),
    );
    let level = declare(
        protocol,
        "Level",
        TypeKind::IntEnum(IntEnum {
            values: vec![value(0, "debug"), value(1, "info")],
            open: false,
        }),
    );
    let rights = declare(
        protocol,
        "Rights",
        TypeKind::Flags(Flags {
            repr: IntKind::U8,
            text: false,
            bits: vec![value(0, "read"), value(1, "write")],
        }),
    );
    let slug = declare(
        protocol,
        "Slug",
        TypeKind::Alias(Alias {
            ty: Type::String,
            constraints: Constraints {
                min_length: Some(1),
                max_length: Some(4),
                pattern: Some("^[a-zé]+$".to_owned()),
                ..Constraints::default()
            },
        }),
    );
    let tree = TypeId(protocol.types.len());
    declare(
        protocol,
        "Tree",
        record(vec![
            field("name", Type::String),
            optional("children", Type::List(Box::new(named(tree)))),
        ]),
    );
    let text_part = in_place(protocol, "Part.text", record(vec![field("text", Type::String)]));
    let image_part = in_place(
        protocol,
        "Part.image",
        TypeKind::Record(Record {
            fields: vec![field("url", Type::Url)],
            rest: None,
            unknown: UnknownFields::Reject,
        }),
    );
    let part = declare(
        protocol,
        "Part",
        TypeKind::Union(Union {
            by: UnionBy::Tag("kind".to_owned()),
            variants: vec![
                variant(text("text"), "text", named(text_part)),
                variant(text("image"), "image", named(image_part)),
            ],
            open: false,
        }),
    );
    let adjacent = declare(
        protocol,
        "Adjacent",
        TypeKind::Union(Union {
            by: UnionBy::Adjacent { tag: "t".to_owned(), content: "c".to_owned() },
            variants: vec![
                variant(Literal::Int(1), "one", Type::Bool),
                variant(Literal::Int(2), "two", named(status)),
            ],
            open: true,
        }),
    );
    let choice = declare(
        protocol,
        "Choice",
        TypeKind::Union(Union {
            by: UnionBy::Key,
            variants: vec![
                variant(text("setup"), "setup", named(text_part)),
                variant(text("stop"), "stop", Type::Bool),
            ],
            open: false,
        }),
    );
    let by_presence = declare(
        protocol,
        "Presence",
        TypeKind::Union(Union {
            by: UnionBy::Presence,
            variants: vec![
                variant(text("text"), "text", named(text_part)),
                variant(text("url"), "url", named(image_part)),
            ],
            open: false,
        }),
    );
    let by_kind = declare(
        protocol,
        "Mixed",
        TypeKind::Union(Union {
            by: UnionBy::Kind,
            variants: vec![
                variant(Literal::Null, "auto", Type::Const(text("auto"))),
                variant(Literal::Null, "count", Type::Int(IntKind::U8)),
                variant(Literal::Null, "ratio", Type::Float(FloatKind::F64)),
                variant(Literal::Null, "list", Type::List(Box::new(Type::Bool))),
            ],
            open: false,
        }),
    );
    let pair = declare(
        protocol,
        "Pair",
        TypeKind::Tuple(Tuple {
            items: vec![
                field("price", Type::Decimal),
                optional("volume", Type::IntText(IntKind::U64)),
            ],
            rest: Some(field("more", Type::Bool)),
        }),
    );
    let imported = declare(
        protocol,
        "Imported",
        TypeKind::Schema(json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "https://example.com/imported",
            "type": "object",
            "properties": { "next": { "$ref": "#" }, "at": { "$ref": "#/$defs/at" } },
            "$defs": { "at": { "type": "integer" } },
        })),
    );
    let bounds = |min: i128, max: i128| Constraints {
        min: Some(Number::Int(min)),
        max: Some(Number::Int(max)),
        ..Constraints::default()
    };
    let sizes = |min: u64, max: u64| Constraints {
        min_length: Some(min),
        max_length: Some(max),
        ..Constraints::default()
    };
    let mut progress = constrained("progress", Type::Int(IntKind::U8), bounds(0, 100));
    progress.constraints.multiple_of = Some(5);
    progress.doc = Doc {
        summary: Some("How far it is.".to_owned()),
        description: Some("In percent.".to_owned()),
        deprecated: Some(Deprecation {
            reason: "Nobody reads it.".to_owned(),
            replacement: Some("ratio".to_owned()),
        }),
        since: Some("1.0".to_owned()),
    };
    progress.examples = vec![json!(50)];
    let mut tags = constrained("tags", Type::List(Box::new(Type::String)), sizes(0, 3));
    tags.constraints.unique = true;
    let nullable = |ty: Type| Type::Nullable(Box::new(ty));
    let everything = in_place(
        protocol,
        "EverythingPayload",
        record(vec![
            field("flag", Type::Bool),
            field("note", nullable(Type::String)),
            optional("hint", nullable(named(status))),
            Field {
                presence: Presence::Default(json!("low")),
                ..field("priority", named(priority))
            },
            progress,
            optional("ratio", Type::Float(FloatKind::F32)),
            optional("big", Type::BigInt(IntKind::I64)),
            Field {
                presence: Presence::Optional,
                ..constrained("count", Type::IntText(IntKind::U64), bounds(10, 250))
            },
            optional("price", Type::Decimal),
            Field { presence: Presence::Optional, ..constrained("data", Type::Bytes, sizes(2, 4)) },
            optional("at", Type::Timestamp(TimeForm::UnixMillis)),
            optional("wait", Type::Duration(DurationUnit::Seconds)),
            optional("key", Type::Uuid),
            optional("link", Type::Url),
            optional("any", Type::Json),
            Field {
                presence: Presence::Optional,
                ..constrained("labels", Type::Map(Box::new(named(slug))), sizes(0, 2))
            },
            Field { presence: Presence::Optional, ..tags },
            optional("inner", Type::JsonText(Box::new(Type::List(Box::new(Type::Bool))))),
            optional("fixed", Type::Const(Literal::Int(7))),
            optional("level", named(level)),
            optional("rights", named(rights)),
            optional("tree", named(tree)),
            optional("parts", Type::List(Box::new(named(part)))),
            optional("adjacent", named(adjacent)),
            optional("choice", named(choice)),
            optional("presence", named(by_presence)),
            optional("mixed", nullable(named(by_kind))),
            optional("pair", named(pair)),
            optional("imported", named(imported)),
        ]),
    );
    let closed = in_place(
        protocol,
        "ClosedPayload",
        TypeKind::Record(Record {
            fields: vec![field("id", Type::String)],
            rest: None,
            unknown: UnknownFields::Reject,
        }),
    );
    let sum = declare(protocol, "Sum", record(vec![field("value", Type::Int(IntKind::I32))]));
    let free = in_place(
        protocol,
        "FreePayload",
        TypeKind::Record(Record {
            fields: vec![field("id", Type::String)],
            rest: Some(Type::Int(IntKind::I8)),
            unknown: UnknownFields::Ignore,
        }),
    );
    Types { everything, part, choice, closed, sum, free }
}
