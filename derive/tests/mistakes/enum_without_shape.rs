//! An enum says how its variants are told apart.

#[derive(antiphon::Payload)]
enum State {
    On,
    Off,
}

fn main() {}
