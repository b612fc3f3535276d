//! Members of objects: fields read, required, kept or refused.
//!
//! What a derive writes for a struct:
//!
//! ```ignore
//! fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
//!     reader.begin_object()?;
//!     Self::decode_members(reader, &[])
//! }
//! fn decode_members(reader: &mut Reader<'_>, envelope: &[&str]) -> Result<Self, Fault> {
//!     if reader.is_unordered() {
//!         return codegen::ordered_members(reader, envelope);    // another look, for the reason of a refusal
//!     }
//!     const KEYS: Keys = Keys {
//!         names: &["agentId", "note"],
//!         texts: &[",\"agentId\":", ",\"note\":"],
//!         unknown: UnknownFields::Ignore,
//!     };
//!     let mut agent_id = None;
//!     let mut note = None;
//!     let mut next = 0;
//!     while let Some(index) = codegen::next_member(reader, &KEYS, envelope, &mut next)? {
//!         match index {
//!             0 => codegen::field(reader, "agentId", &mut agent_id),
//!             1 => codegen::field(reader, "note", &mut note),
//!             _ => codegen::rest_member(reader, envelope, &mut rest),     // where a field keeps the rest
//!         }?;                                // one for all: each costs the compiler more than an arm
//!     }
//!     let Some(agent_id) = agent_id else { return codegen::missing("agentId") };
//!     codegen::check(&agent_id, "agentId", &CONSTRAINTS)?;
//!     Ok(Self { agent_id, note })
//! }
//! fn encode(&self, out: &mut Writer) {
//!     out.begin_object();
//!     self.encode_members(out);
//!     out.end_object();
//! }
//! fn encode_members(&self, out: &mut Writer) {
//!     out.raw_key(",\"agentId\":");
//!     self.agent_id.encode(out);
//!     if let Some(note) = &self.note {
//!         out.raw(",\"note\":");            // not the first: a comma is due
//!         note.encode(out);
//!     }
//! }
//! ```

use crate::{
    error::{Fault, Segment},
    json::{Decode, Encode, Payload, Reader, UnknownFields, Writer},
};
use std::collections::BTreeMap;

/// Reads the value of a key into its slot.
///
/// Where a key stands twice, the last one counts, also when the first one is not valid.
///
/// # Errors
/// The fault of the value, below the key.
pub fn field<T: Decode>(
    reader: &mut Reader<'_>,
    key: &'static str,
    slot: &mut Option<T>,
) -> Result<(), Fault> {
    let start = reader.mark();
    match T::decode(reader) {
        Ok(value) => {
            *slot = Some(value);
            Ok(())
        }
        Err(fault) => reader.skip_repeated(start, key, fault.below(key)),
    }
}

/// Reads the members of an object in the order of its fields, so that what is refused is refused for the first
/// mistake in that order: a key that is not known, then each field, missing or wrong.
///
/// # Errors
/// As [`Payload::decode_members`].
#[cold]
pub fn ordered_members<T: Payload>(reader: &mut Reader<'_>, envelope: &[&str]) -> Result<T, Fault> {
    let rank = |key: &str| T::FIELDS.iter().position(|field| *field == key);
    let mut own = BTreeMap::new();
    while let Some(key) = reader.next_key()? {
        if envelope.contains(&&*key) {
            reader.skip_envelope()?;
            continue;
        }
        let place = own.len();
        let raw = reader.raw_value()?;
        let rank = rank(&key);
        if rank.is_none() && T::UNKNOWN == UnknownFields::Reject {
            return Err(Fault::unknown_field(&key));
        }
        // The last value of a key counts.
        own.insert(key, (rank.unwrap_or(T::FIELDS.len()), place, raw));
    }
    let mut own: Vec<_> =
        own.into_iter().map(|(key, (rank, place, raw))| (rank, place, key, raw)).collect();
    own.sort_unstable_by_key(|(rank, place, ..)| (*rank, *place));
    let text = |most: usize| {
        let mut text = Writer::new();
        text.begin_object();
        for (_, _, key, raw) in own.iter().filter(|(rank, ..)| *rank < most) {
            text.key(key);
            text.raw(raw);
        }
        text.end_object();
        text
    };
    let all = text(usize::MAX);
    let mut members = reader.ordered(all.as_str());
    members.begin_object()?;
    let fault = match T::decode_members(&mut members, &[]) {
        Ok(value) => return Ok(value),
        Err(fault) => fault,
    };
    // Fields are required and checked once all are read: is one of those before the wrong one missing?
    let of_fault = |fault: &Fault| match fault.path().next() {
        Some(Segment::Key(key)) => rank(key).unwrap_or(T::FIELDS.len()),
        Some(Segment::Index(_)) | None => 0,
    };
    let wrong = of_fault(&fault);
    let before = text(wrong);
    let mut members = reader.again(before.as_str());
    members.begin_object()?;
    Err(match T::decode_members(&mut members, &[]) {
        Err(earlier) if of_fault(&earlier) < wrong => earlier,
        _ => fault,
    })
}

