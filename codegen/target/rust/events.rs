//! `events.rs` and `events/<channel>.rs`: one struct for each event.

use super::{
    binary, doc, expr,
    fields::{Body, Part, record, tuple, used_names},
    module::{Child, Module},
    names::free_name,
    policy, replies,
    scope::{Place, Plan, Scope},
    structs,
};
use crate::{
    judge,
    model::{
        Carrier, ChannelId, Doc, Event, EventId, Party, Payload, Protocol, TagPart, Type, TypeId,
        TypeKind, UnknownFields,
    },
    names::rust::field_name,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The module, with one inside it for each channel that has events.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let mut children = Vec::new();
    for (index, channel) in plan.protocol.channels.iter().enumerate() {
        let id = ChannelId(index);
        let about = format!("Events of the channel `{}`.", doc::one_line(&channel.name));
        let module = events_of(plan, Place::ChannelEvents(id), Some(id), &about, Vec::new());
        if !module.is_empty() {
            children.push(Child { module, flat: true });
        }
    }
    let about = "Events: one struct for each kind of message.";
    events_of(plan, Place::Events, None, about, children)
}

fn events_of(
    plan: &Plan<'_>,
    place: Place,
    channel: Option<ChannelId>,
    about: &str,
    children: Vec<Child>,
) -> Module {
    let scope = plan.scope(place);
    let mut items = Vec::new();
    for (index, event) in plan.protocol.events.iter().enumerate() {
        if event.channel == channel {
            let id = EventId(index);
            items.push(item(&scope, id, event));
            items.extend(event.reply.as_ref().map(|reply| replies::item(&scope, id, event, reply)));
        }
    }
    scope.finish(about, items, children)
}

