//! The JSON Schema target: its files, and that they say the same as the judge.

mod agreement;

use crate::protocols::{board, console};
use antiphon_codegen::{
    model::Protocol,
    target::{self, Files, Options},
};
use serde_json::Value;

/// The files of a protocol.
pub(crate) fn files(protocol: &Protocol, options: &Options) -> Files {
    let target = target::find("json-schema").expect("the target has a row");
    (target.generate)(protocol, options)
}

/// A file as JSON.
pub(crate) fn parsed(files: &Files, path: &str) -> Value {
    serde_json::from_str(&files[path]).expect("a schema file is JSON")
}

fn together(files: &Files) -> String {
    files.iter().map(|(path, text)| format!("=== {path}\n{text}")).collect()
}

#[test]
fn console_files() {
    insta::assert_snapshot!(together(&files(&console::protocol(), &Options::default())));
}

#[test]
fn board_files() {
    let options =
        Options { base_url: Some("https://example.com/schemas/".to_owned()), ..Options::default() };
    insta::assert_snapshot!(together(&files(&board::protocol(), &options)));
}

#[test]
fn every_file_is_valid_and_stands_alone() {
    for protocol in [console::protocol(), board::protocol()] {
        let files = files(&protocol, &Options::default());
        assert!(files.contains_key("server.json") && files.contains_key("client.json"));
        let mut ids = std::collections::BTreeSet::new();
        for (path, text) in &files {
            assert!(text.ends_with("}\n"), "{path} ends with one line feed");
            let schema = parsed(&files, path);
            if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
                panic!("{path} is no schema: {error}");
            }
            // A reference to something outside the file would fail here.
            jsonschema::draft202012::new(&schema).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert!(ids.insert(schema["$id"].as_str().expect("an $id").to_owned()), "{path}");
        }
    }
}

#[test]
fn binary_events_have_no_file() {
    let files = files(&console::protocol(), &Options::default());
    assert!(!files.contains_key("events/audio.json"));
    assert!(files.contains_key("channels/session/error.json"));
    assert!(files.contains_key("events/error.json"));
}

#[test]
fn examples_of_payloads_are_taken_out_of_frames() {
    let files = files(&console::protocol(), &Options::default());
    let schema = parsed(&files, "events/all-types.json");
    assert_eq!(
        schema["examples"],
        serde_json::json!([{ "flag": true, "note": null, "progress": 50 }])
    );
}
