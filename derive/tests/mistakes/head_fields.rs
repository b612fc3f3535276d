//! A template and its struct name the same fields.

#[derive(antiphon::Head)]
#[head(name = "message", frame = { "type": $event, "at": tmie, "seq"?: seq, "type": 2, ...: $payload })]
struct MessageHead {
    #[head(role = "tiem")]
    time: u64,
    seq: u64,
}

fn main() {}
