//! Errors, close codes, connection, session, limits, delivery and flows as plain JSON.

use super::{doc, event_name, event_names, millis, rate, topic, types::field};
use crate::model::{
    AfterClose, Backoff, Beat, Event, Expired, FlowStart, Keep, Overflow, Period, Priority,
    Protocol, Retry, Slow, Source, TokenPlace, Violation, Written,
};
use serde_json::{Value, json};

fn backoff(backoff: &Backoff) -> Value {
    let Backoff { initial, multiplier, max, jitter, attempts } = backoff;
    json!({
        "initial_ms": millis(*initial),
        "multiplier": multiplier,
        "max_ms": millis(*max),
        "jitter": jitter,
        "attempts": attempts,
    })
}

fn retry(retry: &Retry) -> Value {
    match retry {
        Retry::Never => json!("never"),
        Retry::After => json!("after"),
        Retry::Backoff(wait) => backoff(wait),
    }
}

/// Error codes, their classes, and how they are reported.
pub fn errors(protocol: &Protocol) -> Value {
    let errors = &protocol.errors;
    let classes = errors.classes.iter().map(
        |class| json!({ "name": class.name, "doc": doc(&class.doc), "retry": retry(&class.retry) }),
    );
    let codes = errors.codes.iter().map(|code| {
        json!({
            "code": code.code.to_json(),
            "name": code.name,
            "doc": doc(&code.doc),
            "class": code.class.and_then(|class| errors.classes.get(class)).map(|class| &class.name),
            "retry": retry(&code.retry),
            "close": code.close,
        })
    });
    json!({
        "report": errors.report.as_ref().map(|report| json!({
            "event": event_name(protocol, report.event),
            "code": report.code,
            "message": report.message,
            "trace": report.trace,
            "details": report.details,
            "retry_after": report.retry_after,
        })),
        "classes": classes.collect::<Vec<_>>(),
        "codes": codes.collect::<Vec<_>>(),
        "open": errors.open,
        "type": errors.ty.map(|id| &protocol.type_def(id).name),
    })
}

/// Close codes.
pub fn close(protocol: &Protocol) -> Vec<Value> {
    let codes = protocol.close.iter().map(|code| {
        json!({
            "first": code.first,
            "last": code.last,
            "name": code.name,
            "doc": doc(&code.doc),
            "reason": code.reason,
            "then": match code.then {
                AfterClose::Reconnect => "reconnect",
                AfterClose::NewSession => "new_session",
                AfterClose::GiveUp => "give_up",
            },
            "after_ms": code.after.map(millis),
        })
    });
    codes.collect()
}

fn written(protocol: &Protocol, written: &Written) -> Value {
    let source = |source: &Source| match source {
        Source::Runtime(role) => json!({ "kind": "runtime", "role": role.name() }),
        Source::Value(value) => json!({ "kind": "value", "value": value }),
    };
    let fields = written.fields.iter();
    let fields = fields.map(|(name, from)| json!({ "name": name, "source": source(from) }));
    json!({
        "event": event_name(protocol, written.event),
        "payload": written.payload.as_ref().map(source),
        "fields": fields.collect::<Vec<_>>(),
    })
}

fn beat(protocol: &Protocol, beat: &Beat) -> Value {
    match beat {
        Beat::Control => json!({ "kind": "control" }),
        Beat::Event(event) => json!({ "kind": "event", "written": written(protocol, event) }),
    }
}

fn token_place(protocol: &Protocol, place: &TokenPlace) -> Value {
    match place {
        TokenPlace::Header { name, scheme } => {
            json!({ "kind": "header", "name": name, "scheme": scheme })
        }
        TokenPlace::Cookie(name) => json!({ "kind": "cookie", "name": name }),
        TokenPlace::Subprotocol { prefix, suffix } => {
            json!({ "kind": "subprotocol", "prefix": prefix, "suffix": suffix })
        }
        TokenPlace::Query(name) => json!({ "kind": "query", "name": name }),
        TokenPlace::Event { event, field } => {
            json!({ "kind": "event", "event": event_name(protocol, *event), "field": field })
        }
    }
}

