//! Shapes of structs on enums, and two shapes at once.

#[derive(antiphon::Payload)]
#[payload(tuple)]
enum State {
    On,
}

#[derive(antiphon::Payload)]
#[payload(tuple, transparent)]
struct Both {
    value: u8,
}

#[derive(antiphon::Payload)]
#[payload(content = "data")]
struct Alone {
    value: u8,
}

fn main() {}
