//! Topics and their parameters.

#[derive(antiphon::Channel)]
#[channel(topic = "session:{idd}:{user}")]
struct A {
    id: String,
    user: String,
}

#[derive(antiphon::Channel)]
#[channel(topic = "{a}{b}")]
struct B {
    a: String,
    b: String,
}

#[derive(antiphon::Channel)]
struct C {}

fn main() {}
