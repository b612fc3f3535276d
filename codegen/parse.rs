//! Nodes to syntax: shapes are checked here, names are not looked up.

mod flow;
mod leaf;
mod template;
mod type_expr;

pub use leaf::{at, json, lower_word, scalar_json};
pub use type_expr::{parse_type, split_default};

use crate::{
    diagnostic::Diagnostic,
    source::{Sources, Span},
    yaml::{Node, NodeKind},
};
use std::{collections::BTreeSet, ops::Range};

/// What lowering needs beside the node.
pub struct Cx<'a> {
    /// The text, to find places inside scalars.
    pub sources: &'a Sources,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl Cx<'_> {
    /// Reports a mistake.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that a node has another shape than expected.
    pub fn wrong_shape(&mut self, node: &Node, expected: &str) {
        self.report(
            Diagnostic::error("A0103", node.span, format!("this is {}", node.describe()))
                .label(format!("expected {expected}")),
        );
    }

    /// Reports that text does not say what is expected.
    pub fn bad_value(&mut self, span: Span, found: &str, expected: &str) {
        let shown = shorten(found);
        self.report(
            Diagnostic::error("A0104", span, format!("`{shown}` is not {expected}"))
                .label(format!("expected {expected}")),
        );
    }

    /// The place of a part of a scalar's text; the whole scalar where escapes or folding hide it.
    pub fn inner(&self, node: &Node, part: Range<usize>) -> Span {
        let Some(text) = node.text() else { return node.span };
        let source = &self.sources.get(node.span.file).text;
        let Some(written) = source.get(node.span.range()) else { return node.span };
        let shift = match written.strip_prefix(['"', '\'']) {
            Some(rest) if rest.starts_with(text) => 1,
            None if written.starts_with(text) => 0,
            _ => return node.span,
        };
        node.span.part(part.start + shift..part.end + shift)
    }
}

/// At most forty characters of something that a message quotes.
pub fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > 40 || line.len() < text.len() {
        format!("{}…", line.chars().take(40).collect::<String>())
    } else {
        line.to_owned()
    }
}

/// Something that a node can be lowered to.
pub trait Lower: Sized {
    /// Lowers a node; reports and returns `None` when it is something else.
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;
}

/// Something that a key can hold: optional or required.
pub trait KeyValue: Sized {
    /// The value when the key is absent; `None` when it is required.
    fn absent() -> Option<Self>;
    /// The value when the key is there.
    fn present(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;
}

impl<T: Lower> KeyValue for Option<T> {
    fn absent() -> Option<Self> {
        Some(None)
    }

    fn present(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        Some(T::lower(node, cx))
    }
}

impl<T: Lower> KeyValue for crate::syntax::Required<T> {
    fn absent() -> Option<Self> {
        None
    }

    fn present(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        T::lower(node, cx).map(Self)
    }
}

/// The keys of a map while a struct of syntax takes what it knows.
pub struct Keys<'n> {
    span: Span,
    entries: &'n [(Node, Node)],
    what: &'static str,
    taken: BTreeSet<usize>,
}

impl<'n> Keys<'n> {
    /// The keys of a node; nothing at all counts as a map without keys.
    pub fn of(node: &'n Node, what: &'static str, cx: &mut Cx<'_>) -> Option<Self> {
        let entries: &[(Node, Node)] = match &node.kind {
            NodeKind::Mapping(entries) => entries,
            _ if node.is_null() => &[],
            _ => {
                cx.wrong_shape(node, &format!("a map: {what}"));
                return None;
            }
        };
        Some(Self { span: node.span, entries, what, taken: BTreeSet::new() })
    }

    /// The value of a key.
    pub fn take<T: KeyValue>(&mut self, key: &str, cx: &mut Cx<'_>) -> Option<T> {
        let found = self.entries.iter().position(|(name, _)| name.text() == Some(key));
        let Some(index) = found else {
            let absent = T::absent();
            if absent.is_none() {
                cx.report(
                    Diagnostic::error("A0102", self.span, format!("the key `{key}` is missing"))
                        .label(format!("in {}", self.what)),
                );
            }
            return absent;
        };
        self.taken.insert(index);
        T::present(&self.entries[index].1, cx)
    }

