//! The keys of a map while a struct of syntax takes what it knows.
//!
//! A misspelt key is reported and then read as the key it stands for, so that one slip of the finger is
//! one diagnostic. What cannot be explained makes the map incomplete: nobody then reports what is
//! missing in it.

use super::{
    Cx, Lower, closest,
    elsewhere::{explain, section},
    list, shorten,
};
use crate::{
    diagnostic::Diagnostic,
    source::Span,
    yaml::{Node, NodeKind},
};
use std::borrow::Cow;

/// Something that a key can hold: optional or required.
pub trait KeyValue: Sized {
    /// What it holds.
    type Inner: Lower;
    /// Whether the key must be there.
    const REQUIRED: bool;
    /// The value, from what was read. `None` when there is no value and it is required.
    fn from_read(read: Option<Self::Inner>) -> Option<Self>;
}

impl<T: Lower> KeyValue for Option<T> {
    type Inner = T;
    const REQUIRED: bool = false;

    fn from_read(read: Option<T>) -> Option<Self> {
        Some(read)
    }
}

impl<T: Lower> KeyValue for crate::syntax::Required<T> {
    type Inner = T;
    const REQUIRED: bool = true;

    fn from_read(read: Option<T>) -> Option<Self> {
        read.map(Self)
    }
}

/// What a key is taken for.
#[derive(Clone, Copy, PartialEq)]
enum Meaning {
    /// The keyword that it is.
    Known,
    /// The keyword that was most likely meant.
    Close(&'static str),
    /// A keyword whose colon lacks the space behind it.
    Glued(&'static str),
    /// The keyword behind what another language takes for a comment.
    Commented(&'static str),
    /// A name that belongs into the map of the keyword above it.
    Beside(&'static str),
    /// Nothing.
    Unknown,
}

struct Entry<'n> {
    key: &'n Node,
    value: Cow<'n, Node>,
    meaning: Meaning,
}

/// The keys of a map while a struct of syntax takes what it knows.
pub struct Keys<'n> {
    span: Span,
    what: &'static str,
    known: &'static [&'static str],
    entries: Vec<Entry<'n>>,
    missing: Vec<&'static str>,
    /// Entries whose value could not be read.
    failed: Vec<usize>,
    is_readable: bool,
}

impl<'n> Keys<'n> {
    /// The keys of a node; nothing at all counts as a map without keys, and so does, once reported,
    /// what is no map.
    pub fn of(
        node: &'n Node,
        what: &'static str,
        known: &'static [&'static str],
        cx: &mut Cx<'_>,
    ) -> Self {
        let written: &[(Node, Node)] = match &node.kind {
            NodeKind::Mapping(entries) => entries,
            _ => &[],
        };
        let is_readable = matches!(node.kind, NodeKind::Mapping(_)) || node.is_null();
        if !is_readable {
            cx.no_map(node, what, known);
            cx.incomplete.insert(node.span);
        }
        let absent: Vec<&'static str> = known
            .iter()
            .copied()
            .filter(|each| !written.iter().any(|(key, _)| key.text() == Some(each)))
            .collect();
        let entries = written.iter().map(|(key, value)| entry(key, value, known, &absent, cx));
        let entries = entries.collect();
        Self {
            span: node.span,
            what,
            known,
            entries,
            missing: Vec::new(),
            failed: Vec::new(),
            is_readable,
        }
    }

    /// The value of a key.
    pub fn take<T: KeyValue>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> Option<T> {
        let found = self.entries.iter().position(|entry| match entry.meaning {
            Meaning::Known => entry.key.text() == Some(key),
            Meaning::Close(meant) | Meaning::Glued(meant) | Meaning::Commented(meant) => {
                meant == key
            }
            Meaning::Beside(_) | Meaning::Unknown => false,
        });
        let Some(index) = found else {
            if T::REQUIRED && self.is_readable {
                self.missing.push(key);
            }
            return T::from_read(None);
        };
        let value = self.with_neighbours::<T::Inner>(index, key);
        if let Meaning::Close(_) = self.entries[index].meaning {
            cx.misnamed.insert(value.span, self.entries[index].key.span);
        }
        let read = T::Inner::lower(&value, cx);
        if read.is_none() {
            cx.incomplete.insert(self.span);
            self.failed.push(index);
        }
        T::from_read(read)
    }

