//! Appends JSON text to one buffer.

/// A writer of JSON text over a buffer that can be reused.
///
/// Commas follow from what stands before: [`Writer::separate`] and [`Writer::key`] put one unless
/// an object or array was just opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writer {
    text: String,
}

/// Marks bytes that must be escaped in a string: the letter behind the backslash, `u` for `\u00xx`,
/// 0 for bytes that stand for themselves.
const ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = b'u';
        byte += 1;
    }
    table[0x08] = b'b';
    table[0x09] = b't';
    table[0x0A] = b'n';
    table[0x0C] = b'f';
    table[0x0D] = b'r';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
};

impl Writer {
    /// The first integer beyond which not every integer is a double.
    pub(crate) const EXACT: f64 = 9_007_199_254_740_992.0;

    /// A writer over an empty buffer.
    pub fn new() -> Self {
        Self::default()
    }

    /// A writer that appends to this text. Take it back with [`Writer::into_string`].
    pub fn over(text: String) -> Self {
        Self { text }
    }

    /// What was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What was written.
    pub fn into_string(self) -> String {
        self.text
    }

    /// What was written as plain text: without the quotes and escapes when it is one JSON string.
    pub fn into_plain(self) -> String {
        match super::Reader::new(&self.text).string() {
            Ok(text) => text.into_owned(),
            Err(_) => self.text,
        }
    }

    /// How many bytes were written.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Forgets what was written after this length, which is the end of a value.
    pub fn truncate(&mut self, length: usize) {
        if self.text.is_char_boundary(length) {
            self.text.truncate(length);
        }
    }

    /// Whether the next member or item is the first, and needs no comma before it.
    #[inline]
    pub fn first(&self) -> bool {
        // No value ends in an opening bracket: text ends in a quote.
        matches!(self.text.as_bytes().last(), None | Some(b'{' | b'['))
    }

    /// A comma, unless the next member or item is the first.
    #[inline]
    pub fn separate(&mut self) {
        if !self.first() {
            self.text.push(',');
        }
    }

    /// `{`
    #[inline]
    pub fn begin_object(&mut self) {
        self.text.push('{');
    }

    /// `}`
    #[inline]
    pub fn end_object(&mut self) {
        self.text.push('}');
    }

    /// `[`
    #[inline]
    pub fn begin_array(&mut self) {
        self.text.push('[');
    }

    /// `]`
    #[inline]
    pub fn end_array(&mut self) {
        self.text.push(']');
    }

    /// A key with its colon, and a comma before it unless it is the first.
    #[inline]
    pub fn key(&mut self, key: &str) {
        self.separate();
        self.string(key);
        self.text.push(':');
    }

    /// A key that is JSON text already, with comma, quotes and colon: `,"type":`; without the comma
    /// if it is the first.
    #[inline]
    pub fn raw_key(&mut self, key: &str) {
        let key = if self.first() { key.get(1..).unwrap_or_default() } else { key };
        self.text.push_str(key);
    }

    /// JSON text as it is.
    #[inline]
    pub fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// `null`
    #[inline]
    pub fn null(&mut self) {
        self.text.push_str("null");
    }

    /// `true` or `false`
    #[inline]
    pub fn bool(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// An integer.
    #[inline]
    pub fn int<T: itoa::Integer>(&mut self, value: T) {
        self.text.push_str(itoa::Buffer::new().format(value));
    }

    /// A number: an integral one without fraction, any other with the fewest digits that give the
    /// same value again. What JSON cannot say (NaN, infinite) is `null`, as in JavaScript.
    pub fn float(&mut self, value: f64) {
        let whole = value as i64;
        if whole as f64 == value && value.abs() < Self::EXACT {
            // Negative zero is `0`, as in JavaScript.
            self.int(whole);
        } else if !value.is_finite() {
            self.null();
        } else {
            self.text.push_str(zmij::Buffer::new().format_finite(value));
        }
    }

    /// A number of single precision, with the fewest digits that give the same value again.
    pub fn single(&mut self, value: f32) {
        if !value.is_finite() || value.fract() == 0.0 {
            self.float(value.into());
        } else {
            self.text.push_str(zmij::Buffer::new().format_finite(value));
        }
    }

    /// Text in quotes, escaped as `JSON.stringify` does.
    pub fn string(&mut self, value: &str) {
        if super::scan::special(value.as_bytes(), 0).is_some() {
            return self.escaped(value);
        }
        self.text.reserve(value.len() + 2);
        self.text.push('"');
        self.text.push_str(value);
        self.text.push('"');
    }

    /// As [`Writer::string`], where something must be escaped.
    #[inline(never)]
    fn escaped(&mut self, value: &str) {
        self.text.reserve(value.len() + 8);
        self.text.push('"');
        let mut clean = 0;
        let bytes = value.as_bytes();
        while let Some(found) = super::scan::special(bytes, clean) {
            let byte = bytes[found];
            self.text.push_str(&value[clean..found]);
            clean = found + 1;
            self.text.push('\\');
            let escape = ESCAPES[usize::from(byte)];
            self.text.push(escape.into());
            if escape == b'u' {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                self.text.push_str("00");
                self.text.push(DIGITS[usize::from(byte >> 4)].into());
                self.text.push(DIGITS[usize::from(byte & 15)].into());
            }
        }
        self.text.push_str(&value[clean..]);
        self.text.push('"');
    }
}
