//! Examples of events: whole frames, or hexadecimal text of binary messages.

use super::{Code, Context, Fault, Pending, Reader, binary_text};
use crate::model::{Carrier, EventId};
use serde_json::Value;

impl Reader<'_> {
    /// Judges an example of an event: it must be this event, sent by each of those who may send it,
    /// in the event's phase and, for a reply, while its request waits.
    ///
    /// # Errors
    /// A [`Fault`]; `unknown_event` when the example is a frame of another event.
    pub fn example(&self, event: EventId, value: &Value) -> Result<(), Fault> {
        let Some(of) = self.protocol.events.get(event.0) else {
            return Err(Fault::new(Code::UnknownEvent, "an event"));
        };
        if let Carrier::Binary(_) = of.carrier {
            let text = value
                .as_str()
                .ok_or_else(|| Fault::wrong_kind("hexadecimal digits in a string", value))?;
            return binary_text(self.protocol, event, text).map(|_| ());
        }
        for sender in &of.from {
            let judged = self.frame(*sender, value, &self.context_of(event))?;
            if judged.event() != Some(event) {
                return Err(Fault::new(Code::UnknownEvent, format!("a frame of `{}`", of.name)));
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
