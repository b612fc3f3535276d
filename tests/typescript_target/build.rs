//! Short ways to construct parts of the model.

use antiphon_codegen::model::*;
use serde_json::Value;
use std::time::Duration;

pub(super) fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(super) fn summary(text: &str) -> Doc {
    Doc { summary: Some(text.to_owned()), ..Doc::default() }
}

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

pub(super) fn optional(name: &str, ty: Type) -> Field {
    Field { presence: Presence::Optional, ..field(name, ty) }
}

pub(super) fn default(name: &str, ty: Type, value: Value) -> Field {
    Field { presence: Presence::Default(value), ..field(name, ty) }
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

pub(super) fn text(value: &str) -> Literal {
    Literal::Text(value.to_owned())
}

pub(super) fn values<T: Clone + ToString>(values: &[T]) -> Vec<EnumValue<T>> {
    let values = values.iter();
    values
        .map(|value| EnumValue {
            value: value.clone(),
            name: value.to_string(),
            doc: Doc::default(),
        })
        .collect()
}

pub(super) fn named<T: Clone>(values: &[(T, &str)]) -> Vec<EnumValue<T>> {
    let values = values.iter();
    values
        .map(|(value, name)| EnumValue {
            value: value.clone(),
            name: (*name).to_owned(),
            doc: summary(&format!("Known as {name}.")),
        })
        .collect()
}

pub(super) fn variant(tag: &str, ty: Type) -> Variant {
    Variant { tag: text(tag), name: tag.to_owned(), ty, doc: Doc::default() }
}

pub(super) fn by_kind(ty: Type) -> Variant {
    Variant { tag: Literal::Null, name: String::new(), ty, doc: Doc::default() }
}

pub(super) fn union(by: UnionBy, variants: Vec<Variant>, open: bool) -> TypeKind {
    TypeKind::Union(Union { by, variants, open })
}

/// A protocol that grows.
pub(super) struct Build(pub(super) Protocol);

impl Build {
    pub(super) fn new(name: &str) -> Self {
        Self(Protocol {
            name: name.to_owned(),
            version: Some("1.2.0".to_owned()),
            doc: summary("A constructed protocol."),
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
                path: vec![TopicPart::Text("/ws".to_owned())],
                params: Vec::new(),
                query: Vec::new(),
                headers: Vec::new(),
                subprotocols: Vec::new(),
                origins: Vec::new(),
                refusals: Vec::new(),
                timeout: seconds(10),
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
                message: 4096,
                inflated: 65_536,
                depth: 8,
                batch: 3,
                connections: None,
                connections_per_address: None,
                channels_per_connection: None,
                per_connection: Vec::new(),
                burst: None,
                global: Vec::new(),
                exceeded: None,
            },
            flows: Vec::new(),
        })
    }

    pub(super) fn ty(&mut self, name: &str, kind: TypeKind) -> Type {
        Type::Named(self.type_def(name, true, kind))
    }

    fn type_def(&mut self, name: &str, declared: bool, kind: TypeKind) -> TypeId {
        let name = name.to_owned();
        self.0.types.push(TypeDef {
            name,
            declared,
            doc: Doc::default(),
            examples: Vec::new(),
            kind,
        });
        TypeId(self.0.types.len() - 1)
    }

    pub(super) fn record(&mut self, name: &str, fields: Vec<Field>) -> Type {
        self.ty(name, record(fields))
    }

    pub(super) fn frame(
        &mut self,
        name: &str,
        tag: &[&str],
        shape: Shape,
        head: Vec<HeadField>,
    ) -> FrameId {
        let tag = tag.iter().map(|part| (*part).to_owned()).collect();
        let name = name.to_owned();
        self.0.wire.frames.push(Frame { name, role: FrameRole::Event, shape, head, tag });
        FrameId(self.0.wire.frames.len() - 1)
    }

    /// An event of the client, with its name as tag and these fields.
    pub(super) fn event(&mut self, name: &str, carrier: Carrier, payload: Payload) -> EventId {
        self.0.events.push(Event {
            name: name.to_owned(),
            channel: None,
            reply_to: None,
            from: vec![Party::Peer(0), Party::Server],
            to: vec![Party::Server, Party::Peer(0)],
            carrier,
            tag: vec![TagPart::Literal(text(name))],
            payload,
            reply: None,
            phase: None,
            delivery: Delivery {
                priority: Priority::Normal,
                offline: Keep::Queue,
                slow: Slow::Close,
                replay: false,
                idempotent: None,
                dedupe: Vec::new(),
                debounce: None,
                batch: None,
                compress: None,
            },
            rate: Vec::new(),
            optional_payload: false,
            max_size: None,
            doc: Doc::default(),
            examples: Vec::new(),
        });
        EventId(self.0.events.len() - 1)
    }

    pub(super) fn fields(&mut self, name: &str, frame: FrameId, fields: Vec<Field>) -> EventId {
        let id = self.type_def(name, false, record(fields));
        self.event(name, Carrier::Frame(frame), Payload::Fields(id))
    }

    pub(super) fn tuple(
        &mut self,
        name: &str,
        frame: FrameId,
        items: Vec<Field>,
        rest: Option<Field>,
    ) -> EventId {
        let id = self.type_def(name, false, TypeKind::Tuple(Tuple { items, rest }));
        self.event(name, Carrier::Frame(frame), Payload::Fields(id))
    }

    pub(super) fn at(&mut self, id: EventId) -> &mut Event {
        &mut self.0.events[id.0]
    }
}

pub(super) fn record(fields: Vec<Field>) -> TypeKind {
    TypeKind::Record(Record { fields, rest: None, unknown: UnknownFields::Ignore })
}

pub(super) fn head(name: &str, role: Option<Role>, ty: Type) -> HeadField {
    HeadField {
        name: name.to_owned(),
        path: name.to_owned(),
        role,
        ty,
        optional: false,
        choice: Choice::Given,
    }
}

pub(super) fn key(name: &str, slot: Slot) -> Member {
    Member { key: Key::Text(name.to_owned()), optional: false, slot }
}

pub(super) fn maybe(name: &str, slot: Slot) -> Member {
    Member { optional: true, ..key(name, slot) }
}

pub(super) fn spread() -> Member {
    Member { key: Key::Spread, optional: false, slot: Slot::Payload }
}

pub(super) fn item(slot: Slot) -> Item {
    Item { spread: false, optional: false, slot }
}

pub(super) fn constant(value: Literal) -> Slot {
    Slot::Const(value)
}
