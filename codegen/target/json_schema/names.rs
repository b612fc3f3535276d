//! Names that stay: files, `$id`s and `$defs`.

use crate::{
    model::{EventId, FrameId, IntKind, Party, Protocol, TypeId},
    target::Options,
};
use std::collections::{BTreeMap, BTreeSet};

/// An entry of `$defs`; the order is the order in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Def {
    /// Any frame of the sender.
    Frame,
    /// The frame of an event.
    Event(EventId),
    /// A batch or a compressed frame, or the events of a frame whose key is the tag.
    Carrier(FrameId),
    /// A type.
    Type(TypeId),
    /// Text of a format.
    Format(Format),
}

/// Formats of text that several places share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub(super) enum Format {
    Base64,
    Decimal,
    Integer(u8),
    Timestamp,
    Url,
    Uuid,
}

const INTEGERS: [IntKind; 8] = [
    IntKind::I8,
    IntKind::I16,
    IntKind::I32,
    IntKind::I64,
    IntKind::U8,
    IntKind::U16,
    IntKind::U32,
    IntKind::U64,
];

impl Format {
    /// Integers of this kind as text.
    pub(super) fn integer(kind: IntKind) -> Self {
        Self::Integer(INTEGERS.iter().position(|known| *known == kind).unwrap_or_default() as u8)
    }

    /// The kind of [`Format::Integer`].
    pub(super) fn kind(index: u8) -> IntKind {
        INTEGERS.get(usize::from(index)).copied().unwrap_or(IntKind::I64)
    }

    fn name(self) -> String {
        match self {
            Self::Base64 => "base64".to_owned(),
            Self::Decimal => "decimal".to_owned(),
            Self::Integer(kind) => format!("{}-text", Self::kind(kind).name()),
            Self::Timestamp => "timestamp".to_owned(),
            Self::Url => "url".to_owned(),
            Self::Uuid => "uuid".to_owned(),
        }
    }
}

/// Every name of one output.
pub(super) struct Names {
    base: String,
    defs: BTreeMap<Def, String>,
    files: BTreeMap<EventId, String>,
    parties: BTreeMap<Party, String>,
}

impl Names {
    /// Gives a name to everything, in the order of the definition.
    pub(super) fn of(protocol: &Protocol, options: &Options) -> Self {
        let base = match &options.base_url {
            Some(url) => format!("{}/", url.trim_end_matches('/')),
            None => format!("urn:antiphon:{}:", encode(&protocol.name)),
        };
        let mut used = BTreeSet::new();
        let mut defs = BTreeMap::new();
        for (index, def) in protocol.types.iter().enumerate() {
            defs.insert(Def::Type(TypeId(index)), unique(&mut used, &def.name, str::to_owned));
        }
        let formats =
            [Format::Base64, Format::Decimal, Format::Timestamp, Format::Url, Format::Uuid];
        let integers = (0..INTEGERS.len() as u8).map(Format::Integer);
        for format in formats.into_iter().chain(integers) {
            defs.insert(Def::Format(format), unique(&mut used, &format.name(), str::to_owned));
        }
        defs.insert(Def::Frame, unique(&mut used, "frame", str::to_owned));
        for (index, frame) in protocol.wire.frames.iter().enumerate() {
            let name = format!("frames.{}", frame.name);
            defs.insert(Def::Carrier(FrameId(index)), unique(&mut used, &name, str::to_owned));
        }
        let mut paths = BTreeSet::new();
        let mut files = BTreeMap::new();
        for (index, event) in protocol.events.iter().enumerate() {
            let channel = event.channel.and_then(|channel| protocol.channels.get(channel.0));
            let (name, folder) = match channel {
                Some(channel) => (
                    format!("channels.{}.{}", channel.name, event.name),
                    format!("channels/{}", file_name(&channel.name)),
                ),
                None => (format!("events.{}", event.name), "events".to_owned()),
            };
            let id = EventId(index);
            defs.insert(Def::Event(id), unique(&mut used, &name, str::to_owned));
            let path = format!("{folder}/{}", file_name(&event.name));
            files.insert(id, unique(&mut paths, &path, str::to_lowercase));
        }
        let parties = protocol.parties().map(|party| {
            let name = file_name(protocol.party_name(party));
            (party, unique(&mut paths, &name, str::to_lowercase))
        });
        let parties = parties.collect();
        Self { base, defs, files, parties }
    }

    /// The key in `$defs`.
    pub(super) fn def(&self, def: Def) -> &str {
        self.defs.get(&def).map_or("", String::as_str)
    }

    /// The `$ref` to an entry of `$defs`.
    pub(super) fn reference(&self, def: Def) -> String {
        format!("#/$defs/{}", pointer(self.def(def)))
    }

    /// The path of an event's file, without `.json`.
    pub(super) fn event(&self, event: EventId) -> &str {
        self.files.get(&event).map_or("", String::as_str)
    }

    /// The path of a party's file, without `.json`.
    pub(super) fn party(&self, party: Party) -> &str {
        self.parties.get(&party).map_or("", String::as_str)
    }

    /// The `$id` of a file. Under a URL it is where the file is; as a URN it has no ending.
    pub(super) fn id(&self, path: &str) -> String {
        let ending = if self.base.starts_with("urn:") { "" } else { ".json" };
        format!("{}{}{ending}", self.base, encode(path))
    }
}

/// A name that no other has, by what two names share.
fn unique(used: &mut BTreeSet<String>, name: &str, same: fn(&str) -> String) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2_u32;
    while !used.insert(same(&candidate)) {
        candidate = format!("{name}-{number}");
        number += 1;
    }
    candidate
}

/// A name of a file on every system.
fn file_name(name: &str) -> String {
    let is_plain = |each: char| each.is_ascii_alphanumeric() || "._-".contains(each);
    let plain: String = name.chars().map(|each| if is_plain(each) { each } else { '-' }).collect();
    // Names that Windows keeps for devices, and names that are hidden or empty.
    let stem = plain.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
    let device = ["", "con", "prn", "aux", "nul"].contains(&stem.as_str())
        || (numbered && stem.ends_with(|last: char| last.is_ascii_digit()));
    if device { format!("_{plain}") } else { plain }
}

/// Text as a part of a URI: only characters that mean nothing there.
fn encode(text: &str) -> String {
    encode_but(text, "-._~/")
}

/// A key as a part of a JSON pointer in a fragment.
pub(super) fn pointer(key: &str) -> String {
    encode_but(&key.replace('~', "~0").replace('/', "~1"), "-._~:@!$&'()*+,;=")
}

fn encode_but(text: &str, plain: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let each = char::from(byte);
        if each.is_ascii_alphanumeric() || plain.contains(each) {
            out.push(each);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_apart() {
        assert_eq!(file_name("agent:status"), "agent-status");
        assert_eq!(file_name("aux"), "_aux");
        assert_eq!(file_name("../x"), "_..-x");
        assert_eq!(pointer("events.a/b%"), "events.a~1b%25");
        let mut used = BTreeSet::new();
        assert_eq!(unique(&mut used, "Ping", str::to_lowercase), "Ping");
        assert_eq!(unique(&mut used, "ping", str::to_lowercase), "ping-2");
    }
}
