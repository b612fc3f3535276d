//! Frames to messages: the statements of a sender's reader.

use super::{
    events::request_name,
    expr::Expr,
    found::found,
    frames::tag_literal,
    literal::{key, literal, text as quoted},
    messages::{Sent, answered},
    shape::{Slots, TagSlot, key_list, root},
};
use crate::model::{
    Carrier, ChannelId, EventId, FrameId, FrameRole, Literal, Role, TagPart, UnknownEvent,
};

/// The body of `readXFrame(frame, options)`.
pub(super) fn text(expr: &Expr<'_>, sent: &Sent) -> Vec<String> {
    let mut lines = Vec::new();
    for id in &sent.wrappers {
        lines.extend(wrapper(expr, sent, *id));
    }
    let tagged = sent.frames.iter().any(|id| !expr.protocol.wire.frames[id.0].tag.is_empty());
    if let [only] = sent.frames.as_slice() {
        let frame = &expr.protocol.wire.frames[only.0];
        let check = expr.imports.value("frames", &format!("check{}Frame", expr.names.frame(*only)));
        lines.push(format!("{check}(frame);"));
        lines.extend(body(expr, sent, *only));
        if frame.tag.is_empty() {
            if !ends(&lines) {
                lines.push(no_reply(expr, &frame.name));
            }
        } else {
            lines.push(unknown(expr, &tag_value(expr, *only), &frame.name));
        }
        return lines;
    }
    if tagged {
        lines.push("let tag: unknown;".to_owned());
    }
    for id in &sent.frames {
        let frame = &expr.protocol.wire.frames[id.0];
        let is = expr.imports.value("frames", &format!("is{}Frame", expr.names.frame(*id)));
        lines.push(format!("if ({is}(frame)) {{"));
        let mut inner = body(expr, sent, *id);
        if !frame.tag.is_empty() {
            inner.push(format!("tag = {};", tag_value(expr, *id)));
        } else if !ends(&inner) {
            inner.push(no_reply(expr, &frame.name));
        }
        lines.extend(inner.into_iter().map(indented));
        lines.push("}".to_owned());
    }
    let fail = expr.imports.value("wire", "fail");
    let names: Vec<String> = sent
        .frames
        .iter()
        .map(|id| format!("`{}`", expr.protocol.wire.frames[id.0].name))
        .collect();
    let expected = quoted(&format!("one of the frames {}", names.join(", ")));
    let none = format!("{fail}('unknown_frame', {expected}, undefined, '');");
    if tagged {
        lines.push(format!("if (tag === undefined) {none}"));
        lines.push(unknown(expr, "tag", ""));
    } else {
        lines.push(format!("return {none}"));
    }
    lines
}

fn indented(line: String) -> String {
    format!("  {line}")
}

/// Whether nothing runs after these statements.
fn ends(lines: &[String]) -> bool {
    lines.last().is_some_and(|line| line.starts_with("return ") || line == "};")
}

fn no_reply(expr: &Expr<'_>, frame: &str) -> String {
    let fail = expr.imports.value("wire", "fail");
    format!(
        "return {fail}('no_pending_request', 'the reply to a pending request', undefined, {});",
        quoted(frame)
    )
}

fn unknown(expr: &Expr<'_>, tag: &str, frame: &str) -> String {
    match expr.protocol.wire.unknown_event {
        UnknownEvent::Deliver => {
            format!("return {{ event: '$unknown', type: {tag}, raw: frame }};")
        }
        UnknownEvent::Ignore => "return undefined;".to_owned(),
        UnknownEvent::Reject => {
            let fail = expr.imports.value("wire", "fail");
            format!(
                "return {fail}('unknown_event', 'one of the events', undefined, {});",
                quoted(frame)
            )
        }
    }
}

