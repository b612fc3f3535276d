//! Constraints as keywords.

use super::{
    document::{Schema, also, note},
    pattern,
    types::number,
};
use crate::{
    judge::Base,
    model::{Constraints, IntKind, Number, Type},
};
use serde_json::{Value, json};

/// Adds the keywords for constraints of a value. `text_kind` is the kind of an integer that is
/// written as text and has no pattern yet.
pub(super) fn constrain(
    own: &mut Schema,
    base: Base<'_>,
    constraints: &Constraints,
    text_kind: Option<IntKind>,
) {
    let Base::Type(ty) = base else { return };
    match ty {
        Type::Int(_)
        | Type::BigInt(_)
        | Type::Float(_)
        | Type::Timestamp(_)
        | Type::Duration(_)
            if !matches!(ty, Type::Timestamp(crate::model::TimeForm::Rfc3339)) =>
        {
            numbers(own, constraints);
        }
        Type::String | Type::Url => text(own, constraints),
        Type::IntText(kind) => integer_text(own, constraints, text_kind.unwrap_or(*kind)),
        Type::Decimal => {
            text(own, constraints);
            for words in bounds_in_words(constraints) {
                note(own, &format!("The number is {words}; this schema cannot check that."));
            }
        }
        Type::Bytes => bytes(own, constraints),
        Type::List(_) => {
            lengths(own, constraints, "minItems", "maxItems");
            if constraints.unique {
                own.insert("uniqueItems".to_owned(), true.into());
            }
        }
        Type::Map(_) => lengths(own, constraints, "minProperties", "maxProperties"),
        Type::Bool
        | Type::Float(_)
        | Type::Int(_)
        | Type::BigInt(_)
        | Type::Duration(_)
        | Type::Timestamp(_)
        | Type::Uuid
        | Type::Json
        | Type::JsonText(_)
        | Type::Nullable(_)
        | Type::Const(_)
        | Type::Named(_) => {}
    }
}

fn numbers(own: &mut Schema, constraints: &Constraints) {
    let rows = [
        ("minimum", constraints.min, true),
        ("maximum", constraints.max, false),
        ("exclusiveMinimum", constraints.above, true),
        ("exclusiveMaximum", constraints.below, false),
    ];
    for (keyword, bound, lower) in rows {
        let Some(bound) = bound else { continue };
        let there = own.get(keyword).and_then(Value::as_f64);
        let tighter = |there: f64| {
            if lower { float(bound) > there } else { float(bound) < there }
        };
        if there.is_none_or(tighter) {
            own.insert(keyword.to_owned(), json_number(bound));
        }
    }
    if let Some(step) = constraints.multiple_of.filter(|step| *step != 0) {
        own.insert("multipleOf".to_owned(), step.into());
    }
}

fn text(own: &mut Schema, constraints: &Constraints) {
    lengths(own, constraints, "minLength", "maxLength");
    if let Some(pattern) = &constraints.pattern {
        if own.contains_key("pattern") {
            also(own, json!({ "pattern": pattern }));
        } else {
            own.insert("pattern".to_owned(), pattern.as_str().into());
        }
    }
}

fn lengths(own: &mut Schema, constraints: &Constraints, min: &str, max: &str) {
    for (keyword, length) in [(min, constraints.min_length), (max, constraints.max_length)] {
        if let Some(length) = length {
            own.insert(keyword.to_owned(), length.into());
        }
    }
}

/// Bounds of an integer as text become its pattern.
fn integer_text(own: &mut Schema, constraints: &Constraints, kind: IntKind) {
    let floor = |bound: Number| match bound {
        Number::Int(value) => value,
        Number::Float(value) => value.floor() as i128,
    };
    let ceiling = |bound: Number| match bound {
        Number::Int(value) => value,
        Number::Float(value) => value.ceil() as i128,
    };
    let lowest = [
        Some(kind.min()),
        constraints.min.map(ceiling),
        constraints.above.map(|bound| floor(bound).saturating_add(1)),
    ];
    let highest = [
        Some(kind.max()),
        constraints.max.map(floor),
        constraints.below.map(|bound| ceiling(bound).saturating_sub(1)),
    ];
    let min = lowest.into_iter().flatten().max().unwrap_or(kind.min());
    let max = highest.into_iter().flatten().min().unwrap_or(kind.max());
    let range = pattern::integers(min, max);
    if own.contains_key("$ref") || own.contains_key("pattern") {
        also(own, json!({ "pattern": range }));
    } else {
        own.insert("pattern".to_owned(), range.into());
    }
    note(own, &format!("An integer as text, from {min} to {max}."));
    if let Some(step) = constraints.multiple_of {
        note(own, &format!("The number is a multiple of {step}; this schema cannot check that."));
    }
}

/// Lengths in bytes, exactly, as lengths and endings of base64 text.
fn bytes(own: &mut Schema, constraints: &Constraints) {
    let ending = |count: u64| match count % 3 {
        1 => Some("=="),
        2 => Some("="),
        _ => None,
    };
    if let Some(min) = constraints.min_length {
        let shortest = min.div_ceil(3).saturating_mul(4);
        own.insert("minLength".to_owned(), shortest.into());
        // The last group may not be emptier than the smallest length allows.
        let too_empty = match min % 3 {
            0 if min > 0 => Some("=$"),
            2 => Some("==$"),
            _ => None,
        };
        if let Some(too_empty) = too_empty {
            also(
                own,
                json!({ "anyOf": [
                { "minLength": shortest.saturating_add(4) },
                { "not": { "pattern": too_empty } },
            ] }),
            );
        }
    }
    if let Some(max) = constraints.max_length {
        let longest = max.div_ceil(3).saturating_mul(4);
        own.insert("maxLength".to_owned(), longest.into());
        if let Some(ending) = ending(max) {
            also(
                own,
                json!({ "anyOf": [
                { "maxLength": longest.saturating_sub(4) },
                { "pattern": format!("{ending}$") },
            ] }),
            );
        }
    }
    let words = match (constraints.min_length, constraints.max_length) {
        (Some(min), Some(max)) => format!("From {min} to {max} bytes."),
        (Some(min), None) => format!("At least {min} bytes."),
        (None, Some(max)) => format!("At most {max} bytes."),
        (None, None) => return,
    };
    note(own, &words);
}

fn bounds_in_words(constraints: &Constraints) -> Vec<String> {
    let rows = [
        ("at least", constraints.min),
        ("at most", constraints.max),
        ("more than", constraints.above),
        ("less than", constraints.below),
    ];
    let words = rows.into_iter().filter_map(|(words, bound)| Some((words, bound?)));
    words.map(|(words, bound)| format!("{words} {}", json_number(bound))).collect()
}

fn float(bound: Number) -> f64 {
    match bound {
        Number::Int(value) => value as f64,
        Number::Float(value) => value,
    }
}

fn json_number(bound: Number) -> Value {
    match bound {
        Number::Int(value) => number(value),
        Number::Float(value) => value.into(),
    }
}
