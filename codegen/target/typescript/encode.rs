//! Messages to frames: the statements of a sender's writer.

use super::{
    expr::Expr,
    literal::{access, in_template, literal, text as quoted},
    messages::Sent,
    shape::{PayloadSlot, Slots, key_list},
    union::sees_all_keys,
};
use crate::model::{
    Carrier, ChannelId, EventId, FrameRole, Payload, TagPart, Type, TypeKind, UnknownEvent,
};

/// The body of `writeXFrame(message)`.
pub(super) fn text(expr: &Expr<'_>, sent: &Sent) -> Vec<String> {
    let protocol = expr.protocol;
    let mut lines = Vec::new();
    let textual = |id: &EventId| matches!(protocol.event(*id).carrier, Carrier::Frame(_));
    // One type alone is no union, and a `switch` over it would narrow nothing.
    let alone = sent.wrappers.is_empty() && protocol.wire.unknown_event != UnknownEvent::Deliver;
    let texts: Vec<EventId> = sent.events.iter().copied().filter(textual).collect();
    if let (true, [only]) = (alone, texts.as_slice()) {
        let call = case(expr, *only).into_iter().skip(1);
        return call.map(|line| line.trim_start().to_owned()).collect();
    }
    let never = expr.imports.value("wire", "assertNever");
    for (index, channel) in protocol.channels.iter().enumerate() {
        let own = sent
            .events
            .iter()
            .filter(|id| textual(id) && protocol.event(**id).channel == Some(ChannelId(index)));
        let own: Vec<EventId> = own.copied().collect();
        if own.is_empty() {
            continue;
        }
        lines.push(format!("if (message.channel === {}) {{", quoted(&channel.name)));
        lines.push("  switch (message.event) {".to_owned());
        for id in own {
            lines.extend(case(expr, id).into_iter().map(|line| format!("    {line}")));
        }
        lines.push("    default:".to_owned());
        lines.push(format!("      return {never}(message);"));
        lines.push("  }".to_owned());
        lines.push("}".to_owned());
    }
    lines.push("switch (message.event) {".to_owned());
    for id in sent.events.iter().filter(|id| textual(id) && protocol.event(**id).channel.is_none())
    {
        lines.extend(case(expr, *id).into_iter().map(|line| format!("  {line}")));
    }
    for role in [FrameRole::Batch, FrameRole::Compressed] {
        lines.extend(wrappers(expr, sent, role));
    }
    if protocol.wire.unknown_event == UnknownEvent::Deliver {
        lines.push("  case '$unknown':".to_owned());
        lines.push("    return message.raw;".to_owned());
    }
    lines.push("  default:".to_owned());
    lines.push(format!("    return {never}(message);"));
    lines.push("}".to_owned());
    lines
}

fn wrappers(expr: &Expr<'_>, sent: &Sent, role: FrameRole) -> Vec<String> {
    let frames = sent.wrappers.iter().filter(|id| expr.protocol.wire.frames[id.0].role == role);
    let frames: Vec<_> = frames.collect();
    if frames.is_empty() {
        return Vec::new();
    }
    let kind = if role == FrameRole::Batch { "$batch" } else { "$compressed" };
    let mut lines = vec![format!("  case '{kind}':")];
    let last = frames.len() - 1;
    for (index, id) in frames.iter().enumerate() {
        let frame = &expr.protocol.wire.frames[id.0];
        let write = expr.imports.value("frames", &format!("write{}Frame", expr.names.frame(**id)));
        let mut arguments = Vec::new();
        if !frame.head.is_empty() {
            arguments.push("message.head".to_owned());
        }
        for part in 0..frame.tag.len() {
            arguments.push(format!("message.tag[{part}] as string"));
        }
        if role == FrameRole::Batch {
            let part = if sent.binary.is_empty() { "each" } else { "each as never" };
            arguments
                .push(format!("message.frames.map((each) => write{}Frame({part}))", sent.stem));
        } else {
            arguments.push("message.content".to_owned());
        }
        let condition = if index == last {
            String::new()
        } else {
            format!("if (message.frame === {}) ", quoted(&frame.name))
        };
        lines.push(format!("    {condition}return {write}({});", arguments.join(", ")));
    }
    lines
}

