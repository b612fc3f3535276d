//! Events of channels, by their tags.

use crate::{
    judge,
    model::{Event, Literal, Protocol, TagPart},
};
use std::collections::BTreeMap;

/// The events of channels, so that those with a tag are found without looking at each.
#[derive(Default)]
pub(super) struct Scoped<'p> {
    all: Vec<&'p Event>,
    literal: BTreeMap<Vec<&'p Literal>, Vec<usize>>,
    patterns: Vec<usize>,
}

impl<'p> Scoped<'p> {
    pub(super) fn of(protocol: &'p Protocol) -> Self {
        let mut scoped = Self::default();
        for event in protocol.events.iter().filter(|event| event.channel.is_some()) {
            match literal_tag(event) {
                Some(tag) => scoped.literal.entry(tag).or_default().push(scoped.all.len()),
                None => scoped.patterns.push(scoped.all.len()),
            }
            scoped.all.push(event);
        }
        scoped
    }

    /// The events that some tag may mean as well as this one, in order. Where there is no tag, the pending
    /// request decides, not the topic.
    pub(super) fn sharing_tag(&self, event: &Event) -> Vec<&'p Event> {
        let mut places: Vec<usize> = match literal_tag(event) {
            Some(tag) if tag.is_empty() => return Vec::new(),
            Some(tag) => {
                let equal = self.literal.get(&tag).into_iter().flatten();
                equal.chain(&self.patterns).copied().collect()
            }
            None => (0..self.all.len()).collect(),
        };
        places.sort_unstable();
        let shares = |other: &&Event| {
            other.tag.len() == event.tag.len()
                && other.tag.iter().zip(&event.tag).all(|(one, two)| judge::parts_overlap(one, two))
        };
        places.into_iter().map(|place| self.all[place]).filter(shares).collect()
    }
}

fn literal_tag(event: &Event) -> Option<Vec<&Literal>> {
    let parts = event.tag.iter().map(|part| match part {
        TagPart::Literal(literal) => Some(literal),
        TagPart::Pattern { .. } => None,
    });
    parts.collect()
}
