//! Events and requests as written.

use super::*;
use crate::source::Span;

keywords! {
    /// One kind of message.
    ///
    /// ```yaml
    /// wire:
    ///   frames:
    ///     call: { op: $event.op, t: $event.t, id: $correlation(string), d: $payload }
    ///     status: { status: $event, detail?: $payload }
    /// events:
    ///   ready: { from: server, tag: { op: 0, t: READY }, fields: { user: string } }
    ///   level: { from: server, tag: { op: 1, t: null }, payload: f64 }
    ///   book:  { from: server, tag: { op: 2, t: null }, items: { price: f64, size?: f64 } }
    ///   busy:  { from: server, frame: status, payload?: string }
    ///   form:  { from: server, tag: { op: 3, t: null }, schema: { type: object }, since: "2.0" }
    ///   ask:
    ///     summary: Asks something.
    ///     description: The server answers within five seconds.
    ///     from: client
    ///     to: server
    ///     frame: call
    ///     tag: { op: 4, t: ASK }
    ///     fields: { question: string }
    ///     unknown: reject
    ///     reply: { ok: answer, error: refusal, timeout: 5s }
    ///     delivery: { priority: high }
    ///     limits: { rate: [ 10/s, 100/min ], size: 4KiB }
    ///     examples: [ { op: 4, t: ASK, id: "7", d: { question: "Why?" } } ]
    ///   answer: { from: server, tag: { op: 5, t: ANSWER }, fields: { answer: string } }
    ///   refusal: { from: server, tag: { op: 6, t: REFUSAL }, deprecated: Answers say it. }
    /// ```
    #[what = "an event"]
    pub struct EventDef {
        /// Who sends it: a peer, `server`, or a list.
        ///
        /// Default: required, since perspective is never implied. Generates: a variant in each sender's enum.
        from: Option<OneOrMany<Name>>,
        /// Who receives it: a peer, `server`, or a list.
        ///
        /// Default: the server for what peers send, every peer for what the server sends.
        to: Option<OneOrMany<Name>>,
        /// The name of its frame.
        ///
        /// Default: the first frame that carries `$event`, or else the first; for a reply in place, the
        /// first with `$correlation` and without `$event`.
        frame: Option<Name>,
        /// What stands for `$event`: text, a number, `true`, `null`, text with a free part such as
        /// `client-{name}`, or a map for the parts of a composite tag.
        ///
        /// Default: its name.
        tag: Option<TagDef>,
        /// Its payload: an object with these fields, written like those of a type.
        ///
        /// Default: no payload. Generates: a struct.
        fields: Option<FieldMap>,
        /// Its payload: an array with these positions, or spread over the frame's (`...$payload`).
        items: Option<FieldMap>,
        /// Its payload: any type, so that it may be a bare value. Where the frame says `key?: $payload`
        /// and the key is absent, it is read as an empty object, or else as an empty array, if it may be
        /// that.
        payload: Option<TypeBody>,
        /// The same, where the frame may lack it (`key?: $payload`) and its absence is a thing of its own.
        ///
        /// Generates: `Option<T>`, `T | undefined`.
        optional_payload as "payload?": Option<TypeBody>,
        /// Its payload as a JSON Schema.
        schema: Option<Json>,
        /// What happens to keys that `fields` does not name.
        ///
        /// Default: what `wire.unknown.field` says.
        unknown: Option<Spanned<UnknownFieldsWord>>,
        /// What answers it; makes it a request.
        ///
        /// Default: nothing. Generates: a reply type and its timeout.
        reply: Option<ReplyDef>,
        /// The phase of the connection it belongs to.
        ///
        /// Default: any.
        phase: Option<Name>,
        /// What the runtime does for it.
        ///
        /// Default: what the definition's `delivery` says.
        delivery: Option<DeliveryDef>,
        /// How often one connection may send it, and how large.
        ///
        /// Default: no limit of its own.
        limits: Option<EventLimits>,
        /// Whole frames, exactly as on the wire. `antiphon check` validates them.
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

/// `tag:`, one value or one for each part.
#[derive(Debug, Clone)]
pub enum TagDef {
    /// One value.
    One(Spanned<Constant>),
    /// Values by the names of the parts.
    Parts(Vec<(Text, Spanned<Constant>)>, Span),
}

impl schemars::JsonSchema for TagDef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Tag".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "integer", "boolean", "null", "object"] })
    }
}

