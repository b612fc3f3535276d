//! Frames of the reference protocol: each event of each sender, with every key that it may have.

use crate::examples::protocol_at;
use antiphon_codegen::model::Carrier;
use serde_json::Value;
use std::collections::BTreeSet;

fn lines() -> impl Iterator<Item = Value> {
    include_str!("reference.jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON"))
}

fn text(line: &Value, key: &str) -> String {
    line[key].as_str().expect("text").to_owned()
}

/// The frames with the names of their senders.
pub(super) fn frames() -> impl Iterator<Item = (String, Value)> {
    lines().map(|mut line| (text(&line, "from"), line["frame"].take()))
}

#[test]
fn every_event_has_a_frame_of_each_sender() {
    let protocol = protocol_at("protocol.yaml");
    let seen: BTreeSet<(String, String)> =
        lines().map(|line| (text(&line, "from"), text(&line, "event"))).collect();
    for party in protocol.parties() {
        let sent = protocol.sent_by(party);
        for (_, event) in sent.filter(|(_, event)| matches!(event.carrier, Carrier::Frame(_))) {
            let key = (
                protocol.party_name(party).to_owned(),
                antiphon_codegen::vectors::full_name(&protocol, event),
            );
            assert!(seen.contains(&key), "no frame of {key:?}");
        }
    }
}
