//! Frames: heads, what tells frames apart, and how they are written: `frames.ts`.

use super::{
    expr::Expr,
    imports::Imports,
    literal::{literal, member, text},
    shape::{self, Slots, TagSlot},
    types::MemberView,
};
use crate::model::{
    Carrier, Constraints, Frame, FrameId, FrameRole, Item, Key, Literal, Member, Payload, Protocol,
    Shape, Slot, TagPart, TypeId, UnknownFields,
};
use serde::Serialize;

/// One frame.
#[derive(Serialize)]
pub(super) struct FrameView {
    stem: String,
    name: String,
    /// The name as a literal.
    key: String,
    has_head: bool,
    head: Vec<MemberView>,
    /// The type of the frame as it lies on the wire.
    raw: String,
    /// Conditions that hold for no other frame.
    guard: Vec<String>,
    is_tried: bool,
    is_sole: bool,
    /// Statements that give up at anything else.
    check: Vec<String>,
    read: Vec<String>,
    /// Parameters and value of the function that writes the frame.
    parameters: String,
    write: String,
}

/// Whether a tuple stands at the positions of some frame.
pub(super) fn is_spread_positionally(protocol: &Protocol, id: TypeId) -> bool {
    protocol.events.iter().any(|event| {
        event.payload == Payload::Fields(id)
            && matches!(event.carrier, Carrier::Frame(frame)
                if Slots::of(&protocol.wire.frames[frame.0]).is_positional())
    })
}

/// Every frame of the protocol; guards and checks only as `messages.ts` uses them.
pub(super) fn frames(expr: &Expr<'_>, used: &Imports) -> Vec<FrameView> {
    let frames = expr.protocol.wire.frames.iter().enumerate();
    frames.map(|(index, frame)| frame_view(expr, used, FrameId(index), frame)).collect()
}

fn frame_view(expr: &Expr<'_>, used: &Imports, id: FrameId, frame: &Frame) -> FrameView {
    let Frame { name, role: _, shape, head, tag: _ } = frame;
    let stem = expr.names.frame(id).to_owned();
    let slots = Slots::of(frame);
    let is_tried = used.uses(&format!("is{stem}Frame"));
    let is_sole = used.uses(&format!("check{stem}Frame"));
    let mut members = Vec::new();
    for field in head {
        let role = field.role.map(|role| format!(" (`${}`)", role.name())).unwrap_or_default();
        members.push(MemberView {
            doc: vec![format!("`{}`{role}.", field.path)],
            name: member(&field.name),
            optional: field.optional,
            ty: expr.ty(&field.ty),
        });
    }
    expr.imports.ty("wire", "Path");
    FrameView {
        has_head: !head.is_empty(),
        head: members,
        raw: shape::raw_type(shape),
        guard: if is_tried { guard(expr, id, frame) } else { Vec::new() },
        is_tried,
        check: if is_sole {
            let root = shape::root(expr, name);
            check(expr, shape, "from", &root, ("undefined", &text(name)))
        } else {
            Vec::new()
        },
        is_sole,
        read: read_head(expr, &stem, frame, &slots),
        parameters: parameters(expr, &stem, frame, &slots),
        write: write_shape(expr, frame, shape),
        name: name.clone(),
        key: text(name),
        stem,
    }
}

fn read_head(expr: &Expr<'_>, stem: &str, frame: &Frame, slots: &Slots) -> Vec<String> {
    let mut required = Vec::new();
    let mut optional = Vec::new();
    for (index, field) in frame.head.iter().enumerate() {
        let Some(value) = slots.heads.get(&index) else { continue };
        let value = value.code(expr);
        let code =
            expr.read(&field.ty, &Constraints::default(), &value, "path", &text(&field.path));
        if field.optional {
            let set = super::literal::access("head", &field.name);
            optional.push(format!("if ({value} !== undefined) {set} = {code};"));
        } else {
            required.push(format!("  {}: {code},", super::literal::key(&field.name)));
        }
    }
    if required.is_empty() && optional.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!("const path = {};", shape::root(expr, &frame.name))];
    if expr.protocol.wire.unknown_field == UnknownFields::Reject {
        lines.extend(key_checks(expr, &frame.shape, "frame"));
    }
    lines.extend(nested_checks(expr, &frame.shape, "frame"));
    if optional.is_empty() {
        lines.push("return {".to_owned());
        lines.extend(required);
        lines.push("};".to_owned());
        return lines;
    }
    let mutable = expr.imports.ty("wire", "Mutable");
    lines.push(format!("const head: {mutable}<{stem}Head> = {{"));
    lines.extend(required);
    lines.push("};".to_owned());
    lines.extend(optional);
    lines.push("return head;".to_owned());
    lines
}

