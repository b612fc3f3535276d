//! Close codes.

use std::time::Duration;

/// The close codes of a protocol. Implemented by `#[derive(CloseCode)]`; a range is one variant, which
/// holds its code.
pub trait CloseCode: Sized + 'static {
    /// Every code, in the order of the definition.
    const ROWS: &'static [CloseRow];

    /// The variant of a code; `None` when the definition does not name it.
    fn from_code(code: u16) -> Option<Self>;

    /// The code on the wire.
    fn code(&self) -> u16;

    /// The row of this variant.
    fn row(&self) -> &'static CloseRow;
}

/// What a close code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseRow {
    /// The code, or the first of the range.
    pub first: u16,
    /// The code, or the last of the range.
    pub last: u16,
    /// Its name.
    pub name: &'static str,
    /// The text that goes with it.
    pub reason: Option<&'static str>,
    /// What the client does next.
    pub then: AfterClose,
    /// How long the client waits at least.
    pub after: Option<Duration>,
}

impl CloseRow {
    /// Whether a code is this one, or within this range.
    pub const fn contains(&self, code: u16) -> bool {
        self.first <= code && code <= self.last
    }
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
