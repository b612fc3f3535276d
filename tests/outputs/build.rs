//! Writes the Rust output of every example and every fixture, as a user's build script does.

const DEFINITIONS: &[&str] = &[
    "examples/agent-c/protocol.yaml",
    "examples/channels-app/protocol.yaml",
    "examples/myagent/protocol.yaml",
    "examples/onsembl/protocol.yaml",
    "examples/realtime-gateway/protocol.yaml",
    "tests/fixtures/arrays.yaml",
    "tests/fixtures/calls.yaml",
    "tests/fixtures/flat.yaml",
    "tests/fixtures/mixed.yaml",
];

fn main() -> Result<(), antiphon_codegen::build_script::Failed> {
    for definition in DEFINITIONS {
        antiphon_codegen::build_script::rust(&format!("../../{definition}"))?;
    }
    Ok(())
}