/// Statements that give up where an optional object or array is something else.
fn nested_checks(expr: &Expr<'_>, shape: &Shape, from: &str) -> Vec<String> {
    let Shape::Object(members) = shape else { return Vec::new() };
    let mut lines = Vec::new();
    for Member { key, optional, slot } in members {
        let (Key::Text(key), Slot::Nested(inner)) = (key, slot) else { continue };
        let value = expr.member(from, key);
        if !optional {
            lines.extend(nested_checks(expr, inner, &value));
            continue;
        }
        let read = match inner {
            Shape::Object(_) => {
                let read = expr.imports.value("wire", "readObject");
                format!("{read}({value}, path, {});", text(key))
            }
            Shape::Array(items) => {
                let (min, max) = shape::arity(items);
                let max = max.map_or("Infinity".to_owned(), |max| max.to_string());
                let read = expr.imports.value("wire", "readTuple");
                format!("{read}({value}, path, {}, {min}, {max});", text(key))
            }
        };
        lines.push(format!("if ({value} !== undefined) {read}"));
    }
    lines
}

/// Statements that give up at keys that the template does not name. Payloads that stand among the
/// keys check their own, and a tag that is a key may be any.
fn key_checks(expr: &Expr<'_>, shape: &Shape, from: &str) -> Vec<String> {
    let Shape::Object(members) = shape else { return Vec::new() };
    let mut lines = Vec::new();
    if !members.iter().any(|each| matches!(each.key, Key::Spread | Key::Tag(_))) {
        let known = shape::known_keys(members);
        lines.push(format!("{}({from}, path, {known});", expr.imports.value("wire", "onlyKeys")));
    }
    for each in members {
        if let (Key::Text(key), Slot::Nested(inner), false) = (&each.key, &each.slot, each.optional)
        {
            lines.extend(key_checks(expr, inner, &expr.member(from, key)));
        }
    }
    lines
}

/// Conditions on `from` that hold for this frame and for no other one.
fn guard(expr: &Expr<'_>, id: FrameId, frame: &Frame) -> Vec<String> {
    let mut out = Vec::new();
    conditions(expr, &frame.shape, "from", &mut out);
    let mut present = Vec::new();
    for (index, other) in expr.protocol.wire.frames.iter().enumerate() {
        if index == id.0 || told_apart(expr.protocol, id, FrameId(index)) {
            continue;
        }
        let known = shape::paths(&other.shape);
        for path in shape::required_paths(&frame.shape) {
            if !known.contains(&path) && !present.contains(&path) {
                present.push(path);
            }
        }
    }
    out.extend(
        present.iter().map(|path| format!("{} !== undefined", path.code_from(expr, "from"))),
    );
    let mut unique: Vec<String> = Vec::new();
    for condition in &out {
        // Whoever is something else is not absent.
        let said = condition.strip_suffix(" !== undefined").is_some_and(|value| {
            let equal = format!("{value} === ");
            let inside = format!("({value})");
            out.iter().any(|each| each.starts_with(&equal) || each.contains(&inside))
        });
        if !said && !unique.contains(condition) {
            unique.push(condition.clone());
        }
    }
    unique
}

/// Whether constants and tags tell two frames apart, so that presence need not.
fn told_apart(protocol: &Protocol, one: FrameId, other: FrameId) -> bool {
    let (a, b) = (&protocol.wire.frames[one.0], &protocol.wire.frames[other.0]);
    let (a_slots, b_slots) = (Slots::of(a), Slots::of(b));
    let tags = |frame: FrameId| {
        let events = protocol.events.iter();
        events.filter(move |event| event.carrier == Carrier::Frame(frame)).map(|event| &event.tag)
    };
    let constant_differs = a_slots.constants.iter().any(|(place, constant)| {
        let differs = b_slots.constants.iter().any(|(at, other)| at == place && other != constant);
        let tag = b_slots.tags.iter().position(|tag| *tag == TagSlot::Value(place.clone()));
        let clashes = |part: usize| {
            tags(other).any(|tag| match tag.get(part) {
                Some(TagPart::Literal(literal)) => literal == constant,
                Some(TagPart::Pattern { .. }) | None => false,
            })
        };
        differs || tag.is_some_and(|part| !clashes(part))
    });
    // A frame whose tag stands where the other has a constant is tried after it.
    let tag_meets_constant = a_slots.tags.iter().any(|tag| {
        matches!(tag, TagSlot::Value(place) if b_slots.constants.iter().any(|(at, _)| at == place))
    });
    let same_tag = !a.tag.is_empty()
        && a_slots.tags == b_slots.tags
        && !tags(one).any(|tag| tags(other).any(|each| each == tag));
    constant_differs || tag_meets_constant || same_tag
}

