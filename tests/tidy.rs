//! The rules of the house, as tests: what every file must be like. See ARCHITECTURE.md.

mod arrows;
mod licences;
mod tokens;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The longest a source may be, in lines.
const LONGEST: usize = 500;

/// Folders that hold what others made: tools, packages, compilers.
const NOT_OURS: &[&str] = &["build", "target", "node_modules"];

/// Folders of text that is generated or that tests feed to the tool.
const NOT_WRITTEN: &[&str] = &["generated", "fixtures", "snapshots", "ui"];

/// A source of this repository.
struct Source {
    /// The path from the root, with `/`.
    path: String,
    text: String,
}

impl Source {
    fn has_extension(&self, extensions: &[&str]) -> bool {
        extensions.iter().any(|extension| self.path.ends_with(&format!(".{extension}")))
    }

    /// Whether a person wrote it.
    fn is_written(&self) -> bool {
        !self.path.split('/').any(|part| NOT_WRITTEN.contains(&part))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every source in Rust, TypeScript and minijinja, in the order of the paths.
fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root(), "", &mut found);
    found.retain(|source| source.has_extension(&["rs", "ts", "tsx", "mts", "j2"]));
    found.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(found.len() > 30, "the sources are found");
    found
}

fn collect(folder: &Path, below: &str, found: &mut Vec<Source>) {
    let entries = fs::read_dir(folder).expect("a folder of the repository can be read");
    for entry in entries {
        let entry = entry.expect("an entry of the repository can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if name.starts_with('.') || NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        let shown = if below.is_empty() { name } else { format!("{below}/{name}") };
        if path.is_dir() {
            collect(&path, &shown, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            found.push(Source { path: shown, text });
        }
    }
}

/// Fails with one line for each violation.
#[track_caller]
fn none(violations: Vec<String>, rule: &str) {
    assert!(violations.is_empty(), "{rule}:\n  {}\n", violations.join("\n  "));
}

#[test]
fn first_lines_say_what_a_file_is_for() {
    let violations = sources()
        .into_iter()
        .filter(|source| source.is_written() || source.path.starts_with("generated/"))
        .filter(|source| {
            // A template may begin with what it includes, and may say it in the text that it prints.
            let is_import = |line: &&str| line.starts_with("{%") && line.contains("import ");
            // Tools look for the mark of what is generated in the first line.
            let is_mark = |line: &&str| line.starts_with("// @generated");
            let mut lines = source.text.lines().filter(|line| !is_import(line) && !is_mark(line));
            let first = lines.next().unwrap_or_default();
            let marks: &[&str] = if source.has_extension(&["rs"]) {
                &["//!"]
            } else if source.has_extension(&["j2"]) {
                &["{#-", "{#", "//"]
            } else {
                &["//", "/**"]
            };
            let said = marks.iter().find_map(|mark| first.strip_prefix(mark));
            said.is_none_or(|said| said.trim().len() < 5)
        })
        .map(|source| source.path)
        .collect();
    none(violations, "the first line says what the file is for (`//!`, `//`, `{#`)");
}

#[test]
fn files_are_short() {
    let violations = sources()
        .into_iter()
        .filter(Source::is_written)
        .map(|source| (source.text.lines().count(), source.path))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    none(violations, &format!("a file has at most {LONGEST} lines"));
}

#[test]
fn modules_are_named_after_themselves() {
    let violations = sources()
        .into_iter()
        .filter(|source| source.is_written() && source.path.ends_with("/mod.rs"))
        .map(|source| source.path)
        .collect();
    none(violations, "`foo.rs` and `foo/bar.rs`, never `foo/mod.rs`");
}

#[test]
fn nothing_is_left_for_later() {
    let mut violations = Vec::new();
    for source in sources().into_iter().filter(|source| source.has_extension(&["rs"])) {
        for macro_name in tokens::macros(&source.text) {
            if ["todo", "unimplemented", "dbg"].contains(&macro_name.as_str()) {
                violations.push(format!("{}: {macro_name}!", source.path));
            }
        }
        if tokens::attributes(&source.text).iter().any(|attribute| attribute == "ignore") {
            violations.push(format!("{}: #[ignore]", source.path));
        }
    }
    none(violations, "no `todo!`, `unimplemented!`, `dbg!` or `#[ignore]`");
}
