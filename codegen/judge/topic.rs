//! Topics: is this text one of a channel's.

use super::{text, value::Judge};
use crate::model::{Channel, TopicPart, Type};
use serde_json::Value;

impl Judge<'_> {
    /// Whether the topic is one of the channel's. A parameter ends where the text behind it begins,
    /// is not empty, and is written back as the same text.
    pub(crate) fn topic_matches(self, channel: &Channel, topic: &str) -> bool {
        let mut rest = topic;
        for (index, part) in channel.topic.iter().enumerate() {
            match part {
                TopicPart::Text(text) => match rest.strip_prefix(text.as_str()) {
                    Some(after) => rest = after,
                    None => return false,
                },
                TopicPart::Param(param) => {
                    let stop = stop(channel, index);
                    let end = stop.and_then(|stop| rest.find(stop)).unwrap_or(rest.len());
                    let (value, after) = rest.split_at(end);
                    let valid = channel.params.get(*param).is_none_or(|field| {
                        !value.is_empty() && self.param(&field.ty, &field.constraints, value)
                    });
                    if !valid {
                        return false;
                    }
                    rest = after;
                }
            }
        }
        rest.is_empty()
    }

    /// Whether text is a parameter of a type.
    fn param(self, ty: &Type, constraints: &crate::model::Constraints, value: &str) -> bool {
        let value = match self.base(ty) {
            super::value::Base::Type(Type::Int(kind) | Type::BigInt(kind)) => {
                match text::integer(value, *kind).and_then(|value| i64::try_from(value).ok()) {
                    Some(number) => Value::from(number),
                    None => match value.parse::<u64>() {
                        Ok(number) if number.to_string() == value => Value::from(number),
                        _ => return false,
                    },
                }
            }
            super::value::Base::Kind(crate::model::TypeKind::IntEnum(_)) => {
                match text::integer(value, crate::model::IntKind::I64) {
                    Some(number) => Value::from(number as i64),
                    None => return false,
                }
            }
            _ => Value::from(value),
        };
        self.field(ty, constraints, &value, 0).is_ok()
    }
}

/// The character at which a parameter ends: the first of the text behind it.
pub(crate) fn stop(channel: &Channel, part: usize) -> Option<char> {
    match channel.topic.get(part + 1) {
        Some(TopicPart::Text(text)) => text.chars().next(),
        _ => None,
    }
}
