//! Values as JSON text inside a string.

use crate::{
    codegen,
    error::Fault,
    json::{Decode, Encode, Reader, Writer, value_payload},
};
use std::ops::{Deref, DerefMut};

/// A value that is written as JSON text inside a string.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct JsonText<T>(pub T);

impl<T> Deref for JsonText<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for JsonText<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for JsonText<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Decode> Decode for JsonText<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let text = reader.string()?;
        // What nests inside counts as if it stood here.
        let mut inside = reader.nested(&text);
        let value = T::decode(&mut inside)?;
        inside.end()?;
        Ok(Self(value))
    }
}

impl<T: Encode> Encode for JsonText<T> {
    fn encode(&self, out: &mut Writer) {
        out.string(&codegen::to_text(&self.0));
    }
}

value_payload! { impl[T: Decode + Encode] JsonText<T>; }
super::serde_bridge! { impl[T: Sized] JsonText<T>; }

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for JsonText<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("JsonText_of_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let content = generator.subschema_for::<T>();
        schemars::json_schema!({
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": content,
        })
    }
}

#[cfg(feature = "arbitrary")]
impl<'a, T: arbitrary::Arbitrary<'a>> arbitrary::Arbitrary<'a> for JsonText<T> {
    fn arbitrary(source: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        source.arbitrary().map(Self)
    }
}
