//! The scheme by which generated items get their names. `docs/rust.md` describes it for users.
//!
//! All names of a protocol are claimed here, in an order that decides who keeps the plain name:
//! first the names that users of the output see most (enums of senders, heads, topics), then
//! declared types, events, replies, and last types written in place.

use crate::{
    model::{ChannelId, EventId, FrameRole, Literal, Party, Payload, Protocol, TypeId, TypeKind},
    names::rust::{const_name, field_name, type_name},
};
use proc_macro2::{Ident, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Names that generated code uses itself, so that no item may take them.
const RESERVED: &[&str] = &[
    "Box",
    "Bytes",
    "Decimal",
    "Decoded",
    "Deserialize",
    "DurationMillis",
    "DurationSeconds",
    "Err",
    "Error",
    "Framed",
    "JsonSchema",
    "JsonText",
    "Map",
    "None",
    "Ok",
    "Option",
    "Quoted",
    "Result",
    "Serialize",
    "Some",
    "String",
    "Timestamp",
    "TryFrom",
    "UnixMillis",
    "UnixSeconds",
    "Unknown",
    "Url",
    "Uuid",
    "Value",
    "Vec",
];

/// Names that generated code starts paths with, so that no module of a channel may take them.
const RESERVED_MODULES: &[&str] = &["antiphon", "core", "std"];

/// The name of every item of one protocol.
pub(super) struct Names {
    types: Vec<String>,
    /// The module of each type that a JSON Schema describes.
    schema_modules: BTreeMap<TypeId, String>,
    events: Vec<String>,
    event_constants: Vec<String>,
    replies: BTreeMap<EventId, String>,
    frames: Vec<String>,
    heads: BTreeMap<Party, String>,
    senders: BTreeMap<Party, String>,
    channel_senders: BTreeMap<(ChannelId, Party), String>,
    topics: Vec<String>,
    channel_modules: Vec<String>,
    errors: String,
    error_class: String,
    close: String,
    flows: Vec<String>,
    constants: BTreeMap<Literal, String>,
}

impl Names {
    /// Claims every name.
    pub(super) fn new(protocol: &Protocol, constants: &BTreeSet<Literal>) -> Self {
        let mut taken = Taken::default();
        taken.names.extend(RESERVED.iter().map(|name| (*name).to_owned()));
        let senders = party_names(protocol, &mut taken, "Event");
        let mut channel_senders = BTreeMap::new();
        for (id, party) in senders_on_channels(protocol) {
            let Some(channel) = protocol.channels.get(id.0) else { continue };
            let name = format!("{}{}", type_name(&channel.name), stem(protocol, party));
            channel_senders.insert((id, party), taken.claim(name + "Event", "Enum"));
        }
        let frames = protocol.wire.frames.iter();
        let frames = frames
            .map(|frame| taken.claim(type_name(&frame.name) + "Head", "Frame"))
            .collect::<Vec<_>>();
        let heads = head_names(protocol, &mut taken, &frames);
        let topics = protocol.channels.iter();
        let topics = topics
            .map(|channel| taken.claim(type_name(&channel.name) + "Topic", "Channel"))
            .collect();
        let close = taken.claim("CloseCode".to_owned(), "Enum");

        let mut types = vec![String::new(); protocol.types.len()];
        for (index, def) in protocol.types.iter().enumerate() {
            if def.declared || protocol.errors.ty == Some(TypeId(index)) {
                types[index] = taken.claim(type_name(&def.name), "Type");
            }
        }
        let errors = match protocol.errors.ty {
            Some(id) => types[id.0].clone(),
            None => taken.claim("ErrorCode".to_owned(), "Enum"),
        };
        let error_class = match protocol.errors.classes.is_empty() {
            true => String::new(),
            false => taken.claim("ErrorClass".to_owned(), "Enum"),
        };
        let events = event_names(protocol, &mut taken);
        let mut replies = BTreeMap::new();
        for (index, event) in protocol.events.iter().enumerate() {
            if event.reply.is_some() {
                let name = taken.claim(format!("{}Reply", events[index]), "Enum");
                replies.insert(EventId(index), name);
            }
        }
        let flows = protocol.flows.iter();
        let flows =
            flows.map(|flow| taken.claim(type_name(&flow.name) + "State", "Enum")).collect();
        let owned = owned_types(protocol);
        for (index, def) in protocol.types.iter().enumerate() {
            if types[index].is_empty() && !owned.contains_key(&TypeId(index)) {
                types[index] = taken.claim(type_name(&def.name), "Type");
            }
        }
        let described: Vec<usize> = (0..types.len())
            .filter(|index| matches!(protocol.types[*index].kind, TypeKind::Schema(_)))
            .collect();
        let modules = unique(described.iter().map(|index| field_name(&types[*index])));
        let schema_modules = described.into_iter().map(TypeId).zip(modules).collect();
        let constants = constants.iter();
        let constants = constants
            .map(|value| (value.clone(), taken.claim(constant_name(value), "Value")))
            .collect();
        let event_constants = unique(protocol.events.iter().map(|event| {
            let channel = event.channel.and_then(|channel| protocol.channels.get(channel.0));
            let channel = channel.map(|channel| const_name(&channel.name) + "_");
            channel.unwrap_or_default() + &const_name(&event.name)
        }));
        let channel_modules = protocol.channels.iter().map(|channel| {
            let name = field_name(&channel.name);
            if RESERVED_MODULES.contains(&name.as_str()) { name + "_" } else { name }
        });
        let channel_modules = unique(channel_modules);
        Self {
            types,
            schema_modules,
            events,
            event_constants,
            replies,
            frames,
            heads,
            senders,
            channel_senders,
            topics,
            channel_modules,
            errors,
            error_class,
            close,
            flows,
            constants,
        }
    }

    /// The struct, enum or alias of a type.
    pub(super) fn ty(&self, id: TypeId) -> Ident {
        ident(&self.types[id.0])
    }

    /// The module of a type that a JSON Schema describes.
    pub(super) fn schema_module(&self, id: TypeId) -> &str {
        self.schema_modules.get(&id).map_or("", String::as_str)
    }

    /// The struct of an event.
    pub(super) fn event(&self, id: EventId) -> Ident {
        ident(&self.events[id.0])
    }

    /// What constants that belong to an event begin with.
    pub(super) fn event_constant(&self, id: EventId) -> &str {
        &self.event_constants[id.0]
    }

    /// The enum of everything that may answer a request.
    pub(super) fn reply(&self, id: EventId) -> Option<Ident> {
        self.replies.get(&id).map(|name| ident(name))
    }

    /// The head of a frame.
    pub(super) fn frame(&self, index: usize) -> Ident {
        ident(&self.frames[index])
    }

    /// The head of what a party sends, if it sends anything.
    pub(super) fn head(&self, party: Party) -> Option<Ident> {
        self.heads.get(&party).map(|name| ident(name))
    }

    /// The enum of everything that a party sends, if it sends anything.
    pub(super) fn sender(&self, party: Party) -> Option<Ident> {
        self.senders.get(&party).map(|name| ident(name))
    }

    /// The enum of everything that a party sends on a channel, if it sends anything there.
    pub(super) fn channel_sender(&self, channel: ChannelId, party: Party) -> Option<Ident> {
        self.channel_senders.get(&(channel, party)).map(|name| ident(name))
    }

    /// Every channel with every party that sends something there.
    pub(super) fn channel_senders(&self) -> impl Iterator<Item = (ChannelId, Party)> {
        self.channel_senders.keys().copied()
    }

    /// The topic of a channel.
    pub(super) fn topic(&self, channel: ChannelId) -> Ident {
        ident(&self.topics[channel.0])
    }

    /// The module of a channel's events.
    pub(super) fn channel_module(&self, channel: ChannelId) -> Ident {
        ident(&self.channel_modules[channel.0])
    }

    /// The enum of error codes.
    pub(super) fn errors(&self) -> Ident {
        ident(&self.errors)
    }

    /// The enum of classes of errors, where there are any.
    pub(super) fn error_class(&self) -> Ident {
        ident(&self.error_class)
    }

    /// The enum of close codes.
    pub(super) fn close(&self) -> Ident {
        ident(&self.close)
    }

    /// The enum of a flow's states.
    pub(super) fn flow_state(&self, flow: usize) -> Ident {
        ident(&self.flows[flow])
    }

    /// The type with this one value.
    pub(super) fn constant(&self, value: &Literal) -> Ident {
        match self.constants.get(value) {
            Some(name) => ident(name),
            None => ident(&constant_name(value)),
        }
    }

    /// The types with one value, in order.
    pub(super) fn constants(&self) -> impl Iterator<Item = &Literal> {
        self.constants.keys()
    }
}

/// The types that are the payload of one event and appear nowhere else: the event's struct takes
/// their place.
pub(super) fn owned_types(protocol: &Protocol) -> BTreeMap<TypeId, EventId> {
    let mut users: BTreeMap<TypeId, Vec<EventId>> = BTreeMap::new();
    for (index, event) in protocol.events.iter().enumerate() {
        if let Payload::Fields(id) = event.payload
            && !protocol.type_def(id).declared
        {
            users.entry(id).or_default().push(EventId(index));
        }
    }
    let named = super::walk::named_types(protocol);
    users
        .into_iter()
        .filter_map(|(id, events)| match events.as_slice() {
            [event] if !named.contains(&id) => Some((id, *event)),
            _ => None,
        })
        .collect()
}

/// An identifier. A character that no identifier of Rust may hold, such as `²`, is spelled as its
/// code point.
pub(super) fn ident(name: &str) -> Ident {
    if name.is_ascii() {
        return Ident::new(name, Span::call_site());
    }
    let mut spelled = String::with_capacity(name.len());
    for character in name.chars() {
        let probe = if spelled.is_empty() { String::new() } else { "a".to_owned() };
        if character.is_ascii() || syn::parse_str::<Ident>(&format!("{probe}{character}")).is_ok() {
            spelled.push(character);
        } else {
            spelled.push_str(&format!("u{:04x}", u32::from(character)));
        }
    }
    Ident::new(&spelled, Span::call_site())
}

/// Variant names of one enum: the plain names where they are free, `reserved` ones and repeats with
/// a suffix.
pub(super) fn variants<'a>(
    words: impl Iterator<Item = &'a str>,
    reserved: &[&str],
    suffix: &str,
) -> Vec<Ident> {
    let mut taken = Taken::default();
    taken.names.extend(reserved.iter().map(|name| (*name).to_owned()));
    words.map(|words| ident(&taken.claim(type_name(words), suffix))).collect()
}

