//! Everything that one party sends, as one file.

use super::{
    document::{Document, Schema, also, document, note, schema, set},
    frame::{Carried, literals_that_win},
    names::{Def, Names},
    skeleton::skeleton,
    types::but_not,
};
use crate::{
    judge::{self, events_in, frames_of},
    model::{
        Event, EventId, Frame, FrameId, FrameRole, Key, Packing, Party, Protocol, Shape, Slot,
        TagPart,
    },
};
use serde_json::{Value, json};

/// The file of a party; `None` when it sends no text.
pub(super) fn file(protocol: &Protocol, names: &Names, sender: Party) -> Option<String> {
    let mut document = Document::new(protocol, names);
    let mut arms: Vec<Value> = Vec::new();
    let frames: Vec<(FrameId, &Frame)> = frames_of(protocol, sender).collect();
    for (place, (id, frame)) in frames.iter().enumerate() {
        let earlier = frames.get(..place).unwrap_or_default();
        match frame.role {
            FrameRole::Event => {
                let mut group: Vec<(EventId, Value)> = Vec::new();
                for event in events_in(protocol, sender, *id) {
                    let carried = Carried { sender, frame, event: Some(event) };
                    let own = event_schema(&mut document, &carried, earlier);
                    document.define(Def::Event(event.0), own);
                    group.push((event.0, Value::Object(document.refer(Def::Event(event.0)))));
                }
                match one_key(frame, &group, protocol) {
                    Some(own) => {
                        document.define(Def::Carrier(*id), own);
                        arms.push(Value::Object(document.refer(Def::Carrier(*id))));
                    }
                    None => arms.extend(group.into_iter().map(|(_, arm)| arm)),
                }
            }
            FrameRole::Batch | FrameRole::Compressed => {
                let carried = Carried { sender, frame, event: None };
                let own = carrier_schema(&mut document, &carried, earlier);
                document.define(Def::Carrier(*id), own);
                arms.push(Value::Object(document.refer(Def::Carrier(*id))));
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
            json!({ "anyOf": [frame, { "type": "array", "items": frame, "minItems": 1 }] }),
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
    if protocol.doc.deprecated.is_some() {
        root.insert("deprecated".to_owned(), true.into());
    }
    root.extend(schema(message));
    Some(document.finish(names.party(sender), root))
}

/// The frame of an event.
fn event_schema<'p>(
    document: &mut Document<'p>,
    carried: &Carried<'p>,
    earlier: &[(FrameId, &'p Frame)],
) -> Schema {
    let mut own = document.frame(carried);
    own.remove("title");
    if let Some((_, event)) = carried.event {
        own.insert("title".to_owned(), event.name.as_str().into());
        super::document::document(&mut own, &event.doc);
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
    exclude(document, carried, earlier, &mut own);
    own
}

/// A batch or a compressed frame.
fn carrier_schema<'p>(
    file: &mut Document<'p>,
    carried: &Carried<'p>,
    earlier: &[(FrameId, &'p Frame)],
) -> Schema {
    let mut own = file.frame(carried);
    own.insert("title".to_owned(), carried.frame.name.as_str().into());
    document(&mut own, &crate::model::Doc::default());
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
    exclude(file, carried, earlier, &mut own);
    own
}

/// A frame that is tried earlier decides, where its skeleton is there.
fn exclude<'p>(
    document: &Document<'p>,
    carried: &Carried<'p>,
    earlier: &[(FrameId, &'p Frame)],
    own: &mut Schema,
) {
    let protocol = document.protocol;
    let phase = carried.event.and_then(|(_, event)| event.phase);
    let mut others = Vec::new();
    for (id, frame) in earlier {
        if !judge::may_be_taken_for(protocol, carried.sender, *id, carried.frame, carried.event) {
            continue;
        }
        let events: Vec<&Event> = events_in(protocol, carried.sender, *id)
            .map(|(_, event)| event)
            .filter(|event| event.phase.is_none() || event.phase == phase)
            .collect();
        if frame.role != FrameRole::Event || !events.is_empty() {
            others.push(skeleton(frame, &events));
        }
    }
    but_not(own, others);
}

/// Where the key is the tag, exactly one key may be: the group of the frame's events.
fn one_key(frame: &Frame, group: &[(EventId, Value)], protocol: &Protocol) -> Option<Schema> {
    let Shape::Object(members) = &frame.shape else { return None };
    let part = members.iter().find_map(|member| match member.key {
        Key::Tag(part) => Some(part),
        _ => None,
    })?;
    let mut keys: Vec<Value> = Vec::new();
    for (event, _) in group {
        match protocol.event(*event).tag.get(part)? {
            TagPart::Literal(literal) => {
                let demand = json!({ "required": [literal.to_json()] });
                if !keys.contains(&demand) {
                    keys.push(demand);
                }
            }
            TagPart::Pattern { .. } => return None,
        }
    }
    let nested = members.iter().any(|member| matches!(member.slot, Slot::Nested(_)));
    if nested && frame.tag.len() > 1 {
        return None;
    }
    let arms: Vec<Value> = group.iter().map(|(_, arm)| arm.clone()).collect();
    let mut own = schema(json!({
        "title": frame.name,
        "description": "An object with one key that names the event.",
    }));
    own.insert("oneOf".to_owned(), keys.into());
    own.insert("anyOf".to_owned(), arms.into());
    Some(own)
}