    /// The value of an entry. Where a map of names is expected and nothing stands, the names that follow
    /// it in the same column are taken for its own.
    fn with_neighbours<T: Lower>(&mut self, index: usize, key: &'static str) -> Cow<'n, Node> {
        let value = self.entries[index].value.clone();
        if !T::NAMES || !value.is_null() {
            return value;
        }
        let run = self.entries[index + 1..].iter().take_while(|next| {
            !matches!(next.meaning, Meaning::Known | Meaning::Glued(_) | Meaning::Commented(_))
                && !next.value.is_null()
        });
        let count = run.clone().count();
        if !run.clone().any(|next| next.meaning == Meaning::Unknown) {
            return value;
        }
        let names = run.map(|next| (next.key.clone(), next.value.clone().into_owned())).collect();
        for next in &mut self.entries[index + 1..index + 1 + count] {
            next.meaning = Meaning::Beside(key);
        }
        Cow::Owned(Node { span: value.span, kind: NodeKind::Mapping(names) })
    }

    /// Reports the keys that nothing took and those that are missing.
    pub fn finish(self, cx: &mut Cx<'_>) {
        let mut beside: Option<&str> = None;
        for Entry { key, meaning, .. } in &self.entries {
            let name = shorten(key.text().unwrap_or_default());
            let unknown = || {
                let message = format!("{} has no key `{name}`", self.what);
                Diagnostic::error("A0101", key.span, message)
            };
            match meaning {
                Meaning::Known | Meaning::Unknown => {}
                Meaning::Close(meant) => cx.report(
                    unknown().label(format!("did you mean `{meant}`?")).fix(key.span, *meant),
                ),
                Meaning::Glued(meant) => {
                    let mended = name.replacen(':', ": ", 1);
                    cx.report(
                        unknown()
                            .label(format!("`{meant}:` needs a space behind the colon"))
                            .help(format!("write `{mended}`")),
                    );
                }
                Meaning::Commented(_) => {
                    cx.report(unknown().label("comments begin with `#`").help("write `# …`"));
                }
                Meaning::Beside(above) if beside != Some(above) => {
                    beside = Some(above);
                    cx.report(
                        unknown()
                            .label(format!("this stands beside `{above}`, not in it"))
                            .help(format!("indent what belongs to `{above}` by two more spaces")),
                    );
                }
                Meaning::Beside(_) => {}
            }
        }
        let mut after_failed = false;
        let mut unknown: Vec<(&Node, &Node)> = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            // `enum: a, b` in braces: the rest of what was reported already.
            let is_rest = after_failed && entry.value.is_null();
            after_failed = self.failed.contains(&index) || is_rest;
            if entry.meaning == Meaning::Unknown && !is_rest {
                unknown.push((entry.key, &*entry.value));
            }
        }
        if !unknown.is_empty() {
            cx.incomplete.insert(self.span);
            if unknown.iter().any(|(_, value)| value.text().is_none()) {
                cx.foreign.insert(self.span);
            }
            self.unknown(&unknown, cx);
            return;
        }
        for key in &self.missing {
            cx.report(
                Diagnostic::error("A0102", self.span, format!("the key `{key}` is missing"))
                    .label(format!("in {}", self.what))
                    .help(format!("add `{key}: …`")),
            );
        }
    }

