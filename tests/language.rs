//! `docs/language.md`: its reference is that of the code, and every example on it compiles.

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
    let parts = text.split("```yaml\n").skip(1);
    parts.filter_map(|part| Some(part.split_once("```")?.0.to_owned())).collect()
}

/// The page for users, and where its generated part begins.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/language.md");
const MARK: &str = "run it with UPDATE_DOCS=1 after a change. -->\n\n";

#[test]
fn the_page_holds_the_reference() {
    assert!(
        antiphon_codegen::reference::forgotten().is_empty(),
        "{:?}",
        antiphon_codegen::reference::forgotten()
    );
    let page = std::fs::read_to_string(PAGE).expect("docs/language.md");
    let (guide, found) = page.split_once(MARK).expect("the mark before the reference");
    let reference = antiphon_codegen::reference::reference();
    let reference = format!("{}\n", reference.trim_end());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PAGE, format!("{guide}{MARK}{reference}")).expect("docs/language.md");
    } else {
        assert!(
            found == reference,
            "docs/language.md is stale: run `UPDATE_DOCS=1 cargo test --test tests language`"
        );
    }
}

#[test]
fn every_example_on_the_page_compiles() {
    let page = std::fs::read_to_string(PAGE).expect("docs/language.md");
    let mut failures = Vec::new();
    let blocks = blocks(&page);
    for block in &blocks {
        let whole = if block.contains("antiphon:") {
            block.clone()
        } else {
            format!("antiphon: 1\nprotocol: example\n{block}")
        };
        let compilation = compile_text(&whole);
        if !compilation.diagnostics.is_empty() || compilation.protocol.is_none() {
            failures.push(format!("{}\n{whole}", lines(&compilation).join("\n")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(blocks.len() > 45, "the page lost its examples");
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