/// The value of a field that must be there.
///
/// # Errors
/// `missing_field` at the key.
pub fn required<T>(slot: Option<T>, key: &'static str) -> Result<T, Fault> {
    slot.ok_or_else(|| Fault::missing(key))
}

/// A field that must be there is not.
///
/// # Errors
/// `missing_field` at the key.
#[cold]
pub fn missing<T>(key: &'static str) -> Result<T, Fault> {
    Err(Fault::missing(key))
}

/// Takes everything out of a fault that lies below a field marked as sensitive.
///
/// Write `codegen::mask(codegen::field(reader, "token", &mut token), "token")?`.
///
/// # Errors
/// The fault, at the field itself, without what was found there.
pub fn mask<T>(result: Result<T, Fault>, key: &'static str) -> Result<T, Fault> {
    result.map_err(|fault| fault.masked(key))
}

/// Takes everything out of a fault that lies in a value marked as sensitive.
///
/// # Errors
/// The fault, without its place and without what was found there.
pub fn mask_value<T>(result: Result<T, Fault>) -> Result<T, Fault> {
    result.map_err(Fault::emptied)
}

/// [`crate::Payload::decode_members`] for values that are not objects with known keys: gathers the
/// remaining members that are not the envelope's and reads the value from them.
///
/// # Errors
/// As [`Decode::decode`].
pub fn value_members<T: Decode>(reader: &mut Reader<'_>, envelope: &[&str]) -> Result<T, Fault> {
    let mut own = Writer::new();
    own.begin_object();
    while let Some(key) = reader.next_key()? {
        if envelope.contains(&&*key) {
            reader.skip_envelope()?;
            continue;
        }
        own.key(&key);
        own.raw(reader.raw_value()?);
    }
    own.end_object();
    T::decode(&mut reader.nested(own.as_str()))
}

/// [`crate::Payload::encode_members`] for values that are not objects with known keys: the members
/// of the object as which the value is written; nothing when it is none.
pub fn write_value_members<T: Encode + ?Sized>(value: &T, out: &mut Writer) {
    write_inside(value, out, '{', '}');
}

/// [`crate::Payload::decode_items`] for values that are not arrays with known positions.
///
/// # Errors
/// As [`Decode::decode`].
pub fn value_items<T: Decode>(reader: &mut Reader<'_>) -> Result<T, Fault> {
    let mut own = Writer::new();
    own.begin_array();
    while reader.next_item()? {
        own.separate();
        own.raw(reader.raw_value()?);
    }
    own.end_array();
    T::decode(&mut reader.nested(own.as_str()))
}

/// [`crate::Payload::encode_items`] for values that are not arrays with known positions: the items
/// of the array as which the value is written; nothing when it is none.
pub fn write_value_items<T: Encode + ?Sized>(value: &T, out: &mut Writer) {
    write_inside(value, out, '[', ']');
}

/// Appends what stands between two brackets.
fn write_inside<T: Encode + ?Sized>(value: &T, out: &mut Writer, open: char, close: char) {
    let mut own = Writer::new();
    value.encode(&mut own);
    let inside = own.as_str().strip_prefix(open).and_then(|text| text.strip_suffix(close));
    if let Some(inside) = inside.filter(|inside| !inside.is_empty()) {
        out.separate();
        out.raw(inside);
    }
}
