//! What `antiphon generate` may remove and overwrite, and what it never touches.

use super::{DEFINITION, Folder};

const MANIFEST: &str = "out/rust/.antiphon-manifest.json";

/// A definition with a channel, whose events have a file of their own.
fn with_channel() -> String {
    format!(
        "{DEFINITION}channels:\n  room:\n    topic: \"room:{{id}}\"\n    events:\n      said: {{ from: server, fields: {{ text: string }} }}\n"
    )
    .replace("{ type: $event, payload", "{ type: $event, topic: $channel, payload")
}

/// A folder in which `events/room.rs` was generated and is no longer asked for.
fn shrunk() -> Folder {
    let folder = Folder::with(&with_channel());
    folder.run(&["generate"]).ends_with(0);
    assert!(folder.exists("out/rust/events/room.rs"), "{:?}", folder.files("out"));
    let definition = with_channel();
    let end = definition.find("channels:").expect("there are channels");
    folder.write("protocol.yaml", &definition[..end].replace(" topic: $channel,", ""));
    folder
}

#[test]
fn the_manifest_is_sorted_and_the_same_everywhere() {
    let (one, other) = (Folder::with(DEFINITION), Folder::with(DEFINITION));
    one.run(&["generate"]).ends_with(0);
    other.run(&["generate", &other.path("protocol.yaml").display().to_string()]).ends_with(0);
    let text = one.read(MANIFEST);
    assert_eq!(text, other.read(MANIFEST));
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let files: Vec<&String> = manifest["files"].as_object().expect("a map").keys().collect();
    assert!(files.is_sorted() && files.len() > 2, "{files:?}");
}

#[test]
fn what_is_no_longer_produced_is_removed_with_its_folder() {
    let folder = shrunk();
    folder.run(&["generate", "--check"]).ends_with(1).says("superfluous").says("+++ /dev/null");
    assert!(folder.exists("out/rust/events/room.rs"));
    folder.run(&["generate"]).ends_with(0).says(" removed\n");
    assert!(!folder.exists("out/rust/events"));
    folder.run(&["generate", "--check"]).ends_with(0);
}

#[test]
fn what_somebody_changed_is_kept() {
    let folder = shrunk();
    folder.write("out/rust/events/room.rs", "// mine\n");
    folder
        .run(&["generate"])
        .ends_with(0)
        .says(", 1 kept")
        .complains("events/room.rs: it is no longer");
    assert_eq!(folder.read("out/rust/events/room.rs"), "// mine\n");
    let ran = folder.run(&["generate"]).ends_with(0).says("unchanged");
    assert_eq!(ran.err, "", "it is said once");
    folder.run(&["generate", "--check"]).ends_with(0);
}

#[test]
fn files_of_others_are_never_touched() {
    let folder = shrunk();
    folder.write("out/rust/mine.rs", "// mine\n");
    folder.write("out/rust/events/mine.rs", "// mine\n");
    folder.run(&["generate"]).ends_with(0).says(" removed\n");
    assert_eq!(folder.read("out/rust/mine.rs"), "// mine\n");
    assert_eq!(folder.read("out/rust/events/mine.rs"), "// mine\n");
}

#[test]
fn a_file_in_the_way_stops_the_run() {
    let folder = Folder::with(DEFINITION);
    folder.write("out/rust/events.rs", "// mine\n");
    folder
        .run(&["generate"])
        .ends_with(2)
        .complains("out/rust/events.rs is in the way, and antiphon did not make it")
        .complains("--force");
    assert_eq!(folder.files("out/rust"), ["events.rs"], "nothing else is written either");
    folder.run(&["generate", "--force"]).ends_with(0);
    assert!(folder.read("out/rust/events.rs").contains("Ping"));
}

#[test]
fn a_change_by_hand_is_overwritten_with_a_word() {
    let folder = Folder::with(DEFINITION);
    folder.run(&["generate"]).ends_with(0);
    let text = folder.read("out/rust/events.rs");
    folder.write("out/rust/events.rs", &format!("{text}// note\n"));
    folder.run(&["generate"]).ends_with(0).complains("out/rust/events.rs: it was changed by hand");
    assert_eq!(folder.read("out/rust/events.rs"), text);
}

#[test]
fn the_folder_of_another_output_is_left_alone() {
    let folder = Folder::with(DEFINITION);
    folder.run(&["generate"]).ends_with(0);
    let arguments = ["generate", "--target", "typescript", "--out", "out/rust"];
    folder
        .run(&arguments)
        .ends_with(2)
        .complains("holds the output of `rust` for the protocol `tiny`");
    assert!(folder.exists("out/rust/events.rs"));
}

#[test]
fn a_manifest_that_lies_removes_nothing() {
    let folder = Folder::with(DEFINITION);
    folder.write("precious.txt", "precious");
    for path in ["../../precious.txt", "/precious.txt", "a/../../../precious.txt"] {
        folder.run(&["generate", "--force"]).ends_with(0);
        let lie = folder.read(MANIFEST).replace("\"events.rs\"", &format!("\"{path}\""));
        folder.write(MANIFEST, &lie);
        folder.run(&["generate"]).ends_with(2).complains("is not a manifest");
        assert!(folder.exists("precious.txt"));
    }
    folder.write(MANIFEST, "<<<<<<< ours\n");
    folder.run(&["generate"]).ends_with(2).complains("restore it from version control");
    folder.run(&["generate", "--force"]).ends_with(0);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_is_not_followed() {
    let folder = Folder::with(&with_channel());
    folder.write("elsewhere/keep", "");
    std::fs::create_dir_all(folder.path("out/rust")).expect("folders are made");
    std::os::unix::fs::symlink(folder.path("elsewhere"), folder.path("out/rust/events"))
        .expect("a link");
    folder.run(&["generate"]).ends_with(2).complains("out/rust/events is a link");
    assert_eq!(folder.files("elsewhere"), ["keep"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_trouble() {
    let folder = Folder::with(DEFINITION);
    folder.write("out", "a file where a folder should be");
    folder.run(&["generate"]).ends_with(2).complains("out/rust");
}
