//! UUIDs.

use crate::error::Fault;
use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    ops::Deref,
    str::FromStr,
};

/// A UUID in its form with hyphens. Equality is that of the number; text with upper-case digits is
/// kept, so that it is written as it came.
#[derive(Debug, Clone)]
pub struct Uuid {
    number: uuid::Uuid,
    text: Option<Box<str>>,
}

impl Uuid {
    /// A UUID from its 128 bits.
    pub const fn from_u128(bits: u128) -> Self {
        Self { number: uuid::Uuid::from_u128(bits), text: None }
    }
}

impl Deref for Uuid {
    type Target = uuid::Uuid;
    fn deref(&self) -> &uuid::Uuid {
        &self.number
    }
}

impl From<uuid::Uuid> for Uuid {
    fn from(number: uuid::Uuid) -> Self {
        Self { number, text: None }
    }
}

impl From<Uuid> for uuid::Uuid {
    fn from(value: Uuid) -> Self {
        value.number
    }
}

impl PartialEq for Uuid {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Uuid {}

impl PartialOrd for Uuid {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Uuid {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number.cmp(&other.number)
    }
}

impl Hash for Uuid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => out.write_str(text),
            None => self.number.hyphenated().fmt(out),
        }
    }
}

impl FromStr for Uuid {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        // The length leaves only the form with hyphens.
        match uuid::Uuid::try_parse(text) {
            Ok(number) if text.len() == 36 => {
                let canonical = !text.bytes().any(|byte| byte.is_ascii_uppercase());
                Ok(Self { number, text: (!canonical).then(|| text.into()) })
            }
            _ => Err(Fault::format("a UUID")),
        }
    }
}

super::text_type!(Uuid);
super::schema! { Uuid: "Uuid" { "type": "string", "format": "uuid" } }

#[cfg(feature = "arbitrary")]
impl<'a> arbitrary::Arbitrary<'a> for Uuid {
    fn arbitrary(source: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        source.arbitrary().map(Self::from_u128)
    }
}
