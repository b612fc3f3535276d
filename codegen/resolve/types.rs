//! Types: names looked up, types written in place given a name, constraints put where they hold.

use super::{FieldPlaces, Resolver, TypePlaces, doc};
use crate::{
    diagnostic::Diagnostic,
    model::{
        Alias, Constraints, Doc, DurationUnit, Enum, EnumValue, Field, Flags, FloatKind, IntEnum,
        IntKind, Number, Presence, Record, TimeForm, Tuple, Type, TypeDef, TypeId, TypeKind,
        UnknownFields,
    },
    names,
    parse::suggest,
    source::Span,
    syntax::{
        Definition, FieldDef, FieldMap, Spanned, Text, TypeExpr, TypeExprKind, TypeMap,
        UnknownFieldsWord, ValueDef, Values,
    },
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

/// What people write for a builtin of another name.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("str", "string"),
    ("text", "string"),
    ("int", "i64"),
    ("integer", "i64"),
    ("long", "i64"),
    ("uint", "u64"),
    ("number", "f64"),
    ("float", "f64"),
    ("double", "f64"),
    ("boolean", "bool"),
    ("any", "json"),
    ("object", "map<json>"),
    ("unknown", "json"),
    ("value", "json"),
    ("array", "list<T>"),
    ("vec", "list<T>"),
    ("dict", "map<T>"),
    ("record", "map<T>"),
    ("hash", "map<T>"),
    ("date", "timestamp"),
    ("datetime", "timestamp"),
    ("time", "timestamp"),
    ("guid", "uuid"),
    ("uri", "url"),
    ("binary", "bytes"),
    ("decimal", "string<decimal>"),
    ("bigint", "i64<bigint>"),
    ("byte", "u8"),
    ("short", "i16"),
    ("option", "T?"),
];

