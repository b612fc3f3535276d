//! The topic in the envelope selects the channel's events first.

use super::protocol::*;

event! { Failure in "push", tag &[text("error")], unknown Ignore { reason "reason": String, } }
event! { Output in "push", tag &[text("output")], unknown Ignore { bytes "bytes": u32, } }
event! { RoomFailure in "push", tag &[text("error")], unknown Ignore { code "code": u8, } }

head! { Push = carries_event("push", 1, &[value("topic", Some(Role::Channel), true)], Shape::Object(&[
        key_optional("topic", Slot::Head(0)), key("event", Slot::Tag(0)), key("payload", Slot::Payload),
    ]));
    ? 0 topic "topic": String,
}
message! { Room: Push, One, Deliver, Ignore { 0 Output, 1 RoomFailure, } }
message! { Server: Push, One, Deliver, Ignore { 0 Failure, channel 0 "room:" Room(Room), } }

fn event(text: &str) -> Server {
    match Server::decode(text) {
        Ok(Decoded::Event { event, .. }) => event,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_tag_means_another_event_in_a_channel() {
    let inside = r#"{"topic":"room:1","event":"error","payload":{"code":4}}"#;
    assert_eq!(round::<Server>(inside), inside);
    assert!(matches!(event(inside), Server::Room(Room::RoomFailure(_))));
    let outside = r#"{"topic":"lobby","event":"error","payload":{"reason":"r"}}"#;
    assert_eq!(round::<Server>(outside), outside);
    assert!(matches!(event(outside), Server::Failure(_)));
    assert!(matches!(event(r#"{"event":"error","payload":{"reason":"r"}}"#), Server::Failure(_)));
    // Any order of keys finds the topic too.
    assert!(matches!(
        event(r#"{"payload":{"bytes":1},"event":"output","topic":"room:1"}"#),
        Server::Room(Room::Output(_))
    ));
    // Events of a channel are unknown outside it.
    assert!(matches!(
        event(r#"{"topic":"lobby","event":"output","payload":{"bytes":1}}"#),
        Server::Unknown(_)
    ));
}

#[test]
fn a_topic_of_another_channel_is_not_written() {
    let head = Push { topic: Some("lobby".into()) };
    let event = Server::Room(Room::Output(Output { bytes: 1 }));
    assert_eq!(event.encode(&head), Err(EncodeError::WrongTopic { event: "Output" }));
    assert!(event.encode(&Push { topic: Some("room:x".into()) }).is_ok());
}
