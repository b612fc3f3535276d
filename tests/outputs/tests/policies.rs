//! What the Rust output of a definition holds for the runtimes: topics, addresses, sizes, roles, classes.

use antiphon::{
    Channel as _, Decoded, Event as _, Head as _, Message as _,
    frame::{Choice, Role},
    policy::{Idempotent, Param, Retry},
};
use antiphon_outputs::policies::{
    Chunk, ClientEvent, ErrorClass, ErrorCode, MessageHead, Pay, RoomTopic, ServerEvent, policy,
};

#[test]
fn topics_hold_to_their_constraints() {
    let parsed = RoomTopic::parse("room:abc-by-99").expect("a topic");
    assert_eq!((parsed.slug.0.as_str(), parsed.number), ("abc", 99));
    assert_eq!(parsed.topic().as_deref(), Ok("room:abc-by-99"));
    // The parameter ends at the first character of what follows, and may hold the others.
    assert!(RoomTopic::parse("room:by-by-99").is_some());
    for other in ["room:abcdef-by-99", "room:ABC-by-99", "room:abc-by-2", "room:abc-by-100"] {
        assert_eq!(RoomTopic::parse(other), None, "{other}");
    }
    assert!(RoomTopic { number: 100, ..parsed }.topic().is_err());
    assert!(policy::CHANNELS[0].join.is_some_and(|join| join.request.is_none()));
}

#[test]
fn parameters_of_the_address_are_typed() {
    let find = |params: &'static [Param], name: &str| {
        *params.iter().find(|param| param.name == name).expect("a parameter")
    };
    let connection = policy::CONNECTION;
    let cases = [
        (find(connection.params, "tenant"), "abc", "abcdef"),
        (find(connection.params, "shard"), "9", "10"),
        (find(connection.query, "mode"), "fast", "FAST"),
        (find(connection.query, "n"), "7", "-7"),
        (find(connection.query, "format"), "json", "xml"),
        (find(connection.query, "at"), "2026-01-02T03:04:05Z", "now"),
        (find(connection.query, "exact"), "true", "yes"),
        (find(connection.headers, "X-Kind"), "AB", "ab"),
    ];
    for (param, good, bad) in cases {
        assert!(param.accepts(Some(good)), "{}", param.name);
        assert!(!param.accepts(Some(bad)), "{}", param.name);
    }
    assert_eq!(find(connection.query, "exact").value, Some("false"));
    assert!(connection.auth.is_some_and(|auth| auth.token.is_empty()));
}

#[test]
fn events_have_their_own_largest_size() {
    let text = |account: &str| {
        format!(r#"{{"type":"pay","account":"{account}","number":1,"price":"1000000.5"}}"#)
    };
    let room = 80 - text("").len();
    assert!(ClientEvent::decode(&text(&"a".repeat(room))).is_ok());
    let code = |text: &str| ClientEvent::decode(text).map_err(|error| error.code());
    assert_eq!(code(&text(&"a".repeat(room + 1))), Err("too_large"));
    assert_eq!(code(&text("").replace(".5", ".50000001")), Err("out_of_range"));
    let idempotent = Pay::DELIVERY.idempotent;
    assert!(matches!(idempotent, Some(Idempotent { key: ["account", "number", "$id"], .. })));

    let bytes = [&[1, 7, 0, 0, 0, 1, b't'][..], &[0; 9]].concat();
    assert!(ClientEvent::decode_binary(&bytes).is_ok());
    let longer = [bytes, vec![0]].concat();
    let longer = ClientEvent::decode_binary(&longer).map_err(|error| error.code());
    assert_eq!(longer, Err("too_large"));
}

#[test]
fn the_runtime_knows_roles_and_choices() {
    let id = &MessageHead::TEMPLATES[0].heads[0];
    assert_eq!((id.role, id.choice), (Some(Role::Id), Choice::Random));
    assert_eq!(Chunk::ROLES, [(Role::Seq, "seq"), (Role::Trace, "trace")]);
    let chunk = Chunk { seq: 7, trace: "t".to_owned(), data: Vec::new().into() };
    let chunk = ClientEvent::Chunk(chunk);
    assert_eq!(chunk.event().role(Role::Seq).as_deref(), Some("7"));
    assert_eq!(chunk.event().role(Role::Trace).as_deref(), Some("t"));
    assert_eq!(chunk.event().role(Role::Time), None);
}

#[test]
fn keys_of_two_levels_are_the_tag() {
    for (text, name) in [
        (r#"{"turn":{"begin":{"at":"2026-01-02T03:04:05Z"}}}"#, "started"),
        (r#"{"turn":{"end":true}}"#, "ended"),
        (r#"{"tool":{"end":"x"}}"#, "called"),
    ] {
        let Ok(Decoded::Event { head, event }) = ServerEvent::decode(text) else {
            panic!("{text}")
        };
        assert_eq!(event.event().entry.map(|entry| entry.name), Some(name));
        assert_eq!(event.encode(&head).as_deref(), Ok(text));
    }
    let wrong = ServerEvent::decode(r#"{"turn":{"end":"x"}}"#).map_err(|error| error.code());
    assert_eq!(wrong, Err("wrong_kind"));
}

#[test]
fn codes_have_classes() {
    assert_eq!(ErrorClass::of(&ErrorCode::Later), Some(ErrorClass::Busy));
    assert_eq!(ErrorClass::of(&ErrorCode::Odd), None);
    assert_eq!(
        ErrorClass::ALL.iter().map(|class| class.name()).collect::<Vec<_>>(),
        ["busy", "wrong"]
    );
    assert!(matches!(ErrorClass::Busy.retry(), Retry::Backoff(_)));
    assert_eq!(ErrorClass::Wrong.retry(), Retry::Never);
}