    /// Reports the keys that nothing took.
    pub fn finish(self, known: &[&str], cx: &mut Cx<'_>) {
        for (index, (key, value)) in self.entries.iter().enumerate() {
            if self.taken.contains(&index) {
                continue;
            }
            let name = key.text().unwrap_or_default();
            let diagnostic = Diagnostic::error(
                "A0101",
                key.span,
                format!("{} has no key `{}`", self.what, shorten(name)),
            );
            // Text with a comma in it falls apart inside braces, and its rest looks like a key.
            let is_text = name.contains(' ') && value.is_null();
            cx.report(if is_text {
                diagnostic
                    .label("the rest of a text with a comma?")
                    .help("inside `{ }` a comma ends the value; put the whole text in quotes")
            } else {
                suggest(diagnostic, key.span, name, known)
            });
        }
    }
}

/// Adds the closest of the known words, with a fix when it is close, and the list of all.
pub fn suggest(diagnostic: Diagnostic, span: Span, word: &str, known: &[&str]) -> Diagnostic {
    let list = || known.iter().map(|each| format!("`{each}`")).collect::<Vec<_>>().join(", ");
    match closest(word, known) {
        Some(best) => diagnostic
            .label(format!("did you mean `{best}`?"))
            .help(if known.len() <= 40 {
                format!("known here: {}", list())
            } else {
                format!("did you mean `{best}`?")
            })
            .fix(span, best),
        None if known.is_empty() => diagnostic,
        None if known.len() <= 40 => diagnostic.help(format!("known here: {}", list())),
        None => diagnostic,
    }
}

/// The known word that a person most likely meant.
pub fn closest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    // What people write for a word that is spelled quite differently.
    const SYNONYMS: &[(&str, &str)] = &[
        ("required", "reply"),
        ("require", "reply"),
        ("response", "reply"),
        ("replies", "reply"),
        ("returns", "reply"),
        ("direction", "from"),
        ("sender", "from"),
        ("by", "from"),
        ("receiver", "to"),
        ("target", "to"),
        ("doc", "summary"),
        ("docs", "summary"),
        ("title", "summary"),
        ("desc", "description"),
        ("comment", "description"),
        ("properties", "fields"),
        ("params", "fields"),
        ("data", "payload"),
        ("body", "payload"),
        ("message", "payload"),
        ("messages", "events"),
        ("enums", "types"),
        ("models", "types"),
        ("schemas", "types"),
        ("imports", "include"),
        ("import", "include"),
        ("name", "protocol"),
        ("regex", "pattern"),
        ("minimum", "min"),
        ("maximum", "max"),
        ("minLength", "min"),
        ("maxLength", "max"),
        ("optional", "type"),
        ("nullable", "type"),
        ("interval", "every"),
        ("values", "enum"),
        ("oneOf", "union"),
        ("anyOf", "union"),
        ("variant", "variants"),
        ("retries", "attempts"),
        ("backoff", "retry"),
        ("rooms", "channels"),
        ("topics", "channels"),
    ];
    let lower = word.to_lowercase();
    let by_distance = known
        .iter()
        .map(|each| (distance(&lower, &each.to_lowercase()), *each))
        .filter(|(distance, each)| *distance <= 1 + each.len().min(word.len()) / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, each)| each);
    by_distance.or_else(|| {
        let (_, meant) = SYNONYMS
            .iter()
            .find(|(written, meant)| written.eq_ignore_ascii_case(word) && known.contains(meant))?;
        known.iter().copied().find(|each| each == meant)
    })
}

/// How many letters are inserted, removed, replaced or swapped between two words.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) =
        (a.chars().take(64).collect(), b.chars().take(64).collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    if let Some(first) = rows.first_mut() {
        first.iter_mut().enumerate().for_each(|(j, cell)| *cell = j);
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}
