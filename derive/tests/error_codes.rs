//! Error codes.

use crate::{refused, same};
use antiphon::policy::{Backoff, Code, Retry};

const SLOW: Backoff = Backoff { attempts: Some(3), ..Backoff::DEFAULT };

#[derive(Debug, Clone, PartialEq, Eq, antiphon::ErrorCode)]
enum Error {
    /// The gateway is shutting down.
    #[error_code(code = "GATEWAY_DRAINING", class = "transient", retry = SLOW, close = 1012)]
    Draining,
    #[error_code(code = "BUSY", class = "transient", retry = after)]
    Busy,
    #[error_code(code = "INVALID")]
    Invalid,
    #[error_code(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, antiphon::ErrorCode)]
enum Number {
    #[error_code(code = 404, class = "absent", close = 4004)]
    NotFound,
    #[error_code(code = -1, class = "fatal", retry = never, close = 4000)]
    Fatal,
}

#[test]
fn codes_know_what_they_mean() {
    assert_eq!(Error::Draining.code(), Code::Text("GATEWAY_DRAINING"));
    assert_eq!(Error::Draining.class(), Some("transient"));
    assert_eq!(Error::Draining.retry(), Retry::Backoff(SLOW));
    assert_eq!(Error::Draining.close(), Some(1012));
    assert_eq!(Error::Busy.retry(), Retry::After);
    assert_eq!((Error::Invalid.class(), Error::Invalid.close()), (None, None));
    let other = Error::Other("X".to_owned());
    assert_eq!((other.code(), other.retry(), other.class()), (Code::Text("X"), Retry::Never, None));
    assert_eq!(Number::NotFound.code(), Code::Int(404));
    assert_eq!((Number::Fatal.retry(), Number::Fatal.close()), (Retry::Never, Some(4000)));
}

#[test]
fn codes_are_payloads() {
    same(r#""GATEWAY_DRAINING""#, &Error::Draining);
    same(r#""X""#, &Error::Other("X".to_owned()));
    same("-1", &Number::Fatal);
    refused::<Number>("0", "unknown_value", "");
    assert_eq!(Error::Draining.to_string(), "GATEWAY_DRAINING");
    assert_eq!(Number::NotFound.to_string(), "404");
    assert_eq!(serde_json::to_value(Number::NotFound).expect("writable"), 404);
}

/// What is true of every set of codes.
fn class<C: antiphon::ErrorCode + std::error::Error>(code: &C) -> Option<&'static str> {
    code.class()
}

#[test]
fn codes_are_errors() {
    let error: Box<dyn std::error::Error> = Box::new(Number::Fatal);
    assert_eq!(error.to_string(), "-1");
    assert_eq!(class(&Error::Draining), Some("transient"));
}
