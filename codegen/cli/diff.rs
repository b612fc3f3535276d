//! Two texts as a unified diff that `patch` understands.

use super::streams::{ADDED, REMOVED};
use similar::{ChangeTag, TextDiff};
use std::time::Duration;

/// How long one file's diff may be searched for before a coarser one will do.
const PATIENCE: Duration = Duration::from_secs(2);

/// What changes in a file of this name; `None` is a file that is not there.
pub(crate) fn unified(shown: &str, old: Option<&str>, new: Option<&str>) -> String {
    let name = |side: &str, text: Option<&str>| match text {
        Some(_) => format!("{side}/{shown}"),
        None => "/dev/null".to_owned(),
    };
    let before = old.unwrap_or_default().replace("\r\n", "\n");
    let after = new.unwrap_or_default();
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
