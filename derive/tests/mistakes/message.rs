//! Enums of messages.

#[derive(antiphon::Message)]
#[message(packing = "many")]
enum ServerEvent {
    A,
    #[message(unknown)]
    B(antiphon::Unknown),
    #[message(unknown)]
    C(antiphon::Unknown),
    #[message(unknown)]
    D(u8),
}

fn main() {}
