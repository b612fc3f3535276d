//! A pull reader over JSON text: one value, key or item at a time, without a tree.

mod keys;
mod number;
mod reason;
mod skip;
mod string;

pub(crate) use keys::Taken;
pub use number::Integer;

use crate::error::Fault;
use std::fmt;

/// What kind of value stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    Null,
    Bool,
    Number,
    String,
    Array,
    Object,
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}

/// What is too much for a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one message.
    pub message: usize,
    /// Bytes of one message after inflating.
    pub inflated: usize,
    /// How deep objects and arrays nest; never more than [`Reader::MAX_DEPTH`].
    pub depth: u32,
    /// Frames in one message: of a batch, of batches in it, and of packed messages together.
    pub frames: u32,
}

impl Limits {
    /// 1 MiB, 4 MiB inflated, 128 deep, 1000 frames.
    pub const DEFAULT: Self =
        Self { message: 1 << 20, inflated: 4 << 20, depth: 128, frames: 1000 };
}

impl Default for Limits {
    /// As [`Limits::DEFAULT`].
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A reader that stands somewhere in JSON text.
///
/// It never panics, never recurses, and refuses what nests too deep before entering it.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    text: &'a str,
    /// The place of the next byte.
    place: usize,
    /// Whether an object or array was just entered, so that no comma stands before the next member.
    fresh: bool,
    /// How many more levels may be entered.
    depth: u32,
    /// How many members were skipped because they are the envelope's.
    skipped: u32,
    /// How many more values may be read twice: a bound on the work that one message can cause.
    /// Returning to a mark does not give any back.
    second_looks: u8,
    /// How the reason for a refusal is looked for; see [`Reader::explaining`].
    reason: reason::Reason,
}

/// A place to which a reader can return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    place: usize,
    fresh: bool,
    depth: u32,
    skipped: u32,
}

impl Mark {
    /// As [`Reader::skipped`].
    pub(crate) fn skipped(self) -> u32 {
        self.skipped
    }
}

impl<'a> Reader<'a> {
    /// The deepest nesting that any limit allows, for the sake of the stack.
    pub const MAX_DEPTH: u32 = 512;

    /// Before the value of a text, with the default depth.
    pub fn new(text: &'a str) -> Self {
        Self::with_depth(text, Limits::default().depth)
    }

    /// Before the value of a text in which objects and arrays nest at most this deep.
    pub fn with_depth(text: &'a str, depth: u32) -> Self {
        Self {
            text,
            place: 0,
            fresh: false,
            depth: depth.min(Self::MAX_DEPTH),
            skipped: 0,
            second_looks: 4,
            reason: reason::Reason::default(),
        }
    }

