//! What was found in a frame: one raw text for each slot of its template.

use super::Template;
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
/// The most slots that need no memory of their own.
const INLINE: usize = 16;

/// The raw JSON texts of a frame.
#[derive(Debug)]
pub(crate) struct Slots<'a> {
    inline: [Option<&'a str>; INLINE],
    /// Used instead when a template has many slots.
    heap: Vec<Option<&'a str>>,
    heads: usize,
    count: usize,
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
    pub(crate) fn new(template: &Template) -> Self {
        let heads = template.heads.len();
        let count = heads + usize::from(template.tags) + SPECIALS;
        let heap = if count > INLINE { vec![None; count] } else { Vec::new() };
        Self { inline: [None; INLINE], heap, heads, count, payload: Place::Absent }
    }

    fn all(&self) -> &[Option<&'a str>] {
        if self.heap.is_empty() { &self.inline } else { &self.heap }
    }

    fn set(&mut self, index: usize, text: &'a str) {
        let all = if self.heap.is_empty() { &mut self.inline[..] } else { &mut self.heap };
        if let Some(slot) = all.get_mut(index) {
            *slot = Some(text);
        }
    }

    /// The envelope values, as [`super::Head::read`] takes them.
    pub(crate) fn heads(&self) -> &[Option<&'a str>] {
        self.all().get(..self.heads).unwrap_or_default()
    }

    /// The parts of the tag.
    pub(crate) fn tags(&self) -> &[Option<&'a str>] {
        self.all().get(self.heads..self.count - SPECIALS).unwrap_or_default()
    }

    /// A value that the walker itself needs.
    pub(crate) fn special(&self, special: Special) -> Option<&'a str> {
        self.all().get(self.count - SPECIALS + special as usize).copied().flatten()
    }

    pub(crate) fn set_head(&mut self, index: u8, text: &'a str) {
        self.set(usize::from(index), text);
    }

    pub(crate) fn set_tag(&mut self, index: u8, text: &'a str) {
        self.set(self.heads + usize::from(index), text);
    }

    pub(crate) fn set_special(&mut self, special: Special, text: &'a str) {
        self.set(self.count - SPECIALS + special as usize, text);
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
