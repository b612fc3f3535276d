//! Types, fields and constraints as written.

use super::*;
use crate::{
    diagnostic::Diagnostic,
    parse::{Cx, Lower, parse_type},
    source::Span,
    yaml::{Node, NodeKind},
};

/// A type as a line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeExpr {
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub kind: TypeExprKind,
}

/// What a line of type says.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeExprKind {
    /// `string`, `list<T>`, `Name`, `string<u64>`: a word, perhaps with arguments.
    Name(String, Vec<TypeExpr>),
    /// `=value`.
    Const(Constant),
    /// `T?`.
    Nullable(Box<TypeExpr>),
    /// `a | b`: words, types or constants; `open` before it.
    Alternatives(bool, Vec<TypeExpr>),
    /// `"a"`: a word that is no type, whatever types there are.
    Quoted(String),
    /// `1 = a`: a number with a name.
    Numbered(i64, String),
}

/// A constant as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
}

impl Lower for TypeExpr {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match node.text() {
            Some(text) if !node.is_null() => parse_type(node, text, 0, cx),
            _ => {
                cx.wrong_shape(node, "a type such as `string`, `list<u32>` or `a | b`");
                None
            }
        }
    }
}

impl schemars::JsonSchema for TypeExpr {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Type".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A type: `string`, `u32`, `list<T>`, `map<T>`, `T?`, `a | b`, `=value`, a name of `types`."
        })
    }
}

/// A type or a field: a line of text, or a map.
#[derive(Debug, Clone)]
pub struct TypeBody(pub Box<TypeMap>);

