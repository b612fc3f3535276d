//! Unions, told apart by a tag, a key, or the kind of the value.

use super::{
    enums::one_or_many,
    expr::Expr,
    literal::{key, literal, member, text},
    types::Parts,
};
use crate::model::{
    Constraints, Literal, Type, TypeId, TypeKind, Union, UnionBy, UnknownFields, Variant,
};

/// Declaration, reader and writer.
pub(super) fn parts(expr: &Expr<'_>, id: TypeId, union: &Union) -> Parts {
    let Union { by, variants, open } = union;
    let (alias, read, write) = match by {
        UnionBy::Tag(tag) => tagged(expr, tag, None, variants, *open),
        UnionBy::Adjacent { tag, content } => tagged(expr, tag, Some(content), variants, *open),
        UnionBy::Key => by_key(expr, variants, *open),
        UnionBy::Presence => by_presence(expr, variants, *open),
        UnionBy::Kind => by_kind(expr, id, variants, *open),
    };
    Parts { alias: one_or_many(alias), read, write, ..Parts::default() }
}

type Code = (Vec<String>, Vec<String>, Vec<String>);

const NONE: &Constraints = &Constraints {
    min: None,
    max: None,
    above: None,
    below: None,
    multiple_of: None,
    min_length: None,
    max_length: None,
    pattern: None,
    unique: false,
};

fn expected(variants: &[Variant]) -> String {
    let known = variants.iter().take(12).map(|variant| format!("`{}`", variant.tag.said()));
    let more = if variants.len() > 12 { ", …" } else { "" };
    text(&format!("one of {}{more}", known.collect::<Vec<_>>().join(", ")))
}

fn tagged(
    expr: &Expr<'_>,
    tag: &str,
    content: Option<&String>,
    variants: &[Variant],
    open: bool,
) -> Code {
    let wire = |name| expr.imports.value("wire", name);
    let name = member(tag);
    let arm = |value: &str, rest: &str| match content {
        Some(content) => {
            format!("{{ readonly {name}: {value}; readonly {}: {rest} }}", member(content))
        }
        None => format!("({{ readonly {name}: {value} }} & {rest})"),
    };
    let mut alias: Vec<String> =
        variants.iter().map(|each| arm(&literal(&each.tag), &expr.ty(&each.ty))).collect();
    let content_member = content.map(|content| format!("; {}: unknown", member(content)));
    let mut read = vec![format!(
        "const from = {}<{{ {name}: unknown{} }}>(value, up, key);",
        wire("readObject"),
        content_member.unwrap_or_default()
    )];
    if let Some(content) = content.filter(|_| rejects(expr)) {
        let keys = super::shape::key_list(&[tag.to_owned(), content.clone()]);
        read.push(format!("{}(from, {{ up, key }}, {keys});", wire("onlyKeys")));
    }
    let tag_value = expr.member("from", tag);
    read.push(format!("const tag = {tag_value};"));
    if let Some(content) = content {
        // Also beside a tag that nobody knows.
        read.push(format!(
            "if (tag !== undefined && {} === undefined) {}(undefined, 'a value', {{ up, key }}, {});",
            expr.member("from", content),
            wire("wrong"),
            text(content)
        ));
    }
    read.push("switch (tag) {".to_owned());
    for variant in variants {
        read.push(format!("  case {}:", literal(&variant.tag)));
        let code = match content {
            Some(content) => {
                let value = expr.member("from", content);
                let code = expr.read(&variant.ty, NONE, &value, "{ up, key }", &text(content));
                format!("{}: {code}", key(content))
            }
            None => {
                let value = if sees_all_keys(expr, &variant.ty) {
                    format!("{}(from, [{}])", wire("without"), text(tag))
                } else {
                    "value".to_owned()
                };
                format!("...{}", expr.read(&variant.ty, NONE, &value, "up", "key"))
            }
        };
        read.push(format!("    return {{ {}: tag, {code} }};", key(tag)));
    }
    read.push("  default:".to_owned());
    if open {
        alias.push(format!("{{ readonly {name}: '$unknown'; readonly raw: unknown }}"));
        read.push(format!(
            "    return tag === undefined ? {}(tag, {}, {{ up, key }}, {}) : {{ {}: '$unknown', raw: value }};",
            wire("wrong"),
            expected(variants),
            text(tag),
            key(tag)
        ));
    } else {
        read.push(format!(
            "    return {}(tag, {}, {{ up, key }}, {});",
            wire("unknownValue"),
            expected(variants),
            text(tag)
        ));
    }
    read.push("}".to_owned());

    let mut write = vec![format!("switch (value{}) {{", after(tag))];
    for variant in variants {
        write.push(format!("  case {}:", literal(&variant.tag)));
        let rest = match content {
            Some(content) => {
                let value = format!("value{}", after(content));
                format!("{}: {}", key(content), expr.write(&variant.ty, &value))
            }
            None => format!("...{}", expr.write(&variant.ty, "value")),
        };
        write.push(format!("    return {{ {}: value{}, {rest} }};", key(tag), after(tag)));
    }
    if open {
        write.push("  case '$unknown':".to_owned());
        write.push("    return value.raw as object;".to_owned());
    }
    write.push("}".to_owned());
    (alias, read, write)
}

