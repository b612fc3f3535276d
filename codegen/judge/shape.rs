//! Does a value have the skeleton of a frame, and what stands in its places.

use super::{
    Code, Fault, Step,
    fault::one_of,
    named,
    number::{Num, equal},
    value::{Judge, kind},
};
use crate::model::{Frame, Item, Key, Member, Shape, Slot};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// What stands in the places of a frame.
#[derive(Debug, Default)]
pub(super) struct Parts<'v> {
    /// The tag's parts, `None` where an optional key is absent.
    pub(super) tag: Vec<Option<Value>>,
    /// Where the tag's first part stands.
    pub(super) tag_path: Vec<Step>,
    /// The envelope values with their places.
    pub(super) heads: Vec<Option<(Vec<Step>, &'v Value)>>,
    /// The payload with its place.
    pub(super) payload: Option<Body<'v>>,
    /// The frames of a batch with their place.
    pub(super) frames: Option<(Vec<Step>, &'v [Value])>,
    /// `$count` with its place.
    pub(super) count: Option<(Vec<Step>, &'v Value)>,
    /// `$compressed`, a string. Whether it is base64 shows when it is inflated.
    pub(super) compressed: Option<&'v Value>,
    /// `$size` and `$compressed_size` with their places.
    pub(super) sizes: Vec<(Vec<Step>, &'v Value)>,
    /// Places of keys that the template does not name.
    pub(super) unknown: Vec<Vec<Step>>,
    /// The first reason why the value does not have the skeleton.
    pub(super) fault: Option<Fault>,
    /// Whether a constant differs, so that another frame was probably meant.
    pub(super) wrong_constant: bool,
    /// Whether a constant is not there that must be.
    pub(super) lacks_constant: bool,
    /// How many keys and positions of the template are there.
    pub(super) found: usize,
}

/// A payload in a frame.
#[derive(Debug, Clone)]
pub(super) struct Body<'v> {
    /// Where it stands; for a spread payload, where the envelope stands.
    pub(super) path: Vec<Step>,
    /// The position of the first item of a payload that is spread in an array.
    pub(super) first: usize,
    /// How it stands there.
    pub(super) spread: bool,
    /// The value; for a spread payload, what is not the envelope's.
    pub(super) value: Cow<'v, Value>,
}

/// Walks one value along one template.
pub(super) struct Walk<'a, 'v> {
    /// Whether text is the part of a known tag that stands as a key.
    is_known_key: &'a dyn Fn(usize, &str) -> bool,
    parts: Parts<'v>,
    path: Vec<Step>,
}

impl<'a, 'v> Walk<'a, 'v> {
    /// Takes a value apart, as far as it has the skeleton of the frame.
    pub(super) fn of(
        frame: &'a Frame,
        is_known_key: &'a dyn Fn(usize, &str) -> bool,
        value: &'v Value,
    ) -> Parts<'v> {
        let parts = Parts {
            tag: vec![None; frame.tag.len()],
            heads: frame.head.iter().map(|_| None).collect(),
            ..Parts::default()
        };
        let mut walk = Self { is_known_key, parts, path: Vec::new() };
        walk.shape(&frame.shape, value);
        walk.parts
    }

    fn fail(&mut self, fault: Fault) {
        if self.parts.fault.is_none() {
            self.parts.fault = Some(fault.below_path(&self.path));
        }
    }

    /// Something is not there, perhaps with a constant.
    fn lack(&mut self, constant: bool, fault: Fault) {
        self.parts.lacks_constant |= constant;
        self.fail(fault);
    }

    fn shape(&mut self, shape: &'a Shape, value: &'v Value) {
        match (shape, value) {
            (Shape::Object(members), Value::Object(map)) => self.object(members, map),
            (Shape::Array(items), Value::Array(values)) => self.array(items, values),
            (Shape::Object(_), value) => {
                self.lack(named::has_constant(shape), Fault::wrong_kind("an object", value));
            }
            (Shape::Array(_), value) => {
                self.lack(named::has_constant(shape), Fault::wrong_kind("an array", value));
            }
        }
    }

    fn object(&mut self, members: &'a [Member], map: &'v Map<String, Value>) {
        let is_own = |key: &str| {
            members.iter().any(|member| matches!(&member.key, Key::Text(text) if text == key))
        };
        let mut spread = false;
        let mut keyed = None;
        for member in members {
            match &member.key {
                Key::Text(key) => match map.get(key) {
                    Some(value) => self.at(Step::Key(key.clone()), &member.slot, value),
                    None if member.optional => {}
                    None => self.lack(named::is_constant(&member.slot), Fault::missing(key)),
                },
                Key::Tag(part) => {
                    let others = || map.iter().filter(|(key, _)| !is_own(key));
                    let known: Vec<_> =
                        others().filter(|(key, _)| (self.is_known_key)(*part, key)).collect();
                    let found = match known.as_slice() {
                        [] => others().next(),
                        [one] => Some(*one),
                        several => {
                            let names = one_of(several.iter().map(|(key, _)| (*key).clone()));
                            self.fail(Fault::new(Code::Ambiguous, format!("only {names}")));
                            continue;
                        }
                    };
                    match found {
                        Some((key, value)) => {
                            if *part == 0 {
                                self.parts.tag_path = self.below(Step::Key(key.clone()));
                            }
                            if let Some(tag) = self.parts.tag.get_mut(*part) {
                                *tag = Some(Value::from(key.as_str()));
                            }
                            keyed = Some(key);
                            self.at(Step::Key(key.clone()), &member.slot, value);
                        }
                        None if member.optional => {}
                        None => {
                            self.fail(Fault::new(Code::MissingField, "a key that names an event"))
                        }
                    }
                }
                Key::Spread => {
                    spread = true;
                    let own = map.iter().filter(|(key, _)| !is_own(key));
                    let own: Map<_, _> =
                        own.map(|(key, value)| (key.clone(), value.clone())).collect();
                    self.parts.payload = Some(Body {
                        path: self.path.clone(),
                        first: 0,
                        spread: true,
                        value: Cow::Owned(Value::Object(own)),
                    });
                }
            }
        }
        if !spread {
            for key in map.keys().filter(|key| !is_own(key) && keyed != Some(*key)) {
                let place = self.below(Step::Key(key.clone()));
                self.parts.unknown.push(place);
            }
        }
    }

    fn array(&mut self, items: &'a [Item], values: &'v [Value]) {
        for (index, item) in items.iter().enumerate() {
            if item.spread {
                let rest = values.get(index..).unwrap_or_default();
                self.parts.payload = Some(Body {
                    path: self.path.clone(),
                    first: index,
                    spread: true,
                    value: Cow::Owned(Value::Array(rest.to_vec())),
                });
                return;
            }
            match values.get(index) {
                Some(value) => self.at(Step::Index(index), &item.slot, value),
                None if item.optional => return,
                None => {
                    let more = items.get(index..).unwrap_or_default();
                    let lacks = more.iter().any(|item| named::is_constant(&item.slot));
                    let missing = Fault::new(Code::MissingItem, "a value").below_index(index);
                    self.lack(lacks, missing);
                    return;
                }
            }
        }
        if values.len() > items.len() {
            let more = Fault::new(Code::TooManyItems, "the end of the array");
            self.fail(more.below_index(items.len()));
        }
    }

    fn slot(&mut self, slot: &'a Slot, value: &'v Value) {
        let here = self.path.clone();
        match slot {
            Slot::Const(literal) => {
                if !equal(&literal.to_json(), value) {
                    self.parts.wrong_constant = true;
                    self.fail(Fault::new(Code::WrongConstant, literal.to_json().to_string()));
                }
            }
            Slot::Tag(part) => {
                if !is_scalar(value) {
                    self.fail(Fault::wrong_kind("text, an integer, a boolean or null", value));
                    return;
                }
                if *part == 0 {
                    self.parts.tag_path = here;
                }
                if let Some(tag) = self.parts.tag.get_mut(*part) {
                    *tag = Some(value.clone());
                }
            }
            Slot::Payload => {
                self.parts.payload =
                    Some(Body { path: here, first: 0, spread: false, value: Cow::Borrowed(value) });
            }
            Slot::Head(index) => {
                if let Some(head) = self.parts.heads.get_mut(*index) {
                    *head = Some((here, value));
                }
            }
            Slot::Frames => match value.as_array() {
                Some(frames) => self.parts.frames = Some((here, frames)),
                None => self.fail(Fault::wrong_kind("an array", value)),
            },
            Slot::Count => self.parts.count = Some((here, value)),
            Slot::Compressed => {
                if !value.is_string() {
                    self.fail(Fault::wrong_kind("base64 text", value));
                }
                self.parts.compressed = Some(value);
            }
            Slot::Size | Slot::CompressedSize => self.parts.sizes.push((here, value)),
            Slot::Nested(shape) => self.shape(shape, value),
        }
    }

    /// Goes one step down.
    fn at(&mut self, step: Step, slot: &'a Slot, value: &'v Value) {
        self.parts.found += 1;
        self.path.push(step);
        self.slot(slot, value);
        self.path.pop();
    }

    fn below(&self, step: Step) -> Vec<Step> {
        let mut path = self.path.clone();
        path.push(step);
        path
    }
}

/// Whether a value may be a part of a tag.
fn is_scalar(value: &Value) -> bool {
    match value {
        Value::Number(number) => Num::of(number).is_whole(),
        value => !matches!(kind(value), "array" | "object"),
    }
}

impl Judge<'_> {
    /// What stands where an event has no payload, as a fault: a key or an item.
    pub(super) fn no_members(self, value: &Value) -> Result<(), Fault> {
        match value {
            Value::Object(map) => {
                map.keys().next().map_or(Ok(()), |key| Err(Fault::unknown_field(key)))
            }
            Value::Array(items) if !items.is_empty() => {
                Err(Fault::new(Code::TooManyItems, "the end of the array").below_index(0))
            }
            _ => Ok(()),
        }
    }
}
