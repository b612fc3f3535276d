//! Macros that write the impls of small protocols.

pub(super) use crate::{
    codegen::{self, ByteReader, OnceLock},
    error::{EncodeError, Fault},
    event::{Event, TagPart},
    frame::{
        Carries, Choice, Head, HeadField, Item, Key, Literal, Member, Role, Shape, Slot, Template,
    },
    json::{Decode, Encode, Limits, Payload, Reader, UnknownFields, Writer},
    message::{
        Body, ChannelEntry, Context, Decoded, EventEntry, Index, Message, Outgoing, Packing, Raw,
        Source, Unknown, UnknownEvent, WriteBinary, decode, decode_each, encode_batch,
        encode_packed,
    },
    types::{Map, Value},
};

/// A struct with required fields (`name: type`), optional ones (`name?: type`), and its event.
macro_rules! event {
    (
        $name:ident in $frame:literal, tag $tag:expr, unknown $unknown:ident $(, reply to $reply:literal)? $(, phase $phase:literal)?
        { $($field:ident $key:literal: $type:ty,)* $(? $optional:ident $optional_key:literal: $optional_type:ty,)* }
    ) => {
        #[derive(Debug, Clone, PartialEq, Default)]
        pub(super) struct $name { $(pub(super) $field: $type,)* $(pub(super) $optional: Option<$optional_type>,)* }

        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                reader.begin_object()?;
                Self::decode_members(reader, &[])
            }
        }
        impl Encode for $name {
            fn encode(&self, out: &mut Writer) {
                out.begin_object();
                self.encode_members(out);
                out.end_object();
            }
        }
        impl Payload for $name {
            const FIELDS: &'static [&'static str] = &[$($key,)* $($optional_key,)*];
            const UNKNOWN: UnknownFields = UnknownFields::$unknown;
            fn decode_members(reader: &mut Reader<'_>, envelope: &[&str]) -> Result<Self, Fault> {
                $(let mut $field = None;)*
                $(let mut $optional = None;)*
                while let Some(key) = reader.next_key()? {
                    match &*key {
                        $($key => codegen::field(reader, $key, &mut $field)?,)*
                        $($optional_key => codegen::field(reader, $optional_key, &mut $optional)?,)*
                        _ => codegen::unknown_field(reader, &key, envelope, Self::UNKNOWN)?,
                    }
                }
                Ok(Self { $($field: codegen::required($field, $key)?,)* $($optional,)* })
            }
            #[allow(unused_variables, reason = "there may be no fields")]
            fn encode_members(&self, out: &mut Writer) {
                $(out.key($key); self.$field.encode(out);)*
                $(if let Some(value) = &self.$optional { out.key($optional_key); value.encode(out); })*
            }
            fn decode_items(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                codegen::value_items(reader)
            }
            fn encode_items(&self, out: &mut Writer) {
                codegen::write_value_items(self, out);
            }
        }
        impl Event for $name {
            type Head = crate::codegen::NoHead;
            const NAME: &'static str = stringify!($name);
            const FRAME: &'static str = $frame;
            const TAG: &'static [TagPart] = $tag;
            const HAS_PAYLOAD: bool = !Self::FIELDS.is_empty();
            $(const REPLY_TO: &'static [&'static str] = &[$reply];)?
            $(const PHASE: Option<&'static str> = Some($phase);)?
        }
    };
}
pub(super) use event;

/// A struct with the envelope values of one frame.
macro_rules! head {
    (
        $name:ident = $template:expr;
        $($index:literal $field:ident $path:literal: $type:ty,)*
        $(? $optional_index:literal $optional:ident $optional_path:literal: $optional_type:ty,)*
    ) => {
        #[derive(Debug, Clone, PartialEq, Default)]
        pub(super) struct $name { $(pub(super) $field: $type,)* $(pub(super) $optional: Option<$optional_type>,)* }

        impl Head for $name {
            const TEMPLATES: &'static [&'static Template] = &[&$template];
            fn template(&self) -> usize { 0 }
            #[allow(unused_variables, reason = "there may be no values")]
            fn read(template: usize, values: &[Option<&str>]) -> Result<Self, Fault> {
                Ok(Self {
                    $($field: codegen::head_value(values, $index, $path)?,)*
                    $($optional: codegen::head_optional(values, $optional_index, $optional_path)?,)*
                })
            }
            #[allow(unused_variables, reason = "there may be no values")]
            fn write(&self, value: usize, out: &mut Writer) -> bool {
                match value {
                    $($index => { self.$field.encode(out); true })*
                    $($optional_index => match &self.$optional {
                        Some(value) => { value.encode(out); true }
                        None => false,
                    },)*
                    _ => false,
                }
            }
        }
    };
}
pub(super) use head;

