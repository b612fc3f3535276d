//! Unions as written.

use super::*;
use crate::{
    parse::{Cx, Lower},
    source::Span,
    yaml::{Node, NodeKind},
};

keywords! {
    /// One of several types. `on` names the field that tells them apart, or `by` says what else does.
    ///
    /// ```yaml
    /// types:
    ///   Block: { union: { on: kind, variants: { text: { body: string }, 7: { size: u32 } }, open: true } }
    ///   Change: { union: { on: op, content: value, variants: { set: json, remove: string } } }
    ///   Command: { union: { by: key, variants: { setup: { model: string }, stop: bool } } }
    ///   Answer: { union: { by: presence, variants: { result: { result: json }, error: { error: string } } } }
    /// ```
    #[what = "a union"]
    pub struct UnionDef {
        /// The field that holds the variant's tag; the variant's own fields stand beside it.
        on: Option<Text>,
        /// The field that holds the variant, beside the tag.
        ///
        /// Default: the variant's fields stand beside the tag.
        content: Option<Text>,
        /// `key`: the object's one known key tells, and holds the variant. `presence`: the variant is
        /// the whole object, told by a key that it has.
        by: Option<Spanned<UnionByWord>>,
        /// The variants: tags or keys, each with a type, or a map of fields.
        variants: Required<Map<VariantDef>>,
        /// Whether other variants are valid too, and kept as JSON.
        ///
        /// Default: `false`.
        open: Option<Spanned<bool>>,
    }
}

/// A variant: the name of a type or any other type, or fields in place.
#[derive(Debug, Clone)]
pub enum VariantDef {
    /// A line of text, or a map that says it is a type.
    Type(TypeBody),
    /// A map of fields.
    Fields(FieldMap, Span),
}

impl Lower for VariantDef {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Mapping(entries) => {
                const SAYS_TYPE: &[&str] =
                    &["fields", "items", "enum", "numbers", "flags", "union", "schema"];
                let says_type = entries.iter().any(|(key, value)| {
                    let key = key.text().unwrap_or_default();
                    (SAYS_TYPE.contains(&key) && value.text().is_none())
                        || key == "type"
                            && entries.len() > 1
                            && entries.iter().all(|(key, _)| {
                                TypeMap::KEYS.contains(&key.text().unwrap_or_default())
                            })
                });
                if says_type {
                    return TypeBody::lower(node, cx).map(Self::Type);
                }
                Some(Self::Fields(FieldMap::lower(node, cx)?, node.span))
            }
            _ if node.is_null() => Some(Self::Fields(FieldMap::default(), node.span)),
            _ => TypeBody::lower(node, cx).map(Self::Type),
        }
    }
}

impl schemars::JsonSchema for VariantDef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Variant".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let body = generator.subschema_for::<TypeBody>();
        let fields = generator.subschema_for::<FieldMap>();
        schemars::json_schema!({ "anyOf": [body, fields, { "type": "null" }] })
    }
}

words! {
    /// What tells the variants of a union apart, where no field does.
    UnionByWord {
        /// The one known key.
        Key = "key",
        /// A key that is there.
        Presence = "presence",
    }
}