/// What must hold before anything is read: kinds, constants, lengths and tags.
fn conditions(expr: &Expr<'_>, shape: &Shape, from: &str, out: &mut Vec<String>) {
    let one = |slot: &Slot, optional: bool, value: String, out: &mut Vec<String>| match slot {
        Slot::Nested(inner) if !optional => conditions(expr, inner, &value, out),
        Slot::Const(Literal::Null) if optional => {}
        Slot::Const(constant) if !optional => {
            out.push(format!("{value} === {}", literal(constant)))
        }
        Slot::Tag(_) if !optional => out.push(format!("{value} !== undefined")),
        _ => {}
    };
    match shape {
        Shape::Object(members) => {
            out.push(format!("{}({from})", expr.imports.value("wire", "isObject")));
            for Member { key, optional, slot } in members {
                if let Key::Text(key) = key {
                    one(slot, *optional, expr.member(from, key), out);
                }
            }
        }
        Shape::Array(items) => {
            out.push(format!("Array.isArray({from})"));
            let (min, max) = shape::arity(items);
            if min > 0 {
                out.push(format!("{from}.length >= {min}"));
            }
            if let Some(max) = max {
                out.push(format!("{from}.length <= {max}"));
            }
            for (index, Item { spread, optional, slot }) in items.iter().enumerate() {
                if !spread {
                    one(slot, *optional, format!("{from}[{index}]"), out);
                }
            }
        }
    }
}

/// Statements that give up where [`conditions`] would be false.
fn check(
    expr: &Expr<'_>,
    shape: &Shape,
    from: &str,
    path: &str,
    (up, key_of): (&str, &str),
) -> Vec<String> {
    let mut lines = Vec::new();
    let wire = |name| expr.imports.value("wire", name);
    let one = |slot: &Slot, optional: bool, value: String, key: String, lines: &mut Vec<String>| {
        match slot {
            Slot::Nested(inner) if !optional => {
                let kind = match inner {
                    Shape::Object(_) => format!(
                        "if (!{}({value})) {}({value}, 'an object', {path}, {key});",
                        wire("isObject"),
                        wire("wrong")
                    ),
                    Shape::Array(_) => format!(
                        "if (!Array.isArray({value})) {}({value}, 'an array', {path}, {key});",
                        wire("wrong")
                    ),
                };
                lines.push(kind);
                let below = format!("{{ up: {path}, key: {key} }}");
                lines.extend(check(expr, inner, &value, &below, (path, &key)).into_iter().skip(1));
            }
            Slot::Const(constant) if !optional => {
                lines.push(format!(
                    "{}({value}, {path}, {key}, {});",
                    wire("readConstant"),
                    literal(constant)
                ));
            }
            Slot::Tag(_) if !optional => {
                lines.push(format!("{}({value}, {path}, {key});", wire("readJson")))
            }
            _ => {}
        }
    };
    match shape {
        Shape::Object(members) => {
            lines.push(format!(
                "if (!{}({from})) {}({from}, 'an object', {up}, {key_of});",
                wire("isObject"),
                wire("wrong")
            ));
            for Member { key, optional, slot } in members {
                if let Key::Text(key) = key {
                    one(slot, *optional, expr.member(from, key), text(key), &mut lines);
                }
            }
        }
        Shape::Array(items) => {
            let (min, max) = shape::arity(items);
            let max = max.map_or("Infinity".to_owned(), |max| max.to_string());
            lines.push(format!("{}({from}, {up}, {key_of}, {min}, {max});", wire("readTuple")));
            for (index, Item { spread, optional, slot }) in items.iter().enumerate() {
                if !spread {
                    one(slot, *optional, format!("{from}[{index}]"), index.to_string(), &mut lines);
                }
            }
        }
    }
    lines
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

fn write_shape(expr: &Expr<'_>, frame: &Frame, shape: &Shape) -> String {
    match shape {
        Shape::Object(members) => {
            let members: Vec<String> =
                members.iter().map(|each| write_member(expr, frame, each)).collect();
            if members.is_empty() {
                "{}".to_owned()
            } else {
                format!("{{ {} }}", members.join(", "))
            }
        }
        Shape::Array(items) => {
            let may_end = items.iter().any(|item| item.optional);
            let items = items.iter().map(|Item { spread, optional: _, slot }| {
                let value = write_slot(expr, frame, slot);
                if *spread { format!("...{value}") } else { value }
            });
            let array = format!("[{}]", items.collect::<Vec<_>>().join(", "));
            if may_end {
                format!("{}({array})", expr.imports.value("wire", "trimmed"))
            } else {
                array
            }
        }
    }
}

fn write_member(expr: &Expr<'_>, frame: &Frame, each: &Member) -> String {
    let Member { key, optional, slot } = each;
    let mut value = write_slot(expr, frame, slot);
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

fn write_slot(expr: &Expr<'_>, frame: &Frame, slot: &Slot) -> String {
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
        Slot::Nested(shape) => write_shape(expr, frame, shape),
    }
}

/// How a part of a tag is said in a `case`, or `None` for a pattern.
pub(super) fn tag_literal(part: &TagPart) -> Option<&Literal> {
    match part {
        TagPart::Literal(literal) => Some(literal),
        TagPart::Pattern { .. } => None,
    }
}
