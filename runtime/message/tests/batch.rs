//! Batches and compressed frames.

use super::protocol::*;

event! { Tick in "message", tag &[text("tick")], unknown Ignore { n "n": u32, } }

head! { MessageHead = carries_event("message", 1, &[], Shape::Object(&[key("type", Slot::Tag(0)), SPREAD])); }
head! { Batch = Template {
        name: "batch",
        shape: Shape::Object(&[
            key("type", Slot::Const(Literal::Text("batch"))),
            key("messages", Slot::Frames),
            key("count", Slot::Count),
            key("at", Slot::Head(0)),
        ]),
        carries: Carries::Batch,
        tags: 0,
        heads: &[value("at", None, false)],
    };
    0 at "at": u32,
}
head! { Packed = Template {
        name: "compressed",
        shape: Shape::Object(&[
            key("type", Slot::Const(Literal::Text("compressed"))),
            key("algorithm", Slot::Const(Literal::Text("gzip"))),
            key("originalType", Slot::Tag(0)),
            key("size", Slot::Size),
            key("compressed", Slot::CompressedSize),
            key("data", Slot::Compressed),
        ]),
        carries: Carries::Compressed,
        tags: 1,
        heads: &[],
    };
}
heads! { AnyHead { 0 MessageHead, 1 Batch, 2 Packed, } }
message! { Server: AnyHead, One, Deliver, Ignore { 0 Tick, } }

fn tick(n: u32) -> (AnyHead, Server) {
    (AnyHead::MessageHead(MessageHead {}), Server::Tick(Tick { n }))
}

#[test]
fn a_batch_holds_frames() {
    let head = AnyHead::Batch(Batch { at: 9 });
    let mut text = String::new();
    encode_batch(&head, &[tick(1), tick(2)], &mut text).expect("a batch");
    assert_eq!(
        text,
        r#"{"type":"batch","messages":[{"type":"tick","n":1},{"type":"tick","n":2}],"count":2,"at":9}"#
    );
    let Ok(Decoded::Batch { head: read, frames }) = Server::decode(&text) else { panic!("{text}") };
    assert_eq!(read, head);
    assert_eq!(frames.len(), 2);
    assert!(matches!(&frames[1], Decoded::Event { event: Server::Tick(Tick { n: 2 }), .. }));
}

#[test]
fn counts_must_agree_and_frames_have_a_limit() {
    let (code, _) = error::<Server>(r#"{"type":"batch","messages":[],"count":1,"at":9}"#);
    assert_eq!(code, "wrong_count");
    let (code, text) = error::<Server>(
        r#"{"type":"batch","messages":[{"type":"tick","n":"x"}],"count":1,"at":9}"#,
    );
    assert_eq!((code, text.contains("`Tick`")), ("wrong_kind", true), "{text}");
    let many = vec![r#"{"type":"tick","n":1}"#; 20].join(",");
    let text = format!(r#"{{"type":"batch","messages":[{many}],"count":20,"at":9}}"#);
    let limits = Limits { frames: 20, ..Limits::default() };
    let context = Context { limits: Some(limits), ..Context::default() };
    let error = decode::<Server>(&text, &context).expect_err("the batch is a frame too");
    assert_eq!(error.code(), "too_many_frames");
}

#[test]
fn batches_in_batches_end() {
    let mut text = String::from(r#"{"type":"tick","n":1}"#);
    for _ in 0..40 {
        text = format!(r#"{{"type":"batch","messages":[{text}],"count":1,"at":9}}"#);
    }
    assert!(Server::decode(&text).is_ok());
    for _ in 0..400 {
        text = format!(r#"{{"type":"batch","messages":[{text}],"count":1,"at":9}}"#);
    }
    assert_eq!(error::<Server>(&text).0, "too_deep");
}

#[cfg(feature = "compress")]
#[test]
fn compressed_frames() {
    use crate::message::{decode_compressed, encode_compressed, inflate};
    let head = AnyHead::Packed(Packed {});
    let (inner, event) = tick(7);
    let mut text = String::new();
    encode_compressed(&head, &inner, &event, &mut text).expect("compressed");
    assert!(text.starts_with(
        r#"{"type":"compressed","algorithm":"gzip","originalType":"tick","size":21,"#
    ));
    let Ok(Decoded::Compressed { data, .. }) = Server::decode(&text) else { panic!("{text}") };
    assert_eq!(data.tag, ["\"tick\""]);
    let context = Context::default();
    assert_eq!(inflate(&data, &context.limits()).as_deref(), Ok(r#"{"type":"tick","n":7}"#));
    let Ok(Decoded::Event { event: read, .. }) = decode_compressed::<Server>(&data, &context)
    else {
        panic!("{data:?}")
    };
    assert_eq!(read, event);

    let mut small = context.limits();
    small.inflated = 20;
    assert_eq!(inflate(&data, &small).map_err(|fault| fault.code()), Err("too_large"));
    let mut silent = data.clone();
    silent.size = None;
    assert_eq!(inflate(&silent, &small).map_err(|fault| fault.code()), Err("too_large"));
    let mut wrong = data.clone();
    wrong.size = Some(5);
    assert_eq!(
        inflate(&wrong, &context.limits()).map_err(|fault| fault.code()),
        Err("wrong_count")
    );
    wrong.base64 = "AAAA".into();
    wrong.compressed_size = None;
    assert_eq!(
        inflate(&wrong, &context.limits()).map_err(|fault| fault.code()),
        Err("compression")
    );
}
