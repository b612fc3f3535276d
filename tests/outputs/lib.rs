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

include!(concat!(env!("OUT_DIR"), "/agent_c.rs"));
include!(concat!(env!("OUT_DIR"), "/channels_app.rs"));
include!(concat!(env!("OUT_DIR"), "/myagent.rs"));
include!(concat!(env!("OUT_DIR"), "/onsembl.rs"));
include!(concat!(env!("OUT_DIR"), "/realtime_gateway.rs"));
include!(concat!(env!("OUT_DIR"), "/schemas.rs"));
include!(concat!(env!("OUT_DIR"), "/discord_gateway.rs"));
include!(concat!(env!("OUT_DIR"), "/ethereum_rpc.rs"));
include!(concat!(env!("OUT_DIR"), "/graphql_transport_ws.rs"));
include!(concat!(env!("OUT_DIR"), "/home_assistant.rs"));
include!(concat!(env!("OUT_DIR"), "/nostr.rs"));
include!(concat!(env!("OUT_DIR"), "/phoenix_channels.rs"));
include!(concat!(env!("OUT_DIR"), "/pusher.rs"));
include!(concat!(env!("OUT_DIR"), "/signalr.rs"));
include!(concat!(env!("OUT_DIR"), "/slack_socket_mode.rs"));
include!(concat!(env!("OUT_DIR"), "/wamp.rs"));
include!(concat!(env!("OUT_DIR"), "/arrays.rs"));
include!(concat!(env!("OUT_DIR"), "/calls.rs"));
include!(concat!(env!("OUT_DIR"), "/choose.rs"));
include!(concat!(env!("OUT_DIR"), "/flat.rs"));
include!(concat!(env!("OUT_DIR"), "/mixed.rs"));
include!(concat!(env!("OUT_DIR"), "/patterns.rs"));
include!(concat!(env!("OUT_DIR"), "/policies.rs"));
include!(concat!(env!("OUT_DIR"), "/action_cable.rs"));
include!(concat!(env!("OUT_DIR"), "/binance.rs"));
include!(concat!(env!("OUT_DIR"), "/chrome_devtools.rs"));
include!(concat!(env!("OUT_DIR"), "/coinbase.rs"));
include!(concat!(env!("OUT_DIR"), "/deepgram.rs"));
include!(concat!(env!("OUT_DIR"), "/gemini_live.rs"));
include!(concat!(env!("OUT_DIR"), "/kraken.rs"));
include!(concat!(env!("OUT_DIR"), "/language_server.rs"));
include!(concat!(env!("OUT_DIR"), "/meteor_ddp.rs"));
include!(concat!(env!("OUT_DIR"), "/obs_websocket.rs"));
include!(concat!(env!("OUT_DIR"), "/openai_realtime.rs"));
include!(concat!(env!("OUT_DIR"), "/twitch_eventsub.rs"));
include!(concat!(env!("OUT_DIR"), "/exact_layouts.rs"));
include!(concat!(env!("OUT_DIR"), "/heads.rs"));
include!(concat!(env!("OUT_DIR"), "/nested_templates.rs"));
include!(concat!(env!("OUT_DIR"), "/packed.rs"));
include!(concat!(env!("OUT_DIR"), "/quoted_keys.rs"));
include!(concat!(env!("OUT_DIR"), "/recursive.rs"));
include!(concat!(env!("OUT_DIR"), "/told_apart.rs"));
include!(concat!(env!("OUT_DIR"), "/topic_alone.rs"));
include!(concat!(env!("OUT_DIR"), "/topics.rs"));
include!(concat!(env!("OUT_DIR"), "/unknown_keys.rs"));
