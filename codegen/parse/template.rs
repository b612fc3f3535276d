//! Frame templates, tags and the other values with a shape of their own.

use super::{Cx, Lower, layout::named_part, parse_type, shorten};
use crate::{
    diagnostic::Diagnostic,
    syntax::{
        BackoffDef, BindDef, Constant, KeepDef, Name, Placeholder, ReconnectDef, RetryDef, SlowDef,
        Spanned, TagDef, Template, TemplateItem, TemplateKey, TemplateMember, TemplateShape,
        TemplateSlot, Text,
    },
    yaml::{Node, NodeKind},
};

impl Lower for Template {
    fn unnamed(entries: &[(Node, Node)]) -> Option<&'static str> {
        let is_slot = |(_, value): &(Node, Node)| {
            value.text().is_some_and(|text| text.starts_with(['$', '=']))
        };
        let is_one = entries.len() > 1 && entries.iter().any(is_slot);
        is_one.then_some("frames have names: write `frames: { message: { type: $event, … } }`")
    }

    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match shape(node, cx) {
            Some(shape) => Some(Self { span: node.span, shape }),
            None => {
                if matches!(node.kind, NodeKind::Scalar { .. }) {
                    cx.wrong_shape(node, "a frame such as `{ type: $event, ...: $payload }`");
                }
                None
            }
        }
    }
}

fn shape(node: &Node, cx: &mut Cx<'_>) -> Option<TemplateShape> {
    match &node.kind {
        NodeKind::Mapping(entries) => {
            let members: Vec<_> =
                entries.iter().map(|(key, value)| member(key, value, cx)).collect();
            Some(TemplateShape::Object(members.into_iter().collect::<Option<_>>()?))
        }
        NodeKind::Sequence(items) => {
            let items: Vec<_> = items.iter().map(|item| position(item, cx)).collect();
            Some(TemplateShape::Array(items.into_iter().collect::<Option<_>>()?))
        }
        NodeKind::Scalar { .. } => None,
    }
}

fn member(key: &Node, value: &Node, cx: &mut Cx<'_>) -> Option<TemplateMember> {
    let written = key.text().unwrap_or_default();
    let (name, optional) = match written.strip_suffix('?') {
        Some(name) if !name.is_empty() => (name, true),
        _ => (written, false),
    };
    if let Some(placeholder) = name.strip_prefix("...")
        && !placeholder.is_empty()
        && value.is_null()
    {
        let mended = format!("...: {placeholder}");
        cx.report(
            Diagnostic::error("A0301", key.span, "a spread in an object has a colon")
                .label(format!("did you mean `{mended}`?"))
                .fix(key.span, mended),
        );
        let slot = scalar_slot(key, placeholder, 3, cx)?;
        let key_of = TemplateKey::Spread;
        return Some(TemplateMember { key: key_of, span: key.span, optional, name: None, slot });
    }
    if name.starts_with('$') && value.is_null() {
        let word = shorten(name);
        cx.report(
            Diagnostic::error("A0301", key.span, format!("`{word}` has no key"))
                .help(format!("write `data: {word}`, or `...: {word}` to spread an object")),
        );
        return None;
    }
    let (slot, head) = named_slot(value, cx)?;
    let key_of = if name == "..." {
        TemplateKey::Spread
    } else if name == "$event" {
        TemplateKey::Event(None)
    } else if let Some(part) = name.strip_prefix("$event.") {
        TemplateKey::Event(Some(part.to_owned()))
    } else if name.starts_with('$') {
        cx.report(
            Diagnostic::error("A0301", key.span, format!("`{}` cannot be a key", shorten(name)))
                .help("only `$event` can stand as a key; put other placeholders behind a key"),
        );
        return None;
    } else {
        TemplateKey::Text(name.to_owned())
    };
    Some(TemplateMember { key: key_of, span: key.span, optional, name: head, slot })
}

