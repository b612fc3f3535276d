//! Unions by kind know the kinds of JSON.

#[derive(antiphon::Payload)]
#[payload(by = "kind")]
enum Choice {
    #[payload(kind = "str")]
    Text(String),
    #[payload(kind = "array")]
    A(Vec<u8>),
    #[payload(kind = "array | object")]
    B(Vec<u8>),
    #[payload(constant = 1)]
    One(u8),
    Two(u8),
}

#[derive(antiphon::Payload)]
#[payload(by = "shape")]
enum Other {
    #[payload(value = "a")]
    A(u8),
}

fn main() {}
