//! Steps of flows: `(part | thought)* done?`.

use super::{Cx, Lower, shorten};
use crate::{
    diagnostic::Diagnostic,
    source::Span,
    syntax::{FlowExpr, Name, StepDef, Text},
    yaml::{Node, NodeKind},
};

/// How deep groups may nest.
const MAX_DEPTH: usize = 16;

impl Lower for StepDef {
    fn lower(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let (key, value) = match &node.kind {
            NodeKind::Mapping(entries) if entries.len() == 1 => &entries[0],
            _ => {
                no_step(node, cx);
                return None;
            }
        };
        let word = key.text().unwrap_or_default();
        if matches!(word, "any" | "many" | "maybe") && value.text().is_none() {
            let NodeKind::Sequence(items) = &value.kind else {
                cx.wrong_shape(value, "a list of steps");
                return None;
            };
            let steps = items.iter().filter_map(|item| Self::lower(item, cx)).collect();
            return Some(match word {
                "any" => Self::Any(steps, node.span),
                "many" => Self::Many(steps, node.span),
                _ => Self::Maybe(steps, node.span),
            });
        }
        let Some(text) = value.text().filter(|_| !value.is_null()) else {
            cx.wrong_shape(value, "what is sent, such as `ask`, `(a | b)*` or `done?`");
            return None;
        };
        let party = Name(Text { value: word.to_owned(), span: key.span });
        if text.len() > super::MAX_LINE {
            cx.too_long(value.span);
            return None;
        }
        let mut line = Line { node: value, text, at: 0, cx };
        let expr = line.choice(0)?;
        if line.at < text.len() {
            line.fail("this does not belong to the step");
            return None;
        }
        Some(Self::Sends(party, expr))
    }
}

/// Reports what is no step.
fn no_step(node: &Node, cx: &mut Cx<'_>) {
    let message = format!("expected one step, found {}", node.describe());
    let diagnostic = Diagnostic::error("A0103", node.span, message);
    cx.report(match (&node.kind, node.text()) {
        (_, Some(word)) if !node.is_null() => {
            diagnostic.help(format!("say who sends it: `client: {}`", shorten(word)))
        }
        (NodeKind::Mapping(_), _) => diagnostic.help("begin each step with a dash of its own"),
        _ => diagnostic
            .help("a step is `client: ask`, `any: [ … ]`, `many: [ … ]` or `maybe: [ … ]`"),
    });
}

struct Line<'a, 'c, 's> {
    node: &'a Node,
    text: &'a str,
    at: usize,
    cx: &'c mut Cx<'s>,
}

impl Line<'_, '_, '_> {
    fn rest(&mut self) -> &str {
        let trimmed = self.text[self.at..].trim_start();
        self.at = self.text.len() - trimmed.len();
        &self.text[self.at..]
    }

    fn take(&mut self, mark: char) -> bool {
        let found = self.rest().starts_with(mark);
        self.at += usize::from(found);
        found
    }

    fn span(&self, start: usize) -> Span {
        self.cx.inner(self.node, start..self.at.max(start))
    }

    fn fail(&mut self, message: &str) {
        let start = self.at;
        let shown = shorten(&self.text[start..]);
        let span = self.cx.inner(self.node, start..self.text.len());
        let message =
            if shown.is_empty() { message.to_owned() } else { format!("{message}: `{shown}`") };
        self.cx.report(Diagnostic::error("A0104", span, message).help(
            "a step is `event`, `a b`, `a | b` or `(a | b)*`, with `?`, `*` or `+` behind a part",
        ));
    }

    fn choice(&mut self, depth: usize) -> Option<FlowExpr> {
        if depth > MAX_DEPTH {
            self.fail("groups nest too deep");
            return None;
        }
        let mut all = vec![self.sequence(depth)?];
        while self.take('|') {
            all.push(self.sequence(depth)?);
        }
        Some(if all.len() == 1 { all.remove(0) } else { FlowExpr::Choice(all) })
    }

    fn sequence(&mut self, depth: usize) -> Option<FlowExpr> {
        let mut all = vec![self.item(depth)?];
        while !self.rest().is_empty() && !self.rest().starts_with(['|', ')']) {
            all.push(self.item(depth)?);
        }
        Some(if all.len() == 1 { all.remove(0) } else { FlowExpr::Sequence(all) })
    }

    fn item(&mut self, depth: usize) -> Option<FlowExpr> {
        let mut expr = if self.take('(') {
            let inner = self.choice(depth + 1)?;
            if !self.take(')') {
                self.fail("a `)` is missing");
                return None;
            }
            inner
        } else {
            let rest = self.rest();
            let length = rest
                .find(|each: char| each.is_whitespace() || "|()?*+".contains(each))
                .unwrap_or(rest.len());
            if length == 0 {
                self.fail("an event is missing");
                return None;
            }
            if matches!(&rest[..length], "->" | "=>" | "→" | "then") {
                self.fail("steps follow each other as items of the list, without arrows");
                return None;
            }
            let value = rest[..length].to_owned();
            let start = self.at;
            self.at += length;
            FlowExpr::Event(Text { value, span: self.span(start) })
        };
        for _ in 0..MAX_DEPTH {
            let boxed = Box::new(expr);
            expr = if self.take('?') {
                FlowExpr::Optional(boxed)
            } else if self.take('*') {
                FlowExpr::Many(boxed)
            } else if self.take('+') {
                FlowExpr::Some(boxed)
            } else {
                return Some(*boxed);
            };
        }
        self.fail("too many `?`, `*` and `+` stand here");
        None
    }
}
