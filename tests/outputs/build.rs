//! Writes the Rust output of every example and public protocol, as a user's build script does.

/// The folders of `examples`.
const EXAMPLES: &[&str] = &["agent-c", "channels-app", "myagent", "onsembl", "realtime-gateway"];

/// The folders of `tests/protocols/public`.
const PUBLIC: &[&str] = &[
    "discord-gateway",
    "ethereum-rpc",
    "graphql-transport-ws",
    "home-assistant",
    "nostr",
    "phoenix-channels",
    "pusher",
    "signalr",
    "slack-socket-mode",
    "wamp",
];

fn main() -> Result<(), antiphon_codegen::build_script::Failed> {
    for name in EXAMPLES {
        antiphon_codegen::build_script::rust(&format!("../../examples/{name}/protocol.yaml"))?;
    }
    for name in PUBLIC {
        antiphon_codegen::build_script::rust(&format!("../protocols/public/{name}/protocol.yaml"))?;
    }
    Ok(())
}
