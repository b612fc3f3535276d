//! Frames with the verdict of the judge on each, for the Node suite: those of the examples and the
//! reference protocol, and copies of them in which one thing is changed.

use crate::json_schema;
use antiphon_codegen::{
    model::{Packing, Party, Protocol},
    target::Options,
    vectors,
};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// The party of this name.
pub(super) fn party(protocol: &Protocol, name: &str) -> Party {
    protocol.parties().find(|party| protocol.party_name(*party) == name).expect("a party")
}

/// Writes the schemas of a protocol and a line for each frame and each copy of it.
pub(super) fn write(
    folder: &Path,
    protocol: &Protocol,
    recorded: impl IntoIterator<Item = (Party, Value)>,
) {
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
    let mut lines = String::new();
    for vector in vectors::of(protocol, recorded) {
        lines.push_str(&vectors::to_json(protocol, &vector).to_string());
        lines.push('\n');
    }
    fs::write(folder.join("frames.jsonl"), lines).expect("the frames");
}

/// How the frames of a party sit in messages, as the definition writes it.
fn packing_word(protocol: &Protocol, party: Party) -> &'static str {
    match vectors::packing(protocol, party) {
        Packing::One => "one",
        Packing::Lines => "lines",
        Packing::RecordSeparator => "record_separator",
        Packing::JsonArray => "json_array",
    }
}
