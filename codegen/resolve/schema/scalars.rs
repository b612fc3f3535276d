//! Numbers and text of a schema.

use super::{
    Refusal,
    keywords::count,
    lower::{Line, Lowering},
    node::{Node, says},
};
use crate::model::{Constraints, FloatKind, IntKind, Number, TimeForm, Type};
use serde_json::Value;

/// Kinds of integers in the order in which they are tried for bounds that a schema gives.
const WHOLE: &[IntKind] = &[IntKind::U32, IntKind::I32, IntKind::U64, IntKind::I64];

/// Kinds whose bounds a schema may spell out.
const SPELLED: &[IntKind] = &[
    IntKind::U8,
    IntKind::U16,
    IntKind::U32,
    IntKind::U64,
    IntKind::I8,
    IntKind::I16,
    IntKind::I32,
    IntKind::I64,
];

impl Lowering<'_, '_> {
    /// `type: integer`. The kind is that of its `format`, or the narrowest that its bounds fit.
    pub(super) fn integer(&mut self, node: &Node, at: &str) -> Result<Line, Refusal> {
        let bound = |word: &str| node.get(word).and_then(Value::as_f64);
        let exact = |word: &str| node.get(word).and_then(whole);
        // Integers between fractions lie between the next integers.
        let low = [
            exact("minimum").or_else(|| bound("minimum").map(|low| low.ceil() as i128)),
            exact("exclusiveMinimum").map(|low| low.saturating_add(1)).or_else(|| {
                bound("exclusiveMinimum").map(|low| (low.floor() as i128).saturating_add(1))
            }),
        ];
        let high = [
            exact("maximum").or_else(|| bound("maximum").map(|high| high.floor() as i128)),
            exact("exclusiveMaximum").map(|high| high.saturating_sub(1)).or_else(|| {
                bound("exclusiveMaximum").map(|high| (high.ceil() as i128).saturating_sub(1))
            }),
        ];
        let low = low.into_iter().flatten().max();
        let high = high.into_iter().flatten().min();
        let format = node.get("format").and_then(Value::as_str);
        let named = SPELLED.iter().find(|kind| {
            format.is_some_and(|format| {
                let (sign, bits) = kind.name().split_at(1);
                format == format!("{}int{bits}", if sign == "u" { "u" } else { "" })
            })
        });
        let spelled =
            || SPELLED.iter().find(|kind| low == Some(kind.min()) && high == Some(kind.max()));
        let fits = |kind: &&IntKind| {
            low.is_some_and(|low| low >= kind.min()) && high.is_some_and(|high| high <= kind.max())
        };
        let kind = named.or_else(spelled).or_else(|| WHOLE.iter().find(fits)).copied();
        let kind = kind.unwrap_or_else(|| {
            if low.is_some_and(|low| low >= 0) { IntKind::U64 } else { IntKind::I64 }
        });
        let (min, max) = (low.unwrap_or(kind.min()), high.unwrap_or(kind.max()));
        if min > max || min > kind.max() || max < kind.min() {
            return Err(Refusal::at(
                at,
                "no integer is within these bounds",
                "the lower bound must not be above the upper one; integers have 64 bits",
            ));
        }
        let constraints = Constraints {
            min: low.filter(|low| *low > kind.min()).map(Number::Int),
            max: high.filter(|high| *high < kind.max()).map(Number::Int),
            multiple_of: node.get("multipleOf").and_then(count).filter(|step| *step != 1),
            ..Constraints::default()
        };
        Ok(Line { ty: Type::Int(kind), constraints })
    }

