//! `antiphon check`: formats, exit codes, standard input.

use super::{DEFINITION, Folder, MISTAKEN};
use serde_json::Value;

#[test]
fn a_definition_without_mistakes() {
    let folder = Folder::with(DEFINITION);
    let ran = folder.run(&["check"]).ends_with(0);
    assert_eq!(ran.out, "protocol.yaml: no errors\n");
    assert_eq!(ran.err, "");
}

#[test]
fn a_mistake_is_shown_with_its_line() {
    let folder = Folder::with(MISTAKEN);
    folder
        .run(&["check"])
        .ends_with(1)
        .says("--> protocol.yaml:7:11")
        .says("form: client")
        .says("1 error; `antiphon explain A");
}

#[test]
fn standard_input_is_a_definition_too() {
    let folder = Folder::new();
    folder.run_with_input(&["check", "-"], DEFINITION).ends_with(0).says("<stdin>: no errors");
    folder.run_with_input(&["check", "-"], MISTAKEN).ends_with(1).says("<stdin>:7:11");
    folder.run_with_input(&["check", "-", "-"], DEFINITION).ends_with(2).complains("only once");
}

#[test]
fn json_is_one_object_a_line() {
    let folder = Folder::with(MISTAKEN);
    let ran = folder.run(&["check", "--format", "json"]).ends_with(1);
    let line: Value = serde_json::from_str(ran.out.trim_end()).expect("one line of JSON");
    assert_eq!(line["file"], "protocol.yaml");
    assert_eq!(line["start"]["line"], 7);
    assert_eq!(line["start"]["column"], 11);
    assert_eq!(line["severity"], "error");
    assert_eq!(line["code"].as_str().map(str::len), Some(5));
    let folder = Folder::with(DEFINITION);
    assert_eq!(folder.run(&["check", "--format", "json"]).ends_with(0).out, "");
}

#[test]
fn sarif_is_one_log_for_all_files() {
    let folder = Folder::with(MISTAKEN);
    folder.write("other.yaml", MISTAKEN);
    let ran = folder.run(&["check", "protocol.yaml", "other.yaml", "--format=sarif"]).ends_with(1);
    let log: Value = serde_json::from_str(&ran.out).expect("SARIF is JSON");
    let results = log["runs"][0]["results"].as_array().expect("results are a list");
    let files: Vec<&Value> = results
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        .collect();
    assert_eq!(files, ["protocol.yaml", "other.yaml"]);
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][0];
    assert!(rule["help"]["text"].as_str().is_some_and(|page| page.len() > 40), "{rule}");
}

#[test]
fn github_annotates_the_line() {
    let folder = Folder::with(MISTAKEN);
    folder
        .run(&["check", "--format", "github"])
        .ends_with(1)
        .says("::error file=protocol.yaml,line=7,endLine=7,col=11,endColumn=15,title=A");
}

#[test]
fn a_file_that_cannot_be_read_is_trouble() {
    let folder = Folder::new();
    folder
        .run(&["check"])
        .ends_with(2)
        .complains("cannot read protocol.yaml: there is no such file")
        .complains("antiphon init");
    std::fs::write(folder.path("bytes.yaml"), b"a: 1\nb: \xff\n").expect("it can be written");
    folder.run(&["check", "bytes.yaml"]).ends_with(2).complains("line 2 is not UTF-8");
    folder.write("sub/protocol.yaml", DEFINITION);
    folder
        .run(&["check", "sub"])
        .ends_with(2)
        .complains("cannot read sub: it is a folder")
        .complains("sub/protocol.yaml?");
}

#[test]
fn an_included_file_that_is_missing_is_a_mistake_with_a_place() {
    let folder = Folder::with(&format!("{DEFINITION}include: [./common.yaml]\n"));
    folder.run(&["check"]).ends_with(1).says("common.yaml").says("protocol.yaml:11:");
}

#[test]
fn an_included_file_is_found_beside_the_one_that_names_it() {
    let folder = Folder::new();
    folder.write("defs/protocol.yaml", &format!("{DEFINITION}include: [./parts/common.yaml]\n"));
    folder.write("defs/parts/common.yaml", "antiphon: 1\ntypes:\n  Mood: happy | sad\n");
    folder.run(&["check", "defs/protocol.yaml"]).ends_with(0);
}

