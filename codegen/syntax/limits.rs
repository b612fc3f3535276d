//! What is too much, as written.

use super::*;

keywords! {
    /// What is too much.
    ///
    /// ```yaml
    /// errors: { codes: { RATE_LIMIT: Too many messages. } }
    /// limits:
    ///   message: 64KiB
    ///   inflated: 1MiB
    ///   depth: 32
    ///   batch: 100
    ///   connections: 10000
    ///   connections_per_address: 20
    ///   channels_per_connection: 100
    ///   rate: { connection: [ 100/min, 1000/h ], burst: 10/s, global: 10000/min }
    ///   exceeded: RATE_LIMIT
    /// ```
    #[what = "`limits`"]
    pub struct LimitsDef {
        /// The largest message. Decoders refuse larger ones before they read them.
        ///
        /// Default: `1MiB`.
        message: Option<Spanned<Size>>,
        /// The largest message after inflating.
        ///
        /// Default: ten times `message`.
        inflated: Option<Spanned<Size>>,
        /// How deep objects and arrays may nest.
        ///
        /// Default: `64`.
        depth: Option<Spanned<u32>>,
        /// The most frames in one batch or packed message.
        ///
        /// Default: `1000`.
        batch: Option<Spanned<u32>>,
        /// The most connections of one server.
        ///
        /// Default: no bound.
        connections: Option<Spanned<u32>>,
        /// The most connections from one address.
        ///
        /// Default: no bound.
        connections_per_address: Option<Spanned<u32>>,
        /// The most channels that one connection may join.
        ///
        /// Default: no bound.
        channels_per_connection: Option<Spanned<u32>>,
        /// How many messages in how long.
        ///
        /// Default: no bound.
        rate: Option<RatesDef>,
        /// The error code that answers too much.
        ///
        /// Default: none.
        exceeded: Option<Name>,
    }
}

keywords! {
    /// How many messages in how long.
    ///
    /// ```yaml
    /// limits: { rate: { connection: [ 100/min, 1000/h ], burst: 10/s, global: 10000/min } }
    /// ```
    #[what = "`rate`"]
    pub struct RatesDef {
        /// Of one connection: one rate or several that all hold.
        connection: Option<OneOrMany<Spanned<Frequency>>>,
        /// Of one connection, in a short time.
        burst: Option<Spanned<Frequency>>,
        /// Of all connections: one rate or several that all hold.
        global: Option<OneOrMany<Spanned<Frequency>>>,
    }
}
