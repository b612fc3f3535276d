//! `antiphon fmt`: lays out definitions.

use super::{
    Exit,
    definition::{is_stdin, read_text},
    diff::unified,
    files,
    streams::Streams,
    trouble::Trouble,
};
use antiphon_codegen::{
    format::{Refusal, format},
    render::{self, Report},
};
use std::path::PathBuf;

/// `antiphon fmt`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  antiphon fmt
  antiphon fmt protocol.yaml protocol/common.yaml
  antiphon fmt --check
  antiphon fmt - < protocol.yaml

Comments stay, and so does what the definition says. Files that a definition includes are formatted
when they are named.

Exit codes: 0 fine, 1 a file is no YAML, or `--check` found one to format, 2 usage or input/output")]
pub(crate) struct Args {
    /// The files; `-` reads standard input and writes standard output
    #[arg(value_name = "FILE", default_value = "protocol.yaml")]
    files: Vec<PathBuf>,

    /// Write nothing; show what would change, and end with 1 if anything would
    #[arg(long)]
    check: bool,
}

/// Lays out every file.
pub(crate) fn run(args: &Args, streams: &mut Streams) -> Result<Exit, Trouble> {
    let mut exit = Exit::Fine;
    for path in &args.files {
        let (shown, text) = read_text(path, &mut Default::default())?;
        let laid_out = match format(&shown, &text) {
            Ok(laid_out) => laid_out,
            Err(Refusal::Mistakes(sources, diagnostics)) => {
                let report = Report { sources: &sources, diagnostics: &diagnostics };
                let style = streams.err.style();
                streams.err.write(&render::human(&[report], style));
                exit = Exit::Found;
                continue;
            }
            Err(Refusal::Meaning) => {
                return Err(Trouble::new(format!(
                    "cannot format {shown} without changing what it says"
                ))
                .help("the file is as it was; please report it with the file"));
            }
        };
        let changed = laid_out != text;
        if args.check {
            if changed {
                streams.out.write(&unified(&shown, Some(&text), Some(&laid_out)));
                exit = Exit::Found;
            }
        } else if is_stdin(path) {
            streams.out.write(&laid_out);
        } else if changed {
            files::write(path, &laid_out)?;
            streams.err.line(&format!("formatted {shown}"));
        }
    }
    Ok(exit)
}
