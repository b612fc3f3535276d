//! Writes the protocols under measurement, for Antiphon as definitions and for serde as source, and
//! compiles the definitions as a user's build script does.

#[path = "src/synthetic.rs"]
#[allow(dead_code, reason = "the report uses the rest")]
mod synthetic;

use std::path::Path;
use synthetic::{Events, Frame};

/// As many events as a grown protocol has, beside those that are measured.
const EVENTS: usize = 60;

/// The events of `definitions/measured.yaml`, and their serde types in `src/peers.rs`.
const MEASURED: &[(&str, &str)] = &[
    ("agent.status", "AgentStatus"),
    ("command.output", "CommandOutput"),
    ("workspace.snapshot", "WorkspaceSnapshot"),
    ("cursor.moved", "CursorMoved"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=src/synthetic.rs");
    println!("cargo::rerun-if-changed=definitions");
    let folder = std::env::var("OUT_DIR")?;
    let measured = std::fs::read_to_string("definitions/measured.yaml")?;
    for frame in [Frame::Envelope, Frame::Flat] {
        let events = Events::new(EVENTS);
        let path = Path::new(&folder).join(format!("{}.yaml", frame.name()));
        std::fs::write(&path, events.definition(frame, &measured))?;
        antiphon_codegen::build_script::rust(&path.to_string_lossy())?;
    }
    let serde = Events::new(EVENTS).serde(MEASURED);
    std::fs::write(Path::new(&folder).join("serde.rs"), serde)?;
    Ok(())
}