#[test]
fn warnings_fail_only_when_denied() {
    let frames = "frames:\n    spare: { kind: $event }\n";
    let events = "events:\n  ping: { frame: message,";
    let definition = DEFINITION
        .replace("frames:\n", frames)
        .replace("events:\n  ping: {", events)
        .replace("pong: {", "pong: { frame: message,");
    let folder = Folder::with(&definition);
    folder.run(&["check"]).ends_with(0).says("warning[A0306]").says("1 warning;");
    folder.run(&["check", "--deny-warnings"]).ends_with(1);
    folder.run(&["generate", "--deny-warnings"]).ends_with(1);
    assert!(!folder.exists("out"));
    folder.run(&["generate"]).ends_with(0).complains("warning[A0306]");
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let folder = Folder::with(MISTAKEN);
    let color = |ran: super::Ran| ran.out.contains('\u{1b}');
    assert!(!color(folder.run(&["check"])));
    assert!(color(folder.run(&["check", "--color", "always"])));
    assert!(!color(folder.run(&["check", "--color", "never"])));
}

#[test]
fn what_is_no_definition_is_named() {
    let folder = Folder::new();
    let write =
        |name: &str, bytes: &[u8]| std::fs::write(folder.path(name), bytes).expect("written");
    write("latin1.yaml", b"antiphon: 1\nprotocol: gr\xf6\xdfe\n");
    folder.run(&["check", "latin1.yaml"]).ends_with(2).complains("line 2 is not UTF-8");
    std::fs::create_dir(folder.path("folder")).expect("a folder");
    folder.run(&["check", "folder"]).ends_with(2).complains("it is a folder");
    folder.run(&["check", "nowhere.yaml"]).ends_with(2).complains("there is no such file");
    write("in.yaml", b"antiphon: 1\nprotocol: a\ninclude: [ folder, latin1.yaml ]\n");
    let ran = folder.run(&["check", "in.yaml"]).ends_with(1);
    assert!(ran.out.contains("`folder` cannot be read: it is a folder"), "{}", ran.out);
    assert!(ran.out.contains("line 2 is not UTF-8"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn links_and_devices() {
    let folder = Folder::with(DEFINITION);
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(from, folder.path(to)).expect("a link can be made");
    };
    link("protocol.yaml", "link.yaml");
    folder.run(&["check", "link.yaml"]).ends_with(0).says("link.yaml: no errors");
    link("loop.yaml", "loop.yaml");
    folder.run(&["check", "loop.yaml"]).ends_with(2).complains("cannot read loop.yaml");
    folder.run(&["check", "/dev/zero"]).ends_with(2).complains("far too large");
    folder.run(&["check", "/dev/null"]).ends_with(1).says("the definition is empty");
    folder.write("a.yaml", "antiphon: 1\nprotocol: a\ninclude: link-b.yaml\n");
    folder.write("b.yaml", "include: a.yaml\n");
    link("b.yaml", "link-b.yaml");
    folder.run(&["check", "a.yaml"]).ends_with(1).says("a.yaml -> link-b.yaml -> a.yaml");
}

#[test]
fn the_first_hundred_are_shown_and_all_are_counted() {
    let events: String = (0..150).map(|at| format!("  e{at}: {{ form: client }}\n")).collect();
    let folder = Folder::with(&format!("antiphon: 1\nprotocol: many\nevents:\n{events}"));
    let ran = folder.run(&["check"]).ends_with(1).says("… and 50 more").says("150 errors");
    assert_eq!(ran.out.matches("error[A0101]").count(), 100);
    let ran = folder.run(&["check", "--format", "json"]).ends_with(1);
    assert_eq!(ran.out.lines().count(), 150);
}

#[test]
fn no_color_is_heard() {
    let folder = Folder::with(MISTAKEN);
    let mut command = folder.command(&["check"]);
    let ran = super::Ran::of(command.env("NO_COLOR", "1").output().expect("it runs"));
    assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
}
