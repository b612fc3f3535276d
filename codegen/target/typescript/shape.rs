//! Where the parts of a frame are.

use super::{
    expr::Expr,
    frames::wrapped,
    literal::{member, text},
};
use crate::model::{Frame, Item, Key, Literal, Member, Shape, Slot};
use std::collections::BTreeMap;

/// A step from a frame towards a value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
    /// What is before it may be absent.
    Maybe,
}

/// The way from a frame to a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place(Vec<Step>);

impl Place {
    fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The value, from the variable `frame`.
    pub(super) fn code(&self, expr: &Expr<'_>) -> String {
        self.code_from(expr, "frame")
    }

    /// The value, from a variable.
    pub(super) fn code_from(&self, expr: &Expr<'_>, from: &str) -> String {
        let mut out = from.to_owned();
        let mut maybe = "";
        for step in &self.0 {
            out = match step {
                Step::Maybe => {
                    maybe = "?";
                    continue;
                }
                Step::Index(index) if maybe.is_empty() => format!("{out}[{index}]"),
                Step::Index(index) => format!("{out}?.[{index}]"),
                Step::Key(key) if maybe.is_empty() => expr.member(&out, key),
                Step::Key(key) => {
                    let access = super::literal::access("", key);
                    let dot = if access.starts_with('[') { "." } else { "" };
                    format!("{out}?{dot}{access}")
                }
            };
            maybe = "";
        }
        out
    }

    /// The keys and positions as an error names them, without the frame: the holder's path and the
    /// last step.
    pub(super) fn path(&self, expr: &Expr<'_>, frame: &str) -> (String, String) {
        if self.0.is_empty() {
            return ("undefined".to_owned(), text(frame));
        }
        let mut up = root(expr, frame);
        let mut steps = self.0.iter().filter(|step| **step != Step::Maybe).peekable();
        while let Some(step) = steps.next() {
            let key = match step {
                Step::Key(key) => text(key),
                Step::Index(index) => index.to_string(),
                Step::Maybe => continue,
            };
            if steps.peek().is_none() {
                return (up, key);
            }
            up = format!("{{ up: {up}, key: {key} }}");
        }
        ("undefined".to_owned(), text(frame))
    }
}

/// The constant path that names a frame.
pub(super) fn root(expr: &Expr<'_>, frame: &str) -> String {
    let frames = &expr.protocol.wire.frames;
    match frames.iter().position(|each| each.name == frame) {
        Some(index) => {
            let stem = expr.names.frame(crate::model::FrameId(index));
            expr.imports.value("frames", &format!("in{stem}"))
        }
        None => "undefined".to_owned(),
    }
}

/// Where a part of the tag is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TagSlot {
    /// A value.
    Value(Place),
    /// A key of this object beside these others.
    Key(Place, Vec<String>),
}

/// Where the payload is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PayloadSlot {
    /// One value; whether it may be absent.
    Value(Place, bool),
    /// Beside these keys of this object.
    Spread(Place, Vec<String>),
    /// At the positions of this array from this one on.
    Items(Place, usize),
    /// Under the key that is this part of the tag, in this object.
    Keyed(Place, usize),
}

/// Where each part of a frame is.
#[derive(Debug, Default)]
pub(super) struct Slots {
    /// One for each part of the tag.
    pub(super) tags: Vec<TagSlot>,
    /// The payload.
    pub(super) payload: Option<PayloadSlot>,
    /// Envelope values by their index.
    pub(super) heads: BTreeMap<usize, Place>,
    /// A batch's frames.
    pub(super) frames: Option<Place>,
    /// How many.
    pub(super) count: Option<Place>,
    /// A compressed frame.
    pub(super) compressed: Option<Place>,
    /// Bytes before compression.
    pub(super) size: Option<Place>,
    /// Bytes after compression.
    pub(super) compressed_size: Option<Place>,
    /// Constants.
    pub(super) constants: Vec<(Place, Literal)>,
}

impl Slots {
    /// The places of a frame.
    pub(super) fn of(frame: &Frame) -> Self {
        let mut slots = Self::default();
        let mut tags = BTreeMap::new();
        slots.walk(&frame.shape, &Place::default(), &mut tags);
        slots.tags = tags.into_values().collect();
        slots
    }

    /// Whether the payload takes positions of an array.
    pub(super) fn is_positional(&self) -> bool {
        matches!(self.payload, Some(PayloadSlot::Items(..)))
    }

    /// Whether the payload stands among the keys of an object.
    pub(super) fn is_spread(&self) -> bool {
        matches!(self.payload, Some(PayloadSlot::Spread(..)))
    }