/// A variant or field name that none of the others has: the first free one of the candidates, or
/// the last one with a number behind it.
pub(super) fn free_name(used: &[String], candidates: &[&str]) -> Ident {
    let free = candidates.iter().find(|name| !used.iter().any(|each| each == *name));
    if let Some(free) = free {
        return ident(free);
    }
    let stem = candidates.last().copied().unwrap_or("other");
    let mut number = 2;
    while used.contains(&format!("{stem}{number}")) {
        number += 1;
    }
    ident(&format!("{stem}{number}"))
}

/// The frames that a party's messages may travel in.
pub(super) fn frames_of(protocol: &Protocol, party: Party) -> Vec<usize> {
    let used = protocol
        .sent_by(party)
        .filter_map(|(_, event)| match event.carrier {
            crate::model::Carrier::Frame(frame) => Some(frame.0),
            crate::model::Carrier::Binary(_) => None,
        })
        .collect::<BTreeSet<_>>();
    let frames = protocol.wire.frames.iter().enumerate();
    frames
        .filter(|(index, frame)| match frame.role {
            FrameRole::Event => used.contains(index),
            FrameRole::Batch | FrameRole::Compressed => !used.is_empty(),
        })
        .map(|(index, _)| index)
        .collect()
}

/// The names of one scope.
#[derive(Default)]
struct Taken {
    names: BTreeSet<String>,
}

