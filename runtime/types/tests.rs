//! Every type: what it reads, that it writes the same, and serde's way through it.

use super::*;
use crate::{
    codegen::{Constrain, Constraints, NumberBound, Pattern, from_text, to_text},
    json::{Decode, Encode, Payload, Reader, Writer},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt::Debug, time::Duration};

/// Reads the good ones and writes them unchanged, in our way and in serde's; refuses the bad ones.
fn check<T>(good: &[&str], bad: &[&str])
where
    T: Decode + Encode + Serialize + DeserializeOwned + Debug + PartialEq,
{
    for text in good {
        let value: T = from_text(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        assert_eq!(to_text(&value), *text);
        assert_eq!(serde_json::to_string(&value).expect("serializes"), *text);
        assert_eq!(serde_json::from_str::<T>(text).expect("deserializes"), value);
    }
    for text in bad {
        let fault = from_text::<T>(text).expect_err(text);
        assert!(!fault.to_string().contains("s3cret"), "{fault}");
        assert!(serde_json::from_str::<T>(text).is_err(), "{text}");
    }
}

#[test]
fn each_writes_what_it_read() {
    check::<Value>(&["null", "[1,\"a\",{\"b\":[]}]", "{\"z\":1,\"a\":2.5}"], &["s3cret", "{"]);
    check::<Map<u8>>(&["{}", "{\"z\":1,\"a\":2}"], &["{\"a\":\"s3cret\"}", "[]"]);
    check::<Quoted<u64>>(
        &["\"0\"", "\"18446744073709551615\""],
        &[
            "\"-1\"",
            "\"18446744073709551616\"",
            "\"01\"",
            "\"+1\"",
            "\"\"",
            "\"1.0\"",
            "1",
            "\"-0\"",
        ],
    );
    check::<Quoted<i8>>(&["\"-128\"", "\"127\""], &["\"128\"", "\"-\"", "\"s3cret\""]);
    check::<Decimal>(&["\"1.10\"", "\"-0\"", "\"007\""], &["\"1e5\"", "1.5", "\"s3cret\""]);
    check::<Bytes>(
        &["\"\"", "\"AQI=\"", "\"/+8A\""],
        &["\"AQI\"", "\"_-8A\"", "\"AQJ=\"", "\"s3cret\""],
    );
    check::<Timestamp>(&["\"2026-11-21T04:11:18.000Z\""], &["\"2026-11-21\"", "5", "\"s3cret\""]);
    check::<UnixMillis>(&["0", "-5", "1763698278000"], &["1.5", "\"1\""]);
    check::<UnixSeconds>(&["1763698278"], &["1e30"]);
    check::<DurationMillis>(&["0", "1.5", "30000"], &["-1", "\"1\"", "-0.5"]);
    check::<DurationSeconds>(&["0.25"], &["null"]);
    check::<Uuid>(
        &["\"67e55044-10b1-426f-9247-bb680e5fe0c8\"", "\"67E55044-10b1-426F-9247-BB680E5FE0C8\""],
        &[
            "\"67e5504410b1426f9247bb680e5fe0c8\"",
            "\"s3cret\"",
            "\"{67e55044-10b1-426f-9247-bb680e5fe0c}\"",
        ],
    );
    check::<Url>(&["\"wss://example.com/a?b\""], &["\"/a\"", "\"s3cret s3cret:\""]);
    check::<JsonText<Map<u8>>>(
        &[r#""{\"a\":1}""#],
        &[r#""{\"a\":\"s3cret\"}""#, r#""{} s3cret""#, "{}"],
    );
}

#[test]
fn times_and_durations_convert() {
    assert_eq!(DurationMillis::from(Duration::from_millis(1500)).number(), 1500.0);
    assert_eq!(DurationSeconds::new(1.5).map(Duration::from), Some(Duration::from_millis(1500)));
    assert_eq!(DurationSeconds::new(1e300).map(Duration::from), Some(Duration::MAX));
    assert_eq!(DurationSeconds::new(f64::NAN), None);
    let instant = UnixSeconds(5).instant().expect("in range");
    assert_eq!(UnixMillis::from(instant), UnixMillis(5000));
    assert_eq!(UnixSeconds(i64::MAX).instant(), None);
    assert_eq!(Timestamp::from(instant).to_string(), "1970-01-01T00:00:05Z");
    let now = Timestamp::now();
    assert_eq!(now.to_string().parse::<Timestamp>().as_ref(), Ok(&now));
}

#[test]
fn spread_beside_an_envelope() {
    let text = r#"{"type":"x","a":1,"b":{"type":2},"seq":5}"#;
    let mut reader = Reader::new(text);
    reader.begin_object().expect("an object");
    let value = Value::decode_members(&mut reader, &["type", "seq"]).expect("any value");
    assert_eq!(reader.end(), Ok(()));
    let mut out = Writer::new();
    out.begin_object();
    out.key("type");
    out.string("x");
    value.encode_members(&mut out);
    out.end_object();
    assert_eq!(out.as_str(), r#"{"type":"x","a":1,"b":{"type":2}}"#);
}

#[test]
fn constraints_at_their_boundaries() {
    static PATTERN: Pattern = Pattern::new("^[a-z]+$");
    let none = Constraints::NONE;
    let code = |result: Result<(), crate::Fault>| result.err().map(|fault| fault.code());
    let from_0_to_100 = Constraints {
        min: Some(NumberBound::Int(0)),
        max: Some(NumberBound::Int(100)),
        multiple_of: Some(5),
        ..none
    };
    for (value, expected) in [
        (0, None),
        (100, None),
        (-1, Some("out_of_range")),
        (101, Some("out_of_range")),
        (7, Some("not_multiple")),
    ] {
        assert_eq!(code(value.constrain(&from_0_to_100)), expected, "{value}");
        assert_eq!(code(f64::from(value).constrain(&from_0_to_100)), expected, "{value}");
        assert_eq!(code(Some(Quoted(value)).constrain(&from_0_to_100)), expected, "{value}");
    }
    let open = Constraints {
        above: Some(NumberBound::Float(0.5)),
        below: Some(NumberBound::Int(2)),
        ..none
    };
    assert_eq!(code(0.5_f64.constrain(&open)), Some("out_of_range"));
    assert_eq!(code(0.75_f32.constrain(&open)), None);
    assert_eq!(code(2_u64.constrain(&open)), Some("out_of_range"));
    let text =
        Constraints { min_length: Some(2), max_length: Some(3), pattern: Some(&PATTERN), ..none };
    for (value, expected) in [
        ("ab", None),
        ("abc", None),
        ("a", Some("too_short")),
        ("abcd", Some("too_long")),
        ("é😀", Some("pattern")),
        ("ab1", Some("pattern")),
    ] {
        assert_eq!(code(value.constrain(&text)), expected, "{value}");
    }
    let list = Constraints { max_length: Some(2), unique: true, ..none };
    assert_eq!(code(vec![1, 2].constrain(&list)), None);
    assert_eq!(code(vec![1, 1].constrain(&list)), Some("not_unique"));
    assert_eq!(code(vec![1, 2, 3].constrain(&list)), Some("too_long"));
    assert_eq!(code(None::<String>.constrain(&text)), None);
    let fault = crate::codegen::check(&101, "load", &from_0_to_100).expect_err("too large");
    assert_eq!(fault.to_string(), "at `load`: expected at most 100");
}
