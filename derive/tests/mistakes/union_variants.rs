//! Variants of unions: twice the same tag, none, too much.

#[derive(antiphon::Payload)]
struct Text {}

#[derive(antiphon::Payload)]
#[payload(tag = "kind")]
enum Part {
    #[payload(value = "a")]
    A(Text),
    #[payload(value = "a")]
    B(Text),
    C(Text),
    #[payload(value = "d")]
    D,
    #[payload(value = null)]
    E(Text),
    #[payload(other)]
    F(antiphon::types::Value),
    #[payload(other)]
    G(antiphon::types::Value),
}

fn main() {}
