//! The scheme by which generated items get their names. `docs/typescript.md` describes it for users.
//!
//! All names of a protocol are claimed here, in an order that decides who keeps the plain name:
//! first the names that users of the output see most, then declared types, events, and last types
//! written in place.

use crate::{
    model::{EventId, FrameId, Party, Payload, Protocol, Type, TypeId, TypeKind},
    names::typescript::{type_name, value_name},
};
use std::collections::{BTreeMap, BTreeSet};

/// Names of the language and of the shared files, so that no item may take them.
const RESERVED: &[&str] = &[
    "Array",
    "BigInt",
    "Boolean",
    "Brand",
    "DataView",
    "Date",
    "Decimal",
    "DecodeOptions",
    "Error",
    "ErrorInfo",
    "Flow",
    "FlowMonitor",
    "Function",
    "IntegerText",
    "Issue",
    "IssueCode",
    "JSON",
    "Key",
    "Loose",
    "Map",
    "Math",
    "Mutable",
    "Number",
    "Object",
    "Path",
    "Promise",
    "RangeError",
    "Read",
    "Readonly",
    "Record",
    "RegExp",
    "Result",
    "Retry",
    "Schema",
    "Set",
    "String",
    "Symbol",
    "Timestamp",
    "TypeError",
    "Uint8Array",
    "UnixMillis",
    "UnixSeconds",
    "Unknown",
    "Url",
    "Uuid",
    "Validation",
    "CloseInfo",
    "Backoff",
    "ErrorClass",
    "Phase",
    "Name",
];

/// Functions that read and write for all types, which no type's own may be called.
const FUNCTIONS: &[&str] = &[
    "readBigInt",
    "readBoolean",
    "readBytes",
    "readCompressed",
    "readConstant",
    "readDecimal",
    "readDuration",
    "readFrame",
    "readInteger",
    "readIntegerText",
    "readJson",
    "readJsonText",
    "readList",
    "readMap",
    "readNumber",
    "readObject",
    "readSchema",
    "readString",
    "readTimestamp",
    "readTuple",
    "readUnix",
    "readUrl",
    "readUuid",
    "writeBytes",
    "writeMap",
];

/// The name of every item of one protocol. Names of functions and constants are these with a word
/// before or behind them: `readX`, `writeX`, `XSchema`.
pub(super) struct Names {
    /// Each type; for the fields of one event alone, the event's name.
    pub(super) types: Vec<String>,
    /// The interface of each event as a message.
    pub(super) arms: Vec<String>,
    /// The union of what answers a request.
    pub(super) replies: BTreeMap<EventId, String>,
    /// Each frame, as the beginning of names: `Message` of `MessageHead`.
    pub(super) frames: Vec<String>,
    /// Each binary layout's payload.
    pub(super) binary: Vec<String>,
    /// Each sender, as the beginning of names: `Client` of `ClientMessage`.
    pub(super) parties: BTreeMap<Party, String>,
    /// Each channel, as the beginning of names: `Session` of `SessionTopic`.
    pub(super) channels: Vec<String>,
    /// Each flow's constant and the type of its states.
    pub(super) flows: Vec<(String, String)>,
    /// Whether integers are read exactly.
    pub(super) exact: bool,
}

#[derive(Default)]
struct Taken(BTreeSet<String>);

impl Taken {
    /// Takes the name, or else the name with the suffix, or else with a number too.
    fn claim(&mut self, name: &str, suffix: &str) -> String {
        self.claim_all(name, suffix, &["{}"])
    }

    /// Takes a name with which all these names are free.
    fn claim_all(&mut self, name: &str, suffix: &str, forms: &[&str]) -> String {
        let mut candidate = name.to_owned();
        let mut number = 1;
        loop {
            let all: Vec<String> =
                forms.iter().map(|form| form.replace("{}", &candidate)).collect();
            let taken = |name: &String| {
                RESERVED.contains(&name.as_str())
                    || FUNCTIONS.contains(&name.as_str())
                    || self.0.contains(name)
            };
            if !all.iter().any(taken) {
                self.0.extend(all);
                return candidate;
            }
            candidate = match number {
                1 => format!("{name}{suffix}"),
                _ => format!("{name}{suffix}{number}"),
            };
            number += 1;
        }
    }
}

const TYPE: &[&str] = &["{}", "{}Schema", "read{}", "write{}"];

