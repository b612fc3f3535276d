//! Which frame and which event: the rule of `docs/rust.md`, "Choosing a frame".

use super::{
    Code, Content, Context, Fault, Judged, Pending, Step,
    apart::place_of,
    fault::one_of,
    index::{Index, Row},
    shape::{Body, Parts, Walk},
    size,
    tag::is_pattern,
    value::{Base, DEPTH, Judge},
};
use crate::model::{
    Event, EventId, Frame, FrameId, FrameRole, Party, Payload, Presence, Protocol, Record, Role,
    Slot, Tuple, Type, TypeKind, UnknownEvent, UnknownFields,
};
use serde_json::{Map, Value};

/// Chooses among the frames of a sender.
#[derive(Clone, Copy)]
pub(super) struct Chooser<'i, 'p> {
    pub(super) judge: Judge<'p>,
    pub(super) index: &'i Index<'p>,
    pub(super) sender: Party,
    pub(super) context: &'i Context,
}

/// Whether the tag of a frame is known.
enum Known {
    /// These events, the first of which that can be read counts.
    Events(Vec<EventId>),
    /// An event that cannot come now.
    Refused(Fault),
    /// No event that the definition names.
    Unknown(Fault),
}

/// How much a reason tells. A frame is named by its tag where it is known; where it has none, by constants that
/// tell it from every other frame of the sender.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A constant says that it is another frame.
    #[default]
    Other,
    /// The frame does not fit, or its tag is unknown and its envelope wrong, and nothing names it.
    Shape,
    /// The frame fits and cannot be read, and nothing names it. A message whose tag is unknown is unknown where
    /// there is no better reason.
    Guess,
    /// The frame is named and does not fit.
    Known,
    /// The frame is named and fits, and cannot be read.
    Payload,
}

/// The best reason why a value is none of the frames.
#[derive(Default)]
struct Reason {
    rank: (Rank, usize),
    fault: Option<Fault>,
}

impl Reason {
    /// Takes a reason that is better than those before.
    fn offer(&mut self, rank: (Rank, usize), fault: Fault) {
        if self.fault.is_none() || rank > self.rank {
            *self = Self { rank, fault: Some(fault) };
        }
    }
}

