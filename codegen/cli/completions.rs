//! `antiphon completions`: what a shell needs to complete the command line.

use super::{Exit, streams::Streams};
use clap_complete::Shell;

/// `antiphon completions`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  antiphon completions bash > ~/.local/share/bash-completion/completions/antiphon
  antiphon completions zsh > ~/.zfunc/_antiphon
  antiphon completions fish > ~/.config/fish/completions/antiphon.fish

Exit codes: 0 fine, 2 the shell is not known")]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub(crate) fn run(args: &Args, command: &mut clap::Command, streams: &mut Streams) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, command, "antiphon", &mut script);
    streams.out.write(&String::from_utf8_lossy(&script));
    Exit::Fine
}
