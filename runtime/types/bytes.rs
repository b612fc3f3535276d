//! Bytes as base64 text.

use crate::error::Fault;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::{
    fmt,
    ops::{Deref, DerefMut},
    str::FromStr,
};

/// Bytes that are standard base64 text with padding in JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bytes(pub Vec<u8>);

impl Deref for Bytes {
    type Target = Vec<u8>;
    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Bytes {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl FromStr for Bytes {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        STANDARD
            .decode(text)
            .map(Self)
            .map_err(|_| Fault::format("bytes as standard base64 with padding"))
    }
}

impl fmt::Display for Bytes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&STANDARD.encode(&self.0))
    }
}

super::text_type!(Bytes);
super::schema! { Bytes: "Bytes" { "type": "string", "contentEncoding": "base64" } }

#[cfg(feature = "arbitrary")]
impl<'a> arbitrary::Arbitrary<'a> for Bytes {
    fn arbitrary(source: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        source.arbitrary().map(Self)
    }
}
