//! Everything that a sender may send, decoded and encoded: `messages.ts`.

use super::{
    decode::{self, ReaderView},
    encode,
    events::request_name,
    expr::Expr,
    literal::text,
};
use crate::{
    judge::frames_of,
    model::{Carrier, EventId, FrameId, FrameRole, Packing, Party, UnknownEvent},
    names::typescript::value_name,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// One sender.
#[derive(Serialize)]
pub(super) struct SenderView {
    stem: String,
    name: String,
    /// The members of the union, and those that are declared beside it.
    arms: Vec<String>,
    wrappers: Vec<WrapperView>,
    /// Members of the options of its decoder beside those of every decoder.
    options: Vec<String>,
    options_type: String,
    /// Whether one message holds several frames.
    packed: bool,
    unpack: String,
    pack_one: String,
    pack_all: String,
    /// What a frame becomes: the message, or nothing where unknown ones are ignored.
    output: String,
    ignores: bool,
    /// Whether the text of a frame is needed beside its value.
    sized: bool,
    has_text: bool,
    has_binary: bool,
    /// The messages that are written as text.
    text_type: String,
    /// The functions that read its frames, and the table of them.
    readers: Vec<ReaderView>,
    table: String,
    read_binary: Vec<String>,
    write: Vec<String>,
    encode_binary: Vec<String>,
}

/// A batch or a compressed frame as a message.
#[derive(Serialize)]
struct WrapperView {
    doc: String,
    name: String,
    members: Vec<String>,
}

fn wrapper(expr: &Expr<'_>, stem: &str, id: FrameId) -> WrapperView {
    let frame = &expr.protocol.wire.frames[id.0];
    let of_frame = expr.names.frame(id);
    let is_batch = frame.role == FrameRole::Batch;
    let mut members = vec![
        format!("event: {}", if is_batch { "'$batch'" } else { "'$compressed'" }),
        format!("frame: {}", text(&frame.name)),
    ];
    if !expr.protocol.channels.is_empty() {
        members.push("channel?: undefined".to_owned());
    }
    members.push(if frame.head.is_empty() {
        "head?: undefined".to_owned()
    } else {
        format!("head: {}", expr.imports.ty("frames", &format!("{of_frame}Head")))
    });
    members.push("payload?: undefined".to_owned());
    if is_batch {
        members.push(format!("frames: readonly {stem}Message[]"));
    } else {
        members.push("tag: readonly unknown[]".to_owned());
        members.push(format!("content: {}", expr.imports.ty("wire", "Compressed")));
    }
    WrapperView {
        doc: match is_batch {
            true => format!("Several frames in one, the frame `{}`.", frame.name),
            false => format!("A frame that is compressed, in the frame `{}`.", frame.name),
        },
        name: format!("{stem}{of_frame}Message"),
        members,
    }
}

/// What one sender sends, sorted.
pub(super) struct Sent {
    pub(super) party: Party,
    pub(super) stem: String,
    pub(super) events: Vec<EventId>,
    /// Frames, in the order in which they are tried.
    pub(super) frames: Vec<FrameId>,
    /// Batches and compressed frames among them.
    pub(super) wrappers: Vec<FrameId>,
    pub(super) binary: Vec<EventId>,
    pub(super) sized: bool,
}

impl Sent {
    fn new(expr: &Expr<'_>, party: Party) -> Self {
        let protocol = expr.protocol;
        let events: Vec<EventId> = protocol.sent_by(party).map(|(id, _)| id).collect();
        let binary = events.iter().copied();
        let binary = binary.filter(|id| matches!(protocol.event(*id).carrier, Carrier::Binary(_)));
        let frames = frames_of(protocol, party).map(|(id, _)| id);
        let frames: Vec<FrameId> = frames.collect();
        let wrappers = frames.iter().copied();
        let wrappers = wrappers.filter(|id| protocol.wire.frames[id.0].role != FrameRole::Event);
        let sized = events
            .iter()
            .map(|id| protocol.event(*id))
            .any(|event| event.max_size.is_some() && matches!(event.carrier, Carrier::Frame(_)));
        Self {
            party,
            stem: expr.names.party(party).to_owned(),
            wrappers: wrappers.collect(),
            binary: binary.collect(),
            events,
            frames,
            sized,
        }
    }
}

/// Every sender that sends anything.
pub(super) fn senders(expr: &Expr<'_>) -> Vec<SenderView> {
    let protocol = expr.protocol;
    let parties = protocol.parties().filter(|party| protocol.sent_by(*party).next().is_some());
    parties.map(|party| sender(expr, &Sent::new(expr, party))).collect()
}

fn sender(expr: &Expr<'_>, sent: &Sent) -> SenderView {
    let protocol = expr.protocol;
    let stem = sent.stem.clone();
    let mut arms: Vec<String> =
        sent.events.iter().map(|id| expr.imports.ty("events", &expr.names.arms[id.0])).collect();
    let wrappers: Vec<WrapperView> =
        sent.wrappers.iter().map(|id| wrapper(expr, &stem, *id)).collect();
    arms.extend(wrappers.iter().map(|wrapper| wrapper.name.clone()));
    let delivers = protocol.wire.unknown_event == UnknownEvent::Deliver;
    if delivers {
        arms.push(expr.imports.ty("wire", "UnknownMessage"));
    }
    let options = options(expr, sent);
    let packing = match sent.party {
        Party::Server => protocol.wire.server_packing,
        Party::Peer(_) => protocol.wire.peer_packing,
    };
    let ignores = protocol.wire.unknown_event == UnknownEvent::Ignore;
    let output =
        if ignores { format!("{stem}Message | undefined") } else { format!("{stem}Message") };
    let has_text = !sent.frames.is_empty();
    let json = |name| expr.imports.value("json", name);
    let (unpack, pack_one, pack_all) = match packing {
        Packing::One => (String::new(), String::new(), String::new()),
        Packing::Lines => (json("unpackLines"), String::new(), ".join('\\n')".to_owned()),
        Packing::RecordSeparator => (
            json("unpackRecords"),
            " + '\\u001e'".to_owned(),
            ".map((frame) => `${frame}\\u001e`).join('')".to_owned(),
        ),
        Packing::JsonArray => (json("unpackArray"), String::new(), String::new()),
    };
    let options_type = if options.is_empty() {
        "DecodeOptions".to_owned()
    } else {
        format!("{stem}DecodeOptions")
    };
    expr.imports.ty("json", "DecodeOptions");
    expr.imports.ty("wire", "Result");
    expr.imports.value("wire", "attempt");
    if has_text {
        json("toJson");
        json("MAX_MESSAGE_BYTES");
        json("checkSize");
        if unpack.is_empty() {
            json("parseJson");
        } else {
            expr.imports.value("wire", "attemptEach");
        }
    }
    if !sent.binary.is_empty() {
        json("MAX_MESSAGE_BYTES");
        json("checkBytes");
    }
    let readers = decode::readers(expr, sent, &options_type);
    if has_text {
        expr.imports.value("choose", "readFrame");
        expr.imports.ty("choose", "FrameReader");
    }
    SenderView {
        name: protocol.party_name(sent.party).to_owned(),
        arms,
        wrappers,
        options,
        options_type,
        packed: packing != Packing::One,
        unpack,
        pack_one,
        pack_all: if packing == Packing::JsonArray { String::new() } else { pack_all },
        output,
        ignores,
        sized: sent.sized,
        has_text,
        has_binary: !sent.binary.is_empty(),
        text_type: if sent.binary.is_empty() {
            format!("{stem}Message")
        } else {
            let binary = sent.binary.iter().map(|id| expr.names.arms[id.0].clone());
            format!("Exclude<{stem}Message, {}>", binary.collect::<Vec<_>>().join(" | "))
        },
        readers,
        table: value_name(&format!("{stem} Frames")),
        read_binary: decode::binary(expr, sent),
        write: if has_text { encode::text(expr, sent) } else { Vec::new() },
        encode_binary: encode::binary(expr, sent),
        stem,
    }
}

/// Options of the decoder that only this sender needs.
fn options(expr: &Expr<'_>, sent: &Sent) -> Vec<String> {
    let protocol = expr.protocol;
    let mut options = Vec::new();
    let mut requests = BTreeSet::new();
    for frame in &sent.frames {
        let events = sent.events.iter().copied();
        let events: Vec<EventId> = events
            .filter(|id| protocol.event(*id).carrier == Carrier::Frame(*frame))
            .filter(|id| protocol.event(*id).tag.is_empty())
            .collect();
        if needs_pending(expr, &events) {
            let answered = events.iter().flat_map(|id| answers(expr, *id));
            requests.extend(answered.map(|id| text(&request_name(expr, protocol.event(id)))));
        }
    }
    if !requests.is_empty() {
        let names: Vec<String> = requests.into_iter().collect();
        options.push(
            "/** The request that waits for the reply with this correlation, if one does. */"
                .to_owned(),
        );
        options.push(format!(
            "readonly pending?: (correlation: string | number) => {} | undefined;",
            names.join(" | ")
        ));
    }
    let phases: BTreeSet<usize> =
        sent.events.iter().filter_map(|id| protocol.event(*id).phase).collect();
    if !phases.is_empty() {
        let names = protocol.connection.phases.iter().map(|phase| text(&phase.name));
        options.push("/** The phase of the connection; any by default. */".to_owned());
        options.push(format!(
            "readonly phase?: {} | undefined;",
            names.collect::<Vec<_>>().join(" | ")
        ));
    }
    options
}

/// Whether what is pending decides among these events of one frame without tag.
pub(super) fn needs_pending(expr: &Expr<'_>, events: &[EventId]) -> bool {
    // One event alone needs nobody to tell what it is.
    events.len() > 1 && events.iter().any(|event| !answers(expr, *event).is_empty())
}

/// The requests that an event answers.
pub(super) fn answers(expr: &Expr<'_>, id: EventId) -> Vec<EventId> {
    let requests = expr.protocol.events.iter().enumerate().filter(|(_, request)| {
        request.reply.as_ref().is_some_and(|reply| {
            let all = [&reply.ok, &reply.error, &reply.stream, &reply.end];
            all.into_iter().flatten().any(|each| *each == id)
        })
    });
    let requests = requests.map(|(index, _)| EventId(index));
    let written_in = expr.protocol.event(id).reply_to;
    written_in.into_iter().chain(requests.filter(|each| Some(*each) != written_in)).collect()
}
