//! What events cannot be at once.

#[derive(antiphon::Payload, antiphon::Event)]
#[event(name = "a", head = H, empty, tagg = 1)]
struct A {
    field: u8,
}

#[derive(antiphon::Payload, antiphon::Event)]
#[event(head = H, tag = pattern("client-", ""))]
struct B {
    name: String,
}

#[derive(antiphon::Payload, antiphon::Event)]
struct C {
    #[payload(tag)]
    name: String,
}

#[derive(antiphon::Payload, antiphon::Event)]
#[event(head = H, reply_to = "x", tag = 1.5, request(reply = A))]
struct D {}

#[derive(antiphon::Payload, antiphon::Event)]
#[event(binary, head = H)]
struct E {}

fn main() {}
