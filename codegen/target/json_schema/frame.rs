//! Frames: templates with an event in them, as schemas.

use super::{
    define::positions,
    document::{Document, Schema, also, note, schema, set},
    members::Members,
    names::Def,
    pattern,
    types::but_not,
};
use crate::{
    judge::{self, Absent, Base, has_topic, part_matches},
    model::{
        Event, EventId, Frame, IntKind, Item, Key, Literal, Member, Party, Payload, Role, Shape,
        Slot, TagPart, Type, TypeKind, UnknownFields,
    },
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A frame of one sender, with the event in it if it carries one.
#[derive(Clone, Copy)]
pub(super) struct Carried<'p> {
    pub(super) sender: Party,
    pub(super) frame: &'p Frame,
    pub(super) event: Option<(EventId, &'p Event)>,
}

impl<'p> Document<'p> {
    /// A frame.
    pub(super) fn frame(&mut self, carried: &Carried<'p>) -> Schema {
        self.shape(&carried.frame.shape, carried)
    }

    fn shape(&mut self, shape: &'p Shape, carried: &Carried<'p>) -> Schema {
        match shape {
            Shape::Object(members) => self.object(members, carried),
            Shape::Array(items) => self.array(items, carried),
        }
    }

    fn object(&mut self, members: &'p [Member], carried: &Carried<'p>) -> Schema {
        let reject = self.protocol.wire.unknown_field == UnknownFields::Reject;
        let mut envelope = Members { closed: reject, ..Members::default() };
        let mut spread = None;
        for member in members {
            let key = match &member.key {
                Key::Text(key) => key.clone(),
                Key::Tag(part) => {
                    self.keyed(*part, member, carried, &mut envelope);
                    continue;
                }
                Key::Spread => {
                    spread = Some(envelope.properties.len());
                    continue;
                }
            };
            let own = self.slot(&member.slot, carried);
            let always = !member.optional || self.demanded(&member.slot, carried);
            if always {
                envelope.required.push(key.as_str().into());
            }
            envelope.properties.insert(key, Value::Object(own));
        }
        match spread {
            Some(_) => self.spread(envelope, carried),
            None => envelope.schema(),
        }
    }

    /// A key that is the tag.
    fn keyed(
        &mut self,
        part: usize,
        member: &'p Member,
        carried: &Carried<'p>,
        envelope: &mut Members,
    ) {
        let own = self.slot(&member.slot, carried);
        match carried.event.and_then(|(_, event)| event.tag.get(part)) {
            Some(TagPart::Literal(literal)) => {
                let key = match literal {
                    Literal::Text(text) => text.clone(),
                    other => other.to_json().to_string(),
                };
                envelope.required.push(key.as_str().into());
                envelope.properties.insert(key, Value::Object(own));
            }
            Some(tag) => {
                let mut names = Schema::new();
                let pattern = pattern::tag(tag).unwrap_or_default();
                set(&mut names, pattern.as_str(), own);
                envelope.more.insert("patternProperties".to_owned(), Value::Object(names));
                // One key at least has the pattern.
                let other = json!({ "propertyNames": { "not": { "pattern": pattern } } });
                but_not(&mut envelope.more, vec![other]);
            }
            None => {}
        }
    }

    /// The payload's fields beside the keys of the envelope.
    fn spread(&mut self, envelope: Members, carried: &Carried<'p>) -> Schema {
        let ty = match carried.event.map(|(_, event)| &event.payload) {
            Some(Payload::Fields(id)) => Type::Named(*id),
            Some(Payload::Value(ty)) => ty.clone(),
            Some(Payload::None | Payload::Binary) | None => return envelope.schema(),
        };
        let mut shapes = self.shapes(&ty);
        if shapes.len() == 1 {
            let payload = shapes.remove(0);
            let mut all = envelope;
            all.properties.extend(payload.properties);
            all.required.extend(payload.required);
            all.rest = payload.rest;
            all.closed = payload.closed;
            all.more.extend(payload.more);
            return all.schema();
        }
        let keys: Vec<String> = envelope.properties.keys().cloned().collect();
        let arms: Vec<Value> = shapes
            .into_iter()
            .map(|mut members| {
                if members.closed || members.rest.is_some() {
                    for key in keys
                        .iter()
                        .filter(|key| !members.properties.contains_key(*key))
                        .cloned()
                        .collect::<Vec<_>>()
                    {
                        members.properties.insert(key, Value::Bool(true));
                    }
                }
                Value::Object(members.schema())
            })
            .collect();
        let mut own = Members { closed: false, ..envelope }.schema();
        if arms.is_empty() {
            own.insert("not".to_owned(), json!({}));
        } else {
            own.insert("oneOf".to_owned(), arms.into());
        }
        own
    }

    fn array(&mut self, items: &'p [Item], carried: &Carried<'p>) -> Schema {
        let mut all = Vec::new();
        let mut least = 0;
        for item in items {
            if item.spread {
                return self.spread_items(all, least, carried);
            }
            let own = self.slot(&item.slot, carried);
            let always = !item.optional || self.demanded(&item.slot, carried);
            all.push(Value::Object(own));
            if always {
                least = all.len();
            }
        }
        positions(all, least, None)
    }

    /// The payload's items behind those of the envelope.
    fn spread_items(&mut self, before: Vec<Value>, least: usize, carried: &Carried<'p>) -> Schema {
        let ty = match carried.event.map(|(_, event)| &event.payload) {
            Some(Payload::Fields(id)) => Type::Named(*id),
            Some(Payload::Value(ty)) => ty.clone(),
            Some(Payload::None) if self.protocol.wire.unknown_field == UnknownFields::Reject => {
                return positions(before, least, None);
            }
            Some(Payload::None | Payload::Binary) | None => {
                return positions(before, least, Some(Value::Bool(true)));
            }
        };
        match self.judge.base(&ty) {
            Base::Kind(TypeKind::Tuple(tuple)) => {
                let tuple = tuple.clone();
                self.tuple(&tuple, &before, least)
            }
            Base::Kind(TypeKind::Record(record)) => {
                let tuple = judge::positions(record);
                self.tuple(&tuple, &before, least)
            }
            Base::Type(Type::List(item)) => {
                let item = Value::Object(self.ty(item));
                positions(before, least, Some(item))
            }
            _ => positions(before, least, Some(Value::Bool(true))),
        }
    }

    fn slot(&mut self, slot: &'p Slot, carried: &Carried<'p>) -> Schema {
        match slot {
            Slot::Const(literal) => schema(json!({ "const": literal.to_json() })),
            Slot::Tag(part) => self.tag(*part, carried),
            Slot::Payload => match carried.event {
                Some((_, event)) => self.payload_value(event),
                None => Schema::new(),
            },
            Slot::Head(index) => self.head(*index, carried),
            Slot::Frames => {
                let frame = self.refer(Def::Frame);
                schema(json!({ "type": "array", "items": frame }))
            }
            Slot::Count => {
                let mut own = self.ty(&Type::Int(IntKind::U64));
                note(&mut own, "How many frames there are.");
                own
            }
            Slot::Compressed => {
                // Text to a decoder; whether it is base64 shows when it is inflated.
                schema(json!({
                    "description": "A compressed frame, as base64.",
                    "type": "string",
                    "contentEncoding": "base64",
                }))
            }
            Slot::Size => {
                let mut own = self.ty(&Type::Int(IntKind::U64));
                note(&mut own, "Bytes before compression.");
                own
            }
            Slot::CompressedSize => {
                let mut own = self.ty(&Type::Int(IntKind::U64));
                note(&mut own, "Bytes after compression, before base64.");
                own
            }
            Slot::Nested(shape) => self.shape(shape, carried),
        }
    }

    /// A part of the tag.
    fn tag(&mut self, part: usize, carried: &Carried<'p>) -> Schema {
        match carried.event {
            Some((_, event)) => event.tag.get(part).map(tag_part).unwrap_or_default(),
            None => any_tag(self.protocol, carried.sender, carried.frame, part),
        }
    }

    /// A payload as one value.
    pub(super) fn payload_value(&mut self, event: &Event) -> Schema {
        match &event.payload {
            Payload::Fields(id) => self.refer(Def::Type(*id)),
            Payload::Value(ty) => self.ty(ty),
            Payload::None | Payload::Binary => schema(json!({
                "description": "Nothing is carried: an empty object is written, and any value is accepted.",
            })),
        }
    }

    /// Whether an event demands what its frame may lack: a part of the tag that is not `null`, the
    /// topic of its channel, a payload.
    fn demanded(&self, slot: &Slot, carried: &Carried<'p>) -> bool {
        let Some((_, event)) = carried.event else { return false };
        match slot {
            Slot::Tag(part) => event.tag.get(*part) != Some(&TagPart::Literal(Literal::Null)),
            Slot::Payload => match judge::absent(self.protocol, event) {
                Absent::Missing => true,
                Absent::Nothing => false,
                // What a schema that is given elsewhere makes of nothing is not known here.
                Absent::Empty(_) => self.is_schema(&event.payload),
            },
            Slot::Head(index) => {
                let role = carried.frame.head.get(*index).and_then(|head| head.role);
                event.channel.is_some() && role == Some(Role::Channel)
            }
            Slot::Nested(Shape::Object(members)) => {
                members.iter().any(|member| self.demanded(&member.slot, carried))
            }
            Slot::Nested(Shape::Array(items)) => {
                items.iter().any(|item| self.demanded(&item.slot, carried))
            }
            Slot::Const(_)
            | Slot::Frames
            | Slot::Count
            | Slot::Compressed
            | Slot::Size
            | Slot::CompressedSize => false,
        }
    }

    fn is_schema(&self, payload: &Payload) -> bool {
        let Payload::Value(ty) = payload else { return false };
        matches!(self.judge.base(ty), Base::Kind(TypeKind::Schema(_)))
    }

    fn head(&mut self, index: usize, carried: &Carried<'p>) -> Schema {
        let Some(head) = carried.frame.head.get(index) else { return Schema::new() };
        let mut own = self.ty(&head.ty);
        match head.role {
            Some(Role::Channel) => self.topic(&mut own, carried),
            Some(role) => note(&mut own, role_words(role)),
            None => {}
        }
        own
    }

    /// The topics on which an event can come.
    fn topic(&mut self, own: &mut Schema, carried: &Carried<'p>) {
        let Some((_, event)) = carried.event else { return };
        if let Some(channel) = event.channel.and_then(|id| self.protocol.channels.get(id.0)) {
            let pattern = pattern::topic(self.judge, channel);
            // A topic is text, whatever else the envelope value might be.
            own.insert("type".to_owned(), "string".into());
            own.remove("anyOf");
            if own.contains_key("pattern") || own.contains_key("$ref") {
                also(own, json!({ "pattern": pattern }));
            } else {
                own.insert("pattern".to_owned(), pattern.into());
            }
            note(own, &format!("A topic of the channel `{}`.", channel.name));
            return;
        }
        note(own, "The topic of a channel.");
        // On topics of a channel that has the same tag, the message is the channel's.
        let of_channels =
            self.scoped().sharing_tag(event).into_iter().filter(|other| {
                other.from.contains(&carried.sender) && other.carrier == event.carrier
            });
        let mut seen = BTreeSet::new();
        let mut patterns = Vec::new();
        for channel in of_channels.filter_map(|other| other.channel) {
            if let Some(channel) = self.protocol.channels.get(channel.0) {
                let pattern = pattern::topic(self.judge, channel);
                if seen.insert(pattern.clone()) {
                    patterns.push(json!({ "type": "string", "pattern": pattern }));
                }
            }
        }
        but_not(own, patterns);
    }
}

/// A part of a tag, as a schema.
pub(super) fn tag_part(part: &TagPart) -> Schema {
    match part {
        TagPart::Literal(literal) => schema(json!({ "const": literal.to_json() })),
        TagPart::Pattern { prefix: _, suffix: _, param } => {
            let pattern = pattern::tag(part).unwrap_or_default();
            schema(json!({
                "description": format!("The free part is `{param}`."),
                "type": "string",
                "pattern": pattern,
            }))
        }
    }
}

/// A part of the tag of any event of a sender, for frames that carry a compressed one.
pub(super) fn any_tag(
    protocol: &crate::model::Protocol,
    sender: Party,
    frame: &Frame,
    part: usize,
) -> Schema {
    let mut seen = BTreeSet::new();
    let mut literals: Vec<Value> = Vec::new();
    let mut arms: Vec<Value> = Vec::new();
    for (_, event) in protocol.sent_by(sender) {
        if event.tag.len() != frame.tag.len() {
            continue;
        }
        match event.tag.get(part) {
            Some(TagPart::Literal(literal)) => {
                literals.extend(seen.insert(literal).then(|| literal.to_json()));
            }
            Some(pattern) => arms.push(Value::Object(tag_part(pattern))),
            None => {}
        }
    }
    let mut own = schema(json!({ "enum": literals }));
    if !arms.is_empty() {
        arms.insert(0, Value::Object(own));
        own = schema(json!({ "anyOf": arms }));
    }
    own
}

/// What a value of the envelope is for.
fn role_words(role: Role) -> &'static str {
    match role {
        Role::Channel => "The topic of a channel.",
        Role::Id => "The identity of the message.",
        Role::Correlation => "What a request and its replies have in common.",
        Role::Join => "The correlation of the join that the message belongs to.",
        Role::Seq => "The number of the message in its stream.",
        Role::Ack => "The last number that was received.",
        Role::Epoch => "The stream that offsets belong to.",
        Role::Offset => "The position in the stream.",
        Role::Time => "When the message was sent.",
        Role::Session => "The session.",
        Role::User => "The user.",
        Role::Connection => "The connection.",
        Role::Sender => "Who sent the message.",
        Role::Trace => "The identity under which the message is logged.",
        Role::Code => "The code of the error.",
        Role::Message => "The error in words.",
        Role::Details => "More about the error.",
    }
}

/// Whether a literal tag of the sender wins over this event's pattern.
pub(super) fn literals_that_win<'p>(
    document: &Document<'p>,
    carried: &Carried<'p>,
) -> Vec<&'p Event> {
    let Some((id, event)) = carried.event else { return Vec::new() };
    let is_pattern =
        |event: &Event| event.tag.iter().any(|part| matches!(part, TagPart::Pattern { .. }));
    if !is_pattern(event) {
        return Vec::new();
    }
    let scoped = has_topic(carried.frame);
    let others = document.protocol.sent_by(carried.sender).filter(|(other_id, other)| {
        let phases = matches!((other.phase, event.phase), (Some(one), Some(two)) if one != two);
        *other_id != id
            && other.carrier == event.carrier
            && !is_pattern(other)
            && !phases
            && (!scoped || other.channel == event.channel)
            && other.tag.len() == event.tag.len()
            && other.tag.iter().zip(&event.tag).all(|(literal, part)| match literal {
                TagPart::Literal(literal) => part_matches(part, Some(&literal.to_json())),
                TagPart::Pattern { .. } => false,
            })
    });
    others.map(|(_, event)| event).collect()
}
