//! Error codes.

use super::Retry;
use std::fmt;

/// The error codes of a protocol. Implemented by `#[derive(ErrorCode)]`.
pub trait ErrorCode: Sized {
    /// The code on the wire.
    fn code(&self) -> Code<'_>;
    /// The name of its class.
    fn class(&self) -> Option<&'static str>;
    /// Whether and when to try again.
    fn retry(&self) -> Retry;
    /// The close code that follows the report.
    fn close(&self) -> Option<u16>;
}

/// An error code on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code<'a> {
    /// Text.
    Text(&'a str),
    /// An integer.
    Int(i64),
}

impl fmt::Display for Code<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => out.write_str(text),
            Self::Int(value) => value.fmt(out),
        }
    }
}

/// Where the parts of an error report are: paths of payload fields, or `$code` and the like when
/// the frame carries them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// The event.
    pub event: &'static str,
    /// The code.
    pub code: Option<&'static str>,
    /// The text for people.
    pub message: Option<&'static str>,
    /// The identity under which the server logged it.
    pub trace: Option<&'static str>,
    /// Anything else.
    pub details: Option<&'static str>,
    /// How many seconds to wait before trying again.
    pub retry_after: Option<&'static str>,
}
