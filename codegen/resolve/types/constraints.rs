//! Constraints: which apply to a type, and whether any value satisfies them.

use crate::{
    diagnostic::Diagnostic,
    model::{Constraints, Number, TimeForm, Type},
    pattern::{self, Trouble},
    resolve::Resolver,
    source::Span,
    syntax::{Text, TypeMap},
};

impl Resolver<'_> {
    /// What must hold beside the type.
    pub(in crate::resolve) fn constraints(&mut self, body: &TypeMap, ty: &Type) -> Constraints {
        let mut out = Constraints::default();
        let base = self.base(ty);
        let (is_number, is_int) = match &base {
            Type::Int(_)
            | Type::BigInt(_)
            | Type::Timestamp(TimeForm::UnixMillis | TimeForm::UnixSeconds) => (true, true),
            Type::Float(_) | Type::Duration(_) | Type::Decimal | Type::IntText(_) => (true, false),
            _ => (false, false),
        };
        let is_text = matches!(base, Type::String);
        let is_list = matches!(base, Type::List(_));
        let has_length = is_text || is_list || matches!(base, Type::Bytes | Type::Map(_));
        let mut wrong: Vec<(&str, Span, &str)> = Vec::new();
        for (key, bound) in [("min", &body.min), ("max", &body.max)] {
            let Some(bound) = bound else { continue };
            if is_number {
                let number = number(bound.value);
                *(if key == "min" { &mut out.min } else { &mut out.max }) = Some(number);
            } else if has_length {
                if bound.value < 0.0 || bound.value.fract() != 0.0 {
                    self.cx.bad_value(bound.span, &bound.value.to_string(), "a length, 0 or more");
                    continue;
                }
                *(if key == "min" { &mut out.min_length } else { &mut out.max_length }) =
                    Some(bound.value as u64);
            } else {
                wrong.push((key, bound.span, "numbers, text, bytes, lists and maps"));
            }
        }
        for (key, bound) in [("above", &body.above), ("below", &body.below)] {
            let Some(bound) = bound else { continue };
            if is_number {
                *(if key == "above" { &mut out.above } else { &mut out.below }) =
                    Some(number(bound.value));
            } else {
                wrong.push((key, bound.span, "numbers"));
            }
        }
        if let Some(divisor) = &body.multiple_of {
            if is_int && divisor.value > 0 {
                out.multiple_of = Some(divisor.value.into());
            } else {
                wrong.push(("multiple_of", divisor.span, "whole numbers, and is at least 1"));
            }
        }
        if let Some(pattern) = &body.pattern {
            if is_text {
                out.pattern = self.pattern(pattern);
            } else {
                wrong.push(("pattern", pattern.span, "`string`"));
            }
        }
        if let Some(unique) = &body.unique {
            if is_list {
                out.unique = unique.value;
            } else {
                wrong.push(("unique", unique.span, "`list<T>`"));
            }
        }
        for (key, span, of) in wrong {
            self.cx.report(
                Diagnostic::error("A0206", span, format!("`{key}` does not apply to this type"))
                    .help(format!("it applies to {of}")),
            );
        }
        self.impossible(body, &out);
        out
    }

    pub(super) fn impossible(&mut self, body: &TypeMap, out: &Constraints) {
        let low = body
            .min
            .as_ref()
            .map(|min| (min.value, min.span, false))
            .into_iter()
            .chain(body.above.as_ref().map(|above| (above.value, above.span, true)))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let high = body
            .max
            .as_ref()
            .map(|max| (max.value, max.span, false))
            .into_iter()
            .chain(body.below.as_ref().map(|below| (below.value, below.span, true)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let (Some((low, first, open_low)), Some((high, span, open_high))) = (low, high)
            && (low > high || low == high && (open_low || open_high))
            && !out.is_empty()
        {
            self.cx.report(
                Diagnostic::error("A0208", span, "no value satisfies both bounds")
                    .related(first, "the other bound")
                    .help("the lower bound must not be above the upper one"),
            );
        }
    }

    /// The pattern as every output takes it.
    fn pattern(&mut self, pattern: &Text) -> Option<String> {
        match pattern::portable(&pattern.value) {
            Ok(portable) => Some(portable),
            Err(Trouble { what, help }) => {
                let message = format!("this pattern cannot be used: {what}");
                self.cx.report(Diagnostic::error("A0207", pattern.span, message).help(help));
                None
            }
        }
    }
}

pub(super) fn number(value: f64) -> Number {
    if value.fract() == 0.0 && value.abs() < 1e30 {
        Number::Int(value as i128)
    } else {
        Number::Float(value)
    }
}
