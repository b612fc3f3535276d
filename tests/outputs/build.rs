//! Writes the Rust output of every example and of the schemas, as a user's build script does.

fn main() -> Result<(), antiphon_codegen::build_script::Failed> {
    for example in ["agent-c", "channels-app", "myagent", "onsembl", "realtime-gateway"] {
        antiphon_codegen::build_script::rust(&format!("../../examples/{example}/protocol.yaml"))?;
    }
    antiphon_codegen::build_script::rust("../schemas/protocol.yaml")?;
    Ok(())
}
