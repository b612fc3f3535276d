//! What the documents behind the examples hold: literal frames, and names of events and codes.
//!
//! The documents themselves are no part of this repository. Where the folder `shared/seeds` lies beside it,
//! they are read and must agree with the committed copy, `frames/document.json`; elsewhere the copy
//! counts. With `UPDATE_FRAMES` set, the copy is written anew.

use regex_lite::Regex;
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What one document holds.
#[derive(Debug, PartialEq)]
pub(super) struct Document {
    /// Frames as the document writes them: JSON, or a literal of another language.
    pub literals: Vec<String>,
    /// Names of events, error codes and close codes.
    pub names: BTreeSet<String>,
}

/// The document of the example in this folder.
pub(super) fn of(folder: &Path, number: &str, patterns: &[&str]) -> Document {
    let copy = folder.join("frames/document.json");
    let Some(text) = seed(number) else { return read(&copy) };
    let fresh = Document { literals: literals(&text), names: names(&text, patterns) };
    if std::env::var_os("UPDATE_FRAMES").is_some() {
        let Document { literals, names } = &fresh;
        let text = serde_json::to_string_pretty(&json!({ "literals": literals, "names": names }));
        fs::write(&copy, text.expect("text is JSON") + "\n").expect("the copy can be written");
    }
    assert_eq!(fresh, read(&copy), "{} is stale; set UPDATE_FRAMES", copy.display());
    fresh
}

fn read(copy: &Path) -> Document {
    let text = fs::read_to_string(copy).expect("the copy is there");
    let value: Value = serde_json::from_str(&text).expect("the copy is JSON");
    let list = |key: &str| {
        let items = value[key].as_array().expect("the copy has both lists");
        items.iter().map(|item| item.as_str().expect("an item is text").to_owned())
    };
    Document { literals: list("literals").collect(), names: list("names").collect() }
}

/// The text of the seed document with this number, if the seeds are at hand.
fn seed(number: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let seeds = root.ancestors().map(|up| up.join("shared/seeds")).find(|path| path.is_dir())?;
    let mut files = fs::read_dir(seeds).ok()?.filter_map(Result::ok);
    let file = files.find(|file| file.file_name().to_string_lossy().starts_with(number))?;
    fs::read_to_string(file.path()).ok()
}

/// Fenced blocks: the language and the text.
fn fences(text: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        if let Some(language) = line.trim().strip_prefix("```") {
            is_open = !is_open;
            if is_open {
                out.push((language.to_owned(), String::new()));
            }
        } else if let Some((_, body)) = out.last_mut().filter(|_| is_open) {
            body.push_str(line);
            body.push('\n');
        }
    }
    out
}

/// Every JSON block, and every object literal of other languages that begins like a frame. Types of
/// TypeScript and objects built from variables alone are no frames.
fn literals(text: &str) -> Vec<String> {
    let begins = Regex::new(r#"\{\s*"?(type|channel|session_id)"?:"#).expect("a pattern");
    let is_frame = Regex::new(r#"type: ('|\w+EventTypes\.)|"type":|event: ""#).expect("a pattern");
    let mut out = Vec::new();
    for (language, body) in fences(text) {
        if language == "json" {
            out.push(body.trim().to_owned());
            continue;
        }
        let mut behind = 0;
        for found in begins.find_iter(&body) {
            if found.start() < behind {
                continue;
            }
            let literal = balanced(&body[found.start()..]);
            behind = found.start() + literal.len();
            if is_frame.is_match(literal) && !literal.contains(": string;") {
                out.push(literal.to_owned());
            }
        }
    }
    out
}

/// From an opening brace to the one that closes it.
fn balanced(text: &str) -> &str {
    let mut depth = 0usize;
    for (at, each) in text.char_indices() {
        match each {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return &text[..=at];
        }
    }
    text
}

fn names(text: &str, patterns: &[&str]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for pattern in patterns {
        for found in Regex::new(pattern).expect("a pattern").captures_iter(text) {
            match found.get(2) {
                // A namespace and its words; `etc.` stands for those that the document does not name.
                Some(words) => out.extend(
                    words
                        .as_str()
                        .split(',')
                        .map(str::trim)
                        .filter(|word| *word != "etc.")
                        .map(|word| format!("{}.{word}", found[1].to_lowercase())),
                ),
                // `STREAM_OUTPUT` of a table of constants is the event `stream_output`.
                None if pattern.contains("EventTypes") => {
                    out.insert(found[1].to_lowercase());
                }
                None => {
                    out.insert(found[1].to_owned());
                }
            }
        }
    }
    out
}