impl Names {
    /// Claims every name.
    pub(super) fn new(protocol: &Protocol) -> Self {
        let mut taken = Taken::default();
        let parties: BTreeMap<Party, String> = protocol
            .parties()
            .map(|party| {
                let stem = type_name(protocol.party_name(party));
                let forms =
                    ["{}Message", "{}Events", "{}Requests", "{}DecodeOptions", "{}ChannelEvents"];
                (party, taken.claim_all(&stem, "Party", &forms))
            })
            .collect();
        let frames = protocol.wire.frames.iter().map(|frame| {
            let forms = ["{}Head", "{}Frame", "in{}", "read{}Head", "write{}Frame"];
            taken.claim_all(&type_name(&frame.name), "Frame", &forms)
        });
        let frames: Vec<String> = frames.collect();
        // Functions of `messages.ts`, which no reader or writer of a type may be called.
        for party in parties.values() {
            let own = ["read{}Frame", "read{}Binary", "write{}Frame"];
            taken.0.extend(own.map(|form| form.replace("{}", party)));
            taken.0.extend(frames.iter().map(|frame| format!("read{party}{frame}Frame")));
            taken.0.extend(frames.iter().map(|frame| format!("{party}{frame}Message")));
        }
        let channels: Vec<String> = protocol
            .channels
            .iter()
            .map(|channel| {
                let mut forms = ["{}Topic", "is{}Topic", "parse{}Topic", "{}Params"]
                    .map(str::to_owned)
                    .to_vec();
                forms.extend(parties.values().map(|party| format!("{{}}{party}Events")));
                let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
                taken.claim_all(&type_name(&channel.name), "Channel", &forms)
            })
            .collect();
        taken.claim("CloseCode", "Enum");
        let mut types = vec![String::new(); protocol.types.len()];
        for (index, def) in protocol.types.iter().enumerate() {
            if def.declared || protocol.errors.ty == Some(TypeId(index)) {
                types[index] = taken.claim_all(&type_name(&def.name), "Type", TYPE);
            }
        }
        let owned = owned_types(protocol);
        let stems = event_stems(protocol, &channels);
        let mut binary = vec![String::new(); protocol.wire.binary.len()];
        for (index, event) in protocol.events.iter().enumerate() {
            let stem = &stems[index];
            match (&event.payload, event.carrier) {
                (Payload::Fields(id), _) if owned.contains(id) => {
                    types[id.0] = taken.claim_all(stem, "Payload", TYPE);
                }
                (_, crate::model::Carrier::Binary(layout)) => {
                    binary[layout.0] = taken.claim_all(stem, "Payload", TYPE);
                }
                _ => {}
            }
        }
        let arms = stems.iter().map(|stem| taken.claim(&format!("{stem}Message"), "Event"));
        let arms = arms.collect();
        let mut replies = BTreeMap::new();
        for (index, event) in protocol.events.iter().enumerate() {
            if event.reply.is_some() {
                let name = taken.claim(&format!("{}Reply", stems[index]), "Union");
                replies.insert(EventId(index), name);
            }
        }
        for (index, def) in protocol.types.iter().enumerate() {
            if types[index].is_empty() {
                types[index] = taken.claim_all(&type_name(&def.name), "Type", TYPE);
            }
        }
        let flows = protocol.flows.iter().map(|flow| {
            let constant = taken.claim(&value_name(&format!("{} flow", flow.name)), "_");
            (constant, taken.claim(&format!("{}State", type_name(&flow.name)), "Flow"))
        });
        let flows = flows.collect();
        let mut exact = false;
        for_each_type(protocol, &mut |ty| exact |= matches!(ty, Type::BigInt(_)));
        Self { types, arms, replies, frames, binary, parties, channels, flows, exact }
    }

    /// The name of a type.
    pub(super) fn ty(&self, id: TypeId) -> &str {
        &self.types[id.0]
    }

    /// What names that belong to a frame begin with.
    pub(super) fn frame(&self, id: FrameId) -> &str {
        &self.frames[id.0]
    }

    /// The constant that describes a frame.
    pub(super) fn frame_constant(&self, id: FrameId) -> String {
        value_name(&format!("{} Frame", self.frame(id)))
    }

    /// What names that belong to a sender begin with.
    pub(super) fn party(&self, party: Party) -> &str {
        self.parties.get(&party).map_or("", String::as_str)
    }
}

