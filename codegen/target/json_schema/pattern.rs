//! Regular expressions that say exactly which text is of a format, in the common subset of
//! ECMA-262 and other engines.

use crate::{
    judge::{Base, Judge, stop},
    model::{Channel, Literal, TagPart, TopicPart, Type, TypeKind},
};

/// An RFC 3339 instant. Which months have 31 days is left to `format`.
pub(super) const TIMESTAMP: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$";
/// A UUID in its usual form.
pub(super) const UUID: &str =
    "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$";
/// An absolute URL.
pub(super) const URL: &str = "^[A-Za-z][A-Za-z0-9+.-]*:[^\\s\\u0000-\\u001f\\u007f-\\u009f]+$";
/// A decimal number.
pub(super) const DECIMAL: &str = "^-?[0-9]+(\\.[0-9]+)?$";
/// Standard base64 with padding, unused bits zero.
pub(super) const BASE64: &str =
    "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$";

/// Text as a part of an expression.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for each in text.chars() {
        if "\\^$.|?*+()[]{}/".contains(each) {
            out.push('\\');
        }
        out.push(each);
    }
    out
}

/// Canonical decimal integers from `min` to `max`.
pub(super) fn integers(min: i128, max: i128) -> String {
    format!("^({})$", integer_alternatives(min, max).join("|"))
}

fn integer_alternatives(min: i128, max: i128) -> Vec<String> {
    let mut alternatives = Vec::new();
    if min < 0 {
        let (low, high) = (max.min(-1).unsigned_abs(), min.unsigned_abs());
        alternatives.extend(naturals(low, high).into_iter().map(|text| format!("-{text}")));
    }
    if max >= 0 {
        alternatives.extend(naturals(min.max(0).unsigned_abs(), max.unsigned_abs()));
    }
    if alternatives.is_empty() {
        // Nothing is in the range, and nothing matches this.
        alternatives.push("[^\\s\\S]".to_owned());
    }
    alternatives
}

/// Natural numbers from `low` to `high`, without leading zeros.
fn naturals(low: u128, high: u128) -> Vec<String> {
    let mut alternatives = Vec::new();
    let mut low = low;
    if low == 0 && low <= high {
        alternatives.push("0".to_owned());
        low = 1;
    }
    // All lengths that are free of both bounds go into one alternative.
    let (shortest, longest) = (low.to_string().len(), high.to_string().len());
    let power = |digits: usize| 10_u128.pow(digits as u32);
    let mut free: Option<(usize, usize)> = None;
    for length in shortest..=longest {
        if low > high {
            break;
        }
        let (first, last) = (low.max(power(length - 1)), high.min(power(length) - 1));
        if first == power(length - 1) && last == power(length) - 1 {
            free = Some((free.map_or(length, |(from, _)| from), length));
        } else {
            same_length(&first.to_string(), &last.to_string(), &mut alternatives);
        }
    }
    if let Some((from, to)) = free {
        alternatives.insert(
            usize::from(alternatives.first().is_some_and(|first| first == "0")),
            format!("[1-9]{}", digits(from - 1, to - 1)),
        );
    }
    alternatives
}

/// Numbers between two of the same length.
fn same_length(first: &str, last: &str, out: &mut Vec<String>) {
    let common = first.bytes().zip(last.bytes()).take_while(|(low, high)| low == high).count();
    let (prefix, low, high) = (&first[..common], &first[common..], &last[common..]);
    let (Some(low_digit), Some(high_digit)) = (low.bytes().next(), high.bytes().next()) else {
        out.push(prefix.to_owned());
        return;
    };
    let (low_rest, high_rest) = (&low[1..], &high[1..]);
    let rest = low_rest.len();
    let low_whole = low_rest.bytes().all(|digit| digit == b'0');
    let high_whole = high_rest.bytes().all(|digit| digit == b'9');
    let char_of = char::from;
    if !low_whole {
        let start = format!("{prefix}{}", char_of(low_digit));
        let nines = "9".repeat(rest);
        nested(&start, low_rest, &nines, out);
    }
    let from = if low_whole { low_digit } else { low_digit + 1 };
    let to = if high_whole { high_digit } else { high_digit - 1 };
    if from <= to {
        out.push(format!("{prefix}{}{}", class(from, to), digits(rest, rest)));
    }
    if !high_whole {
        let start = format!("{prefix}{}", char_of(high_digit));
        let zeros = "0".repeat(rest);
        nested(&start, &zeros, high_rest, out);
    }
}

fn nested(start: &str, first: &str, last: &str, out: &mut Vec<String>) {
    let mut inner = Vec::new();
    same_length(first, last, &mut inner);
    out.extend(inner.into_iter().map(|text| format!("{start}{text}")));
}

fn class(from: u8, to: u8) -> String {
    if from == to {
        char::from(from).to_string()
    } else {
        format!("[{}-{}]", char::from(from), char::from(to))
    }
}

