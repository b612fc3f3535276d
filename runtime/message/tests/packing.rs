//! Several frames in one text message.

use super::protocol::*;

event! { Tick in "message", tag &[text("tick")], unknown Ignore { n "n": u32, } }
head! { MessageHead = carries_event("message", 1, &[], Shape::Object(&[key("type", Slot::Tag(0)), SPREAD])); }
message! { Lines: MessageHead, Lines, Deliver, Ignore { 0 Tick, } }
message! { Records: MessageHead, RecordSeparator, Deliver, Ignore { 0 Tick, } }
message! { Array: MessageHead, JsonArray, Deliver, Ignore { 0 Tick, } }
message! { One: MessageHead, One, Deliver, Ignore { 0 Tick, } }

/// How many frames, or the code of the error.
fn count<M: Message>(text: &str) -> Result<usize, &'static str> {
    let frames = decode::<M>(text, &Context::default());
    frames.map(|frames| frames.len()).map_err(|error| error.code())
}

const TICK: &str = r#"{"type":"tick","n":1}"#;

#[test]
fn as_lines() {
    assert_eq!(count::<Lines>(&format!("{TICK}\n\r\n{TICK}\r\n\n")), Ok(2));
    assert_eq!(count::<Lines>(""), Ok(0));
    assert_eq!(count::<Lines>(&format!("{TICK} {TICK}")), Err("syntax"));
}

/// For each frame `fine`, or the code of its error and where it is.
fn places<M: Message>(frames: Vec<Result<Decoded<M>, crate::DecodeError>>) -> Vec<String> {
    let place = |each: Result<_, crate::DecodeError>| match each {
        Ok(_) => "fine".to_owned(),
        Err(error) => format!("{} {}", error.code(), error.fault().place()),
    };
    frames.into_iter().map(place).collect()
}

#[test]
fn a_bad_frame_is_named_and_takes_no_other_with_it() {
    let context = Context::default();
    let bad = r#"{"type":"tick","n":"x"}"#;
    let text = format!("{TICK}\n\n{bad}\nnot json\n{TICK}");
    let each = decode_each::<Lines>(&text, &context).expect("it can be cut");
    assert_eq!(places(each), ["fine", "wrong_kind [1].n", "syntax [2]", "fine"]);
    let error = decode::<Lines>(&text, &context).expect_err("one is bad");
    assert_eq!(error.fault().place(), "[1].n");
    let each = decode_each::<Array>(&format!("[{TICK},{bad}]"), &context).expect("a list");
    assert_eq!(places(each), ["fine", "wrong_kind [1].n"]);
    assert_eq!(decode_each::<Records>(TICK, &context).expect_err("no end").code(), "syntax");
    let each = decode_each::<One>(bad, &context).expect("one frame");
    assert_eq!(places(each), ["wrong_kind n"]);
}

#[test]
fn as_records() {
    assert_eq!(count::<Records>(&format!("{TICK}\u{1e}{TICK}\u{1e}")), Ok(2));
    assert_eq!(count::<Records>(TICK), Err("syntax"));
    assert_eq!(count::<Records>(&format!("{TICK}\u{1e}\u{1e}")), Err("syntax"));
}

#[test]
fn as_an_array_or_alone() {
    assert_eq!(count::<Array>(&format!("[{TICK}, {TICK}]")), Ok(2));
    assert_eq!(count::<Array>(TICK), Ok(1));
    assert_eq!(count::<Array>("[]"), Ok(0));
    assert_eq!(count::<Array>(&format!("[{TICK}")), Err("syntax"));
    assert_eq!(count::<Array>(&format!("[{TICK}]]")), Err("syntax"));
}

#[test]
fn one_only() {
    assert_eq!(count::<One>(&format!("{TICK}\n{TICK}")), Err("syntax"));
    assert_eq!(error::<Array>(&format!("[{TICK},{TICK}]")).0, "wrong_count");
}

#[test]
fn written_as_they_are_read() {
    fn check<M: Message>(event: impl Fn(Tick) -> M, expected: &str)
    where
        M::Head: From<MessageHead>,
    {
        let frame = |n| (M::Head::from(MessageHead {}), event(Tick { n }));
        let mut out = String::new();
        encode_packed(&[frame(1), frame(1)], &mut out).expect("packed");
        assert_eq!(out, expected);
        assert_eq!(count::<M>(&out), Ok(2));
    }
    check(Lines::Tick, &format!("{TICK}\n{TICK}"));
    check(Records::Tick, &format!("{TICK}\u{1e}{TICK}\u{1e}"));
    check(Array::Tick, &format!("[{TICK},{TICK}]"));
    let single = Records::Tick(Tick { n: 1 }).encode(&MessageHead {}).expect("fits");
    assert_eq!(single, format!("{TICK}\u{1e}"));
    let none = encode_packed::<One>(&[], &mut String::new());
    assert_eq!(none, Err(EncodeError::NotCarried { frame: "message" }));
}