/// Whether keys that nobody names are mistakes.
fn rejects(expr: &Expr<'_>) -> bool {
    expr.protocol.wire.unknown_field == UnknownFields::Reject
}

fn after(name: &str) -> String {
    super::literal::access("", name)
}

/// Whether a record looks at keys that it does not name.
pub(super) fn sees_all_keys(expr: &Expr<'_>, ty: &Type) -> bool {
    match expr.resolved(ty) {
        Type::Named(id) => match &expr.protocol.type_def(*id).kind {
            TypeKind::Record(record) => {
                record.rest.is_some() || record.unknown != UnknownFields::Ignore
            }
            _ => true,
        },
        _ => true,
    }
}

fn by_key(expr: &Expr<'_>, variants: &[Variant], open: bool) -> Code {
    let wire = |name| expr.imports.value("wire", name);
    let tags: Vec<(String, &Variant)> =
        variants.iter().map(|each| (tag_text(&each.tag), each)).collect();
    let mut alias: Vec<String> = tags
        .iter()
        .map(|(tag, variant)| format!("{{ readonly {}: {} }}", member(tag), expr.ty(&variant.ty)))
        .collect();
    let shape: Vec<String> =
        tags.iter().map(|(tag, _)| format!("{}: unknown", member(tag))).collect();
    let known: Vec<String> = tags.iter().map(|(tag, _)| text(tag)).collect();
    let mut read = vec![
        format!("const from = {}<{{ {} }}>(value, up, key);", wire("readObject"), shape.join("; ")),
        format!("{}(from, up, key, [{}]);", wire("atMostOne"), known.join(", ")),
    ];
    for (tag, variant) in &tags {
        let value = expr.member("from", tag);
        let code = expr.read(&variant.ty, NONE, &value, "{ up, key }", &text(tag));
        if rejects(expr) {
            let only = wire("onlyKeys");
            read.push(format!(
                "if ({value} !== undefined) {only}(from, {{ up, key }}, [{}]);",
                text(tag)
            ));
        }
        read.push(format!("if ({value} !== undefined) return {{ {}: {code} }};", key(tag)));
    }
    read.push(otherwise(expr, variants, open));
    if open {
        alias.push(expr.imports.ty("wire", "Unknown"));
    }
    let mut write = Vec::new();
    for (tag, variant) in &tags {
        let value = format!("value{}", after(tag));
        let code = expr.write(&variant.ty, &value);
        write.push(format!("if ({} in value) return {{ {}: {code} }};", text(tag), key(tag)));
    }
    write.push(if open { "return value.$unknown;" } else { "return value;" }.to_owned());
    (alias, read, write)
}

fn tag_text(tag: &Literal) -> String {
    match tag {
        Literal::Text(text) => text.clone(),
        other => literal(other),
    }
}

fn otherwise(expr: &Expr<'_>, variants: &[Variant], open: bool) -> String {
    if open {
        return "return { $unknown: value };".to_owned();
    }
    let unknown = expr.imports.value("wire", "fail");
    format!("return {unknown}('missing_field', {}, up, key);", expected(variants))
}

fn by_presence(expr: &Expr<'_>, variants: &[Variant], open: bool) -> Code {
    let wire = |name| expr.imports.value("wire", name);
    let mut alias: Vec<String> = variants.iter().map(|each| expr.ty(&each.ty)).collect();
    let tags: Vec<(String, &Variant)> =
        variants.iter().map(|each| (tag_text(&each.tag), each)).collect();
    let shape: Vec<String> =
        tags.iter().map(|(tag, _)| format!("{}: unknown", member(tag))).collect();
    let mut read = vec![format!(
        "const from = {}<{{ {} }}>(value, up, key);",
        wire("readObject"),
        shape.join("; ")
    )];
    let mut write = Vec::new();
    for (tag, variant) in &tags {
        let value = expr.member("from", tag);
        let code = expr.read(&variant.ty, NONE, "value", "up", "key");
        read.push(format!("if ({value} !== undefined) return {code};"));
        let code = expr.write(&variant.ty, "value");
        write.push(format!("if ({} in value) return {code};", text(tag)));
    }
    read.push(otherwise(expr, variants, open));
    if open {
        alias.push(expr.imports.ty("wire", "Unknown"));
    }
    write.push(if open { "return value.$unknown;" } else { "return value;" }.to_owned());
    (alias, read, write)
}

