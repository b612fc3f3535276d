//! Frames, packing and binary layouts as plain JSON.

use super::types::{field, ty, unknown_fields};
use crate::model::{
    Binary, BinaryPart, Carrier, Choice, Frame, FrameRole, HeadField, Item, Key, Member, Packing,
    Protocol, Shape, Slot, UnknownEvent,
};
use serde_json::{Value, json};

/// How an event travels.
pub(crate) fn carrier(protocol: &Protocol, carrier: Carrier) -> Value {
    match carrier {
        Carrier::Frame(id) => json!({ "kind": "frame", "name": protocol.wire.frames[id.0].name }),
        Carrier::Binary(id) => json!({ "kind": "binary", "name": protocol.wire.binary[id.0].name }),
    }
}

/// Everything about the wire.
pub(crate) fn wire(protocol: &Protocol) -> Value {
    let wire = &protocol.wire;
    json!({
        "frames": wire.frames.iter().map(|each| frame(protocol, each)).collect::<Vec<_>>(),
        "binary": wire.binary.iter().map(|each| binary(protocol, each)).collect::<Vec<_>>(),
        "peer_packing": packing(wire.peer_packing),
        "server_packing": packing(wire.server_packing),
        "unknown_event": match wire.unknown_event {
            UnknownEvent::Deliver => "deliver",
            UnknownEvent::Ignore => "ignore",
            UnknownEvent::Reject => "reject",
        },
        "unknown_field": unknown_fields(wire.unknown_field),
    })
}

fn packing(packing: Packing) -> &'static str {
    match packing {
        Packing::One => "one",
        Packing::Lines => "lines",
        Packing::RecordSeparator => "record_separator",
        Packing::JsonArray => "json_array",
    }
}

fn frame(protocol: &Protocol, frame: &Frame) -> Value {
    let Frame { name, role, shape: of, head, tag } = frame;
    json!({
        "name": name,
        "role": match role {
            FrameRole::Event => "event",
            FrameRole::Batch => "batch",
            FrameRole::Compressed => "compressed",
        },
        "shape": shape(frame, of),
        "head": head.iter().map(|each| head_field(protocol, each)).collect::<Vec<_>>(),
        "tag": tag,
    })
}

fn head_field(protocol: &Protocol, field: &HeadField) -> Value {
    let HeadField { name, path, role, ty: of, optional, choice } = field;
    json!({
        "name": name,
        "path": path,
        "role": role.map(|role| role.name()),
        "type": ty(protocol, of),
        "optional": optional,
        "choice": match choice {
            Choice::Given => "given",
            Choice::Rising => "rising",
            Choice::Uuid => "uuid",
            Choice::Random => "random",
        },
    })
}

fn shape(frame: &Frame, of: &Shape) -> Value {
    match of {
        Shape::Object(members) => {
            let members = members.iter().map(|member| {
                let Member { key, optional, slot: of } = member;
                let key = match key {
                    Key::Text(text) => json!({ "kind": "text", "text": text }),
                    Key::Tag(index) => json!({ "kind": "tag", "name": frame.tag.get(*index) }),
                    Key::Spread => json!({ "kind": "spread" }),
                };
                json!({ "key": key, "optional": optional, "slot": slot(frame, of) })
            });
            json!({ "kind": "object", "members": members.collect::<Vec<_>>() })
        }
        Shape::Array(items) => {
            let items = items.iter().map(|item| {
                let Item { spread, optional, slot: of } = item;
                json!({ "spread": spread, "optional": optional, "slot": slot(frame, of) })
            });
            json!({ "kind": "array", "items": items.collect::<Vec<_>>() })
        }
    }
}

fn slot(frame: &Frame, slot: &Slot) -> Value {
    let simple = |kind: &str| json!({ "kind": kind });
    match slot {
        Slot::Const(literal) => json!({ "kind": "const", "value": literal.to_json() }),
        Slot::Tag(index) => json!({ "kind": "tag", "name": frame.tag.get(*index) }),
        Slot::Payload => simple("payload"),
        Slot::Head(index) => {
            json!({ "kind": "head", "name": frame.head.get(*index).map(|field| &field.name) })
        }
        Slot::Frames => simple("frames"),
        Slot::Count => simple("count"),
        Slot::Compressed => simple("compressed"),
        Slot::Size => simple("size"),
        Slot::CompressedSize => simple("compressed_size"),
        Slot::Nested(inner) => json!({ "kind": "nested", "shape": shape(frame, inner) }),
    }
}

fn binary(protocol: &Protocol, binary: &Binary) -> Value {
    let Binary { name, content, parts } = binary;
    let parts = parts.iter().map(|part| match part {
        BinaryPart::Const(bytes) => json!({ "kind": "const", "bytes": bytes }),
        BinaryPart::Int { field: of, kind, little_endian, role } => json!({
            "kind": "int",
            "field": field(protocol, of),
            "width": kind.name(),
            "little_endian": little_endian,
            "role": role.map(|role| role.name()),
        }),
        BinaryPart::Float { field: of, double, little_endian } => json!({
            "kind": "float",
            "field": field(protocol, of),
            "width": if *double { "f64" } else { "f32" },
            "little_endian": little_endian,
        }),
        BinaryPart::Prefixed { field: of, length, little_endian, role } => json!({
            "kind": "prefixed",
            "field": field(protocol, of),
            "length": length.name(),
            "little_endian": little_endian,
            "role": role.map(|role| role.name()),
        }),
        BinaryPart::Fixed { field: of, length } => {
            json!({ "kind": "fixed", "field": field(protocol, of), "length": length })
        }
        BinaryPart::Rest(of) => json!({ "kind": "rest", "field": field(protocol, of) }),
    });
    json!({ "name": name, "content": content, "parts": parts.collect::<Vec<_>>() })
}
