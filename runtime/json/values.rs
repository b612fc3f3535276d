//! The standard types as JSON.

use super::{Decode, Encode, Payload, Reader, UnknownFields, Writer};
use crate::{codegen, error::Fault};

/// Implements [`Payload`] for types that are not objects with known keys.
macro_rules! value_payload {
    ($(impl[$($generic:tt)*] $type:ty;)*) => { $(
        impl<$($generic)*> $crate::json::Payload for $type {
            const FIELDS: &'static [&'static str] = &[];
            const UNKNOWN: $crate::json::UnknownFields = $crate::json::UnknownFields::Preserve;
            fn decode_members(
                reader: &mut $crate::json::Reader<'_>,
                envelope: &[&str],
            ) -> Result<Self, $crate::error::Fault> {
                $crate::codegen::value_members(reader, envelope)
            }
            fn encode_members(&self, out: &mut $crate::json::Writer) {
                $crate::codegen::write_value_members(self, out);
            }
            fn decode_items(reader: &mut $crate::json::Reader<'_>) -> Result<Self, $crate::error::Fault> {
                $crate::codegen::value_items(reader)
            }
            fn encode_items(&self, out: &mut $crate::json::Writer) {
                $crate::codegen::write_value_items(self, out);
            }
        }
    )* };
}
pub(crate) use value_payload;

/// Implements [`Decode`] and [`Encode`] by a method of the reader and one of the writer.
macro_rules! scalars {
    ($($type:ty: $read:ident $write:ident;)*) => { $(
        impl Decode for $type {
            #[inline]
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                reader.$read()
            }
        }
        impl Encode for $type {
            #[inline]
            fn encode(&self, out: &mut Writer) {
                out.$write(*self);
            }
        }
        value_payload! { impl[] $type; }
    )* };
}
scalars! {
    bool: bool bool;
    i8: integer int;
    i16: integer int;
    i32: integer int;
    i64: integer int;
    u8: integer int;
    u16: integer int;
    u32: integer int;
    u64: integer int;
    f32: single single;
    f64: double float;
}

impl Decode for String {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.owned_string()
    }
}

impl Encode for String {
    #[inline]
    fn encode(&self, out: &mut Writer) {
        out.string(self);
    }
}

impl Encode for str {
    #[inline]
    fn encode(&self, out: &mut Writer) {
        out.string(self);
    }
}

/// `null` is `None`.
impl<T: Decode> Decode for Option<T> {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        if reader.take_null()? { Ok(None) } else { T::decode(reader).map(Some) }
    }
}

impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn encode(&self, out: &mut Writer) {
        match self {
            Some(value) => value.encode(out),
            None => out.null(),
        }
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.begin_array()?;
        codegen::item_rest(reader, 0)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, out: &mut Writer) {
        out.begin_array();
        for item in self {
            codegen::write_item(item, out);
        }
        out.end_array();
    }
}

impl<T: Decode> Decode for Box<T> {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        T::decode(reader).map(Self::new)
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn encode(&self, out: &mut Writer) {
        (**self).encode(out);
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn encode(&self, out: &mut Writer) {
        (**self).encode(out);
    }
}

value_payload! {
    impl[] String;
    impl[T: Decode + Encode] Option<T>;
    impl[T: Decode + Encode] Vec<T>;
}

/// A boxed payload is the payload.
impl<T: Payload> Payload for Box<T> {
    const FIELDS: &'static [&'static str] = T::FIELDS;
    const UNKNOWN: UnknownFields = T::UNKNOWN;
    fn decode_members(reader: &mut Reader<'_>, envelope: &[&str]) -> Result<Self, Fault> {
        T::decode_members(reader, envelope).map(Self::new)
    }
    fn encode_members(&self, out: &mut Writer) {
        (**self).encode_members(out);
    }
    fn decode_items(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        T::decode_items(reader).map(Self::new)
    }
    fn encode_items(&self, out: &mut Writer) {
        (**self).encode_items(out);
    }
    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}
