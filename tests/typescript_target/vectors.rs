//! Frames with the verdict of the judge on each, for the Node suite: those of the examples and the
//! reference protocol, and copies of them in which one thing is changed.

use crate::json_schema;
use antiphon_codegen::{
    judge::{Content, Context, Judged, Pending, Reader},
    model::{Carrier, Event, EventId, Packing, Party, Protocol},
    target::Options,
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, path::Path};

/// One frame of one sender, from a recording or a definition.
pub(super) struct Recorded {
    pub(super) sender: Party,
    pub(super) frame: Value,
}

/// What takes the place of a value.
const OTHERS: &[fn() -> Value] = &[
    || Value::Null,
    || json!(true),
    || json!(0),
    || json!(-1),
    || json!(1.5),
    || json!(u64::MAX),
    || json!(""),
    || json!("x"),
    || json!([]),
    || json!({}),
];

/// The party of this name.
pub(super) fn party(protocol: &Protocol, name: &str) -> Party {
    protocol.parties().find(|party| protocol.party_name(*party) == name).expect("a party")
}

/// Every frame that the definition itself shows, sent by each of those who may send it.
pub(super) fn of_definition(protocol: &Protocol) -> Vec<Recorded> {
    let textual = protocol.events.iter().filter(|event| matches!(event.carrier, Carrier::Frame(_)));
    let pairs = textual.flat_map(|event| {
        event.from.iter().flat_map(|sender| event.examples.iter().map(|frame| (*sender, frame)))
    });
    pairs.map(|(sender, frame)| Recorded { sender, frame: frame.clone() }).collect()
}

/// Writes the schemas of a protocol and a line for each frame, each copy of it, and each request that
/// may be pending meanwhile.
pub(super) fn write(folder: &Path, protocol: &Protocol, recorded: &[Recorded]) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("a folder for the frames");
    let schemas = json_schema::files(protocol, &Options::default());
    for party in protocol.parties() {
        let name = format!("{}.json", protocol.party_name(party));
        if let Some(text) = schemas.get(&name) {
            fs::write(folder.join(name), text).expect("a schema");
        }
    }
    let words =
        protocol.parties().map(|party| (protocol.party_name(party), packing_word(protocol, party)));
    let words: Value = words.map(|(name, packing)| (name.to_owned(), json!(packing))).collect();
    fs::write(folder.join("packing.json"), words.to_string()).expect("the packing");
    let reader = Reader::new(protocol);
    let mut lines = String::new();
    let mut seen = BTreeSet::new();
    for Recorded { sender, frame } in recorded {
        let contexts = contexts(protocol, &reader, *sender, frame);
        let originals = [(true, frame.clone())];
        let copies = copies(frame).into_iter().map(|copy| (false, copy));
        for (original, copy) in originals.into_iter().chain(copies) {
            // A list of frames is a message, and no frame.
            let is_packed = copy.is_array() && packing(protocol, *sender) == Packing::JsonArray;
            if is_packed || !seen.insert((*sender, copy.to_string())) {
                continue;
            }
            let known = reader.frame(*sender, &copy, &Context::default());
            let known = known.as_ref().is_ok_and(Judged::is_known);
            let verdicts = contexts.iter().map(|context| {
                let request = match context.pending {
                    Pending::Request(id) => json!(protocol.event(id).name),
                    Pending::Any | Pending::Nothing => Value::Null,
                };
                let verdict = match reader.frame(*sender, &copy, context) {
                    Ok(judged) => json!({ "is": describe(protocol, &judged) }),
                    Err(fault) => json!({ "code": fault.code.name(), "path": fault.place() }),
                };
                json!({ "pending": request, "verdict": verdict })
            });
            let line = json!({
                "from": protocol.party_name(*sender),
                "original": original,
                "frame": copy,
                "known": known,
                "verdicts": verdicts.collect::<Vec<_>>(),
            });
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
    }
    fs::write(folder.join("frames.jsonl"), lines).expect("the frames");
}

fn packing(protocol: &Protocol, sender: Party) -> Packing {
    match sender {
        Party::Server => protocol.wire.server_packing,
        Party::Peer(_) => protocol.wire.peer_packing,
    }
}

/// How the frames of a party sit in messages, as the definition writes it.
fn packing_word(protocol: &Protocol, party: Party) -> &'static str {
    match packing(protocol, party) {
        Packing::One => "one",
        Packing::Lines => "lines",
        Packing::RecordSeparator => "record_separator",
        Packing::JsonArray => "json_array",
    }
}

/// What may be pending: nothing, and each request to which this frame may be the answer.
fn contexts(
    protocol: &Protocol,
    reader: &Reader<'_>,
    sender: Party,
    frame: &Value,
) -> Vec<Context> {
    let requests = protocol.events.iter().enumerate().filter(|(_, event)| event.reply.is_some());
    let pending = requests.map(|(index, _)| Pending::Request(EventId(index)));
    let nothing = Context { pending: Pending::Nothing, ..Context::default() };
    let alone = reader.frame(sender, frame, &nothing);
    let mut all = vec![nothing];
    for pending in pending {
        let context = Context { pending, ..Context::default() };
        if alone != reader.frame(sender, frame, &context) {
            all.push(context);
        }
    }
    all
}

/// The event as the definition names it, or what the frame is beside an event.
fn describe(protocol: &Protocol, judged: &Judged<'_>) -> Value {
    match &judged.content {
        Content::Event { event, .. } => json!(full_name(protocol, protocol.event(*event))),
        Content::Unknown { .. } => json!("$unknown"),
        Content::Compressed { .. } => json!("$compressed"),
        Content::Batch(frames) => {
            frames.iter().map(|each| describe(protocol, each)).collect::<Vec<_>>().into()
        }
    }
}

/// `event`, or `channel/event`.
pub(super) fn full_name(protocol: &Protocol, event: &Event) -> String {
    match event.channel {
        Some(channel) => format!("{}/{}", protocol.channels[channel.0].name, event.name),
        None => event.name.clone(),
    }
}

/// Copies with one thing changed: something else, one thing less, one thing more.
fn copies(value: &Value) -> Vec<Value> {
    let mut all: Vec<Value> = OTHERS.iter().map(|other| other()).collect();
    match value {
        Value::String(text) => all.push(json!(format!("{text}x"))),
        Value::Object(map) => {
            for key in map.keys() {
                let mut less = map.clone();
                less.shift_remove(key);
                all.push(Value::Object(less));
                for copy in copies(&map[key]) {
                    let mut other = map.clone();
                    other.insert(key.clone(), copy);
                    all.push(Value::Object(other));
                }
            }
            for key in ["unheard_of", "__proto__", "constructor"] {
                let mut more = map.clone();
                more.insert(key.to_owned(), json!({ "polluted": true }));
                all.push(Value::Object(more));
            }
        }
        Value::Array(items) => {
            for index in 0..items.len() {
                let mut less = items.clone();
                less.remove(index);
                all.push(Value::Array(less));
                for copy in copies(&items[index]) {
                    let mut other = items.clone();
                    other[index] = copy;
                    all.push(Value::Array(other));
                }
            }
            all.push(Value::Array(items.iter().cloned().chain([json!(1)]).collect()));
        }
        _ => {}
    }
    all
}