fn digits(from: usize, to: usize) -> String {
    match (from, to) {
        (0, 0) => String::new(),
        (1, 1) => "[0-9]".to_owned(),
        (from, to) if from == to => format!("[0-9]{{{from}}}"),
        (from, to) => format!("[0-9]{{{from},{to}}}"),
    }
}

/// The topics of a channel. Length bounds of text parameters are in it; other constraints are not.
pub(super) fn topic(judge: Judge<'_>, channel: &Channel) -> String {
    let mut out = String::from("^");
    for (index, part) in channel.topic.iter().enumerate() {
        match part {
            TopicPart::Text(text) => out.push_str(&escape(text)),
            TopicPart::Param(param) => {
                let field = channel.params.get(*param);
                let ty = field.map(|field| judge.base(&field.ty));
                match ty {
                    Some(Base::Type(Type::Int(kind) | Type::BigInt(kind))) => {
                        let range = integer_alternatives(kind.min(), kind.max());
                        out.push_str(&format!("({})", range.join("|")));
                    }
                    Some(Base::Type(Type::Uuid)) => {
                        out.push_str(UUID.trim_start_matches('^').trim_end_matches('$'));
                    }
                    Some(Base::Kind(TypeKind::Enum(set))) if !set.open => {
                        let values: Vec<_> =
                            set.values.iter().map(|value| escape(&value.value)).collect();
                        out.push_str(&format!("({})", values.join("|")));
                    }
                    Some(Base::Kind(TypeKind::IntEnum(set))) if !set.open => {
                        let values: Vec<_> =
                            set.values.iter().map(|value| value.value.to_string()).collect();
                        out.push_str(&format!("({})", values.join("|")));
                    }
                    Some(Base::Kind(TypeKind::IntEnum(_))) => {
                        let range = integer_alternatives(i64::MIN.into(), i64::MAX.into());
                        out.push_str(&format!("({})", range.join("|")));
                    }
                    _ => {
                        let free = match stop(channel, index) {
                            Some(stop) => format!("[^{}]", class_escape(stop)),
                            None => "[\\s\\S]".to_owned(),
                        };
                        let constraints = field.map(|field| &field.constraints);
                        let min = constraints.and_then(|own| own.min_length).unwrap_or(1).max(1);
                        let max = constraints.and_then(|own| own.max_length);
                        out.push_str(&free);
                        out.push_str(&match (min, max) {
                            (1, None) => "+".to_owned(),
                            (min, None) => format!("{{{min},}}"),
                            (min, Some(max)) => format!("{{{min},{max}}}"),
                        });
                    }
                }
            }
        }
    }
    out.push('$');
    out
}

fn class_escape(each: char) -> String {
    if "\\^]-[".contains(each) { format!("\\{each}") } else { each.to_string() }
}

/// The text of a pattern part of a tag; `None` for a literal.
pub(super) fn tag(part: &TagPart) -> Option<String> {
    match part {
        TagPart::Literal(Literal::Null | Literal::Bool(_) | Literal::Int(_) | Literal::Text(_)) => {
            None
        }
        TagPart::Pattern { prefix, suffix, .. } => {
            Some(format!("^{}[\\s\\S]+{}$", escape(prefix), escape(suffix)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_lite::Regex;

    #[test]
    fn integer_ranges_are_exact() {
        for (min, max) in [
            (0, 0),
            (0, 9),
            (-5, 5),
            (7, 123),
            (-128, 127),
            (0, 255),
            (100, 100),
            (-30, -4),
            (99, 1000),
            (5, 4),
        ] {
            let regex = Regex::new(&integers(min, max)).expect("a regular expression");
            for value in -1200_i128..=1200 {
                assert_eq!(
                    regex.is_match(&value.to_string()),
                    (min..=max).contains(&value),
                    "{value} in {min}..={max}: {regex}"
                );
            }
            assert!(!regex.is_match("-0") && !regex.is_match("007") && !regex.is_match(""));
        }
    }

    #[test]
    fn sixty_four_bits_are_exact() {
        let regex = Regex::new(&integers(0, u64::MAX.into())).expect("a regular expression");
        for (value, expected) in [
            (u64::MAX.to_string(), true),
            ("18446744073709551616".to_owned(), false),
            ("9999999999999999999".to_owned(), true),
            ("100000000000000000000".to_owned(), false),
            ("0".to_owned(), true),
        ] {
            assert_eq!(regex.is_match(&value), expected, "{value}");
        }
        let regex =
            Regex::new(&integers(i64::MIN.into(), i64::MAX.into())).expect("a regular expression");
        assert!(regex.is_match(&i64::MIN.to_string()) && regex.is_match(&i64::MAX.to_string()));
        assert!(!regex.is_match("-9223372036854775809") && !regex.is_match("9223372036854775808"));
    }
}
