//! Random values that satisfy constraints, for `arbitrary::Arbitrary`.

mod described;

pub use described::described;

use super::{Constrain, Constraints, NumberBound};
use crate::types::{
    Bytes, Decimal, DurationMillis, DurationSeconds, JsonText, Map, Quoted, Timestamp, UnixMillis,
    UnixSeconds, Url, Uuid, Value,
};
use arbitrary::{Arbitrary, Error, Result, Unstructured};

/// How often a value is made anew until it satisfies what it was not made for.
const TRIES: usize = 64;

/// The most items, characters or bytes beyond the smallest length.
const SLACK: u64 = 16;

/// How deep made JSON values nest.
const DEEPEST: usize = 3;

/// A value that is made to satisfy constraints: ranges and lengths by construction, patterns by
/// trying, which gives up on patterns that random text does not meet.
pub trait Sample: Sized {
    /// Makes a value.
    ///
    /// # Errors
    /// `IncorrectFormat` when no value was found.
    fn sample(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<Self>;
}

/// Short text without constraints.
///
/// # Errors
/// Those of the source.
pub fn text(u: &mut Unstructured<'_>) -> Result<String> {
    String::sample(u, &Constraints { min_length: Some(1), ..Constraints::NONE })
}

/// An integer as text.
///
/// # Errors
/// Those of the source.
pub fn integer(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(u.arbitrary::<i64>()?.to_string())
}

/// Takes keys out of a map.
pub fn without_keys<T>(map: &mut Map<T>, keys: &[&str]) {
    map.retain(|key, _| !keys.contains(&key.as_str()));
}

/// Makes values until one satisfies the constraints.
///
/// # Errors
/// `IncorrectFormat` when none does.
pub fn tried<T: Constrain>(
    u: &mut Unstructured<'_>,
    constraints: &Constraints,
    mut make: impl FnMut(&mut Unstructured<'_>) -> Result<T>,
) -> Result<T> {
    for _ in 0..TRIES {
        let value = make(u)?;
        if value.constrain(constraints).is_ok() {
            return Ok(value);
        }
    }
    Err(Error::IncorrectFormat)
}

/// A length within the constraints.
fn length(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<u64> {
    let min = constraints.min_length.unwrap_or(0);
    let max = constraints.max_length.unwrap_or(u64::MAX).min(min.saturating_add(SLACK));
    if min > max {
        return Err(Error::IncorrectFormat);
    }
    u.int_in_range(min..=max)
}

/// Makes integers within their type, their bounds and their step.
macro_rules! integers {
    ($($int:ty)*) => { $(
        impl Sample for $int {
            fn sample(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<Self> {
                let (low, high) = range(constraints, <$int>::MIN.into(), <$int>::MAX.into());
                let step = i128::from(constraints.multiple_of.unwrap_or(1).max(1));
                let first = low.div_euclid(step) + i128::from(low.rem_euclid(step) != 0);
                let last = high.div_euclid(step);
                if first > last {
                    return Err(Error::IncorrectFormat);
                }
                let value = u.int_in_range(first..=last)? * step;
                <$int>::try_from(value).map_err(|_| Error::IncorrectFormat)
            }
        }
    )* };
}
integers!(i8 i16 i32 i64 u8 u16 u32 u64);

/// The smallest and the largest integer within the bounds.
fn range(constraints: &Constraints, low: i128, high: i128) -> (i128, i128) {
    let up = |bound| match bound {
        NumberBound::Int(value) => value,
        NumberBound::Float(value) => value.ceil() as i128,
    };
    let down = |bound| match bound {
        NumberBound::Int(value) => value,
        NumberBound::Float(value) => value.floor() as i128,
    };
    let low = constraints.min.map_or(low, |bound| low.max(up(bound)));
    let low = constraints.above.map_or(low, |bound| low.max(down(bound) + 1));
    let high = constraints.max.map_or(high, |bound| high.min(down(bound)));
    let high = constraints.below.map_or(high, |bound| high.min(up(bound) - 1));
    (low, high)
}

/// Makes finite floating-point numbers within their bounds and their step.
macro_rules! floats {
    ($($float:ty)*) => { $(
        impl Sample for $float {
            fn sample(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<Self> {
                tried(u, constraints, |u| {
                    let (low, high) = float_range(constraints, <$float>::MAX.into());
                    let value = match constraints.multiple_of {
                        Some(step) if step > 0 => {
                            let whole = |value: f64| (value / step as f64) as i64;
                            let first = whole(low).max(-1_000_000);
                            u.int_in_range(first..=whole(high).min(1_000_000).max(first))? as f64
                                * step as f64
                        }
                        _ => {
                            let part = f64::from(u.arbitrary::<u32>()?) / f64::from(u32::MAX);
                            low * (1.0 - part) + high * part
                        }
                    };
                    let value = value as $float;
                    if value.is_finite() { Ok(value) } else { Ok(0.0) }
                })
            }
        }
    )* };
}
floats!(f32 f64);

/// The smallest and the largest number within the bounds, near enough to try.
fn float_range(constraints: &Constraints, limit: f64) -> (f64, f64) {
    let float = |bound| match bound {
        NumberBound::Int(value) => value as f64,
        NumberBound::Float(value) => value,
    };
    let low = constraints.min.or(constraints.above).map_or(-limit, float);
    let high = constraints.max.or(constraints.below).map_or(limit, float);
    (low, high)
}

impl Sample for String {
    fn sample(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<Self> {
        tried(u, constraints, |u| {
            let count = length(u, constraints)?;
            (0..count)
                .map(|_| {
                    // Patterns mostly speak of ASCII, so most characters are.
                    if u.ratio(7, 8)? {
                        u.int_in_range(b' '..=b'~').map(char::from)
                    } else {
                        u.arbitrary()
                    }
                })
                .collect()
        })
    }
}

impl Sample for Bytes {
    fn sample(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<Self> {
        let count = length(u, constraints)?;
        (0..count).map(|_| u.arbitrary()).collect::<Result<Vec<u8>>>().map(Self)
    }
}

impl<T: Sample + PartialEq + crate::json::Encode> Sample for Vec<T> {
    fn sample(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<Self> {
        let count = length(u, constraints)?;
        let mut items: Self = Self::new();
        let mut tries = count as usize + TRIES;
        while (items.len() as u64) < count && tries > 0 {
            tries -= 1;
            if u.is_empty() && items.len() as u64 >= constraints.min_length.unwrap_or(0) {
                break;
            }
            let item = T::sample(u, &Constraints::NONE)?;
            if !constraints.unique || !items.contains(&item) {
                items.push(item);
            }
        }
        items.constrain(constraints).map_err(|_| Error::IncorrectFormat)?;
        Ok(items)
    }
}

impl<T: Sample> Sample for Map<T> {
    fn sample(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<Self> {
        let count = length(u, constraints)?;
        let mut map = Self::new();
        for index in 0..count {
            // Unlike the key before, even when the source has nothing more to give.
            let key = format!("{}{index}", text(u)?);
            map.insert(key, T::sample(u, &Constraints::NONE)?);
        }
        Ok(map)
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<Self> {
        if u.arbitrary()? { T::sample(u, constraints).map(Some) } else { Ok(None) }
    }
}

impl<T: Sample> Sample for Box<T> {
    fn sample(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<Self> {
        T::sample(u, constraints).map(Self::new)
    }
}

impl<T: Sample> Sample for Quoted<T> {
    fn sample(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<Self> {
        T::sample(u, constraints).map(Self)
    }
}

impl<T: Sample> Sample for JsonText<T> {
    fn sample(u: &mut Unstructured<'_>, _: &Constraints) -> Result<Self> {
        T::sample(u, &Constraints::NONE).map(Self)
    }
}

impl Sample for Decimal {
    fn sample(u: &mut Unstructured<'_>, constraints: &Constraints) -> Result<Self> {
        tried(u, constraints, |u| {
            let whole = i64::sample(u, constraints)?;
            whole.to_string().parse().map_err(|_| Error::IncorrectFormat)
        })
    }
}

impl Sample for Value {
    fn sample(u: &mut Unstructured<'_>, _: &Constraints) -> Result<Self> {
        value(u, DEEPEST)
    }
}

/// A JSON value of limited depth.
fn value(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    Ok(match u.int_in_range(0..=if depth == 0 { 3 } else { 5 })? {
        0 => Value::Null,
        1 => Value::Bool(u.arbitrary()?),
        2 => Value::from(u.arbitrary::<i64>()?),
        3 => Value::String(text(u)?),
        4 => {
            let count = u.int_in_range(0..=3)?;
            Value::Array((0..count).map(|_| value(u, depth - 1)).collect::<Result<_>>()?)
        }
        _ => {
            let count = u.int_in_range(0..=3)?;
            let member = |_| Ok((text(u)?, value(u, depth - 1)?));
            Value::Object((0..count).map(member).collect::<Result<_>>()?)
        }
    })
}

/// Types to which constraints do not apply.
macro_rules! unconstrained {
    ($($type:ty)*) => { $(
        impl Sample for $type {
            fn sample(u: &mut Unstructured<'_>, _: &Constraints) -> Result<Self> {
                Self::arbitrary(u)
            }
        }
    )* };
}
unconstrained! { () bool Timestamp UnixMillis UnixSeconds DurationMillis DurationSeconds Uuid Url }
