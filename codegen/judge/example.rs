//! Examples of events: whole frames, or hexadecimal text of binary messages.

use super::{Code, Context, Fault, Judged, Pending, answers, binary_text, frame};
use crate::model::{Carrier, EventId, Protocol};
use serde_json::Value;

/// Judges an example of an event: it must be this event, sent by each of those who may send it, in
/// the event's phase and, for a reply, while its request waits.
///
/// # Errors
/// A [`Fault`]; `unknown_event` when the example is a frame of another event.
pub fn example(protocol: &Protocol, event: EventId, value: &Value) -> Result<(), Fault> {
    let Some(of) = protocol.events.get(event.0) else {
        return Err(Fault::new(Code::UnknownEvent, "an event"));
    };
    if let Carrier::Binary(_) = of.carrier {
        let text = value
            .as_str()
            .ok_or_else(|| Fault::wrong_kind("hexadecimal digits in a string", value))?;
        return binary_text(protocol, event, text).map(|_| ());
    }
    for sender in &of.from {
        let judged = frame(protocol, *sender, value, &context_of(protocol, event))?;
        if judged.event() != Some(event) {
            return Err(Fault::new(Code::UnknownEvent, format!("a frame of `{}`", of.name)));
        }
    }
    Ok(())
}

/// The payload of an example, without the envelope; `None` when the example is wrong or carries
/// nothing.
pub(crate) fn payload_of(protocol: &Protocol, event: EventId, value: &Value) -> Option<Value> {
    let sender = protocol.events.get(event.0)?.from.first()?;
    let judged: Judged<'_> = frame(protocol, *sender, value, &context_of(protocol, event)).ok()?;
    match judged.content {
        super::Content::Event { event: found, payload, .. } if found == event => {
            payload.map(std::borrow::Cow::into_owned)
        }
        _ => None,
    }
}

/// What is known where an event comes: its phase, and the request that it answers.
fn context_of(protocol: &Protocol, event: EventId) -> Context {
    let pending = match answers(protocol, event).first() {
        Some(request) => Pending::Request(*request),
        None => Pending::Nothing,
    };
    Context { pending, phase: protocol.events.get(event.0).and_then(|event| event.phase) }
}
