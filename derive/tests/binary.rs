//! Binary layouts.

use antiphon::{
    EncodeError,
    codegen::entry,
    frame::Role,
    message::{ReadBinary, WriteBinary},
    types::{Bytes, JsonText},
};

#[derive(Debug, Clone, PartialEq, antiphon::Payload, antiphon::Event)]
#[payload(binary(
    0x01,
    u32_le(stream),
    u64_be(time),
    text_u8(codec),
    bytes_u16_be(header),
    fixed(2, nonce),
    rest(data)
))]
#[event(name = "audio", binary)]
struct Audio {
    #[payload(max = 100, role = "seq")]
    stream: u32,
    time: u64,
    #[payload(role = "trace")]
    codec: String,
    header: Bytes,
    nonce: Bytes,
    data: Bytes,
}

fn audio() -> Audio {
    Audio {
        stream: 7,
        time: 2,
        codec: "pcm".to_owned(),
        header: Bytes(vec![9]),
        nonce: Bytes(vec![1, 2]),
        data: Bytes(vec![5, 6, 7]),
    }
}

const AUDIO: &[u8] =
    &[1, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, b'p', b'c', b'm', 0, 1, 9, 1, 2, 5, 6, 7];

fn written(value: &impl WriteBinary) -> Vec<u8> {
    let mut out = Vec::new();
    value.binary(&mut out).expect("fits");
    out
}

#[track_caller]
fn refused<T: ReadBinary + std::fmt::Debug>(bytes: &[u8], code: &str, place: &str) {
    let fault = T::read_binary(bytes, None).expect_err("wrong");
    assert_eq!((fault.code(), fault.place().as_str()), (code, place));
}

#[test]
fn parts_stand_in_their_order() {
    assert_eq!(written(&audio()), AUDIO);
    assert_eq!(Audio::read_binary(AUDIO, None), Ok(Some(audio())));
}

#[test]
fn parts_may_have_roles() {
    assert_eq!(Audio::ROLES, [(Role::Seq, "stream"), (Role::Trace, "codec")]);
    let values = [Role::Seq, Role::Trace, Role::Time].map(|role| audio().role(role));
    assert_eq!(values, [Some("7".to_owned()), Some("pcm".to_owned()), None]);
    assert_eq!(entry::<Audio>().roles, <Audio as ReadBinary>::ROLES);
}

#[test]
fn another_constant_is_another_layout() {
    assert_eq!(Audio::read_binary(&[2, 7, 0, 0, 0], None), Ok(None));
    assert_eq!(Audio::read_binary(&[], None), Ok(None));
}

#[test]
fn a_message_may_have_a_largest_size() {
    let (all, less) = (Some(AUDIO.len() as u64), Some(AUDIO.len() as u64 - 1));
    assert_eq!(Audio::read_binary(AUDIO, all), Ok(Some(audio())));
    let code = |bytes: &[u8]| Audio::read_binary(bytes, less).map_err(|fault| fault.code());
    assert_eq!(code(AUDIO), Err("too_large"));
    assert_eq!(code(&[2; 100]), Ok(None));
    // Nothing is read but the constant.
    assert_eq!(code(&[1; 100]), Err("too_large"));
}

#[test]
fn a_message_cut_short_names_the_part() {
    for end in 1..AUDIO.len() - 3 {
        let fault = Audio::read_binary(&AUDIO[..end], None).expect_err("cut short");
        assert_eq!(fault.code(), "too_short", "after {end} bytes");
    }
    refused::<Audio>(&AUDIO[..4], "too_short", "stream");
    refused::<Audio>(&AUDIO[..15], "too_short", "codec");
}

#[test]
fn constraints_and_text_are_checked() {
    let mut bytes = AUDIO.to_vec();
    bytes[1] = 101;
    refused::<Audio>(&bytes, "out_of_range", "stream");
    let mut bytes = AUDIO.to_vec();
    bytes[14] = 0xff;
    refused::<Audio>(&bytes, "not_utf8", "codec");
}

#[test]
fn what_does_not_fit_is_not_written() {
    let mut out = Vec::new();
    let long = Audio { codec: "x".repeat(256), ..audio() };
    assert!(matches!(long.binary(&mut out), Err(EncodeError::TooLong { part: "codec", max: 255 })));
    let short = Audio { nonce: Bytes(vec![1]), ..audio() };
    assert!(matches!(
        short.binary(&mut out),
        Err(EncodeError::WrongLength { part: "nonce", expected: 2 })
    ));
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(binary(b"RIFF", i8(level), f32_le(gain), i16_be(offset), bytes_u8(tail)))]
struct Exact {
    level: i8,
    gain: f32,
    offset: i16,
    tail: Bytes,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(binary(rest(body)))]
struct Json {
    body: JsonText<Vec<u8>>,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(binary(u8(r#type), rest(body)))]
struct Text {
    r#type: u8,
    body: String,
}

#[test]
fn numbers_of_every_width_and_nothing_behind_them() {
    let value = Exact { level: -1, gain: 1.5, offset: -2, tail: Bytes(vec![3]) };
    let bytes = [&b"RIFF\xff"[..], &[0, 0, 0xc0, 0x3f, 0xff, 0xfe, 1, 3]].concat();
    assert_eq!(written(&value), bytes);
    assert_eq!(Exact::read_binary(&bytes, None), Ok(Some(value)));
    refused::<Exact>(&[bytes, vec![0]].concat(), "too_long", "");
}

#[test]
fn the_rest_may_be_text_or_json() {
    let json = Json { body: JsonText(vec![1, 2]) };
    assert_eq!(written(&json), b"[1,2]");
    assert_eq!(Json::read_binary(b"[1,2]", None), Ok(Some(json)));
    refused::<Json>(b"[1,256]", "out_of_range", "body[1]");
    refused::<Json>(b"\xff", "not_utf8", "body");
    let text = Text { r#type: 4, body: "é".to_owned() };
    assert_eq!(written(&text), [&[4][..], "é".as_bytes()].concat());
    assert_eq!(Text::read_binary(&written(&text), None), Ok(Some(text)));
}

#[test]
fn binary_messages_are_objects_to_tools() {
    let text = r#"{"level":-1,"gain":1.5,"offset":-2,"tail":"Aw=="}"#;
    crate::same(text, &Exact { level: -1, gain: 1.5, offset: -2, tail: Bytes(vec![3]) });
}
