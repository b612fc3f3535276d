//! Strings: borrowed from the text where nothing is escaped.

use super::Reader;
use crate::{error::Fault, json::scan};
use std::borrow::Cow;

impl<'a> Reader<'a> {
    /// Reads a string. An escaped lone surrogate becomes U+FFFD, as it does when a browser sends
    /// such text.
    ///
    /// # Errors
    /// `wrong_kind`, `syntax`.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        if self.next_byte() == b'"' { self.quoted() } else { Err(self.wrong_kind("a string")) }
    }

    /// As [`Reader::string`], copied.
    ///
    /// # Errors
    /// `wrong_kind`, `syntax`.
    pub fn owned_string(&mut self) -> Result<String, Fault> {
        if self.next_byte() != b'"' {
            return Err(self.wrong_kind("a string"));
        }
        let start = self.place + 1;
        let stop = self.special(start)?;
        if self.text.as_bytes().get(stop) != Some(&b'"') {
            return self.escaped(stop);
        }
        self.place = stop + 1;
        Ok(self.between(start, stop).to_owned())
    }

    /// Reads a string if it is this one, given as JSON text; else stays where it is.
    #[inline]
    pub(crate) fn take_text(&mut self, raw: &str) -> bool {
        self.next_byte();
        let rest = self.text.as_bytes().get(self.place..).unwrap_or_default();
        let here = rest.starts_with(raw.as_bytes());
        if here {
            self.place += raw.len();
        }
        here
    }

    /// Reads a string whose quote is the next byte.
    #[inline]
    pub(super) fn quoted(&mut self) -> Result<Cow<'a, str>, Fault> {
        let start = self.place + 1;
        let stop = self.special(start)?;
        if self.text.as_bytes().get(stop) != Some(&b'"') {
            return self.escaped(stop).map(Cow::Owned);
        }
        self.place = stop + 1;
        Ok(Cow::Borrowed(self.between(start, stop)))
    }

    /// Reads over a string if it begins with the next byte and nothing in it is escaped; else stays
    /// where it is.
    #[inline]
    pub(super) fn skip_plain(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        if bytes.get(self.place) == Some(&b'"')
            && let Some(stop) = scan::special(bytes, self.place + 1)
            && bytes.get(stop) == Some(&b'"')
        {
            self.place = stop + 1;
            return true;
        }
        false
    }

    /// The place of the quote, backslash or control character that ends plain text.
    #[inline]
    fn special(&self, start: usize) -> Result<usize, Fault> {
        scan::special(self.text.as_bytes(), start).ok_or_else(|| self.wrong("the end of a string"))
    }

    /// Reads a string that is not plain. Its quote is the next byte, and `special` the first place
    /// that is not plain.
    #[cold]
    fn escaped(&mut self, mut special: usize) -> Result<String, Fault> {
        let mut plain = self.place + 1;
        // What follows the first escape is mostly no longer than what stands before it.
        let mut out =
            String::with_capacity(((special - plain) * 2 + 16).min(self.text.len() - plain));
        loop {
            out.push_str(self.between(plain, special));
            self.place = special;
            let byte = self.byte();
            self.place += 1;
            match byte {
                b'"' => return Ok(out),
                b'\\' => out.push(self.escape()?),
                _ => return Err(self.wrong("a string without control characters")),
            }
            plain = self.place;
            special = self.special(plain)?;
        }
    }

    /// Reads what follows a backslash.
    fn escape(&mut self) -> Result<char, Fault> {
        let byte = self.byte();
        self.place += 1;
        Ok(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.four_digits()?;
                char::from_u32(first).unwrap_or_else(|| self.surrogate(first))
            }
            _ => return Err(self.wrong("an escape")),
        })
    }

    /// The character of a high surrogate and the low one behind it; U+FFFD when it has none, and
    /// then what follows is read on its own.
    fn surrogate(&mut self, high: u32) -> char {
        let start = self.place;
        if high < 0xDC00 && self.text.as_bytes()[start.min(self.text.len())..].starts_with(b"\\u") {
            self.place += 2;
            if let Ok(low @ 0xDC00..=0xDFFF) = self.four_digits() {
                let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            }
            self.place = start;
        }
        char::REPLACEMENT_CHARACTER
    }

    /// Reads four hexadecimal digits.
    fn four_digits(&mut self) -> Result<u32, Fault> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = char::from(self.byte()).to_digit(16);
            code = code * 16 + digit.ok_or_else(|| self.wrong("four hexadecimal digits"))?;
            self.place += 1;
        }
        Ok(code)
    }

    /// Reads over a string whose quote is the next byte, checking it as [`Reader::string`] does.
    #[inline]
    pub(super) fn skip_quoted(&mut self) -> Result<(), Fault> {
        self.place = self.special(self.place + 1)?;
        loop {
            let byte = self.byte();
            self.place += 1;
            match byte {
                b'"' => return Ok(()),
                b'\\' => {
                    self.escape()?;
                }
                _ => return Err(self.wrong("a string without control characters")),
            }
            self.place = self.special(self.place)?;
        }
    }
}
