//! Protocols for tests, built as models: together they have every shape that the language knows.

pub(crate) mod board;
pub(crate) mod console;

pub(crate) use antiphon_codegen::model::*;
use std::time::Duration;

/// A protocol without anything.
pub(crate) fn empty(name: &str) -> Protocol {
    Protocol {
        name: name.to_owned(),
        version: Some("1.0".to_owned()),
        doc: doc(&format!("The {name} protocol.")),
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
            message: 65536,
            inflated: 1 << 20,
            depth: 64,
            batch: 100,
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

pub(crate) fn doc(summary: &str) -> Doc {
    Doc { summary: Some(summary.to_owned()), ..Doc::default() }
}

pub(crate) fn text(value: &str) -> Literal {
    Literal::Text(value.to_owned())
}

/// Adds a type that the definition names.
pub(crate) fn declare(protocol: &mut Protocol, name: &str, kind: TypeKind) -> TypeId {
    add_type(protocol, name, true, kind)
}

/// Adds a type that the definition writes in place.
pub(crate) fn in_place(protocol: &mut Protocol, name: &str, kind: TypeKind) -> TypeId {
    add_type(protocol, name, false, kind)
}

fn add_type(protocol: &mut Protocol, name: &str, declared: bool, kind: TypeKind) -> TypeId {
    let name = name.to_owned();
    protocol.types.push(TypeDef {
        name,
        declared,
        doc: Doc::default(),
        examples: Vec::new(),
        kind,
    });
    TypeId(protocol.types.len() - 1)
}

pub(crate) fn field(name: &str, ty: Type) -> Field {
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

pub(crate) fn optional(name: &str, ty: Type) -> Field {
    Field { presence: Presence::Optional, ..field(name, ty) }
}

pub(crate) fn constrained(name: &str, ty: Type, constraints: Constraints) -> Field {
    Field { constraints, ..field(name, ty) }
}

pub(crate) fn record(fields: Vec<Field>) -> TypeKind {
    TypeKind::Record(Record { fields, rest: None, unknown: UnknownFields::Ignore })
}

pub(crate) fn value<T>(value: T, name: &str) -> EnumValue<T> {
    EnumValue { value, name: name.to_owned(), doc: Doc::default() }
}

pub(crate) fn strings(names: &[&str], open: bool) -> TypeKind {
    TypeKind::Enum(Enum {
        values: names.iter().map(|name| value((*name).to_owned(), name)).collect(),
        open,
    })
}

pub(crate) fn variant(tag: Literal, name: &str, ty: Type) -> Variant {
    Variant { tag, name: name.to_owned(), ty, doc: Doc::default() }
}

/// An event without channel from the server to the first peer.
pub(crate) fn event(name: &str, frame: usize, tag: Vec<TagPart>, payload: Payload) -> Event {
    Event {
        name: name.to_owned(),
        channel: None,
        reply_to: None,
        from: vec![Party::Server],
        to: vec![Party::Peer(0)],
        carrier: Carrier::Frame(FrameId(frame)),
        tag,
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
        doc: doc(&format!("What `{name}` says.")),
        examples: Vec::new(),
    }
}

pub(crate) fn tag(literal: Literal) -> Vec<TagPart> {
    vec![TagPart::Literal(literal)]
}

pub(crate) fn add(protocol: &mut Protocol, event: Event) -> EventId {
    protocol.events.push(event);
    EventId(protocol.events.len() - 1)
}

pub(crate) fn member(key: &str, slot: Slot) -> Member {
    match key.strip_suffix('?') {
        Some(key) => Member { key: Key::Text(key.to_owned()), optional: true, slot },
        None => Member { key: Key::Text(key.to_owned()), optional: false, slot },
    }
}

pub(crate) fn spread() -> Member {
    Member { key: Key::Spread, optional: false, slot: Slot::Payload }
}

pub(crate) fn item(slot: Slot) -> Item {
    Item { spread: false, optional: false, slot }
}

pub(crate) fn head(name: &str, role: Option<Role>, ty: Type, optional: bool) -> HeadField {
    HeadField {
        name: name.to_owned(),
        path: name.to_owned(),
        role,
        ty,
        optional,
        choice: Choice::Given,
    }
}

pub(crate) fn frame(name: &str, shape: Shape, head: Vec<HeadField>, tag: &[&str]) -> Frame {
    Frame {
        name: name.to_owned(),
        role: FrameRole::Event,
        shape,
        head,
        tag: tag.iter().map(|part| (*part).to_owned()).collect(),
    }
}
