//! The derives as a downstream crate uses them: types written by hand, and mistakes with their messages.

#![allow(missing_docs, unreachable_pub, reason = "the types of tests document nothing")]

mod arbitrary;
mod binary;
mod channels;
mod close_codes;
mod error_codes;
mod frames;
mod mistakes;
mod protocol;
mod replies;
mod schemas;
mod sets;
mod structs;
mod tuples;
mod unions;

use antiphon::codegen::{Decode, Encode, from_text, to_text};
use std::fmt::Debug;

/// The text is this value, and the value is this text.
#[track_caller]
fn same<T: Decode + Encode + PartialEq + Debug>(text: &str, value: &T) {
    assert_eq!(from_text::<T>(text).as_ref(), Ok(value), "decoding {text}");
    assert_eq!(to_text(value), text, "encoding {value:?}");
}

/// The text is this value, which is written in another way.
#[track_caller]
fn reads<T: Decode + PartialEq + Debug>(text: &str, value: &T) {
    assert_eq!(from_text::<T>(text).as_ref(), Ok(value), "decoding {text}");
}

/// The text is no such value: what is wrong and where.
#[track_caller]
fn refused<T: Decode + Debug>(text: &str, code: &str, place: &str) {
    let fault = from_text::<T>(text).expect_err(text);
    assert_eq!((fault.code(), fault.place().as_str()), (code, place), "{fault}");
}
