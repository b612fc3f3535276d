//! One line an output: what was made, where, and how much of it is new.

use super::{
    compare::{Comparison, State},
    plan::Job,
};
use crate::cli::streams::NAME;

/// `rust  generated/rust  12 files, 3 changed`, in columns.
pub(super) fn headlines(jobs: &[Job], comparisons: &[Comparison], check: bool) -> Vec<String> {
    let width = |texts: &mut dyn Iterator<Item = String>| {
        texts.map(|text| text.chars().count()).max().unwrap_or(0)
    };
    let names = width(&mut jobs.iter().map(|job| job.name.clone()));
    let folders = width(&mut jobs.iter().map(Job::shown));
    jobs.iter()
        .zip(comparisons)
        .map(|(job, comparison)| {
            let (name, folder) = (&job.name, job.shown());
            let tally = tally(comparison, check);
            format!("{NAME}{name:names$}{NAME:#}  {folder:folders$}  {tally}")
        })
        .collect()
}

/// `rust 12 files, 3 changed`, one an output.
pub(super) fn words(jobs: &[Job], comparisons: &[Comparison]) -> Vec<String> {
    jobs.iter()
        .zip(comparisons)
        .map(|(job, comparison)| format!("{} {}", job.name, tally(comparison, false)))
        .collect()
}

/// `12 files, 3 changed, 1 removed`; nothing is said of what there is none of.
fn tally(comparison: &Comparison, check: bool) -> String {
    let count = |wanted: fn(State) -> bool| comparison.count(wanted);
    let missing = count(|state| state == State::Missing);
    let stale = count(|state| matches!(state, State::Stale { .. }));
    let gone = count(|state| state == State::Superfluous);
    let kept = count(|state| state == State::Kept);
    let parts: &[(usize, &str)] = if check {
        &[(missing, "missing"), (stale, "stale"), (gone + kept, "superfluous")]
    } else {
        &[(missing + stale, "changed"), (gone, "removed"), (kept, "kept")]
    };
    let files = match comparison.entries.len() - gone - kept {
        1 => "1 file".to_owned(),
        many => format!("{many} files"),
    };
    let said = parts.iter().filter(|(count, _)| *count > 0);
    let said: String = said.map(|(count, what)| format!(", {count} {what}")).collect();
    if !said.is_empty() {
        format!("{files}{said}")
    } else if comparison.manifest.state == State::Same {
        format!("{files}, unchanged")
    } else if check {
        format!("{files}, manifest stale")
    } else {
        format!("{files}, manifest changed")
    }
}
