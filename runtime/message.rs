//! Everything that one sender may send: text and binary messages to enum variants and back.

mod binary;
#[cfg(feature = "compress")]
mod compress;
mod decode;
mod encode;
mod index;
mod packing;
mod rivals;
mod select;
mod tags;
#[cfg(test)]
mod tests;

pub use binary::{decode_binary, encode_binary};
#[cfg(feature = "compress")]
pub use compress::{Algorithm, compress, decode_compressed, inflate};
#[cfg(feature = "compress")]
pub use encode::encode_compressed;
pub use encode::{encode, encode_batch, encode_decoded, encode_packed};
pub use index::Index;
pub use packing::{decode, decode_each, decode_one};

use crate::{
    error::{DecodeError, EncodeError, Fault},
    event::TagPart,
    frame::{Head, Role},
    json::{Limits, Reader, UnknownFields, Writer},
};

/// An enum of everything that one sender may send. Implemented by `#[derive(Message)]`.
pub trait Message: Sized {
    /// The envelope: a struct for one frame, an enum for several.
    type Head: Head;

    /// The events, in the order of the variants; those of channels are in their own enums.
    const EVENTS: &'static [EventEntry];
    /// The channels, in the order of the variants.
    const CHANNELS: &'static [ChannelEntry];
    /// What to do with an event that is not in [`Message::EVENTS`].
    const UNKNOWN_EVENT: UnknownEvent;
    /// What to do with a key that neither the template nor the payload names.
    const UNKNOWN_FIELD: UnknownFields;
    /// How frames sit in messages.
    const PACKING: Packing;
    /// What is too much, unless a [`Context`] says otherwise.
    const LIMITS: Limits = Limits::DEFAULT;

    /// The tags of this enum and its channels, sorted: a `static OnceLock` that [`Index::of`] fills.
    fn index() -> &'static Index;

    /// Reads the payload of the event with this index. `param` is the free part of its tag.
    ///
    /// # Errors
    /// A [`Fault`] that names the place below the payload.
    fn decode_event(
        event: usize,
        param: Option<&str>,
        source: Source<'_, '_>,
    ) -> Result<Self, Fault>;

    /// Makes the variant for a channel's event out of what the channel's own enum decoded.
    ///
    /// # Errors
    /// As [`Message::decode_event`].
    fn decode_channel(
        channel: usize,
        event: usize,
        param: Option<&str>,
        source: Source<'_, '_>,
    ) -> Result<Self, Fault>;

    /// The variant for an event that the definition does not name, if the enum has one.
    fn unknown(unknown: Unknown) -> Option<Self>;

    /// Which event this is: what to write as tag, in which frame, and how to write its payload.
    fn event(&self) -> Outgoing<'_>;

    /// Reads a text message that holds exactly one frame, with the default limits. See
    /// [`decode_one`], and [`decode()`] for packed messages.
    ///
    /// # Errors
    /// A [`DecodeError`] that names the frame, the field and what was expected.
    fn decode(text: &str) -> Result<Decoded<Self>, DecodeError> {
        decode_one(text, &Context::default())
    }

    /// Reads a binary message, with the default limits. See [`decode_binary`].
    ///
    /// # Errors
    /// A [`DecodeError`] that names the event and the part.
    fn decode_binary(bytes: &[u8]) -> Result<Decoded<Self>, DecodeError> {
        decode_binary(bytes, &Context::default())
    }

    /// This event in its envelope. See [`encode()`], which reuses a buffer.
    ///
    /// # Errors
    /// An [`EncodeError`] when the head belongs to another frame than the event.
    fn encode(&self, head: &Self::Head) -> Result<String, EncodeError> {
        encode::scratch(|out| encode(head, self, out))
    }

    /// This event as a binary message. See [`encode_binary`].
    ///
    /// # Errors
    /// An [`EncodeError`] when it is a text message.
    fn encode_binary(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = Vec::new();
        encode_binary(self, &mut out).map(|()| out)
    }
}

