//! Can a reader tell the frames of a sender apart?

use super::{
    Step,
    index::all_answers,
    tag::{frames_of, part_matches},
    value::Judge,
};
use crate::model::{
    Carrier, Event, EventId, Frame, FrameId, FrameRole, Key, Literal, Party, Protocol, Role, Shape,
    Slot, TagPart,
};
use overlap::{Message, Overlap, Source};
use serde_json::Value;
use std::collections::BTreeMap;

mod overlap;
mod within;

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
    let rows = rows(protocol, sender);
    let mut found = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let own = Overlap { judge, sender, frame: row.frame, event: None };
        within::clashes(own, &answers, row, &mut found);
        for earlier in rows.iter().take(place) {
            let overlap = Overlap { frame: earlier.frame, ..own };
            let same_topic = same_topic(earlier.frame, row.frame);
            let mut swap = None;
            for message in row.messages() {
                let Some(taken_for) = earlier.known.taken_for(overlap, &message, same_topic) else {
                    continue;
                };
                let is_free = || {
                    let mut all = earlier.messages();
                    all.all(|other| row.known.taken_for(own, &other, same_topic).is_none())
                };
                found.push(Clash {
                    first: earlier.id,
                    taken_for,
                    second: row.id,
                    event: message.event.map(|(id, _)| id),
                    reason: reason(protocol, earlier.frame, taken_for, row.frame, &message),
                    swap: *swap.get_or_insert_with(is_free),
                });
            }
        }
    }
    found
}

/// A frame of a sender, with what stands in it.
struct Row<'p> {
    id: FrameId,
    frame: &'p Frame,
    events: Vec<(EventId, &'p Event)>,
    known: Known<'p>,
}

impl<'p> Row<'p> {
    /// The messages of the frame: one for each event, or one for a frame without events.
    fn messages(&self) -> impl Iterator<Item = Message<'p>> {
        let frame = self.frame;
        let events = self.events.iter().map(move |event| Message { frame, event: Some(*event) });
        let alone = match frame.role {
            FrameRole::Event => None,
            FrameRole::Batch | FrameRole::Compressed => Some(Message { frame, event: None }),
        };
        events.chain(alone)
    }
}

fn rows(protocol: &Protocol, sender: Party) -> Vec<Row<'_>> {
    let mut events: BTreeMap<FrameId, Vec<(EventId, &Event)>> = BTreeMap::new();
    for (id, event) in protocol.sent_by(sender) {
        if let Carrier::Frame(frame) = event.carrier {
            events.entry(frame).or_default().push((id, event));
        }
    }
    frames_of(protocol, sender)
        .map(|(id, frame)| {
            let events = events.remove(&id).unwrap_or_default();
            Row { id, frame, known: Known::of(frame, &events), events }
        })
        .collect()
}

/// The tags of a frame, so that a tag is found without looking at each.
struct Known<'p> {
    /// `None` for a frame that is taken whatever its tag.
    tags: Option<Tags<'p>>,
}

struct Tags<'p> {
    all: Vec<(EventId, &'p Event)>,
    literal: BTreeMap<Vec<&'p Literal>, Vec<(EventId, &'p Event)>>,
    patterns: Vec<(EventId, &'p Event)>,
}

impl<'p> Known<'p> {
    fn of(frame: &Frame, events: &[(EventId, &'p Event)]) -> Self {
        if frame.role != FrameRole::Event {
            return Self { tags: None };
        }
        let mut tags =
            Tags { all: events.to_vec(), literal: BTreeMap::new(), patterns: Vec::new() };
        for (id, event) in events {
            match literal_tag(event) {
                Some(tag) => tags.literal.entry(tag).or_default().push((*id, *event)),
                None => tags.patterns.push((*id, *event)),
            }
        }
        Self { tags: Some(tags) }
    }

    /// The event for which a message is taken, as [`Known::first`] says it.
    fn taken_for(
        &self,
        overlap: Overlap<'p>,
        message: &Message<'p>,
        same_topic: bool,
    ) -> Option<Option<EventId>> {
        let sources = overlap.find(message)?;
        let can_be_read =
            |event: &'p Event| Overlap { event: Some(event), ..overlap }.find(message).is_some();
        let event = message.event.map(|(_, event)| event);
        self.first(&sources, event, same_topic, &can_be_read)
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
        let possible = |event: &'p Event| {
            together(event)
                && event.tag.len() == sources.len()
                && event.tag.iter().zip(sources).all(|(part, source)| source.allows(part))
                && can_be_read(event)
        };
        let first = match exact(sources) {
            Some(exact) => {
                // Of tags that are known to the letter, only patterns are left to look at.
                let literal = exact.iter().filter_map(|tag| tags.literal.get(tag)).flatten();
                let literal =
                    literal.filter(|(_, event)| possible(event)).min_by_key(|(id, _)| *id);
                literal.or_else(|| tags.patterns.iter().find(|(_, event)| possible(event)))
            }
            None => tags.all.iter().find(|(_, event)| possible(event)),
        };
        first.map(|(id, _)| Some(*id))
    }
}

/// The tags that these parts can be, where they are known to the letter and few.
fn exact<'s>(sources: &'s [Source<'_>]) -> Option<Vec<Vec<&'s Literal>>> {
    const FEW: usize = 64;
    let mut tags = vec![Vec::new()];
    for source in sources {
        let mut literals = source.literals()?;
        literals.sort_unstable();
        literals.dedup();
        let longer = tags.iter().flat_map(|tag| {
            literals.iter().map(move |literal| [tag.as_slice(), &[*literal]].concat())
        });
        tags = longer.take(FEW + 1).collect();
        if tags.len() > FEW {
            return None;
        }
    }
    Some(tags)
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
    /// The constants that the part can be, when they are known to the letter.
    fn literals(&self) -> Option<Vec<&Literal>> {
        match self {
            Self::Literal(literal) => Some(vec![literal]),
            Self::Absent => Some(vec![&Literal::Null]),
            Self::OneOf(sources) => {
                let each: Option<Vec<_>> = sources.iter().map(Self::literals).collect();
                each.map(|each| each.concat())
            }
            Self::Pattern(_) | Self::Kinds(_) => None,
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
