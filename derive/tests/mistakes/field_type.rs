//! A field whose type is no payload.

struct Mine;

#[derive(antiphon::Payload)]
struct Command {
    id: u8,
    mine: Mine,
}

fn main() {}
