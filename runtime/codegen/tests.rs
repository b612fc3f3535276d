//! Unions, as the derives expand them.

use super::*;
use crate::json::Reader;

#[derive(Debug, PartialEq)]
enum Part {
    Text(String),
    Count(u8),
    Other(Value),
}

/// The variant's own member beside the tag.
fn member<T: Decode>(
    reader: &mut Reader<'_>,
    envelope: &[&str],
    key: &'static str,
) -> Result<T, Fault> {
    let mut slot = None;
    while let Some(found) = reader.next_key()? {
        if found == key {
            field(reader, key, &mut slot)?;
        } else {
            unknown_field(reader, &found, envelope, UnknownFields::Reject)?;
        }
    }
    required(slot, key)
}

fn tagged(reader: &mut Reader<'_>, envelope: &[&str], open: bool) -> Result<Part, Fault> {
    let outer = envelope;
    decode_tagged(reader, "kind", envelope, |tag, reader, envelope| {
        Ok(match tag.text() {
            Some("text") => Part::Text(member(reader, envelope, "text")?),
            Some("count") => Part::Count(member(reader, envelope, "count")?),
            _ if open => Part::Other(value_members(reader, outer)?),
            _ => return Err(unknown_text(&["text", "count"]).below("kind")),
        })
    })
}

/// Reads an object, and says how many of its members were the envelope's.
fn read(text: &str, envelope: &[&str], open: bool) -> Result<(Part, u32), Fault> {
    let mut reader = Reader::new(text);
    reader.begin_object()?;
    let part = tagged(&mut reader, envelope, open)?;
    reader.end()?;
    Ok((part, reader.skipped()))
}

