//! `...: Other`: the fields of spread records are put into those that spread them.

use crate::{
    diagnostic::Diagnostic,
    model::{Field, Type, TypeDef, TypeId, TypeKind},
    resolve::{FieldPlaces, Resolver},
    source::Span,
};

/// How deep records may spread each other.
const MAX_DEPTH: usize = 64;

/// How many fields may come from spread records in one definition.
const MAX_FIELDS: usize = 100_000;

impl Resolver<'_> {
    /// Puts the fields of spread records into those that spread them.
    pub(in crate::resolve) fn expand_spreads(&mut self) {
        let pending = std::mem::take(&mut self.spreads);
        let mut done: Vec<TypeId> = Vec::new();
        for index in 0..pending.len() {
            self.expand(&pending, index, &mut done, &mut Vec::new());
        }
    }

    pub(super) fn expand(
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
            let is_deep = open.len() > MAX_DEPTH;
            if is_deep || self.spread_fields > MAX_FIELDS {
                // Once is enough: all records on the way are too large.
                if self.spread_fields < usize::MAX {
                    self.spread_fields = usize::MAX;
                    let message = if is_deep {
                        format!("records spread each other more than {MAX_DEPTH} deep")
                    } else {
                        format!("spread records bring more than {MAX_FIELDS} fields")
                    };
                    let help = "give the fields in common a field of their own: `common: Common`";
                    self.cx.report(Diagnostic::error("A0004", *span, message).help(help));
                }
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
            self.spread_fields = self.spread_fields.saturating_add(places.len());
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

    pub(super) fn spread_field(
        &mut self,
        own: TypeId,
        field: Field,
        place: FieldPlaces,
        span: Span,
    ) {
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
