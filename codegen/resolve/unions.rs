//! Alternatives and unions: sets of words, sets of numbers, unions by kind, tag, key or presence.

use super::{Resolver, TypePlaces};
use crate::{
    diagnostic::Diagnostic,
    model::{
        Doc, Enum, EnumValue, IntEnum, Literal, Type, TypeDef, TypeKind, Union, UnionBy, Variant,
    },
    parse::scalar_json,
    source::Span,
    syntax::{Constant, Map, Text, TypeExpr, TypeExprKind, UnionByWord, UnionDef, VariantDef},
};
use serde_json::Value;

/// The JSON kind of a value, as far as a union by kind tells kinds apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Null,
    Bool,
    Number,
    Text,
    Array,
    Object,
    Any,
}

/// A number of a set with its name: `1 = first`, or a lone `10`, which is named by its digits.
fn numbered(each: &TypeExpr) -> Option<(i64, String)> {
    match &each.kind {
        TypeExprKind::Numbered(value, name) => Some((*value, name.clone())),
        TypeExprKind::Name(word, arguments) if arguments.is_empty() => {
            let value: i64 = word.parse().ok()?;
            (value.to_string() == *word).then(|| (value, word.clone()))
        }
        _ => None,
    }
}

impl Resolver<'_> {
    /// `a | b`: a set of words, a set of numbers, or a union by kind.
    pub(super) fn alternatives(
        &mut self,
        expr: &TypeExpr,
        is_open: bool,
        all: &[TypeExpr],
        hint: &str,
    ) -> Option<Type> {
        let is_word = |resolver: &Self, each: &TypeExpr| match &each.kind {
            TypeExprKind::Quoted(_) => true,
            TypeExprKind::Name(name, arguments) => {
                arguments.is_empty()
                    && !super::types::BUILTINS.contains(&name.as_str())
                    && !resolver.type_names.contains_key(name)
            }
            _ => false,
        };
        let kind = if all.iter().all(|each| numbered(each).is_some()) {
            self.number_set(all, is_open)
        } else if all.iter().all(|each| is_word(self, each)) {
            if let Some(number) = all.iter().find(|each| numbered(each).is_some()) {
                self.number_among_words(number);
                return None;
            }
            self.word_set(all, is_open)
        } else {
            return self.kind_union(expr, is_open, all, hint);
        };
        let places = self.set_places(expr, all);
        Some(Type::Named(self.add_type(hint, Doc::default(), kind, places)))
    }

    fn set_places(&self, expr: &TypeExpr, all: &[TypeExpr]) -> TypePlaces {
        TypePlaces {
            name: expr.span,
            examples: Vec::new(),
            fields: Vec::new(),
            values: all.iter().map(|each| each.span).collect(),
        }
    }

    fn number_set(&mut self, all: &[TypeExpr], open: bool) -> TypeKind {
        let mut values = Vec::new();
        for each in all {
            if let Some((value, name)) = numbered(each) {
                values.push(EnumValue { value, name, doc: Doc::default() });
            }
        }
        let numbers =
            values.iter().zip(all).map(|(value, each)| (value.value.to_string(), each.span));
        self.unique_values(numbers.collect::<Vec<_>>().into_iter());
        TypeKind::IntEnum(IntEnum { values, open })
    }

    fn number_among_words(&mut self, number: &TypeExpr) {
        let Some((value, _)) = numbered(number) else { return };
        self.cx.report(
            Diagnostic::error("A0201", number.span, format!("`{value}` stands among words"))
                .label("text or a number?")
                .help(format!("write `\"{value}\"` for text, or `={value}` for the number")),
        );
    }

    fn word_set(&mut self, all: &[TypeExpr], open: bool) -> TypeKind {
        let mut values = Vec::new();
        for each in all {
            if let TypeExprKind::Quoted(word) | TypeExprKind::Name(word, _) = &each.kind {
                values.push((word.clone(), each.span));
            }
        }
        self.unique_values(values.clone().into_iter());
        let values = values
            .into_iter()
            .map(|(value, _)| EnumValue { name: value.clone(), value, doc: Doc::default() })
            .collect();
        TypeKind::Enum(Enum { values, open })
    }

    fn kind_union(
        &mut self,
        expr: &TypeExpr,
        open: bool,
        all: &[TypeExpr],
        hint: &str,
    ) -> Option<Type> {
        let mut variants = Vec::new();
        for each in all {
            let (ty, name) = match &each.kind {
                TypeExprKind::Quoted(word) => {
                    (Type::Const(Literal::Text(word.clone())), word.clone())
                }
                TypeExprKind::Const(constant) => {
                    let name = match constant {
                        Constant::Text(text) => text.clone(),
                        Constant::Int(number) => format!("value {number}"),
                        Constant::Bool(value) => value.to_string(),
                        Constant::Null => "null".to_owned(),
                    };
                    (Type::Const(super::frames::literal(constant)), name)
                }
                TypeExprKind::Name(name, _) => {
                    let Some(ty) = self.type_of(each, &format!("{hint} {name}")) else {
                        self.mixed_words(all);
                        return None;
                    };
                    (ty, name.clone())
                }
                _ => {
                    self.cx.report(
                        Diagnostic::error("A0201", each.span, "this cannot be an alternative")
                            .help("alternatives are names of types, `=constants`, or all words; write `(A | B)?` for one that may be `null`"),
                    );
                    return None;
                }
            };
            variants.push(Variant { tag: Literal::Null, name, ty, doc: Doc::default() });
        }
        let places = self.set_places(expr, all);
        let union = Union { by: UnionBy::Kind, variants, open };
        Some(Type::Named(self.add_type(hint, Doc::default(), TypeKind::Union(union), places)))
    }

    /// Words beside types: the words are most likely meant as text.
    fn mixed_words(&mut self, all: &[TypeExpr]) {
        let words: Vec<String> = all
            .iter()
            .filter_map(|each| match &each.kind {
                TypeExprKind::Name(name, arguments)
                    if arguments.is_empty()
                        && !super::types::BUILTINS.contains(&name.as_str())
                        && name != "undefined" =>
                {
                    // Beside other types, one that is declared is most likely meant.
                    let is_type = self.type_names.contains_key(name);
                    Some(if is_type { name.clone() } else { format!("\"{name}\"") })
                }
                TypeExprKind::Quoted(word) => Some(format!("\"{word}\"")),
                _ => None,
            })
            .collect();
        if let Some(last) = self.cx.diagnostics.last_mut()
            && last.code == "A0202"
            && words.len() == all.len()
        {
            last.help = Some(format!(
                "if these are words and not types, quote them: {}",
                words.join(" | ")
            ));
            last.fix = None;
        }
    }

    /// `union:`.
    pub(super) fn union(&mut self, def: &UnionDef, hint: &str, open_beside: bool) -> Option<Union> {
        let by = match (&def.on, &def.content, &def.by) {
            (Some(tag), None, None) => UnionBy::Tag(tag.value.clone()),
            (Some(tag), Some(content), None) => {
                if tag.value == content.value {
                    self.cx.report(
                        Diagnostic::error(
                            "A0213",
                            content.span,
                            "tag and content cannot share a field",
                        )
                        .related(tag.span, "the tag's field"),
                    );
                }
                UnionBy::Adjacent { tag: tag.value.clone(), content: content.value.clone() }
            }
            (None, None, Some(word)) => match word.value {
                UnionByWord::Key => UnionBy::Key,
                UnionByWord::Presence => UnionBy::Presence,
            },
            _ if !self.cx.is_complete(def.span) => return None,
            _ => {
                self.cx.report(
                    Diagnostic::error("A0213", def.span, "what tells the variants apart is not clear")
                        .help("write `on: field`, `on: field` with `content: field`, `by: key` or `by: presence`"),
                );
                return None;
            }
        };
        if def.variants.entries.is_empty() && def.variants.lost.is_empty() {
            self.cx.report(
                Diagnostic::error("A0213", def.span, "a union without variants has no value")
                    .help("name them: `variants: { circle: { r: f64 }, square: { a: f64 } }`"),
            );
        }
        let mut variants = Vec::new();
        for (name, variant) in &def.variants.entries {
            let hint = format!("{hint} {}", name.value);
            let (ty, span) = match variant {
                VariantDef::Type(body) => {
                    self.only_in_fields(&body.0, "a variant");
                    let Some((ty, constraints)) = self.body_type(&body.0, &hint) else { continue };
                    let ty = if constraints.is_empty() {
                        ty
                    } else {
                        let kind = TypeKind::Alias(crate::model::Alias { ty, constraints });
                        let places = super::types::places_of(body.0.span, &body.0);
                        Type::Named(self.add_type(&hint, Doc::default(), kind, places))
                    };
                    (ty, body.0.span)
                }
                VariantDef::Fields(fields, span) => {
                    let places = TypePlaces {
                        name: *span,
                        examples: Vec::new(),
                        fields: Vec::new(),
                        values: Vec::new(),
                    };
                    let id = self.add_type(
                        &hint,
                        Doc::default(),
                        super::types::alias(Type::Json),
                        places,
                    );
                    let own =
                        self.types[id.0].as_ref().map(|def| def.name.clone()).unwrap_or_default();
                    let (record, spreads) = self.record(fields, None, &own, Some(id));
                    if !spreads.is_empty() {
                        self.spreads.push((id, spreads));
                    }
                    if let Some(Some(def)) = self.types.get_mut(id.0) {
                        def.kind = TypeKind::Record(record);
                    }
                    (Type::Named(id), *span)
                }
            };
            self.no_constant(&ty, span);
            let tag = match by {
                UnionBy::Tag(_) | UnionBy::Adjacent { .. } => {
                    match key_literal(&def.variants, &name.value) {
                        Literal::Null => {
                            self.null_tag(name);
                            continue;
                        }
                        tag => tag,
                    }
                }
                UnionBy::Key | UnionBy::Presence | UnionBy::Kind => {
                    Literal::Text(name.value.clone())
                }
            };
            variants.push(Variant { tag, name: name.value.clone(), ty, doc: Doc::default() });
        }
        let open = open_beside || def.open.as_ref().is_some_and(|open| open.value);
        Some(Union { by, variants, open })
    }

    /// A variant whose tag is `null`, which no output tells from a tag that is not there.
    fn null_tag(&mut self, name: &Text) {
        let message = format!("the tag of a variant cannot be `{}`", name.value);
        self.cx.report(
            Diagnostic::error("A0213", name.span, message)
                .label("`null`, and no text")
                .help("put it in quotes where it is text on the wire"),
        );
    }

    /// Reports unions whose variants cannot be told apart. Runs when all types are known.
    pub(super) fn check_unions(&mut self) {
        for index in 0..self.types.len() {
            let Some(Some(TypeDef { kind: TypeKind::Union(union), .. })) =
                self.types.get(index).cloned()
            else {
                continue;
            };
            let spans = self.places.types[index].values.clone();
            let span = |at: usize| spans.get(at).copied().unwrap_or(self.places.types[index].name);
            let spans: Vec<Span> = (0..union.variants.len()).map(span).collect();
            match &union.by {
                UnionBy::Kind => self.check_kinds(&union, &spans),
                UnionBy::Tag(_) | UnionBy::Presence => self.check_records(&union, &spans),
                UnionBy::Adjacent { .. } | UnionBy::Key => {}
            }
        }
    }

    fn check_kinds(&mut self, union: &Union, spans: &[Span]) {
        let mut seen: Vec<(Kind, bool, &Type, Span)> = Vec::new();
        for (variant, &span) in union.variants.iter().zip(spans) {
            let is_const = matches!(variant.ty, Type::Const(_));
            let kind = self.json_kind(&variant.ty);
            let clash = seen.iter().find(|(other, other_const, ty, _)| {
                if is_const || *other_const {
                    is_const && *other_const && **ty == variant.ty
                } else {
                    *other == kind || *other == Kind::Any || kind == Kind::Any
                }
            });
            if let Some((_, _, _, first)) = clash {
                self.cx.report(
                    Diagnostic::error(
                        "A0203",
                        span,
                        "this alternative cannot be told from another by its JSON kind",
                    )
                    .related(*first, "the other alternative")
                    .help(
                        "use a union with a tag (`union: { on: kind, … }`), or one type for both",
                    ),
                );
                return;
            }
            seen.push((kind, is_const, &variant.ty, span));
        }
    }

    fn check_records(&mut self, union: &Union, spans: &[Span]) {
        for (variant, &span) in union.variants.iter().zip(spans) {
            let record = match self.base(&variant.ty) {
                Type::Named(id) => match self.types.get(id.0) {
                    Some(Some(TypeDef { kind: TypeKind::Record(record), .. })) => {
                        Some(record.clone())
                    }
                    _ => None,
                },
                _ => None,
            };
            let Some(record) = record else {
                self.cx.report(
                    Diagnostic::error("A0203", span, "this variant is not an object with known fields")
                        .help("its fields stand beside the tag, so it must be a record; or add `content: field`"),
                );
                continue;
            };
            match (&union.by, &variant.tag) {
                (UnionBy::Tag(tag), _) if record.fields.iter().any(|field| field.name == *tag) => {
                    self.cx.report(
                        Diagnostic::error(
                            "A0203",
                            span,
                            format!("the variant has a field `{tag}` of its own"),
                        )
                        .help(
                            "the union writes and reads the tag; remove the field from the record",
                        ),
                    )
                }
                (UnionBy::Presence, Literal::Text(key))
                    if !record.fields.iter().any(|field| field.name == *key) =>
                {
                    self.cx.report(
                        Diagnostic::error(
                            "A0203",
                            span,
                            format!("the variant has no field `{key}`"),
                        )
                        .help(
                            "with `by: presence`, each variant is named after a field that it has",
                        ),
                    )
                }
                _ => {}
            }
        }
    }

    fn json_kind(&self, ty: &Type) -> Kind {
        match self.base(ty) {
            Type::Bool | Type::Const(Literal::Bool(_)) => Kind::Bool,
            Type::Int(_)
            | Type::BigInt(_)
            | Type::Float(_)
            | Type::Duration(_)
            | Type::Const(Literal::Int(_)) => Kind::Number,
            Type::Timestamp(
                crate::model::TimeForm::UnixMillis | crate::model::TimeForm::UnixSeconds,
            ) => Kind::Number,
            Type::Timestamp(_)
            | Type::String
            | Type::IntText(_)
            | Type::Decimal
            | Type::Bytes
            | Type::Uuid
            | Type::Url
            | Type::JsonText(_)
            | Type::Const(Literal::Text(_)) => Kind::Text,
            Type::Json => Kind::Any,
            Type::Map(_) => Kind::Object,
            Type::List(_) => Kind::Array,
            Type::Const(Literal::Null) => Kind::Null,
            Type::Nullable(_) => Kind::Any,
            Type::Named(id) => match self.types.get(id.0) {
                Some(Some(def)) => match &def.kind {
                    TypeKind::Record(_) => Kind::Object,
                    TypeKind::Tuple(_) => Kind::Array,
                    TypeKind::Enum(_) => Kind::Text,
                    TypeKind::IntEnum(_) => Kind::Number,
                    TypeKind::Flags(flags) => {
                        if flags.text {
                            Kind::Text
                        } else {
                            Kind::Number
                        }
                    }
                    TypeKind::Union(union) => {
                        if union.by == UnionBy::Kind {
                            Kind::Any
                        } else {
                            Kind::Object
                        }
                    }
                    TypeKind::Alias(_) | TypeKind::Schema(_) => Kind::Any,
                },
                _ => Kind::Any,
            },
        }
    }
}

/// A value of the wire that is a key of the definition: `7`, `true` and `null` are what YAML takes them for, and
/// what stands in quotes is text.
pub(super) fn key_literal<T>(map: &Map<T>, key: &str) -> Literal {
    let text = || Literal::Text(key.to_owned());
    if map.quoted.contains(key) {
        return text();
    }
    match scalar_json(key) {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Bool(value),
        Value::Number(number) => number.as_i64().map_or_else(text, Literal::Int),
        _ => text(),
    }
}
