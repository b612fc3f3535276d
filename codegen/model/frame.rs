//! Frame templates: how a message looks on the wire.

use super::{Field, IntKind, Literal, Type, UnknownFields};

/// An index into [`Wire::frames`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FrameId(pub usize);

/// An index into [`Wire::binary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BinaryId(pub usize);

/// Everything about the wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Wire {
    /// Frames of text messages, in order.
    pub frames: Vec<Frame>,
    /// Binary messages, in order. Each belongs to one event.
    pub binary: Vec<Binary>,
    /// How frames sit in the messages that peers send.
    pub peer_packing: Packing,
    /// How frames sit in the messages that the server sends.
    pub server_packing: Packing,
    /// What happens to an event that the definition does not name.
    pub unknown_event: UnknownEvent,
    /// What happens to a field that the definition does not name, in envelopes too.
    pub unknown_field: UnknownFields,
}

/// How frames sit in WebSocket text messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// One frame a message.
    One,
    /// One or more frames, separated by line feeds; empty lines are skipped.
    Lines,
    /// One or more frames, each ended by 0x1E.
    RecordSeparator,
    /// A JSON array of frames; a lone frame may stand without the array.
    JsonArray,
}

/// What happens to an event that the definition does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownEvent {
    /// Handed to the application as the `Unknown` variant.
    Deliver,
    /// Dropped.
    Ignore,
    /// An error.
    Reject,
}

/// One frame of `wire.frames`.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Its name.
    pub name: String,
    /// What it carries.
    pub role: FrameRole,
    /// Its shape.
    pub shape: Shape,
    /// Envelope values in template order; [`Slot::Head`] points here. Constants, tag and payload
    /// are not among them.
    pub head: Vec<HeadField>,
    /// Names of the tag's parts, in template order; `$event` alone is named `event`. Empty for a
    /// frame without `$event`.
    pub tag: Vec<String>,
}

/// What a frame carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameRole {
    /// One event.
    Event,
    /// Other frames (`$frames`).
    Batch,
    /// Another frame, compressed (`$compressed`).
    Compressed,
}

/// An object or an array of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// An object. At most one member is spread or keyed by the tag.
    Object(Vec<Member>),
    /// An array, by position. Only the last items may be optional.
    Array(Vec<Item>),
}

/// A key of an object template.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The key.
    pub key: Key,
    /// `key?`: may be absent.
    pub optional: bool,
    /// The value.
    pub slot: Slot,
}

/// A key of an object template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A key with this text.
    Text(String),
    /// `$event`: the key is the tag. An index into [`Frame::tag`].
    Tag(usize),
    /// `...`: the payload's fields stand beside the other keys. The slot is [`Slot::Payload`].
    Spread,
}

/// A position of an array template.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// `...$payload`: the payload's fields take the following positions. The slot is
    /// [`Slot::Payload`], and the item is the last.
    pub spread: bool,
    /// The position may be missing, with all that follow.
    pub optional: bool,
    /// The value.
    pub slot: Slot,
}

/// A value of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// Written always, required when reading.
    Const(Literal),
    /// A part of the tag: an index into [`Frame::tag`].
    Tag(usize),
    /// The event's payload.
    Payload,
    /// An envelope value: an index into [`Frame::head`].
    Head(usize),
    /// `$frames`: a list of frames.
    Frames,
    /// `$count`: how many frames.
    Count,
    /// `$compressed`: a compressed frame as base64 text.
    Compressed,
    /// `$size`: bytes before compression.
    Size,
    /// `$compressed_size`: bytes after compression, before base64.
    CompressedSize,
    /// A nested object or array.
    Nested(Shape),
}

/// An envelope value.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadField {
    /// The words from which a target makes the name in code: the key on the wire, or the
    /// placeholder's name where there is no key of its own. Unique within the frame.
    pub name: String,
    /// The keys and positions that lead to it, for error messages: `metadata.message_id`.
    pub path: String,
    /// What it means to the runtime; `None` for an ordinary field that the application sees.
    pub role: Option<Role>,
    /// Its type; [`Type::Nullable`] for `$seq?`.
    pub ty: Type,
    /// `key?`: may be absent.
    pub optional: bool,
    /// How the sender's runtime chooses it.
    pub choice: Choice,
}

/// What an envelope value means to the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the placeholder of that name")]
pub enum Role {
    Channel,
    Id,
    Correlation,
    Join,
    Seq,
    Ack,
    Epoch,
    Offset,
    Time,
    Session,
    User,
    Connection,
    Sender,
    Trace,
    Code,
    Message,
    Details,
}

impl Role {
    /// The placeholder's name, without `$`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Id => "id",
            Self::Correlation => "correlation",
            Self::Join => "join",
            Self::Seq => "seq",
            Self::Ack => "ack",
            Self::Epoch => "epoch",
            Self::Offset => "offset",
            Self::Time => "time",
            Self::Session => "session",
            Self::User => "user",
            Self::Connection => "connection",
            Self::Sender => "sender",
            Self::Trace => "trace",
            Self::Code => "code",
            Self::Message => "message",
            Self::Details => "details",
        }
    }
}

/// How a sender's runtime chooses an envelope value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The application, or the runtime by the role's own rule (a clock for `$time`).
    Given,
    /// 1, 2, 3, … for each connection.
    Rising,
    /// A random UUID.
    Uuid,
    /// Random text.
    Random,
}

/// A binary message.
#[derive(Debug, Clone, PartialEq)]
pub struct Binary {
    /// The name, which is also the event's.
    pub name: String,
    /// The media type of the rest, where the definition names one.
    pub content: Option<String>,
    /// The parts in order. Only the last may be unbounded.
    pub parts: Vec<BinaryPart>,
}

/// A part of a binary message.
#[derive(Debug, Clone, PartialEq)]
pub enum BinaryPart {
    /// These bytes, always.
    Const(Vec<u8>),
    /// A number of fixed width.
    Int {
        /// Name, documentation and constraints; the type is [`Type::Int`].
        field: Field,
        /// Width and sign.
        kind: IntKind,
        /// Whether the lowest byte comes first.
        little_endian: bool,
        /// What it means to the runtime.
        role: Option<Role>,
    },
    /// A floating-point number; the type is [`Type::Float`].
    Float {
        /// Name, documentation and constraints.
        field: Field,
        /// Whether it takes eight bytes rather than four.
        double: bool,
        /// Whether the lowest byte comes first.
        little_endian: bool,
    },
    /// Text or bytes whose length comes before it.
    Prefixed {
        /// Name, documentation and constraints; the type is [`Type::String`] or [`Type::Bytes`].
        field: Field,
        /// Width of the length.
        length: IntKind,
        /// Whether the length's lowest byte comes first.
        little_endian: bool,
        /// What it means to the runtime.
        role: Option<Role>,
    },
    /// Bytes of fixed length; the type is [`Type::Bytes`].
    Fixed {
        /// Name, documentation.
        field: Field,
        /// How many.
        length: u32,
    },
    /// All that follows: [`Type::Bytes`], [`Type::String`], or [`Type::JsonText`].
    Rest(Field),
}