impl Taken {
    fn is_free(&self, name: &str) -> bool {
        !self.names.contains(name)
    }

    /// Takes the name, or else the name with the suffix, or else with a number too.
    fn claim(&mut self, name: String, suffix: &str) -> String {
        let mut candidate = name.clone();
        let mut number = 1;
        while !self.is_free(&candidate) {
            candidate = match number {
                1 => format!("{name}{suffix}"),
                _ => format!("{name}{suffix}{number}"),
            };
            number += 1;
        }
        self.names.insert(candidate.clone());
        candidate
    }
}

fn unique(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names
        .map(|name| {
            let mut candidate = name.clone();
            let mut number = 2;
            while !seen.insert(candidate.clone()) {
                candidate = format!("{name}_{number}");
                number += 1;
            }
            candidate
        })
        .collect()
}

fn stem(protocol: &Protocol, party: Party) -> String {
    type_name(protocol.party_name(party))
}

/// Every channel with every party that sends something there, in order.
fn senders_on_channels(protocol: &Protocol) -> BTreeSet<(ChannelId, Party)> {
    let events = protocol.events.iter();
    let pairs = events.filter_map(|event| event.channel.map(|channel| (channel, &event.from)));
    pairs.flat_map(|(channel, from)| from.iter().map(move |party| (channel, *party))).collect()
}

