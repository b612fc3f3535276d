//! Where things stand in a template.

use super::{Key, Shape, Slot, plan::key_text};
use crate::error::Fault;

/// A step in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Key(&'static str),
    /// The key is this part of the tag.
    Tag(u8),
    Index(usize),
}

/// Puts a fault of the payload below the place where the payload stands.
#[cold]
pub(crate) fn below_payload(shape: &Shape, tag: &[Option<&str>], fault: Fault) -> Fault {
    let mut steps = Vec::new();
    find(shape, &mut steps);
    below(steps, tag, fault)
}

fn below(steps: Vec<Step>, tag: &[Option<&str>], mut fault: Fault) -> Fault {
    for step in steps.into_iter().rev() {
        fault = match step {
            Step::Key(key) => fault.below(key),
            Step::Tag(index) => {
                let raw = tag.get(usize::from(index)).copied().flatten().unwrap_or_default();
                fault.below_key(raw.trim_matches('"'))
            }
            Step::Index(index) => fault.below_index(index),
        };
    }
    fault
}

/// The fault of a frame that lacks its payload.
#[cold]
pub(crate) fn missing_payload(shape: &Shape) -> Fault {
    let mut steps = Vec::new();
    find(shape, &mut steps);
    let fault = match steps.pop() {
        Some(Step::Index(index)) => Fault::missing_item(index),
        Some(Step::Key(key)) => Fault::missing(key),
        Some(Step::Tag(_)) | None => Fault::missing("payload"),
    };
    below(steps, &[], fault)
}

/// Collects the steps to the payload; `false` when it is not here. What is spread stands where its
/// object or array does.
fn find(shape: &Shape, steps: &mut Vec<Step>) -> bool {
    let into = |step: Step, slot: &Slot, steps: &mut Vec<Step>| {
        steps.push(step);
        let found = match slot {
            Slot::Payload => true,
            Slot::Nested(shape) => find(shape, steps),
            _ => false,
        };
        if !found {
            steps.pop();
        }
        found
    };
    match shape {
        Shape::Object(members) => members.iter().any(|member| match member.key {
            Key::Text(key) => into(Step::Key(key), &member.slot, steps),
            Key::Tag(index) => into(Step::Tag(index), &member.slot, steps),
            Key::Spread => true,
        }),
        Shape::Array(items) => items
            .iter()
            .enumerate()
            .any(|(index, item)| item.spread || into(Step::Index(index), &item.slot, steps)),
    }
}

/// The keys beside which the payload is spread.
pub(crate) fn envelope(shape: &Shape) -> Option<Vec<&'static str>> {
    let slots: Vec<&Slot> = match shape {
        Shape::Object(members) => {
            if members.iter().any(|member| matches!(member.key, Key::Spread)) {
                let keys = members.iter().filter_map(|member| match member.key {
                    Key::Text(key) => Some(key),
                    Key::Tag(_) | Key::Spread => None,
                });
                return Some(keys.collect());
            }
            members.iter().map(|member| &member.slot).collect()
        }
        Shape::Array(items) => items.iter().map(|item| &item.slot).collect(),
    };
    slots.into_iter().find_map(|slot| match slot {
        Slot::Nested(shape) => envelope(shape),
        _ => None,
    })
}

/// Whether, in template order, everything for which the function is true stands before the payload.
pub(crate) fn before_payload(shape: &Shape, needed: &dyn Fn(&Slot) -> bool) -> bool {
    let mut seen = false;
    !visit(shape, &mut |slot| match slot {
        Slot::Payload => {
            seen = true;
            false
        }
        slot => seen && needed(slot),
    })
}

/// Visits the slots in order until the function is true; a tag that is a key counts as a slot.
fn visit(shape: &Shape, stop: &mut dyn FnMut(&Slot) -> bool) -> bool {
    let mut into = |slot: &Slot| match slot {
        Slot::Nested(shape) => visit(shape, stop),
        slot => stop(slot),
    };
    match shape {
        Shape::Object(members) => members.iter().any(|member| into(&member.slot)),
        Shape::Array(items) => items.iter().any(|item| into(&item.slot)),
    }
}

/// All keys that are constant, as JSON text with comma and colon: each before those within its value.
pub(crate) fn keys(shape: &Shape) -> Vec<String> {
    let inside = |slot: &Slot| match slot {
        Slot::Nested(shape) => keys(shape),
        _ => Vec::new(),
    };
    match shape {
        Shape::Object(members) => {
            let keys = members.iter().flat_map(|member| match member.key {
                Key::Text(key) => [vec![key_text(key)], inside(&member.slot)].concat(),
                Key::Tag(_) | Key::Spread => inside(&member.slot),
            });
            keys.collect()
        }
        Shape::Array(items) => items.iter().flat_map(|item| inside(&item.slot)).collect(),
    }
}
