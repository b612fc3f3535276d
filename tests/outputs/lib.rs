//! The Rust output of all examples and fixtures, under the lints that a careful user sets.
//!
//! A match without a wildcard names every event, and compiles:
//!
//! ```
//! use antiphon_outputs::calls::ServerEvent;
//!
//! fn name(event: &ServerEvent) -> &'static str {
//!     match event {
//!         ServerEvent::Ask(_) => "ask",
//!         ServerEvent::Line(_) => "line",
//!         ServerEvent::Failed(_) => "failed",
//!         ServerEvent::AddOk(_) => "add.ok",
//!         ServerEvent::TailOk(_) => "tail.ok",
//!         ServerEvent::Unknown(_) => "unknown",
//!     }
//! }
//! ```
//!
//! One event less, as when the definition gained one, does not:
//!
//! ```compile_fail
//! use antiphon_outputs::calls::ServerEvent;
//!
//! fn name(event: &ServerEvent) -> &'static str {
//!     match event {
//!         ServerEvent::Ask(_) => "ask",
//!         ServerEvent::Line(_) => "line",
//!         ServerEvent::Failed(_) => "failed",
//!         ServerEvent::AddOk(_) => "add.ok",
//!         ServerEvent::Unknown(_) => "unknown",
//!     }
//! }
//! ```
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/agent_c.rs"));
include!(concat!(env!("OUT_DIR"), "/channels_app.rs"));
include!(concat!(env!("OUT_DIR"), "/myagent.rs"));
include!(concat!(env!("OUT_DIR"), "/onsembl.rs"));
include!(concat!(env!("OUT_DIR"), "/realtime_gateway.rs"));
include!(concat!(env!("OUT_DIR"), "/arrays.rs"));
include!(concat!(env!("OUT_DIR"), "/calls.rs"));
include!(concat!(env!("OUT_DIR"), "/flat.rs"));
include!(concat!(env!("OUT_DIR"), "/mixed.rs"));
