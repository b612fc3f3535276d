//! Frames: heads, what tells frames apart, and how they are written: `frames.ts`.

use super::{
    events::has_topic_parameter,
    expr::Expr,
    literal::{literal, member, pretty, text},
    shape::{self, Slots},
    types::MemberView,
};
use crate::model::{
    Carrier, Constraints, Frame, FrameId, FrameRole, HeadField, Item, Key, Literal, Member,
    Payload, Protocol, Shape, Slot, TagPart, Type, TypeId,
};
use serde::Serialize;
use serde_json::{Value, json};

/// One frame.
#[derive(Serialize)]
pub(super) struct FrameView {
    stem: String,
    name: String,
    /// The name as a literal.
    key: String,
    has_head: bool,
    /// Whether the head has a parameter, the type of its topic.
    has_topic: bool,
    head: Vec<MemberView>,
    /// The type of the frame as it lies on the wire.
    raw: String,
    /// The constant that describes the frame, and its members.
    constant: String,
    kind: &'static str,
    tag: usize,
    shape: String,
    read: Vec<String>,
    /// Parameters and value of the function that writes the frame.
    parameters: String,
    write: String,
}

/// Whether a tuple stands at the positions of some frame.
pub(super) fn is_spread_positionally(protocol: &Protocol, id: TypeId) -> bool {
    protocol.events.iter().any(|event| {
        let payload = match &event.payload {
            Payload::Fields(own) | Payload::Value(Type::Named(own)) => Some(*own),
            Payload::Value(_) | Payload::None | Payload::Binary => None,
        };
        payload == Some(id)
            && matches!(event.carrier, Carrier::Frame(frame)
                if Slots::of(&protocol.wire.frames[frame.0]).is_positional())
    })
}

/// Every frame of the protocol.
pub(super) fn frames(expr: &Expr<'_>) -> Vec<FrameView> {
    let frames = expr.protocol.wire.frames.iter().enumerate();
    frames.map(|(index, frame)| frame_view(expr, FrameId(index), frame)).collect()
}

fn frame_view(expr: &Expr<'_>, id: FrameId, frame: &Frame) -> FrameView {
    let Frame { name, role, shape, head, tag } = frame;
    let stem = expr.names.frame(id).to_owned();
    let slots = Slots::of(frame);
    expr.imports.ty("shape", "Frame");
    let mut members = Vec::new();
    for field in head {
        let role = field.role.map(|role| format!(" (`${}`)", role.name())).unwrap_or_default();
        members.push(MemberView {
            doc: vec![format!("`{}`{role}.", field.path)],
            name: member(&field.name),
            optional: field.optional,
            ty: match has_topic_parameter(field) {
                true => "Topic".to_owned(),
                false => expr.ty(&field.ty),
            },
        });
    }
    expr.imports.ty("wire", "Path");
    FrameView {
        has_head: !head.is_empty(),
        has_topic: head.iter().any(has_topic_parameter),
        head: members,
        raw: shape::raw_type(shape, 0),
        constant: expr.names.frame_constant(id),
        kind: match role {
            FrameRole::Event => "event",
            FrameRole::Batch => "batch",
            FrameRole::Compressed => "compressed",
        },
        tag: tag.len(),
        shape: pretty(&places(shape), 2),
        read: read_head(expr, &stem, frame, &slots),
        parameters: parameters(expr, &stem, frame, &slots),
        write: write_shape(expr, frame, shape, 2),
        name: name.clone(),
        key: text(name),
        stem,
    }
}

