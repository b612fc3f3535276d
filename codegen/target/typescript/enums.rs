//! Sets of strings and integers, and named bits.

use super::{
    expr::Expr,
    literal::text,
    types::{Parts, ValueView, value_doc},
};
use crate::{
    model::{Constraints, Enum, EnumValue, Flags, IntEnum, IntKind, Type},
    names::typescript::type_name,
};
use std::collections::BTreeSet;

/// How many known values an error names.
const SHOWN: usize = 12;

/// A set of strings.
pub(super) fn strings(expr: &Expr<'_>, set: &Enum) -> Parts {
    let Enum { values, open } = set;
    let any = Type::String;
    set_parts(expr, values, |value| text(value), &any, (*open).then_some("string & {}"))
}

/// A set of integers.
pub(super) fn integers(expr: &Expr<'_>, set: &IntEnum) -> Parts {
    let IntEnum { values, open } = set;
    let any = Type::Int(IntKind::I64);
    set_parts(expr, values, i64::to_string, &any, (*open).then_some("number & {}"))
}

fn set_parts<T>(
    expr: &Expr<'_>,
    values: &[EnumValue<T>],
    literal: impl Fn(&T) -> String,
    any: &Type,
    open: Option<&str>,
) -> Parts {
    let of_kind = expr.read(any, &Constraints::default(), "value", "up", "key");
    let literals: Vec<String> = values.iter().map(|value| literal(&value.value)).collect();
    let mut alias = literals.clone();
    let read = if let Some(ty) = open {
        alias.push(format!("({ty})"));
        vec![format!("return {of_kind};")]
    } else {
        let known: Vec<String> = literals
            .iter()
            .take(SHOWN)
            .map(|value| format!("`{}`", value.trim_matches('\'')))
            .collect();
        let more = if literals.len() > SHOWN { ", …" } else { "" };
        let expected = text(&format!("one of {}{more}", known.join(", ")).replace("\\'", "'"));
        let mut lines = vec!["switch (value) {".to_owned()];
        lines.extend(literals.iter().map(|value| format!("  case {value}:")));
        lines.push("    return value;".to_owned());
        lines.push("  default:".to_owned());
        let unknown = expr.imports.value("wire", "unknownValue");
        lines.push(format!("    return {unknown}({of_kind}, {expected}, up, key);"));
        lines.push("}".to_owned());
        lines
    };
    let names = names(values);
    let values = values.iter().zip(literals).zip(names);
    let values = values.map(|((value, literal), name)| ValueView {
        doc: value_doc(&value.doc),
        name,
        value: literal,
    });
    Parts { alias: one_or_many(alias), values: Some(values.collect()), read, ..Parts::default() }
}

/// A union on one line where it is short, or else one line for each part.
pub(super) fn one_or_many(parts: Vec<String>) -> Vec<String> {
    let line = parts.join(" | ");
    if parts.len() == 1 || line.len() <= 80 {
        return vec![line];
    }
    [String::new()].into_iter().chain(parts.into_iter().map(|part| format!("  | {part}"))).collect()
}

/// The name of each value, unique among them.
fn names<T>(values: &[EnumValue<T>]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let names = values.iter().map(|value| {
        let mut name = type_name(&value.name);
        while !seen.insert(name.clone()) {
            name.push('_');
        }
        name
    });
    names.collect()
}

/// Named bits.
pub(super) fn flags(expr: &Expr<'_>, name: &str, flags: &Flags) -> Parts {
    let Flags { repr, text, bits } = flags;
    let big = *text && *repr == IntKind::U64;
    let brand = expr.imports.ty("wire", "Brand");
    let base = if big { "bigint" } else { "number" };
    let wire_type = match (text, big) {
        (true, _) => Type::IntText(*repr),
        (false, _) => Type::Int(*repr),
    };
    let value = expr.read(&wire_type, &Constraints::default(), "value", "up", "key");
    let read = match (text, big) {
        (true, true) => format!("return BigInt({value}) as {name};"),
        (true, false) => format!("return Number({value}) as {name};"),
        (false, _) => format!("return {value} as {name};"),
    };
    let values = bits.iter().zip(names(bits)).map(|(bit, name_of)| {
        let number = 1_u128 << bit.value;
        let suffix = if big { "n" } else { "" };
        ValueView {
            doc: value_doc(&bit.doc),
            name: name_of,
            value: format!("{number}{suffix} as {name}"),
        }
    });
    Parts {
        alias: vec![format!("{brand}<{base}, '{name}'>")],
        values: Some(values.collect()),
        branded: true,
        read: vec![read],
        write: vec!["return String(value);".to_owned()],
        ..Parts::default()
    }
}
