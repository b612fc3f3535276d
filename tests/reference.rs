//! The reference protocol uses the whole language: every keyword, word, type and placeholder.
//!
//! The definition is walked together with the editor schema, which lists what may stand where.

use antiphon_codegen::{
    Loader, compile,
    parse::{Cx, Lower},
    source::Sources,
    syntax::{Definition, editor_schema},
    yaml::{self, Node, NodeKind},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The files that make up the reference protocol.
const FILES: &[&str] = &["protocol.yaml", "protocol/common.yaml"];

/// Keywords that the reference protocol cannot use and stay believable.
const EXEMPT: &[(&str, &str, &str)] =
    &[("Definition", "deprecated", "the protocol itself is in use; its parts show the keyword")];

/// Sets of words whose keyword stands only so many times in a definition: there, the comment at the
/// keyword names the words that do not stand.
const FEWER_PLACES_THAN_WORDS: &[&str] =
    &["PackingWord", "UnknownEventWord", "OverflowWord", "ExpiredWord"];

/// Forms of types and layouts, as they are written.
const TYPES: &[&str] = &[
    "bool",
    "string",
    "i8",
    "i16",
    "i32",
    "i64<bigint>",
    "i64<be>",
    "u8",
    "u16",
    "u32",
    "u64",
    "u64<bigint>",
    "f32",
    "f64",
    "string<u64>",
    "string<decimal>",
    "bytes",
    "timestamp",
    "timestamp<ms>",
    "timestamp<s>",
    "duration<ms>",
    "duration<s>",
    "uuid",
    "url",
    "json",
    "json<ToolArguments>",
    "map<string>",
    "map<list<u64>>",
    "list<Slug>",
    "list<list<f32>>",
    "ErrorCode",
    "open swift",
    "open 0 = success",
    "=forever | duration<s>",
    "string | list<string> | map<string>",
    "u16<be>",
    "u32<le>",
    "f32<le>",
    "string<u8>",
    "bytes<16>",
    "bytes<u16<be>>",
    "=FILE",
    "0x02",
    "Person?",
    "Model = balanced",
];

/// Every placeholder, without `$`.
const PLACEHOLDERS: &[&str] = &[
    "event",
    "payload",
    "channel",
    "id",
    "correlation",
    "join",
    "seq",
    "ack",
    "epoch",
    "offset",
    "time",
    "session",
    "user",
    "connection",
    "sender",
    "trace",
    "code",
    "message",
    "details",
    "frames",
    "count",
    "compressed",
    "size",
    "compressed_size",
];

/// One file of the definition as text and as a tree.
struct File {
    text: String,
    root: Node,
}

fn files() -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    FILES
        .iter()
        .map(|name| {
            let text = fs::read_to_string(folder.join(name)).expect("the file is there");
            let mut sources = Sources::default();
            let id = sources.add(name.to_string(), text.clone());
            let (root, mut found) = yaml::read(&sources, id);
            let root = root.expect("it is YAML");
            let mut cx = Cx::new(&sources);
            Definition::lower(&root, &mut cx);
            found.append(&mut cx.diagnostics);
            assert!(found.is_empty(), "{name} has mistakes: {found:#?}");
            File { text, root }
        })
        .collect()
}

/// What the definition used: keywords by the name of their map, words by the name of their set.
#[derive(Default)]
struct Used {
    keywords: BTreeMap<String, BTreeSet<String>>,
    words: BTreeMap<String, BTreeSet<String>>,
}

/// Walks a definition and the editor schema side by side.
struct Walk<'s> {
    schema: &'s Value,
    used: Used,
}

