//! Unions: which variant stands on the wire.
//!
//! A derive writes a function from what selects to the variant, and hands it to the helper of its
//! kind:
//!
//! ```ignore
//! fn decode_members(reader: &mut Reader<'_>, envelope: &[&str]) -> Result<Self, Fault> {
//!     codegen::decode_tagged(reader, "kind", envelope, |tag, reader, envelope| {
//!         Ok(match tag.text() {
//!             Some("text") => Self::Text(TextPart::decode_members(reader, envelope)?),
//!             Some("image") => Self::Image(ImagePart::decode_members(reader, envelope)?),
//!             _ => return Err(codegen::unknown_text(&["text", "image"]).below("kind")),
//!             // an open union: `_ => Self::Other(codegen::value_members(reader, outer_envelope)?)`
//!         })
//!     })
//! }
//! ```

use super::{Scalar, scalar};
use crate::{
    error::Fault,
    frame::Literal,
    json::{Kind, Reader, UnknownFields},
};

/// Reads the members of an object in which `tag` selects the variant, in any order of keys. The
/// function gets the tag, the reader before the first member not yet read, and the keys that are not
/// the variant's: the envelope's and the tag.
///
/// An open union reads its `Other` with the envelope it was given itself, so that the tag is kept.
///
/// # Errors
/// `missing_field` at the tag; what the function returns.
pub fn decode_tagged<T>(
    reader: &mut Reader<'_>,
    tag: &'static str,
    envelope: &[&str],
    mut variant: impl FnMut(&Scalar<'_>, &mut Reader<'_>, &[&str]) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let start = reader.mark();
    if envelope.is_empty() && reader.may_look_twice() && reader.take_plain_key(tag) {
        // Mostly the tag comes first. Whether it comes again shows when the variant reads over it.
        let value = scalar(reader)?;
        reader.reset(start);
        if let Ok(result) = variant(&value, reader, &[tag])
            && reader.skipped() == start.skipped() + 1
        {
            reader.set_skipped(start.skipped());
            return Ok(result);
        }
        reader.look_twice();
        reader.reset(start);
    }
    let (value, skipped) = find(reader, tag, envelope)?;
    let value = value.ok_or_else(|| Fault::missing(tag))?;
    reader.reset(start);
    let result = with_key(envelope, tag, |envelope| variant(&value, reader, envelope))?;
    reader.set_skipped(start.skipped() + skipped);
    Ok(result)
}

/// Reads the members of an object with the tag in one key and the variant in another. The function
/// gets the tag and the reader before the variant.
///
/// # Errors
/// `missing_field` at either key; `unknown_field` at others when `unknown` is `Reject`; what the
/// function returns, below `content`.
pub fn decode_adjacent<T>(
    reader: &mut Reader<'_>,
    tag: &'static str,
    content: &'static str,
    envelope: &[&str],
    unknown: UnknownFields,
    mut variant: impl FnMut(&Scalar<'_>, &mut Reader<'_>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let mut value = None;
    let mut place = None;
    while let Some(key) = reader.next_key()? {
        if key == tag {
            value = Some(scalar(reader)?);
        } else if key == content {
            place = Some(reader.mark());
            reader.skip_value()?;
        } else {
            super::unknown_field(reader, &key, envelope, unknown)?;
        }
    }
    let value = value.ok_or_else(|| Fault::missing(tag))?;
    let place = place.ok_or_else(|| Fault::missing(content))?;
    let end = reader.mark();
    reader.reset(place);
    let result = variant(&value, reader)?;
    reader.reset(end);
    Ok(result)
}

/// Reads the members of an object of which exactly one key is in `known`. The function gets the
/// index of that key and the reader before its value, and puts its faults below the key itself.
/// `Ok(None)` means that no known key is there; the reader then stands before the members, for an
/// open union to read.
///
/// # Errors
/// `ambiguous` when several known keys are there; `unknown_field` at others when `unknown` is
/// `Reject`; what the function returns.
pub fn decode_by_key<T>(
    reader: &mut Reader<'_>,
    known: &'static [&'static str],
    envelope: &[&str],
    unknown: UnknownFields,
    mut variant: impl FnMut(usize, &mut Reader<'_>) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    let start = reader.mark();
    let mut found: Option<(usize, _)> = None;
    let mut extra = None;
    while let Some(key) = reader.next_key()? {
        let index = known.iter().position(|known| *known == key);
        match index.filter(|_| !envelope.contains(&&*key)) {
            Some(index) => {
                if found.is_some_and(|(other, _)| other != index) {
                    return Err(Fault::ambiguous(known));
                }
                found = Some((index, reader.mark()));
                reader.skip_value()?;
            }
            None if envelope.contains(&&*key) => reader.skip_envelope()?,
            None => {
                extra.get_or_insert_with(|| Fault::unknown_field(&key));
                reader.skip_value()?;
            }
        }
    }
    let Some((index, place)) = found else {
        reader.reset(start);
        return Ok(None);
    };
    if let Some(fault) = extra.filter(|_| unknown == UnknownFields::Reject) {
        return Err(fault);
    }
    let end = reader.mark();
    reader.reset(place);
    let result = variant(index, reader).map_err(|fault| fault.below(known[index]))?;
    reader.reset(end);
    Ok(Some(result))
}

/// Which one of the keys is among the members of the object; leaves the reader before them. `None`
/// when there is none of them.
///
/// # Errors
/// `ambiguous` when several are there; syntax errors.
pub fn decode_by_presence(
    reader: &mut Reader<'_>,
    known: &'static [&'static str],
    envelope: &[&str],
) -> Result<Option<usize>, Fault> {
    let start = reader.mark();
    let mut found = None;
    while let Some(key) = reader.next_key()? {
        reader.skip_value()?;
        let index = known.iter().position(|known| *known == key);
        if let Some(index) = index.filter(|_| !envelope.contains(&&*key)) {
            if found.is_some_and(|other| other != index) {
                return Err(Fault::ambiguous(known));
            }
            found = Some(index);
        }
    }
    reader.reset(start);
    Ok(found)
}

