//! How a connection is made, kept and ended, as written.

use super::*;

keywords! {
    /// How a connection is made, kept and ended.
    ///
    /// ```yaml
    /// wire: { frames: { message: { type: $event, session: $session, user?: $user, ...: $payload } } }
    /// events:
    ///   hello: { from: server, fields: { heartbeat_interval: u32 } }
    ///   ping: { from: client }
    ///   pong: { from: server }
    ///   leaving: { from: server }
    /// errors:
    ///   codes: { SESSION_MISMATCH: Another session., USER_MISMATCH: Another user. }
    /// connection:
    ///   path: "/ws/{room}"
    ///   params: { room: string }
    ///   query: { v: =10, lang?: string }
    ///   headers: { X-Client-Version?: string }
    ///   subprotocols: [ chat.v2, chat.v1 ]
    ///   origins: [ "https://app.example" ]
    ///   refusals: { 401: No valid token., 429: Too many connections. }
    ///   timeout: 5s
    ///   auth: { token: [ header, query token ], deadline: 10s }
    ///   ready: { after: [ hello ] }
    ///   phases: { handshake: { until: hello, deadline: 5s } }
    ///   heartbeat: { from: client, every: $hello.heartbeat_interval, timeout: 10s, send: ping, answer: pong }
    ///   reconnect: { initial: 1s, max: 30s }
    ///   queue: { max: 100, overflow: drop_oldest }
    ///   bind: { session: SESSION_MISMATCH, user: USER_MISMATCH }
    ///   serial: true
    ///   drain: { event: leaving, over: 30s }
    /// ```
    #[what = "`connection`"]
    pub struct ConnectionDef {
        /// The path of the URL, with parameters in braces.
        ///
        /// Default: `/`.
        path: Option<Text>,
        /// The types of the path's parameters.
        ///
        /// Default: `string`.
        params: Option<FieldMap>,
        /// Query parameters; a constant is always sent.
        ///
        /// Default: none.
        query: Option<FieldMap>,
        /// Request headers; a constant is always sent.
        ///
        /// Default: none.
        headers: Option<FieldMap>,
        /// Subprotocols in order of preference.
        ///
        /// Default: none.
        subprotocols: Option<OneOrMany<Text>>,
        /// Origins that may connect beside the same host; `*` is any.
        ///
        /// Default: only the same host.
        origins: Option<OneOrMany<Text>>,
        /// HTTP status codes with which the server refuses, and what they mean.
        ///
        /// Default: none.
        refusals: Option<Map<Text>>,
        /// How long connecting may take.
        ///
        /// Default: `10s`.
        timeout: Option<Spanned<Time>>,
        /// Where the token travels.
        ///
        /// Default: nobody is asked.
        auth: Option<AuthDef>,
        /// When the client may send.
        ///
        /// Default: at once.
        ready: Option<ReadyDef>,
        /// Phases of the connection, in order, each until its last event. Events that name a phase
        /// are told apart within it only.
        ///
        /// Default: one phase.
        phases: Option<Map<PhaseDef>>,
        /// Signs of life, from one side or from both (a list).
        ///
        /// Default: none.
        heartbeat: Option<OneOrMany<HeartbeatDef>>,
        /// How a client connects again, or `never`.
        ///
        /// Default: `{ initial: 1s, multiplier: 2, max: 30s }` with full jitter, unlimited.
        reconnect: Option<ReconnectDef>,
        /// What waits while there is no connection.
        ///
        /// Default: `{ max: 1000, overflow: drop_oldest }`.
        queue: Option<QueueDef>,
        /// Envelope values that the first frame fixes for the connection: a list (`[$session]`), or a
        /// map of each to the error code of a frame that differs.
        ///
        /// Default: none.
        bind: Option<BindDef>,
        /// Whether frames of one connection are handled one after another.
        ///
        /// Default: `true`.
        serial: Option<Spanned<bool>>,
        /// How the server goes away.
        ///
        /// Default: it closes with 1001.
        drain: Option<DrainDef>,
    }
}

