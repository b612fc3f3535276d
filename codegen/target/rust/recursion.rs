//! Which fields must be boxed, because a value would otherwise hold itself, and which aliases
//! cannot be aliases, because Rust does not let a `type` name itself.

use crate::model::{Protocol, Tuple, Type, TypeId, TypeKind};
use std::collections::BTreeSet;

/// Edges of the type graph that need a `Box`, and aliases that need a struct.
pub(super) struct Recursion {
    boxed: BTreeSet<(TypeId, TypeId)>,
    structs: BTreeSet<TypeId>,
}

impl Recursion {
    /// Finds them.
    pub(super) fn new(protocol: &Protocol) -> Self {
        let direct = graph(protocol, |kind| !matches!(kind, TypeKind::Schema(_)), direct_type);
        let mut boxed = BTreeSet::new();
        let mut rest = direct.clone();
        for (from, to) in cyclic_edges(&direct) {
            // A box at the field is enough where a union and a record hold each other.
            if matches!(protocol.types[from].kind, TypeKind::Record(_) | TypeKind::Tuple(_)) {
                boxed.insert((TypeId(from), TypeId(to)));
                rest[from].retain(|each| *each != to);
            }
        }
        for (from, to) in cyclic_edges(&rest) {
            if matches!(protocol.types[from].kind, TypeKind::Union(_)) {
                boxed.insert((TypeId(from), TypeId(to)));
            }
        }
        let aliases = graph(protocol, |kind| matches!(kind, TypeKind::Alias(_)), any_type);
        let structs = cyclic_edges(&aliases).into_iter().map(|(from, _)| TypeId(from)).collect();
        Self { boxed, structs }
    }

    /// Whether this type, standing in the declaration of `owner`, must be boxed.
    pub(super) fn is_boxed(&self, owner: Option<TypeId>, ty: &Type) -> bool {
        match (owner, direct_type(ty)) {
            (Some(owner), Some(held)) => self.boxed.contains(&(owner, held)),
            _ => false,
        }
    }

    /// Whether the alias names itself.
    pub(super) fn needs_struct(&self, alias: TypeId) -> bool {
        self.structs.contains(&alias)
    }
}

/// The type whose value lies inside a value of this one, not behind a list or a map.
fn direct_type(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) | Type::JsonText(inner) => direct_type(inner),
        _ => None,
    }
}

/// The named type below any number of lists and maps.
fn any_type(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) | Type::JsonText(inner) | Type::List(inner) | Type::Map(inner) => {
            any_type(inner)
        }
        _ => None,
    }
}

type Graph = Vec<Vec<usize>>;

fn graph(
    protocol: &Protocol,
    takes_part: impl Fn(&TypeKind) -> bool,
    held: impl Fn(&Type) -> Option<TypeId>,
) -> Graph {
    let types = protocol.types.iter();
    types
        .map(|def| {
            if !takes_part(&def.kind) {
                return Vec::new();
            }
            members(&def.kind)
                .into_iter()
                .filter_map(&held)
                .filter(|id| takes_part(&protocol.type_def(*id).kind))
                .map(|id| id.0)
                .collect()
        })
        .collect()
}

fn members(kind: &TypeKind) -> Vec<&Type> {
    match kind {
        TypeKind::Record(record) => record.fields.iter().map(|field| &field.ty).collect(),
        TypeKind::Tuple(Tuple { items, rest: _ }) => items.iter().map(|item| &item.ty).collect(),
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        TypeKind::Alias(alias) => vec![&alias.ty],
        TypeKind::Enum(_) | TypeKind::IntEnum(_) | TypeKind::Flags(_) | TypeKind::Schema(_) => {
            Vec::new()
        }
    }
}

/// The edges that lie on a cycle: both ends in one strongly connected component.
fn cyclic_edges(graph: &Graph) -> BTreeSet<(usize, usize)> {
    let component = components(graph);
    let mut edges = BTreeSet::new();
    for (from, targets) in graph.iter().enumerate() {
        for to in targets {
            if component[from] == component[*to] {
                edges.insert((from, *to));
            }
        }
    }
    edges
}

/// The strongly connected component of each node, by Tarjan's algorithm with a stack of its own, so
/// that long chains of types do not exhaust the thread's. A node without a cycle is alone in its
/// component, and an edge to itself is a cycle.
fn components(graph: &Graph) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let size = graph.len();
    let mut component = vec![NONE; size];
    let mut order = vec![NONE; size];
    let mut low = vec![NONE; size];
    let mut open = Vec::new();
    let mut visited = 0;
    let mut found = 0;
    for root in 0..size {
        if order[root] != NONE {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((node, edge)) = path.pop() {
            if edge == 0 {
                order[node] = visited;
                low[node] = visited;
                visited += 1;
                open.push(node);
            }
            if let Some(next) = graph[node].get(edge).copied() {
                path.push((node, edge + 1));
                if order[next] == NONE {
                    path.push((next, 0));
                } else if component[next] == NONE {
                    low[node] = low[node].min(order[next]);
                }
                continue;
            }
            if low[node] == order[node] {
                while let Some(member) = open.pop() {
                    component[member] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
            if let Some((parent, _)) = path.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
        }
    }
    component
}