    /// Reports the keys that nobody can explain, all in one.
    fn unknown(&self, unknown: &[(&Node, &Node)], cx: &mut Cx<'_>) {
        let mut rest: Vec<(&Node, &Node)> = Vec::new();
        for (key, value) in unknown {
            match explain(key, value, self.known) {
                Some((label, help)) => {
                    let name = shorten(key.text().unwrap_or_default());
                    let message = format!("{} has no key `{name}`", self.what);
                    cx.report(
                        Diagnostic::error("A0101", key.span, message).label(label).help(help),
                    );
                }
                None => rest.push((key, value)),
            }
        }
        let Some(((first, _), others)) = rest.split_first() else { return };
        let name = shorten(first.text().unwrap_or_default());
        let mut message = format!("{} has no key `{name}`", self.what);
        if let [(other, _)] = others {
            message += &format!(", nor `{}`", shorten(other.text().unwrap_or_default()));
        } else if !others.is_empty() {
            message += &format!(", nor {} others", others.len());
        }
        let mut diagnostic = Diagnostic::error("A0101", first.span, message);
        for (other, _) in others.iter().take(8) {
            diagnostic = diagnostic.related(other.span, "nor this");
        }
        let is_like_fields = rest.iter().all(|(_, value)| looks_like_type(value));
        let places: Vec<Option<String>> = rest
            .iter()
            .map(|(key, _)| section(key.text().unwrap_or_default(), self.what))
            .collect();
        let is_event = |value: &Node| {
            matches!(&value.kind, NodeKind::Mapping(entries)
                if entries.iter().any(|(key, _)| key.text() == Some("from")))
        };
        cx.report(if let [Some(place), ..] = places.as_slice()
            && places.iter().all(|other| other.as_ref() == Some(place))
        {
            diagnostic.help(place)
        } else if self.known.contains(&"from") && rest.iter().any(|(_, value)| is_event(value)) {
            diagnostic.help(format!(
                "events do not nest: each is a key of `events` itself; its name may hold dots, such as `room.{name}`"
            ))
        } else if let Some(list) = self.rest_of_list(first) {
            diagnostic.help(format!("several values stand in brackets: `{list}`"))
        } else if self.known.contains(&"codes") {
            diagnostic.help(format!(
                "write `codes: {{ {name}: … }}`; known here: {}",
                list(self.known)
            ))
        } else if self.known.contains(&"items") && is_like_fields {
            diagnostic.help(format!(
                "the fields of an object stand in `fields: {{ {name}: … }}`; known here: {}",
                list(self.known)
            ))
        } else if self.known.contains(&"variants") {
            diagnostic.help(format!(
                "write `on: type, variants: {{ {name}: … }}`; known here: {}",
                list(self.known)
            ))
        } else {
            diagnostic.help(format!("known here: {}", list(self.known)))
        });
    }
}

impl Keys<'_> {
    /// `from: client, server` falls apart inside braces: the list that was meant.
    fn rest_of_list(&self, key: &Node) -> Option<String> {
        let at = self.entries.iter().position(|entry| entry.key.span == key.span)?;
        let before = self.entries.get(at.checked_sub(1)?)?;
        let entry = self.entries.get(at)?;
        let word = before.value.text().filter(|_| before.meaning == Meaning::Known)?;
        let is_word = |text: &str| {
            !text.is_empty()
                && text.chars().all(|each| each.is_alphanumeric() || "._-".contains(each))
        };
        let name = entry.key.text()?;
        (entry.value.is_null() && entry.value.text() == Some("") && is_word(word) && is_word(name))
            .then(|| format!("{}: [ {word}, {name} ]", before.key.text().unwrap_or_default()))
    }
}

/// What a key means where these are known and those of them absent.
fn entry<'n>(
    key: &'n Node,
    value: &'n Node,
    known: &[&'static str],
    absent: &[&'static str],
    cx: &Cx<'_>,
) -> Entry<'n> {
    let name = key.text().unwrap_or_default();
    let mut value = Cow::Borrowed(value);
    let meaning = if known.contains(&name) {
        Meaning::Known
    } else if let Some((word, rest)) = glued(key, &value, cx)
        && let Some(meant) = absent.iter().find(|each| **each == word)
    {
        value = Cow::Owned(rest);
        Meaning::Glued(meant)
    } else if let Some(comment) = name.strip_prefix("//")
        && let Some(word) = comment.split_whitespace().last()
        && let Some(meant) = absent.iter().find(|each| **each == word.trim_matches('"'))
    {
        Meaning::Commented(meant)
    } else if explain(key, &value, known).is_some() {
        Meaning::Unknown
    } else {
        closest(name, absent).map_or(Meaning::Unknown, Meaning::Close)
    };
    Entry { key, value, meaning }
}

/// `key:value` without a space is one word to YAML: the key and the value that were meant.
pub(super) fn glued<'n>(key: &'n Node, value: &Node, cx: &Cx<'_>) -> Option<(&'n str, Node)> {
    let text = key.plain().filter(|_| value.is_null())?;
    let (word, rest) = text.split_once(':')?;
    let at = word.len() + 1;
    let kind = NodeKind::Scalar { text: rest.to_owned(), plain: true };
    (!word.is_empty() && !rest.is_empty())
        .then(|| (word, Node { span: cx.inner(key, at..text.len()), kind }))
}

/// Whether a value could be the type of a field.
fn looks_like_type(value: &Node) -> bool {
    match &value.kind {
        NodeKind::Scalar { text, .. } => {
            !value.is_null() && !text.contains(' ') && text.parse::<f64>().is_err()
        }
        NodeKind::Mapping(_) => true,
        NodeKind::Sequence(_) => false,
    }
}
