//! The whole model as plain JSON in neutral words, for templates that users write.
//!
//! References are names instead of indexes, durations are milliseconds, and every key is there
//! whether it has a value or not, so that a template can test it.

mod policy;
mod types;
mod wire;

pub use policy::{
    close as view_close, connection, delivery, errors, flows as view_flows, limits, session,
};

use crate::model::{
    Channel, Doc, Event, EventId, Party, Payload, Protocol, Rate, TagPart, TopicPart,
};
use serde_json::{Value, json};
use std::time::Duration;

/// The view of a protocol.
pub fn view(protocol: &Protocol) -> Value {
    json!({
        "name": protocol.name,
        "version": protocol.version,
        "doc": doc(&protocol.doc),
        "peers": protocol.peers.iter().map(|peer| json!({ "name": peer.name, "doc": doc(&peer.doc) })).collect::<Vec<_>>(),
        "parties": protocol.parties().map(|party| protocol.party_name(party)).collect::<Vec<_>>(),
        "wire": wire::wire(protocol),
        "types": protocol.types.iter().map(|def| types::type_def(protocol, def)).collect::<Vec<_>>(),
        "events": protocol.events.iter().map(|event| self::event(protocol, event)).collect::<Vec<_>>(),
        "channels": protocol.channels.iter().map(|channel| self::channel(protocol, channel)).collect::<Vec<_>>(),
        "errors": errors(protocol),
        "close": view_close(protocol),
        "connection": connection(protocol),
        "session": session(protocol),
        "limits": limits(protocol),
        "flows": view_flows(protocol),
    })
}

/// Summary, description, deprecation and version.
pub(crate) fn doc(doc: &Doc) -> Value {
    let Doc { summary, description, deprecated, since } = doc;
    json!({
        "summary": summary,
        "description": description,
        "deprecated": deprecated.as_ref().map(|deprecated| json!({
            "reason": deprecated.reason,
            "replacement": deprecated.replacement,
        })),
        "since": since,
    })
}

/// Milliseconds, whole where they are.
pub(crate) fn millis(duration: Duration) -> Value {
    if duration.subsec_nanos().is_multiple_of(1_000_000)
        && let Ok(whole) = u64::try_from(duration.as_millis())
    {
        return whole.into();
    }
    (duration.as_secs_f64() * 1000.0).into()
}

/// The name of an event, with its channel's before it.
pub(crate) fn event_name(protocol: &Protocol, id: EventId) -> Value {
    let event = protocol.event(id);
    let channel = event.channel.map(|channel| format!("{}/", protocol.channels[channel.0].name));
    format!("{}{}", channel.unwrap_or_default(), event.name).into()
}

pub(crate) fn event_names(protocol: &Protocol, ids: &[EventId]) -> Vec<Value> {
    ids.iter().map(|id| event_name(protocol, *id)).collect()
}

pub(crate) fn rate(rate: &Rate) -> Value {
    let Rate { count, per } = rate;
    json!({ "count": count, "per_ms": millis(*per) })
}

fn parties(protocol: &Protocol, parties: &[Party]) -> Vec<String> {
    parties.iter().map(|party| protocol.party_name(*party).to_owned()).collect()
}

fn event(protocol: &Protocol, event: &Event) -> Value {
    let Event {
        name,
        channel,
        reply_to,
        from,
        to,
        carrier,
        tag,
        payload,
        optional_payload,
        reply,
        phase,
        delivery: _,
        rate: rates,
        max_size,
        doc: about,
        examples,
    } = event;
    json!({
        "name": name,
        "channel": channel.map(|channel| &protocol.channels[channel.0].name),
        "reply_to": reply_to.map(|id| event_name(protocol, id)),
        "from": parties(protocol, from),
        "to": parties(protocol, to),
        "carrier": wire::carrier(protocol, *carrier),
        "tag": tag.iter().map(tag_part).collect::<Vec<_>>(),
        "payload": match payload {
            Payload::None => json!({ "kind": "none" }),
            Payload::Fields(id) => json!({ "kind": "fields", "type": protocol.type_def(*id).name }),
            Payload::Value(ty) => json!({ "kind": "value", "type": types::ty(protocol, ty) }),
            Payload::Binary => json!({ "kind": "binary" }),
        },
        "optional_payload": optional_payload,
        "reply": reply.as_ref().map(|reply| json!({
            "ok": event_names(protocol, &reply.ok),
            "error": event_names(protocol, &reply.error),
            "stream": event_names(protocol, &reply.stream),
            "end": event_names(protocol, &reply.end),
            "cancel": reply.cancel.map(|id| event_name(protocol, id)),
            "timeout_ms": millis(reply.timeout),
        })),
        "phase": phase.map(|phase| &protocol.connection.phases[phase].name),
        "delivery": delivery(event),
        "rate": rates.iter().map(rate).collect::<Vec<_>>(),
        "max_size": max_size,
        "doc": doc(about),
        "examples": examples,
    })
}

fn tag_part(part: &TagPart) -> Value {
    match part {
        TagPart::Literal(literal) => json!({ "kind": "literal", "value": literal.to_json() }),
        TagPart::Pattern { prefix, suffix, param } => {
            json!({ "kind": "pattern", "prefix": prefix, "suffix": suffix, "param": param })
        }
    }
}

pub(crate) fn topic(parts: &[TopicPart], params: &[crate::model::Field]) -> Vec<Value> {
    let parts = parts.iter().map(|part| match part {
        TopicPart::Text(text) => json!({ "kind": "text", "text": text }),
        TopicPart::Param(index) => {
            json!({ "kind": "param", "name": params.get(*index).map(|field| &field.name) })
        }
    });
    parts.collect()
}

pub(crate) fn channel(protocol: &Protocol, channel: &Channel) -> Value {
    let Channel { name, doc: about, topic: parts, params, join, leave, authorize, recover } =
        channel;
    json!({
        "name": name,
        "doc": doc(about),
        "topic": topic(parts, params),
        "params": params.iter().map(|field| types::field(protocol, field)).collect::<Vec<_>>(),
        "join": join.as_ref().map(|join| json!({
            "request": join.request.map(|id| event_name(protocol, id)),
            "ok": join.ok.map(|id| event_name(protocol, id)),
            "error": join.error.map(|id| event_name(protocol, id)),
            "topic": join.topic,
        })),
        "leave": leave.as_ref().map(|leave| json!({
            "request": leave.request.map(|id| event_name(protocol, id)),
            "ok": leave.ok.map(|id| event_name(protocol, id)),
            "topic": leave.topic,
        })),
        "authorize": authorize,
        "recover": recover.map(|recover| json!({
            "history": recover.history,
            "ttl_ms": recover.ttl.map(millis),
        })),
    })
}
