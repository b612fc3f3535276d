//! Topics.

use antiphon::{Channel, types::Uuid};

#[derive(Debug, Clone, PartialEq, antiphon::Channel)]
#[channel(name = "session", topic = "session:{id}/{type}")]
struct Session {
    id: u32,
    #[channel(name = "type")]
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(strings)]
enum Kind {
    #[payload(name = "live")]
    Live,
}

#[derive(Debug, Clone, PartialEq, antiphon::Channel)]
#[channel(topic = "lobby")]
struct Lobby {}

#[derive(Debug, Clone, PartialEq, antiphon::Channel)]
#[channel(topic = "{user}")]
struct User {
    user: Uuid,
}

#[derive(Debug, Clone, PartialEq, antiphon::Channel)]
#[channel(topic = "{{\"room\":\"{room}\"}}")]
struct Room {
    room: String,
}

#[derive(Debug, Clone, PartialEq, antiphon::Channel)]
#[channel(topic = "file:{name}:{part}")]
struct File {
    #[channel(max_length = 3, pattern = "^[a-z]+$")]
    name: String,
    #[channel(min = 1, below = 10)]
    part: u8,
}

#[test]
fn parameters_have_constraints() {
    let file = |name: &str, part| File { name: name.to_owned(), part };
    assert_eq!(File::parse("file:abc:9"), Some(file("abc", 9)));
    assert_eq!(file("abc", 9).topic().as_deref(), Ok("file:abc:9"));
    for (topic, wrong) in [
        ("file:abcd:9", file("abcd", 9)),
        ("file:AB:9", file("AB", 9)),
        ("file:ab:0", file("ab", 0)),
        ("file:ab:10", file("ab", 10)),
        ("file:a:b:9", file("a:b", 9)),
        ("file::9", file("", 9)),
    ] {
        assert_eq!(File::parse(topic), None, "{topic}");
        assert!(wrong.topic().is_err(), "{topic}");
    }
}

#[test]
fn doubled_braces_are_text() {
    let room = Room { room: "a".to_owned() };
    assert_eq!(room.to_string(), r#"{"room":"a"}"#);
    assert_eq!(Room::parse(r#"{"room":"a"}"#), Some(room));
    assert_eq!(Room::parse(r#"{"room":"a"}}"#), None);
}

#[test]
fn topics_are_built_and_taken_apart() {
    let session = Session { id: 7, kind: Kind::Live };
    assert_eq!(session.to_string(), "session:7/live");
    assert_eq!(Session::parse("session:7/live"), Some(session.clone()));
    assert_eq!("session:7/live".parse(), Ok(session));
    assert_eq!((Session::NAME, Session::TOPIC), ("session", "session:{id}/{type}"));
    assert_eq!((Lobby::NAME, Lobby::parse("lobby")), ("Lobby", Some(Lobby {})));
}

#[test]
fn other_topics_are_not_this_channels() {
    for topic in
        ["", "session:", "session:x/live", "session:07/live", "session:7/dead", "session:7"]
    {
        assert_eq!(Session::parse(topic), None, "{topic}");
    }
    let error = "session:x".parse::<Session>().expect_err("no number");
    assert!(error.to_string().contains("session:{id}/{type}"), "{error}");
    assert_eq!(User::parse("no-uuid"), None);
    let topic = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    assert_eq!(User::parse(topic).map(|user| user.to_string()).as_deref(), Some(topic));
}
