//! Can what one frame writes be read as a value of another's type?
//!
//! Everything here says `false` only where no value is both: a reader then goes on to the next frame.

use super::{Message, Overlap, Place, inside::field_of, items::Spread};
use crate::judge::value::{Base, kinds};
use crate::model::{
    Constraints, Event, Field, Item, Key, Member, Payload, Presence, Record, Shape, Slot, Type,
    TypeKind, UnknownFields,
};

/// How deep types are compared.
const DEEP: u32 = 6;

impl<'p> Overlap<'p> {
    /// Whether a place of a message can hold a value of this type.
    pub(super) fn meets(self, ty: &'p Type, place: &Place<'p>, message: &Message<'p>) -> bool {
        let other = match place {
            Place::Type(other) => Some(*other),
            Place::Slot(Slot::Head(index)) => message.frame.head.get(*index).map(|head| &head.ty),
            Place::Slot(Slot::Payload) => match message.event.map(|(_, event)| &event.payload) {
                Some(Payload::Value(other)) => Some(other),
                _ => None,
            },
            Place::Slot(Slot::Const(literal)) => {
                let value = literal.to_json();
                return self.judge.field(ty, &Constraints::default(), &value, 0).is_ok();
            }
            Place::Slot(_) | Place::Any => None,
        };
        match other {
            Some(other) => self.types(ty, other, 0),
            None => self.base_meets(self.judge.base(ty), &kinds(self.judge, ty), place, message),
        }
    }

    /// Whether a place of a message can hold our event's payload.
    pub(super) fn payload_meets(
        self,
        ours: &'p Event,
        place: &Place<'p>,
        message: &Message<'p>,
    ) -> bool {
        match &ours.payload {
            Payload::None | Payload::Binary => true,
            Payload::Value(ty) => self.meets(ty, place, message),
            Payload::Fields(id) => {
                let kind = &self.judge.protocol.type_def(*id).kind;
                let kinds = kinds(self.judge, &Type::Named(*id));
                self.base_meets(Base::Kind(kind), &kinds, place, message)
            }
        }
    }

