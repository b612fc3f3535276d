//! Structs: keys, presence, constants, constraints, the rest.

use crate::{reads, refused, same};
use antiphon::{
    Payload,
    codegen::{UnknownFields, from_text, to_text},
    types::{Map, Value},
};

#[derive(Debug, Clone, Copy, PartialEq, antiphon::Payload)]
#[payload(strings)]
enum Priority {
    #[payload(name = "low")]
    Low,
    #[payload(name = "normal")]
    Normal,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(unknown = "reject")]
struct Command {
    #[payload(name = "agentId")]
    agent_id: String,
    #[payload(optional)]
    note: Option<String>,
    parent: Option<String>,
    #[payload(optional)]
    hint: Option<Option<String>>,
    #[payload(default = Priority::Normal)]
    priority: Priority,
    #[payload(default = "main")]
    lane: String,
    #[payload(default = true)]
    echo: bool,
    #[payload(constant = "text")]
    kind: (),
    r#type: u8,
}

fn command() -> Command {
    Command {
        agent_id: "a".to_owned(),
        note: None,
        parent: None,
        hint: None,
        priority: Priority::Normal,
        lane: "main".to_owned(),
        echo: true,
        kind: (),
        r#type: 1,
    }
}

#[test]
fn presence_is_kept_apart() {
    same(r#"{"agentId":"a","parent":null,"kind":"text","type":1}"#, &command());
    let full = Command {
        note: Some("n".to_owned()),
        parent: Some("p".to_owned()),
        hint: Some(None),
        priority: Priority::Low,
        lane: "side".to_owned(),
        echo: false,
        ..command()
    };
    let text = r#"{"agentId":"a","note":"n","parent":"p","hint":null,"priority":"low","lane":"side","echo":false,"kind":"text","type":1}"#;
    same(text, &full);
    // What equals its default may be there, and is not written.
    reads(
        r#"{"type":1,"kind":"text","echo":true,"priority":"normal","parent":null,"agentId":"a"}"#,
        &command(),
    );
}

#[test]
fn what_is_wrong_has_a_place() {
    refused::<Command>(r#"{"parent":null,"kind":"text","type":1}"#, "missing_field", "agentId");
    refused::<Command>(r#"{"agentId":"a","kind":"text","type":1}"#, "missing_field", "parent");
    refused::<Command>(r#"{"agentId":7}"#, "wrong_kind", "agentId");
    refused::<Command>(r#"{"note":null}"#, "wrong_kind", "note");
    refused::<Command>(r#"{"kind":"txt"}"#, "wrong_constant", "kind");
    refused::<Command>(r#"{"priority":"high"}"#, "unknown_value", "priority");
    refused::<Command>(r#"{"type":256}"#, "out_of_range", "type");
    refused::<Command>(r#"{"other":1}"#, "unknown_field", "other");
    refused::<Command>("[]", "wrong_kind", "");
}

#[test]
fn the_last_of_repeated_keys_counts() {
    let text = r#"{"agentId":"x","agentId":7,"agentId":"a","parent":"p","parent":null,"kind":"text","type":1}"#;
    reads(text, &command());
}

#[test]
fn tables_tell_the_envelope_what_is_known() {
    assert_eq!(
        Command::FIELDS,
        ["agentId", "note", "parent", "hint", "priority", "lane", "echo", "kind", "type"]
    );
    assert_eq!(Command::UNKNOWN, UnknownFields::Reject);
    assert_eq!(Kept::UNKNOWN, UnknownFields::Preserve);
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
struct Kept {
    id: u32,
    #[payload(rest)]
    extra: Map<Value>,
}

#[test]
fn the_rest_is_kept_and_written_again() {
    let value = from_text::<Kept>(r#"{"b":[1],"id":7,"a":null}"#).expect("valid");
    assert_eq!(value.extra.len(), 2);
    assert_eq!(to_text(&value), r#"{"id":7,"b":[1],"a":null}"#);
    same(r#"{"id":7}"#, &Kept { id: 7, extra: Map::new() });
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
struct Numbers {
    #[payload(optional, min = 0, max = 100, multiple_of = 5)]
    progress: Option<u8>,
    #[payload(optional, above = -1.5, below = 2)]
    ratio: Option<f64>,
    #[payload(optional, min_length = 1, max_length = 3, pattern = "^[a-zä]+$")]
    name: Option<String>,
    #[payload(optional, min_length = 1, max_length = 2, unique)]
    tags: Option<Vec<String>>,
}

#[test]
fn constraints_hold_at_their_boundaries() {
    for text in [
        r#"{"progress":0}"#,
        r#"{"progress":100}"#,
        r#"{"ratio":-1.4}"#,
        r#"{"ratio":1.9}"#,
        r#"{"name":"äää"}"#,
        r#"{"tags":["a","b"]}"#,
    ] {
        let value = from_text::<Numbers>(text).expect(text);
        assert_eq!(to_text(&value), text);
    }
    refused::<Numbers>(r#"{"progress":105}"#, "out_of_range", "progress");
    refused::<Numbers>(r#"{"progress":7}"#, "not_multiple", "progress");
    refused::<Numbers>(r#"{"ratio":-1.5}"#, "out_of_range", "ratio");
    refused::<Numbers>(r#"{"ratio":2}"#, "out_of_range", "ratio");
    refused::<Numbers>(r#"{"name":""}"#, "too_short", "name");
    refused::<Numbers>(r#"{"name":"aaaa"}"#, "too_long", "name");
    refused::<Numbers>(r#"{"name":"A"}"#, "pattern", "name");
    refused::<Numbers>(r#"{"tags":["a","a"]}"#, "not_unique", "tags");
    refused::<Numbers>(r#"{"tags":[]}"#, "too_short", "tags");
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
struct Login {
    #[payload(sensitive)]
    token: Token,
    #[payload(sensitive, optional, max_length = 4)]
    pin: Option<String>,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
struct Token {
    secret: u8,
}

#[test]
fn sensitive_fields_say_nothing_of_what_they_hold() {
    refused::<Login>(r#"{"token":{"secret":"s3cr3t"}}"#, "wrong_kind", "token");
    refused::<Login>(r#"{"token":{"secret":1},"pin":"12345"}"#, "too_long", "pin");
    let fault = from_text::<Login>(r#"{"token":{"secret":"s3cr3t"}}"#).expect_err("no number");
    assert_eq!(fault.found(), None);
    assert!(!fault.to_string().contains("s3cr3t"));
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
struct Constants {
    #[payload(constant = 2)]
    version: (),
    #[payload(constant = true, optional)]
    ok: Option<()>,
    #[payload(constant = -1)]
    code: Option<()>,
    #[payload(constant = null)]
    nothing: (),
}

#[test]
fn constants_may_be_absent_or_null() {
    let value = Constants { version: (), ok: Some(()), code: None, nothing: () };
    same(r#"{"version":2,"ok":true,"code":null,"nothing":null}"#, &value);
    let value = Constants { version: (), ok: None, code: Some(()), nothing: () };
    same(r#"{"version":2,"code":-1,"nothing":null}"#, &value);
    refused::<Constants>(r#"{"version":3}"#, "wrong_constant", "version");
    refused::<Constants>(r#"{"ok":null}"#, "wrong_constant", "ok");
    refused::<Constants>(r#"{"code":-2}"#, "wrong_constant", "code");
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
struct Empty {}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
struct Tree {
    name: String,
    #[payload(optional)]
    children: Option<Vec<Tree>>,
    #[payload(optional)]
    left: Option<Box<Tree>>,
}

#[test]
fn empty_and_recursive_structs() {
    same("{}", &Empty {});
    reads(r#"{"a":[{}]}"#, &Empty {});
    let leaf = |name: &str| Tree { name: name.to_owned(), children: None, left: None };
    let tree =
        Tree { children: Some(vec![leaf("b")]), left: Some(Box::new(leaf("c"))), ..leaf("a") };
    same(r#"{"name":"a","children":[{"name":"b"}],"left":{"name":"c"}}"#, &tree);
    refused::<Tree>(r#"{"name":"a","children":[{"name":1}]}"#, "wrong_kind", "children[0].name");
}

#[test]
fn serde_sees_the_same_json() {
    let value = serde_json::to_value(command()).expect("writable");
    assert_eq!(value, serde_json::json!({"agentId":"a","parent":null,"kind":"text","type":1}));
    assert_eq!(serde_json::from_value::<Command>(value).expect("readable"), command());
    let error = serde_json::from_str::<Command>("{}").expect_err("incomplete");
    assert!(error.to_string().contains("agentId"), "{error}");
}

/// The runtime under another path, as a crate that re-exports it has it.
mod facade {
    pub use antiphon as protocol;
}

#[derive(Debug, Clone, PartialEq, antiphon::Head)]
#[head(crate = crate::structs::facade::protocol, frame = { "type": $event, ...: $payload })]
struct AnyHead {}

#[derive(Debug, Clone, PartialEq, antiphon::Payload, antiphon::Event)]
#[payload(crate = "crate::structs::facade::protocol")]
#[event(crate = crate::structs::facade::protocol, head = AnyHead)]
struct Elsewhere {
    id: u8,
}

#[test]
fn the_runtime_may_be_elsewhere() {
    same(r#"{"id":1}"#, &Elsewhere { id: 1 });
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(new)]
struct Order {
    item: String,
    count: u8,
    #[payload(constant = 1)]
    version: (),
    #[payload(optional)]
    note: Option<String>,
    parent: Option<u8>,
    #[payload(default = "EUR")]
    currency: String,
    #[payload(rest)]
    extra: Map<Value>,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(new)]
struct Page {
    #[payload(default = 20)]
    size: u8,
    #[payload(optional)]
    after: Option<u8>,
}

#[test]
fn constructors_ask_for_what_is_required() {
    let order = Order { note: Some("soon".to_owned()), ..Order::new("tea", 2) };
    same(r#"{"item":"tea","count":2,"version":1,"note":"soon","parent":null}"#, &order);
    assert_eq!(order.currency, "EUR");
    same("{}", &Page::default());
    assert_eq!(Page::default().size, 20);
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
struct Odd {
    #[payload(name = "a\"b")]
    quoted: u8,
    #[payload(name = "n")]
    short: f64,
    #[payload(name = "a long key with many letters")]
    long: String,
}

#[test]
fn keys_are_known_however_they_are_written() {
    let odd = Odd { quoted: 1, short: -2.5, long: "x\ny".to_owned() };
    same(r#"{"a\"b":1,"n":-2.5,"a long key with many letters":"x\ny"}"#, &odd);
    reads(r#"{ "a\u0022b" : 1 , "n": -2.5, "a long key with many letters":"x\u000ay" }"#, &odd);
    reads(r#"{"a long key with many letters": "x\ny","n":-25e-1,"\u0061\"b":1}"#, &odd);
    reads(
        "{\n\t\"n\":-2.50,\n\t\"other\":[{}],\n\t\"a\\\"b\":1,\n\t\"a long key with many letters\":\"x\\ny\"\n}",
        &odd,
    );
    for broken in [
        r#"{"a"b":1,"n":1,"a long key with many letters":""}"#,
        r#"{,"a\"b":1}"#,
        r#"{"a\"b":1,}"#,
        r#"{"a\"b":1"n":1}"#,
        r#"{"a\"b":1 "n":1}"#,
        r#"{"a\"b":1,,"n":1}"#,
        r#"{"a\"b":1,"n""#,
        r#"{"a\"b":1,"n":1."#,
    ] {
        refused::<Odd>(broken, "syntax", if broken.ends_with("1.") { "n" } else { "" });
    }
}