/// Where a payload is read from.
#[derive(Debug)]
pub enum Source<'r, 'a> {
    /// The reader stands before the payload as one value.
    Value(&'r mut Reader<'a>),
    /// The reader stands among the members of the envelope's object; these keys are the envelope's.
    Members(&'r mut Reader<'a>, &'r [&'static str]),
    /// The reader stands among the items of the envelope's array.
    Items(&'r mut Reader<'a>),
    /// There is no payload.
    Absent,
    /// A binary message.
    Binary(&'r [u8]),
}

/// One event of a [`Message`].
#[derive(Debug)]
pub struct EventEntry {
    /// The event's name.
    pub name: &'static str,
    /// Its frame's name.
    pub frame: &'static str,
    /// Its tag.
    pub tag: &'static [TagPart],
    /// The constant parts of its tag as JSON text; empty where nobody made them.
    pub tag_texts: &'static [&'static str],
    /// Whether it has a payload.
    pub has_payload: bool,
    /// The requests that it answers, for frames without tag.
    pub reply_to: &'static [&'static str],
    /// Who receives it, where that is not everyone on the other side: `server`, or names of peers.
    pub to: &'static [&'static str],
    /// The phase it belongs to.
    pub phase: Option<&'static str>,
    /// The layout, for a binary event.
    pub binary: bool,
    /// What parts of a binary event mean to the runtime: the role and the part's name.
    pub roles: &'static [(Role, &'static str)],
    /// The most bytes of its whole frame, where the event has a limit of its own.
    pub max_size: Option<u64>,
}

impl EventEntry {
    /// Refuses a frame of this event that has more bytes than it may have.
    pub(crate) fn check_size(&self, bytes: usize) -> Result<(), Fault> {
        crate::codegen::check_size(bytes, self.max_size)
    }
}

/// One channel of a [`Message`].
#[derive(Debug)]
pub struct ChannelEntry {
    /// The channel's name.
    pub name: &'static str,
    /// Whether a topic is one of the channel's.
    pub matches: fn(&str) -> bool,
    /// The events of the channel's own enum.
    pub events: &'static [EventEntry],
}

/// An event on its way out.
pub struct Outgoing<'a> {
    /// Its entry; `None` for an unknown one, whose raw text is written as it came.
    pub entry: Option<&'static EventEntry>,
    /// The free part of its tag.
    pub tag_param: Option<&'a str>,
    /// Whether a topic is one of its channel's.
    pub topic: Option<fn(&str) -> bool>,
    /// Its payload.
    pub payload: Body<'a>,
}

impl Outgoing<'_> {
    /// The value of a binary event's part that has this role, as text without quotes; the envelope has
    /// those of the others ([`Head::role`]).
    pub fn role(&self, role: Role) -> Option<String> {
        match &self.payload {
            Body::Binary(event) => event.role(role),
            Body::Payload(_) | Body::Raw(_) => None,
        }
    }
}

/// A payload on its way out.
pub enum Body<'a> {
    /// A payload that can be written in each of the three ways.
    Payload(&'a dyn WritePayload),
    /// An unknown message.
    Raw(&'a Unknown),
    /// A binary message.
    Binary(&'a dyn WriteBinary),
}

/// The writing half of [`crate::json::Payload`], as an object.
pub trait WritePayload {
    /// As one value.
    fn value(&self, out: &mut Writer);
    /// As members of the envelope's object.
    fn members(&self, out: &mut Writer);
    /// As items of the envelope's array.
    fn items(&self, out: &mut Writer);
    /// Whether the frame is to lack it.
    fn is_absent(&self) -> bool;
}

impl<T: crate::json::Payload> WritePayload for T {
    fn value(&self, out: &mut Writer) {
        self.encode(out);
    }
    fn members(&self, out: &mut Writer) {
        self.encode_members(out);
    }
    fn items(&self, out: &mut Writer) {
        self.encode_items(out);
    }
    fn is_absent(&self) -> bool {
        crate::json::Payload::is_absent(self)
    }
}

/// A binary event. Implemented by `#[derive(Payload)] #[payload(binary(…))]`.
pub trait WriteBinary {
    /// Appends the message.
    ///
    /// # Errors
    /// [`EncodeError::TooLong`] when a part has more bytes than its length can say.
    fn binary(&self, out: &mut Vec<u8>) -> Result<(), EncodeError>;

    /// The value of the part with this role, as text without quotes.
    fn role(&self, _role: Role) -> Option<String> {
        None
    }
}

/// A binary event that can be read. `Ok(None)` means that the bytes are another layout's.
pub trait ReadBinary: Sized {
    /// What parts mean to the runtime: the role and the part's name.
    const ROLES: &'static [(Role, &'static str)] = &[];

    /// Reads the message, which may have at most `most` bytes.
    ///
    /// # Errors
    /// A [`Fault`] that names the part; `too_large` once the constants of the layout are there.
    fn read_binary(bytes: &[u8], most: Option<u64>) -> Result<Option<Self>, Fault>;
}

