//! Payloads, and whether the frame has room for them.

use crate::{
    diagnostic::Diagnostic,
    model::{Frame, Key, Payload, Shape, Slot, Type, TypeDef, TypeKind},
    resolve::{Resolver, TypePlaces},
    source::Span,
    syntax::{EventDef, FieldMap, Json, Text},
};

impl Resolver<'_> {
    pub(super) fn payload(&mut self, def: &EventDef, hint: &str, at: Span) -> (Payload, Span) {
        let given: Vec<(&str, Span)> = [
            ("fields", def.fields.as_ref().map(|map| map_span(map, at))),
            ("items", def.items.as_ref().map(|map| map_span(map, at))),
            ("payload", def.payload.as_ref().map(|body| body.0.span)),
            ("payload?", def.optional_payload.as_ref().map(|body| body.0.span)),
            ("schema", def.schema.as_ref().map(|json| json.span)),
        ]
        .into_iter()
        .filter_map(|(key, span)| span.map(|span| (key, span)))
        .collect();
        if let [(first, first_span), (second, span), ..] = given.as_slice() {
            self.cx.report(
                Diagnostic::error(
                    "A0213",
                    *span,
                    format!("`{first}` and `{second}` contradict each other"),
                )
                .related(*first_span, "the other one")
                .help("keep one of them"),
            );
        }
        let span = given.first().map_or(at, |(_, span)| *span);
        let payload = if let Some(fields) = &def.fields {
            let id = self.own_type(hint, at);
            let own = self.types[id.0].as_ref().map(|def| def.name.clone()).unwrap_or_default();
            let (record, spreads) = self.record(fields, def.unknown.as_ref(), &own, Some(id));
            if !spreads.is_empty() {
                self.spreads.push((id, spreads));
            }
            if let Some(Some(def)) = self.types.get_mut(id.0) {
                def.kind = TypeKind::Record(record);
            }
            Payload::Fields(id)
        } else if let Some(items) = &def.items {
            let id = self.own_type(hint, at);
            let own = self.types[id.0].as_ref().map(|def| def.name.clone()).unwrap_or_default();
            let tuple = self.tuple(items, &own, Some(id));
            if let Some(Some(def)) = self.types.get_mut(id.0) {
                def.kind = TypeKind::Tuple(tuple);
            }
            Payload::Fields(id)
        } else if let Some(body) = def.payload.as_ref().or(def.optional_payload.as_ref()) {
            self.bare_payload(&body.0, hint)
        } else if let Some(schema) = &def.schema {
            self.schema_payload(schema, hint)
        } else if def.unknown.is_some() {
            // Whether there may be keys can be said where there are none.
            let id = self.own_type(hint, at);
            let (record, _) =
                self.record(&FieldMap::default(), def.unknown.as_ref(), hint, Some(id));
            if let Some(Some(def)) = self.types.get_mut(id.0) {
                def.kind = TypeKind::Record(record);
            }
            Payload::Fields(id)
        } else {
            Payload::None
        };
        if let (None, Some(word), Some((key, span))) = (&def.fields, &def.unknown, given.first()) {
            self.cx.report(
                Diagnostic::error(
                    "A0213",
                    word.span,
                    format!("`unknown` says nothing about `{key}`"),
                )
                .related(*span, "the payload")
                .help(
                    "write it at the type of the payload, where that is an object with known keys",
                ),
            );
        }
        (payload, span)
    }

    pub(super) fn bare_payload(&mut self, body: &crate::syntax::TypeMap, hint: &str) -> Payload {
        self.only_in_fields(body, "a payload");
        // The event's own type takes the plain name; what is written in place gets one behind it.
        let Some((ty, constraints)) = self.body_type(body, &format!("{hint} payload")) else {
            return Payload::Value(Type::Json);
        };
        if constraints.is_empty() {
            return Payload::Value(ty);
        }
        let places = crate::resolve::types::places_of(body.span, body);
        let kind = TypeKind::Alias(crate::model::Alias { ty, constraints });
        Payload::Value(Type::Named(self.add_type(
            &format!("{hint} payload"),
            Default::default(),
            kind,
            places,
        )))
    }

    /// A payload given as JSON Schema: fields where it is an object with named keys.
    fn schema_payload(&mut self, schema: &Json, hint: &str) -> Payload {
        let id = self.own_type(hint, schema.span);
        let kind = self.schema(schema, hint, id);
        let has_fields = matches!(kind, Some(TypeKind::Record(_) | TypeKind::Tuple(_)));
        if let Some(Some(def)) = self.types.get_mut(id.0) {
            def.kind = kind.unwrap_or_else(|| crate::resolve::types::alias(Type::Json));
            let mut described = def.clone();
            self.take_notes(id, &mut described);
            self.types[id.0] = Some(described);
        }
        // What refers to itself keeps a name of its own beside the event.
        if has_fields && !self.is_named(id) {
            return Payload::Fields(id);
        }
        self.rename_type(id, &format!("{hint} payload"));
        Payload::Value(Type::Named(id))
    }

    pub(super) fn own_type(&mut self, hint: &str, at: Span) -> crate::model::TypeId {
        let places =
            TypePlaces { name: at, examples: Vec::new(), fields: Vec::new(), values: Vec::new() };
        self.add_type(hint, Default::default(), crate::resolve::types::alias(Type::Json), places)
    }

    /// Reports a payload that the frame has no room for.
    pub(super) fn fits(
        &mut self,
        frame: &Frame,
        payload: &Payload,
        is_optional: bool,
        span: Span,
        name: &Text,
    ) {
        let room = room(&frame.shape);
        let trouble = match (room, payload) {
            (_, Payload::None) => None,
            (Room::Value | Room::Members | Room::Items, _)
                if is_optional && !may_lack_payload(&frame.shape) =>
            {
                Some((
                    format!("the frame `{}` always has a payload", frame.name),
                    "write `payload` without `?`, or name a frame with `key?: $payload`",
                ))
            }
            (Room::None, _) => Some((
                format!("the frame `{}` has no `$payload`", frame.name),
                "add `$payload` to the frame, or name another frame",
            )),
            (Room::Value, _) => None,
            (Room::Members, Payload::Value(ty)) if !self.is_object(ty) => Some((
                format!(
                    "the payload of `{}` is no object, so it cannot be spread over one",
                    name.value
                ),
                "use `fields`, or a frame with `$payload` behind a key",
            )),
            (Room::Members, Payload::Fields(id))
                if matches!(self.types[id.0], Some(TypeDef { kind: TypeKind::Tuple(_), .. })) =>
            {
                Some((
                    format!(
                        "the payload of `{}` is an array, so it cannot be spread over an object",
                        name.value
                    ),
                    "use `fields`, or a frame with `$payload` behind a key",
                ))
            }
            (Room::Items, Payload::Value(ty)) if !self.is_array(ty) => Some((
                format!(
                    "the payload of `{}` is no array, so it cannot be spread over one",
                    name.value
                ),
                "use `items`, or a frame with `$payload` in one position",
            )),
            (Room::Items, Payload::Fields(id))
                if matches!(self.types[id.0], Some(TypeDef { kind: TypeKind::Record(_), .. })) =>
            {
                Some((
                    format!(
                        "the payload of `{}` has names, so it cannot be spread over positions",
                        name.value
                    ),
                    "use `items`, or a frame with `$payload` in one position",
                ))
            }
            _ => None,
        };
        if room == Room::None && trouble.is_some() && self.again("A0408", &frame.name, span) {
            return;
        }
        if let Some((message, help)) = trouble {
            self.cx.report(Diagnostic::error("A0408", span, message).help(help));
        }
    }

    pub(super) fn is_object(&self, ty: &Type) -> bool {
        match self.base(ty) {
            Type::Map(_) | Type::Json => true,
            Type::Named(id) => match self.types.get(id.0) {
                Some(Some(def)) => match &def.kind {
                    TypeKind::Record(_) | TypeKind::Schema(_) => true,
                    TypeKind::Union(union) => union.by != crate::model::UnionBy::Kind,
                    _ => false,
                },
                _ => true,
            },
            _ => false,
        }
    }

    pub(super) fn is_array(&self, ty: &Type) -> bool {
        match self.base(ty) {
            Type::List(_) => true,
            Type::Named(id) => match self.types.get(id.0) {
                Some(Some(def)) => matches!(def.kind, TypeKind::Tuple(_)),
                _ => true,
            },
            _ => false,
        }
    }
}

