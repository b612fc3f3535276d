//! Reads over values without recursion, checking their syntax.

use super::{Reader, too_deep};
use crate::error::Fault;

/// One bit for each level: whether it is an object.
struct Levels([u64; Reader::MAX_DEPTH as usize / 64 + 1], usize);

impl Levels {
    /// Goes one level deeper.
    fn push(&mut self, object: bool) {
        self.1 += 1;
        if let Some(word) = self.0.get_mut(self.1 / 64) {
            let bit = 1 << (self.1 % 64);
            *word = if object { *word | bit } else { *word & !bit };
        }
    }

    /// Whether this level is an object.
    fn object(&self) -> bool {
        self.0.get(self.1 / 64).is_some_and(|word| word & (1 << (self.1 % 64)) != 0)
    }
}

impl<'a> Reader<'a> {
    /// Reads over one value.
    ///
    /// # Errors
    /// `syntax`, `too_deep`.
    #[inline]
    pub fn skip_value(&mut self) -> Result<(), Fault> {
        match self.next_byte() {
            b'{' | b'[' => self.skip_nested(),
            b'"' if self.skip_plain() => Ok(()),
            _ => self.skip_scalar(),
        }
    }

    /// Reads one value as its text.
    ///
    /// # Errors
    /// `syntax`, `too_deep`.
    pub fn raw_value(&mut self) -> Result<&'a str, Fault> {
        self.next_byte();
        let start = self.place;
        self.skip_value()?;
        Ok(self.between(start, self.place))
    }

    /// Reads over a value that is no object or array.
    #[inline]
    fn skip_scalar(&mut self) -> Result<(), Fault> {
        match self.byte() {
            b'"' => self.skip_quoted(),
            b'-' | b'0'..=b'9' => self.skip_number(),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => Err(self.wrong("a JSON value")),
        }
    }

    /// Reads over an object or array, whose opening bracket is the next byte.
    fn skip_nested(&mut self) -> Result<(), Fault> {
        let room = self.depth as usize;
        let mut levels = Levels([0; _], 0);
        loop {
            // A value begins here.
            match self.next_byte() {
                open @ (b'{' | b'[') => {
                    if levels.1 >= room {
                        return Err(too_deep());
                    }
                    self.place += 1;
                    levels.push(open == b'{');
                    let close = if open == b'{' { b'}' } else { b']' };
                    if self.next_byte() != close {
                        self.skip_key_of(&levels)?;
                        continue;
                    }
                    self.place += 1;
                    levels.1 -= 1;
                }
                _ => self.skip_scalar()?,
            }
            // A value ended here.
            loop {
                if levels.1 == 0 {
                    self.fresh = false;
                    return Ok(());
                }
                match (self.next_byte(), levels.object()) {
                    (b',', _) => {
                        self.place += 1;
                        self.skip_key_of(&levels)?;
                        break;
                    }
                    (b'}', true) | (b']', false) => {
                        self.place += 1;
                        levels.1 -= 1;
                    }
                    (_, true) => return Err(self.wrong("`,` or `}`")),
                    (_, false) => return Err(self.wrong("`,` or `]`")),
                }
            }
        }
    }

    /// Reads over a key and its colon, in an object.
    #[inline]
    fn skip_key_of(&mut self, levels: &Levels) -> Result<(), Fault> {
        if levels.object() {
            if self.next_byte() != b'"' {
                return Err(self.wrong("a key"));
            }
            self.skip_quoted()?;
            self.colon()?;
        }
        Ok(())
    }
}
