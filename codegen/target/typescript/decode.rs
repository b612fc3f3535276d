//! Frames to messages: for each frame of a sender, the function that reads it.

use super::{
    expr::Expr,
    found::found,
    frames::tag_literal,
    literal::{key, literal, text as quoted},
    messages::Sent,
    shape::{Slots, TagSlot, key_list, root},
};
use crate::judge;
use crate::model::{
    Carrier, ChannelId, EventId, FrameId, FrameRole, Literal, Role, TagPart, UnknownEvent,
};
use serde::Serialize;
use serde_json::json;

/// One frame as one sender uses it.
#[derive(Serialize)]
pub(super) struct ReaderView {
    /// The function that reads it, its parameters and what it yields.
    function: String,
    parameters: String,
    output: String,
    lines: Vec<String>,
    /// The entry in the sender's table.
    entry: String,
}

/// Every frame of a sender, in the order in which they are tried.
pub(super) fn readers(expr: &Expr<'_>, sent: &Sent, options: &str) -> Vec<ReaderView> {
    sent.frames.iter().map(|id| reader(expr, sent, options, *id)).collect()
}

fn reader(expr: &Expr<'_>, sent: &Sent, options: &str, id: FrameId) -> ReaderView {
    let frame = &expr.protocol.wire.frames[id.0];
    let stem = expr.names.frame(id);
    let constant = expr.imports.value("frames", &expr.names.frame_constant(id));
    let lines = match frame.role {
        FrameRole::Event => body(expr, sent, id),
        FrameRole::Batch | FrameRole::Compressed => wrapper(expr, sent, id),
    };
    let parameters = [
        ("frame", format!("{stem}Frame")),
        ("options", options.to_owned()),
        ("text", "string | undefined".to_owned()),
    ];
    let used = parameters.iter().rposition(|(name, _)| uses(&lines, name));
    let parameters = parameters.iter().take(used.map_or(0, |last| last + 1)).map(|(name, ty)| {
        if *name == "frame" {
            expr.imports.ty("frames", ty);
        }
        format!("{}{name}: {ty}", if uses(&lines, name) { "" } else { "_" })
    });
    let parameters = parameters.collect::<Vec<_>>().join(", ");
    let may_miss = lines.last().is_some_and(|line| line == "return undefined;");
    let function = format!("read{}{stem}Frame", sent.stem);
    let names = naming_keys(expr, sent, id);
    let names = names.map_or(String::new(), |names| format!(", names: {names}"));
    let named = match judge::is_named(expr.protocol, sent.party, id, frame) {
        true => ", named: true",
        false => "",
    };
    ReaderView {
        parameters,
        output: format!("{}Message{}", sent.stem, if may_miss { " | undefined" } else { "" }),
        lines,
        entry: format!("{{ frame: {constant}, read: {function}{names}{named} }}"),
        function,
    }
}

/// Whether statements use a variable; the same word in quotes or as a key does not count.
fn uses(lines: &[String], name: &str) -> bool {
    lines.iter().any(|line| {
        line.match_indices(name).any(|(at, _)| {
            let before = line.get(..at).and_then(|before| before.chars().next_back());
            let after = line.get(at + name.len()..).and_then(|after| after.chars().next());
            before.is_none_or(|each| "( !".contains(each))
                && after.is_some_and(|each| ".,)[? ".contains(each))
        })
    })
}

pub(super) fn indented(line: String) -> String {
    format!("  {line}")
}

fn wrapper(expr: &Expr<'_>, sent: &Sent, id: FrameId) -> Vec<String> {
    let frame = &expr.protocol.wire.frames[id.0];
    let slots = Slots::of(frame);
    let stem = expr.names.frame(id);
    let mut lines = Vec::new();
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
            "const items = {limited}({read_list}({value}, {up}, {at}, (each) => each));"
        ));
        if let Some(count) = &slots.count {
            let (up, at) = count.path(expr, &frame.name);
            let check = expr.imports.value("wire", "checkCount");
            lines.push(format!("{check}({}, {up}, {at}, items.length);", count.code(expr)));
        }
        let read = format!("items.map((each) => read{}Frame(each, options))", sent.stem);
        let frames = if expr.protocol.wire.unknown_event == UnknownEvent::Ignore {
            format!("{read}.filter((each) => each !== undefined)")
        } else {
            read
        };
        lines.push(format!("return {{ event: '$batch', frame: {name}, {head}frames: {frames} }};"));
    } else {
        let content = expr.imports.value("wire", "readCompressed");
        let arguments = [&slots.compressed, &slots.size, &slots.compressed_size]
            .map(|place| place.as_ref().map_or("undefined".to_owned(), |place| place.code(expr)));
        let tag = slots.tags.iter().map(|slot| tag_code(expr, slot, "[]"));
        let tag = tag.collect::<Vec<_>>().join(", ");
        lines.push(format!(
            "const content = {content}({}, {});",
            arguments.join(", "),
            root(expr, &frame.name)
        ));
        lines.push(format!(
            "return {{ event: '$compressed', frame: {name}, {head}tag: [{tag}], content }};"
        ));
    }
    lines
}

