//! The frames that are timed: an event each of about 157 bytes, 1 KB and 20 KB.

use crate::peers::{
    AgentMood, AgentRow, AgentStatus, CommandOutput, CursorMoved, OutputLine, OutputStream,
    WorkspaceSnapshot,
};
use serde::Serialize;
use serde_json::Value;

/// A small payload of five fields.
pub fn agent_status() -> AgentStatus {
    AgentStatus {
        id: None,
        agent_id: "agent-7f3a".to_owned(),
        status: AgentMood::Busy,
        load: 0.375,
        queue: 12,
        note: Some("compiling".to_owned()),
    }
}

/// The smallest: numbers only.
pub fn cursor_moved() -> CursorMoved {
    CursorMoved { id: None, x: 512, y: -384, pressed: true }
}

/// Lines of text, 1 KB.
pub fn command_output() -> CommandOutput {
    let line = |number| OutputLine {
        number,
        text: format!("   Compiling crate-{number} v0.{number}.1 (registry), \"quoted\""),
    };
    CommandOutput {
        id: None,
        command_id: "command-88".to_owned(),
        stream: OutputStream::Stdout,
        exit: None,
        lines: (100..109).map(line).collect(),
    }
}

/// Records, 20 KB.
pub fn workspace_snapshot() -> WorkspaceSnapshot {
    let agent = |number: i64| AgentRow {
        id: format!("agent-{number:04}"),
        name: format!("Agent {number} of the west wing"),
        mood: [AgentMood::Idle, AgentMood::Busy, AgentMood::Gone][(number % 3) as usize].clone(),
        load: number as f64 / 128.0,
        queue: number as u32 * 3,
        online: number % 4 != 0,
        tags: vec!["linux".to_owned(), "gpu".to_owned()],
        region: (number % 2 == 0).then(|| "eu-north".to_owned()),
        since: 1_754_000_000_000 + number,
    };
    WorkspaceSnapshot {
        id: None,
        workspace: "workspace-1".to_owned(),
        revision: 90_071,
        agents: (0..128).map(agent).collect(),
        labels: (0..6).map(|n| (format!("label{n}"), format!("value {n}"))).collect(),
    }
}

/// `{"type", "id", "ts", "payload"}`, in this order.
pub fn envelope(tag: &str, payload: &impl Serialize) -> String {
    let payload = serde_json::to_string(payload).expect("plain data is JSON");
    format!(r#"{{"type":"{tag}","id":"msg-000123","ts":1754000000000,"payload":{payload}}}"#)
}

/// `{"type", "id", …}`, in this order.
pub fn flat(tag: &str, payload: &impl Serialize) -> String {
    let payload = serde_json::to_string(payload).expect("plain data is JSON");
    format!(r#"{{"type":"{tag}","id":"m-12",{}"#, &payload[1..])
}

/// The same frame with its keys the other way round, so that the tag stands last.
pub fn tag_last(frame: &str) -> String {
    let value: Value = serde_json::from_str(frame).expect("frames are JSON");
    let Value::Object(members) = value else { panic!("frames are objects") };
    let members: serde_json::Map<String, Value> = members.into_iter().rev().collect();
    serde_json::to_string(&members).expect("JSON is JSON")
}
