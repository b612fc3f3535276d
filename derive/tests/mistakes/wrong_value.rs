//! Values of another form.

#[derive(antiphon::Payload)]
#[payload(unknown = reject)]
struct Command {
    #[payload(min_length = "3", name = 7)]
    note: String,
    #[payload(optional = true, min = "a")]
    step: Option<u8>,
    #[payload(name)]
    last: u8,
}

fn main() {}
