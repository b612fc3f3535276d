//! YAML text to a tree of nodes with places: nothing is interpreted, nothing is lost.

mod slips;
mod text;
mod trouble;

use crate::{
    diagnostic::Diagnostic,
    source::{FileId, Sources, Span},
};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::collections::{BTreeMap, BTreeSet};

/// How deep collections may nest.
const MAX_DEPTH: usize = 64;

/// The largest file, in bytes.
const MAX_BYTES: usize = 8 << 20;

/// How many bytes of text count as one node more.
const BYTES_PER_NODE: usize = 64;

/// How many nodes a file may have once its aliases are expanded.
const MAX_NODES: usize = 1_000_000;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// Text as written, and whether it stood without quotes.
    Scalar {
        /// The text, without quotes and escapes.
        text: String,
        /// Whether it stood without quotes, so that `null` and `2` are not text.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in order; keys are scalars and unique.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The text of a scalar without quotes.
    pub fn plain(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, plain: true } => Some(text),
            _ => None,
        }
    }

    /// Whether nothing stands here: an empty value, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.plain(), Some("" | "~" | "null" | "Null" | "NULL"))
    }

    /// What it is, in words: `a map`, `a list`, `text`, `nothing`.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            _ if self.is_null() => "nothing",
            NodeKind::Scalar { plain: true, text } if text.parse::<f64>().is_ok() => "a number",
            NodeKind::Scalar { plain: true, text } if matches!(text.as_str(), "true" | "false") => {
                "true or false"
            }
            NodeKind::Scalar { .. } => "text",
            NodeKind::Sequence(_) => "a list",
            NodeKind::Mapping(_) => "a map",
        }
    }
}

/// Reads one file. Returns what was understood beside what was not.
pub fn read(sources: &Sources, file: FileId) -> (Option<Node>, Vec<Diagnostic>) {
    let text = &sources.get(file).text;
    if text.len() > MAX_BYTES {
        let span = Span { file, start: 0, end: 0 };
        let message = format!("the file has over {} MiB", MAX_BYTES >> 20);
        let help = "a definition is text that people read; split it, and leave data out of it";
        return (None, vec![Diagnostic::error("A0004", span, message).help(help)]);
    }
    if let Some(diagnostic) = slips::invisible(file, text) {
        return (None, vec![diagnostic]);
    }
    let mut reader = Reader {
        file,
        text,
        offsets: byte_offsets(text),
        length: text.len() as u32,
        anchors: BTreeMap::new(),
        nodes: 0,
        diagnostics: Vec::new(),
        parser: Parser::new_from_str(text),
    };
    let root = reader.document();
    (root, reader.diagnostics)
}

/// The byte offset of each character, for texts where the two differ.
fn byte_offsets(text: &str) -> Option<Vec<u32>> {
    (!text.is_ascii()).then(|| text.char_indices().map(|(offset, _)| offset as u32).collect())
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    offsets: Option<Vec<u32>>,
    length: u32,
    anchors: BTreeMap<usize, (Node, usize)>,
    nodes: usize,
    diagnostics: Vec<Diagnostic>,
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
}

/// Reading cannot go on; the reason has been reported.
struct Stop;

