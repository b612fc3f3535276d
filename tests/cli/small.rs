//! The smaller subcommands, and what holds for all: help, versions, pipes.

use super::{Folder, Ran};
use std::{io::Read, process::Stdio};

const COMMANDS: &[&str] =
    &["generate", "check", "explain", "targets", "schema", "init", "completions", "decode", "fmt"];

#[test]
fn every_command_has_help_with_exit_codes() {
    let folder = Folder::new();
    for command in COMMANDS {
        folder.run(&[command, "--help"]).ends_with(0).says("Exit codes").says("Usage: antiphon");
    }
    folder.run(&["--help"]).ends_with(0).says("Exit codes").says("antiphon init");
    folder
        .run(&["--version"])
        .ends_with(0)
        .says(&format!("antiphon {}", env!("CARGO_PKG_VERSION")));
    folder.run(&[]).ends_with(2).complains("Usage: antiphon");
}

#[test]
fn fmt_shows_what_would_change_or_changes_it() {
    let untidy = "antiphon:   1\nprotocol: t\nevents:\n    a: {from: client}   # kept\n";
    let tidy = "antiphon: 1\nprotocol: t\nevents:\n  a: { from: client }   # kept\n";
    let folder = Folder::with(untidy);
    folder.run(&["fmt", "--check"]).ends_with(1).says("+antiphon: 1").says("--- a/protocol.yaml");
    assert_eq!(folder.read("protocol.yaml"), untidy);
    folder.run(&["fmt"]).ends_with(0).complains("formatted protocol.yaml");
    assert_eq!(folder.read("protocol.yaml"), tidy);
    assert_eq!(folder.run(&["fmt"]).ends_with(0).err, "");
    assert_eq!(folder.run_with_input(&["fmt", "-"], untidy).ends_with(0).out, tidy);
    folder.write("broken.yaml", "a: [1\n");
    folder.run(&["fmt", "broken.yaml"]).ends_with(1).complains("broken.yaml:");
    folder.run(&["fmt", "missing.yaml"]).ends_with(2).complains("missing.yaml");
}

#[test]
fn init_writes_a_definition_that_generates_at_once() {
    let folder = Folder::new();
    folder.run(&["init"]).ends_with(0).says("wrote protocol.yaml").says("`antiphon generate`");
    assert_eq!(folder.files("."), ["protocol.yaml"]);
    folder.run(&["check", "--deny-warnings"]).ends_with(0);
    folder
        .run(&["generate"])
        .ends_with(0)
        .says("rust         generated/rust")
        .says("typescript   generated/typescript")
        .says("json-schema  generated/json-schema");
    folder.run(&["generate", "--check"]).ends_with(0);
}

#[test]
fn init_makes_a_folder_and_never_overwrites() {
    let folder = Folder::new();
    folder.run(&["init", "new/chat"]).ends_with(0).says("antiphon generate new/chat/protocol.yaml");
    folder.write("new/chat/protocol.yaml", "mine");
    folder
        .run(&["init", "new/chat"])
        .ends_with(2)
        .complains("new/chat/protocol.yaml exists already");
    assert_eq!(folder.read("new/chat/protocol.yaml"), "mine");
}

#[test]
fn explain_knows_every_rule_by_code_and_name() {
    let folder = Folder::new();
    let list = folder.run(&["explain", "--list"]).ends_with(0).out;
    assert_eq!(list.lines().count(), antiphon_codegen::check::RULES.len());
    assert!(!list.is_empty());
    for rule in antiphon_codegen::check::RULES {
        let page = folder.run(&["explain", rule.code]).ends_with(0).says(rule.name).out;
        let is_text = |line: &&str| !line.starts_with("```") && !line.starts_with("# ");
        for line in rule.page.lines().filter(is_text) {
            assert!(page.contains(line), "`{line}` is not in:\n{page}");
        }
        assert!(page.contains("\nwrong:\n\n    "), "{page}");
        assert!(!page.contains("```"), "{page}");
        assert_eq!(folder.run(&["explain", rule.name]).ends_with(0).out, page);
    }
    let first = &antiphon_codegen::check::RULES[0];
    folder.run(&["explain", &first.code.to_lowercase()]).ends_with(0);
    let nearly = format!("{}s", first.name);
    folder
        .run(&["explain", &nearly])
        .ends_with(2)
        .complains(&format!("did you mean `{}`?", first.name));
    folder.run(&["explain", "xyzzyxyzzy"]).ends_with(2).complains("--list");
    folder.run(&["explain"]).ends_with(2);
}

#[test]
fn targets_are_listed_with_a_summary() {
    let folder = Folder::new();
    let ran = folder.run(&["targets"]).ends_with(0);
    for target in antiphon_codegen::target::TARGETS {
        assert!(ran.out.contains(target.name) && ran.out.contains(target.summary), "{}", ran.out);
    }
    assert!(!ran.out.is_empty());
}

#[test]
fn schema_is_a_json_schema() {
    let ran = Folder::new().run(&["schema"]).ends_with(0);
    let schema: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    jsonschema::meta::validate(&schema).expect("it is valid against its meta-schema");
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let ran = Folder::new().run(&["completions", shell]).ends_with(0);
        assert!(ran.out.contains("deny-warnings"), "{shell}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_accident() {
    let folder = Folder::new();
    for arguments in [&["schema"][..], &["completions", "bash"], &["explain", "--list"]] {
        let mut child = folder
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut out = child.stdout.take().expect("standard output is a pipe");
        let mut first = [0];
        out.read_exact(&mut first).expect("something is written");
        drop(out);
        let ran = Ran::of(child.wait_with_output().expect("the command ends")).ends_with(0);
        assert_eq!(ran.err, "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_trouble() {
    let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let folder = Folder::new();
    let output = folder.command(&["schema"]).stdout(full).output().expect("the command starts");
    Ran::of(output).ends_with(2).complains("cannot write to standard output");
}