#[test]
fn a_tag_in_any_order() {
    let text = || Part::Text("x".into());
    for (json, envelope, skipped) in [
        (r#"{"kind":"text","text":"x"}"#, &[][..], 0),
        (r#"{"text":"x","kind":"text"}"#, &[], 0),
        (r#"{"kind":"count","text":"x","kind":"text"}"#, &[], 0),
        (r#"{"kind":"text","text":"x","seq":1}"#, &["seq"], 1),
        (r#"{"text":"x","seq":1,"kind":"text","seq":2}"#, &["seq"], 2),
    ] {
        assert_eq!(read(json, envelope, false), Ok((text(), skipped)), "{json}");
        assert_eq!(read(json, envelope, true), Ok((text(), skipped)), "{json}");
    }
}

#[test]
fn an_unknown_tag() {
    let json = r#"{"kind":"image","url":"u"}"#;
    let fault = read(json, &[], false).expect_err("closed");
    assert_eq!(fault.to_string(), "at `kind`: expected one of `text`, `count`");
    let other: Value = from_text(json).expect("JSON");
    assert_eq!(read(json, &[], true), Ok((Part::Other(other), 0)));
    let fault = read("{}", &[], true).expect_err("no tag");
    assert_eq!(fault.to_string(), "`kind` is missing");
    let fault = read(r#"{"kind":"count","count":300}"#, &[], true).expect_err("too large");
    assert_eq!(fault.place(), "count");
}

#[test]
fn tag_and_content() {
    let read = |text: &str| {
        let mut reader = Reader::new(text);
        reader.begin_object()?;
        let unknown = UnknownFields::Reject;
        let part =
            decode_adjacent(&mut reader, "t", "c", &["seq"], unknown, |tag, reader| {
                match tag.int() {
                    Some(1) => {
                        Decode::decode(reader).map(Part::Count).map_err(|fault| fault.below("c"))
                    }
                    _ => Err(unknown_integer(&[1]).below("t")),
                }
            })?;
        reader.end().map(|()| part)
    };
    for text in [r#"{"t":1,"c":7}"#, r#"{"c":7,"seq":0,"t":1.0}"#, r#"{"c":"x","t":1,"c":7}"#] {
        assert_eq!(read(text), Ok(Part::Count(7)), "{text}");
    }
    for (text, message) in [
        (r#"{"t":1}"#, "`c` is missing"),
        (r#"{"c":1}"#, "`t` is missing"),
        (r#"{"t":2,"c":1}"#, "at `t`: expected `1`"),
        (r#"{"t":1,"c":"x"}"#, "at `c`: expected an integer, found a string"),
        (r#"{"t":1,"c":1,"d":1}"#, "`d` is not a known key"),
    ] {
        assert_eq!(read(text).expect_err(text).to_string(), message);
    }
}

#[test]
fn one_key_or_its_presence() {
    const KNOWN: &[&str] = &["a", "b"];
    let by_key = |text: &str, unknown| {
        let mut reader = Reader::new(text);
        reader.begin_object()?;
        let read = |index, reader: &mut Reader<'_>| Ok((index, u8::decode(reader)?));
        decode_by_key(&mut reader, KNOWN, &["seq"], unknown, read)
    };
    let ignore = UnknownFields::Ignore;
    assert_eq!(by_key(r#"{"x":0,"b":7,"seq":1}"#, ignore), Ok(Some((1, 7))));
    assert_eq!(by_key(r#"{"b":"x","b":7}"#, ignore), Ok(Some((1, 7))));
    assert_eq!(by_key(r#"{"x":0}"#, UnknownFields::Reject), Ok(None));
    let code = |result: Result<Option<(usize, u8)>, Fault>| result.expect_err("refused").code();
    assert_eq!(code(by_key(r#"{"a":1,"b":2}"#, ignore)), "ambiguous");
    assert_eq!(code(by_key(r#"{"x":0,"a":1}"#, UnknownFields::Reject)), "unknown_field");
    assert_eq!(
        by_key(r#"{"b":-1}"#, ignore).expect_err("negative").to_string(),
        "at `b`: expected an integer from 0 to 255"
    );

    let presence = |text: &str| {
        let mut reader = Reader::new(text);
        reader.begin_object()?;
        decode_by_presence(&mut reader, KNOWN, &[])
    };
    assert_eq!(presence(r#"{"x":0,"b":[]}"#), Ok(Some(1)));
    assert_eq!(presence("{}"), Ok(None));
    assert_eq!(presence(r#"{"a":0,"b":0}"#).expect_err("two").code(), "ambiguous");
}

#[test]
fn kinds_and_constants() {
    for (text, kind) in [
        ("null", "null"),
        ("true", "boolean"),
        ("1.0", "integer"),
        ("1.5", "number"),
        ("\"\"", "string"),
        ("[]", "array"),
        ("{}", "object"),
    ] {
        let mut reader = Reader::new(text);
        assert_eq!(value_kind(&mut reader), Ok(kind));
        assert_eq!(reader.raw_value(), Ok(text));
    }
    let mut reader = Reader::new("\"auto\"");
    assert_eq!(take_constant(&mut reader, Literal::Text("other")), Ok(false));
    assert_eq!(take_constant(&mut reader, Literal::Text("auto")), Ok(true));
    assert_eq!(reader.end(), Ok(()));
    let fault = expect_constant(&mut Reader::new("\"s3cret\""), Literal::Text("v1"));
    assert_eq!(fault.expect_err("another").to_string(), "expected \"v1\"");
}

#[test]
fn sensitive_fields_say_nothing() {
    let mut slot: Option<Map<u8>> = None;
    let mut reader = Reader::new(r#"{"s3cret":"x"}"#);
    let fault = mask(field(&mut reader, "token", &mut slot), "token").expect_err("a string");
    assert_eq!(fault.to_string(), "at `token`: expected an integer");
}

/// A union that holds itself.
#[derive(Debug, PartialEq)]
enum Node {
    Leaf,
    Inner(Box<Node>),
}

impl Decode for Node {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.begin_object()?;
        decode_tagged(reader, "kind", &[], |tag, reader, envelope| match tag.text() {
            Some("leaf") => value_members::<Value>(reader, envelope).map(|_| Self::Leaf),
            _ => member::<Box<Node>>(reader, envelope, "node").map(Self::Inner),
        })
    }
}

#[test]
fn repeated_tags_on_every_level_cost_no_more_than_a_look_each() {
    let mut text = String::from(r#"{"kind":"leaf"}"#);
    for _ in 0..120 {
        text = format!(r#"{{"kind":"inner","node":{text},"kind":"inner"}}"#);
    }
    assert!(from_text::<Node>(&text).is_ok());
    let fault = from_text::<Node>(&text.replace("leaf", "left")).expect_err("no node");
    assert_eq!(fault.code(), "missing_field");
}
