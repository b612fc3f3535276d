//! Events in their frames: heads, messages, channels, requests, binary events.

use antiphon::{
    Channel, Decoded, Event, Head, Message, Request, Unknown,
    event::TagPart,
    frame::{Carries, Choice, Literal, Role},
    policy::Delivery,
    types::{Bytes, Map, Value},
};
use std::{fmt::Debug, time::Duration};

#[derive(Debug, Clone, PartialEq, antiphon::Head)]
#[head(name = "message", new, frame = { "type": $event, "meta": { "at": at, "v": 2 }, "seq"?: seq, ...: $payload })]
struct MessageHead {
    #[head(role = "time")]
    at: u64,
    #[head(role = "seq")]
    seq: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, antiphon::Head)]
#[head(name = "topic", frame = [join, topic, $event, $payload])]
struct TopicHead {
    join: Option<u32>,
    #[head(role = "channel")]
    topic: String,
}

#[derive(Debug, Clone, PartialEq, antiphon::Head)]
#[head(name = "reply", frame = { "id": id, "ok": true, "result": $payload })]
struct ReplyHead {
    #[head(role = "correlation", choose = "rising")]
    id: u32,
}

#[derive(Debug, Clone, PartialEq, antiphon::Head)]
#[head(name = "op", frame = { "op": $event.0, "t": $event.1, "d": $payload })]
struct OpHead {}

#[derive(Debug, Clone, PartialEq, antiphon::Head)]
#[head(name = "batch", frame = { "type": "batch", "frames": $frames, "count"?: $count })]
struct BatchHead {}

#[derive(Debug, Clone, PartialEq, antiphon::Head)]
enum ServerHead {
    Message(MessageHead),
    Topic(TopicHead),
    Reply(ReplyHead),
    Op(OpHead),
    Batch(BatchHead),
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload, antiphon::Event)]
#[payload(new)]
#[event(name = "agent:status", head = MessageHead, phase = "ready")]
struct Status {
    agent: String,
    #[payload(rest)]
    extra: Map<Value>,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload, antiphon::Event)]
#[event(head = MessageHead, empty)]
struct Ping {}

#[derive(Debug, Clone, PartialEq, antiphon::Payload, antiphon::Event)]
#[event(name = "whisper", head = MessageHead, tag = pattern("client-", ""))]
struct Whisper {
    #[payload(tag)]
    name: String,
    text: String,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload, antiphon::Event)]
#[event(name = "ready", head = OpHead, tag = [0, "READY"])]
struct Ready {
    user: String,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload, antiphon::Event)]
#[event(name = "subtract.ok", head = ReplyHead, reply_to = "subtract")]
#[payload(transparent)]
struct Difference(i64);

#[derive(Debug, Clone, PartialEq, antiphon::Reply)]
enum SubtractReply {
    Ok(Difference),
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload, antiphon::Event)]
#[event(name = "subtract", head = MessageHead, delivery = SHORT, request(reply = SubtractReply, timeout_ms = 30000))]
struct Subtract {
    a: i64,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload, antiphon::Event)]
#[payload(binary(0x01, rest(data)))]
#[event(name = "audio", binary, delivery = SMALL)]
struct Audio {
    data: Bytes,
}

#[derive(Debug, Clone, PartialEq, antiphon::Channel)]
#[channel(topic = "room:{id}")]
struct Room {
    id: String,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload, antiphon::Event)]
#[event(name = "said", head = TopicHead)]
struct Said {
    text: String,
}

#[derive(Debug, Clone, PartialEq, antiphon::Message)]
#[message(head = ServerHead, within = ServerEvent::Room)]
enum RoomEvent {
    Said(Said),
}

#[derive(Debug, Clone, PartialEq, antiphon::Message)]
#[message(head = ServerHead, packing = "one", unknown_event = "deliver", unknown_field = "ignore")]
enum ServerEvent {
    Status(Status),
    Ping(Ping),
    Whisper(Whisper),
    Ready(Ready),
    Difference(Difference),
    Subtract(Subtract),
    Audio(Audio),
    #[message(channel = Room)]
    Room(RoomEvent),
    #[message(unknown)]
    Unknown(Unknown),
}

fn head(at: u64, seq: Option<u64>) -> ServerHead {
    ServerHead::Message(MessageHead { at, seq })
}

/// The text is this event in this envelope, and is written so.
#[track_caller]
fn travels(text: &str, head: ServerHead, event: ServerEvent) {
    assert_eq!(event.encode(&head).as_deref(), Ok(text));
    assert_eq!(ServerEvent::decode(text), Ok(Decoded::Event { head, event }));
}

