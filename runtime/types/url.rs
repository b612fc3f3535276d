//! Absolute URLs.

use crate::error::Fault;
use std::{fmt, str::FromStr};

/// An absolute URL, kept as its text: a scheme, a colon, and something behind it; no white space
/// and no control characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Url(String);

impl Url {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the colon.
    pub fn scheme(&self) -> &str {
        self.0.split_once(':').map_or("", |(scheme, _)| scheme)
    }
}

impl FromStr for Url {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let valid = text.split_once(':').is_some_and(|(scheme, rest)| {
            scheme.starts_with(|first: char| first.is_ascii_alphabetic())
                && scheme
                    .chars()
                    .all(|next| next.is_ascii_alphanumeric() || matches!(next, '+' | '-' | '.'))
                && !rest.is_empty()
                && !rest.chars().any(|next| next.is_whitespace() || next.is_control())
        });
        if valid { Ok(Self(text.to_owned())) } else { Err(Fault::format("an absolute URL")) }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

super::text_type!(Url);
super::schema! { Url: "Url" { "type": "string", "format": "uri" } }

#[cfg(feature = "arbitrary")]
impl<'a> arbitrary::Arbitrary<'a> for Url {
    fn arbitrary(source: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        source.arbitrary::<u64>().map(|id| Self(format!("https://example.com/{id:x}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_ones_only() {
        for text in ["https://example.com/a?b#c", "wss://x", "mailto:a@b", "x-y+z.1:q"] {
            assert_eq!(text.parse::<Url>().expect(text).as_str(), text);
        }
        for text in ["", "/path", "://x", "1a:b", "https:", "https://a b", "https://a\n", "a b:c"] {
            assert!(text.parse::<Url>().is_err(), "{text}");
        }
    }
}
