//! Any JSON value.

use crate::{
    error::Fault,
    json::{Decode, Encode, Kind, Reader, Writer, value_payload},
};
use serde_json::{Number, Value};

/// As deep as the reader's limit allows. `1.0` is an integer; numbers beyond 64-bit integers have double precision.
impl Decode for Value {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok(match reader.peek()? {
            Kind::Null => {
                reader.null()?;
                Self::Null
            }
            Kind::Bool => Self::Bool(reader.bool()?),
            Kind::Number => number(reader)?,
            Kind::String => Self::String(reader.string()?.into_owned()),
            Kind::Array => Self::Array(Vec::decode(reader)?),
            Kind::Object => {
                reader.begin_object()?;
                let mut members = serde_json::Map::new();
                while let Some(key) = reader.next_key()? {
                    let value = Self::decode(reader).map_err(|fault| fault.below_key(&key))?;
                    members.insert(key.into_owned(), value);
                }
                Self::Object(members)
            }
        })
    }
}

/// Reads a number as the narrowest of what it can be.
fn number(reader: &mut Reader<'_>) -> Result<Value, Fault> {
    let start = reader.mark();
    let text = reader.number()?;
    if let Ok(value) = text.parse::<i64>() {
        return Ok(value.into());
    }
    if let Ok(value) = text.parse::<u64>() {
        return Ok(value.into());
    }
    reader.reset(start);
    let value = reader.double()?;
    // `1.0` is the integer 1, as in JavaScript, so that what is written reads as equal.
    if value.fract() == 0.0 && value.abs() < Writer::EXACT {
        return Ok((value as i64).into());
    }
    Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
}

impl Encode for Value {
    fn encode(&self, out: &mut Writer) {
        match self {
            Self::Null => out.null(),
            Self::Bool(value) => out.bool(*value),
            Self::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(value), ..) => out.int(value),
                (_, Some(value), _) => out.int(value),
                (.., Some(value)) => out.float(value),
                _ => out.raw(&number.to_string()),
            },
            Self::String(text) => out.string(text),
            Self::Array(items) => items.encode(out),
            Self::Object(members) => {
                out.begin_object();
                for (key, value) in members {
                    out.key(key);
                    value.encode(out);
                }
                out.end_object();
            }
        }
    }
}

value_payload! { impl[] Value; }
