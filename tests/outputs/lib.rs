//! The Rust output of all examples, under the lints that a careful user sets.
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/agent_c.rs"));
include!(concat!(env!("OUT_DIR"), "/channels_app.rs"));
include!(concat!(env!("OUT_DIR"), "/myagent.rs"));
include!(concat!(env!("OUT_DIR"), "/onsembl.rs"));
include!(concat!(env!("OUT_DIR"), "/realtime_gateway.rs"));
include!(concat!(env!("OUT_DIR"), "/schemas.rs"));
