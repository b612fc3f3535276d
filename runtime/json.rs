//! JSON text to values and back, without a tree between them.

mod reader;
pub(crate) mod scan;
#[cfg(test)]
mod tests;
mod values;
mod writer;

pub(crate) use reader::Taken;
pub use reader::{Integer, Kind, Limits, Mark, Reader};
pub(crate) use values::value_payload;
pub use writer::Writer;

use crate::error::Fault;

/// A value that can be read from JSON text.
///
/// Implemented by `#[derive(Payload)]`, by the types of [`crate::types`], and by the standard types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from JSON by antiphon",
    note = "add `#[derive(antiphon::Payload)]` to it, or use a type of `antiphon::types`"
)]
pub trait Decode: Sized {
    /// Reads one value; the reader stands before it and is left behind it.
    ///
    /// # Errors
    /// A [`Fault`] that names the place below this value and what was expected there.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault>;
}

/// A value that can be written as JSON text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as JSON by antiphon",
    note = "add `#[derive(antiphon::Payload)]` to it, or use a type of `antiphon::types`"
)]
pub trait Encode {
    /// Appends the value.
    fn encode(&self, out: &mut Writer);
}

/// A payload: a value that can also stand spread beside the other keys of an envelope, or at the
/// positions of an array.
pub trait Payload: Decode + Encode {
    /// The keys of the object, so that an envelope knows which keys are not its own; empty for
    /// values that are not objects with known keys.
    const FIELDS: &'static [&'static str];

    /// What becomes of keys that are not in [`Payload::FIELDS`].
    const UNKNOWN: UnknownFields;

    /// Reads the members of an object whose `{` was read already and of which some members may have
    /// been read already. Keys in `envelope` are skipped. Leaves the reader behind `}`.
    ///
    /// # Errors
    /// As [`Decode::decode`].
    fn decode_members(reader: &mut Reader<'_>, envelope: &[&str]) -> Result<Self, Fault>;

    /// Appends the members without braces, each preceded by a comma unless [`Writer::first`].
    fn encode_members(&self, out: &mut Writer);

    /// Reads the remaining items of an array, of which some may have been read already. Leaves the
    /// reader behind `]`.
    ///
    /// # Errors
    /// As [`Decode::decode`].
    fn decode_items(reader: &mut Reader<'_>) -> Result<Self, Fault>;

    /// Appends the items without brackets, each preceded by a comma unless [`Writer::first`].
    fn encode_items(&self, out: &mut Writer);

    /// The payload of a frame that lacks it, where that is a thing of its own.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether this is the payload of a frame that lacks it.
    fn is_absent(&self) -> bool {
        false
    }
}

/// What becomes of keys that a definition does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownFields {
    /// Read over.
    Ignore,
    /// Kept with the value and written again.
    Preserve,
    /// An error.
    Reject,
}
