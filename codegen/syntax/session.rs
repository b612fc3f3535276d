//! What survives a connection, as written.

use super::*;

keywords! {
    /// What survives a connection.
    ///
    /// ```yaml
    /// wire: { frames: { message: { event: $event, session_id: $session, seq: $seq(u64), content: $payload } } }
    /// events:
    ///   ready: { from: server, fields: { resume_url: url } }
    ///   ack: { from: client, fields: { seq: u64 } }
    ///   resume: { from: client, fields: { session_id: string, seq: u64 } }
    ///   resumed: { from: server }
    ///   replayed: { from: server }
    ///   gone: { from: server }
    /// session:
    ///   id: $session
    ///   seq: $seq
    ///   ack: ack
    ///   buffer: 1000
    ///   replay_for: 60s
    ///   state_for: 24h
    ///   expired: new_session
    ///   resume: { event: resume, fields: { session_id: $session, seq: $seq } }
    ///   ok: resumed
    ///   error: gone
    ///   end: replayed
    ///   address: $ready.resume_url
    /// ```
    #[what = "`session`"]
    pub struct SessionDef {
        /// Where its identity comes from: `$session`, or a field of an event (`$ready.session_id`).
        ///
        /// Default: `$session`.
        id: Option<Text>,
        /// The envelope value that numbers events: `$seq`, `$offset` or `$id`.
        ///
        /// Default: `$seq`.
        seq: Option<Text>,
        /// The event that acknowledges what arrived.
        ///
        /// Default: nothing does.
        ack: Option<Name>,
        /// How many events are kept for a replay.
        ///
        /// Default: `1000`.
        buffer: Option<Spanned<u32>>,
        /// How long they are kept after a connection ended.
        ///
        /// Default: `60s`.
        replay_for: Option<Spanned<Time>>,
        /// How long the session's state is kept.
        ///
        /// Default: `24h`.
        state_for: Option<Spanned<Time>>,
        /// What happens to a resume that comes too late: `new_session` or `reject`.
        ///
        /// Default: `new_session`.
        expired: Option<Spanned<ExpiredWord>>,
        /// What the client sends to resume: an event, or `{ event, payload, fields }`.
        ///
        /// Default: nothing; the connection's query does it.
        resume: Option<BeatDef>,
        /// The event that accepts the resume.
        ///
        /// Default: none.
        ok: Option<Name>,
        /// The event that refuses it.
        ///
        /// Default: none.
        error: Option<Name>,
        /// The event that marks the end of the replay.
        ///
        /// Default: none.
        end: Option<Name>,
        /// Where to connect for the resume: a field of an event (`$ready.resume_url`).
        ///
        /// Default: the same address.
        address: Option<Text>,
    }
}

words! {
    /// What happens to a resume that comes too late.
    ExpiredWord {
        /// A new session begins.
        NewSession = "new_session",
        /// It is refused.
        Reject = "reject",
    }
}
