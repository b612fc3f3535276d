//! Sets of words, sets of numbers, and named bits.

use super::value_doc;
use crate::{
    diagnostic::Diagnostic,
    model::{Doc, EnumValue, Flags, IntKind, Type, TypeKind},
    parse::shorten,
    resolve::Resolver,
    source::Span,
    syntax::{Spanned, Text, TypeExpr, ValueDef, Values},
};
use std::collections::{BTreeMap, btree_map::Entry};

impl Resolver<'_> {
    pub(super) fn strings(&mut self, values: &Values) -> Vec<EnumValue<String>> {
        self.unique_values(values.0.iter().map(|(text, _)| (text.value.clone(), text.span)));
        self.no_numbers(values);
        values
            .0
            .iter()
            .map(|(text, def)| EnumValue {
                value: text.value.clone(),
                name: def.name.as_ref().unwrap_or(text).value.clone(),
                doc: value_doc(def),
            })
            .collect()
    }

    /// Reports numbers without quotes where text is listed: they would be text on the wire.
    fn no_numbers(&mut self, values: &Values) {
        let is_number = |text: &Text| {
            text.value.parse::<i64>().is_ok_and(|number| number.to_string() == text.value)
        };
        let numbered = |(text, def): &(Text, ValueDef)| match &def.summary {
            Some(number) if is_number(number) => {
                Some((number.span, number.value.clone(), text.value.clone()))
            }
            _ => None,
        };
        let named: Option<Vec<_>> = values.0.iter().map(numbered).collect();
        if let Some(named) = named
            && let Some((span, number, name)) = named.first()
        {
            let message = format!("`{number}` says nothing about `{}`", shorten(name));
            self.cx.report(Diagnostic::error("A0104", *span, message).help(format!(
                "a set of numbers is written `numbers: {{ {number}: {}, … }}`",
                shorten(name)
            )));
            return;
        }
        let is_plain = |cx: &crate::parse::Cx<'_>, span: crate::source::Span| {
            let text = &cx.sources.get(span.file).text;
            text.get(span.range()).is_some_and(|text| !text.starts_with(['"', '\'']))
        };
        let first =
            values.0.iter().find(|(text, _)| is_number(text) && is_plain(&self.cx, text.span));
        if let Some((text, _)) = first {
            let number = &text.value;
            let message = format!("`{number}` stands among words");
            self.cx.report(Diagnostic::error("A0104", text.span, message).label("text or a number?").help(
                format!("write `\"{number}\"` for text; a set of numbers is written `1 | 2`, or `numbers: {{ 1: name }}`"),
            ));
        }
    }

    pub(super) fn integers(&mut self, values: &Values) -> Vec<EnumValue<i64>> {
        let mut out = Vec::new();
        for (text, def) in &values.0 {
            let Ok(value) = text.value.parse() else {
                let message = format!("`{}` is not a whole number", shorten(&text.value));
                let number = def.summary.as_ref().map_or("1", |summary| &summary.value);
                self.cx.report(Diagnostic::error("A0104", text.span, message).help(format!(
                    "the number stands before its name: `{{ {number}: {} }}`",
                    shorten(&text.value)
                )));
                break;
            };
            // `0: dispatch` gives the name; a map gives the rest.
            let is_short = def.name.is_none() && def.description.is_none();
            let name = match (&def.name, &def.summary) {
                (Some(name), _) => name.value.clone(),
                (None, Some(summary)) if is_short => summary.value.clone(),
                _ => format!("value {}", text.value),
            };
            let mut doc = value_doc(def);
            if def.name.is_none() && is_short {
                doc.summary = None;
            }
            out.push(EnumValue { value, name, doc });
        }
        self.unique_values(values.0.iter().map(|(text, _)| (text.value.clone(), text.span)));
        out
    }

    pub(in crate::resolve) fn unique_values(
        &mut self,
        values: impl Iterator<Item = (String, Span)>,
    ) {
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for (value, span) in values {
            let message = format!("`{value}` stands twice");
            match seen.entry(value) {
                Entry::Occupied(first) => self.cx.report(
                    Diagnostic::error("A0209", span, message)
                        .related(*first.get(), "first here")
                        .help("remove one of them"),
                ),
                Entry::Vacant(first) => {
                    first.insert(span);
                }
            }
        }
    }

    pub(super) fn flags(
        &mut self,
        flags: &crate::syntax::Map<Spanned<u32>>,
        repr: Option<&TypeExpr>,
    ) -> Option<TypeKind> {
        let (repr, text, span) = match repr {
            None => (IntKind::U32, false, None),
            Some(expr) => {
                let (kind, text) = match self.type_of(expr, "")? {
                    Type::Int(kind) => (kind, false),
                    Type::IntText(kind) => (kind, true),
                    _ => (IntKind::I8, false),
                };
                if kind.min() != 0 {
                    self.cx.bad_value(
                        expr.span,
                        "this type",
                        "`u8`, `u16`, `u32`, `u64` or `string<u64>`",
                    );
                    return None;
                }
                (kind, text, Some(expr.span))
            }
        };
        let _ = span;
        let bits = 128 - repr.max().leading_zeros();
        let mut out = Vec::new();
        for (name, bit) in &flags.entries {
            if bit.value >= bits {
                self.cx.bad_value(
                    bit.span,
                    &bit.value.to_string(),
                    &format!("a bit of `{}`, 0 to {}", repr.name(), bits - 1),
                );
                continue;
            }
            out.push(EnumValue {
                value: bit.value as u8,
                name: name.value.clone(),
                doc: Doc::default(),
            });
        }
        self.unique_values(flags.entries.iter().map(|(_, bit)| (bit.value.to_string(), bit.span)));
        Some(TypeKind::Flags(Flags { repr, text, bits: out }))
    }
}
