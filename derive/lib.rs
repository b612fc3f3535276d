//! Derive macros of `antiphon`: attributes in, lean impls out. `docs/derive.md` is the manual.
//!
//! Each derive reads attributes into plain data, collecting every mistake, and then writes
//! straight-line code that calls the helpers of `antiphon::codegen`.

mod attributes;
mod channel;
mod close_code;
mod constructor;
mod error_code;
mod errors;
mod event;
mod head;
mod message;
mod payload;
#[cfg(feature = "yaml")]
mod protocol;
mod reply;
mod types;

use proc_macro::TokenStream;
use syn::DeriveInput;

/// Implements `Decode`, `Encode`, `Payload`, and serde's `Serialize` and `Deserialize`.
#[proc_macro_derive(Payload, attributes(payload))]
pub fn payload(input: TokenStream) -> TokenStream {
    derive(input, payload::expand)
}

/// Implements `Event`, and `Request` for an event that is answered.
#[proc_macro_derive(Event, attributes(event, payload))]
pub fn event(input: TokenStream) -> TokenStream {
    derive(input, event::expand)
}

/// Implements `Head` for the envelope of one frame, or of one of several frames.
#[proc_macro_derive(Head, attributes(head))]
pub fn head(input: TokenStream) -> TokenStream {
    derive(input, head::expand)
}

/// Implements `Message` for everything that one sender may send.
#[proc_macro_derive(Message, attributes(message))]
pub fn message(input: TokenStream) -> TokenStream {
    derive(input, message::expand)
}

/// Implements `Channel`, `Display` and `FromStr` for a family of topics.
#[proc_macro_derive(Channel, attributes(channel))]
pub fn channel(input: TokenStream) -> TokenStream {
    derive(input, channel::expand)
}

/// Implements `CloseCode`, `Display`, and the way to the number and back for close codes.
#[proc_macro_derive(CloseCode, attributes(close_code))]
pub fn close_code(input: TokenStream) -> TokenStream {
    derive(input, close_code::expand)
}

/// Implements `Reply` for everything that may answer a request.
#[proc_macro_derive(Reply, attributes(reply))]
pub fn reply(input: TokenStream) -> TokenStream {
    derive(input, reply::expand)
}

/// Implements `ErrorCode`, the traits of a payload, `Display` and `Error` for a set of error codes.
#[proc_macro_derive(ErrorCode, attributes(error_code))]
pub fn error_code(input: TokenStream) -> TokenStream {
    derive(input, error_code::expand)
}

/// Writes the module of a definition in place: `#[protocol(path = "protocol.yaml")]`, relative to the
/// package.
#[cfg(feature = "yaml")]
#[proc_macro_derive(Protocol, attributes(protocol))]
pub fn protocol(input: TokenStream) -> TokenStream {
    derive(input, protocol::expand)
}

/// Parses the item and expands it, or reports everything that is wrong with it.
fn derive(
    input: TokenStream,
    expand: fn(&DeriveInput) -> syn::Result<proc_macro2::TokenStream>,
) -> TokenStream {
    syn::parse::<DeriveInput>(input)
        .and_then(|input| types::without_generics(&input).and_then(|()| expand(&input)))
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
