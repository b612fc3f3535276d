//! What is wrong: a code, a place and what was expected. Never a value of the message.

use std::fmt;

/// Makes [`Code`]: one row each, with the word that the runtimes use for it.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// A stable word for what is wrong; the runtimes use the same words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// The word.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

codes! {
    /// Text inside a string is no JSON, or binary text is no hexadecimal digits.
    Syntax = "syntax",
    /// A value of another JSON kind.
    WrongKind = "wrong_kind",
    /// A key that must be there.
    MissingField = "missing_field",
    /// A position that must be there.
    MissingItem = "missing_item",
    /// A position that may not be there.
    TooManyItems = "too_many_items",
    /// A key that the definition does not name.
    UnknownField = "unknown_field",
    /// A value that is not one of a set.
    UnknownValue = "unknown_value",
    /// Several keys of which only one may be there.
    Ambiguous = "ambiguous",
    /// Not the constant that must stand there.
    WrongConstant = "wrong_constant",
    /// A number beyond a bound or beyond its type.
    OutOfRange = "out_of_range",
    /// Not a multiple of a step.
    NotMultiple = "not_multiple",
    /// Fewer characters, bytes, items or keys than there must be.
    TooShort = "too_short",
    /// More characters, bytes, items or keys than there may be.
    TooLong = "too_long",
    /// Text in which a regular expression is not found.
    Pattern = "pattern",
    /// A list with two equal items.
    NotUnique = "not_unique",
    /// Text that is not of its format: a timestamp, a UUID, base64.
    Format = "format",
    /// Bytes that are not UTF-8 text.
    NotUtf8 = "not_utf8",
    /// A frame that has more bytes than its event may have.
    TooLarge = "too_large",
    /// Objects and arrays nest too deep.
    TooDeep = "too_deep",
    /// A number in the envelope that does not agree with what it counts.
    WrongCount = "wrong_count",
    /// A frame that is none of the protocol's.
    UnknownFrame = "unknown_frame",
    /// A tag that is none of the frame's events.
    UnknownEvent = "unknown_event",
    /// An event that belongs to another phase of the connection.
    WrongPhase = "wrong_phase",
    /// A reply to which no request is known.
    NoPendingRequest = "no_pending_request",
    /// A binary message that has another layout.
    UnknownLayout = "unknown_layout",
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A key of an object.
    Key(String),
    /// A position in an array.
    Index(usize),
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub code: Code,
    /// The place, outermost step first.
    pub path: Vec<Step>,
    /// What was expected there, as the end of a sentence: `a string`.
    pub expected: String,
    /// The JSON kind that was found instead, where that is the mistake.
    pub found: Option<&'static str>,
}

impl Fault {
    /// A fault at the value itself.
    pub fn new(code: Code, expected: impl Into<String>) -> Self {
        Self { code, path: Vec::new(), expected: expected.into(), found: None }
    }

    /// A value of another JSON kind.
    pub fn wrong_kind(expected: impl Into<String>, found: &serde_json::Value) -> Self {
        Self { found: Some(super::value::kind(found)), ..Self::new(Code::WrongKind, expected) }
    }

    /// A key that must be there.
    pub fn missing(key: &str) -> Self {
        Self::new(Code::MissingField, "a value").below(key)
    }

    /// A key that the definition does not name.
    pub fn unknown_field(key: &str) -> Self {
        Self::new(Code::UnknownField, "no such key").below(key)
    }

    /// Puts the place below a key.
    #[must_use]
    pub fn below(mut self, key: &str) -> Self {
        self.path.insert(0, Step::Key(key.to_owned()));
        self
    }

    /// Puts the place below a position.
    #[must_use]
    pub fn below_index(mut self, index: usize) -> Self {
        self.path.insert(0, Step::Index(index));
        self
    }

    /// Puts the place below a path.
    #[must_use]
    pub fn below_path(mut self, path: &[Step]) -> Self {
        self.path.splice(0..0, path.iter().cloned());
        self
    }

    /// Forgets everything below a field marked as sensitive.
    #[must_use]
    pub fn masked(mut self) -> Self {
        self.path.clear();
        self.found = None;
        self
    }

    /// The place as text: `payload.items[3].name`; empty for the value itself.
    pub fn place(&self) -> String {
        let mut place = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) => {
                    if !place.is_empty() {
                        place.push('.');
                    }
                    place.push_str(key);
                }
                Step::Index(index) => place.push_str(&format!("[{index}]")),
            }
        }
        place
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place();
        match self.code {
            Code::MissingField | Code::MissingItem if self.expected == "a value" => {
                return write!(out, "`{place}` is missing");
            }
            Code::UnknownField => return write!(out, "`{place}` is not a known key"),
            _ => {}
        }
        if !place.is_empty() {
            write!(out, "at `{place}`: ")?;
        }
        write!(out, "expected {}", self.expected)?;
        match self.found {
            Some(found) => write!(out, ", found {found}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Fault {}

/// `` `a`, `b` or `c` `` for messages; long lists are cut.
pub(crate) fn one_of(known: impl IntoIterator<Item = String>) -> String {
    const SHOWN: usize = 12;
    let mut words: Vec<String> =
        known.into_iter().take(SHOWN + 1).map(|word| format!("`{word}`")).collect();
    if words.len() > SHOWN {
        words.truncate(SHOWN);
        words.push("…".to_owned());
    }
    match words.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        _ => format!("one of {}", words.join(", ")),
    }
}
