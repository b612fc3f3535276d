//! `antiphon generate`: outputs, check mode, exit codes, trouble.

use super::{DEFINITION, Folder, MISTAKEN};
use std::{
    fs::File,
    time::{Duration, SystemTime},
};

/// The definition with its outputs taken out.
fn without_outputs() -> String {
    DEFINITION.replace("generate:\n  rust: { out: out/rust }\n", "")
}

#[test]
fn what_the_definition_lists_is_written_beside_it() {
    let folder = Folder::new();
    folder.write("defs/protocol.yaml", DEFINITION);
    let ran = folder.run(&["generate", "defs/protocol.yaml"]).ends_with(0);
    let files = folder.files("defs/out/rust");
    assert!(files.contains(&"events.rs".to_owned()), "{files:?}");
    let made = files.len() - 1;
    assert_eq!(ran.out, format!("rust  defs/out/rust  {made} files, {made} changed\n"));
    assert_eq!(ran.err, "");
    assert!(folder.read("defs/out/rust/events.rs").contains("struct Ping"));
}

#[test]
fn codegen_is_the_same_command() {
    let folder = Folder::with(DEFINITION);
    folder.run(&["codegen"]).ends_with(0).says("rust  out/rust  ");
    folder.run(&["generate"]).ends_with(0).says(" files, unchanged");
}

#[test]
fn unchanged_files_are_not_rewritten() {
    let folder = Folder::with(DEFINITION);
    folder.run(&["generate"]).ends_with(0);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let age = |path: &str| {
        let file = File::options().write(true).open(folder.path(path)).expect("it is there");
        file.set_modified(long_ago).expect("the time can be set");
    };
    let time =
        |path: &str| folder.path(path).metadata().and_then(|meta| meta.modified()).expect("a time");
    for file in folder.files("out/rust") {
        age(&format!("out/rust/{file}"));
    }
    folder.run(&["generate"]).ends_with(0).says("unchanged");
    for file in folder.files("out/rust") {
        assert_eq!(time(&format!("out/rust/{file}")), long_ago, "{file}");
    }
    folder.write(
        "protocol.yaml",
        &DEFINITION.replace("fields: { nonce: u32 } }\n  pong", "fields: { nonce: u64 } }\n  pong"),
    );
    folder.run(&["generate"]).ends_with(0).says(" changed");
    assert_ne!(time("out/rust/events.rs"), long_ago);
}

#[test]
fn one_target_goes_where_it_is_sent() {
    let folder = Folder::with(&without_outputs());
    folder.run(&["generate", "--target", "rust"]).ends_with(0).says("rust  generated/rust  ");
    folder
        .run(&["generate", "--target", "rust", "--out", "src/tiny"])
        .ends_with(0)
        .says("src/tiny");
    assert!(folder.exists("src/tiny/events.rs"));
    folder
        .run(&["generate", "--target", "rust", "--target", "typescript", "--out", "two"])
        .ends_with(0)
        .says("two/rust")
        .says("two/typescript");
}

#[test]
fn options_reach_the_target() {
    let folder = Folder::with(&without_outputs());
    folder
        .run(&[
            "generate",
            "--target",
            "rust",
            "--package",
            "--package-name",
            "my-tiny",
            "--out",
            "p",
        ])
        .ends_with(0);
    assert!(folder.read("p/Cargo.toml").contains("name = \"my-tiny\""));
    folder
        .run(&[
            "generate",
            "--target=json-schema",
            "--base-url",
            "https://x.example/s",
            "--out",
            "s",
        ])
        .ends_with(0);
    let schemas = folder.files("s").into_iter().filter(|file| !file.starts_with('.'));
    assert!(
        schemas
            .into_iter()
            .any(|file| folder.read(&format!("s/{file}")).contains("https://x.example/s"))
    );
}

#[test]
fn nothing_to_generate_is_trouble() {
    let folder = Folder::with(&without_outputs());
    folder.run(&["generate"]).ends_with(2).complains("names no outputs").complains("--target rust");
}

