//! `antiphon targets`: what can be generated.

use super::{
    Exit,
    streams::{NAME, Streams},
};
use antiphon_codegen::target::TARGETS;

/// `antiphon targets`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A target is chosen with `antiphon generate --target NAME`, or under `generate:` in the definition.
The path of a folder of templates is a target too: `--target ./my-target`.

Exit codes: 0 fine")]
pub(crate) struct Args {}

/// Prints a table of the targets.
pub(crate) fn run(_args: &Args, streams: &mut Streams) -> Exit {
    let width = TARGETS.iter().map(|target| target.name.len()).max().unwrap_or(0);
    for target in TARGETS {
        let (name, summary) = (target.name, target.summary);
        streams.out.line(&format!("{NAME}{name:width$}{NAME:#}  {summary}"));
    }
    Exit::Fine
}
