//! Records and tuples: fields in order, with their places.

use super::{doc_of, examples_of, field_places, unknown_fields};
use crate::{
    diagnostic::Diagnostic,
    model::{Constraints, Field, Presence, Record, Tuple, Type, TypeId},
    resolve::Resolver,
    source::Span,
    syntax::{FieldDef, FieldMap, Spanned, UnknownFieldsWord},
};

impl Resolver<'_> {
    /// A record, and what it spreads.
    pub(in crate::resolve) fn record(
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
                // Whatever it would have brought is a field too.
                None => rest = Some(Type::Json),
            }
        }
        if map.unreadable {
            rest = Some(Type::Json);
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

    pub(in crate::resolve) fn bad_spread(&mut self, span: Span) {
        self.cx.report(
            Diagnostic::error("A0211", span, "this cannot be spread over an object")
                .help("`...` takes a record, or `map<T>` for all other keys"),
        );
    }

    /// Fields in order, with their places put into the type's own.
    pub(super) fn fields(&mut self, map: &FieldMap, hint: &str, own: Option<TypeId>) -> Vec<Field> {
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
    pub(in crate::resolve) fn field(&mut self, def: &FieldDef, hint: &str) -> Field {
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
    pub(in crate::resolve) fn tuple(
        &mut self,
        map: &FieldMap,
        hint: &str,
        own: Option<TypeId>,
    ) -> Tuple {
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
}
