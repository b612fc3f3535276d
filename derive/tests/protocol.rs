//! A definition compiled in place.

use antiphon::{Decoded, Message};

mod chat {
    #[derive(antiphon::Protocol)]
    #[protocol(path = "tests/protocol/chat.yaml")]
    #[allow(dead_code, reason = "it only carries the attribute")]
    struct Chat;
}

#[test]
fn a_definition_becomes_a_module() {
    let say = chat::Say { text: "hello".to_owned(), mood: Some(chat::Mood::Happy) };
    let event = chat::ClientEvent::Say(say);
    let text = r#"{"type":"say","text":"hello","mood":"happy"}"#;
    let decoded = chat::ClientEvent::decode(text);
    let Ok(Decoded::Event { head, event: read }) = decoded else { panic!("{decoded:?}") };
    assert_eq!(read, event);
    assert_eq!(event.encode(&head).as_deref(), Ok(text));
    let photo = chat::Shown { url: "https://example.com".to_owned() };
    assert_eq!(photo.url.len(), 19, "a payload by a schema of its own file");
    assert_eq!(chat::NAME, "chat");
    assert!(chat::ServerEvent::decode(text).is_ok_and(|decoded| matches!(
        decoded,
        Decoded::Event { event: chat::ServerEvent::Unknown(_), .. }
    )));
}
