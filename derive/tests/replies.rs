//! What answers a request.

use antiphon::Reply;

#[derive(Debug, Clone, PartialEq, antiphon::Reply)]
enum ListReply {
    Ok(u8),
    #[reply(error)]
    Error(String),
}

#[derive(Debug, Clone, PartialEq, antiphon::Reply)]
enum RunReply {
    #[reply(error)]
    Error(String),
    #[reply(error)]
    Refused(u8),
    #[reply(stream)]
    Stream(String),
    End(i32),
}

/// What is true of every reply.
fn state(reply: &impl Reply) -> (bool, bool) {
    (reply.is_error(), reply.is_last())
}

#[test]
fn outcomes_are_told_apart() {
    assert_eq!(state(&RunReply::Stream(String::new())), (false, false));
    assert_eq!(state(&RunReply::End(0)), (false, true));
    assert_eq!(state(&RunReply::Refused(0)), (true, true));
    assert_eq!(state(&RunReply::Error(String::new())), (true, true));
    const { assert!(RunReply::Refused(0).is_error()) };
}

#[test]
fn two_outcomes_are_a_result() {
    assert_eq!(ListReply::Ok(1).into_result(), Ok(1));
    assert_eq!(ListReply::Error("x".to_owned()).into_result(), Err("x".to_owned()));
}