    fn walk(&mut self, shape: &Shape, at: &Place, tags: &mut BTreeMap<usize, TagSlot>) {
        match shape {
            Shape::Object(members) => {
                let keys = text_keys(members);
                for Member { key, optional, slot } in members {
                    match key {
                        Key::Text(key) => {
                            self.slot(slot, *optional, at.then(Step::Key(key.clone())), tags)
                        }
                        Key::Spread => {
                            self.payload = Some(PayloadSlot::Spread(at.clone(), keys.clone()))
                        }
                        Key::Tag(index) => {
                            tags.insert(*index, TagSlot::Key(at.clone(), keys.clone()));
                            self.payload = Some(PayloadSlot::Keyed(at.clone(), *index));
                        }
                    }
                }
            }
            Shape::Array(items) => {
                for (index, Item { spread, optional, slot }) in items.iter().enumerate() {
                    if *spread {
                        self.payload = Some(PayloadSlot::Items(at.clone(), index));
                    } else {
                        self.slot(slot, *optional, at.then(Step::Index(index)), tags);
                    }
                }
            }
        }
    }

    fn slot(
        &mut self,
        slot: &Slot,
        optional: bool,
        at: Place,
        tags: &mut BTreeMap<usize, TagSlot>,
    ) {
        match slot {
            Slot::Const(constant) => self.constants.push((at, constant.clone())),
            Slot::Tag(index) => {
                tags.insert(*index, TagSlot::Value(at));
            }
            Slot::Payload => self.payload = Some(PayloadSlot::Value(at, optional)),
            Slot::Head(index) => {
                self.heads.insert(*index, at);
            }
            Slot::Frames => self.frames = Some(at),
            Slot::Count => self.count = Some(at),
            Slot::Compressed => self.compressed = Some(at),
            Slot::Size => self.size = Some(at),
            Slot::CompressedSize => self.compressed_size = Some(at),
            Slot::Nested(inner) => {
                let at = if optional { at.then(Step::Maybe) } else { at };
                self.walk(inner, &at, tags);
            }
        }
    }
}

fn text_keys(members: &[Member]) -> Vec<String> {
    let keys = members.iter().filter_map(|each| match &each.key {
        Key::Text(key) => Some(key.clone()),
        Key::Tag(_) | Key::Spread => None,
    });
    keys.collect()
}

/// Keys as an array.
pub(super) fn key_list(keys: &[String]) -> String {
    format!("[{}]", keys.iter().map(|key| text(key)).collect::<Vec<_>>().join(", "))
}

/// The envelope values inside a template.
pub(super) fn head_indexes(shape: &Shape) -> Vec<usize> {
    let slots: Vec<&Slot> = match shape {
        Shape::Object(members) => members.iter().map(|each| &each.slot).collect(),
        Shape::Array(items) => items.iter().map(|each| &each.slot).collect(),
    };
    let mut out = Vec::new();
    for slot in slots {
        match slot {
            Slot::Head(index) => out.push(*index),
            Slot::Nested(inner) => out.extend(head_indexes(inner)),
            _ => {}
        }
    }
    out
}

/// The type of a frame as it lies on the wire, once it was found to be one.
pub(super) fn raw_type(shape: &Shape, indent: usize) -> String {
    match shape {
        Shape::Object(members) => {
            let members = members.iter().filter_map(|Member { key, optional, slot }| {
                let Key::Text(key) = key else { return None };
                Some(match (slot, *optional) {
                    (Slot::Nested(inner), false) => {
                        format!("readonly {}: {}", member(key), raw_type(inner, indent + 2))
                    }
                    (Slot::Nested(inner), true) => {
                        format!("readonly {}?: {}", member(key), raw_type(inner, indent + 2))
                    }
                    _ => format!("readonly {}?: unknown", member(key)),
                })
            });
            let members: Vec<String> = members.collect();
            if members.is_empty() {
                "object".to_owned()
            } else {
                wrapped("{", &members, ";", "}", indent)
            }
        }
        Shape::Array(items) => {
            let items = items.iter().map(|Item { spread, optional, slot }| {
                let mark = if *optional { "?" } else { "" };
                match slot {
                    _ if *spread => "...rest: unknown[]".to_owned(),
                    Slot::Nested(inner) => {
                        format!("{}{mark}", parenthesised(&raw_type(inner, indent + 2), *optional))
                    }
                    _ => format!("unknown{mark}"),
                }
            });
            let items: Vec<String> = items.map(|item| item.replace("...rest: ", "...")).collect();
            format!("readonly [{}]", items.join(", "))
        }
    }
}

fn parenthesised(ty: &str, optional: bool) -> String {
    if optional { format!("({ty})") } else { ty.to_owned() }
}
