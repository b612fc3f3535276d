//! How a connection is made, kept and ended.

use super::{Auth, Backoff, Heartbeat, Param};
use crate::frame::Role;
use std::time::Duration;

/// How a connection is made, kept and ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Connection {
    /// The path, with parameters in braces: `/ws/{room}`.
    pub path: &'static str,
    /// Parameters of the path, in its order.
    pub params: &'static [Param],
    /// Query parameters.
    pub query: &'static [Param],
    /// Request headers.
    pub headers: &'static [Param],
    /// Subprotocols in order of preference.
    pub subprotocols: &'static [&'static str],
    /// Origins that may connect beside the same host; `*` is any.
    pub origins: &'static [&'static str],
    /// HTTP status codes with which a server refuses, and what they mean.
    pub refusals: &'static [(u16, &'static str)],
    /// How long connecting may take.
    pub timeout: Duration,
    /// How a client shows who it is.
    pub auth: Option<Auth>,
    /// The client may send once these events arrived.
    pub ready: &'static [&'static str],
    /// Phases in order.
    pub phases: &'static [Phase],
    /// Heartbeats: none, one, or one from each side.
    pub heartbeats: &'static [Heartbeat],
    /// How a client connects again; `None` means it does not.
    pub reconnect: Option<Backoff>,
    /// What waits while there is no connection.
    pub queue: Queue,
    /// Envelope values that the first frame fixes for the connection.
    pub bind: &'static [Bind],
    /// Whether frames of one connection are handled one after another.
    pub serial: bool,
    /// How a server goes away.
    pub drain: Option<Drain>,
}

impl Connection {
    /// At `/`, open to the same host, without authentication or heartbeat; clients connect again.
    pub const DEFAULT: Self = Self {
        path: "/",
        params: &[],
        query: &[],
        headers: &[],
        subprotocols: &[],
        origins: &[],
        refusals: &[],
        timeout: Duration::from_secs(10),
        auth: None,
        ready: &[],
        phases: &[],
        heartbeats: &[],
        reconnect: Some(Backoff::DEFAULT),
        queue: Queue::DEFAULT,
        bind: &[],
        serial: true,
        drain: None,
    };
}

/// A phase of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phase {
    /// Its name.
    pub name: &'static str,
    /// The events that end it.
    pub until: &'static [&'static str],
    /// How long it may take.
    pub deadline: Option<Duration>,
    /// The close code when it takes longer.
    pub close: Option<u16>,
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

impl Queue {
    /// A hundred events; then the oldest goes.
    pub const DEFAULT: Self = Self { max: 100, bytes: None, overflow: Overflow::DropOldest };
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

/// An envelope value that the first frame fixes for the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bind {
    /// The value.
    pub role: Role,
    /// The error code for a frame that differs: text, or an integer as text.
    pub error: Option<&'static str>,
}

/// How a server goes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drain {
    /// What it sends before.
    pub event: Option<&'static str>,
    /// Over how long it sends its clients away.
    pub over: Duration,
    /// The close code.
    pub close: u16,
}
