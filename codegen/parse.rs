//! Nodes to syntax: shapes are checked here, names are not looked up.

mod elsewhere;
mod fields;
mod flow;
mod inside;
mod keys;
mod layout;
mod leaf;
mod measure;
mod template;
mod type_expr;
mod words;

pub use keys::{KeyValue, Keys};
pub use leaf::{at, json, lower_word, scalar_json};
pub use type_expr::{parse_type, split_default};
pub use words::{closest, list, suggest};

use crate::{
    diagnostic::Diagnostic,
    source::{Sources, Span},
    yaml::{Node, NodeKind},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// What lowering needs beside the node.
pub struct Cx<'a> {
    /// The text, to find places inside scalars.
    pub sources: &'a Sources,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Maps of which not everything could be read: what is missing in them may have been meant.
    pub incomplete: BTreeSet<Span>,
    /// Maps with a key that nobody knows and that holds more than text.
    pub foreign: BTreeSet<Span>,
    /// Values of misnamed keys, and the places of those keys.
    pub misnamed: BTreeMap<Span, Span>,
}

impl<'a> Cx<'a> {
    /// Nothing is wrong yet.
    pub fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            diagnostics: Vec::new(),
            incomplete: BTreeSet::new(),
            foreign: BTreeSet::new(),
            misnamed: BTreeMap::new(),
        }
    }

    /// Reports a mistake.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether everything that this map says was read, so that what it lacks is really missing.
    pub fn is_complete(&self, map: Span) -> bool {
        !self.incomplete.contains(&map)
    }

    /// Reports that a node has another shape than expected.
    pub fn wrong_shape(&mut self, node: &Node, expected: &str) {
        let message = format!("expected {expected}, found {}", node.describe());
        let diagnostic = Diagnostic::error("A0103", node.span, message);
        self.report(match (&node.kind, expected) {
            _ if node.is_null() => {
                diagnostic.help("write a value behind the colon, or remove the key")
            }
            (NodeKind::Sequence(_) | NodeKind::Mapping(_), "text") => diagnostic
                .help("write one text, in quotes where it holds `[`, `{` or a colon with a blank"),
            _ => diagnostic,
        });
    }

    /// Reports a line of type or step that is too long.
    fn too_long(&mut self, span: Span) {
        self.report(
            Diagnostic::error("A0004", span, format!("this line has over {MAX_LINE} bytes"))
                .help("write a set as `enum: [ … ]`, or give parts of it names"),
        );
    }

    /// Reports that text does not say what is expected.
    pub fn bad_value(&mut self, span: Span, found: &str, expected: &str) {
        let shown = shorten(found);
        self.report(Diagnostic::error("A0104", span, format!("`{shown}` is not {expected}")));
    }

    /// Reports that something stands where a map of keywords belongs.
    fn no_map(&mut self, node: &Node, what: &str, known: &[&str]) {
        let message = format!("{what} is a map, but here is {}", node.describe());
        let diagnostic = Diagnostic::error("A0103", node.span, message);
        self.report(match elsewhere::lone(node, known) {
            Some(help) => diagnostic.help(help),
            None => diagnostic.help(format!("its keys are {}", list(known))),
        });
    }

    /// The place of a part of a scalar's text.
    pub fn inner(&self, node: &Node, part: Range<usize>) -> Span {
        node.text().map_or(node.span, |text| self.part(node.span, text, part))
    }

    /// The place of a part of some text that stands here; the whole where the two do not fit together.
    pub fn part(&self, span: Span, text: &str, part: Range<usize>) -> Span {
        let source = &self.sources.get(span.file).text;
        let Some(written) = source.get(span.range()) else { return span };
        let place = |at: usize| inside::offset(written, text, at);
        match (place(part.start), place(part.end)) {
            (Some(start), Some(end)) if start <= end => span.part(start..end),
            _ => span,
        }
    }
}

/// The longest line of type or step, in bytes: more has no place in one line.
const MAX_LINE: usize = 32 * 1024;

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
    /// The keywords, where a value is a map of keywords and nothing else.
    const KEYWORDS: &'static [&'static str] = &[];
    /// Whether it is a map of names that the definition chooses.
    const NAMES: bool = false;

    /// What to write where a map of names was left out and the entries are those of one value.
    fn unnamed(_: &[(Node, Node)]) -> Option<&'static str> {
        None
    }

    /// Lowers a node; reports and returns `None` when it is something else.
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;
}
