//! The only names that derive expansions and generated code use, beside the traits and types that
//! users see: small helpers that keep expansions lean. No part of the public contract.

mod array;
mod binary;
mod bridge;
mod constant;
mod constraint;
mod message;
mod object;
mod union;

pub use array::{item, item_end, item_optional, item_rest, write_item};
pub use binary::{ByteReader, write_fixed, write_prefixed};
pub use bridge::{deserialize, from_text, literal, serialize, to_text};
pub use constant::{Scalar, expect_constant, scalar, take_constant, write_constant};
pub use constraint::{Constrain, Constraints, NumberBound, Pattern, check};
pub use message::{
    entry, event, head_optional, head_value, outgoing, outgoing_in_channel, outgoing_unknown,
    topic_matches,
};
pub use object::{
    field, mask, required, rest_field, unknown_field, value_items, value_members,
    write_value_items, write_value_members,
};
pub use union::{
    decode_adjacent, decode_by_key, decode_by_presence, decode_tagged, no_variant, unknown_integer,
    unknown_text, value_kind, with_key,
};

pub use crate::{
    channel::{Channel, Piece, WrongTopic, match_topic, param},
    error::{EncodeError, Fault},
    event::{Event, Request, TagPart},
    frame::{Carries, Head, HeadField, Item, Key, Literal, Member, Role, Shape, Slot, Template},
    json::{Decode, Encode, Kind, Payload, Reader, UnknownFields, Writer},
    message::{
        Body, ChannelEntry, EventEntry, Index, Message, Outgoing, Packing, ReadBinary, Source,
        Unknown, UnknownEvent, WriteBinary,
    },
    policy::{Code, Delivery, ErrorCode, Retry},
    types::{Bytes, Map, Value},
};
#[cfg(feature = "arbitrary")]
pub use arbitrary;
#[cfg(feature = "schemars")]
pub use schemars;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use std::{borrow::Cow, fmt, str::FromStr, sync::OnceLock, time::Duration};
