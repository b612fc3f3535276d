//! Error codes and close codes as written.

use super::*;

keywords! {
    /// Error codes, their classes, and how they are reported.
    ///
    /// ```yaml
    /// events:
    ///   failure:
    ///     from: server
    ///     fields: { code: ErrorCode, text: string, trace: string, more?: json, wait?: u32 }
    /// errors:
    ///   report: { event: failure, code: code, message: text, trace: trace, details: more, retry_after: wait }
    ///   classes:
    ///     transient: { retry: { initial: 1s, multiplier: 2, max: 60s, jitter: 10%, attempts: 5 }, summary: Try again. }
    ///     busy: { retry: after }
    ///     invalid: { retry: never }
    ///   codes:
    ///     DRAINING: { class: transient, summary: The server is shutting down., close: 1012 }
    ///     RATE_LIMIT: { class: busy }
    ///     BAD_FRAME: { class: invalid, name: malformed, description: It was no frame., since: "1.1" }
    ///     OLD: { class: invalid, retry: never, deprecated: Not sent any more. }
    ///   open: true
    /// ```
    #[what = "`errors`"]
    pub struct ErrorsDef {
        /// The event that carries a report, and where its parts are.
        ///
        /// Default: none. Generates: a constant.
        report: Option<ReportDef>,
        /// Classes of errors, each with a rule for trying again.
        classes: Option<Map<ErrorClassDef>>,
        /// Codes: text, or whole numbers. Fields may have the type `ErrorCode`.
        codes: Option<Map<ErrorCodeDef>>,
        /// Whether codes that are not listed are valid too, and kept.
        ///
        /// Default: `false`. Generates: an arm for the rest.
        open: Option<Spanned<bool>>,
    }
}

keywords! {
    /// Where the parts of an error report are: fields of the event, or `$code`, `$message`, `$details`
    /// and `$trace` where the frame carries them.
    ///
    /// ```yaml
    /// events:
    ///   oops: { from: server, fields: { error: string, code: ErrorCode } }
    /// errors:
    ///   report: { event: oops, code: code, message: error }
    ///   codes: { BROKEN: It broke. }
    /// ```
    #[what = "`report`"]
    pub struct ReportDef {
        /// The event.
        event: Required<Name>,
        /// The code.
        code: Option<Text>,
        /// The text for people.
        message: Option<Text>,
        /// The identity under which the server logged it.
        trace: Option<Text>,
        /// Anything else.
        details: Option<Text>,
        /// How many seconds to wait before trying again.
        retry_after: Option<Text>,
    }
}

keywords! {
    /// A class of errors.
    ///
    /// ```yaml
    /// errors:
    ///   classes:
    ///     auth: { retry: never, summary: Who are you?, description: Log in again., since: "1.0" }
    ///     old: { retry: after, deprecated: Use `auth`. }
    ///   codes: { WHO: { class: auth } }
    /// ```
    #[what = "an error class"]
    pub struct ErrorClassDef {
        /// `never`, `after` (the time that the report names), or a wait that grows.
        ///
        /// Default: `never`.
        retry: Option<RetryDef>,
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

/// `retry:`.
#[derive(Debug, Clone)]
pub enum RetryDef {
    /// Not without a change.
    Never,
    /// After the time that the report names.
    After,
    /// After a wait that grows.
    Backoff(Box<BackoffDef>),
}

impl schemars::JsonSchema for RetryDef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Retry".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let backoff = generator.subschema_for::<BackoffDef>();
        schemars::json_schema!({ "anyOf": [{ "enum": ["never", "after"] }, backoff] })
    }
}