keywords! {
    /// Where the token travels, and how it is renewed.
    ///
    /// ```yaml
    /// events:
    ///   auth.needed: { from: server }
    ///   auth.offer: { from: client, fields: { token: { type: string, sensitive: true } } }
    ///   auth.ok: { from: server }
    ///   auth.failed: { from: server }
    /// connection:
    ///   auth:
    ///     token: [ header Authorization Bearer, cookie token, "subprotocol bearer.{token}", query token, event auth.offer.token ]
    ///     deadline: 10s
    ///     refuse: 401
    ///     close: 4001
    ///     refresh: { ask: auth.needed, offer: auth.offer, ok: auth.ok, error: auth.failed }
    /// ```
    #[what = "`auth`"]
    pub struct AuthDef {
        /// Places in order of preference: `header`, `header NAME SCHEME`, `cookie NAME`, `subprotocol`,
        /// `subprotocol before.{token}`, `query NAME`, `event NAME.FIELD`.
        ///
        /// Default: none; the application finds out by itself who connects.
        token: Option<OneOrMany<Text>>,
        /// How long the server waits for it.
        ///
        /// Default: `10s`.
        deadline: Option<Spanned<Time>>,
        /// The HTTP status of a refusal.
        ///
        /// Default: none, the connection is made and closed.
        refuse: Option<Spanned<u16>>,
        /// The close code of a refusal.
        ///
        /// Default: `1008`.
        close: Option<Spanned<u16>>,
        /// How a token is renewed without connecting again.
        ///
        /// Default: it is not.
        refresh: Option<RefreshDef>,
    }
}

keywords! {
    /// How a token is renewed without connecting again.
    ///
    /// ```yaml
    /// events:
    ///   renew: { from: client, fields: { token: { type: string, sensitive: true } } }
    ///   renewed: { from: server }
    ///   stale: { from: server }
    /// connection: { auth: { token: cookie sid, refresh: { ask: stale, offer: renew, ok: renewed, error: stale } } }
    /// ```
    #[what = "`refresh`"]
    pub struct RefreshDef {
        /// The event with which the server asks.
        ask: Option<Name>,
        /// The event with which the client offers a new token.
        offer: Required<Name>,
        /// The event that takes it.
        ok: Option<Name>,
        /// The event that refuses it.
        error: Option<Name>,
    }
}

keywords! {
    /// When the client may send; what was queued then goes out in order.
    ///
    /// ```yaml
    /// events:
    ///   connected: { from: server }
    /// connection: { ready: { after: [ connected ] } }
    /// ```
    #[what = "`ready`"]
    pub struct ReadyDef {
        /// The events that must have arrived.
        after: Required<OneOrMany<Name>>,
    }
}

keywords! {
    /// A phase of the connection.
    ///
    /// ```yaml
    /// events:
    ///   login: { from: client, phase: greeting, fields: { user: string } }
    ///   welcome: { from: server, phase: greeting }
    ///   say: { from: client, phase: talk, fields: { text: string } }
    /// connection:
    ///   phases:
    ///     greeting: { until: welcome, deadline: 5s, close: 4008, summary: Who is there., since: "1.0" }
    ///     talk: { description: Everything else. }
    /// ```
    #[what = "a phase"]
    pub struct PhaseDef {
        /// The event, or one of the events, that ends it.
        ///
        /// Default: it lasts.
        until: Option<OneOrMany<Name>>,
        /// How long it may take.
        ///
        /// Default: as long as it does.
        deadline: Option<Spanned<Time>>,
        /// The close code when it takes longer.
        ///
        /// Default: `1008`.
        close: Option<Spanned<u16>>,
        /// One sentence that says what it is for.
        summary: Option<Text>,
        /// Paragraphs of Markdown.
        description: Option<Text>,
        /// Why it should no longer be used.
        deprecated: Option<Deprecated>,
        /// The version that brought it.
        since: Option<Text>,
    }
}

keywords! {
    /// A sign of life.
    ///
    /// ```yaml
    /// wire: { frames: { message: { op: $event, d?: $payload, s?: $seq(u64) } } }
    /// events:
    ///   beat: { from: client, tag: 1, payload: u64? }
    ///   beaten: { from: server, tag: 11 }
    /// connection:
    ///   heartbeat:
    ///     - { from: client, every: 30s, timeout: 10s, send: { event: beat, payload: $seq }, answer: beaten, when: idle, close: 4000 }
    ///     - { from: server, every: 60s, send: ws, answer: ws }
    /// ```
    #[what = "`heartbeat`"]
    pub struct HeartbeatDef {
        /// Who starts: a peer or `server`.
        ///
        /// Default: `client`, or the first peer.
        from: Option<Name>,
        /// How often: a time, or a field of a message that announces it (`$hello.interval`).
        ///
        /// Default: `30s`.
        every: Option<Text>,
        /// How long the answer may take. Where nothing answers: how long the other side waits for a
        /// sign of life that is overdue.
        ///
        /// Default: `10s` where something answers, else nobody waits.
        timeout: Option<Spanned<Time>>,
        /// What is sent: `ws` (a control frame), an event, or `{ event, payload, fields }` with what
        /// the runtime writes into it.
        ///
        /// Default: `ws`.
        send: Option<BeatDef>,
        /// What answers: `ws`, `none` or an event.
        ///
        /// Default: `ws` to `ws`, else `none`.
        answer: Option<BeatDef>,
        /// `always`, or `idle`: only when nothing else was sent.
        ///
        /// Default: `always`.
        when: Option<Spanned<WhenWord>>,
        /// The close code when what is waited for does not come.
        ///
        /// Default: none; the connection is dropped.
        close: Option<Spanned<u16>>,
    }
}