#[test]
fn events_travel_in_their_frames() {
    let extra: Map<Value> = [("x", Value::from(1))].into_iter().collect();
    travels(
        r#"{"type":"agent:status","meta":{"at":5,"v":2},"seq":1,"agent":"a","x":1}"#,
        head(5, Some(1)),
        ServerEvent::Status(Status { agent: "a".to_owned(), extra }),
    );
    travels(r#"{"type":"Ping","meta":{"at":5,"v":2}}"#, head(5, None), ServerEvent::Ping(Ping {}));
    travels(
        r#"{"type":"client-typing","meta":{"at":5,"v":2},"text":"x"}"#,
        head(5, None),
        ServerEvent::Whisper(Whisper { name: "typing".to_owned(), text: "x".to_owned() }),
    );
    travels(
        r#"{"op":0,"t":"READY","d":{"user":"u"}}"#,
        ServerHead::Op(OpHead {}),
        ServerEvent::Ready(Ready { user: "u".to_owned() }),
    );
}

#[test]
fn events_are_sent_with_the_head_of_their_frame() {
    let text = Status::new("a").encode_as::<ServerEvent>(MessageHead::new(5));
    assert_eq!(text.as_deref(), Ok(r#"{"type":"agent:status","meta":{"at":5,"v":2},"agent":"a"}"#));
    let topic = Room { id: "7".to_owned() }.to_string();
    let said = Said { text: "x".to_owned() };
    let head = TopicHead { join: None, topic };
    let text = said.clone().encode_as::<ServerEvent>(head.clone());
    assert_eq!(text.as_deref(), Ok(r#"[null,"room:7","said",{"text":"x"}]"#));
    assert_eq!(said.encode_as::<RoomEvent>(head), text);
    let wrong = Said { text: "x".to_owned() };
    let wrong = wrong.encode_as::<ServerEvent>(TopicHead { join: None, topic: "hall".to_owned() });
    assert!(wrong.is_err());
}

#[test]
fn keys_may_come_in_any_order() {
    let text = r#"{"agent":"a","seq":1,"meta":{"v":2,"at":5},"type":"agent:status"}"#;
    let event = ServerEvent::Status(Status { agent: "a".to_owned(), extra: Map::new() });
    assert_eq!(ServerEvent::decode(text), Ok(Decoded::Event { head: head(5, Some(1)), event }));
    let wrong = r#"{"type":"Ping","meta":{"at":5,"v":3}}"#;
    assert!(ServerEvent::decode(wrong).is_err());
}

#[test]
fn channels_hold_their_own_events() {
    let topic = Room { id: "7".to_owned() }.to_string();
    travels(
        r#"[null,"room:7","said",{"text":"x"}]"#,
        ServerHead::Topic(TopicHead { join: None, topic }),
        ServerEvent::Room(RoomEvent::Said(Said { text: "x".to_owned() })),
    );
    assert_eq!(ServerEvent::CHANNELS.len(), 1);
    assert_eq!((ServerEvent::CHANNELS[0].name, Room::NAME), ("Room", "Room"));
    assert!((ServerEvent::CHANNELS[0].matches)("room:1"));
}

#[test]
fn binary_events_stand_beside_the_others() {
    let event = ServerEvent::Audio(Audio { data: Bytes(vec![7, 8]) });
    assert_eq!(event.encode_binary().as_deref(), Ok(&[1, 7, 8][..]));
    assert_eq!(ServerEvent::decode_binary(&[1, 7, 8]), Ok(Decoded::Binary(event)));
    const { assert!(Audio::BINARY && !Ping::BINARY) };
}

#[test]
fn unknown_events_are_kept() {
    let text = r#"{"type":"new","meta":{"at":5,"v":2},"a":[]}"#;
    match ServerEvent::decode(text) {
        Ok(Decoded::Event { event: ServerEvent::Unknown(unknown), .. }) => {
            assert_eq!(unknown.tag, [r#""new""#]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn replies_are_read_by_what_they_answer() {
    let text = r#"{"id":1,"ok":true,"result":7}"#;
    let pending = |id: &str| (id == "1").then_some("subtract");
    let context = antiphon::Context { pending: Some(&pending), ..Default::default() };
    let head = ServerHead::Reply(ReplyHead { id: 1 });
    let event = ServerEvent::Difference(Difference(7));
    let decoded = antiphon::message::decode::<ServerEvent>(text, &context);
    assert_eq!(decoded, Ok(vec![Decoded::Event { head, event }]));
}

/// The largest frame of [`Subtract`], and the largest message of [`Audio`].
const SHORT: Delivery = Delivery { max_size: Some(52), ..Delivery::DEFAULT };
const SMALL: Delivery = Delivery { max_size: Some(4), ..Delivery::DEFAULT };

#[test]
fn an_event_may_have_a_limit_of_its_own() {
    let decode = |text: &str| ServerEvent::decode(text).map_err(|error| error.to_string());
    let fits = r#"{"type":"subtract","meta":{"at":5,"v":2},"a":12345}"#;
    assert_eq!(fits.len(), 51);
    let too_large =
        Err("event `subtract` in frame `message`: expected at most 52 bytes".to_owned());
    for text in [fits.to_owned(), format!(" {fits}")] {
        assert!(matches!(
            decode(&text),
            Ok(Decoded::Event { event: ServerEvent::Subtract(Subtract { a: 12345 }), .. })
        ));
    }
    assert_eq!(decode(&format!("  {fits}")), too_large);
    assert_eq!(decode(&fits.replace("12345", "1234567")), too_large);
    // Whatever stands in the payload: it is not read.
    let wrong = fits.replace("12345", "true").replace('5', "5         ");
    assert_eq!(decode(&wrong), too_large);
    assert_eq!(
        decode(&format!(r#"{{"type":"batch","frames":[{}]}}"#, fits.replace("12345", "1234567"))),
        too_large
    );
    // Other events may be larger, and so may the batch.
    assert!(decode(&fits.replace("subtract", "Ping    ").replace("    \"", "\"")).is_ok());
    assert!(decode(&format!(r#"{{"type":"batch","frames":[{fits},{fits}]}}"#)).is_ok());

    let binary = |bytes: &[u8]| ServerEvent::decode_binary(bytes).map_err(|error| error.code());
    assert!(binary(&[1, 7, 8, 9]).is_ok());
    assert_eq!(binary(&[1, 7, 8, 9, 10]), Err("too_large"));
    assert!(
        binary(&[2, 7, 8, 9, 10])
            .is_ok_and(|decoded| matches!(decoded, Decoded::Binary(ServerEvent::Unknown(_))))
    );
}

/// What an event says about itself.
fn tag<E: Event + Debug>() -> &'static [TagPart] {
    E::TAG
}

#[test]
fn events_describe_themselves() {
    assert_eq!(
        (Status::NAME, Status::FRAME, Status::PHASE),
        ("agent:status", "message", Some("ready"))
    );
    assert_eq!(tag::<Status>(), [TagPart::Literal(Literal::Text("agent:status"))]);
    assert_eq!(
        tag::<Ready>(),
        [TagPart::Literal(Literal::Int(0)), TagPart::Literal(Literal::Text("READY"))]
    );
    assert_eq!(tag::<Whisper>(), [TagPart::Pattern { prefix: "client-", suffix: "" }]);
    assert!(tag::<Difference>().is_empty() && tag::<Audio>().is_empty());
    assert_eq!((Audio::FRAME, Difference::REPLY_TO), ("audio", &["subtract"][..]));
    assert_eq!((Ping::NAME, Ping::HAS_PAYLOAD, Said::HAS_PAYLOAD), ("Ping", false, true));
    assert_eq!(Subtract::TIMEOUT, Duration::from_secs(30));
    let _: Option<<Subtract as Request>::Reply> = Some(SubtractReply::Ok(Difference(1)));
}

#[test]
fn heads_are_tables() {
    let template = MessageHead::TEMPLATES[0];
    assert_eq!((template.name, template.tags, template.carries), ("message", 1, Carries::Event));
    let paths: Vec<_> =
        template.heads.iter().map(|head| (head.path, head.role, head.optional)).collect();
    assert_eq!(paths, [("meta.at", Some(Role::Time), false), ("seq", Some(Role::Seq), true)]);
    assert!(template.heads.iter().all(|head| head.choice == Choice::Given));
    assert_eq!(ReplyHead::TEMPLATES[0].heads[0].choice, Choice::Rising);
    assert_eq!(OpHead::TEMPLATES[0].tags, 2);
    assert_eq!(ServerHead::TEMPLATES[4].carries, Carries::Batch);
    assert_eq!(TopicHead::TEMPLATES[0].heads[1].path, "[1]");
    assert_eq!(head(9, None).role(Role::Time).as_deref(), Some("9"));
    assert_eq!(head(9, None).role(Role::Seq), None);
}
