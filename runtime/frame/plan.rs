//! The fast way through a frame: in template order, in one pass, without looking back.

use super::{Item, Key, Literal, Member, Shape, Slot, Slots};
use crate::{
    codegen::{take_constant, write_constant},
    json::{Reader, Writer},
};

/// The frame is not this one, or not in this order, or not valid. The other way finds out which.
#[derive(Debug)]
pub(crate) struct Miss;

/// How a payload stands in its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// As one value.
    Value,
    /// Beside the other keys. What reads the payload reads the `}` too.
    Members,
    /// From this position on. What reads the payload reads the `]` too.
    Items,
}

/// A template as the steps that a reader takes, made once for each message type.
#[derive(Debug)]
pub(crate) struct Plan(Vec<Step>);

/// One step.
#[derive(Debug)]
enum Step {
    /// `{`
    Object,
    /// `}`
    ObjectEnd,
    /// `[`
    Array,
    /// `]`
    ArrayEnd,
    /// A key, as JSON text with comma and colon. Where it may be absent: the step behind its value.
    Key(String, Option<usize>),
    /// A key that is the tag part with this index.
    TagKey(u8),
    /// A position. Where it may be missing: the step that ends the array.
    Item(Option<usize>),
    /// A constant, and its JSON text.
    Constant(Literal, String),
    /// A value whose text is kept.
    Keep(&'static Slot),
    /// The payload.
    Payload(Position),
}

impl Plan {
    /// The steps of a template; `None` when something stands behind a payload that is spread over
    /// its object, because in one pass it cannot be told from the payload.
    pub(crate) fn new(shape: &'static Shape) -> Option<Self> {
        let mut plan = Self(Vec::new());
        plan.shape(shape).then_some(plan)
    }

    fn shape(&mut self, shape: &'static Shape) -> bool {
        match shape {
            Shape::Object(members) => self.object(members),
            Shape::Array(items) => self.array(items),
        }
    }

    fn object(&mut self, members: &'static [Member]) -> bool {
        self.0.push(Step::Object);
        for (index, member) in members.iter().enumerate() {
            let start = self.0.len();
            match member.key {
                Key::Text(key) => self.0.push(Step::Key(key_text(key), None)),
                Key::Tag(tag) => self.0.push(Step::TagKey(tag)),
                Key::Spread => {
                    self.0.push(Step::Payload(Position::Members));
                    return index + 1 == members.len();
                }
            }
            if !self.slot(&member.slot) {
                return false;
            }
            let behind = self.0.len();
            if let (Some(Step::Key(_, absent)), true) = (self.0.get_mut(start), member.optional) {
                *absent = Some(behind);
            }
        }
        self.0.push(Step::ObjectEnd);
        true
    }

    fn array(&mut self, items: &'static [Item]) -> bool {
        self.0.push(Step::Array);
        let mut optional = Vec::new();
        for item in items {
            if item.spread {
                self.0.push(Step::Payload(Position::Items));
                break;
            }
            if item.optional {
                optional.push(self.0.len());
            }
            self.0.push(Step::Item(None));
            if !self.slot(&item.slot) {
                return false;
            }
        }
        let end = self.0.len();
        for step in optional {
            if let Some(Step::Item(missing)) = self.0.get_mut(step) {
                *missing = Some(end);
            }
        }
        if !items.iter().any(|item| item.spread) {
            self.0.push(Step::ArrayEnd);
        }
        true
    }

    fn slot(&mut self, slot: &'static Slot) -> bool {
        self.0.push(match slot {
            Slot::Const(literal) => Step::Constant(*literal, text(*literal)),
            Slot::Payload => Step::Payload(Position::Value),
            Slot::Nested(shape) => return self.shape(shape),
            slot => Step::Keep(slot),
        });
        true
    }

    /// Goes on from a step to that behind the payload, before which the reader then stands; or to
    /// the end of the frame.
    pub(crate) fn go<'a>(
        &self,
        from: &mut usize,
        reader: &mut Reader<'a>,
        slots: &mut Slots<'a>,
    ) -> Result<Option<Position>, Miss> {
        while let Some(step) = self.0.get(*from) {
            *from += 1;
            match step {
                Step::Object => reader.begin_object().map_err(|_| Miss)?,
                Step::Array => reader.begin_array().map_err(|_| Miss)?,
                Step::Key(key, _) if reader.take_key(key) => {}
                Step::Key(_, absent) => *from = absent.ok_or(Miss)?,
                Step::TagKey(tag) => {
                    let key = reader.next_raw_key().map_err(|_| Miss)?;
                    slots.set_tag(*tag, key.ok_or(Miss)?.1);
                }
                Step::Item(missing) => {
                    if !reader.more_items().map_err(|_| Miss)? {
                        *from = missing.ok_or(Miss)?;
                    }
                }
                Step::Constant(literal, text) => {
                    let is_text = matches!(literal, Literal::Text(_));
                    let is_there = (is_text && reader.take_text(text))
                        || matches!(take_constant(reader, *literal), Ok(true));
                    if !is_there {
                        return Err(Miss);
                    }
                }
                Step::Keep(slot) => slots.keep(slot, reader.raw_value().map_err(|_| Miss)?),
                Step::Payload(position) => return Ok(Some(*position)),
                Step::ObjectEnd if reader.take_object_end() => {}
                Step::ObjectEnd => return Err(Miss),
                Step::ArrayEnd => reader.end_array().map_err(|_| Miss)?,
            }
        }
        Ok(None)
    }
}

/// A constant as JSON text.
pub(crate) fn text(literal: Literal) -> String {
    let mut out = Writer::new();
    write_constant(literal, &mut out);
    out.into_string()
}

/// A key as JSON text with comma and colon.
pub(super) fn key_text(key: &'static str) -> String {
    format!(",{}:", text(Literal::Text(key)))
}
