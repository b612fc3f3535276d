//! Flags are one unsigned integer.

#[derive(antiphon::Payload)]
#[payload(flags)]
struct Rights(i32);

#[derive(antiphon::Payload)]
#[payload(flags)]
struct Names {
    read: u8,
}

fn main() {}