pub(super) fn map_span(map: &FieldMap, otherwise: Span) -> Span {
    map.fields.first().map_or(otherwise, |field| field.name.span)
}

/// How a frame takes a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    None,
    Value,
    Members,
    Items,
}

/// How a frame takes a payload.
pub(crate) fn room(shape: &Shape) -> Room {
    let of = |slot: &Slot, spread: Room, is_spread: bool| match slot {
        Slot::Payload if is_spread => spread,
        Slot::Payload => Room::Value,
        Slot::Nested(shape) => room(shape),
        _ => Room::None,
    };
    let rooms: Vec<Room> = match shape {
        Shape::Object(members) => members
            .iter()
            .map(|member| of(&member.slot, Room::Members, member.key == Key::Spread))
            .collect(),
        Shape::Array(items) => {
            items.iter().map(|item| of(&item.slot, Room::Items, item.spread)).collect()
        }
    };
    rooms.into_iter().find(|room| *room != Room::None).unwrap_or(Room::None)
}

/// Whether the payload is one value that may be absent.
fn may_lack_payload(shape: &Shape) -> bool {
    let may = |slot: &Slot, optional: bool| match slot {
        Slot::Payload => optional,
        Slot::Nested(shape) => may_lack_payload(shape),
        _ => false,
    };
    match shape {
        Shape::Object(members) => members.iter().any(|member| may(&member.slot, member.optional)),
        Shape::Array(items) => items.iter().any(|item| may(&item.slot, item.optional)),
    }
}
