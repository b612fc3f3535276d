//! Tables that are made once for a protocol, so that judging a frame does not look at every event.

use super::{
    named::is_named,
    number::Num,
    tag::{events_in, frames_of, is_pattern, part_matches, tag_matches},
};
use crate::model::{Event, EventId, Frame, FrameId, Literal, Party, Protocol, TagPart};
use serde_json::Value;
use std::collections::BTreeMap;

/// Who sends what in which frame, and what answers what.
pub(super) struct Index<'p> {
    protocol: &'p Protocol,
    senders: BTreeMap<Party, Vec<Row<'p>>>,
    answers: Vec<Vec<EventId>>,
}

/// A frame of a sender.
pub(super) struct Row<'p> {
    pub(super) id: FrameId,
    pub(super) frame: &'p Frame,
    /// Whether its constants alone say that it is meant.
    pub(super) named: bool,
    /// Its events, in order.
    pub(super) all: Vec<EventId>,
    /// Those without a free part, by tag.
    literal: BTreeMap<Vec<String>, Vec<EventId>>,
    /// Those with one.
    patterns: Vec<EventId>,
}

impl<'p> Index<'p> {
    pub(super) fn of(protocol: &'p Protocol) -> Self {
        let row = |sender: Party, id: FrameId, frame: &'p Frame| {
            let mut literal: BTreeMap<_, Vec<_>> = BTreeMap::new();
            let mut patterns = Vec::new();
            let mut all = Vec::new();
            for (event_id, event) in events_in(protocol, sender, id) {
                all.push(event_id);
                if is_pattern(&event.tag) {
                    patterns.push(event_id);
                } else {
                    literal.entry(key_of_tag(event)).or_default().push(event_id);
                }
            }
            let named = is_named(protocol, sender, id, frame);
            Row { id, frame, named, all, literal, patterns }
        };
        let senders = protocol.parties().map(|sender| {
            let frames = frames_of(protocol, sender);
            (sender, frames.map(|(id, frame)| row(sender, id, frame)).collect())
        });
        Self { protocol, senders: senders.collect(), answers: all_answers(protocol) }
    }

    /// The frames of a sender, in order.
    pub(super) fn frames(&self, sender: Party) -> &[Row<'p>] {
        self.senders.get(&sender).map(Vec::as_slice).unwrap_or_default()
    }

    /// The requests that an event answers.
    pub(super) fn answers(&self, event: EventId) -> &[EventId] {
        self.answers.get(event.0).map(Vec::as_slice).unwrap_or_default()
    }

    /// The events of a frame that have this tag, in order.
    pub(super) fn find(&self, row: &Row<'p>, tag: &[Option<Value>]) -> Vec<(EventId, &'p Event)> {
        let key: Vec<String> = tag.iter().map(|value| key_of_value(value.as_ref())).collect();
        let mut found = row.literal.get(&key).cloned().unwrap_or_default();
        let matching = row.patterns.iter().copied();
        found.extend(matching.filter(|id| tag_matches(&self.protocol.event(*id).tag, tag)));
        found.sort_unstable();
        found.into_iter().map(|id| (id, self.protocol.event(id))).collect()
    }

    /// Whether a key can be this part of a tag in the frame.
    pub(super) fn is_known_key(&self, row: &Row<'p>, part: usize, key: &str) -> bool {
        let value = Value::from(key);
        if row.frame.tag.len() == 1 {
            return !self.find(row, &[Some(value)]).is_empty();
        }
        row.all.iter().any(|id| {
            let tag = self.protocol.event(*id).tag.get(part);
            tag.is_some_and(|tag| part_matches(tag, Some(&value)))
        })
    }
}

/// The requests that each event answers: first the one in whose `reply` it is written.
pub(crate) fn all_answers(protocol: &Protocol) -> Vec<Vec<EventId>> {
    let written_in = |event: &Event| event.reply_to.into_iter().collect();
    let mut answers: Vec<Vec<EventId>> = protocol.events.iter().map(written_in).collect();
    for (index, request) in protocol.events.iter().enumerate() {
        let Some(reply) = &request.reply else { continue };
        for event in [&reply.ok, &reply.error, &reply.stream, &reply.end].into_iter().flatten() {
            let Some(requests) = answers.get_mut(event.0) else { continue };
            // The request that it is written in came first, the others come in order.
            let request = Some(&EventId(index));
            if requests.first() != request && requests.last() != request {
                requests.push(EventId(index));
            }
        }
    }
    answers
}

fn key_of_tag(event: &Event) -> Vec<String> {
    let part = |part: &TagPart| match part {
        TagPart::Literal(Literal::Null) => key_of_value(None),
        TagPart::Literal(literal) => key_of_value(Some(&literal.to_json())),
        TagPart::Pattern { .. } => String::new(),
    };
    event.tag.iter().map(part).collect()
}

/// Equal for values that are equal as parts of a tag: `7` and `7.0`, `null` and nothing.
fn key_of_value(value: Option<&Value>) -> String {
    match value {
        None => "null".to_owned(),
        Some(Value::String(text)) => format!("\"{text}"),
        Some(Value::Number(number)) => match Num::of(number) {
            Num::Int(value) => value.to_string(),
            Num::Huge(value) | Num::Float(value) => value.to_string(),
        },
        Some(value) => value.to_string(),
    }
}
