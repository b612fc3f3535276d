//! Errors, close codes, connection, session, limits and flows: what the runtimes act on.

use super::{Doc, EventId, Field, Literal, Party, Rate, Role, TopicPart};
use serde_json::Value;
use std::time::Duration;

/// Error codes and how they are reported.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Errors {
    /// The event that carries a report, and where its parts are.
    pub report: Option<Report>,
    /// Classes in order.
    pub classes: Vec<ErrorClass>,
    /// Codes in order: all text, or all integers.
    pub codes: Vec<ErrorCode>,
    /// Whether codes that are not listed are valid too.
    pub open: bool,
    /// The type made for the codes, which fields may name as `ErrorCode`.
    pub ty: Option<super::TypeId>,
}

/// Where the parts of an error report are: paths of payload fields, or `$code` and the like when
/// the frame carries them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The event.
    pub event: EventId,
    /// The code.
    pub code: Option<String>,
    /// The text for people.
    pub message: Option<String>,
    /// The identity under which the server logged it.
    pub trace: Option<String>,
    /// Anything else.
    pub details: Option<String>,
    /// How many seconds to wait before trying again.
    pub retry_after: Option<String>,
}

/// A class of errors.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorClass {
    /// Its name.
    pub name: String,
    /// What it means.
    pub doc: Doc,
    /// Whether and when to try again.
    pub retry: Retry,
}

/// Whether and when to try again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Retry {
    /// Not without a change.
    Never,
    /// After a wait that grows.
    Backoff(Backoff),
    /// After the time that the report names.
    After,
}

/// One error code.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorCode {
    /// The code on the wire: text or an integer.
    pub code: Literal,
    /// The words from which a target makes the name in code.
    pub name: String,
    /// What it means.
    pub doc: Doc,
    /// An index into [`Errors::classes`].
    pub class: Option<usize>,
    /// The rule of the code itself, or else of its class.
    pub retry: Retry,
    /// The close code that follows the report.
    pub close: Option<u16>,
}

/// A wait that grows: `random(within jitter of min(max, initial * multiplier^n))`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Backoff {
    /// The first wait.
    pub initial: Duration,
    /// The factor from one wait to the next, at least 1.
    pub multiplier: f64,
    /// The longest wait, before jitter.
    pub max: Duration,
    /// The part of the wait that is random, 0 to 1, to both sides; `None` means full jitter:
    /// anything from 0 to the wait.
    pub jitter: Option<f64>,
    /// How many times; `None` means without end.
    pub attempts: Option<u32>,
}

/// A close code or a range of them.
#[derive(Debug, Clone, PartialEq)]
pub struct CloseCode {
    /// The code, or the first of the range.
    pub first: u16,
    /// The code, or the last of the range.
    pub last: u16,
    /// Its name.
    pub name: String,
    /// What it means.
    pub doc: Doc,
    /// The text that goes with it.
    pub reason: Option<String>,
    /// What the client does next.
    pub then: AfterClose,
    /// How long the client waits at least.
    pub after: Option<Duration>,
}

/// What a client does after a close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterClose {
    /// Connects again and resumes what it can.
    Reconnect,
    /// Connects again with a new session.
    NewSession,
    /// Gives up.
    GiveUp,
}

/// How a connection is made, kept and ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Connection {
    /// The path's parts, in order; parameters index [`Connection::params`].
    pub path: Vec<TopicPart>,
    /// Parameters of the path.
    pub params: Vec<Field>,
    /// Query parameters. A [`Type::Const`] is always sent.
    pub query: Vec<Field>,
    /// Request headers.
    pub headers: Vec<Field>,
    /// Subprotocols in order of preference.
    pub subprotocols: Vec<String>,
    /// Origins that may connect beside the same host; `*` is any.
    pub origins: Vec<String>,
    /// HTTP status codes with which a server refuses, and what they mean.
    pub refusals: Vec<(u16, Doc)>,
    /// How long connecting may take.
    pub timeout: Duration,
    /// Who is there.
    pub auth: Option<Auth>,
    /// The client may send once these arrived.
    pub ready: Vec<EventId>,
    /// Phases in order.
    pub phases: Vec<Phase>,
    /// Heartbeats: none, one, or one from each side.
    pub heartbeats: Vec<Heartbeat>,
    /// How a client connects again; `None` means it does not.
    pub reconnect: Option<Backoff>,
    /// What waits while there is no connection.
    pub queue: Queue,
    /// Envelope values that the first frame fixes for the connection, with the error for a frame
    /// that differs (an index into [`Errors::codes`]).
    pub bind: Vec<(Role, Option<usize>)>,
    /// Whether frames of one connection are handled one after another.
    pub serial: bool,
    /// How a server goes away.
    pub drain: Option<Drain>,
}

/// A time that the definition fixes or a peer announces.
#[derive(Debug, Clone, PartialEq)]
pub enum Period {
    /// So long.
    Fixed(Duration),
    /// What this field of this event says, in milliseconds unless its type is a duration in
    /// seconds.
    Announced {
        /// The event.
        event: EventId,
        /// Path of the field in its payload.
        field: String,
    },
}

/// Who is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Auth {
    /// Where the token may travel, in order of preference; empty where the application finds out by
    /// itself who connects.
    pub token: Vec<TokenPlace>,
    /// How long the server waits for it.
    pub deadline: Duration,
    /// The HTTP status of a refusal.
    pub refuse: Option<u16>,
    /// The close code of a refusal.
    pub close: Option<u16>,
    /// How a token is renewed without connecting again.
    pub refresh: Option<Refresh>,
}

