//! `antiphon generate`: writes what a definition asks for, or says what differs.

mod compare;
mod diff;
mod headline;
mod manifest;
mod plan;
mod progress;
mod templates;
mod watch;
mod write;

use super::{
    Exit,
    definition::{Definition, Inputs},
    format::Format,
    streams::{HELP, Stream, Streams, WARNING},
    trouble::Trouble,
};
use compare::{Comparison, Entry, State, compare};
use plan::plan;
use progress::Progress;
use std::path::PathBuf;

/// `antiphon generate`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  antiphon generate                   the outputs under `generate:` in protocol.yaml
  antiphon generate --check           for a pipeline: exit code 1 when something is stale
  antiphon generate --watch
  antiphon generate chat.yaml --target rust --out src/chat
  antiphon generate --target typescript --target json-schema --out generated
  antiphon generate --target ./docs   every *.j2 in the folder, rendered with the protocol

Each output folder holds a manifest, .antiphon-manifest.json, of the files that were written.
Commit it with them. What is no longer produced is removed; a file that is not in the manifest
is never touched.

Templates are minijinja's. In a folder of your own, `_name.j2` is only for including; every other
`path/name.ext.j2` becomes `path/name.ext`. `{{ protocol | json }}` shows what a template can use;
the filters snake, shouty, upper_camel and lower_camel make names.

Exit codes: 0 fine, 1 the definition has errors or --check found differences, 2 usage or
input/output")]
pub(crate) struct Args {
    /// The definition; `-` is standard input
    #[arg(default_value = "protocol.yaml")]
    file: PathBuf,

    /// Generate this instead of what the definition lists: a name that `antiphon targets` lists, or a
    /// folder of templates (repeatable)
    #[arg(short, long, value_name = "NAME")]
    target: Vec<String>,

    /// The output folder; with several targets, each gets a folder of its name in it [default:
    /// generated/NAME beside the definition]
    #[arg(short, long, value_name = "DIR", requires = "target")]
    out: Option<PathBuf>,

    /// Write nothing; show what differs, and end with exit code 1 if anything does
    #[arg(long, conflicts_with_all = ["watch", "force"])]
    check: bool,

    /// Generate again whenever a file of the definition or of the templates changes, until Ctrl-C
    #[arg(short, long)]
    watch: bool,

    /// Replace files in the way that antiphon did not make
    #[arg(long)]
    force: bool,

    /// A folder of templates that replace the target's own of the same names
    #[arg(long, value_name = "DIR", requires = "target")]
    templates: Option<PathBuf>,

    /// Write a package manifest around the code
    #[arg(long, requires = "target")]
    package: bool,

    /// The package's name
    #[arg(long, value_name = "NAME", requires = "target")]
    package_name: Option<String>,

    /// The base of schema `$id`s
    #[arg(long, value_name = "URL", requires = "target")]
    base_url: Option<String>,

    /// How diagnostics are written; all but `human` go to standard output and the rest to standard error
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Let warnings fail too
    #[arg(long)]
    deny_warnings: bool,

    /// Say only what is wrong
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,

    /// Name every file
    #[arg(short, long)]
    verbose: bool,
}

/// Generates once, or again and again.
pub(crate) fn run(args: &Args, streams: &mut Streams) -> Result<Exit, Trouble> {
    if args.watch {
        watch::run(args, streams)
    } else {
        Ok(once(args, streams, &mut Inputs::new())?.exit)
    }
}

/// What one run did.
struct Outcome {
    exit: Exit,
    /// A few words an output.
    made: Vec<String>,
}

impl Outcome {
    /// Nothing was generated.
    fn found() -> Self {
        Self { exit: Exit::Found, made: Vec::new() }
    }
}

/// Generates once, and notes in `inputs` what was read.
fn once(args: &Args, streams: &mut Streams, inputs: &mut Inputs) -> Result<Outcome, Trouble> {
    let mut progress = Progress::new(args.quiet);
    progress.stage("reading", &args.file.display().to_string(), streams);
    let definition = Definition::load(&args.file, inputs)?;
    progress.done(streams);
    args.format.aside(&[definition.report()], streams);
    let Some(protocol) = &definition.compilation.protocol else { return Ok(Outcome::found()) };
    if definition.verdict(args.deny_warnings) == Exit::Found {
        return Ok(Outcome::found());
    }
    let jobs = plan(args, &definition, inputs)?;
    let mut comparisons = Vec::new();
    for job in &jobs {
        progress.stage("generating", &job.name, streams);
        let files = job.generate(protocol)?;
        comparisons.push(compare(job, &protocol.name, files, args.force || args.check)?);
    }
    progress.done(streams);
    compare::no_file_twice(&comparisons)?;
    if !args.check {
        for comparison in &comparisons {
            write::apply(comparison)?;
        }
    }
    if !args.quiet && !args.watch {
        for line in headline::headlines(&jobs, &comparisons, args.check) {
            report(args.format, streams).line(&line);
        }
    }
    for comparison in &comparisons {
        notes(args, comparison, streams);
    }
    if !args.check || !comparisons.iter().any(Comparison::differs) {
        return Ok(Outcome { exit: Exit::Fine, made: headline::words(&jobs, &comparisons) });
    }
    for comparison in &comparisons {
        report(args.format, streams).write(&diff::diff(comparison));
    }
    let way_out = "run the same command without `--check`, and commit what it writes";
    streams.err.line(&format!("{HELP}help{HELP:#}: {way_out}"));
    Ok(Outcome::found())
}

/// Where reports go that are not diagnostics.
fn report(format: Format, streams: &mut Streams) -> &mut Stream {
    if format.is_for_programs() { &mut streams.err } else { &mut streams.out }
}

/// Says what became of single files: of all with `--verbose`, else of those that somebody changed.
fn notes(args: &Args, comparison: &Comparison, streams: &mut Streams) {
    for Entry { shown, state, .. } in &comparison.entries {
        if args.verbose {
            let deed = if args.check { state.finding() } else { state.deed() };
            report(args.format, streams).line(&format!("  {deed:9}  {shown}"));
        }
        let warning = match state {
            State::Stale { edited: true } if !args.check => "it was changed by hand; overwritten",
            State::Kept => {
                "it is no longer generated, but was changed by hand; kept, it is yours now"
            }
            _ => continue,
        };
        streams.err.line(&format!("{WARNING}warning{WARNING:#}: {shown}: {warning}"));
    }
}
