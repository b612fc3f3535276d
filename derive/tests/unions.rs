//! Unions by tag, key, presence and kind.

use crate::{reads, refused, same};
use antiphon::{Payload, types::Value};
use serde_json::json;

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
struct Text {
    text: String,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(unknown = "reject")]
struct Image {
    url: String,
    #[payload(optional)]
    alt: Option<String>,
}

fn text(text: &str) -> Text {
    Text { text: text.to_owned() }
}

fn image() -> Image {
    Image { url: "u".to_owned(), alt: None }
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(tag = "kind")]
enum Part {
    #[payload(value = "text")]
    Text(Text),
    #[payload(value = 7)]
    Image(Image),
    #[payload(value = true)]
    Boxed(Box<Text>),
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(tag = "kind")]
enum OpenPart {
    #[payload(value = "text")]
    Text(Text),
    #[payload(other)]
    Other(Value),
}

#[test]
fn the_tag_may_stand_anywhere() {
    same(r#"{"kind":"text","text":"a"}"#, &Part::Text(text("a")));
    reads(r#"{"text":"a","kind":"text"}"#, &Part::Text(text("a")));
    same(r#"{"kind":7,"url":"u"}"#, &Part::Image(image()));
    reads(r#"{"url":"u","kind":7.0}"#, &Part::Image(image()));
    same(r#"{"kind":true,"text":"a"}"#, &Part::Boxed(Box::new(text("a"))));
    // The last tag counts, and so do the faults of what it selects.
    reads(r#"{"kind":7,"text":"a","kind":"text"}"#, &Part::Text(text("a")));
    refused::<Part>(r#"{"text":"a"}"#, "missing_field", "kind");
    refused::<Part>(r#"{"kind":"image"}"#, "unknown_value", "kind");
    refused::<Part>(r#"{"kind":"7","url":"u"}"#, "unknown_value", "kind");
    refused::<Part>(r#"{"kind":"text","text":1}"#, "wrong_kind", "text");
    refused::<Part>(r#"{"kind":7,"url":"u","x":1}"#, "unknown_field", "x");
    refused::<Part>("1", "wrong_kind", "");
}

#[test]
fn the_keys_of_all_variants_are_known() {
    assert_eq!(Part::FIELDS, ["kind", "text", "url", "alt", "text"]);
    assert_eq!(Adjacent::FIELDS, ["t", "d"]);
    assert_eq!(ByKey::FIELDS, ["setup", "text"]);
    assert_eq!(Present::FIELDS, ["text", "url", "alt"]);
}

#[test]
fn open_unions_keep_what_they_do_not_know() {
    let other = OpenPart::Other(json!({"a": 1, "kind": "video"}));
    same(r#"{"a":1,"kind":"video"}"#, &other);
    same(r#"{"kind":"text","text":"a"}"#, &OpenPart::Text(text("a")));
    refused::<OpenPart>(r#"{"kind":"text"}"#, "missing_field", "text");
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(tag = "t", content = "d", unknown = "reject")]
enum Adjacent {
    #[payload(value = "n")]
    Number(u8),
    #[payload(value = "i")]
    Image(Image),
    #[payload(other)]
    Other(Value),
}

#[test]
fn tag_and_content_in_two_keys() {
    same(r#"{"t":"n","d":3}"#, &Adjacent::Number(3));
    reads(r#"{"d":{"url":"u"},"t":"i"}"#, &Adjacent::Image(image()));
    same(r#"{"d":null,"t":"z"}"#, &Adjacent::Other(json!({"d": null, "t": "z"})));
    refused::<Adjacent>(r#"{"t":"n","d":"3"}"#, "wrong_kind", "d");
    refused::<Adjacent>(r#"{"t":"i","d":{"url":3}}"#, "wrong_kind", "d.url");
    refused::<Adjacent>(r#"{"t":"n"}"#, "missing_field", "d");
    refused::<Adjacent>(r#"{"t":"n","d":3,"x":1}"#, "unknown_field", "x");
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(by = "key")]
enum ByKey {
    #[payload(value = "setup")]
    Setup(Image),
    #[payload(value = "text")]
    Text(String),
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(by = "key")]
enum OpenKey {
    #[payload(value = "text")]
    Text(String),
    #[payload(other)]
    Other(Value),
}

#[test]
fn the_one_known_key_selects() {
    same(r#"{"setup":{"url":"u"}}"#, &ByKey::Setup(image()));
    reads(r#"{"x":1,"text":"a"}"#, &ByKey::Text("a".to_owned()));
    refused::<ByKey>(r#"{"x":1}"#, "missing_field", "");
    refused::<ByKey>(r#"{"setup":{"url":"u"},"text":"a"}"#, "ambiguous", "");
    refused::<ByKey>(r#"{"text":1}"#, "wrong_kind", "text");
    same(r#"{"x":1}"#, &OpenKey::Other(json!({"x": 1})));
    same(r#"{"text":"a"}"#, &OpenKey::Text("a".to_owned()));
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(by = "presence")]
enum Present {
    #[payload(value = "text")]
    Text(Text),
    #[payload(value = "url")]
    Image(Image),
}

#[test]
fn a_key_of_the_variant_selects() {
    same(r#"{"text":"a"}"#, &Present::Text(text("a")));
    same(
        r#"{"url":"u","alt":"x"}"#,
        &Present::Image(Image { alt: Some("x".to_owned()), ..image() }),
    );
    refused::<Present>(r#"{"alt":"x"}"#, "missing_field", "");
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(by = "kind")]
enum Choice {
    #[payload(constant = "auto")]
    Auto,
    #[payload(constant = null)]
    Nothing,
    #[payload(kind = "string")]
    Name(String),
    #[payload(kind = "integer")]
    Count(u8),
    #[payload(kind = "number")]
    Ratio(f64),
    #[payload(kind = "object")]
    Text(Text),
    #[payload(kind = "array")]
    List(Vec<Choice>),
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(by = "kind")]
enum Number {
    #[payload(kind = "number")]
    Number(f64),
    #[payload(other)]
    Other(Value),
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(by = "kind")]
enum Level {
    #[payload(constant = 1)]
    One,
    #[payload(kind = "boolean")]
    Set(bool),
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(by = "kind")]
enum Several {
    #[payload(kind = "array | object")]
    Nested(Value),
    #[payload(kind = "number | string")]
    Flat(Value),
}

#[test]
fn a_variant_may_be_of_several_kinds() {
    same("[1]", &Several::Nested(json!([1])));
    same("{}", &Several::Nested(json!({})));
    same("1", &Several::Flat(json!(1)));
    same(r#""a""#, &Several::Flat(json!("a")));
    refused::<Several>("null", "wrong_kind", "");
}

#[test]
fn the_kind_of_the_value_selects() {
    same(r#""auto""#, &Choice::Auto);
    same("null", &Choice::Nothing);
    same(r#""b""#, &Choice::Name("b".to_owned()));
    same("3", &Choice::Count(3));
    reads("3.0", &Choice::Count(3));
    same("0.5", &Choice::Ratio(0.5));
    same(r#"{"text":"a"}"#, &Choice::Text(text("a")));
    same(
        r#"["auto",[1]]"#,
        &Choice::List(vec![Choice::Auto, Choice::List(vec![Choice::Count(1)])]),
    );
    refused::<Choice>("true", "wrong_kind", "");
    refused::<Choice>("[true]", "wrong_kind", "[0]");
    refused::<Choice>("300", "out_of_range", "");
    reads("1", &Number::Number(1.0));
    same("[1]", &Number::Other(json!([1])));
    same("1", &Level::One);
    same("true", &Level::Set(true));
    refused::<Level>("2", "wrong_kind", "");
    let fault = antiphon::codegen::from_text::<Level>("2").expect_err("not one");
    assert_eq!(fault.expected(), "1 or a boolean");
}
