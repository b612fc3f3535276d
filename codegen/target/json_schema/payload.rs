//! The payload of one event, as one file.

use super::{
    document::{Document, Schema, document, note, set},
    names::Names,
};
use crate::{
    judge::Reader,
    model::{Carrier, Event, EventId, Payload, Protocol, TagPart},
};
use serde_json::Value;

/// The file of an event.
pub(super) fn file(protocol: &Protocol, names: &Names, reader: &Reader<'_>, id: EventId) -> String {
    let event = protocol.event(id);
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
    travels(&mut own, protocol, event);
    let examples = payloads(reader, id, event);
    if !examples.is_empty() {
        set(&mut own, "examples", examples);
    }
    file.finish(names.event(id), own)
}

/// Says who sends it to whom, in which frame and with which tag.
fn travels(own: &mut Schema, protocol: &Protocol, event: &Event) {
    let names = |parties: &[_]| {
        let names: Vec<&str> = parties.iter().map(|party| protocol.party_name(*party)).collect();
        names.join(", ")
    };
    let mut text = format!("From {} to {}", names(&event.from), names(&event.to));
    if let Carrier::Frame(id) = event.carrier {
        text.push_str(&format!(", in the frame `{}`", protocol.wire.frames[id.0].name));
    }
    let parts = event.tag.iter().map(|part| match part {
        TagPart::Literal(literal) => format!("`{}`", literal.to_json()),
        TagPart::Pattern { prefix, suffix, param } => format!("`{prefix}{{{param}}}{suffix}`"),
    });
    let tag: Vec<String> = parts.collect();
    if !tag.is_empty() {
        text.push_str(&format!(" with the tag {}", tag.join(", ")));
    }
    note(own, &format!("{text}."));
}

/// The payloads of the examples, which are whole frames.
fn payloads(reader: &Reader<'_>, id: EventId, event: &Event) -> Vec<Value> {
    let mut payloads = Vec::new();
    for example in &event.examples {
        if let Some(payload) = reader.payload(id, example)
            && !payloads.contains(&payload)
        {
            payloads.push(payload);
        }
    }
    payloads
}
