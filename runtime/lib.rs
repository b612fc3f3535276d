//! What generated protocols run on: JSON, frames, the codec, policies, and the derives.
//!
//! A payload is a struct or enum with `#[derive(Payload)]`, an event a payload with
//! `#[derive(Event)]`, a head the envelope of a frame with `#[derive(Head)]`, and everything that one
//! sender may send an enum with `#[derive(Message)]`.

pub mod channel;
pub mod codegen;
pub mod error;
pub mod event;
pub mod flow;
pub mod frame;
pub mod json;
pub mod message;
pub mod policy;
pub mod types;

#[cfg(feature = "yaml")]
pub use antiphon_derive::Protocol;
#[cfg(feature = "derive")]
pub use antiphon_derive::{Channel, CloseCode, ErrorCode, Event, Head, Message, Payload, Reply};
pub use channel::Channel;
pub use error::{DecodeError, EncodeError, Fault};
pub use event::{Event, Framed, Reply, Request};
pub use frame::Head;
pub use json::{Decode, Encode, Payload};
pub use message::{Context, Decoded, Message, Unknown};
pub use policy::{CloseCode, ErrorCode};

/// The traits whose methods programs call: `use antiphon::prelude::*`.
pub mod prelude {
    pub use crate::{
        Channel as _, CloseCode as _, ErrorCode as _, Event as _, Head as _, Message as _,
        Reply as _, Request as _,
    };
}