fn party_names(protocol: &Protocol, taken: &mut Taken, end: &str) -> BTreeMap<Party, String> {
    protocol
        .parties()
        .filter(|party| protocol.sent_by(*party).next().is_some())
        .map(|party| (party, taken.claim(stem(protocol, party) + end, "Enum")))
        .collect()
}

/// A party whose one frame bears its own name shares the frame's head.
fn head_names(
    protocol: &Protocol,
    taken: &mut Taken,
    frames: &[String],
) -> BTreeMap<Party, String> {
    let mut heads = BTreeMap::new();
    for party in protocol.parties() {
        if protocol.sent_by(party).next().is_none() {
            continue;
        }
        let name = stem(protocol, party) + "Head";
        let name = match frames_of(protocol, party).as_slice() {
            [only] if frames[*only] == name => name,
            _ => taken.claim(name, "Enum"),
        };
        heads.insert(party, name);
    }
    heads
}

fn event_names(protocol: &Protocol, taken: &mut Taken) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for event in &protocol.events {
        *count.entry(type_name(&event.name)).or_default() += 1;
    }
    let mut names = vec![String::new(); protocol.events.len()];
    // Events outside channels keep the plain name, so they come first.
    let order = (0..protocol.events.len())
        .partition::<Vec<_>, _>(|index| protocol.events[*index].channel.is_none());
    for index in order.0.into_iter().chain(order.1) {
        let event = &protocol.events[index];
        let plain = type_name(&event.name);
        let repeated = count.get(&plain).is_some_and(|count| *count > 1);
        let wanted = match event.channel {
            Some(channel) if repeated || !taken.is_free(&plain) => {
                format!("{}{plain}", type_name(&protocol.channels[channel.0].name))
            }
            _ => plain,
        };
        names[index] = taken.claim(wanted, "Event");
    }
    names
}

fn constant_name(value: &Literal) -> String {
    let words = match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Int(value) => value.to_string(),
        Literal::Text(text) => text.clone(),
    };
    format!("Constant{}", type_name(&words))
}
