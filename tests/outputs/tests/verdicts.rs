//! Frames, good and bad: the decoder says of each what the judge says, in any order of keys.

use antiphon::{
    Context, Decoded, Head as _, Message,
    frame::Role,
    message::{self, EventEntry, Packing},
};
use antiphon_codegen::{
    Loader, compile,
    model::Protocol,
    vectors::{self, Vector, Verdict},
};
use serde_json::{Value, json};

/// How many disagreements a failure shows.
const SHOWN: usize = 20;

struct Disk;

impl Loader for Disk {
    fn load(&self, path: &str) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

/// The vectors of one protocol.
pub(crate) struct Vectors {
    protocol: Protocol,
    all: Vec<Vector>,
}

impl Vectors {
    /// Those that are made of the recorded frames and of the definition's own.
    pub(crate) fn of(name: &str, definition: &str, frames: &str) -> Self {
        let path = format!("{}/../../{definition}", env!("CARGO_MANIFEST_DIR"));
        let protocol = compile(&path, &Disk).protocol.expect("the definition compiles");
        let party = |name: &str| {
            protocol.parties().find(|party| protocol.party_name(*party) == name).expect("a party")
        };
        let recorded = crate::frames::recorded(name, frames);
        let recorded = recorded.into_iter().map(|each| (party(&each.sender), each.frame));
        let all = vectors::of(&protocol, recorded.chain(vectors::examples(&protocol)));
        Self { protocol, all }
    }

    /// Decodes what a party sends.
    pub(crate) fn check<M: Message>(&self, party: &str, failures: &mut Vec<String>) {
        let own = self.all.iter().filter(|each| self.protocol.party_name(each.sender) == party);
        for Vector { frame, verdicts, .. } in own {
            let texts = [frame.to_string(), vectors::reversed(frame).to_string()];
            for (text, Verdict { pending, outcome }) in
                texts.iter().flat_map(|text| verdicts.iter().map(move |verdict| (text, verdict)))
            {
                let pending = pending.map(|id| self.protocol.event(id).name.clone());
                let found = decoded::<M>(text, pending.clone());
                let expected = outcome.clone().map_err(|(code, _)| code.name().to_owned());
                if found.as_ref().map_err(|(code, _)| code) != expected.as_ref() {
                    failures.push(format!(
                        "{party} {text} pending {pending:?}\n    judge {outcome:?}, here {found:?}"
                    ));
                }
            }
        }
    }

    /// Fails where anything was found.
    pub(crate) fn report(&self, failures: &[String]) {
        assert!(!self.all.is_empty(), "there are frames");
        let shown = failures.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
        let all = self.all.len();
        assert!(failures.is_empty(), "{} disagreements in {all} frames\n{shown}", failures.len());
    }
}

/// What the decoder says of a text, in the words of the judge; or the code and the place.
fn decoded<M: Message>(text: &str, pending: Option<String>) -> Result<Value, (String, String)> {
    let text = match M::PACKING {
        Packing::RecordSeparator => format!("{text}\u{1e}"),
        Packing::JsonArray => format!("[{text}]"),
        Packing::One | Packing::Lines => text.to_owned(),
    };
    let request = pending.map(|name| &*name.leak());
    let pending = |_: &str| request;
    let context = Context { pending: Some(&pending), ..Context::default() };
    match message::decode::<M>(&text, &context) {
        Ok(decoded) => Ok(decoded.first().map_or_else(|| json!("$unknown"), describe)),
        Err(error) => Err((error.code().to_owned(), error.fault().place())),
    }
}

fn describe<M: Message>(decoded: &Decoded<M>) -> Value {
    match decoded {
        Decoded::Event { head, event } => {
            let outgoing = event.event();
            let Some(entry) = outgoing.entry else { return json!("$unknown") };
            let topic = head.role(Role::Channel);
            let has = |events: &[EventEntry]| events.iter().any(|each| each.name == entry.name);
            let channel = M::CHANNELS.iter().find(|channel| {
                let is_topic = topic.as_ref().is_none_or(|topic| (channel.matches)(topic));
                has(channel.events) && is_topic
            });
            match channel.filter(|_| outgoing.topic.is_some()) {
                Some(channel) => json!(format!("{}/{}", channel.name, entry.name)),
                None => json!(entry.name),
            }
        }
        Decoded::Batch { frames, .. } => frames.iter().map(describe).collect(),
        Decoded::Compressed { .. } => json!("$compressed"),
        Decoded::Ignored => json!("$unknown"),
        Decoded::Binary(_) => panic!("text does not decode to a binary event"),
    }
}
