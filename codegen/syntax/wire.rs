//! How messages look on the wire, as written.

use super::*;
use crate::source::Span;

keywords! {
    /// How messages look on the wire.
    ///
    /// ```yaml
    /// wire:
    ///   frames:
    ///     message: { type: $event, id?: $correlation(u32 rising), timestamp: $time, seq?: $seq(u64), ...: $payload }
    ///     reply: { id: $correlation(u32 rising), ok: true, result: $payload }
    ///     batch: { type: =batch, messages: $frames, count: $count }
    ///   packing: { client: one, server: lines }
    ///   unknown: { event: deliver, field: ignore }
    ///   binary:
    ///     microphone: { from: client, content: audio/pcm }
    ///     chunk: { from: server, layout: [ 1, u32<le> as $id, u64<le> as offset, ...: bytes ] }
    /// events:
    ///   now: { from: client, frame: message, reply: { ok: { frame: reply, payload: timestamp } } }
    /// ```
    #[what = "`wire`"]
    pub struct Wire {
        /// Templates of text messages: an object or array as it looks on the wire, with placeholders.
        ///
        /// Default: `message: { type: $event, ...: $payload }`. Generates: a head for each, decoders,
        /// encoders, schemas.
        frames: Option<Map<Template>>,
        /// How frames sit in WebSocket text messages: `one`, `lines` (separated by line feeds),
        /// `record_separator` (each ended by 0x1E), `json_array` (a lone frame may stand without the
        /// array); or a map with `client` (all peers) and `server` where they differ.
        ///
        /// Default: `one`. Generates: splitting and joining.
        packing: Option<PackingDef>,
        /// What happens to what the definition does not name.
        unknown: Option<UnknownDef>,
        /// Binary messages. Each is an event of its own.
        ///
        /// Default: none. Generates: a variant beside those of text messages.
        binary: Option<Map<BinaryDef>>,
    }
}

keywords! {
    /// What happens to what the definition does not name.
    ///
    /// ```yaml
    /// wire:
    ///   unknown: { event: reject, field: preserve }
    /// ```
    #[what = "`unknown`"]
    pub struct UnknownDef {
        /// An event: `deliver` it as the `Unknown` variant, `ignore` it, or `reject` it.
        ///
        /// Default: `deliver`.
        event: Option<Spanned<UnknownEventWord>>,
        /// A key of a record or an envelope: `ignore`, `preserve` (records keep it and write it
        /// again; envelopes belong to the runtimes, which read over it) or `reject`.
        ///
        /// Default: `ignore`.
        field: Option<Spanned<UnknownFieldsWord>>,
    }
}

words! {
    /// What happens to an event that a definition does not name.
    UnknownEventWord {
        /// Handed to the application.
        Deliver = "deliver",
        /// Dropped.
        Ignore = "ignore",
        /// An error.
        Reject = "reject",
    }
}

words! {
    /// How frames sit in messages.
    PackingWord {
        /// One a message.
        One = "one",
        /// Separated by line feeds.
        Lines = "lines",
        /// Each ended by 0x1E.
        RecordSeparator = "record_separator",
        /// A JSON array.
        JsonArray = "json_array",
    }
}

/// `packing:`, one word or one for each direction.
#[derive(Debug, Clone)]
pub struct PackingDef {
    /// What peers send.
    pub client: Option<Spanned<PackingWord>>,
    /// What the server sends.
    pub server: Option<Spanned<PackingWord>>,
}

keywords! {
    /// Packing for each direction.
    ///
    /// ```yaml
    /// wire:
    ///   packing: { client: json_array, server: record_separator }
    /// ```
    #[what = "`packing`"]
    pub struct PackingMap {
        /// What peers send.
        ///
        /// Default: `one`.
        client: Option<Spanned<PackingWord>>,
        /// What the server sends.
        ///
        /// Default: `one`.
        server: Option<Spanned<PackingWord>>,
    }
}

impl crate::parse::Lower for PackingDef {
    fn lower(node: &crate::yaml::Node, cx: &mut crate::parse::Cx<'_>) -> Option<Self> {
        if node.text().is_some() {
            let word = Spanned::<PackingWord>::lower(node, cx)?;
            return Some(Self { client: Some(word.clone()), server: Some(word) });
        }
        let PackingMap { span: _, client, server } = PackingMap::lower(node, cx)?;
        Some(Self { client, server })
    }
}

impl schemars::JsonSchema for PackingDef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PackingDef".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let word = generator.subschema_for::<Spanned<PackingWord>>();
        let map = generator.subschema_for::<PackingMap>();
        schemars::json_schema!({ "anyOf": [word, map] })
    }
}

/// A frame template.
#[derive(Debug, Clone)]
pub struct Template {
    /// Where it stands.
    pub span: Span,
    /// Its shape.
    pub shape: TemplateShape,
}

