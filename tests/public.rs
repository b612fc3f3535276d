//! Protocols that others have made: each compiles without a word, and frames as they are on the wire are its own.
//!
//! A line of `frames.jsonl` says who sends a frame and which event it is (`unknown` for one that the
//! definition does not name); `answers` names the request that waits, for replies whose type follows from it,
//! `phase` the phase of the connection, and `again` is what is written where the frame does not come back to the
//! letter.

use antiphon_codegen::{
    Compilation, Loader, compile, judge,
    model::{EventId, Protocol},
    target::Options,
};
use serde_json::Value;
use std::{collections::BTreeMap, path::PathBuf};

/// The protocols: the folder, and the fewest frames that it has.
const PROTOCOLS: &[(&str, usize)] = &[
    ("action-cable", 16),
    ("binance", 28),
    ("chrome-devtools", 29),
    ("coinbase", 22),
    ("deepgram", 14),
    ("discord-gateway", 28),
    ("ethereum-rpc", 27),
    ("gemini-live", 23),
    ("graphql-transport-ws", 19),
    ("home-assistant", 24),
    ("kraken", 24),
    ("language-server", 35),
    ("meteor-ddp", 30),
    ("nostr", 18),
    ("obs-websocket", 24),
    ("openai-realtime", 27),
    ("phoenix-channels", 19),
    ("pusher", 27),
    ("signalr", 21),
    ("slack-socket-mode", 13),
    ("twitch-eventsub", 12),
    ("wamp", 32),
];

/// One line of `frames.jsonl`.
struct Recorded {
    sender: String,
    event: String,
    answers: Option<String>,
    phase: Option<String>,
    frame: Value,
}

struct Disk;

impl Loader for Disk {
    fn load(&self, path: &str) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

fn file(name: &str, file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/protocols/public").join(name).join(file)
}

fn compiled(name: &str) -> Compilation {
    compile(&file(name, "protocol.yaml").display().to_string(), &Disk)
}

/// The names of all public protocols.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    PROTOCOLS.iter().map(|(name, _)| *name)
}

/// The frames of a protocol, each with its sender.
pub(crate) fn frames(name: &str) -> impl Iterator<Item = (String, Value)> {
    recorded(name).into_iter().map(|recorded| (recorded.sender, recorded.frame))
}

/// A public protocol.
pub(crate) fn protocol(name: &str) -> Protocol {
    compiled(name).protocol.unwrap_or_else(|| panic!("{name} does not compile"))
}

fn recorded(name: &str) -> Vec<Recorded> {
    let text = std::fs::read_to_string(file(name, "frames.jsonl")).expect("the frames are there");
    let text_of = |line: &Value, key: &str| line[key].as_str().map(str::to_owned);
    text.lines()
        .map(|line| {
            let mut line: Value = serde_json::from_str(line).expect("a line is JSON");
            Recorded {
                sender: text_of(&line, "from").expect("a line says who sends"),
                event: text_of(&line, "event").expect("a line names its event"),
                answers: text_of(&line, "answers"),
                phase: text_of(&line, "phase"),
                frame: line["frame"].take(),
            }
        })
        .collect()
}

/// `event`, or `channel/event`.
fn full_name(protocol: &Protocol, id: EventId) -> String {
    let event = protocol.event(id);
    match event.channel {
        Some(channel) => format!("{}/{}", protocol.channels[channel.0].name, event.name),
        None => event.name.clone(),
    }
}

/// What the judge says: an event's name, or `unknown`.
fn verdict(protocol: &Protocol, recorded: &Recorded) -> Result<String, String> {
    let party = protocol
        .parties()
        .find(|party| protocol.party_name(*party) == recorded.sender)
        .ok_or_else(|| format!("nobody is called {}", recorded.sender))?;
    let request = |name: &str| {
        let id = protocol.events.iter().position(|event| event.name == name);
        id.map(EventId).ok_or_else(|| format!("no request is called {name}"))
    };
    let pending = match &recorded.answers {
        Some(name) => judge::Pending::Request(request(name)?),
        None => judge::Pending::Any,
    };
    let phases = &protocol.connection.phases;
    let phase = recorded.phase.as_ref().map(|name| {
        let index = phases.iter().position(|phase| phase.name == *name);
        index.ok_or_else(|| format!("no phase is called {name}"))
    });
    let context = judge::Context { pending, phase: phase.transpose()? };
    let judged = judge::frame(protocol, party, &recorded.frame, &context)
        .map_err(|fault| fault.to_string())?;
    Ok(judged.event().map_or_else(|| "unknown".to_owned(), |event| full_name(protocol, event)))
}

#[test]
fn public_protocols_compile_without_a_word() {
    for (name, _) in PROTOCOLS {
        let compilation = compiled(name);
        let lines = crate::language::lines(&compilation);
        assert!(lines.is_empty(), "{name}:\n{}", lines.join("\n"));
        assert!(compilation.protocol.is_some(), "{name} makes no protocol");
    }
}

#[test]
fn public_frames_are_the_events_that_they_name() {
    let mut failures = Vec::new();
    for (name, fewest) in PROTOCOLS {
        let protocol = protocol(name);
        let all = recorded(name);
        assert!(all.len() >= *fewest, "{name} has {} frames", all.len());
        for recorded in &all {
            let Recorded { event, frame, .. } = recorded;
            match verdict(&protocol, recorded) {
                Ok(found) if found == *event => {}
                Ok(found) => {
                    failures.push(format!("{name}: {event} is taken for {found}\n  {frame}"));
                }
                Err(fault) => failures.push(format!("{name}: {event}: {fault}\n  {frame}")),
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn public_frames_fit_the_schema_of_their_sender() {
    let mut failures = Vec::new();
    for (name, _) in PROTOCOLS {
        let files = crate::json_schema::files(&protocol(name), &Options::default());
        let mut validators = BTreeMap::new();
        for Recorded { sender, event, frame, .. } in recorded(name) {
            let validator = validators.entry(sender.clone()).or_insert_with(|| {
                let schema = crate::json_schema::parsed(&files, &format!("{sender}.json"));
                jsonschema::draft202012::new(&schema).expect("a schema")
            });
            // A schema accepts what the definition names.
            if validator.is_valid(&frame) == (event == "unknown") {
                let errors: Vec<String> =
                    validator.iter_errors(&frame).map(|error| error.to_string()).collect();
                failures
                    .push(format!("{name}: {event} of {sender}: {}\n  {frame}", errors.join(", ")));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
