//! An object with free keys, in the order of the wire.

use crate::{
    codegen,
    error::Fault,
    json::{Decode, Encode, Payload, Reader, UnknownFields, Writer},
};
use indexmap::IndexMap;
use std::ops::{Deref, DerefMut};

/// An object with free keys. It keeps their order; equality does not look at it. Where a key stands
/// twice, the last value counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map<T>(pub IndexMap<String, T>);

impl<T> Map<T> {
    /// Without keys.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(IndexMap::new())
    }
}

impl<T> Deref for Map<T> {
    type Target = IndexMap<String, T>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T> DerefMut for Map<T> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<T, K: Into<String>> FromIterator<(K, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(members: I) -> Self {
        Self(members.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = indexmap::map::IntoIter<String, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = indexmap::map::Iter<'a, String, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Decode> Decode for Map<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.begin_object()?;
        members(reader, &[])
    }
}

impl<T: Encode> Encode for Map<T> {
    fn encode(&self, out: &mut Writer) {
        out.begin_object();
        write_members(self, out);
        out.end_object();
    }
}

impl<T: Decode + Encode> Payload for Map<T> {
    const FIELDS: &'static [&'static str] = &[];
    const UNKNOWN: UnknownFields = UnknownFields::Preserve;

    fn decode_members(reader: &mut Reader<'_>, envelope: &[&str]) -> Result<Self, Fault> {
        members(reader, envelope)
    }

    fn encode_members(&self, out: &mut Writer) {
        write_members(self, out);
    }

    fn decode_items(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        codegen::value_items(reader)
    }

    fn encode_items(&self, out: &mut Writer) {
        codegen::write_value_items(self, out);
    }
}

/// Reads members that are not the envelope's.
fn members<T: Decode>(reader: &mut Reader<'_>, envelope: &[&str]) -> Result<Map<T>, Fault> {
    let mut map = Map::new();
    while let Some(key) = reader.next_key()? {
        codegen::rest_field(reader, &key, envelope, &mut map)?;
    }
    Ok(map)
}

/// Appends the members without braces.
fn write_members<T: Encode>(map: &Map<T>, out: &mut Writer) {
    for (key, value) in map {
        out.key(key);
        value.encode(out);
    }
}

super::serde_bridge! { impl[T: Sized] Map<T>; }

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Map<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Map_of_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<T>();
        schemars::json_schema!({ "type": "object", "additionalProperties": value })
    }
}

#[cfg(feature = "arbitrary")]
impl<'a, T: arbitrary::Arbitrary<'a>> arbitrary::Arbitrary<'a> for Map<T> {
    fn arbitrary(source: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        source.arbitrary_iter::<(String, T)>()?.collect()
    }
}
