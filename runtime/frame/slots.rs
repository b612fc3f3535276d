//! What was found in a frame: one raw text for each slot of its template.

use super::{Slot, Template};
use crate::codegen::{Scalar, scalar};
use crate::json::Reader;
use std::borrow::Cow;

/// The slots of a template that are not envelope values or tag parts, in the order in which they
/// stand behind those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Special {
    Frames,
    Count,
    Compressed,
    Size,
    CompressedSize,
}

/// How many there are.
const SPECIALS: usize = 5;
/// The most envelope values and tag parts that need no memory of their own.
const INLINE: usize = 8;

/// The raw JSON texts of a frame.
#[derive(Debug)]
pub(crate) struct Slots<'a> {
    inline: [Option<&'a str>; INLINE],
    /// Used instead when a template has many slots.
    heap: Option<Box<[Option<&'a str>]>>,
    heads: usize,
    count: usize,
    /// Only batches and compressed frames have any.
    specials: Option<Box<[Option<&'a str>; SPECIALS]>>,
    /// Where the payload is.
    pub(crate) payload: Place<'a>,
}

/// Where a payload is, as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place<'a> {
    /// It was not found, or is decoded already.
    Absent,
    /// It is this value.
    Value(&'a str),
    /// It is what is not the envelope's in this object.
    Members(&'a str),
    /// It is the items of this array from this position on.
    Items(&'a str, usize),
}

impl<'a> Slots<'a> {
    /// Empty slots for a template.
    #[inline]
    pub(crate) fn new(template: &Template) -> Self {
        let heads = template.heads.len();
        let count = heads + usize::from(template.tags);
        Self {
            inline: [None; INLINE],
            heap: (count > INLINE).then(|| vec![None; count].into()),
            heads,
            count,
            specials: None,
            payload: Place::Absent,
        }
    }

    #[inline]
    fn all(&self) -> &[Option<&'a str>] {
        self.heap.as_deref().unwrap_or(&self.inline)
    }

    #[inline]
    fn set(&mut self, index: usize, text: &'a str) {
        let all = self.heap.as_deref_mut().unwrap_or(&mut self.inline);
        if let Some(slot) = all.get_mut(index) {
            *slot = Some(text);
        }
    }

    /// The envelope values, as [`super::Head::read`] takes them.
    #[inline]
    pub(crate) fn heads(&self) -> &[Option<&'a str>] {
        self.all().get(..self.heads).unwrap_or_default()
    }

    /// The parts of the tag.
    #[inline]
    pub(crate) fn tags(&self) -> &[Option<&'a str>] {
        self.all().get(self.heads..self.count).unwrap_or_default()
    }

    /// A value that the walker itself needs.
    pub(crate) fn special(&self, special: Special) -> Option<&'a str> {
        self.specials.as_ref().and_then(|specials| specials[special as usize])
    }

    /// Keeps the text of a part of the tag.
    #[inline]
    pub(crate) fn set_tag(&mut self, index: u8, text: &'a str) {
        self.set(self.heads + usize::from(index), text);
    }

    /// Keeps the text of a slot.
    #[inline]
    pub(crate) fn keep(&mut self, slot: &Slot, text: &'a str) {
        let special = match slot {
            Slot::Tag(index) => return self.set_tag(*index, text),
            Slot::Head(index) => return self.set(usize::from(*index), text),
            Slot::Frames => Special::Frames,
            Slot::Count => Special::Count,
            Slot::Compressed => Special::Compressed,
            Slot::Size => Special::Size,
            Slot::CompressedSize => Special::CompressedSize,
            Slot::Const(_) | Slot::Payload | Slot::Nested(_) => return,
        };
        self.specials.get_or_insert_default()[special as usize] = Some(text);
    }
}

/// A part of a tag as a value; an absent one is `null`.
#[inline]
pub(crate) fn tag_value(text: Option<&str>) -> Scalar<'_> {
    let Some(text) = text else { return Scalar::Null };
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match inside {
        // The text was read over already, so that it is what it seems where nothing is escaped.
        Some(inside) if !inside.as_bytes().contains(&b'\\') => Scalar::Text(Cow::Borrowed(inside)),
        _ => scalar(&mut Reader::new(text)).unwrap_or(Scalar::Null),
    }
}
