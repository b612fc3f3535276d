//! The whole definition, and what every declaration can say about itself.

use super::*;

keywords! {
    /// A definition: one file, or several that `include` brings together.
    ///
    /// ```yaml
    /// antiphon: 1
    /// protocol: chat
    /// version: 1.4.0
    /// summary: Rooms, messages and who is there.
    /// since: "1.0"
    /// peers:
    ///   client: { summary: A person's browser. }
    /// wire:
    ///   frames:
    ///     message: { type: $event, ...: $payload }
    /// types:
    ///   Mood: calm | busy
    /// events:
    ///   chat.said: { from: client, fields: { text: string, mood?: Mood } }
    ///   chat.heard: { from: server, fields: { text: string } }
    /// ```
    #[what = "a definition"]
    pub struct Definition {
        /// The version of this language: `1`. Required, except in an included file.
        ///
        /// Generates: nothing; it decides how the rest is read.
        antiphon: Option<Spanned<u32>>,
        /// The name of the protocol, a word such as `onsembl` or `agent-console`. Required, except in
        /// an included file.
        ///
        /// Generates: names of packages and modules, the constant `NAME`, and schema `$id`s.
        protocol: Option<Text>,
        /// The version of the protocol, free text, best a semantic version.
        ///
        /// Default: none. Generates: the constant `VERSION`, and the version of generated packages.
        version: Option<Text>,
        /// One sentence that says what it is. Every declaration takes it.
        ///
        /// Default: none. Generates: documentation comments, schema `title` or `description`.
        summary: Option<Text>,
        /// Paragraphs of Markdown. Every declaration takes it.
        ///
        /// Default: none. Generates: documentation comments, schema `description`.
        description: Option<Text>,
        /// Why it should no longer be used: a sentence, or `{ reason, use }` with the name of what
        /// replaces it. Every declaration takes it.
        ///
        /// Default: not deprecated. Generates: `#[deprecated]`, `@deprecated`, schema `deprecated`.
        deprecated: Option<Deprecated>,
        /// The version that brought it. Every declaration takes it.
        ///
        /// Default: none. Generates: a line of documentation.
        since: Option<Text>,
        /// Other files whose declarations belong to this definition. Paths are relative to this
        /// file. Each file is read once; a name that two files declare is an error at both places.
        /// Included files may leave out `antiphon` and `protocol`, and `generate` counts only in
        /// the file that is compiled.
        ///
        /// Default: none. Generates: the same as if the text stood here.
        include: Option<OneOrMany<Text>>,
        /// Who takes part besides `server`.
        ///
        /// Default: one peer, `client`. Generates: one enum or union of messages for each.
        peers: Option<Map<PeerDef>>,
        /// How messages look on the wire.
        ///
        /// Default: one frame, `{ type: $event, ...: $payload }`. Generates: heads, decoders,
        /// encoders and schemas of frames.
        wire: Option<Wire>,
        /// Types with a name, written like the type of a field.
        ///
        /// Default: none. Generates: one type each.
        types: Option<Map<TypeBody>>,
        /// What may be sent.
        ///
        /// Default: none. Generates: one payload type each, and a variant for each of its senders.
        events: Option<Map<EventDef>>,
        /// Families of topics with events of their own.
        ///
        /// Default: none. Generates: topic types that parse and build, and an enum of messages for
        /// each channel and sender.
        channels: Option<Map<ChannelDef>>,
        /// What the runtime does for every event that does not say otherwise.
        ///
        /// Default: see each keyword of `delivery`. Generates: constants.
        delivery: Option<DeliveryDef>,
        /// Error codes, their classes, and how they are reported.
        ///
        /// Default: none. Generates: an error-code enum with class, retry rule and close code.
        errors: Option<ErrorsDef>,
        /// Close codes, or ranges of them (`4000-4099`).
        ///
        /// Default: none. Generates: a close-code enum, and what a client does after each.
        close: Option<Map<CloseDef>>,
        /// How a connection is made, kept and ended.
        ///
        /// Default: see each keyword. Generates: constants; the runtimes act on them.
        connection: Option<ConnectionDef>,
        /// What survives a connection.
        ///
        /// Default: nothing does. Generates: constants; the runtimes act on them.
        session: Option<SessionDef>,
        /// What is too much.
        ///
        /// Default: see each keyword. Generates: constants; decoders refuse larger messages.
        limits: Option<LimitsDef>,
        /// The order in which events may come.
        ///
        /// Default: any. Generates: state machines and their monitors.
        flows: Option<Map<FlowDef>>,
        /// What `antiphon generate` writes, and where.
        ///
        /// Default: nothing; outputs are then named on the command line.
        generate: Option<Map<OutputDef>>,
    }
}

keywords! {
    /// Someone who takes part.
    ///
    /// ```yaml
    /// peers:
    ///   dashboard: { summary: A person's console. }
    ///   agent: { summary: Runs commands. }
    /// events:
    ///   agent.status: { from: agent, to: dashboard, fields: { busy: bool } }
    /// ```
    #[what = "a peer"]
    pub struct PeerDef {
        /// One sentence that says who it is.
        summary: Option<Text>,
        /// Paragraphs of Markdown.
        description: Option<Text>,
        /// Why it should no longer be used.
        deprecated: Option<Deprecated>,
        /// The version that brought it.
        since: Option<Text>,
    }
}

/// `deprecated:`, a sentence or `{ reason, use }`.
#[derive(Debug, Clone)]
pub struct Deprecated {
    /// The reason.
    pub reason: Text,
    /// What replaces it.
    pub replacement: Option<Text>,
}

keywords! {
    /// Why something should no longer be used.
    ///
    /// ```yaml
    /// events:
    ///   say: { from: client, deprecated: { reason: It has no room., use: say.in } }
    ///   say.in: { from: client, fields: { room: string } }
    /// ```
    #[what = "a deprecation"]
    pub struct DeprecatedMap {
        /// The reason, a sentence.
        reason: Required<Text>,
        /// The name of what replaces it.
        replacement as "use": Option<Text>,
    }
}

impl crate::parse::Lower for Deprecated {
    fn lower(node: &crate::yaml::Node, cx: &mut crate::parse::Cx<'_>) -> Option<Self> {
        if let Some(word @ ("true" | "false" | "yes" | "no")) = node.plain() {
            cx.report(
                crate::diagnostic::Diagnostic::error(
                    "A0104",
                    node.span,
                    format!("`{word}` is not why it is deprecated"),
                )
                .help("write a sentence that says what to do instead, or remove the key"),
            );
            return None;
        }
        if node.text().is_some() {
            return Some(Self { reason: Text::lower(node, cx)?, replacement: None });
        }
        let DeprecatedMap { span: _, reason, replacement } = DeprecatedMap::lower(node, cx)?;
        Some(Self { reason: reason.0, replacement })
    }
}

impl schemars::JsonSchema for Deprecated {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Deprecated".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let map = generator.subschema_for::<DeprecatedMap>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, map] })
    }
}