keywords! {
    /// What answers a request. Each outcome is the name of an event, an event written in place, or a
    /// list of them.
    ///
    /// ```yaml
    /// wire:
    ///   frames:
    ///     request: { jsonrpc: ="2.0", id: $correlation(u32 rising), method: $event, params?: $payload }
    ///     notification: { jsonrpc: ="2.0", method: $event, params?: $payload }
    ///     result: { jsonrpc: ="2.0", id: $correlation(u32), result: $payload }
    ///     error: { jsonrpc: ="2.0", id: $correlation(u32), error: { code: i32, message: string } }
    /// events:
    ///   subscribe:
    ///     from: client
    ///     frame: request
    ///     fields: { topic: string }
    ///     reply:
    ///       ok: { frame: result, payload: string, summary: The subscription's id. }
    ///       error: failed
    ///       stream: update
    ///       end: done
    ///       cancel: unsubscribe
    ///       timeout: 10s
    ///   failed: { from: server, frame: error }
    ///   update: { from: server, frame: notification, fields: { value: json } }
    ///   done: { from: server, frame: notification }
    ///   unsubscribe: { from: client, frame: notification }
    /// ```
    #[what = "`reply`"]
    pub struct ReplyDef {
        /// What means success and ends the request.
        ok: Option<OneOrMany<ReplyTarget>>,
        /// What means failure and ends the request.
        error: Option<OneOrMany<ReplyTarget>>,
        /// What may come any number of times before the end.
        stream: Option<OneOrMany<ReplyTarget>>,
        /// What ends a stream.
        end: Option<OneOrMany<ReplyTarget>>,
        /// The event with which the requester gives up.
        cancel: Option<Name>,
        /// How long the requester waits.
        ///
        /// Default: `30s`.
        timeout: Option<Spanned<Time>>,
    }
}

/// An outcome of a request.
#[derive(Debug, Clone)]
pub enum ReplyTarget {
    /// The name of an event.
    Name(Name),
    /// An event written in place.
    InPlace(Box<EventDef>),
}

impl crate::parse::Lower for ReplyTarget {
    fn lower(node: &crate::yaml::Node, cx: &mut crate::parse::Cx<'_>) -> Option<Self> {
        match node.text() {
            Some(_) => Name::lower(node, cx).map(Self::Name),
            None => EventDef::lower(node, cx).map(|def| Self::InPlace(Box::new(def))),
        }
    }
}

impl schemars::JsonSchema for ReplyTarget {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ReplyTarget".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let event = generator.subschema_for::<EventDef>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, event] })
    }
}

