//! Types that no value can have: A0204, a record that requires itself.

use crate::{
    diagnostic::Diagnostic,
    model::{Presence, Protocol, Type, TypeId, TypeKind},
    resolve::Places,
};

/// Reports types that need a value of themselves.
pub(super) fn check(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    // A type is finite once all that it requires is; what never becomes finite is endless.
    let mut finite = vec![false; protocol.types.len()];
    loop {
        let mut changed = false;
        for index in 0..protocol.types.len() {
            if !finite[index] && is_finite(protocol, TypeId(index), &finite) {
                finite[index] = true;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    for (index, def) in protocol.types.iter().enumerate() {
        if finite[index] {
            continue;
        }
        let field = places.types[index]
            .fields
            .iter()
            .zip(fields(&def.kind))
            .find(|(_, ty)| !of_type(ty, &finite));
        let span = field.map_or(places.types[index].name, |(place, _)| place.name);
        diagnostics.push(
            Diagnostic::error(
                "A0204",
                span,
                format!("a `{}` needs another `{}` without end", def.name, def.name),
            )
            .label("this must always be there")
            .help("make the field optional (`name?`), nullable (`T?`), or a `list<T>`"),
        );
    }
}

/// What a value of the type cannot do without.
fn fields(kind: &TypeKind) -> Vec<&Type> {
    let required = |presence: &Presence| *presence == Presence::Required;
    match kind {
        TypeKind::Record(record) => record.fields.iter().map(|field| &field.ty).collect(),
        TypeKind::Tuple(tuple) => tuple
            .items
            .iter()
            .filter(|field| required(&field.presence))
            .map(|field| &field.ty)
            .collect(),
        _ => Vec::new(),
    }
}

fn is_finite(protocol: &Protocol, id: TypeId, finite: &[bool]) -> bool {
    match &protocol.type_def(id).kind {
        TypeKind::Record(record) => record
            .fields
            .iter()
            .all(|field| field.presence != Presence::Required || of_type(&field.ty, finite)),
        TypeKind::Tuple(tuple) => tuple
            .items
            .iter()
            .all(|field| field.presence != Presence::Required || of_type(&field.ty, finite)),
        TypeKind::Union(union) => {
            union.open || union.variants.iter().any(|variant| of_type(&variant.ty, finite))
        }
        TypeKind::Alias(alias) => of_type(&alias.ty, finite),
        TypeKind::Enum(_) | TypeKind::IntEnum(_) | TypeKind::Flags(_) | TypeKind::Schema(_) => true,
    }
}

fn of_type(ty: &Type, finite: &[bool]) -> bool {
    match ty {
        Type::Named(id) => finite[id.0],
        Type::JsonText(inner) => of_type(inner, finite),
        // Lists and maps may be empty, and `null` ends everything.
        _ => true,
    }
}
