//! The five examples compile without a word, and every frame of their documents is one of theirs.

mod document;

use antiphon_codegen::{
    Compilation, Loader, compile, judge,
    model::{Event, Frame, Protocol},
    target::Options,
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

/// The examples: the folder, the number of the document, and where it names events and codes.
///
/// A pattern with one group finds names; with two groups, the first is a namespace and the second a
/// list of words in it.
const EXAMPLES: &[(&str, &str, &[&str])] = &[
    (
        "agent-c",
        "000",
        &[r"type: '(\w+)'", r"(?m)^\d\. (\w+) +//", r"(?m)^ +'(\w+)', +//", r"(?m)^(4\d{3}) - "],
    ),
    ("channels-app", "001", &[r"(?m)^  [A-Z_]+: '(\w+)',", r"\bSessionEventTypes\.(SEND_\w+)"]),
    (
        "realtime-gateway",
        "002",
        &[r"(?m)^\d+\. `((?:[a-z_]+\.)+[a-z_]+)`", r"`((?:GATEWAY|ORCHESTRATOR)_[A-Z_]+)`"],
    ),
    ("myagent", "003", &[r"- ✅ (\w+) Events \(\d+ types?\): (.*)", r#"event: "([a-z._]+)""#]),
    (
        "onsembl",
        "004",
        &[
            r"(?m)^#### (.+)",
            r"type: '(.+?)'",
            r"`([a-z]+:[a-z-]+)`",
            r#""code": "(\w+)""#,
            r"(?m)^\| (1\d{3}) ",
        ],
    ),
];

/// One line of `frames/frames.jsonl`.
struct Recorded {
    sender: String,
    event: String,
    /// The document's own text, where it is not the frame itself.
    written: Option<String>,
    frame: Value,
}

struct Disk;

impl Loader for Disk {
    fn load(&self, path: &str) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

fn folder(example: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples").join(example)
}

fn compiled(example: &str) -> Compilation {
    compile(&folder(example).join("protocol.yaml").display().to_string(), &Disk)
}

pub(crate) fn protocol(example: &str) -> Protocol {
    compiled(example).protocol.unwrap_or_else(|| panic!("{example} does not compile"))
}

/// The names of the examples.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    EXAMPLES.iter().map(|(example, ..)| *example)
}

/// The recorded frames of an example, with the names of their senders.
pub(crate) fn frames(example: &str) -> impl Iterator<Item = (String, Value)> {
    recorded(example).into_iter().map(|line| (line.sender, line.frame))
}

/// The protocol of a definition beside the manifest of this crate.
pub(crate) fn protocol_at(path: &str) -> Protocol {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    compile(&path.display().to_string(), &Disk).protocol.expect("it compiles")
}

fn recorded(example: &str) -> Vec<Recorded> {
    let path = folder(example).join("frames/frames.jsonl");
    let text = std::fs::read_to_string(&path).expect("the frames are there");
    let text_of = |line: &Value, key: &str| line[key].as_str().map(str::to_owned);
    text.lines()
        .map(|line| {
            let mut line: Value = serde_json::from_str(line).expect("a line is JSON");
            Recorded {
                sender: text_of(&line, "from").expect("a line says who sends"),
                event: text_of(&line, "event").expect("a line names its event"),
                written: text_of(&line, "written"),
                frame: line["frame"].take(),
            }
        })
        .collect()
}

/// `event`, or `channel/event`.
fn full_name(protocol: &Protocol, event: &Event) -> String {
    match event.channel {
        Some(channel) => format!("{}/{}", protocol.channels[channel.0].name, event.name),
        None => event.name.clone(),
    }
}

/// What the judge says: an event's name, or the name of a frame that carries others.
fn verdict(protocol: &Protocol, sender: &str, value: &Value) -> Result<String, String> {
    let party = protocol
        .parties()
        .find(|party| protocol.party_name(*party) == sender)
        .ok_or_else(|| format!("nobody is called {sender}"))?;
    let judged = judge::frame(protocol, party, value, &judge::Context::default())
        .map_err(|fault| fault.to_string())?;
    if !judged.is_known() {
        return Err("something in it is unknown".to_owned());
    }
    let frame: &Frame = &protocol.wire.frames[judged.frame.0];
    Ok(judged
        .event()
        .map_or_else(|| frame.name.clone(), |event| full_name(protocol, protocol.event(event))))
}

#[test]
fn examples_compile_without_a_word() {
    for (example, ..) in EXAMPLES {
        let compilation = compiled(example);
        let lines = crate::language::lines(&compilation);
        assert!(lines.is_empty(), "{example}:\n{}", lines.join("\n"));
        assert!(compilation.protocol.is_some(), "{example} makes no protocol");
        assert_eq!(compilation.generate.len(), 3, "{example} names its outputs");
    }
}

#[test]
fn every_frame_is_the_event_that_it_names() {
    let mut failures = Vec::new();
    for (example, ..) in EXAMPLES {
        let protocol = protocol(example);
        for Recorded { sender, event, frame, .. } in recorded(example) {
            match verdict(&protocol, &sender, &frame) {
                Ok(found) if found == event => {}
                Ok(found) => failures.push(format!("{example}: {event} is taken for {found}")),
                Err(fault) => failures.push(format!("{example}: {event}: {fault}\n  {frame}")),
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_frame_fits_the_schema_of_its_sender() {
    let mut failures = Vec::new();
    for (example, ..) in EXAMPLES {
        let files = crate::json_schema::files(&protocol(example), &Options::default());
        let mut validators = BTreeMap::new();
        for Recorded { sender, event, frame, .. } in recorded(example) {
            let validator = validators.entry(sender.clone()).or_insert_with(|| {
                let schema = crate::json_schema::parsed(&files, &format!("{sender}.json"));
                jsonschema::draft202012::new(&schema).expect("a schema")
            });
            failures.extend(
                validator
                    .iter_errors(&frame)
                    .map(|error| format!("{example}: {event} of {sender}: {error}")),
            );
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_event_has_a_frame_of_each_sender() {
    for (example, ..) in EXAMPLES {
        let protocol = protocol(example);
        let seen: BTreeSet<(String, String)> =
            recorded(example).into_iter().map(|line| (line.sender, line.event)).collect();
        for party in protocol.parties() {
            for (_, event) in protocol.sent_by(party).filter(|(_, event)| !is_binary(event)) {
                let key = (protocol.party_name(party).to_owned(), full_name(&protocol, event));
                assert!(seen.contains(&key), "{example}: no frame of {key:?}");
            }
        }
    }
}

fn is_binary(event: &Event) -> bool {
    matches!(event.carrier, antiphon_codegen::model::Carrier::Binary(_))
}

#[test]
fn every_frame_of_a_document_is_recorded() {
    for (example, number, patterns) in EXAMPLES {
        let recorded = recorded(example);
        for literal in document::of(&folder(example), number, patterns).literals {
            let as_json = serde_json::from_str::<Value>(&literal).ok();
            let found = recorded.iter().any(|line| {
                as_json.as_ref() == Some(&line.frame)
                    || line.written.as_ref().is_some_and(|text| words(text) == words(&literal))
            });
            assert!(found, "{example}: this stands in the document only:\n{literal}");
        }
    }
}

/// A text without regard to how it is indented.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn every_name_of_a_document_is_defined() {
    for (example, number, patterns) in EXAMPLES {
        let protocol = protocol(example);
        let defined: BTreeSet<String> = protocol
            .events
            .iter()
            .map(|event| event.name.clone())
            .chain(protocol.errors.codes.iter().map(|code| match &code.code {
                antiphon_codegen::model::Literal::Text(text) => text.clone(),
                other => other.to_json().to_string(),
            }))
            .chain(protocol.close.iter().map(|close| close.first.to_string()))
            .collect();
        let names = document::of(&folder(example), number, patterns).names;
        assert!(names.len() > 10, "{example}: the document lost its names");
        for name in names {
            assert!(defined.contains(&name), "{example}: `{name}` is not defined");
        }
    }
}
