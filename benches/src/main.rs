//! Measures Antiphon against its peers and prints the report as Markdown.
//!
//! `cargo run --release [SECTION…]` runs the named sections, or all.

mod decode;
mod encode;
mod frames;
mod measure;
mod peers;
mod report;

include!(concat!(env!("OUT_DIR"), "/envelope.rs"));
include!(concat!(env!("OUT_DIR"), "/flat.rs"));

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|each| each == name);
    if is_wanted("decode") {
        for table in decode::tables() {
            print!("{}", table.markdown());
        }
    }
    if is_wanted("encode") {
        for table in encode::tables() {
            print!("{}", table.markdown());
        }
    }
}
