//! What the runtime does for an event.

use std::time::Duration;

/// What the runtime does for an event. Paths name fields of the payload, or envelope values as
/// `$id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    pub dedupe: &'static [&'static str],
    /// How long it waits for a newer one to replace it.
    pub debounce: Option<Duration>,
    /// How several of them are sent as one.
    pub batch: Option<Batch>,
    /// From which size of frame it is compressed, in bytes.
    pub compress: Option<u64>,
    /// How often one connection may send it.
    pub rate: &'static [super::Rate],
    /// The largest frame of it, in bytes.
    pub max_size: Option<u64>,
}

impl Delivery {
    /// In order, queued while there is no connection, and a slow reader is disconnected.
    pub const DEFAULT: Self = Self {
        priority: Priority::Normal,
        offline: Keep::Queue,
        slow: Slow::Close,
        replay: false,
        idempotent: None,
        dedupe: &[],
        debounce: None,
        batch: None,
        compress: None,
        rate: &[],
        max_size: None,
    };
}

/// The order of sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Priority {
    Low,
    Normal,
    High,
}

/// What happens to an event while there is no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// It waits in the queue.
    Queue,
    /// It is dropped.
    Drop,
    /// It waits, and replaces a waiting one with the same value of this field.
    Latest(&'static str),
}

/// What happens to an event when its reader is slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slow {
    /// The connection is closed.
    Close,
    /// It is dropped.
    Drop,
    /// It replaces a waiting one with the same value of this field.
    Latest(&'static str),
}

/// Repeats with the same key are answered with the stored answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idempotent {
    /// Paths of the key's parts, at least one: fields of the payload, or `$id` and the like.
    pub key: &'static [&'static str],
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
