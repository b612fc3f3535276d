//! Frames, good and bad, each with the verdict that every output must give.
//!
//! A good frame is changed in one place at a time: something else, one thing less, one thing more; or it has the keys of
//! the next frame of its sender too. The [`judge`](crate::judge) says what becomes of each copy, for every request that
//! may be pending meanwhile.

mod change;

pub use change::{changed, merged, reversed};

use crate::{
    judge::{Code, Content, Context, Judged, Pending, Reader},
    model::{Carrier, Event, EventId, Packing, Party, Protocol},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A frame with what it is.
#[derive(Debug, Clone)]
pub struct Vector {
    /// Who sends it.
    pub sender: Party,
    /// Whether it is a good frame as it was given, and no changed copy of one.
    pub original: bool,
    /// The frame.
    pub frame: Value,
    /// Whether it is a frame of the protocol, whichever request is pending.
    pub known: bool,
    /// What it is, first while no request is pending, then for each request that makes a difference.
    pub verdicts: Vec<Verdict>,
}

/// What a frame is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The request that waits for an answer.
    pub pending: Option<EventId>,
    /// The event in words, as [`describe`] writes it, or the reason with its place.
    pub outcome: Result<Value, (Code, String)>,
}

/// Every good frame and its changed copies, each once.
pub fn of(protocol: &Protocol, frames: impl IntoIterator<Item = (Party, Value)>) -> Vec<Vector> {
    let reader = Reader::new(protocol);
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    let mut last: BTreeMap<Party, Value> = BTreeMap::new();
    for (sender, frame) in frames {
        let contexts = contexts(protocol, &reader, sender, &frame);
        let mut copies = changed(&frame);
        if let Some(before) = last.insert(sender, frame.clone()) {
            copies.extend([merged(&before, &frame), merged(&frame, &before)].into_iter().flatten());
        }
        for (index, frame) in std::iter::once(frame).chain(copies).enumerate() {
            // A list of frames is a message, and no frame.
            let is_packed = frame.is_array() && packing(protocol, sender) == Packing::JsonArray;
            if is_packed || !seen.insert((sender, frame.to_string())) {
                continue;
            }
            let known = reader.frame(sender, &frame, &Context::default());
            let known = known.as_ref().is_ok_and(Judged::is_known);
            let verdict = |context: &Context| Verdict {
                pending: match context.pending {
                    Pending::Request(id) => Some(id),
                    Pending::Any | Pending::Nothing => None,
                },
                outcome: match reader.frame(sender, &frame, context) {
                    Ok(judged) => Ok(describe(protocol, &judged)),
                    Err(fault) => Err((fault.code, fault.place())),
                },
            };
            let verdicts = contexts.iter().map(verdict).collect();
            all.push(Vector { sender, original: index == 0, frame, known, verdicts });
        }
    }
    all
}

/// Every frame that the definition itself shows, sent by each of those who may send it.
pub fn examples(protocol: &Protocol) -> impl Iterator<Item = (Party, Value)> + '_ {
    let textual = protocol.events.iter().filter(|event| matches!(event.carrier, Carrier::Frame(_)));
    let pairs = textual.flat_map(|event| {
        event.from.iter().flat_map(|sender| event.examples.iter().map(|frame| (*sender, frame)))
    });
    pairs.map(|(sender, frame)| (sender, frame.clone()))
}

/// A vector as a line of JSON holds it: sender, frame, and for each pending request the event or the code.
pub fn to_json(protocol: &Protocol, vector: &Vector) -> Value {
    let Vector { sender, original, frame, known, verdicts } = vector;
    let verdicts = verdicts.iter().map(|Verdict { pending, outcome }| {
        let pending = pending.map(|id| protocol.event(id).name.clone());
        let verdict = match outcome {
            Ok(is) => json!({ "is": is }),
            Err((code, place)) => json!({ "code": code.name(), "path": place }),
        };
        json!({ "pending": pending, "verdict": verdict })
    });
    json!({
        "from": protocol.party_name(*sender),
        "original": original,
        "frame": frame,
        "known": known,
        "verdicts": verdicts.collect::<Vec<_>>(),
    })
}

/// The event as the definition names it, `$unknown`, `$compressed`, or the list of what is in a batch.
pub fn describe(protocol: &Protocol, judged: &Judged<'_>) -> Value {
    match &judged.content {
        Content::Event { event, .. } => json!(full_name(protocol, protocol.event(*event))),
        Content::Unknown { .. } => json!("$unknown"),
        Content::Compressed { .. } => json!("$compressed"),
        Content::Batch(frames) => {
            frames.iter().map(|each| describe(protocol, each)).collect::<Vec<_>>().into()
        }
    }
}

/// `event`, or `channel/event`.
pub fn full_name(protocol: &Protocol, event: &Event) -> String {
    match event.channel.and_then(|channel| protocol.channels.get(channel.0)) {
        Some(channel) => format!("{}/{}", channel.name, event.name),
        None => event.name.clone(),
    }
}

/// How the frames of a sender sit in messages.
pub fn packing(protocol: &Protocol, sender: Party) -> Packing {
    match sender {
        Party::Server => protocol.wire.server_packing,
        Party::Peer(_) => protocol.wire.peer_packing,
    }
}

/// What may be pending: nothing, and each request to which this frame may be the answer.
fn contexts(
    protocol: &Protocol,
    reader: &Reader<'_>,
    sender: Party,
    frame: &Value,
) -> Vec<Context> {
    let requests = protocol.events.iter().enumerate().filter(|(_, event)| event.reply.is_some());
    let pending = requests.map(|(index, _)| Pending::Request(EventId(index)));
    let nothing = Context { pending: Pending::Nothing, ..Context::default() };
    let alone = reader.frame(sender, frame, &nothing);
    let mut all = vec![nothing];
    for pending in pending {
        let context = Context { pending, ..Context::default() };
        if alone != reader.frame(sender, frame, &context) {
            all.push(context);
        }
    }
    all
}
