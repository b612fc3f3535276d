//! What is wrong with a message: where, what was expected, and never what was found there.

mod fault;

pub use fault::{Fault, Segment};

use std::{error::Error, fmt};

/// A message that is not one of the protocol's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    frame: Option<&'static str>,
    event: Option<&'static str>,
    fault: Fault,
}

impl DecodeError {
    /// An error in a frame and an event, as far as they are known.
    pub(crate) fn new(
        frame: Option<&'static str>,
        event: Option<&'static str>,
        fault: Fault,
    ) -> Self {
        Self { frame, event, fault }
    }

    /// The same in the frame with this index of a message that holds several.
    pub(crate) fn in_frame(mut self, index: usize) -> Self {
        self.fault = self.fault.below_index(index);
        self
    }

    /// A stable word for what is wrong: `missing_field`. See [`Fault::code`].
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// The name of the frame, as far as it is known.
    pub fn frame(&self) -> Option<&'static str> {
        self.frame
    }

    /// The name of the event, as far as it is known.
    pub fn event(&self) -> Option<&'static str> {
        self.event
    }

    /// The place and what was expected there.
    pub fn fault(&self) -> &Fault {
        &self.fault
    }
}

impl From<Fault> for DecodeError {
    fn from(fault: Fault) -> Self {
        Self::new(None, None, fault)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.frame, self.event) {
            (Some(frame), Some(event)) => write!(out, "event `{event}` in frame `{frame}`: ")?,
            (Some(frame), None) => write!(out, "frame `{frame}`: ")?,
            (None, Some(event)) => write!(out, "event `{event}`: ")?,
            (None, None) => {}
        }
        self.fault.fmt(out)
    }
}

impl Error for DecodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.fault)
    }
}

/// An event that cannot be written in the envelope it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeError {
    /// The head belongs to another frame than the event.
    WrongFrame {
        /// The event.
        event: &'static str,
        /// The event's frame.
        expected: &'static str,
        /// The head's frame.
        found: &'static str,
    },
    /// The head names a topic that is none of the event's channel.
    WrongTopic {
        /// The event.
        event: &'static str,
    },
    /// The head lacks an envelope value that the frame requires.
    MissingHead {
        /// The frame.
        frame: &'static str,
        /// The keys and positions that lead to the value.
        path: &'static str,
    },
    /// The event's tag has a free part, and it is empty or absent.
    MissingTagParam {
        /// The event.
        event: &'static str,
    },
    /// A binary event where text is written.
    IsBinary {
        /// The event.
        event: &'static str,
    },
    /// A text event, or an unknown text message, where bytes are written.
    IsText,
    /// An unknown message cannot be written inside a batch or beside other frames.
    UnknownMessage,
    /// The frame does not carry what is to be written: a batch, a compressed frame.
    NotCarried {
        /// The frame.
        frame: &'static str,
    },
    /// A part of a binary message has more bytes than its length can say.
    TooLong {
        /// The part.
        part: &'static str,
        /// The largest length.
        max: u64,
    },
    /// A part of a binary message has a fixed length, and the value has another.
    WrongLength {
        /// The part.
        part: &'static str,
        /// The fixed length.
        expected: u64,
    },
}

impl fmt::Display for EncodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongFrame { event, expected, found } => write!(
                out,
                "event `{event}` travels in frame `{expected}`, and the head is one of frame `{found}`"
            ),
            Self::WrongTopic { event } => {
                write!(out, "the topic in the head is none of the channel of event `{event}`")
            }
            Self::MissingHead { frame, path } => {
                write!(out, "frame `{frame}` requires `{path}`, and the head has none")
            }
            Self::MissingTagParam { event } => {
                write!(out, "the free part in the tag of event `{event}` is empty")
            }
            Self::IsBinary { event } => write!(out, "event `{event}` is a binary message"),
            Self::IsText => out.write_str("the event is a text message"),
            Self::UnknownMessage => {
                out.write_str("an unknown message can only be written on its own")
            }
            Self::NotCarried { frame } => {
                write!(out, "frame `{frame}` does not carry what is to be written")
            }
            Self::TooLong { part, max } => write!(out, "`{part}` has more than {max} bytes"),
            Self::WrongLength { part, expected } => {
                write!(out, "`{part}` does not have {expected} bytes")
            }
        }
    }
}

impl Error for EncodeError {}
