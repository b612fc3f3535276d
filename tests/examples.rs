//! scratch
use antiphon_codegen::{parse::{Cx, Lower}, source::Sources, syntax::Definition, yaml};
#[test]
fn parse_all() {
    let mut bad = false;
    for name in ["agent-c","channels-app","realtime-gateway","myagent","onsembl"] {
        let path = format!("examples/{name}/protocol.yaml");
        let text = std::fs::read_to_string(&path).unwrap();
        let mut sources = Sources::default();
        let file = sources.add(&path, text);
        let (node, mut d) = yaml::read(&sources, file);
        let mut cx = Cx { sources: &sources, diagnostics: vec![] };
        if let Some(node) = node { let _ = Definition::lower(&node, &mut cx); }
        d.extend(cx.diagnostics);
        for each in &d { bad = true; eprintln!("{path}: {} {:?} {:?}", each.message, each, &sources.get(file).text.get(each.span.range())); }
    }
    assert!(!bad);
}
