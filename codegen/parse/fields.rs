//! Fields and type bodies: a line of text or a map, under names that may end in `?`.

use super::{
    Cx, Lower, elsewhere::json_schema, keys::glued, list, parse_type, shorten, split_default,
};
use crate::{
    diagnostic::Diagnostic,
    source::Span,
    syntax::{FieldDef, FieldMap, OneOrMany, Text, TypeBody, TypeExpr, TypeExprKind, TypeMap},
    yaml::{Node, NodeKind},
};
use std::borrow::Cow;

/// Words that are types and not names.
const BUILTINS: &[&str] =
    &["string", "bool", "u8", "u16", "u32", "u64", "i32", "i64", "f64", "json", "uuid"];

impl Lower for TypeBody {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Some(text) = node.text().filter(|_| !node.is_null()) else {
            if let NodeKind::Mapping(entries) = &node.kind {
                if let Some((key, message, help)) = json_schema(entries) {
                    cx.report(Diagnostic::error("A0101", key.span, message).help(help));
                    return None;
                }
                return Some(Self(Box::new(TypeMap::lower(node, cx)?)));
            }
            no_type(node, cx);
            return None;
        };
        let mut body = TypeMap::empty(node.span);
        let (ty, default) = split_default(node, text, cx);
        body.ty = Some(parse_type(node, ty, 0, cx)?);
        body.default = default;
        Some(Self(Box::new(body)))
    }
}

/// Reports that something else stands where a type belongs.
fn no_type(node: &Node, cx: &mut Cx<'_>) {
    let message = format!("expected a type, found {}", node.describe());
    let diagnostic = Diagnostic::error("A0103", node.span, message);
    cx.report(match &node.kind {
        NodeKind::Sequence(items) => match items.as_slice() {
            [item] if item.text().is_some() => {
                let item = shorten(item.text().unwrap_or_default());
                diagnostic.help(format!("a list is written `list<{item}>`"))
            }
            _ => {
                let words: Vec<&str> = items.iter().filter_map(Node::text).collect();
                diagnostic.help(format!(
                    "a set of words is written `{}`; positions of an array stand in `items: {{ … }}`",
                    shorten(&words.join(" | "))
                ))
            }
        },
        _ => diagnostic.help("write a line such as `string`, or a map such as `{ type: string, max: 64 }`"),
    });
}

/// Anything, for a field whose type could not be read: its name is known all the same.
fn anything(span: Span) -> TypeBody {
    let json = TypeExpr { span, kind: TypeExprKind::Name("json".to_owned(), Vec::new()) };
    TypeBody(Box::new(TypeMap { ty: Some(json), ..TypeMap::empty(span) }))
}

impl Lower for FieldMap {
    const NAMES: bool = true;

    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut map = Self::default();
        for (key, value) in entries(node, &mut map, cx) {
            map.add(key, &value, cx);
        }
        Some(map)
    }
}

