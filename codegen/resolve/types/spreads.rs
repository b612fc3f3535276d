//! `...: Other`: the fields of spread records are put into those that spread them.

use crate::{
    diagnostic::Diagnostic,
    model::{Field, Type, TypeDef, TypeId, TypeKind},
    resolve::{FieldPlaces, Resolver},
    source::Span,
};
use std::collections::{BTreeMap, BTreeSet};

/// How deep records may spread each other. Each holds the fields of all before it.
const MAX_DEPTH: usize = 64;
/// How many fields may come from spread records in one definition.
const MAX_FIELDS: usize = 100_000;

/// Records whose `...` is not expanded yet, and how far that is.
struct Spreads {
    pending: Vec<(TypeId, Vec<(Type, Span)>)>,
    places: BTreeMap<TypeId, usize>,
    done: BTreeSet<TypeId>,
    open: Vec<TypeId>,
    /// Fields that were added.
    added: usize,
    /// Whether a bound is reported. Once is enough: all records on the way are too large.
    stopped: bool,
}

impl Resolver<'_> {
    /// Puts the fields of spread records into those that spread them.
    pub(in crate::resolve) fn expand_spreads(&mut self) {
        let pending = std::mem::take(&mut self.spreads);
        let places = pending.iter().enumerate().map(|(index, (own, _))| (*own, index)).collect();
        let mut spreads = Spreads {
            pending,
            places,
            done: BTreeSet::new(),
            open: Vec::new(),
            added: 0,
            stopped: false,
        };
        for index in 0..spreads.pending.len() {
            self.expand(&mut spreads, index);
        }
    }

    fn expand(&mut self, spreads: &mut Spreads, index: usize) {
        let own = spreads.pending[index].0;
        if !spreads.done.insert(own) {
            return;
        }
        let many = std::mem::take(&mut spreads.pending[index].1);
        spreads.open.push(own);
        for (ty, span) in many {
            self.expand_one(spreads, own, &ty, span);
        }
        spreads.open.pop();
    }

    fn expand_one(&mut self, spreads: &mut Spreads, own: TypeId, ty: &Type, span: Span) {
        let Type::Named(id) = self.base(ty) else { return self.bad_spread(span) };
        if spreads.open.contains(&id) {
            self.cx.report(
                Diagnostic::error("A0211", span, "this record spreads itself")
                    .help("remove one of the `...`"),
            );
            return;
        }
        let is_deep = spreads.open.len() > MAX_DEPTH;
        if is_deep || spreads.added > MAX_FIELDS {
            if !std::mem::replace(&mut spreads.stopped, true) {
                let message = if is_deep {
                    format!("records spread each other more than {MAX_DEPTH} deep")
                } else {
                    format!("spread records bring more than {MAX_FIELDS} fields")
                };
                let help = "give the fields in common a field of their own: `common: Common`";
                self.cx.report(Diagnostic::error("A0004", span, message).help(help));
            }
            return;
        }
        if let Some(other) = spreads.places.get(&id) {
            self.expand(spreads, *other);
        }
        let Some(Some(TypeDef { kind: TypeKind::Record(record), .. })) =
            self.types.get(id.0).cloned()
        else {
            return self.bad_spread(span);
        };
        spreads.added += record.fields.len();
        let places = self.places.types[id.0].fields.clone();
        self.spread_fields(own, record.fields.into_iter().zip(places), span);
        if let Some(Some(TypeDef { kind: TypeKind::Record(mine), .. })) = self.types.get_mut(own.0)
            && mine.rest.is_none()
        {
            mine.rest = record.rest;
        }
    }

    fn spread_fields(
        &mut self,
        own: TypeId,
        fields: impl Iterator<Item = (Field, FieldPlaces)>,
        span: Span,
    ) {
        let Some(Some(TypeDef { kind: TypeKind::Record(record), .. })) = self.types.get_mut(own.0)
        else {
            return;
        };
        let named = record.fields.iter().enumerate();
        let mut names: BTreeMap<String, usize> =
            named.map(|(at, field)| (field.name.clone(), at)).collect();
        let own_places = &mut self.places.types[own.0].fields;
        for (field, place) in fields {
            if let Some(at) = names.get(&field.name) {
                let first = own_places.get(*at).map_or(span, |places| places.name);
                let message = format!("the field `{}` also comes from a spread record", field.name);
                self.cx.report(
                    Diagnostic::error("A0209", first, message)
                        .related(place.name, "there")
                        .help("remove one of them"),
                );
                continue;
            }
            names.insert(field.name.clone(), record.fields.len());
            record.fields.push(field);
            own_places.push(FieldPlaces { spread: Some(span), ..place });
        }
    }
}
