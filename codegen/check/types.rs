//! Types that no value can have: A0204, a record that requires itself.

use crate::{
    diagnostic::Diagnostic,
    model::{Field, Presence, Protocol, Record, Tuple, Type, TypeId, TypeKind},
    resolve::Places,
};

/// How many types of a circle a message names.
const SHOWN: usize = 8;

/// Reports types that need a value of themselves.
pub(super) fn check(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    let finite = finite(protocol);
    let mut seen = vec![false; protocol.types.len()];
    for start in 0..protocol.types.len() {
        if !finite[start] && !seen[start] {
            report(protocol, places, circle(protocol, start, &finite, &mut seen), diagnostics);
        }
    }
}

/// Which types have values that end: all that one requires must be such a type.
fn finite(protocol: &Protocol) -> Vec<bool> {
    let count = protocol.types.len();
    // For each type, those that ask for it, and how many of its own are still missing.
    let mut asked_by: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut missing = vec![0_usize; count];
    for (index, def) in protocol.types.iter().enumerate() {
        let needs = needs(&def.kind);
        let named: Vec<usize> =
            needs.iter().filter_map(|(_, ty)| named(ty)).map(|id| id.0).collect();
        missing[index] = match &def.kind {
            // One variant will do.
            TypeKind::Union(union) => {
                usize::from(!union.open && !needs.is_empty() && named.len() == needs.len())
            }
            _ => named.len(),
        };
        named.into_iter().for_each(|other| asked_by[other].push(index));
    }
    let mut finite = vec![false; count];
    let mut found: Vec<usize> = (0..count).filter(|index| missing[*index] == 0).collect();
    while let Some(index) = found.pop() {
        if std::mem::replace(&mut finite[index], true) {
            continue;
        }
        for asking in std::mem::take(&mut asked_by[index]) {
            missing[asking] = missing[asking].saturating_sub(1);
            if missing[asking] == 0 {
                found.push(asking);
            }
        }
    }
    finite
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
        if std::mem::replace(&mut seen[at], true) {
            let Some(first) = way.iter().position(|(index, _)| *index == at) else {
                return Vec::new();
            };
            let mut circle = way.split_off(first);
            let lowest = (0..circle.len()).min_by_key(|each| circle[*each].0).unwrap_or(0);
            circle.rotate_left(lowest);
            return circle;
        }
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
    let shown = others.iter().take(SHOWN);
    let mut way: Vec<String> = shown.map(|each| format!("{verb} `{}`", name(each))).collect();
    if others.len() > SHOWN {
        way.push(format!("{verb} {} more", others.len() - SHOWN));
    }
    way.push(format!("{verb} `{}`", name(first)));
    let message = format!("`{}` {}, without end", name(first), way.join(", which "));
    let mut diagnostic = Diagnostic::error("A0204", place(first), message).help(help);
    for other in others.iter().take(SHOWN) {
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
    named(ty).map(|id| id.0).filter(|index| !finite[*index])
}

/// The declared type that a value of a type holds. Lists and maps may be empty, and `null` ends everything.
fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::JsonText(inner) => named(inner),
        _ => None,
    }
}
