//! Compressed frames.

use super::{Compressed, Context, Decoded, Message, decode_one};
use crate::{
    error::{DecodeError, Fault},
    frame::{Literal, Shape, Slot, Template},
    json::Limits,
    types::Bytes,
};
use flate2::{Compression, read};
use std::io::Read;

/// How a frame is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// RFC 1952.
    Gzip,
    /// RFC 1950, which HTTP calls `deflate`.
    Zlib,
}

impl Algorithm {
    /// The algorithm that a constant of the template names; gzip when none does.
    pub fn of(template: &Template) -> Self {
        named(&template.shape).unwrap_or(Self::Gzip)
    }
}

/// The first constant that names an algorithm.
fn named(shape: &Shape) -> Option<Algorithm> {
    let of = |slot: &Slot| match slot {
        Slot::Const(Literal::Text("gzip")) => Some(Algorithm::Gzip),
        Slot::Const(Literal::Text("zlib" | "deflate")) => Some(Algorithm::Zlib),
        Slot::Nested(shape) => named(shape),
        _ => None,
    };
    match shape {
        Shape::Object(members) => members.iter().find_map(|member| of(&member.slot)),
        Shape::Array(items) => items.iter().find_map(|item| of(&item.slot)),
    }
}

/// Compresses bytes.
pub fn compress(algorithm: Algorithm, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let result = match algorithm {
        Algorithm::Gzip => {
            read::GzEncoder::new(bytes, Compression::default()).read_to_end(&mut out)
        }
        Algorithm::Zlib => {
            read::ZlibEncoder::new(bytes, Compression::default()).read_to_end(&mut out)
        }
    };
    // Reading memory into memory does not fail.
    debug_assert!(result.is_ok());
    out
}

/// Inflates the compressed part of a frame to the text of the frame inside. Gzip and zlib are told
/// apart by their first bytes.
///
/// # Errors
/// `format` when it is no base64, `compression` when it cannot be inflated, `too_large` beyond
/// [`Limits::inflated`], `wrong_count` when a size that the frame says is not so, `not_utf8`.
pub fn inflate(data: &Compressed, limits: &Limits) -> Result<String, Fault> {
    let bytes: Bytes = data.base64.parse()?;
    let differs = |said: Option<u64>, size: usize| said.is_some_and(|said| said != size as u64);
    if differs(data.compressed_size, bytes.len()) {
        return Err(Fault::wrong_count("the number of compressed bytes"));
    }
    let too_large = || Fault::too_large(format!("at most {} bytes inflated", limits.inflated));
    if data.size.is_some_and(|size| size > limits.inflated as u64) {
        return Err(too_large());
    }
    let mut out = Vec::new();
    let most = (limits.inflated as u64).saturating_add(1);
    let read = if bytes.starts_with(&[0x1F, 0x8B]) {
        read::MultiGzDecoder::new(bytes.as_slice()).take(most).read_to_end(&mut out)
    } else {
        read::ZlibDecoder::new(bytes.as_slice()).take(most).read_to_end(&mut out)
    };
    read.map_err(|_| Fault::compression("compressed data"))?;
    if out.len() > limits.inflated {
        return Err(too_large());
    }
    if differs(data.size, out.len()) {
        return Err(Fault::wrong_count("the number of bytes before compression"));
    }
    String::from_utf8(out).map_err(|_| Fault::not_utf8())
}

/// Inflates and reads the frame inside. It is never compressed itself.
///
/// # Errors
/// As [`inflate`] and [`decode_one`].
pub fn decode_compressed<M: Message>(
    data: &Compressed,
    context: &Context<'_>,
) -> Result<Decoded<M>, DecodeError> {
    let limits = context.settled::<M>().limits();
    let text = inflate(data, &limits)?;
    let limits = Some(Limits { message: limits.inflated, ..limits });
    let decoded = decode_one(&text, &Context { limits, ..*context })?;
    match decoded {
        Decoded::Compressed { .. } => {
            Err(Fault::unknown_frame("a frame that is not compressed").into())
        }
        decoded => Ok(decoded),
    }
}
