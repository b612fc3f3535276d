//! Signs of life, and events that the runtime writes itself.

use crate::frame::Role;
use std::time::Duration;

/// A sign of life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heartbeat {
    /// Who starts: `server`, or the name of a peer.
    pub from: &'static str,
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

/// A time that the definition fixes or a peer announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// So long.
    Fixed(Duration),
    /// What a field of an event says.
    Announced {
        /// The event.
        event: &'static str,
        /// Path of the field in its payload.
        field: &'static str,
        /// The unit of the field's number: a millisecond, or a second.
        unit: Duration,
    },
}

impl Period {
    /// The time, given the number that the peer announced, if it has. `None` while it is not known.
    pub fn resolve(&self, announced: Option<f64>) -> Option<Duration> {
        match self {
            Self::Fixed(time) => Some(*time),
            Self::Announced { unit, .. } => {
                Duration::try_from_secs_f64(announced? * unit.as_secs_f64()).ok()
            }
        }
    }
}

/// What is sent as a sign of life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beat {
    /// A ping or pong control frame.
    Control,
    /// An event that the runtime writes.
    Event(Written),
}

/// An event that the runtime writes itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The event.
    pub event: &'static str,
    /// The bare payload.
    pub payload: Option<Value>,
    /// Fields of the payload.
    pub fields: &'static [(&'static str, Value)],
}

/// Where a value that the runtime writes comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// What the runtime knows under this name.
    Runtime(Role),
    /// This JSON text.
    Json(&'static str),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_announced_period_has_the_unit_of_its_field() {
        let period =
            Period::Announced { event: "hello", field: "interval", unit: Duration::from_millis(1) };
        assert_eq!(period.resolve(None), None);
        assert_eq!(period.resolve(Some(41_250.0)), Some(Duration::from_millis(41_250)));
        assert_eq!(period.resolve(Some(-1.0)), None);
        assert_eq!(period.resolve(Some(f64::NAN)), None);
    }
}