#[test]
fn mistakes_stop_everything() {
    let folder = Folder::with(MISTAKEN);
    folder.run(&["generate", "--target", "rust"]).ends_with(1).complains("protocol.yaml:7:11");
    assert_eq!(folder.files("."), ["protocol.yaml"]);
    let ran = folder.run(&["generate", "--target", "rust", "--format", "json"]).ends_with(1);
    assert!(ran.out.starts_with('{'), "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn programs_read_nothing_but_diagnostics() {
    let folder = Folder::with(DEFINITION);
    let ran = folder.run(&["generate", "--format", "json"]).ends_with(0);
    assert_eq!(ran.out, "");
    assert!(ran.err.starts_with("rust  out/rust"), "{}", ran.err);
}

#[test]
fn quiet_and_verbose() {
    let folder = Folder::with(DEFINITION);
    assert_eq!(folder.run(&["generate", "--quiet"]).ends_with(0).out, "");
    folder.run(&["generate", "--verbose"]).ends_with(0).says("  unchanged  out/rust/events.rs");
    folder.run(&["generate", "--verbose", "--quiet"]).ends_with(2);
}

#[test]
fn check_shows_a_diff_and_writes_nothing() {
    let folder = Folder::with(DEFINITION);
    folder
        .run(&["generate", "--check"])
        .ends_with(1)
        .says("+++ b/out/rust/events.rs")
        .says("--- /dev/null");
    assert!(!folder.exists("out"));
    folder.run(&["generate"]).ends_with(0);
    let ran = folder.run(&["generate", "--check"]).ends_with(0);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);

    let before = folder.read("out/rust/events.rs");
    folder.write("protocol.yaml", &DEFINITION.replace("ping:", "peng:"));
    folder
        .run(&["generate", "--check"])
        .ends_with(1)
        .says(" stale")
        .says("--- a/out/rust/events.rs\n+++ b/out/rust/events.rs\n@@ ")
        .says("+pub struct Peng")
        .says("-pub struct Ping")
        .complains("without `--check`");
    assert_eq!(folder.read("out/rust/events.rs"), before);
}

#[test]
fn check_sees_changes_by_hand_and_line_ends_are_not_such() {
    let folder = Folder::with(DEFINITION);
    folder.run(&["generate"]).ends_with(0);
    let text = folder.read("out/rust/events.rs");
    folder.write("out/rust/events.rs", &text.replace('\n', "\r\n"));
    folder.run(&["generate", "--check"]).ends_with(0);
    folder.write("out/rust/events.rs", &text.replace("Ping", "Pong"));
    folder.run(&["generate", "--check"]).ends_with(1).says(", 1 stale");
    std::fs::remove_file(folder.path("out/rust/events.rs")).expect("it is there");
    folder.run(&["generate", "--check"]).ends_with(1).says(", 1 missing");
    std::fs::remove_file(folder.path("out/rust/.antiphon-manifest.json")).expect("it is there");
    folder.run(&["generate", "--check"]).ends_with(1);
}

#[test]
fn an_unknown_target_is_named_with_the_closest() {
    let folder = Folder::with(DEFINITION);
    folder.run(&["generate", "--target", "rst"]).ends_with(2).complains("did you mean `rust`?");
}

#[test]
fn wrong_usage() {
    let folder = Folder::with(DEFINITION);
    folder.run(&["generate", "--out", "x"]).ends_with(2).complains("--target");
    folder.run(&["generate", "--check", "--watch"]).ends_with(2);
    folder.run(&["generate", "--format", "xml"]).ends_with(2).complains("human");
    folder.run(&["gnerate"]).ends_with(2).complains("generate");
}

#[test]
fn two_outputs_in_one_folder_are_refused() {
    let both = "generate:\n  rust: { out: out/rust }\n  typescript: { out: ./out/../out/rust/ }\n";
    let folder = Folder::with(&DEFINITION.replace("generate:\n  rust: { out: out/rust }\n", both));
    folder
        .run(&["generate"])
        .ends_with(2)
        .complains("`rust` and `typescript` would both be written");
    assert!(!folder.exists("out"));
}

#[test]
fn standard_input_can_be_generated_from() {
    let folder = Folder::new();
    folder.run_with_input(&["generate", "-"], DEFINITION).ends_with(0).says("rust  out/rust");
    assert!(folder.exists("out/rust/events.rs"));
    folder.run(&["generate", "-", "--watch"]).ends_with(2).complains("cannot be watched");
}
