//! Templates that no frame can have.

#[derive(antiphon::Head)]
#[head(frame = { type: $event })]
struct A {}

#[derive(antiphon::Head)]
#[head(frame = [ ...$payload, $event, $frames ])]
struct B {}

#[derive(antiphon::Head)]
#[head(frame = { "a": $event.1, "b": $paylaod })]
struct C {}

#[derive(antiphon::Head)]
struct D {}

fn main() {}
