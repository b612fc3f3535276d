//! Frames by position: nullable values, missing ends, payloads that spread.

use super::protocol::*;

event! { Join in "call", tag &[text("join")], unknown Ignore { room "room": String, } }
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numbers(Vec<i32>);
impl Decode for Numbers {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Vec::decode(reader).map(Self)
    }
}
impl Encode for Numbers {
    fn encode(&self, out: &mut Writer) {
        self.0.encode(out);
    }
}
impl Payload for Numbers {
    const FIELDS: &'static [&'static str] = &[];
    const UNKNOWN: UnknownFields = UnknownFields::Ignore;
    fn decode_members(reader: &mut Reader<'_>, envelope: &[&str]) -> Result<Self, Fault> {
        codegen::value_members(reader, envelope)
    }
    fn encode_members(&self, out: &mut Writer) {
        codegen::write_value_members(self, out);
    }
    fn decode_items(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        codegen::item_rest(reader, 0).map(Self)
    }
    fn encode_items(&self, out: &mut Writer) {
        codegen::write_value_items(self, out);
    }
}
impl Event for Numbers {
    type Head = crate::codegen::NoHead;
    const NAME: &'static str = "numbers";
    const FRAME: &'static str = "spread";
    const TAG: &'static [TagPart] = &[text("numbers")];
    const HAS_PAYLOAD: bool = true;
}

head! { Call = carries_event("call", 1, &[value("[0]", Some(Role::Join), false), value("[3]", None, true), value("[4]", None, true)],
    Shape::Array(&[
        item(Slot::Head(0)),
        item(Slot::Tag(0)),
        item(Slot::Payload),
        Item { spread: false, optional: true, slot: Slot::Head(1) },
        Item { spread: false, optional: true, slot: Slot::Head(2) },
    ]));
    0 join "[0]": Option<u32>, ? 1 a "[3]": u32, ? 2 b "[4]": u32,
}
head! { Spread = carries_event("spread", 1, &[], Shape::Array(&[
        item(Slot::Tag(0)),
        Item { spread: true, optional: false, slot: Slot::Payload },
    ]));
}
heads! { AnyHead { 0 Call, 1 Spread, } }
message! { Server: AnyHead, One, Deliver, Ignore { 0 Join, 1 Numbers, } }

#[test]
fn nullable_is_not_missing() {
    for text in [
        r#"[null,"join",{"room":"r"}]"#,
        r#"[5,"join",{"room":"r"}]"#,
        r#"[5,"join",{"room":"r"},1]"#,
        r#"[5,"join",{"room":"r"},1,2]"#,
    ] {
        assert_eq!(round::<Server>(text), text);
    }
    assert_eq!(error::<Server>(r#"[5,"join",{"room":"r"},null]"#).0, "wrong_kind");
}

#[test]
fn arrays_are_exact() {
    let (code, text) = error::<Server>(r#"[5,"join",{"room":"r"},1,2,3]"#);
    assert_eq!((code, text.contains("[5]")), ("too_many_items", true), "{text}");
    let (code, text) = error::<Server>(r#"[5,"join"]"#);
    assert_eq!((code, text.contains("[2]")), ("missing_item", true), "{text}");
    assert_eq!(
        error::<Server>(r#"[5,"join",{"room":1}]"#).1,
        "event `Join` in frame `call`: at `[2].room`: expected a string, found a number"
    );
}

#[test]
fn a_hole_cannot_be_written() {
    let head = AnyHead::Call(Call { join: None, a: None, b: Some(1) });
    let event = Server::Join(Join { room: "r".into() });
    assert_eq!(event.encode(&head), Err(EncodeError::MissingHead { frame: "call", path: "[3]" }));
}

#[test]
fn payloads_spread_over_the_positions() {
    for text in [r#"["numbers",1,2,3]"#, r#"["numbers"]"#] {
        assert_eq!(round::<Server>(text), text);
    }
    assert_eq!(error::<Server>(r#"["numbers",1,"x"]"#).0, "wrong_kind");
}
