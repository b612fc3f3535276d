//! Events as messages, event maps and requests: `events.ts`.

use super::{
    doc,
    expr::Expr,
    literal::{member, text},
};
use crate::model::{
    Carrier, ChannelId, Event, EventId, HeadField, Party, Payload, Role, TagPart, Type,
};
use serde::Serialize;

/// One event as a message.
#[derive(Serialize)]
pub(super) struct ArmView {
    name: String,
    doc: Vec<String>,
    event: String,
    /// The members between `event` and the end, in order.
    members: Vec<String>,
}

/// An interface from event names to payloads.
#[derive(Serialize)]
pub(super) struct MapView {
    name: String,
    doc: String,
    rows: Vec<String>,
}

/// The union of what answers a request.
#[derive(Serialize)]
pub(super) struct ReplyView {
    name: String,
    doc: String,
    arms: Vec<String>,
}

/// Everything of `events.ts`.
#[derive(Serialize)]
pub(super) struct EventsView {
    arms: Vec<ArmView>,
    maps: Vec<MapView>,
    replies: Vec<ReplyView>,
}

/// Everything of `events.ts`.
pub(super) fn events(expr: &Expr<'_>) -> EventsView {
    let protocol = expr.protocol;
    let arms =
        protocol.events.iter().enumerate().map(|(index, event)| arm(expr, EventId(index), event));
    let arms = arms.collect();
    let mut maps = Vec::new();
    for party in protocol.parties() {
        maps.extend(event_maps(expr, party));
    }
    let mut replies = Vec::new();
    for (index, event) in protocol.events.iter().enumerate() {
        let (Some(name), Some(reply)) = (expr.names.replies.get(&EventId(index)), &event.reply)
        else {
            continue;
        };
        let all = reply.ok.iter().chain(&reply.error).chain(&reply.end).chain(&reply.stream);
        let mut arms: Vec<String> = Vec::new();
        for id in all {
            if !arms.contains(&expr.names.arms[id.0]) {
                arms.push(expr.names.arms[id.0].clone());
            }
        }
        if arms.is_empty() {
            arms.push("never".to_owned());
        }
        replies.push(ReplyView {
            name: name.clone(),
            doc: format!("What may answer `{}`.", event.name),
            arms,
        });
    }
    EventsView { arms, maps, replies }
}

/// The type of an event's payload, if it has one.
pub(super) fn payload_type(expr: &Expr<'_>, event: &Event) -> Option<String> {
    match (&event.payload, event.carrier) {
        (_, Carrier::Binary(layout)) => {
            Some(expr.imports.ty("binary", &expr.names.binary[layout.0]))
        }
        (Payload::Fields(id), _) => Some(expr.ty(&Type::Named(*id))),
        (Payload::Value(ty), _) => Some(expr.ty(ty)),
        (Payload::None | Payload::Binary, _) => None,
    }
}

/// The type of what an event carries, which may be nothing.
fn carried_type(expr: &Expr<'_>, event: &Event) -> String {
    match payload_type(expr, event) {
        Some(payload) if event.optional_payload => format!("{payload} | undefined"),
        Some(payload) => payload,
        None => "undefined".to_owned(),
    }
}

/// The type of an event's head, if its frame has one; a topic is one of the event's channel.
pub(super) fn head_type(expr: &Expr<'_>, event: &Event) -> Option<String> {
    let Carrier::Frame(id) = event.carrier else { return None };
    let frame = &expr.protocol.wire.frames[id.0];
    if frame.head.is_empty() {
        return None;
    }
    let head = expr.imports.ty("frames", &format!("{}Head", expr.names.frame(id)));
    let field = frame.head.iter().find(|field| field.role == Some(Role::Channel));
    Some(match (topic_of(expr, event), field) {
        (Some((topic, true)), _) => format!("{head}<{topic}>"),
        (Some((topic, false)), Some(field)) => {
            format!("{head} & {{ readonly {}: {topic} }}", member(&field.name))
        }
        _ => head,
    })
}

/// The type of the topic of a channel's event, and whether the head has it as its parameter.
pub(super) fn topic_of(expr: &Expr<'_>, event: &Event) -> Option<(String, bool)> {
    let (Carrier::Frame(id), Some(channel)) = (event.carrier, event.channel) else { return None };
    let head = &expr.protocol.wire.frames[id.0].head;
    let field = head.iter().find(|field| field.role == Some(Role::Channel))?;
    let topic = expr.imports.ty("channels", &format!("{}Topic", expr.names.channels[channel.0]));
    Some((topic, has_topic_parameter(field)))
}

