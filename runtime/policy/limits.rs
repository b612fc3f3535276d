//! What is too much.

use std::time::Duration;

/// What is too much for a server, a connection or a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    pub per_connection: &'static [Rate],
    /// Messages in a short time, of one connection.
    pub burst: Option<Rate>,
    /// Messages of all connections.
    pub global: &'static [Rate],
    /// The error code that answers too much: text, or an integer as text.
    pub exceeded: Option<&'static str>,
}

impl Limits {
    /// As the codec's own defaults, and no other limit.
    pub const DEFAULT: Self = Self {
        message: 1 << 20,
        inflated: 4 << 20,
        depth: 128,
        batch: 1000,
        connections: None,
        connections_per_address: None,
        channels_per_connection: None,
        per_connection: &[],
        burst: None,
        global: &[],
        exceeded: None,
    };

    /// Those that decoding applies.
    pub const fn json(&self) -> crate::json::Limits {
        crate::json::Limits {
            message: saturate(self.message),
            inflated: saturate(self.inflated),
            depth: self.depth,
            frames: self.batch,
        }
    }
}

impl From<Limits> for crate::json::Limits {
    fn from(limits: Limits) -> Self {
        limits.json()
    }
}

/// A size that this machine can have.
const fn saturate(size: u64) -> usize {
    if size > usize::MAX as u64 { usize::MAX } else { size as usize }
}

/// At most so many in so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub count: u32,
    /// In how long.
    pub per: Duration,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_the_codecs() {
        assert_eq!(crate::json::Limits::from(Limits::DEFAULT), crate::json::Limits::default());
    }
}
