//! Binary messages: one event each, told apart by their layouts.

use super::{Body, Context, Decoded, Message, Raw, Source, Unknown, UnknownEvent};
use crate::error::{DecodeError, EncodeError, Fault};

/// Reads one binary message.
///
/// Layouts are tried in the order of the events. A message that is none of them is an unknown
/// event.
///
/// # Errors
/// A [`DecodeError`] that names the event and the part.
pub fn decode_binary<M: Message>(
    bytes: &[u8],
    context: &Context<'_>,
) -> Result<Decoded<M>, DecodeError> {
    let most = context.settled::<M>().limits().message;
    if bytes.len() > most {
        return Err(Fault::too_large(format!("at most {most} bytes")).into());
    }
    let channels = M::CHANNELS.iter().map(|channel| channel.events);
    let mut error = None;
    for (scope, entries) in [M::EVENTS].into_iter().chain(channels).enumerate() {
        for (event, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.binary) {
            let source = Source::Binary(bytes);
            let result = match scope.checked_sub(1) {
                None => M::decode_event(event, None, source),
                Some(channel) => M::decode_channel(channel, event, None, source),
            };
            match result {
                Ok(event) => return Ok(Decoded::Binary(event)),
                Err(fault) if fault.code() == "unknown_layout" => {}
                Err(fault) => {
                    error.get_or_insert(DecodeError::new(None, Some(entry.name), fault));
                }
            }
        }
    }
    if let Some(error) = error {
        return Err(error);
    }
    let unknown = Unknown { tag: Vec::new(), raw: Raw::Binary(bytes.into()) };
    match M::UNKNOWN_EVENT {
        UnknownEvent::Ignore => Ok(Decoded::Ignored),
        UnknownEvent::Deliver => match M::unknown(unknown) {
            Some(event) => Ok(Decoded::Binary(event)),
            None => Err(Fault::other_layout().into()),
        },
        UnknownEvent::Reject => Err(Fault::other_layout().into()),
    }
}

/// Appends one binary message.
///
/// # Errors
/// [`EncodeError::IsText`] for an event that is a text message; what a part cannot hold. Nothing is
/// appended then.
pub fn encode_binary<M: Message>(event: &M, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let start = out.len();
    let result = match event.event().payload {
        Body::Binary(event) => event.binary(out),
        Body::Raw(Unknown { raw: Raw::Binary(bytes), .. }) => {
            out.extend_from_slice(bytes);
            Ok(())
        }
        Body::Raw(_) | Body::Payload(_) => Err(EncodeError::IsText),
    };
    if result.is_err() {
        out.truncate(start);
    }
    result
}
