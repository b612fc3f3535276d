//! Short ways to build a model by hand.

use crate::model::*;
use serde_json::Value;
use std::time::Duration;

/// A protocol of nothing.
pub(super) fn empty(name: &str) -> Protocol {
    Protocol {
        name: name.to_owned(),
        version: None,
        doc: Doc::default(),
        peers: vec![Peer { name: "client".to_owned(), doc: Doc::default() }],
        wire: Wire {
            frames: Vec::new(),
            binary: Vec::new(),
            peer_packing: Packing::One,
            server_packing: Packing::One,
            unknown_event: UnknownEvent::Deliver,
            unknown_field: UnknownFields::Ignore,
        },
        types: Vec::new(),
        events: Vec::new(),
        channels: Vec::new(),
        errors: Errors::default(),
        close: Vec::new(),
        connection: Connection {
            path: vec![TopicPart::Text("/".to_owned())],
            params: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            subprotocols: Vec::new(),
            origins: Vec::new(),
            refusals: Vec::new(),
            timeout: Duration::from_secs(10),
            auth: None,
            ready: Vec::new(),
            phases: Vec::new(),
            heartbeats: Vec::new(),
            reconnect: None,
            queue: Queue { max: 100, bytes: None, overflow: Overflow::DropOldest },
            bind: Vec::new(),
            serial: true,
            drain: None,
        },
        session: None,
        limits: Limits {
            message: 1 << 20,
            inflated: 4 << 20,
            depth: 128,
            batch: 1000,
            connections: None,
            connections_per_address: None,
            channels_per_connection: None,
            per_connection: Vec::new(),
            burst: None,
            global: Vec::new(),
            exceeded: None,
        },
        flows: Vec::new(),
    }
}

pub(super) fn doc(summary: &str) -> Doc {
    Doc { summary: Some(summary.to_owned()), ..Doc::default() }
}

pub(super) fn text(value: &str) -> Literal {
    Literal::Text(value.to_owned())
}

/// A required field.
pub(super) fn field(name: &str, ty: Type) -> Field {
    Field {
        name: name.to_owned(),
        rename: None,
        ty,
        presence: Presence::Required,
        constraints: Constraints::default(),
        sensitive: false,
        doc: Doc::default(),
        examples: Vec::new(),
    }
}

/// `name?`.
pub(super) fn optional(name: &str, ty: Type) -> Field {
    Field { presence: Presence::Optional, ..field(name, ty) }
}

/// `= value`.
pub(super) fn default(name: &str, ty: Type, value: Value) -> Field {
    Field { presence: Presence::Default(value), ..field(name, ty) }
}

pub(super) fn record(fields: Vec<Field>) -> TypeKind {
    TypeKind::Record(Record { fields, rest: None, unknown: UnknownFields::Ignore })
}

pub(super) fn values<T: Clone>(rows: &[(T, &str)]) -> Vec<EnumValue<T>> {
    let rows = rows.iter().map(|(value, name)| EnumValue {
        value: value.clone(),
        name: (*name).to_owned(),
        doc: Doc::default(),
    });
    rows.collect()
}

pub(super) fn strings(words: &[&str], open: bool) -> TypeKind {
    let rows = words.iter().map(|word| ((*word).to_owned(), *word)).collect::<Vec<_>>();
    TypeKind::Enum(Enum { values: values(&rows), open })
}

pub(super) fn variant(tag: Literal, name: &str, ty: Type) -> Variant {
    Variant { tag, name: name.to_owned(), ty, doc: Doc::default() }
}

pub(super) fn union(by: UnionBy, variants: Vec<Variant>, open: bool) -> TypeKind {
    TypeKind::Union(Union { by, variants, open })
}

pub(super) fn list(ty: Type) -> Type {
    Type::List(Box::new(ty))
}

pub(super) fn map(ty: Type) -> Type {
    Type::Map(Box::new(ty))
}

pub(super) fn nullable(ty: Type) -> Type {
    Type::Nullable(Box::new(ty))
}

pub(super) const I32: Type = Type::Int(IntKind::I32);
pub(super) const U64: Type = Type::Int(IntKind::U64);
pub(super) const F64: Type = Type::Float(FloatKind::F64);
pub(super) const CLIENT: Party = Party::Peer(0);
pub(super) const SERVER: Party = Party::Server;

/// What the runtime does unless it is told otherwise.
pub(super) fn plain_delivery() -> Delivery {
    Delivery {
        priority: Priority::Normal,
        offline: Keep::Queue,
        slow: Slow::Close,
        replay: false,
        idempotent: None,
        dedupe: Vec::new(),
        debounce: None,
        batch: None,
        compress: None,
    }
}

impl Protocol {
    /// Adds a declared type.
    pub(super) fn declare(&mut self, name: &str, kind: TypeKind) -> Type {
        self.add_type(name, true, kind)
    }

    /// Adds a type written in place.
    pub(super) fn in_place(&mut self, name: &str, kind: TypeKind) -> Type {
        self.add_type(name, false, kind)
    }

    fn add_type(&mut self, name: &str, declared: bool, kind: TypeKind) -> Type {
        let name = name.to_owned();
        let def = TypeDef { name, declared, doc: Doc::default(), examples: Vec::new(), kind };
        self.types.push(def);
        Type::Named(TypeId(self.types.len() - 1))
    }

    /// Adds a frame and returns its index.
    pub(super) fn frame(
        &mut self,
        name: &str,
        shape: Shape,
        head: Vec<HeadField>,
        tag: &[&str],
    ) -> Carrier {
        let tag = tag.iter().map(|part| (*part).to_owned()).collect();
        let role = FrameRole::Event;
        self.wire.frames.push(Frame { name: name.to_owned(), role, shape, head, tag });
        Carrier::Frame(FrameId(self.wire.frames.len() - 1))
    }

    /// Adds an event without a payload in the first frame, its tag its name.
    pub(super) fn event_of(&mut self, name: &str, from: Party, to: Party) -> EventId {
        self.events.push(Event {
            name: name.to_owned(),
            channel: None,
            reply_to: None,
            from: vec![from],
            to: vec![to],
            carrier: Carrier::Frame(FrameId(0)),
            tag: vec![TagPart::Literal(text(name))],
            payload: Payload::None,
            reply: None,
            phase: None,
            delivery: plain_delivery(),
            rate: Vec::new(),
            optional_payload: false,
            max_size: None,
            doc: Doc::default(),
            examples: Vec::new(),
        });
        EventId(self.events.len() - 1)
    }

    /// Adds an event with fields of its own.
    pub(super) fn event_with(
        &mut self,
        name: &str,
        from: Party,
        to: Party,
        fields: Vec<Field>,
    ) -> EventId {
        let Type::Named(payload) = self.in_place(name, record(fields)) else { unreachable!() };
        let id = self.event_of(name, from, to);
        self.change(id).payload = Payload::Fields(payload);
        id
    }

    /// An event to change.
    pub(super) fn change(&mut self, id: EventId) -> &mut Event {
        &mut self.events[id.0]
    }
}

/// A key of an object template.
pub(super) fn member(key: &str, slot: Slot) -> Member {
    Member { key: Key::Text(key.to_owned()), optional: false, slot }
}

/// A position of an array template.
pub(super) fn item(slot: Slot) -> Item {
    Item { spread: false, optional: false, slot }
}

/// An envelope value.
pub(super) fn head(name: &str, role: Option<Role>, ty: Type) -> HeadField {
    let (name, path) = (name.to_owned(), name.to_owned());
    HeadField { name, path, role, ty, optional: false, choice: Choice::Given }
}
