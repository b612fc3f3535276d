//! Makes an output folder what it should be; what is right already is left alone.

use super::compare::{Comparison, Entry, State};
use crate::cli::{files, trouble::Trouble};

/// Writes, rewrites and removes files; the manifest comes last, so that it never names a file that
/// is not there yet.
pub(super) fn apply(comparison: &Comparison) -> Result<(), Trouble> {
    for entry in comparison.entries.iter().chain([&comparison.manifest]) {
        let Entry { path, new, state, .. } = entry;
        match (state, new) {
            (State::Missing | State::Stale { .. }, Some(text)) => {
                files::write(&comparison.folder.join(path), text)?;
            }
            (State::Superfluous, _) => files::remove(&comparison.folder, path)?,
            _ => {}
        }
    }
    Ok(())
}
