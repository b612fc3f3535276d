//! Frames without tag that their constants tell from all others.

use super::{Carries, Item, Key, Member, Shape, Slot, Template};

/// Whether the constants of a frame say that it is meant, and none of the others. A frame whose tag names events
/// needs none.
pub(crate) fn is_named<'t>(
    template: &'t Template,
    mut others: impl Iterator<Item = &'t Template>,
) -> bool {
    let by_tag = template.carries == Carries::Event && template.tags > 0;
    !by_tag
        && has_constant(&template.shape)
        && others.all(|other| excludes(&template.shape, &other.shape))
}

/// Whether a shape has a constant that must be there.
pub(super) fn has_constant(shape: &Shape) -> bool {
    match shape {
        Shape::Object(members) => {
            members.iter().any(|each| !each.optional && is_constant(&each.slot))
        }
        Shape::Array(items) => items.iter().any(|each| !each.optional && is_constant(&each.slot)),
    }
}

/// Whether a place is a constant, or holds one that must be there.
pub(super) fn is_constant(slot: &Slot) -> bool {
    match slot {
        Slot::Const(_) => true,
        Slot::Nested(shape) => has_constant(shape),
        _ => false,
    }
}

/// Whether a value with the constants of one shape is none of the other: in the same place stands another constant,
/// a tag, or another kind of value, or it has another number of positions.
fn excludes(one: &Shape, other: &Shape) -> bool {
    match (one, other) {
        (Shape::Object(own), Shape::Object(others)) => {
            own.iter().any(|Member { key, optional, slot }| {
                let Key::Text(key) = key else { return false };
                let same = |each: &&Member| matches!(each.key, Key::Text(other) if other == *key);
                let same = others.iter().find(same);
                !optional && same.is_some_and(|each| differs(slot, &each.slot))
            })
        }
        (Shape::Array(own), Shape::Array(others)) => {
            let placed = own.iter().zip(*others).take_while(|(_, other)| !other.spread);
            let mut placed = placed.filter(|(own, _)| !own.spread && !own.optional);
            let ((fewest, most), (other_fewest, other_most)) = (positions(own), positions(others));
            most < other_fewest
                || other_most < fewest
                || placed.any(|(own, other)| differs(&own.slot, &other.slot))
        }
        (Shape::Object(_), Shape::Array(_)) | (Shape::Array(_), Shape::Object(_)) => true,
    }
}

/// The fewest and the most positions.
fn positions(items: &[Item]) -> (usize, usize) {
    let fewest = items.iter().filter(|item| !item.spread && !item.optional).count();
    let spread = items.iter().any(|item| item.spread);
    (fewest, if spread { usize::MAX } else { items.len() })
}

fn differs(one: &Slot, other: &Slot) -> bool {
    match (one, other) {
        (Slot::Const(one), Slot::Const(other)) => one != other,
        (Slot::Nested(one), Slot::Nested(other)) => excludes(one, other),
        (Slot::Const(_), Slot::Tag(_) | Slot::Nested(_) | Slot::Frames) => true,
        (Slot::Nested(_), Slot::Const(_) | Slot::Tag(_) | Slot::Compressed) => true,
        (Slot::Nested(Shape::Object(_)), Slot::Frames) => true,
        _ => false,
    }
}
