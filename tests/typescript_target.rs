//! The TypeScript target over constructed protocols: snapshots, and the files for the Node suite.

mod build;
mod gateway;
mod lists;
mod nested;
mod reference;
mod vectors;

use antiphon_codegen::{
    model::Protocol,
    target::{Files, Options, typescript, view},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The folder from which the Node suite in tests/typescript takes what it compiles and runs.
fn folder(kind: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("typescript").join(kind).join(name)
}

/// Generates, and leaves the files for the Node suite.
fn generate_as(name: &str, protocol: &Protocol) -> Files {
    let files = typescript::generate(protocol, &Options::default());
    let folder = folder("sources", name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the output");
    for (path, text) in &files {
        fs::write(folder.join(path), text).expect("a file of the output");
    }
    files
}

fn generate(protocol: &Protocol) -> Files {
    generate_as(&protocol.name, protocol)
}

fn joined(files: &Files) -> String {
    let files = files.iter().filter(|(path, _)| !matches!(path.as_str(), "schema.ts"));
    files.map(|(path, text)| format!("==> {path}\n{text}\n")).collect()
}

#[test]
fn flat_frames_channels_and_binary_messages() {
    insta::assert_snapshot!(joined(&generate(&gateway::protocol())));
}

#[test]
fn positional_frames_and_replies_without_tag() {
    insta::assert_snapshot!(joined(&generate(&lists::protocol())));
}

#[test]
fn nested_frames_composite_tags_and_exact_integers() {
    insta::assert_snapshot!(joined(&generate(&nested::protocol())));
}

#[test]
fn examples_and_their_frames() {
    for example in crate::examples::names() {
        let protocol = crate::examples::protocol(example);
        generate_as(example, &protocol);
        let sent = crate::examples::frames(example)
            .map(|(sender, frame)| (vectors::party(&protocol, &sender), frame));
        vectors::write(
            &folder("vectors", example),
            &protocol,
            sent.chain(antiphon_codegen::vectors::examples(&protocol)),
        );
    }
}

#[test]
fn public_protocols_and_their_frames() {
    for name in crate::public::names() {
        let protocol = crate::public::protocol(name);
        generate_as(name, &protocol);
        let sent = crate::public::frames(name)
            .map(|(sender, frame)| (vectors::party(&protocol, &sender), frame));
        vectors::write(&folder("vectors", name), &protocol, sent);
    }
}

#[test]
fn fixtures_and_their_frames() {
    for (name, protocol) in crate::fixtures::fixtures() {
        generate_as(&name, &protocol);
        let sent = crate::fixtures::frames(&name)
            .map(|(sender, frame)| (vectors::party(&protocol, &sender), frame));
        vectors::write(
            &folder("vectors", &name),
            &protocol,
            sent.chain(antiphon_codegen::vectors::examples(&protocol)),
        );
    }
}

#[test]
fn corners_and_their_frames() {
    for name in crate::corners::names() {
        let protocol = crate::corners::protocol(&name);
        generate_as(&name, &protocol);
        let sent = crate::corners::frames(&name)
            .map(|(sender, frame)| (vectors::party(&protocol, &sender), frame));
        vectors::write(&folder("vectors", &name), &protocol, sent);
    }
}

#[test]
fn the_reference_protocol_and_its_frames() {
    let protocol = crate::examples::protocol_at("protocol.yaml");
    let sent = reference::frames()
        .map(|(sender, frame)| (vectors::party(&protocol, &sender), frame))
        .chain(antiphon_codegen::vectors::examples(&protocol));
    // Its sources are those that are committed.
    vectors::write(&folder("vectors", &protocol.name), &protocol, sent);
}

#[test]
fn constructed_protocols_and_their_frames() {
    use crate::protocols::{board, console};
    for (protocol, recorded) in
        [(console::protocol(), console::recorded()), (board::protocol(), board::recorded())]
    {
        generate(&protocol);
        let recorded = recorded
            .into_iter()
            .flat_map(|(sender, frames)| frames.into_iter().map(move |frame| (sender, frame)));
        vectors::write(&folder("vectors", &protocol.name), &protocol, recorded);
    }
}

#[test]
fn patterns_and_their_texts() {
    let protocol = crate::patterns::protocol();
    generate(&protocol);
    vectors::write(&folder("vectors", &protocol.name), &protocol, []);
}

#[test]
fn a_protocol_without_anything_is_still_made_of_modules() {
    let files = generate(&build::Build::new("empty").0);
    assert!(files["types.ts"].ends_with("export {};\n"));
}

#[test]
fn output_is_the_same_each_time() {
    assert_eq!(
        typescript::generate(&gateway::protocol(), &Options::default()),
        typescript::generate(&gateway::protocol(), &Options::default()),
    );
}

#[test]
fn a_package_has_its_sources_under_src() {
    let options = Options { package: true, ..Options::default() };
    let files = typescript::generate(&nested::protocol(), &options);
    assert!(files.contains_key("src/index.ts"));
    let package: serde_json::Value =
        serde_json::from_str(&files["package.json"]).expect("package.json is JSON");
    assert_eq!(package["name"], "nested");
    assert_eq!(package["sideEffects"], false);
}

#[test]
fn a_template_can_be_replaced_by_name() {
    let mut overrides = BTreeMap::new();
    overrides.insert("index.ts.j2".to_owned(), "// {{ protocol }}\n".to_owned());
    let files = typescript::generate_with(&nested::protocol(), &Options::default(), &overrides);
    assert_eq!(files.expect("files")["index.ts"], "// nested\n");
}

#[test]
fn a_template_of_no_known_name_is_an_error() {
    let overrides = BTreeMap::from([("indx.ts.j2".to_owned(), String::new())]);
    let error = typescript::generate_with(&nested::protocol(), &Options::default(), &overrides);
    assert!(error.expect_err("no such template").contains("`indx.ts.j2`"));
}

#[test]
fn a_template_that_fails_is_an_error_with_its_name() {
    let overrides = BTreeMap::from([("index.ts.j2".to_owned(), "{{ nothing.here }}".to_owned())]);
    let error = typescript::generate_with(&nested::protocol(), &Options::default(), &overrides);
    assert!(error.expect_err("undefined").contains("index.ts.j2"));
}

#[test]
fn the_plain_view_names_what_it_refers_to() {
    let view = view::view(&gateway::protocol());
    let join = &view["channels"][0]["join"];
    assert_eq!(join["request"], "subscribe");
    assert_eq!(view["connection"]["timeout_ms"], 10_000);
    insta::assert_snapshot!(serde_json::to_string_pretty(&view).expect("JSON"));
}
