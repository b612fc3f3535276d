//! The list of files that were written into an output folder, so that nothing else is ever touched.

use super::plan::Job;
use crate::cli::{
    files::{self, Fingerprint, fingerprint, stays_inside},
    trouble::Trouble,
};
use antiphon_codegen::target::Files;
use serde_json::{Value, json};
use std::{collections::BTreeMap, path::Path};

/// The manifest's name in the output folder.
pub(super) const NAME: &str = ".antiphon-manifest.json";

const VERSION: u64 = 1;

/// What was written when an output was last generated: path to the content's fingerprint.
pub(super) type Listed = BTreeMap<String, Fingerprint>;

/// The manifest as text; the same files give the same text.
pub(super) fn text(job: &Job, protocol: &str, files: &Files) -> String {
    let files: BTreeMap<&str, String> = files
        .iter()
        .map(|(path, text)| (path.as_str(), format!("{:016x}", fingerprint(text.as_bytes()))))
        .collect();
    let manifest = json!({
        "about": "Written by `antiphon generate`, which rewrites and removes the files named here and no others.",
        "version": VERSION,
        "protocol": protocol,
        "target": job.name,
        "files": files,
    });
    format!("{manifest:#}\n")
}

/// Reads the manifest of an output folder, which must be that of the same output.
pub(super) fn read(job: &Job, protocol: &str, force: bool) -> Result<Listed, Trouble> {
    let path = job.folder.join(NAME);
    let Some(bytes) = files::read(&path)? else { return Ok(Listed::new()) };
    let (maker, listed) = match parse(&bytes) {
        Some(manifest) => manifest,
        None if force => return Ok(Listed::new()),
        None => return Err(unreadable(&path)),
    };
    let [made_for, made_by] = maker;
    if !force && (made_for != protocol || made_by != job.name) {
        return Err(Trouble::new(format!(
            "{} holds the output of `{made_by}` for the protocol `{made_for}`",
            job.shown()
        ))
        .help("choose another folder, or pass `--force` to replace that output"));
    }
    Ok(listed)
}

/// Protocol and target, and the files. `None` if it is no manifest of this version.
fn parse(bytes: &[u8]) -> Option<([String; 2], Listed)> {
    let manifest: Value = serde_json::from_slice(bytes).ok()?;
    if manifest.get("version")?.as_u64()? != VERSION {
        return None;
    }
    let text = |key: &str| Some(manifest.get(key)?.as_str()?.to_owned());
    let mut listed = Listed::new();
    for (path, value) in manifest.get("files")?.as_object()? {
        // A path that leads out was not written by us, whoever wrote it.
        if !stays_inside(path) {
            return None;
        }
        listed.insert(path.clone(), u64::from_str_radix(value.as_str()?, 16).ok()?);
    }
    Some(([text("protocol")?, text("target")?], listed))
}

fn unreadable(path: &Path) -> Trouble {
    Trouble::new(format!("{} is not a manifest of this version of antiphon", path.display()))
        .help("restore it from version control, or pass `--force` to write it anew")
}
