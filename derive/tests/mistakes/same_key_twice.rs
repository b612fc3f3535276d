//! Two fields with one key.

#[derive(antiphon::Payload)]
struct Command {
    #[payload(name = "id")]
    first: u8,
    id: u8,
}

fn main() {}