impl<'i, 'p> Chooser<'i, 'p> {
    /// Judges one frame.
    pub(super) fn frame<'v>(self, value: &'v Value, depth: u32) -> Result<Judged<'v>, Fault> {
        if depth > DEPTH {
            return Err(Fault::new(Code::TooDeep, "batches that nest less deep"));
        }
        let mut unknown: Option<(FrameId, Parts<'v>, Fault)> = None;
        let mut reason = Reason::default();
        let mut names = Vec::new();
        for row in self.index.frames(self.sender) {
            let (id, frame) = (row.id, row.frame);
            names.push(frame.name.clone());
            let known_key = |part: usize, key: &str| self.index.is_known_key(row, part, key);
            let mut parts = Walk::of(frame, &known_key, value);
            let found = parts.found;
            if let Some(fault) = parts.fault.take() {
                reason.offer((self.rank(row, &parts), found), fault);
                continue;
            }
            let tagged = frame.role == FrameRole::Event && !frame.tag.is_empty();
            let wrong = if tagged || row.named { Rank::Payload } else { Rank::Guess };
            let verdict = match frame.role {
                FrameRole::Batch => match self.envelope(frame, &parts) {
                    Ok(()) => return self.batch(id, parts, depth),
                    Err(fault) => Err(fault),
                },
                FrameRole::Compressed => self.compressed(id, frame, parts),
                FrameRole::Event => match self.known(row, &parts) {
                    Known::Events(events) => self.event(value, id, frame, parts, &events),
                    Known::Refused(fault) => Err(fault),
                    Known::Unknown(fault) => {
                        if let Err(fault) = self.envelope(frame, &parts) {
                            reason.offer((Rank::Shape, found), fault);
                        } else {
                            unknown.get_or_insert((id, parts, fault));
                        }
                        continue;
                    }
                },
            };
            match verdict {
                Ok(judged) => return Ok(judged),
                Err(fault) => reason.offer((wrong, found), fault),
            }
        }
        match (unknown, reason.fault) {
            (_, Some(fault)) if reason.rank.0 >= Rank::Known => Err(fault),
            (Some((id, parts, fault)), _) => self.unknown(id, parts, fault),
            (None, Some(fault)) if names.len() == 1 || reason.rank > (Rank::Shape, 0) => Err(fault),
            // Naming one of several frames of which nothing is there would mislead.
            (None, _) => {
                Err(Fault::new(Code::UnknownFrame, format!("the shape of {}", one_of(names))))
            }
        }
    }

    /// How much it tells that a value does not have the skeleton of a frame.
    fn rank(self, row: &Row<'p>, parts: &Parts<'_>) -> Rank {
        let frame = row.frame;
        if parts.wrong_constant {
            return Rank::Other;
        }
        let tagged = frame.role == FrameRole::Event && !frame.tag.is_empty();
        let named = match tagged {
            true => matches!(self.known(row, parts), Known::Events(_)),
            false => row.named && !parts.lacks_constant,
        };
        if named { Rank::Known } else { Rank::Shape }
    }

    /// Which events a matching frame may carry.
    fn known(self, row: &Row<'p>, parts: &Parts<'_>) -> Known {
        let frame = row.frame;
        let unknown =
            || Fault::new(Code::UnknownEvent, "the tag of an event").below_path(&parts.tag_path);
        let topic = self.topic(frame, parts);
        let candidates = match frame.tag.is_empty() {
            true => row.all.iter().map(|id| (*id, self.judge.protocol.event(*id))).collect(),
            false => self.index.find(row, &parts.tag),
        };
        let on_topic: Vec<_> = candidates
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
        if frame.tag.is_empty() {
            return self.untagged(row, parts, on_topic);
        }
        if on_topic.is_empty() {
            return Known::Unknown(unknown());
        }
        let mut found: Vec<_> =
            on_topic.into_iter().filter(|(_, event)| self.in_phase(event)).collect();
        if found.is_empty() {
            let phase = Fault::new(Code::WrongPhase, "an event of this phase");
            return Known::Refused(phase.below_path(&parts.tag_path));
        }
        if has_topic(frame) && found.iter().any(|(_, event)| event.channel.is_some()) {
            found.retain(|(_, event)| event.channel.is_some());
        }
        if found.iter().any(|(_, event)| !is_pattern(&event.tag)) {
            found.retain(|(_, event)| !is_pattern(&event.tag));
        }
        Known::Events(found.into_iter().map(|(id, _)| id).collect())
    }

    /// Which events of this topic a frame without tag may carry: the only one that it has, else those of
    /// the topic's channel that may come, or else those outside channels.
    fn untagged(self, row: &Row<'p>, parts: &Parts<'_>, on_topic: Vec<(EventId, &Event)>) -> Known {
        let pending = Fault::new(Code::NoPendingRequest, "the reply to a pending request");
        // All of them are events of channels, and the topic is of none of these.
        if on_topic.is_empty() {
            return Known::Unknown(Fault::new(Code::UnknownEvent, "a topic of a channel"));
        }
        let (of_channel, others): (Vec<_>, Vec<_>) = on_topic
            .into_iter()
            .partition(|(_, event)| event.channel.is_some() && has_topic(row.frame));
        let mut refused = Fault::new(Code::WrongPhase, "an event of this phase");
        let mut found = Vec::new();
        let request = self.pending(row.frame, parts);
        for group in [of_channel, others] {
            let is_reply = |id: &EventId| !self.index.answers(*id).is_empty();
            let replies = row.all.len() > 1 && group.iter().any(|(id, _)| is_reply(id));
            let now = group.into_iter().filter(|(_, event)| self.in_phase(event));
            let mut now: Vec<EventId> = now.map(|(id, _)| id).collect();
            if !now.is_empty() {
                refused = pending.clone();
            }
            if replies {
                now.retain(|id| match request {
                    Pending::Any => true,
                    Pending::Nothing => false,
                    Pending::Request(request) => self.index.answers(*id).contains(&request),
                });
            }
            if found.is_empty() || request == Pending::Any {
                found.extend(now);
            }
        }
        if found.is_empty() { Known::Refused(refused) } else { Known::Events(found) }
    }

    /// The pending request to which a frame belongs: none where its correlation is not there.
    fn pending(self, frame: &Frame, parts: &Parts<'_>) -> Pending {
        let index = frame.head.iter().position(|head| head.role == Some(Role::Correlation));
        let correlation = index.and_then(|index| parts.heads.get(index)?.as_ref());
        match self.context.pending {
            Pending::Request(_) if correlation.is_none() => Pending::Nothing,
            pending => pending,
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

    /// The first of the events that can be read.
    fn event<'v>(
        self,
        value: &Value,
        id: FrameId,
        frame: &Frame,
        parts: Parts<'v>,
        events: &[EventId],
    ) -> Result<Judged<'v>, Fault> {
        self.envelope(frame, &parts)?;
        let mut first = None;
        for event in events.iter().copied() {
            let of = self.judge.protocol.event(event);
            let read = size::check(of, size::of_json(value))
                .and_then(|()| self.payload(frame, of, parts.payload.as_ref()));
            match read {
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
    fn payload(self, frame: &Frame, event: &Event, body: Option<&Body<'_>>) -> Result<(), Fault> {
        let Some(body) = body else {
            return match absent(self.judge.protocol, event) {
                Absent::Missing => Err(missing_payload(frame)),
                Absent::Nothing | Absent::Empty(_) => Ok(()),
            };
        };
        let value: &Value = &body.value;
        let result = match &event.payload {
            Payload::None => match body.spread {
                true if self.judge.protocol.wire.unknown_field == UnknownFields::Reject => {
                    self.judge.no_members(value)
                }
                _ => Ok(()),
            },
            Payload::Fields(ty) => {
                let ty = Type::Named(*ty);
                match (self.judge.base(&ty), value) {
                    (Base::Kind(TypeKind::Record(record)), Value::Array(items)) if body.spread => {
                        self.judge.tuple(&positions(record), items, 0)
                    }
                    _ => self.judge.value(&ty, value, 0),
                }
            }
            Payload::Value(ty) => self.judge.value(ty, value, 0),
            Payload::Binary => Ok(()),
        };
        result.map_err(|mut fault| {
            if let Some(Step::Index(index)) = fault.path.first_mut()
                && body.spread
            {
                *index += body.first;
            }
            fault.below_path(&body.path)
        })
    }

    fn batch<'v>(self, id: FrameId, parts: Parts<'v>, depth: u32) -> Result<Judged<'v>, Fault> {
        let (path, values) = parts.frames.unwrap_or_default();
        if let Some((path, count)) = &parts.count {
            self.judge
                .value(&Type::Int(crate::model::IntKind::U64), count, 0)
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
        let mut rows = self.index.frames(self.sender).iter();
        let known =
            parts.tag.is_empty() || rows.any(|row| !self.index.find(row, &parts.tag).is_empty());
        let data = parts.compressed.and_then(Value::as_str);
        let content = Content::Compressed { tag: parts.tag, known, data };
        Ok(Judged { frame: id, heads: heads_of(&parts.heads), content })
    }

    fn unknown<'v>(self, id: FrameId, parts: Parts<'v>, fault: Fault) -> Result<Judged<'v>, Fault> {
        if self.judge.protocol.wire.unknown_event == UnknownEvent::Reject {
            return Err(fault);
        }
        let heads = heads_of(&parts.heads);
        Ok(Judged { frame: id, heads, content: Content::Unknown { tag: parts.tag } })
    }
}