fn wrapper(expr: &Expr<'_>, sent: &Sent, id: FrameId) -> Vec<String> {
    let frame = &expr.protocol.wire.frames[id.0];
    let slots = Slots::of(frame);
    let stem = expr.names.frame(id);
    let is = expr.imports.value("frames", &format!("is{stem}Frame"));
    let mut lines = vec![format!("if ({is}(frame)) {{")];
    let name = quoted(&frame.name);
    let head = if frame.head.is_empty() {
        String::new()
    } else {
        format!("head: {}(frame), ", expr.imports.value("frames", &format!("read{stem}Head")))
    };
    if frame.role == FrameRole::Batch {
        let list = slots.frames.as_ref();
        let value = list.map_or("undefined".to_owned(), |place| place.code(expr));
        let (up, at) = list
            .map_or(("undefined".to_owned(), name.clone()), |place| place.path(expr, &frame.name));
        let read_list = expr.imports.value("wire", "readList");
        let limited = expr.imports.value("json", "limited");
        lines.push(format!(
            "  const items = {limited}({read_list}({value}, {up}, {at}, (each) => each));"
        ));
        if let Some(count) = &slots.count {
            let (up, at) = count.path(expr, &frame.name);
            let check = expr.imports.value("wire", "checkCount");
            lines.push(format!("  {check}({}, {up}, {at}, items.length);", count.code(expr)));
        }
        let text = if sent.sized { ", ''" } else { "" };
        let read = format!("items.map((each) => read{}Frame(each, options{text}))", sent.stem);
        let frames = if expr.protocol.wire.unknown_event == UnknownEvent::Ignore {
            format!("{read}.filter((each) => each !== undefined)")
        } else {
            read
        };
        lines.push(format!(
            "  return {{ event: '$batch', frame: {name}, {head}frames: {frames} }};"
        ));
    } else {
        let content = expr.imports.value("wire", "readCompressed");
        let arguments = [&slots.compressed, &slots.size, &slots.compressed_size]
            .map(|place| place.as_ref().map_or("undefined".to_owned(), |place| place.code(expr)));
        let tag = slots.tags.iter().map(|slot| tag_code(expr, slot, &[]));
        let tag = tag.collect::<Vec<_>>().join(", ");
        lines.push(format!(
            "  const content = {content}({}, {});",
            arguments.join(", "),
            root(expr, &frame.name)
        ));
        lines.push(format!(
            "  return {{ event: '$compressed', frame: {name}, {head}tag: [{tag}], content }};"
        ));
    }
    lines.push("}".to_owned());
    lines
}

fn tag_code(expr: &Expr<'_>, slot: &TagSlot, known: &[String]) -> String {
    match slot {
        TagSlot::Value(place) => place.code(expr),
        TagSlot::Key(place, envelope) => {
            let key = expr.imports.value("wire", "keyTag");
            format!("{key}({}, {}, {})", place.code(expr), key_list(known), key_list(envelope))
        }
    }
}

/// The tag's value for an unknown event: one part, or a list of parts.
fn tag_value(expr: &Expr<'_>, id: FrameId) -> String {
    let slots = Slots::of(&expr.protocol.wire.frames[id.0]);
    let parts: Vec<String> = slots.tags.iter().map(|slot| tag_code(expr, slot, &[])).collect();
    match parts.as_slice() {
        [only] => only.clone(),
        parts => format!("[{}]", parts.join(", ")),
    }
}

/// Statements that find the event of a frame.
fn body(expr: &Expr<'_>, sent: &Sent, id: FrameId) -> Vec<String> {
    let protocol = expr.protocol;
    let frame = &protocol.wire.frames[id.0];
    let slots = Slots::of(frame);
    let events = sent.events.iter().copied();
    let events: Vec<EventId> =
        events.filter(|event| protocol.event(*event).carrier == Carrier::Frame(id)).collect();
    if frame.tag.is_empty() {
        return untagged(expr, sent, id, &events);
    }
    let topic = frame.head.iter().position(|field| field.role == Some(Role::Channel));
    let topic = topic.and_then(|index| slots.heads.get(&index)).map(|place| place.code(expr));
    let mut lines = Vec::new();
    let mut rest = Vec::new();
    let scoped = |event: &EventId| topic.is_some() && protocol.event(*event).channel.is_some();
    for (index, _) in protocol.channels.iter().enumerate() {
        let own: Vec<EventId> = events
            .iter()
            .copied()
            .filter(|event| {
                scoped(event) && protocol.event(*event).channel == Some(ChannelId(index))
            })
            .collect();
        if let (Some(topic), false) = (&topic, own.is_empty()) {
            let is = format!("is{}Topic", expr.names.channels[index]);
            let is = expr.imports.value("channels", &is);
            lines.push(format!("if ({is}({topic})) {{"));
            lines.extend(by_tag(expr, sent, id, &slots, &own).into_iter().map(indented));
            lines.push("}".to_owned());
        }
    }
    rest.extend(events.iter().copied().filter(|event| !scoped(event)));
    if !rest.is_empty() {
        lines.extend(by_tag(expr, sent, id, &slots, &rest));
    }
    lines
}

