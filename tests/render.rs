//! Diagnostics as text, in every format, from constructed values.

use antiphon_codegen::{
    diagnostic::{Diagnostic, Severity},
    render::{Report, Style, counts, github, human, json, sarif},
    source::{FileId, Sources, Span},
};
use insta::assert_snapshot;
use serde_json::Value;

const MAIN: &str = "\
antiphon: 1
protocol: chat
events:
  ping:
    form: client
  pong: { from: server, fields: { größe: u32 } }
  ping:
    from: server
";

const COMMON: &str = "types:\n  Person: string\n";

/// The place of the `nth` occurrence (from 0) of some text.
fn at(sources: &Sources, file: FileId, text: &str, nth: usize) -> Span {
    let (start, _) =
        sources.get(file).text.match_indices(text).nth(nth).expect("the text is there");
    Span { file, start: start as u32, end: (start + text.len()) as u32 }
}

/// One diagnostic of every make.
fn every_make() -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let main = sources.add("defs/chat v1.yaml", MAIN);
    let common = sources.add("defs/common.yaml", COMMON);
    let empty = sources.add("defs/missing.yaml", "");
    let ping = at(&sources, main, "ping", 0);
    let block = at(&sources, main, "form: client\n  ", 0);
    let mut note = Diagnostic::warning("A9005", at(&sources, main, "chat", 0), "the name is short");
    note.severity = Severity::Note;
    let diagnostics = vec![
        Diagnostic::error(
            "A9001",
            at(&sources, main, "form", 0),
            "there is no keyword `form` here",
        )
        .label("unknown keyword")
        .help("did you mean `from`?")
        .fix(at(&sources, main, "form", 0), "from"),
        Diagnostic::error(
            "A9002",
            at(&sources, main, "ping", 1),
            "the event `ping` is defined twice",
        )
        .label("defined again")
        .related(ping, "first defined here")
        .help("remove one, or give it another name"),
        Diagnostic::warning("A9003", at(&sources, main, "größe", 0), "100%, or: less, than\nthat")
            .related(at(&sources, common, "Person", 0), "declared here"),
        Diagnostic::error("A9004", Span { file: empty, start: 0, end: 0 }, "cannot read this file")
            .label("there is no such file"),
        note,
        Diagnostic::warning("A9006", block, "a block").label("all of it"),
    ];
    (sources, diagnostics)
}

fn report<'a>(sources: &'a Sources, diagnostics: &'a [Diagnostic]) -> Report<'a> {
    Report { sources, diagnostics }
}

#[test]
fn for_people() {
    let (sources, diagnostics) = every_make();
    let text = human(&[report(&sources, &diagnostics)], Style::default());
    assert_snapshot!(text);
}

#[test]
fn for_people_in_colour() {
    let (sources, diagnostics) = every_make();
    let style = Style { color: true, ..Style::default() };
    let colored = human(&[report(&sources, &diagnostics)], style);
    assert!(colored.contains("\u{1b}["), "{colored}");
    let plain = human(&[report(&sources, &diagnostics)], Style::default());
    assert!(!plain.contains('\u{1b}'), "{plain}");
}

#[test]
fn for_programs() {
    let (sources, diagnostics) = every_make();
    let text = json(&[report(&sources, &diagnostics)]);
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).expect("every line is JSON");
        assert!(line["code"].is_string(), "{line}");
    }
    assert_snapshot!(text);
}

#[test]
fn for_github() {
    let (sources, diagnostics) = every_make();
    let text = github(&[report(&sources, &diagnostics)]);
    assert_eq!(text.lines().count(), diagnostics.len(), "a command is one line:\n{text}");
    assert_snapshot!(text);
}

#[test]
fn for_code_scanning() {
    let (sources, diagnostics) = every_make();
    let text = sarif(&[report(&sources, &diagnostics)]);
    let log: Value = serde_json::from_str(&text).expect("SARIF is JSON");
    for result in log["runs"][0]["results"].as_array().expect("results are a list") {
        let index = result["ruleIndex"].as_u64().expect("every result names its rule") as usize;
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert_snapshot!(text.replace(&version, "\"version\": \"[version]\""));
}

#[test]
fn nothing_found() {
    let sources = Sources::default();
    let reports = [report(&sources, &[])];
    assert_eq!(human(&reports, Style::default()), "");
    assert_eq!(json(&reports), "");
    assert_eq!(github(&reports), "");
    assert_eq!(counts(&reports), "no errors");
    let log: Value = serde_json::from_str(&sarif(&reports)).expect("SARIF is JSON");
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn places_outside_the_text_are_moved_into_it() {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", "ä: 1");
    let spans = [
        Span { file, start: 1, end: 1 },
        Span { file, start: 90, end: 99 },
        Span { file, start: 3, end: 0 },
        Span { file, start: 0, end: u32::MAX },
        Span { file: FileId(7), start: 0, end: 1 },
    ];
    for span in spans {
        let diagnostics =
            [Diagnostic::error("A9001", span, "odd").related(span, "here").fix(span, "other")];
        let reports = [report(&sources, &diagnostics)];
        for text in
            [human(&reports, Style::default()), json(&reports), github(&reports), sarif(&reports)]
        {
            assert!(text.contains("odd"), "{text}");
        }
    }
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", "a\u{1b}[31m: 1\n");
    let diagnostics =
        [Diagnostic::error("A9001", Span { file, start: 0, end: 1 }, "odd \u{1b}[2J")
            .label("label \u{1b}[2J")
            .help("help \u{1b}[2J")
            .related(Span { file, start: 0, end: 1 }, "related \u{1b}[2J")];
    let text = human(&[report(&sources, &diagnostics)], Style::default());
    assert!(!text.contains('\u{1b}'), "{text:?}");
}
