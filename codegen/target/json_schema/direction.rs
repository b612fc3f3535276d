//! Everything that one party sends, as one file.

use super::{
    document::{Document, Schema, also, document as describe, note, schema, set},
    frame::{Carried, literals_that_win},
    names::{Def, Names},
    skeleton::skeleton,
    types::but_not,
};
use crate::{
    judge::{Taker, events_in, frames_of},
    model::{
        Event, EventId, Frame, FrameId, FrameRole, Key, Packing, Party, Protocol, Shape, TagPart,
    },
};
use serde_json::{Value, json};

/// A frame that is tried before others.
struct Earlier<'p> {
    id: FrameId,
    frame: &'p Frame,
    taker: Taker<'p>,
}

/// The file of a party; `None` when it sends no text.
pub(super) fn file(protocol: &Protocol, names: &Names, sender: Party) -> Option<String> {
    let mut document = Document::new(protocol, names);
    let mut arms: Vec<Value> = Vec::new();
    let mut earlier: Vec<Earlier<'_>> = Vec::new();
    for (id, frame) in frames_of(protocol, sender) {
        match frame.role {
            FrameRole::Event => {
                let events: Vec<_> = events_in(protocol, sender, id).collect();
                arms.extend(events_of(&mut document, sender, (id, frame), &events, &earlier));
            }
            FrameRole::Batch | FrameRole::Compressed => {
                let carried = Carried { sender, frame, event: None };
                let mut own = carrier_schema(&mut document, &carried);
                exclude(&mut own, excluded(&mut document, &carried, &earlier));
                document.define(Def::Carrier(id), own);
                arms.push(Value::Object(document.refer(Def::Carrier(id))));
            }
        }
        earlier.push(Earlier { id, frame, taker: Taker::of(protocol, sender, id, frame) });
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

/// The events of a frame: each on its own, or together where something holds of all of them.
fn events_of<'p>(
    document: &mut Document<'p>,
    sender: Party,
    (id, frame): (FrameId, &'p Frame),
    events: &[(EventId, &'p Event)],
    earlier: &[Earlier<'p>],
) -> Vec<Value> {
    let mut excluded_by: Vec<Vec<Value>> = Vec::new();
    for event in events {
        let carried = Carried { sender, frame, event: Some(*event) };
        excluded_by.push(excluded(document, &carried, earlier));
    }
    let same = excluded_by.windows(2).all(|pair| pair.first() == pair.last());
    let common = if same { excluded_by.first().cloned().unwrap_or_default() } else { Vec::new() };
    let mut group: Vec<(EventId, Value)> = Vec::new();
    for (event, excluded) in events.iter().zip(excluded_by) {
        let carried = Carried { sender, frame, event: Some(*event) };
        let mut own = event_schema(document, &carried);
        if !same || events.len() == 1 {
            exclude(&mut own, excluded);
        }
        document.define(Def::Event(event.0), own);
        group.push((event.0, Value::Object(document.refer(Def::Event(event.0)))));
    }
    let keys = one_key(frame, &group, document.protocol);
    let arms: Vec<Value> = group.into_iter().map(|(_, arm)| arm).collect();
    if keys.is_none() && (common.is_empty() || events.len() == 1) {
        return arms;
    }
    let mut own = schema(json!({
        "title": frame.name,
        "description": format!("The events in the frame `{}`.", frame.name),
    }));
    if let Some(keys) = keys {
        note(&mut own, "Exactly one key names the event.");
        own.insert("oneOf".to_owned(), keys.into());
    }
    own.insert("anyOf".to_owned(), arms.into());
    if events.len() > 1 {
        exclude(&mut own, common);
    }
    document.define(Def::Carrier(id), own);
    vec![Value::Object(document.refer(Def::Carrier(id)))]
}

/// The frames that decide before this one, where their skeleton is there.
fn excluded<'p>(
    document: &mut Document<'p>,
    carried: &Carried<'p>,
    earlier: &[Earlier<'p>],
) -> Vec<Value> {
    let phase = carried.event.and_then(|(_, event)| event.phase);
    let mut others = Vec::new();
    for Earlier { id, frame, taker } in earlier {
        if !taker.may_take(carried.frame, carried.event) {
            continue;
        }
        let all: Vec<&Event> =
            events_in(document.protocol, carried.sender, *id).map(|(_, event)| event).collect();
        let of_phase = |event: &&Event| event.phase.is_none() || event.phase == phase;
        let events: Vec<&Event> = all.iter().copied().filter(of_phase).collect();
        if frame.role != FrameRole::Event || events.len() == all.len() {
            let mut own = schema(skeleton(frame, &events));
            note(
                &mut own,
                &format!("What makes a message a `{}`, whatever else it has.", frame.name),
            );
            document.define(Def::Skeleton(*id), own);
            others.push(Value::Object(document.refer(Def::Skeleton(*id))));
        } else if !events.is_empty() {
            others.push(skeleton(frame, &events));
        }
    }
    others
}

/// Demands that a message is none of these.
fn exclude(own: &mut Schema, others: Vec<Value>) {
    but_not(own, others);
}

/// Where the key is the tag, exactly one of these keys must be there.
fn one_key(frame: &Frame, group: &[(EventId, Value)], protocol: &Protocol) -> Option<Vec<Value>> {
    let Shape::Object(members) = &frame.shape else { return None };
    let part = members.iter().find_map(|member| match member.key {
        Key::Tag(part) => Some(part),
        Key::Text(_) | Key::Spread => None,
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
            // A key may have the pattern and be a literal too.
            TagPart::Pattern { .. } => return None,
        }
    }
    (keys.len() > 1).then_some(keys)
}
