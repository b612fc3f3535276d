//! Types that serde reads and a JSON Schema judges.

use crate::{
    error::Fault,
    json::{Decode, Encode, Reader, Writer},
    types::{JsonSchema, Value},
};
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};

/// A value that the schema allows.
///
/// # Errors
/// The fault of the schema; `format` where the type cannot hold a value that the schema allows.
pub fn decode_described<T: DeserializeOwned>(
    reader: &mut Reader<'_>,
    schema: &JsonSchema,
) -> Result<T, Fault> {
    let value = Value::decode(reader)?;
    schema.check(&value)?;
    T::deserialize(value)
        .map_err(|_| Fault::format("a value of the type that the schema describes"))
}

/// Appends a value; `null` for one that is no JSON.
pub fn encode_described<T: Serialize>(value: &T, out: &mut Writer) {
    serde_json::to_value(value).unwrap_or_default().encode(out);
}

/// Any JSON value that is there, `null` too.
///
/// # Errors
/// Those of the deserializer.
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Makes a payload of a type that serde reads and writes, and that a
/// [`JsonSchema`](crate::types::JsonSchema) judges.
#[macro_export]
macro_rules! described {
    ($type:ty, $schema:expr) => {
        impl $crate::Decode for $type {
            fn decode(
                reader: &mut $crate::codegen::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::Fault> {
                $crate::codegen::decode_described(reader, &$schema)
            }
        }

        impl $crate::Encode for $type {
            fn encode(&self, out: &mut $crate::codegen::Writer) {
                $crate::codegen::encode_described(self, out);
            }
        }

        impl $crate::Payload for $type {
            const FIELDS: &'static [&'static str] = &[];
            const UNKNOWN: $crate::codegen::UnknownFields =
                $crate::codegen::UnknownFields::Preserve;

            fn decode_members(
                reader: &mut $crate::codegen::Reader<'_>,
                envelope: &[&str],
            ) -> ::core::result::Result<Self, $crate::Fault> {
                $crate::codegen::value_members(reader, envelope)
            }

            fn encode_members(&self, out: &mut $crate::codegen::Writer) {
                $crate::codegen::write_value_members(self, out);
            }

            fn decode_items(
                reader: &mut $crate::codegen::Reader<'_>,
            ) -> ::core::result::Result<Self, $crate::Fault> {
                $crate::codegen::value_items(reader)
            }

            fn encode_items(&self, out: &mut $crate::codegen::Writer) {
                $crate::codegen::write_value_items(self, out);
            }
        }

        $crate::__described_schemars!($type, $schema);
        $crate::__described_arbitrary!($type, $schema);
    };
}

/// `schemars::JsonSchema`: the schema itself, with an identity of its own, so that its references
/// stay inside.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! __described_schemars {
    ($type:ty, $schema:expr) => {
        impl $crate::codegen::schemars::JsonSchema for $type {
            fn schema_name() -> $crate::codegen::Cow<'static, str> {
                stringify!($type).into()
            }

            fn schema_id() -> $crate::codegen::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($type)).into()
            }

            fn json_schema(
                _: &mut $crate::codegen::schemars::SchemaGenerator,
            ) -> $crate::codegen::schemars::Schema {
                $crate::codegen::schema::of_described(&$schema, &Self::schema_id())
            }
        }
    };
}

/// Nothing without the feature.
#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __described_schemars {
    ($type:ty, $schema:expr) => {};
}

/// `arbitrary::Arbitrary`: values that the schema allows.
#[cfg(feature = "arbitrary")]
#[doc(hidden)]
#[macro_export]
macro_rules! __described_arbitrary {
    ($type:ty, $schema:expr) => {
        impl<'a> $crate::codegen::Arbitrary<'a> for $type {
            fn arbitrary(
                u: &mut $crate::codegen::Unstructured<'a>,
            ) -> $crate::codegen::arbitrary::Result<Self> {
                $crate::codegen::sample::described(u, &$schema)
            }
        }

        impl $crate::codegen::sample::Sample for $type {
            fn sample(
                u: &mut $crate::codegen::Unstructured<'_>,
                _: &$crate::codegen::Constraints,
            ) -> $crate::codegen::arbitrary::Result<Self> {
                $crate::codegen::sample::described(u, &$schema)
            }
        }
    };
}

/// Nothing without the feature.
#[cfg(not(feature = "arbitrary"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __described_arbitrary {
    ($type:ty, $schema:expr) => {};
}
