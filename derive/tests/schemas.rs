//! JSON Schema: what the schema accepts is what the decoder accepts.

use antiphon::{
    codegen::{
        Decode, from_text,
        schemars::{JsonSchema, schema_for},
    },
    types::{Bytes, Map},
};
use serde_json::{Value, json};

/// A command for an agent.
#[derive(Debug, PartialEq, antiphon::Payload)]
#[payload(unknown = "reject")]
struct Command {
    /// Which agent runs it.
    #[payload(name = "agentId", min_length = 1, max_length = 3, pattern = "^[a-z]+$")]
    agent_id: String,
    #[payload(optional, min = 0, below = 10, multiple_of = 5)]
    step: Option<u8>,
    parent: Option<bool>,
    #[payload(default = "main")]
    lane: String,
    #[payload(constant = 2)]
    version: (),
    #[payload(optional, max_length = 2, unique)]
    tags: Option<Vec<State>>,
    #[payload(optional)]
    part: Option<Part>,
    #[payload(optional)]
    tick: Option<Tick>,
    #[payload(optional)]
    choice: Option<Choice>,
    #[payload(optional)]
    data: Option<Bytes>,
}

#[derive(Debug, PartialEq, antiphon::Payload)]
#[payload(strings)]
enum State {
    /// It listens.
    #[payload(name = "on")]
    On,
    #[payload(name = "off")]
    Off,
}

#[derive(Debug, PartialEq, antiphon::Payload)]
#[payload(tag = "kind")]
enum Part {
    #[payload(value = "text")]
    Text(Text),
    #[payload(value = 1)]
    Map(Counted),
}

#[derive(Debug, PartialEq, antiphon::Payload)]
#[payload(unknown = "reject")]
struct Text {
    text: String,
    #[payload(optional)]
    inner: Option<Box<Part>>,
}

#[derive(Debug, PartialEq, antiphon::Payload)]
struct Counted {
    #[payload(rest)]
    counts: Map<u8>,
}

#[derive(Debug, PartialEq, antiphon::Payload)]
#[payload(tuple)]
struct Tick {
    name: String,
    #[payload(optional)]
    price: Option<i8>,
}

#[derive(Debug, PartialEq, antiphon::Payload)]
#[payload(by = "kind")]
enum Choice {
    #[payload(constant = "auto")]
    Auto,
    #[payload(kind = "object")]
    Key(ByKey),
}

#[derive(Debug, PartialEq, antiphon::Payload)]
#[payload(by = "key")]
enum ByKey {
    #[payload(value = "a")]
    A(bool),
    #[payload(value = "b")]
    B(String),
}

/// The schema and the decoder agree on this value, and this is their verdict.
#[track_caller]
fn agree<T: Decode + JsonSchema>(value: &Value, valid: bool) {
    let schema = schema_for!(T).to_value();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert_eq!(validator.is_valid(value), valid, "schema: {value}\n{schema:#}");
    assert_eq!(from_text::<T>(&value.to_string()).is_ok(), valid, "decoder: {value}");
}

/// A valid command with some keys changed; `null` takes a key away where it is not `parent`.
fn command(changes: Value) -> Value {
    let mut value = json!({"agentId": "a", "parent": null, "version": 2});
    for (key, change) in changes.as_object().expect("an object") {
        value[key] = change.clone();
    }
    value
}

#[test]
fn schema_and_decoder_agree() {
    let rows = [
        (json!({}), true),
        (json!({"agentId": ""}), false),
        (json!({"agentId": "abcd"}), false),
        (json!({"agentId": "A"}), false),
        (json!({"step": 5}), true),
        (json!({"step": 5.0}), true),
        (json!({"step": 10}), false),
        (json!({"step": 4}), false),
        (json!({"step": null}), false),
        (json!({"parent": true}), true),
        (json!({"lane": 1}), false),
        (json!({"version": 3}), false),
        (json!({"other": 1}), false),
        (json!({"tags": ["on", "off"]}), true),
        (json!({"tags": ["on", "on"]}), false),
        (json!({"tags": ["up"]}), false),
        (json!({"part": {"kind": "text", "text": "x"}}), true),
        (json!({"part": {"kind": "text", "text": "x", "inner": {"kind": 1, "n": 3}}}), true),
        (json!({"part": {"kind": "text", "text": "x", "other": 1}}), false),
        (json!({"part": {"kind": "text"}}), false),
        (json!({"part": {"kind": 1, "n": 256}}), false),
        (json!({"part": {"text": "x"}}), false),
        (json!({"tick": ["a"]}), true),
        (json!({"tick": ["a", 1]}), true),
        (json!({"tick": ["a", 1, 2]}), false),
        (json!({"tick": []}), false),
        (json!({"choice": "auto"}), true),
        (json!({"choice": "other"}), false),
        (json!({"choice": {"a": true}}), true),
        (json!({"choice": {"a": 1}}), false),
        (json!({"choice": {"b": "x", "more": 1}}), true),
        (json!({"choice": {"a": true, "b": "x"}}), false),
        (json!({"choice": {"a": true, "b": 1}}), false),
        (json!({"choice": {}}), false),
    ];
    for (changes, valid) in rows {
        agree::<Command>(&command(changes), valid);
    }
    agree::<Command>(&json!({"agentId": "a", "version": 2}), false);
}

#[test]
fn schemas_describe() {
    let schema = schema_for!(Command).to_value();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["description"], "A command for an agent.");
    assert_eq!(schema["properties"]["agentId"]["description"], "Which agent runs it.");
    assert_eq!(schema["properties"]["lane"]["default"], "main");
    assert_eq!(schema["required"], json!(["agentId", "parent", "version"]));
    assert!(jsonschema::meta::is_valid(&schema));
}
