//! Events, requests and channels.

use super::{BinaryId, Doc, Field, FrameId, Literal, Party, Type, TypeId};
use serde_json::Value;
use std::time::Duration;

/// An index into [`Protocol::events`](super::Protocol::events).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(pub usize);

/// An index into [`Protocol::channels`](super::Protocol::channels).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChannelId(pub usize);

/// One kind of message.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The name: unique among the events outside channels, or within its channel. A reply written
    /// in place is named after its request and outcome, `subtract.ok`.
    pub name: String,
    /// The channel it belongs to, if any.
    pub channel: Option<ChannelId>,
    /// The request to which it is a reply written in place, if any.
    pub reply_to: Option<EventId>,
    /// Who may send it; never empty.
    pub from: Vec<Party>,
    /// Who receives it; never empty.
    pub to: Vec<Party>,
    /// How it travels.
    pub carrier: Carrier,
    /// One entry for each part of the frame's tag; empty for a frame without tag.
    pub tag: Vec<TagPart>,
    /// What it carries.
    pub payload: Payload,
    /// Whether the frame may lack the payload, which then is a thing of its own (`payload?`). Else a
    /// frame without payload is read as if an empty object or array stood there, if it may be that.
    pub optional_payload: bool,
    /// What answers it, if it is a request.
    pub reply: Option<Reply>,
    /// The phase of the connection it belongs to; `None` means any. An index into
    /// [`Connection::phases`](super::Connection::phases).
    pub phase: Option<usize>,
    /// What the runtime does for it.
    pub delivery: Delivery,
    /// How often one connection may send it.
    pub rate: Vec<Rate>,
    /// The largest frame of it, in bytes.
    pub max_size: Option<u64>,
    /// What it is.
    pub doc: Doc,
    /// Whole frames as on the wire; for binary events, text of hexadecimal digits.
    pub examples: Vec<Value>,
}

/// How an event travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrier {
    /// In a text message, in this frame.
    Frame(FrameId),
    /// As a binary message.
    Binary(BinaryId),
}

/// One part of an event's tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagPart {
    /// Exactly this value. `Null` also matches where an optional key is absent.
    Literal(Literal),
    /// `client-{name}`: text with this beginning and this end around a free part that is not
    /// empty. Events with literal tags win over it.
    Pattern {
        /// Before the free part.
        prefix: String,
        /// After the free part.
        suffix: String,
        /// The name of the free part.
        param: String,
    },
}

/// What an event carries.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// Nothing. In a frame that requires a payload, an empty object is written and any value is
    /// accepted.
    None,
    /// Fields: a [`TypeKind::Record`](super::TypeKind::Record) or
    /// [`TypeKind::Tuple`](super::TypeKind::Tuple) made for this event alone, or declared.
    Fields(TypeId),
    /// A bare value.
    Value(Type),
    /// The fields of the binary layout.
    Binary,
}

/// What answers a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// Events that mean success and end the request.
    pub ok: Vec<EventId>,
    /// Events that mean failure and end the request.
    pub error: Vec<EventId>,
    /// Events that may come any number of times before the end.
    pub stream: Vec<EventId>,
    /// Events that end a stream.
    pub end: Vec<EventId>,
    /// The event with which the requester gives up.
    pub cancel: Option<EventId>,
    /// How long the requester waits.
    pub timeout: Duration,
}

/// What the runtime does for an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Whether it overtakes queued events.
    pub priority: Priority,
    /// What happens to it while there is no connection.
    pub offline: Keep,
    /// What happens to it when its reader is slow.
    pub slow: Slow,
    /// Whether it is kept for replay after a resume.
    pub replay: bool,
    /// Repeats with the same key are answered with the stored answer.
    pub idempotent: Option<Idempotent>,
    /// Fields that tell a repeat from a new event; empty means none is dropped.
    pub dedupe: Vec<String>,
    /// How long it waits for a newer one to replace it.
    pub debounce: Option<Duration>,
    /// How several of them are sent as one.
    pub batch: Option<Batch>,
    /// From which size of frame it is compressed, in bytes.
    pub compress: Option<u64>,
}

/// The order of sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Priority {
    Low,
    Normal,
    High,
}

/// What happens to an event while there is no connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// It waits in the queue.
    Queue,
    /// It is dropped.
    Drop,
    /// It waits, and replaces a waiting one with the same value of this field.
    Latest(String),
}

/// What happens to an event when its reader is slow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slow {
    /// The connection is closed.
    Close,
    /// It is dropped.
    Drop,
    /// It replaces a waiting one with the same value of this field.
    Latest(String),
}

/// Repeats with the same key are answered with the stored answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotent {
    /// Paths of the key's parts, at least one: fields of the payload, or `$id` and the like.
    pub key: Vec<String>,
    /// How long answers are remembered.
    pub ttl: Duration,
}

/// How several events are sent as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    /// The most events in one batch.
    pub max: u32,
    /// How long the first waits for others.
    pub within: Duration,
}

/// At most so many in so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub count: u32,
    /// In how long.
    pub per: Duration,
}

/// A family of topics.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// Its name.
    pub name: String,
    /// What it is.
    pub doc: Doc,
    /// The topic's parts, in order.
    pub topic: Vec<TopicPart>,
    /// The topic's parameters, in order of appearance. Types are `string`, integers, `uuid`, or an
    /// enumeration.
    pub params: Vec<Field>,
    /// How joining looks on the wire.
    pub join: Option<Join>,
    /// How leaving looks on the wire.
    pub leave: Option<Leave>,
    /// Whether the server must decide who may join.
    pub authorize: bool,
    /// How much of the past a reader can recover.
    pub recover: Option<Recover>,
}

/// A part of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TopicPart {
    /// This text.
    Text(String),
    /// A parameter: an index into [`Channel::params`]. Its text is not empty and ends at the first
    /// character of the text that follows it.
    Param(usize),
}

/// How joining a channel looks on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    /// What the reader sends; `None` where the server does it by itself.
    pub request: Option<EventId>,
    /// What accepts it.
    pub ok: Option<EventId>,
    /// What refuses it.
    pub error: Option<EventId>,
    /// The field of the request that names the topic, where the frame has no `$channel`.
    pub topic: Option<String>,
}

/// How leaving a channel looks on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    /// What the reader sends; `None` where the server does it by itself.
    pub request: Option<EventId>,
    /// What confirms it.
    pub ok: Option<EventId>,
    /// The field of the request that names the topic, where the frame has no `$channel`.
    pub topic: Option<String>,
}

/// How much of the past a reader can recover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recover {
    /// How many events are kept.
    pub history: u32,
    /// For how long.
    pub ttl: Option<Duration>,
}
