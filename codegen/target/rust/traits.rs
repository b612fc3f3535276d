//! Which of the standard traits a type can have: a trait holds for what is made of others when it
//! holds for all of them, also where types hold each other.

use super::{recursion::Recursion, walk};
use crate::model::{
    Alias, BinaryPart, Carrier, Event, Field, HeadField, Literal, Payload, Presence, Protocol,
    Record, TagPart, Tuple, Type, TypeId, TypeKind, Union,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The traits that a type has beside `Debug`, `Clone` and `PartialEq`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Traits {
    copy: bool,
    eq: bool,
    hash: bool,
    /// Whether there is a value that stands for nothing.
    pub(super) empty: bool,
}

const ALL: Traits = Traits { copy: true, eq: true, hash: true, empty: true };
/// Plain values.
const PLAIN: Traits = Traits { empty: false, ..ALL };
/// Text and what keeps its text.
const TEXT: Traits = Traits { copy: false, ..PLAIN };
/// What holds floating point numbers.
const FLOAT: Traits = Traits { eq: false, hash: false, ..PLAIN };
/// What has an order of keys that does not count.
const KEYED: Traits = Traits { copy: false, hash: false, ..ALL };
/// Any JSON value.
const JSON: Traits = Traits { empty: false, ..KEYED };
/// A type of which nothing is known.
const UNKNOWN: Traits = Traits { copy: false, eq: false, hash: false, empty: false };

impl Traits {
    fn and(self, other: Self) -> Self {
        Self {
            copy: self.copy && other.copy,
            eq: self.eq && other.eq,
            hash: self.hash && other.hash,
            empty: self.empty && other.empty,
        }
    }

    /// What a struct of so many fields is worth: a large one is not copied by accident.
    fn of_fields(self, count: usize) -> Self {
        const SMALL: usize = 4;
        Self { copy: self.copy && count <= SMALL, ..self }
    }

    /// The derives, `PartialEq` among them, in the usual order.
    pub(super) fn derives(self) -> Vec<TokenStream> {
        let copy = self.copy.then(|| quote!(Copy));
        let eq = self.eq.then(|| quote!(Eq));
        let hash = (self.eq && self.hash).then(|| quote!(Hash));
        [copy, Some(quote!(PartialEq)), eq, hash].into_iter().flatten().collect()
    }
}

/// The traits of every type of a protocol.
pub(super) struct AllTraits {
    types: Vec<Traits>,
}

impl AllTraits {
    /// Finds the largest answer that fits together.
    pub(super) fn new(protocol: &Protocol, recursion: &Recursion) -> Self {
        let mut all = Self { types: vec![ALL; protocol.types.len()] };
        loop {
            let found = (0..protocol.types.len())
                .map(|index| all.of_def(protocol, recursion, TypeId(index)))
                .collect::<Vec<_>>();
            if found == all.types {
                return all;
            }
            all.types = found;
        }
    }

    /// Those of a declared type, or one written in place.
    pub(super) fn named(&self, id: TypeId) -> Traits {
        self.types.get(id.0).copied().unwrap_or(UNKNOWN)
    }

    /// Those of any type.
    pub(super) fn of(&self, ty: &Type) -> Traits {
        match ty {
            Type::Bool | Type::Int(_) | Type::BigInt(_) | Type::IntText(_) => PLAIN,
            Type::Timestamp(crate::model::TimeForm::Rfc3339) => TEXT,
            Type::Timestamp(_) => PLAIN,
            Type::String | Type::Decimal | Type::Bytes | Type::Uuid | Type::Url => TEXT,
            Type::Float(_) | Type::Duration(_) => FLOAT,
            Type::Json => JSON,
            Type::Const(_) => ALL,
            Type::Map(inner) => self.of(inner).and(KEYED).or_empty(),
            Type::List(inner) => self.of(inner).and(TEXT).or_empty(),
            Type::Nullable(inner) => self.of(inner).or_empty(),
            Type::JsonText(inner) => self.of(inner),
            Type::Named(id) => self.named(*id),
        }
    }

    /// Those of an event's struct.
    pub(super) fn of_event(&self, protocol: &Protocol, event: &Event) -> Traits {
        let payload = match &event.payload {
            Payload::None => ALL,
            Payload::Fields(id) => self.named(*id),
            Payload::Value(ty) => self.of(ty),
            Payload::Binary => match event.carrier {
                Carrier::Binary(layout) => {
                    let parts = protocol.wire.binary.get(layout.0);
                    let parts = parts.map_or(&[][..], |layout| &layout.parts);
                    let all = parts.iter().fold(ALL, |all, part| all.and(self.of_part(part)));
                    Traits { empty: false, ..all.of_fields(parts.len()) }
                }
                Carrier::Frame(_) => ALL,
            },
        };
        let payload = if event.optional_payload { payload.or_empty() } else { payload };
        let has_param = event.tag.iter().any(|part| matches!(part, TagPart::Pattern { .. }));
        if has_param { payload.and(TEXT) } else { payload }
    }

    fn of_part(&self, part: &BinaryPart) -> Traits {
        match part {
            BinaryPart::Const(_) => ALL,
            BinaryPart::Int { field, .. }
            | BinaryPart::Float { field, .. }
            | BinaryPart::Prefixed { field, .. }
            | BinaryPart::Fixed { field, .. }
            | BinaryPart::Rest(field) => self.of(&field.ty),
        }
    }

    /// Those of a frame's head.
    pub(super) fn of_head(&self, head: &[HeadField]) -> Traits {
        head.iter().fold(ALL, |all, field| all.and(self.of(&field.ty))).of_fields(head.len())
    }

    /// Those of an enum of heads.
    pub(super) fn of_heads<'p>(&self, heads: impl Iterator<Item = &'p [HeadField]>) -> Traits {
        let all = heads.fold(ALL, |all, head| all.and(self.of_head(head)));
        // An enum is as large as its largest variant.
        Traits { copy: false, ..all }
    }

    fn of_def(&self, protocol: &Protocol, recursion: &Recursion, id: TypeId) -> Traits {
        if protocol.errors.ty == Some(id) {
            let text = |code: &crate::model::ErrorCode| matches!(code.code, Literal::Text(_));
            let is_text = protocol.errors.codes.iter().all(text);
            return if protocol.errors.open && is_text { TEXT } else { PLAIN };
        }
        let held = |ty: &Type| match recursion.is_boxed(Some(id), ty) {
            true => Traits { copy: false, ..self.of(ty) },
            false => self.of(ty),
        };
        let field = |field: &Field| match (walk::constant_of(field), &field.presence) {
            (Some(_), _) => ALL,
            // An empty list that must be there says something, so only what may lack is nothing.
            (None, Presence::Required) => Traits {
                empty: matches!(field.ty, Type::Nullable(_) | Type::Const(_)),
                ..held(&field.ty)
            },
            (None, Presence::Optional | Presence::Default(_)) => held(&field.ty).or_empty(),
        };
        match &protocol.type_def(id).kind {
            TypeKind::Record(Record { fields, rest, unknown }) => {
                let all = fields.iter().fold(ALL, |all, each| all.and(field(each)));
                let kept = match (rest, unknown) {
                    (Some(ty), _) => self.of(ty).and(KEYED),
                    (None, crate::model::UnknownFields::Preserve) => JSON,
                    (None, _) => ALL,
                };
                all.and(kept).of_fields(fields.len())
            }
            TypeKind::Tuple(Tuple { items, rest }) => {
                let all = items.iter().fold(ALL, |all, each| all.and(field(each)));
                let rest = rest.as_ref().map_or(ALL, |rest| self.of(&rest.ty).and(TEXT));
                all.and(rest).of_fields(items.len())
            }
            TypeKind::Enum(set) if set.open => TEXT,
            TypeKind::Enum(_) | TypeKind::IntEnum(_) => PLAIN,
            TypeKind::Flags(_) => ALL,
            TypeKind::Union(Union { by: _, variants, open }) => {
                let all = variants.iter().fold(PLAIN, |all, each| all.and(held(&each.ty)));
                if *open { all.and(JSON) } else { all }
            }
            TypeKind::Alias(Alias { ty, constraints }) => {
                let inner = held(ty);
                // Nothing may be what the constraints refuse.
                if constraints.is_empty() { inner } else { inner.and(PLAIN) }
            }
            TypeKind::Schema(_) => UNKNOWN,
        }
    }
}

impl Traits {
    fn or_empty(self) -> Self {
        Self { empty: true, ..self }
    }
}
