//! Integers as text, so that they survive a browser.

use crate::{
    error::Fault,
    json::{Decode, Encode, Integer, Reader, Writer, value_payload},
};
use std::{fmt, str::FromStr};

/// An integer that is canonical decimal text on the wire: `"42"`, never `"042"` or `"+42"`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quoted<T>(pub T);

impl<T> From<T> for Quoted<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: fmt::Display> fmt::Display for Quoted<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl<T: Integer> FromStr for Quoted<T> {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let canonical = !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && (text == "0" || !digits.starts_with('0'));
        if !canonical {
            return Err(Fault::format("an integer as decimal text"));
        }
        let value = text.parse::<i128>().ok().and_then(|value| T::try_from(value).ok());
        value.map(Self).ok_or_else(|| Fault::out_of_range(format!("{} as text", T::EXPECTED)))
    }
}

impl<T: Integer> Decode for Quoted<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.string()?.parse()
    }
}

impl<T: fmt::Display> Encode for Quoted<T> {
    fn encode(&self, out: &mut Writer) {
        out.string(&self.0.to_string());
    }
}

value_payload! { impl[T: Integer + fmt::Display] Quoted<T>; }
super::serde_bridge! { impl[T: fmt::Display] Quoted<T>; }

#[cfg(feature = "schemars")]
impl<T> schemars::JsonSchema for Quoted<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quoted".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^(0|-?[1-9][0-9]*)$" })
    }
}

#[cfg(feature = "arbitrary")]
impl<'a, T: arbitrary::Arbitrary<'a>> arbitrary::Arbitrary<'a> for Quoted<T> {
    fn arbitrary(source: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        source.arbitrary().map(Self)
    }
}
