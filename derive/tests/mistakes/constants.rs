//! Constants hold nothing.

#[derive(antiphon::Payload)]
struct Command {
    #[payload(constant = "x")]
    kind: String,
    #[payload(constant = 1.5)]
    version: (),
    #[payload(constant = 1, min = 1)]
    other: (),
}

fn main() {}
