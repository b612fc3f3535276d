//! Types that no value can have: A0204, a record that requires itself.

use crate::{
    diagnostic::Diagnostic,
    model::{Field, Presence, Protocol, Record, Tuple, Type, TypeId, TypeKind},
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
    let mut seen = vec![false; protocol.types.len()];
    for start in 0..protocol.types.len() {
        if !finite[start] && !seen[start] {
            report(protocol, places, circle(protocol, start, &finite, &mut seen), diagnostics);
        }
    }
}

/// The circle that an endless type leads to: the types on it, from the first declared. Empty where the way
/// leads to one that is known.
fn circle(
    protocol: &Protocol,
    start: usize,
    finite: &[bool],
    seen: &mut [bool],
) -> Vec<(usize, Option<usize>)> {
    let mut way: Vec<(usize, Option<usize>)> = Vec::new();
    let mut at = start;
    loop {
        if let Some(first) = way.iter().position(|(index, _)| *index == at) {
            let mut circle = way.split_off(first);
            let lowest = (0..circle.len()).min_by_key(|each| circle[*each].0).unwrap_or(0);
            circle.rotate_left(lowest);
            return circle;
        }
        if seen[at] {
            return Vec::new();
        }
        seen[at] = true;
        let needs = needs(&protocol.types[at].kind);
        let next = needs.into_iter().find_map(|(field, ty)| Some((field, endless(ty, finite)?)));
        let Some((field, next)) = next else { return Vec::new() };
        way.push((at, field));
        at = next;
    }
}

fn report(
    protocol: &Protocol,
    places: &Places,
    circle: Vec<(usize, Option<usize>)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let place = |(index, field): &(usize, Option<usize>)| {
        let type_places = &places.types[*index];
        let field = field.and_then(|field| type_places.fields.get(field));
        field.map_or(type_places.name, |field| field.name)
    };
    let Some((first, others)) = circle.split_first() else { return };
    let name = |(index, _): &(usize, Option<usize>)| protocol.types[*index].name.as_str();
    let is_alias = |(index, _): &(usize, Option<usize>)| {
        matches!(protocol.types[*index].kind, TypeKind::Alias(_))
    };
    let is_name_only = circle.iter().all(is_alias);
    let (verb, help) = if is_name_only {
        ("is", "say what it is: `string`, or a map with `fields`")
    } else {
        ("needs", "make a field on the way optional (`name?`), nullable (`T?`), or a `list<T>`")
    };
    let way: Vec<String> =
        others.iter().chain([first]).map(|each| format!("{verb} `{}`", name(each))).collect();
    let message = format!("`{}` {}, without end", name(first), way.join(", which "));
    let mut diagnostic = Diagnostic::error("A0204", place(first), message).help(help);
    for other in others.iter().take(8) {
        diagnostic = diagnostic.related(place(other), format!("`{}` goes on here", name(other)));
    }
    diagnostics.push(diagnostic);
}

/// What a value of the type cannot do without, and the field that holds it.
fn needs(kind: &TypeKind) -> Vec<(Option<usize>, &Type)> {
    let required = |fields: &'_ [Field]| -> Vec<usize> {
        let of =
            |(at, field): (usize, &Field)| (field.presence == Presence::Required).then_some(at);
        fields.iter().enumerate().filter_map(of).collect()
    };
    match kind {
        TypeKind::Record(Record { fields, .. }) | TypeKind::Tuple(Tuple { items: fields, .. }) => {
            required(fields).into_iter().map(|at| (Some(at), &fields[at].ty)).collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|each| (None, &each.ty)).collect(),
        TypeKind::Alias(alias) => vec![(None, &alias.ty)],
        TypeKind::Enum(_) | TypeKind::IntEnum(_) | TypeKind::Flags(_) | TypeKind::Schema(_) => {
            Vec::new()
        }
    }
}

/// The endless type that a type is.
fn endless(ty: &Type, finite: &[bool]) -> Option<usize> {
    match ty {
        Type::Named(id) => Some(id.0).filter(|index| !finite[*index]),
        Type::JsonText(inner) => endless(inner, finite),
        _ => None,
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
