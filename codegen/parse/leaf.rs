//! Leaves of the definition: words, numbers, durations, sizes, rates, lists, maps and JSON.

use super::{Cx, Lower, closest, shorten};
use crate::{
    diagnostic::Diagnostic,
    source::Span,
    syntax::{Count, Frequency, Many, Map, Name, OneOrMany, Percent, Size, Spanned, Time},
    yaml::{Node, NodeKind},
};
use serde_json::Value;
use std::time::Duration;

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
    let text = scalar(node, expected, cx)?;
    let value = read(text);
    if value.is_none() {
        cx.bad_value(node.span, text, expected);
    }
    Some(Spanned { value: value?, span: node.span })
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
    cx.report(match closest(text, &known) {
        Some(best) => diagnostic.label(format!("did you mean `{best}`?")).fix(node.span, best),
        None => diagnostic,
    });
    None
}

impl Lower for Spanned<String> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { text, .. } if !node.is_null() => {
                Some(Self { value: text.trim_end().to_owned(), span: node.span })
            }
            _ => {
                cx.wrong_shape(node, "text");
                None
            }
        }
    }
}

impl Lower for Name {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        Spanned::<String>::lower(node, cx).map(Self)
    }
}

impl Lower for Spanned<bool> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        leaf(node, "`true` or `false`", cx, |text| text.parse().ok())
    }
}

impl Lower for Spanned<u32> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        leaf(node, "a whole number, 0 or more", cx, |text| text.replace('_', "").parse().ok())
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

/// The number before a unit, and the unit.
fn number_and_unit(text: &str) -> Option<(f64, &str)> {
    let split = text.find(|each: char| !each.is_ascii_digit() && each != '.' && each != '_')?;
    let number = text[..split].replace('_', "").parse().ok()?;
    Some((number, text[split..].trim()))
}

fn duration(text: &str) -> Option<Duration> {
    const UNITS: &[(&str, f64)] =
        &[("ms", 0.001), ("s", 1.0), ("m", 60.0), ("min", 60.0), ("h", 3600.0), ("d", 86400.0)];
    let (number, unit) = number_and_unit(text)?;
    let (_, seconds) = UNITS.iter().find(|(name, _)| *name == unit)?;
    Duration::try_from_secs_f64((number * seconds * 1e6).round() / 1e6).ok()
}

impl Lower for Spanned<Time> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let expected = "a time such as `500ms`, `30s`, `5m`, `24h` or `7d`";
        leaf(node, expected, cx, |text| duration(text).map(Time))
    }
}

impl Lower for Spanned<Size> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        const UNITS: &[(&str, f64)] = &[
            ("B", 1.0),
            ("KB", 1e3),
            ("MB", 1e6),
            ("GB", 1e9),
            ("KiB", 1024.0),
            ("MiB", 1_048_576.0),
            ("GiB", 1_073_741_824.0),
        ];
        let expected = "a size such as `512`, `64KiB` or `10MB`";
        leaf(node, expected, cx, |text| {
            if let Ok(bytes) = text.replace('_', "").parse() {
                return Some(Size(bytes));
            }
            let (number, unit) = number_and_unit(text)?;
            let (_, bytes) = UNITS.iter().find(|(name, _)| *name == unit)?;
            Some(Size((number * bytes) as u64))
        })
    }
}

impl Lower for Spanned<Frequency> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let expected = "a rate such as `10/s`, `100/min`, `1000/h` or `20/10s`";
        leaf(node, expected, cx, |text| {
            let (count, per) = text.split_once('/')?;
            let per = per.trim();
            let per = if per.starts_with(|first: char| first.is_ascii_digit()) {
                duration(per)?
            } else {
                duration(&format!("1{per}"))?
            };
            let count = count.trim().replace('_', "").parse().ok()?;
            (count > 0 && !per.is_zero()).then_some(Frequency { count, per })
        })
    }
}

impl Lower for Spanned<Percent> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        leaf(node, "a part from `0%` to `100%`", cx, |text| {
            let number: f64 = text.strip_suffix('%')?.trim().parse().ok()?;
            (0.0..=100.0).contains(&number).then_some(Percent(number / 100.0))
        })
    }
}

impl Lower for Spanned<Count> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        leaf(node, "a whole number or `unlimited`", cx, |text| match text {
            "unlimited" => Some(Count(None)),
            _ => text.parse().ok().map(|count| Count(Some(count))),
        })
    }
}

impl<T: Lower> Lower for OneOrMany<T> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Sequence(items) => {
                Some(Self(items.iter().filter_map(|item| T::lower(item, cx)).collect()))
            }
            _ => Some(Self(vec![T::lower(node, cx)?])),
        }
    }
}

impl<T: Lower> Lower for Many<T> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Sequence(items) => {
                Some(Self(items.iter().filter_map(|item| T::lower(item, cx)).collect()))
            }
            _ => {
                cx.wrong_shape(node, "a list");
                None
            }
        }
    }
}

impl<T: Lower> Lower for Map<T> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let entries = match &node.kind {
            NodeKind::Mapping(entries) => entries,
            _ if node.is_null() => return Some(Self::default()),
            _ => {
                cx.wrong_shape(node, "a map of names");
                return None;
            }
        };
        let lowered = entries.iter().filter_map(|(key, value)| {
            let name = Spanned { value: key.text()?.to_owned(), span: key.span };
            Some((name, T::lower(value, cx)?))
        });
        Some(Self { entries: lowered.collect() })
    }
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
