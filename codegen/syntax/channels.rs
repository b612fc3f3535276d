//! Channels as written.

use super::*;

keywords! {
    /// A family of topics with events of their own. Its events need a frame with `$channel`.
    ///
    /// ```yaml
    /// wire:
    ///   frames:
    ///     message: { channel: $channel, type: $event, data: $payload }
    /// channels:
    ///   room:
    ///     summary: A room.
    ///     description: Everyone in it hears everything.
    ///     topic: "room:{id}"
    ///     params: { id: u32 }
    ///     join: { request: subscribe, ok: subscribed, error: refused }
    ///     leave: { request: unsubscribe }
    ///     authorize: true
    ///     recover: { history: 100, ttl: 60s }
    ///     events:
    ///       said: { from: [ client, server ], fields: { text: string } }
    ///   lobby: { topic: lobby, since: "1.1", deprecated: { reason: Rooms do it., use: room } }
    /// events:
    ///   subscribe: { from: client }
    ///   subscribed: { from: server }
    ///   refused: { from: server, fields: { reason: string } }
    ///   unsubscribe: { from: client }
    /// ```
    #[what = "a channel"]
    pub struct ChannelDef {
        /// The topic, with parameters in braces. A parameter is not empty and ends where the text
        /// behind it begins; `{{` and `}}` are braces of the topic itself.
        ///
        /// Default: the channel's name. Generates: a topic type that parses and builds.
        topic: Option<Text>,
        /// The types of the parameters: `string`, integers, `uuid`, or a set of strings.
        ///
        /// Default: `string`.
        params: Option<FieldMap>,
        /// How joining looks on the wire.
        ///
        /// Default: readers need not join. Generates: constants.
        join: Option<JoinDef>,
        /// How leaving looks on the wire.
        leave: Option<LeaveDef>,
        /// Whether the server must decide who may join.
        ///
        /// Default: `false`. Generates: a constant that the server's runtime obeys.
        authorize: Option<Spanned<bool>>,
        /// How much of the past a reader can recover.
        ///
        /// Default: nothing.
        recover: Option<RecoverDef>,
        /// Events that are sent on its topics only.
        events: Option<Map<EventDef>>,
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

keywords! {
    /// How joining looks on the wire.
    ///
    /// ```yaml
    /// wire: { frames: { message: { type: $event, channel?: $channel, ...: $payload } } }
    /// channels:
    ///   ticker: { topic: "ticker.{pair}", join: { request: subscribe, ok: subscribed, topic: name } }
    /// events:
    ///   subscribe: { from: client, fields: { name: string } }
    ///   subscribed: { from: server }
    /// ```
    #[what = "`join`"]
    pub struct JoinDef {
        /// The event that asks.
        ///
        /// Default: nobody asks; the server joins its readers by itself.
        request: Option<Name>,
        /// The event that accepts.
        ok: Option<Name>,
        /// The event that refuses.
        error: Option<Name>,
        /// The field of the request that names the topic.
        ///
        /// Default: `$channel` of its frame.
        topic: Option<Text>,
    }
}

keywords! {
    /// How leaving looks on the wire.
    ///
    /// ```yaml
    /// wire: { frames: { message: { type: $event, channel?: $channel, ...: $payload } } }
    /// channels:
    ///   ticker: { topic: "ticker.{pair}", leave: { request: unsubscribe, ok: unsubscribed, topic: name } }
    /// events:
    ///   unsubscribe: { from: client, fields: { name: string } }
    ///   unsubscribed: { from: server }
    /// ```
    #[what = "`leave`"]
    pub struct LeaveDef {
        /// The event that asks.
        ///
        /// Default: nobody asks; the server takes its readers out by itself.
        request: Option<Name>,
        /// The event that confirms.
        ok: Option<Name>,
        /// The field of the request that names the topic.
        ///
        /// Default: `$channel` of its frame.
        topic: Option<Text>,
    }
}

keywords! {
    /// How much of the past a reader can recover.
    ///
    /// ```yaml
    /// wire: { frames: { message: { topic: $channel, offset: $offset, type: $event, data: $payload } } }
    /// channels:
    ///   news: { topic: news, recover: { history: 100, ttl: 5m } }
    /// ```
    #[what = "`recover`"]
    pub struct RecoverDef {
        /// How many events are kept.
        history: Required<Spanned<u32>>,
        /// For how long.
        ///
        /// Default: as long as the channel lives.
        ttl: Option<Spanned<Time>>,
    }
}