impl Resolver<'_> {
    /// Gives every declared type its index, then resolves them. Returns the type of error codes.
    pub(super) fn declare_types(&mut self, definition: &Definition) -> Option<TypeId> {
        let empty = crate::syntax::Map::default();
        let declared = definition.types.as_ref().unwrap_or(&empty);
        for (name, body) in &declared.entries {
            self.check_type_name(name);
            let id = TypeId(self.types.len());
            self.types.push(None);
            self.places.types.push(places_of(name.span, &body.0));
            self.type_names.insert(name.value.clone(), id);
        }
        let code_type = self.declare_code_type(definition);
        for (name, body) in &declared.entries {
            let Some(&id) = self.type_names.get(&name.value) else { continue };
            let kind = self.kind_of(&body.0, &name.value, Some(id));
            self.types[id.0] = Some(TypeDef {
                name: name.value.clone(),
                declared: true,
                doc: doc_of(&body.0),
                examples: examples_of(&body.0),
                kind: kind.unwrap_or_else(|| alias(Type::Json)),
            });
        }
        code_type
    }

    fn check_type_name(&mut self, name: &Text) {
        let fits = name.value.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.value.chars().all(|each| each.is_ascii_alphanumeric() || each == '_');
        if !fits {
            self.cx.report(
                Diagnostic::error(
                    "A0105",
                    name.span,
                    format!("`{}` cannot name a type", name.value),
                )
                .help("use letters and digits, best in UpperCamelCase, such as `AgentStatus`"),
            );
        } else if BUILTINS.contains(&name.value.as_str())
            || name.value == "open"
            || name.value == "null"
        {
            self.cx.report(
                Diagnostic::error(
                    "A0105",
                    name.span,
                    format!("`{}` is a word of the language", name.value),
                )
                .help("give the type another name, best in UpperCamelCase"),
            );
        }
    }

    /// Adds a type written in place and returns its index. The name is made from where it stands.
    pub(super) fn add_type(
        &mut self,
        hint: &str,
        doc: Doc,
        kind: TypeKind,
        places: TypePlaces,
    ) -> TypeId {
        let base = names::upper_camel(hint);
        let mut name = base.clone();
        let mut count = 2;
        while self.type_names.contains_key(&name) {
            name = format!("{base}{count}");
            count += 1;
        }
        let id = TypeId(self.types.len());
        self.type_names.insert(name.clone(), id);
        self.types.push(Some(TypeDef { name, declared: false, doc, examples: Vec::new(), kind }));
        self.places.types.push(places);
        id
    }

    /// What a type body is. `own` is the index of the type itself when it has one already.
    pub(super) fn kind_of(
        &mut self,
        body: &TypeMap,
        hint: &str,
        own: Option<TypeId>,
    ) -> Option<TypeKind> {
        let TypeMap {
            span,
            ty,
            fields,
            items,
            values,
            numbers,
            flags,
            union,
            schema,
            unknown,
            open,
            repr,
            ..
        } = body;
        let given: Vec<&str> = [
            ("type", ty.is_some()),
            ("fields", fields.is_some()),
            ("items", items.is_some()),
            ("enum", values.is_some()),
            ("numbers", numbers.is_some()),
            ("flags", flags.is_some()),
            ("union", union.is_some()),
            ("schema", schema.is_some()),
        ]
        .iter()
        .filter(|(_, given)| *given)
        .map(|(key, _)| *key)
        .collect();
        if given.len() != 1 {
            let (message, help) = if given.is_empty() {
                (
                    "nothing says what type this is".to_owned(),
                    "add one of `type`, `fields`, `items`, `enum`, `numbers`, `flags`, `union`, `schema`",
                )
            } else {
                (format!("`{}` contradict each other", given.join("` and `")), "keep one of them")
            };
            self.cx.report(Diagnostic::error("A0213", *span, message).help(help));
            return None;
        }
        self.misplaced(body, given[0]);
        let is_open = open.as_ref().is_some_and(|open| open.value);
        if let Some(ty) = ty {
            return self.line_kind(ty, body, hint);
        }
        if let Some(fields) = fields {
            let (record, spreads) = self.record(fields, unknown.as_ref(), hint, own);
            if let (Some(own), false) = (own, spreads.is_empty()) {
                self.spreads.push((own, spreads));
            }
            return Some(TypeKind::Record(record));
        }
        if let Some(items) = items {
            return Some(TypeKind::Tuple(self.tuple(items, hint, own)));
        }
        if let Some(values) = values {
            return Some(TypeKind::Enum(Enum { values: self.strings(values), open: is_open }));
        }
        if let Some(numbers) = numbers {
            return Some(TypeKind::IntEnum(IntEnum {
                values: self.integers(numbers),
                open: is_open,
            }));
        }
        if let Some(flags) = flags {
            return self.flags(flags, repr.as_ref());
        }
        if let Some(union) = union {
            return self.union(union, hint, is_open).map(TypeKind::Union);
        }
        let schema = schema.as_ref()?;
        self.schema(schema).map(TypeKind::Schema)
    }

    /// Reports keys that mean nothing beside the one that says what the type is.
    fn misplaced(&mut self, body: &TypeMap, given: &str) {
        let checks: [(&str, Option<Span>, &[&str]); 3] = [
            ("unknown", body.unknown.as_ref().map(|word| word.span), &["fields"]),
            ("open", body.open.as_ref().map(|word| word.span), &["enum", "numbers", "union"]),
            ("repr", body.repr.as_ref().map(|ty| ty.span), &["flags"]),
        ];
        for (key, span, places) in checks {
            if let Some(span) = span
                && !places.contains(&given)
            {
                self.cx.report(
                    Diagnostic::error(
                        "A0213",
                        span,
                        format!("`{key}` means nothing beside `{given}`"),
                    )
                    .help(format!("it belongs to `{}`", places.join("`, `"))),
                );
            }
        }
    }

    /// A declared type given as a line.
    fn line_kind(&mut self, expr: &TypeExpr, body: &TypeMap, hint: &str) -> Option<TypeKind> {
        let ty = self.type_of(expr, hint)?;
        let constraints = self.constraints(body, &ty);
        // A set or union written in the line becomes the declared type itself.
        if constraints.is_empty()
            && let Type::Named(id) = ty
            && id.0 + 1 == self.types.len()
            && matches!(
                expr.kind,
                TypeExprKind::Alternatives(..)
                    | TypeExprKind::Numbered(..)
                    | TypeExprKind::Quoted(_)
            )
            && let Some(Some(def)) = self.types.pop()
        {
            self.places.types.pop();
            self.type_names.remove(&def.name);
            return Some(def.kind);
        }
        Some(TypeKind::Alias(Alias { ty, constraints }))
    }

    /// A field's or value's type; constraints go back to the caller.
    pub(super) fn body_type(&mut self, body: &TypeMap, hint: &str) -> Option<(Type, Constraints)> {
        if let Some(expr) = &body.ty {
            self.kind_conflicts(body);
            let ty = self.type_of(expr, hint)?;
            let constraints = self.constraints(body, &ty);
            return Some((ty, constraints));
        }
        // The type gets its index before its members do, so that it stands before them.
        let places = TypePlaces { examples: Vec::new(), ..places_of(body.span, body) };
        let id = self.add_type(hint, Doc::default(), alias(Type::Json), places);
        let name = self.types[id.0].as_ref().map(|def| def.name.clone()).unwrap_or_default();
        let kind = self.kind_of(body, &name, Some(id));
        let constraints = self.constraints(body, &Type::Json);
        if let (Some(kind), Some(Some(def))) = (kind, self.types.get_mut(id.0)) {
            def.kind = kind;
        }
        Some((Type::Named(id), constraints))
    }

    fn kind_conflicts(&mut self, body: &TypeMap) {
        if body.fields.is_some()
            || body.items.is_some()
            || body.values.is_some()
            || body.numbers.is_some()
            || body.flags.is_some()
            || body.union.is_some()
            || body.schema.is_some()
        {
            self.kind_of(body, "", None);
        } else {
            self.misplaced(body, "type");
        }
    }

    /// A record, and what it spreads.
    pub(super) fn record(
        &mut self,
        map: &FieldMap,
        unknown: Option<&Spanned<UnknownFieldsWord>>,
        hint: &str,
        own: Option<TypeId>,
    ) -> (Record, Vec<(Type, Span)>) {
        let fields = self.fields(map, hint, own);
        let mut rest = None;
        let mut spreads = Vec::new();
        for expr in &map.spreads {
            match self.type_of(expr, hint) {
                Some(Type::Map(value)) if rest.is_none() => rest = Some(*value),
                Some(Type::Json) if rest.is_none() => rest = Some(Type::Json),
                Some(ty @ Type::Named(_)) => spreads.push((ty, expr.span)),
                Some(_) => self.bad_spread(expr.span),
                None => {}
            }
        }
        if let Some(rest) = &map.rest {
            self.cx.report(
                Diagnostic::error("A0211", rest.name.span, "an object cannot take further items")
                    .help("write `...: map<T>` for all other keys, or `...: Other` for another record's fields"),
            );
        }
        let unknown = match unknown {
            Some(word) => unknown_fields(word.value),
            None => self.unknown_fields,
        };
        (Record { fields, rest, unknown }, spreads)
    }

    pub(super) fn bad_spread(&mut self, span: Span) {
        self.cx.report(
            Diagnostic::error("A0211", span, "this cannot be spread over an object")
                .help("`...` takes a record, or `map<T>` for all other keys"),
        );
    }

    /// Fields in order, with their places put into the type's own.
    fn fields(&mut self, map: &FieldMap, hint: &str, own: Option<TypeId>) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for def in &map.fields {
            if let Some(at) = fields.iter().position(|field| field.name == def.name.value) {
                let first = own
                    .and_then(|id| self.places.types[id.0].fields.get(at))
                    .map(|places| places.name);
                let mut diagnostic = Diagnostic::error(
                    "A0209",
                    def.name.span,
                    format!("the field `{}` stands twice", def.name.value),
                )
                .help("keep one of them; `name` and `name?` are the same key");
                if let Some(first) = first {
                    diagnostic = diagnostic.related(first, "first here");
                }
                self.cx.report(diagnostic);
                continue;
            }
            let field = self.field(def, hint);
            if let Some(own) = own {
                self.places.types[own.0].fields.push(field_places(def));
            }
            fields.push(field);
        }
        fields
    }

    /// One field.
    pub(super) fn field(&mut self, def: &FieldDef, hint: &str) -> Field {
        let body = &def.body.0;
        let hint = format!("{hint} {}", body.name.as_ref().unwrap_or(&def.name).value);
        let (ty, constraints) =
            self.body_type(body, &hint).unwrap_or((Type::Json, Constraints::default()));
        let presence = match (&body.default, def.optional) {
            (Some(default), true) => {
                self.cx.report(
                    Diagnostic::error(
                        "A0213",
                        default.span,
                        "a field with a default may always be absent",
                    )
                    .help(format!("remove the `?` behind `{}`, or the default", def.name.value)),
                );
                Presence::Optional
            }
            (Some(default), false) => Presence::Default(default.value.clone()),
            (None, true) => Presence::Optional,
            (None, false) => Presence::Required,
        };
        Field {
            name: def.name.value.clone(),
            rename: body.name.as_ref().map(|name| name.value.clone()),
            ty,
            presence,
            constraints,
            sensitive: body.sensitive.as_ref().is_some_and(|sensitive| sensitive.value),
            doc: doc_of(body),
            examples: examples_of(body),
        }
    }

    /// A tuple.
    pub(super) fn tuple(&mut self, map: &FieldMap, hint: &str, own: Option<TypeId>) -> Tuple {
        let items = self.fields(map, hint, own);
        for expr in &map.spreads {
            self.bad_spread(expr.span);
        }
        let mut optional = None;
        for (field, def) in items.iter().zip(&map.fields) {
            match (&field.presence, optional) {
                (Presence::Required, Some(before)) => {
                    let before: Span = before;
                    self.cx.report(
                        Diagnostic::error("A0212", def.name.span, "a position that must be there follows one that may be missing")
                            .related(before, "this may be missing")
                            .help("only the last positions may end in `?`; use `T?` for one that may be `null`"),
                    );
                }
                (Presence::Optional, _) => optional = Some(def.name.span),
                (Presence::Default(_), _) => self.cx.report(
                    Diagnostic::error("A0213", def.body.0.span, "a position has no default")
                        .help("positions are always there, or may be missing at the end (`name?`)"),
                ),
                (Presence::Required, None) => {}
            }
        }
        let rest = map.rest.as_ref().map(|def| {
            let field = self.field(def, hint);
            if let Some(own) = own {
                self.places.types[own.0].fields.push(field_places(def));
            }
            field
        });
        Tuple { items, rest }
    }

    fn strings(&mut self, values: &Values) -> Vec<EnumValue<String>> {
        self.unique_values(values.0.iter().map(|(text, _)| (text.value.clone(), text.span)));
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

    fn integers(&mut self, values: &Values) -> Vec<EnumValue<i64>> {
        let mut out = Vec::new();
        for (text, def) in &values.0 {
            let Ok(value) = text.value.parse() else {
                self.cx.bad_value(text.span, &text.value, "a whole number");
                continue;
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

    pub(super) fn unique_values(&mut self, values: impl Iterator<Item = (String, Span)>) {
        let mut seen: Vec<(String, Span)> = Vec::new();
        for (value, span) in values {
            match seen.iter().find(|(each, _)| *each == value) {
                Some((_, first)) => self.cx.report(
                    Diagnostic::error("A0209", span, format!("`{value}` stands twice"))
                        .related(*first, "first here")
                        .help("remove one of them"),
                ),
                None => seen.push((value, span)),
            }
        }
    }

    fn flags(
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
        let bits = (128 - repr.max().leading_zeros()) as u32;
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

    /// A type given as a line.
    pub(crate) fn type_of(&mut self, expr: &TypeExpr, hint: &str) -> Option<Type> {
        match &expr.kind {
            TypeExprKind::Name(name, arguments) => self.named_type(expr, name, arguments, hint),
            TypeExprKind::Const(constant) => Some(Type::Const(super::frames::literal(constant))),
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

    fn named_type(
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

    fn declared_type(
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
                "list" | "map" => (format!("`{name}` needs the type of its values"), format!("write `{name}<string>`, or `{name}<json>` for anything")),
                "duration" => ("`duration` needs its unit".to_owned(), "write `duration<ms>` or `duration<s>`".to_owned()),
                _ => (format!("`{name}` does not take these arguments"), "known are `string<u64>`, `string<decimal>`, `timestamp<ms>`, `timestamp<s>`, `duration<ms>`, `duration<s>`, `u64<bigint>`, `list<T>`, `map<T>`, `json<T>`".to_owned()),
            };
            self.cx.report(Diagnostic::error("A0202", expr.span, message).help(help));
            return None;
        }
        let message = format!("there is no type `{name}`");
        let diagnostic = Diagnostic::error("A0202", expr.span, message);
        let other = OTHER_NAMES.iter().find(|(written, _)| name.eq_ignore_ascii_case(written));
        let declared: Vec<String> = self
            .type_names
            .iter()
            .filter(|(_, id)| {
                self.types.get(id.0).is_none_or(|def| def.as_ref().is_none_or(|def| def.declared))
            })
            .map(|(name, _)| name.clone())
            .collect();
        let mut known: Vec<&str> = declared.iter().map(String::as_str).collect();
        known.extend(BUILTINS);
        self.cx.report(match other {
            Some((_, meant)) if !meant.contains('T') => diagnostic
                .label(format!("did you mean `{meant}`?"))
                .help(format!("write `{meant}`"))
                .fix(expr.span, *meant),
            Some((_, meant)) => diagnostic
                .label(format!("did you mean `{meant}`?"))
                .help(format!("write `{meant}`")),
            None => {
                let suggested = suggest(diagnostic, expr.span, name, &known);
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

    /// Reports a constant where neither a field nor an alternative stands.
    pub(super) fn no_constant(&mut self, ty: &Type, span: Span) {
        if let Type::Const(_) = ty {
            self.cx.report(
                Diagnostic::error("A0210", span, "a constant cannot stand here")
                    .help("constants stand as the type of a field, as an alternative (`=auto | u32`), or in a frame"),
            );
        }
    }

    /// What must hold beside the type.
    pub(super) fn constraints(&mut self, body: &TypeMap, ty: &Type) -> Constraints {
        let mut out = Constraints::default();
        let base = self.base(ty);
        let (is_number, is_int) = match &base {
            Type::Int(_)
            | Type::BigInt(_)
            | Type::Timestamp(TimeForm::UnixMillis | TimeForm::UnixSeconds) => (true, true),
            Type::Float(_) | Type::Duration(_) => (true, false),
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
                self.pattern(pattern);
                out.pattern = Some(pattern.value.clone());
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

    fn impossible(&mut self, body: &TypeMap, out: &Constraints) {
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

    fn pattern(&mut self, pattern: &Text) {
        let trouble = match regex::Regex::new(&pattern.value) {
            Err(error) => {
                let text = error.to_string();
                Some(
                    text.lines()
                        .last()
                        .unwrap_or_default()
                        .trim()
                        .trim_start_matches("error: ")
                        .to_owned(),
                )
            }
            Ok(_) => [
                "(?P<", "\\A", "\\z", "\\pL", "[[:", "&&", "--", "~~", "(?x", "(?U", "\\<", "\\>",
                "\\x{", "\\u{",
            ]
            .iter()
            .find(|part| pattern.value.contains(**part))
            .map(|part| format!("`{part}` means something else in JavaScript")),
        };
        if let Some(trouble) = trouble {
            self.cx.report(
                Diagnostic::error("A0207", pattern.span, format!("this pattern cannot be used: {trouble}"))
                    .help("use what ECMA-262 and Rust's `regex` have in common: no look-around, no back-references, no inline flags"),
            );
        }
    }

    /// The type below names and `null`.
    pub(super) fn base(&self, ty: &Type) -> Type {
        let mut ty = ty;
        for _ in 0..64 {
            ty = match ty {
                Type::Nullable(inner) => inner,
                Type::Named(id) => match self.types.get(id.0) {
                    Some(Some(TypeDef { kind: TypeKind::Alias(alias), .. })) => &alias.ty,
                    _ => return ty.clone(),
                },
                _ => return ty.clone(),
            };
        }
        ty.clone()
    }

    /// Puts the fields of spread records into those that spread them.
    pub(super) fn expand_spreads(&mut self) {
        let pending = std::mem::take(&mut self.spreads);
        let mut done: Vec<TypeId> = Vec::new();
        for index in 0..pending.len() {
            self.expand(&pending, index, &mut done, &mut Vec::new());
        }
    }

    fn expand(
        &mut self,
        pending: &[(TypeId, Vec<(Type, Span)>)],
        index: usize,
        done: &mut Vec<TypeId>,
        open: &mut Vec<TypeId>,
    ) {
        let (own, spreads) = &pending[index];
        if done.contains(own) {
            return;
        }
        open.push(*own);
        for (ty, span) in spreads {
            let Type::Named(id) = self.base(ty) else {
                self.bad_spread(*span);
                continue;
            };
            if open.contains(&id) {
                self.cx.report(
                    Diagnostic::error("A0211", *span, "this record spreads itself")
                        .help("remove one of the `...`"),
                );
                continue;
            }
            if let Some(other) = pending.iter().position(|(each, _)| *each == id) {
                self.expand(pending, other, done, open);
            }
            let Some(Some(TypeDef { kind: TypeKind::Record(record), .. })) =
                self.types.get(id.0).cloned()
            else {
                self.bad_spread(*span);
                continue;
            };
            let places = self.places.types[id.0].fields.clone();
            for (field, place) in record.fields.into_iter().zip(places) {
                self.spread_field(*own, field, place, *span);
            }
            if let Some(Some(TypeDef { kind: TypeKind::Record(mine), .. })) =
                self.types.get_mut(own.0)
                && mine.rest.is_none()
            {
                mine.rest = record.rest;
            }
        }
        open.pop();
        done.push(*own);
    }

    fn spread_field(&mut self, own: TypeId, field: Field, place: FieldPlaces, span: Span) {
        let Some(Some(TypeDef { kind: TypeKind::Record(record), .. })) = self.types.get_mut(own.0)
        else {
            return;
        };
        if let Some(at) = record.fields.iter().position(|each| each.name == field.name) {
            let first = self.places.types[own.0].fields.get(at).map_or(span, |places| places.name);
            self.cx.report(
                Diagnostic::error(
                    "A0209",
                    first,
                    format!("the field `{}` also comes from a spread record", field.name),
                )
                .related(place.name, "there")
                .help("remove one of them"),
            );
            return;
        }
        record.fields.push(field);
        self.places.types[own.0].fields.push(FieldPlaces { spread: Some(span), ..place });
    }
}

/// A type under another name, without constraints.
pub(super) fn alias(ty: Type) -> TypeKind {
    TypeKind::Alias(Alias { ty, constraints: Constraints::default() })
}

fn int_kind(name: &str) -> Option<IntKind> {
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

fn number(value: f64) -> Number {
    if value.fract() == 0.0 && value.abs() < 1e30 {
        Number::Int(value as i128)
    } else {
        Number::Float(value)
    }
}

/// What a word of the language says about unknown fields.
pub(super) fn unknown_fields(word: UnknownFieldsWord) -> UnknownFields {
    match word {
        UnknownFieldsWord::Ignore => UnknownFields::Ignore,
        UnknownFieldsWord::Preserve => UnknownFields::Preserve,
        UnknownFieldsWord::Reject => UnknownFields::Reject,
    }
}

fn value_doc(def: &ValueDef) -> Doc {
    doc(&def.summary, &def.description, &def.deprecated, &def.since)
}

pub(super) fn doc_of(body: &TypeMap) -> Doc {
    doc(&body.summary, &body.description, &body.deprecated, &body.since)
}

fn examples_of(body: &TypeMap) -> Vec<serde_json::Value> {
    body.examples.iter().flat_map(|many| &many.0).map(|json| json.value.clone()).collect()
}

/// The places of a type's own parts; fields are added as they are resolved.
pub(super) fn places_of(name: Span, body: &TypeMap) -> TypePlaces {
    TypePlaces {
        name,
        examples: body.examples.iter().flat_map(|many| &many.0).map(|json| json.span).collect(),
        fields: Vec::new(),
        values: body
            .values
            .iter()
            .chain(&body.numbers)
            .flat_map(|values| &values.0)
            .map(|(text, _)| text.span)
            .chain(body.flags.iter().flat_map(|flags| &flags.entries).map(|(text, _)| text.span))
            .chain(
                body.union
                    .iter()
                    .flat_map(|union| &union.variants.entries)
                    .map(|(text, _)| text.span),
            )
            .collect(),
    }
}

pub(super) fn field_places(def: &FieldDef) -> FieldPlaces {
    FieldPlaces {
        name: def.name.span,
        default: def.body.0.default.as_ref().map(|default| default.span),
        examples: def
            .body
            .0
            .examples
            .iter()
            .flat_map(|many| &many.0)
            .map(|json| json.span)
            .collect(),
        spread: None,
    }
}
