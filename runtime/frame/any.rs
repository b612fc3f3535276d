//! The thorough way through a frame: any order of keys, and the reason when it does not fit.

use super::{Item, Key, Literal, Member, Place, Shape, Slot, Slots, named};
use crate::{
    codegen::{Scalar, scalar},
    error::Fault,
    json::{Kind, Reader, UnknownFields, scan::equal},
};

/// How well a frame fits a template.
#[derive(Debug, Default)]
pub(crate) struct Fit {
    /// The first reason why it does not.
    pub(crate) fault: Option<Fault>,
    /// Whether a constant differs, so that another frame was probably meant.
    pub(crate) wrong_constant: bool,
    /// Whether a constant is not there that must be.
    pub(crate) lacks_constant: bool,
    /// The first key that the template does not name, where such keys are refused.
    pub(crate) unknown: Option<Fault>,
    /// How many keys and positions of the template are there.
    pub(crate) found: usize,
}

impl Fit {
    fn fail(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }

    /// Something is not there, perhaps with a constant.
    fn lack(&mut self, constant: bool, fault: Fault) {
        self.lacks_constant |= constant;
        self.fail(fault);
    }
}

/// What scanning needs to know.
pub(crate) struct Rules<'r> {
    /// What becomes of keys that the template does not name.
    pub(crate) unknown: UnknownFields,
    /// Whether a key is a tag, for templates whose key is the tag.
    pub(crate) is_tag: &'r dyn Fn(&str) -> bool,
}

/// Fills the slots of a template from the text of a value, as far as it fits.
///
/// # Errors
/// Where the text is no JSON, or nests too deep.
pub(crate) fn scan<'a>(
    shape: &Shape,
    text: &'a str,
    reader: &mut Reader<'a>,
    slots: &mut Slots<'a>,
    rules: &Rules<'_>,
) -> Result<Fit, Fault> {
    let mut fit = Fit::default();
    let mut scan = Scan { slots, rules, fit: &mut fit };
    scan.shape(shape, text, reader)?;
    Ok(fit)
}

/// The most members of an object whose values need no memory of their own.
const INLINE: usize = 12;

/// The value of each member of an object, as text.
struct Found<'a> {
    count: usize,
    inline: [Option<&'a str>; INLINE],
    /// Used instead for more members.
    heap: Vec<Option<&'a str>>,
}

impl<'a> Found<'a> {
    fn new(count: usize) -> Self {
        let heap = if count > INLINE { vec![None; count] } else { Vec::new() };
        Self { count, inline: [None; INLINE], heap }
    }

    fn set(&mut self, index: usize, text: &'a str) {
        let all = if self.heap.is_empty() { &mut self.inline[..] } else { &mut self.heap };
        all[index] = Some(text);
    }

    fn all(&self) -> &[Option<&'a str>] {
        if self.heap.is_empty() { &self.inline[..self.count] } else { &self.heap }
    }
}

/// A scan under way.
struct Scan<'s, 'r, 'a> {
    slots: &'s mut Slots<'a>,
    rules: &'s Rules<'r>,
    fit: &'s mut Fit,
}

impl<'a> Scan<'_, '_, 'a> {
    /// Reads a value; `text` is all of it.
    fn shape(
        &mut self,
        shape: &Shape,
        text: &'a str,
        reader: &mut Reader<'a>,
    ) -> Result<(), Fault> {
        match (shape, reader.peek()?) {
            (Shape::Object(members), Kind::Object) => self.object(members, text, reader),
            (Shape::Array(items), Kind::Array) => self.array(items, text, reader),
            (shape, found) => {
                let expected = match shape {
                    Shape::Object(_) => "an object",
                    Shape::Array(_) => "an array",
                };
                self.fit.lack(named::has_constant(shape), Fault::wrong_kind(expected, found));
                reader.skip_value()
            }
        }
    }

