//! Can a reader tell the frames of a sender apart?

use super::{
    Step,
    index::all_answers,
    tag::{events_in, frames_of, is_pattern, part_matches},
    value::Judge,
};
use crate::model::{
    Event, EventId, Frame, FrameId, FrameRole, Key, Literal, Party, Protocol, Role, Shape, Slot,
    TagPart,
};
use overlap::{Message, Overlap, Source};
use serde_json::Value;
use std::collections::BTreeMap;

mod overlap;

pub(crate) use overlap::parts as parts_overlap;

/// Two events, or frames, of one sender that a reader cannot tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The frame that is tried first.
    pub first: FrameId,
    /// The event that a message is taken for; `None` for a batch or a compressed frame.
    pub taken_for: Option<EventId>,
    /// The frame that is tried later, or the same.
    pub second: FrameId,
    /// The event that the message is; `None` for a batch or a compressed frame.
    pub event: Option<EventId>,
    /// Why, a sentence for people.
    pub reason: String,
    /// Whether the two would be told apart if the later frame were tried first.
    pub swap: bool,
}

/// Everything that a reader of this sender's messages cannot tell apart. At most one row for each
/// event and earlier frame.
pub fn clashes(protocol: &Protocol, sender: Party) -> Vec<Clash> {
    let judge = Judge { protocol };
    let answers = all_answers(protocol);
    let frames: Vec<(FrameId, &Frame)> = frames_of(protocol, sender).collect();
    let mut found = Vec::new();
    for (place, (second, frame)) in frames.iter().enumerate() {
        within(protocol, &answers, sender, (*second, frame), &mut found);
        for (first, earlier) in frames.iter().take(place) {
            let known = Known::of(protocol, sender, *first, earlier);
            for message in messages(protocol, sender, *second, frame) {
                let overlap = Overlap { judge, sender, frame: earlier, event: None };
                if let Some(taken_for) = known.taken_for(overlap, &message) {
                    found.push(Clash {
                        swap: is_free(judge, sender, (*second, frame), (*first, earlier)),
                        first: *first,
                        taken_for,
                        second: *second,
                        event: message.event.map(|(id, _)| id),
                        reason: reason(protocol, earlier, taken_for, frame, &message),
                    });
                }
            }
        }
    }
    found
}

/// Whether no message of the second frame is taken for one of the first.
fn is_free(
    judge: Judge<'_>,
    sender: Party,
    (first, earlier): (FrameId, &Frame),
    (second, frame): (FrameId, &Frame),
) -> bool {
    let known = Known::of(judge.protocol, sender, first, earlier);
    let overlap = Overlap { judge, sender, frame: earlier, event: None };
    let messages = messages(judge.protocol, sender, second, frame);
    messages.iter().all(|message| known.taken_for(overlap, message).is_none())
}

/// The messages of a frame: one for each event, or one for a frame without events.
fn messages<'p>(
    protocol: &'p Protocol,
    sender: Party,
    id: FrameId,
    frame: &'p Frame,
) -> Vec<Message<'p>> {
    match frame.role {
        FrameRole::Event => events_in(protocol, sender, id)
            .map(|event| Message { frame, event: Some(event) })
            .collect(),
        FrameRole::Batch | FrameRole::Compressed => vec![Message { frame, event: None }],
    }
}

/// The tags of a frame, so that a tag is found without looking at each.
struct Known<'p> {
    /// `None` for a frame that is taken whatever its tag.
    tags: Option<Tags<'p>>,
}

struct Tags<'p> {
    all: Vec<(EventId, &'p Event)>,
    literal: BTreeMap<Vec<&'p Literal>, Vec<(EventId, &'p Event)>>,
}

impl<'p> Known<'p> {
    fn of(protocol: &'p Protocol, sender: Party, id: FrameId, frame: &Frame) -> Self {
        if frame.role != FrameRole::Event {
            return Self { tags: None };
        }
        let all: Vec<_> = events_in(protocol, sender, id).collect();
        let mut literal: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (id, event) in &all {
            if let Some(tag) = literal_tag(event) {
                literal.entry(tag).or_default().push((*id, *event));
            }
        }
        Self { tags: Some(Tags { all, literal }) }
    }

    /// The event for which a message is taken, as [`Known::first`] says it.
    fn taken_for(&self, overlap: Overlap<'p>, message: &Message<'p>) -> Option<Option<EventId>> {
        let sources = overlap.find(message)?;
        let same_topic = same_topic(overlap.frame, message.frame);
        let can_be_read =
            |event: &'p Event| Overlap { event: Some(event), ..overlap }.find(message).is_some();
        self.first(&sources, message.event.map(|(_, event)| event), same_topic, &can_be_read)
    }

