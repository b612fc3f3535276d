//! Parts of binary layouts.

#[derive(antiphon::Payload)]
#[payload(binary(300, u32(stream), rest(data), u8(more), u8(lost)))]
struct Audio {
    stream: u32,
    data: antiphon::types::Bytes,
    more: u8,
    forgotten: u8,
}

fn main() {}
