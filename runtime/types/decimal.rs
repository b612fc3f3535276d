//! Exact decimal numbers as text.

use crate::{codegen::NumberBound, error::Fault};
use std::{cmp::Ordering, fmt, str::FromStr};

/// An exact decimal number, kept as its text: `-?digits(.digits)?`. Equality is that of the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal(String);

impl Decimal {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How the number compares to a bound: exactly, by its digits.
    pub(crate) fn compare(&self, bound: NumberBound) -> Ordering {
        let bound = match bound {
            NumberBound::Int(bound) => bound.to_string(),
            NumberBound::Float(bound) => bound.to_string(),
        };
        let (own_negative, own) = magnitude(&self.0);
        let (other_negative, other) = magnitude(&bound);
        match (own_negative, other_negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => own.cmp(&other),
            (true, true) => other.cmp(&own),
        }
    }
}

/// The sign, and what orders numbers without it: the count of digits before the point, those
/// digits, and those behind it.
fn magnitude(text: &str) -> (bool, (usize, &str, &str)) {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (before, after) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let (before, after) = (before.trim_start_matches('0'), after.trim_end_matches('0'));
    let negative = text.len() > unsigned.len() && !(before.is_empty() && after.is_empty());
    (negative, (before.len(), before, after))
}

impl FromStr for Decimal {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let valid = match unsigned.split_once('.') {
            Some((before, after)) => digits(before) && digits(after),
            None => digits(unsigned),
        };
        if valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(Fault::format("a decimal number as text"))
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(value.to_string())
    }
}

super::text_type!(Decimal);
super::schema! { Decimal: "Decimal" { "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$" } }

#[cfg(feature = "arbitrary")]
impl<'a> arbitrary::Arbitrary<'a> for Decimal {
    fn arbitrary(source: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        let (before, after): (i64, Option<u32>) = source.arbitrary()?;
        Ok(Self(match after {
            Some(after) => format!("{before}.{after}"),
            None => before.to_string(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_exactly() {
        let order = |text: &str, bound| text.parse::<Decimal>().expect("valid").compare(bound);
        assert_eq!(order("10.000000000000000000001", NumberBound::Int(10)), Ordering::Greater);
        assert_eq!(order("010.0", NumberBound::Int(10)), Ordering::Equal);
        assert_eq!(order("-0.0", NumberBound::Int(0)), Ordering::Equal);
        assert_eq!(order("-3", NumberBound::Int(-2)), Ordering::Less);
        assert_eq!(order("9", NumberBound::Float(10.5)), Ordering::Less);
        assert_eq!(order("0.25", NumberBound::Float(0.25)), Ordering::Equal);
    }

    #[test]
    fn keeps_its_text_and_refuses_other_forms() {
        assert_eq!("1.10".parse::<Decimal>().expect("valid").to_string(), "1.10");
        for text in ["", "-", ".5", "5.", "1e5", "+1", " 1", "1.2.3", "٣"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }
}
