//! A template filled and written.

use super::{Item, Key, Literal, Member, Shape, Slot, Special};
use crate::{codegen::write_constant, error::EncodeError, json::Writer};

/// What fills a template.
pub(crate) trait Fill {
    /// Appends the envelope value; `false` when it is absent.
    fn head(&self, index: u8, out: &mut Writer) -> bool;
    /// Appends the part of the tag as a value. `false` when it is `null`, which may be left out.
    fn tag(&self, index: u8, out: &mut Writer) -> Result<bool, EncodeError>;
    /// Appends the payload as one value; `false`, where it may be absent, when there is none.
    fn payload(&self, optional: bool, out: &mut Writer) -> Result<bool, EncodeError>;
    /// Appends the payload beside the keys.
    fn members(&self, out: &mut Writer) -> Result<(), EncodeError>;
    /// Appends the payload at the following positions.
    fn items(&self, out: &mut Writer) -> Result<(), EncodeError>;
    /// Appends what batches and compressed frames have; `false` when it has none.
    fn special(&self, special: Special, out: &mut Writer) -> Result<bool, EncodeError>;
    /// The error of a required value that is absent.
    fn missing(&self, slot: &Slot) -> EncodeError;
}

/// The keys that are still to be written, as JSON text with comma and colon.
pub(crate) type Keys<'k> = std::slice::Iter<'k, String>;

/// Appends an object or array of a template, whose keys are the next ones.
pub(crate) fn write(
    shape: &Shape,
    keys: &mut Keys<'_>,
    fill: &dyn Fill,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    match shape {
        Shape::Object(members) => {
            out.begin_object();
            for member in *members {
                write_member(member, keys, fill, out)?;
            }
            out.end_object();
        }
        Shape::Array(items) => {
            out.begin_array();
            write_items(items, keys, fill, out)?;
            out.end_array();
        }
    }
    Ok(())
}

fn write_member(
    member: &Member,
    keys: &mut Keys<'_>,
    fill: &dyn Fill,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    let start = out.len();
    match member.key {
        Key::Text(key) => match keys.next() {
            Some(text) => out.raw_key(text),
            None => out.key(key),
        },
        Key::Tag(index) => {
            out.separate();
            fill.tag(index, out)?;
            out.raw(":");
        }
        Key::Spread => return fill.members(out),
    }
    if !write_slot(&member.slot, member.optional, keys, fill, out)? {
        if !member.optional {
            return Err(fill.missing(&member.slot));
        }
        out.truncate(start);
    }
    Ok(())
}

fn write_items(
    items: &[Item],
    keys: &mut Keys<'_>,
    fill: &dyn Fill,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    let mut missing = None;
    for item in items {
        if item.spread {
            return fill.items(out);
        }
        let start = out.len();
        out.separate();
        if write_slot(&item.slot, item.optional, keys, fill, out)? {
            // A position can only be missing with all that follow.
            if let Some(earlier) = missing {
                return Err(fill.missing(earlier));
            }
        } else if item.optional {
            out.truncate(start);
            missing = missing.or(Some(&item.slot));
        } else {
            return Err(fill.missing(&item.slot));
        }
    }
    Ok(())
}

/// Appends a value; `false`, and perhaps something appended, when it is absent.
fn write_slot(
    slot: &Slot,
    optional: bool,
    keys: &mut Keys<'_>,
    fill: &dyn Fill,
    out: &mut Writer,
) -> Result<bool, EncodeError> {
    Ok(match slot {
        Slot::Const(literal) => {
            write_constant(*literal, out);
            true
        }
        Slot::Tag(index) => fill.tag(*index, out)? || !optional,
        Slot::Payload => fill.payload(optional, out)?,
        Slot::Head(index) => fill.head(*index, out),
        Slot::Frames => fill.special(Special::Frames, out)?,
        Slot::Count => fill.special(Special::Count, out)?,
        Slot::Compressed => fill.special(Special::Compressed, out)?,
        Slot::Size => fill.special(Special::Size, out)?,
        Slot::CompressedSize => fill.special(Special::CompressedSize, out)?,
        Slot::Nested(shape) if optional && !has_any(shape, fill, out) => {
            skip_keys(shape, keys);
            false
        }
        Slot::Nested(shape) => {
            write(shape, keys, fill, out)?;
            true
        }
    })
}

/// Leaves out the keys of an object or array that is absent.
fn skip_keys(shape: &Shape, keys: &mut Keys<'_>) {
    let mut skip = |key: bool, slot: &Slot| {
        if key {
            keys.next();
        }
        if let Slot::Nested(shape) = slot {
            skip_keys(shape, keys);
        }
    };
    match shape {
        Shape::Object(members) => {
            members.iter().for_each(|each| skip(matches!(each.key, Key::Text(_)), &each.slot));
        }
        Shape::Array(items) => items.iter().for_each(|each| skip(false, &each.slot)),
    }
}

/// Whether an optional object or array is there: it is absent when it has envelope values, and none of them is there.
fn has_any(shape: &Shape, fill: &dyn Fill, out: &mut Writer) -> bool {
    let mut heads = Vec::new();
    let only_heads = heads_in(shape, &mut heads);
    let start = out.len();
    let found = heads.iter().any(|index| fill.head(*index, out));
    out.truncate(start);
    found || !only_heads || heads.is_empty()
}

/// Collects the envelope values in an object or array; `false` when it holds more than these and constants.
fn heads_in(shape: &Shape, heads: &mut Vec<u8>) -> bool {
    let slots: Vec<&Slot> = match shape {
        Shape::Object(members) => members.iter().map(|member| &member.slot).collect(),
        Shape::Array(items) => items.iter().map(|item| &item.slot).collect(),
    };
    slots.into_iter().fold(true, |only, slot| match slot {
        Slot::Const(_) => only,
        Slot::Head(index) => {
            heads.push(*index);
            only
        }
        Slot::Nested(shape) => heads_in(shape, heads) && only,
        _ => false,
    })
}

/// Appends a constant as text for people.
impl std::fmt::Display for Literal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = Writer::new();
        write_constant(*self, &mut text);
        out.write_str(text.as_str())
    }
}