keywords! {
    /// A wait that grows: `min(max, initial * multiplier^n)`, then a random part of it.
    ///
    /// ```yaml
    /// connection:
    ///   reconnect: { initial: 1s, multiplier: 1.5, max: 30s, jitter: 30%, attempts: unlimited }
    /// ```
    #[what = "a backoff"]
    pub struct BackoffDef {
        /// The first wait.
        ///
        /// Default: `1s`.
        initial: Option<Spanned<Time>>,
        /// The factor from one wait to the next, at least 1.
        ///
        /// Default: `2`.
        multiplier: Option<Spanned<f64>>,
        /// The longest wait, before jitter.
        ///
        /// Default: `30s`.
        max: Option<Spanned<Time>>,
        /// How much of the wait is random, to both sides.
        ///
        /// Default: full jitter, anything from nothing to the whole wait.
        jitter: Option<Spanned<Percent>>,
        /// How many times, or `unlimited`.
        ///
        /// Default: `unlimited`.
        attempts: Option<Spanned<Count>>,
    }
}

/// One error code: its summary, or a map.
#[derive(Debug, Clone)]
pub struct ErrorCodeDef(pub Box<ErrorCodeMap>);

keywords! {
    /// One error code.
    ///
    /// ```yaml
    /// errors:
    ///   classes: { gone: { retry: never } }
    ///   codes:
    ///     404: { name: not_found, class: gone, summary: There is no such thing., close: 4404 }
    ///     503: { retry: { initial: 5s }, description: Later., since: "1.2" }
    ///     410: { deprecated: Use 404. }
    /// ```
    #[what = "an error code"]
    pub struct ErrorCodeMap {
        /// The words for the name in code.
        ///
        /// Default: the code.
        name: Option<Text>,
        /// The class.
        ///
        /// Default: none.
        class: Option<Name>,
        /// A rule of its own for trying again.
        ///
        /// Default: that of the class, or `never`.
        retry: Option<RetryDef>,
        /// The close code that follows the report.
        ///
        /// Default: the connection stays.
        close: Option<Spanned<u16>>,
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

impl crate::parse::Lower for ErrorCodeDef {
    fn lower(node: &crate::yaml::Node, cx: &mut crate::parse::Cx<'_>) -> Option<Self> {
        let mut map = ErrorCodeMap {
            span: node.span,
            name: None,
            class: None,
            retry: None,
            close: None,
            summary: None,
            description: None,
            deprecated: None,
            since: None,
        };
        match node.text() {
            Some(_) if node.is_null() => {}
            Some(_) => map.summary = Text::lower(node, cx),
            None => map = ErrorCodeMap::lower(node, cx)?,
        }
        Some(Self(Box::new(map)))
    }
}

impl schemars::JsonSchema for ErrorCodeDef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ErrorCodeOrSummary".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let map = generator.subschema_for::<ErrorCodeMap>();
        schemars::json_schema!({ "anyOf": [{ "type": ["string", "null"] }, map] })
    }
}

keywords! {
    /// A close code, or a range of them.
    ///
    /// ```yaml
    /// close:
    ///   4000: { name: ping_timeout, reconnect: true, after: 1s }
    ///   4001: { name: authentication_failed, reconnect: false, reason: Who are you?, summary: No token. }
    ///   4002: { name: session_gone, reconnect: new_session, description: It was too old. }
    ///   4100-4199: { name: server_error, since: "1.3", deprecated: Not sent any more. }
    /// ```
    #[what = "a close code"]
    pub struct CloseDef {
        /// Its name, a word.
        ///
        /// Default: `code_` and the number.
        name: Option<Text>,
        /// What the client does next: `true` (connects again and resumes), `new_session` (connects
        /// again from the start) or `false` (gives up).
        ///
        /// Default: `true`.
        reconnect: Option<Spanned<ReconnectWord>>,
        /// How long the client waits at least.
        ///
        /// Default: what `connection.reconnect` says.
        after: Option<Spanned<Time>>,
        /// The text that goes with the code.
        ///
        /// Default: its name.
        reason: Option<Text>,
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

words! {
    /// What a client does after a close.
    ReconnectWord {
        /// Connects again and resumes.
        Yes = "true",
        /// Gives up.
        No = "false",
        /// Connects again from the start.
        NewSession = "new_session",
    }
}
