//! Random values: each satisfies its constraints, and survives being written and read.

use antiphon::{
    codegen::{Arbitrary, Decode, Encode, Unstructured, from_text, to_text},
    types::{Bytes, Map, Quoted, Timestamp, Value},
};
use std::fmt::Debug;

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
struct Everything {
    #[payload(min = -3, max = 7)]
    small: i64,
    #[payload(above = 0, multiple_of = 5)]
    step: u8,
    #[payload(min = 0.5, below = 2)]
    ratio: f64,
    any: f64,
    list: Vec<f32>,
    #[payload(min_length = 2, max_length = 4)]
    name: String,
    #[payload(pattern = "a|b|c|d|e")]
    letter: String,
    #[payload(optional, min_length = 1, max_length = 3, unique)]
    tags: Option<Vec<u8>>,
    #[payload(max_length = 8)]
    data: Bytes,
    set: Set,
    integers: Integers,
    union: Union,
    tuple: Tuple,
    short: Short,
    #[payload(min_length = 1)]
    constrained: Short,
    #[payload(optional)]
    value: Option<Value>,
    quoted: Quoted<u64>,
    #[payload(optional)]
    at: Option<Timestamp>,
    #[payload(constant = 1)]
    version: (),
    #[payload(default = 3)]
    three: u8,
    #[payload(rest)]
    rest: Map<u8>,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(strings)]
enum Set {
    A,
    #[payload(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(integers)]
enum Integers {
    #[payload(value = 1)]
    One,
    #[payload(other)]
    Other(i64),
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(by = "kind")]
enum Union {
    #[payload(kind = "array")]
    Nested(Vec<Union>),
    #[payload(kind = "string")]
    Text(String),
    #[payload(constant = null)]
    Nothing,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(tuple)]
struct Tuple {
    first: bool,
    #[payload(optional)]
    second: Option<bool>,
    #[payload(optional)]
    third: Option<bool>,
    #[payload(rest)]
    rest: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(transparent)]
struct Short(#[payload(max_length = 3)] String);

/// Bytes that look random, the same in every run.
fn noise(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..count).map(|_| next()).collect()
}

#[track_caller]
fn survive<T: for<'a> Arbitrary<'a> + Decode + Encode + PartialEq + Debug>(runs: u64) {
    let mut made = 0;
    for seed in 0..runs {
        let bytes = noise(seed, 2048);
        let Ok(value) = T::arbitrary(&mut Unstructured::new(&bytes)) else { continue };
        made += 1;
        let text = to_text(&value);
        assert_eq!(from_text::<T>(&text).as_ref(), Ok(&value), "{text}");
    }
    assert!(made > runs / 2, "only {made} of {runs} were made");
}

#[test]
fn values_satisfy_their_constraints() {
    survive::<Everything>(500);
}

#[test]
fn open_sets_and_tails_are_canonical() {
    survive::<Set>(200);
    survive::<Integers>(200);
    survive::<Tuple>(200);
    survive::<Union>(200);
}

#[test]
fn without_data_nothing_recurses_for_ever() {
    assert!(Union::arbitrary(&mut Unstructured::new(&[])).is_err());
    assert!(Union::arbitrary(&mut Unstructured::new(&[0; 64])).is_ok());
}
