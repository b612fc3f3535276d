//! Reading and writing single values.

use super::{Decode, Kind, Reader, Writer};
use crate::{
    codegen::{from_text, to_text},
    types::{Map, Value},
};

/// The value, or the code of the fault.
fn read<T: Decode>(text: &str) -> Result<T, &'static str> {
    from_text(text).map_err(|fault| fault.code())
}

#[test]
fn integers_are_exact_and_in_range() {
    let cases: &[(&str, Result<u8, &str>)] = &[
        ("0", Ok(0)),
        ("-0", Ok(0)),
        ("255", Ok(255)),
        ("256", Err("out_of_range")),
        ("-1", Err("out_of_range")),
        ("1.0", Ok(1)),
        ("1e2", Ok(100)),
        ("25.5e1", Ok(255)),
        ("2550E-1", Ok(255)),
        ("0.0e99999999999999999999", Ok(0)),
        ("1e99999999999999999999", Err("out_of_range")),
        ("1.5", Err("wrong_kind")),
        ("1e-1", Err("wrong_kind")),
        // JavaScript and JSON Schema see no more digits than these.
        ("1.00000000000000000001", Ok(1)),
        ("1e-99999999999999999999", Ok(0)),
        ("01", Err("syntax")),
        ("-", Err("syntax")),
        ("1.", Err("syntax")),
        (".5", Err("syntax")),
        ("1e", Err("syntax")),
        ("+1", Err("syntax")),
        ("0x10", Err("syntax")),
        ("\"1\"", Err("wrong_kind")),
        ("null", Err("wrong_kind")),
    ];
    for (text, expected) in cases {
        assert_eq!(read::<u8>(text), *expected, "{text}");
    }
    for text in ["18446744073709551615", "1.8446744073709551615e19"] {
        assert_eq!(read::<u64>(text), Ok(u64::MAX), "{text}");
    }
    assert_eq!(read::<u64>("18446744073709551616"), Err("out_of_range"));
    assert_eq!(read::<i64>("-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(read::<i64>("-9223372036854775809"), Err("out_of_range"));
    assert_eq!(read::<i64>("9007199254740993"), Ok(9_007_199_254_740_993));
    assert_eq!(read::<u64>(&"9".repeat(10_000)), Err("out_of_range"));
}

#[test]
fn floats_read_and_write_the_same_value() {
    for (text, written) in [
        ("0.1", "0.1"),
        ("1.0", "1"),
        ("-0", "0"),
        ("1e21", "1e21"),
        ("123456789012345680", "123456789012345680"),
        ("5e-324", "5e-324"),
        ("-2.5E+3", "-2500"),
    ] {
        let value: f64 = read(text).expect(text);
        let out = to_text(&value);
        assert_eq!(read::<f64>(&out), Ok(value), "{out}");
        assert_eq!(read::<f64>(&out), read::<f64>(written));
    }
    assert_eq!(to_text(&1.0_f64), "1");
    assert_eq!(to_text(&0.1_f32), "0.1");
    assert_eq!(to_text(&f64::NAN), "null");
    assert_eq!(read::<f64>("1e309"), Err("out_of_range"));
    assert_eq!(read::<f32>("1e39"), Err("out_of_range"));
}

#[test]
fn strings_and_their_escapes() {
    for (text, expected) in [
        (r#""""#, Ok("")),
        (r#""plain text of some length, é 😀""#, Ok("plain text of some length, é 😀")),
        (r#""\"\\\/\b\f\n\r\t""#, Ok("\"\\/\u{8}\u{c}\n\r\t")),
        (r#""\u00e9\ud83d\ude00 \u0000""#, Ok("é😀 \0")),
        // A lone surrogate is what JavaScript would have sent as U+FFFD.
        (r#""a\ud800b""#, Ok("a\u{FFFD}b")),
        (r#""\udc00\ud800\ud83d\ude00""#, Ok("\u{FFFD}\u{FFFD}😀")),
        (r#""\ud800\n""#, Ok("\u{FFFD}\n")),
        (r#""\ud80""#, Err("syntax")),
        (r#""\ud800\u12""#, Err("syntax")),
        (r#""\x""#, Err("syntax")),
        (r#""\"#, Err("syntax")),
        ("\"a\nb\"", Err("syntax")),
        ("\"open", Err("syntax")),
        ("5", Err("wrong_kind")),
    ] {
        assert_eq!(read::<String>(text), expected.map(str::to_owned), "{text}");
        let mut reader = Reader::new(text);
        let skipped = reader.skip_value().and_then(|()| reader.end());
        assert_eq!(skipped.is_err(), expected == Err("syntax"), "{text}");
    }
}

#[test]
fn strings_are_escaped_as_javascript_does() {
    for text in ["", "plain", "\"\\/", "\u{0}\u{1f}\u{7f}\u{2028}é😀", "a\nb\tc\r\u{8}\u{c}"] {
        assert_eq!(to_text(text), serde_json::to_string(text).expect("text"));
    }
}

#[test]
fn plain_text_has_no_quotes() {
    let plain = |text: &str| {
        let mut out = Writer::new();
        out.raw(text);
        out.into_plain()
    };
    assert_eq!(plain(r#""a\nb""#), "a\nb");
    assert_eq!(plain("5"), "5");
    assert_eq!(plain("null"), "null");
}

#[test]
fn commas_follow_from_what_was_written() {
    let mut out = Writer::new();
    out.begin_object();
    out.key("{");
    out.string("[");
    out.raw_key(",\"b\":");
    out.begin_array();
    out.end_array();
    out.end_object();
    assert_eq!(out.as_str(), r#"{"{":"[","b":[]}"#);
}

#[test]
fn kinds_and_places() {
    let mut reader = Reader::new(r#" [1, {"a": [] , "b":null}, "x"] "#);
    assert_eq!(reader.peek(), Ok(Kind::Array));
    reader.begin_array().expect("array");
    assert_eq!(reader.next_item(), Ok(true));
    let start = reader.mark();
    assert_eq!(reader.integer::<u8>(), Ok(1));
    reader.reset(start);
    assert_eq!(reader.raw_value(), Ok("1"));
    assert_eq!(reader.next_item(), Ok(true));
    assert_eq!(reader.raw_value(), Ok(r#"{"a": [] , "b":null}"#));
    assert_eq!(reader.next_item(), Ok(true));
    assert_eq!(reader.string().as_deref(), Ok("x"));
    assert_eq!(reader.next_item(), Ok(false));
    assert_eq!(reader.end(), Ok(()));
}

#[test]
fn the_path_leads_to_the_fault() {
    let fault =
        from_text::<Map<Vec<Option<bool>>>>(r#"{"a":[],"b":[true,null,7]}"#).expect_err("a number");
    assert_eq!(fault.to_string(), "at `b[2]`: expected a boolean, found a number");
    let long = format!(r#"{{"{}":1}}"#, "k".repeat(1000));
    let fault = from_text::<Map<String>>(&long).expect_err("a number");
    assert!(fault.place().chars().count() < 70);
}

#[test]
fn values_nest_as_deep_as_the_limit_and_no_deeper() {
    let nested = |levels| "[".repeat(levels) + &"]".repeat(levels);
    assert!(read::<Value>(&nested(128)).is_ok());
    assert_eq!(read::<Value>(&nested(129)), Err("too_deep"));
    let mut reader = Reader::with_depth("[[[]]]", 2);
    assert_eq!(reader.skip_value().map_err(|fault| fault.code()), Err("too_deep"));
    assert!(Reader::with_depth("[[[]]]", 3).skip_value().is_ok());
}

#[test]
fn repeated_keys_in_a_map() {
    let map: Map<u8> = read(r#"{"a":"x","b":2,"a":3}"#).expect("the last one counts");
    assert_eq!(to_text(&map), r#"{"b":2,"a":3}"#);
    assert_eq!(read::<Map<u8>>(r#"{"a":3,"a":"x"}"#), Err("wrong_kind"));
}

#[test]
fn doubles_are_the_nearest_ones() {
    let texts = [
        "0",
        "-0",
        "0.0",
        "-0.0",
        "1",
        "10",
        "0.1",
        "0.375",
        "-384",
        "1.10",
        "123456789.125",
        "9007199254740992",
        "9007199254740993",
        "9007199254740993.5",
        "0.000000000000000001",
        "0.1234567890123456789",
        "999999999999999999",
        "1000000000000000000",
        "5e-324",
        "1e22",
        "8.41",
        "2.2250738585072011e-308",
        "1.7976931348623157e308",
        "100000.000000000001",
    ];
    for text in texts {
        let read = Reader::new(text).double().map(f64::to_bits);
        assert_eq!(read, Ok(text.parse::<f64>().map(f64::to_bits).unwrap_or_default()), "{text}");
    }
    for text in ["01", "-", "1.", "1.e1", ".5", "-.5", "1e", "--1", "+1", "00.5"] {
        let mut reader = Reader::new(text);
        assert!(reader.double().and_then(|_| reader.end()).is_err(), "{text}");
        let mut reader = Reader::new(text);
        assert!(reader.integer::<i64>().and_then(|_| reader.end()).is_err(), "{text}");
    }
    assert!(Reader::new("1e309").double().is_err());
}

#[test]
fn integers_are_exact() {
    for value in [0, 1, -1, 999_999_999_999_999_999, -999_999_999_999_999_999, i64::MAX, i64::MIN] {
        assert_eq!(Reader::new(&value.to_string()).integer(), Ok(value));
    }
    assert_eq!(Reader::new(&u64::MAX.to_string()).integer(), Ok(u64::MAX));
    assert!(Reader::new("18446744073709551616").integer::<u64>().is_err());
    assert!(Reader::new("-1").integer::<u8>().is_err());
}

#[test]
fn numbers_are_written_like_javascript() {
    for (value, text) in [
        (0.0, "0"),
        (-0.0, "0"),
        (-3.0, "-3"),
        (0.375, "0.375"),
        (f64::NAN, "null"),
        (f64::INFINITY, "null"),
        (f64::NEG_INFINITY, "null"),
        (9007199254740991.0, "9007199254740991"),
    ] {
        let mut out = Writer::new();
        out.float(value);
        assert_eq!(out.as_str(), text);
    }
}

#[test]
fn short_and_long_texts_come_back() {
    for length in 0..40 {
        for special in ["", "\"", "\n", "\u{1}", "é"] {
            let text = format!("{}{special}{}", "a".repeat(length), "b".repeat(length % 7));
            let mut out = Writer::new();
            out.string(&text);
            let mut reader = Reader::new(out.as_str());
            assert_eq!(reader.owned_string().as_deref(), Ok(&*text));
            assert!(reader.end().is_ok());
        }
    }
}