/// Where a token may travel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenPlace {
    /// A request header, after this scheme (`Bearer`) if any.
    Header {
        /// The header's name.
        name: String,
        /// The word before the token.
        scheme: Option<String>,
    },
    /// A cookie.
    Cookie(String),
    /// A subprotocol: text before the token, and after it.
    Subprotocol {
        /// Before the token.
        prefix: String,
        /// After the token.
        suffix: String,
    },
    /// A query parameter.
    Query(String),
    /// A field of an event.
    Event {
        /// The event.
        event: EventId,
        /// Path of the field.
        field: String,
    },
}

/// How a token is renewed without connecting again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refresh {
    /// The server asks.
    pub ask: Option<EventId>,
    /// The client offers a new one.
    pub offer: EventId,
    /// The server takes it.
    pub ok: Option<EventId>,
    /// The server refuses it.
    pub error: Option<EventId>,
}

/// A phase of a connection.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub doc: Doc,
    /// The events that end it.
    pub until: Vec<EventId>,
    /// How long it may take.
    pub deadline: Option<Duration>,
    /// The close code when it takes longer.
    pub close: Option<u16>,
}

/// A sign of life.
#[derive(Debug, Clone, PartialEq)]
pub struct Heartbeat {
    /// Who starts.
    pub from: Party,
    /// How often.
    pub every: Period,
    /// How long the answer may take, or, where nothing answers, how long the other side waits for a sign
    /// of life that is overdue; `None` when nobody waits.
    pub timeout: Option<Duration>,
    /// What is sent.
    pub send: Beat,
    /// What answers.
    pub answer: Option<Beat>,
    /// Whether it is sent only when nothing else was.
    pub idle_only: bool,
    /// The close code when what is waited for does not come.
    pub close: Option<u16>,
}

/// What is sent as a sign of life.
#[derive(Debug, Clone, PartialEq)]
pub enum Beat {
    /// A ping or pong control frame.
    Control,
    /// An event that the runtime writes.
    Event(Written),
}

/// An event that the runtime writes itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The event.
    pub event: EventId,
    /// The bare payload.
    pub payload: Option<Source>,
    /// Fields of the payload.
    pub fields: Vec<(String, Source)>,
}

/// Where a value that the runtime writes comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// What the runtime knows under this name.
    Runtime(Role),
    /// This value.
    Value(Value),
}

/// What waits while there is no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queue {
    /// The most events.
    pub max: u32,
    /// The most bytes.
    pub bytes: Option<u64>,
    /// What happens to one more.
    pub overflow: Overflow,
}

/// What happens to an event when the queue is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overflow {
    /// The oldest goes.
    DropOldest,
    /// It is not taken.
    DropNewest,
    /// The connection is closed.
    Close,
}

/// How a server goes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drain {
    /// What it sends before.
    pub event: Option<EventId>,
    /// Over how long it sends its clients away.
    pub over: Duration,
    /// The close code.
    pub close: u16,
}

/// What survives a connection.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Where the session's identity comes from: an event's field, or `None` for `$session`.
    pub id: Option<(EventId, String)>,
    /// The envelope value that numbers events.
    pub seq: Role,
    /// The event that acknowledges, if any.
    pub ack: Option<EventId>,
    /// How many events are kept.
    pub buffer: u32,
    /// How long they are kept after a connection ended.
    pub replay_for: Duration,
    /// How long the session's state is kept.
    pub state_for: Duration,
    /// What happens afterwards.
    pub expired: Expired,
    /// What the client sends to resume; `None` when the connection's query does it.
    pub send: Option<Written>,
    /// What accepts the resume.
    pub ok: Option<EventId>,
    /// What refuses it.
    pub error: Option<EventId>,
    /// What marks the end of the replay.
    pub end: Option<EventId>,
    /// Where to connect for the resume: an event's field.
    pub address: Option<(EventId, String)>,
}

/// What happens to a resume that comes too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expired {
    /// A new session begins.
    NewSession,
    /// It is refused.
    Reject,
}

/// What is too much.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// Bytes of one message.
    pub message: u64,
    /// Bytes of one message after inflating.
    pub inflated: u64,
    /// How deep objects and arrays nest.
    pub depth: u32,
    /// Frames in one batch or packed message.
    pub batch: u32,
    /// Connections of one server.
    pub connections: Option<u32>,
    /// Connections from one address.
    pub connections_per_address: Option<u32>,
    /// Channels that one connection may join.
    pub channels_per_connection: Option<u32>,
    /// Messages of one connection.
    pub per_connection: Vec<Rate>,
    /// Messages in a short time, of one connection.
    pub burst: Option<Rate>,
    /// Messages of all connections.
    pub global: Vec<Rate>,
    /// The error that answers too much: an index into [`Errors::codes`].
    pub exceeded: Option<usize>,
}

/// The order in which events may come, as a deterministic state machine. Events that no step names
/// are allowed at any time.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Its name.
    pub name: String,
    /// What it is.
    pub doc: Doc,
    /// What starts it.
    pub start: FlowStart,
    /// States; the first is where it starts.
    pub states: Vec<FlowState>,
    /// What happens to an event that comes out of order.
    pub on_violation: Violation,
}

/// What starts a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlowStart {
    /// The connection.
    Connect,
    /// Its first event, each time it comes while the flow rests.
    First,
}

/// A state of a flow.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowState {
    /// A name for people, unique within the flow.
    pub name: String,
    /// Whether the flow may rest here.
    pub accepting: bool,
    /// Where each event leads, by the order of the definition.
    pub next: Vec<FlowEdge>,
}

/// A step from one state to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowEdge {
    /// Who sends.
    pub from: Party,
    /// What.
    pub event: EventId,
    /// An index into [`Flow::states`].
    pub to: usize,
}

/// What happens to an event that comes out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Violation {
    /// Reported to the application.
    Report,
    /// The connection is closed.
    Close,
    /// Counted.
    Ignore,
}
