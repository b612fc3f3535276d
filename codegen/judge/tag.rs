//! Tags: which events a frame can carry, and which of them a tag names.

use super::number::equal;
use crate::model::{Carrier, Event, EventId, Frame, FrameId, FrameRole, Party, Protocol, TagPart};
use serde_json::Value;

/// The frames that a sender uses, in order: those of its events, batches and compressed frames.
pub(crate) fn frames_of(
    protocol: &Protocol,
    sender: Party,
) -> impl Iterator<Item = (FrameId, &Frame)> {
    let mut used = vec![false; protocol.wire.frames.len()];
    let mut any = false;
    for (_, event) in protocol.sent_by(sender) {
        if let Carrier::Frame(frame) = event.carrier
            && let Some(used) = used.get_mut(frame.0)
        {
            *used = true;
            any = true;
        }
    }
    protocol.wire.frames.iter().enumerate().zip(used).filter_map(move |((index, frame), used)| {
        let used = match frame.role {
            FrameRole::Event => used,
            FrameRole::Batch | FrameRole::Compressed => any,
        };
        used.then_some((FrameId(index), frame))
    })
}

/// The events that a sender sends in a frame, in order.
pub(crate) fn events_in(
    protocol: &Protocol,
    sender: Party,
    frame: FrameId,
) -> impl Iterator<Item = (EventId, &Event)> {
    protocol.sent_by(sender).filter(move |(_, event)| event.carrier == Carrier::Frame(frame))
}

/// Whether a value, or its absence, is a part of a tag.
pub(crate) fn part_matches(part: &TagPart, value: Option<&Value>) -> bool {
    match part {
        TagPart::Literal(literal) => equal(&literal.to_json(), value.unwrap_or(&Value::Null)),
        TagPart::Pattern { prefix, suffix, .. } => {
            let text = value.and_then(Value::as_str);
            text.and_then(|text| text.strip_prefix(prefix.as_str()))
                .and_then(|text| text.strip_suffix(suffix.as_str()))
                .is_some_and(|free| !free.is_empty())
        }
    }
}

/// Whether values are a tag.
pub(crate) fn tag_matches(tag: &[TagPart], values: &[Option<Value>]) -> bool {
    tag.len() == values.len()
        && tag.iter().zip(values).all(|(part, value)| part_matches(part, value.as_ref()))
}

/// Whether a tag has a free part.
pub(super) fn is_pattern(tag: &[TagPart]) -> bool {
    tag.iter().any(|part| matches!(part, TagPart::Pattern { .. }))
}
