//! An optional field must be able to be absent.

#[derive(antiphon::Payload)]
struct Command {
    #[payload(optional)]
    note: String,
    #[payload(optional, default = 3)]
    step: Option<u8>,
}

fn main() {}