/// What a message decodes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Decoded<M: Message> {
    /// One event in its envelope.
    Event {
        /// The envelope.
        head: M::Head,
        /// The event.
        event: M,
    },
    /// A binary event, which has no envelope.
    Binary(M),
    /// A batch: its envelope and its frames.
    Batch {
        /// The envelope.
        head: M::Head,
        /// The frames.
        frames: Vec<Decoded<M>>,
    },
    /// A compressed frame, not yet inflated.
    Compressed {
        /// The envelope.
        head: M::Head,
        /// What was compressed.
        data: Compressed,
    },
    /// An event that the definition does not name and says to drop. [`decode()`] leaves it out.
    Ignored,
}

/// The compressed part of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compressed {
    /// The parts of the tag that stand beside it, as JSON text.
    pub tag: Vec<String>,
    /// The compressed bytes as base64 text.
    pub base64: String,
    /// Bytes before compression, where the frame says so.
    pub size: Option<u64>,
    /// Bytes after compression, where the frame says so.
    pub compressed_size: Option<u64>,
}

/// An event that the definition does not name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The tag's parts as JSON text; empty for a binary message.
    pub tag: Vec<String>,
    /// The whole message as it came.
    pub raw: Raw,
}

/// A message as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Raw {
    /// Text.
    Text(Box<str>),
    /// Bytes.
    Binary(Box<[u8]>),
}

/// Finds the event name of the request that waits for an answer with this correlation id.
pub type Pending<'a> = dyn Fn(&str) -> Option<&'static str> + 'a;

/// What decoding needs to know beside the bytes.
#[derive(Default)]
pub struct Context<'a> {
    /// Sizes and depths that are too much; `None` means those of the protocol
    /// ([`Message::LIMITS`]).
    pub limits: Option<Limits>,
    /// The requests that wait for an answer: the event name of the request with this correlation
    /// id (raw text without quotes, `null` for one that is null), if one waits.
    pub pending: Option<&'a Pending<'a>>,
    /// The phase of the connection; `None` means any.
    pub phase: Option<&'a str>,
}

impl Context<'_> {
    /// The same with the limits that hold for these messages.
    pub(crate) fn settled<M: Message>(&self) -> Self {
        Self { limits: Some(self.limits.unwrap_or(M::LIMITS)), ..*self }
    }

    /// The limits, once they are settled.
    pub(crate) fn limits(&self) -> Limits {
        self.limits.unwrap_or_default()
    }
}

/// What to do with an event that the definition does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownEvent {
    /// Deliver it as the `Unknown` variant.
    Deliver,
    /// Drop it.
    Ignore,
    /// Report an error.
    Reject,
}

/// How frames sit in WebSocket text messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// One frame a message.
    One,
    /// Separated by line feeds.
    Lines,
    /// Each ended by 0x1E.
    RecordSeparator,
    /// A JSON array of frames; a lone frame may stand without the array.
    JsonArray,
}
