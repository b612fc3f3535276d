//! The five examples compile without a word.

use antiphon_codegen::{Compilation, Loader, compile};

struct Disk;

impl Loader for Disk {
    fn load(&self, path: &str) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|error| error.to_string())
    }
}
fn example(name: &str) -> Compilation { compile(&format!("{}/examples/{name}/protocol.yaml", env!("CARGO_MANIFEST_DIR")), &Disk) }

#[test]
fn examples_compile() {
    let mut all = String::new();
    for name in ["agent-c","channels-app","realtime-gateway","myagent","onsembl"] {
        let c = example(name);
        for l in crate::language::lines(&c) { all += &format!("{name}: {l}\n"); }
        if c.protocol.is_none() { all += &format!("{name}: no protocol\n"); }
    }
    assert!(all.is_empty(), "{all}");
}
