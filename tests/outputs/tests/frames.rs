//! Every recorded frame of the examples decodes to its event and encodes to an equal value.

use antiphon::{Context, Decoded, Message, message};
use serde_json::Value;

/// One line of `frames/frames.jsonl`.
struct Recorded {
    sender: String,
    event: String,
    frame: Value,
}

fn recorded(example: &str) -> Vec<Recorded> {
    let path =
        format!("{}/../../examples/{example}/frames/frames.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the frames are there");
    let text_of = |line: &Value, key: &str| line[key].as_str().expect("text").to_owned();
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .map(|mut line: Value| Recorded {
            sender: text_of(&line, "from"),
            event: text_of(&line, "event"),
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

fn check<M: Message>(recorded: &Recorded, failures: &mut Vec<String>) {
    let Recorded { event, frame, .. } = recorded;
    // Any order of keys must do: as recorded, and reversed.
    let reversed = match frame {
        Value::Object(map) => Value::Object(map.clone().into_iter().rev().collect()),
        other => other.clone(),
    };
    for text in [frame.to_string(), reversed.to_string()] {
        let decoded = match message::decode::<M>(&text, &Context::default()) {
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
        let expected = event.rsplit('/').next().unwrap_or(event);
        if name != expected {
            failures.push(format!("{event}: decoded as {name}"));
        }
        let value: Value = serde_json::from_str(&text).expect("it encodes to JSON");
        if value != *frame {
            failures.push(format!("{event}: encoded as\n  {text}\n  instead of\n  {frame}"));
        }
    }
}

macro_rules! example {
    ($test:ident, $folder:literal, $($party:literal => $message:ty),+) => {
        #[test]
        fn $test() {
            let mut failures = Vec::new();
            let all = recorded($folder);
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

example!(agent_c, "agent-c", "client" => antiphon_outputs::agent_c::ClientEvent, "server" => antiphon_outputs::agent_c::ServerEvent);
example!(channels_app, "channels-app", "client" => antiphon_outputs::channels_app::ClientEvent, "server" => antiphon_outputs::channels_app::ServerEvent);
example!(myagent, "myagent", "client" => antiphon_outputs::myagent::ClientEvent, "server" => antiphon_outputs::myagent::ServerEvent);
example!(onsembl, "onsembl", "dashboard" => antiphon_outputs::onsembl::DashboardEvent, "agent" => antiphon_outputs::onsembl::AgentEvent, "server" => antiphon_outputs::onsembl::ServerEvent);
example!(realtime_gateway, "realtime-gateway", "client" => antiphon_outputs::realtime_gateway::ClientEvent, "server" => antiphon_outputs::realtime_gateway::ServerEvent);

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