/// An object or array of a template.
#[derive(Debug, Clone)]
pub enum TemplateShape {
    /// An object.
    Object(Vec<TemplateMember>),
    /// An array.
    Array(Vec<TemplateItem>),
}

/// A key of an object template.
#[derive(Debug, Clone)]
pub struct TemplateMember {
    /// The key.
    pub key: TemplateKey,
    /// Where the key stands.
    pub span: Span,
    /// Whether it ended in `?`.
    pub optional: bool,
    /// The name after `as`, if any.
    pub name: Option<Text>,
    /// The value.
    pub slot: TemplateSlot,
}

/// A key of an object template.
#[derive(Debug, Clone, PartialEq)]
pub enum TemplateKey {
    /// A key with this text.
    Text(String),
    /// `$event` or `$event.part`.
    Event(Option<String>),
    /// `...`.
    Spread,
}

/// A position of an array template.
#[derive(Debug, Clone)]
pub struct TemplateItem {
    /// `...$payload`.
    pub spread: bool,
    /// `{ slot?: … }` is not needed: a position that may be missing is written `name?: slot`.
    pub optional: bool,
    /// The name given to the position, if any.
    pub name: Option<Text>,
    /// The value.
    pub slot: TemplateSlot,
}

/// A value of a template.
#[derive(Debug, Clone)]
pub enum TemplateSlot {
    /// A constant.
    Const(Spanned<Constant>),
    /// A placeholder.
    Placeholder(Placeholder),
    /// An ordinary envelope field.
    Field(TypeExpr),
    /// A nested object or array.
    Nested(TemplateShape),
}

/// A placeholder of a template: `$seq?`, `$correlation(u32 rising)`, `$event.op`.
#[derive(Debug, Clone)]
pub struct Placeholder {
    /// Where it stands.
    pub span: Span,
    /// The name without `$`.
    pub name: String,
    /// What follows a dot.
    pub part: Option<String>,
    /// The type in parentheses.
    pub ty: Option<TypeExpr>,
    /// How it is chosen, in parentheses: `rising`, `uuid`, `random`.
    pub choice: Option<Text>,
    /// Whether it ended in `?`: the value may be `null`.
    pub nullable: bool,
}

impl schemars::JsonSchema for Template {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Template".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": ["object", "array"],
            "description": "A frame as it looks on the wire, with placeholders such as `$event` and `$payload`."
        })
    }
}

keywords! {
    /// A binary message.
    ///
    /// ```yaml
    /// wire:
    ///   binary:
    ///     audio:
    ///       summary: One chunk of sound.
    ///       from: client
    ///       to: server
    ///       content: audio/pcm
    ///       layout: [ 1, u8 as codec, u32<le> as $id, string<u16<be>> as label, ...: bytes as sound ]
    ///       delivery: { offline: drop }
    ///       limits: { rate: 50/s, size: 64KiB }
    ///       examples: [ "01 02 03000000 0001 61 ffff" ]
    /// ```
    #[what = "a binary message"]
    pub struct BinaryDef {
        /// Who sends it: a peer, `server`, or a list.
        ///
        /// Default: required.
        from: Option<OneOrMany<Name>>,
        /// Who receives it.
        ///
        /// Default: the server for what peers send, every peer for what the server sends.
        to: Option<OneOrMany<Name>>,
        /// The media type of the bytes.
        ///
        /// Default: none. Generates: documentation.
        content: Option<Text>,
        /// The parts in order: a number is one constant byte, `=TEXT` constant bytes; `u8`, `u16<le>`,
        /// `i32<be>`, `f32<le>` numbers; `string<u8>` and `bytes<u16<be>>` with their length before
        /// them; `bytes<16>` of fixed length; `...: bytes` (or `string`, `json<T>`) the rest. `as name`
        /// or `as $id` names a part.
        ///
        /// Default: the whole message as `data`.
        layout: Option<Many<BinaryPartDef>>,
        /// The phase it belongs to.
        ///
        /// Default: any.
        phase: Option<Name>,
        /// What the runtime does for it.
        delivery: Option<DeliveryDef>,
        /// How often and how large.
        limits: Option<EventLimits>,
        /// Whole messages as hexadecimal digits.
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

/// A part of a binary layout.
#[derive(Debug, Clone)]
pub struct BinaryPartDef {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BinaryPartKind,
    /// The name after `as`, with `$` for what the runtime knows.
    pub name: Option<Text>,
}

/// What a part of a binary layout is.
#[derive(Debug, Clone)]
pub enum BinaryPartKind {
    /// Constant bytes.
    Const(Vec<u8>),
    /// A type of fixed or prefixed length.
    Part(TypeExpr),
    /// `...: T`.
    Rest(TypeExpr),
}

impl schemars::JsonSchema for BinaryPartDef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "BinaryPart".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "integer", "object"] })
    }
}
