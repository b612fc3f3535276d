//! Leaves of the definition: words, numbers, lists, maps and JSON.

use super::{Cx, Lower, closest, shorten};
use crate::{
    diagnostic::Diagnostic,
    source::Span,
    syntax::{Lost, Many, Map, Name, OneOrMany, Spanned},
    yaml::{Node, NodeKind},
};
use serde_json::Value;
use std::borrow::Cow;

/// The text of a scalar that is not empty.
fn scalar<'n>(node: &'n Node, expected: &str, cx: &mut Cx<'_>) -> Option<&'n str> {
    match node.text() {
        Some(text) if !node.is_null() => Some(text.trim()),
        _ => {
            cx.wrong_shape(node, expected);
            None
        }
    }
}

/// Lowers a scalar by a function that says `None` when the text is something else.
fn leaf<T>(
    node: &Node,
    expected: &'static str,
    cx: &mut Cx<'_>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<Spanned<T>> {
    leaf_or(node, expected, cx, read, |_| None)
}

/// The same, with a function that says what was most likely meant.
pub(super) fn leaf_or<T>(
    node: &Node,
    expected: &'static str,
    cx: &mut Cx<'_>,
    read: impl Fn(&str) -> Option<T>,
    meant: impl Fn(&str) -> Option<String>,
) -> Option<Spanned<T>> {
    leaf_with(node, expected, cx, read, meant, |_| None)
}

/// The same, with a function that says what to write where it is not clear what was meant.
pub(super) fn leaf_with<T>(
    node: &Node,
    expected: &'static str,
    cx: &mut Cx<'_>,
    read: impl Fn(&str) -> Option<T>,
    meant: impl Fn(&str) -> Option<String>,
    help: impl Fn(&str) -> Option<String>,
) -> Option<Spanned<T>> {
    let text = scalar(node, expected, cx)?;
    if let Some(value) = read(text) {
        return Some(Spanned { value, span: node.span });
    }
    let message = format!("`{}` is not {expected}", shorten(text));
    let diagnostic = Diagnostic::error("A0104", node.span, message);
    // What is meant is read on with, so that the mistake hides nothing.
    let meant = meant(text).filter(|meant| read(meant).is_some());
    cx.report(match &meant {
        Some(meant) => diagnostic.label(format!("did you mean `{meant}`?")).fix(node.span, meant),
        None => match help(text) {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        },
    });
    meant.and_then(|meant| read(&meant)).map(|value| Spanned { value, span: node.span })
}

/// One of a set of words.
pub fn lower_word<T: Copy>(
    node: &Node,
    words: &[(&'static str, T)],
    cx: &mut Cx<'_>,
) -> Option<Spanned<T>> {
    let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let list = known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let text = scalar(node, &format!("one of {list}"), cx)?;
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
        return Some(Spanned { value: *value, span: node.span });
    }
    let message = format!("`{}` is none of {list}", shorten(text));
    let diagnostic = Diagnostic::error("A0104", node.span, message);
    let best = closest(text, &known);
    cx.report(match best {
        Some(best) => diagnostic.label(format!("did you mean `{best}`?")).fix(node.span, best),
        None => diagnostic,
    });
    let (_, value) = words.iter().find(|(word, _)| Some(*word) == best)?;
    Some(Spanned { value: *value, span: node.span })
}

impl Lower for Spanned<String> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, .. } if !node.is_null() => {
                Some(Self { value: text.trim_end().to_owned(), span: node.span })
            }
            NodeKind::Mapping(entries) if is_braced_word(entries) => {
                let message = "expected text, found a map";
                cx.report(
                    Diagnostic::error("A0103", node.span, message)
                        .help("text that begins with `{` needs quotes"),
                );
                None
            }
            _ => {
                cx.wrong_shape(node, "text");
                None
            }
        }
    }
}

/// Whether this is `{word}`, which is a map to YAML.
fn is_braced_word(entries: &[(Node, Node)]) -> bool {
    matches!(entries, [(_, value)] if value.is_null())
}

impl Lower for Name {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        Spanned::<String>::lower(node, cx).map(Self)
    }
}

impl Lower for Spanned<bool> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let meant = |text: &str| match text.to_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some("true".to_owned()),
            "false" | "no" | "off" | "0" => Some("false".to_owned()),
            _ => None,
        };
        leaf_or(node, "`true` or `false`", cx, |text| text.parse().ok(), meant)
    }
}

impl Lower for Spanned<u32> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let read = |text: &str| text.replace('_', "").parse().ok();
        leaf_or(node, "a whole number, 0 or more", cx, read, whole)
    }
}

impl Lower for Spanned<u16> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        leaf(node, "a whole number from 0 to 65535", cx, |text| text.parse().ok())
    }
}

