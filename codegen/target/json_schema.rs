//! JSON Schema 2020-12: one file for what each party sends, and one for each event's payload.
//!
//! Every file stands alone: what it refers to is in its own `$defs`, under names that are the same
//! in all files. The `$id` is made from `Options::base_url` and the path, or is a URN
//! (`urn:antiphon:<protocol>:<path>`), which needs no server and cannot be mistaken for a link.
//!
//! A party's file describes known events, whatever `wire.unknown` says, because it is read to find
//! out what may be sent. What JSON Schema cannot say, and decoders check: text inside `json<T>`,
//! bounds of decimals, steps of integers as text, `$count`, the calendar in timestamps, contents of
//! compressed frames, constraints of topic parameters beyond length, and which request a reply
//! without tag answers.

mod constraint;
mod define;
mod direction;
mod document;
mod embed;
mod frame;
mod keyword;
mod members;
mod names;
mod pattern;
mod payload;
mod scoped;
mod skeleton;
mod types;

use super::{Files, Options};
use crate::{
    judge::Reader,
    model::{EventId, Payload, Protocol},
};
use names::Names;

/// Makes the files.
pub(super) fn generate(protocol: &Protocol, options: &Options) -> Files {
    let names = Names::of(protocol, options);
    let reader = Reader::new(protocol);
    let mut files = Files::new();
    for party in protocol.parties() {
        if let Some(text) = direction::file(protocol, &names, party) {
            files.insert(format!("{}.json", names.party(party)), text);
        }
    }
    for (index, event) in protocol.events.iter().enumerate() {
        if event.payload != Payload::Binary {
            let id = EventId(index);
            let text = payload::file(protocol, &names, &reader, id);
            files.insert(format!("{}.json", names.event(id)), text);
        }
    }
    files
}
