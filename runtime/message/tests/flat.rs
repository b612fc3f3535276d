//! Frames whose payload stands beside the envelope's keys, and the policies for the unknown.

use super::protocol::*;

event! { Status in "message", tag &[text("agent:status")], unknown Ignore {
    agent "agentId": String, load "load": f64, ? note "note": String,
} }
event! { Ping in "message", tag &[text("ping")], unknown Reject {} }
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Whisper {
    name: String,
    all: Map<Value>,
}
impl Decode for Whisper {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Map::decode(reader).map(|all| Self { name: String::new(), all })
    }
}
impl Encode for Whisper {
    fn encode(&self, out: &mut Writer) {
        self.all.encode(out);
    }
}
impl Payload for Whisper {
    const FIELDS: &'static [&'static str] = &[];
    const UNKNOWN: UnknownFields = UnknownFields::Preserve;
    fn decode_members(reader: &mut Reader<'_>, envelope: &[&str]) -> Result<Self, Fault> {
        Map::decode_members(reader, envelope).map(|all| Self { name: String::new(), all })
    }
    fn encode_members(&self, out: &mut Writer) {
        self.all.encode_members(out);
    }
    fn decode_items(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        codegen::value_items(reader)
    }
    fn encode_items(&self, out: &mut Writer) {
        codegen::write_value_items(self, out);
    }
}
impl Event for Whisper {
    type Head = crate::codegen::NoHead;
    const NAME: &'static str = "Whisper";
    const FRAME: &'static str = "message";
    const TAG: &'static [TagPart] = &[TagPart::Pattern { prefix: "client-", suffix: "!" }];
    const HAS_PAYLOAD: bool = true;
    fn set_tag_param(&mut self, value: &str) {
        self.name = value.to_owned();
    }
    fn tag_param(&self) -> Option<&str> {
        Some(&self.name)
    }
}

const SHAPE: Shape = Shape::Object(&[
    key("type", Slot::Tag(0)),
    key("time", Slot::Head(0)),
    key_optional("seq", Slot::Head(1)),
    SPREAD,
]);
const HEADS: &[HeadField] =
    &[value("time", Some(Role::Time), false), value("seq", Some(Role::Seq), true)];
head! { MessageHead = carries_event("message", 1, HEADS, SHAPE);
    0 time "time": i64, ? 1 seq "seq": u64,
}
message! { Server: MessageHead, One, Deliver, Ignore { 0 Status, 1 Ping, 2 Whisper, } }
message! { Strict: MessageHead, One, Reject, Reject { 0 Status, 1 Ping, } }
message! { Deaf: MessageHead, One, Ignore, Ignore { 0 Status, 1 Ping, } }

const STATUS: &str = r#"{"type":"agent:status","time":5,"seq":7,"agentId":"a","load":0.5}"#;

#[test]
fn template_order_is_written_as_it_came() {
    assert_eq!(round::<Server>(STATUS), STATUS);
    let ping = r#"{"type":"ping","time":5}"#;
    assert_eq!(round::<Server>(ping), ping);
}

#[test]
fn any_order_and_white_space() {
    let other = " { \"load\" : 5e-1, \"seq\":7.0,\n\"agentId\":\"\\u0061\" , \"time\":5, \"extra\":{\"type\":1}, \"type\":\"agent:st\\u0061tus\" }\t";
    assert_eq!(round::<Server>(other), STATUS);
}

#[test]
fn the_last_of_a_repeated_key_counts() {
    let twice = r#"{"type":"ping","time":"no","type":"agent:status","agentId":1,"time":5,"seq":7,"load":true,"agentId":"a","load":0.5}"#;
    assert_eq!(round::<Server>(twice), STATUS);
    let late = r#"{"type":"ping","time":5,"type":"agent:status","seq":7,"agentId":"a","load":0.5}"#;
    assert_eq!(round::<Server>(late), STATUS);
}