impl<'s> Walk<'s> {
    /// The schema behind a reference, and its name.
    fn resolve(&self, schema: &'s Value) -> (&'s Value, Option<&'s str>) {
        match schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            Some(name) => (&self.schema["$defs"][name], Some(name)),
            None => (schema, None),
        }
    }

    /// Whether a node can be what a schema describes, by its outermost shape.
    fn fits(&self, node: &Node, schema: &'s Value) -> bool {
        let (schema, _) = self.resolve(schema);
        if let Some(any) = schema["anyOf"].as_array() {
            return any.iter().any(|each| self.fits(node, each));
        }
        if let Some(words) = schema["enum"].as_array() {
            return words.iter().any(|word| word.as_str() == node.text());
        }
        if let Some(constant) = schema["const"].as_str() {
            return node.text() == Some(constant);
        }
        let kinds: Vec<&str> = match &schema["type"] {
            Value::String(kind) => vec![kind],
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => return true,
        };
        match &node.kind {
            NodeKind::Scalar { .. } => {
                kinds.iter().any(|kind| !matches!(*kind, "array" | "object"))
            }
            NodeKind::Sequence(_) => kinds.contains(&"array"),
            NodeKind::Mapping(entries) => {
                kinds.contains(&"object")
                    && (schema["additionalProperties"] != Value::Bool(false)
                        || entries.iter().all(|(key, _)| {
                            key.text().is_some_and(|key| !schema["properties"][key].is_null())
                        }))
            }
        }
    }

    fn visit(&mut self, node: &Node, schema: &'s Value, name: &str) {
        let (schema, own) = self.resolve(schema);
        let name = own.unwrap_or(name);
        if let Some(any) = schema["anyOf"].as_array() {
            // A closed map, whose every key is known, is meant before a map of free keys.
            if let Some(fitting) = any.iter().find(|each| self.fits(node, each)) {
                self.visit(node, fitting, name);
            }
            return;
        }
        if let (Some(_), Some(text)) = (schema["enum"].as_array(), node.text()) {
            self.used.words.entry(name.to_owned()).or_default().insert(text.to_owned());
        }
        match &node.kind {
            NodeKind::Scalar { .. } => {}
            NodeKind::Sequence(items) => {
                for item in items {
                    self.visit(item, &schema["items"], name);
                }
            }
            NodeKind::Mapping(entries) => {
                for (key, value) in entries {
                    let key = key.text().expect("keys are text");
                    let property = &schema["properties"][key];
                    if property.is_null() {
                        self.visit(value, &schema["additionalProperties"], name);
                        continue;
                    }
                    self.used.keywords.entry(name.to_owned()).or_default().insert(key.to_owned());
                    self.visit(value, property, name);
                }
            }
        }
    }
}

/// The maps of the language (closed objects of the editor schema) and their keywords.
fn keywords(schema: &Value) -> impl Iterator<Item = (&str, Vec<&str>)> {
    let root = ("Definition", schema);
    let parts = schema["$defs"].as_object().into_iter().flatten();
    parts
        .map(|(name, part)| (name.as_str(), part))
        .chain([root])
        .filter(|(_, part)| part["additionalProperties"] == Value::Bool(false))
        .map(|(name, part)| {
            let keys = part["properties"].as_object().into_iter().flatten();
            (name, keys.map(|(key, _)| key.as_str()).collect())
        })
}

/// The sets of words of the language.
fn words(schema: &Value) -> impl Iterator<Item = (&str, Vec<&str>)> {
    schema["$defs"].as_object().into_iter().flatten().filter_map(|(name, part)| {
        let words = part["enum"].as_array()?;
        Some((name.as_str(), words.iter().filter_map(Value::as_str).collect()))
    })
}

fn used(schema: &Value, files: &[File]) -> Used {
    let mut walk = Walk { schema, used: Used::default() };
    for file in files {
        walk.visit(&file.root, schema, "Definition");
    }
    walk.used
}

fn assert_complete(what: &str, missing: &[String]) {
    assert!(missing.is_empty(), "the reference protocol lacks {what}:\n  {}", missing.join("\n  "));
}

#[test]
fn uses_every_keyword() {
    let schema = editor_schema();
    let used = used(&schema, &files()).keywords;
    let mut missing = Vec::new();
    for (name, keys) in keywords(&schema) {
        for key in keys {
            let is_used = used.get(name).is_some_and(|used| used.contains(key));
            let is_exempt = EXEMPT.iter().any(|(map, keyword, _)| (*map, *keyword) == (name, key));
            assert!(!(is_used && is_exempt), "{name}.{key} is used: it needs no exemption");
            if !is_used && !is_exempt {
                missing.push(format!("{name}.{key}"));
            }
        }
    }
    assert_complete("keywords", &missing);
}

