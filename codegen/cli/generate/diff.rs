//! What `--check` found, as unified diffs that `patch` understands.

use super::compare::{Comparison, Entry, State};
use crate::cli::diff::unified;

/// One diff a file that is not as it should be. The manifest is shown when nothing else differs.
pub(super) fn diff(comparison: &Comparison) -> String {
    let differs = |entry: &&Entry| entry.state != State::Same;
    let mut text: String = comparison.entries.iter().filter(differs).map(of_file).collect();
    if text.is_empty() && comparison.manifest.state != State::Same {
        text = of_file(&comparison.manifest);
    }
    text
}

fn of_file(entry: &Entry) -> String {
    unified(&entry.shown, entry.old.as_deref(), entry.new.as_deref())
}