fn by_tag(
    expr: &Expr<'_>,
    sent: &Sent,
    id: FrameId,
    slots: &Slots,
    events: &[EventId],
) -> Vec<String> {
    let protocol = expr.protocol;
    let mut groups: Vec<(Vec<&Literal>, Vec<EventId>)> = Vec::new();
    let mut patterns = Vec::new();
    for event in events {
        let parts: Option<Vec<&Literal>> =
            protocol.event(*event).tag.iter().map(tag_literal).collect();
        match parts {
            None => patterns.push(*event),
            Some(parts) => match groups.iter_mut().find(|(tag, _)| *tag == parts) {
                Some((_, group)) => group.push(*event),
                None => groups.push((parts, vec![*event])),
            },
        }
    }
    let known: Vec<String> = groups
        .iter()
        .filter_map(|(tag, _)| match tag.as_slice() {
            [Literal::Text(tag)] => Some(tag.clone()),
            _ => None,
        })
        .collect();
    let parts: Vec<String> = slots.tags.iter().map(|slot| tag_code(expr, slot, &known)).collect();
    let nulls = groups.iter().any(|(tag, _)| tag.contains(&&Literal::Null));
    let (subject, single) = match parts.as_slice() {
        [only] if nulls => (format!("{only} ?? null"), true),
        [only] => (only.clone(), true),
        parts => (format!("{}({})", expr.imports.value("wire", "tagKey"), parts.join(", ")), false),
    };
    let mut lines = Vec::new();
    if !groups.is_empty() {
        lines.push(format!("switch ({subject}) {{"));
        for (tag, group) in &groups {
            let case = if single {
                tag.first().map_or_else(String::new, |tag| literal(tag))
            } else {
                quoted(&joined(tag))
            };
            lines.push(format!("  case {case}:"));
            let body = in_phase(expr, sent, group, &protocol.wire.frames[id.0].name, |event| {
                found(expr, sent, id, slots, event, &[])
            });
            lines.extend(body.into_iter().map(|line| format!("    {line}")));
        }
        lines.push("}".to_owned());
    }
    for event in patterns {
        lines.extend(by_pattern(expr, sent, id, slots, event, &parts));
    }
    lines
}

