//! Fields that hold nothing because their value is always the same.

use super::Scalar;
use crate::{
    error::Fault,
    frame::Literal,
    json::{Reader, Writer},
};

/// What holds a constant: `()`, or `Option<()>` where `null` may stand instead.
pub trait Constant: Sized {
    /// Reads the value that must stand there.
    ///
    /// # Errors
    /// `wrong_constant`; syntax errors.
    fn read(reader: &mut Reader<'_>, literal: Literal) -> Result<Self, Fault>;

    /// Appends it.
    fn write(&self, literal: Literal, out: &mut Writer);
}

impl Constant for () {
    fn read(reader: &mut Reader<'_>, literal: Literal) -> Result<Self, Fault> {
        super::expect_constant(reader, literal)
    }

    fn write(&self, literal: Literal, out: &mut Writer) {
        super::write_constant(literal, out);
    }
}

impl Constant for Option<()> {
    fn read(reader: &mut Reader<'_>, literal: Literal) -> Result<Self, Fault> {
        match super::scalar(reader)? {
            found if found.is(literal) => Ok(Some(())),
            Scalar::Null => Ok(None),
            _ => Err(Fault::wrong_constant(literal)),
        }
    }

    fn write(&self, literal: Literal, out: &mut Writer) {
        match self {
            Some(()) => super::write_constant(literal, out),
            None => out.null(),
        }
    }
}

/// Reads the constant of a key into its slot. As with [`super::field`], the last of several counts.
///
/// # Errors
/// `wrong_constant` at the key; syntax errors.
pub fn constant_field<T: Constant>(
    reader: &mut Reader<'_>,
    key: &'static str,
    literal: Literal,
    slot: &mut Option<T>,
) -> Result<(), Fault> {
    let start = reader.mark();
    match T::read(reader, literal) {
        Ok(value) => {
            *slot = Some(value);
            Ok(())
        }
        Err(fault) => reader.skip_repeated(start, key, fault.below(key)),
    }
}

/// Reads the constant at a position that must be there.
///
/// # Errors
/// `missing_item` or `wrong_constant` at the position.
pub fn constant_item<T: Constant>(
    reader: &mut Reader<'_>,
    index: usize,
    literal: Literal,
) -> Result<T, Fault> {
    constant_item_optional(reader, index, literal)?.ok_or_else(|| Fault::missing_item(index))
}

/// Reads the constant at a position that may be missing.
///
/// # Errors
/// `wrong_constant` at the position.
pub fn constant_item_optional<T: Constant>(
    reader: &mut Reader<'_>,
    index: usize,
    literal: Literal,
) -> Result<Option<T>, Fault> {
    if !reader.more_items()? {
        return Ok(None);
    }
    T::read(reader, literal).map(Some).map_err(|fault| fault.below_index(index))
}
