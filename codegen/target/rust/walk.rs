//! Walks over the types of a protocol: which are named, which constants need a type of their own.

use crate::model::{
    Alias, BinaryPart, Field, Literal, Payload, Presence, Protocol, Record, Tuple, Type, TypeDef,
    TypeId, TypeKind, Union, UnionBy,
};
use std::collections::BTreeSet;

/// Every type that a field, an item, a variant or an envelope names.
pub(super) fn named_types(protocol: &Protocol) -> BTreeSet<TypeId> {
    let mut named = BTreeSet::new();
    each_type(protocol, &mut |ty, _| {
        if let Type::Named(id) = ty {
            named.insert(*id);
        }
    });
    named
}

/// Constants that stand where an attribute cannot say them: everywhere but at a required field and
/// at a variant of a union by kind.
pub(super) fn nested_constants(protocol: &Protocol) -> BTreeSet<Literal> {
    let mut constants = BTreeSet::new();
    each_type(protocol, &mut |ty, at_field| {
        if let Type::Const(value) = ty
            && !at_field
        {
            constants.insert(value.clone());
        }
    });
    constants
}

/// Calls the function with every type; the flag says that an attribute beside it can hold a
/// constant.
fn each_type<'p>(protocol: &'p Protocol, visit: &mut dyn FnMut(&'p Type, bool)) {
    for def in &protocol.types {
        each_of_def(def, visit);
    }
    for event in &protocol.events {
        if let Payload::Value(ty) = &event.payload {
            each_below(ty, true, visit);
        }
    }
    for frame in &protocol.wire.frames {
        for head in &frame.head {
            each_below(&head.ty, false, visit);
        }
    }
    for part in protocol.wire.binary.iter().flat_map(|binary| &binary.parts) {
        match part {
            BinaryPart::Const(_) => {}
            BinaryPart::Int { field, .. }
            | BinaryPart::Float { field, .. }
            | BinaryPart::Prefixed { field, .. }
            | BinaryPart::Fixed { field, .. }
            | BinaryPart::Rest(field) => each_below(&field.ty, false, visit),
        }
    }
    for param in protocol.channels.iter().flat_map(|channel| &channel.params) {
        each_below(&param.ty, false, visit);
    }
}

fn each_of_def<'p>(def: &'p TypeDef, visit: &mut dyn FnMut(&'p Type, bool)) {
    match &def.kind {
        TypeKind::Record(Record { fields, rest, unknown: _ }) => {
            for field in fields {
                each_of_field(field, visit);
            }
            if let Some(rest) = rest {
                each_below(rest, false, visit);
            }
        }
        TypeKind::Tuple(Tuple { items, rest }) => {
            for item in items {
                each_of_field(item, visit);
            }
            if let Some(rest) = rest {
                each_below(&rest.ty, false, visit);
            }
        }
        TypeKind::Union(Union { by, variants, open: _ }) => {
            for variant in variants {
                each_below(&variant.ty, *by == UnionBy::Kind, visit);
            }
        }
        TypeKind::Alias(Alias { ty, constraints: _ }) => each_below(ty, true, visit),
        TypeKind::Enum(_) | TypeKind::IntEnum(_) | TypeKind::Flags(_) | TypeKind::Schema(_) => {}
    }
}

/// The constant that an attribute beside the field can say: the field is a `()`, or an `Option<()>`
/// where it may be absent or `null`.
pub(super) fn constant_of(field: &Field) -> Option<&Literal> {
    match (&field.presence, &field.ty) {
        (Presence::Required | Presence::Optional, Type::Const(value)) => Some(value),
        (Presence::Required, Type::Nullable(inner)) => match inner.as_ref() {
            Type::Const(value) => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// Visits the type of a field.
fn each_of_field<'p>(field: &'p Field, visit: &mut dyn FnMut(&'p Type, bool)) {
    match (constant_of(field), &field.ty) {
        (Some(_), Type::Nullable(constant)) => each_below(constant, true, visit),
        (constant, ty) => each_below(ty, constant.is_some(), visit),
    }
}

fn each_below<'p>(ty: &'p Type, at_field: bool, visit: &mut dyn FnMut(&'p Type, bool)) {
    let mut ty = ty;
    let mut at_field = at_field;
    loop {
        visit(ty, at_field);
        at_field = false;
        match ty {
            Type::Map(inner)
            | Type::List(inner)
            | Type::JsonText(inner)
            | Type::Nullable(inner) => {
                ty = inner;
            }
            Type::Bool
            | Type::String
            | Type::Int(_)
            | Type::BigInt(_)
            | Type::Float(_)
            | Type::IntText(_)
            | Type::Decimal
            | Type::Bytes
            | Type::Timestamp(_)
            | Type::Duration(_)
            | Type::Uuid
            | Type::Url
            | Type::Json
            | Type::Const(_)
            | Type::Named(_) => return,
        }
    }
}
