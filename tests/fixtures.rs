//! Each fixture runs through each target: what comes out is a snapshot, and the same every time.

use crate::language::lines;
use antiphon_codegen::{
    Loader, compile,
    model::Protocol,
    target::{Files, Options, TARGETS},
};
use serde_json::Value;
use std::{fmt::Write as _, path::Path};

struct Disk;

impl Loader for Disk {
    fn load(&self, path: &str) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

/// The fixtures: name and protocol, in order.
pub(crate) fn fixtures() -> Vec<(String, Protocol)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let entries = std::fs::read_dir(folder).expect("the fixtures");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    assert!(paths.len() >= 4, "the fixtures are gone");
    let compiled = paths.into_iter().map(|path| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let compilation = compile(&path.display().to_string(), &Disk);
        let lines = lines(&compilation);
        assert!(lines.is_empty(), "{name}:\n{}", lines.join("\n"));
        (name, compilation.protocol.expect("a protocol"))
    });
    compiled.collect()
}

/// The frames of a fixture, each with its sender.
pub(crate) fn frames(name: &str) -> impl Iterator<Item = (String, Value)> {
    let lines = include_str!("fixtures/frames.jsonl").lines();
    let all = lines.map(|line| serde_json::from_str(line).expect("a line is JSON"));
    all.filter(move |line: &Value| line["of"] == name).map(|mut line: Value| {
        (line["from"].as_str().expect("a sender").to_owned(), line["frame"].take())
    })
}

fn in_one(files: &Files) -> String {
    let mut text = String::new();
    for (path, content) in files {
        let _ = writeln!(text, "───── {path}\n{content}");
    }
    text
}

#[test]
fn every_target_writes_every_fixture() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("fixtures/snapshots");
    for (name, protocol) in fixtures() {
        for target in TARGETS {
            let files = (target.generate)(&protocol, &Options::default());
            assert_eq!(
                files,
                (target.generate)(&protocol, &Options::default()),
                "not deterministic"
            );
            for content in files.values() {
                assert!(content.ends_with('\n') && !content.contains('\r'), "{name}: line ends");
            }
            settings.bind(|| {
                insta::assert_snapshot!(format!("{name}.{}", target.name), in_one(&files))
            });
        }
    }
}