keywords! {
    /// A type or a field with more to say than fits a line. Exactly one of `type`, `fields`,
    /// `items`, `enum`, `numbers`, `flags`, `union` and `schema` says what it is.
    ///
    /// ```yaml
    /// types:
    ///   Port: { type: u16, min: 1, max: 49151, summary: A registered port., examples: [8080] }
    ///   Even: { type: u8, multiple_of: 2 }
    ///   Ratio: { type: f64, above: 0, below: 1 }
    ///   Slug: { type: string, min: 1, max: 64, pattern: "^[a-z-]+$", since: "1.2" }
    ///   Person:
    ///     fields:
    ///       id: uuid
    ///       name: { type: string, min: 1, description: As people say it. }
    ///       nick?: string
    ///       born: timestamp?
    ///       mood: Mood = calm
    ///       "+1": { type: u32, name: thumbs_up, default: 0 }
    ///       token?: { type: string, sensitive: true }
    ///       tags: { type: list<string>, max: 8, unique: true }
    ///       old?: { type: string, deprecated: Nobody reads it. }
    ///     unknown: reject
    ///   Mood: calm | busy
    ///   Level: { items: { price: string<decimal>, size: f64 } }
    ///   Colour: { enum: { red: Stop., green: Go. }, open: true }
    ///   Opcode: { numbers: { 0: dispatch, 1: { name: heartbeat, summary: A sign of life. } } }
    ///   Intents: { flags: { guilds: 0, members: 1 }, repr: u32 }
    ///   Part: { union: { on: kind, variants: { text: TextPart, image: { url: url } } } }
    ///   TextPart: { fields: { text: string } }
    ///   Form: { schema: { type: object, properties: { a: { type: string } } } }
    /// ```
    #[what = "a type or field"]
    pub struct TypeMap {
        /// The type as a line of text, to which constraints and documentation are added.
        ///
        /// Generates: what the type generates; with constraints, a type that enforces them.
        ty as "type": Option<TypeExpr>,
        /// An object. A key that ends in `?` may be absent; `name: T = value` is absent when it is
        /// `value`; `...: Other` spreads the fields of another record, `...: map<T>` takes all other
        /// keys, and `...: [ One, Other, map<T> ]` does all of it.
        ///
        /// Generates: a struct, an interface, a schema with `properties`.
        fields: Option<FieldMap>,
        /// An array whose positions have meanings. The last positions may end in `?`; `...name: T`
        /// takes any number of further items.
        ///
        /// Generates: a struct written as an array, a tuple type, a schema with `prefixItems`.
        items: Option<FieldMap>,
        /// A set of strings: a list, or a map of each to its summary or `{ summary, name, … }`.
        ///
        /// Generates: an enum, a union of literals.
        values as "enum": Option<Values>,
        /// A set of whole numbers: a map of each to its name or `{ name, summary, … }`.
        ///
        /// Generates: an enum, an `as const` object.
        numbers: Option<Values>,
        /// Named bits of a whole number: a map of names to the number of the bit, 0 the lowest.
        ///
        /// Generates: a bit set. Bits without a name are kept.
        flags: Option<Map<Spanned<u32>>>,
        /// One of several types.
        ///
        /// Generates: an enum, a discriminated union, a schema with `oneOf`.
        union: Option<UnionDef>,
        /// A JSON Schema (draft-07 or 2020-12), in place or as the path of a file, for values that
        /// are defined elsewhere.
        ///
        /// Generates: types made from the schema.
        schema: Option<Json>,
        /// What happens to keys of a record that it does not name: `ignore`, `preserve` (kept and
        /// written again) or `reject`.
        ///
        /// Default: what `wire.unknown.field` says.
        unknown: Option<Spanned<UnknownFieldsWord>>,
        /// Whether other values than the named ones are valid too, and kept as they are.
        ///
        /// Default: `false`. Generates: an arm for the rest.
        open: Option<Spanned<bool>>,
        /// The width of `flags`: `u8`, `u16`, `u32`, `u64`, or `string<u64>` where the number is
        /// written as text.
        ///
        /// Default: `u32`.
        repr: Option<TypeExpr>,
        /// The smallest number, or the smallest length of text, bytes, a list or a map.
        ///
        /// Generates: a check in decoders, `minimum` or `minLength` and so on in the schema.
        min: Option<Spanned<f64>>,
        /// The largest number or length.
        max: Option<Spanned<f64>>,
        /// The number must be larger than this.
        above: Option<Spanned<f64>>,
        /// The number must be smaller than this.
        below: Option<Spanned<f64>>,
        /// The whole number must be a multiple of this.
        multiple_of: Option<Spanned<u32>>,
        /// A regular expression that the text must match somewhere. It means what it means in
        /// ECMA-262 with the flag `u`, in every output: `\d`, `\w` and `\b` are about ASCII, `.` is
        /// anything but a line terminator, `^` and `$` are the ends of the text. No look-around, no
        /// back-references, no flags, no `\p{…}`; `antiphon explain A0207` says what to write instead.
        pattern: Option<Text>,
        /// Whether no two items of the list may be equal.
        ///
        /// Default: `false`.
        unique: Option<Spanned<bool>>,
        /// What the field is when it is absent; the same as `= value` behind the type.
        ///
        /// Generates: a value after decoding; nothing on the wire while it is the default.
        default: Option<Json>,
        /// Whether it is masked in logs and debug output. Errors never repeat values.
        ///
        /// Default: `false`.
        sensitive: Option<Spanned<bool>>,
        /// The words for the name in code, where those of the wire do not do.
        ///
        /// Default: the name on the wire.
        name: Option<Text>,
        /// Valid values. `antiphon check` validates them.
        ///
        /// Generates: documentation, schema `examples`.
        examples: Option<Many<Json>>,
        /// One sentence that says what it is.
        summary: Option<Text>,
        /// Paragraphs of Markdown.
        description: Option<Text>,
        /// Why it should no longer be used.
        deprecated: Option<Deprecated>,
        /// The version that brought it.
        since: Option<Text>,
    }
}

impl TypeMap {
    /// A map that says nothing yet.
    pub fn empty(span: Span) -> Self {
        Self {
            span,
            ty: None,
            fields: None,
            items: None,
            values: None,
            numbers: None,
            flags: None,
            union: None,
            schema: None,
            unknown: None,
            open: None,
            repr: None,
            min: None,
            max: None,
            above: None,
            below: None,
            multiple_of: None,
            pattern: None,
            unique: None,
            default: None,
            sensitive: None,
            name: None,
            examples: None,
            summary: None,
            description: None,
            deprecated: None,
            since: None,
        }
    }
}

