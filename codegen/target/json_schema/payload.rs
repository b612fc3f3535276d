//! The payload of one event, as one file.

use super::{
    document::{Document, document, set},
    names::Names,
};
use crate::{
    judge,
    model::{Event, EventId, Payload, Protocol},
};
use serde_json::Value;

/// The file of an event.
pub(super) fn file(protocol: &Protocol, names: &Names, id: EventId, event: &Event) -> String {
    let mut file = Document::new(protocol, names);
    let mut own = match &event.payload {
        // A type that was made for this event alone is the file itself.
        Payload::Fields(ty) if !protocol.type_def(*ty).declared => {
            file.type_def(protocol.type_def(*ty), *ty)
        }
        _ => file.payload_value(event),
    };
    own.insert("title".to_owned(), event.name.as_str().into());
    document(&mut own, &event.doc);
    let examples = payloads(protocol, id, event);
    if !examples.is_empty() {
        set(&mut own, "examples", examples);
    }
    file.finish(names.event(id), own)
}

/// The payloads of the examples, which are whole frames.
fn payloads(protocol: &Protocol, id: EventId, event: &Event) -> Vec<Value> {
    let mut payloads = Vec::new();
    for example in &event.examples {
        if let Some(payload) = judge::payload_of(protocol, id, example)
            && !payloads.contains(&payload)
        {
            payloads.push(payload);
        }
    }
    payloads
}
