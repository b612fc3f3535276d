//! What close codes cannot be.

#[derive(antiphon::CloseCode)]
enum Close {
    #[close_code(code = 999)]
    Low,
    #[close_code(code = 4010, to = 4000)]
    Open,
    #[close_code(code = 4000, to = 4010)]
    Range,
    #[close_code(code = 4020)]
    One(u16),
    #[close_code(code = 4021, then = reconect)]
    Misspelt,
    Nothing,
}

fn main() {}
