//! The mistakes that people make: what each is told, as a snapshot for each group.
//!
//! A fixture holds one mistake, or says in its last line how many: `# 3 mistakes`. Each is one diagnostic,
//! with a word on what to do: no mistake causes a second one.

use antiphon_codegen::{
    Compilation, Loader, compile,
    diagnostic::{Diagnostic, Severity},
    render::{Report, Style, human},
};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// Paths relative to `tests/mistakes`.
struct Fixtures;

impl Loader for Fixtures {
    fn load(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(root().join(path)).map_err(|_| "there is no such file".to_owned())
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes")
}

/// What is in a folder, in order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// How many mistakes a fixture says that it holds.
fn expected(text: &str) -> usize {
    let last = text.trim_end().lines().last().unwrap_or_default();
    let count = last.strip_prefix("# ").and_then(|rest| rest.strip_suffix(" mistakes"));
    count.map_or(1, |count| count.parse().expect("a number of mistakes"))
}

/// What is shown, without lines that are there for the eye alone.
fn shown(compilation: &Compilation) -> String {
    let report = Report { sources: &compilation.sources, diagnostics: &compilation.diagnostics };
    let text = human(&[report], Style { color: false, width: 120 });
    let lines = text.lines().filter(|line| !matches!(line.trim(), "" | "|" | "..."));
    let lines = lines.filter(|line| !line.contains("; `antiphon explain "));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

/// Whether it says what to do: in its help, its label, its fix or its own words.
fn helps(diagnostic: &Diagnostic) -> bool {
    let says = ["such as", "needs", "is missing", "none of", "expected", "not closed", " is not "];
    diagnostic.help.is_some()
        || diagnostic.fix.is_some()
        || !diagnostic.label.is_empty()
        || says.iter().any(|word| diagnostic.message.contains(word))
}

#[test]
fn every_mistake_is_explained_once() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("mistakes/snapshots");
    settings.set_omit_expression(true);
    let (mut wrong, mut count) = (Vec::new(), 0);
    for group in entries(&root()).iter().filter(|path| !path.ends_with("snapshots")) {
        let name = group.file_name().expect("a name").to_string_lossy().into_owned();
        let mut text = String::new();
        for path in entries(group) {
            let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let compilation = compile(&format!("{name}/{stem}.yaml"), &Fixtures);
            let _ = write!(text, "━━━ {stem}\n{}", shown(&compilation));
            let expected = expected(&fs::read_to_string(&path).expect("text"));
            let found = &compilation.diagnostics;
            if found.len() != expected {
                wrong.push(format!("{name}/{stem}: {} for {expected} mistakes", found.len()));
            }
            let errors = found.iter().filter(|each| each.severity == Severity::Error);
            for mute in errors.filter(|each| !helps(each)) {
                wrong.push(format!("{name}/{stem}: no way out of `{}`", mute.message));
            }
            count += expected;
        }
        settings.bind(|| insta::assert_snapshot!(name, text));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 500, "{count} mistakes are left");
}
