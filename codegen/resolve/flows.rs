//! Flows: steps to a nondeterministic machine, and that to a deterministic one.

use super::{Resolver, doc};
use crate::{
    diagnostic::Diagnostic,
    model::{Event, EventId, Flow, FlowEdge, FlowStart, FlowState, Party, Violation},
    source::Span,
    syntax::{Definition, FlowDef, FlowExpr, StartWord, StepDef, Text, ViolationWord},
};
use std::collections::{BTreeMap, BTreeSet};

/// How many states a flow may have before it counts as too large.
const MAX_STATES: usize = 2000;

/// A machine in which several steps may be possible at once.
#[derive(Default)]
struct Machine {
    /// For each state: where it leads without an event.
    free: Vec<Vec<usize>>,
    /// For each state: where events lead.
    steps: Vec<Vec<(Party, EventId, usize)>>,
}

impl Machine {
    fn state(&mut self) -> usize {
        self.free.push(Vec::new());
        self.steps.push(Vec::new());
        self.free.len() - 1
    }

    fn closure(&self, states: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut open: Vec<usize> = states.into_iter().collect();
        let mut all = BTreeSet::new();
        while let Some(state) = open.pop() {
            if all.insert(state) {
                open.extend(&self.free[state]);
            }
        }
        all
    }
}

