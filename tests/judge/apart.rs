//! Frames that a reader can tell apart, and frames that it cannot.

use crate::protocols::*;
use antiphon_codegen::judge;

fn reasons(protocol: &Protocol) -> Vec<String> {
    judge::clashes(protocol, Party::Server).into_iter().map(|clash| clash.reason).collect()
}

/// Two frames with one event each.
fn two(
    first: (Shape, Vec<HeadField>, &[&str], Vec<TagPart>),
    second: (Shape, Vec<HeadField>, &[&str], Vec<TagPart>),
) -> Protocol {
    let mut protocol = empty("two");
    for (index, (shape, head, parts, tag)) in [first, second].into_iter().enumerate() {
        let name = ["one", "other"][index];
        protocol.wire.frames.push(frame(name, shape, head, parts));
        add(&mut protocol, event(name, index, tag, Payload::Value(Type::String)));
    }
    protocol
}

fn object(members: Vec<Member>) -> Shape {
    Shape::Object(members)
}

#[test]
fn the_test_protocols_are_sound() {
    for protocol in [console::protocol(), board::protocol()] {
        for party in protocol.parties() {
            assert_eq!(judge::clashes(&protocol, party), []);
        }
    }
}

#[test]
fn constants_keys_lengths_and_tags_tell_frames_apart() {
    let tagged = || {
        (
            object(vec![member("type", Slot::Tag(0)), member("data", Slot::Payload)]),
            vec![],
            &["event"][..],
            tag(text("a")),
        )
    };
    let constant = |literal| {
        (
            object(vec![member("type", Slot::Const(literal)), member("data", Slot::Payload)]),
            vec![],
            &[][..],
            vec![],
        )
    };
    let array = |count: usize| {
        (Shape::Array((0..count).map(|_| item(Slot::Payload)).collect()), vec![], &[][..], vec![])
    };
    assert!(reasons(&two(tagged(), constant(text("b")))).is_empty());
    assert!(reasons(&two(constant(text("a")), constant(Literal::Int(1)))).is_empty());
    assert!(reasons(&two(array(1), array(2))).is_empty());
    assert!(reasons(&two(array(1), tagged())).is_empty());
    assert_eq!(
        reasons(&two(tagged(), constant(text("a")))),
        [
            "a message of `other` in frame `other` can be read as frame `one` with the tag of `one`, which is tried first"
        ]
    );
    assert_eq!(reasons(&two(array(2), array(2))).len(), 1);
    // With more required keys first, the order decides.
    let small = || (object(vec![member("data", Slot::Payload)]), vec![], &[][..], vec![]);
    assert!(reasons(&two(tagged(), small())).is_empty());
    assert_eq!(reasons(&two(small(), tagged())).len(), 1);
}

#[test]
fn an_envelope_value_may_look_like_a_tag() {
    let tagged = || {
        (
            object(vec![member("type", Slot::Tag(0)), member("data", Slot::Payload)]),
            vec![],
            &["event"][..],
            tag(text("a")),
        )
    };
    let valued = |ty: Type| {
        let head = head("type", None, ty, false);
        (
            object(vec![member("type", Slot::Head(0)), member("data", Slot::Payload)]),
            vec![head],
            &[][..],
            vec![],
        )
    };
    assert_eq!(reasons(&two(tagged(), valued(Type::String))).len(), 1);
    assert!(reasons(&two(tagged(), valued(Type::Bool))).is_empty());
}

#[test]
fn events_of_one_frame_need_tags_of_their_own() {
    let mut protocol = empty("one");
    protocol.wire.frames.push(frame(
        "message",
        object(vec![member("type", Slot::Tag(0))]),
        vec![],
        &["event"],
    ));
    add(&mut protocol, event("a", 0, tag(text("x")), Payload::None));
    add(&mut protocol, event("b", 0, tag(text("x")), Payload::None));
    assert_eq!(reasons(&protocol), ["both have the same tag in frame `message`"]);
    protocol.events[0].phase = Some(0);
    protocol.events[1].phase = Some(1);
    assert!(reasons(&protocol).is_empty());

    let pattern = |prefix: &str| {
        vec![TagPart::Pattern {
            prefix: prefix.to_owned(),
            suffix: String::new(),
            param: "p".to_owned(),
        }]
    };
    protocol.events[0].tag = pattern("client-");
    protocol.events[1].tag = pattern("client-x");
    protocol.events[1].phase = None;
    assert_eq!(reasons(&protocol), ["the same tag can be of both in frame `message`"]);
    protocol.events[1].tag = pattern("server-");
    assert!(reasons(&protocol).is_empty());
}

