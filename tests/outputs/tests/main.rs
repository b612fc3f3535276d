//! The generated Rust of every example, fixture and public protocol, held to its frames: the recorded ones are their
//! events and come back, and each changed copy has the verdict of the judge.
#![allow(deprecated, reason = "what is deprecated is decoded too")]

mod frames;
mod limits;
mod patterns;
mod verdicts;
mod watched;

/// Makes the tests of each protocol. A row: the module of the output, its definition, its recorded frames, and who sends what.
macro_rules! outputs {
    ($($name:ident $definition:literal $frames:literal: $($party:ident $message:ident),+;)+) => {
        $(mod $name {
            #[test]
            fn recorded_frames_come_back() {
                let recorded = crate::frames::recorded(stringify!($name), $frames);
                let mut failures = Vec::new();
                for recorded in &recorded {
                    match recorded.sender.as_str() {
                        $(stringify!($party) => {
                            crate::frames::check::<crate::$name::output::$message>(recorded, &mut failures);
                        })+
                        other => panic!("nobody is called {other}"),
                    }
                }
                assert!(failures.is_empty(), "{}", failures.join("\n"));
            }

            #[test]
            fn changed_frames_have_the_verdict_of_the_judge() {
                let vectors = crate::verdicts::Vectors::of(stringify!($name), $definition, $frames);
                let mut failures = Vec::new();
                $(vectors.check::<crate::$name::output::$message>(stringify!($party), &mut failures);)+
                vectors.report(&failures);
            }

            // The reference protocol is a crate of its own.
            use super::outputs::$name as output;
        })+
    };
}

mod outputs {
    pub(crate) use agent_console_protocol as agent_console;
    pub(crate) use antiphon_outputs::*;
}

