//! Encoding: a typed event to a frame's text. The measure is `serde_json::to_vec` on the derived, tagged enum.

use crate::{
    envelope, flat, frames,
    measure::{Candidate, ratios},
    peers,
    report::{Bar, Table},
};
use antiphon::{Decoded, Message as _};
use serde::Serialize;

/// Our name in the tables.
const OURS: &str = "**antiphon, a new `String`**";
const REUSED: &str = "**antiphon, a reused buffer**";

/// Envelopes and flat frames, each in three sizes.
pub fn tables() -> Vec<Table> {
    let bars = || vec![Bar::new(OURS, &[0.65, 0.65, 0.65])];
    vec![
        Table::new(
            "Encoding, envelope",
            "`serde_json::to_vec` on serde's enum with `flatten` and `tag`/`content` = 1.00.",
            vec![
                envelope("agent.status", &frames::agent_status()),
                envelope("command.output", &frames::command_output()),
                envelope("workspace.snapshot", &frames::workspace_snapshot()),
            ],
            vec![],
        ),
        Table::new(
            "Encoding, flat",
            "`serde_json::to_vec` on serde's enum with `tag` = 1.00.",
            vec![
                flat("cursor.moved", &frames::cursor_moved()),
                flat("command.output", &frames::command_output()),
                flat("workspace.snapshot", &frames::workspace_snapshot()),
            ],
            bars(),
        ),
    ]
}

type Column = (String, Vec<crate::measure::Ratio>);

fn envelope(tag: &str, payload: &impl Serialize) -> Column {
    let text = frames::envelope(tag, payload);
    let decoded = envelope::ServerEvent::decode(&text).expect("the frame is the definition's");
    let Decoded::Event { head, event } = decoded else { panic!("an event") };
    let peer: peers::AnyEnvelope = serde_json::from_str(&text).expect("serde reads it too");
    let mut buffer = String::new();
    let candidates = vec![
        Candidate::new("serde_json, `flatten` and `tag`/`content`", || serde_json::to_vec(&peer)),
        Candidate::new(OURS, || event.encode(&head)),
        Candidate::new(REUSED, || {
            buffer.clear();
            antiphon::message::encode(&head, &event, &mut buffer).map(|()| buffer.len())
        }),
        Candidate::new("sonic-rs, `flatten` and `tag`/`content`", || sonic_rs::to_vec(&peer)),
    ];
    (format!("{} B", text.len()), ratios(candidates))
}

fn flat(tag: &str, payload: &impl Serialize) -> Column {
    let text = frames::flat(tag, payload);
    let decoded = flat::ServerEvent::decode(&text).expect("the frame is the definition's");
    let Decoded::Event { head, event } = decoded else { panic!("an event") };
    let peer: peers::Tagged = serde_json::from_str(&text).expect("serde reads it too");
    let mut buffer = String::new();
    let candidates = vec![
        Candidate::new("serde_json, enum with `tag`", || serde_json::to_vec(&peer)),
        Candidate::new(OURS, || event.encode(&head)),
        Candidate::new(REUSED, || {
            buffer.clear();
            antiphon::message::encode(&head, &event, &mut buffer).map(|()| buffer.len())
        }),
        Candidate::new("sonic-rs, enum with `tag`", || sonic_rs::to_vec(&peer)),
    ];
    (format!("{} B", text.len()), ratios(candidates))
}
