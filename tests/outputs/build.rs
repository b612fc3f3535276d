//! Writes the Rust output of every example, fixture and public protocol, as a user's build script does, and
//! `all.rs`, which includes each.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

/// Where definitions are: each file of the folder, or `protocol.yaml` in each of its folders.
const FOLDERS: &[&str] = &[
    "../../examples",
    "../../tests/fixtures",
    "../../tests/protocols/corners",
    "../../tests/protocols/public",
    "../../tests/schemas",
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    // What an earlier run left may be of a definition that is gone.
    for old in modules(&out)? {
        fs::remove_file(out.join(old))?;
    }
    for folder in FOLDERS {
        // A new definition is compiled too.
        println!("cargo::rerun-if-changed={folder}");
        for definition in definitions(Path::new(folder))? {
            antiphon_codegen::build_script::rust(&definition.display().to_string())
                .map_err(|failed| failed.to_string())?;
        }
    }
    let include = |file: &String| format!("include!(concat!(env!(\"OUT_DIR\"), \"/{file}\"));\n");
    let all: String = modules(&out)?.iter().map(include).collect();
    fs::write(out.join("all.rs"), all)?;
    Ok(())
}

/// The Rust files of a folder, in order.
fn modules(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rs") {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

/// The definitions of a folder, in order.
fn definitions(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        } else if path.join("protocol.yaml").is_file() {
            found.push(path.join("protocol.yaml"));
        }
    }
    found.sort();
    match found.is_empty() {
        true => Err(format!("{} has no definitions", folder.display()).into()),
        false => Ok(found),
    }
}
