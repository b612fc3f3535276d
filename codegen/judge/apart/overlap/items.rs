//! Can an array of a message be as long as a template's, and what then stands in its positions?

use super::{Message, Overlap, Place, Source};
use crate::{
    judge::value::Base,
    model::{Event, Field, Item, Payload, Presence, Tuple, Type, TypeKind},
};

impl<'p> Overlap<'p> {
    /// A template's array against one of a message's frame.
    pub(super) fn array(
        self,
        ours: &'p [Item],
        theirs: &'p [Item],
        message: &Message<'p>,
        sources: &mut Vec<Source<'p>>,
    ) -> bool {
        let spread = self.spread_items(message.event.map(|(_, event)| event));
        let place = |index: usize| match theirs.iter().position(|item| item.spread) {
            Some(first) if index >= first => spread.place(index - first),
            _ => theirs.get(index).map(|item| Place::Slot(&item.slot)),
        };
        self.positions(ours, lengths(theirs, Some(spread)), place, message, sources)
    }

    /// A template's array against an array of this type.
    pub(super) fn tuple(
        self,
        ours: &'p [Item],
        theirs: Spread<'p>,
        message: &Message<'p>,
        sources: &mut Vec<Source<'p>>,
    ) -> bool {
        self.positions(ours, theirs.lengths(), |index| theirs.place(index), message, sources)
    }

    fn positions(
        self,
        ours: &'p [Item],
        (their_min, their_max): (usize, Option<usize>),
        place: impl Fn(usize) -> Option<Place<'p>>,
        message: &Message<'p>,
        sources: &mut Vec<Source<'p>>,
    ) -> bool {
        let own = self.event.map_or(Spread::Any, |event| match event.payload {
            // What has no payload reads anything.
            Payload::None => Spread::Any,
            _ => self.spread_items(Some(event)),
        });
        let (our_min, our_max) = lengths(ours, Some(own));
        let longest = |max: Option<usize>| max.unwrap_or(usize::MAX);
        if our_min > longest(their_max) || their_min > longest(our_max) {
            return false;
        }
        // Positions that are there in every message that both can have.
        let certain = our_min.max(their_min);
        let fits =
            ours.iter().enumerate().filter(|(_, item)| !item.spread).all(
                |(index, item)| match place(index) {
                    Some(place) => {
                        self.slot(&item.slot, &place, message, sources) || index >= certain
                    }
                    None => true,
                },
            );
        let first = ours.iter().position(|item| item.spread).unwrap_or(certain);
        fits && (first..certain).all(|index| match (own.place(index - first), place(index)) {
            (Some(Place::Type(ty)), Some(place)) => self.meets(ty, &place, message),
            _ => true,
        })
    }

    /// The items of an event's payload, where it is spread.
    pub(super) fn spread_items(self, event: Option<&'p Event>) -> Spread<'p> {
        let kind = match event.map(|event| &event.payload) {
            Some(Payload::Fields(id)) => Base::Kind(&self.judge.protocol.type_def(*id).kind),
            Some(Payload::Value(ty)) => self.judge.base(ty),
            Some(Payload::None) => return Spread::Nothing,
            Some(Payload::Binary) | None => return Spread::Any,
        };
        match kind {
            Base::Kind(TypeKind::Tuple(tuple)) => Spread::of(tuple),
            Base::Kind(TypeKind::Record(record)) => {
                Spread::Fields { fields: &record.fields, rest: None }
            }
            Base::Type(Type::List(item)) => Spread::List(item),
            Base::Kind(_) | Base::Type(_) => Spread::Any,
        }
    }
}

/// The shortest and the longest array of a template; `spread` is what stands behind it in a message.
fn lengths(items: &[Item], spread: Option<Spread<'_>>) -> (usize, Option<usize>) {
    let required = items.iter().take_while(|item| !item.optional && !item.spread).count();
    if !items.iter().any(|item| item.spread) {
        return (required, Some(items.len()));
    }
    let before = items.len().saturating_sub(1);
    let (least, most) = spread.unwrap_or(Spread::Any).lengths();
    (required + least, most.map(|most| before + most))
}

/// Items whose number and types may be known: those of a payload or of another value.
#[derive(Clone, Copy)]
pub(super) enum Spread<'p> {
    Fields { fields: &'p [Field], rest: Option<&'p Field> },
    List(&'p Type),
    Nothing,
    Any,
}

impl<'p> Spread<'p> {
    pub(super) fn of(tuple: &'p Tuple) -> Self {
        Self::Fields { fields: &tuple.items, rest: tuple.rest.as_ref() }
    }

    /// The fewest and the most items.
    pub(super) fn lengths(self) -> (usize, Option<usize>) {
        match self {
            Self::Fields { fields, rest } => {
                let is_required = |field: &&Field| field.presence == Presence::Required;
                let least = fields.iter().take_while(is_required).count();
                (least, rest.is_none().then_some(fields.len()))
            }
            Self::Nothing => (0, Some(0)),
            Self::List(_) | Self::Any => (0, None),
        }
    }

    /// What the item with this index can hold.
    pub(super) fn place(self, index: usize) -> Option<Place<'p>> {
        match self {
            Self::Fields { fields, rest } => {
                fields.get(index).or(rest).map(|field| Place::Type(&field.ty))
            }
            Self::List(item) => Some(Place::Type(item)),
            Self::Nothing => None,
            Self::Any => Some(Place::Any),
        }
    }
}
