//! The parts of binary layouts, and names behind `as`.

use super::{Cx, Lower, parse_type};
use crate::{
    syntax::{BinaryPartDef, BinaryPartKind, Text},
    yaml::{Node, NodeKind},
};

impl Lower for BinaryPartDef {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let NodeKind::Mapping(entries) = &node.kind
            && let [(key, value)] = entries.as_slice()
            && key.text() == Some("...")
            && let Some(text) = value.text()
        {
            let (ty, name) = named_part(value, text, cx);
            let ty = parse_type(value, ty, 0, cx)?;
            return Some(Self { span: node.span, kind: BinaryPartKind::Rest(ty), name });
        }
        let Some(text) = node.text().filter(|_| !node.is_null()) else {
            cx.wrong_shape(
                node,
                "a part such as `1`, `u32<le> as id`, `string<u8> as label` or `...: bytes`",
            );
            return None;
        };
        if let Ok(byte) = text.parse::<u8>() {
            return Some(Self {
                span: node.span,
                kind: BinaryPartKind::Const(vec![byte]),
                name: None,
            });
        }
        if let Some(hex) = text.strip_prefix("0x") {
            let byte = u8::from_str_radix(hex, 16);
            if let Ok(byte) = byte {
                return Some(Self {
                    span: node.span,
                    kind: BinaryPartKind::Const(vec![byte]),
                    name: None,
                });
            }
        }
        if let Some(constant) = text.strip_prefix('=') {
            let bytes = constant.trim_matches('"').as_bytes().to_vec();
            return Some(Self { span: node.span, kind: BinaryPartKind::Const(bytes), name: None });
        }
        let (ty, name) = named_part(node, text, cx);
        Some(Self {
            span: node.span,
            kind: BinaryPartKind::Part(parse_type(node, ty, 0, cx)?),
            name,
        })
    }
}

/// Splits `type as name`.
pub(super) fn named_part<'t>(node: &Node, text: &'t str, cx: &Cx<'_>) -> (&'t str, Option<Text>) {
    match text.rsplit_once(" as ") {
        Some((ty, name)) => {
            let start = text.len() - name.len();
            let span = cx.inner(node, start..text.len());
            (ty.trim_end(), Some(Text { value: name.trim().to_owned(), span }))
        }
        None => (text, None),
    }
}
