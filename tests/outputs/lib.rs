//! The Rust output of all examples, fixtures and public protocols, under the lints that a careful user sets.
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

include!(concat!(env!("OUT_DIR"), "/all.rs"));
