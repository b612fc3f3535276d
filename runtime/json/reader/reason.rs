//! Which of several mistakes is the reason: the first in the order of the definition, whatever the order of keys.
//!
//! Objects are read in the order of their text, so that a first look names any of the mistakes. Once it is known that a
//! payload is wrong, a second look puts the members of its objects into the order of the fields.

use super::Reader;

/// How a reader looks for the reason.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reason {
    /// How many more levels of objects are put in order: a bound on the work that one message can cause.
    levels: u8,
    /// Whether the members that come next are in order already.
    in_order: bool,
}

/// How many levels of objects are put in order.
const LEVELS: u8 = 16;

impl<'a> Reader<'a> {
    /// The same reader, for a value that was found to be wrong: what it refuses, it refuses for the first mistake in
    /// the order of the definition.
    pub(crate) fn explaining(mut self) -> Self {
        self.reason = Reason { levels: LEVELS, in_order: false };
        self
    }

    /// Whether the members that come next must be put in order before they are read.
    #[inline]
    pub fn is_unordered(&mut self) -> bool {
        let Reason { levels, in_order } = self.reason;
        self.reason.in_order = false;
        levels > 0 && !in_order
    }

    /// A reader before the members of an object that are in order; it stands in the object that this reader has just
    /// left.
    pub(crate) fn ordered<'b>(&self, text: &'b str) -> Reader<'b> {
        let levels = self.reason.levels.saturating_sub(1);
        let reason = Reason { levels, in_order: levels > 0 };
        Reader { reason, ..Reader::with_depth(text, self.depth) }
    }

    /// A reader of members that were found to be good.
    pub(crate) fn again<'b>(&self, text: &'b str) -> Reader<'b> {
        Reader::with_depth(text, self.depth)
    }
}
