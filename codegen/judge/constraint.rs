//! What must hold of a value beyond its type. A constraint that means nothing for a type holds.

use super::{
    Code, Fault,
    number::{Num, equal},
};
use crate::model::{Constraints, Number};
use serde_json::Value;
use std::cmp::Ordering;

/// Checks bounds and step of a number.
pub(super) fn number(constraints: &Constraints, value: Num) -> Result<(), Fault> {
    range(constraints, |bound| value.compare(bound))?;
    let Some(step) = constraints.multiple_of.filter(|step| *step != 0) else { return Ok(()) };
    let multiple = match value {
        Num::Int(value) => value % i128::from(step) == 0,
        Num::Huge(value) => value % step as f64 == 0.0,
        Num::Float(_) => false,
    };
    if multiple {
        Ok(())
    } else {
        Err(Fault::new(Code::NotMultiple, format!("a multiple of {step}")))
    }
}

/// Checks the four bounds by how the value compares to each.
pub(super) fn range(
    constraints: &Constraints,
    order: impl Fn(Number) -> Option<Ordering>,
) -> Result<(), Fault> {
    type Row = (Option<Number>, &'static str, fn(Ordering) -> bool);
    let rows: [Row; 4] = [
        (constraints.min, "at least", Ordering::is_ge),
        (constraints.max, "at most", Ordering::is_le),
        (constraints.above, "more than", Ordering::is_gt),
        (constraints.below, "less than", Ordering::is_lt),
    ];
    for (bound, words, holds) in rows {
        if let Some(bound) = bound
            && !order(bound).is_some_and(holds)
        {
            let bound = match bound {
                Number::Int(bound) => bound.to_string(),
                Number::Float(bound) => bound.to_string(),
            };
            return Err(Fault::new(Code::OutOfRange, format!("{words} {bound}")));
        }
    }
    Ok(())
}

/// Checks length and pattern of text.
pub(super) fn text(constraints: &Constraints, value: &str) -> Result<(), Fault> {
    if constraints.min_length.is_some() || constraints.max_length.is_some() {
        length(constraints, value.chars().count() as u64, "characters")?;
    }
    match &constraints.pattern {
        // A pattern that is no regular expression is a mistake of the definition, found elsewhere.
        Some(pattern)
            if regex_lite::Regex::new(pattern).is_ok_and(|regex| !regex.is_match(value)) =>
        {
            Err(Fault::new(Code::Pattern, format!("text that matches `{pattern}`")))
        }
        _ => Ok(()),
    }
}

/// Checks both lengths.
pub(super) fn length(constraints: &Constraints, length: u64, unit: &str) -> Result<(), Fault> {
    match (constraints.min_length, constraints.max_length) {
        (Some(min), _) if length < min => {
            Err(Fault::new(Code::TooShort, format!("at least {min} {unit}")))
        }
        (_, Some(max)) if length > max => {
            Err(Fault::new(Code::TooLong, format!("at most {max} {unit}")))
        }
        _ => Ok(()),
    }
}

/// Checks a list.
pub(super) fn list(constraints: &Constraints, items: &[Value]) -> Result<(), Fault> {
    length(constraints, items.len() as u64, "items")?;
    let repeats = || {
        items
            .iter()
            .enumerate()
            .any(|(index, item)| items.iter().take(index).any(|earlier| equal(earlier, item)))
    };
    if constraints.unique && repeats() {
        return Err(Fault::new(Code::NotUnique, "items that differ from each other"));
    }
    Ok(())
}

/// How a decimal number compares to a bound, exactly where the bound is an integer.
pub(super) fn compare_decimal(text: &str, bound: Number) -> Option<Ordering> {
    let bound = match bound {
        Number::Int(bound) => bound.to_string(),
        Number::Float(bound) => bound.to_string(),
    };
    let (left, right) = (Decimal::of(text), Decimal::of(&bound));
    Some(match (left.negative, right.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => left.magnitude(&right),
        (true, true) => right.magnitude(&left),
    })
}

/// The digits of a decimal number.
struct Decimal<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> Decimal<'a> {
    fn of(text: &'a str) -> Self {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let zero = whole.is_empty() && fraction.is_empty();
        Self { negative: text.starts_with('-') && !zero, whole, fraction }
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        (self.whole.len(), self.whole, self.fraction).cmp(&(
            other.whole.len(),
            other.whole,
            other.fraction,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_compare_exactly() {
        let compare = |text, bound| compare_decimal(text, bound);
        assert_eq!(compare("0.1", Number::Float(0.1)), Some(Ordering::Equal));
        assert_eq!(compare("-0.0", Number::Int(0)), Some(Ordering::Equal));
        assert_eq!(compare("10.01", Number::Int(10)), Some(Ordering::Greater));
        assert_eq!(compare("-10.01", Number::Int(-10)), Some(Ordering::Less));
        assert_eq!(compare("9", Number::Int(10)), Some(Ordering::Less));
    }
}
