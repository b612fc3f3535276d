//! Every recorded frame of the examples and public protocols decodes to its event and encodes to an equal value.

use antiphon::{
    Context, Decoded, Message,
    message::{self, Packing},
};
use serde_json::Value;

/// One line of `frames.jsonl`.
struct Recorded {
    sender: String,
    event: String,
    /// The request that waits, where the type of its reply follows from it.
    answers: Option<String>,
    phase: Option<String>,
    frame: Value,
    /// What is written, where it is not the frame to the letter.
    again: Option<Value>,
}

/// The frames of a file beside this crate.
fn recorded(path: &str) -> Vec<Recorded> {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the frames are there");
    let maybe = |line: &Value, key: &str| line[key].as_str().map(str::to_owned);
    let text_of = |line: &Value, key: &str| line[key].as_str().expect("text").to_owned();
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .map(|mut line: Value| Recorded {
            sender: text_of(&line, "from"),
            event: text_of(&line, "event"),
            answers: maybe(&line, "answers"),
            phase: maybe(&line, "phase"),
            again: line.get("again").cloned(),
            frame: line["frame"].take(),
        })
        .collect()
}

/// The frame again, and the name of what it carries.
fn again<M: Message>(decoded: &Decoded<M>) -> (String, String) {
    let mut text = String::new();
    message::encode_decoded(decoded, &mut text).expect("it encodes");
    let name = match decoded {
        Decoded::Event { event, .. } => event.event().entry.map_or("unknown", |entry| entry.name),
        Decoded::Batch { .. } => "batch",
        Decoded::Compressed { .. } => "compressed",
        Decoded::Ignored => "ignored",
        Decoded::Binary(_) => panic!("text does not decode to a binary event"),
    };
    (text, name.to_owned())
}

/// Whether two values are equal in JSON's sense: `1.0` is `1`.
fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|other| equal(value, other)))
        }
        (one, other) => one == other,
    }
}

fn check<M: Message>(recorded: &Recorded, failures: &mut Vec<String>) {
    let Recorded { event, answers, phase, frame, again: expected, .. } = recorded;
    // The table of request names that a client would have.
    let request = answers.clone().map(|name| &*name.leak());
    let pending = |_: &str| request;
    // Any order of keys must do: as recorded, and reversed.
    let reversed = match frame {
        Value::Object(map) => Value::Object(map.clone().into_iter().rev().collect()),
        other => other.clone(),
    };
    for text in [frame.to_string(), reversed.to_string()] {
        let text = match M::PACKING {
            Packing::RecordSeparator => text + "\u{1e}",
            Packing::One | Packing::Lines | Packing::JsonArray => text,
        };
        let context =
            Context { pending: Some(&pending), phase: phase.as_deref(), ..Context::default() };
        let decoded = match message::decode::<M>(&text, &context) {
            Ok(decoded) => decoded,
            Err(error) => {
                failures.push(format!("{event}: {error}\n  {text}"));
                continue;
            }
        };
        let [decoded] = decoded.as_slice() else {
            failures.push(format!("{event}: {} messages", decoded.len()));
            continue;
        };
        let (text, name) = again(decoded);
        // An event of a channel is named without it.
        if name != *event && !event.ends_with(&format!("/{name}")) {
            failures.push(format!("{event}: decoded as {name}"));
        }
        let text = text.trim_end_matches('\u{1e}');
        let value: Value = serde_json::from_str(text).expect("it encodes to JSON");
        if !equal(&value, expected.as_ref().unwrap_or(frame)) {
            failures.push(format!("{event}: encoded as\n  {text}\n  instead of\n  {frame}"));
        }
    }
}

macro_rules! frames_of {
    ($test:ident, $path:expr, $($party:literal => $message:ty),+) => {
        #[test]
        fn $test() {
            let mut failures = Vec::new();
            let all = recorded($path);
            assert!(!all.is_empty(), "there are frames");
            for recorded in &all {
                match recorded.sender.as_str() {
                    $($party => check::<$message>(recorded, &mut failures),)+
                    other => panic!("nobody is called {other}"),
                }
            }
            assert!(failures.is_empty(), "{}", failures.join("\n"));
        }
    };
}

