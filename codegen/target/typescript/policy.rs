//! Errors, close codes, policies and flows as tables: `errors.ts`, `policy.ts`, `flows.ts`.

use super::{
    doc,
    enums::one_or_many,
    expr::Expr,
    literal::{key, literal, member, pretty, text},
    types::ValueView,
};
use crate::{
    model::{BinaryPart, Choice, HeadField, Literal, Protocol},
    names::typescript::type_name,
    target::view,
};
use heck::ToLowerCamelCase;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Everything of `errors.ts`.
#[derive(Serialize)]
pub(super) struct ErrorsView {
    has_codes: bool,
    /// Whether `types.ts` has the set of codes.
    typed: bool,
    code_type: String,
    known: Vec<String>,
    class: Vec<String>,
    rows: Vec<RowView>,
    has_close: bool,
    close: Vec<ValueView>,
    close_rows: Vec<RowView>,
    reports: bool,
    report: String,
}

/// A row of a table.
#[derive(Serialize)]
struct RowView {
    doc: Vec<String>,
    key: String,
    value: String,
}

/// Everything of `errors.ts`.
pub(super) fn errors(expr: &Expr<'_>) -> ErrorsView {
    let protocol = expr.protocol;
    let errors = &protocol.errors;
    let whole = tidy(&view::errors(protocol));
    let rows = errors.codes.iter().zip(whole["codes"].as_array().into_iter().flatten()).map(
        |(code, view)| {
            let value =
                json!({ "class": view["class"], "retry": view["retry"], "close": view["close"] });
            RowView {
                doc: doc::lines(&code.doc, "", &[]),
                key: match &code.code {
                    Literal::Text(code) => key(code),
                    // A key cannot have a sign.
                    Literal::Int(code) if *code < 0 => key(&code.to_string()),
                    other => literal(other),
                },
                value: pretty(&value, 2),
            }
        },
    );
    let rows = rows.collect();
    let classes: Vec<String> = errors.classes.iter().map(|class| text(&class.name)).collect();
    let code_type = match errors.ty {
        Some(id) => expr.imports.ty("types", expr.names.ty(id)),
        None => "ErrorCode".to_owned(),
    };
    let mut names = std::collections::BTreeSet::new();
    let close = protocol.close.iter().filter(|code| code.first == code.last).map(|code| {
        let mut name = type_name(&code.name);
        while !names.insert(name.clone()) {
            name.push('_');
        }
        ValueView { doc: doc::lines(&code.doc, "", &[]), name, value: code.first.to_string() }
    });
    let close: Vec<ValueView> = close.collect();
    let close_views = view::view_close(protocol);
    let close_rows = protocol.close.iter().zip(&close_views).map(|(code, view)| RowView {
        doc: doc::lines(&code.doc, "", &[]),
        key: String::new(),
        value: pretty(&tidy(view), 2),
    });
    ErrorsView {
        has_codes: !errors.codes.is_empty(),
        typed: errors.ty.is_some(),
        code_type,
        known: one_or_many(errors.codes.iter().map(|code| literal(&code.code)).collect()),
        class: one_or_many(if classes.is_empty() { vec!["never".to_owned()] } else { classes }),
        rows,
        has_close: !close.is_empty(),
        close,
        close_rows: close_rows.collect(),
        reports: !whole["report"].is_null(),
        report: pretty(&whole["report"], 0),
    }
}

/// A constant with its documentation.
#[derive(Serialize)]
pub(super) struct ConstantView {
    doc: String,
    name: String,
    absent: bool,
    value: String,
}