fn read_head(expr: &Expr<'_>, stem: &str, frame: &Frame, slots: &Slots) -> Vec<String> {
    let fields: Vec<(&HeadField, String, String)> = frame
        .head
        .iter()
        .enumerate()
        .filter_map(|(index, field)| {
            let value = slots.heads.get(&index)?.code(expr);
            let mut code =
                expr.read(&field.ty, &Constraints::default(), &value, "path", &text(&field.path));
            if has_topic_parameter(field) {
                code.push_str(" as Topic");
            }
            Some((field, value, code))
        })
        .collect();
    if fields.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!("const path = {};", shape::root(expr, &frame.name))];
    // What is wrong is found in the order of the template.
    let first = fields.iter().take_while(|(field, ..)| !field.optional).count();
    let mixed = fields.iter().skip(first).any(|(field, ..)| !field.optional);
    let (together, one_by_one) = fields.split_at(if mixed { 0 } else { first });
    let member = |(field, _, code): &(&HeadField, String, String)| {
        format!("  {}: {code},", super::literal::key(&field.name))
    };
    if one_by_one.is_empty() {
        lines.push("return {".to_owned());
        lines.extend(together.iter().map(member));
        lines.push("};".to_owned());
        return lines;
    }
    let mutable = expr.imports.ty("wire", "Mutable");
    let topic = if frame.head.iter().any(has_topic_parameter) { "<Topic>" } else { "" };
    if mixed {
        lines.push(format!("const head = {{}} as {mutable}<{stem}Head{topic}>;"));
    } else {
        lines.push(format!("const head: {mutable}<{stem}Head{topic}> = {{"));
        lines.extend(together.iter().map(member));
        lines.push("};".to_owned());
    }
    for (field, value, code) in one_by_one {
        let set = super::literal::access("head", &field.name);
        lines.push(match field.optional {
            true => format!("if ({value} !== undefined) {set} = {code};"),
            false => format!("{set} = {code};"),
        });
    }
    lines.push("return head;".to_owned());
    lines
}

/// The skeleton as `choose.ts` describes it.
fn places(shape: &Shape) -> Value {
    let part = |slot: &Slot| match slot {
        Slot::Const(constant) => json!({ "is": constant.to_json() }),
        Slot::Tag(_) => json!("tag"),
        Slot::Frames => json!("list"),
        Slot::Compressed => json!("text"),
        Slot::Nested(inner) => places(inner),
        Slot::Payload | Slot::Head(_) | Slot::Count | Slot::Size | Slot::CompressedSize => {
            json!("any")
        }
    };
    let entry = |key: Option<Value>, slot: &Slot, optional: bool| {
        let mark = optional.then(|| json!("?"));
        Value::Array(key.into_iter().chain([part(slot)]).chain(mark).collect())
    };
    let (name, entries, open): (_, Vec<Value>, _) = match shape {
        Shape::Object(members) => {
            let entries = members.iter().filter_map(|Member { key, optional, slot }| {
                let key = match key {
                    Key::Text(key) => json!(key),
                    Key::Tag(_) => Value::Null,
                    Key::Spread => return None,
                };
                Some(entry(Some(key), slot, *optional))
            });
            let open = members.iter().any(|each| matches!(each.key, Key::Spread));
            ("keys", entries.collect(), open)
        }
        Shape::Array(items) => {
            let placed = items.iter().take_while(|item| !item.spread);
            let entries =
                placed.map(|Item { spread: _, optional, slot }| entry(None, slot, *optional));
            ("items", entries.collect(), items.iter().any(|item| item.spread))
        }
    };
    match open {
        true => json!({ name: entries, "open": true }),
        false => json!({ name: entries }),
    }
}

fn parameters(expr: &Expr<'_>, stem: &str, frame: &Frame, slots: &Slots) -> String {
    let mut out = Vec::new();
    if !frame.head.is_empty() {
        out.push(format!("head: {stem}Head"));
    }
    for index in 0..frame.tag.len() {
        out.push(format!("{}: string | number | boolean | null", tag_parameter(frame, index)));
    }
    match frame.role {
        FrameRole::Event if slots.is_positional() => {
            out.push("payload: readonly unknown[]".to_owned())
        }
        FrameRole::Event if slots.is_spread() => out.push("payload: object".to_owned()),
        FrameRole::Event if slots.payload.is_some() => out.push("payload: unknown".to_owned()),
        FrameRole::Event => {}
        FrameRole::Batch => out.push("frames: readonly unknown[]".to_owned()),
        FrameRole::Compressed => {
            out.push("content: Compressed".to_owned());
            expr.imports.ty("wire", "Compressed");
        }
    }
    out.join(", ")
}

