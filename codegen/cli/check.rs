//! `antiphon check`: reports mistakes and writes nothing.

use super::{
    Exit,
    definition::{Definition, Inputs, is_stdin},
    format::Format,
    streams::Streams,
    trouble::Trouble,
};
use antiphon_codegen::render::{self, Report};
use std::path::PathBuf;

/// `antiphon check`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  antiphon check
  antiphon check chat.yaml voice.yaml --deny-warnings
  antiphon check --format github
  git show HEAD:protocol.yaml | antiphon check -

Formats: `json` is one object a line with code, rule, severity, message, label, file, start, end,
help, related and fix; lines and columns count from 1, bytes from 0. `sarif` is one log for all
files.

Exit codes: 0 no errors, 1 errors (or warnings with --deny-warnings), 2 usage or input/output")]
pub(crate) struct Args {
    /// The definitions; `-` is standard input
    #[arg(value_name = "FILE", default_value = "protocol.yaml")]
    files: Vec<PathBuf>,

    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Let warnings fail too
    #[arg(long)]
    deny_warnings: bool,
}

/// Checks every file, then reports all together.
pub(crate) fn run(args: &Args, streams: &mut Streams) -> Result<Exit, Trouble> {
    if args.files.iter().filter(|file| is_stdin(file)).count() > 1 {
        return Err(Trouble::new("`-` is named twice, but standard input can be read only once"));
    }
    let definitions = args
        .files
        .iter()
        .map(|file| Definition::load(file, &mut Inputs::new()))
        .collect::<Result<Vec<Definition>, Trouble>>()?;
    let reports: Vec<Report<'_>> = definitions.iter().map(Definition::report).collect();
    args.format.to_out(&reports, streams);
    let silent = reports.iter().all(|report| report.diagnostics.is_empty());
    if silent && !args.format.is_for_programs() {
        for definition in &definitions {
            let counts = render::counts(&[definition.report()]);
            streams.out.line(&format!("{}: {counts}", definition.path));
        }
    }
    let failed = definitions.iter().any(|each| each.verdict(args.deny_warnings) == Exit::Found);
    Ok(if failed { Exit::Found } else { Exit::Fine })
}
