//! What must hold of a value beyond its type, as constant data.
//!
//! ```ignore
//! static PATTERN: codegen::Pattern = codegen::Pattern::new("^[a-z]+$");
//! codegen::check(&name, "name", &Constraints { max_length: Some(64), pattern: Some(&PATTERN), ..Constraints::NONE })?;
//! ```

use crate::{
    error::Fault,
    json::Encode,
    types::{Bytes, Decimal, Map, Quoted},
};
use regex_lite::Regex;
use std::sync::OnceLock;

/// What must hold of a value. Length counts code points of text, bytes of [`Bytes`], items of a
/// list, keys of a map.
#[derive(Debug, Clone, Copy)]
pub struct Constraints {
    /// Smallest number.
    pub min: Option<NumberBound>,
    /// Largest number.
    pub max: Option<NumberBound>,
    /// The number is larger than this.
    pub above: Option<NumberBound>,
    /// The number is smaller than this.
    pub below: Option<NumberBound>,
    /// The integer is a multiple of this, which is not 0.
    pub multiple_of: Option<u64>,
    /// Smallest length.
    pub min_length: Option<u64>,
    /// Largest length.
    pub max_length: Option<u64>,
    /// A regular expression, searched for anywhere in the text.
    pub pattern: Option<&'static Pattern>,
    /// No two items of the list are equal.
    pub unique: bool,
}

impl Constraints {
    /// Nothing to check.
    pub const NONE: Self = Self {
        min: None,
        max: None,
        above: None,
        below: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        unique: false,
    };
}

/// A bound: an integer exactly, or a fraction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NumberBound {
    /// An integer.
    Int(i128),
    /// A number with a fraction.
    Float(f64),
}

/// A regular expression that is compiled when it is first needed. Make it a `static`.
#[derive(Debug)]
pub struct Pattern {
    /// Its text.
    source: &'static str,
    /// `None` inside when the text is no regular expression.
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern with this text.
    pub const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// Its text.
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether it is found in the text. A pattern that cannot be compiled matches nothing; derives
    /// and the compiler refuse such a pattern.
    pub fn is_match(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| Regex::new(self.source).ok());
        compiled.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// A value that constraints may apply to. A constraint that means nothing for a type holds.
#[diagnostic::on_unimplemented(
    message = "constraints mean nothing for `{Self}`",
    label = "a number, text, bytes, a list, a map, or a newtype of one with constraints of its own"
)]
pub trait Constrain {
    /// Checks the value.
    ///
    /// # Errors
    /// `out_of_range`, `too_short`, `too_long`, `pattern`, `not_multiple`, `not_unique`.
    fn constrain(&self, constraints: &Constraints) -> Result<(), Fault>;
}

/// Checks the value of a field.
///
/// # Errors
/// The fault, at the key. For a transparent type pass no key: call [`Constrain::constrain`].
#[inline]
pub fn check<T: Constrain + ?Sized>(
    value: &T,
    key: &'static str,
    constraints: &Constraints,
) -> Result<(), Fault> {
    value.constrain(constraints).map_err(|fault| fault.below(key))
}

/// Implements [`Constrain`] for integers.
macro_rules! integers {
    ($($int:ty)*) => { $(
        impl Constrain for $int {
            #[inline]
            fn constrain(&self, constraints: &Constraints) -> Result<(), Fault> {
                let value = i128::from(*self);
                let order = |bound| match bound {
                    NumberBound::Int(bound) => value.partial_cmp(&bound),
                    // A 64-bit integer and a fraction: exact up to 2^53, and monotonic beyond.
                    NumberBound::Float(bound) => (value as f64).partial_cmp(&bound),
                };
                range(constraints, order)?;
                match constraints.multiple_of {
                    Some(step) if step != 0 && value % i128::from(step) != 0 => {
                        Err(Fault::not_multiple(step))
                    }
                    _ => Ok(()),
                }
            }
        }
    )* };
}
integers!(i8 i16 i32 i64 u8 u16 u32 u64);