/// What stands in a place, and the name that an envelope value has behind `as`.
fn named_slot(node: &Node, cx: &mut Cx<'_>) -> Option<(TemplateSlot, Option<Text>)> {
    let text = node.text().unwrap_or_default();
    if text.starts_with('=') {
        return slot(node, cx).map(|slot| (slot, None));
    }
    match named_part(node, text, cx) {
        (written, Some(name)) => scalar_slot(node, written, 0, cx).map(|slot| (slot, Some(name))),
        (_, None) => slot(node, cx).map(|slot| (slot, None)),
    }
}

fn position(node: &Node, cx: &mut Cx<'_>) -> Option<TemplateItem> {
    // `name: type` in a list is a map with one key.
    if let NodeKind::Mapping(entries) = &node.kind
        && let [(key, value)] = entries.as_slice()
        && let Some(written) = key.text()
        && (value.text().is_some() || written == "...")
    {
        if written == "..." {
            return Some(TemplateItem {
                spread: true,
                optional: false,
                name: None,
                slot: slot(value, cx)?,
            });
        }
        // An object of one constant key is a nested template only in block or braces with `{ }` around
        // it; a lone `name: type` names the position.
        let (name, optional) = match written.strip_suffix('?') {
            Some(name) if !name.is_empty() => (name, true),
            _ => (written, false),
        };
        let braces = cx
            .sources
            .get(node.span.file)
            .text
            .get(node.span.range())
            .is_some_and(|text| text.starts_with('{'));
        if !braces {
            if let Some(rest) = name.strip_prefix("...") {
                let message = format!("a frame cannot hold any number of `{}`", shorten(rest));
                cx.report(
                    Diagnostic::error("A0301", key.span, message).help(
                        "`...$payload` as the last position takes the rest, and the event says what it is: `items: { \"...rest\": json }`",
                    ),
                );
                return None;
            }
            let name = Text { value: name.to_owned(), span: key.span };
            return Some(TemplateItem {
                spread: false,
                optional,
                name: Some(name),
                slot: slot(value, cx)?,
            });
        }
    }
    if let Some(text) = node.text()
        && let Some(rest) = text.strip_prefix("...")
    {
        let slot = scalar_slot(node, rest, 3, cx)?;
        return Some(TemplateItem { spread: true, optional: false, name: None, slot });
    }
    let (slot, name) = named_slot(node, cx)?;
    Some(TemplateItem { spread: false, optional: false, name, slot })
}

fn slot(node: &Node, cx: &mut Cx<'_>) -> Option<TemplateSlot> {
    match node.text() {
        None => shape(node, cx).map(TemplateSlot::Nested),
        Some(text) => {
            let constant = match node.plain() {
                Some("null" | "~") => Some(Constant::Null),
                Some("true") => Some(Constant::Bool(true)),
                Some("false") => Some(Constant::Bool(false)),
                Some(text) => text.parse().ok().map(Constant::Int),
                None => None,
            };
            if let Some(value) = constant {
                return Some(TemplateSlot::Const(Spanned { value, span: node.span }));
            }
            scalar_slot(node, text, 0, cx)
        }
    }
}

fn scalar_slot(node: &Node, text: &str, offset: usize, cx: &mut Cx<'_>) -> Option<TemplateSlot> {
    if text.is_empty() {
        let message = "nothing stands here in the frame";
        cx.report(
            Diagnostic::error("A0103", node.span, message).help(
                "write a placeholder such as `$payload`, a constant such as `=text`, or a type",
            ),
        );
        return None;
    }
    if let Some(rest) = text.strip_prefix('=') {
        let quoted = rest.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let value = match quoted {
            Some(inner) => Constant::Text(inner.to_owned()),
            None => super::type_expr::constant(rest),
        };
        return Some(TemplateSlot::Const(Spanned { value, span: node.span }));
    }
    match text.strip_prefix('$') {
        Some(rest) => placeholder(node, rest, offset + 1, cx).map(TemplateSlot::Placeholder),
        None => parse_type(node, text, offset, cx).map(TemplateSlot::Field),
    }
}

