//! Broken messages: nothing panics, and both ways through a frame agree.

use super::{array, batch, binary, channel, flat, packing, protocol::*, reply, wrapped};

/// A generator of numbers that look random and are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

const SEEDS: &[&str] = &[
    r#"{"type":"agent:status","time":5,"seq":7,"agentId":"a\u00e9\ud83d\ude00","load":0.5e1}"#,
    r#"{"type":"client-typing!","time":5,"b":{"c":[null,true,-0.0]},"a":1}"#,
    r#"{"version":2,"metadata":{"kind":"open","id":"x"},"body":{"data":{"user":"u"}}}"#,
    r#"{"version":3,"setup":{"model":"m"},"id":4}"#,
    r#"{"op":10,"t":null,"d":{"ms":5}}"#,
    r#"[5,"join",{"room":"r"},1,2]"#,
    r#"["numbers",1,2,3]"#,
    r#"{"id":1,"ok":true,"result":{"sum":3}}"#,
    r#"{"topic":"room:1","event":"error","payload":{"code":4}}"#,
    r#"{"type":"batch","messages":[{"type":"tick","n":1}],"count":1,"at":9}"#,
    "{\"type\":\"tick\",\"n\":1}\n{\"type\":\"tick\",\"n\":18446744073709551616}\u{1e}",
];
const PIECES: &[&str] = &[
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "0",
    "-",
    "1e999",
    "1E-999999999999999999999",
    ".5",
    "e",
    "\\ud800",
    "\\u",
    "é",
    "\u{0}",
    " ",
    "\n",
    "\"type\":",
    "\"time\":5,",
    "9007199254740993.0",
    "[[[[[[[[",
];

/// Changes a text in a few places.
fn mutate(text: &str, numbers: &mut Numbers) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=numbers.below(3) {
        let place = numbers.below(chars.len() + 1);
        let end = (place + numbers.below(6)).min(chars.len());
        match numbers.below(4) {
            0 => drop(chars.drain(place..end)),
            1 => {
                let piece = PIECES[numbers.below(PIECES.len())];
                drop(chars.splice(place..place, piece.chars()));
            }
            2 => {
                let copy = chars[place..end].to_vec();
                let target = numbers.below(chars.len() + 1);
                drop(chars.splice(target..target, copy));
            }
            _ => chars.truncate(place),
        }
    }
    chars.into_iter().collect()
}

/// Reads a text; what is read must survive being written.
fn read<M: Message + std::fmt::Debug + PartialEq>(text: &str)
where
    M::Head: std::fmt::Debug + PartialEq,
{
    match decode::<M>(text, &Context::default()) {
        Ok(frames) => {
            for frame in frames {
                if let Decoded::Event { head, event } = &frame
                    && event.event().entry.is_some()
                {
                    let text = event.encode(head).expect("what was decoded can be encoded");
                    assert_eq!(M::decode(&text).as_ref(), Ok(&frame), "{text}");
                }
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

#[test]
fn nothing_panics() {
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    for round in 0..4_000 {
        let text = mutate(SEEDS[round % SEEDS.len()], &mut numbers);
        read::<flat::Server>(&text);
        read::<wrapped::Server>(&text);
        read::<array::Server>(&text);
        read::<reply::Server>(&text);
        read::<channel::Server>(&text);
        read::<batch::Server>(&text);
        read::<packing::Lines>(&text);
        read::<packing::Records>(&text);
        read::<packing::Array>(&text);
        let _ = binary::Server::decode_binary(text.as_bytes());
    }
}

#[test]
fn every_beginning_of_a_message_is_refused() {
    for seed in &SEEDS[..4] {
        for (end, _) in seed.char_indices() {
            assert!(flat::Server::decode(&seed[..end]).is_err());
            assert!(wrapped::Server::decode(&seed[..end]).is_err());
        }
    }
}

#[test]
fn a_value_is_json_exactly_when_serde_json_says_so() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for round in 0..20_000 {
        let text = mutate(SEEDS[round % SEEDS.len()], &mut numbers);
        let mut reader = Reader::new(&text);
        let skipped = reader.skip_value().and_then(|()| reader.end());
        let ours = codegen::from_text::<Value>(&text);
        let theirs = serde_json::from_str::<Value>(&text);
        match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => assert_eq!(
                serde_json::from_str::<Value>(&codegen::to_text(ours))
                    .ok()
                    .map(|value| value == *theirs || text.contains(['.', 'e', 'E', '-'])),
                Some(true),
                "{text}"
            ),
            (Err(_), Err(_)) => {}
            // A lone surrogate is replaced, and a number beyond all bounds is refused by both.
            (Ok(_), Err(_)) => assert!(text.contains("\\u"), "{text}"),
            (Err(fault), Ok(_)) => panic!("{text}: {fault}"),
        }
        if ours.is_ok() {
            assert_eq!(skipped, Ok(()), "{text}");
        }
    }
}
