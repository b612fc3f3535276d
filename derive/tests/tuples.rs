//! Arrays by position and transparent newtypes.

use crate::{refused, same};
use antiphon::{Event as _, Payload, codegen::Constrain};

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(tuple)]
struct Tick {
    symbol: String,
    #[payload(min = 0)]
    price: i64,
    volume: Option<u32>,
    #[payload(optional)]
    side: Option<bool>,
    #[payload(optional, constant = "x")]
    mark: Option<()>,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(tuple)]
struct Call {
    #[payload(constant = 2)]
    code: (),
    name: String,
    #[payload(rest)]
    args: Vec<u8>,
}

#[test]
fn positions_may_be_null_or_missing_at_the_end() {
    let tick = Tick { symbol: "A".to_owned(), price: 1, volume: None, side: None, mark: None };
    same(r#"["A",1,null]"#, &tick);
    same(r#"["A",1,null,true,"x"]"#, &Tick { side: Some(true), mark: Some(()), ..tick });
    refused::<Tick>(r#"["A",1]"#, "missing_item", "[2]");
    refused::<Tick>(r#"["A",-1,null]"#, "out_of_range", "[1]");
    refused::<Tick>(r#"["A",1,null,true,"x",0]"#, "too_many_items", "[5]");
    refused::<Tick>(r#"["A","B"]"#, "wrong_kind", "[1]");
    refused::<Tick>("{}", "wrong_kind", "");
    // The first of two mistakes counts.
    refused::<Tick>(r#"["A",-1,"x"]"#, "out_of_range", "[1]");
}

#[test]
fn the_rest_takes_all_further_items() {
    same(r#"[2,"f"]"#, &Call { code: (), name: "f".to_owned(), args: vec![] });
    same(r#"[2,"f",1,2]"#, &Call { code: (), name: "f".to_owned(), args: vec![1, 2] });
    refused::<Call>(r#"[3,"f"]"#, "wrong_constant", "[0]");
    refused::<Call>(r#"[2,"f",1,"g"]"#, "wrong_kind", "[3]");
}

#[derive(Debug, Clone, PartialEq, antiphon::Head)]
#[head(name = "candle", frame = { "channel": $event, "data": $payload })]
struct CandleHead {}

#[derive(Debug, Clone, PartialEq, antiphon::Payload, antiphon::Event)]
#[payload(tuple)]
#[event(name = "candle", head = CandleHead, tag = pattern("candle-", ""))]
struct Candle {
    open: i64,
    #[payload(optional)]
    close: Option<i64>,
    #[payload(tag)]
    interval: String,
}

#[test]
fn the_free_part_of_a_tag_is_no_position() {
    let mut candle = Candle { open: 1, close: None, interval: String::new() };
    same("[1]", &candle);
    same("[1,2]", &Candle { close: Some(2), ..candle.clone() });
    refused::<Candle>(r#"[1,2,"5"]"#, "too_many_items", "[2]");
    candle.set_tag_param("5");
    assert_eq!(candle.tag_param(), Some("5"));
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(transparent)]
struct Name(#[payload(min_length = 1, pattern = "^[a-z]*$")] String);

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(transparent)]
struct Wrapped {
    inner: Option<Vec<Name>>,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
struct Named {
    #[payload(max_length = 2)]
    name: Name,
}

#[test]
fn transparent_types_are_their_value() {
    same(r#""a""#, &Name("a".to_owned()));
    refused::<Name>(r#""""#, "too_short", "");
    refused::<Name>(r#""A""#, "pattern", "");
    same("null", &Wrapped { inner: None });
    same(r#"["a"]"#, &Wrapped { inner: Some(vec![Name("a".to_owned())]) });
    refused::<Wrapped>(r#"["a",1]"#, "wrong_kind", "[1]");
}

#[test]
fn fields_may_constrain_a_newtype_further() {
    same(r#"{"name":"ab"}"#, &Named { name: Name("ab".to_owned()) });
    refused::<Named>(r#"{"name":"abc"}"#, "too_long", "name");
    let none = antiphon::codegen::Constraints::NONE;
    assert_eq!(Name(String::new()).constrain(&none), Ok(()));
}

#[test]
fn newtypes_have_no_keys_of_their_own() {
    assert!(Name::FIELDS.is_empty() && Tick::FIELDS.is_empty());
}
