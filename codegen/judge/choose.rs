//! Which frame and which event: the rule of `docs/rust.md`, "Choosing a frame".

use super::{
    Code, Content, Context, Fault, Judged, Pending,
    fault::one_of,
    shape::{Body, Parts, Walk},
    tag::{answers, events_in, frames_of, is_pattern, part_matches, tag_matches},
    value::{Base, DEPTH, Judge},
};
use crate::model::{
    Carrier, Event, EventId, Frame, FrameId, FrameRole, Party, Payload, Presence, Record, Role,
    Tuple, Type, TypeKind, UnknownEvent, UnknownFields,
};
use serde_json::Value;

/// Chooses among the frames of a sender.
#[derive(Clone, Copy)]
pub(super) struct Chooser<'p> {
    pub(super) judge: Judge<'p>,
    pub(super) sender: Party,
    pub(super) context: &'p Context,
}

/// Whether the tag of a frame is known.
enum Known {
    /// These events, the first of which that can be read counts.
    Events(Vec<EventId>),
    /// No event, and this is what to say about it.
    No(Fault),
}

impl<'p> Chooser<'p> {
    /// Judges one frame.
    pub(super) fn frame<'v>(self, value: &'v Value, depth: u32) -> Result<Judged<'v>, Fault> {
        if depth > DEPTH {
            return Err(Fault::new(Code::TooDeep, "batches that nest less deep"));
        }
        let mut unknown: Option<(FrameId, Parts<'v>, Fault)> = None;
        let mut no_request = None;
        let mut misfits = Vec::new();
        for (id, frame) in frames_of(self.judge.protocol, self.sender) {
            let known_key = |part: usize, key: &str| self.is_known_key(id, part, key);
            let parts = match Walk::of(frame, &known_key, value) {
                Ok(parts) => parts,
                Err(fault) => {
                    misfits.push((frame, fault));
                    continue;
                }
            };
            match frame.role {
                FrameRole::Batch => return self.batch(id, frame, parts, depth),
                FrameRole::Compressed => return self.compressed(id, frame, parts),
                FrameRole::Event => match self.known(id, frame, &parts) {
                    Known::Events(events) => return self.event(id, frame, parts, &events),
                    Known::No(fault) if frame.tag.is_empty() => {
                        no_request.get_or_insert(fault);
                    }
                    Known::No(fault) => {
                        unknown.get_or_insert((id, parts, fault));
                    }
                },
            }
        }
        match (unknown, no_request) {
            (Some((id, parts, fault)), _) => self.unknown(id, parts, fault),
            (None, Some(fault)) => Err(fault),
            (None, None) => Err(self.misfit(misfits)),
        }
    }

    /// Which events a matching frame may carry.
    fn known(self, id: FrameId, frame: &Frame, parts: &Parts<'_>) -> Known {
        let events = || events_in(self.judge.protocol, self.sender, id);
        if frame.tag.is_empty() {
            let found: Vec<EventId> = events()
                .filter(|(id, event)| self.may_come_untagged(*id) && self.in_phase(event))
                .map(|(id, _)| id)
                .collect();
            return if found.is_empty() {
                Known::No(Fault::new(Code::NoPendingRequest, "the reply to a pending request"))
            } else {
                Known::Events(found)
            };
        }
        let tagged: Vec<(EventId, &Event)> =
            events().filter(|(_, event)| tag_matches(&event.tag, &parts.tag)).collect();
        if tagged.is_empty() {
            let fault = Fault::new(Code::UnknownEvent, "the tag of an event");
            return Known::No(fault.below_path(&parts.tag_path));
        }
        let topic = self.topic(frame, parts);
        let on_topic: Vec<_> = tagged
            .into_iter()
            .filter(|(_, event)| match (event.channel, topic) {
                (Some(channel), Some(topic)) => topic.as_str().is_some_and(|topic| {
                    let channel = self.judge.protocol.channels.get(channel.0);
                    channel.is_some_and(|channel| self.judge.topic_matches(channel, topic))
                }),
                (Some(_), None) => !has_topic(frame),
                (None, _) => true,
            })
            .collect();
        if on_topic.is_empty() {
            let channel = Fault::new(Code::UnknownChannel, "a topic of the event's channel");
            let head = parts.heads.get(topic_index(frame).unwrap_or_default());
            let path = head.and_then(|head| head.as_ref()).map(|(path, _)| path.as_slice());
            return Known::No(channel.below_path(path.unwrap_or_default()));
        }
        let mut found: Vec<_> =
            on_topic.into_iter().filter(|(_, event)| self.in_phase(event)).collect();
        if found.is_empty() {
            let phase = Fault::new(Code::WrongPhase, "an event of this phase");
            return Known::No(phase.below_path(&parts.tag_path));
        }
        if has_topic(frame) && found.iter().any(|(_, event)| event.channel.is_some()) {
            found.retain(|(_, event)| event.channel.is_some());
        }
        if found.iter().any(|(_, event)| !is_pattern(&event.tag)) {
            found.retain(|(_, event)| !is_pattern(&event.tag));
        }
        Known::Events(found.into_iter().map(|(id, _)| id).collect())
    }

    /// Whether an event may come in a frame without tag.
    fn may_come_untagged(self, event: EventId) -> bool {
        let answers = answers(self.judge.protocol, event);
        match self.context.pending {
            Pending::Any => true,
            Pending::Nothing => answers.is_empty(),
            Pending::Request(request) => answers.is_empty() || answers.contains(&request),
        }
    }

    fn in_phase(self, event: &Event) -> bool {
        match (event.phase, self.context.phase) {
            (Some(of), Some(now)) => of == now,
            _ => true,
        }
    }

    fn topic<'v>(self, frame: &Frame, parts: &Parts<'v>) -> Option<&'v Value> {
        let head = parts.heads.get(topic_index(frame)?)?;
        head.as_ref().map(|(_, value)| *value)
    }

    fn is_known_key(self, frame: FrameId, part: usize, key: &str) -> bool {
        let key = Value::from(key);
        events_in(self.judge.protocol, self.sender, frame).any(|(_, event)| {
            event.tag.get(part).is_some_and(|part| part_matches(part, Some(&key)))
        })
    }

    /// The first of the events that can be read.
    fn event<'v>(
        self,
        id: FrameId,
        frame: &Frame,
        parts: Parts<'v>,
        events: &[EventId],
    ) -> Result<Judged<'v>, Fault> {
        self.envelope(frame, &parts)?;
        let mut first = None;
        // With a pending request its replies come before events that are no reply.
        let mut ordered = events.to_vec();
        if let Pending::Request(_) = self.context.pending {
            ordered.sort_by_key(|event| answers(self.judge.protocol, *event).is_empty());
        }
        for event in ordered {
            match self.payload(self.judge.protocol.event(event), parts.payload.as_ref()) {
                Ok(()) => {
                    let (payload, place) = match parts.payload {
                        Some(body) => (Some(body.value), body.path),
                        None => (None, Vec::new()),
                    };
                    let heads = heads_of(&parts.heads);
                    let content = Content::Event { event, tag: parts.tag, payload, place };
                    return Ok(Judged { frame: id, heads, content });
                }
                Err(fault) => {
                    first.get_or_insert(fault);
                }
            }
        }
        Err(first.unwrap_or_else(|| Fault::new(Code::UnknownEvent, "the tag of an event")))
    }

    /// Envelope values, and keys that nobody names.
    fn envelope(self, frame: &Frame, parts: &Parts<'_>) -> Result<(), Fault> {
        for (head, value) in frame.head.iter().zip(&parts.heads) {
            if let Some((path, value)) = value {
                self.judge.value(&head.ty, value, 0).map_err(|fault| fault.below_path(path))?;
            }
        }
        match parts.unknown.first() {
            Some(path) if self.judge.protocol.wire.unknown_field == UnknownFields::Reject => {
                Err(Fault::new(Code::UnknownField, "no such key").below_path(path))
            }
            _ => Ok(()),
        }
    }

    /// The payload of an event.
    pub(super) fn payload(self, event: &Event, body: Option<&Body<'_>>) -> Result<(), Fault> {
        let empty = Value::Object(serde_json::Map::new());
        let value: &Value = body.map_or(&empty, |body| &body.value);
        let result = match &event.payload {
            Payload::None => match body {
                Some(body)
                    if body.spread
                        && self.judge.protocol.wire.unknown_field == UnknownFields::Reject =>
                {
                    self.judge.no_members(&body.value)
                }
                _ => Ok(()),
            },
            Payload::Fields(ty) => {
                let ty = Type::Named(*ty);
                match (self.judge.base(&ty), value) {
                    (Base::Kind(TypeKind::Record(record)), Value::Array(items))
                        if body.is_some_and(|body| body.spread) =>
                    {
                        self.judge.tuple(&positions(record), items, 0)
                    }
                    _ => self.judge.value(&ty, value, 0),
                }
            }
            Payload::Value(ty) => self.judge.value(ty, value, 0),
            Payload::Binary => Ok(()),
        };
        result.map_err(|mut fault| {
            let Some(body) = body else { return fault };
            if let Some(super::Step::Index(index)) = fault.path.first_mut()
                && body.spread
            {
                *index += body.first;
            }
            fault.below_path(&body.path)
        })
    }

    fn batch<'v>(
        self,
        id: FrameId,
        frame: &Frame,
        parts: Parts<'v>,
        depth: u32,
    ) -> Result<Judged<'v>, Fault> {
        self.envelope(frame, &parts)?;
        let (path, values) = parts.frames.unwrap_or_default();
        if let Some((path, count)) = &parts.count {
            self.judge
                .value(&Type::Int(crate::model::IntKind::U32), count, 0)
                .map_err(|fault| fault.below_path(path))?;
            if !super::number::equal(count, &Value::from(values.len())) {
                let fault = Fault::new(Code::WrongCount, "the number of frames");
                return Err(fault.below_path(path));
            }
        }
        let mut frames = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            frames.push(
                self.frame(value, depth + 1)
                    .map_err(|fault| fault.below_index(index).below_path(&path))?,
            );
        }
        Ok(Judged { frame: id, heads: heads_of(&parts.heads), content: Content::Batch(frames) })
    }

    fn compressed<'v>(
        self,
        id: FrameId,
        frame: &Frame,
        parts: Parts<'v>,
    ) -> Result<Judged<'v>, Fault> {
        self.envelope(frame, &parts)?;
        for (path, size) in &parts.sizes {
            self.judge
                .value(&Type::Int(crate::model::IntKind::U64), size, 0)
                .map_err(|fault| fault.below_path(path))?;
        }
        let tags = || {
            self.judge.protocol.sent_by(self.sender).filter(|(_, event)| {
                matches!(event.carrier, Carrier::Frame(_)) && event.tag.len() == parts.tag.len()
            })
        };
        let known =
            parts.tag.is_empty() || tags().any(|(_, event)| tag_matches(&event.tag, &parts.tag));
        let data = parts.compressed.and_then(Value::as_str);
        let content = Content::Compressed { tag: parts.tag, known, data };
        Ok(Judged { frame: id, heads: heads_of(&parts.heads), content })
    }

    fn unknown<'v>(self, id: FrameId, parts: Parts<'v>, fault: Fault) -> Result<Judged<'v>, Fault> {
        // An event that belongs to another phase is known, and no unknown one.
        let refused = self.judge.protocol.wire.unknown_event == UnknownEvent::Reject
            || fault.code == Code::WrongPhase;
        if refused {
            return Err(fault);
        }
        let heads = heads_of(&parts.heads);
        Ok(Judged { frame: id, heads, content: Content::Unknown { tag: parts.tag } })
    }

    /// What to say when no frame matches.
    fn misfit(self, mut misfits: Vec<(&Frame, Fault)>) -> Fault {
        match misfits.len() {
            1 => misfits.remove(0).1,
            _ => {
                let names = one_of(misfits.iter().map(|(frame, _)| frame.name.clone()));
                Fault::new(Code::UnknownFrame, format!("the shape of {names}"))
            }
        }
    }
}

/// A record whose fields stand at positions.
pub(crate) fn positions(record: &Record) -> Tuple {
    let items = record.fields.iter().cloned().map(|mut field| {
        if field.presence != Presence::Required {
            field.presence = Presence::Optional;
        }
        field
    });
    Tuple { items: items.collect(), rest: None }
}

fn topic_index(frame: &Frame) -> Option<usize> {
    frame.head.iter().position(|head| head.role == Some(Role::Channel))
}

/// Whether a frame carries `$channel`.
pub(crate) fn has_topic(frame: &Frame) -> bool {
    topic_index(frame).is_some()
}

fn heads_of<'v>(heads: &[Option<(Vec<super::Step>, &'v Value)>]) -> Vec<Option<&'v Value>> {
    heads.iter().map(|head| head.as_ref().map(|(_, value)| *value)).collect()
}
