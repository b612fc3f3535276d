//! Says on a terminal what is going on when it takes long; nothing stays of it.

use crate::cli::streams::Streams;
use std::time::{Duration, Instant};

/// How long nobody wonders.
const PATIENCE: Duration = Duration::from_millis(300);

/// The line that says what is going on.
pub(super) struct Progress {
    start: Instant,
    quiet: bool,
    shown: bool,
}

impl Progress {
    /// Nothing is going on yet.
    pub(super) fn new(quiet: bool) -> Self {
        Self { start: Instant::now(), quiet, shown: false }
    }

    /// Something begins.
    pub(super) fn stage(&mut self, deed: &str, what: &str, streams: &mut Streams) {
        if self.quiet || !streams.err.is_terminal() || self.start.elapsed() < PATIENCE {
            return;
        }
        self.done(streams);
        streams.err.write(&format!("{deed} {what} …"));
        streams.err.flush();
        self.shown = true;
    }

    /// Takes the line away.
    pub(super) fn done(&mut self, streams: &mut Streams) {
        if std::mem::take(&mut self.shown) {
            // Spaces instead of an escape sequence, which would be taken out without colours.
            streams.err.write(&format!("\r{:79}\r", ""));
        }
    }
}
