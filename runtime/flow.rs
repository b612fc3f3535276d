//! The order in which events may come: constant tables, and a monitor that steps through them.

use std::fmt;

/// An order of events, as a deterministic state machine. Made by the compiler from `flows:`.
#[derive(Debug)]
pub struct Flow {
    /// Its name.
    pub name: &'static str,
    /// What starts it.
    pub start: Start,
    /// States; the first is where it starts.
    pub states: &'static [State],
    /// What happens to an event that comes out of order.
    pub on_violation: Violation,
}

/// What starts a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The connection.
    Connect,
    /// Its first event, each time it comes while the flow rests.
    First,
}

/// A state of a flow.
#[derive(Debug)]
pub struct State {
    /// A name for people, unique within the flow.
    pub name: &'static str,
    /// Whether the flow may rest here.
    pub accepting: bool,
    /// Where each event leads.
    pub next: &'static [Edge],
}

/// A step from one state to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Who sends: `server`, or the name of a peer.
    pub from: &'static str,
    /// What: the event's name; `channel/event` for an event of a channel.
    pub event: &'static str,
    /// An index into [`Flow::states`].
    pub to: usize,
}

/// What happens to an event that comes out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Violation {
    /// It is reported to the application.
    Report,
    /// The connection is closed.
    Close,
    /// It is counted.
    Ignore,
}

/// Watches one connection, or one channel of it, for one flow.
#[derive(Debug, Clone)]
pub struct Monitor {
    flow: &'static Flow,
    state: usize,
    violations: u64,
}

/// An event that came out of order. The monitor stays where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfOrder {
    /// The flow.
    pub flow: &'static str,
    /// The state in which the event came.
    pub state: &'static str,
    /// What would have been allowed.
    pub allowed: &'static [Edge],
    /// What the definition wants to happen.
    pub then: Violation,
}

impl Monitor {
    /// At the start of a flow.
    pub fn new(flow: &'static Flow) -> Self {
        Self { flow, state: 0, violations: 0 }
    }

    /// The flow.
    pub fn flow(&self) -> &'static Flow {
        self.flow
    }

    /// Takes an event that was sent. Events that no step of the flow names are always allowed.
    ///
    /// # Errors
    /// What was allowed, when the event came out of order.
    pub fn step(&mut self, from: &str, event: &str) -> Result<(), OutOfOrder> {
        if let Some(to) = self.next(self.state, from, event) {
            self.state = to;
            return Ok(());
        }
        let named = |edge: &Edge| edge.from == from && edge.event == event;
        if !self.flow.states.iter().flat_map(|state| state.next).any(named) {
            return Ok(());
        }
        // A flow that rests begins again with its first event.
        if self.flow.start == Start::First
            && self.may_rest()
            && let Some(to) = self.next(0, from, event)
        {
            self.state = to;
            return Ok(());
        }
        self.violations += 1;
        let state = self.flow.states.get(self.state);
        Err(OutOfOrder {
            flow: self.flow.name,
            state: state.map_or("", |state| state.name),
            allowed: state.map_or(&[], |state| state.next),
            then: self.flow.on_violation,
        })
    }

    /// Where an event leads from a state.
    fn next(&self, state: usize, from: &str, event: &str) -> Option<usize> {
        let edges = self.flow.states.get(state)?.next;
        edges.iter().find(|edge| edge.from == from && edge.event == event).map(|edge| edge.to)
    }

    /// Whether the flow may rest here, so that the connection may end.
    pub fn may_rest(&self) -> bool {
        let at_rest = self.flow.states.get(self.state).is_some_and(|state| state.accepting);
        at_rest || (self.flow.start == Start::First && self.state == 0)
    }

    /// The name of the state.
    pub fn state(&self) -> &'static str {
        self.flow.states.get(self.state).map_or("", |state| state.name)
    }

    /// How many events came out of order.
    pub fn violations(&self) -> u64 {
        self.violations
    }
}

impl fmt::Display for OutOfOrder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "flow `{}`, state `{}`: expected ", self.flow, self.state)?;
        if self.allowed.is_empty() {
            return out.write_str("no further event of the flow");
        }
        for (index, edge) in self.allowed.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(out, "{comma}`{}` from `{}`", edge.event, edge.from)?;
        }
        Ok(())
    }
}

impl std::error::Error for OutOfOrder {}

#[cfg(test)]
mod tests {
    use super::*;

    const fn edge(from: &'static str, event: &'static str, to: usize) -> Edge {
        Edge { from, event, to }
    }

    static TURN: Flow = Flow {
        name: "turn",
        start: Start::First,
        states: &[
            State { name: "idle", accepting: false, next: &[edge("client", "text_input", 1)] },
            State {
                name: "answering",
                accepting: false,
                next: &[edge("server", "delta", 1), edge("server", "completion", 2)],
            },
            State { name: "done", accepting: true, next: &[] },
        ],
        on_violation: Violation::Report,
    };

    #[test]
    fn steps_in_order_and_begins_again() {
        let mut monitor = Monitor::new(&TURN);
        for _ in 0..2 {
            for (from, event) in [
                ("client", "text_input"),
                ("server", "delta"),
                ("server", "unrelated"),
                ("server", "delta"),
                ("server", "completion"),
            ] {
                assert_eq!(monitor.step(from, event), Ok(()));
            }
            assert!(monitor.may_rest());
        }
        assert_eq!(monitor.violations(), 0);
    }

    #[test]
    fn says_what_was_allowed() {
        let mut monitor = Monitor::new(&TURN);
        let error = monitor.step("server", "delta").expect_err("nothing was asked");
        assert_eq!(
            error.to_string(),
            "flow `turn`, state `idle`: expected `text_input` from `client`"
        );
        assert_eq!(error.then, Violation::Report);
        assert_eq!(monitor.state(), "idle");
        monitor.step("client", "text_input").expect("in order");
        monitor.step("client", "text_input").expect_err("already answering");
        assert_eq!(monitor.violations(), 2);
    }
}
