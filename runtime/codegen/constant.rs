//! Constants and scalars: what tags are made of.

use crate::{
    error::Fault,
    frame::Literal,
    json::{Kind, Reader, Writer},
};
use std::borrow::Cow;

/// A value that may be a tag: anything but a list, an object or a fraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer; `1.0` is one.
    Int(i64),
    /// An integer beyond 64 bits with a sign, which no constant equals.
    BigInt,
    /// Text.
    Text(Cow<'a, str>),
    /// A value that no constant can equal.
    Other(Kind),
}

impl Scalar<'_> {
    /// The text, if it is one: `match tag.text() { Some("text") => … }`.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The integer, if it is one.
    pub fn int(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    pub fn bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Whether it is this constant.
    pub fn is(&self, literal: Literal) -> bool {
        match (self, literal) {
            (Self::Null, Literal::Null) => true,
            (Self::Bool(value), Literal::Bool(other)) => *value == other,
            (Self::Int(value), Literal::Int(other)) => *value == other,
            (Self::Text(value), Literal::Text(other)) => value == other,
            _ => false,
        }
    }
}

/// Reads one value as a scalar.
///
/// # Errors
/// Syntax errors.
pub fn scalar<'a>(reader: &mut Reader<'a>) -> Result<Scalar<'a>, Fault> {
    Ok(match reader.peek()? {
        Kind::Null => {
            reader.null()?;
            Scalar::Null
        }
        Kind::Bool => Scalar::Bool(reader.bool()?),
        Kind::String => Scalar::Text(reader.string()?),
        Kind::Number => {
            let start = reader.mark();
            match reader.integer::<i64>() {
                Ok(value) => Scalar::Int(value),
                Err(_) => {
                    reader.reset(start);
                    if reader.is_whole_number()? {
                        Scalar::BigInt
                    } else {
                        Scalar::Other(Kind::Number)
                    }
                }
            }
        }
        kind @ (Kind::Array | Kind::Object) => {
            reader.skip_value()?;
            Scalar::Other(kind)
        }
    })
}

/// Reads one value that must be this constant.
///
/// # Errors
/// `wrong_constant`, naming the constant and not what was found.
pub fn expect_constant(reader: &mut Reader<'_>, literal: Literal) -> Result<(), Fault> {
    if take_constant(reader, literal)? { Ok(()) } else { Err(Fault::wrong_constant(literal)) }
}

/// Reads one value if it is this constant; else leaves the reader before it.
///
/// # Errors
/// Syntax errors.
pub fn take_constant(reader: &mut Reader<'_>, literal: Literal) -> Result<bool, Fault> {
    let start = reader.mark();
    let equal = scalar(reader)?.is(literal);
    if !equal {
        reader.reset(start);
    }
    Ok(equal)
}

/// Appends a constant.
pub fn write_constant(literal: Literal, out: &mut Writer) {
    match literal {
        Literal::Null => out.null(),
        Literal::Bool(value) => out.bool(value),
        Literal::Int(value) => out.int(value),
        Literal::Text(value) => out.string(value),
    }
}
