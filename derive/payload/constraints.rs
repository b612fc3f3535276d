//! What must hold of a field beyond its type.

use crate::{
    attributes::{Attributes, Form, Known, Number},
    errors::Errors,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The keys of constraints, in the order of the manual.
pub(crate) const KEYS: &[Known] = &[
    ("min", Form::Number),
    ("max", Form::Number),
    ("above", Form::Number),
    ("below", Form::Number),
    ("multiple_of", Form::Count),
    ("min_length", Form::Count),
    ("max_length", Form::Count),
    ("pattern", Form::Text),
    ("unique", Form::Flag),
];

/// What must hold of a value.
#[derive(Default)]
pub(crate) struct Constraints {
    pub(super) min: Option<Number>,
    pub(super) max: Option<Number>,
    pub(super) above: Option<Number>,
    pub(super) below: Option<Number>,
    pub(super) multiple_of: Option<u64>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
    pub(super) pattern: Option<String>,
    pub(super) unique: bool,
}

impl Constraints {
    /// Reads them, and refuses those that nothing satisfies.
    pub(crate) fn read(attributes: &Attributes, errors: &mut Errors) -> Self {
        let this = Self {
            min: attributes.number("min"),
            max: attributes.number("max"),
            above: attributes.number("above"),
            below: attributes.number("below"),
            multiple_of: attributes.count("multiple_of"),
            min_length: attributes.count("min_length"),
            max_length: attributes.count("max_length"),
            pattern: attributes.text("pattern").map(syn::LitStr::value),
            unique: attributes.has("unique"),
        };
        let mut refuse = |key: &str, message: &str| {
            if let Some(span) = attributes.span(key) {
                errors.span(span, message);
            }
        };
        if this.multiple_of == Some(0) {
            refuse("multiple_of", "nothing is a multiple of 0; take a step of 1 or more");
        }
        if let (Some(min), Some(max)) = (this.min_length, this.max_length)
            && min > max
        {
            refuse("min_length", "nothing is that long and that short; swap the two lengths");
        }
        if let (Some(min), Some(max)) = (this.min, this.max)
            && float(min) > float(max)
        {
            refuse("min", "no number lies between these bounds; swap `min` and `max`");
        }
        if let (Some(above), Some(below)) = (this.above, this.below)
            && float(above) >= float(below)
        {
            refuse("above", "no number lies between these bounds; swap `above` and `below`");
        }
        if let Some(pattern) = attributes.text("pattern")
            && let Err(error) = regex_lite::Regex::new(&pattern.value())
        {
            errors.at(pattern, format!("this is no regular expression: {error}"));
        }
        this
    }

    /// Whether there is nothing to check.
    pub(crate) fn is_empty(&self) -> bool {
        !self.unique && self.pattern.is_none() && self.rows().next().is_none()
    }

    /// The `antiphon::codegen::Constraints`, as a constant expression, after the static pattern that it
    /// needs.
    pub(crate) fn tokens(&self, codegen: &TokenStream) -> (TokenStream, TokenStream) {
        let mut pattern_item = TokenStream::new();
        let mut members = Vec::new();
        for (name, value) in self.rows() {
            let name = quote::format_ident!("{name}");
            let value = match value {
                Row::Bound(Number::Int(value)) => {
                    let value = proc_macro2::Literal::i128_unsuffixed(value);
                    quote!(#codegen::NumberBound::Int(#value))
                }
                Row::Bound(Number::Float(value)) => {
                    quote!(#codegen::NumberBound::Float(#value))
                }
                Row::Count(value) => {
                    let value = proc_macro2::Literal::u64_unsuffixed(value);
                    quote!(#value)
                }
            };
            members.push(quote!(#name: ::core::option::Option::Some(#value)));
        }
        if let Some(pattern) = &self.pattern {
            pattern_item = quote! {
                static PATTERN: #codegen::Pattern = #codegen::Pattern::new(#pattern);
            };
            members.push(quote!(pattern: ::core::option::Option::Some(&PATTERN)));
        }
        if self.unique {
            members.push(quote!(unique: true));
        }
        let value = quote!(#codegen::Constraints { #(#members,)* ..#codegen::Constraints::NONE });
        (pattern_item, value)
    }

    /// Bounds and lengths that are set: name and value.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&'static str, Row)> {
        [
            ("min", self.min.map(Row::Bound)),
            ("max", self.max.map(Row::Bound)),
            ("above", self.above.map(Row::Bound)),
            ("below", self.below.map(Row::Bound)),
            ("multiple_of", self.multiple_of.map(Row::Count)),
            ("min_length", self.min_length.map(Row::Count)),
            ("max_length", self.max_length.map(Row::Count)),
        ]
        .into_iter()
        .filter_map(|(name, row)| Some((name, row?)))
    }
}

/// The value of one constraint.
#[derive(Clone, Copy)]
pub(super) enum Row {
    /// Of a bound.
    Bound(Number),
    /// Of a length or a step.
    Count(u64),
}

/// A bound, near enough to compare two of them.
fn float(number: Number) -> f64 {
    match number {
        Number::Int(value) => value as f64,
        Number::Float(value) => value,
    }
}
