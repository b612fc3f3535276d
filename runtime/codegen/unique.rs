//! Whether the items of a list differ, in a time that a peer cannot make quadratic.
//!
//! Two items are equal where their JSON is: `1.0` is `1`, and the order of keys does not count. So each is
//! written in one form, and the forms are sorted.

use super::to_text;
use crate::json::Encode;
use serde_json::Value;
use std::{collections::BTreeSet, fmt::Write as _};

/// Whether no two items have equal JSON.
pub(crate) fn are_unique<T: Encode>(items: &[T]) -> bool {
    let mut seen = BTreeSet::new();
    items.iter().all(|item| {
        let text = to_text(item);
        // Text and whole numbers have one form already.
        let is_plain = text.starts_with('"') || text.bytes().all(|byte| byte.is_ascii_digit());
        if is_plain {
            return seen.insert(text);
        }
        match serde_json::from_str(&text) {
            Ok(value) => seen.insert(form(&value)),
            Err(_) => seen.insert(text),
        }
    })
}

/// Whether no two values are equal.
pub(crate) fn are_unique_values(items: &[Value]) -> bool {
    let mut seen = BTreeSet::new();
    items.iter().all(|item| seen.insert(form(item)))
}

/// Text that is equal for equal values.
fn form(value: &Value) -> String {
    let mut out = String::new();
    push(value, &mut out);
    out
}

fn push(value: &Value, out: &mut String) {
    // Nothing is written that can fail.
    let _ = match value {
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e38 => {
                write!(out, "{}", float as i128)
            }
            _ => write!(out, "{number}"),
        },
        Value::Array(items) => {
            out.push('[');
            for item in items {
                push(item, out);
                out.push(',');
            }
            out.push(']');
            Ok(())
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(key, _)| *key);
            out.push('{');
            for (key, member) in members {
                let _ = write!(out, "{}:", Value::from(key.as_str()));
                push(member, out);
                out.push(',');
            }
            out.push('}');
            Ok(())
        }
        Value::Null | Value::Bool(_) | Value::String(_) => write!(out, "{value}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn items_are_equal_where_their_json_is() {
        for (one, other) in [
            (json!(1), json!(1.0)),
            (json!(0), json!(-0.0)),
            (json!(10_000_000_000_000_000_000_u64), json!(1e19)),
            (json!({ "a": 1, "b": [2.0] }), json!({ "b": [2], "a": 1 })),
            (json!("\u{e9}"), json!("é")),
        ] {
            assert!(
                !are_unique_values(&[one.clone(), json!(null), other.clone()]),
                "{one} {other}"
            );
            assert!(!are_unique(&[one, other]));
        }
        for (one, other) in [
            (json!(1), json!("1")),
            (json!(9_007_199_254_740_993_u64), json!(9_007_199_254_740_992_u64)),
            (json!([1, 2]), json!([[1], 2])),
            (json!({ "a": 1 }), json!({ "a": 1, "b": null })),
            (json!(null), json!(false)),
        ] {
            assert!(are_unique_values(&[one.clone(), other.clone()]), "{one} {other}");
            assert!(are_unique(&[one, other]));
        }
    }

    #[test]
    fn a_long_list_is_no_work() {
        let numbers: Vec<u32> = (0..300_000).collect();
        assert!(are_unique(&numbers));
        let values: Vec<Value> = (0..100_000).map(|each| json!([each])).collect();
        assert!(are_unique_values(&values));
    }
}
