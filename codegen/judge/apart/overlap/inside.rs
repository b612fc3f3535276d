//! Can a value of a type have the skeleton that stands inside a template?

use super::{Message, Overlap, Place, SCALARS, Source, items::Spread, or_absent, set};
use crate::{
    judge::value::Base,
    model::{Key, Member, Payload, Presence, Record, Shape, Slot, Type, TypeKind},
};

impl<'p> Overlap<'p> {
    /// A template's object or array against whatever a place of a message can hold.
    pub(super) fn inside(
        self,
        ours: &'p Shape,
        place: &Place<'p>,
        message: &Message<'p>,
        sources: &mut Vec<Source<'p>>,
    ) -> bool {
        match (ours, self.content(place, message)) {
            (Shape::Object(ours), Some(Base::Kind(TypeKind::Record(record)))) => {
                self.record(ours, record, message, sources)
            }
            (Shape::Array(ours), Some(Base::Kind(TypeKind::Tuple(tuple)))) => {
                self.tuple(ours, Spread::of(tuple), message, sources)
            }
            (Shape::Array(ours), Some(Base::Type(Type::List(item)))) => {
                self.tuple(ours, Spread::List(item), message, sources)
            }
            _ => {
                let wanted = match ours {
                    Shape::Object(_) => "object",
                    Shape::Array(_) => "array",
                };
                let possible = self.kinds_of(place, message).contains(&wanted);
                if possible {
                    // Whatever is inside could be a tag.
                    for part in tags_below(ours) {
                        set(sources, part, Source::Kinds(SCALARS.to_vec()));
                    }
                }
                possible
            }
        }
    }

    /// The type of what stands in a place, if it is known.
    pub(super) fn content(self, place: &Place<'p>, message: &Message<'p>) -> Option<Base<'p>> {
        let ty = match place {
            Place::Type(ty) => ty,
            Place::Slot(Slot::Head(index)) => &message.frame.head.get(*index)?.ty,
            Place::Slot(Slot::Payload) => match &message.event?.1.payload {
                Payload::Fields(id) => {
                    return Some(Base::Kind(&self.judge.protocol.type_def(*id).kind));
                }
                Payload::Value(ty) => ty,
                Payload::None | Payload::Binary => return None,
            },
            Place::Slot(_) | Place::Any => return None,
        };
        Some(self.judge.base(ty))
    }

    /// As [`Overlap::object`], with the fields of a record in place of a template's keys.
    fn record(
        self,
        ours: &'p [Member],
        record: &'p Record,
        message: &Message<'p>,
        sources: &mut Vec<Source<'p>>,
    ) -> bool {
        ours.iter().all(|member| {
            let key = match &member.key {
                Key::Text(key) => key,
                Key::Tag(part) => {
                    set(sources, *part, Source::Kinds(vec!["string"]));
                    return record.rest.is_some() || !record.fields.is_empty();
                }
                Key::Spread => return true,
            };
            let (place, always) = field_of(record, key);
            let places: Vec<Place<'p>> = place.into_iter().collect();
            let fits = places.iter().any(|place| self.slot(&member.slot, place, message, sources));
            if let (true, Slot::Tag(part)) = (fits && member.optional && !always, &member.slot) {
                or_absent(sources, *part, &places);
            }
            fits || (member.optional && !always)
        })
    }
}

/// What a key of a record can hold, and whether it is always there.
pub(super) fn field_of<'p>(record: &'p Record, key: &str) -> (Option<Place<'p>>, bool) {
    match record.fields.iter().find(|field| field.name == key) {
        Some(field) => (Some(Place::Type(&field.ty)), field.presence == Presence::Required),
        None => (record.rest.as_ref().map(Place::Type), false),
    }
}

/// The tag parts inside a template.
fn tags_below(shape: &Shape) -> Vec<usize> {
    let mut found = Vec::new();
    let mut slots: Vec<&Slot> = Vec::new();
    let mut shapes = vec![shape];
    while let Some(shape) = shapes.pop() {
        match shape {
            Shape::Object(members) => {
                for member in members {
                    if let Key::Tag(part) = member.key {
                        found.push(part);
                    }
                    slots.push(&member.slot);
                }
            }
            Shape::Array(items) => slots.extend(items.iter().map(|item| &item.slot)),
        }
        for slot in slots.drain(..) {
            match slot {
                Slot::Tag(part) => found.push(*part),
                Slot::Nested(shape) => shapes.push(shape),
                _ => {}
            }
        }
    }
    found
}
