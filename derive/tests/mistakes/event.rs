//! What events cannot be at once.

#[derive(antiphon::Payload, antiphon::Event)]
#[event(name = "a", empty, tagg = 1)]
struct A {
    field: u8,
}

#[derive(antiphon::Payload, antiphon::Event)]
#[event(tag = pattern("client-", ""))]
struct B {
    name: String,
}

#[derive(antiphon::Payload, antiphon::Event)]
struct C {
    #[payload(tag)]
    name: String,
}

#[derive(antiphon::Payload, antiphon::Event)]
#[event(reply_to = "x", tag = 1.5, request(reply = A))]
struct D {}

fn main() {}
