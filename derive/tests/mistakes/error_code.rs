//! Error codes.

#[derive(antiphon::ErrorCode)]
enum Error {
    #[error_code(code = "A", close = 99)]
    A,
    #[error_code(code = "A")]
    B,
    #[error_code(code = 3)]
    C,
    D,
    #[error_code(other, class = "x")]
    Other(String),
}

fn main() {}