    /// `type: number`.
    pub(super) fn number(&mut self, node: &Node, at: &str) -> Result<Line, Refusal> {
        if node.contains_key("multipleOf") {
            // The multiples of a whole number are whole.
            return self.integer(node, at);
        }
        let bound = |word: &str| {
            let value = node.get(word)?;
            whole(value).map(Number::Int).or_else(|| value.as_f64().map(Number::Float))
        };
        let constraints = Constraints {
            min: bound("minimum"),
            max: bound("maximum"),
            above: bound("exclusiveMinimum"),
            below: bound("exclusiveMaximum"),
            ..Constraints::default()
        };
        let float = |word: &str| node.get(word).and_then(Value::as_f64);
        let low = float("minimum").into_iter().chain(float("exclusiveMinimum")).reduce(f64::max);
        let high = float("maximum").into_iter().chain(float("exclusiveMaximum")).reduce(f64::min);
        let open = node.contains_key("exclusiveMinimum") || node.contains_key("exclusiveMaximum");
        if let (Some(low), Some(high)) = (low, high)
            && (low > high || low == high && open)
        {
            return Err(Refusal::at(
                at,
                "no number is within these bounds",
                "the lower bound must not be above the upper one",
            ));
        }
        let kind = match node.get("format").and_then(Value::as_str) {
            Some("float") => FloatKind::F32,
            _ => FloatKind::F64,
        };
        Ok(Line { ty: Type::Float(kind), constraints })
    }

    /// `type: string`. Formats that the language knows are its types, where nothing else is said.
    pub(super) fn text(
        &mut self,
        node: &Node,
        hint: &str,
        at: &str,
        depth: usize,
    ) -> Result<Line, Refusal> {
        if let Some(inner) = node.get("contentSchema") {
            let json =
                node.get("contentMediaType").and_then(Value::as_str) == Some("application/json");
            if !json || !says(node, &["type", "contentMediaType", "contentSchema"]) {
                return Err(Refusal::at(
                    &format!("{at}/contentSchema"),
                    "`contentSchema` describes JSON text in a string",
                    "write `contentMediaType: application/json` beside it, and nothing else",
                ));
            }
            let inner = inner.clone();
            let inner = self.inner(&inner, hint, &format!("{at}/contentSchema"), depth)?;
            return Ok(Line::of(Type::JsonText(Box::new(inner))));
        }
        let format = match node.get("format").and_then(Value::as_str) {
            Some("date-time") => Some(Type::Timestamp(TimeForm::Rfc3339)),
            Some("uuid") => Some(Type::Uuid),
            Some("uri") => Some(Type::Url),
            _ => None,
        };
        let base64 = node.get("contentEncoding").and_then(Value::as_str) == Some("base64");
        let alone = says(node, &["type", "format", "contentEncoding", "contentMediaType"]);
        if format.is_some() || base64 {
            let ty = format.filter(|_| !base64).or(base64.then_some(Type::Bytes));
            return match ty.filter(|_| alone) {
                Some(ty) => Ok(Line::of(ty)),
                None => Err(Refusal::at(
                    at,
                    "this format says already what the text is",
                    "remove `pattern`, `minLength` and `maxLength` beside it, or the format",
                )),
            };
        }
        let constraints = Constraints {
            min_length: node.get("minLength").and_then(count),
            max_length: node.get("maxLength").and_then(count),
            pattern: node.get("pattern").and_then(Value::as_str).map(str::to_owned),
            ..Constraints::default()
        };
        lengths(&constraints, at)?;
        Ok(Line { ty: Type::String, constraints })
    }
}

/// Refuses lengths that nothing has.
pub(super) fn lengths(constraints: &Constraints, at: &str) -> Result<(), Refusal> {
    match (constraints.min_length, constraints.max_length) {
        (Some(min), Some(max)) if min > max => Err(Refusal::at(
            at,
            "nothing has such a length",
            "the lower bound must not be above the upper one",
        )),
        _ => Ok(()),
    }
}

/// A number without fraction, exactly.
pub(super) fn whole(value: &Value) -> Option<i128> {
    let exact = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    exact.or_else(|| {
        let float = value.as_f64()?;
        (float.fract() == 0.0 && float.abs() < 1e30).then_some(float as i128)
    })
}