impl Lower for Spanned<i64> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        leaf(node, "a whole number", cx, |text| text.replace('_', "").parse().ok())
    }
}

impl Lower for Spanned<f64> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        leaf(node, "a number", cx, |text| {
            text.parse().ok().filter(|number: &f64| number.is_finite())
        })
    }
}

/// The whole number that is meant by `v1`, `1.0`, `10 events` or `1,000`.
fn whole(text: &str) -> Option<String> {
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let end = text.find(|each: char| !each.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if let Some(thousands) = rest.strip_prefix(',').filter(|rest| rest.len() == 3) {
        return Some(format!("{digits}{thousands}"));
    }
    let fits = rest.starts_with(' ') || rest.chars().all(|each| matches!(each, '.' | '0'));
    (!digits.is_empty() && fits).then(|| digits.to_owned())
}

/// Every item that can be read; `None` where there are items and none of them can.
fn each<T: Lower>(items: &[Node], cx: &mut Cx<'_>) -> Option<Vec<T>> {
    let read: Vec<T> = items.iter().filter_map(|item| T::lower(item, cx)).collect();
    (items.is_empty() || !read.is_empty()).then_some(read)
}

impl<T: Lower> Lower for OneOrMany<T> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Sequence(items) => each(items, cx).map(Self),
            _ => Some(Self(vec![T::lower(node, cx)?])),
        }
    }
}

impl<T: Lower> Lower for Many<T> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Sequence(items) => each(items, cx).map(Self),
            _ if node.is_null() => {
                cx.wrong_shape(node, "a list");
                None
            }
            _ => {
                let message = format!("expected a list, found {}", node.describe());
                let diagnostic = Diagnostic::error("A0103", node.span, message);
                cx.report(match &node.kind {
                    NodeKind::Scalar { text, .. } => {
                        diagnostic.help(format!("write `[ {} ]`", shorten(text)))
                    }
                    NodeKind::Mapping(entries)
                        if entries
                            .iter()
                            .all(|(key, _)| key.text().is_some_and(|key| key.starts_with('-'))) =>
                    {
                        diagnostic.help("a blank is missing behind the dash: `- item`")
                    }
                    _ => diagnostic.help("begin each item with a dash, or put `[ ]` around them"),
                });
                None
            }
        }
    }
}

impl<T: Lower> Lower for Map<T> {
    const NAMES: bool = true;

    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut map = Self::default();
        if let NodeKind::Mapping(entries) = &node.kind
            && let Some(help) = T::unnamed(entries)
        {
            let message = "expected a map of names, found what belongs to one of them";
            cx.report(Diagnostic::error("A0103", node.span, message).help(help));
            map.lost.any = true;
            return Some(map);
        }
        if let Some(help) = listed::<T>(node, &mut map.lost) {
            let message = "expected a map of names, found a list";
            cx.report(Diagnostic::error("A0103", node.span, message).help(help));
            return Some(map);
        }
        for (key, value) in named_entries(node, T::KEYWORDS, &mut map.lost, cx) {
            let Some(name) = key.text() else { continue };
            if key.plain().is_none() {
                map.quoted.insert(name.to_owned());
            }
            match T::lower(&value, cx) {
                Some(value) => {
                    map.entries.push((Spanned { value: name.to_owned(), span: key.span }, value));
                }
                None => {
                    map.lost.names.insert(name.to_owned());
                }
            }
        }
        Some(map)
    }
}

/// What to write where a list holds the values without their names, or with them as `name: …`. Takes the
/// names that it finds for lost.
fn listed<T: Lower>(node: &Node, lost: &mut Lost) -> Option<String> {
    let NodeKind::Sequence(items) = &node.kind else { return None };
    let bodies: Vec<&Vec<(Node, Node)>> = items
        .iter()
        .filter_map(|item| match &item.kind {
            NodeKind::Mapping(entries) if entries.len() > 1 => Some(entries),
            _ => None,
        })
        .collect();
    let first = *bodies.first()?;
    let name_of = |entries: &[(Node, Node)]| {
        let is_name = |key: &Node| matches!(key.text(), Some("name" | "id" | "event" | "code"));
        let (_, value) = entries.iter().find(|(key, _)| is_name(key))?;
        value.text().map(str::to_owned)
    };
    let is_body = |entries: &[(Node, Node)]| {
        entries.iter().any(|(key, _)| key.text().is_some_and(|key| T::KEYWORDS.contains(&key)))
    };
    if let Some(help) = T::unnamed(first) {
        lost.any = true;
        return Some(help.to_owned());
    }
    let name = name_of(first).filter(|_| is_body(first))?;
    lost.names.extend(bodies.iter().filter_map(|entries| name_of(entries)));
    Some(format!("each name is a key: `{}: {{ … }}`, without dashes", shorten(&name)))
}

