//! `antiphon schema`: the schema that editors use to complete and check definitions.

use super::{Exit, streams::Streams};
use antiphon_codegen::syntax::editor_schema;

/// `antiphon schema`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example, for editors that use the YAML language server:
  antiphon schema > .antiphon.schema.json
and as the first line of protocol.yaml:
  # yaml-language-server: $schema=.antiphon.schema.json

Exit codes: 0 fine")]
pub(crate) struct Args {}

/// Prints the schema.
pub(crate) fn run(_args: &Args, streams: &mut Streams) -> Exit {
    streams.out.line(&format!("{:#}", editor_schema()));
    Exit::Fine
}
