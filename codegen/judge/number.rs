//! JSON numbers as the language sees them: `1.0` and `1e2` are integers.

use crate::model::Number;
use serde_json::{Number as JsonNumber, Value};
use std::cmp::Ordering;

/// A number of a message.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Num {
    /// Without fraction.
    Int(i128),
    /// Without fraction, and beyond every integer type.
    Huge(f64),
    /// With a fraction.
    Float(f64),
}

impl Num {
    /// The number of a JSON number.
    pub(crate) fn of(number: &JsonNumber) -> Self {
        if let Some(value) = number.as_i64() {
            return Self::Int(value.into());
        }
        if let Some(value) = number.as_u64() {
            return Self::Int(value.into());
        }
        match number.as_f64() {
            Some(value) if value.fract() == 0.0 && value.abs() < 1e38 => Self::Int(value as i128),
            Some(value) if value.fract() == 0.0 => Self::Huge(value),
            Some(value) => Self::Float(value),
            None => Self::Float(f64::INFINITY),
        }
    }

    /// Whether it has no fraction.
    pub(crate) fn is_whole(self) -> bool {
        !matches!(self, Self::Float(_))
    }

    /// The number as a float, rounded.
    pub(crate) fn float(self) -> f64 {
        match self {
            Self::Int(value) => value as f64,
            Self::Huge(value) | Self::Float(value) => value,
        }
    }

    /// How it compares to a bound.
    pub(crate) fn compare(self, bound: Number) -> Option<Ordering> {
        match (self, bound) {
            (Self::Int(value), Number::Int(bound)) => Some(value.cmp(&bound)),
            (value, Number::Int(bound)) => value.float().partial_cmp(&(bound as f64)),
            (value, Number::Float(bound)) => value.float().partial_cmp(&bound),
        }
    }
}

/// Whether two JSON values are equal, numbers by their value.
pub(crate) fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => match (Num::of(left), Num::of(right)) {
            (Num::Int(left), Num::Int(right)) => left == right,
            (left, right) => left.float() == right.float(),
        },
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(key, left)| right.get(key).is_some_and(|right| equal(left, right)))
        }
        _ => left == right,
    }
}
