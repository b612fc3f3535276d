//! What the runtime does for a channel.

use super::Recover;

/// What the runtime does for a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelPolicy {
    /// The channel's name.
    pub name: &'static str,
    /// How joining looks on the wire; `None` means that nobody joins.
    pub join: Option<Join>,
    /// How leaving looks on the wire.
    pub leave: Option<Leave>,
    /// Whether the server must decide who may join.
    pub authorize: bool,
    /// How much of the past a reader can recover.
    pub recover: Option<Recover>,
}

/// How joining a channel looks on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Join {
    /// What the reader sends; `None` where the server does it by itself.
    pub request: Option<&'static str>,
    /// What accepts it.
    pub ok: Option<&'static str>,
    /// What refuses it.
    pub error: Option<&'static str>,
    /// The field of the request that names the topic; `None` means the envelope's `$channel`.
    pub topic: Option<&'static str>,
}

/// How leaving a channel looks on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leave {
    /// What the reader sends; `None` where the server does it by itself.
    pub request: Option<&'static str>,
    /// What confirms it.
    pub ok: Option<&'static str>,
    /// The field of the request that names the topic; `None` means the envelope's `$channel`.
    pub topic: Option<&'static str>,
}