impl schemars::JsonSchema for TypeBody {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TypeOrField".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let line = generator.subschema_for::<TypeExpr>();
        let map = generator.subschema_for::<TypeMap>();
        schemars::json_schema!({ "anyOf": [line, map] })
    }
}

/// The fields of a record or the positions of a tuple.
#[derive(Debug, Clone, Default)]
pub struct FieldMap {
    /// Fields in order.
    pub fields: Vec<FieldDef>,
    /// What `...` spreads.
    pub spreads: Vec<TypeExpr>,
    /// `...name: T` of a tuple.
    pub rest: Option<FieldDef>,
    /// Whether not all of it could be read, so that there may be other fields.
    pub unreadable: bool,
}

/// One field.
#[derive(Debug, Clone)]
pub struct FieldDef {
    /// The name without `?`.
    pub name: Text,
    /// Whether the name ended in `?`.
    pub optional: bool,
    /// Its type and the rest.
    pub body: TypeBody,
}

impl schemars::JsonSchema for FieldMap {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fields".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let field = generator.subschema_for::<TypeBody>();
        schemars::json_schema!({
            "type": "object",
            "properties": { "...": {} },
            "additionalProperties": field
        })
    }
}

/// The values of a set.
#[derive(Debug, Clone, Default)]
pub struct Values(pub Vec<(Text, ValueDef)>);

keywords! {
    /// One value of a set, or one variant's name.
    ///
    /// ```yaml
    /// types:
    ///   Vote:
    ///     enum:
    ///       "+1": { name: up, summary: Agreed. }
    ///       "-1": { name: down, since: "1.1" }
    ///       meh: { deprecated: Decide!, description: Neither. }
    /// ```
    #[what = "a value"]
    pub struct ValueDef {
        /// The words for the name in code.
        ///
        /// Default: the value.
        name: Option<Text>,
        /// One sentence that says what it means.
        summary: Option<Text>,
        /// Paragraphs of Markdown.
        description: Option<Text>,
        /// Why it should no longer be used.
        deprecated: Option<Deprecated>,
        /// The version that brought it.
        since: Option<Text>,
    }
}

impl ValueDef {
    /// A value that says nothing about itself.
    pub fn empty(span: Span) -> Self {
        Self { span, name: None, summary: None, description: None, deprecated: None, since: None }
    }
}

impl Lower for Values {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Sequence(items) => Some(Self(
                items
                    .iter()
                    .filter_map(|item| Some((Text::lower(item, cx)?, ValueDef::empty(item.span))))
                    .collect(),
            )),
            NodeKind::Mapping(entries) => Some(Self(
                entries
                    .iter()
                    .filter_map(|(key, value)| {
                        let name = Text { value: key.text()?.to_owned(), span: key.span };
                        let mut def = ValueDef::empty(value.span);
                        match value.text() {
                            Some(_) if value.is_null() => {}
                            Some(_) => def.summary = Text::lower(value, cx),
                            None => def = ValueDef::lower(value, cx)?,
                        }
                        Some((name, def))
                    })
                    .collect(),
            )),
            NodeKind::Scalar { .. } => {
                let message = format!("expected a list of values, found {}", node.describe());
                let words = node.text().unwrap_or_default().split([',', '|', ' ']);
                let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(4).collect();
                cx.report(
                    Diagnostic::error("A0103", node.span, message)
                        .help(format!("write `[ {} ]`", words.join(", "))),
                );
                None
            }
        }
    }
}

impl schemars::JsonSchema for Values {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Values".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<ValueDef>();
        schemars::json_schema!({
            "anyOf": [
                { "type": "array" },
                { "type": "object", "additionalProperties": { "anyOf": [{ "type": ["string", "null"] }, value] } }
            ]
        })
    }
}

words! {
    /// What happens to keys that a definition does not name.
    UnknownFieldsWord {
        /// Read over.
        Ignore = "ignore",
        /// Kept and written again.
        Preserve = "preserve",
        /// An error.
        Reject = "reject",
    }
}
