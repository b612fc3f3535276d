//! Is this JSON frame one of the protocol's, which event is it, and if not, why not.
//!
//! The judge works on a [`Protocol`] and on JSON trees. It gives the verdicts that the generated
//! decoders give, with their codes, so that examples can be checked and test vectors written without
//! running generated code. `docs/rust.md`, "Choosing a frame", is the rule that [`Reader::frame`] follows.
//!
//! What it does not look into: the contents of compressed frames.

mod answer;
mod apart;
mod base64;
mod binary;
mod choose;
mod constraint;
mod example;
mod fault;
mod index;
mod json;
mod named;
mod number;
mod schema;
mod shape;
mod size;
mod tag;
mod text;
mod topic;
mod union;
mod value;

pub use answer::{Content, Judged};
pub use apart::{Clash, clashes};
pub use binary::{Part, binary, binary_text, bytes_of_base64, bytes_of_hex};
pub use example::Mismatch;
pub use fault::{Code, Fault, Step};
pub use json::parse;

pub(crate) use apart::parts_overlap;
pub(crate) use choose::{Absent, absent, has_topic, positions};
pub(crate) use index::requests_of;
pub(crate) use named::is_named;
pub(crate) use tag::{events_in, frames_of, part_matches};
pub(crate) use topic::stop;
pub(crate) use union::key_of;
pub(crate) use value::{Base, Judge, kinds};

use crate::model::{Constraints, EventId, Party, Protocol, Type};
use serde_json::Value;

/// What a verdict needs to know beside the frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// What is known about requests that wait for an answer.
    pub pending: Pending,
    /// The phase of the connection; `None` means any.
    pub phase: Option<usize>,
}

/// What is known about requests that wait for an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pending {
    /// Nothing is known: a reply without tag may answer any request.
    #[default]
    Any,
    /// No request waits.
    Nothing,
    /// This request waits, and the frame carries its correlation.
    Request(EventId),
}

/// Judges many frames of one protocol: what it needs to know of the events is gathered once.
pub struct Reader<'p> {
    protocol: &'p Protocol,
    index: index::Index<'p>,
}

impl<'p> Reader<'p> {
    /// A reader for a protocol.
    pub fn new(protocol: &'p Protocol) -> Self {
        Self { protocol, index: index::Index::of(protocol) }
    }

    /// Judges one frame of a text message from this sender.
    ///
    /// # Errors
    /// A [`Fault`] with the place, a code and what was expected; never a value of the frame.
    pub fn frame<'v>(
        &self,
        sender: Party,
        value: &'v Value,
        context: &Context,
    ) -> Result<Judged<'v>, Fault> {
        let judge = Judge { protocol: self.protocol };
        choose::Chooser { judge, index: &self.index, sender, context }.frame(value, 0)
    }
}

/// Judges one frame; for many frames of a protocol, make a [`Reader`].
///
/// # Errors
/// As [`Reader::frame`].
pub fn frame<'v>(
    protocol: &Protocol,
    sender: Party,
    value: &'v Value,
    context: &Context,
) -> Result<Judged<'v>, Fault> {
    Reader::new(protocol).frame(sender, value, context)
}

/// Judges a value of a type: an example or a default.
///
/// # Errors
/// A [`Fault`] with the place below the value.
pub fn value(
    protocol: &Protocol,
    ty: &Type,
    constraints: &Constraints,
    value: &Value,
) -> Result<(), Fault> {
    Judge { protocol }.field(ty, constraints, value, 0)
}
