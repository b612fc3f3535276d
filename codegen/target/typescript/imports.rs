//! What one generated file takes from the others.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

/// Collects the names that a file uses while its code is made.
#[derive(Default)]
pub(super) struct Imports {
    files: RefCell<BTreeMap<&'static str, BTreeSet<String>>>,
}

impl Imports {
    /// Notes a function or constant of another file, and returns its name.
    pub(super) fn value(&self, file: &'static str, name: &str) -> String {
        self.note(file, name.to_owned());
        name.to_owned()
    }

    /// Notes a type of another file, and returns its name.
    pub(super) fn ty(&self, file: &'static str, name: &str) -> String {
        self.note(file, format!("type {name}"));
        name.to_owned()
    }

    fn note(&self, file: &'static str, name: String) {
        self.files.borrow_mut().entry(file).or_default().insert(name);
    }

    /// The import statements of the file with this name, values before types.
    pub(super) fn statements(&self, own: &str) -> Vec<String> {
        let files = self.files.borrow();
        let others = files.iter().filter(|(file, _)| **file != own);
        others.map(|(file, names)| statement(file, names)).collect()
    }

    /// Whether a name is used, wherever it comes from.
    pub(super) fn uses(&self, name: &str) -> bool {
        let ty = format!("type {name}");
        self.files.borrow().values().any(|names| names.contains(name) || names.contains(&ty))
    }
}

fn statement(file: &str, names: &BTreeSet<String>) -> String {
    let (types, values): (Vec<&str>, Vec<&str>) =
        names.iter().map(String::as_str).partition(|name| name.starts_with("type "));
    let types_only = values.is_empty();
    let all: Vec<&str> = values
        .into_iter()
        .chain(types.iter().map(|name| {
            // A statement of types alone says so once.
            if types_only { name.trim_start_matches("type ") } else { name }
        }))
        .collect();
    let keyword = if types_only { "import type" } else { "import" };
    let line = format!("{keyword} {{ {} }} from './{file}.ts';", all.join(", "));
    if line.len() <= 100 {
        return line;
    }
    format!("{keyword} {{\n  {},\n}} from './{file}.ts';", all.join(",\n  "))
}
