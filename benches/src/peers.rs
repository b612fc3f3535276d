//! The measured payloads as people write them for serde, and all events as serde's tagged enums.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;

include!(concat!(env!("OUT_DIR"), "/serde.rs"));

/// A frame whose payload is known, in an envelope. serde skips the tag.
#[derive(Debug, Serialize, Deserialize)]
pub struct Envelope<T> {
    pub id: Option<String>,
    pub ts: Option<i64>,
    pub payload: T,
}

/// Any frame in an envelope.
#[derive(Debug, Serialize, Deserialize)]
pub struct AnyEnvelope {
    #[serde(flatten)]
    pub event: Content,
    pub id: Option<String>,
    pub ts: Option<i64>,
}

/// `serde_json::Value` first: the frame of which the payload is not read yet.
#[derive(Debug, Deserialize)]
pub struct ValueEnvelope {
    pub r#type: String,
    pub id: Option<String>,
    pub ts: Option<i64>,
    pub payload: serde_json::Value,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentMood {
    Idle,
    Busy,
    Gone,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentStatus {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub agent_id: String,
    pub status: AgentMood,
    pub load: f64,
    pub queue: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutputStream {
    Stdout,
    Stderr,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutputLine {
    pub number: u64,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CommandOutput {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub command_id: String,
    pub stream: OutputStream,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit: Option<i32>,
    pub lines: Vec<OutputLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgentRow {
    pub id: String,
    pub name: String,
    pub mood: AgentMood,
    pub load: f64,
    pub queue: u32,
    pub online: bool,
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    pub since: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkspaceSnapshot {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub workspace: String,
    pub revision: u64,
    pub agents: Vec<AgentRow>,
    pub labels: HashMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CursorMoved {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub x: i32,
    pub y: i32,
    pub pressed: bool,
}
