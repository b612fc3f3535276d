//! An event travels with the head of its own frame, and with what its sender may say.

use antiphon::Event as _;

#[derive(antiphon::Head)]
#[head(name = "message", frame = { "type": $event, "at": at, "data"?: $payload })]
struct MessageHead {
    at: u64,
}

#[derive(antiphon::Head)]
#[head(name = "call", frame = { "method": $event, "id": id })]
struct CallHead {
    id: u32,
}

#[derive(antiphon::Head)]
enum ClientHead {
    Message(MessageHead),
    Call(CallHead),
}

#[derive(antiphon::Payload, antiphon::Event)]
#[event(head = MessageHead, empty)]
struct Hello {}

#[derive(antiphon::Payload, antiphon::Event)]
#[event(head = MessageHead, empty)]
struct Welcome {}

#[derive(antiphon::Message)]
#[message(head = ClientHead)]
enum ClientEvent {
    Hello(Hello),
}

fn main() {
    let _ = Hello {}.encode_as::<ClientEvent>(CallHead { id: 1 });
    let _ = Welcome {}.encode_as::<ClientEvent>(MessageHead { at: 1 });
}
