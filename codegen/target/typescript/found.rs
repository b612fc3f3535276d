//! One event out of its frame: head, parameters and payload.

use super::{
    events::{head_type, topic_of},
    expr::Expr,
    literal::{key, literal, text as quoted},
    messages::Sent,
    shape::{PayloadSlot, Slots, key_list, root},
    union::sees_all_keys,
};
use crate::judge::{self, Absent};
use crate::model::{
    Constraints, Event, EventId, Field, FrameId, Literal, Payload, Presence, TagPart, Type,
    TypeKind, UnknownFields,
};

/// Statements that read one event out of a frame.
pub(super) fn found(
    expr: &Expr<'_>,
    sent: &Sent,
    id: FrameId,
    slots: &Slots,
    event: EventId,
    params: &[String],
) -> Vec<String> {
    let frame = &expr.protocol.wire.frames[id.0];
    let Event { name, channel, payload, max_size, .. } = expr.protocol.event(event);
    let mut lines = Vec::new();
    if let (true, Some(max)) = (sent.sized, max_size) {
        let check = expr.imports.value("json", "checkSize");
        let to_json = expr.imports.value("json", "toJson");
        lines.push(format!("{check}(text ?? {to_json}(frame), {max});"));
    }
    let mut members = vec![format!("event: {}", quoted(name))];
    if let Some(channel) = channel {
        members.push(format!("channel: {}", quoted(&expr.protocol.channels[channel.0].name)));
    }
    if !params.is_empty() {
        members.push(format!("params: {{ {} }}", params.join(", ")));
    }
    if !frame.head.is_empty() {
        let read = expr.imports.value("frames", &format!("read{}Head", expr.names.frame(id)));
        members.push(match topic_of(expr, expr.protocol.event(event)) {
            Some((topic, true)) => format!("head: {read}<{topic}>(frame)"),
            Some((_, false)) => {
                let head = head_type(expr, expr.protocol.event(event)).unwrap_or_default();
                format!("head: {read}(frame) as {head}")
            }
            None => format!("head: {read}(frame)"),
        });
    }
    let ty = match payload {
        Payload::Fields(id) => Some(Type::Named(*id)),
        Payload::Value(ty) => Some(ty.clone()),
        Payload::None | Payload::Binary => None,
    };
    match (&ty, &slots.payload) {
        (Some(ty), Some(slot)) => {
            lines.extend(positions(expr, &frame.name, slot, ty));
            members.push(format!("payload: {}", payload_code(expr, &frame.name, slot, ty, event)));
        }
        (None, Some(PayloadSlot::Spread(place, keys)))
            if expr.protocol.wire.unknown_field == UnknownFields::Reject =>
        {
            let only = expr.imports.value("wire", "onlyKeys");
            lines.push(format!(
                "{only}({}, {}, {});",
                place.code(expr),
                root(expr, &frame.name),
                key_list(keys)
            ));
        }
        (None, Some(PayloadSlot::Items(place, start)))
            if expr.protocol.wire.unknown_field == UnknownFields::Reject =>
        {
            let read = expr.imports.value("wire", "readTuple");
            let (up, key) = place.path(expr, &frame.name);
            lines.push(format!("{read}({}, {up}, {key}, 0, {start});", place.code(expr)));
        }
        _ => {}
    }
    let line = format!("return {{ {} }};", members.join(", "));
    if line.len() <= 100 {
        lines.push(line);
    } else {
        lines.push("return {".to_owned());
        lines.extend(members.iter().map(|member| format!("  {member},")));
        lines.push("};".to_owned());
    }
    lines
}

/// A statement that gives up where fields that stand at positions are too few or too many.
fn positions(expr: &Expr<'_>, frame: &str, slot: &PayloadSlot, ty: &Type) -> Option<String> {
    let (PayloadSlot::Items(place, start), Type::Named(id)) = (slot, ty) else { return None };
    let TypeKind::Record(record) = &expr.protocol.type_def(*id).kind else { return None };
    let required = |field: &&Field| field.presence == Presence::Required;
    let min = start + record.fields.iter().take_while(required).count();
    let max = start + record.fields.len();
    let (up, key) = place.path(expr, frame);
    let read = expr.imports.value("wire", "readTuple");
    Some(format!("{read}({}, {up}, {key}, {max}, {min});", place.code(expr)))
}

fn payload_code(
    expr: &Expr<'_>,
    frame: &str,
    slot: &PayloadSlot,
    ty: &Type,
    event: EventId,
) -> String {
    let none = Constraints::default();
    match slot {
        PayloadSlot::Value(place, optional) => {
            let (up, key) = place.path(expr, frame);
            let value = place.code(expr);
            match judge::absent(expr.protocol, expr.protocol.event(event)) {
                Absent::Nothing if *optional => {
                    let read = expr.read(ty, &none, &value, &up, &key);
                    format!("{value} === undefined ? undefined : {read}")
                }
                Absent::Empty(empty) if *optional => {
                    let or_else = expr.imports.value("wire", "orElse");
                    expr.read(ty, &none, &format!("{or_else}({value}, {empty})"), &up, &key)
                }
                _ => expr.read(ty, &none, &value, &up, &key),
            }
        }
        PayloadSlot::Spread(place, keys) => {
            let (up, key) = place.path(expr, frame);
            let value = place.code(expr);
            if sees_all_keys(expr, ty) {
                let without = expr.imports.value("wire", "without");
                return expr.read(
                    ty,
                    &none,
                    &format!("{without}({value}, {})", key_list(keys)),
                    &up,
                    &key,
                );
            }
            expr.read(ty, &none, &value, &up, &key)
        }
        PayloadSlot::Items(place, start) => {
            let (up, key_of) = place.path(expr, frame);
            let value = place.code(expr);
            if let Type::Named(id) = ty {
                let read = expr.read_name(*id);
                if let TypeKind::Record(record) = &expr.protocol.type_def(*id).kind {
                    let members = record.fields.iter().enumerate();
                    let members = members.map(|(index, field)| {
                        format!("{}: {value}[{}]", key(&field.name), start + index)
                    });
                    return format!(
                        "{read}({{ {} }}, {up}, {key_of})",
                        members.collect::<Vec<_>>().join(", ")
                    );
                }
                return format!("{read}({value}, {up}, {key_of}, {start})");
            }
            expr.read(ty, &none, &format!("{value}.slice({start})"), &up, &key_of)
        }
        PayloadSlot::Keyed(place, index) => {
            let tag = match expr.protocol.event(event).tag.get(*index) {
                Some(TagPart::Literal(Literal::Text(tag))) => quoted(tag),
                Some(TagPart::Literal(tag)) => quoted(&literal(tag)),
                Some(TagPart::Pattern { prefix, suffix, .. }) => {
                    format!(
                        "`{}${{part{index}}}{}`",
                        super::literal::in_template(prefix),
                        super::literal::in_template(suffix)
                    )
                }
                None => "''".to_owned(),
            };
            let (up, key) = place.path(expr, frame);
            let up = if key == quoted(frame) && up == "undefined" {
                root(expr, frame)
            } else {
                format!("{{ up: {up}, key: {key} }}")
            };
            let value =
                format!("{}({}, {tag})", expr.imports.value("wire", "memberOf"), place.code(expr));
            expr.read(ty, &none, &value, &up, &tag)
        }
    }
}