fn tag_code(expr: &Expr<'_>, slot: &TagSlot, names: &str) -> String {
    match slot {
        TagSlot::Value(place) => place.code(expr),
        TagSlot::Key(place, envelope) => {
            let key = expr.imports.value("shape", "keyTag");
            format!("{key}({}, {}, {names})", place.code(expr), key_list(envelope))
        }
    }
}

/// The events of a sender in a frame, in order.
fn events_of(expr: &Expr<'_>, sent: &Sent, id: FrameId) -> Vec<EventId> {
    let events = sent.events.iter().copied();
    events.filter(|event| expr.protocol.event(*event).carrier == Carrier::Frame(id)).collect()
}

/// The keys that name events, where a key does: text, or a beginning and an end.
fn naming_keys(expr: &Expr<'_>, sent: &Sent, id: FrameId) -> Option<String> {
    let slots = Slots::of(&expr.protocol.wire.frames[id.0]);
    let part = slots.tags.iter().position(|slot| matches!(slot, TagSlot::Key(..)))?;
    let mut names = Vec::new();
    for event in events_of(expr, sent, id) {
        let name = match expr.protocol.event(event).tag.get(part) {
            Some(TagPart::Literal(Literal::Text(text))) => json!(text),
            Some(TagPart::Pattern { prefix, suffix, .. }) => json!([prefix, suffix]),
            Some(TagPart::Literal(_)) | None => continue,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Some(super::literal::json(&names.into()))
}

/// Statements that find the event of a frame.
fn body(expr: &Expr<'_>, sent: &Sent, id: FrameId) -> Vec<String> {
    let protocol = expr.protocol;
    let frame = &protocol.wire.frames[id.0];
    let slots = Slots::of(frame);
    let events = events_of(expr, sent, id);
    let search = Search { expr, sent, id, slots: &slots, names: naming_keys(expr, sent, id) };
    if frame.tag.is_empty() {
        return search.on_known_topics(&events, search.untagged(&events));
    }
    let topic = frame.head.iter().position(|field| field.role == Some(Role::Channel));
    let topic = topic.and_then(|index| slots.heads.get(&index)).map(|place| place.code(expr));
    let mut lines = Vec::new();
    let scoped = |event: &EventId| topic.is_some() && protocol.event(*event).channel.is_some();
    let rest: Vec<EventId> = events.iter().copied().filter(|event| !scoped(event)).collect();
    for (index, _) in protocol.channels.iter().enumerate() {
        let own = events.iter().copied().filter(|event| {
            scoped(event) && protocol.event(*event).channel == Some(ChannelId(index))
        });
        let own: Vec<EventId> = own.collect();
        if let (Some(topic), false) = (&topic, own.is_empty()) {
            let is = format!("is{}Topic", expr.names.channels[index]);
            let is = expr.imports.value("channels", &is);
            lines.push(format!("if ({is}({topic})) {{"));
            lines.extend(search.by_tag(&own, !rest.is_empty()).into_iter().map(indented));
            lines.push("}".to_owned());
        }
    }
    lines.extend(search.by_tag(&rest, false));
    if lines.iter().any(|line| line.trim_start() == LATE) {
        lines.insert(0, "let late = false;".to_owned());
        lines.push(format!("if (late) {}", search.wrong_phase()));
    }
    lines.push("return undefined;".to_owned());
    lines
}

/// Notes that the event may not come now, where another one with its tag may.
const LATE: &str = "late = true;";

/// What finds the events of one frame.
pub(super) struct Search<'s, 'p> {
    pub(super) expr: &'s Expr<'p>,
    pub(super) sent: &'s Sent,
    pub(super) id: FrameId,
    pub(super) slots: &'s Slots,
    names: Option<String>,
}

impl Search<'_, '_> {
    pub(super) fn frame_name(&self) -> String {
        quoted(&self.expr.protocol.wire.frames[self.id.0].name)
    }

    fn wrong_phase(&self) -> String {
        let fail = self.expr.imports.value("wire", "fail");
        format!(
            "return {fail}('wrong_phase', 'an event of this phase', undefined, {});",
            self.frame_name()
        )
    }

    pub(super) fn found(&self, event: EventId, params: &[String]) -> Vec<String> {
        found(self.expr, self.sent, self.id, self.slots, event, params)
    }

    /// Statements for the events among these that have the frame's tag. Where other statements
    /// follow that may find an event, they are reached.
    fn by_tag(&self, events: &[EventId], more: bool) -> Vec<String> {
        let protocol = self.expr.protocol;
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
        let names = self.names.as_deref().unwrap_or("[]");
        let parts: Vec<String> =
            self.slots.tags.iter().map(|slot| tag_code(self.expr, slot, names)).collect();
        let nulls = groups.iter().any(|(tag, _)| tag.contains(&&Literal::Null));
        let (subject, single) = match parts.as_slice() {
            [only] if nulls => (format!("{only} ?? null"), true),
            [only] => (only.clone(), true),
            parts => {
                let tag_key = self.expr.imports.value("shape", "tagKey");
                (format!("{tag_key}({})", parts.join(", ")), false)
            }
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
                let more = more || !patterns.is_empty();
                let mut body = self.candidates(group, &[], more);
                if body.last().is_some_and(|line| line == LATE) {
                    body.push("break;".to_owned());
                }
                lines.extend(body.into_iter().map(|line| format!("    {line}")));
            }
            lines.push("}".to_owned());
        }
        for (index, event) in patterns.iter().enumerate() {
            let more = more || index + 1 < patterns.len();
            lines.extend(self.by_pattern(*event, &parts, more));
        }
        lines
    }

    fn by_pattern(&self, event: EventId, parts: &[String], more: bool) -> Vec<String> {
        let mut conditions = Vec::new();
        let mut lines = vec!["{".to_owned()];
        let mut params = Vec::new();
        let tag = &self.expr.protocol.event(event).tag;
        for (index, (part, value)) in tag.iter().zip(parts).enumerate() {
            match part {
                TagPart::Literal(Literal::Null) => {
                    conditions.push(format!("({value} ?? null) === null"))
                }
                TagPart::Literal(constant) => {
                    conditions.push(format!("{value} === {}", literal(constant)))
                }
                TagPart::Pattern { prefix, suffix, param } => {
                    let between = self.expr.imports.value("shape", "between");
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
        let body = self.candidates(&[event], &params, more);
        lines.extend(body.into_iter().map(|line| format!("    {line}")));
        lines.push("  }".to_owned());
        lines.push("}".to_owned());
        lines
    }

    /// Statements for events that only the phase of the connection, or their payload, tells apart.
    fn candidates(&self, events: &[EventId], params: &[String], more: bool) -> Vec<String> {
        if let [only] = events {
            let Some(phase) = self.phase(*only) else { return self.found(*only, params) };
            let late = if more { LATE.to_owned() } else { self.wrong_phase() };
            let mut lines =
                vec![format!("if (options.phase === undefined || options.phase === {phase}) {{")];
            lines.extend(self.found(*only, params).into_iter().map(indented));
            lines.push("}".to_owned());
            lines.push(late);
            return lines;
        }
        self.first_of(events, params)
    }

    /// The phase of an event, in quotes.
    pub(super) fn phase(&self, event: EventId) -> Option<String> {
        let phase = self.expr.protocol.event(event).phase?;
        Some(quoted(&self.expr.protocol.connection.phases.get(phase)?.name))
    }

    /// A statement that yields the first event that may come now and can be read.
    pub(super) fn first_of(&self, events: &[EventId], params: &[String]) -> Vec<String> {
        let first_of = self.expr.imports.value("wire", "firstOf");
        let mut lines = vec![format!("return {first_of}<{}Message>([", self.sent.stem)];
        for event in events {
            lines.push("  () => {".to_owned());
            if let Some(phase) = self.phase(*event) {
                lines.push(format!(
                    "    if (options.phase !== undefined && options.phase !== {phase}) return undefined;"
                ));
            }
            lines.extend(self.found(*event, params).into_iter().map(|line| format!("    {line}")));
            lines.push("  },".to_owned());
        }
        let late = self.wrong_phase();
        let late = late.trim_start_matches("return ").trim_end_matches(';');
        lines.push(format!("]) ?? {late};"));
        lines
    }
}

fn joined(tag: &[&Literal]) -> String {
    let parts = tag.iter().map(|part| match part {
        Literal::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
        other => literal(other),
    });
    parts.collect::<Vec<_>>().join(" ")
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
