//! Close codes.

use antiphon::policy::{AfterClose, CloseCode};
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, antiphon::CloseCode)]
enum Close {
    #[close_code(code = 4000, name = "silent", reason = "silence", after = Duration::from_secs(1))]
    Silent,
    #[close_code(code = 4100, to = 4199, name = "server_error", then = give_up)]
    ServerError(u16),
    #[close_code(code = 4150, then = new_session)]
    Moved,
}

/// What is true of every set of close codes.
fn rows<C: CloseCode>() -> usize {
    C::ROWS.len()
}

#[test]
fn a_code_of_its_own_goes_before_the_range_around_it() {
    assert_eq!(Close::from_code(4150), Some(Close::Moved));
    assert_eq!(Close::from_code(4151), Some(Close::ServerError(4151)));
    assert_eq!((Close::try_from(4000), Close::try_from(4001)), (Ok(Close::Silent), Err(4001)));
    assert_eq!(rows::<Close>(), 3);
}

#[test]
fn codes_know_what_a_client_does() {
    assert_eq!((Close::Silent.code(), u16::from(Close::ServerError(4107))), (4000, 4107));
    assert_eq!(Close::Silent.reason(), Some("silence"));
    assert_eq!(Close::Silent.after(), Some(Duration::from_secs(1)));
    assert_eq!(Close::Silent.then(), AfterClose::Reconnect);
    assert_eq!(Close::ServerError(4107).then(), AfterClose::GiveUp);
    assert_eq!(Close::ServerError(4107).to_string(), "server_error");
    assert_eq!(Close::Moved.row().name, "Moved");
}