/// How a connection is made, kept and ended.
pub fn connection(protocol: &Protocol) -> Value {
    let connection = &protocol.connection;
    let fields = |fields: &[crate::model::Field]| {
        fields.iter().map(|each| field(protocol, each)).collect::<Vec<_>>()
    };
    let code = |index: Option<usize>| {
        index.and_then(|index| protocol.errors.codes.get(index)).map(|code| code.code.to_json())
    };
    let heartbeats = connection.heartbeats.iter().map(|each| {
        json!({
            "from": protocol.party_name(each.from),
            "every": match &each.every {
                Period::Fixed(duration) => json!({ "kind": "fixed", "ms": millis(*duration) }),
                Period::Announced { event, field } => {
                    json!({ "kind": "announced", "event": event_name(protocol, *event), "field": field })
                }
            },
            "timeout_ms": each.timeout.map(millis),
            "send": beat(protocol, &each.send),
            "answer": each.answer.as_ref().map(|answer| beat(protocol, answer)),
            "idle_only": each.idle_only,
            "close": each.close,
        })
    });
    let phases = connection.phases.iter().map(|phase| {
        json!({
            "name": phase.name,
            "doc": doc(&phase.doc),
            "until": event_names(protocol, &phase.until),
            "deadline_ms": phase.deadline.map(millis),
            "close": phase.close,
        })
    });
    json!({
        "path": topic(&connection.path, &connection.params),
        "params": fields(&connection.params),
        "query": fields(&connection.query),
        "headers": fields(&connection.headers),
        "subprotocols": connection.subprotocols,
        "origins": connection.origins,
        "refusals": connection.refusals.iter()
            .map(|(status, about)| json!({ "status": status, "doc": doc(about) }))
            .collect::<Vec<_>>(),
        "timeout_ms": millis(connection.timeout),
        "auth": connection.auth.as_ref().map(|auth| json!({
            "token": auth.token.iter().map(|place| token_place(protocol, place)).collect::<Vec<_>>(),
            "deadline_ms": millis(auth.deadline),
            "refuse": auth.refuse,
            "close": auth.close,
            "refresh": auth.refresh.as_ref().map(|refresh| json!({
                "ask": refresh.ask.map(|id| event_name(protocol, id)),
                "offer": event_name(protocol, refresh.offer),
                "ok": refresh.ok.map(|id| event_name(protocol, id)),
                "error": refresh.error.map(|id| event_name(protocol, id)),
            })),
        })),
        "ready": event_names(protocol, &connection.ready),
        "phases": phases.collect::<Vec<_>>(),
        "heartbeats": heartbeats.collect::<Vec<_>>(),
        "reconnect": connection.reconnect.as_ref().map(backoff),
        "queue": {
            "max": connection.queue.max,
            "bytes": connection.queue.bytes,
            "overflow": match connection.queue.overflow {
                Overflow::DropOldest => "drop_oldest",
                Overflow::DropNewest => "drop_newest",
                Overflow::Close => "close",
            },
        },
        "bind": connection.bind.iter()
            .map(|(role, error)| json!({ "role": role.name(), "error": code(*error) }))
            .collect::<Vec<_>>(),
        "serial": connection.serial,
        "drain": connection.drain.map(|drain| json!({
            "event": drain.event.map(|id| event_name(protocol, id)),
            "over_ms": millis(drain.over),
            "close": drain.close,
        })),
    })
}

/// What survives a connection, or `null`.
pub fn session(protocol: &Protocol) -> Value {
    let Some(session) = &protocol.session else { return Value::Null };
    let place = |place: &Option<(crate::model::EventId, String)>| {
        place
            .as_ref()
            .map(|(event, field)| json!({ "event": event_name(protocol, *event), "field": field }))
    };
    json!({
        "id": place(&session.id),
        "seq": session.seq.name(),
        "ack": session.ack.map(|id| event_name(protocol, id)),
        "buffer": session.buffer,
        "replay_for_ms": millis(session.replay_for),
        "state_for_ms": millis(session.state_for),
        "expired": match session.expired {
            Expired::NewSession => "new_session",
            Expired::Reject => "reject",
        },
        "send": session.send.as_ref().map(|send| written(protocol, send)),
        "ok": session.ok.map(|id| event_name(protocol, id)),
        "error": session.error.map(|id| event_name(protocol, id)),
        "end": session.end.map(|id| event_name(protocol, id)),
        "address": place(&session.address),
    })
}

/// What is too much.
pub fn limits(protocol: &Protocol) -> Value {
    let limits = &protocol.limits;
    let exceeded = limits.exceeded.and_then(|index| protocol.errors.codes.get(index));
    json!({
        "message": limits.message,
        "inflated": limits.inflated,
        "depth": limits.depth,
        "batch": limits.batch,
        "connections": limits.connections,
        "connections_per_address": limits.connections_per_address,
        "channels_per_connection": limits.channels_per_connection,
        "per_connection": limits.per_connection.iter().map(rate).collect::<Vec<_>>(),
        "burst": limits.burst.as_ref().map(rate),
        "global": limits.global.iter().map(rate).collect::<Vec<_>>(),
        "exceeded": exceeded.map(|code| code.code.to_json()),
    })
}

/// What the runtime does for an event.
pub fn delivery(event: &Event) -> Value {
    let delivery = &event.delivery;
    let latest = |field: &String| json!({ "latest": field });
    json!({
        "priority": match delivery.priority {
            Priority::Low => "low",
            Priority::Normal => "normal",
            Priority::High => "high",
        },
        "offline": match &delivery.offline {
            Keep::Queue => json!("queue"),
            Keep::Drop => json!("drop"),
            Keep::Latest(field) => latest(field),
        },
        "slow": match &delivery.slow {
            Slow::Close => json!("close"),
            Slow::Drop => json!("drop"),
            Slow::Latest(field) => latest(field),
        },
        "replay": delivery.replay,
        "idempotent": delivery.idempotent.as_ref().map(|idempotent| json!({
            "key": idempotent.key,
            "ttl_ms": millis(idempotent.ttl),
        })),
        "dedupe": delivery.dedupe,
        "debounce_ms": delivery.debounce.map(millis),
        "batch": delivery.batch.map(|batch| json!({ "max": batch.max, "within_ms": millis(batch.within) })),
        "compress": delivery.compress,
    })
}

/// State machines.
pub fn flows(protocol: &Protocol) -> Vec<Value> {
    let flows = protocol.flows.iter().map(|flow| {
        let states = flow.states.iter().map(|state| {
            let next = state.next.iter().map(|edge| {
                json!({
                    "from": protocol.party_name(edge.from),
                    "event": event_name(protocol, edge.event),
                    "to": flow.states.get(edge.to).map(|state| &state.name),
                })
            });
            json!({ "name": state.name, "accepting": state.accepting, "next": next.collect::<Vec<_>>() })
        });
        json!({
            "name": flow.name,
            "doc": doc(&flow.doc),
            "start": match flow.start {
                FlowStart::Connect => "connect",
                FlowStart::First => "first",
            },
            "states": states.collect::<Vec<_>>(),
            "on_violation": match flow.on_violation {
                Violation::Report => "report",
                Violation::Close => "close",
                Violation::Ignore => "ignore",
            },
        })
    });
    flows.collect()
}
