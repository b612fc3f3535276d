//! The rest stands at the end.

#[derive(antiphon::Payload)]
struct Command {
    #[payload(rest)]
    extra: antiphon::types::Map<u8>,
    id: u8,
}

fn main() {}