/// The kind of the next value as unions tell kinds apart: `integer` is a number without fraction.
/// One of `null boolean integer number string array object`.
///
/// # Errors
/// Syntax errors.
pub fn value_kind(reader: &mut Reader<'_>) -> Result<&'static str, Fault> {
    Ok(match reader.peek()? {
        Kind::Null => "null",
        Kind::Bool => "boolean",
        Kind::String => "string",
        Kind::Array => "array",
        Kind::Object => "object",
        Kind::Number => {
            let start = reader.mark();
            let whole = reader.is_whole_number()?;
            reader.reset(start);
            if whole { "integer" } else { "number" }
        }
    })
}

/// Calls a function with the envelope's keys and one more.
pub fn with_key<T>(envelope: &[&str], key: &str, then: impl FnOnce(&[&str]) -> T) -> T {
    if envelope.is_empty() {
        then(&[key])
    } else {
        let mut keys = envelope.to_vec();
        keys.push(key);
        then(&keys)
    }
}

/// The fault of a text that is not one of these.
#[cold]
pub fn unknown_text(known: &'static [&'static str]) -> Fault {
    Fault::unknown_value(known)
}

/// The fault of a tag that is not one of these.
#[cold]
pub fn unknown_tag(known: &'static [Literal]) -> Fault {
    Fault::unknown_tag(known)
}

/// The fault of an object that has none of these keys.
#[cold]
pub fn no_key(known: &'static [&'static str]) -> Fault {
    Fault::no_key(known)
}

/// The fault of an integer that is not one of these.
#[cold]
pub fn unknown_integer(known: &'static [i64]) -> Fault {
    Fault::unknown_integer(known)
}

/// The fault of a value whose kind is no variant's; `expected` names the kinds that are:
/// `"a string or an object"`.
#[cold]
pub fn no_variant(reader: &mut Reader<'_>, expected: &'static str) -> Fault {
    match reader.peek() {
        Ok(found) => Fault::wrong_kind(expected, found),
        Err(fault) => fault,
    }
}

/// The last value of a key among the members that are still to be read, and how many of them are
/// the envelope's.
fn find<'a>(
    reader: &mut Reader<'a>,
    key: &str,
    envelope: &[&str],
) -> Result<(Option<Scalar<'a>>, u32), Fault> {
    let mut value = None;
    let mut skipped = 0;
    while let Some(found) = reader.next_key()? {
        if found == key {
            value = Some(scalar(reader)?);
        } else {
            skipped += u32::from(envelope.contains(&&*found));
            reader.skip_value()?;
        }
    }
    Ok((value, skipped))
}
