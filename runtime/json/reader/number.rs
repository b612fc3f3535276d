//! Numbers: integers in range, exactly, and floating-point numbers.

use super::{Kind, Reader};
use crate::error::Fault;

/// An integer type that can be read.
pub trait Integer: TryFrom<i128> + TryFrom<i64> {
    /// The range as the end of a sentence: `an integer from 0 to 255`.
    const EXPECTED: &'static str;
}

/// One row for each integer type.
macro_rules! integers {
    ($($int:ty: $min:literal $max:literal,)*) => { $(
        impl Integer for $int {
            const EXPECTED: &'static str = concat!("an integer from ", $min, " to ", $max);
        }
    )* };
}
integers! {
    i8: "-128" "127",
    i16: "-32768" "32767",
    i32: "-2147483648" "2147483647",
    i64: "-9223372036854775808" "9223372036854775807",
    u8: "0" "255",
    u16: "0" "65535",
    u32: "0" "4294967295",
    u64: "0" "18446744073709551615",
}

/// What a number is as an integer.
enum Whole {
    /// This integer.
    Value(i128),
    /// An integer beyond every type.
    Beyond,
    /// It has a fraction.
    No,
}

impl<'a> Reader<'a> {
    /// Reads an integer. `1.0` and `1e2` are integers, as in JSON Schema and JavaScript.
    ///
    /// # Errors
    /// `wrong_kind` for other kinds and for fractions, `out_of_range`, `syntax`.
    #[inline]
    pub fn integer<T: Integer>(&mut self) -> Result<T, Fault> {
        let negative = self.next_byte() == b'-';
        let Some((value, end)) = whole_part(self.text.as_bytes(), self.place, negative) else {
            return self.long_integer();
        };
        if goes_on(self.text.as_bytes(), end) {
            return self.long_integer();
        }
        let value = value as i64;
        match T::try_from(if negative { -value } else { value }) {
            Ok(value) => {
                self.place = end;
                Ok(value)
            }
            Err(_) => Err(Fault::out_of_range(T::EXPECTED)),
        }
    }

    /// Reads an integer that has many digits, a fraction of zeros, or an exponent.
    #[cold]
    fn long_integer<T: Integer>(&mut self) -> Result<T, Fault> {
        if !matches!(self.next_byte(), b'-' | b'0'..=b'9') {
            return Err(self.wrong_kind("an integer"));
        }
        match whole(self.number()?) {
            Whole::Value(value) => T::try_from(value).map_err(|_| Fault::out_of_range(T::EXPECTED)),
            Whole::Beyond => Err(Fault::out_of_range(T::EXPECTED)),
            Whole::No => Err(Fault::wrong_kind("an integer", Kind::Number)),
        }
    }

    /// Reads a number and says whether it has no fraction.
    ///
    /// # Errors
    /// `wrong_kind`, `syntax`.
    pub fn is_whole_number(&mut self) -> Result<bool, Fault> {
        Ok(!matches!(whole(self.number()?), Whole::No))
    }

