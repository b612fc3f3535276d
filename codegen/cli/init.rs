//! `antiphon init`: a definition to start from, with a comment beside everything.

use super::{Exit, files, streams::Streams, trouble::Trouble};
use std::path::{Path, PathBuf};

/// The definition, as it is written.
const STARTER: &str = include_str!("init/protocol.yaml");

/// `antiphon init`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  antiphon init
  antiphon init chat && cd chat && antiphon generate

Exit codes: 0 fine, 2 there is a protocol.yaml already, or it cannot be written")]
pub(crate) struct Args {
    /// The folder; it is made if need be
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Writes the file, unless there is one.
pub(crate) fn run(args: &Args, streams: &mut Streams) -> Result<Exit, Trouble> {
    let path = files::tidy(&args.folder.join("protocol.yaml"));
    let shown = path.display();
    if path.symlink_metadata().is_ok() {
        return Err(Trouble::new(format!("{shown} exists already"))
            .help("name another folder, or edit the file that is there"));
    }
    files::write(&path, STARTER)?;
    let name = if path == Path::new("protocol.yaml") { String::new() } else { format!(" {shown}") };
    streams.out.line(&format!(
        "wrote {shown}\nnext: `antiphon generate{name}` writes Rust, TypeScript and JSON Schema into {}",
        path.with_file_name("generated").display()
    ));
    Ok(Exit::Fine)
}
