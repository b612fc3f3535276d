//! Durations as numbers.

use crate::{
    error::Fault,
    json::{Decode, Encode, Reader, Writer, value_payload},
};
use std::{fmt, str::FromStr, time::Duration};

/// One type for each unit: its name, and how many there are in a second.
macro_rules! durations {
    ($($(#[$doc:meta])* $name:ident $per_second:literal;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
        pub struct $name(f64);

        impl $name {
            /// So many; `None` when the number is negative or not finite.
            pub fn new(number: f64) -> Option<Self> {
                // Negative zero would not be written as it is.
                (number.is_finite() && number >= 0.0).then_some(Self(number.abs()))
            }

            /// How many, with the fraction.
            pub fn number(self) -> f64 {
                self.0
            }

            /// The duration; the longest there is when it is longer.
            pub fn duration(self) -> Duration {
                Duration::try_from_secs_f64(self.0 / $per_second).unwrap_or(Duration::MAX)
            }
        }

        impl From<Duration> for $name {
            fn from(duration: Duration) -> Self {
                Self(duration.as_secs_f64() * $per_second)
            }
        }

        impl From<$name> for Duration {
            fn from(value: $name) -> Self {
                value.duration()
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
                let number = text.parse::<f64>().ok();
                number.and_then(Self::new).ok_or_else(|| Fault::format("a number of at least 0"))
            }
        }

        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                Self::new(reader.double()?).ok_or_else(|| Fault::out_of_range("at least 0"))
            }
        }

        impl Encode for $name {
            fn encode(&self, out: &mut Writer) {
                out.float(self.0);
            }
        }

        impl crate::codegen::Constrain for $name {
            fn constrain(&self, constraints: &crate::codegen::Constraints) -> Result<(), Fault> {
                self.0.constrain(constraints)
            }
        }

        value_payload! { impl[] $name; }
        super::serde_bridge! { impl[] $name; }
        super::schema! { $name: (stringify!($name)) { "type": "number", "minimum": 0 } }

        #[cfg(feature = "arbitrary")]
        impl<'a> arbitrary::Arbitrary<'a> for $name {
            fn arbitrary(source: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
                source.arbitrary::<u32>().map(|number| Self(number.into()))
            }
        }
    )* };
}

durations! {
    /// A number of milliseconds that is not negative.
    DurationMillis 1000.0;
    /// A number of seconds that is not negative.
    DurationSeconds 1.0;
}