fn by_kind(expr: &Expr<'_>, id: TypeId, variants: &[Variant], open: bool) -> Code {
    let mut alias: Vec<String> = variants.iter().map(|each| expr.ty(&each.ty)).collect();
    let (constants, kinds): (Vec<&Variant>, Vec<&Variant>) =
        variants.iter().partition(|each| matches!(expr.resolved(&each.ty), Type::Const(_)));
    let mut read = Vec::new();
    for variant in constants {
        if let Type::Const(constant) = expr.resolved(&variant.ty) {
            read.push(format!("if (value === {}) return value;", literal(constant)));
        }
    }
    let mut write = Vec::new();
    let mut known = Vec::new();
    // An integer is a number too, so that it is tried before.
    let (numbers, others): (Vec<&Variant>, Vec<&Variant>) =
        kinds.into_iter().partition(|each| kind(expr, &each.ty) == Kind::Number);
    for variant in others.into_iter().chain(numbers) {
        let kind = kind(expr, &variant.ty);
        known.push(kind.words());
        let code = expr.read(&variant.ty, NONE, "value", "up", "key");
        read.push(format!("if ({}) return {code};", kind.test(expr)));
        if expr.is_written(&variant.ty) {
            let cast = format!("value as {}", expr.ty(&variant.ty));
            let cast =
                if code_needs_parentheses(&variant.ty, expr) { format!("({cast})") } else { cast };
            let code = expr.write(&variant.ty, &cast);
            write.push(format!("if ({}) return {code};", written_test(expr, &variant.ty)));
        }
    }
    if open {
        alias.push(expr.imports.ty("wire", "Unknown"));
        let object = expr.imports.value("wire", "isObject");
        write.insert(
            0,
            format!("if ({object}(value) && '$unknown' in value) return value.$unknown;"),
        );
        read.push("return { $unknown: value };".to_owned());
    } else {
        let wrong = expr.imports.value("wire", "wrong");
        let known = text(&known.join(" or "));
        read.push(format!("return {wrong}(value, {known}, up, key);"));
    }
    write.push("return value;".to_owned());
    let _ = id;
    (alias, read, write)
}

/// Whether a cast stands before a method call.
fn code_needs_parentheses(ty: &Type, expr: &Expr<'_>) -> bool {
    matches!(expr.resolved(ty), Type::List(_)) && !matches!(ty, Type::Named(_))
}

/// The kind of a JSON value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
    Any,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
            Self::Any => "a value",
        }
    }

    fn test(self, expr: &Expr<'_>) -> String {
        match self {
            Self::Null => "value === null".to_owned(),
            Self::Boolean => "typeof value === 'boolean'".to_owned(),
            Self::Integer if expr.names.exact => {
                "typeof value === 'bigint' || Number.isInteger(value)".to_owned()
            }
            Self::Integer => "Number.isInteger(value)".to_owned(),
            Self::Number if expr.names.exact => {
                "typeof value === 'number' || typeof value === 'bigint'".to_owned()
            }
            Self::Number => "typeof value === 'number'".to_owned(),
            Self::String => "typeof value === 'string'".to_owned(),
            Self::Array => "Array.isArray(value)".to_owned(),
            Self::Object => format!("{}(value)", expr.imports.value("wire", "isObject")),
            Self::Any => "value !== undefined".to_owned(),
        }
    }
}

fn kind(expr: &Expr<'_>, ty: &Type) -> Kind {
    match expr.resolved(ty) {
        Type::Bool | Type::Const(Literal::Bool(_)) => Kind::Boolean,
        Type::Int(_) | Type::BigInt(_) | Type::Const(Literal::Int(_)) => Kind::Integer,
        Type::Timestamp(form) if *form != crate::model::TimeForm::Rfc3339 => Kind::Integer,
        Type::Float(_) | Type::Duration(_) => Kind::Number,
        Type::String
        | Type::IntText(_)
        | Type::Decimal
        | Type::Bytes
        | Type::Timestamp(_)
        | Type::Uuid
        | Type::Url
        | Type::JsonText(_)
        | Type::Const(Literal::Text(_)) => Kind::String,
        Type::Const(Literal::Null) => Kind::Null,
        Type::Json | Type::Nullable(_) => Kind::Any,
        Type::Map(_) => Kind::Object,
        Type::List(_) => Kind::Array,
        Type::Named(id) => match &expr.protocol.type_def(*id).kind {
            TypeKind::Tuple(_) => Kind::Array,
            TypeKind::Enum(_) => Kind::String,
            TypeKind::IntEnum(_) => Kind::Integer,
            TypeKind::Flags(flags) if flags.text => Kind::String,
            TypeKind::Flags(_) => Kind::Integer,
            TypeKind::Union(union) if union.by == UnionBy::Kind => Kind::Any,
            TypeKind::Record(_) | TypeKind::Union(_) => Kind::Object,
            TypeKind::Alias(_) | TypeKind::Schema(_) => Kind::Any,
        },
    }
}

/// A condition on the decoded value.
fn written_test(expr: &Expr<'_>, ty: &Type) -> String {
    match expr.resolved(ty) {
        Type::Bytes => "value instanceof Uint8Array".to_owned(),
        Type::JsonText(inner) => match kind(expr, inner) {
            Kind::Any => "value !== undefined".to_owned(),
            kind => kind.test(expr),
        },
        Type::Named(id) => match &expr.protocol.type_def(*id).kind {
            TypeKind::Flags(flags) if flags.repr == crate::model::IntKind::U64 => {
                "typeof value === 'bigint'".to_owned()
            }
            TypeKind::Flags(_) => "typeof value === 'number'".to_owned(),
            _ => kind(expr, ty).test(expr),
        },
        _ => kind(expr, ty).test(expr),
    }
}
