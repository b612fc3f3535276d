//! Every example in the reference of the language compiles.

use antiphon_codegen::{Compilation, Loader, compile};

struct One(String);

impl Loader for One {
    fn load(&self, path: &str) -> Result<String, String> {
        if path == "protocol.yaml" { Ok(self.0.clone()) } else { Err("no such file".to_owned()) }
    }
}

/// Compiles one text.
pub(crate) fn compile_text(text: &str) -> Compilation {
    compile("protocol.yaml", &One(text.to_owned()))
}

/// Every diagnostic in one line: code, line, column, message.
pub(crate) fn lines(compilation: &Compilation) -> Vec<String> {
    compilation
        .diagnostics
        .iter()
        .map(|each| {
            let (line, column) = compilation.sources.line_column(each.span.file, each.span.start);
            format!(
                "{} {line}:{column} {} [{}] {:?}",
                each.code, each.message, each.label, each.help
            )
        })
        .collect()
}

/// The fenced YAML blocks of a text.
fn blocks(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("```yaml\n") {
        let body = &rest[start + 8..];
        let Some(end) = body.find("```") else { break };
        out.push(body[..end].to_owned());
        rest = &body[end + 3..];
    }
    out
}

#[test]
fn examples_of_keywords_compile() {
    let schema = antiphon_codegen::syntax::editor_schema();
    let mut texts: Vec<(String, String)> = vec![(
        "Definition".to_owned(),
        schema["description"].as_str().unwrap_or_default().to_owned(),
    )];
    for (name, def) in schema["$defs"].as_object().expect("the schema has definitions") {
        texts.push((name.clone(), def["description"].as_str().unwrap_or_default().to_owned()));
    }
    let mut count = 0;
    let mut failures = Vec::new();
    for (name, text) in texts {
        for block in blocks(&text) {
            count += 1;
            let whole = if block.starts_with("antiphon:") {
                block.clone()
            } else {
                format!("antiphon: 1\nprotocol: example\n{block}")
            };
            let compilation = compile_text(&whole);
            if !compilation.diagnostics.is_empty() || compilation.protocol.is_none() {
                let found = lines(&compilation).join("\n");
                failures.push(format!("the example of {name} has mistakes:\n{found}\n{whole}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count > 30, "the reference lost its examples");
}

#[test]
fn the_reference_protocol_compiles() {
    struct Disk;
    impl Loader for Disk {
        fn load(&self, path: &str) -> Result<String, String> {
            std::fs::read_to_string(path).map_err(|error| error.to_string())
        }
    }
    let compilation = compile(&format!("{}/protocol.yaml", env!("CARGO_MANIFEST_DIR")), &Disk);
    assert!(compilation.diagnostics.is_empty(), "{}", lines(&compilation).join("\n"));
}
