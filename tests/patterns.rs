//! A pattern has one meaning: the judge and the schemas give each text the verdict that the table has.
//! The outputs' own tests read the same table: `outputs/tests/patterns.rs` and
//! `typescript/suite/patterns.test.mjs`, which asks JavaScript's engine about the pattern itself.

use antiphon_codegen::{
    Loader, compile,
    judge::{Context, Judged, Reader},
    model::Protocol,
    target::Options,
};
use serde_json::{Value, json};
use std::path::Path;

/// The one definition, from the disk or as text.
struct File(Option<String>);

impl Loader for File {
    fn load(&self, path: &str) -> Result<String, String> {
        match &self.0 {
            Some(text) => Ok(text.clone()),
            None => std::fs::read_to_string(path).map_err(|error| error.to_string()),
        }
    }
}

fn at(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).display().to_string()
}

/// The fixture.
pub(crate) fn protocol() -> Protocol {
    compile(&at("tests/fixtures/patterns.yaml"), &File(None)).protocol.expect("a protocol")
}

/// Each text of the table: the line, the frame, and whether it matches.
fn table() -> Vec<(Value, Value, bool)> {
    let text = std::fs::read_to_string(at("tests/fixtures/patterns.jsonl")).expect("the table");
    let mut all = Vec::new();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).expect("a line is JSON");
        for (key, matches) in [("yes", true), ("no", false)] {
            for text in line[key].as_array().expect("a list of texts") {
                let mut frame = json!({ "type": line["event"] });
                frame[line["field"].as_str().expect("a field")] = text.clone();
                all.push((line.clone(), frame, matches));
            }
        }
    }
    assert!(all.len() > 100, "the table is gone");
    all
}

#[test]
fn the_judge_and_the_schemas_give_the_verdicts_of_the_table() {
    let protocol = protocol();
    let files = crate::json_schema::files(&protocol, &Options::default());
    let schema = crate::json_schema::parsed(&files, "client.json");
    let schema = jsonschema::draft202012::new(&schema).expect("a schema");
    let reader = Reader::new(&protocol);
    let sender =
        protocol.parties().find(|party| protocol.party_name(*party) == "client").expect("a client");
    for (line, frame, matches) in table() {
        let judged = reader.frame(sender, &frame, &Context::default());
        assert_eq!(
            judged.as_ref().is_ok_and(Judged::is_known),
            matches,
            "{line} {frame}: {judged:?}"
        );
        // This validator takes `\b` in Unicode's sense, against ECMA-262; the Node suite has one that does not.
        let edge = line["pattern"].as_str().is_some_and(|text| text.to_lowercase().contains("\\b"));
        assert!(edge || schema.is_valid(&frame) == matches, "{line} {frame}");
    }
}

#[test]
fn the_table_has_the_patterns_of_the_definition() {
    let text = std::fs::read_to_string(at("tests/fixtures/patterns.yaml")).expect("the fixture");
    for (line, ..) in table() {
        let pattern = line["pattern"].as_str().expect("a pattern");
        let field = line["field"].as_str().expect("a field");
        let is_same = |written: &str| {
            written.contains(&format!("{field}?: ")) || written.contains(&format!("{field}: "))
        };
        let quoted = [format!("'{pattern}'"), format!("\"{pattern}\"")];
        let mut lines = text.lines().filter(|line| is_same(line));
        assert!(lines.any(|line| quoted.iter().any(|quoted| line.contains(quoted))), "{line}");
    }
}

#[test]
fn a_pattern_of_a_schema_is_refused_as_any_other() {
    let text = r#"
antiphon: 1
protocol: p
events:
  a: { from: client, schema: { type: object, properties: { x: { type: string, pattern: '\p{L}' } } } }
  b: { from: client, fields: { x: { type: string, pattern: '\p{L}' } } }
"#;
    let found = compile("protocol.yaml", &File(Some(text.to_owned()))).diagnostics;
    let codes: Vec<&str> = found.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["A0214", "A0207"]);
    for diagnostic in &found {
        assert!(diagnostic.message.contains(r"`\p{L}`"), "{}", diagnostic.message);
        let help = diagnostic.help.as_deref().unwrap_or_default();
        assert!(help.contains("[A-Za-z"), "{help}");
    }
}
