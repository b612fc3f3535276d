//! `antiphon generate --watch`, for a bounded time.

use super::{DEFINITION, Folder, MISTAKEN};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

/// Far more than a run takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running watcher; it ends with the test, however the test ends.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Folder {
    /// Writes as editors do: a new file under the old name, so that nobody sees half of it.
    fn save(&self, path: &str, text: &str) {
        self.write("draft", text);
        std::fs::rename(self.path("draft"), self.path(path)).expect("it can be renamed");
    }
}

impl Watching {
    fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut child = folder
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command starts");
        let out = child.stdout.take().expect("standard output is a pipe");
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    #[track_caller]
    fn next(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("a line comes for each run")
    }
}

#[test]
fn every_change_of_a_source_is_one_run_and_one_line() {
    let folder = Folder::with(&format!("{DEFINITION}include: [./common.yaml]\n"));
    folder.write("common.yaml", "antiphon: 1\ntypes:\n  Mood: happy | sad\n");
    let watching = Watching::start(&folder, &["generate", "--watch"]);
    let first = watching.next();
    assert!(first.starts_with("done in ") && first.contains(": rust "), "{first}");
    assert!(folder.exists("out/rust/events.rs"));

    folder.save("common.yaml", "antiphon: 1\ntypes:\n  Mood: happy | sad | open\n");
    let included = watching.next();
    assert!(included.starts_with("done") && included.contains(" changed"), "{included}");

    folder.save("protocol.yaml", MISTAKEN);
    let mistaken = watching.next();
    assert!(mistaken.starts_with("not done"), "{mistaken}");
    assert!(folder.exists("out/rust/events.rs"), "what was made stays");

    folder.save("protocol.yaml", &DEFINITION.replace("ping:", "peng:"));
    let mended = watching.next();
    assert!(mended.starts_with("done"), "{mended}");
    assert!(folder.read("out/rust/events.rs").contains("Peng"));
}

#[test]
fn schemas_are_watched_too() {
    let folder = Folder::with(&format!("{DEFINITION}types:\n  Form: {{ schema: ./form.json }}\n"));
    folder
        .write("form.json", r#"{ "type": "object", "properties": { "a": { "type": "string" } } }"#);
    let watching = Watching::start(&folder, &["generate", "--watch"]);
    let first = watching.next();
    assert!(first.starts_with("done in "), "{first}");
    folder
        .save("form.json", r#"{ "type": "object", "properties": { "b": { "type": "string" } } }"#);
    let line = watching.next();
    assert!(line.contains(" changed"), "{line}");
}

#[test]
fn a_definition_that_is_not_there_yet_is_waited_for() {
    let folder = Folder::new();
    let watching = Watching::start(&folder, &["generate", "--watch"]);
    assert!(watching.next().starts_with("not done"));
    folder.save("protocol.yaml", DEFINITION);
    let line = watching.next();
    assert!(line.starts_with("done"), "{line}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it() {
    use std::os::unix::process::ExitStatusExt;
    let folder = Folder::with(DEFINITION);
    let mut watching = Watching::start(&folder, &["generate", "--watch"]);
    watching.next();
    let id = watching.child.id().to_string();
    let sent = std::process::Command::new("kill").args(["-INT", &id]).status();
    assert!(sent.expect("kill is there").success());
    let status = watching.child.wait().expect("it ends");
    assert_eq!(status.signal(), Some(2), "{status}");
}

#[test]
fn templates_are_watched_too() {
    let folder =
        Folder::with(&DEFINITION.replace("rust: { out: out/rust }", "./mine: { out: made }"));
    folder.write("mine/a.txt.j2", "{{ name }}");
    let watching = Watching::start(&folder, &["generate", "--watch"]);
    assert!(watching.next().contains("mine 1 file, 1 changed"));
    folder.save("mine/a.txt.j2", "{{ name }}!");
    assert!(watching.next().contains("mine 1 file, 1 changed"));
    folder.save("mine/b.txt.j2", "{{ name }}");
    assert!(watching.next().contains("mine 2 files, 1 changed"));
    assert_eq!(folder.read("made/a.txt"), "tiny!");
}
