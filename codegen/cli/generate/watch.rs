//! `generate --watch`: again whenever something changes that was read.

use super::{Args, Outcome, once, report, templates::listing};
use crate::cli::{
    Exit,
    definition::{Inputs, is_stdin},
    files::{self, fingerprint},
    streams::{NAME, Streams},
    trouble::Trouble,
};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

/// Editors write a file in several steps; this long nothing may happen before it counts as written.
const QUIET: Duration = Duration::from_millis(60);

/// However much happens, this long after the first change we look.
const LONGEST: Duration = Duration::from_millis(600);

/// Generates, waits for a change of what was read, and begins again. Ends with the process.
pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<Exit, Trouble> {
    if is_stdin(&args.file) {
        return Err(Trouble::new("standard input cannot be watched").help("name a file"));
    }
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // Nobody receives any more when the command ends.
        let _ = sender.send(event);
    })
    .map_err(|error| cannot(&args.file, &error))?;
    let mut watched = BTreeSet::new();
    loop {
        let start = Instant::now();
        let mut inputs = Inputs::new();
        let (verdict, made) = match once(args, streams, &mut inputs) {
            Ok(Outcome { exit: Exit::Fine, made }) => ("done", made.join("; ")),
            Ok(_) => ("not done", "the definition has mistakes".to_owned()),
            Err(trouble) => {
                streams.err.write(&trouble.to_string());
                ("not done", "see above".to_owned())
            }
        };
        renew(&mut watcher, &mut watched, &inputs);
        if watched.is_empty() {
            return Err(Trouble::new(format!("cannot watch {}", args.file.display()))
                .help("its folder cannot be read"));
        }
        if !args.quiet {
            let time = start.elapsed().as_millis();
            let line = format!("{NAME}{verdict}{NAME:#} in {time} ms: {made}");
            report(args.format, streams).line(&line);
        }
        streams.out.flush();
        loop {
            if changed(&inputs) {
                // It may be half written.
                settle(&events, &args.file)?;
                if changed(&inputs) {
                    break;
                }
            }
            wait(&events, &args.file)?;
        }
    }
}

/// Waits until something happens in a watched folder.
fn wait(events: &Receiver<notify::Result<Event>>, file: &Path) -> Result<(), Trouble> {
    let matters = |event: &notify::Result<Event>| match event {
        // We read the files ourselves, and must not take notice of it.
        Ok(event) => !event.kind.is_access(),
        Err(_) => true,
    };
    while !matters(&events.recv().map_err(|_| gone(file))?) {}
    Ok(())
}

/// Waits until nothing happens any more.
fn settle(events: &Receiver<notify::Result<Event>>, file: &Path) -> Result<(), Trouble> {
    let first = Instant::now();
    while first.elapsed() < LONGEST {
        match events.recv_timeout(QUIET) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return Err(gone(file)),
        }
    }
    Ok(())
}

fn gone(file: &Path) -> Trouble {
    Trouble::new(format!("{} can no longer be watched", file.display()))
}

/// Watches folders that were read, and the folders of files that were read: editors replace a file, and the new one is another file.
fn renew(watcher: &mut RecommendedWatcher, watched: &mut BTreeSet<PathBuf>, inputs: &Inputs) {
    let folders: BTreeSet<PathBuf> = inputs.keys().map(|path| folder(path)).collect();
    for gone in watched.difference(&folders) {
        // It may have been removed together with its watch.
        let _ = watcher.unwatch(gone);
    }
    let kept = folders
        .into_iter()
        .filter(|folder| {
            watched.contains(folder) || watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
        })
        .collect();
    *watched = kept;
}

/// A folder, or that of a file, or the nearest one above it that exists.
fn folder(path: &Path) -> PathBuf {
    let mut folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    while !folder.as_os_str().is_empty() && !folder.is_dir() {
        folder = folder.parent().unwrap_or(Path::new(""));
    }
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

/// Whether anything is not as it was when it was read.
fn changed(inputs: &Inputs) -> bool {
    inputs.iter().any(|(path, before)| {
        let now = if path.is_dir() {
            listing(path)
        } else {
            files::read(path).ok().flatten().map(|bytes| fingerprint(&bytes))
        };
        now != *before
    })
}

fn cannot(file: &Path, error: &notify::Error) -> Trouble {
    Trouble::new(format!("cannot watch {}: {error}", file.display()))
}
