//! Who may name whom inside the compiler, and who may touch the world.

use super::{Source, none, sources, tokens};

/// One row a stage: the module, and the modules that it must not name.
const ARROWS: &[(&str, &[&str])] = &[
    (
        "source",
        &[
            "yaml", "syntax", "parse", "model", "resolve", "check", "judge", "names", "target",
            "render",
        ],
    ),
    (
        "diagnostic",
        &["yaml", "syntax", "parse", "model", "resolve", "judge", "names", "target", "render"],
    ),
    (
        "pattern",
        &[
            "source",
            "diagnostic",
            "yaml",
            "syntax",
            "parse",
            "model",
            "resolve",
            "check",
            "judge",
            "names",
            "target",
            "render",
        ],
    ),
    ("yaml", &["syntax", "parse", "model", "resolve", "judge", "names", "target", "render"]),
    ("syntax", &["model", "resolve", "judge", "names", "target", "render"]),
    ("parse", &["model", "resolve", "judge", "names", "target", "render"]),
    (
        "model",
        &[
            "source",
            "diagnostic",
            "yaml",
            "syntax",
            "parse",
            "resolve",
            "check",
            "target",
            "render",
        ],
    ),
    (
        "names",
        &[
            "source",
            "diagnostic",
            "yaml",
            "syntax",
            "parse",
            "resolve",
            "check",
            "target",
            "render",
        ],
    ),
    (
        "judge",
        &[
            "source",
            "diagnostic",
            "yaml",
            "syntax",
            "parse",
            "resolve",
            "check",
            "target",
            "render",
        ],
    ),
    (
        "vectors",
        &[
            "source",
            "diagnostic",
            "yaml",
            "syntax",
            "parse",
            "resolve",
            "check",
            "names",
            "target",
            "render",
        ],
    ),
    // It reads `generate:` too, and so it knows the options of a target.
    ("resolve", &["render"]),
    ("check", &["target", "render"]),
    ("target", &["source", "diagnostic", "yaml", "syntax", "parse", "resolve", "check", "render"]),
    ("render", &["yaml", "syntax", "parse", "model", "resolve", "judge", "names", "target"]),
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
        path == "codegen/main.rs"
            || path == "codegen/build_script.rs"
            || path == "codegen/cli.rs"
            || path.starts_with("codegen/cli/")
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
fn stages_see_only_what_they_may() {
    let mut violations = Vec::new();
    for source in library() {
        let module = module(&source);
        let stage = module.first().map(String::as_str).unwrap_or_default();
        let Some((_, hidden)) = ARROWS.iter().find(|(name, _)| *name == stage) else { continue };
        for path in tokens::paths(&source.text) {
            if let Some(name) = named(&module, &path)
                && hidden.contains(&name)
            {
                violations.push(format!("{}: {}", source.path, path.join("::")));
            }
        }
    }
    none(violations, "a stage names only what ARCHITECTURE.md lets it see");
}

#[test]
fn only_the_command_touches_the_world() {
    let mut violations = Vec::new();
    for source in library() {
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
    let names = ["antiphon", "antiphon_derive"];
    let mut violations = Vec::new();
    for source in library() {
        for path in tokens::paths(&source.text) {
            // A single name may be anything: a variable, a word in quoted code.
            if path.len() > 1 && path.first().is_some_and(|first| names.contains(&first.as_str())) {
                violations.push(format!("{}: {}", source.path, path.join("::")));
            }
        }
    }
    violations.retain(|violation| !violation.starts_with("codegen/target/rust"));
    none(
        violations,
        "the compiler names no other crate of the workspace, except in code it writes",
    );
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