#[test]
fn replies_of_one_request_need_more_than_an_empty_frame() {
    let mut protocol = empty("replies");
    protocol.wire.frames.push(frame("reply", Shape::Array(vec![item(Slot::Payload)]), vec![], &[]));
    for name in ["ok", "error"] {
        let reply = Event {
            reply_to: Some(EventId(0)),
            ..event(name, 0, vec![], Payload::Value(Type::String))
        };
        add(&mut protocol, reply);
    }
    assert_eq!(reasons(&protocol).len(), 1);
    protocol.events[1].payload = Payload::Value(Type::Bool);
    assert!(reasons(&protocol).is_empty());
    protocol.events[1].payload = Payload::Value(Type::String);
    protocol.events[1].reply_to = Some(EventId(1));
    assert!(reasons(&protocol).is_empty());
}

#[test]
fn what_a_payload_cannot_hold_tells_frames_apart() {
    let below = |kind: TypeKind| {
        let tagged = Slot::Nested(object(vec![member("e", Slot::Tag(0)), spread()]));
        let mut protocol = two(
            (object(vec![member("data", tagged)]), vec![], &["event"], tag(text("a"))),
            (object(vec![member("data", Slot::Payload)]), vec![], &[], vec![]),
        );
        let id = declare(&mut protocol, "Data", kind);
        protocol.events[1].payload = Payload::Value(Type::Named(id));
        protocol
    };
    let with = |name: &str, ty: Type| record(vec![field(name, ty)]);
    assert!(reasons(&below(with("u", Type::String))).is_empty());
    assert!(reasons(&below(with("e", Type::Bool))).is_empty());
    assert!(reasons(&below(with("e", Type::Const(text("b"))))).is_empty());
    assert_eq!(reasons(&below(with("e", Type::Const(text("a"))))).len(), 1);
    assert_eq!(reasons(&below(with("e", Type::String))).len(), 1);
}

#[test]
fn topics_tell_events_of_two_frames_apart() {
    let topic = || head("stream", Some(Role::Channel), Type::String, false);
    let tagged = Slot::Nested(object(vec![member("e", Slot::Tag(0)), spread()]));
    let mut protocol = two(
        (
            object(vec![member("stream", Slot::Head(0)), member("data", tagged)]),
            vec![topic()],
            &["event"],
            tag(text("a")),
        ),
        (
            object(vec![member("stream", Slot::Head(0)), member("data", Slot::Payload)]),
            vec![topic()],
            &[],
            vec![],
        ),
    );
    protocol.events[1].payload = Payload::Value(Type::Json);
    for name in ["trades", "books"] {
        protocol.channels.push(Channel {
            name: name.to_owned(),
            doc: Doc::default(),
            topic: vec![TopicPart::Text(name.to_owned())],
            params: Vec::new(),
            join: None,
            leave: None,
            authorize: false,
            recover: None,
        });
    }
    assert_eq!(reasons(&protocol).len(), 1);
    protocol.events[0].channel = Some(ChannelId(0));
    protocol.events[1].channel = Some(ChannelId(1));
    assert!(reasons(&protocol).is_empty());
    protocol.events[1].channel = Some(ChannelId(0));
    assert_eq!(reasons(&protocol).len(), 1);

    // The judge reads by the topic what has no tag.
    protocol.events[1].channel = Some(ChannelId(1));
    let verdict = |stream: &str, data: serde_json::Value| {
        let frame = serde_json::json!({ "stream": stream, "data": data });
        let context = judge::Context::default();
        let judged = judge::frame(&protocol, Party::Server, &frame, &context).ok()?;
        judged.event().map(|event| protocol.event(event).name.clone())
    };
    assert_eq!(verdict("books", serde_json::json!(1)), Some("other".to_owned()));
    assert_eq!(verdict("trades", serde_json::json!(1)), None);
    assert_eq!(verdict("else", serde_json::json!({ "e": "a" })), None);
}
