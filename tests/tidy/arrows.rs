//! Who may name whom inside the compiler, and who may touch the world.

use super::{Source, none, root, sources, tokens};
use std::collections::BTreeSet;

/// One row a module: its name, and the others that it may name. `lib.rs` is the pipeline and names all.
const ARROWS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("pattern", &[]),
    ("names", &[]),
    ("model", &[]),
    ("diagnostic", &["source"]),
    ("yaml", &["source", "diagnostic"]),
    ("format", &["source", "diagnostic", "yaml"]),
    // What a keyword holds and how it is read stand together, so the two name each other.
    ("syntax", &["source", "diagnostic", "yaml", "parse"]),
    ("parse", &["source", "diagnostic", "yaml", "syntax"]),
    ("reference", &["syntax"]),
    ("load", &["source", "diagnostic", "yaml", "syntax", "parse"]),
    ("typify", &["names"]),
    (
        "resolve",
        &[
            "source",
            "diagnostic",
            "yaml",
            "syntax",
            "parse",
            "load",
            "model",
            "names",
            "pattern",
            // Whether it can make types of a schema decides what the schema becomes.
            "typify",
        ],
    ),
    ("judge", &["model", "pattern"]),
    ("vectors", &["model", "judge"]),
    ("check", &["source", "diagnostic", "syntax", "model", "names", "resolve", "judge"]),
    ("target", &["model", "names", "judge", "pattern", "typify"]),
    // It knows which targets there are, and their options.
    ("generate", &["diagnostic", "syntax", "parse", "target"]),
    ("render", &["source", "diagnostic", "check"]),
    ("build_script", &["source", "diagnostic", "names", "target"]),
];

/// Paths that reach the disk, the streams, the clock or the environment.
const WORLD: &[&[&str]] = &[
    &["std", "fs"],
    &["std", "env"],
    &["std", "net"],
    &["std", "process"],
    &["std", "time", "Instant"],
    &["std", "time", "SystemTime"],
    &["std", "io", "stdin"],
    &["std", "io", "stdout"],
    &["std", "io", "stderr"],
];

/// Macros that print.
const PRINT: &[&str] = &["print", "println", "eprint", "eprintln"];

/// The files of the library: everything under `codegen/` but the command.
fn library() -> Vec<Source> {
    let command = |path: &str| {
        path == "codegen/main.rs" || path == "codegen/cli.rs" || path.starts_with("codegen/cli/")
    };
    let found: Vec<Source> = sources()
        .into_iter()
        .filter(|source| source.path.starts_with("codegen/") && source.has_extension(&["rs"]))
        .filter(|source| !command(&source.path))
        .collect();
    assert!(found.len() > 10, "the library is found");
    found
}

/// `["parse", "leaf"]` for `codegen/parse/leaf.rs`.
fn module(source: &Source) -> Vec<String> {
    let path = source.path.trim_start_matches("codegen/").trim_end_matches(".rs");
    path.split('/').filter(|part| *part != "lib").map(str::to_owned).collect()
}

/// The top module of the compiler that a path names from inside a module, if it names one.
fn named<'p>(module: &[String], path: &'p [String]) -> Option<&'p str> {
    let first = path.first()?;
    match first.as_str() {
        "crate" | "antiphon_codegen" => path.get(1).map(String::as_str),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            // An inline module, such as `tests`, has one more above it: then this names less.
            (ups >= module.len()).then(|| path.get(ups).map(String::as_str)).flatten()
        }
        _ => None,
    }
}

#[test]
fn modules_see_only_what_they_may() {
    let mut violations = Vec::new();
    for source in library() {
        let module = module(&source);
        let Some(stage) = module.first().map(String::as_str) else { continue };
        let Some((_, seen)) = ARROWS.iter().find(|(name, _)| *name == stage) else {
            violations.push(format!("{}: `{stage}` has no row", source.path));
            continue;
        };
        for path in tokens::paths(&source.text) {
            if let Some(name) = named(&module, &path)
                && ARROWS.iter().any(|(stage, _)| *stage == name)
                && name != stage
                && !seen.contains(&name)
            {
                violations.push(format!("{}: {}", source.path, path.join("::")));
            }
        }
    }
    none(violations, "a module has a row here, and names only what the row lets it see");
}

#[test]
fn every_row_is_a_module() {
    let modules: BTreeSet<String> =
        library().iter().filter_map(|source| module(source).into_iter().next()).collect();
    let gone =
        ARROWS.iter().flat_map(|(name, seen)| [*name].into_iter().chain(seen.iter().copied()));
    let gone = gone.filter(|name| !modules.contains(*name)).map(str::to_owned);
    none(gone.collect(), "a row names modules that exist");
}

#[test]
fn only_the_command_and_build_scripts_touch_the_world() {
    let mut violations = Vec::new();
    for source in library().iter().filter(|source| source.path != "codegen/build_script.rs") {
        for path in tokens::paths(&source.text) {
            let reaches = |world: &&[&str]| path.iter().take(world.len()).eq(world.iter());
            if WORLD.iter().any(reaches) {
                violations.push(format!("{}: {}", source.path, path.join("::")));
            }
        }
        for name in tokens::macros(&source.text) {
            if PRINT.contains(&name.as_str()) {
                violations.push(format!("{}: {name}!", source.path));
            }
        }
    }
    none(
        violations,
        "only main.rs, build_script.rs and cli/ touch the disk, the streams, the clock",
    );
}

#[test]
fn the_compiler_depends_on_no_other_crate_of_the_workspace() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml is there");
    let mut section = String::new();
    let mut violations = Vec::new();
    let mut dependencies = 0;
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']).to_owned();
        } else if section.ends_with("dependencies") && section != "workspace.dependencies" {
            let name = line.split(['.', '=']).next().unwrap_or_default().trim();
            dependencies += usize::from(!name.is_empty());
            if name.starts_with("antiphon") {
                violations.push(format!("[{section}] {line}"));
            }
        }
    }
    assert!(dependencies > 10, "the dependencies are found");
    none(violations, "the compiler depends on no other crate of the workspace");
}

#[test]
fn a_path_is_followed_to_its_module() {
    let words = |path: &str| path.split("::").map(str::to_owned).collect::<Vec<_>>();
    let leaf = words("parse::leaf");
    assert_eq!(named(&leaf, &words("crate::model::Type")), Some("model"));
    assert_eq!(named(&leaf, &words("super::super::model::Type")), Some("model"));
    assert_eq!(named(&leaf, &words("super::Cx")), None);
    assert_eq!(named(&leaf, &words("model::Type")), None);
}