impl<'t> Reader<'t> {
    fn offset(&self, character: usize) -> u32 {
        match &self.offsets {
            Some(offsets) => offsets.get(character).copied().unwrap_or(self.length),
            None => (character as u32).min(self.length),
        }
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        let start = self.offset(span.start.index());
        Span { file: self.file, start, end: self.offset(span.end.index()).max(start) }
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Stop> {
        match self.parser.next() {
            Some(Ok((event, span))) => Ok((event, self.span(span))),
            Some(Err(error)) => {
                let at = self.offset(error.marker().index()) as usize;
                self.diagnostics.push(trouble::explain(self.file, self.text, at, error.info()));
                Err(Stop)
            }
            None => Err(Stop),
        }
    }

    fn document(&mut self) -> Option<Node> {
        let mut root = None;
        let mut start = None;
        loop {
            match self.next().ok()? {
                (Event::StreamStart | Event::DocumentEnd, _) => {}
                (Event::DocumentStart(_), span) => start = Some(span),
                (Event::StreamEnd, _) => break,
                (event, span) if root.is_none() => root = Some(self.node(event, span, 0).ok()?),
                (_, span) => {
                    let span = start.unwrap_or(span);
                    self.diagnostics.push(
                        Diagnostic::error("A0002", span, "a second YAML document begins here")
                            .help("a definition is one document; remove the line `---` or `...` before this"),
                    );
                    return root;
                }
            }
        }
        let empty = root.as_ref().is_none_or(Node::is_null);
        if empty {
            let span = Span { file: self.file, start: 0, end: 0 };
            self.diagnostics.push(
                Diagnostic::error("A0005", span, "the definition is empty")
                    .help("`antiphon init` writes a commented starter file"),
            );
            return None;
        }
        root
    }

    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Node, Stop> {
        self.count(1, span)?;
        if depth > MAX_DEPTH {
            self.diagnostics.push(Diagnostic::error(
                "A0004",
                span,
                format!("collections nest more than {MAX_DEPTH} deep here"),
            ));
            return Err(Stop);
        }
        let before = self.nodes;
        let (node, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.no_tag(tag.is_some(), span);
                // Texts count by their length too, since aliases repeat them.
                self.count(text.len() / BYTES_PER_NODE, span)?;
                let plain = style == ScalarStyle::Plain;
                let kind = NodeKind::Scalar { text: text.into_owned(), plain };
                (Node { span, kind }, anchor)
            }
            Event::SequenceStart(anchor, tag) => {
                self.no_tag(tag.is_some(), span);
                let mut items = Vec::new();
                let end = loop {
                    match self.next()? {
                        (Event::SequenceEnd, end) => break end,
                        (event, span) => items.push(self.node(event, span, depth + 1)?),
                    }
                };
                let span = enclose(span, items.last().map(|item| item.span), end);
                (Node { span, kind: NodeKind::Sequence(items) }, anchor)
            }
            Event::MappingStart(anchor, tag) => {
                self.no_tag(tag.is_some(), span);
                let mut entries = Vec::new();
                let end = loop {
                    match self.next()? {
                        (Event::MappingEnd, end) => break end,
                        (event, span) => {
                            let key = self.node(event, span, depth + 1)?;
                            let (event, span) = self.next()?;
                            let value = self.node(event, span, depth + 1)?;
                            entries.push((key, value));
                        }
                    }
                };
                let last = entries.last().map(|(_, value): &(Node, Node)| value.span);
                let span = enclose(span, last, end);
                (Node { span, kind: NodeKind::Mapping(self.unique(entries, depth)) }, anchor)
            }
            Event::Alias(anchor) => {
                let Some(nodes) = self.anchors.get(&anchor).map(|(_, nodes)| *nodes) else {
                    self.diagnostics.push(Diagnostic::error(
                        "A0002",
                        span,
                        "this alias names an anchor that is not finished before it",
                    ));
                    return Err(Stop);
                };
                self.count(nodes, span)?;
                (self.anchors[&anchor].0.clone(), 0)
            }
            _ => return Err(Stop),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), self.nodes - before + 1));
        }
        Ok(node)
    }

    /// Reports a tag such as `!important` before a value: it would be lost without a word.
    fn no_tag(&mut self, is_tagged: bool, span: Span) {
        let at = span.start as usize;
        let here = self.text.get(at..).filter(|_| is_tagged);
        let Some(here) = here else { return };
        let start = match self.text.get(..at).and_then(|before| before.rfind('!')) {
            _ if here.starts_with('!') => at,
            Some(mark) => self.text[..=mark].trim_end_matches('!').len(),
            None => return,
        };
        let word = text::word_at(self.text, start);
        let written = self.text.get(word.clone()).unwrap_or_default();
        let span = Span { start: word.start as u32, end: word.end as u32, ..span };
        self.diagnostics.push(
            Diagnostic::error("A0002", span, format!("`{written}` is a tag of YAML, and not read"))
                .help("remove it, or put text that begins with `!` in quotes"),
        );
    }

    fn count(&mut self, nodes: usize, span: Span) -> Result<(), Stop> {
        self.nodes += nodes;
        if self.nodes <= MAX_NODES {
            return Ok(());
        }
        self.diagnostics.push(
            Diagnostic::error("A0004", span, format!("the definition has over {MAX_NODES} values"))
                .help("aliases count as often as they are used"),
        );
        Err(Stop)
    }

    /// Reports keys that are not text or stand twice; keeps the first of each.
    fn unique(&mut self, entries: Vec<(Node, Node)>, depth: usize) -> Vec<(Node, Node)> {
        let mut seen: BTreeMap<String, (Span, usize)> = BTreeMap::new();
        let mut kept: Vec<(Node, Node)> = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let Some(text) = key.text() else {
                self.diagnostics.push(
                    Diagnostic::error("A0103", key.span, format!("a key is {}", key.describe()))
                        .help("keys are text"),
                );
                continue;
            };
            if let Some(&(first, at)) = seen.get(text) {
                self.diagnostics.push(
                    Diagnostic::error("A0003", key.span, format!("the key `{text}` stands twice"))
                        .label("again here")
                        .related(first, "first here")
                        .help(match text {
                            "..." => "spread several records at once: `...: [ One, Other ]`",
                            _ => "keep one of them, or give one another name",
                        }),
                );
                // What a repeated section declares is known, so that names of it are too.
                if depth == 0
                    && let Some((_, first)) = kept.get_mut(at)
                {
                    add_entries(first, value);
                }
                continue;
            }
            seen.insert(text.to_owned(), (key.span, kept.len()));
            kept.push((key, value));
        }
        kept
    }
}

/// Adds the entries of a second map whose keys the first lacks.
fn add_entries(first: &mut Node, second: Node) {
    let (NodeKind::Mapping(entries), NodeKind::Mapping(others)) = (&mut first.kind, second.kind)
    else {
        return;
    };
    let known: BTreeSet<String> =
        entries.iter().filter_map(|(key, _)| key.text().map(str::to_owned)).collect();
    entries.extend(
        others.into_iter().filter(|(key, _)| key.text().is_some_and(|text| !known.contains(text))),
    );
}

/// From the start of a collection to its end. Block collections end where the next token begins, so
/// there the last value counts.
fn enclose(start: Span, last: Option<Span>, end: Span) -> Span {
    let flow_end = if end.end > end.start { Some(end.end) } else { None };
    let end = flow_end.or(last.map(|span| span.end)).unwrap_or(start.end);
    Span { end: end.max(start.start), ..start }
}
