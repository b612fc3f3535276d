//! What is wrong with one value, with the path to it built while unwinding.

use crate::{frame::Literal, json::Kind};
use std::{borrow::Cow, error::Error, fmt};

/// What is wrong with a value: the place below the value that was decoded, what was expected there,
/// and the JSON kind that was found. It never holds a value of the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(Box<Detail>);

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A key of an object, or several joined by dots.
    Key(Cow<'static, str>),
    /// A position in an array.
    Index(usize),
}

/// A fault lies behind one pointer, so that results stay small where nothing is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Detail {
    code: &'static str,
    /// Innermost first.
    path: Vec<Segment>,
    expected: Cow<'static, str>,
    found: Option<Kind>,
}

/// The longest key of a message that a path repeats, in characters.
const LONGEST_KEY: usize = 64;

/// Makes the constructors: one row each, with its code.
macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => { $(
        $(#[$doc])*
        #[cold]
        pub fn $name(expected: impl Into<Cow<'static, str>>) -> Self {
            Self::new($code, expected.into(), None)
        }
    )* };
}

impl Fault {
    faults! {
        /// The text is no JSON.
        syntax = "syntax";
        /// A number beyond a bound or beyond its type.
        out_of_range = "out_of_range";
        /// Fewer characters, bytes, items or keys than there must be.
        too_short = "too_short";
        /// More characters, bytes, items or keys than there may be.
        too_long = "too_long";
        /// Objects and arrays nest deeper than the limit.
        too_deep = "too_deep";
        /// More bytes than the limit.
        too_large = "too_large";
        /// More frames than the limit.
        too_many_frames = "too_many_frames";
        /// Text that is not of its format: a timestamp, a UUID, base64.
        format = "format";
        /// A number in the envelope that does not agree with what it counts.
        wrong_count = "wrong_count";
        /// A message that is none of the protocol's frames.
        unknown_frame = "unknown_frame";
        /// A tag that is none of the frame's events.
        unknown_event = "unknown_event";
        /// A topic that is none of the channels'.
        unknown_channel = "unknown_channel";
        /// An event that belongs to another phase of the connection.
        wrong_phase = "wrong_phase";
        /// A reply to which no request is known.
        no_pending_request = "no_pending_request";
        /// Compressed data that cannot be inflated.
        compression = "compression";
    }

    #[cold]
    fn new(code: &'static str, expected: Cow<'static, str>, found: Option<Kind>) -> Self {
        Self(Box::new(Detail { code, path: Vec::new(), expected, found }))
    }

    /// A fault with a code of those above, where what is expected is known only when running.
    #[cold]
    pub(crate) fn of(code: &'static str, expected: impl Into<Cow<'static, str>>) -> Self {
        Self::new(code, expected.into(), None)
    }

    /// A value of another JSON kind.
    #[cold]
    pub fn wrong_kind(expected: impl Into<Cow<'static, str>>, found: Kind) -> Self {
        Self::new("wrong_kind", expected.into(), Some(found))
    }

    /// A key that must be there.
    #[cold]
    pub fn missing(key: &'static str) -> Self {
        Self::new("missing_field", "a value".into(), None).below(key)
    }

    /// A position that must be there.
    #[cold]
    pub fn missing_item(index: usize) -> Self {
        Self::new("missing_item", "a value".into(), None).below_index(index)
    }

    /// A position that may not be there.
    #[cold]
    pub fn too_many_items(index: usize) -> Self {
        Self::new("too_many_items", "the end of the array".into(), None).below_index(index)
    }

    /// A key that the definition does not name.
    #[cold]
    pub fn unknown_field(key: &str) -> Self {
        Self::new("unknown_field", "no such key".into(), None).below_key(key)
    }

