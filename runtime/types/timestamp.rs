//! Instants as RFC 3339 text.

use crate::error::Fault;
use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    ops::Deref,
    str::FromStr,
};

/// An instant that is RFC 3339 text in JSON. Equality, order and hash are those of the instant;
/// text that is not the canonical one is kept, so that it is written as it came.
#[derive(Debug, Clone)]
pub struct Timestamp {
    instant: jiff::Timestamp,
    text: Option<Box<str>>,
}

impl Timestamp {
    /// The present, from the clock of this machine, in milliseconds.
    pub fn now() -> Self {
        let now = jiff::Timestamp::now();
        jiff::Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now).into()
    }

    /// The instant.
    pub fn instant(&self) -> jiff::Timestamp {
        self.instant
    }
}

impl Deref for Timestamp {
    type Target = jiff::Timestamp;
    fn deref(&self) -> &jiff::Timestamp {
        &self.instant
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(instant: jiff::Timestamp) -> Self {
        Self { instant, text: None }
    }
}

impl From<Timestamp> for jiff::Timestamp {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.instant
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.instant == other.instant
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant.cmp(&other.instant)
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.instant.hash(state);
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => out.write_str(text),
            None => self.instant.fmt(out),
        }
    }
}

impl FromStr for Timestamp {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let wrong = || Fault::format("an RFC 3339 timestamp");
        let shortened = rfc3339(text).ok_or_else(wrong)?;
        let instant: jiff::Timestamp = shortened.parse().map_err(|_| wrong())?;
        let canonical = instant.to_string() == text;
        Ok(Self { instant, text: (!canonical).then(|| text.into()) })
    }
}

/// The text with at most nine digits of fraction, if its form is `2026-11-21T04:11:18.5Z`. The
/// calendar itself is checked afterwards.
fn rfc3339(text: &str) -> Option<String> {
    const FORM: &[u8; 19] = b"dddd-dd-ddTdd:dd:dd";
    let fits = |form: &[u8], text: &str| {
        form.len() == text.len()
            && form.iter().zip(text.bytes()).all(|(form, byte)| match form {
                b'd' => byte.is_ascii_digit(),
                b'T' => matches!(byte, b'T' | b't'),
                other => byte == *other,
            })
    };
    let (begin, rest) = text.split_at_checked(FORM.len())?;
    if !fits(FORM, begin) {
        return None;
    }
    let zone = rest.find(['Z', 'z', '+', '-'])?;
    let (fraction, zone) = rest.split_at_checked(zone)?;
    if !fraction.is_empty() {
        let digits = fraction.strip_prefix('.')?;
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
    }
    let utc = matches!(zone, "Z" | "z");
    let hours = zone.get(1..3).and_then(|hours| hours.parse::<u8>().ok());
    let minutes = zone.get(4..6).and_then(|minutes| minutes.parse::<u8>().ok());
    let offset = (fits(b"+dd:dd", zone) || fits(b"-dd:dd", zone))
        && hours.is_some_and(|hours| hours < 24)
        && minutes.is_some_and(|minutes| minutes < 60);
    let zone = if utc { "Z" } else { zone };
    (utc || offset).then(|| format!("{begin}{}{zone}", fraction.get(..10).unwrap_or(fraction)))
}

super::text_type!(Timestamp);
super::schema! { Timestamp: "Timestamp" { "type": "string", "format": "date-time" } }

#[cfg(feature = "arbitrary")]
impl<'a> arbitrary::Arbitrary<'a> for Timestamp {
    fn arbitrary(source: &mut arbitrary::Unstructured<'a>) -> arbitrary::Result<Self> {
        // From 1970 to 9999.
        let millis = source.int_in_range(0..=253_402_214_400_000_i64)?;
        Ok(jiff::Timestamp::from_millisecond(millis).unwrap_or_default().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_came() {
        for text in [
            "2026-11-21T04:11:18Z",
            "2026-11-21T04:11:18.000Z",
            "2026-11-21T05:11:18.5+01:00",
            "2026-11-21t04:11:18z",
            "2026-11-21T04:11:18.1234567891234-00:00",
            "2016-12-31T23:59:60Z",
        ] {
            let timestamp: Timestamp = text.parse().expect(text);
            assert_eq!(timestamp.to_string(), text);
        }
    }

    #[test]
    fn refuses_other_forms() {
        for text in [
            "",
            "2026-11-21",
            "2026-11-21 04:11:18Z",
            "2026-11-21T04:11:18",
            "2026-11-21T04:11Z",
            "2026-02-30T04:11:18Z",
            "2026-11-21T24:11:18Z",
            "2026-11-21T04:11:18.Z",
            "2026-11-21T04:11:18+01:00[Europe/Vienna]",
            "2026-11-21T04:11:18+0100",
            "2026-11-21T04:11:18+24:00",
            "2026-11-21T04:11:18Zé",
        ] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
    }

    #[test]
    fn equality_is_that_of_the_instant() {
        let utc: Timestamp = "2026-11-21T04:11:18Z".parse().expect("valid");
        let vienna: Timestamp = "2026-11-21T05:11:18+01:00".parse().expect("valid");
        assert_eq!(utc, vienna);
    }
}
