//! Parameters of the path, the query and the headers with which a connection is made.

use crate::{
    codegen::{Constrain, Constraints, NumberBound, param},
    json::{Limits, Reader},
    types::{Decimal, Timestamp, Url, Uuid},
};
use regex_lite::Regex;

/// A parameter of the path, a query parameter or a request header.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// The text that is always sent, or that absence means.
    pub value: Option<&'static str>,
    /// What its text says.
    pub ty: ParamType,
    /// What else must hold.
    pub rules: &'static [Rule],
}

/// What the text of a parameter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamType {
    /// Any text.
    Text,
    /// This text.
    Constant(&'static str),
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Bool,
    /// An integer between these two, without zeros before it.
    Integer(i128, i128),
    /// A number.
    Number,
    /// A decimal number, exactly.
    Decimal,
    /// A UUID.
    Uuid,
    /// An absolute URL.
    Url,
    /// An instant as RFC 3339 text.
    Timestamp,
    /// Any other value, as JSON text.
    Json,
}

/// What must hold of a parameter beyond its type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// Smallest number.
    Min(NumberBound),
    /// Largest number.
    Max(NumberBound),
    /// The number is larger than this.
    Above(NumberBound),
    /// The number is smaller than this.
    Below(NumberBound),
    /// The integer is a multiple of this.
    MultipleOf(u64),
    /// Fewest characters.
    MinLength(u64),
    /// Most characters.
    MaxLength(u64),
    /// A regular expression, searched for anywhere in the text.
    Pattern(&'static str),
}

impl Param {
    /// Text that must be there, without rules.
    pub const DEFAULT: Self =
        Self { name: "", required: true, value: None, ty: ParamType::Text, rules: &[] };

    /// Whether this text, or its absence, is what the definition asks for.
    pub fn accepts(&self, text: Option<&str>) -> bool {
        let Some(text) = text else { return !self.required };
        let holds = |value: &dyn Constrain| self.rules.iter().all(|rule| rule.holds(value));
        let fits = match self.ty {
            ParamType::Text => holds(&text.to_owned()),
            ParamType::Constant(constant) => text == constant,
            ParamType::OneOf(words) => words.contains(&text),
            ParamType::Bool => matches!(text, "true" | "false"),
            ParamType::Integer(least, most) => param::<i128>(text).is_some_and(|value| {
                let small = i64::try_from(value).ok();
                let large = u64::try_from(value).ok();
                (least..=most).contains(&value)
                    && (small.is_some_and(|value| holds(&value))
                        || large.is_some_and(|value| holds(&value)))
            }),
            ParamType::Number => {
                text.parse::<f64>().is_ok_and(|value| value.is_finite() && holds(&value))
            }
            ParamType::Decimal => text.parse::<Decimal>().is_ok_and(|value| holds(&value)),
            ParamType::Uuid => text.parse::<Uuid>().is_ok(),
            ParamType::Url => text.parse::<Url>().is_ok(),
            ParamType::Timestamp => text.parse::<Timestamp>().is_ok(),
            ParamType::Json => {
                let mut reader = Reader::with_depth(text, Limits::DEFAULT.depth);
                reader.skip_value().is_ok() && reader.end().is_ok()
            }
        };
        fits && self.rules.iter().all(|rule| match rule {
            Rule::Pattern(pattern) => Regex::new(pattern).is_ok_and(|regex| regex.is_match(text)),
            _ => true,
        })
    }
}

impl Rule {
    /// Whether a value keeps it. Patterns are of text, and checked by [`Param::accepts`].
    fn holds(self, value: &dyn Constrain) -> bool {
        let none = Constraints::NONE;
        let only = match self {
            Self::Min(bound) => Constraints { min: Some(bound), ..none },
            Self::Max(bound) => Constraints { max: Some(bound), ..none },
            Self::Above(bound) => Constraints { above: Some(bound), ..none },
            Self::Below(bound) => Constraints { below: Some(bound), ..none },
            Self::MultipleOf(step) => Constraints { multiple_of: Some(step), ..none },
            Self::MinLength(length) => Constraints { min_length: Some(length), ..none },
            Self::MaxLength(length) => Constraints { max_length: Some(length), ..none },
            Self::Pattern(_) => none,
        };
        value.constrain(&only).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn takes(ty: ParamType, rules: &'static [Rule], good: &[&str], bad: &[&str]) {
        let param = Param { ty, rules, ..Param::DEFAULT };
        for text in good {
            assert!(param.accepts(Some(text)), "{text}");
        }
        for text in bad {
            assert!(!param.accepts(Some(text)), "{text}");
        }
        assert!(!param.accepts(None));
        assert!(Param { required: false, ..param }.accepts(None));
    }

    #[test]
    fn texts_are_of_their_type() {
        takes(ParamType::Text, &[], &["", "a b"], &[]);
        takes(ParamType::Constant("json"), &[], &["json"], &["JSON", ""]);
        takes(ParamType::OneOf(&["a", "b"]), &[], &["a", "b"], &["c", "a,b"]);
        takes(ParamType::Bool, &[], &["true", "false"], &["1", ""]);
        let byte = ParamType::Integer(0, 255);
        takes(byte, &[], &["0", "255"], &["256", "-1", "07", "+7", "1.0", ""]);
        takes(ParamType::Integer(0, u64::MAX.into()), &[], &["18446744073709551615"], &["-1"]);
        takes(ParamType::Number, &[], &["1", "-2.5", "1e3"], &["x", "inf", "NaN"]);
        takes(ParamType::Decimal, &[], &["1.10", "-3"], &["1e3", "x"]);
        takes(ParamType::Uuid, &[], &["67e55044-10b1-426f-9247-bb680e5fe0c8"], &["67e5"]);
        takes(ParamType::Url, &[], &["https://a.example/b"], &["b"]);
        takes(ParamType::Timestamp, &[], &["2026-01-02T03:04:05Z"], &["2026-01-02"]);
        takes(ParamType::Json, &[], &["[1]", "{}"], &["[1", "[1]]"]);
    }

    #[test]
    fn rules_hold() {
        const WORD: &[Rule] = &[Rule::MinLength(2), Rule::MaxLength(3), Rule::Pattern("^[a-zé]+$")];
        takes(ParamType::Text, WORD, &["ab", "éé", "abc"], &["a", "abcd", "AB"]);
        const STEP: &[Rule] = &[Rule::MultipleOf(5), Rule::Above(NumberBound::Int(5))];
        takes(ParamType::Integer(0, 255), STEP, &["10", "255"], &["5", "11"]);
        const PART: &[Rule] =
            &[Rule::Min(NumberBound::Int(0)), Rule::Below(NumberBound::Float(0.5))];
        takes(ParamType::Number, PART, &["0", "0.25"], &["-1", "0.5"]);
        const PRICE: &[Rule] = &[Rule::Max(NumberBound::Int(1)), Rule::Max(NumberBound::Int(9))];
        takes(ParamType::Decimal, PRICE, &["1.000"], &["1.00000000000000000000001"]);
    }
}