/// An enum whose variants each hold the head of one frame.
macro_rules! heads {
    ($name:ident { $($index:literal $variant:ident,)* }) => {
        #[derive(Debug, Clone, PartialEq)]
        pub(super) enum $name { $($variant($variant),)* }

        impl Head for $name {
            const TEMPLATES: &'static [&'static Template] = &[$($variant::TEMPLATES[0],)*];
            fn template(&self) -> usize {
                match self { $(Self::$variant(_) => $index,)* }
            }
            fn read(template: usize, values: &[Option<&str>]) -> Result<Self, Fault> {
                match template {
                    $($index => $variant::read(0, values).map(Self::$variant),)*
                    _ => Err(Fault::no_event()),
                }
            }
            fn write(&self, value: usize, out: &mut Writer) -> bool {
                match self { $(Self::$variant(head) => head.write(value, out),)* }
            }
        }
    };
}
pub(super) use heads;

/// An enum of events, with an `Unknown` variant.
macro_rules! message {
    (
        $name:ident: $head:ty, $packing:ident, $unknown_event:ident, $unknown_field:ident
        { $($index:literal $event:ident,)* $(channel $channel_index:literal $topic:literal $channel:ident($inner:ident),)* }
    ) => {
        #[derive(Debug, Clone, PartialEq)]
        #[allow(dead_code, reason = "not every protocol makes every variant")]
        pub(super) enum $name { $($event($event),)* $($channel($inner),)* Unknown(Unknown) }

        impl Message for $name {
            type Head = $head;
            const EVENTS: &'static [EventEntry] = &[$(codegen::entry::<$event>(),)*];
            const CHANNELS: &'static [ChannelEntry] = &[$(ChannelEntry {
                name: stringify!($channel),
                matches: |topic| topic.starts_with($topic),
                events: <$inner as Message>::EVENTS,
            },)*];
            const UNKNOWN_EVENT: UnknownEvent = UnknownEvent::$unknown_event;
            const UNKNOWN_FIELD: UnknownFields = UnknownFields::$unknown_field;
            const PACKING: Packing = Packing::$packing;
            fn index() -> &'static Index {
                static INDEX: OnceLock<Index> = OnceLock::new();
                INDEX.get_or_init(Index::of::<Self>)
            }
            fn decode_event(event: usize, param: Option<&str>, source: Source<'_, '_>) -> Result<Self, Fault> {
                match event {
                    $($index => codegen::event(source, param, Self::$event),)*
                    _ => Err(Fault::no_event()),
                }
            }
            #[allow(unused_variables, reason = "there may be no channels")]
            fn decode_channel(channel: usize, event: usize, param: Option<&str>, source: Source<'_, '_>) -> Result<Self, Fault> {
                match channel {
                    $($channel_index => $inner::decode_event(event, param, source).map(Self::$channel),)*
                    _ => Err(Fault::no_event()),
                }
            }
            fn unknown(unknown: Unknown) -> Option<Self> { Some(Self::Unknown(unknown)) }
            fn event(&self) -> Outgoing<'_> {
                match self {
                    $(Self::$event(event) => codegen::outgoing(&Self::EVENTS[$index], event),)*
                    $(Self::$channel(event) => codegen::outgoing_in_channel(event.event(), Self::CHANNELS[$channel_index].matches),)*
                    Self::Unknown(unknown) => codegen::outgoing_unknown(unknown),
                }
            }
        }
    };
}
pub(super) use message;

/// A required key of a template.
pub(super) const fn key(text: &'static str, slot: Slot) -> Member {
    Member { key: Key::Text(text), optional: false, slot }
}

/// A key that may be absent.
pub(super) const fn key_optional(text: &'static str, slot: Slot) -> Member {
    Member { key: Key::Text(text), optional: true, slot }
}

/// The payload beside the keys.
pub(super) const SPREAD: Member = Member { key: Key::Spread, optional: false, slot: Slot::Payload };

/// A required position of a template.
pub(super) const fn item(slot: Slot) -> Item {
    Item { spread: false, optional: false, slot }
}

/// An envelope value.
pub(super) const fn value(path: &'static str, role: Option<Role>, optional: bool) -> HeadField {
    HeadField { path, role, optional, choice: Choice::Given }
}

/// A template that carries events.
pub(super) const fn carries_event(
    name: &'static str,
    tags: u8,
    heads: &'static [HeadField],
    shape: Shape,
) -> Template {
    Template { name, shape, carries: Carries::Event, tags, heads }
}

/// A constant tag.
pub(super) const fn text(text: &'static str) -> TagPart {
    TagPart::Literal(Literal::Text(text))
}

/// Decodes, encodes, and gives what was written; both must agree on every value.
pub(super) fn round<M: Message + std::fmt::Debug + PartialEq>(text: &str) -> String
where
    M::Head: std::fmt::Debug + PartialEq,
{
    let decoded = M::decode(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let Decoded::Event { head, event } = &decoded else { panic!("{decoded:?}") };
    let written = event.encode(head).expect("what was decoded can be encoded");
    assert_eq!(M::decode(&written).as_ref(), Ok(&decoded), "{written}");
    written
}

/// The code and the text of the error.
pub(super) fn error<M: Message + std::fmt::Debug>(text: &str) -> (&'static str, String)
where
    M::Head: std::fmt::Debug,
{
    let error = M::decode(text).expect_err(text);
    (error.code(), error.to_string())
}
