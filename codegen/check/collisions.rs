//! Names that meet: A0305 a payload field with the name of an envelope key, A0801 equal identifiers.

use crate::{
    diagnostic::Diagnostic,
    model::{
        Carrier, Event, Frame, Key, Payload, Protocol, Shape, Slot, Type, TypeId, TypeKind, UnionBy,
    },
    names::{rust, typescript},
    resolve::Places,
    source::Span,
};
use std::collections::BTreeMap;

/// Reports names that meet on the wire or in code.
pub(super) fn check(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    for (index, event) in protocol.events.iter().enumerate() {
        if let Carrier::Frame(id) = event.carrier
            && places.events[index].has_frame
        {
            let (frame, span) = (&protocol.wire.frames[id.0], places.frames[id.0].name);
            check_envelope(protocol, places, event, index, frame, span, diagnostics);
        }
    }
    check_members(protocol, places, diagnostics);
    check_declarations(protocol, places, diagnostics);
}

/// The keys that stand beside a spread payload.
fn envelope_keys(shape: &Shape) -> Vec<&str> {
    let Shape::Object(members) = shape else {
        let Shape::Array(items) = shape else { return Vec::new() };
        return items.iter().flat_map(|item| nested_keys(&item.slot)).collect();
    };
    if members.iter().any(|member| member.key == Key::Spread) {
        return members
            .iter()
            .filter_map(|member| match &member.key {
                Key::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
    }
    members.iter().flat_map(|member| nested_keys(&member.slot)).collect()
}

fn nested_keys(slot: &Slot) -> Vec<&str> {
    match slot {
        Slot::Nested(shape) => envelope_keys(shape),
        _ => Vec::new(),
    }
}

fn check_envelope(
    protocol: &Protocol,
    places: &Places,
    event: &Event,
    index: usize,
    frame: &Frame,
    frame_span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let keys = envelope_keys(&frame.shape);
    let ty = match &event.payload {
        Payload::Fields(id) => Type::Named(*id),
        Payload::Value(ty) => ty.clone(),
        Payload::None | Payload::Binary => return,
    };
    let mut fields = Vec::new();
    fields_of(protocol, &ty, &mut fields, 0);
    for (id, at, name) in fields {
        if !keys.contains(&name.as_str()) {
            continue;
        }
        let span = match at {
            Some(at) => places.types[id.0]
                .fields
                .get(at)
                .map_or(places.events[index].payload, |place| place.name),
            None => places.types[id.0].name,
        };
        let message = format!("`{name}` is also a key of the frame `{}`", frame.name);
        let diagnostic = Diagnostic::error("A0305", span, message)
            .label(format!("in the payload of `{}`", event.name));
        // The frame that stands in for a missing `wire.frames` has no place of its own.
        diagnostics.push(if frame_span.start == frame_span.end {
            diagnostic.help("without `wire.frames`, a message is `{ type: $event, ...: $payload }`; rename the field, or write a frame such as `{ type: $event, data: $payload }`")
        } else {
            diagnostic
                .related(frame_span, "the frame that spreads the payload beside its own keys")
                .help("rename the field, take the key out of the frame, or give the payload a key of its own")
        });
    }
}

/// The keys that an object of this type may have: the type, the field's index, the key.
fn fields_of(
    protocol: &Protocol,
    ty: &Type,
    out: &mut Vec<(TypeId, Option<usize>, String)>,
    depth: usize,
) {
    let Type::Named(id) = ty else { return };
    if depth > 8 {
        return;
    }
    match &protocol.type_def(*id).kind {
        TypeKind::Record(record) => {
            out.extend(
                record
                    .fields
                    .iter()
                    .enumerate()
                    .map(|(at, field)| (*id, Some(at), field.name.clone())),
            );
        }
        TypeKind::Alias(alias) => fields_of(protocol, &alias.ty, out, depth + 1),
        TypeKind::Union(union) => {
            match &union.by {
                UnionBy::Tag(tag) => out.push((*id, None, tag.clone())),
                UnionBy::Adjacent { tag, content } => {
                    out.push((*id, None, tag.clone()));
                    out.push((*id, None, content.clone()));
                    return;
                }
                UnionBy::Key => {
                    out.extend(union.variants.iter().filter_map(|variant| match &variant.tag {
                        crate::model::Literal::Text(key) => Some((*id, None, key.clone())),
                        _ => None,
                    }));
                    return;
                }
                UnionBy::Presence | UnionBy::Kind => {}
            }
            for variant in &union.variants {
                fields_of(protocol, &variant.ty, out, depth + 1);
            }
        }
        TypeKind::Tuple(_)
        | TypeKind::Enum(_)
        | TypeKind::IntEnum(_)
        | TypeKind::Flags(_)
        | TypeKind::Schema(_) => {}
    }
}

/// A name in code and where its words stand.
struct Named {
    words: String,
    span: Span,
}

/// Fields of one type, values of one set, variants of one union.
fn check_members(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    for (index, def) in protocol.types.iter().enumerate() {
        let place = &places.types[index];
        let value = |at: usize| place.values.get(at).copied().unwrap_or(place.name);
        let field = |at: usize| place.fields.get(at).map_or(place.name, |field| field.name);
        let (names, convert): (Vec<Named>, fn(&str) -> String) = match &def.kind {
            TypeKind::Record(record) => (
                record
                    .fields
                    .iter()
                    .enumerate()
                    .map(|(at, each)| Named { words: each.words().to_owned(), span: field(at) })
                    .collect(),
                rust::field_name,
            ),
            TypeKind::Tuple(tuple) => (
                tuple
                    .items
                    .iter()
                    .chain(&tuple.rest)
                    .enumerate()
                    .map(|(at, each)| Named { words: each.words().to_owned(), span: field(at) })
                    .collect(),
                rust::field_name,
            ),
            TypeKind::Enum(set) => {
                (named_values(set.values.iter().map(|each| &each.name), value), rust::type_name)
            }
            TypeKind::IntEnum(set) => {
                (named_values(set.values.iter().map(|each| &each.name), value), rust::type_name)
            }
            TypeKind::Flags(flags) => {
                (named_values(flags.bits.iter().map(|each| &each.name), value), rust::const_name)
            }
            TypeKind::Union(union) => {
                (named_values(union.variants.iter().map(|each| &each.name), value), rust::type_name)
            }
            TypeKind::Alias(_) | TypeKind::Schema(_) => continue,
        };
        collide(&names, convert, &format!("in `{}`", def.name), diagnostics);
    }
}

fn named_values<'a>(
    names: impl Iterator<Item = &'a String>,
    span: impl Fn(usize) -> Span,
) -> Vec<Named> {
    names.enumerate().map(|(at, words)| Named { words: words.clone(), span: span(at) }).collect()
}

/// Events of one scope, declared types, channels, error codes, close codes.
fn check_declarations(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    let mut scopes: Vec<Vec<Named>> = Vec::new();
    scopes.resize_with(protocol.channels.len() + 1, Vec::new);
    for (event, place) in protocol.events.iter().zip(&places.events) {
        // Those outside channels come last.
        let scope = event.channel.map_or(protocol.channels.len(), |channel| channel.0);
        scopes[scope].push(Named { words: event.name.clone(), span: place.name });
    }
    for names in &scopes {
        collide(names, rust::type_name, "among the events", diagnostics);
    }
    let types: Vec<Named> = protocol
        .types
        .iter()
        .enumerate()
        .filter(|(_, def)| def.declared)
        .map(|(index, def)| Named { words: def.name.clone(), span: places.types[index].name })
        .collect();
    collide(&types, typescript::type_name, "among the types", diagnostics);
    let of = |names: Vec<(&String, Span)>| -> Vec<Named> {
        names.into_iter().map(|(words, span)| Named { words: words.clone(), span }).collect()
    };
    let channels = of(protocol
        .channels
        .iter()
        .map(|channel| &channel.name)
        .zip(places.channels.iter().copied())
        .collect());
    collide(&channels, rust::type_name, "among the channels", diagnostics);
    let codes = of(protocol
        .errors
        .codes
        .iter()
        .map(|code| &code.name)
        .zip(places.codes.iter().copied())
        .collect());
    if protocol.errors.ty.is_none() {
        collide(&codes, rust::type_name, "among the error codes", diagnostics);
    }
    let close = of(protocol
        .close
        .iter()
        .map(|code| &code.name)
        .zip(places.close.iter().copied())
        .collect());
    collide(&close, rust::type_name, "among the close codes", diagnostics);
    let frames = of(protocol
        .wire
        .frames
        .iter()
        .map(|frame| &frame.name)
        .zip(places.frames.iter().map(|place| place.name))
        .collect());
    collide(&frames, rust::type_name, "among the frames", diagnostics);
}

fn collide(
    names: &[Named],
    convert: fn(&str) -> String,
    place: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeMap<String, &Named> = BTreeMap::new();
    for named in names {
        let name = convert(&named.words);
        match seen.get(&name) {
            Some(first) => diagnostics.push(
                Diagnostic::error("A0801", named.span, format!("`{}` and `{}` both become `{name}` in code", first.words, named.words))
                    .label(format!("collides {place}"))
                    .related(first.span, "the other one")
                    .help("give one of them other words: `name: other_words`, where it takes `name`; or rename it"),
            ),
            None => {
                seen.insert(name, named);
            }
        }
    }
}
