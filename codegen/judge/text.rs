//! Formats of text: integers, decimals, instants, UUIDs, URLs.

use crate::model::IntKind;

/// An integer as canonical decimal text, in range.
pub(crate) fn integer(text: &str, kind: IntKind) -> Option<i128> {
    let value: i128 = text.parse().ok()?;
    (is_integer(text) && (kind.min()..=kind.max()).contains(&value)).then_some(value)
}

/// Whether this is canonical decimal text of an integer: no plus, no leading zero, no `-0`.
pub(crate) fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !digits.starts_with('0'))
}

/// Whether this is a decimal number: digits, perhaps a minus before them and a fraction behind.
pub(crate) fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    digits(whole) && fraction.is_none_or(digits)
}

/// Whether this is an RFC 3339 instant.
pub(crate) fn is_timestamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    let number = |from: usize, count: usize| -> Option<u32> {
        let digits = text.get(from..from + count)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let is = |at: usize, allowed: &[u8]| bytes.get(at).is_some_and(|byte| allowed.contains(byte));
    let fields = || {
        let separators =
            is(4, b"-") && is(7, b"-") && is(10, b"Tt") && is(13, b":") && is(16, b":");
        separators.then_some(())?;
        Some([
            number(0, 4)?,
            number(5, 2)?,
            number(8, 2)?,
            number(11, 2)?,
            number(14, 2)?,
            number(17, 2)?,
        ])
    };
    let Some([year, month, day, hour, minute, second]) = fields() else { return false };
    let fraction = match bytes.get(19) {
        Some(b'.') => bytes[20..].iter().take_while(|byte| byte.is_ascii_digit()).count(),
        _ => 0,
    };
    if bytes.get(19) == Some(&b'.') && fraction == 0 {
        return false;
    }
    let zone = if fraction == 0 { 19 } else { 20 + fraction };
    let zone_is_valid = match text.get(zone..) {
        Some("Z" | "z") => true,
        Some(offset) => {
            offset.len() == 6
                && is(zone, b"+-")
                && is(zone + 3, b":")
                && number(zone + 1, 2).is_some_and(|hours| hours <= 23)
                && number(zone + 4, 2).is_some_and(|minutes| minutes <= 59)
        }
        None => false,
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    zone_is_valid && (1..=days).contains(&day) && hour <= 23 && minute <= 59 && second <= 60
}

/// Whether this is a UUID in its usual form, of either case.
pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether this is an absolute URL: a scheme, a colon, and something without blanks and controls.
pub(crate) fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.is_empty()
        && !rest.contains(|each: char| each.is_whitespace() || each.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_canonical_and_in_range() {
        assert_eq!(integer("255", IntKind::U8), Some(255));
        assert_eq!(integer("-9223372036854775808", IntKind::I64), Some(i64::MIN.into()));
        for wrong in ["256", "-0", "+1", "007", "", " 1", "1.0", "-1"] {
            assert_eq!(integer(wrong, IntKind::U8), None, "{wrong}");
        }
    }

    #[test]
    fn decimals() {
        for right in
            ["0", "-1", "10.50", "0.001", "-0.5", "007.5", "123456789012345678901234567890.1"]
        {
            assert!(is_decimal(right), "{right}");
        }
        for wrong in ["", "-", ".5", "1.", "1e3", "+1", "1,5"] {
            assert!(!is_decimal(wrong), "{wrong}");
        }
    }

    #[test]
    fn timestamps() {
        for right in [
            "2024-02-29T23:59:60Z",
            "2025-01-01t00:00:00.123456789+05:30",
            "0000-12-31T00:00:00-00:00",
        ] {
            assert!(is_timestamp(right), "{right}");
        }
        for wrong in [
            "2023-02-29T00:00:00Z",
            "2025-01-01 00:00:00Z",
            "2025-01-01T00:00:00",
            "2025-01-01T00:00:00.Z",
            "2025-01-01T24:00:00Z",
            "2025-13-01T00:00:00Z",
            "2025-01-01T00:00:00+5:30",
            "2025-01-01T00:00:00Zé",
            "é025-01-01T00:00:00Z",
            "",
        ] {
            assert!(!is_timestamp(wrong), "{wrong}");
        }
    }

    #[test]
    fn uuids_and_urls() {
        assert!(is_uuid("550e8400-E29B-41d4-a716-446655440000"));
        assert!(!is_uuid("550e8400e29b41d4a716446655440000"));
        assert!(is_url("https://example.com/a?b#c") && is_url("mailto:a@b"));
        assert!(
            !is_url("/relative") && !is_url("https:") && !is_url("http://a b") && !is_url("1x:y")
        );
    }
}
