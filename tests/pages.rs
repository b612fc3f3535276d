//! Every rule has a page, and what the page shows is true: the mistake causes exactly this rule, the
//! mend causes none.

use antiphon_codegen::{Loader, check, compile};
use std::{collections::BTreeSet, fs, path::Path};

/// One page of `explain`.
struct Page {
    code: String,
    name: String,
    bad: String,
    good: String,
}

/// The only file there is.
struct OneFile<'t>(&'t str);

impl Loader for OneFile<'_> {
    fn load(&self, path: &str) -> Result<String, String> {
        match path.trim_start_matches("./") {
            "protocol.yaml" => Ok(self.0.to_owned()),
            _ => Err("there is no such file".to_owned()),
        }
    }
}

/// Reads a page; panics with its name where it has another form.
fn read(file: &str, text: &str) -> Page {
    let part = |found: Option<String>, what: &str| {
        found.unwrap_or_else(|| panic!("{file}: {what} is missing"))
    };
    let title = text.lines().next().and_then(|line| line.strip_prefix("# "));
    let (code, name) = title.and_then(|title| title.split_once(' ')).unzip();
    let paragraph = text.lines().nth(2).filter(|line| !line.is_empty() && !line.starts_with("```"));
    part(paragraph.map(str::to_owned), "a paragraph below the title");
    let block = |kind: &str| {
        let (_, rest) = text.split_once(&format!("\n```yaml {kind}\n"))?;
        let (block, rest) = rest.split_once("\n```\n")?;
        (!rest.contains(&format!("```yaml {kind}"))).then(|| format!("{block}\n"))
    };
    Page {
        code: part(code.map(str::to_owned), "the title `# CODE name`"),
        name: part(name.map(str::to_owned), "the title `# CODE name`"),
        bad: part(block("bad"), "one block `yaml bad`"),
        good: part(block("good"), "one block `yaml good`"),
    }
}

/// The pages as files, in order.
fn pages() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("codegen/check/pages");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder of pages")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let read_one = |path: &Path| {
        let file = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let page = read(&file, &fs::read_to_string(path).expect("text"));
        assert_eq!(page.code, file, "a page is named after its rule");
        page
    };
    paths.iter().map(|path| read_one(path)).collect()
}

/// The codes that a definition causes.
fn codes(text: &str) -> BTreeSet<&'static str> {
    let compilation = compile("protocol.yaml", &OneFile(text));
    compilation.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn every_rule_has_a_page_of_its_name() {
    let pages: Vec<_> = pages().into_iter().map(|page| (page.code, page.name)).collect();
    let rules: Vec<_> =
        check::RULES.iter().map(|rule| (rule.code.to_owned(), rule.name.to_owned())).collect();
    assert_eq!(pages, rules);
}

#[test]
fn every_page_shows_the_mistake_and_the_mend() {
    let mut wrong = Vec::new();
    for page in pages() {
        let found = codes(&page.bad);
        if found != BTreeSet::from([page.code.as_str()]) {
            wrong.push(format!("{} {}: the mistake causes {found:?}", page.code, page.name));
        }
        let found = codes(&page.good);
        if !found.is_empty() {
            wrong.push(format!("{} {}: the mend causes {found:?}", page.code, page.name));
        }
    }
    assert!(wrong.is_empty(), "{} pages are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