/// The entries of a map of names. What is no map is reported, and read as far as it can be.
fn named_entries<'n>(
    node: &'n Node,
    keywords: &[&str],
    lost: &mut Lost,
    cx: &mut Cx<'_>,
) -> Vec<(&'n Node, Cow<'n, Node>)> {
    match &node.kind {
        NodeKind::Mapping(entries) => indented(entries, keywords, cx),
        _ if node.is_null() => Vec::new(),
        NodeKind::Sequence(items) => {
            let message = "expected a map of names, found a list".to_owned();
            let diagnostic = Diagnostic::error("A0103", node.span, message);
            let mut entries = Vec::new();
            for item in items {
                match &item.kind {
                    NodeKind::Mapping(inner) => {
                        entries
                            .extend(inner.iter().map(|(key, value)| (key, Cow::Borrowed(value))));
                    }
                    NodeKind::Scalar { text, .. } => {
                        lost.names.insert(text.clone());
                    }
                    NodeKind::Sequence(_) => lost.any = true,
                }
            }
            let first = items.first().and_then(Node::text).map(shorten);
            cx.report(diagnostic.help(match first {
                Some(name) => format!("write a map: `{{ {name}: … }}`"),
                None => "remove the dashes (or brackets): each name is a key of its own".to_owned(),
            }));
            entries
        }
        NodeKind::Scalar { text, .. } => {
            let message = format!("expected a map of names, found {}", node.describe());
            cx.report(
                Diagnostic::error("A0103", node.span, message)
                    .help(format!("write a map: `{{ {}: … }}`", shorten(text))),
            );
            lost.any = true;
            Vec::new()
        }
    }
}

/// Entries, where keywords that stand beside a name are put into what they belong to.
fn indented<'n>(
    entries: &'n [(Node, Node)],
    keywords: &[&str],
    cx: &mut Cx<'_>,
) -> Vec<(&'n Node, Cow<'n, Node>)> {
    let is_keyword = |key: &Node| key.text().is_some_and(|text| keywords.contains(&text));
    let mut out: Vec<(&Node, Cow<'_, Node>)> = Vec::new();
    let mut rest = entries.iter();
    while let Some((key, value)) = rest.next() {
        let run: Vec<_> = rest.clone().take_while(|(next, _)| is_keyword(next)).collect();
        let belongs = value.is_null()
            && !is_keyword(key)
            && run
                .iter()
                .any(|(_, value)| !value.is_null() && !matches!(value.kind, NodeKind::Mapping(_)));
        let Some((first, _)) = run.first().filter(|_| belongs) else {
            out.push((key, Cow::Borrowed(value)));
            continue;
        };
        let name = shorten(key.text().unwrap_or_default());
        let message = format!("`{}` stands beside `{name}`, not in it", first.text().unwrap_or(""));
        cx.report(
            Diagnostic::error("A0103", first.span, message)
                .related(key.span, "this is empty")
                .help(format!("indent what belongs to `{name}` by two more spaces")),
        );
        let inner = run.iter().map(|entry| (*entry).clone()).collect();
        out.push((key, Cow::Owned(Node { span: value.span, kind: NodeKind::Mapping(inner) })));
        rest = rest.as_slice()[run.len()..].iter();
    }
    out
}

impl Lower for Spanned<Value> {
    fn lower(node: &Node, _: &mut Cx<'_>) -> Option<Self> {
        Some(Self { value: json(node), span: node.span })
    }
}

/// A node as JSON: YAML's core schema, in which only `null`, `true`, `false` and numbers are not text.
pub fn json(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Scalar { text, plain: true } => scalar_json(text),
        NodeKind::Scalar { text, .. } => Value::from(text.as_str()),
        NodeKind::Sequence(items) => items.iter().map(json).collect(),
        NodeKind::Mapping(entries) => entries
            .iter()
            .map(|(key, value)| (key.text().unwrap_or_default().to_owned(), json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

/// Plain text as JSON.
pub fn scalar_json(text: &str) -> Value {
    match text {
        "" | "~" | "null" => Value::Null,
        "true" => true.into(),
        "false" => false.into(),
        _ if text.starts_with(|first: char| first.is_ascii_digit() || first == '-') => {
            match serde_json::from_str::<serde_json::Number>(text) {
                Ok(number) => number.into(),
                Err(_) => text.into(),
            }
        }
        _ => text.into(),
    }
}

/// A place and a value that is never reported.
pub fn at<T>(value: T, span: Span) -> Spanned<T> {
    Spanned { value, span }
}
