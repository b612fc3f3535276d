//! Events and requests as types.

use crate::{
    error::{EncodeError, Fault},
    frame::{Head, Literal, Role, Template},
    json::{Payload, Writer},
    message::{Body, Message},
};
use std::time::Duration;

/// One kind of message, as a type. Implemented by `#[derive(Event)]`.
pub trait Event: Payload {
    /// The event's name in the definition.
    const NAME: &'static str;
    /// The head of the frame it travels in; [`NoHead`] for a binary event.
    type Head: Head;
    /// The name of the frame it travels in; for binary events, of the layout.
    const FRAME: &'static str = Self::Head::TEMPLATES[0].name;
    /// What tells it apart: one entry for each tag part of the frame.
    const TAG: &'static [TagPart];
    /// The parts of the tag as JSON text, where they are constant; empty, or as many as there are parts.
    #[doc(hidden)]
    const TAG_TEXTS: &'static [&'static str] = &[];
    /// Whether it has a payload at all.
    const HAS_PAYLOAD: bool;
    /// Whether it is a binary message.
    const BINARY: bool = false;
    /// What parts of a binary message mean to the runtime: the role and the part's name.
    const ROLES: &'static [(Role, &'static str)] = &[];
    /// The requests to which it is a reply, in a frame without tag.
    const REPLY_TO: &'static [&'static str] = &[];
    /// Who receives it, where that is not everyone on the other side: `server`, or names of peers.
    const TO: &'static [&'static str] = &[];
    /// The phase of the connection it belongs to, or `None` for any.
    const PHASE: Option<&'static str> = None;
    /// How the runtime delivers it.
    const DELIVERY: crate::policy::Delivery = crate::policy::Delivery::DEFAULT;

    /// Takes the free part of a [`TagPart::Pattern`].
    fn set_tag_param(&mut self, _value: &str) {}

    /// The free part of a [`TagPart::Pattern`].
    fn tag_param(&self) -> Option<&str> {
        None
    }

    /// Reads a binary message; `Ok(None)` when it has another layout, as every event that is text.
    ///
    /// # Errors
    /// A [`Fault`] that names the part.
    #[doc(hidden)]
    fn from_binary(_bytes: &[u8]) -> Result<Option<Self>, Fault> {
        Ok(None)
    }

    /// The payload on its way out.
    #[doc(hidden)]
    fn body(&self) -> Body<'_> {
        Body::Payload(self)
    }

    /// The message in which a sender says it: `hello.encode_as::<ConsoleEvent>(head)`. The head of
    /// another frame, and a sender that never says it, do not compile. A binary event is written by
    /// [`Message::encode_binary`].
    ///
    /// # Errors
    /// An [`EncodeError`] when the head names a topic of another channel, lacks a value that only
    /// goes together with another, or when the free part of the tag is empty.
    fn encode_as<M>(self, head: Self::Head) -> Result<String, EncodeError>
    where
        M: Message + From<Self>,
        M::Head: From<Self::Head>,
    {
        M::from(self).encode(&head.into())
    }
}

/// The head of a binary event, which has none: this type has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoHead {}

impl Head for NoHead {
    const TEMPLATES: &'static [&'static Template] = &[];

    fn template(&self) -> usize {
        match *self {}
    }

    fn read(_: usize, _: &[Option<&str>]) -> Result<Self, Fault> {
        Err(Fault::unknown_frame("a binary message"))
    }

    fn write(&self, _: usize, _: &mut Writer) -> bool {
        match *self {}
    }
}

/// One part of an event's tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TagPart {
    /// Exactly this value. `Null` also matches where an optional key is absent.
    Literal(Literal),
    /// Text with this beginning and end around a free part that is not empty.
    Pattern {
        /// Before the free part.
        prefix: &'static str,
        /// After the free part.
        suffix: &'static str,
    },
}

/// An event that is answered.
pub trait Request: Event {
    /// Everything that may answer it.
    type Reply: Reply;
    /// How long to wait for the answer.
    const TIMEOUT: Duration;
}

/// Everything that may answer a request. Implemented by `#[derive(Reply)]`.
pub trait Reply: Sized {
    /// Whether the request failed.
    fn is_error(&self) -> bool;

    /// Whether nothing more will come.
    fn is_last(&self) -> bool;
}

/// An event with the head of its frame, for events whose head says what they are about: failures,
/// whose code and text stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Framed<E: Event> {
    /// The head.
    pub head: E::Head,
    /// The event.
    pub event: E,
}

impl<E: Event> Framed<E> {
    /// The message in which a sender says it. See [`Event::encode_as`].
    ///
    /// # Errors
    /// As [`Event::encode_as`].
    pub fn encode_as<M>(self) -> Result<String, EncodeError>
    where
        M: Message + From<E>,
        M::Head: From<E::Head>,
    {
        self.event.encode_as::<M>(self.head)
    }
}