    fn object(
        &mut self,
        members: &[Member],
        text: &'a str,
        reader: &mut Reader<'a>,
    ) -> Result<(), Fault> {
        let has = |key: fn(&Key) -> bool| members.iter().any(|member| key(&member.key));
        let spread = has(|key| matches!(key, Key::Spread));
        let keyed = has(|key| matches!(key, Key::Tag(_)));
        let refused = self.rules.unknown == UnknownFields::Reject;
        // One for each member: the last value of its key. Those of a tag key may be several keys.
        let mut found = Found::new(members.len());
        let mut tag: Option<(&'a str, &'a str)> = None;
        let mut known_tag = false;
        let mut ambiguous = false;
        let mut strange: Option<Fault> = None;
        reader.begin_object()?;
        let inside = reader.clone();
        while let Some((key, raw_key)) = reader.next_raw_key()? {
            let named = |member: &Member| match member.key {
                Key::Text(text) => equal(text.as_bytes(), key.as_bytes()),
                Key::Tag(_) | Key::Spread => false,
            };
            let index = members.iter().position(named);
            if index.is_none() && spread {
                reader.skip_value()?;
                continue;
            }
            let raw = reader.raw_value()?;
            match index {
                Some(index) => found.set(index, raw),
                None if keyed && (self.rules.is_tag)(raw_key) => {
                    // A key that stands twice is one key, and its last value counts.
                    ambiguous |=
                        known_tag && tag.as_ref().is_none_or(|(other, ..)| *other != raw_key);
                    known_tag = true;
                    if let Some((other, ..)) = tag.replace((raw_key, raw))
                        && other != raw_key
                    {
                        strange
                            .get_or_insert_with(|| Fault::unknown_field(other.trim_matches('"')));
                    }
                }
                None if keyed && tag.as_ref().is_none_or(|(other, ..)| *other == raw_key) => {
                    tag = Some((raw_key, raw));
                }
                None if refused => {
                    strange.get_or_insert_with(|| Fault::unknown_field(&key));
                }
                None => {}
            }
        }
        if refused && self.fit.unknown.is_none() {
            self.fit.unknown = strange;
        }
        for (member, found) in members.iter().zip(found.all()) {
            match (&member.key, *found) {
                (Key::Text(key), Some(raw)) => {
                    let reader = inside.nested(raw);
                    self.below(&member.slot, raw, reader, |fault| fault.below(key))?;
                }
                (Key::Text(_), None) if member.optional => {}
                (Key::Text(key), None) => {
                    self.fit.lack(named::is_constant(&member.slot), Fault::missing(key));
                }
                (Key::Tag(_), _) if ambiguous => {
                    self.fit.fail(Fault::several_tags());
                }
                (Key::Tag(index), _) => match tag.take() {
                    Some((raw_key, raw)) => {
                        let reader = inside.nested(raw);
                        self.slots.set_tag(*index, raw_key);
                        let key = raw_key.trim_matches('"');
                        self.below(&member.slot, raw, reader, |fault| fault.below_key(key))?;
                    }
                    None if member.optional => {}
                    None => self.fit.fail(Fault::no_tag()),
                },
                (Key::Spread, _) => self.slots.payload = Place::Members(text),
            }
        }
        Ok(())
    }

    fn array(
        &mut self,
        items: &[Item],
        text: &'a str,
        reader: &mut Reader<'a>,
    ) -> Result<(), Fault> {
        reader.begin_array()?;
        for (index, item) in items.iter().enumerate() {
            if item.spread {
                self.slots.payload = Place::Items(text, index);
                while reader.next_item()? {
                    reader.skip_value()?;
                }
                return Ok(());
            }
            if !reader.more_items()? {
                if !item.optional {
                    let more = items.get(index..).unwrap_or_default();
                    let lacks = more.iter().any(|item| named::is_constant(&item.slot));
                    self.fit.lack(lacks, Fault::missing_item(index));
                }
                return reader.end_array();
            }
            let before = reader.clone();
            let raw = reader.raw_value()?;
            self.below(&item.slot, raw, before, |fault| fault.below_index(index))?;
        }
        let mut more = items.len();
        while reader.next_item()? {
            self.fit.fail(Fault::too_many_items(more));
            more += 1;
            reader.skip_value()?;
        }
        Ok(())
    }

    /// Reads the value of a key or position, whose faults the function puts below it.
    fn below(
        &mut self,
        slot: &Slot,
        raw: &'a str,
        mut reader: Reader<'a>,
        place: impl Fn(Fault) -> Fault,
    ) -> Result<(), Fault> {
        self.fit.found += 1;
        let earlier = (self.fit.fault.take(), self.fit.unknown.take());
        self.slot(slot, raw, &mut reader)?;
        let own = (self.fit.fault.take().map(&place), self.fit.unknown.take().map(&place));
        self.fit.fault = earlier.0.or(own.0);
        self.fit.unknown = earlier.1.or(own.1);
        Ok(())
    }

    fn slot(&mut self, slot: &Slot, raw: &'a str, reader: &mut Reader<'a>) -> Result<(), Fault> {
        match slot {
            Slot::Const(literal) => self.constant(*literal, reader)?,
            Slot::Payload => self.slots.payload = Place::Value(raw),
            Slot::Nested(shape) => self.shape(shape, raw, reader)?,
            Slot::Tag(_) if raw.starts_with('"') => self.slots.keep(slot, raw),
            Slot::Tag(_) => match scalar(reader)? {
                Scalar::Other(kind) => self.fit.fail(Fault::wrong_kind("a tag", kind)),
                _ => self.slots.keep(slot, raw),
            },
            _ => self.slots.keep(slot, raw),
        }
        Ok(())
    }

    fn constant(&mut self, literal: Literal, reader: &mut Reader<'a>) -> Result<(), Fault> {
        if !scalar(reader)?.is(literal) {
            self.fit.wrong_constant = true;
            self.fit.fail(Fault::wrong_constant(literal));
        }
        Ok(())
    }
}
