//! Binary messages beside text.

use super::protocol::*;
use crate::types::Bytes;

event! { Tick in "message", tag &[text("tick")], unknown Ignore { n "n": u32, } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Audio {
    stream: u32,
    codec: String,
    data: Bytes,
}
impl Decode for Audio {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Err(reader.wrong_kind("a binary message"))
    }
}
impl Encode for Audio {
    fn encode(&self, out: &mut Writer) {
        out.null();
    }
}
crate::json::value_payload! { impl[] Audio; }
impl Event for Audio {
    type Head = crate::codegen::NoHead;
    const NAME: &'static str = "audio";
    const FRAME: &'static str = "audio";
    const TAG: &'static [TagPart] = &[];
    const HAS_PAYLOAD: bool = true;
    const BINARY: bool = true;
    fn from_binary(bytes: &[u8]) -> Result<Option<Self>, Fault> {
        let mut bytes = ByteReader::new(bytes);
        if !bytes.constant(&[1]) {
            return Ok(None);
        }
        let stream = u32::from_le_bytes(bytes.array("stream")?);
        let length = u8::from_le_bytes(bytes.array("codec")?);
        let codec = bytes.text("codec", length.into())?;
        Ok(Some(Self { stream, codec, data: bytes.rest().into() }))
    }
    fn body(&self) -> Body<'_> {
        Body::Binary(self)
    }
}
impl WriteBinary for Audio {
    fn binary(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.push(1);
        out.extend_from_slice(&self.stream.to_le_bytes());
        let max = u8::MAX.into();
        codegen::write_prefixed("codec", self.codec.as_bytes(), max, out, |length, out| {
            out.push(length as u8);
        })?;
        out.extend_from_slice(&self.data);
        Ok(())
    }
}
head! { MessageHead = carries_event("message", 1, &[], Shape::Object(&[key("type", Slot::Tag(0)), SPREAD])); }
message! { Server: MessageHead, One, Deliver, Ignore { 0 Tick, 1 Audio, } }

fn audio() -> Server {
    Server::Audio(Audio { stream: 0x0102_0304, codec: "opus".into(), data: vec![9, 8].into() })
}

#[test]
fn there_and_back() {
    let bytes = audio().encode_binary().expect("binary");
    assert_eq!(bytes, [1, 4, 3, 2, 1, 4, b'o', b'p', b'u', b's', 9, 8]);
    assert_eq!(Server::decode_binary(&bytes), Ok(Decoded::Binary(audio())));
}

#[test]
fn cut_short_anywhere() {
    let bytes = audio().encode_binary().expect("binary");
    for end in 1..10 {
        let error = Server::decode_binary(&bytes[..end]).expect_err("cut");
        assert_eq!((error.code(), error.event()), ("too_short", Some("audio")), "{end}");
    }
    let error = Server::decode_binary(&[1, 0, 0, 0, 0, 1, 0xFF]).expect_err("not UTF-8");
    assert_eq!(error.to_string(), "event `audio`: at `codec`: expected UTF-8 text");
}

#[test]
fn other_layouts_are_unknown() {
    let Ok(Decoded::Binary(Server::Unknown(unknown))) = Server::decode_binary(&[2, 3]) else {
        panic!("not delivered")
    };
    assert_eq!(unknown.raw, Raw::Binary([2, 3].into()));
    assert_eq!(Server::Unknown(unknown).encode_binary(), Ok(vec![2, 3]));
}

#[test]
fn each_kind_in_its_own_way() {
    assert_eq!(audio().encode(&MessageHead {}), Err(EncodeError::IsBinary { event: "audio" }));
    assert_eq!(Server::Tick(Tick { n: 1 }).encode_binary(), Err(EncodeError::IsText));
    let long = Server::Audio(Audio { stream: 0, codec: "x".repeat(256), data: Bytes::default() });
    let mut out = vec![7];
    let result = crate::message::encode_binary(&long, &mut out);
    assert_eq!(result, Err(EncodeError::TooLong { part: "codec", max: 255 }));
    assert_eq!(out, [7]);
}