outputs! {
    agent_console "protocol.yaml" "tests/typescript_target/reference.jsonl": console ConsoleEvent, agent AgentEvent, viewer ViewerEvent, server ServerEvent;
    arrays "tests/fixtures/arrays.yaml" "tests/fixtures/frames.jsonl": client ClientEvent, server ServerEvent;
    calls "tests/fixtures/calls.yaml" "tests/fixtures/frames.jsonl": client ClientEvent, server ServerEvent;
    choose "tests/fixtures/choose.yaml" "tests/fixtures/frames.jsonl": client ClientEvent, server ServerEvent;
    flat "tests/fixtures/flat.yaml" "tests/fixtures/frames.jsonl": client ClientEvent, server ServerEvent;
    mixed "tests/fixtures/mixed.yaml" "tests/fixtures/frames.jsonl": client ClientEvent, server ServerEvent;
    agent_c "examples/agent-c/protocol.yaml" "examples/agent-c/frames/frames.jsonl": client ClientEvent, server ServerEvent;
    channels_app "examples/channels-app/protocol.yaml" "examples/channels-app/frames/frames.jsonl": client ClientEvent, server ServerEvent;
    myagent "examples/myagent/protocol.yaml" "examples/myagent/frames/frames.jsonl": client ClientEvent, server ServerEvent;
    onsembl "examples/onsembl/protocol.yaml" "examples/onsembl/frames/frames.jsonl": dashboard DashboardEvent, agent AgentEvent, server ServerEvent;
    realtime_gateway "examples/realtime-gateway/protocol.yaml" "examples/realtime-gateway/frames/frames.jsonl": client ClientEvent, server ServerEvent;
    discord_gateway "tests/protocols/public/discord-gateway/protocol.yaml" "tests/protocols/public/discord-gateway/frames.jsonl": client ClientEvent, server ServerEvent;
    ethereum_rpc "tests/protocols/public/ethereum-rpc/protocol.yaml" "tests/protocols/public/ethereum-rpc/frames.jsonl": client ClientEvent, server ServerEvent;
    graphql_transport_ws "tests/protocols/public/graphql-transport-ws/protocol.yaml" "tests/protocols/public/graphql-transport-ws/frames.jsonl": client ClientEvent, server ServerEvent;
    home_assistant "tests/protocols/public/home-assistant/protocol.yaml" "tests/protocols/public/home-assistant/frames.jsonl": client ClientEvent, server ServerEvent;
    nostr "tests/protocols/public/nostr/protocol.yaml" "tests/protocols/public/nostr/frames.jsonl": client ClientEvent, server ServerEvent;
    phoenix_channels "tests/protocols/public/phoenix-channels/protocol.yaml" "tests/protocols/public/phoenix-channels/frames.jsonl": client ClientEvent, server ServerEvent;
    pusher "tests/protocols/public/pusher/protocol.yaml" "tests/protocols/public/pusher/frames.jsonl": client ClientEvent, server ServerEvent;
    signalr "tests/protocols/public/signalr/protocol.yaml" "tests/protocols/public/signalr/frames.jsonl": client ClientEvent, server ServerEvent;
    slack_socket_mode "tests/protocols/public/slack-socket-mode/protocol.yaml" "tests/protocols/public/slack-socket-mode/frames.jsonl": client ClientEvent, server ServerEvent;
    wamp "tests/protocols/public/wamp/protocol.yaml" "tests/protocols/public/wamp/frames.jsonl": client ClientEvent, server ServerEvent;
    action_cable "tests/protocols/public/action-cable/protocol.yaml" "tests/protocols/public/action-cable/frames.jsonl": client ClientEvent, server ServerEvent;
    binance "tests/protocols/public/binance/protocol.yaml" "tests/protocols/public/binance/frames.jsonl": client ClientEvent, server ServerEvent;
    chrome_devtools "tests/protocols/public/chrome-devtools/protocol.yaml" "tests/protocols/public/chrome-devtools/frames.jsonl": client ClientEvent, server ServerEvent;
    coinbase "tests/protocols/public/coinbase/protocol.yaml" "tests/protocols/public/coinbase/frames.jsonl": client ClientEvent, server ServerEvent;
    deepgram "tests/protocols/public/deepgram/protocol.yaml" "tests/protocols/public/deepgram/frames.jsonl": client ClientEvent, server ServerEvent;
    gemini_live "tests/protocols/public/gemini-live/protocol.yaml" "tests/protocols/public/gemini-live/frames.jsonl": client ClientEvent, server ServerEvent;
    kraken "tests/protocols/public/kraken/protocol.yaml" "tests/protocols/public/kraken/frames.jsonl": client ClientEvent, server ServerEvent;
    language_server "tests/protocols/public/language-server/protocol.yaml" "tests/protocols/public/language-server/frames.jsonl": client ClientEvent, server ServerEvent;
    meteor_ddp "tests/protocols/public/meteor-ddp/protocol.yaml" "tests/protocols/public/meteor-ddp/frames.jsonl": client ClientEvent, server ServerEvent;
    obs_websocket "tests/protocols/public/obs-websocket/protocol.yaml" "tests/protocols/public/obs-websocket/frames.jsonl": client ClientEvent, server ServerEvent;
    openai_realtime "tests/protocols/public/openai-realtime/protocol.yaml" "tests/protocols/public/openai-realtime/frames.jsonl": client ClientEvent, server ServerEvent;
    twitch_eventsub "tests/protocols/public/twitch-eventsub/protocol.yaml" "tests/protocols/public/twitch-eventsub/frames.jsonl": server ServerEvent;
}

/// Makes the test of each corner of the language, of which good and bad frames are recorded.
macro_rules! corners {
    ($($name:ident $path:literal: $($party:ident $message:ident),+;)+) => {
        $(mod $name {
            #[test]
            fn frames_have_the_verdict_of_the_judge() {
                let at = |extension: &str| format!("tests/protocols/corners/{}.{extension}", $path);
                let vectors = crate::verdicts::Vectors::of(stringify!($name), &at("yaml"), &at("jsonl"));
                let mut failures = Vec::new();
                $(vectors.check::<antiphon_outputs::$name::$message>(stringify!($party), &mut failures);)+
                vectors.report(&failures);
            }
        })+
    };
}

corners! {
    exact_layouts "exact-layouts": server ServerEvent;
    heads "heads": client ClientEvent, server ServerEvent;
    nested_templates "nested-templates": client ClientEvent, server ServerEvent;
    packed "packed": client ClientEvent, server ServerEvent;
    quoted_keys "quoted-keys": server ServerEvent;
    recursive "recursive": client ClientEvent;
    told_apart "told-apart": server ServerEvent;
    topic_alone "topic-alone": server ServerEvent;
    topics "topics": server ServerEvent;
    unknown_keys "unknown-keys": client ClientEvent;
}