    /// The first event for which a message with these tag parts is taken. `Some(None)` when the
    /// frame is taken without an event. `same_topic`: the message's topic stands where this frame
    /// has its own.
    fn first(
        &self,
        sources: &[Source<'_>],
        message: Option<&Event>,
        same_topic: bool,
        can_be_read: &dyn Fn(&'p Event) -> bool,
    ) -> Option<Option<EventId>> {
        let Some(tags) = &self.tags else { return Some(None) };
        let together = |event: &Event| {
            let one_phase = match (event.phase, message.and_then(|event| event.phase)) {
                (Some(one), Some(other)) => one == other,
                _ => true,
            };
            // No topic is of two channels.
            let one_channel = match (event.channel, message.and_then(|event| event.channel)) {
                (Some(one), Some(other)) => !same_topic || one == other,
                _ => true,
            };
            one_phase && one_channel
        };
        let exact: Option<Vec<&Literal>> = sources.iter().map(|source| source.literal()).collect();
        let possible = |event: &'p Event| {
            together(event)
                && event.tag.len() == sources.len()
                && event.tag.iter().zip(sources).all(|(part, source)| source.allows(part))
                && can_be_read(event)
        };
        let of_literal = exact.map(|exact| {
            // Of a tag that is known to the letter, only patterns are left to look at.
            let found = tags.literal.get(&exact).into_iter().flatten();
            let patterns = tags.all.iter().filter(|(_, event)| is_pattern(&event.tag));
            found.chain(patterns).find(|(_, event)| possible(event)).map(|(id, _)| *id)
        });
        match of_literal {
            Some(found) => found.map(Some),
            None => tags.all.iter().find(|(_, event)| possible(event)).map(|(id, _)| Some(*id)),
        }
    }
}

fn literal_tag(event: &Event) -> Option<Vec<&Literal>> {
    event
        .tag
        .iter()
        .map(|part| match part {
            TagPart::Literal(literal) => Some(literal),
            TagPart::Pattern { .. } => None,
        })
        .collect()
}

/// Events of one frame that have the same tag.
fn within(
    protocol: &Protocol,
    answers: &[Vec<EventId>],
    sender: Party,
    (id, frame): (FrameId, &Frame),
    found: &mut Vec<Clash>,
) {
    if frame.role != FrameRole::Event {
        return;
    }
    let mut push = |one: EventId, other: EventId, reason: String| {
        found.push(Clash {
            first: id,
            taken_for: Some(one),
            second: id,
            event: Some(other),
            reason,
            swap: false,
        });
    };
    let events: Vec<(EventId, &Event)> = events_in(protocol, sender, id).collect();
    if frame.tag.is_empty() {
        let answered: Vec<&[EventId]> = events
            .iter()
            .map(|(id, _)| answers.get(id.0).map(Vec::as_slice).unwrap_or_default())
            .collect();
        for (place, (other, event)) in events.iter().enumerate() {
            let clash = events.iter().enumerate().take(place).find(|(earlier, (_, one))| {
                let common = |one: &[EventId], other: &[EventId]| {
                    (one.is_empty() && other.is_empty()) || one.iter().any(|id| other.contains(id))
                };
                let same = match (answered.get(*earlier), answered.get(place)) {
                    (Some(one), Some(other)) => {
                        // In a frame with replies, what is no reply would never be chosen.
                        common(one, other) || one.is_empty() != other.is_empty()
                    }
                    _ => false,
                };
                same && !separate(frame, one, event)
                    && Overlap { judge: Judge { protocol }, sender, frame, event: None }
                        .payloads(one, event)
            });
            if let Some((_, (one, earlier))) = clash {
                push(
                    *one,
                    *other,
                    format!(
                        "frame `{}` has no tag, and nothing else tells `{}` from `{}`",
                        frame.name, event.name, earlier.name
                    ),
                );
            }
        }
        return;
    }
    let mut seen: BTreeMap<Vec<&Literal>, Vec<(EventId, &Event)>> = BTreeMap::new();
    let mut patterns: Vec<(EventId, &Event)> = Vec::new();
    for (other, event) in events {
        let same = "in frame";
        match literal_tag(event) {
            Some(tag) => {
                let earlier = seen.entry(tag).or_default();
                if let Some((one, _)) = earlier.iter().find(|(_, one)| !separate(frame, one, event))
                {
                    push(*one, other, format!("both have the same tag {same} `{}`", frame.name));
                }
                earlier.push((other, event));
            }
            None => {
                let overlap = |one: &Event| {
                    one.tag.len() == event.tag.len()
                        && one
                            .tag
                            .iter()
                            .zip(&event.tag)
                            .all(|(one, other)| overlap::parts(one, other))
                };
                let clash =
                    patterns.iter().find(|(_, one)| overlap(one) && !separate(frame, one, event));
                if let Some((one, _)) = clash {
                    push(
                        *one,
                        other,
                        format!("the same tag can be of both {same} `{}`", frame.name),
                    );
                }
                patterns.push((other, event));
            }
        }
    }
}

/// Whether phase or channel keep two events of one frame apart.
fn separate(frame: &Frame, one: &Event, other: &Event) -> bool {
    let phases = matches!((one.phase, other.phase), (Some(one), Some(other)) if one != other);
    phases || (one.channel != other.channel && has_role(frame, Role::Channel))
}

/// Whether both frames have their topic in the same place.
fn same_topic(one: &Frame, other: &Frame) -> bool {
    let one = place_of(&one.shape, &topic_of(one));
    one.is_some() && one == place_of(&other.shape, &topic_of(other))
}

fn topic_of(frame: &Frame) -> impl Fn(&Slot) -> bool {
    let index = frame.head.iter().position(|head| head.role == Some(Role::Channel));
    move |slot| matches!(slot, Slot::Head(own) if Some(*own) == index)
}

/// The keys and positions that lead to a slot.
pub(super) fn place_of(shape: &Shape, wanted: &impl Fn(&Slot) -> bool) -> Option<Vec<Step>> {
    let slots: Vec<(Step, &Slot)> = match shape {
        Shape::Object(members) => members
            .iter()
            .filter_map(|member| match &member.key {
                Key::Text(key) => Some((Step::Key(key.clone()), &member.slot)),
                Key::Tag(_) | Key::Spread => None,
            })
            .collect(),
        Shape::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered.map(|(index, item)| (Step::Index(index), &item.slot)).collect()
        }
    };
    slots.into_iter().find_map(|(step, slot)| match slot {
        slot if wanted(slot) => Some(vec![step]),
        Slot::Nested(shape) => {
            let mut steps = place_of(shape, wanted)?;
            steps.insert(0, step);
            Some(steps)
        }
        _ => None,
    })
}

