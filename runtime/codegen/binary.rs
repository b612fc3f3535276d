//! Binary messages, part by part.
//!
//! ```ignore
//! fn read_binary(bytes: &[u8], most: Option<u64>) -> Result<Option<Self>, Fault> {
//!     let size = bytes.len();
//!     let mut bytes = ByteReader::new(bytes);
//!     if !bytes.constant(&[1]) { return Ok(None); }
//!     codegen::check_size(size, most)?;              // behind the last constant
//!     let stream = u32::from_le_bytes(bytes.array("stream")?);
//!     let codec_length = u8::from_be_bytes(bytes.array("codec")?);
//!     let codec = bytes.text("codec", codec_length.into())?;
//!     let nonce = Bytes::from(bytes.take("nonce", 16)?);
//!     let data = Bytes::from(bytes.rest());          // or `bytes.end()?` without a rest
//!     Ok(Some(Self { stream, codec, nonce, data }))
//! }
//! fn binary(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
//!     out.extend_from_slice(&[1]);
//!     out.extend_from_slice(&self.stream.to_le_bytes());
//!     codegen::write_prefixed("codec", self.codec.as_bytes(), u8::MAX.into(), out, |length, out| out.push(length as u8))?;
//!     …
//! }
//! ```

use crate::{
    error::{EncodeError, Fault},
    json::{Decode, Encode},
    types::{Bytes, JsonText},
};

/// Refuses a message that has more bytes than it may have.
///
/// # Errors
/// `too_large`.
pub fn check_size(bytes: usize, most: Option<u64>) -> Result<(), Fault> {
    match most {
        Some(most) if bytes as u64 > most => Err(Fault::too_large(format!("at most {most} bytes"))),
        _ => Ok(()),
    }
}

/// Reads the parts of a binary message in order.
#[derive(Debug, Clone, Copy)]
pub struct ByteReader<'a> {
    /// What is still to be read.
    rest: &'a [u8],
}

impl<'a> ByteReader<'a> {
    /// Before the first part.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Reads over constant bytes; `false` when others stand there, or too few.
    pub fn constant(&mut self, bytes: &[u8]) -> bool {
        match self.rest.strip_prefix(bytes) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// The bytes of a number, for its `from_le_bytes` or `from_be_bytes`.
    ///
    /// # Errors
    /// `too_short` at the part.
    pub fn array<const N: usize>(&mut self, part: &'static str) -> Result<[u8; N], Fault> {
        let (first, rest) = self.rest.split_first_chunk::<N>().ok_or_else(|| cut(part))?;
        self.rest = rest;
        Ok(*first)
    }

    /// So many bytes.
    ///
    /// # Errors
    /// `too_short` at the part.
    pub fn take(&mut self, part: &'static str, count: u64) -> Result<&'a [u8], Fault> {
        let count = usize::try_from(count).map_err(|_| cut(part))?;
        let (first, rest) = self.rest.split_at_checked(count).ok_or_else(|| cut(part))?;
        self.rest = rest;
        Ok(first)
    }

    /// So many bytes of text.
    ///
    /// # Errors
    /// `too_short` or `not_utf8` at the part.
    pub fn text(&mut self, part: &'static str, count: u64) -> Result<String, Fault> {
        utf8(part, self.take(part, count)?)
    }

    /// All that follows.
    pub fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.rest)
    }

    /// All that follows, as text.
    ///
    /// # Errors
    /// `not_utf8` at the part.
    pub fn rest_text(&mut self, part: &'static str) -> Result<String, Fault> {
        utf8(part, self.rest())
    }

    /// Nothing may follow.
    ///
    /// # Errors
    /// `too_long`.
    pub fn end(&self) -> Result<(), Fault> {
        if self.rest.is_empty() { Ok(()) } else { Err(Fault::too_long("the end of the message")) }
    }
}

/// Appends a length and the bytes it counts. The function appends the length, which is at most
/// `max`.
///
/// # Errors
/// `too_long` when there are more bytes than the length can say; nothing is appended then.
pub fn write_prefixed(
    part: &'static str,
    bytes: &[u8],
    max: u64,
    out: &mut Vec<u8>,
    write_length: impl FnOnce(u64, &mut Vec<u8>),
) -> Result<(), EncodeError> {
    let length = bytes.len() as u64;
    if length > max {
        return Err(EncodeError::TooLong { part, max });
    }
    write_length(length, out);
    out.extend_from_slice(bytes);
    Ok(())
}

/// Appends bytes whose count is fixed.
///
/// # Errors
/// `WrongLength` when there are not so many; nothing is appended then.
pub fn write_fixed(
    part: &'static str,
    bytes: &[u8],
    expected: u64,
    out: &mut Vec<u8>,
) -> Result<(), EncodeError> {
    if bytes.len() as u64 != expected {
        return Err(EncodeError::WrongLength { part, expected });
    }
    out.extend_from_slice(bytes);
    Ok(())
}

/// What may take all that follows in a binary message.
pub trait BinaryRest: Sized {
    /// Reads all that follows.
    ///
    /// # Errors
    /// `not_utf8`, or the fault of the value, at the part.
    fn read(bytes: &mut ByteReader<'_>, part: &'static str) -> Result<Self, Fault>;

    /// Appends it.
    fn write(&self, out: &mut Vec<u8>);
}

impl BinaryRest for Bytes {
    fn read(bytes: &mut ByteReader<'_>, _: &'static str) -> Result<Self, Fault> {
        Ok(Self::from(bytes.rest()))
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self);
    }
}

impl BinaryRest for String {
    fn read(bytes: &mut ByteReader<'_>, part: &'static str) -> Result<Self, Fault> {
        bytes.rest_text(part)
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.as_bytes());
    }
}

impl<T: Decode + Encode> BinaryRest for JsonText<T> {
    fn read(bytes: &mut ByteReader<'_>, part: &'static str) -> Result<Self, Fault> {
        let text = bytes.rest_text(part)?;
        super::from_text(&text).map(Self).map_err(|fault| fault.below(part))
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(super::to_text(&self.0).as_bytes());
    }
}

/// The message ends within a part.
#[cold]
fn cut(part: &'static str) -> Fault {
    Fault::too_short("more bytes").below(part)
}

/// Bytes as text.
fn utf8(part: &'static str, bytes: &[u8]) -> Result<String, Fault> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(Fault::not_utf8().below(part)),
    }
}