/// Parses what follows `$`.
pub(super) fn placeholder(
    node: &Node,
    text: &str,
    offset: usize,
    cx: &mut Cx<'_>,
) -> Option<Placeholder> {
    let span = cx.inner(node, offset.saturating_sub(1)..offset + text.len());
    let (head, nullable) = match text.strip_suffix('?') {
        Some(head) => (head, true),
        None => (text, false),
    };
    let (path, arguments) = match head.split_once('(') {
        Some((path, rest)) => {
            let Some(inner) = rest.strip_suffix(')') else {
                cx.report(
                    Diagnostic::error("A0301", span, "a `)` is missing behind this placeholder")
                        .help("write `$time(timestamp<ms>)` or `$correlation(u32 rising)`; inside `{ }` and `[ ]` a comma ends the value"),
                );
                return None;
            };
            (path, Some((inner, offset + path.len() + 1)))
        }
        None => (head, None),
    };
    let (name, part) = match path.split_once('.') {
        Some((name, part)) => (name, Some(part.to_owned())),
        None => (path, None),
    };
    if part.as_deref() == Some("") || name.is_empty() {
        cx.report(
            Diagnostic::error("A0301", span, "a name is missing behind this mark")
                .help("write `$payload`, or `$event.op` for a part of the tag"),
        );
        return None;
    }
    let mut found =
        Placeholder { span, name: name.to_owned(), part, ty: None, choice: None, nullable };
    let Some((inner, at)) = arguments else { return Some(found) };
    let mut start = 0;
    for piece in split_top(inner) {
        let leading = piece.len() - piece.trim_start().len();
        let trimmed = piece.trim();
        let place = at + start + leading;
        start += piece.len() + 1;
        if matches!(trimmed, "rising" | "uuid" | "random")
            && (trimmed != "uuid" || found.ty.is_some())
        {
            let span = cx.inner(node, place..place + trimmed.len());
            found.choice = Some(Text { value: trimmed.to_owned(), span });
        } else if let Some((ty, choice)) = trimmed.rsplit_once(' ')
            && !ty.trim_end().ends_with(['|', ','])
        {
            let start = place + trimmed.len() - choice.len();
            let span = cx.inner(node, start..place + trimmed.len());
            let diagnostic =
                Diagnostic::error("A0301", span, format!("nothing is chosen by `{choice}`"));
            cx.report(super::suggest(diagnostic, span, choice, &["rising", "uuid", "random"]));
            found.ty = Some(parse_type(node, ty.trim_end(), place, cx)?);
        } else {
            found.ty = Some(parse_type(node, trimmed, place, cx)?);
        }
    }
    Some(found)
}

