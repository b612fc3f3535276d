//! What `--check` found, as unified diffs that `patch` understands.

use super::compare::{Comparison, Entry, State};
use crate::cli::streams::{ADDED, REMOVED};
use similar::{ChangeTag, TextDiff};
use std::time::Duration;

/// How long one file's diff may be searched for before a coarser one will do.
const PATIENCE: Duration = Duration::from_secs(2);

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
    let Entry { shown, old, new, .. } = entry;
    let name = |side: &str, text: &Option<String>| match text {
        Some(_) => format!("{side}/{shown}"),
        None => "/dev/null".to_owned(),
    };
    let before = old.as_deref().unwrap_or_default().replace("\r\n", "\n");
    let after = new.as_deref().unwrap_or_default();
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before.as_str(), after);
    let mut text = format!("--- {}\n+++ {}\n", name("a", old), name("b", new));
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        text.push_str(&format!("{}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let line = change.value().trim_end_matches('\n');
            text.push_str(&match change.tag() {
                ChangeTag::Equal => format!(" {line}\n"),
                ChangeTag::Insert => format!("{ADDED}+{line}{ADDED:#}\n"),
                ChangeTag::Delete => format!("{REMOVED}-{line}{REMOVED:#}\n"),
            });
            if change.missing_newline() {
                text.push_str("\\ No newline at end of file\n");
            }
        }
    }
    text
}