/// Whether the type of a head says with a parameter of which channel its topic is.
pub(super) fn has_topic_parameter(field: &HeadField) -> bool {
    field.role == Some(Role::Channel) && field.ty == Type::String && !field.optional
}

fn arm(expr: &Expr<'_>, id: EventId, event: &Event) -> ArmView {
    let mut members = Vec::new();
    match event.channel {
        Some(channel) => {
            members.push(format!("channel: {}", text(&expr.protocol.channels[channel.0].name)));
        }
        None if !expr.protocol.channels.is_empty() => {
            members.push("channel?: undefined".to_owned())
        }
        None => {}
    }
    let params: Vec<String> =
        params(event).iter().map(|param| format!("readonly {}: string", member(param))).collect();
    if !params.is_empty() {
        members.push(format!("params: {{ {} }}", params.join("; ")));
    }
    members.push(match head_type(expr, event) {
        Some(head) => format!("head: {head}"),
        None => "head?: undefined".to_owned(),
    });
    members.push(match payload_type(expr, event) {
        Some(payload) if event.optional_payload => format!("payload?: {payload} | undefined"),
        Some(payload) => format!("payload: {payload}"),
        None => "payload?: undefined".to_owned(),
    });
    let mut lines = doc::lines(&event.doc, &format!("The event `{}`.", event.name), &[]);
    for example in &event.examples {
        doc::also(&mut lines, "@example");
        lines.push("```json".to_owned());
        lines.push(example.to_string().replace("*/", "*\\/"));
        lines.push("```".to_owned());
    }
    ArmView { name: expr.names.arms[id.0].clone(), doc: lines, event: text(&event.name), members }
}

/// The free parts of an event's tag.
pub(super) fn params(event: &Event) -> Vec<String> {
    let params = event.tag.iter().filter_map(|part| match part {
        TagPart::Pattern { param, .. } => Some(param.clone()),
        TagPart::Literal(_) => None,
    });
    params.collect()
}

fn event_maps(expr: &Expr<'_>, party: Party) -> Vec<MapView> {
    let protocol = expr.protocol;
    let stem = expr.names.party(party);
    let who = protocol.party_name(party);
    let sent: Vec<(EventId, &Event)> = protocol.sent_by(party).collect();
    if sent.is_empty() {
        return Vec::new();
    }
    let channels = protocol.by_channel(sent.iter().map(|(id, _)| *id));
    let rows = |channel: Option<ChannelId>| -> Vec<String> {
        let rows = channels.get(&channel).into_iter().flatten().map(|id| {
            let event = protocol.event(*id);
            let payload = carried_type(expr, event);
            format!("readonly {}: {payload};", member(&event.name))
        });
        rows.collect()
    };
    let mut maps = vec![MapView {
        name: format!("{stem}Events"),
        doc: format!("What each event of `{who}` carries."),
        rows: rows(None),
    }];
    let mut of_channels = Vec::new();
    for (index, channel) in protocol.channels.iter().enumerate() {
        let rows = rows(Some(ChannelId(index)));
        if !rows.is_empty() {
            let name = format!("{}{stem}Events", expr.names.channels[index]);
            of_channels.push(format!("readonly {}: {name};", member(&channel.name)));
            let doc =
                format!("What each event of `{who}` on the channel `{}` carries.", channel.name);
            maps.push(MapView { name, doc, rows });
        }
    }
    if !of_channels.is_empty() {
        maps.push(MapView {
            name: format!("{stem}ChannelEvents"),
            doc: format!("The events of `{who}` by channel."),
            rows: of_channels,
        });
    }
    let requests: Vec<String> = sent
        .iter()
        .filter_map(|(id, event)| {
            let reply = expr.names.replies.get(id)?;
            let payload = carried_type(expr, event);
            let name = member(&expr.request_name(event));
            Some(format!(
                "readonly {name}: {{ readonly payload: {payload}; readonly reply: {reply} }};"
            ))
        })
        .collect();
    if !requests.is_empty() {
        maps.push(MapView {
            name: format!("{stem}Requests"),
            doc: format!("What each request of `{who}` carries, and what may answer it."),
            rows: requests,
        });
    }
    maps
}