    /// A reader of another text that may nest as deep as this one still may.
    pub fn nested<'b>(&self, text: &'b str) -> Reader<'b> {
        Reader { reason: self.reason, ..Reader::with_depth(text, self.depth) }
    }

    /// Where the reader stands.
    #[inline]
    pub fn mark(&self) -> Mark {
        let Self { place, fresh, depth, skipped, .. } = *self;
        Mark { place, fresh, depth, skipped }
    }

    /// Returns to where it stood.
    #[inline]
    pub fn reset(&mut self, mark: Mark) {
        let Mark { place, fresh, depth, skipped } = mark;
        *self = Self { place, fresh, depth, skipped, ..*self };
    }

    /// The next byte, 0 behind the end.
    #[inline]
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.place).copied().unwrap_or(0)
    }

    /// Goes on to the next byte that is not white space, and looks at it.
    #[inline]
    fn next_byte(&mut self) -> u8 {
        loop {
            match self.byte() {
                b' ' | b'\n' | b'\r' | b'\t' => self.place += 1,
                byte => return byte,
            }
        }
    }

    /// A syntax error here.
    #[cold]
    fn wrong(&self, expected: &'static str) -> Fault {
        Fault::syntax(expected)
    }

    /// The kind of the next value.
    ///
    /// # Errors
    /// `syntax` when no value begins here.
    #[inline]
    pub fn peek(&mut self) -> Result<Kind, Fault> {
        Ok(match self.next_byte() {
            b'"' => Kind::String,
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'-' | b'0'..=b'9' => Kind::Number,
            b't' | b'f' => Kind::Bool,
            b'n' => Kind::Null,
            _ => return Err(self.wrong("a JSON value")),
        })
    }

    /// The fault of a value that is not of the kind that was expected.
    #[cold]
    pub fn wrong_kind(&mut self, expected: &'static str) -> Fault {
        match self.peek() {
            Ok(found) => Fault::wrong_kind(expected, found),
            Err(fault) => fault,
        }
    }

    /// Reads a word that the next byte began.
    #[inline]
    fn word(&mut self, word: &'static str) -> Result<(), Fault> {
        if self.text.as_bytes()[self.place.min(self.text.len())..].starts_with(word.as_bytes()) {
            self.place += word.len();
            Ok(())
        } else {
            Err(self.wrong("a JSON value"))
        }
    }

    /// Reads `null`.
    ///
    /// # Errors
    /// `wrong_kind`, `syntax`.
    #[inline]
    pub fn null(&mut self) -> Result<(), Fault> {
        if self.next_byte() == b'n' { self.word("null") } else { Err(self.wrong_kind("null")) }
    }

    /// Reads `null` if it stands here.
    ///
    /// # Errors
    /// `syntax`.
    #[inline]
    pub fn take_null(&mut self) -> Result<bool, Fault> {
        if self.next_byte() == b'n' { self.word("null").map(|()| true) } else { Ok(false) }
    }

    /// Reads a boolean.
    ///
    /// # Errors
    /// `wrong_kind`, `syntax`.
    #[inline]
    pub fn bool(&mut self) -> Result<bool, Fault> {
        match self.next_byte() {
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| false),
            _ => Err(self.wrong_kind("a boolean")),
        }
    }

    /// Enters an object or array.
    #[inline]
    fn enter(&mut self, open: u8, expected: &'static str) -> Result<(), Fault> {
        if self.next_byte() != open {
            return Err(self.wrong_kind(expected));
        }
        self.depth = self.depth.checked_sub(1).ok_or_else(too_deep)?;
        self.place += 1;
        self.fresh = true;
        Ok(())
    }

    /// Leaves an object or array whose closing bracket is the next byte.
    #[inline]
    fn leave(&mut self) {
        self.place += 1;
        self.fresh = false;
        self.depth += 1;
    }

    /// Reads `{`. Then call [`Reader::next_key`] until it gives `None`, and read a value each time.
    ///
    /// # Errors
    /// `wrong_kind`, `too_deep`, `syntax`.
    #[inline]
    pub fn begin_object(&mut self) -> Result<(), Fault> {
        self.enter(b'{', "an object")
    }

    /// Goes on to the next member or item, over the comma; `false` before the closing bracket.
    #[inline]
    fn advance(&mut self, close: u8, expected: &'static str) -> Result<bool, Fault> {
        let byte = self.next_byte();
        if byte == close {
            return Ok(false);
        }
        if self.fresh {
            self.fresh = false;
        } else if byte == b',' {
            self.place += 1;
        } else {
            return Err(self.wrong(expected));
        }
        Ok(true)
    }

    /// Reads the colon behind a key.
    #[inline]
    fn colon(&mut self) -> Result<(), Fault> {
        if self.next_byte() != b':' {
            return Err(self.wrong("`:`"));
        }
        self.place += 1;
        Ok(())
    }

    /// Reads `}` if it is next; else stays where it is.
    #[inline]
    pub(crate) fn take_object_end(&mut self) -> bool {
        let end = self.next_byte() == b'}';
        if end {
            self.leave();
        }
        end
    }

    /// Reads `[`. Then call [`Reader::next_item`] until it gives `false`, and read a value each time.
    ///
    /// # Errors
    /// `wrong_kind`, `too_deep`, `syntax`.
    #[inline]
    pub fn begin_array(&mut self) -> Result<(), Fault> {
        self.enter(b'[', "an array")
    }

    /// Goes on to the next item, or reads `]` and gives `false`.
    ///
    /// # Errors
    /// `syntax`.
    #[inline]
    pub fn next_item(&mut self) -> Result<bool, Fault> {
        let more = self.more_items()?;
        if !more {
            self.leave();
        }
        Ok(more)
    }

    /// Goes on to the next item, or stays before `]` and gives `false`.
    ///
    /// # Errors
    /// `syntax`.
    #[inline]
    pub fn more_items(&mut self) -> Result<bool, Fault> {
        self.advance(b']', "`,` or `]`")
    }

    /// Reads `]`.
    ///
    /// # Errors
    /// `syntax` when it is not next.
    #[inline]
    pub fn end_array(&mut self) -> Result<(), Fault> {
        if self.next_byte() != b']' {
            return Err(self.wrong("`]`"));
        }
        self.leave();
        Ok(())
    }

    /// Nothing but white space may follow.
    ///
    /// # Errors
    /// `syntax`.
    pub fn end(&mut self) -> Result<(), Fault> {
        self.next_byte();
        if self.place >= self.text.len() { Ok(()) } else { Err(self.wrong("the end of the text")) }
    }

    /// Reads over the value of a key that is the envelope's, and counts it.
    ///
    /// # Errors
    /// `syntax`, `too_deep`.
    pub fn skip_envelope(&mut self) -> Result<(), Fault> {
        self.skipped = self.skipped.saturating_add(1);
        self.skip_value()
    }

    /// How many members were skipped by [`Reader::skip_envelope`] since the text began.
    pub(crate) fn skipped(&self) -> u32 {
        self.skipped
    }

    /// Whether a value may be read on the chance that it must be read again.
    pub(crate) fn may_look_twice(&self) -> bool {
        self.second_looks > 0
    }

    /// Counts a value that is read again.
    pub(crate) fn look_twice(&mut self) {
        self.second_looks = self.second_looks.saturating_sub(1);
    }

    /// Sets what [`Reader::skipped`] counts, for unions that use it for their own tag.
    pub(crate) fn set_skipped(&mut self, skipped: u32) {
        self.skipped = skipped;
    }

    /// After a fault in the value of a key: where the key stands again in the same object, only
    /// the last one counts, so the value is read over. `start` is before the value.
    ///
    /// # Errors
    /// The fault, when the key does not stand again.
    #[cold]
    pub fn skip_repeated(&mut self, start: Mark, key: &str, fault: Fault) -> Result<(), Fault> {
        self.reset(start);
        if self.skip_value().is_err() {
            return Err(fault);
        }
        let behind = self.mark();
        while let Ok(Some(other)) = self.next_key() {
            if other == key {
                self.reset(behind);
                return Ok(());
            }
            if self.skip_value().is_err() {
                break;
            }
        }
        Err(fault)
    }

    /// The text between two places of this reader.
    #[inline]
    fn between(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or("")
    }
}

/// The fault of a value that nests too deep.
#[cold]
fn too_deep() -> Fault {
    Fault::too_deep("objects and arrays that nest less deep")
}
