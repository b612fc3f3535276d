//! The protocol as meant: names resolved, defaults filled, order fixed, valid by construction.
//!
//! Targets read this and nothing else. Every list keeps the order of the definition, every reference
//! is an index into one of the lists of [`Protocol`], and every value that a keyword may leave out
//! already holds its default.

mod event;
mod frame;
mod policy;
mod types;

pub use event::*;
pub use frame::*;
pub use policy::*;
pub use types::*;

use std::collections::BTreeMap;

/// One protocol, complete.
#[derive(Debug, Clone, PartialEq)]
pub struct Protocol {
    /// The identifier given as `protocol:`.
    pub name: String,
    /// The version given as `version:`, free text.
    pub version: Option<String>,
    /// Summary, description, deprecation.
    pub doc: Doc,
    /// Everyone but `server`, in order; `client` alone when the definition names nobody.
    pub peers: Vec<Peer>,
    /// Frames, packing, binary layouts and what to do with the unknown.
    pub wire: Wire,
    /// Declared types first, in order, then those written in place, in order of appearance.
    pub types: Vec<TypeDef>,
    /// Declared events, then those of channels, then replies written in place.
    pub events: Vec<Event>,
    /// Channels in order.
    pub channels: Vec<Channel>,
    /// Error codes, their classes and how they are reported.
    pub errors: Errors,
    /// Close codes in order.
    pub close: Vec<CloseCode>,
    /// How a connection is made, kept and ended.
    pub connection: Connection,
    /// What survives a connection.
    pub session: Option<Session>,
    /// What is too much.
    pub limits: Limits,
    /// The order in which events may come, as state machines.
    pub flows: Vec<Flow>,
}

/// What people read about a declaration.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Doc {
    /// One sentence.
    pub summary: Option<String>,
    /// Paragraphs of Markdown.
    pub description: Option<String>,
    /// Why it should no longer be used, and what to use instead.
    pub deprecated: Option<Deprecation>,
    /// The version of the protocol that brought it.
    pub since: Option<String>,
}

/// Why something should no longer be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Deprecation {
    /// The reason, a sentence.
    pub reason: String,
    /// The name of what replaces it.
    pub replacement: Option<String>,
}

/// Someone who takes part beside the server.
#[derive(Debug, Clone, PartialEq)]
pub struct Peer {
    /// The name in the definition.
    pub name: String,
    /// What it is.
    pub doc: Doc,
}

/// One end of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Party {
    /// An index into [`Protocol::peers`].
    Peer(usize),
    /// The server.
    Server,
}

impl Protocol {
    /// Every party in the order of the definition, the server last.
    pub fn parties(&self) -> impl Iterator<Item = Party> + '_ {
        (0..self.peers.len()).map(Party::Peer).chain([Party::Server])
    }

    /// The name of a party as the definition writes it.
    pub fn party_name(&self, party: Party) -> &str {
        match party {
            Party::Peer(index) => &self.peers[index].name,
            Party::Server => "server",
        }
    }

    /// The type with this index.
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// The event with this index.
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.0]
    }

    /// The events that a party may send, in order, those of channels included.
    pub fn sent_by(&self, party: Party) -> impl Iterator<Item = (EventId, &Event)> + '_ {
        self.events
            .iter()
            .enumerate()
            .filter(move |(_, event)| event.from.contains(&party))
            .map(|(index, event)| (EventId(index), event))
    }

    /// Events by their channel, in the order in which they are given; `None` is outside channels.
    pub fn by_channel(
        &self,
        events: impl IntoIterator<Item = EventId>,
    ) -> BTreeMap<Option<ChannelId>, Vec<EventId>> {
        let mut channels: BTreeMap<_, Vec<EventId>> = BTreeMap::new();
        for id in events {
            channels.entry(self.event(id).channel).or_default().push(id);
        }
        channels
    }
}
