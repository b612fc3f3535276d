//! What an output folder holds against what it should hold. Generating and `--check` share it.

use super::{manifest, plan::Job};
use crate::cli::{files, trouble::Trouble};
use antiphon_codegen::target::Files;
use std::{collections::BTreeMap, path::PathBuf};

/// A folder against its output.
pub(super) struct Comparison {
    /// The folder.
    pub(super) folder: PathBuf,
    /// Every file of the output, and files that were of it, in the order of their paths.
    pub(super) entries: Vec<Entry>,
    /// The list of the files.
    pub(super) manifest: Entry,
}

/// One file.
pub(super) struct Entry {
    /// The path below the folder.
    pub(super) path: String,
    /// The path for people.
    pub(super) shown: String,
    /// What is there.
    pub(super) old: Option<String>,
    /// What should be there.
    pub(super) new: Option<String>,
    /// How they compare.
    pub(super) state: State,
}

/// How a file compares to what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// As it should be.
    Same,
    /// Not there.
    Missing,
    /// Another content.
    Stale {
        /// Somebody changed it since it was written.
        edited: bool,
    },
    /// No longer produced.
    Superfluous,
    /// No longer produced, but somebody changed it.
    Kept,
}

impl State {
    /// What happens to the file.
    pub(super) fn deed(self) -> &'static str {
        match self {
            Self::Same => "unchanged",
            Self::Missing => "created",
            Self::Stale { .. } => "updated",
            Self::Superfluous => "removed",
            Self::Kept => "kept",
        }
    }

    /// What is found, when nothing happens to it.
    pub(super) fn finding(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Missing => "missing",
            Self::Stale { .. } => "stale",
            Self::Superfluous | Self::Kept => "no longer",
        }
    }
}

impl Comparison {
    /// Whether generating would change anything.
    pub(super) fn differs(&self) -> bool {
        self.entries.iter().chain([&self.manifest]).any(|entry| entry.state != State::Same)
    }

    /// How many entries are in one of these states.
    pub(super) fn count(&self, wanted: impl Fn(State) -> bool) -> usize {
        self.entries.iter().filter(|entry| wanted(entry.state)).count()
    }
}

/// Compares a folder to its output. With `force`, files that we did not make count as stale.
pub(super) fn compare(
    job: &Job,
    protocol: &str,
    files: Files,
    force: bool,
) -> Result<Comparison, Trouble> {
    let listed = manifest::read(job, protocol, force)?;
    let list = manifest::text(job, protocol, &files);
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    let mut foreign = Vec::new();
    for (path, new) in files {
        guard(job, &path)?;
        let mut entry = entry(job, path, Some(new))?;
        let known = listed.get(&entry.path);
        if let (State::Stale { edited }, Some(old)) = (&mut entry.state, &entry.old) {
            *edited = known.is_some_and(|known| *known != files::fingerprint(old.as_bytes()));
            if known.is_none() && !force {
                foreign.push(entry.shown.clone());
            }
        }
        entries.insert(entry.path.clone(), entry);
    }
    if let Some(first) = foreign.first() {
        let more = match foreign.len() - 1 {
            0 => String::new(),
            1 => " (and another file)".to_owned(),
            many => format!(" (and {many} other files)"),
        };
        return Err(Trouble::new(format!(
            "{first}{more} is in the way, and antiphon did not make it"
        ))
        .help("move it, choose another folder, or pass `--force` to replace it"));
    }
    for (path, known) in listed {
        if entries.contains_key(&path) || files::link_on_the_way(&job.folder, &path).is_some() {
            continue;
        }
        let mut entry = entry(job, path, None)?;
        if let Some(old) = &entry.old {
            let edited = known != files::fingerprint(old.as_bytes());
            entry.state = if edited { State::Kept } else { State::Superfluous };
            entries.insert(entry.path.clone(), entry);
        }
    }
    Ok(Comparison {
        folder: job.folder.clone(),
        entries: entries.into_values().collect(),
        manifest: entry(job, manifest::NAME.to_owned(), Some(list))?,
    })
}

/// Refuses a file that two outputs with folders in one another would both write.
pub(super) fn no_file_twice(comparisons: &[Comparison]) -> Result<(), Trouble> {
    let mut seen: BTreeMap<PathBuf, &str> = BTreeMap::new();
    for comparison in comparisons {
        for entry in comparison.entries.iter().filter(|entry| entry.new.is_some()) {
            if seen.insert(comparison.folder.join(&entry.path), &entry.path).is_some() {
                return Err(Trouble::new(format!("two outputs would both write {}", entry.shown))
                    .help("give each output a folder of its own"));
            }
        }
    }
    Ok(())
}

fn entry(job: &Job, path: String, new: Option<String>) -> Result<Entry, Trouble> {
    let file = job.folder.join(&path);
    let bytes = files::read(&file)?;
    let state = match (&bytes, &new) {
        (None, _) => State::Missing,
        (Some(old), Some(new)) if files::same(old, new.as_bytes()) => State::Same,
        (Some(_), _) => State::Stale { edited: false },
    };
    let old = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(Entry { path, shown: file.display().to_string(), old, new, state })
}

/// Refuses a path that leads out of the folder.
fn guard(job: &Job, path: &str) -> Result<(), Trouble> {
    if !files::stays_inside(path) || path == manifest::NAME {
        return Err(Trouble::new(format!(
            "the target `{}` would write `{path}`, which is no file inside {}",
            job.name,
            job.shown()
        ))
        .help("name files relative to the output folder"));
    }
    match files::link_on_the_way(&job.folder, path) {
        Some(link) => {
            Err(Trouble::new(format!("{} is a link and may lead elsewhere", link.display()))
                .help("remove the link, or choose another output folder"))
        }
        None => Ok(()),
    }
}