/// Implements [`Constrain`] for floating-point numbers.
macro_rules! floats {
    ($($float:ty)*) => { $(
        impl Constrain for $float {
            #[inline]
            fn constrain(&self, constraints: &Constraints) -> Result<(), Fault> {
                let value = f64::from(*self);
                range(constraints, |bound| value.partial_cmp(&match bound {
                    NumberBound::Int(bound) => bound as f64,
                    NumberBound::Float(bound) => bound,
                }))?;
                match constraints.multiple_of {
                    Some(step) if step != 0 && value % step as f64 != 0.0 => {
                        Err(Fault::not_multiple(step))
                    }
                    _ => Ok(()),
                }
            }
        }
    )* };
}
floats!(f32 f64);

impl Constrain for str {
    fn constrain(&self, constraints: &Constraints) -> Result<(), Fault> {
        if constraints.min_length.is_some() || constraints.max_length.is_some() {
            length(constraints, self.chars().count(), "characters")?;
        }
        match constraints.pattern {
            Some(pattern) if !pattern.is_match(self) => Err(Fault::pattern(pattern.source)),
            _ => Ok(()),
        }
    }
}

impl Constrain for String {
    fn constrain(&self, constraints: &Constraints) -> Result<(), Fault> {
        self.as_str().constrain(constraints)
    }
}

impl Constrain for Decimal {
    fn constrain(&self, constraints: &Constraints) -> Result<(), Fault> {
        range(constraints, |bound| Some(self.compare(bound)))?;
        self.as_str().constrain(constraints)
    }
}

impl<T: Constrain> Constrain for Quoted<T> {
    fn constrain(&self, constraints: &Constraints) -> Result<(), Fault> {
        self.0.constrain(constraints)
    }
}

impl Constrain for Bytes {
    fn constrain(&self, constraints: &Constraints) -> Result<(), Fault> {
        length(constraints, self.len(), "bytes")
    }
}

impl<T: Encode> Constrain for Vec<T> {
    fn constrain(&self, constraints: &Constraints) -> Result<(), Fault> {
        length(constraints, self.len(), "items")?;
        if constraints.unique && !super::are_unique(self) {
            return Err(Fault::not_unique());
        }
        Ok(())
    }
}

impl<T> Constrain for Map<T> {
    fn constrain(&self, constraints: &Constraints) -> Result<(), Fault> {
        length(constraints, self.len(), "keys")
    }
}

impl<T: Constrain> Constrain for Option<T> {
    fn constrain(&self, constraints: &Constraints) -> Result<(), Fault> {
        self.as_ref().map_or(Ok(()), |value| value.constrain(constraints))
    }
}

impl<T: Constrain + ?Sized> Constrain for Box<T> {
    fn constrain(&self, constraints: &Constraints) -> Result<(), Fault> {
        (**self).constrain(constraints)
    }
}

/// Checks the four bounds by how the value compares to each.
fn range(
    constraints: &Constraints,
    order: impl Fn(NumberBound) -> Option<std::cmp::Ordering>,
) -> Result<(), Fault> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    type Row = (Option<NumberBound>, &'static str, &'static [std::cmp::Ordering]);
    let rows: [Row; 4] = [
        (constraints.min, "at least", &[Equal, Greater]),
        (constraints.max, "at most", &[Less, Equal]),
        (constraints.above, "more than", &[Greater]),
        (constraints.below, "less than", &[Less]),
    ];
    for (bound, words, allowed) in rows {
        if let Some(bound) = bound
            && !order(bound).is_some_and(|order| allowed.contains(&order))
        {
            return Err(match bound {
                NumberBound::Int(bound) => Fault::out_of_range(format!("{words} {bound}")),
                NumberBound::Float(bound) => Fault::out_of_range(format!("{words} {bound}")),
            });
        }
    }
    Ok(())
}

/// Checks both lengths.
fn length(constraints: &Constraints, length: usize, unit: &str) -> Result<(), Fault> {
    let length = length as u64;
    match (constraints.min_length, constraints.max_length) {
        (Some(min), _) if length < min => Err(Fault::too_short(format!("at least {min} {unit}"))),
        (_, Some(max)) if length > max => Err(Fault::too_long(format!("at most {max} {unit}"))),
        _ => Ok(()),
    }
}
