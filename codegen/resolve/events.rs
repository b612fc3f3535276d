//! Events: senders, frames, tags, payloads and replies.

mod binary;

use super::{EventPlaces, Resolver, TypePlaces, doc};
use crate::{
    diagnostic::Diagnostic,
    model::{
        BinaryId, Carrier, Channel, ChannelId, Event, EventId, Frame, FrameId, FrameRole, Key,
        Literal, Party, Payload, Rate, Reply, Shape, Slot, TagPart, Type, TypeDef, TypeKind, Wire,
    },
    parse::suggest,
    source::Span,
    syntax::{
        Constant, Definition, EventDef, EventLimits, FieldMap, Name, OneOrMany, ReplyDef,
        ReplyTarget, TagDef, Text,
    },
};
use std::time::Duration;

/// An event that has its index and waits to be resolved.
struct Pending<'d> {
    name: Text,
    channel: Option<usize>,
    def: Source<'d>,
}

enum Source<'d> {
    Event(&'d EventDef),
    Binary(usize, &'d crate::syntax::BinaryDef),
    Reply(EventId, &'d EventDef),
}

impl Resolver<'_> {
    /// Resolves all events; frames and binary layouts come back complete.
    pub(super) fn events(
        &mut self,
        definition: &Definition,
        mut wire: Wire,
    ) -> Option<(Wire, Vec<Event>, Vec<Channel>)> {
        for frame in &mut wire.frames {
            super::frames::mark_optional(frame);
        }
        let mut pending: Vec<Pending<'_>> = Vec::new();
        for (name, def) in definition.events.iter().flat_map(|map| &map.entries) {
            pending.push(Pending { name: name.clone(), channel: None, def: Source::Event(def) });
        }
        let binaries = definition.wire.as_ref().and_then(|wire| wire.binary.as_ref());
        for (index, (name, def)) in binaries.iter().flat_map(|map| &map.entries).enumerate() {
            pending.push(Pending {
                name: name.clone(),
                channel: None,
                def: Source::Binary(index, def),
            });
        }
        for (index, (_, channel)) in
            definition.channels.iter().flat_map(|map| &map.entries).enumerate()
        {
            for (name, def) in channel.events.iter().flat_map(|map| &map.entries) {
                pending.push(Pending {
                    name: name.clone(),
                    channel: Some(index),
                    def: Source::Event(def),
                });
            }
        }
        self.name_events(&pending);
        self.add_replies(&mut pending);
        let mut events = Vec::with_capacity(pending.len());
        for each in &pending {
            let event = match each.def {
                Source::Event(def) => self.event(each, def, None, &wire, definition),
                Source::Reply(request, def) => {
                    self.event(each, def, Some(request), &wire, definition)
                }
                Source::Binary(index, def) => {
                    self.binary_event(each, BinaryId(index), def, &mut wire, definition)
                }
            };
            events.push(event);
        }
        self.senders_of_replies(&pending, &mut events);
        self.repliers(&pending, &events);
        let channels = self.channels(definition);
        Some((wire, events, channels))
    }

    fn name_events(&mut self, pending: &[Pending<'_>]) {
        for (index, each) in pending.iter().enumerate() {
            if each.name.value.trim().is_empty() {
                self.cx.report(Diagnostic::error("A0105", each.name.span, "an event needs a name"));
            }
            let key = (each.channel, each.name.value.clone());
            if let Some(earlier) = self.event_names.insert(key, EventId(index)) {
                self.cx.report(
                    Diagnostic::error(
                        "A0003",
                        each.name.span,
                        format!("there are two events called `{}`", each.name.value),
                    )
                    .related(pending[earlier.0].name.span, "the other one")
                    .help("binary messages are events too; give one of them another name"),
                );
            }
        }
    }

    /// Gives the replies that are written in place their names and indices.
    fn add_replies(&mut self, pending: &mut Vec<Pending<'_>>) {
        for index in 0..pending.len() {
            let Source::Event(def) = pending[index].def else { continue };
            let Some(reply) = &def.reply else { continue };
            let outcomes = [
                ("ok", &reply.ok),
                ("error", &reply.error),
                ("stream", &reply.stream),
                ("end", &reply.end),
            ];
            for (outcome, targets) in outcomes {
                let in_place: Vec<&EventDef> = targets
                    .iter()
                    .flat_map(|many| &many.0)
                    .filter_map(|target| match target {
                        ReplyTarget::InPlace(def) => Some(&**def),
                        ReplyTarget::Name(_) => None,
                    })
                    .collect();
                for (count, def) in in_place.iter().enumerate() {
                    let suffix = if count == 0 { String::new() } else { (count + 1).to_string() };
                    let value = format!("{}.{outcome}{suffix}", pending[index].name.value);
                    let name = Text { value, span: def.span };
                    let channel = pending[index].channel;
                    self.event_names
                        .entry((channel, name.value.clone()))
                        .or_insert(EventId(pending.len()));
                    pending.push(Pending {
                        name,
                        channel,
                        def: Source::Reply(EventId(index), def),
                    });
                }
            }
        }
    }

    fn event(
        &mut self,
        each: &Pending<'_>,
        def: &EventDef,
        reply_to: Option<EventId>,
        wire: &Wire,
        definition: &Definition,
    ) -> Event {
        let from = self.parties(def.from.as_ref());
        if def.from.is_none() && reply_to.is_none() {
            let mut diagnostic = Diagnostic::error(
                "A0401",
                each.name.span,
                format!("nobody sends `{}`", each.name.value),
            );
            let names: Vec<String> =
                self.peers.iter().map(|peer| format!("`from: {}`", peer.name)).collect();
            diagnostic =
                diagnostic.help(format!("say who: {} or `from: server`", names.join(", ")));
            self.cx.report(diagnostic);
        }
        let to = match &def.to {
            Some(_) => self.parties(def.to.as_ref()),
            None => self.receivers(&from),
        };
        let frame_id = self.frame_of(def.frame.as_ref(), reply_to.is_some(), wire, each.name.span);
        let frame = frame_id.map(|id| &wire.frames[id.0]);
        let tag = match frame {
            Some(frame) => self.tag(def.tag.as_ref(), &each.name, frame, reply_to.is_some()),
            None => Vec::new(),
        };
        let hint = match each.channel {
            Some(channel) => format!("{} {}", self.channel_names[channel], each.name.value),
            None => each.name.value.clone(),
        };
        let (payload, payload_span) = self.payload(def, &hint, each.name.span);
        if let (Some(frame), Some(id)) = (frame, frame_id) {
            self.fits(frame, &payload, payload_span, &each.name);
            if each.channel.is_some()
                && !frame.head.iter().any(|head| head.role == Some(crate::model::Role::Channel))
            {
                self.cx.report(
                    Diagnostic::error("A0503", each.name.span, format!("the frame `{}` has no `$channel`", frame.name))
                        .related(self.places.frames[id.0].name, "this frame")
                        .help("add `$channel` where the topic stands, or move the event out of the channel"),
                );
            }
        }
        let (rate, max_size) = event_limits(def.limits.as_ref());
        let reply = def.reply.as_ref().map(|reply| self.reply(reply, each, reply_to));
        let phase = self.phase(def.phase.as_ref());
        let delivery = self.delivery(
            def.delivery.as_ref(),
            definition.delivery.as_ref(),
            &from,
            &payload,
            frame,
        );
        let examples = def.examples.iter().flat_map(|many| &many.0);
        self.places.events.push(EventPlaces {
            name: each.name.span,
            tag: match &def.tag {
                Some(TagDef::One(value)) => value.span,
                Some(TagDef::Parts(_, span)) => *span,
                None => each.name.span,
            },
            payload: payload_span,
            examples: examples.clone().map(|json| json.span).collect(),
        });
        Event {
            name: each.name.value.clone(),
            channel: each.channel.map(ChannelId),
            reply_to,
            from,
            to,
            carrier: Carrier::Frame(frame_id.unwrap_or(FrameId(0))),
            tag,
            payload,
            reply,
            phase,
            delivery,
            rate,
            max_size,
            doc: doc(&def.summary, &def.description, &def.deprecated, &def.since),
            examples: examples.map(|json| json.value.clone()).collect(),
        }
    }

    /// A reply in place is sent by those who receive the request, unless it says otherwise.
    fn senders_of_replies(&mut self, pending: &[Pending<'_>], events: &mut [Event]) {
        for index in 0..events.len() {
            if let Source::Reply(request, _) = pending[index].def
                && events[index].from.is_empty()
            {
                events[index].from = events[request.0].to.clone();
                events[index].to = events[request.0].from.clone();
            }
        }
    }

    /// Reports answers that nobody who receives the request can send.
    fn repliers(&mut self, pending: &[Pending<'_>], events: &[Event]) {
        for (each, request) in pending.iter().zip(events) {
            let Some(reply) = &request.reply else { continue };
            let answers =
                reply.ok.iter().chain(&reply.error).chain(&reply.stream).chain(&reply.end);
            for answer in answers {
                let answer = &events[answer.0];
                let can = answer.from.iter().any(|party| request.to.contains(party));
                if !can && !answer.from.is_empty() && !request.to.is_empty() {
                    let Source::Event(EventDef { reply: Some(def), .. }) = each.def else {
                        continue;
                    };
                    self.cx.report(
                        Diagnostic::error(
                            "A0407",
                            def.span,
                            format!("`{}` cannot answer `{}`", answer.name, request.name),
                        )
                        .label("whoever receives the request must be able to send the answer")
                        .help(format!(
                            "mend `from` of `{}`, or `to` of `{}`",
                            answer.name, request.name
                        )),
                    );
                }
            }
        }
    }

    pub(super) fn parties(&mut self, names: Option<&OneOrMany<Name>>) -> Vec<Party> {
        let mut out = Vec::new();
        for name in names.iter().flat_map(|many| &many.0) {
            if let Some(party) = self.party(name)
                && !out.contains(&party)
            {
                out.push(party);
            }
        }
        out
    }

    /// The server for what peers send, every peer for what the server sends.
    fn receivers(&self, from: &[Party]) -> Vec<Party> {
        let mut to: Vec<Party> = Vec::new();
        if from.contains(&Party::Server) {
            to.extend((0..self.peers.len()).map(Party::Peer));
        }
        if from.iter().any(|party| matches!(party, Party::Peer(_))) {
            to.push(Party::Server);
        }
        to
    }

    /// The frame that an event names, or the one that fits best.
    fn frame_of(
        &mut self,
        name: Option<&Name>,
        is_reply: bool,
        wire: &Wire,
        at: Span,
    ) -> Option<FrameId> {
        if let Some(name) = name {
            if let Some(index) = wire.frames.iter().position(|frame| frame.name == name.value) {
                if wire.frames[index].role != FrameRole::Event {
                    self.cx.report(
                        Diagnostic::error(
                            "A0403",
                            name.span,
                            format!(
                                "the frame `{}` carries other frames, not an event",
                                name.value
                            ),
                        )
                        .help(
                            "name a frame with `$payload` or without `$frames` and `$compressed`",
                        ),
                    );
                    return None;
                }
                return Some(FrameId(index));
            }
            let known: Vec<&str> = wire.frames.iter().map(|frame| frame.name.as_str()).collect();
            let diagnostic = Diagnostic::error(
                "A0403",
                name.span,
                format!("there is no frame `{}`", name.value),
            );
            self.cx.report(suggest(diagnostic, name.span, &name.value, &known));
            return None;
        }
        let has = |frame: &Frame, role| frame.head.iter().any(|head| head.role == Some(role));
        let usable = |frame: &&Frame| frame.role == FrameRole::Event;
        let frames = || wire.frames.iter().enumerate().filter(|(_, frame)| usable(frame));
        let found = if is_reply {
            frames().find(|(_, frame)| {
                frame.tag.is_empty() && has(frame, crate::model::Role::Correlation)
            })
        } else {
            None
        };
        let found = found
            .or_else(|| frames().find(|(_, frame)| !frame.tag.is_empty()))
            .or_else(|| frames().next());
        if found.is_none() {
            self.cx.report(
                Diagnostic::error("A0403", at, "no frame can carry this event")
                    .help("add a frame with `$event` and `$payload` to `wire.frames`"),
            );
        }
        found.map(|(index, _)| FrameId(index))
    }

    fn tag(
        &mut self,
        def: Option<&TagDef>,
        name: &Text,
        frame: &Frame,
        is_reply: bool,
    ) -> Vec<TagPart> {
        let part = |constant: &Constant| tag_part(constant);
        match (def, frame.tag.as_slice()) {
            (None, []) => Vec::new(),
            (Some(def), []) => {
                let span = tag_span(def);
                self.cx.report(
                    Diagnostic::error(
                        "A0404",
                        span,
                        format!("the frame `{}` has no `$event` for a tag", frame.name),
                    )
                    .help("remove `tag`, or name another frame"),
                );
                Vec::new()
            }
            (None, [_]) if !is_reply => vec![part(&Constant::Text(name.value.clone()))],
            (None, [_]) => {
                self.cx.report(
                    Diagnostic::error(
                        "A0404",
                        name.span,
                        "a reply in place needs a `tag` in this frame",
                    )
                    .help("write `tag: name`, or declare the reply in `events` and name it here"),
                );
                Vec::new()
            }
            (Some(TagDef::One(value)), [_]) => vec![part(&value.value)],
            (Some(TagDef::Parts(parts, span)), expected) => {
                for (name, value) in parts {
                    if !expected.contains(&name.value) {
                        let known: Vec<&str> = expected.iter().map(String::as_str).collect();
                        let diagnostic = Diagnostic::error(
                            "A0404",
                            name.span,
                            format!(
                                "the tag of frame `{}` has no part `{}`",
                                frame.name, name.value
                            ),
                        );
                        self.cx.report(suggest(diagnostic, name.span, &name.value, &known));
                    }
                    let _ = value;
                }
                let missing: Vec<&String> = expected
                    .iter()
                    .filter(|name| !parts.iter().any(|(each, _)| each.value == **name))
                    .collect();
                if !missing.is_empty() {
                    let list = missing
                        .iter()
                        .map(|name| format!("`{name}`"))
                        .collect::<Vec<_>>()
                        .join(", ");
                    self.cx.report(
                        Diagnostic::error("A0404", *span, format!("the tag lacks {list}"))
                            .help("say `null` for a part that is null or absent"),
                    );
                }
                expected
                    .iter()
                    .map(|name| {
                        parts
                            .iter()
                            .find(|(each, _)| each.value == *name)
                            .map_or(TagPart::Literal(Literal::Null), |(_, value)| {
                                part(&value.value)
                            })
                    })
                    .collect()
            }
            (_, expected) => {
                let span = def.map_or(name.span, tag_span);
                let list =
                    expected.iter().map(|name| format!("{name}: …")).collect::<Vec<_>>().join(", ");
                self.cx.report(
                    Diagnostic::error(
                        "A0404",
                        span,
                        format!("the tag of frame `{}` has {} parts", frame.name, expected.len()),
                    )
                    .help(format!("write `tag: {{ {list} }}`")),
                );
                expected.iter().map(|_| TagPart::Literal(Literal::Null)).collect()
            }
        }
    }

    fn payload(&mut self, def: &EventDef, hint: &str, at: Span) -> (Payload, Span) {
        let given: Vec<(&str, Span)> = [
            ("fields", def.fields.as_ref().map(|map| map_span(map, at))),
            ("items", def.items.as_ref().map(|map| map_span(map, at))),
            ("payload", def.payload.as_ref().map(|body| body.0.span)),
            ("schema", def.schema.as_ref().map(|json| json.span)),
        ]
        .into_iter()
        .filter_map(|(key, span)| span.map(|span| (key, span)))
        .collect();
        if let [(first, first_span), (second, span), ..] = given.as_slice() {
            self.cx.report(
                Diagnostic::error(
                    "A0213",
                    *span,
                    format!("`{first}` and `{second}` contradict each other"),
                )
                .related(*first_span, "the other one")
                .help("keep one of them"),
            );
        }
        let span = given.first().map_or(at, |(_, span)| *span);
        let payload = if let Some(fields) = &def.fields {
            let id = self.own_type(hint, at);
            let own = self.types[id.0].as_ref().map(|def| def.name.clone()).unwrap_or_default();
            let (record, spreads) = self.record(fields, def.unknown.as_ref(), &own, Some(id));
            if !spreads.is_empty() {
                self.spreads.push((id, spreads));
            }
            if let Some(Some(def)) = self.types.get_mut(id.0) {
                def.kind = TypeKind::Record(record);
            }
            Payload::Fields(id)
        } else if let Some(items) = &def.items {
            let id = self.own_type(hint, at);
            let own = self.types[id.0].as_ref().map(|def| def.name.clone()).unwrap_or_default();
            let tuple = self.tuple(items, &own, Some(id));
            if let Some(Some(def)) = self.types.get_mut(id.0) {
                def.kind = TypeKind::Tuple(tuple);
            }
            Payload::Fields(id)
        } else if let Some(body) = &def.payload {
            self.bare_payload(&body.0, hint)
        } else if let Some(schema) = &def.schema {
            match self.schema(schema) {
                Some(schema) => {
                    let places = TypePlaces {
                        name: span,
                        examples: Vec::new(),
                        fields: Vec::new(),
                        values: Vec::new(),
                    };
                    let id = self.add_type(
                        &format!("{hint} payload"),
                        Default::default(),
                        TypeKind::Schema(schema),
                        places,
                    );
                    Payload::Value(Type::Named(id))
                }
                None => Payload::Value(Type::Json),
            }
        } else {
            Payload::None
        };
        (payload, span)
    }

    fn bare_payload(&mut self, body: &crate::syntax::TypeMap, hint: &str) -> Payload {
        // The event's own type takes the plain name; what is written in place gets one behind it.
        let Some((ty, constraints)) = self.body_type(body, &format!("{hint} payload")) else {
            return Payload::Value(Type::Json);
        };
        if constraints.is_empty() {
            return Payload::Value(ty);
        }
        let places = super::types::places_of(body.span, body);
        let kind = TypeKind::Alias(crate::model::Alias { ty, constraints });
        Payload::Value(Type::Named(self.add_type(
            &format!("{hint} payload"),
            Default::default(),
            kind,
            places,
        )))
    }

    fn own_type(&mut self, hint: &str, at: Span) -> crate::model::TypeId {
        let places =
            TypePlaces { name: at, examples: Vec::new(), fields: Vec::new(), values: Vec::new() };
        self.add_type(hint, Default::default(), super::types::alias(Type::Json), places)
    }

    /// Reports a payload that the frame has no room for.
    fn fits(&mut self, frame: &Frame, payload: &Payload, span: Span, name: &Text) {
        let room = room(&frame.shape);
        let trouble = match (room, payload) {
            (_, Payload::None) => None,
            (Room::None, _) => Some((
                format!("the frame `{}` has no `$payload`", frame.name),
                "add `$payload` to the frame, or name another frame",
            )),
            (Room::Value, _) => None,
            (Room::Members, Payload::Value(ty)) if !self.is_object(ty) => Some((
                format!(
                    "the payload of `{}` is no object, so it cannot be spread over one",
                    name.value
                ),
                "use `fields`, or a frame with `$payload` behind a key",
            )),
            (Room::Members, Payload::Fields(id))
                if matches!(self.types[id.0], Some(TypeDef { kind: TypeKind::Tuple(_), .. })) =>
            {
                Some((
                    format!(
                        "the payload of `{}` is an array, so it cannot be spread over an object",
                        name.value
                    ),
                    "use `fields`, or a frame with `$payload` behind a key",
                ))
            }
            (Room::Items, Payload::Value(ty)) if !self.is_array(ty) => Some((
                format!(
                    "the payload of `{}` is no array, so it cannot be spread over one",
                    name.value
                ),
                "use `items`, or a frame with `$payload` in one position",
            )),
            (Room::Items, Payload::Fields(id))
                if matches!(self.types[id.0], Some(TypeDef { kind: TypeKind::Record(_), .. })) =>
            {
                Some((
                    format!(
                        "the payload of `{}` has names, so it cannot be spread over positions",
                        name.value
                    ),
                    "use `items`, or a frame with `$payload` in one position",
                ))
            }
            _ => None,
        };
        if let Some((message, help)) = trouble {
            self.cx.report(Diagnostic::error("A0408", span, message).help(help));
        }
    }

    fn is_object(&self, ty: &Type) -> bool {
        match self.base(ty) {
            Type::Map(_) | Type::Json => true,
            Type::Named(id) => match self.types.get(id.0) {
                Some(Some(def)) => match &def.kind {
                    TypeKind::Record(_) | TypeKind::Schema(_) => true,
                    TypeKind::Union(union) => union.by != crate::model::UnionBy::Kind,
                    _ => false,
                },
                _ => true,
            },
            _ => false,
        }
    }

    fn is_array(&self, ty: &Type) -> bool {
        match self.base(ty) {
            Type::List(_) => true,
            Type::Named(id) => match self.types.get(id.0) {
                Some(Some(def)) => matches!(def.kind, TypeKind::Tuple(_)),
                _ => true,
            },
            _ => false,
        }
    }

    fn reply(&mut self, def: &ReplyDef, each: &Pending<'_>, reply_to: Option<EventId>) -> Reply {
        if reply_to.is_some() {
            self.cx.report(
                Diagnostic::error("A0407", def.span, "a reply in place cannot be a request itself")
                    .help("declare it in `events` and name it here"),
            );
        }
        if def.ok.is_none() && def.error.is_none() && def.stream.is_none() && def.end.is_none() {
            self.cx.report(
                Diagnostic::error("A0407", def.span, "nothing answers this request")
                    .help("name at least one of `ok`, `error`, `stream` and `end`"),
            );
        }
        let outcome =
            |resolver: &mut Self, outcome: &str, targets: Option<&OneOrMany<ReplyTarget>>| {
                let mut ids = Vec::new();
                let mut count = 0;
                for target in targets.iter().flat_map(|many| &many.0) {
                    let id = match target {
                        ReplyTarget::Name(name) => resolver.event_named(name, each.channel),
                        ReplyTarget::InPlace(_) => {
                            count += 1;
                            let suffix = if count == 1 { String::new() } else { count.to_string() };
                            resolver.find_event(
                                &format!("{}.{outcome}{suffix}", each.name.value),
                                each.channel,
                            )
                        }
                    };
                    ids.extend(id);
                }
                ids
            };
        Reply {
            ok: outcome(self, "ok", def.ok.as_ref()),
            error: outcome(self, "error", def.error.as_ref()),
            stream: outcome(self, "stream", def.stream.as_ref()),
            end: outcome(self, "end", def.end.as_ref()),
            cancel: def.cancel.as_ref().and_then(|name| self.event_named(name, each.channel)),
            timeout: def.timeout.as_ref().map_or(Duration::from_secs(30), |time| time.value.0),
        }
    }

    pub(super) fn phase(&mut self, name: Option<&Name>) -> Option<usize> {
        let name = name?;
        let found = self.phases.iter().position(|phase| *phase == name.value);
        if found.is_none() {
            let phases = self.phases.clone();
            let known: Vec<&str> = phases.iter().map(String::as_str).collect();
            let diagnostic = Diagnostic::error(
                "A0409",
                name.span,
                format!("there is no phase `{}`", name.value),
            );
            let diagnostic = suggest(diagnostic, name.span, &name.value, &known);
            self.cx.report(if known.is_empty() {
                diagnostic.help("declare it in `connection.phases`")
            } else {
                diagnostic
            });
        }
        found
    }
}

/// How a frame takes a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    None,
    Value,
    Members,
    Items,
}

/// How a frame takes a payload.
pub(crate) fn room(shape: &Shape) -> Room {
    let of = |slot: &Slot, spread: Room, is_spread: bool| match slot {
        Slot::Payload if is_spread => spread,
        Slot::Payload => Room::Value,
        Slot::Nested(shape) => room(shape),
        _ => Room::None,
    };
    let rooms: Vec<Room> = match shape {
        Shape::Object(members) => members
            .iter()
            .map(|member| of(&member.slot, Room::Members, member.key == Key::Spread))
            .collect(),
        Shape::Array(items) => {
            items.iter().map(|item| of(&item.slot, Room::Items, item.spread)).collect()
        }
    };
    rooms.into_iter().find(|room| *room != Room::None).unwrap_or(Room::None)
}

/// `client-{name}` is a pattern; everything else a literal.
fn tag_part(constant: &Constant) -> TagPart {
    if let Constant::Text(text) = constant
        && let Some((prefix, rest)) = text.split_once('{')
        && let Some((param, suffix)) = rest.split_once('}')
        && crate::names::snake(param) != "empty"
        && !suffix.contains(['{', '}'])
        && !(prefix.is_empty() && suffix.is_empty())
    {
        return TagPart::Pattern {
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            param: param.to_owned(),
        };
    }
    TagPart::Literal(super::frames::literal(constant))
}

fn tag_span(def: &TagDef) -> Span {
    match def {
        TagDef::One(value) => value.span,
        TagDef::Parts(_, span) => *span,
    }
}

fn map_span(map: &FieldMap, otherwise: Span) -> Span {
    map.fields.first().map_or(otherwise, |field| field.name.span)
}

/// The rates and the size of an event.
pub(super) fn event_limits(def: Option<&EventLimits>) -> (Vec<Rate>, Option<u64>) {
    let Some(def) = def else { return (Vec::new(), None) };
    let rates = def.rate.iter().flat_map(|many| &many.0);
    let rates = rates.map(|rate| Rate { count: rate.value.count, per: rate.value.per }).collect();
    (rates, def.size.as_ref().map(|size| size.value.0))
}
