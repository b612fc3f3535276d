//! Which member of an object comes next, and what becomes of those that no field names.

use crate::{
    error::Fault,
    json::{Decode, Reader, Taken, UnknownFields, scan::equal},
    types::Map,
};

/// The keys of a struct, as constant data.
#[derive(Debug)]
pub struct Keys {
    /// The keys, in the order of the definition.
    pub names: &'static [&'static str],
    /// The same as JSON text with comma and colon: `,"type":`.
    pub texts: &'static [&'static str],
    /// What becomes of other keys.
    pub unknown: UnknownFields,
}

/// Goes on to the next member that is the struct's own, and gives the index of its key; `None` behind
/// `}`. `next` is 0 at first. Where other keys are kept, the index of one is that behind the last,
/// and the reader stands before it, for [`rest_member`].
///
/// # Errors
/// `unknown_field` at a key, when other keys are refused; syntax errors.
pub fn next_member(
    reader: &mut Reader<'_>,
    keys: &Keys,
    envelope: &[&str],
    next: &mut usize,
) -> Result<Option<usize>, Fault> {
    let found = match reader.take_one_of(keys.texts, *next) {
        Taken::Key(index) => Some(index),
        Taken::End => None,
        Taken::Nothing => other_member(reader, keys, envelope)?,
    };
    *next = found.map_or(0, |index| index + 1);
    Ok(found)
}

/// The same where the next member is not the struct's own, or its key is written with escapes.
#[inline(never)]
fn other_member(
    reader: &mut Reader<'_>,
    keys: &Keys,
    envelope: &[&str],
) -> Result<Option<usize>, Fault> {
    loop {
        let start = reader.mark();
        let Some(key) = reader.next_key()? else { return Ok(None) };
        if let Some(index) = place(keys.names, &key) {
            return Ok(Some(index));
        }
        if keys.unknown == UnknownFields::Preserve {
            reader.reset(start);
            return Ok(Some(keys.names.len()));
        }
        unknown_field(reader, &key, envelope, keys.unknown)?;
    }
}

/// Where a key is among others.
#[inline]
fn place(keys: &[&str], key: &str) -> Option<usize> {
    keys.iter().position(|other| equal(other.as_bytes(), key.as_bytes()))
}

/// Reads over a key that is the envelope's or that nobody names, or refuses it.
///
/// # Errors
/// `unknown_field` at the key when `unknown` is `Reject`; syntax errors.
pub fn unknown_field(
    reader: &mut Reader<'_>,
    key: &str,
    envelope: &[&str],
    unknown: UnknownFields,
) -> Result<(), Fault> {
    if place(envelope, key).is_some() {
        reader.skip_envelope()
    } else if unknown == UnknownFields::Reject {
        Err(Fault::unknown_field(key))
    } else {
        reader.skip_value()
    }
}

/// Reads the next member, which no field names, into the map that keeps the rest.
///
/// # Errors
/// As [`rest_field`].
pub fn rest_member<T: Decode>(
    reader: &mut Reader<'_>,
    envelope: &[&str],
    rest: &mut Map<T>,
) -> Result<(), Fault> {
    match reader.next_key()? {
        Some(key) => rest_field(reader, &key, envelope, rest),
        None => Ok(()),
    }
}

/// Reads the value of a key that no field names into the map that keeps the rest, unless it is the
/// envelope's.
///
/// # Errors
/// The fault of the value, below the key.
pub fn rest_field<T: Decode>(
    reader: &mut Reader<'_>,
    key: &str,
    envelope: &[&str],
    rest: &mut Map<T>,
) -> Result<(), Fault> {
    if envelope.contains(&key) {
        return reader.skip_envelope();
    }
    let start = reader.mark();
    match T::decode(reader) {
        Ok(value) => {
            rest.insert(key.to_owned(), value);
            Ok(())
        }
        Err(fault) => reader.skip_repeated(start, key, fault.below_key(key)),
    }
}
