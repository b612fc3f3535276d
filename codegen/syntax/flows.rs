//! The order of events as written.

use super::*;
use crate::source::Span;

keywords! {
    /// The order in which events may come, as a small regular language. Events that no step names may
    /// come at any time.
    ///
    /// ```yaml
    /// events:
    ///   ask: { from: client }
    ///   part: { from: server }
    ///   thought: { from: server }
    ///   done: { from: server }
    ///   stop: { from: client }
    /// flows:
    ///   turn:
    ///     summary: One question and its answer.
    ///     description: The client may stop it.
    ///     start: first
    ///     steps:
    ///       - client: ask
    ///       - server: (part | thought)*
    ///       - any: [ { server: done }, { client: stop } ]
    ///     on_violation: report
    ///     since: "1.0"
    ///   again: { start: connect, steps: [ many: [ { client: ask }, { server: done } ], maybe: [ { client: stop } ] ], on_violation: ignore, deprecated: Turns say it. }
    /// ```
    #[what = "a flow"]
    pub struct FlowDef {
        /// What starts it: `connect` (the connection) or `first` (its first event, each time it comes
        /// while the flow rests).
        ///
        /// Default: `first`.
        start: Option<Spanned<StartWord>>,
        /// The steps. Each names a sender and what it sends: an event, several (`a b`), a choice
        /// (`a | b`), each perhaps with `?`, `*` or `+`, and with parentheses. `any: [ … ]` is a choice
        /// of steps, `many: [ … ]` any number of rounds, `maybe: [ … ]` one round or none.
        steps: Required<Many<StepDef>>,
        /// What happens to an event out of order: `report`, `close` or `ignore`.
        ///
        /// Default: `report`.
        on_violation: Option<Spanned<ViolationWord>>,
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

words! {
    /// What starts a flow.
    StartWord {
        /// The connection.
        Connect = "connect",
        /// Its first event.
        First = "first",
    }
}

words! {
    /// What happens to an event out of order.
    ViolationWord {
        /// Reported to the application.
        Report = "report",
        /// The connection is closed.
        Close = "close",
        /// Counted.
        Ignore = "ignore",
    }
}

/// One step of a flow.
#[derive(Debug, Clone)]
pub enum StepDef {
    /// What a party sends.
    Sends(Name, FlowExpr),
    /// One of several steps.
    Any(Vec<StepDef>, Span),
    /// Any number of rounds of these steps.
    Many(Vec<StepDef>, Span),
    /// One round of these steps, or none.
    Maybe(Vec<StepDef>, Span),
}

/// What a party sends in one step.
#[derive(Debug, Clone, PartialEq)]
pub enum FlowExpr {
    /// An event.
    Event(Text),
    /// One after another.
    Sequence(Vec<FlowExpr>),
    /// One of several.
    Choice(Vec<FlowExpr>),
    /// `?`.
    Optional(Box<FlowExpr>),
    /// `*`.
    Many(Box<FlowExpr>),
    /// `+`.
    Some(Box<FlowExpr>),
}

impl schemars::JsonSchema for StepDef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Step".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "object", "minProperties": 1, "maxProperties": 1 })
    }
}
