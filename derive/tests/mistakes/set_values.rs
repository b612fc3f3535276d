//! Values of sets: twice the same, of another kind, missing, with contents.

#[derive(antiphon::Payload)]
#[payload(strings)]
enum State {
    #[payload(name = "on")]
    On,
    #[payload(name = "on")]
    Online,
    Busy(u8),
    #[payload(other)]
    Other(i64),
}

#[derive(antiphon::Payload)]
#[payload(integers)]
enum Op {
    Hello,
    #[payload(value = "one")]
    One,
    #[payload(other)]
    A(i64),
    #[payload(other)]
    B(i64),
}

fn main() {}