fn has_role(frame: &Frame, role: Role) -> bool {
    frame.head.iter().any(|head| head.role == Some(role))
}

fn reason(
    protocol: &Protocol,
    earlier: &Frame,
    taken_for: Option<EventId>,
    frame: &Frame,
    message: &Message<'_>,
) -> String {
    let what = match message.event {
        Some((_, event)) => format!("a message of `{}`", event.name),
        None => format!("a message of frame `{}`", frame.name),
    };
    let taken = match taken_for.and_then(|event| protocol.events.get(event.0)) {
        Some(event) if !earlier.tag.is_empty() => {
            format!("frame `{}` with the tag of `{}`", earlier.name, event.name)
        }
        Some(event) => format!("frame `{}`, which carries `{}`", earlier.name, event.name),
        None => format!("frame `{}`", earlier.name),
    };
    format!("{what} in frame `{}` can be read as {taken}, which is tried first", frame.name)
}

impl Source<'_> {
    /// The constant, when the part is known to the letter.
    fn literal(&self) -> Option<&Literal> {
        match self {
            Self::Literal(literal) => Some(literal),
            Self::Absent => Some(&Literal::Null),
            Self::Pattern(_) | Self::Kinds(_) | Self::OneOf(_) => None,
        }
    }

    /// Whether a value from here can be this part of a tag.
    fn allows(&self, part: &TagPart) -> bool {
        match (self, part) {
            (Self::Literal(literal), part) => part_matches(part, Some(&literal.to_json())),
            (Self::Absent, part) => part_matches(part, None),
            (Self::Pattern(own), part) => overlap::parts(own, part),
            (Self::OneOf(sources), part) => sources.iter().any(|source| source.allows(part)),
            (Self::Kinds(kinds), TagPart::Literal(literal)) => {
                let value: Value = literal.to_json();
                let kind = match value {
                    Value::Number(_) => "integer",
                    _ => super::value::kind(&value),
                };
                kinds.contains(&kind)
            }
            (Self::Kinds(kinds), TagPart::Pattern { .. }) => kinds.contains(&"string"),
        }
    }
}
