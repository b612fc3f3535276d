//! Events in their enums, heads in their frames.
//!
//! What a derive writes for an enum:
//!
//! ```ignore
//! impl Message for ServerEvent {
//!     type Head = ServerHead;
//!     const EVENTS: &'static [EventEntry] = &[codegen::entry::<AgentStatus>(), codegen::entry::<Audio>()];
//!     const CHANNELS: &'static [ChannelEntry] = &[ChannelEntry {
//!         name: <SessionTopic as Channel>::NAME,
//!         matches: codegen::topic_matches::<SessionTopic>,
//!         events: <SessionServerEvent as Message>::EVENTS,
//!     }];
//!     fn index() -> &'static Index {
//!         static INDEX: OnceLock<Index> = OnceLock::new();
//!         INDEX.get_or_init(Index::of::<Self>)
//!     }
//!     fn decode_event(event: usize, param: Option<&str>, source: Source<'_, '_>) -> Result<Self, Fault> {
//!         match event {
//!             0 => codegen::event(source, param, Self::AgentStatus),
//!             1 => codegen::event(source, param, Self::Audio),     // a binary event overrides `from_binary` and `body`
//!             _ => Err(Fault::no_event()),
//!         }
//!     }
//!     fn decode_channel(channel: usize, event: usize, param: Option<&str>, source: Source<'_, '_>) -> Result<Self, Fault> {
//!         match channel {
//!             0 => SessionServerEvent::decode_event(event, param, source).map(Self::Session),
//!             _ => Err(Fault::no_event()),
//!         }
//!     }
//!     fn unknown(unknown: Unknown) -> Option<Self> { Some(Self::Unknown(unknown)) }
//!     fn event(&self) -> Outgoing<'_> {
//!         match self {
//!             Self::AgentStatus(event) => codegen::outgoing(&Self::EVENTS[0], event),
//!             Self::Audio(event) => codegen::outgoing(&Self::EVENTS[1], event),
//!             Self::Session(event) => codegen::outgoing_in_channel(event.event(), codegen::topic_matches::<SessionTopic>),
//!             Self::Unknown(unknown) => codegen::outgoing_unknown(unknown),
//!         }
//!     }
//! }
//! ```

use crate::{
    channel::Channel,
    error::Fault,
    event::Event,
    json::{Decode, Reader, UnknownFields},
    message::{Body, EventEntry, Outgoing, Source, Unknown},
};

/// The row of an event's type.
pub const fn entry<E: Event>() -> EventEntry {
    EventEntry {
        name: E::NAME,
        frame: E::FRAME,
        tag: E::TAG,
        tag_texts: E::TAG_TEXTS,
        has_payload: E::HAS_PAYLOAD,
        reply_to: E::REPLY_TO,
        to: E::TO,
        phase: E::PHASE,
        binary: E::BINARY,
        roles: E::ROLES,
        max_size: E::DELIVERY.max_size,
    }
}

/// Reads an event's payload from wherever it stands, and makes the variant that holds it.
///
/// # Errors
/// As [`Decode::decode`].
pub fn event<E: Event, M>(
    source: Source<'_, '_>,
    param: Option<&str>,
    variant: impl FnOnce(E) -> M,
) -> Result<M, Fault> {
    let read = match source {
        Source::Members(reader, envelope) => E::decode_members(reader, envelope),
        Source::Value(reader) if E::HAS_PAYLOAD => E::decode(reader),
        Source::Items(reader) if E::HAS_PAYLOAD => E::decode_items(reader),
        Source::Value(reader) => {
            // Whatever stands where an empty payload belongs is accepted.
            reader.skip_value()?;
            nothing()
        }
        Source::Items(reader) => {
            no_items(reader, E::UNKNOWN)?;
            nothing()
        }
        Source::Absent => absent(),
        Source::Binary(bytes) => {
            E::from_binary(bytes).and_then(|event| event.ok_or_else(Fault::other_layout))
        }
    };
    let mut event = read?;
    if let Some(param) = param {
        event.set_tag_param(param);
    }
    Ok(variant(event))
}

/// Reads over the items where an event without payload stands.
fn no_items(reader: &mut Reader<'_>, unknown: UnknownFields) -> Result<(), Fault> {
    if unknown == UnknownFields::Reject {
        return super::item_end(reader, 0);
    }
    while reader.next_item()? {
        reader.skip_value()?;
    }
    Ok(())
}

/// The event in a frame that lacks the payload: without one, or as with an empty object or array.
fn absent<E: Event>() -> Result<E, Fault> {
    if !E::HAS_PAYLOAD {
        return nothing();
    }
    E::absent()
        .or_else(|| nothing().ok())
        .or_else(|| E::decode(&mut Reader::new("[]")).ok())
        .ok_or_else(|| Fault::missing("payload"))
}

/// The payload of an event without one.
fn nothing<E: Decode>() -> Result<E, Fault> {
    E::decode(&mut Reader::new("{}"))
}

/// An event on its way out.
pub fn outgoing<'a, E: Event>(entry: &'static EventEntry, event: &'a E) -> Outgoing<'a> {
    Outgoing {
        entry: Some(entry),
        tag_param: event.tag_param(),
        topic: None,
        payload: event.body(),
    }
}

/// A channel's event on its way out.
pub fn outgoing_in_channel<'a>(outgoing: Outgoing<'a>, matches: fn(&str) -> bool) -> Outgoing<'a> {
    Outgoing { topic: Some(matches), ..outgoing }
}

/// An unknown event on its way out.
pub fn outgoing_unknown(unknown: &Unknown) -> Outgoing<'_> {
    Outgoing { entry: None, tag_param: None, topic: None, payload: Body::Raw(unknown) }
}

/// Whether a topic is one of the channel's.
pub fn topic_matches<C: Channel>(topic: &str) -> bool {
    C::parse(topic).is_some()
}

/// An envelope value that must be there: `values` as [`crate::Head::read`] gets them.
///
/// # Errors
/// `missing_field`, or the fault of the value, at its path.
pub fn head_value<T: Decode>(
    values: &[Option<&str>],
    index: usize,
    path: &'static str,
) -> Result<T, Fault> {
    head_optional(values, index, path)?.ok_or_else(|| Fault::missing(path))
}

/// An envelope value that may be absent.
///
/// # Errors
/// The fault of the value, at its path.
pub fn head_optional<T: Decode>(
    values: &[Option<&str>],
    index: usize,
    path: &'static str,
) -> Result<Option<T>, Fault> {
    let Some(text) = values.get(index).copied().flatten() else { return Ok(None) };
    super::from_text(text).map(Some).map_err(|fault| fault.below(path))
}