#[test]
fn uses_every_word() {
    let schema = editor_schema();
    let files = files();
    let used = used(&schema, &files).words;
    let comments: String = files
        .iter()
        .flat_map(|file| file.text.lines())
        .filter(|line| line.trim_start().starts_with('#'))
        .collect();
    let mut missing = Vec::new();
    for (name, all) in words(&schema) {
        assert!(used.contains_key(name), "no word of {name} is used");
        for word in all.into_iter().filter(|word| !used[name].contains(*word)) {
            let is_explained =
                FEWER_PLACES_THAN_WORDS.contains(&name) && comments.contains(&format!("`{word}`"));
            if !is_explained {
                missing.push(format!("{name}: {word}"));
            }
        }
    }
    assert_complete("words", &missing);
}

#[test]
fn uses_every_type_and_placeholder() {
    let mut scalars = BTreeSet::new();
    for file in files() {
        collect(&file.root, &mut scalars);
    }
    let part = |each: Option<char>, more: &str| {
        each.is_some_and(|each| each.is_alphanumeric() || more.contains(each))
    };
    let has = |wanted: &str| {
        scalars.iter().any(|text| {
            text.match_indices(wanted).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let after = text[at + wanted.len()..].chars().next();
                !part(before, "_$") && !part(after, "_<")
            })
        })
    };
    let mut missing: Vec<String> =
        TYPES.iter().filter(|form| !has(form)).map(|form| (*form).to_owned()).collect();
    let placeholders = PLACEHOLDERS.iter().map(|name| format!("${name}"));
    missing.extend(placeholders.filter(|placeholder| !has(placeholder)));
    assert_complete("types or placeholders", &missing);
}

/// Every key and every scalar.
fn collect(node: &Node, out: &mut BTreeSet<String>) {
    match &node.kind {
        NodeKind::Scalar { text, .. } => {
            out.insert(text.clone());
        }
        NodeKind::Sequence(items) => items.iter().for_each(|item| collect(item, out)),
        NodeKind::Mapping(entries) => {
            for (key, value) in entries {
                collect(key, out);
                collect(value, out);
            }
        }
    }
}

/// Reads files beside the definition.
struct Disk;

impl Loader for Disk {
    fn load(&self, path: &str) -> Result<String, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::read_to_string(folder.join(path)).map_err(|error| error.to_string())
    }
}

#[test]
fn has_no_mistakes() {
    let compilation = compile("protocol.yaml", &Disk);
    let found: Vec<String> = compilation
        .diagnostics
        .iter()
        .map(|each| {
            let source = compilation.sources.get(each.span.file);
            let before = source.text.get(..each.span.start as usize).unwrap_or_default();
            let line = before.lines().count();
            format!("{}:{line}: {} {} {}", source.path, each.code, each.message, each.label)
        })
        .collect();
    assert!(found.is_empty(), "the reference protocol has mistakes:\n{}", found.join("\n"));
    assert!(compilation.protocol.is_some());
}

#[test]
fn explains_every_keyword() {
    let schema = editor_schema();
    let files = files();
    let comments: Vec<&str> = files
        .iter()
        .flat_map(|file| file.text.lines())
        .filter_map(|line| line.trim_start().strip_prefix('#'))
        .collect();
    let comments = comments.join("\n");
    let keys: BTreeSet<&str> = keywords(&schema).flat_map(|(_, keys)| keys).collect();
    let missing: Vec<String> = keys
        .into_iter()
        .filter(|key| {
            let name = format!("`{key}`");
            let with_value = format!("`{key}:");
            !comments.contains(&name) && !comments.contains(&with_value)
        })
        .map(str::to_owned)
        .collect();
    assert_complete("comments that explain these keywords", &missing);
}
