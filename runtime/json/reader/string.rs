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

    /// Reads a string whose quote is the next byte.
    #[inline]
    pub(super) fn quoted(&mut self) -> Result<Cow<'a, str>, Fault> {
        let start = self.place + 1;
        let stop = self.special(start)?;
        self.place = stop;
        if self.byte() == b'"' {
            self.place = stop + 1;
            return Ok(Cow::Borrowed(self.between(start, stop)));
        }
        self.escaped(start).map(Cow::Owned)
    }

    /// The place of the quote, backslash or control character that ends plain text.
    #[inline]
    fn special(&self, start: usize) -> Result<usize, Fault> {
        scan::special(self.text.as_bytes(), start).ok_or_else(|| self.wrong("the end of a string"))
    }

    /// Reads the rest of a string that has escapes; plain text up to this place began at `start`.
    #[cold]
    fn escaped(&mut self, start: usize) -> Result<String, Fault> {
        let mut out = String::from(self.between(start, self.place));
        loop {
            let byte = self.byte();
            self.place += 1;
            match byte {
                b'"' => return Ok(out),
                b'\\' => out.push(self.escape()?),
                _ => return Err(self.wrong("a string without control characters")),
            }
            let plain = self.place;
            self.place = self.special(plain)?;
            out.push_str(self.between(plain, self.place));
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