/// Events of a channel carry its name in front where the same name exists elsewhere.
fn event_stems(protocol: &Protocol, channels: &[String]) -> Vec<String> {
    let plain: Vec<String> = protocol.events.iter().map(|event| type_name(&event.name)).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    plain.iter().for_each(|name| *count.entry(name).or_default() += 1);
    let mut seen = BTreeSet::new();
    let stems = protocol.events.iter().zip(&plain).map(|(event, name)| {
        let repeated = count.get(name.as_str()).is_some_and(|count| *count > 1);
        let stem = match event.channel {
            Some(channel) if repeated => format!("{}{name}", channels[channel.0]),
            _ => name.clone(),
        };
        let mut candidate = stem.clone();
        let mut number = 2;
        while !seen.insert(candidate.clone()) {
            candidate = format!("{stem}{number}");
            number += 1;
        }
        candidate
    });
    stems.collect()
}

/// The types that are the payload of one event and appear nowhere else.
fn owned_types(protocol: &Protocol) -> BTreeSet<TypeId> {
    let mut users: BTreeMap<TypeId, usize> = BTreeMap::new();
    for event in &protocol.events {
        if let Payload::Fields(id) = event.payload
            && !protocol.type_def(id).declared
        {
            *users.entry(id).or_default() += 1;
        }
    }
    let mut named = BTreeSet::new();
    for_each_type(protocol, &mut |ty| {
        if let Type::Named(id) = ty {
            named.insert(*id);
        }
    });
    users
        .into_iter()
        .filter(|(id, count)| *count == 1 && !named.contains(id))
        .map(|(id, _)| id)
        .collect()
}

/// Visits every type that is written anywhere, with those inside it.
pub(super) fn for_each_type<'a>(protocol: &'a Protocol, visit: &mut dyn FnMut(&'a Type)) {
    fn walk<'a>(ty: &'a Type, visit: &mut dyn FnMut(&'a Type)) {
        visit(ty);
        match ty {
            Type::Map(inner)
            | Type::List(inner)
            | Type::JsonText(inner)
            | Type::Nullable(inner) => {
                walk(inner, visit);
            }
            _ => {}
        }
    }
    for def in &protocol.types {
        match &def.kind {
            TypeKind::Record(record) => {
                record.fields.iter().for_each(|field| walk(&field.ty, visit));
                record.rest.iter().for_each(|ty| walk(ty, visit));
            }
            TypeKind::Tuple(tuple) => {
                tuple.items.iter().chain(&tuple.rest).for_each(|field| walk(&field.ty, visit));
            }
            TypeKind::Union(union) => {
                union.variants.iter().for_each(|variant| walk(&variant.ty, visit));
            }
            TypeKind::Alias(alias) => walk(&alias.ty, visit),
            TypeKind::Enum(_) | TypeKind::IntEnum(_) | TypeKind::Flags(_) | TypeKind::Schema(_) => {
            }
        }
    }
    for event in &protocol.events {
        if let Payload::Value(ty) = &event.payload {
            walk(ty, visit);
        }
    }
    for frame in &protocol.wire.frames {
        frame.head.iter().for_each(|head| walk(&head.ty, visit));
    }
    for layout in &protocol.wire.binary {
        for part in &layout.parts {
            if let crate::model::BinaryPart::Rest(field) = part {
                walk(&field.ty, visit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FUNCTIONS;

    #[test]
    fn functions_for_all_types_are_reserved() {
        const TEMPLATES: [&str; 6] = [
            include_str!("../../../templates/typescript/choose.ts.j2"),
            include_str!("../../../templates/typescript/json.ts.j2"),
            include_str!("../../../templates/typescript/scalars.ts.j2"),
            include_str!("../../../templates/typescript/schema.ts.j2"),
            include_str!("../../../templates/typescript/shape.ts.j2"),
            include_str!("../../../templates/typescript/wire.ts.j2"),
        ];
        let exported = TEMPLATES.iter().flat_map(|text| text.split("export function ").skip(1));
        let names = exported.map(|text| {
            let end = text.find(|each: char| !each.is_alphanumeric()).unwrap_or(text.len());
            &text[..end]
        });
        let mut found: Vec<&str> =
            names.filter(|name| name.starts_with("read") || name.starts_with("write")).collect();
        found.sort_unstable();
        assert_eq!(found, FUNCTIONS);
    }
}
