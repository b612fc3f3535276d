//! A constraint on a type that has nothing to measure.

#[derive(antiphon::Payload)]
struct Command {
    #[payload(min = 3)]
    a: bool,
}

fn main() {}
