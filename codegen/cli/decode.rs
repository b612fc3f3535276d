//! `antiphon decode`: which event is each of these recorded frames, and if none, why not.

use super::{
    Exit,
    definition::{Definition, Inputs, is_stdin},
    format::Format,
    streams::{ERROR, HELP, NAME, Streams, WARNING},
    trouble::Trouble,
};
use antiphon_codegen::{
    judge::{self, Content, Context, Judged, Reader},
    model::{EventId, Party, Protocol},
    parse::closest,
};
use serde_json::Value;
use std::{
    io::{BufRead, stdin},
    path::{Path, PathBuf},
};

/// `antiphon decode`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Reads frames from standard input, one JSON value a line, as a recorder writes them.

Examples:
  antiphon decode --from client < recorded.jsonl
  echo '{\"type\":\"ping\"}' | antiphon decode chat.yaml --from server

Exit codes: 0 every frame is one of the protocol's, 1 some are not or the definition has errors,
2 usage or input/output")]
pub(crate) struct Args {
    /// The definition
    #[arg(default_value = "protocol.yaml")]
    file: PathBuf,

    /// Who sent the frames: `server`, or a peer of the definition
    #[arg(long, value_name = "PARTY")]
    from: String,

    /// The phase of the connection in which they were sent [default: any]
    #[arg(long, value_name = "PHASE")]
    phase: Option<String>,
}

/// Judges one line after the other, and says so at once.
pub(crate) fn run(args: &Args, streams: &mut Streams) -> Result<Exit, Trouble> {
    if is_stdin(&args.file) {
        return Err(Trouble::new("the frames are read from standard input, the definition is not")
            .help("name the definition's file"));
    }
    let definition = Definition::load(&args.file, &mut Inputs::new())?;
    Format::Human.aside(&[definition.report()], streams);
    let Some(protocol) = &definition.compilation.protocol else { return Ok(Exit::Found) };
    let sender = sender(protocol, &args.from)?;
    let phase = args.phase.as_deref().map(|name| phase(protocol, name)).transpose()?;
    let context = Context { phase, ..Context::default() };
    let reader = Reader::new(protocol);
    let mut exit = Exit::Fine;
    for (index, line) in stdin().lock().split(b'\n').enumerate() {
        let line =
            line.map_err(|error| Trouble::io("read", Path::new("standard input"), &error))?;
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let said = match judge::parse(line) {
            Err(error) => Err(format!("this is no JSON: {error}")),
            Ok(value) => match reader.frame(sender, &value, &context) {
                Ok(judged) => Ok(describe(protocol, &judged)),
                Err(fault) => Err(format!("{fault} [{}]", fault.code.name())),
            },
        };
        let number = index + 1;
        match said {
            Ok(text) => streams.out.line(&format!("{number}  {text}")),
            Err(text) => {
                exit = Exit::Found;
                streams.out.line(&format!("{number}  {ERROR}error{ERROR:#}: {text}"));
            }
        }
        streams.out.flush();
    }
    Ok(exit)
}

/// What a frame is, in a few words.
fn describe(protocol: &Protocol, judged: &Judged<'_>) -> String {
    match &judged.content {
        Content::Event { event, .. } => format!("{NAME}{}{NAME:#}", event_name(protocol, *event)),
        Content::Unknown { tag } => {
            format!("{WARNING}unknown event{WARNING:#} {}", tag_text(tag))
        }
        Content::Batch(frames) => {
            let inner: Vec<String> = frames.iter().map(|each| describe(protocol, each)).collect();
            format!("{HELP}batch{HELP:#} of {}: {}", frames.len(), inner.join(", "))
        }
        Content::Compressed { tag, known, .. } => {
            let what = if *known { "compressed frame" } else { "compressed frame of unknown kind" };
            format!("{HELP}{what}{HELP:#} {}", tag_text(tag)).trim_end().to_owned()
        }
    }
}

/// `session/stream_output` for an event of a channel.
fn event_name(protocol: &Protocol, id: EventId) -> String {
    let event = protocol.event(id);
    match event.channel.and_then(|channel| protocol.channels.get(channel.0)) {
        Some(channel) => format!("{}/{}", channel.name, event.name),
        None => event.name.clone(),
    }
}

fn tag_text(tag: &[Option<Value>]) -> String {
    let parts: Vec<String> = tag.iter().flatten().map(Value::to_string).collect();
    parts.join(" ")
}

fn sender(protocol: &Protocol, name: &str) -> Result<Party, Trouble> {
    let parties: Vec<Party> = protocol.parties().collect();
    let names: Vec<&str> = parties.iter().map(|party| protocol.party_name(*party)).collect();
    parties
        .iter()
        .zip(&names)
        .find(|(_, known)| **known == name)
        .map(|(party, _)| *party)
        .ok_or_else(|| unknown("party", name, &names))
}

fn phase(protocol: &Protocol, name: &str) -> Result<usize, Trouble> {
    let names: Vec<&str> =
        protocol.connection.phases.iter().map(|phase| phase.name.as_str()).collect();
    names.iter().position(|known| *known == name).ok_or_else(|| unknown("phase", name, &names))
}

fn unknown(what: &str, name: &str, known: &[&str]) -> Trouble {
    let trouble = Trouble::new(format!("the definition has no {what} `{name}`"));
    match closest(name, known) {
        Some(close) => trouble.help(format!("did you mean `{close}`?")),
        None if known.is_empty() => trouble,
        None => trouble.help(format!("it has {}", known.join(", "))),
    }
}
