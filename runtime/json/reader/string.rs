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

    /// As [`Reader::string`], copied.
    ///
    /// # Errors
    /// `wrong_kind`, `syntax`.
    pub fn owned_string(&mut self) -> Result<String, Fault> {
        self.next_byte();
        match self.take_plain() {
            Some(text) => Ok(text.to_owned()),
            None => self.string().map(Cow::into_owned),
        }
    }

    /// Reads a string if it begins with the next byte and nothing in it is escaped; else stays where
    /// it is.
    #[inline]
    fn take_plain(&mut self) -> Option<&'a str> {
        let start = self.place + 1;
        self.skip_plain().then(|| self.between(start, self.place - 1))
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

    /// Reads a string whose quote is the next byte.
    #[inline]
    pub(super) fn quoted(&mut self) -> Result<Cow<'a, str>, Fault> {
        match self.take_plain() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.escaped().map(Cow::Owned),
        }
    }

    /// The place of the quote, backslash or control character that ends plain text.
    #[inline]
    fn special(&self, start: usize) -> Result<usize, Fault> {
        scan::special(self.text.as_bytes(), start).ok_or_else(|| self.wrong("the end of a string"))
    }

    /// Reads a string that has escapes, and whose quote is the next byte.
    #[cold]
    fn escaped(&mut self) -> Result<String, Fault> {
        // No escape is shorter than what it stands for.
        let mut end = self.clone();
        end.skip_quoted()?;
        let mut out = String::with_capacity(end.place - self.place);
        self.place += 1;
        loop {
            let plain = self.place;
            self.place = self.special(plain)?;
            out.push_str(self.between(plain, self.place));
            let byte = self.byte();
            self.place += 1;
            match byte {
                b'"' => return Ok(out),
                b'\\' => out.push(self.escape()?),
                _ => return Err(self.wrong("a string without control characters")),
            }
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