/// Splits at commas and before the last word, outside of angle brackets: a comma cannot stand in a
/// plain value of a flow map, so `(u32 rising)` says the same as `(u32, rising)`.
fn split_top(text: &str) -> Vec<&str> {
    if let Some((ty, choice)) = text.rsplit_once(' ')
        && matches!(choice, "rising" | "uuid" | "random")
        && !ty.trim_end().ends_with([',', '|'])
    {
        return vec![ty, choice];
    }
    let mut pieces = Vec::new();
    let (mut depth, mut start) = (0usize, 0);
    for (at, each) in text.char_indices() {
        match each {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                pieces.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

impl Lower for TagDef {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar { .. } => tag_value(node, cx).map(Self::One),
            NodeKind::Mapping(entries) => {
                let mut parts = Vec::new();
                for (key, value) in entries {
                    let name = Text { value: key.text()?.to_owned(), span: key.span };
                    if value.text().is_none() {
                        cx.wrong_shape(value, "text, a number, `true`, `false` or `null`");
                    }
                    parts.extend(tag_value(value, cx).map(|value| (name, value)));
                }
                Some(Self::Parts(parts, node.span))
            }
            NodeKind::Sequence(_) => {
                cx.wrong_shape(node, "a value, or a map of the tag's parts to values");
                None
            }
        }
    }
}

fn tag_value(node: &Node, cx: &mut Cx<'_>) -> Option<Spanned<Constant>> {
    let text = node.text()?;
    let is_number =
        |plain: &str| plain.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    if let Some(plain) = node.plain()
        && is_number(plain)
        && plain.parse::<i64>().is_err()
        && plain.parse::<f64>().is_ok()
    {
        let message = format!("`{}` is neither a whole number nor text", shorten(plain));
        cx.report(Diagnostic::error("A0104", node.span, message).help(format!(
            "tags are text, whole numbers, `true`, `false` and `null`; for text write `\"{}\"`",
            shorten(plain)
        )));
        return None;
    }
    let value = match node.plain() {
        Some("" | "~") => Constant::Null,
        Some(plain) => super::type_expr::constant(plain),
        None => Constant::Text(text.to_owned()),
    };
    Some(Spanned { value, span: node.span })
}

/// `latest(field)`.
fn latest(text: &str) -> Option<String> {
    let field = text.strip_prefix("latest(")?.strip_suffix(')')?.trim();
    (!field.is_empty()).then(|| field.to_owned())
}

impl Lower for Spanned<KeepDef> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = Text::lower(node, cx)?;
        let value = match text.value.as_str() {
            "queue" => KeepDef::Queue,
            "drop" => KeepDef::Drop,
            other => match latest(other) {
                Some(field) => KeepDef::Latest(field),
                None => {
                    cx.bad_value(node.span, other, "`queue`, `drop` or `latest(field)`");
                    return None;
                }
            },
        };
        Some(Self { value, span: node.span })
    }
}

impl Lower for Spanned<SlowDef> {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = Text::lower(node, cx)?;
        let value = match text.value.as_str() {
            "close" => SlowDef::Close,
            "drop" => SlowDef::Drop,
            other => match latest(other) {
                Some(field) => SlowDef::Latest(field),
                None => {
                    cx.bad_value(node.span, other, "`close`, `drop` or `latest(field)`");
                    return None;
                }
            },
        };
        Some(Self { value, span: node.span })
    }
}

impl Lower for RetryDef {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match node.text() {
            Some("never") => Some(Self::Never),
            Some("after") => Some(Self::After),
            Some(other) => {
                cx.bad_value(
                    node.span,
                    other,
                    "`never`, `after` or a backoff such as `{ initial: 1s }`",
                );
                None
            }
            None => BackoffDef::lower(node, cx).map(|backoff| Self::Backoff(Box::new(backoff))),
        }
    }
}

impl Lower for ReconnectDef {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match node.text() {
            Some("never") => Some(Self::Never),
            Some(other) => {
                cx.bad_value(
                    node.span,
                    other,
                    "`never` or a backoff such as `{ initial: 1s, max: 30s }`",
                );
                None
            }
            None => BackoffDef::lower(node, cx).map(Self::Backoff),
        }
    }
}

impl Lower for BindDef {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let strip = |text: &str| text.strip_prefix('$').unwrap_or(text).to_owned();
        match &node.kind {
            NodeKind::Sequence(items) => Some(Self(
                items
                    .iter()
                    .filter_map(|item| Text::lower(item, cx))
                    .map(|text| (Text { value: strip(&text.value), span: text.span }, None))
                    .collect(),
            )),
            NodeKind::Mapping(entries) => Some(Self(
                entries
                    .iter()
                    .filter_map(|(key, value)| {
                        let role = Text { value: strip(key.text()?), span: key.span };
                        Some((role, Some(Name::lower(value, cx)?)))
                    })
                    .collect(),
            )),
            NodeKind::Scalar { .. } => {
                cx.wrong_shape(
                    node,
                    "a list such as `[$session]`, or a map of each to an error code",
                );
                None
            }
        }
    }
}
