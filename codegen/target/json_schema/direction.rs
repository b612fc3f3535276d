//! Everything that one party sends, as one file.

use super::{
    document::{Document, Schema, also, document as describe, note, schema, set},
    frame::{Carried, literals_that_win},
    names::{Def, Names},
    skeleton::skeleton,
    types::but_not,
};
use crate::{
    judge::{events_in, frames_of},
    model::{
        Event, EventId, Frame, FrameId, FrameRole, Key, Packing, Party, Payload, Protocol, Shape,
        TagPart,
    },
};
use serde_json::{Value, json};

/// The file of a party; `None` when it sends no text.
pub(super) fn file(protocol: &Protocol, names: &Names, sender: Party) -> Option<String> {
    let mut document = Document::new(protocol, names);
    let mut arms: Vec<Value> = Vec::new();
    for (id, frame) in frames_of(protocol, sender) {
        match frame.role {
            FrameRole::Event => {
                let events: Vec<_> = events_in(protocol, sender, id).collect();
                arms.extend(events_of(&mut document, sender, (id, frame), &events));
            }
            FrameRole::Batch | FrameRole::Compressed => {
                let carried = Carried { sender, frame, event: None };
                let own = carrier_schema(&mut document, &carried);
                document.define(Def::Carrier(id), own);
                arms.push(Value::Object(document.refer(Def::Carrier(id))));
            }
        }
    }
    if arms.is_empty() {
        return None;
    }
    let party = protocol.party_name(sender);
    let mut any = schema(json!({
        "title": "frame",
        "description": format!("Every frame that the {party} sends."),
    }));
    any.insert("anyOf".to_owned(), arms.into());
    document.define(Def::Frame, any);
    let frame = Value::Object(document.refer(Def::Frame));
    let packing = match sender {
        Party::Server => protocol.wire.server_packing,
        Party::Peer(_) => protocol.wire.peer_packing,
    };
    let mut root = schema(json!({ "title": format!("{}: what the {party} sends", protocol.name) }));
    let (words, message) = match packing {
        Packing::One => ("One text message.", frame),
        Packing::JsonArray => (
            "One text message: a frame, or a list of frames.",
            json!({ "anyOf": [frame, { "type": "array", "items": frame }] }),
        ),
        Packing::Lines => {
            ("One frame. A text message holds one or more of them, separated by line feeds.", frame)
        }
        Packing::RecordSeparator => (
            "One frame. A text message holds one or more of them, each ended by the character U+001E.",
            frame,
        ),
    };
    if let Some(version) = &protocol.version {
        note(&mut root, &format!("Version {version} of the protocol."));
    }
    note(&mut root, words);
    note(
        &mut root,
        "Known events only: an event that the definition does not name is not valid here, whatever a reader does with it.",
    );
    let binary: Vec<String> = protocol
        .sent_by(sender)
        .filter(|(_, event)| event.payload == Payload::Binary)
        .map(|(_, event)| format!("`{}`", event.name))
        .collect();
    if !binary.is_empty() {
        note(
            &mut root,
            &format!("Binary messages are not JSON and not described here: {}.", binary.join(", ")),
        );
    }
    if protocol.doc.deprecated.is_some() {
        root.insert("deprecated".to_owned(), true.into());
    }
    root.extend(schema(message));
    Some(document.finish(names.party(sender), root))
}

/// The frame of an event.
fn event_schema<'p>(document: &mut Document<'p>, carried: &Carried<'p>) -> Schema {
    let mut own = document.frame(carried);
    own.remove("title");
    if let Some((_, event)) = carried.event {
        own.insert("title".to_owned(), event.name.as_str().into());
        describe(&mut own, &event.doc);
        let direction: Vec<&str> =
            event.to.iter().map(|party| document.protocol.party_name(*party)).collect();
        note(
            &mut own,
            &format!(
                "From {} to {}.",
                document.protocol.party_name(carried.sender),
                direction.join(", ")
            ),
        );
        set(&mut own, "examples", event.examples.clone());
        // A literal tag wins over a pattern.
        let literals = literals_that_win(document, carried);
        if !literals.is_empty() {
            but_not(&mut own, vec![skeleton(carried.frame, &literals)]);
        }
    }
    own
}

/// A batch or a compressed frame.
fn carrier_schema<'p>(file: &mut Document<'p>, carried: &Carried<'p>) -> Schema {
    let mut own = file.frame(carried);
    own.insert("title".to_owned(), carried.frame.name.as_str().into());
    note(
        &mut own,
        match carried.frame.role {
            FrameRole::Batch => "Several frames in one.",
            FrameRole::Compressed => "One frame, compressed.",
            FrameRole::Event => "One event.",
        },
    );
    if carried.frame.tag.len() > 1 {
        // The parts of the tag belong together.
        let events: Vec<&Event> = file
            .protocol
            .sent_by(carried.sender)
            .map(|(_, event)| event)
            .filter(|event| event.tag.len() == carried.frame.tag.len())
            .collect();
        also(&mut own, skeleton(carried.frame, &events));
    }
    own
}

/// The events of a frame: each on its own, or together where the key is the tag.
fn events_of<'p>(
    document: &mut Document<'p>,
    sender: Party,
    (id, frame): (FrameId, &'p Frame),
    events: &[(EventId, &'p Event)],
) -> Vec<Value> {
    let mut arms: Vec<Value> = Vec::new();
    for event in events {
        let own = event_schema(document, &Carried { sender, frame, event: Some(*event) });
        document.define(Def::Event(event.0), own);
        arms.push(Value::Object(document.refer(Def::Event(event.0))));
    }
    let Some(keys) = one_key(frame, events) else { return arms };
    let own = schema(json!({
        "title": frame.name,
        "description": format!("The events in the frame `{}`. Exactly one key names the event.", frame.name),
        "oneOf": keys,
        "anyOf": arms,
    }));
    document.define(Def::Carrier(id), own);
    vec![Value::Object(document.refer(Def::Carrier(id)))]
}

/// Where the key is the tag, exactly one of these keys must be there.
fn one_key(frame: &Frame, events: &[(EventId, &Event)]) -> Option<Vec<Value>> {
    let Shape::Object(members) = &frame.shape else { return None };
    let part = members.iter().find_map(|member| match member.key {
        Key::Tag(part) => Some(part),
        Key::Text(_) | Key::Spread => None,
    })?;
    let mut keys: Vec<Value> = Vec::new();
    for (_, event) in events {
        match event.tag.get(part)? {
            TagPart::Literal(literal) => {
                let demand = json!({ "required": [literal.to_json()] });
                if !keys.contains(&demand) {
                    keys.push(demand);
                }
            }
            // A key may have the pattern and be a literal too.
            TagPart::Pattern { .. } => return None,
        }
    }
    (keys.len() > 1).then_some(keys)
}
