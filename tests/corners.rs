//! Corners of the language in small definitions, each with frames and the verdict on them.
//!
//! A line of `NAME.jsonl` says who sends a frame and what it is: the event (`$unknown` for one that the definition
//! does not name), or the code and the place of what is wrong. The verdicts are those of the judge; the suites of the
//! outputs hold the decoders to them, and so for changed copies of the frames.

use crate::language::lines;
use antiphon_codegen::{
    Compilation, Loader, compile,
    judge::{self, Context},
    model::Protocol,
    vectors,
};
use serde_json::Value;
use std::path::{Path, PathBuf};

struct Disk;

impl Loader for Disk {
    fn load(&self, path: &str) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/protocols/corners")
}

/// The names of all corners, in order.
pub(crate) fn names() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).expect("the corners");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let yaml = paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let mut names: Vec<String> =
        yaml.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn compiled(name: &str) -> Compilation {
    compile(&folder().join(format!("{name}.yaml")).display().to_string(), &Disk)
}

/// A definition.
pub(crate) fn protocol(name: &str) -> Protocol {
    compiled(name).protocol.unwrap_or_else(|| panic!("{name} does not compile"))
}

/// Its frames, each with its sender and the verdict.
fn rows(name: &str) -> Vec<(String, Value, String)> {
    let path = folder().join(format!("{name}.jsonl"));
    let text = std::fs::read_to_string(path).expect("the frames are there");
    let rows = text.lines().map(|line| {
        let mut line: Value = serde_json::from_str(line).expect("a line is JSON");
        let word = |key: &str| line[key].as_str().expect(key).to_owned();
        (word("from"), word("is"), line["frame"].take())
    });
    rows.map(|(from, is, frame)| (from, frame, is)).collect()
}

/// The frames of a definition, each with its sender.
pub(crate) fn frames(name: &str) -> impl Iterator<Item = (String, Value)> {
    rows(name).into_iter().map(|(sender, frame, _)| (sender, frame))
}

#[test]
fn frames_have_their_verdicts() {
    let names = names();
    assert!(!names.is_empty(), "the corners are gone");
    for name in names {
        let compilation = compiled(&name);
        assert_eq!(lines(&compilation), [""; 0], "{name}");
        let protocol = compilation.protocol.expect("a protocol");
        for (sender, frame, expected) in rows(&name) {
            let mut parties = protocol.parties();
            let party = parties.find(|party| protocol.party_name(*party) == sender);
            let party = party.expect("a party");
            let found = match judge::frame(&protocol, party, &frame, &Context::default()) {
                Ok(judged) => match vectors::describe(&protocol, &judged) {
                    Value::String(event) => event,
                    other => other.to_string(),
                },
                Err(fault) => {
                    format!("{} {}", fault.code.name(), fault.place()).trim_end().to_owned()
                }
            };
            assert_eq!(found, expected, "{name}: {sender} {frame}");
        }
    }
}
