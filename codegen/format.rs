//! Lays out a definition: indentation, spaces, blank lines. Comments stay, and so does the meaning.
//!
//! Lines are never joined or broken: whoever writes a map in one line wants it in one line. What can
//! be laid out in one way only is laid out in that way, so that formatting twice changes nothing.

mod print;
mod tree;

use crate::{
    diagnostic::Diagnostic,
    source::Sources,
    yaml::{self, Node, NodeKind},
};

/// Why a text is left as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// It is no YAML that a definition could be.
    Mistakes(Sources, Vec<Diagnostic>),
    /// Laying it out would change what it says. This is a defect of the formatter.
    Meaning,
}

/// The text of a definition, laid out. The path is for diagnostics only.
///
/// # Errors
/// [`Refusal`]; the text then stays as it is.
pub fn format(path: &str, text: &str) -> Result<String, Refusal> {
    // Both ends of a line and a mark at the start of the file say nothing.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let mut sources = Sources::default();
    let file = sources.add(path, text.as_str());
    let (root, mistakes) = yaml::read(&sources, file);
    let Some(root) = root.filter(|_| mistakes.is_empty()) else {
        return Err(Refusal::Mistakes(sources, mistakes));
    };
    let tree = tree::read(&text).ok_or(Refusal::Meaning)?;
    let comments: Vec<String> = tree.comments.iter().map(|each| each.text(&text)).collect();
    let out = print::print(&text, &tree);
    let file = sources.add(path, out.as_str());
    let (again, mistakes) = yaml::read(&sources, file);
    let kept = tree::read(&out)
        .is_some_and(|tree| tree.comments.iter().map(|each| each.text(&out)).eq(comments));
    match again {
        Some(again) if mistakes.is_empty() && kept && same(&root, &again) => Ok(out),
        _ => Err(Refusal::Meaning),
    }
}

/// Whether two trees say the same, wherever their parts stand.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (NodeKind::Sequence(one), NodeKind::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (NodeKind::Mapping(one), NodeKind::Mapping(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|((key, value), (other_key, other))| {
                    same(key, other_key) && same(value, other)
                })
        }
        (one, other) => one == other,
    }
}
