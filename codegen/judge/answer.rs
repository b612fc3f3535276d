//! What a frame turned out to be.

use super::Step;
use crate::model::{EventId, FrameId};
use serde_json::Value;
use std::borrow::Cow;

/// A frame of the protocol.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged<'v> {
    /// Which one.
    pub frame: FrameId,
    /// Its envelope values, one for each of [`Frame::head`](crate::model::Frame::head), `None` where
    /// absent.
    pub heads: Vec<Option<&'v Value>>,
    /// What it carries.
    pub content: Content<'v>,
}

/// What a frame carries.
#[derive(Debug, Clone, PartialEq)]
pub enum Content<'v> {
    /// An event.
    Event {
        /// Which one.
        event: EventId,
        /// The tag's parts as they came, `None` where an optional key is absent.
        tag: Vec<Option<Value>>,
        /// The payload, without the envelope's keys where it is spread; `None` when there is none.
        payload: Option<Cow<'v, Value>>,
        /// Where the payload stands; for a spread one, where the envelope stands.
        place: Vec<Step>,
    },
    /// An event that the definition does not name, where it is not refused.
    Unknown {
        /// The tag's parts as they came.
        tag: Vec<Option<Value>>,
    },
    /// A batch.
    Batch(Vec<Judged<'v>>),
    /// A compressed frame.
    Compressed {
        /// The parts of the tag that stand beside it.
        tag: Vec<Option<Value>>,
        /// Whether events of the sender have them.
        known: bool,
        /// The base64 text.
        data: Option<&'v str>,
    },
}

impl Judged<'_> {
    /// Whether the definition names everything in it: no unknown event, in batches neither.
    pub fn is_known(&self) -> bool {
        match &self.content {
            Content::Event { .. } => true,
            Content::Unknown { .. } => false,
            Content::Batch(frames) => frames.iter().all(Judged::is_known),
            Content::Compressed { known, .. } => *known,
        }
    }

    /// The event, if it is a single known one.
    pub fn event(&self) -> Option<EventId> {
        match self.content {
            Content::Event { event, .. } => Some(event),
            _ => None,
        }
    }
}
