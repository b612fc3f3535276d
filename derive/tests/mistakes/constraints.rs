//! Constraints that nothing satisfies.

#[derive(antiphon::Payload)]
struct Command {
    #[payload(min = 3, max = 2)]
    a: u8,
    #[payload(min_length = 3, max_length = 2)]
    b: String,
    #[payload(pattern = "(")]
    c: String,
    #[payload(multiple_of = 0)]
    d: u8,
    #[payload(above = 1, below = 1)]
    e: u8,
}

fn main() {}
