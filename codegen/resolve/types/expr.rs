//! A line of type: builtin words, declared names, and what people write for them.

use super::other_names::{brackets, key_and_value, meant, other_name};
use crate::{
    diagnostic::Diagnostic,
    model::{DurationUnit, FloatKind, IntKind, TimeForm, Type},
    parse::{shorten, suggest},
    resolve::Resolver,
    source::Span,
    syntax::{TypeExpr, TypeExprKind},
};

/// Every builtin name, for suggestions.
pub(crate) const BUILTINS: &[&str] = &[
    "bool",
    "string",
    "i8",
    "i16",
    "i32",
    "i64",
    "u8",
    "u16",
    "u32",
    "u64",
    "f32",
    "f64",
    "bytes",
    "timestamp",
    "duration",
    "uuid",
    "url",
    "json",
    "map",
    "list",
];

impl Resolver<'_> {
    /// A type given as a line.
    pub(crate) fn type_of(&mut self, expr: &TypeExpr, hint: &str) -> Option<Type> {
        match &expr.kind {
            TypeExprKind::Name(name, arguments) => self.named_type(expr, name, arguments, hint),
            TypeExprKind::Const(constant) => {
                Some(Type::Const(crate::resolve::frames::literal(constant)))
            }
            TypeExprKind::Nullable(inner) => Some(match self.type_of(inner, hint)? {
                nullable @ Type::Nullable(_) => nullable,
                Type::Json => Type::Json,
                other => Type::Nullable(Box::new(other)),
            }),
            TypeExprKind::Alternatives(is_open, all) => {
                self.alternatives(expr, *is_open, all, hint)
            }
            TypeExprKind::Quoted(_) | TypeExprKind::Numbered(..) => {
                self.alternatives(expr, false, std::slice::from_ref(expr), hint)
            }
        }
    }

    pub(super) fn named_type(
        &mut self,
        expr: &TypeExpr,
        name: &str,
        arguments: &[TypeExpr],
        hint: &str,
    ) -> Option<Type> {
        let word = match arguments {
            [TypeExpr { kind: TypeExprKind::Name(word, inner), .. }] if inner.is_empty() => {
                Some(word.as_str())
            }
            _ => None,
        };
        let int = int_kind(name);
        let ty = match (name, arguments.len(), word) {
            ("bool", 0, _) => Type::Bool,
            ("string", 0, _) => Type::String,
            ("string", 1, Some("decimal")) => Type::Decimal,
            ("string", 1, Some(word)) if int_kind(word).is_some() => Type::IntText(int_kind(word)?),
            ("f32", 0, _) => Type::Float(FloatKind::F32),
            ("f64", 0, _) => Type::Float(FloatKind::F64),
            ("bytes", 0, _) => Type::Bytes,
            ("timestamp", 0, _) => Type::Timestamp(TimeForm::Rfc3339),
            ("timestamp", 1, Some("ms")) => Type::Timestamp(TimeForm::UnixMillis),
            ("timestamp", 1, Some("s")) => Type::Timestamp(TimeForm::UnixSeconds),
            ("duration", 1, Some("ms")) => Type::Duration(DurationUnit::Millis),
            ("duration", 1, Some("s")) => Type::Duration(DurationUnit::Seconds),
            ("uuid", 0, _) => Type::Uuid,
            ("url", 0, _) => Type::Url,
            ("json", 0, _) => Type::Json,
            (_, 0, _) if int.is_some() => Type::Int(int?),
            ("i64" | "u64", 1, Some("bigint")) => Type::BigInt(int?),
            ("map" | "list" | "json", 1, _) => {
                let inner = self.type_of(&arguments[0], &format!("{hint} item"))?;
                self.no_constant(&inner, arguments[0].span);
                match name {
                    "map" => Type::Map(Box::new(inner)),
                    "list" => Type::List(Box::new(inner)),
                    _ => Type::JsonText(Box::new(inner)),
                }
            }
            _ => return self.declared_type(expr, name, arguments),
        };
        Some(ty)
    }

    pub(super) fn declared_type(
        &mut self,
        expr: &TypeExpr,
        name: &str,
        arguments: &[TypeExpr],
    ) -> Option<Type> {
        if let Some(&id) = self.type_names.get(name)
            && arguments.is_empty()
        {
            return Some(Type::Named(id));
        }
        if BUILTINS.contains(&name) || self.type_names.contains_key(name) {
            let (message, help) = match name {
                "map" if arguments.len() == 2 => {
                    let value = self.text_at(arguments[1].span);
                    ("`map` takes the type of its values alone".to_owned(), format!("keys are always text: write `map<{value}>`"))
                }
                "list" | "map" => (format!("`{name}` needs the type of its values"), format!("write `{name}<string>`, or `{name}<json>` for anything")),
                "duration" => ("`duration` needs its unit".to_owned(), "write `duration<ms>` or `duration<s>`".to_owned()),
                _ => (format!("`{name}` does not take these arguments"), "known are `string<u64>`, `string<decimal>`, `timestamp<ms>`, `timestamp<s>`, `duration<ms>`, `duration<s>`, `u64<bigint>`, `list<T>`, `map<T>`, `json<T>`".to_owned()),
            };
            self.cx.report(Diagnostic::error("A0202", expr.span, message).help(help));
            return None;
        }
        if self.lost.types.holds(name) {
            return None;
        }
        if self.again("A0202", name, expr.span) {
            return None;
        }
        let message = format!("there is no type `{name}`");
        let diagnostic = Diagnostic::error("A0202", expr.span, message);
        if name.contains(['{', '}']) {
            let word = name.trim_matches(['{', '}', '$', ' ']);
            self.cx.report(
                diagnostic.help(match crate::resolve::frames::role(word) {
                    Some(_) => format!("a placeholder is written `${word}`"),
                    None if matches!(word, "event" | "payload" | "type" | "data") => {
                        "a placeholder is written `$event`, `$payload` and so on".to_owned()
                    }
                    None => {
                        "a type written in place stands in a map: `{ fields: { name: string } }`"
                            .to_owned()
                    }
                }),
            );
            return None;
        }
        if let Some(mended) = brackets(name).or_else(|| key_and_value(name)) {
            let mended = shorten(&mended);
            self.cx.report(
                diagnostic.label(format!("did you mean `{mended}`?")).fix(expr.span, mended),
            );
            return None;
        }
        let other = other_name(name);
        let is_flooded = self.is_flooded();
        let mut known: Vec<&str> = self
            .type_names
            .iter()
            .take(if is_flooded { 0 } else { usize::MAX })
            .filter(|(_, id)| {
                self.types.get(id.0).is_none_or(|def| def.as_ref().is_none_or(|def| def.declared))
            })
            .map(|(name, _)| name.as_str())
            .collect();
        known.extend(BUILTINS);
        let argument = arguments.last().map(|last| meant(&self.text_at(last.span)));
        self.cx.report(match (other, argument) {
            (Some(meant), Some(argument)) if meant.contains('T') || meant == "map<json>" => {
                let mended =
                    meant.replace('T', &argument).replace("map<json>", &format!("map<{argument}>"));
                diagnostic.label(format!("did you mean `{mended}`?")).fix(expr.span, mended)
            }
            (Some(meant), _) if !meant.contains('T') => {
                diagnostic.label(format!("did you mean `{meant}`?")).fix(expr.span, meant)
            }
            (Some(meant), _) => diagnostic.help(format!("write `{meant}` with a type for `T`")),
            (None, _) if name == "undefined" => {
                diagnostic.help("a field that may be absent has a `?` at its name: `name?: string`")
            }
            (None, _) if matches!(name, "None" | "nil" | "NULL" | "Null" | "none") => {
                diagnostic.help("a value that may be `null` has a `?` behind its type: `string?`")
            }
            (None, _) if matches!(name, "u128" | "i128" | "uint128" | "int128" | "bignum") => {
                diagnostic.help("whole numbers of any size are text: `string<decimal>`")
            }
            (None, _)
                if matches!(
                    name,
                    "email" | "ip" | "ipv4" | "ipv6" | "hostname" | "phone" | "hex" | "slug"
                ) =>
            {
                diagnostic.help(format!(
                    "write `{{ type: string, pattern: … }}`, or declare `{name}` in `types`"
                ))
            }
            (None, _) if name == "enum" => {
                diagnostic.help("a set of words is written `a | b`, or `{ enum: [ a, b ] }`")
            }
            (None, _) => {
                // With arguments behind it, the name alone is mended.
                let suggested = suggest(diagnostic, expr.span.part(0..name.len()), name, &known);
                if suggested.label.is_empty() {
                    suggested.help(format!(
                        "declare it in `types`, or write `={name}` for this constant text"
                    ))
                } else {
                    suggested
                }
            }
        });
        None
    }

    /// The text at a place.
    fn text_at(&self, span: Span) -> String {
        let text = &self.cx.sources.get(span.file).text;
        shorten(text.get(span.range()).unwrap_or_default())
    }

    /// Reports a constant where neither a field nor an alternative stands.
    pub(in crate::resolve) fn no_constant(&mut self, ty: &Type, span: Span) {
        if let Type::Const(_) = ty {
            self.cx.report(
                Diagnostic::error("A0210", span, "a constant cannot stand here")
                    .help("constants stand as the type of a field, as an alternative (`=auto | u32`), or in a frame"),
            );
        }
    }
}

pub(super) fn int_kind(name: &str) -> Option<IntKind> {
    Some(match name {
        "i8" => IntKind::I8,
        "i16" => IntKind::I16,
        "i32" => IntKind::I32,
        "i64" => IntKind::I64,
        "u8" => IntKind::U8,
        "u16" => IntKind::U16,
        "u32" => IntKind::U32,
        "u64" => IntKind::U64,
        _ => return None,
    })
}
