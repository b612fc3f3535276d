//! `...: Other`: the fields of spread records are put into those that spread them.

use crate::{
    diagnostic::Diagnostic,
    model::{Record, Type, TypeDef, TypeId, TypeKind},
    resolve::{FieldPlaces, Resolver},
    source::Span,
};
use std::collections::BTreeMap;

/// How many fields come from spread records in all: a chain of records adds up to a square.
const MAX_FIELDS: usize = 100_000;

/// A record that spreads others, and how far it is.
struct Pending {
    own: TypeId,
    spreads: Vec<(Type, Span)>,
    /// How many of the spreads are looked at.
    next: usize,
    state: State,
}

#[derive(PartialEq)]
enum State {
    New,
    /// What it spreads is being expanded.
    Open,
    Done,
}

impl Resolver<'_> {
    /// Puts the fields of spread records into those that spread them. What is spread comes first,
    /// and without recursion: a definition may chain thousands of records.
    pub(in crate::resolve) fn expand_spreads(&mut self) {
        let pending = std::mem::take(&mut self.spreads).into_iter();
        let mut pending: Vec<Pending> = pending
            .map(|(own, spreads)| Pending { own, spreads, next: 0, state: State::New })
            .collect();
        let indexes: BTreeMap<TypeId, usize> =
            pending.iter().enumerate().map(|(index, each)| (each.own, index)).collect();
        let mut left = MAX_FIELDS;
        for start in 0..pending.len() {
            let mut open = vec![start];
            while let Some(&index) = open.last() {
                let Pending { own, spreads, next, state } = &mut pending[index];
                if *state == State::Done {
                    open.pop();
                    continue;
                }
                *state = State::Open;
                let own = *own;
                let Some((ty, span)) = spreads.get(*next).cloned() else {
                    *state = State::Done;
                    continue;
                };
                let base = self.base(&ty);
                let below = match base {
                    Type::Named(id) => indexes.get(&id).copied(),
                    _ => None,
                };
                match below.map(|below| &pending[below].state) {
                    Some(State::New) => {
                        open.extend(below);
                        continue;
                    }
                    Some(State::Open) => self.cx.report(
                        Diagnostic::error("A0211", span, "this record spreads itself")
                            .help("remove one of the `...`"),
                    ),
                    Some(State::Done) | None => {
                        if !self.spread(own, &base, span, &mut left) {
                            return;
                        }
                    }
                }
                pending[index].next += 1;
            }
        }
    }

    /// Puts the fields of one record into another; says whether there is room for more.
    fn spread(&mut self, own: TypeId, base: &Type, span: Span, left: &mut usize) -> bool {
        let Type::Named(id) = base else {
            self.bad_spread(span);
            return true;
        };
        let Some(Some(TypeDef { kind: TypeKind::Record(Record { fields, rest, .. }), .. })) =
            self.types.get(id.0)
        else {
            self.bad_spread(span);
            return true;
        };
        match left.checked_sub(fields.len()) {
            Some(fewer) => *left = fewer,
            None => {
                let message = format!("spread records come to over {MAX_FIELDS} fields");
                self.cx.report(
                    Diagnostic::error("A0004", span, message)
                        .help("give what repeats a field of its own"),
                );
                return false;
            }
        }
        let (fields, rest) = (fields.clone(), rest.clone());
        let places = self.places.types[id.0].fields.clone();
        let Some(Some(TypeDef { kind: TypeKind::Record(mine), .. })) = self.types.get_mut(own.0)
        else {
            return true;
        };
        if mine.rest.is_none() {
            mine.rest = rest;
        }
        let known: BTreeMap<String, usize> = mine
            .fields
            .iter()
            .enumerate()
            .map(|(index, field)| (field.name.clone(), index))
            .collect();
        let mut added = Vec::new();
        for (field, place) in fields.into_iter().zip(places) {
            let Some(at) = known.get(&field.name) else {
                mine.fields.push(field);
                added.push(FieldPlaces { spread: Some(span), ..place });
                continue;
            };
            let first = self.places.types[own.0].fields.get(*at).map_or(span, |places| places.name);
            let message = format!("the field `{}` also comes from a spread record", field.name);
            self.cx.report(
                Diagnostic::error("A0209", first, message)
                    .related(place.name, "there")
                    .help("remove one of them"),
            );
        }
        self.places.types[own.0].fields.extend(added);
        true
    }
}
