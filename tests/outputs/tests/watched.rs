//! Cargo runs the build script again when any file changes that a definition is made of.

#[test]
fn schemas_in_files_are_watched() {
    let told = concat!(env!("OUT_DIR"), "/../output");
    let told = std::fs::read_to_string(told).expect("what the build script said");
    for file in ["../../tests/schemas/protocol.yaml", "../../tests/schemas/form.json"] {
        let line = format!("cargo::rerun-if-changed={file}");
        assert!(told.lines().any(|told| told == line), "{file} is not watched: {told}");
    }
}
