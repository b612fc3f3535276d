//! The types of fields that the standard library does not have. Each keeps what came in so that it
//! goes out the same.

mod bytes;
mod decimal;
mod duration;
mod json_schema;
mod json_text;
mod map;
mod quoted;
#[cfg(test)]
mod tests;
mod timestamp;
mod unix;
mod url;
mod uuid;
mod value;

pub use bytes::Bytes;
pub use decimal::Decimal;
pub use duration::{DurationMillis, DurationSeconds};
pub use json_schema::JsonSchema;
pub use json_text::JsonText;
pub use map::Map;
pub use quoted::Quoted;
pub use serde_json::Value;
pub use timestamp::Timestamp;
pub use unix::{UnixMillis, UnixSeconds};
pub use url::Url;
pub use uuid::Uuid;

/// Implements serde's traits as bridges over our own.
macro_rules! serde_bridge {
    ($(impl[$($generic:ident: $bound:path)?] $type:ty;)*) => { $(
        impl<$($generic: $bound)?> serde::Serialize for $type
        where
            Self: crate::json::Encode,
        {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::codegen::serialize(self, serializer)
            }
        }
        impl<'de, $($generic: $bound)?> serde::Deserialize<'de> for $type
        where
            Self: crate::json::Decode,
        {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::codegen::deserialize(deserializer)
            }
        }
    )* };
}
use serde_bridge;

/// Implements what every type has that is a string of some format: its `FromStr` decides.
macro_rules! text_type {
    ($type:ty) => {
        impl crate::json::Decode for $type {
            fn decode(reader: &mut crate::json::Reader<'_>) -> Result<Self, crate::error::Fault> {
                reader.string()?.parse()
            }
        }
        impl crate::json::Encode for $type {
            fn encode(&self, out: &mut crate::json::Writer) {
                out.string(&self.to_string());
            }
        }
        crate::json::value_payload! { impl[] $type; }
        super::serde_bridge! { impl[] $type; }
    };
}
use text_type;

/// Implements `JsonSchema` as this schema in place.
macro_rules! schema {
    ($($type:ty: $name:tt $schema:tt)*) => { $(
        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    )* };
}
use schema;