/// What an event is in a frame that lacks the payload.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Absent {
    /// Not valid.
    Missing,
    /// Without payload: it has none, or its absence is a thing of its own.
    Nothing,
    /// The same as with this payload, an empty object or array.
    Empty(Value),
}

/// What an event is in a frame that lacks the payload.
pub(crate) fn absent(protocol: &Protocol, event: &Event) -> Absent {
    let ty = match &event.payload {
        Payload::None | Payload::Binary => return Absent::Nothing,
        Payload::Fields(_) | Payload::Value(_) if event.optional_payload => return Absent::Nothing,
        Payload::Fields(id) => Type::Named(*id),
        Payload::Value(ty) => ty.clone(),
    };
    let judge = Judge { protocol };
    [Value::Object(Map::new()), Value::Array(Vec::new())]
        .into_iter()
        .find(|empty| judge.value(&ty, empty, 0).is_ok())
        .map_or(Absent::Missing, Absent::Empty)
}

/// The fault of a frame that lacks its payload.
fn missing_payload(frame: &Frame) -> Fault {
    let mut path =
        place_of(&frame.shape, &|slot| matches!(slot, Slot::Payload)).unwrap_or_default();
    let fault = match path.pop() {
        Some(Step::Index(index)) => Fault::new(Code::MissingItem, "a value").below_index(index),
        Some(Step::Key(key)) => Fault::missing(&key),
        None => Fault::missing("payload"),
    };
    fault.below_path(&path)
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

fn heads_of<'v>(heads: &[Option<(Vec<Step>, &'v Value)>]) -> Vec<Option<&'v Value>> {
    heads.iter().map(|head| head.as_ref().map(|(_, value)| *value)).collect()
}
