//! Reads a folder of templates.

use crate::cli::{
    definition::Inputs,
    files::{fingerprint, read},
    trouble::Trouble,
};
use antiphon_codegen::target::templates::{EXTENSION, Mistake};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// How deep folders of templates may nest.
const DEEPEST: usize = 16;

/// A folder of templates.
pub(super) struct Templates {
    /// Where they are.
    pub(super) folder: PathBuf,
    /// Path below the folder, with `/`, to text.
    pub(super) texts: BTreeMap<String, String>,
}

impl Templates {
    /// Reads every `*.j2` below a folder, and notes in `inputs` what was read. What begins with a dot
    /// is not looked at.
    pub(super) fn read(folder: &Path, inputs: &mut Inputs) -> Result<Self, Trouble> {
        if !folder.is_dir() {
            return Err(Trouble::new(format!("there is no folder {}", folder.display())).help(
                "`--templates`, `templates:` and targets with a `/` name folders of templates",
            ));
        }
        let mut templates = Self { folder: folder.to_owned(), texts: BTreeMap::new() };
        templates.collect("", 0, inputs)?;
        if templates.texts.is_empty() {
            return Err(Trouble::new(format!("{} holds no templates", folder.display()))
                .help(format!("the names of templates end in `{EXTENSION}`")));
        }
        Ok(templates)
    }

    fn collect(&mut self, below: &str, depth: usize, inputs: &mut Inputs) -> Result<(), Trouble> {
        let folder = self.folder.join(below);
        let cannot = |error| Trouble::io("read", &folder, &error);
        let mut names = Vec::new();
        for entry in fs::read_dir(&folder).map_err(cannot)? {
            names.extend(entry.map_err(cannot)?.file_name().into_string().ok());
        }
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        for name in names {
            let path = if below.is_empty() { name } else { format!("{below}/{name}") };
            let file = self.folder.join(&path);
            if file.is_dir() {
                if depth == DEEPEST {
                    return Err(Trouble::new(format!(
                        "{} is too deep for templates",
                        file.display()
                    )));
                }
                self.collect(&path, depth + 1, inputs)?;
            } else if path.ends_with(EXTENSION) {
                let bytes = read(&file)?.unwrap_or_default();
                inputs.insert(file.clone(), Some(fingerprint(&bytes)));
                let text = String::from_utf8(bytes).map_err(|_| {
                    Trouble::new(format!("{} is not UTF-8", file.display()))
                        .help("save it as UTF-8")
                })?;
                self.texts.insert(path, text);
            }
        }
        // A template that is added or renamed changes the folder and none of the files.
        inputs.insert(folder.clone(), listing(&folder));
        Ok(())
    }

    /// Says where a template is wrong.
    pub(super) fn trouble(&self, mistake: Mistake) -> Trouble {
        let Mistake { template, line, message } = mistake;
        let line = line.map_or(String::new(), |line| format!(":{line}"));
        Trouble::new(format!("{}{line}: {message}", self.folder.join(template).display()))
            .help("`{{ protocol | json }}` in a template shows what it can use")
    }
}

/// What tells apart what a folder holds: names of templates and of folders, not their contents.
pub(crate) fn listing(folder: &Path) -> Option<u64> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .ok()?
        .flatten()
        .filter(|entry| {
            entry.path().is_dir() || entry.path().to_string_lossy().ends_with(EXTENSION)
        })
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Some(fingerprint(names.join("\n").as_bytes()))
}