frames_of!(agent_c, "examples/agent-c/frames/frames.jsonl", "client" => antiphon_outputs::agent_c::ClientEvent, "server" => antiphon_outputs::agent_c::ServerEvent);
frames_of!(channels_app, "examples/channels-app/frames/frames.jsonl", "client" => antiphon_outputs::channels_app::ClientEvent, "server" => antiphon_outputs::channels_app::ServerEvent);
frames_of!(myagent, "examples/myagent/frames/frames.jsonl", "client" => antiphon_outputs::myagent::ClientEvent, "server" => antiphon_outputs::myagent::ServerEvent);
frames_of!(onsembl, "examples/onsembl/frames/frames.jsonl", "dashboard" => antiphon_outputs::onsembl::DashboardEvent, "agent" => antiphon_outputs::onsembl::AgentEvent, "server" => antiphon_outputs::onsembl::ServerEvent);
frames_of!(realtime_gateway, "examples/realtime-gateway/frames/frames.jsonl", "client" => antiphon_outputs::realtime_gateway::ClientEvent, "server" => antiphon_outputs::realtime_gateway::ServerEvent);
frames_of!(discord_gateway, "tests/protocols/public/discord-gateway/frames.jsonl", "client" => antiphon_outputs::discord_gateway::ClientEvent, "server" => antiphon_outputs::discord_gateway::ServerEvent);
frames_of!(ethereum_rpc, "tests/protocols/public/ethereum-rpc/frames.jsonl", "client" => antiphon_outputs::ethereum_rpc::ClientEvent, "server" => antiphon_outputs::ethereum_rpc::ServerEvent);
frames_of!(graphql_transport_ws, "tests/protocols/public/graphql-transport-ws/frames.jsonl", "client" => antiphon_outputs::graphql_transport_ws::ClientEvent, "server" => antiphon_outputs::graphql_transport_ws::ServerEvent);
frames_of!(home_assistant, "tests/protocols/public/home-assistant/frames.jsonl", "client" => antiphon_outputs::home_assistant::ClientEvent, "server" => antiphon_outputs::home_assistant::ServerEvent);
frames_of!(nostr, "tests/protocols/public/nostr/frames.jsonl", "client" => antiphon_outputs::nostr::ClientEvent, "server" => antiphon_outputs::nostr::ServerEvent);
frames_of!(phoenix_channels, "tests/protocols/public/phoenix-channels/frames.jsonl", "client" => antiphon_outputs::phoenix_channels::ClientEvent, "server" => antiphon_outputs::phoenix_channels::ServerEvent);
frames_of!(pusher, "tests/protocols/public/pusher/frames.jsonl", "client" => antiphon_outputs::pusher::ClientEvent, "server" => antiphon_outputs::pusher::ServerEvent);
frames_of!(signalr, "tests/protocols/public/signalr/frames.jsonl", "client" => antiphon_outputs::signalr::ClientEvent, "server" => antiphon_outputs::signalr::ServerEvent);
frames_of!(slack_socket_mode, "tests/protocols/public/slack-socket-mode/frames.jsonl", "client" => antiphon_outputs::slack_socket_mode::ClientEvent, "server" => antiphon_outputs::slack_socket_mode::ServerEvent);
frames_of!(wamp, "tests/protocols/public/wamp/frames.jsonl", "client" => antiphon_outputs::wamp::ClientEvent, "server" => antiphon_outputs::wamp::ServerEvent);
frames_of!(action_cable, "tests/protocols/public/action-cable/frames.jsonl", "client" => antiphon_outputs::action_cable::ClientEvent, "server" => antiphon_outputs::action_cable::ServerEvent);
frames_of!(binance, "tests/protocols/public/binance/frames.jsonl", "client" => antiphon_outputs::binance::ClientEvent, "server" => antiphon_outputs::binance::ServerEvent);
frames_of!(chrome_devtools, "tests/protocols/public/chrome-devtools/frames.jsonl", "client" => antiphon_outputs::chrome_devtools::ClientEvent, "server" => antiphon_outputs::chrome_devtools::ServerEvent);
frames_of!(coinbase, "tests/protocols/public/coinbase/frames.jsonl", "client" => antiphon_outputs::coinbase::ClientEvent, "server" => antiphon_outputs::coinbase::ServerEvent);
frames_of!(deepgram, "tests/protocols/public/deepgram/frames.jsonl", "client" => antiphon_outputs::deepgram::ClientEvent, "server" => antiphon_outputs::deepgram::ServerEvent);
frames_of!(gemini_live, "tests/protocols/public/gemini-live/frames.jsonl", "client" => antiphon_outputs::gemini_live::ClientEvent, "server" => antiphon_outputs::gemini_live::ServerEvent);
frames_of!(kraken, "tests/protocols/public/kraken/frames.jsonl", "client" => antiphon_outputs::kraken::ClientEvent, "server" => antiphon_outputs::kraken::ServerEvent);
frames_of!(language_server, "tests/protocols/public/language-server/frames.jsonl", "client" => antiphon_outputs::language_server::ClientEvent, "server" => antiphon_outputs::language_server::ServerEvent);
frames_of!(meteor_ddp, "tests/protocols/public/meteor-ddp/frames.jsonl", "client" => antiphon_outputs::meteor_ddp::ClientEvent, "server" => antiphon_outputs::meteor_ddp::ServerEvent);
frames_of!(obs_websocket, "tests/protocols/public/obs-websocket/frames.jsonl", "client" => antiphon_outputs::obs_websocket::ClientEvent, "server" => antiphon_outputs::obs_websocket::ServerEvent);
frames_of!(openai_realtime, "tests/protocols/public/openai-realtime/frames.jsonl", "client" => antiphon_outputs::openai_realtime::ClientEvent, "server" => antiphon_outputs::openai_realtime::ServerEvent);
frames_of!(twitch_eventsub, "tests/protocols/public/twitch-eventsub/frames.jsonl", "server" => antiphon_outputs::twitch_eventsub::ServerEvent);

#[test]
fn limits_are_those_of_the_definition() {
    use antiphon_outputs::calls::ServerEvent;
    let deep = |depth: usize| {
        let data = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        format!(r#"{{"id":1,"error":{{"code":503,"message":"x","data":{data}}}}}"#)
    };
    assert!(ServerEvent::decode(&deep(14)).is_ok());
    assert_eq!(ServerEvent::decode(&deep(15)).map_err(|error| error.code()), Err("too_deep"));
    let long = format!(r#"{{"method":"line","params":{{"text":"{}"}}}}"#, "x".repeat(64 * 1024));
    assert_eq!(ServerEvent::decode(&long).map_err(|error| error.code()), Err("too_large"));
}
