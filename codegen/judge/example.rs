//! Examples of events: whole frames, or hexadecimal text of binary messages.

use super::{Context, Fault, Pending, Reader, binary_text};
use crate::model::{Carrier, EventId};
use serde_json::Value;

/// Why an example is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Mismatch {
    /// It is no frame at all of one who sends the event.
    Invalid(Fault),
    /// It is read as another event; `None` is an unknown event, a batch or a compressed frame.
    Other(Option<EventId>),
}

impl Reader<'_> {
    /// Judges an example of an event: it must be this event, sent by each of those who may send it,
    /// in the event's phase and, for a reply, while a request that it answers waits.
    ///
    /// # Errors
    /// What it is instead.
    pub fn example(&self, event: EventId, value: &Value) -> Result<(), Mismatch> {
        let Some(of) = self.protocol.events.get(event.0) else {
            return Err(Mismatch::Other(None));
        };
        if let Carrier::Binary(_) = of.carrier {
            let text = value.as_str();
            let text = text.ok_or_else(|| Fault::wrong_kind("text of hexadecimal digits", value));
            let judged = text.and_then(|text| binary_text(self.protocol, event, text));
            return judged.map(|_| ()).map_err(Mismatch::Invalid);
        }
        for sender in &of.from {
            let judged = self.frame(*sender, value, &self.context_of(event));
            let found = judged.map_err(Mismatch::Invalid)?.event();
            if found != Some(event) {
                return Err(Mismatch::Other(found));
            }
        }
        Ok(())
    }

    /// The payload of an example, without the envelope; `None` when the example is wrong or carries
    /// nothing.
    pub fn payload(&self, event: EventId, value: &Value) -> Option<Value> {
        let sender = self.protocol.events.get(event.0)?.from.first()?;
        let judged = self.frame(*sender, value, &self.context_of(event)).ok()?;
        match judged.content {
            super::Content::Event { event: found, payload, .. } if found == event => {
                payload.map(std::borrow::Cow::into_owned)
            }
            _ => None,
        }
    }

    /// What is known where an event comes: its phase, and the request that it answers.
    fn context_of(&self, event: EventId) -> Context {
        let pending = match self.index.answers(event).first() {
            Some(request) => Pending::Request(*request),
            None => Pending::Nothing,
        };
        let phase = self.protocol.events.get(event.0).and_then(|event| event.phase);
        Context { pending, phase }
    }
}
