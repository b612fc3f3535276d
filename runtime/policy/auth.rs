//! Who is there.

use std::time::Duration;

/// How a client shows who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Auth {
    /// Where the token may travel, in order of preference; empty where the application finds out by
    /// itself who connects.
    pub token: &'static [TokenPlace],
    /// How long the server waits for it.
    pub deadline: Duration,
    /// The HTTP status of a refusal.
    pub refuse: Option<u16>,
    /// The close code of a refusal.
    pub close: Option<u16>,
    /// How a token is renewed without connecting again.
    pub refresh: Option<Refresh>,
}

/// Where a token may travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenPlace {
    /// A request header, after this scheme (`Bearer`) if any.
    Header {
        /// The header's name.
        name: &'static str,
        /// The word before the token.
        scheme: Option<&'static str>,
    },
    /// A cookie.
    Cookie(&'static str),
    /// A subprotocol: text before the token, and after it.
    Subprotocol {
        /// Before the token.
        prefix: &'static str,
        /// After the token.
        suffix: &'static str,
    },
    /// A query parameter.
    Query(&'static str),
    /// A field of an event.
    Event {
        /// The event.
        event: &'static str,
        /// Path of the field.
        field: &'static str,
    },
}

/// How a token is renewed without connecting again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refresh {
    /// The server asks.
    pub ask: Option<&'static str>,
    /// The client offers a new one.
    pub offer: &'static str,
    /// The server takes it.
    pub ok: Option<&'static str>,
    /// The server refuses it.
    pub error: Option<&'static str>,
}