    /// Text that is not one of a set.
    #[cold]
    pub fn unknown_value(known: &'static [&'static str]) -> Self {
        Self::new("unknown_value", one_of(known).into(), None)
    }

    /// An integer that is not one of a set.
    #[cold]
    pub fn unknown_integer(known: &'static [i64]) -> Self {
        Self::new("unknown_value", one_of(known).into(), None)
    }

    /// A tag that is not one of a union's.
    #[cold]
    pub fn unknown_tag(known: &'static [Literal]) -> Self {
        Self::new("unknown_value", one_of(known).into(), None)
    }

    /// An object that has none of the keys of which one must be there.
    #[cold]
    pub fn no_key(known: &'static [&'static str]) -> Self {
        Self::new("missing_field", format!("an object with {}", one_of(known)).into(), None)
    }

    /// Several keys of which only one may be there.
    #[cold]
    pub fn ambiguous(known: &'static [&'static str]) -> Self {
        Self::new("ambiguous", format!("only {}", one_of(known)).into(), None)
    }

    /// An object without a key that names an event.
    #[cold]
    pub(crate) fn no_tag() -> Self {
        Self::new("missing_field", "a key that names an event".into(), None)
    }

    /// Several keys that name events.
    #[cold]
    pub(crate) fn several_tags() -> Self {
        Self::new("ambiguous", "only one key that names an event".into(), None)
    }

    /// A value that is not the constant that must stand there.
    #[cold]
    pub fn wrong_constant(literal: Literal) -> Self {
        Self::new("wrong_constant", literal.to_string().into(), None)
    }

    /// Text in which a regular expression is not found.
    #[cold]
    pub fn pattern(source: &'static str) -> Self {
        Self::new("pattern", format!("text that matches `{source}`").into(), None)
    }

    /// A number that is not a multiple of a step.
    #[cold]
    pub fn not_multiple(step: u64) -> Self {
        Self::new("not_multiple", format!("a multiple of {step}").into(), None)
    }

    /// A list with two equal items.
    #[cold]
    pub fn not_unique() -> Self {
        Self::new("not_unique", "items that differ from each other".into(), None)
    }

    /// Bytes that are not UTF-8 text.
    #[cold]
    pub fn not_utf8() -> Self {
        Self::new("not_utf8", "UTF-8 text".into(), None)
    }

    /// A binary message that has another layout.
    #[cold]
    pub fn other_layout() -> Self {
        Self::new("unknown_layout", "one of the binary layouts".into(), None)
    }

    /// An event that is none of the enum's.
    #[cold]
    pub fn no_event() -> Self {
        Self::unknown_event("one of the events")
    }

    /// Puts the place below a key that the definition names.
    #[cold]
    #[must_use]
    pub fn below(mut self, key: &'static str) -> Self {
        self.0.path.push(Segment::Key(Cow::Borrowed(key)));
        self
    }

    /// Puts the place below a key that the message chose; a long one is cut.
    #[cold]
    #[must_use]
    pub fn below_key(mut self, key: &str) -> Self {
        let mut short: String = key.chars().take(LONGEST_KEY).collect();
        if short.len() < key.len() {
            short.push('…');
        }
        self.0.path.push(Segment::Key(Cow::Owned(short)));
        self
    }

    /// Puts the place below a position.
    #[cold]
    #[must_use]
    pub fn below_index(mut self, index: usize) -> Self {
        self.0.path.push(Segment::Index(index));
        self
    }

    /// Forgets everything below a field marked as sensitive, and the kind that was found there.
    #[cold]
    #[must_use]
    pub fn masked(self, key: &'static str) -> Self {
        self.emptied().below(key)
    }

    /// Forgets the place within a sensitive value, and the kind that was found there.
    #[cold]
    #[must_use]
    pub fn emptied(mut self) -> Self {
        self.0.path.clear();
        self.0.found = None;
        self
    }

    /// A stable word for what is wrong.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// What was expected, as the end of a sentence: `a string`.
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// The JSON kind that was found instead, where that is the mistake.
    pub fn found(&self) -> Option<Kind> {
        self.0.found
    }

    /// The place, outermost step first.
    pub fn path(&self) -> impl DoubleEndedIterator<Item = &Segment> + '_ {
        self.0.path.iter().rev()
    }

    /// The place as text: `payload.items[3].name`; empty for the value itself.
    pub fn place(&self) -> String {
        let mut place = String::new();
        for segment in self.path() {
            match segment {
                Segment::Key(key) => {
                    if !place.is_empty() {
                        place.push('.');
                    }
                    place.push_str(key);
                }
                Segment::Index(index) => {
                    place.push('[');
                    place.push_str(&index.to_string());
                    place.push(']');
                }
            }
        }
        place
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place();
        let expected = self.expected();
        match self.code() {
            "missing_field" | "missing_item" if expected == "a value" => {
                return write!(out, "`{place}` is missing");
            }
            "unknown_field" => return write!(out, "`{place}` is not a known key"),
            _ => {}
        }
        if !place.is_empty() {
            write!(out, "at `{place}`: ")?;
        }
        write!(out, "expected {expected}")?;
        match self.found() {
            Some(found) => write!(out, ", found {found}"),
            None => Ok(()),
        }
    }
}

impl Error for Fault {}

/// `` `a`, `b` or `c` ``; long lists are cut.
fn one_of<T: fmt::Display>(known: &[T]) -> String {
    const SHOWN: usize = 12;
    if let [only] = known {
        return format!("`{only}`");
    }
    let mut text = String::from("one of ");
    for (index, value) in known.iter().take(SHOWN).enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(&format!("`{value}`"));
    }
    if known.len() > SHOWN {
        text.push_str(", …");
    }
    text
}
