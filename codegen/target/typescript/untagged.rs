//! Events of frames without tag: told apart by the topic, the pending request, the phase or their payload.

use super::{
    decode::{Search, indented},
    events::request_name,
    literal::text as quoted,
    messages::{answers, needs_pending},
};
use crate::model::{ChannelId, EventId, Role};

/// Events of one channel, or those outside channels.
struct Group {
    /// Whether the frame's topic is one of the channel's, as a condition.
    topic: Option<String>,
    events: Vec<EventId>,
}

impl Search<'_, '_> {
    /// Statements that find the event of a frame without tag.
    pub(super) fn untagged(&self, events: &[EventId]) -> Vec<String> {
        let groups = self.groups(events);
        let mut lines = Vec::new();
        let pending = needs_pending(self.expr, events).then(|| self.pending()).flatten();
        if let Some(request) = &pending {
            lines.push(format!("const request = {request};"));
        }
        for Group { topic, events: own } in &groups {
            let replies = own.iter().any(|event| !answers(self.expr, *event).is_empty());
            let body = match events.len() > 1 && replies {
                true if pending.is_none() => continue,
                true => self.replies(own),
                false => self.in_time(own, self.first(own)),
            };
            match topic {
                None => lines.extend(body),
                Some(topic) => {
                    lines.push(format!("if ({topic}) {{"));
                    lines.extend(body.into_iter().map(indented));
                    lines.push("}".to_owned());
                }
            }
        }
        let ends = lines.last().is_some_and(|last| last.starts_with("return ") || is_end(last));
        if ends {
            return lines;
        }
        let replies = pending.is_some();
        match self.late(&groups) {
            None => lines.push(self.refused(false)),
            // What is left of the only events there are came in another phase.
            Some(_) if !replies && groups.iter().all(|group| group.topic.is_none()) => {
                lines.push(self.refused(true));
            }
            Some(late) => {
                lines.insert(0, format!("const late = {late};"));
                lines.push(format!("if (late) {}", self.refused(true)));
                lines.push(self.refused(false));
            }
        }
        lines
    }

    fn groups(&self, events: &[EventId]) -> Vec<Group> {
        let protocol = self.expr.protocol;
        let topic = self.head(Role::Channel);
        let of = |event: &EventId| topic.as_ref().and(protocol.event(*event).channel);
        let mut groups = Vec::new();
        for (index, name) in self.expr.names.channels.iter().enumerate() {
            let own: Vec<EventId> = events
                .iter()
                .copied()
                .filter(|event| of(event) == Some(ChannelId(index)))
                .collect();
            if let (Some(topic), false) = (&topic, own.is_empty()) {
                let is = self.expr.imports.value("channels", &format!("is{name}Topic"));
                groups.push(Group { topic: Some(format!("{is}({topic})")), events: own });
            }
        }
        let rest: Vec<EventId> =
            events.iter().copied().filter(|event| of(event).is_none()).collect();
        if !rest.is_empty() {
            groups.push(Group { topic: None, events: rest });
        }
        groups
    }

    /// The envelope value with a role.
    fn head(&self, role: Role) -> Option<String> {
        let head = &self.expr.protocol.wire.frames[self.id.0].head;
        let index = head.iter().position(|field| field.role == Some(role))?;
        self.slots.heads.get(&index).map(|place| place.code(self.expr))
    }

    /// The request that waits for this frame; none where the frame has no correlation.
    fn pending(&self) -> Option<String> {
        let head = &self.expr.protocol.wire.frames[self.id.0].head;
        let field = head.iter().find(|field| field.role == Some(Role::Correlation))?;
        let value = self.head(Role::Correlation)?;
        let ask = format!("options.pending?.({value} as string | number)");
        Some(match field.optional {
            true => format!("{value} === undefined ? undefined : {ask}"),
            false => ask,
        })
    }

    /// Statements for events of which some are replies.
    fn replies(&self, events: &[EventId]) -> Vec<String> {
        let mut requests: Vec<(String, Vec<EventId>)> = Vec::new();
        for event in events {
            for request in answers(self.expr, *event) {
                let name = request_name(self.expr, self.expr.protocol.event(request));
                match requests.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, events)) => events.push(*event),
                    None => requests.push((name, vec![*event])),
                }
            }
        }
        let mut lines = vec!["switch (request) {".to_owned()];
        for (name, events) in requests {
            lines.push(format!("  case {}:", quoted(&name)));
            let mut body = self.in_time(&events, self.first(&events));
            if self.phases(&events).is_some() {
                body.push("break;".to_owned());
            }
            lines.extend(body.into_iter().map(|line| format!("    {line}")));
        }
        lines.push("}".to_owned());
        lines
    }

    /// Statements that are reached where one of the events may come now.
    fn in_time(&self, events: &[EventId], body: Vec<String>) -> Vec<String> {
        let Some(phases) = self.phases(events) else { return body };
        let mut lines = vec![format!("if ({phases}) {{")];
        lines.extend(body.into_iter().map(indented));
        lines.push("}".to_owned());
        lines
    }

    /// Whether one of the events may come now, as a condition; `None` where one may always come.
    fn phases(&self, events: &[EventId]) -> Option<String> {
        let mut conditions = vec!["options.phase === undefined".to_owned()];
        for event in events {
            let condition = format!("options.phase === {}", self.phase(*event)?);
            if !conditions.contains(&condition) {
                conditions.push(condition);
            }
        }
        Some(conditions.join(" || "))
    }

    /// Statements for the first of the events that can be read.
    fn first(&self, events: &[EventId]) -> Vec<String> {
        match events {
            [only] => self.found(*only, &[]),
            several => self.first_of(several, &[]),
        }
    }

    /// The statement for a frame that is none of the events, because of its phase or because no request waits.
    fn refused(&self, late: bool) -> String {
        let fail = self.expr.imports.value("wire", "fail");
        let why = match late {
            true => "'wrong_phase', 'an event of this phase'",
            false => "'no_pending_request', 'the reply to a pending request'",
        };
        format!("return {fail}({why}, undefined, {});", self.frame_name())
    }

    /// Whether events have the frame's topic and all of them come in other phases, as a condition; `None` where
    /// that cannot be.
    fn late(&self, groups: &[Group]) -> Option<String> {
        let mut here = Vec::new();
        let mut timely = Vec::new();
        for Group { topic, events } in groups {
            match (topic, self.phases(events)) {
                (None, None) => return None,
                (None, Some(phases)) => timely.push(phases),
                (Some(topic), None) => {
                    here.push(topic.clone());
                    timely.push(topic.clone());
                }
                (Some(topic), Some(phases)) => {
                    here.push(topic.clone());
                    timely.push(format!("({topic} && ({phases}))"));
                }
            }
        }
        if groups.iter().all(|group| self.phases(&group.events).is_none()) {
            return None;
        }
        let late = format!("!({})", timely.join(" || "));
        Some(match groups.iter().any(|group| group.topic.is_none()) {
            true => late,
            false => format!("({}) && {late}", here.join(" || ")),
        })
    }
}

/// Whether a statement over several lines that ends so returns.
fn is_end(line: &str) -> bool {
    line.starts_with("])") || line == "};"
}
