//! Decoding: a frame's text to a typed event. The measure is serde_json into the one struct that is known to come.

use crate::{
    envelope, flat, frames,
    measure::{Candidate, ratios},
    peers,
    report::{Bar, Table},
};
use antiphon::Message as _;
use serde::{Serialize, de::DeserializeOwned};

/// Our name in the tables.
const OURS: &str = "**antiphon, template order**";
const OURS_ANY: &str = "**antiphon, tag last**";

/// Envelopes and flat frames, each in three sizes.
pub fn tables() -> Vec<Table> {
    vec![
        Table::new(
            "Decoding, envelope: `{\"type\", \"id\", \"ts\", \"payload\"}`",
            "`serde_json::from_slice` into the struct that is known to come = 1.00. Our rows decode the whole sender's enum of 64 events.",
            vec![
                envelope("agent.status", &frames::agent_status()),
                envelope("command.output", &frames::command_output()),
                envelope("workspace.snapshot", &frames::workspace_snapshot()),
            ],
            vec![
                Bar::new(OURS, &[0.75, 0.85, 0.92]),
                Bar::new(OURS_ANY, &[1.25, 1.15, 1.10]),
            ],
        ),
        Table::new(
            "Decoding, flat: the payload's fields beside `type` and `id`",
            "As above.",
            vec![
                flat("cursor.moved", &frames::cursor_moved()),
                flat("command.output", &frames::command_output()),
                flat("workspace.snapshot", &frames::workspace_snapshot()),
            ],
            vec![
                Bar::new(OURS, &[1.05, 0.95, 0.95]),
                Bar::new(OURS_ANY, &[1.80, 1.40, 1.25]),
            ],
        ),
    ]
}

type Column = (String, Vec<crate::measure::Ratio>);

fn envelope<T: Serialize + DeserializeOwned>(tag: &str, payload: &T) -> Column {
    let text = frames::envelope(tag, payload);
    let last = frames::tag_last(&text);
    envelope::ServerEvent::decode(&text).expect("the frame is the definition's");
    envelope::ServerEvent::decode(&last).expect("in any order");
    let candidates = vec![
        Candidate::new("serde_json, known struct", || {
            serde_json::from_slice::<peers::Envelope<T>>(text.as_bytes())
        }),
        Candidate::new(OURS, || envelope::ServerEvent::decode(&text)),
        Candidate::new("serde_json, known struct, tag last", || {
            serde_json::from_str::<peers::Envelope<T>>(&last)
        }),
        Candidate::new(OURS_ANY, || envelope::ServerEvent::decode(&last)),
        Candidate::new("serde, `flatten` and `tag`/`content`", || {
            serde_json::from_str::<peers::AnyEnvelope>(&text)
        }),
        Candidate::new("`serde_json::Value`, then `from_value`", || {
            let frame: peers::ValueEnvelope = serde_json::from_str(&text)?;
            serde_json::from_value::<T>(frame.payload)
        }),
        Candidate::new("sonic-rs, known struct", || {
            sonic_rs::from_str::<peers::Envelope<T>>(&text)
        }),
    ];
    (format!("{} B", text.len()), ratios(candidates))
}

fn flat<T: Serialize + DeserializeOwned>(tag: &str, payload: &T) -> Column {
    let text = frames::flat(tag, payload);
    let last = frames::tag_last(&text);
    flat::ServerEvent::decode(&text).expect("the frame is the definition's");
    flat::ServerEvent::decode(&last).expect("in any order");
    let candidates = vec![
        Candidate::new("serde_json, known struct", || serde_json::from_slice::<T>(text.as_bytes())),
        Candidate::new(OURS, || flat::ServerEvent::decode(&text)),
        Candidate::new("serde_json, known struct, tag last", || serde_json::from_str::<T>(&last)),
        Candidate::new(OURS_ANY, || flat::ServerEvent::decode(&last)),
        Candidate::new("serde, enum with `tag`", || {
            serde_json::from_str::<peers::Tagged>(&text)
        }),
        Candidate::new("`serde_json::Value`, then `from_value`", || {
            serde_json::from_value::<peers::Tagged>(serde_json::from_str(&text)?)
        }),
        Candidate::new("sonic-rs, known struct", || sonic_rs::from_str::<T>(&text)),
    ];
    (format!("{} B", text.len()), ratios(candidates))
}