    /// Reads a number of double precision.
    ///
    /// # Errors
    /// `wrong_kind`, `out_of_range` when it is too large to be finite, `syntax`.
    #[inline]
    pub fn double(&mut self) -> Result<f64, Fault> {
        if let Some(value) = self.short_double() {
            return Ok(value);
        }
        match self.number()?.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(Fault::out_of_range("a number of double precision")),
        }
    }

    /// Reads a number of few digits without exponent, of which the nearest double is found by one
    /// division: both its digits and the power of ten are doubles exactly.
    #[inline]
    fn short_double(&mut self) -> Option<f64> {
        let bytes = self.text.as_bytes();
        let negative = self.next_byte() == b'-';
        let (mut value, mut end) = whole_part(bytes, self.place, negative)?;
        let mut scale = 1.0;
        if bytes.get(end) == Some(&b'.') {
            let (point, before) = (end, end - self.place);
            (value, end) = digits(bytes, point + 1, value, MOST_DIGITS.checked_sub(before)?);
            scale = *POWERS.get(end - point - 1)?;
        }
        if value > 1 << 53 || goes_on(bytes, end) || bytes.get(end - 1) == Some(&b'.') {
            return None;
        }
        self.place = end;
        let value = value as f64 / scale;
        Some(if negative { -value } else { value })
    }

    /// Reads a number of single precision.
    ///
    /// # Errors
    /// As [`Reader::double`].
    #[inline]
    pub fn single(&mut self) -> Result<f32, Fault> {
        match self.number()?.parse::<f32>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(Fault::out_of_range("a number of single precision")),
        }
    }

    /// Reads a number as its text.
    ///
    /// # Errors
    /// `wrong_kind`, `syntax`.
    #[inline]
    pub fn number(&mut self) -> Result<&'a str, Fault> {
        if !matches!(self.next_byte(), b'-' | b'0'..=b'9') {
            return Err(self.wrong_kind("a number"));
        }
        let start = self.place;
        self.skip_number()?;
        Ok(self.between(start, self.place))
    }

    /// Reads over a number whose first byte is the next one.
    #[inline]
    pub(super) fn skip_number(&mut self) -> Result<(), Fault> {
        if self.byte() == b'-' {
            self.place += 1;
        }
        if self.byte() == b'0' {
            self.place += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == b'.' {
            self.place += 1;
            self.digits()?;
        }
        if matches!(self.byte(), b'e' | b'E') {
            self.place += 1;
            if matches!(self.byte(), b'+' | b'-') {
                self.place += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    /// Reads over digits, at least one.
    #[inline]
    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.place;
        while self.byte().is_ascii_digit() {
            self.place += 1;
        }
        if self.place == start { Err(self.wrong("a digit")) } else { Ok(()) }
    }
}

/// So many digits always fit into 64 bits, with their sign.
const MOST_DIGITS: usize = 18;

/// Powers of ten, all of which are doubles exactly.
const POWERS: [f64; MOST_DIGITS + 1] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18,
];

/// Reads digits, but not too many, behind those that make `value` already: the value and the place
/// behind them.
#[inline]
fn digits(bytes: &[u8], start: usize, mut value: u64, most: usize) -> (u64, usize) {
    let mut place = start;
    while let Some(digit @ b'0'..=b'9') = bytes.get(place)
        && place - start < most
    {
        value = value * 10 + u64::from(digit - b'0');
        place += 1;
    }
    (value, place)
}

/// The digits of a number before its fraction: their value, and the place behind them. `None` where
/// there are none, or a zero before others.
#[inline]
fn whole_part(bytes: &[u8], start: usize, negative: bool) -> Option<(u64, usize)> {
    let first = start + usize::from(negative);
    let (value, end) = digits(bytes, first, 0, MOST_DIGITS);
    let leading_zero = end - first > 1 && bytes.get(first) == Some(&b'0');
    (end > first && !leading_zero).then_some((value, end))
}

/// Whether a number does not end at this place.
#[inline]
fn goes_on(bytes: &[u8], end: usize) -> bool {
    matches!(bytes.get(end), Some(b'0'..=b'9' | b'.' | b'e' | b'E'))
}

/// What the text of a JSON number is as an integer, exactly.
fn whole(text: &str) -> Whole {
    /// More digits than any integer type has.
    const DIGITS: i64 = 30;
    let (negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let after = after.trim_end_matches('0');
    let digits = || before.bytes().chain(after.bytes()).skip_while(|digit| *digit == b'0');
    let count = digits().count() as i64;
    if count == 0 {
        return Whole::Value(0);
    }
    // An exponent too long to be parsed is as good as endless.
    let endless = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
    let exponent = exponent.parse().unwrap_or(endless).clamp(i64::MIN / 2, i64::MAX / 2);
    let shift = exponent - after.len() as i64;
    let zeros = digits().rev_zeros();
    if shift < 0 && zeros < shift.unsigned_abs() {
        return rounded(negative, text);
    }
    if count + shift > DIGITS {
        return Whole::Beyond;
    }
    // What is kept has at most `DIGITS` digits: zeros at the end are taken off or put on.
    let mut value: i128 = 0;
    for digit in digits().take((count + shift.min(0)).max(0) as usize) {
        value = value * 10 + i128::from(digit - b'0');
    }
    for _ in 0..shift.max(0) {
        value *= 10;
    }
    Whole::Value(if negative { -value } else { value })
}

/// A number with a fraction that double precision does not keep is an integer after all: JavaScript
/// and JSON Schema see no more of it.
#[cold]
fn rounded(negative: bool, text: &str) -> Whole {
    match text.parse::<f64>() {
        Ok(value) if value.fract() == 0.0 => {
            let value = value as i128;
            Whole::Value(if negative { -value } else { value })
        }
        _ => Whole::No,
    }
}

/// Counts zeros at the end.
trait TrailingZeros {
    /// How many of the last digits are zeros.
    fn rev_zeros(self) -> u64;
}

impl<I: Iterator<Item = u8>> TrailingZeros for I {
    fn rev_zeros(self) -> u64 {
        self.fold(0, |zeros, digit| if digit == b'0' { zeros + 1 } else { 0 })
    }
}