keywords! {
    /// What the runtime does for an event, or, at the top of a definition, for all.
    ///
    /// ```yaml
    /// wire:
    ///   frames:
    ///     message: { type: $event, ...: $payload }
    ///     batch: { type: =batch, messages: $frames }
    ///     compressed: { type: =compressed, data: $compressed }
    /// delivery: { offline: queue, slow: close }
    /// events:
    ///   cursor:
    ///     from: client
    ///     fields: { id: string, user: string, x: u32, y: u32 }
    ///     delivery:
    ///       priority: low
    ///       offline: latest(user)
    ///       slow: latest(user)
    ///       replay: false
    ///       idempotent: { key: id, ttl: 5m }
    ///       dedupe: [ id ]
    ///       debounce: 50ms
    ///       batch: { max: 20, within: 10ms }
    ///       compress: 1KiB
    /// ```
    #[what = "`delivery`"]
    pub struct DeliveryDef {
        /// `low`, `normal` or `high`: high overtakes what is queued, never the frame being written.
        ///
        /// Default: `normal`.
        priority: Option<Spanned<PriorityWord>>,
        /// What happens while there is no connection: `queue`, `drop`, or `latest(field)`, which
        /// replaces a waiting one with the same value of that field.
        ///
        /// Default: `queue`.
        offline: Option<Spanned<KeepDef>>,
        /// What happens when its reader is slow: `close` the connection, `drop` it, or `latest(field)`.
        ///
        /// Default: `close`.
        slow: Option<Spanned<SlowDef>>,
        /// Whether it is kept for replay after a resume.
        ///
        /// Default: `true` for what the server sends where the definition has a `session`.
        replay: Option<Spanned<bool>>,
        /// A repeat with the same key is answered with the stored answer.
        ///
        /// Default: none.
        idempotent: Option<IdempotentDef>,
        /// Fields that tell a repeat from a new event; repeats are dropped.
        ///
        /// Default: none is dropped.
        dedupe: Option<Many<Text>>,
        /// How long it waits for a newer one to replace it.
        ///
        /// Default: not at all.
        debounce: Option<Spanned<Time>>,
        /// How several of them are sent as one batch.
        ///
        /// Default: never.
        batch: Option<BatchDef>,
        /// From which size of frame on it is compressed.
        ///
        /// Default: never.
        compress: Option<Spanned<Size>>,
    }
}

keywords! {
    /// Repeats of a request are answered with the stored answer.
    ///
    /// ```yaml
    /// events:
    ///   pay: { from: client, fields: { key: string, cents: u32 }, delivery: { idempotent: { key: key, ttl: 24h } } }
    /// ```
    #[what = "`idempotent`"]
    pub struct IdempotentDef {
        /// What is the same in a repeat: a field, a placeholder such as `$id`, or several of them, which
        /// must all be the same.
        key: Required<OneOrMany<Text>>,
        /// How long answers are remembered.
        ///
        /// Default: `5m`.
        ttl: Option<Spanned<Time>>,
    }
}

keywords! {
    /// Several events as one batch; the definition needs a frame with `$frames`, or packing.
    ///
    /// ```yaml
    /// wire: { packing: lines }
    /// events:
    ///   output: { from: server, fields: { text: string }, delivery: { batch: { max: 50, within: 20ms } } }
    /// ```
    #[what = "`batch`"]
    pub struct BatchDef {
        /// The most events in one batch.
        ///
        /// Default: `100`.
        max: Option<Spanned<u32>>,
        /// How long the first waits for others.
        ///
        /// Default: `10ms`.
        within: Option<Spanned<Time>>,
    }
}

words! {
    /// The order of sending.
    PriorityWord {
        /// After everything else.
        Low = "low",
        /// In order.
        Normal = "normal",
        /// Before what is queued.
        High = "high",
    }
}

/// `offline:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeepDef {
    /// It waits.
    Queue,
    /// It is dropped.
    Drop,
    /// It waits, and replaces.
    Latest(String),
}

/// `slow:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlowDef {
    /// The connection is closed.
    Close,
    /// It is dropped.
    Drop,
    /// It replaces.
    Latest(String),
}

impl schemars::JsonSchema for Spanned<KeepDef> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Keep".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^(queue|drop|latest\\(.+\\))$" })
    }
}

impl schemars::JsonSchema for Spanned<SlowDef> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Slow".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^(close|drop|latest\\(.+\\))$" })
    }
}

keywords! {
    /// How often one connection may send an event, and how large.
    ///
    /// ```yaml
    /// events:
    ///   run: { from: client, fields: { command: string }, limits: { rate: [ 10/min, 100/h ], size: 16KiB } }
    /// ```
    #[what = "`limits` of an event"]
    pub struct EventLimits {
        /// One rate or several that all hold.
        ///
        /// Default: no limit of its own.
        rate: Option<OneOrMany<Spanned<Frequency>>>,
        /// The largest frame.
        ///
        /// Default: what the definition's `limits.message` says.
        size: Option<Spanned<Size>>,
    }
}
