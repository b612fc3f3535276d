//! The command line: what can be asked for, and who answers. One file a subcommand.

mod check;
mod completions;
mod decode;
mod definition;
mod diff;
mod explain;
mod files;
mod fmt;
mod format;
mod generate;
mod init;
mod schema;
mod streams;
mod targets;
mod trouble;

use clap::{CommandFactory, Parser, Subcommand};
use std::process::ExitCode;
use streams::{Color, Streams};
use trouble::Trouble;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "antiphon",
    version,
    about = "One protocol.yaml, and everything that both ends of a WebSocket need",
    after_help = "\
Start with `antiphon init`, then `antiphon generate`.

Exit codes:
  0  all is well
  1  the definition has errors, or `generate --check` found differences
  2  the command was called wrongly, or a file cannot be read or written",
    propagate_version = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
struct Cli {
    /// When to use colours; `auto` means on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write code and schemas for a definition
    #[command(visible_alias = "codegen")]
    Generate(generate::Args),
    /// Report mistakes and write nothing
    Check(check::Args),
    /// Lay out definitions: indentation, spaces, blank lines
    Fmt(fmt::Args),
    /// Say which events recorded frames are
    Decode(decode::Args),
    /// Say what a diagnostic means and how to mend it
    Explain(explain::Args),
    /// List what can be generated
    Targets(targets::Args),
    /// Print the schema that editors use for definitions
    Schema(schema::Args),
    /// Write a definition to start from
    Init(init::Args),
    /// Print completions for a shell
    Completions(completions::Args),
}

/// How the command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// All is well.
    Fine = 0,
    /// The definition has errors, or there are differences.
    Found = 1,
    /// Called wrongly, or a file cannot be read or written.
    Trouble = 2,
}

/// Runs the command that the process was called with.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut streams = Streams::new(cli.color);
    let exit = match run(cli.command, &mut streams) {
        Ok(exit) => exit,
        Err(trouble) => {
            streams.err.write(&trouble.to_string());
            Exit::Trouble
        }
    };
    ExitCode::from(streams.close(exit) as u8)
}

fn run(command: Command, streams: &mut Streams) -> Result<Exit, Trouble> {
    match command {
        Command::Generate(args) => generate::run(&args, streams),
        Command::Check(args) => check::run(&args, streams),
        Command::Fmt(args) => fmt::run(&args, streams),
        Command::Decode(args) => decode::run(&args, streams),
        Command::Explain(args) => explain::run(&args, streams),
        Command::Targets(args) => Ok(targets::run(&args, streams)),
        Command::Schema(args) => Ok(schema::run(&args, streams)),
        Command::Init(args) => init::run(&args, streams),
        Command::Completions(args) => Ok(completions::run(&args, &mut Cli::command(), streams)),
    }
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