words! {
    /// When a heartbeat is sent.
    WhenWord {
        /// Every time.
        Always = "always",
        /// When nothing else was sent.
        Idle = "idle",
    }
}

/// What is sent as a sign of life.
#[derive(Debug, Clone)]
pub enum BeatDef {
    /// `ws` or `none`, or the name of an event.
    Word(Text),
    /// An event with what the runtime writes into it.
    Written(WrittenDef),
}

impl crate::parse::Lower for BeatDef {
    fn lower(node: &crate::yaml::Node, cx: &mut crate::parse::Cx<'_>) -> Option<Self> {
        match node.text() {
            Some(_) => Text::lower(node, cx).map(Self::Word),
            None => WrittenDef::lower(node, cx).map(Self::Written),
        }
    }
}

impl schemars::JsonSchema for BeatDef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Beat".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let map = generator.subschema_for::<WrittenDef>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, map] })
    }
}

keywords! {
    /// An event that the runtime writes itself, with what it writes into it: placeholders such as
    /// `$seq` and `$session`, or values.
    ///
    /// ```yaml
    /// wire: { frames: { message: { op: $event, s?: $seq(u64), d: $payload } } }
    /// events:
    ///   hello: { from: server, fields: { session_id: string } }
    ///   resume: { from: client, fields: { session_id: string, seq: u64 } }
    ///   beat: { from: client, payload: u64 }
    /// connection: { heartbeat: { every: 40s, send: { event: beat, payload: $seq } } }
    /// session: { id: $hello.session_id, resume: { event: resume, fields: { session_id: $session, seq: $seq } } }
    /// ```
    #[what = "an event that the runtime writes"]
    pub struct WrittenDef {
        /// The event.
        event: Required<Name>,
        /// Its bare payload.
        payload: Option<Json>,
        /// Fields of its payload.
        fields: Option<Map<Json>>,
    }
}

/// `reconnect:`, a backoff or `never`.
#[derive(Debug, Clone)]
pub enum ReconnectDef {
    /// The client does not connect again by itself.
    Never,
    /// It waits and tries again.
    Backoff(BackoffDef),
}

impl schemars::JsonSchema for ReconnectDef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Reconnect".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let backoff = generator.subschema_for::<BackoffDef>();
        schemars::json_schema!({ "anyOf": [{ "const": "never" }, backoff] })
    }
}

keywords! {
    /// What waits while there is no connection.
    ///
    /// ```yaml
    /// connection: { queue: { max: 100, bytes: 1MiB, overflow: drop_oldest } }
    /// ```
    #[what = "`queue`"]
    pub struct QueueDef {
        /// The most events.
        ///
        /// Default: `1000`.
        max: Option<Spanned<u32>>,
        /// The most bytes.
        ///
        /// Default: no bound of its own.
        bytes: Option<Spanned<Size>>,
        /// What happens to one more: `drop_oldest`, `drop_newest` or `close`.
        ///
        /// Default: `drop_oldest`.
        overflow: Option<Spanned<OverflowWord>>,
    }
}

words! {
    /// What happens when a queue is full.
    OverflowWord {
        /// The oldest goes.
        DropOldest = "drop_oldest",
        /// The new one is not taken.
        DropNewest = "drop_newest",
        /// The connection is closed.
        Close = "close",
    }
}

/// `bind:`, placeholders, each perhaps with an error code.
#[derive(Debug, Clone)]
pub struct BindDef(pub Vec<(Text, Option<Name>)>);

impl schemars::JsonSchema for BindDef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Bind".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "anyOf": [
                { "type": "array", "items": { "type": "string" } },
                { "type": "object", "additionalProperties": { "type": "string" } }
            ]
        })
    }
}

keywords! {
    /// How the server goes away.
    ///
    /// ```yaml
    /// events:
    ///   draining: { from: server }
    /// connection: { drain: { event: draining, over: 30s, close: 1012 } }
    /// ```
    #[what = "`drain`"]
    pub struct DrainDef {
        /// What it sends before.
        ///
        /// Default: nothing.
        event: Option<Name>,
        /// Over how long it sends its clients away.
        ///
        /// Default: `30s`.
        over: Option<Spanned<Time>>,
        /// The close code.
        ///
        /// Default: `1012`.
        close: Option<Spanned<u16>>,
    }
}