    fn base_meets(
        self,
        ours: Base<'p>,
        our_kinds: &[&'static str],
        place: &Place<'p>,
        message: &Message<'p>,
    ) -> bool {
        let common = common(our_kinds, &self.kinds_of(place, message));
        let theirs = match place {
            Place::Slot(Slot::Nested(shape)) if !common.is_empty() => {
                return self.template(ours, shape, message);
            }
            place => self.content(place, message),
        };
        match theirs {
            Some(theirs) => self.of_kinds(&common, ours, theirs, 0),
            None => !common.is_empty(),
        }
    }

    /// Whether what an event has as its payload can be read as that of another.
    pub(in crate::judge::apart) fn payloads(self, ours: &'p Event, theirs: &'p Event) -> bool {
        let base = |event: &'p Event| match &event.payload {
            Payload::None | Payload::Binary => None,
            Payload::Fields(id) => Some(Base::Kind(&self.judge.protocol.type_def(*id).kind)),
            Payload::Value(ty) => Some(self.judge.base(ty)),
        };
        let kinds_of = |event: &'p Event| match &event.payload {
            Payload::None | Payload::Binary => Vec::new(),
            Payload::Fields(id) => kinds(self.judge, &Type::Named(*id)),
            Payload::Value(ty) => kinds(self.judge, ty),
        };
        match (base(ours), base(theirs)) {
            (Some(one), Some(other)) => {
                let common = common(&kinds_of(ours), &kinds_of(theirs));
                self.of_kinds(&common, one, other, 0)
            }
            _ => true,
        }
    }

    /// Whether some value is of both types.
    fn types(self, ours: &'p Type, theirs: &'p Type, depth: u32) -> bool {
        let common = common(&kinds(self.judge, ours), &kinds(self.judge, theirs));
        let words = |ty: &'p Type| match self.judge.base(ty) {
            Base::Kind(TypeKind::Enum(set)) if !set.open => {
                Some(set.values.iter().map(|each| each.value.as_str().into()).collect())
            }
            Base::Kind(TypeKind::IntEnum(set)) if !set.open => {
                Some(set.values.iter().map(|each| each.value.into()).collect())
            }
            Base::Type(Type::Const(literal)) => Some(vec![literal.to_json()]),
            _ => None,
        };
        let one_of = |values: Vec<serde_json::Value>, ty: &Type| {
            values.iter().any(|each| self.judge.field(ty, &Constraints::default(), each, 0).is_ok())
        };
        if !common.contains(&"null") {
            if let Some(values) = words(ours) {
                return one_of(values, theirs);
            }
            if let Some(values) = words(theirs) {
                return one_of(values, ours);
            }
        }
        self.of_kinds(&common, self.judge.base(ours), self.judge.base(theirs), depth)
    }

    fn of_kinds(self, common: &[&str], ours: Base<'p>, theirs: Base<'p>, depth: u32) -> bool {
        match common {
            [] => false,
            ["array" | "object"] => self.contents(ours, theirs, depth),
            _ => true,
        }
    }

    /// Whether some array or object is of both types.
    fn contents(self, ours: Base<'p>, theirs: Base<'p>, depth: u32) -> bool {
        if depth > DEEP {
            return true;
        }
        match (ours, theirs) {
            (Base::Kind(TypeKind::Record(ours)), Base::Kind(TypeKind::Record(theirs))) => {
                self.records(ours, theirs, depth)
            }
            (ours, theirs) => match (items_of(ours), items_of(theirs)) {
                (Some(ours), Some(theirs)) => self.items(ours, theirs, depth),
                _ => true,
            },
        }
    }

    fn records(self, ours: &'p Record, theirs: &'p Record, depth: u32) -> bool {
        let required = |field: &&Field| field.presence == Presence::Required;
        let meet = |place: &Place<'p>, ty: &'p Type| match place {
            Place::Type(other) => self.types(ty, other, depth + 1),
            _ => true,
        };
        let we_read = ours.fields.iter().filter(required).all(|field| {
            let (place, _) = field_of(theirs, &field.name);
            place.is_some_and(|place| meet(&place, &field.ty))
        });
        let they_write = theirs.fields.iter().filter(required).all(|field| {
            match field_of(ours, &field.name).0 {
                Some(Place::Type(ty)) => self.types(ty, &field.ty, depth + 1),
                Some(_) => true,
                None => ours.unknown != UnknownFields::Reject,
            }
        });
        we_read && they_write
    }

    fn items(self, ours: Spread<'p>, theirs: Spread<'p>, depth: u32) -> bool {
        let ((our_min, our_max), (their_min, their_max)) = (ours.lengths(), theirs.lengths());
        let longest = |max: Option<usize>| max.unwrap_or(usize::MAX);
        if our_min > longest(their_max) || their_min > longest(our_max) {
            return false;
        }
        // Positions that are there in every array of both; what repeats is looked at once.
        let certain = our_min.max(their_min).min(64);
        (0..certain).all(|index| match (ours.place(index), theirs.place(index)) {
            (Some(Place::Type(one)), Some(Place::Type(other))) => self.types(one, other, depth + 1),
            _ => true,
        })
    }

    /// Whether what a template writes can be a value of this type.
    fn template(self, ours: Base<'p>, shape: &'p Shape, message: &Message<'p>) -> bool {
        match (ours, shape) {
            (Base::Kind(TypeKind::Record(record)), Shape::Object(members)) => {
                self.record_of(record, members, message)
            }
            (base, Shape::Array(items)) => match items_of(base) {
                Some(ours) => self.items_of_template(ours, items, message),
                None => true,
            },
            _ => true,
        }
    }

    /// Whether the keys of a template are those that a record demands.
    pub(super) fn record_of(
        self,
        record: &'p Record,
        members: &'p [Member],
        message: &Message<'p>,
    ) -> bool {
        record.fields.iter().filter(|field| field.presence == Presence::Required).all(|field| {
            let (places, _) = self.places_of(&field.name, members, message);
            places.iter().any(|place| self.meets(&field.ty, place, message))
        })
    }

    fn items_of_template(self, ours: Spread<'p>, items: &'p [Item], message: &Message<'p>) -> bool {
        if items.iter().any(|item| item.spread) {
            return true;
        }
        let (min, max) = ours.lengths();
        let required = items.iter().take_while(|item| !item.optional).count();
        if min > items.len() || max.is_some_and(|max| required > max) {
            return false;
        }
        items.iter().enumerate().take(required.max(min)).all(|(index, item)| {
            match ours.place(index) {
                Some(Place::Type(ty)) => self.meets(ty, &Place::Slot(&item.slot), message),
                _ => true,
            }
        })
    }

    /// Whether the payload of our event can be read where its fields are spread beside these keys.
    pub(super) fn spread_meets(
        self,
        ours: &'p Event,
        own: &'p [Member],
        theirs: &'p [Member],
        message: &Message<'p>,
    ) -> bool {
        let kind = match &ours.payload {
            Payload::Fields(id) => &self.judge.protocol.type_def(*id).kind,
            Payload::Value(ty) => match self.judge.base(ty) {
                Base::Kind(kind) => kind,
                Base::Type(_) => return true,
            },
            Payload::None | Payload::Binary => return true,
        };
        let TypeKind::Record(record) = kind else { return true };
        self.record_of(record, theirs, message)
            && (record.unknown != UnknownFields::Reject
                || theirs.iter().all(|member| match &member.key {
                    Key::Text(key) => {
                        member.optional
                            || field_of(record, key).0.is_some()
                            || own
                                .iter()
                                .any(|each| matches!(&each.key, Key::Text(text) if text == key))
                    }
                    Key::Tag(_) => record.rest.is_some(),
                    Key::Spread => true,
                }))
    }
}

/// The items of what is an array.
fn items_of(base: Base<'_>) -> Option<Spread<'_>> {
    match base {
        Base::Kind(TypeKind::Tuple(tuple)) => Some(Spread::of(tuple)),
        Base::Type(Type::List(item)) => Some(Spread::List(item)),
        _ => None,
    }
}

fn common(ours: &[&'static str], theirs: &[&'static str]) -> Vec<&'static str> {
    ours.iter().copied().filter(|kind| theirs.contains(kind)).collect()
}
