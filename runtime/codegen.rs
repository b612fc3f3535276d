//! The only names that derive expansions and generated code use, beside the traits and types that
//! users see: small helpers that keep expansions lean. No part of the public contract.

mod array;
mod binary;
mod bridge;
mod constant;
mod constant_field;
mod constraint;
mod described;
mod keys;
mod member;
mod message;
mod object;
#[cfg(feature = "arbitrary")]
pub mod sample;
#[cfg(feature = "schemars")]
pub mod schema;
#[cfg(test)]
mod tests;
mod union;
mod unique;

pub use array::{check_item, item, item_end, item_optional, item_rest, mask_item, write_item};
pub use binary::{BinaryRest, ByteReader, check_size, write_fixed, write_prefixed};
pub use bridge::{deserialize, from_text, literal, serialize, to_plain, to_text};
pub use constant::{Scalar, expect_constant, scalar, take_constant, write_constant};
pub use constant_field::{Constant, constant_field, constant_item, constant_item_optional};
pub use constraint::{Constrain, Constraints, NumberBound, Pattern, check};
pub use described::{decode_described, encode_described, present};
pub use keys::{count, joined};
pub use member::{Keys, next_member, rest_field, rest_member, unknown_field};
pub use message::{
    entry, event, head_optional, head_value, outgoing, outgoing_in_channel, outgoing_unknown,
    topic_matches,
};
pub use object::{
    field, mask, mask_value, missing, ordered_members, required, value_items, value_members,
    write_value_items, write_value_members,
};
pub use union::{
    decode_adjacent, decode_by_key, decode_by_presence, decode_tagged, no_key, no_variant,
    unknown_integer, unknown_tag, unknown_text, value_kind, with_key,
};
pub(crate) use unique::{are_unique, are_unique_values};

pub use crate::{
    channel::{Channel, Piece, WrongTopic, match_topic, param},
    error::{EncodeError, Fault},
    event::{Event, NoHead, Reply, Request, TagPart},
    frame::{
        Carries, Choice, Head, HeadField, Item, Key, Literal, Member, Role, Shape, Slot, Template,
    },
    json::{Decode, Encode, Kind, Limits, Payload, Reader, UnknownFields, Writer},
    message::{
        Body, ChannelEntry, EventEntry, Index, Message, Outgoing, Packing, ReadBinary, Source,
        Unknown, UnknownEvent, WriteBinary,
    },
    policy::{AfterClose, CloseCode, CloseRow, Code, Delivery, ErrorCode, Retry},
    types::{Bytes, Map, Quoted, Value},
};
#[cfg(feature = "arbitrary")]
pub use arbitrary::{self, Arbitrary, Unstructured};
#[cfg(feature = "schemars")]
pub use schemars;
pub use serde::{self, Deserialize, Deserializer, Serialize, Serializer};
pub use std::{borrow::Cow, error::Error, fmt, str::FromStr, sync::OnceLock, time::Duration};
