//! The fast way through a frame: in template order, in one pass, without looking back.

use super::{Item, Key, Member, Shape, Slot, Slots, Special};
use crate::{codegen::take_constant, json::Reader};

/// The frame is not this one, or not in this order, or not valid. The other way finds out which.
#[derive(Debug)]
pub(crate) struct Miss;

/// How a payload stands in its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// As one value.
    Value,
    /// Beside the other keys.
    Members,
    /// From this position on.
    Items,
}

/// Takes the payload, before which the reader stands, and leaves the reader behind it: behind the
/// value, or behind the bracket that ends its members or items.
pub(crate) type TakePayload<'f, 'a> =
    dyn FnMut(&mut Reader<'a>, &mut Slots<'a>, Position) -> Result<(), Miss> + 'f;

/// Walks an object or array of a template.
pub(crate) fn walk<'a>(
    shape: &Shape,
    reader: &mut Reader<'a>,
    slots: &mut Slots<'a>,
    payload: &mut TakePayload<'_, 'a>,
) -> Result<(), Miss> {
    match shape {
        Shape::Object(members) => object(members, reader, slots, payload),
        Shape::Array(items) => array(items, reader, slots, payload),
    }
}

fn object<'a>(
    members: &[Member],
    reader: &mut Reader<'a>,
    slots: &mut Slots<'a>,
    payload: &mut TakePayload<'_, 'a>,
) -> Result<(), Miss> {
    reader.begin_object().map_err(|_| Miss)?;
    for (index, member) in members.iter().enumerate() {
        match member.key {
            Key::Text(key) if reader.take_key(key) => value(&member.slot, reader, slots, payload)?,
            Key::Text(_) if member.optional => {}
            Key::Text(_) => return Err(Miss),
            Key::Tag(tag) => match reader.next_raw_key() {
                Ok(Some((_, raw))) => {
                    slots.set_tag(tag, raw);
                    value(&member.slot, reader, slots, payload)?;
                }
                _ => return Err(Miss),
            },
            Key::Spread => {
                // Envelope keys behind the payload, or a second time within it, need another look.
                let before = reader.skipped();
                if index + 1 < members.len() {
                    return Err(Miss);
                }
                payload(reader, slots, Position::Members)?;
                return if reader.skipped() == before { Ok(()) } else { Err(Miss) };
            }
        }
    }
    if reader.take_object_end() { Ok(()) } else { Err(Miss) }
}

fn array<'a>(
    items: &[Item],
    reader: &mut Reader<'a>,
    slots: &mut Slots<'a>,
    payload: &mut TakePayload<'_, 'a>,
) -> Result<(), Miss> {
    reader.begin_array().map_err(|_| Miss)?;
    for item in items {
        if item.spread {
            return payload(reader, slots, Position::Items);
        }
        match reader.more_items() {
            Ok(true) => value(&item.slot, reader, slots, payload)?,
            Ok(false) if item.optional => break,
            _ => return Err(Miss),
        }
    }
    reader.end_array().map_err(|_| Miss)
}

#[inline]
fn value<'a>(
    slot: &Slot,
    reader: &mut Reader<'a>,
    slots: &mut Slots<'a>,
    payload: &mut TakePayload<'_, 'a>,
) -> Result<(), Miss> {
    match slot {
        Slot::Const(literal) => match take_constant(reader, *literal) {
            Ok(true) => return Ok(()),
            _ => return Err(Miss),
        },
        Slot::Payload => return payload(reader, slots, Position::Value),
        Slot::Nested(shape) => return walk(shape, reader, slots, payload),
        _ => {}
    }
    let text = reader.raw_value().map_err(|_| Miss)?;
    keep(slot, slots, text);
    Ok(())
}

/// Puts a raw text into its slot.
pub(crate) fn keep<'a>(slot: &Slot, slots: &mut Slots<'a>, text: &'a str) {
    match slot {
        Slot::Tag(index) => slots.set_tag(*index, text),
        Slot::Head(index) => slots.set_head(*index, text),
        Slot::Frames => slots.set_special(Special::Frames, text),
        Slot::Count => slots.set_special(Special::Count, text),
        Slot::Compressed => slots.set_special(Special::Compressed, text),
        Slot::Size => slots.set_special(Special::Size, text),
        Slot::CompressedSize => slots.set_special(Special::CompressedSize, text),
        Slot::Const(_) | Slot::Payload | Slot::Nested(_) => {}
    }
}