#[test]
fn optional_is_not_null() {
    assert_eq!(
        error::<Server>(r#"{"type":"agent:status","time":5,"agentId":"a","load":1,"note":null}"#),
        (
            "wrong_kind",
            "event `Status` in frame `message`: at `note`: expected a string, found null".into()
        )
    );
    assert_eq!(error::<Server>(r#"{"type":"ping","time":5,"seq":null}"#).0, "wrong_kind");
}

#[test]
fn errors_name_the_place_and_no_value() {
    let cases = [
        (r#"{"type":"agent:status","time":5,"agentId":"s3cret","load":"s3cret"}"#, "wrong_kind"),
        (r#"{"type":"agent:status","time":5,"load":1}"#, "missing_field"),
        (r#"{"type":"agent:status","time":"s3cret","agentId":"a","load":1}"#, "wrong_kind"),
        (r#"{"type":"agent:status","agentId":"s3cret","load":1}"#, "missing_field"),
        (r#"{"type":"agent:status","time":5,"agentId":"s3cret","load":1e999}"#, "out_of_range"),
        (r#"{"type":["s3cret"],"time":5}"#, "wrong_kind"),
        (r#"{"time":5}"#, "missing_field"),
        (r#"["s3cret"]"#, "wrong_kind"),
        (r#"{"type":"ping","time":5}s3cret"#, "syntax"),
        (r#"{"type":"ping","time":5,}"#, "syntax"),
        (r#"{"type":"ping" "time":5}"#, "syntax"),
        ("", "syntax"),
    ];
    for (text, code) in cases {
        let (found, message) = error::<Server>(text);
        assert_eq!(found, code, "{text}: {message}");
        assert!(!message.contains("s3cret"), "{message}");
    }
    assert_eq!(
        error::<Server>(cases[1].0).1,
        "event `Status` in frame `message`: `agentId` is missing"
    );
    assert_eq!(
        error::<Server>(cases[3].0).1,
        "event `Status` in frame `message`: `time` is missing"
    );
}

#[test]
fn unknown_events_by_policy() {
    let text = r#"{"type":"agent:gone","time":5,"x":[1]}"#;
    let Ok(Decoded::Event { head, event: Server::Unknown(unknown) }) = Server::decode(text) else {
        panic!("not delivered")
    };
    assert_eq!(head.time, 5);
    assert_eq!(unknown.tag, ["\"agent:gone\""]);
    assert_eq!(unknown.raw, Raw::Text(text.into()));
    assert_eq!(Server::Unknown(unknown).encode(&head).as_deref(), Ok(text));

    assert_eq!(error::<Strict>(text).0, "unknown_event");
    assert_eq!(Deaf::decode(text), Ok(Decoded::Ignored));
    assert_eq!(decode::<Deaf>(text, &Context::default()), Ok(vec![]));
}

#[test]
fn unknown_fields_by_policy() {
    let text = r#"{"type":"ping","time":5,"extra":1}"#;
    assert_eq!(
        error::<Strict>(text),
        ("unknown_field", "event `Ping` in frame `message`: `extra` is not a known key".into())
    );
    // Beside a payload that ignores them they are the payload's.
    assert!(
        Strict::decode(r#"{"type":"agent:status","time":5,"agentId":"a","load":1,"x":1}"#).is_ok()
    );
}

#[test]
fn tags_with_a_free_part() {
    let text = r#"{"type":"client-typing!","time":5,"b":{"c":[null]},"a":1}"#;
    assert_eq!(round::<Server>(text), text);
    let Ok(Decoded::Event { event: Server::Whisper(whisper), .. }) = Server::decode(text) else {
        panic!("not a whisper")
    };
    assert_eq!(whisper.name, "typing");
    assert_eq!(whisper.all.keys().collect::<Vec<_>>(), ["b", "a"]);

    let empty = r#"{"type":"client-!","time":5}"#;
    assert!(matches!(Server::decode(empty), Ok(Decoded::Event { event: Server::Unknown(_), .. })));
    let nameless = Server::Whisper(Whisper::default());
    assert_eq!(
        nameless.encode(&MessageHead::default()),
        Err(EncodeError::MissingTagParam { event: "Whisper" })
    );
}

#[test]
fn sizes_and_depths_have_limits() {
    let context = |limits| Context { limits: Some(limits), ..Context::default() };
    let small = context(Limits { message: STATUS.len() - 1, ..Limits::default() });
    let error = decode::<Server>(STATUS, &small).expect_err("too large");
    assert_eq!(error.code(), "too_large");

    let nested = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!(r#"{{"type":"agent:status","time":5,"agentId":"a","load":1,"x":{open}{close}}}"#)
    };
    let four = context(Limits { depth: 4, ..Limits::default() });
    assert!(decode::<Server>(&nested(3), &four).is_ok());
    let error = decode::<Server>(&nested(4), &four).expect_err("too deep");
    assert_eq!(error.code(), "too_deep");
    let deepest = context(Limits { depth: u32::MAX, ..Limits::default() });
    assert!(decode::<Server>(&nested(511), &deepest).is_ok());
    assert!(decode::<Server>(&nested(512), &deepest).is_err());
    assert!(decode::<Server>(&nested(200_000), &deepest).is_err());
}

#[test]
fn the_role_of_a_value() {
    let head = MessageHead { time: 5, seq: None };
    assert_eq!(head.role(Role::Time).as_deref(), Some("5"));
    assert_eq!(head.role(Role::Seq), None);
    assert_eq!(head.role(Role::Channel), None);
}