impl Resolver<'_> {
    pub(super) fn flows(&mut self, definition: &Definition, events: &[Event]) -> Vec<Flow> {
        let flows = definition.flows.iter().flat_map(|map| &map.entries);
        flows.filter_map(|(name, def)| self.flow(name, def, events)).collect()
    }

    fn flow(&mut self, name: &Text, def: &FlowDef, events: &[Event]) -> Option<Flow> {
        let mut machine = Machine::default();
        let start = machine.state();
        let end = self.steps(&def.steps.0.0, start, &mut machine, events)?;
        let states = self.deterministic(&machine, start, end, events, name.span)?;
        let is_empty = states.first().is_some_and(|first| first.next.is_empty());
        if is_empty && self.cx.is_complete(def.span) {
            self.cx.report(
                Diagnostic::error(
                    "A0702",
                    name.span,
                    format!("the flow `{}` has no steps", name.value),
                )
                .help("write `steps: [ client: ask, server: answer ]`"),
            );
        }
        Some(Flow {
            name: name.value.clone(),
            doc: doc(&def.summary, &def.description, &def.deprecated, &def.since),
            start: match def.start.as_ref().map(|word| word.value) {
                Some(StartWord::Connect) => FlowStart::Connect,
                None | Some(StartWord::First) => FlowStart::First,
            },
            states,
            on_violation: match def.on_violation.as_ref().map(|word| word.value) {
                None | Some(ViolationWord::Report) => Violation::Report,
                Some(ViolationWord::Close) => Violation::Close,
                Some(ViolationWord::Ignore) => Violation::Ignore,
            },
        })
    }

    /// Adds steps one after another and returns the state behind them.
    fn steps(
        &mut self,
        steps: &[StepDef],
        mut at: usize,
        machine: &mut Machine,
        events: &[Event],
    ) -> Option<usize> {
        // Every step is looked at, so that each mistake is reported.
        let mut known = true;
        for step in steps {
            match self.step(step, at, machine, events) {
                Some(end) => at = end,
                None => known = false,
            }
        }
        known.then_some(at)
    }

    fn step(
        &mut self,
        step: &StepDef,
        at: usize,
        machine: &mut Machine,
        events: &[Event],
    ) -> Option<usize> {
        match step {
            StepDef::Sends(name, expr) => {
                let party = self.party(name);
                self.expr(expr, party, at, machine, events)
            }
            StepDef::Any(steps, _) => {
                let end = machine.state();
                let mut known = true;
                for step in steps {
                    let begin = machine.state();
                    machine.free[at].push(begin);
                    match self.step(step, begin, machine, events) {
                        Some(last) => machine.free[last].push(end),
                        None => known = false,
                    }
                }
                known.then_some(end)
            }
            StepDef::Many(steps, _) => {
                let (begin, end) = (machine.state(), machine.state());
                machine.free[at].push(begin);
                machine.free[begin].push(end);
                let last = self.steps(steps, begin, machine, events)?;
                machine.free[last].push(begin);
                Some(end)
            }
            StepDef::Maybe(steps, _) => {
                let end = machine.state();
                machine.free[at].push(end);
                let last = self.steps(steps, at, machine, events)?;
                machine.free[last].push(end);
                Some(end)
            }
        }
    }

    fn expr(
        &mut self,
        expr: &FlowExpr,
        party: Option<Party>,
        at: usize,
        machine: &mut Machine,
        events: &[Event],
    ) -> Option<usize> {
        match expr {
            FlowExpr::Event(name) => {
                let event = self.event_named(name, None);
                let (event, party) = (event?, party?);
                let from = &events[event.0].from;
                if !from.is_empty() && !from.contains(&party) {
                    let who = match party {
                        Party::Server => "server".to_owned(),
                        Party::Peer(index) => self.peers[index].name.clone(),
                    };
                    self.cx.report(
                        Diagnostic::error(
                            "A0702",
                            name.span,
                            format!("`{who}` does not send `{}`", name.value),
                        )
                        .related(self.places.events[event.0].name, "the event says who does")
                        .help(
                            "name the event's sender in this step, or add the party to its `from`",
                        ),
                    );
                }
                let end = machine.state();
                machine.steps[at].push((party, event, end));
                Some(end)
            }
            FlowExpr::Sequence(all) => {
                let (mut at, mut known) = (at, true);
                for expr in all {
                    match self.expr(expr, party, at, machine, events) {
                        Some(end) => at = end,
                        None => known = false,
                    }
                }
                known.then_some(at)
            }
            FlowExpr::Choice(all) => {
                let (end, mut known) = (machine.state(), true);
                for expr in all {
                    let begin = machine.state();
                    machine.free[at].push(begin);
                    match self.expr(expr, party, begin, machine, events) {
                        Some(last) => machine.free[last].push(end),
                        None => known = false,
                    }
                }
                known.then_some(end)
            }
            FlowExpr::Optional(inner) => {
                let end = machine.state();
                machine.free[at].push(end);
                let last = self.expr(inner, party, at, machine, events)?;
                machine.free[last].push(end);
                Some(end)
            }
            FlowExpr::Many(inner) => {
                let (begin, end) = (machine.state(), machine.state());
                machine.free[at].push(begin);
                machine.free[begin].push(end);
                let last = self.expr(inner, party, begin, machine, events)?;
                machine.free[last].push(begin);
                Some(end)
            }
            FlowExpr::Some(inner) => {
                let (begin, end) = (machine.state(), machine.state());
                machine.free[at].push(begin);
                let last = self.expr(inner, party, begin, machine, events)?;
                machine.free[last].push(begin);
                machine.free[last].push(end);
                Some(end)
            }
        }
    }

    /// Each set of possible states becomes one state.
    fn deterministic(
        &mut self,
        machine: &Machine,
        start: usize,
        end: usize,
        events: &[Event],
        span: Span,
    ) -> Option<Vec<FlowState>> {
        let first = machine.closure([start]);
        let mut sets = vec![first.clone()];
        let mut index: BTreeMap<BTreeSet<usize>, usize> = BTreeMap::from([(first, 0)]);
        // Many edges reach the same states, and what is free from there is looked up once.
        let mut known: BTreeMap<BTreeSet<usize>, usize> = BTreeMap::new();
        let mut states: Vec<FlowState> = Vec::new();
        let mut names: Vec<String> = vec!["start".to_owned()];
        while states.len() < sets.len() {
            let set = sets[states.len()].clone();
            let mut next: Vec<FlowEdge> = Vec::new();
            let mut targets: BTreeMap<(EventId, Party), BTreeSet<usize>> = BTreeMap::new();
            for state in &set {
                for (party, event, to) in &machine.steps[*state] {
                    targets.entry((*event, *party)).or_default().insert(*to);
                }
            }
            for ((event, from), reached) in targets {
                let to = match known.get(&reached) {
                    Some(to) => *to,
                    None => {
                        let closed = machine.closure(reached.iter().copied());
                        let to = *index.entry(closed.clone()).or_insert_with(|| {
                            sets.push(closed);
                            names.push(unique(&format!("after {}", events[event.0].name), &names));
                            sets.len() - 1
                        });
                        known.insert(reached, to);
                        to
                    }
                };
                next.push(FlowEdge { from, event, to });
            }
            let name = names[states.len()].clone();
            states.push(FlowState { name, accepting: set.contains(&end), next });
            if sets.len() > MAX_STATES {
                self.cx.report(
                    Diagnostic::error(
                        "A0702",
                        span,
                        format!("the flow has more than {MAX_STATES} states"),
                    )
                    .help("split it into several flows"),
                );
                return None;
            }
        }
        Some(states)
    }
}

fn unique(name: &str, taken: &[String]) -> String {
    if !taken.iter().any(|each| each == name) {
        return name.to_owned();
    }
    let mut count = 2;
    loop {
        let numbered = format!("{name} {count}");
        if !taken.contains(&numbered) {
            return numbered;
        }
        count += 1;
    }
}
