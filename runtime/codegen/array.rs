//! Items of arrays whose positions have meanings.
//!
//! What a derive writes for a tuple with two required items, an optional one and no rest:
//!
//! ```ignore
//! fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
//!     reader.begin_array()?;
//!     Self::decode_items(reader)
//! }
//! fn decode_items(reader: &mut Reader<'_>) -> Result<Self, Fault> {
//!     let symbol = codegen::item(reader, 0)?;
//!     let price = codegen::item(reader, 1)?;
//!     let volume = codegen::item_optional(reader, 2)?;
//!     codegen::item_end(reader, 3)?;            // or `let tail = codegen::item_rest(reader, 3)?;`
//!     Ok(Self { symbol, price, volume })
//! }
//! fn encode_items(&self, out: &mut Writer) {
//!     codegen::write_item(&self.symbol, out);
//!     …
//!     if let Some(volume) = &self.volume { codegen::write_item(volume, out); }
//! }
//! ```

use super::{Constrain, Constraints};
use crate::{
    error::Fault,
    json::{Decode, Encode, Reader, Writer},
};

/// Reads the item at a position that must be there.
///
/// # Errors
/// `missing_item`, or the fault of the value, at the position.
pub fn item<T: Decode>(reader: &mut Reader<'_>, index: usize) -> Result<T, Fault> {
    if !reader.more_items()? {
        return Err(Fault::missing_item(index));
    }
    T::decode(reader).map_err(|fault| fault.below_index(index))
}

/// Reads the item at a position that may be missing.
///
/// # Errors
/// The fault of the value, at the position.
pub fn item_optional<T: Decode>(reader: &mut Reader<'_>, index: usize) -> Result<Option<T>, Fault> {
    if !reader.more_items()? {
        return Ok(None);
    }
    T::decode(reader).map(Some).map_err(|fault| fault.below_index(index))
}

/// Reads all further items, of which the first has this position, and the `]`.
///
/// # Errors
/// The fault of an item, at its position.
pub fn item_rest<T: Decode>(reader: &mut Reader<'_>, first: usize) -> Result<Vec<T>, Fault> {
    let mut items = Vec::new();
    while reader.more_items()? {
        let index = first + items.len();
        items.push(T::decode(reader).map_err(|fault| fault.below_index(index))?);
    }
    reader.end_array()?;
    Ok(items)
}

/// Reads the `]`. Arrays by position are exact: more items are an error.
///
/// # Errors
/// `too_many_items` at the position.
pub fn item_end(reader: &mut Reader<'_>, count: usize) -> Result<(), Fault> {
    if reader.more_items()? {
        return Err(Fault::too_many_items(count));
    }
    reader.end_array()
}

/// Appends an item, with a comma before it unless it is the first.
pub fn write_item<T: Encode + ?Sized>(value: &T, out: &mut Writer) {
    out.separate();
    value.encode(out);
}

/// Checks the value at a position.
///
/// # Errors
/// The fault, at the position.
pub fn check_item<T: Constrain + ?Sized>(
    value: &T,
    index: usize,
    constraints: &Constraints,
) -> Result<(), Fault> {
    value.constrain(constraints).map_err(|fault| fault.below_index(index))
}

/// Takes everything out of a fault that lies below a position marked as sensitive.
///
/// # Errors
/// The fault, at the position itself, without what was found there.
pub fn mask_item<T>(result: Result<T, Fault>, index: usize) -> Result<T, Fault> {
    result.map_err(|fault| fault.emptied().below_index(index))
}