/// The entries; what is no map is reported and makes the fields unknown.
fn entries<'n>(
    node: &'n Node,
    map: &mut FieldMap,
    cx: &mut Cx<'_>,
) -> Vec<(&'n Node, Cow<'n, Node>)> {
    let items = match &node.kind {
        NodeKind::Mapping(entries) => {
            return entries.iter().map(|(key, value)| (key, Cow::Borrowed(value))).collect();
        }
        NodeKind::Sequence(items) => items.as_slice(),
        NodeKind::Scalar { .. } => &[],
    };
    if node.is_null() {
        return Vec::new();
    }
    let message = format!("expected a map of field names to types, found {}", node.describe());
    let diagnostic = Diagnostic::error("A0103", node.span, message);
    let words: Vec<&str> = items.iter().filter_map(Node::text).take(3).collect();
    let lone = node.text().unwrap_or_default();
    cx.report(if !lone.is_empty() && lone.chars().all(|each| each.is_ascii_alphanumeric()) {
        diagnostic.help(format!(
            "write `{{ name: {lone} }}`; `payload: {lone}` is that type as a whole, `{{ ...: {lone} }}` its fields"
        ))
    } else if items.is_empty() {
        diagnostic.help("write `{ name: string }`")
    } else if words.iter().any(|word| BUILTINS.contains(word)) {
        diagnostic.help(format!("give each a name: `{{ first: {} }}`", shorten(words[0])))
    } else if words.is_empty() {
        diagnostic.help("remove the dashes (or brackets): each field is a key of its own")
    } else {
        let fields: Vec<String> =
            words.iter().map(|word| format!("{}: string", shorten(word))).collect();
        diagnostic.help(format!("give each its type: `{{ {} }}`", fields.join(", ")))
    });
    map.unreadable =
        items.iter().any(|item| !matches!(item.kind, NodeKind::Mapping(_))) || items.is_empty();
    let inner = items.iter().filter_map(|item| match &item.kind {
        NodeKind::Mapping(entries) => Some(entries),
        _ => None,
    });
    inner.flatten().map(|(key, value)| (key, Cow::Borrowed(value))).collect()
}

impl FieldMap {
    fn add(&mut self, key: &Node, value: &Node, cx: &mut Cx<'_>) {
        let mut written = key.text().unwrap_or_default();
        let mut value = Cow::Borrowed(value);
        if let Some((name, rest)) = glued(key, &value, cx) {
            let message = format!("the field `{name}` has no type");
            cx.report(
                Diagnostic::error("A0103", key.span, message)
                    .label(format!("`{name}:` needs a space behind the colon"))
                    .help(format!("write `{}`", shorten(written).replacen(':', ": ", 1))),
            );
            written = name;
            value = Cow::Owned(rest);
        }
        if written == "..." {
            let spreads = OneOrMany::<TypeExpr>::lower(&value, cx);
            self.unreadable |= spreads.is_none();
            self.spreads.extend(spreads.into_iter().flat_map(|many| many.0));
            return;
        }
        if let Some(mended) = declaration(written).filter(|_| value.is_null()) {
            cx.report(
                Diagnostic::error("A0103", key.span, "the name of a field stands before its type")
                    .help(format!("write `{mended}`")),
            );
            return;
        }
        let body = TypeBody::lower(&value, cx).unwrap_or_else(|| anything(value.span));
        let (name, optional) = match written.strip_suffix('?') {
            Some(name) if !name.is_empty() => (name, true),
            _ => (written, false),
        };
        let spread = name.strip_prefix("...").filter(|name| !name.is_empty());
        let name = spread.unwrap_or(name);
        check_name(key.span, name, cx);
        let name = Text { value: name.to_owned(), span: key.span };
        let field = FieldDef { name, optional, body };
        if spread.is_some() {
            self.rest = Some(field);
        } else {
            self.fields.push(field);
        }
    }
}

/// `string text = 1`, as other languages write a field: how it is written here.
fn declaration(text: &str) -> Option<String> {
    let head = text.split('=').next().unwrap_or_default().trim_end_matches(';');
    let words: Vec<&str> = head.split_whitespace().collect();
    match words.as_slice() {
        ["optional", ty, name] => Some(format!("{name}?: {ty}")),
        ["repeated", ty, name] => Some(format!("{name}: list<{ty}>")),
        [ty, name] => Some(format!("{name}: {ty}")),
        _ => None,
    }
}

/// Reports names that cannot be meant: none at all, or one with a blank before its `?`.
fn check_name(span: Span, name: &str, cx: &mut Cx<'_>) {
    let message = if name.is_empty() {
        "a field needs a name".to_owned()
    } else if name.trim() != name {
        format!("the name `{name}` begins or ends with a blank")
    } else {
        return;
    };
    cx.report(Diagnostic::error("A0105", span, message).help(if name.is_empty() {
        "write the key as it stands on the wire".to_owned()
    } else {
        format!("write {}", list(&[name.trim()]))
    }));
}
