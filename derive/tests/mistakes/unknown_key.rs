//! Misspelt keys are named with the nearest one; all of them at once.

#[derive(antiphon::Payload)]
#[payload(unknwon = "reject")]
struct Command {
    #[payload(optinal, min_lenght = 3)]
    note: Option<String>,
}

fn main() {}
