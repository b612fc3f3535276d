//! Frames without tag: replies that follow from the pending request, and phases.

use super::protocol::*;

event! { Sum in "reply", tag &[], unknown Ignore, reply to "add" { sum "sum": i64, } }
event! { Product in "reply", tag &[], unknown Ignore, reply to "multiply" { product "product": i64, } }
event! { Failed in "error", tag &[], unknown Ignore { code "code": i32, } }
event! { Welcome in "bare", tag &[], unknown Ignore, phase "hello" { motd "motd": String, } }
event! { Tick in "bare", tag &[], unknown Ignore, phase "open" { tick "tick": u8, } }

const ID: &[HeadField] = &[value("id", Some(Role::Correlation), false)];
head! { Reply = carries_event("reply", 0, ID, Shape::Object(&[
        key("id", Slot::Head(0)), key("ok", Slot::Const(Literal::Bool(true))), key("result", Slot::Payload),
    ]));
    0 id "id": u32,
}
head! { Error = carries_event("error", 0, ID, Shape::Object(&[
        key("id", Slot::Head(0)), key("ok", Slot::Const(Literal::Bool(false))), key("error", Slot::Payload),
    ]));
    0 id "id": u32,
}
head! { Bare = carries_event("bare", 0, &[], Shape::Object(&[SPREAD])); }
heads! { AnyHead { 0 Reply, 1 Error, 2 Bare, } }
message! { Server: AnyHead, One, Deliver, Ignore { 0 Sum, 1 Product, 2 Failed, 3 Welcome, 4 Tick, } }

fn read(text: &str, phase: Option<&str>) -> Result<Server, &'static str> {
    let pending = |id: &str| match id {
        "1" => Some("add"),
        "2" => Some("multiply"),
        _ => None,
    };
    let context = Context { pending: Some(&pending), phase, ..Context::default() };
    match super::super::decode_one::<Server>(text, &context) {
        Ok(Decoded::Event { event, .. }) => Ok(event),
        Ok(other) => panic!("{other:?}"),
        Err(error) => Err(error.code()),
    }
}

#[test]
fn the_request_says_which_reply_it_is() {
    assert_eq!(
        read(r#"{"id":1,"ok":true,"result":{"sum":3}}"#, None),
        Ok(Server::Sum(Sum { sum: 3 }))
    );
    assert_eq!(
        read(r#"{"result":{"product":3},"ok":true,"id":2}"#, None),
        Ok(Server::Product(Product { product: 3 }))
    );
    assert_eq!(read(r#"{"id":2,"ok":true,"result":{"sum":3}}"#, None), Err("missing_field"));
    assert_eq!(read(r#"{"id":3,"ok":true,"result":{"sum":3}}"#, None), Err("no_pending_request"));
}

#[test]
fn the_only_event_of_a_frame_needs_no_request() {
    assert_eq!(
        read(r#"{"id":3,"ok":false,"error":{"code":-1}}"#, None),
        Ok(Server::Failed(Failed { code: -1 }))
    );
}

#[test]
fn the_phase_says_which_event_it_is() {
    let tick = r#"{"tick":1}"#;
    assert_eq!(read(tick, Some("open")), Ok(Server::Tick(Tick { tick: 1 })));
    assert_eq!(read(tick, Some("hello")), Err("missing_field"));
    assert_eq!(read(tick, Some("closed")), Err("wrong_phase"));
    // Without a phase, each is tried.
    assert_eq!(read(tick, None), Ok(Server::Tick(Tick { tick: 1 })));
}

#[test]
fn replies_are_written_in_their_frames() {
    let head = AnyHead::Reply(Reply { id: 1 });
    let text = Server::Sum(Sum { sum: 3 }).encode(&head).expect("fits");
    assert_eq!(text, r#"{"id":1,"ok":true,"result":{"sum":3}}"#);
}
