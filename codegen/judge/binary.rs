//! Binary messages: hexadecimal text to bytes, bytes to the parts of a layout.

use super::{Code, Fault, Judge, base64, size};
use crate::model::{
    Binary, BinaryPart, Carrier, Event, EventId, Field, IntKind, Party, Protocol, Type,
};
use serde_json::Value;

/// A part of a binary message.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The field's name.
    pub name: String,
    /// The value: numbers and text as they are, bytes as base64 text.
    pub value: Value,
}

/// Says which binary event of this sender a message is, and what stands in its parts. The first
/// layout whose constant bytes are there decides, in the order of the events.
///
/// # Errors
/// A [`Fault`] at the part.
pub fn binary(
    protocol: &Protocol,
    sender: Party,
    bytes: &[u8],
) -> Result<(EventId, Vec<Part>), Fault> {
    for (id, event) in protocol.sent_by(sender) {
        let Carrier::Binary(layout) = event.carrier else { continue };
        let Some(layout) = protocol.wire.binary.get(layout.0) else { continue };
        if let Some(parts) = read(Judge { protocol }, event, layout, bytes)? {
            return Ok((id, parts));
        }
    }
    Err(Fault::new(Code::UnknownLayout, "one of the binary layouts"))
}

/// Judges an example of a binary event: text of hexadecimal digits, in which blanks do not matter.
///
/// # Errors
/// A [`Fault`] at the part.
pub fn binary_text(protocol: &Protocol, event: EventId, text: &str) -> Result<Vec<Part>, Fault> {
    let bytes = bytes_of_hex(text)
        .ok_or_else(|| Fault::new(Code::Syntax, "an even number of hexadecimal digits"))?;
    let other = || Fault::new(Code::UnknownLayout, "the event's binary layout");
    let event = protocol.events.get(event.0).ok_or_else(other)?;
    let Carrier::Binary(layout) = event.carrier else { return Err(other()) };
    let layout = protocol.wire.binary.get(layout.0).ok_or_else(other)?;
    read(Judge { protocol }, event, layout, &bytes)?.ok_or_else(other)
}

/// The bytes that base64 text stands for: the standard alphabet, with padding.
pub fn bytes_of_base64(text: &str) -> Option<Vec<u8>> {
    base64::decode(text)
}

/// The bytes that hexadecimal digits stand for, in which blanks do not matter.
pub fn bytes_of_hex(text: &str) -> Option<Vec<u8>> {
    let mut digits = text.chars().filter(|each| !each.is_whitespace());
    let mut bytes = Vec::new();
    while let Some(high) = digits.next() {
        let low = digits.next()?.to_digit(16)?;
        bytes.push(u8::try_from(high.to_digit(16)? * 16 + low).ok()?);
    }
    Some(bytes)
}

/// `None` when a constant is not there: the message is another layout's. Behind the last of them it
/// is known which event it is, and so how large it may be.
fn read(
    judge: Judge<'_>,
    event: &Event,
    layout: &Binary,
    bytes: &[u8],
) -> Result<Option<Vec<Part>>, Fault> {
    let constant = |part: &BinaryPart| matches!(part, BinaryPart::Const(_));
    let known = layout.parts.iter().rposition(constant).map_or(0, |last| last + 1);
    let mut rest = bytes;
    let mut parts = Vec::new();
    for (index, part) in layout.parts.iter().enumerate() {
        if index == known {
            size::check(event, || bytes.len())?;
        }
        let (field, value) = match part {
            BinaryPart::Const(constant) => match rest.strip_prefix(constant.as_slice()) {
                Some(after) => {
                    rest = after;
                    continue;
                }
                None => return Ok(None),
            },
            BinaryPart::Int { field, kind, little_endian, role: _ } => {
                (field, integer(&mut rest, &field.name, *kind, *little_endian)?)
            }
            BinaryPart::Float { field, double, little_endian } => {
                let bytes = take(&mut rest, &field.name, if *double { 8 } else { 4 })?;
                (field, float(bytes, *little_endian))
            }
            BinaryPart::Prefixed { field, length, little_endian, role: _ } => {
                let count = integer(&mut rest, &field.name, *length, *little_endian)?;
                let count = count.as_u64().and_then(|count| usize::try_from(count).ok());
                let bytes = take(&mut rest, &field.name, count.unwrap_or(usize::MAX))?;
                (field, content(judge, field, bytes)?)
            }
            BinaryPart::Fixed { field, length } => {
                let bytes = take(&mut rest, &field.name, *length as usize)?;
                (field, content(judge, field, bytes)?)
            }
            BinaryPart::Rest(field) => {
                let all = std::mem::take(&mut rest);
                (field, content(judge, field, all)?)
            }
        };
        // A float that is no JSON number has passed already.
        if !value.is_null() {
            judge.field(&field.ty, &field.constraints, &value, 0).map_err(|fault| {
                let fault = if field.sensitive { fault.masked() } else { fault };
                fault.below(&field.name)
            })?;
        }
        parts.push(Part { name: field.name.clone(), value });
    }
    if known == layout.parts.len() {
        size::check(event, || bytes.len())?;
    }
    if rest.is_empty() {
        Ok(Some(parts))
    } else {
        Err(Fault::new(Code::TooLong, "the end of the message"))
    }
}

fn take<'b>(rest: &mut &'b [u8], part: &str, count: usize) -> Result<&'b [u8], Fault> {
    let cut = || Fault::new(Code::TooShort, "more bytes").below(part);
    let (first, after) = rest.split_at_checked(count).ok_or_else(cut)?;
    *rest = after;
    Ok(first)
}

fn integer(
    rest: &mut &[u8],
    part: &str,
    kind: IntKind,
    little_endian: bool,
) -> Result<Value, Fault> {
    let (width, signed) = match kind {
        IntKind::U8 => (1, false),
        IntKind::U16 => (2, false),
        IntKind::U32 => (4, false),
        IntKind::U64 => (8, false),
        IntKind::I8 => (1, true),
        IntKind::I16 => (2, true),
        IntKind::I32 => (4, true),
        IntKind::I64 => (8, true),
    };
    let bits = big_endian(take(rest, part, width)?, little_endian);
    if !signed {
        return Ok(bits.into());
    }
    let unused = 64 - 8 * width as u32;
    Ok((((bits << unused) as i64) >> unused).into())
}

fn float(bytes: &[u8], little_endian: bool) -> Value {
    let bits = big_endian(bytes, little_endian);
    let value = match bytes.len() {
        4 => f64::from(f32::from_bits(bits as u32)),
        _ => f64::from_bits(bits),
    };
    serde_json::Number::from_f64(value).map_or(Value::Null, Value::Number)
}

fn big_endian(bytes: &[u8], little_endian: bool) -> u64 {
    let join = |bits: u64, byte: &u8| bits << 8 | u64::from(*byte);
    if little_endian { bytes.iter().rev().fold(0, join) } else { bytes.iter().fold(0, join) }
}

/// Bytes as the field's type has them.
fn content(judge: Judge<'_>, field: &Field, bytes: &[u8]) -> Result<Value, Fault> {
    match judge.base(&field.ty) {
        super::value::Base::Type(Type::Bytes) => Ok(base64::encode(bytes).into()),
        _ => match str::from_utf8(bytes) {
            Ok(text) => Ok(text.into()),
            Err(_) => Err(Fault::new(Code::NotUtf8, "UTF-8 text").below(&field.name)),
        },
    }
}
