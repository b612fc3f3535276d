//! Types: names looked up, types written in place given a name, constraints put where they hold.

mod constraints;
mod expr;
mod fields;
mod other_names;
mod sets;
mod spreads;

pub(in crate::resolve) use expr::BUILTINS;

use super::{FieldPlaces, Resolver, TypePlaces, doc};
use crate::{
    diagnostic::Diagnostic,
    model::{
        Alias, Constraints, Doc, Enum, IntEnum, Type, TypeDef, TypeId, TypeKind, UnknownFields,
    },
    names,
    source::Span,
    syntax::{
        Definition, FieldDef, Text, TypeExpr, TypeExprKind, TypeMap, UnknownFieldsWord, ValueDef,
    },
};

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
            self.only_in_fields(&body.0, "a type");
            let kind = self.kind_of(&body.0, &name.value, Some(id));
            let mut def = TypeDef {
                name: name.value.clone(),
                declared: true,
                doc: doc_of(&body.0),
                examples: examples_of(&body.0),
                kind: kind.unwrap_or_else(|| alias(Type::Json)),
            };
            self.take_notes(id, &mut def);
            self.types[id.0] = Some(def);
        }
        code_type
    }

    fn check_type_name(&mut self, name: &Text) {
        let fits = name.value.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.value.chars().all(|each| each.is_ascii_alphanumeric() || each == '_');
        if let Some((own, parameters)) = name.value.split_once('<') {
            self.lost.types.names.insert(own.to_owned());
            let parameters = parameters.split([',', '>', ' ']).map(str::to_owned);
            self.lost.types.names.extend(parameters.filter(|each| !each.is_empty()));
            self.cx.report(
                Diagnostic::error("A0105", name.span, "a type takes no parameters").help(format!(
                    "declare one for each use, such as `{own}OfUsers`; `list<T>`, `map<T>` and `json<T>` are built in"
                )),
            );
        } else if !fits {
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
        let name = self.free_name(hint);
        let id = TypeId(self.types.len());
        self.type_names.insert(name.clone(), id);
        self.types.push(Some(TypeDef { name, declared: false, doc, examples: Vec::new(), kind }));
        self.places.types.push(places);
        id
    }

    /// Gives a type that is written in place another name.
    pub(super) fn rename_type(&mut self, id: TypeId, hint: &str) {
        let name = self.free_name(hint);
        if let Some(Some(def)) = self.types.get_mut(id.0) {
            self.type_names.remove(&def.name);
            self.type_names.insert(name.clone(), id);
            def.name = name;
        }
    }

    /// The name for a type, or with a word behind it where another type has that: a word says more than
    /// a number, and names are published in schemas.
    fn free_name(&self, hint: &str) -> String {
        let base = names::upper_camel(hint);
        let candidates = std::iter::once(base.clone()).chain((1..).map(|count| match count {
            1 => format!("{base}Payload"),
            _ => format!("{base}Payload{count}"),
        }));
        let mut free = candidates.filter(|name| !self.type_names.contains_key(name));
        free.next().unwrap_or(base)
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
                let help = match given.as_slice() {
                    ["type", "fields"] => "keep `fields` alone: it says that this is an object",
                    ["type", "items"] => "keep `items` alone: it says that this is an array",
                    ["type", "enum"] => "keep `enum` alone: it says that this is text",
                    ["type", "numbers" | "flags"] => "remove `type`: this is a whole number",
                    ["type", "union"] => "remove `type`: the variants say what this is",
                    _ => "keep one of them",
                };
                (format!("`{}` contradict each other", given.join("` and `")), help)
            };
            if given.is_empty() && !self.cx.is_complete(*span) {
                return None;
            }
            let place = ty.as_ref().map_or(*span, |ty| ty.span);
            self.cx.report(Diagnostic::error("A0213", place, message).help(help));
            return None;
        }
        self.misplaced(body, given[0]);
        let is_open = open.as_ref().is_some_and(|open| open.value);
        if let Some(ty) = ty {
            return self.line_kind(ty, body, hint, own);
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
        self.schema(schema.as_ref()?, hint, own?)
    }

    /// Reports keys that only a field can have, at something else.
    pub(super) fn only_in_fields(&mut self, body: &TypeMap, what: &str) {
        let keys = [
            ("default", body.default.as_ref().map(|default| default.span)),
            ("sensitive", body.sensitive.as_ref().map(|sensitive| sensitive.span)),
            ("name", body.name.as_ref().map(|name| name.span)),
        ];
        for (key, span) in keys {
            let Some(span) = span else { continue };
            let message = match key {
                "default" => format!("{what} has no default"),
                _ => format!("`{key}` means nothing at {what}"),
            };
            let help = match key {
                "default" => "write it where a field has the type: `field: Type = value`",
                _ => "it belongs to the fields that have the type",
            };
            self.cx.report(Diagnostic::error("A0213", span, message).help(help));
        }
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
    fn line_kind(
        &mut self,
        expr: &TypeExpr,
        body: &TypeMap,
        hint: &str,
        own: Option<TypeId>,
    ) -> Option<TypeKind> {
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
            if let (Some(places), Some(own)) = (self.places.types.pop(), own)
                && let Some(own) = self.places.types.get_mut(own.0)
            {
                own.values = places.values;
            }
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
}

/// A type under another name, without constraints.
pub(super) fn alias(ty: Type) -> TypeKind {
    TypeKind::Alias(Alias { ty, constraints: Constraints::default() })
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