/// The constants of `policy.ts`.
pub(super) fn policy(protocol: &Protocol) -> Vec<ConstantView> {
    let constant = |name: &str, doc: &str, value: &Value| ConstantView {
        doc: doc.to_owned(),
        name: name.to_owned(),
        absent: value.is_null(),
        value: pretty(value, 0),
    };
    let mut events = Map::new();
    for (index, event) in protocol.events.iter().enumerate() {
        let name = view::event_name(protocol, crate::model::EventId(index));
        let phase = event.phase.and_then(|phase| protocol.connection.phases.get(phase));
        let policy = json!({
            "to": event.to.iter().map(|party| protocol.party_name(*party)).collect::<Vec<_>>(),
            "phase": phase.map(|phase| &phase.name),
            "timeout_ms": event.reply.as_ref().map(|reply| view::millis(reply.timeout)),
            "rate": event.rate.iter().map(view::rate).collect::<Vec<_>>(),
            "max_size": event.max_size,
            "delivery": view::delivery(event),
        });
        events.insert(name.as_str().unwrap_or_default().to_owned(), tidy(&policy));
    }
    vec![
        constant(
            "protocol",
            "The name and the version of the protocol.",
            &json!({
                "name": protocol.name,
                "version": protocol.version,
            }),
        ),
        constant(
            "limits",
            "What is too much: bytes, levels, frames, connections, messages.",
            &tidy(&view::limits(protocol)),
        ),
        constant(
            "connection",
            "How a connection is made, kept and ended.",
            &tidy(&view::connection(protocol)),
        ),
        constant("session", "What survives a connection.", &tidy(&view::session(protocol))),
        constant(
            "events",
            "What the runtime does for each event; those of channels as `channel/event`.",
            &Value::Object(events),
        ),
        constant(
            "channels",
            "How each channel is joined and left, whether the server decides who may, and how much of the past can be had again.",
            &channels(protocol),
        ),
        constant(
            "heads",
            "What values of each frame's head mean to the runtime, and how the sender chooses them.",
            &heads(protocol),
        ),
        constant("parts", "What parts of binary messages mean to the runtime.", &parts(protocol)),
        constant("sensitive", "Fields to keep out of logs, by type.", &sensitive(protocol)),
    ]
}

fn channels(protocol: &Protocol) -> Value {
    let rows = protocol.channels.iter().map(|channel| {
        let whole = view::channel(protocol, channel);
        let kept = ["join", "leave", "authorize", "recover"];
        let kept = kept.map(|key| (key.to_owned(), whole[key].clone()));
        (channel.name.clone(), tidy(&Value::Object(kept.into_iter().collect())))
    });
    Value::Object(rows.collect())
}

fn heads(protocol: &Protocol) -> Value {
    let rows = protocol.wire.frames.iter().map(|frame| {
        let known = |field: &&HeadField| field.role.is_some() || field.choice != Choice::Given;
        let fields = frame.head.iter().filter(known).map(|field| {
            let choose = match field.choice {
                Choice::Given => None,
                Choice::Rising => Some("rising"),
                Choice::Uuid => Some("uuid"),
                Choice::Random => Some("random"),
            };
            let role = field.role.map(|role| role.name());
            (field.name.clone(), json!({ "role": role, "choose": choose }))
        });
        (frame.name.clone(), Value::Object(fields.collect()))
    });
    Value::Object(rows.collect())
}

fn parts(protocol: &Protocol) -> Value {
    let rows = protocol.wire.binary.iter().filter_map(|binary| {
        let roles = binary.parts.iter().filter_map(|part| match part {
            BinaryPart::Int { field, role, .. } | BinaryPart::Prefixed { field, role, .. } => {
                Some((field.name.clone(), json!((*role)?.name())))
            }
            BinaryPart::Const(_)
            | BinaryPart::Float { .. }
            | BinaryPart::Fixed { .. }
            | BinaryPart::Rest(_) => None,
        });
        let roles: Map<String, Value> = roles.collect();
        (!roles.is_empty()).then(|| (binary.name.clone(), Value::Object(roles)))
    });
    Value::Object(rows.collect())
}