fn joined(tag: &[&Literal]) -> String {
    let parts = tag.iter().map(|part| match part {
        Literal::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
        other => literal(other),
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// Statements for events that only the phase of the connection, or their payload, tells apart.
fn in_phase(
    expr: &Expr<'_>,
    sent: &Sent,
    events: &[EventId],
    frame: &str,
    found: impl Fn(EventId) -> Vec<String>,
) -> Vec<String> {
    let mut lines = Vec::new();
    let phase = |event: &EventId| expr.protocol.event(*event).phase;
    let any: Vec<EventId> = events.iter().copied().filter(|event| phase(event).is_none()).collect();
    for event in events.iter().filter(|event| phase(event).is_some()) {
        let name = phase(event).and_then(|phase| expr.protocol.connection.phases.get(phase));
        let name = quoted(name.map_or("", |phase| phase.name.as_str()));
        lines.push(format!("if (options.phase === undefined || options.phase === {name}) {{"));
        lines.extend(found(*event).into_iter().map(indented));
        lines.push("}".to_owned());
    }
    match any.as_slice() {
        [] => {
            let fail = expr.imports.value("wire", "fail");
            let frame = quoted(frame);
            lines.push(format!(
                "return {fail}('wrong_phase', 'an event of this phase', undefined, {frame});"
            ));
        }
        [only] => lines.extend(found(*only)),
        several => {
            let first_of = expr.imports.value("wire", "firstOf");
            lines.push(format!("return {first_of}<{}Message>([", sent.stem));
            for event in several {
                lines.push("  () => {".to_owned());
                lines.extend(found(*event).into_iter().map(|line| format!("    {line}")));
                lines.push("  },".to_owned());
            }
            lines.push("]);".to_owned());
        }
    }
    lines
}

fn by_pattern(
    expr: &Expr<'_>,
    sent: &Sent,
    id: FrameId,
    slots: &Slots,
    event: EventId,
    parts: &[String],
) -> Vec<String> {
    let mut conditions = Vec::new();
    let mut lines = vec!["{".to_owned()];
    let mut params = Vec::new();
    for (index, (part, value)) in expr.protocol.event(event).tag.iter().zip(parts).enumerate() {
        match part {
            TagPart::Literal(Literal::Null) => {
                conditions.push(format!("({value} ?? null) === null"))
            }
            TagPart::Literal(constant) => {
                conditions.push(format!("{value} === {}", literal(constant)))
            }
            TagPart::Pattern { prefix, suffix, param } => {
                let between = expr.imports.value("wire", "between");
                lines.push(format!(
                    "  const part{index} = {between}({value}, {}, {});",
                    quoted(prefix),
                    quoted(suffix)
                ));
                conditions.push(format!("part{index} !== undefined"));
                params.push(format!("{}: part{index}", key(param)));
            }
        }
    }
    lines.push(format!("  if ({}) {{", conditions.join(" && ")));
    let frame = &expr.protocol.wire.frames[id.0].name;
    let body =
        in_phase(expr, sent, &[event], frame, |event| found(expr, sent, id, slots, event, &params));
    lines.extend(body.into_iter().map(|line| format!("    {line}")));
    lines.push("  }".to_owned());
    lines.push("}".to_owned());
    lines
}

fn untagged(expr: &Expr<'_>, sent: &Sent, id: FrameId, events: &[EventId]) -> Vec<String> {
    let protocol = expr.protocol;
    let frame = &protocol.wire.frames[id.0];
    let slots = Slots::of(frame);
    let mut lines = Vec::new();
    let mut cases = Vec::new();
    let mut plain = Vec::new();
    for event in events {
        let requests = answered(expr, sent, *event);
        if requests.is_empty() {
            plain.push(*event);
        } else {
            for request in &requests {
                cases.push(format!(
                    "  case {}:",
                    quoted(&request_name(expr, protocol.event(*request)))
                ));
            }
            let body = found(expr, sent, id, &slots, *event, &[]);
            cases.extend(body.into_iter().map(|line| format!("    {line}")));
        }
    }
    if !cases.is_empty() {
        let correlation = frame.head.iter().position(|field| field.role == Some(Role::Correlation));
        let correlation = correlation.and_then(|index| slots.heads.get(&index));
        let correlation = correlation.map_or("''".to_owned(), |place| place.code(expr));
        lines.push(format!("switch (options.pending?.({correlation} as string | number)) {{"));
        lines.extend(cases);
        lines.push("}".to_owned());
    }
    if !plain.is_empty() {
        lines.extend(in_phase(expr, sent, &plain, &frame.name, |event| {
            found(expr, sent, id, &slots, event, &[])
        }));
    }
    lines
}

/// The body of `readXBinary(bytes)`.
pub(super) fn binary(expr: &Expr<'_>, sent: &Sent) -> Vec<String> {
    let mut lines = Vec::new();
    for id in &sent.binary {
        let event = expr.protocol.event(*id);
        let Carrier::Binary(layout) = event.carrier else { continue };
        let name = &expr.names.binary[layout.0];
        let read = expr.imports.value("binary", &format!("read{name}"));
        let variable = crate::names::typescript::value_name(name);
        let channel = event.channel.map(|channel| {
            format!("channel: {}, ", quoted(&expr.protocol.channels[channel.0].name))
        });
        lines.push(format!("const {variable} = {read}(bytes);"));
        lines.push(format!(
            "if ({variable} !== undefined) return {{ event: {}, {}payload: {variable} }};",
            quoted(&event.name),
            channel.unwrap_or_default()
        ));
    }
    if !lines.is_empty() {
        lines.push(match expr.protocol.wire.unknown_event {
            UnknownEvent::Deliver => {
                "return { event: '$unknown', type: undefined, raw: bytes };".to_owned()
            }
            UnknownEvent::Ignore => "return undefined;".to_owned(),
            UnknownEvent::Reject => {
                let fail = expr.imports.value("wire", "fail");
                format!(
                    "return {fail}('unknown_layout', 'one of the binary layouts', undefined, '');"
                )
            }
        });
    }
    lines
}
