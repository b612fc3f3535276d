//! `antiphon decode`: which event is each of these recorded frames, and if none, why not.

use super::{
    Exit,
    definition::{Definition, Inputs, is_stdin},
    format::Format,
    streams::{ERROR, HELP, NAME, Streams, WARNING},
    trouble::Trouble,
};
use antiphon_codegen::{
    judge::{self, Code, Content, Context, Fault, Judged, Reader},
    model::{EventId, Party, Protocol, UnknownEvent},
    parse::closest,
};
use serde_json::Value;
use std::{
    io::{BufRead, Read, stdin},
    path::{Path, PathBuf},
};

/// `antiphon decode`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Reads messages from standard input, one a line, as a recorder writes them: JSON values, or with
--binary the bytes of binary messages.

Examples:
  antiphon decode --from client < recorded.jsonl
  echo '{\"type\":\"ping\"}' | antiphon decode chat.yaml --from server
  echo '01 2a000000 ffd8' | antiphon decode --from client --binary hex

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

    /// Binary messages, and how their bytes are written
    #[arg(long, value_name = "FORM")]
    binary: Option<Form>,
}

/// How the bytes of binary messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// A line of hexadecimal digits for each, in which blanks do not matter
    Hex,
    /// A line of base64 text for each
    Base64,
    /// As they are: all of the input is one message
    Raw,
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
    for message in messages(args.binary == Some(Form::Raw)) {
        let (number, message) = message?;
        let said = match args.binary {
            None => text(protocol, &reader, sender, &message, &context),
            Some(form) => binary(protocol, sender, &message, form),
        };
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

/// The lines of standard input that are not empty, with their numbers; or all of it as one.
fn messages(whole: bool) -> impl Iterator<Item = Result<(usize, Vec<u8>), Trouble>> {
    let end = if whole { None } else { Some(b'\n') };
    let mut input = stdin().lock();
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            let mut message = Vec::new();
            let read = match end {
                Some(end) => input.read_until(end, &mut message),
                None => input.read_to_end(&mut message),
            };
            number += 1;
            let message = match read {
                Err(error) => {
                    return Some(Err(Trouble::io("read", Path::new("standard input"), &error)));
                }
                Ok(0) => return None,
                Ok(_) if whole => message,
                Ok(_) => message.trim_ascii().to_vec(),
            };
            if !message.is_empty() {
                return Some(Ok((number, message)));
            }
        }
    })
}

/// What a text message is, or why it is none of the protocol's.
fn text(
    protocol: &Protocol,
    reader: &Reader<'_>,
    sender: Party,
    message: &[u8],
    context: &Context,
) -> Result<String, String> {
    let value: Value =
        judge::parse(message).map_err(|error| format!("this is no JSON: {error}"))?;
    let judged = reader.frame(sender, &value, context).map_err(|fault| said(&fault))?;
    Ok(describe(protocol, &judged))
}

/// What a binary message is, or why it is none of the protocol's.
fn binary(
    protocol: &Protocol,
    sender: Party,
    message: &[u8],
    form: Form,
) -> Result<String, String> {
    let written = |read: fn(&str) -> Option<Vec<u8>>, what: &str| {
        let bytes = str::from_utf8(message).ok().and_then(read);
        bytes.ok_or_else(|| format!("this is no {what}"))
    };
    let bytes = match form {
        Form::Hex => written(judge::bytes_of_hex, "even number of hexadecimal digits")?,
        Form::Base64 => written(judge::bytes_of_base64, "base64 text with padding")?,
        Form::Raw => message.to_vec(),
    };
    match judge::binary(protocol, sender, &bytes) {
        Ok((event, _)) => Ok(format!("{NAME}{}{NAME:#}", event_name(protocol, event))),
        Err(fault)
            if fault.code == Code::UnknownLayout
                && protocol.wire.unknown_event != UnknownEvent::Reject =>
        {
            Ok(format!("{WARNING}unknown event{WARNING:#} of {} bytes", bytes.len()))
        }
        Err(fault) => Err(said(&fault)),
    }
}

/// A fault with its code.
fn said(fault: &Fault) -> String {
    format!("{fault} [{}]", fault.code.name())
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
