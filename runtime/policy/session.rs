//! What survives a connection.

use super::Written;
use crate::frame::Role;
use std::time::Duration;

/// What survives a connection, and how it is taken up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// Where the session's identity comes from; `None` means the envelope's `$session`.
    pub id: Option<EventField>,
    /// The envelope value that numbers events.
    pub seq: Role,
    /// The event that acknowledges, if any.
    pub ack: Option<&'static str>,
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
    pub ok: Option<&'static str>,
    /// What refuses it.
    pub error: Option<&'static str>,
    /// What marks the end of the replay.
    pub end: Option<&'static str>,
    /// Where to connect for the resume.
    pub address: Option<EventField>,
}

/// A field of an event's payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventField {
    /// The event.
    pub event: &'static str,
    /// Path of the field.
    pub field: &'static str,
}

/// What happens to a resume that comes too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expired {
    /// A new session begins.
    NewSession,
    /// It is refused.
    Reject,
}

/// How much of a channel's past a reader can recover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recover {
    /// How many events are kept.
    pub history: u32,
    /// For how long.
    pub ttl: Option<Duration>,
}
