//! Positions cannot be left out in the middle, and have no defaults.

#[derive(antiphon::Payload)]
#[payload(tuple)]
struct Tick {
    #[payload(optional)]
    price: Option<u8>,
    volume: u8,
    #[payload(default = 1)]
    lot: u8,
}

fn main() {}
