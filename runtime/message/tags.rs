//! The shortest way from a tag to its event: by the tag's JSON text as it is mostly written.

use super::EventEntry;
use crate::{event::TagPart, frame::plan::text, json::scan::equal};

/// The events of one enum and frame whose whole tag is one constant that no other has, hashed by its
/// JSON text. Whatever is not found here may still be found by value.
#[derive(Debug)]
pub(crate) struct Tags {
    /// A power of two, at most half full. `None` stands for several events.
    table: Vec<Option<(String, Option<usize>)>>,
}

impl Tags {
    /// Those of these events.
    pub(crate) fn new(entries: &[EventEntry], events: &[usize]) -> Self {
        let mut table: Vec<Option<(String, Option<usize>)>> =
            vec![None; (events.len() * 2).next_power_of_two()];
        let mask = table.len() - 1;
        for event in events {
            let [TagPart::Literal(literal)] = entries[*event].tag else { continue };
            let text = text(*literal);
            let mut place = hash(&text) & mask;
            while table[place].as_ref().is_some_and(|(other, _)| *other != text) {
                place = (place + 1) & mask;
            }
            let only = table[place].is_none().then_some(*event);
            table[place] = Some((text, only));
        }
        Self { table }
    }

    /// The event with this tag.
    pub(crate) fn find(&self, tag: &str) -> Option<usize> {
        let mask = self.table.len().wrapping_sub(1);
        let mut place = hash(tag) & mask;
        // At least half of the table is empty, so this ends.
        while let Some(Some((text, event))) = self.table.get(place) {
            if equal(text.as_bytes(), tag.as_bytes()) {
                return *event;
            }
            place = (place + 1) & mask;
        }
        None
    }
}

/// A hash that looks at the length, and at the first and last eight bytes or at all that there are.
fn hash(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mixed = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(23)
        }
        _ => bytes.iter().fold(0, |hash, byte| hash << 8 | u64::from(*byte)),
    };
    // Both halves of the product: each bit of the text reaches the lowest ones.
    let product = u128::from(mixed ^ bytes.len() as u64) * 0x9E37_79B9_7F4A_7C15;
    (product ^ (product >> 64)) as usize
}