fn tag_parameter(frame: &Frame, index: usize) -> String {
    if frame.tag.len() == 1 { "tag".to_owned() } else { format!("tag{index}") }
}

/// Parts between brackets: on one line where it is short, or else one line for each.
pub(super) fn wrapped(
    open: &str,
    parts: &[String],
    separator: &str,
    close: &str,
    indent: usize,
) -> String {
    let line = format!("{open} {} {close}", parts.join(&format!("{separator} ")));
    if line.len() + indent <= 100 && !line.contains('\n') {
        return match open {
            "[" => format!("[{}]", parts.join(", ")),
            _ => line,
        };
    }
    let blanks = " ".repeat(indent);
    let parts: String = parts.iter().map(|part| format!("{blanks}  {part}{separator}\n")).collect();
    format!("{open}\n{parts}{blanks}{close}")
}

fn write_shape(expr: &Expr<'_>, frame: &Frame, shape: &Shape, indent: usize) -> String {
    match shape {
        Shape::Object(members) if members.is_empty() => "{}".to_owned(),
        Shape::Object(members) => {
            let members = members.iter().map(|each| write_member(expr, frame, each, indent + 2));
            wrapped("{", &members.collect::<Vec<_>>(), ",", "}", indent)
        }
        Shape::Array(items) => {
            let may_end = items.iter().any(|item| item.optional);
            let items = items.iter().map(|Item { spread, optional: _, slot }| {
                let value = write_slot(expr, frame, slot, indent + 2);
                if *spread { format!("...{value}") } else { value }
            });
            let array = wrapped("[", &items.collect::<Vec<_>>(), ",", "]", indent);
            if may_end {
                format!("{}({array})", expr.imports.value("wire", "trimmed"))
            } else {
                array
            }
        }
    }
}

fn write_member(expr: &Expr<'_>, frame: &Frame, each: &Member, indent: usize) -> String {
    let Member { key, optional, slot } = each;
    let mut value = write_slot(expr, frame, slot, indent);
    match key {
        Key::Spread => format!("...{value}"),
        Key::Tag(index) => format!("[String({})]: {value}", tag_parameter(frame, *index)),
        Key::Text(key) => {
            if let (true, Slot::Nested(inner)) = (*optional, slot) {
                let heads = shape::head_indexes(inner);
                let heads = heads.iter().filter_map(|index| frame.head.get(*index));
                let heads: Vec<String> =
                    heads.map(|head| super::literal::access("head", &head.name)).collect();
                if !heads.is_empty() {
                    value = format!("({}) === undefined ? undefined : {value}", heads.join(" ?? "));
                }
            }
            if let (true, Slot::Tag(index)) = (*optional, slot) {
                value = format!("{} ?? undefined", tag_parameter(frame, *index));
            }
            format!("{}: {value}", super::literal::key(key))
        }
    }
}

fn write_slot(expr: &Expr<'_>, frame: &Frame, slot: &Slot, indent: usize) -> String {
    match slot {
        Slot::Const(constant) => literal(constant),
        Slot::Tag(index) => tag_parameter(frame, *index),
        Slot::Payload => "payload".to_owned(),
        Slot::Head(index) => match frame.head.get(*index) {
            Some(field) => {
                let value = super::literal::access("head", &field.name);
                let written = expr.write(&field.ty, &value);
                if field.optional && written != value {
                    format!("{value} === undefined ? undefined : {written}")
                } else {
                    written
                }
            }
            None => "undefined".to_owned(),
        },
        Slot::Frames => "frames".to_owned(),
        Slot::Count => "frames.length".to_owned(),
        Slot::Compressed => "content.data".to_owned(),
        Slot::Size => "content.size".to_owned(),
        Slot::CompressedSize => "content.compressedSize".to_owned(),
        Slot::Nested(shape) => write_shape(expr, frame, shape, indent),
    }
}

/// How a part of a tag is said in a `case`, or `None` for a pattern.
pub(super) fn tag_literal(part: &TagPart) -> Option<&Literal> {
    match part {
        TagPart::Literal(literal) => Some(literal),
        TagPart::Pattern { .. } => None,
    }
}
