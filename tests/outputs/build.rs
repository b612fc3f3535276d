//! Writes the Rust output of every example, fixture, corner and public protocol, as a user's build script does.

const DEFINITIONS: &[&str] = &[
    "examples/agent-c/protocol.yaml",
    "examples/channels-app/protocol.yaml",
    "examples/myagent/protocol.yaml",
    "examples/onsembl/protocol.yaml",
    "examples/realtime-gateway/protocol.yaml",
    "tests/fixtures/arrays.yaml",
    "tests/fixtures/calls.yaml",
    "tests/fixtures/choose.yaml",
    "tests/fixtures/flat.yaml",
    "tests/fixtures/mixed.yaml",
    "tests/fixtures/patterns.yaml",
    "tests/protocols/corners/exact-layouts.yaml",
    "tests/protocols/corners/heads.yaml",
    "tests/protocols/corners/nested-templates.yaml",
    "tests/protocols/corners/packed.yaml",
    "tests/protocols/corners/quoted-keys.yaml",
    "tests/protocols/corners/recursive.yaml",
    "tests/protocols/corners/told-apart.yaml",
    "tests/protocols/corners/topic-alone.yaml",
    "tests/protocols/corners/topics.yaml",
    "tests/protocols/corners/unknown-keys.yaml",
    "tests/fixtures/policies.yaml",
    "tests/protocols/public/action-cable/protocol.yaml",
    "tests/protocols/public/binance/protocol.yaml",
    "tests/protocols/public/chrome-devtools/protocol.yaml",
    "tests/protocols/public/coinbase/protocol.yaml",
    "tests/protocols/public/deepgram/protocol.yaml",
    "tests/protocols/public/discord-gateway/protocol.yaml",
    "tests/protocols/public/ethereum-rpc/protocol.yaml",
    "tests/protocols/public/gemini-live/protocol.yaml",
    "tests/protocols/public/graphql-transport-ws/protocol.yaml",
    "tests/protocols/public/home-assistant/protocol.yaml",
    "tests/protocols/public/kraken/protocol.yaml",
    "tests/protocols/public/language-server/protocol.yaml",
    "tests/protocols/public/meteor-ddp/protocol.yaml",
    "tests/protocols/public/nostr/protocol.yaml",
    "tests/protocols/public/obs-websocket/protocol.yaml",
    "tests/protocols/public/openai-realtime/protocol.yaml",
    "tests/protocols/public/phoenix-channels/protocol.yaml",
    "tests/protocols/public/pusher/protocol.yaml",
    "tests/protocols/public/signalr/protocol.yaml",
    "tests/protocols/public/slack-socket-mode/protocol.yaml",
    "tests/protocols/public/twitch-eventsub/protocol.yaml",
    "tests/protocols/public/wamp/protocol.yaml",
    "tests/schemas/protocol.yaml",
];

fn main() -> Result<(), antiphon_codegen::build_script::Failed> {
    for definition in DEFINITIONS {
        antiphon_codegen::build_script::rust(&format!("../../{definition}"))?;
    }
    Ok(())
}
