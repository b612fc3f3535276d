//! Instants as integers since the Unix epoch.

use crate::{
    error::Fault,
    json::{Decode, Encode, Reader, Writer, value_payload},
};
use std::{fmt, str::FromStr};

/// One type for each unit: its name, the unit, and jiff's two functions for it.
macro_rules! unix {
    ($($(#[$doc:meta])* $name:ident $from:ident $as:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);

        impl $name {
            /// The present, from the clock of this machine.
            pub fn now() -> Self {
                jiff::Timestamp::now().into()
            }

            /// The instant; `None` when it lies beyond the year 9999.
            pub fn instant(self) -> Option<jiff::Timestamp> {
                jiff::Timestamp::$from(self.0).ok()
            }
        }

        impl From<jiff::Timestamp> for $name {
            fn from(instant: jiff::Timestamp) -> Self {
                Self(instant.$as())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = Fault;
            fn from_str(text: &str) -> Result<Self, Fault> {
                text.parse().map(Self).map_err(|_| Fault::format("an integer"))
            }
        }

        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                reader.integer().map(Self)
            }
        }

        impl Encode for $name {
            fn encode(&self, out: &mut Writer) {
                out.int(self.0);
            }
        }

        impl crate::codegen::Constrain for $name {
            fn constrain(&self, constraints: &crate::codegen::Constraints) -> Result<(), Fault> {
                self.0.constrain(constraints)
            }
        }

        value_payload! { impl[] $name; }
        super::serde_bridge! { impl[] $name; }
        super::schema! { $name: (stringify!($name)) { "type": "integer", "format": "int64" } }

        #[cfg(feature = "arbitrary")]
        impl<'a> arbitrary::Arbitrary<'a> for $name {
            fn arbitrary(source: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
                source.arbitrary().map(Self)
            }
        }
    )* };
}

unix! {
    /// Milliseconds since the Unix epoch, an integer in JSON.
    UnixMillis from_millisecond as_millisecond;
    /// Seconds since the Unix epoch, an integer in JSON.
    UnixSeconds from_second as_second;
}
