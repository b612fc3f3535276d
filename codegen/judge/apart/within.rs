//! Events of one frame that nothing tells apart.

use super::{Clash, Row, literal_tag, overlap, overlap::Overlap};
use crate::{
    judge::value::{Judge, kinds},
    model::{Event, EventId, FrameRole, Literal, Payload, Role, Type},
};
use std::collections::{BTreeMap, BTreeSet};

/// The clashes between events of one frame: at most one for each event, with the first that it can be taken for.
pub(super) fn clashes<'p>(
    overlap: Overlap<'p>,
    answers: &[Vec<EventId>],
    row: &Row<'p>,
    found: &mut Vec<Clash>,
) {
    if row.frame.role != FrameRole::Event {
        return;
    }
    let has_topic = row.frame.head.iter().any(|head| head.role == Some(Role::Channel));
    let within = Within { row, has_topic };
    if row.frame.tag.is_empty() {
        within.untagged(overlap, answers, found);
    } else {
        within.tagged(found);
    }
}

struct Within<'a, 'p> {
    row: &'a Row<'p>,
    has_topic: bool,
}

impl<'p> Within<'_, 'p> {
    fn clash(&self, one: EventId, other: EventId, reason: String) -> Clash {
        Clash {
            first: self.row.id,
            taken_for: Some(one),
            second: self.row.id,
            event: Some(other),
            reason,
            swap: false,
        }
    }

    /// Whether phase or channel keep two events apart.
    fn separate(&self, one: &Event, other: &Event) -> bool {
        let phases = matches!((one.phase, other.phase), (Some(one), Some(other)) if one != other);
        phases || (one.channel != other.channel && self.has_topic)
    }

    /// Events without tag, which the request that they answer tells apart, or their payload.
    fn untagged(&self, overlap: Overlap<'p>, answers: &[Vec<EventId>], found: &mut Vec<Clash>) {
        let events = &self.row.events;
        let payloads: Vec<_> =
            events.iter().map(|(_, event)| payload_kinds(overlap.judge, event)).collect();
        let mut answering: BTreeMap<EventId, Vec<usize>> = BTreeMap::new();
        let mut free: Vec<usize> = Vec::new();
        for (place, (other, event)) in events.iter().enumerate() {
            let requests = answers.get(other.0).map(Vec::as_slice).unwrap_or_default();
            let clashes = |earlier: &usize| {
                !self.separate(events[*earlier].1, event)
                    && !differ(&payloads[*earlier], &payloads[place])
                    && overlap.payloads(events[*earlier].1, event)
            };
            let clash = if requests.is_empty() {
                (0..place).find(clashes)
            } else {
                // In a frame with replies, what is no reply would never be chosen.
                let same = requests.iter().filter_map(|request| answering.get(request)).flatten();
                let same: BTreeSet<usize> = same.chain(&free).copied().collect();
                same.into_iter().find(clashes)
            };
            if let Some((one, earlier)) = clash.map(|clash| events[clash]) {
                let reason = format!(
                    "frame `{}` has no tag, and nothing else tells `{}` from `{}`",
                    self.row.frame.name, event.name, earlier.name
                );
                found.push(self.clash(one, *other, reason));
            }
            match requests {
                [] => free.push(place),
                requests => requests
                    .iter()
                    .for_each(|request| answering.entry(*request).or_default().push(place)),
            }
        }
    }

    /// Events with equal tags, or with patterns that can be one text.
    fn tagged(&self, found: &mut Vec<Clash>) {
        let name = &self.row.frame.name;
        let mut seen: BTreeMap<Vec<&'p Literal>, Vec<(EventId, &'p Event)>> = BTreeMap::new();
        let mut patterns: Vec<(EventId, &'p Event)> = Vec::new();
        for (other, event) in &self.row.events {
            let (earlier, reason) = match literal_tag(event) {
                Some(tag) => {
                    let same = seen.entry(tag).or_default();
                    let clash = same.iter().find(|(_, one)| !self.separate(one, event)).copied();
                    same.push((*other, *event));
                    (clash, format!("both have the same tag in frame `{name}`"))
                }
                None => {
                    let clash = patterns.iter().find(|(_, one)| {
                        one.tag.len() == event.tag.len()
                            && one.tag.iter().zip(&event.tag).all(|(a, b)| overlap::parts(a, b))
                            && !self.separate(one, event)
                    });
                    let clash = clash.copied();
                    patterns.push((*other, *event));
                    (clash, format!("the same tag can be of both in frame `{name}`"))
                }
            };
            found.extend(earlier.map(|(one, _)| self.clash(one, *other, reason)));
        }
    }
}

/// The JSON kinds of an event's payload; `None` where it has none.
fn payload_kinds(judge: Judge<'_>, event: &Event) -> Option<Vec<&'static str>> {
    match &event.payload {
        Payload::None | Payload::Binary => None,
        Payload::Fields(id) => Some(kinds(judge, &Type::Named(*id))),
        Payload::Value(ty) => Some(kinds(judge, ty)),
    }
}

/// Whether no JSON value is a payload of both.
fn differ(one: &Option<Vec<&str>>, other: &Option<Vec<&str>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.iter().all(|kind| !other.contains(kind)),
        _ => false,
    }
}
