//! Generic types have no one shape.

#[derive(antiphon::Payload)]
struct Page<T> {
    items: Vec<T>,
}

fn main() {}
