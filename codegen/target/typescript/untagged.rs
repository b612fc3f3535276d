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
    /// Whether a pending request says which of the events it is.
    waits: bool,
}

impl Search<'_, '_> {
    /// Statements that find the event of a frame without tag.
    pub(super) fn untagged(&self, events: &[EventId]) -> Vec<String> {
        let groups = self.groups(events);
        let mut falls = true;
        let mut lines = Vec::new();
        let pending = needs_pending(self.expr, events).then(|| self.pending()).flatten();
        if let Some(request) = &pending {
            lines.push(format!("const request = {request};"));
        }
        for Group { topic, events: own, waits } in &groups {
            let body = match waits {
                true if pending.is_none() => continue,
                true => self.replies(own),
                false => self.in_time(own, self.first(own)),
            };
            falls &= *waits || topic.is_some() || self.phases(own).is_some();
            match topic {
                None => lines.extend(body),
                Some(topic) => {
                    lines.push(format!("if ({topic}) {{"));
                    lines.extend(body.into_iter().map(indented));
                    lines.push("}".to_owned());
                }
            }
        }
        if falls {
            lines.push(self.refused(&groups));
        }
        lines
    }

    fn groups(&self, events: &[EventId]) -> Vec<Group> {
        let protocol = self.expr.protocol;
        let topic = self.head(Role::Channel);
        let of = |event: &EventId| topic.as_ref().and(protocol.event(*event).channel);
        let waits = |own: &[EventId]| {
            let mut own = own.iter();
            events.len() > 1 && own.any(|event| !answers(self.expr, *event).is_empty())
        };
        let mut groups = Vec::new();
        for (index, name) in self.expr.names.channels.iter().enumerate() {
            let own: Vec<EventId> = events
                .iter()
                .copied()
                .filter(|event| of(event) == Some(ChannelId(index)))
                .collect();
            if let (Some(topic), false) = (&topic, own.is_empty()) {
                let is = self.expr.imports.value("channels", &format!("is{name}Topic"));
                let topic = Some(format!("{is}({topic})"));
                groups.push(Group { topic, waits: waits(&own), events: own });
            }
        }
        let rest: Vec<EventId> =
            events.iter().copied().filter(|event| of(event).is_none()).collect();
        if !rest.is_empty() {
            groups.push(Group { topic: None, waits: waits(&rest), events: rest });
        }
        groups
    }

    /// The envelope value with a role.
    fn head(&self, role: Role) -> Option<String> {
        let head = &self.expr.protocol.wire.frames[self.id.0].head;
        let index = head.iter().position(|field| field.role == Some(role))?;
        self.slots.heads.get(&index).map(|place| place.code(self.expr))
    }

    /// The statements, reached on topics of these events' channels only: on any other the frame is unknown.
    pub(super) fn on_known_topics(&self, events: &[EventId], lines: Vec<String>) -> Vec<String> {
        let groups = self.groups(events);
        let topics: Option<Vec<&str>> = groups.iter().map(|group| group.topic.as_deref()).collect();
        let Some(topics) = topics.filter(|topics| !topics.is_empty()) else { return lines };
        let mut out = vec![format!("if ({}) {{", topics.join(" || "))];
        out.extend(lines.into_iter().map(indented));
        out.push("}".to_owned());
        out.push("return undefined;".to_owned());
        out
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

    /// The statement for a frame that is none of the events.
    fn refused(&self, groups: &[Group]) -> String {
        let fail = self.expr.imports.value("wire", "fail");
        let name = self.frame_name();
        let is_free = |group: &Group| self.phases(&group.events).is_none();
        let answer = "'no_pending_request', 'the reply to a pending request'";
        let both = |topic: &Option<String>, phases: Option<String>| match (topic, phases) {
            (None, None) => "true".to_owned(),
            (None, Some(phases)) => format!("({phases})"),
            (Some(topic), None) => topic.clone(),
            (Some(topic), Some(phases)) => format!("({topic} && ({phases}))"),
        };
        // An event in time of a group that does not wait was returned before.
        let timely: Vec<String> = groups
            .iter()
            .filter(|group| group.waits)
            .map(|group| both(&group.topic, self.phases(&group.events)))
            .collect();
        if groups.iter().all(is_free) || timely.iter().any(|each| each == "true") {
            return format!("return {fail}({answer}, undefined, {name});");
        }
        let here: Vec<String> = groups.iter().map(|group| both(&group.topic, None)).collect();
        let mut late = Vec::new();
        if !here.iter().any(|each| each == "true") {
            late.push(format!("({})", here.join(" || ")));
        }
        if !timely.is_empty() {
            late.push(format!("!({})", timely.join(" || ")));
        }
        if late.is_empty() {
            return format!(
                "return {fail}('wrong_phase', 'an event of this phase', undefined, {name});"
            );
        }
        let late = late.join(" && ");
        format!(
            "return {late} ? {fail}('wrong_phase', 'an event of this phase', undefined, {name}) : {fail}({answer}, undefined, {name});"
        )
    }
}
