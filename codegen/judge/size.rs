//! How many bytes a frame has, and whether its event may have so many.

use super::{Code, Fault};
use crate::model::Event;
use serde_json::Value;
use std::io;

/// Refuses a frame of an event that has more bytes than the event's `limits.size`. The bytes are
/// counted only where the event has such a limit.
pub(super) fn check(event: &Event, bytes: impl FnOnce() -> usize) -> Result<(), Fault> {
    match event.max_size {
        Some(most) if bytes() as u64 > most => {
            Err(Fault::new(Code::TooLarge, format!("at most {most} bytes")))
        }
        _ => Ok(()),
    }
}

/// The bytes of a JSON value written without blanks, which is what a judge of values can know of the
/// text that it came from.
pub(super) fn of_json(value: &Value) -> impl FnOnce() -> usize {
    move || {
        let mut count = Count(0);
        // Counting cannot fail, and the keys of a `Value` are text.
        let _ = serde_json::to_writer(&mut count, value);
        count.0
    }
}

/// Counts what is written.
struct Count(usize);

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