fn case(expr: &Expr<'_>, id: EventId) -> Vec<String> {
    let event = expr.protocol.event(id);
    let Carrier::Frame(frame_id) = event.carrier else { return Vec::new() };
    let frame = &expr.protocol.wire.frames[frame_id.0];
    let slots = Slots::of(frame);
    let write = expr.imports.value("frames", &format!("write{}Frame", expr.names.frame(frame_id)));
    let mut arguments = Vec::new();
    if !frame.head.is_empty() {
        arguments.push("message.head".to_owned());
    }
    for part in &event.tag {
        arguments.push(match part {
            TagPart::Literal(constant) => literal(constant),
            TagPart::Pattern { prefix, suffix, param } => format!(
                "`{}${{{}}}{}`",
                in_template(prefix),
                access("message.params", param),
                in_template(suffix)
            ),
        });
    }
    if let Some(slot) = &slots.payload {
        let written = payload(expr, slot, &event.payload);
        arguments.push(if event.optional_payload && written != "message.payload" {
            format!("message.payload === undefined ? undefined : {written}")
        } else {
            written
        });
    }
    vec![
        format!("case {}:", quoted(&event.name)),
        format!("  return {write}({});", arguments.join(", ")),
    ]
}

fn payload(expr: &Expr<'_>, slot: &PayloadSlot, payload: &Payload) -> String {
    let ty = match payload {
        Payload::Fields(id) => Type::Named(*id),
        Payload::Value(ty) => ty.clone(),
        Payload::None | Payload::Binary => {
            return match slot {
                PayloadSlot::Value(_, true) => "undefined".to_owned(),
                PayloadSlot::Items(..) => "[]".to_owned(),
                _ => "{}".to_owned(),
            };
        }
    };
    let written = expr.write(&ty, "message.payload");
    match slot {
        PayloadSlot::Spread(_, keys) if sees_all_keys(expr, &ty) => {
            let without = expr.imports.value("wire", "without");
            format!("{without}({written} as object, {})", key_list(keys))
        }
        PayloadSlot::Items(..) => {
            if let Type::Named(id) = &ty
                && let TypeKind::Record(record) = &expr.protocol.type_def(*id).kind
            {
                let items = record
                    .fields
                    .iter()
                    .map(|field| expr.write(&field.ty, &access("message.payload", &field.name)));
                let trimmed = expr.imports.value("wire", "trimmed");
                return format!("{trimmed}([{}])", items.collect::<Vec<_>>().join(", "));
            }
            written
        }
        _ => written,
    }
}

/// Statements that write a binary message; what is left is text.
pub(super) fn binary(expr: &Expr<'_>, sent: &Sent) -> Vec<String> {
    let mut lines = Vec::new();
    for id in &sent.binary {
        let event = expr.protocol.event(*id);
        let Carrier::Binary(layout) = event.carrier else { continue };
        let write = expr.imports.value("binary", &format!("write{}", expr.names.binary[layout.0]));
        // Only where another event has the name does the channel say more; elsewhere it would keep
        // the compiler from seeing that this event is dealt with.
        let is_shared = sent
            .events
            .iter()
            .any(|other| other != id && expr.protocol.event(*other).name == event.name);
        let channel = match event.channel {
            _ if !is_shared => String::new(),
            Some(channel) => format!(
                " && message.channel === {}",
                quoted(&expr.protocol.channels[channel.0].name)
            ),
            None => " && message.channel === undefined".to_owned(),
        };
        lines.push(format!(
            "if (message.event === {}{channel}) return {write}(message.payload);",
            quoted(&event.name)
        ));
    }
    if !lines.is_empty() && expr.protocol.wire.unknown_event == UnknownEvent::Deliver {
        lines.push("if (message.event === '$unknown' && message.raw instanceof Uint8Array) return message.raw;".to_owned());
    }
    lines
}
