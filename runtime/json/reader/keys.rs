//! Keys of objects: read one by one, or looked for among those that are known.

use super::Reader;
use crate::{error::Fault, json::scan::equal};
use std::borrow::Cow;

/// What [`Reader::take_one_of`] came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// The key with this index and its colon.
    Key(usize),
    /// `}`
    End,
    /// Nothing was read: another key is next, or something is wrong.
    Nothing,
}

impl<'a> Reader<'a> {
    /// Reads a key and its colon, or `}` and gives `None`.
    ///
    /// # Errors
    /// `syntax`.
    #[inline]
    pub fn next_key(&mut self) -> Result<Option<Cow<'a, str>>, Fault> {
        if !self.reach_key()? {
            return Ok(None);
        }
        let key = self.quoted()?;
        self.colon()?;
        Ok(Some(key))
    }

    /// As [`Reader::next_key`], and gives the key as JSON text too.
    #[inline]
    pub(crate) fn next_raw_key(&mut self) -> Result<Option<(Cow<'a, str>, &'a str)>, Fault> {
        if !self.reach_key()? {
            return Ok(None);
        }
        let start = self.place;
        let key = self.quoted()?;
        let raw = self.between(start, self.place);
        self.colon()?;
        Ok(Some((key, raw)))
    }

    /// Goes on to the quote of the next key, or reads `}` and gives `false`.
    #[inline]
    fn reach_key(&mut self) -> Result<bool, Fault> {
        if !self.advance(b'}', "`,` or `}`")? {
            self.leave();
            return Ok(false);
        }
        if self.next_byte() == b'"' { Ok(true) } else { Err(self.wrong("a key")) }
    }

    /// Reads the next key if it is this one, written without escapes; else stays where it is.
    #[inline]
    pub(crate) fn take_plain_key(&mut self, key: &str) -> bool {
        let start = self.mark();
        if matches!(self.advance(b'}', ""), Ok(true)) && self.next_byte() == b'"' {
            // What needs escapes is no key that stands for itself.
            if matches!(self.quoted(), Ok(Cow::Borrowed(found)) if found == key)
                && self.colon().is_ok()
            {
                return true;
            }
        }
        self.reset(start);
        false
    }

    /// Reads the next key if it is this one, given as JSON text with comma and colon (`,"type":`), and
    /// written just so; else stays where it is. A key that is written in another way, or of which
    /// something is wrong, is left to [`Reader::next_key`].
    #[inline]
    pub(crate) fn take_key(&mut self, raw: &str) -> bool {
        self.take_tight_key(raw) || self.take_spaced_key(raw)
    }

    /// As [`Reader::take_key`], without white space around the comma: mostly there is none.
    #[inline]
    fn take_tight_key(&mut self, raw: &str) -> bool {
        let key = if self.fresh { without_comma(raw) } else { raw.as_bytes() };
        let end = self.place + key.len();
        let here = self.text.as_bytes().get(self.place..end);
        let here = here.is_some_and(|here| equal(here, key));
        if here {
            self.place = end;
            self.fresh = false;
        }
        here
    }

    /// As [`Reader::take_key`], with white space around the comma.
    #[inline(never)]
    fn take_spaced_key(&mut self, raw: &str) -> bool {
        let before = self.place;
        let here = self.at_key().is_some_and(|rest| is_here(rest, raw));
        self.place = if here { self.place + without_comma(raw).len() } else { before };
        self.fresh &= !here;
        here
    }

    /// As [`Reader::take_key`] for one of several, or `}`. Looks at the expected key first and then at
    /// those behind it, because mostly keys stand in the order of the definition.
    #[inline]
    pub(crate) fn take_one_of(&mut self, raw: &[&str], expected: usize) -> Taken {
        match raw.get(expected) {
            Some(key) if self.take_tight_key(key) => Taken::Key(expected),
            _ => self.take_any_of(raw, expected),
        }
    }

    /// As [`Reader::take_one_of`], where another key is next than the expected one, or `}`.
    #[inline(never)]
    fn take_any_of(&mut self, raw: &[&str], expected: usize) -> Taken {
        if self.take_object_end() {
            return Taken::End;
        }
        let before = self.place;
        let rest = self.at_key().unwrap_or_default();
        let (earlier, later) = raw.split_at_checked(expected).unwrap_or((raw, &[]));
        let within = |keys: &[&str]| keys.iter().position(|key| is_here(rest, key));
        match within(later).map(|index| expected + index).or_else(|| within(earlier)) {
            Some(index) => {
                self.place += raw.get(index).map_or(0, |key| without_comma(key).len());
                self.fresh = false;
                Taken::Key(index)
            }
            None => {
                self.place = before;
                Taken::Nothing
            }
        }
    }

    /// Goes on to where a key must begin, over the comma, and gives the rest of the text.
    #[inline]
    fn at_key(&mut self) -> Option<&'a [u8]> {
        if !self.fresh {
            if self.next_byte() != b',' {
                return None;
            }
            self.place += 1;
        }
        self.next_byte();
        self.text.as_bytes().get(self.place..)
    }
}

/// Whether a text begins with a key, but for its comma.
#[inline]
fn is_here(rest: &[u8], raw: &str) -> bool {
    let key = without_comma(raw);
    // Where the colon is tells most keys apart.
    let here = rest.get(..key.len()).filter(|here| here.last() == Some(&b':'));
    here.is_some_and(|here| equal(here, key))
}

/// A key as it stands where it is the first.
#[inline]
fn without_comma(raw: &str) -> &[u8] {
    raw.as_bytes().get(1..).unwrap_or_default()
}
