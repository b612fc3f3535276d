//! Frames whose payload has a key of its own: nested templates, keyed ones, composite tags, and
//! several frames that constants tell apart.

use super::protocol::*;

event! { Open in "nested", tag &[text("open")], unknown Reject { user "user": String, } }
event! { Shut in "nested", tag &[text("shut")], unknown Ignore {} }
event! { Setup in "keyed", tag &[text("setup")], unknown Ignore { model "model": String, } }
event! { Turn in "keyed", tag &[text("turn")], unknown Ignore { done "done": bool, } }
event! { Ready in "composite", tag &[TagPart::Literal(Literal::Int(0)), text("READY")], unknown Ignore { v "v": u8, } }
event! { Hello in "composite", tag &[TagPart::Literal(Literal::Int(10)), TagPart::Literal(Literal::Null)], unknown Ignore { ms "ms": u32, } }

head! { Nested = carries_event("nested", 1, &[value("metadata.id", Some(Role::Id), false)], Shape::Object(&[
        key("version", Slot::Const(Literal::Int(2))),
        key("metadata", Slot::Nested(Shape::Object(&[key("kind", Slot::Tag(0)), key("id", Slot::Head(0))]))),
        key_optional("body", Slot::Nested(Shape::Object(&[key("data", Slot::Payload)]))),
    ]));
    0 id "metadata.id": String,
}
head! { Keyed = carries_event("keyed", 1, &[value("id", None, true)], Shape::Object(&[
        key("version", Slot::Const(Literal::Int(3))),
        Member { key: Key::Tag(0), optional: false, slot: Slot::Payload },
        key_optional("id", Slot::Head(0)),
    ]));
    ? 0 id "id": u32,
}
head! { Composite = carries_event("composite", 2, &[], Shape::Object(&[
        key("op", Slot::Tag(0)),
        key_optional("t", Slot::Tag(1)),
        key_optional("d", Slot::Payload),
    ]));
}
heads! { AnyHead { 0 Nested, 1 Keyed, 2 Composite, } }
message! { Server: AnyHead, One, Deliver, Reject { 0 Open, 1 Shut, 2 Setup, 3 Turn, 4 Ready, 5 Hello, } }

#[test]
fn nested_templates() {
    let text = r#"{"version":2,"metadata":{"kind":"open","id":"x"},"body":{"data":{"user":"u"}}}"#;
    assert_eq!(round::<Server>(text), text);
    let other =
        r#"{"body":{"data":{"user":"u"}},"metadata":{"id":"x","kind":"open"},"version":2.0}"#;
    assert_eq!(round::<Server>(other), text);
    // The last of a repeated object counts as a whole.
    let twice = r#"{"metadata":{"kind":"shut","id":"old"},"version":2,"metadata":{"kind":"open","id":"x"},"body":{"data":{"user":"u"}}}"#;
    assert_eq!(round::<Server>(twice), text);
    let half = r#"{"metadata":{"kind":"open","id":"old"},"version":2,"metadata":{"kind":"open"},"body":{"data":{"user":"u"}}}"#;
    assert_eq!(error::<Server>(half).0, "missing_field");
}

#[test]
fn an_empty_payload_is_written_where_one_must_be() {
    let text = r#"{"version":2,"metadata":{"kind":"shut","id":"x"},"body":{"data":[1]}}"#;
    let written = r#"{"version":2,"metadata":{"kind":"shut","id":"x"},"body":{"data":{}}}"#;
    assert_eq!(round::<Server>(text), written);
}

#[test]
fn faults_stand_below_the_payload() {
    let (code, text) = error::<Server>(
        r#"{"version":2,"metadata":{"kind":"open","id":"x"},"body":{"data":{"user":5}}}"#,
    );
    assert_eq!(code, "wrong_kind");
    assert_eq!(
        text,
        "event `Open` in frame `nested`: at `body.data.user`: expected a string, found a number"
    );
    let (_, text) = error::<Server>(
        r#"{"version":2,"metadata":{"kind":"open","id":[]},"body":{"data":{"user":"u"}}}"#,
    );
    assert_eq!(
        text,
        "event `Open` in frame `nested`: at `metadata.id`: expected a string, found an array"
    );
    let (code, text) = error::<Server>(
        r#"{"version":2,"metadata":{"kind":"open","id":"x","y":1},"body":{"data":{"user":"u"}}}"#,
    );
    assert_eq!(code, "unknown_field");
    assert!(text.contains("`metadata.y`"), "{text}");
}

#[test]
fn the_key_is_the_tag() {
    let text = r#"{"version":3,"setup":{"model":"m"},"id":4}"#;
    assert_eq!(round::<Server>(text), text);
    let other = r#"{"id":4,"setup":{"model":"m"},"version":3}"#;
    assert_eq!(round::<Server>(other), text);
    let (code, text) = error::<Server>(r#"{"version":3,"turn":{"done":1}}"#);
    assert_eq!((code, text.contains("turn.done")), ("wrong_kind", true), "{text}");
    let Ok(Decoded::Event { event: Server::Unknown(unknown), .. }) =
        Server::decode(r#"{"version":3,"other":{}}"#)
    else {
        panic!("not delivered")
    };
    assert_eq!(unknown.tag, ["\"other\""]);
}

#[test]
fn composite_tags_and_absent_parts() {
    let ready = r#"{"op":0,"t":"READY","d":{"v":9}}"#;
    assert_eq!(round::<Server>(ready), ready);
    let hello = r#"{"op":10,"d":{"ms":5}}"#;
    assert_eq!(round::<Server>(hello), hello);
    assert_eq!(round::<Server>(r#"{"t":null,"d":{"ms":5},"op":10.0}"#), hello);
    let (code, _) = error::<Server>(r#"{"op":10}"#);
    assert_eq!(code, "missing_field");
}

#[test]
fn what_is_none_of_the_frames() {
    let (code, text) = error::<Server>(r#"{"version":7}"#);
    assert_eq!(code, "unknown_frame", "{text}");
    let (code, _) = error::<Server>("[]");
    assert_eq!(code, "unknown_frame");
}

#[test]
fn a_head_of_another_frame_is_refused() {
    let head = AnyHead::Composite(Composite {});
    let event = Server::Open(Open { user: "u".into() });
    assert_eq!(
        event.encode(&head),
        Err(EncodeError::WrongFrame { event: "Open", expected: "nested", found: "composite" })
    );
}