fn item(scope: &Scope<'_>, id: EventId, event: &Event) -> TokenStream {
    let name = scope.plan.names.event(id);
    let docs = docs(scope, event);
    let attributes = attributes(scope, id, event);
    let traits = scope.plan.traits.of_event(scope.protocol(), event);
    let derives = [quote!(antiphon::Payload), quote!(antiphon::Event)];
    let named =
        |body: &Body| structs::structure(scope, &docs, &derives, &attributes, &name, body, traits);
    match payload(scope, event) {
        Inside::Body(mut body) => {
            body.parts.extend(tag_part(event, &used_names(&body)));
            named(&body)
        }
        Inside::Value(ty, constant) => {
            let optional = event.optional_payload.then(|| quote!(optional));
            let payload = constant.map(|value| quote!(constant = #value)).into_iter();
            let payload: Vec<TokenStream> = payload.chain(optional).collect();
            let ty = if event.optional_payload { quote!(Option<#ty>) } else { ty };
            match tag_part(event, &[]) {
                Some(tag) => {
                    let value = Part {
                        name: free_name(&[tag.name.to_string()], &["payload", "value"]),
                        ty,
                        docs: doc::text("The payload."),
                        payload,
                        sensitive: false,
                        may_be_empty: false,
                        has_default: false,
                    };
                    named(&Body { payload: vec![quote!(transparent)], parts: vec![tag, value] })
                }
                None => {
                    let mut all = traits.derives();
                    all.extend(traits.empty.then(|| quote!(Default)));
                    all.extend(derives);
                    structs::newtype(&docs, &all, &attributes, &name, &payload, &ty, false)
                }
            }
        }
    }
}

/// What an event's struct holds.
enum Inside {
    /// Fields of its own.
    Body(Body),
    /// One value, perhaps a constant.
    Value(TokenStream, Option<TokenStream>),
}

fn payload(scope: &Scope<'_>, event: &Event) -> Inside {
    match &event.payload {
        Payload::None => Inside::Body(nothing(scope)),
        Payload::Binary => match event.carrier {
            Carrier::Binary(layout) => Inside::Body(binary::body(scope, layout)),
            Carrier::Frame(_) => Inside::Body(Body::default()),
        },
        // Beside the free part of a tag there is no place for another struct, so its fields stand here.
        Payload::Fields(id) if scope.plan.owned.contains_key(id) || has_free_part(event) => {
            fields(scope, *id)
        }
        Payload::Fields(id) => Inside::Value(scope.named(*id), None),
        Payload::Value(Type::Const(value)) => Inside::Value(quote!(()), Some(expr::literal(value))),
        Payload::Value(ty) => Inside::Value(scope.ty(ty), None),
    }
}

/// The struct of an event without payload, beside which no key may stand where unknown ones are refused.
fn nothing(scope: &Scope<'_>) -> Body {
    let reject = scope.protocol().wire.unknown_field == UnknownFields::Reject;
    let payload = reject.then(|| quote!(unknown = "reject")).into_iter().collect();
    Body { payload, parts: Vec::new() }
}

fn fields(scope: &Scope<'_>, id: TypeId) -> Inside {
    match &scope.protocol().type_def(id).kind {
        TypeKind::Record(inside) => Inside::Body(record(scope, Some(id), inside)),
        TypeKind::Tuple(inside) => Inside::Body(tuple(scope, Some(id), inside)),
        TypeKind::Enum(_)
        | TypeKind::IntEnum(_)
        | TypeKind::Flags(_)
        | TypeKind::Union(_)
        | TypeKind::Alias(_)
        | TypeKind::Schema(_) => Inside::Value(scope.named(id), None),
    }
}

fn has_free_part(event: &Event) -> bool {
    event.tag.iter().any(|part| matches!(part, TagPart::Pattern { .. }))
}

/// The field that holds the free part of the tag.
fn tag_part(event: &Event, used: &[String]) -> Option<Part> {
    let param = event.tag.iter().find_map(|part| match part {
        TagPart::Pattern { prefix: _, suffix: _, param } => Some(param),
        TagPart::Literal(_) => None,
    })?;
    let wanted = field_name(param);
    Some(Part {
        name: free_name(used, &[&wanted, "tag", "tag_part"]),
        ty: quote!(String),
        docs: doc::text("The free part of the event's tag."),
        payload: vec![quote!(tag)],
        sensitive: false,
        may_be_empty: false,
        has_default: false,
    })
}

fn attributes(scope: &Scope<'_>, id: EventId, event: &Event) -> TokenStream {
    let protocol = scope.protocol();
    let name = &event.name;
    let mut all = vec![quote!(name = #name)];
    match event.carrier {
        Carrier::Frame(frame) => {
            let head = scope.frame(frame.0);
            all.push(quote!(head = #head));
            let requests = requests(scope, id, event);
            match requests.as_slice() {
                [] => all.extend(tag(event)),
                [only] => all.push(quote!(reply_to = #only)),
                several => all.push(quote!(reply_to = [#(#several),*])),
            }
            if event.payload == Payload::None {
                all.push(quote!(empty));
            }
        }
        Carrier::Binary(_) => all.push(quote!(binary)),
    }
    if let (Some(reply), Some(enumeration)) = (&event.reply, scope.plan.names.reply(id)) {
        let timeout = i128::try_from(reply.timeout.as_millis()).unwrap_or(i128::MAX);
        let timeout = expr::integer(timeout);
        all.push(quote!(request(reply = #enumeration, timeout_ms = #timeout)));
    }
    let to = narrowed(protocol, event);
    match to.as_slice() {
        [] => {}
        [only] => all.push(quote!(to = #only)),
        several => all.push(quote!(to = [#(#several),*])),
    }
    if let Some(phase) = event.phase.and_then(|index| protocol.connection.phases.get(index)) {
        let phase = &phase.name;
        all.push(quote!(phase = #phase));
    }
    if let Some(constant) = policy::delivery_constant(scope.plan, id, event) {
        let constant = scope.policy(&constant);
        all.push(quote!(delivery = #constant));
    }
    quote!(#[event(#(#all),*)])
}

/// Who receives an event, where that is not everyone to whom its senders could send it.
fn narrowed<'p>(protocol: &'p Protocol, event: &Event) -> Vec<&'p str> {
    let from_peers = event.from.iter().any(|party| *party != Party::Server);
    let from_server = event.from.contains(&Party::Server);
    let everyone = protocol.parties().filter(|party| match party {
        Party::Server => from_peers,
        Party::Peer(_) => from_server,
    });
    let everyone: Vec<Party> = everyone.collect();
    if everyone.iter().all(|party| event.to.contains(party)) {
        return Vec::new();
    }
    event.to.iter().map(|party| protocol.party_name(*party)).collect()
}

/// The names of the requests that an event answers, where only the pending request tells what it is.
fn requests(scope: &Scope<'_>, id: EventId, event: &Event) -> Vec<String> {
    if !event.tag.is_empty() {
        return Vec::new();
    }
    let protocol = scope.protocol();
    let mut names: Vec<String> = Vec::new();
    for request in judge::requests_of(protocol, id) {
        let name = &protocol.event(request).name;
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// What stands for `$event`, unless it is the event's name.
fn tag(event: &Event) -> Option<TokenStream> {
    let part = |part: &TagPart| match part {
        TagPart::Literal(value) => expr::literal(value),
        TagPart::Pattern { prefix, suffix, param: _ } => quote!(pattern(#prefix, #suffix)),
    };
    match event.tag.as_slice() {
        [TagPart::Literal(crate::model::Literal::Text(text))] if *text == event.name => None,
        [only] => {
            let only = part(only);
            Some(quote!(tag = #only))
        }
        parts => {
            let parts = parts.iter().map(part);
            Some(quote!(tag = [#(#parts),*]))
        }
    }
}

fn docs(scope: &Scope<'_>, event: &Event) -> TokenStream {
    let protocol = scope.protocol();
    let fallback = match event.reply_to {
        Some(request) => format!("Answers `{}`.", doc::one_line(&protocol.event(request).name)),
        None => String::new(),
    };
    let list = |parties: &[&Party], last: &str| {
        let mut names: Vec<String> =
            parties.iter().map(|party| format!("`{}`", protocol.party_name(**party))).collect();
        match names.pop() {
            Some(only) if names.is_empty() => only,
            Some(end) => format!("{} {last} {end}", names.join(", ")),
            None => String::new(),
        }
    };
    let (servers, peers): (Vec<_>, Vec<_>) =
        event.from.iter().partition(|party| matches!(party, Party::Server));
    let (to_server, to_peers): (Vec<_>, Vec<_>) =
        event.to.iter().partition(|party| matches!(party, Party::Server));
    // Nobody sends to itself, so each direction is said for itself.
    let mut way = match (peers.is_empty(), servers.is_empty()) {
        (false, false) => format!(
            "From {} to {}, and from {} to {}.",
            list(&peers, "or"),
            list(&to_server, "and"),
            list(&servers, "or"),
            list(&to_peers, "and")
        ),
        _ => {
            let (from, to) =
                (event.from.iter().collect::<Vec<_>>(), event.to.iter().collect::<Vec<_>>());
            format!("From {} to {}.", list(&from, "or"), list(&to, "and"))
        }
    };
    if let Some(reply) = &event.reply {
        way.push_str(&format!(" A request, answered within {:?}.", reply.timeout));
    }
    let payload_doc = match event.payload {
        Payload::Fields(id) if scope.plan.owned.contains_key(&id) => {
            Some(&protocol.type_def(id).doc)
        }
        _ => None,
    };
    let doc = merged(&event.doc, payload_doc);
    let examples: &[_] = match event.carrier {
        Carrier::Frame(_) => &event.examples,
        // Hexadecimal text says nothing as JSON.
        Carrier::Binary(_) => &[],
    };
    doc::item(&doc, &fallback, &[way], examples)
}

/// The event's own words, or else those of the type that its struct replaces.
fn merged(own: &Doc, payload: Option<&Doc>) -> Doc {
    let Doc { summary, description, deprecated, since } = own;
    Doc {
        summary: summary.clone().or_else(|| payload.and_then(|doc| doc.summary.clone())),
        description: description
            .clone()
            .or_else(|| payload.and_then(|doc| doc.description.clone())),
        deprecated: deprecated.clone(),
        since: since.clone(),
    }
}