fn sensitive(protocol: &Protocol) -> Value {
    let mut out = Map::new();
    for def in &protocol.types {
        let fields = match &def.kind {
            crate::model::TypeKind::Record(record) => record.fields.iter().collect::<Vec<_>>(),
            crate::model::TypeKind::Tuple(tuple) => tuple.items.iter().chain(&tuple.rest).collect(),
            _ => continue,
        };
        let names: Vec<&str> = fields
            .into_iter()
            .filter(|field| field.sensitive)
            .map(|field| field.name.as_str())
            .collect();
        if !names.is_empty() {
            out.insert(def.name.clone(), json!(names));
        }
    }
    Value::Object(out)
}

/// Keys in camel case, without documentation. Values that a definition wrote stay as they are.
fn tidy(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let is_field = members.contains_key("presence") && members.contains_key("constraints");
            let members = members.iter().filter(|(key, _)| *key != "doc" && *key != "examples");
            let members = members.filter(|(key, value)| !is_field || says_anything(key, value));
            let members = members.map(|(key, value)| {
                let value = match (key.as_str(), value) {
                    ("value", value) => value.clone(),
                    ("constraints", Value::Object(all)) => {
                        let said = all.iter().filter(|(key, value)| says_anything(key, value));
                        said.map(|(key, value)| (key.to_lower_camel_case(), value.clone()))
                            .collect()
                    }
                    _ => tidy(value),
                };
                (key.to_lower_camel_case(), value)
            });
            Value::Object(members.collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(tidy).collect()),
        other => other.clone(),
    }
}

/// Whether a member of a field or of its constraints is more than the absence of one.
fn says_anything(key: &str, value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => key == "value",
        Value::Object(members) if matches!(key, "constraints" | "default") => {
            members.values().any(|value| !matches!(value, Value::Null | Value::Bool(false)))
        }
        _ => true,
    }
}

/// One state machine.
#[derive(Serialize)]
pub(super) struct FlowView {
    doc: Vec<String>,
    constant: String,
    name: String,
    state_type: String,
    states: Vec<String>,
    start: String,
    initial: String,
    on_violation: String,
    rows: Vec<String>,
}

/// Members as an object on one line.
fn braced(members: &[String]) -> String {
    if members.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", members.join(", ")) }
}

/// Every state machine.
pub(super) fn flows(expr: &Expr<'_>) -> Vec<FlowView> {
    let protocol = expr.protocol;
    let views = view::view_flows(protocol);
    let flows = protocol.flows.iter().enumerate().zip(&views).map(|((index, flow), view)| {
        let rows = flow.states.iter().map(|state| {
            let next = state.next.iter().map(|edge| {
                let event = view::event_name(protocol, edge.event);
                let step = format!(
                    "{} {}",
                    protocol.party_name(edge.from),
                    event.as_str().unwrap_or_default()
                );
                let to = flow.states.get(edge.to).map_or("", |state| state.name.as_str());
                format!("{}: {}", key(&step), text(to))
            });
            let next: Vec<String> = next.collect();
            let name = member(&state.name);
            let line =
                format!("{name}: {{ accepting: {}, next: {} }},", state.accepting, braced(&next));
            if line.len() <= 96 {
                return line;
            }
            let accepting = state.accepting;
            let next = format!("{{\n        {},\n      }}", next.join(",\n        "));
            format!("{name}: {{\n      accepting: {accepting},\n      next: {next},\n    }},")
        });
        FlowView {
            doc: doc::lines(&flow.doc, &format!("The flow `{}`.", flow.name), &[]),
            constant: expr.names.flows[index].0.clone(),
            name: text(&flow.name),
            state_type: expr.names.flows[index].1.clone(),
            states: one_or_many(flow.states.iter().map(|state| text(&state.name)).collect()),
            start: text(view["start"].as_str().unwrap_or_default()),
            initial: text(flow.states.first().map_or("", |state| state.name.as_str())),
            on_violation: text(view["on_violation"].as_str().unwrap_or_default()),
            rows: rows.collect(),
        }
    });
    flows.collect()
}
