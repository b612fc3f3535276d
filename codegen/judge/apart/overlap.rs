//! Can a message of one frame have the skeleton of another, and what then stands in its tag?

use super::super::{
    tag::part_matches,
    value::{Base, Judge, kinds},
};
use crate::model::{
    Constraints, Event, EventId, Frame, Key, Literal, Member, Party, Payload, Shape, Slot, TagPart,
    Type, TypeKind,
};
use inside::field_of;

mod inside;
mod items;
mod meet;

/// A kind of message: a frame, and the event in it if it carries one.
#[derive(Clone, Copy)]
pub(super) struct Message<'p> {
    pub(super) frame: &'p Frame,
    pub(super) event: Option<(EventId, &'p Event)>,
}

/// What a message has where another frame has a part of its tag.
#[derive(Debug, Clone)]
pub(super) enum Source<'p> {
    /// A constant, or a literal part of its own tag.
    Literal(Literal),
    /// A pattern of its own tag.
    Pattern(&'p TagPart),
    /// Any value of these kinds.
    Kinds(Vec<&'static str>),
    /// One of several: a key of an object in which each could be the tag.
    OneOf(Vec<Source<'p>>),
    /// Nothing.
    Absent,
}

/// Compares a template with the messages of another.
#[derive(Clone, Copy)]
pub(super) struct Overlap<'p> {
    pub(super) judge: Judge<'p>,
    pub(super) sender: Party,
    /// The frame whose template it is.
    pub(super) frame: &'p Frame,
    /// The event as which the message would be read, where it is looked at.
    pub(super) event: Option<&'p Event>,
}

/// What a place of a message can hold.
#[derive(Clone)]
enum Place<'p> {
    Slot(&'p Slot),
    /// A value of this type: a field of a spread payload, the payload itself.
    Type(&'p Type),
    /// Any value.
    Any,
}

impl<'p> Overlap<'p> {
    /// What stands in the tag's parts of the frame when it reads a message; `None` when no message has
    /// the skeleton, or its envelope or payload can never be read.
    pub(super) fn find(self, message: &Message<'p>) -> Option<Vec<Source<'p>>> {
        let mut sources = vec![Source::Absent; self.frame.tag.len()];
        self.shape(&self.frame.shape, &message.frame.shape, message, &mut sources)
            .then_some(sources)
    }

    fn shape(
        self,
        ours: &'p Shape,
        theirs: &'p Shape,
        message: &Message<'p>,
        sources: &mut Vec<Source<'p>>,
    ) -> bool {
        match (ours, theirs) {
            (Shape::Object(ours), Shape::Object(theirs)) => {
                self.object(ours, theirs, message, sources)
            }
            (Shape::Array(ours), Shape::Array(theirs)) => {
                self.array(ours, theirs, message, sources)
            }
            _ => false,
        }
    }

    fn object(
        self,
        ours: &'p [Member],
        theirs: &'p [Member],
        message: &Message<'p>,
        sources: &mut Vec<Source<'p>>,
    ) -> bool {
        ours.iter().all(|member| {
            let (places, always) = match &member.key {
                Key::Text(key) => self.places_of(key, theirs, message),
                Key::Tag(part) => {
                    return self.keyed(*part, ours, theirs, message, sources);
                }
                Key::Spread => {
                    let event = self.event;
                    return event
                        .is_none_or(|event| self.spread_meets(event, ours, theirs, message));
                }
            };
            // Several places cannot be the same key; any of them will do.
            let fits = places.iter().any(|place| self.slot(&member.slot, place, message, sources));
            if let (true, Slot::Tag(part)) = (fits && member.optional && !always, &member.slot) {
                or_absent(sources, *part, &places);
            }
            fits || (member.optional && !always)
        })
    }

    /// What a key of a message can hold, and whether it is always there.
    fn places_of(
        self,
        key: &str,
        theirs: &'p [Member],
        message: &Message<'p>,
    ) -> (Vec<Place<'p>>, bool) {
        let mut places = Vec::new();
        let mut always = false;
        for member in theirs {
            match &member.key {
                Key::Text(text) if text == key => {
                    return (vec![Place::Slot(&member.slot)], !member.optional);
                }
                Key::Text(_) => {}
                Key::Tag(part) => {
                    let value = key.into();
                    let tag = message.event.and_then(|(_, event)| event.tag.get(*part));
                    if tag.is_none_or(|tag| part_matches(tag, Some(&value))) {
                        places.push(Place::Slot(&member.slot));
                    }
                }
                Key::Spread => {
                    let (spread, required) = self.spread(key, message);
                    always |= required;
                    places.extend(spread);
                }
            }
        }
        (places, always)
    }

    /// What a key of a spread payload can hold, and whether it is always there.
    fn spread(self, key: &str, message: &Message<'p>) -> (Option<Place<'p>>, bool) {
        let Some((_, event)) = message.event else { return (None, false) };
        let kind = match &event.payload {
            Payload::None | Payload::Binary => return (None, false),
            Payload::Fields(id) => &self.judge.protocol.type_def(*id).kind,
            Payload::Value(ty) => match self.judge.base(ty) {
                Base::Kind(kind) => kind,
                Base::Type(_) => return (Some(Place::Any), false),
            },
        };
        match kind {
            TypeKind::Record(record) => field_of(record, key),
            _ => (Some(Place::Any), false),
        }
    }

    /// A template whose key is the tag.
    fn keyed(
        self,
        part: usize,
        ours: &'p [Member],
        theirs: &'p [Member],
        message: &Message<'p>,
        sources: &mut [Source<'p>],
    ) -> bool {
        let is_own = |key: &str| {
            ours.iter().any(|member| matches!(&member.key, Key::Text(text) if text == key))
        };
        // Each key that is not the template's own could be the tag.
        let mut found: Vec<Source<'p>> = Vec::new();
        for member in theirs {
            match &member.key {
                Key::Text(key) if is_own(key) => {}
                Key::Text(key) => found.push(Source::Literal(Literal::Text(key.clone()))),
                Key::Tag(theirs) => found.push(self.tag_of(*theirs, message)),
                Key::Spread => match message.event.map(|(_, event)| &event.payload) {
                    None | Some(Payload::None | Payload::Binary) => {}
                    _ => found.push(Source::Kinds(vec!["string"])),
                },
            }
        }
        match found.len() {
            0 => return false,
            1 => found.into_iter().for_each(|source| set(sources, part, source)),
            _ => set(sources, part, Source::OneOf(found)),
        }
        true
    }

    /// Whether a place of a message can hold what our slot demands.
    fn slot(
        self,
        ours: &'p Slot,
        place: &Place<'p>,
        message: &Message<'p>,
        sources: &mut Vec<Source<'p>>,
    ) -> bool {
        match ours {
            Slot::Const(literal) => self.can_be(place, literal, message),
            Slot::Tag(part) => match self.source(place, message) {
                Some(source) => {
                    set(sources, *part, source);
                    true
                }
                None => false,
            },
            Slot::Frames => self.kinds_of(place, message).contains(&"array"),
            Slot::Compressed => self.kinds_of(place, message).contains(&"string"),
            Slot::Nested(shape) => match place {
                Place::Slot(Slot::Nested(theirs)) => self.shape(shape, theirs, message, sources),
                place => self.inside(shape, place, message, sources),
            },
            Slot::Head(index) => {
                let head = self.frame.head.get(*index);
                head.is_none_or(|head| self.meets(&head.ty, place, message))
            }
            Slot::Payload => {
                self.event.is_none_or(|event| self.payload_meets(event, place, message))
            }
            Slot::Count | Slot::Size | Slot::CompressedSize => true,
        }
    }

    /// Whether a place can hold this constant.
    fn can_be(self, place: &Place<'p>, literal: &Literal, message: &Message<'p>) -> bool {
        let value = literal.to_json();
        let of_type = |ty: &Type| self.judge.field(ty, &Constraints::default(), &value, 0).is_ok();
        match place {
            Place::Any => true,
            Place::Type(ty) => of_type(ty),
            Place::Slot(Slot::Const(own)) => own == literal,
            Place::Slot(Slot::Head(index)) => {
                message.frame.head.get(*index).is_none_or(|head| of_type(&head.ty))
            }
            Place::Slot(Slot::Payload) => match message.event.map(|(_, event)| &event.payload) {
                Some(Payload::Fields(id)) => of_type(&Type::Named(*id)),
                Some(Payload::Value(ty)) => of_type(ty),
                _ => true,
            },
            Place::Slot(_) => match self.source(place, message) {
                Some(Source::Literal(own)) => own == *literal,
                Some(Source::Pattern(part)) => part_matches(part, Some(&value)),
                Some(Source::Kinds(kinds)) => kinds.contains(&kind_of(literal)),
                // Only the key of an object is one of several, and a key is no value.
                Some(Source::OneOf(_) | Source::Absent) | None => false,
            },
        }
    }

    /// What a place gives a tag that is read there; `None` when it holds nothing that is a tag.
    fn source(self, place: &Place<'p>, message: &Message<'p>) -> Option<Source<'p>> {
        match place {
            Place::Slot(Slot::Const(literal)) => return Some(Source::Literal(literal.clone())),
            Place::Slot(Slot::Tag(part)) => return Some(self.tag_of(*part, message)),
            Place::Type(ty) => {
                if let Some(literal) = self.judge.constant_of(ty) {
                    return Some(Source::Literal(literal.clone()));
                }
            }
            Place::Slot(_) | Place::Any => {}
        }
        let kinds: Vec<_> = self
            .kinds_of(place, message)
            .into_iter()
            .filter(|kind| SCALARS.contains(kind))
            .collect();
        (!kinds.is_empty()).then_some(Source::Kinds(kinds))
    }

    /// A part of the message's own tag.
    fn tag_of(self, part: usize, message: &Message<'p>) -> Source<'p> {
        match message.event.and_then(|(_, event)| event.tag.get(part)) {
            Some(TagPart::Literal(literal)) => Source::Literal(literal.clone()),
            Some(pattern) => Source::Pattern(pattern),
            // A compressed frame has the tag of any event.
            None => {
                let mut kinds: Vec<&'static str> = Vec::new();
                for (_, event) in self.judge.protocol.sent_by(self.sender) {
                    let kind = match event.tag.get(part) {
                        Some(TagPart::Literal(literal)) => kind_of(literal),
                        _ => "string",
                    };
                    if !kinds.contains(&kind) {
                        kinds.push(kind);
                    }
                }
                Source::Kinds(kinds)
            }
        }
    }

    fn kinds_of(self, place: &Place<'p>, message: &Message<'p>) -> Vec<&'static str> {
        const ALL: [&str; 7] =
            ["null", "boolean", "integer", "number", "string", "array", "object"];
        let of_type = |ty: &Type| kinds(self.judge, ty);
        match place {
            Place::Any => ALL.to_vec(),
            Place::Type(ty) => of_type(ty),
            Place::Slot(slot) => match slot {
                Slot::Const(literal) => vec![kind_of(literal)],
                Slot::Tag(_) => SCALARS.to_vec(),
                Slot::Payload => match message.event.map(|(_, event)| &event.payload) {
                    Some(Payload::Fields(id)) => of_type(&Type::Named(*id)),
                    Some(Payload::Value(ty)) => of_type(ty),
                    // What is written where an event has no payload.
                    Some(Payload::None | Payload::Binary) | None => vec!["object"],
                },
                Slot::Head(index) => {
                    message.frame.head.get(*index).map_or(ALL.to_vec(), |head| of_type(&head.ty))
                }
                Slot::Frames => vec!["array"],
                Slot::Count | Slot::Size | Slot::CompressedSize => vec!["integer"],
                Slot::Compressed => vec!["string"],
                Slot::Nested(Shape::Object(_)) => vec!["object"],
                Slot::Nested(Shape::Array(_)) => vec!["array"],
            },
        }
    }
}

const SCALARS: [&str; 4] = ["null", "boolean", "integer", "string"];

/// Whether some value is both parts.
pub(crate) fn parts(one: &TagPart, other: &TagPart) -> bool {
    match (one, other) {
        (TagPart::Literal(one), TagPart::Literal(other)) => one == other,
        (TagPart::Literal(literal), part) | (part, TagPart::Literal(literal)) => {
            part_matches(part, Some(&literal.to_json()))
        }
        (
            TagPart::Pattern { prefix, suffix, .. },
            TagPart::Pattern { prefix: other_prefix, suffix: other_suffix, .. },
        ) => {
            let begins = prefix.starts_with(other_prefix.as_str())
                || other_prefix.starts_with(prefix.as_str());
            let ends =
                suffix.ends_with(other_suffix.as_str()) || other_suffix.ends_with(suffix.as_str());
            begins && ends
        }
    }
}

fn set<'p>(sources: &mut [Source<'p>], part: usize, source: Source<'p>) {
    if let Some(place) = sources.get_mut(part) {
        *place = source;
    }
}

/// The place of an optional tag part may be empty. A tag part that stands there says so itself.
fn or_absent(sources: &mut [Source<'_>], part: usize, places: &[Place<'_>]) {
    if matches!(places, [Place::Slot(Slot::Tag(_))]) {
        return;
    }
    let Some(place) = sources.get_mut(part) else { return };
    let mut kinds = match place {
        Source::Literal(literal) => vec![kind_of(literal)],
        Source::Pattern(_) => vec!["string"],
        Source::Kinds(kinds) => kinds.clone(),
        Source::OneOf(_) | Source::Absent => return,
    };
    kinds.push("null");
    *place = Source::Kinds(kinds);
}

fn kind_of(literal: &Literal) -> &'static str {
    match literal {
        Literal::Null => "null",
        Literal::Bool(_) => "boolean",
        Literal::Int(_) => "integer",
        Literal::Text(_) => "string",
    }
}
