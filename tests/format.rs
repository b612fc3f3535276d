//! `antiphon fmt` over every definition here: nothing is lost, and formatting twice changes nothing.

use crate::language::compile_text;
use antiphon_codegen::format::{Refusal, format};
use std::path::{Path, PathBuf};

/// Every YAML file below a folder.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).expect("the folder is there");
        for entry in entries {
            let path = entry.expect("it can be listed").path();
            let is_other = path.ends_with("node_modules") || path.ends_with("build");
            if path.is_dir() && !is_other {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn formatted(path: &Path, text: &str) -> String {
    match format(&path.to_string_lossy(), text) {
        Ok(out) => out,
        Err(refusal) => panic!("{}: {refusal:?}\n{text}", path.display()),
    }
}

#[test]
fn definitions_here_are_laid_out() {
    let named = ["protocol.yaml", "protocol/common.yaml"].map(PathBuf::from);
    let all = files("examples").into_iter().chain(files("tests/protocols")).chain(named);
    for path in all {
        let text = std::fs::read_to_string(&path).expect("it is text");
        assert_eq!(formatted(&path, &text), text, "run `antiphon fmt {}`", path.display());
    }
}

/// Layouts that people leave behind; each says the same.
const UNTIDY: &[fn(&str) -> String] = &[
    |text| text.replace('\n', "\r\n"),
    |text| text.replace(":\n", ":   \n\n\n\n"),
    |text| text.lines().map(|line| format!("{line}   \n")).collect(),
    |text| text.replace("{ ", "{").replace(" }", "}"),
    |text| text.replace("{ ", "{\n                                 "),
    |text| text.replace(": {", ":     {"),
];

#[test]
fn what_is_untidy_becomes_tidy_and_says_the_same() {
    for path in files("tests/protocols").into_iter().chain(files("tests/fixtures")) {
        let text = std::fs::read_to_string(&path).expect("it is text");
        // Lines below `|` count as they are.
        if text.contains("|\n") || text.contains(">\n") || text.contains('\'') {
            continue;
        }
        let meant = compile_text(&text).protocol;
        for untidy in UNTIDY {
            let once = formatted(&path, &untidy(&text));
            assert_eq!(compile_text(&once).protocol, meant, "{}", path.display());
            assert_eq!(formatted(&path, &once), once, "{}", path.display());
        }
    }
}

#[test]
fn comments_keep_their_places() {
    let text = "\
# first

antiphon:   1   # the language
protocol: t
events:
    # who asks
    ask:   {from: client,  # one
            fields: { text: string , more?:   list<u8> } }

    answer:
        from: server
        examples:
        -   {type: answer}   # as sent
        - [ 1,2,
            3 ]
        note: |
              two
                lines
# last
";
    let tidy = "\
# first

antiphon: 1   # the language
protocol: t
events:
  # who asks
  ask: { from: client,  # one
    fields: { text: string, more?: list<u8> } }

  answer:
    from: server
    examples:
      - { type: answer }   # as sent
      - [ 1, 2,
        3 ]
    note: |
      two
        lines
# last
";
    assert_eq!(formatted(Path::new("t.yaml"), text), tidy);
    assert_eq!(formatted(Path::new("t.yaml"), tidy), tidy);
}

#[test]
fn anchors_stay() {
    let text = "a: &x\n  k: &y 'v'\nb: &z { q: &w 1 }\nc:\n  - &i |\n    text\n  - *i\nd: *x\n";
    assert_eq!(formatted(Path::new("t.yaml"), text), text);
}

#[test]
fn what_is_no_yaml_is_explained() {
    for text in ["a: [1", "a: 1\n\tb: 2", "a: 1\na: 2", ""] {
        assert!(matches!(format("t.yaml", text), Err(Refusal::Mistakes(..))), "{text}");
    }
}
