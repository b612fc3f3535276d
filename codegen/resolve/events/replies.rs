//! Replies: events written in place, who sends them, and what ends a request.

use super::{Pending, Source};
use crate::{
    diagnostic::Diagnostic,
    model::{Event, EventId, Reply},
    resolve::Resolver,
    syntax::{EventDef, OneOrMany, ReplyDef, ReplyTarget, Text},
};
use std::time::Duration;

impl Resolver<'_> {
    /// Gives the replies that are written in place their names and indices.
    pub(super) fn add_replies(&mut self, pending: &mut Vec<Pending<'_>>) {
        for index in 0..pending.len() {
            let Source::Event(def) = pending[index].def else { continue };
            let Some(reply) = &def.reply else { continue };
            let outcomes = [
                ("ok", &reply.ok),
                ("error", &reply.error),
                ("stream", &reply.stream),
                ("end", &reply.end),
            ];
            for (outcome, targets) in outcomes {
                let in_place: Vec<&EventDef> = targets
                    .iter()
                    .flat_map(|many| &many.0)
                    .filter_map(|target| match target {
                        ReplyTarget::InPlace(def) => Some(&**def),
                        ReplyTarget::Name(_) => None,
                    })
                    .collect();
                for (count, def) in in_place.iter().enumerate() {
                    let suffix = if count == 0 { String::new() } else { (count + 1).to_string() };
                    let value = format!("{}.{outcome}{suffix}", pending[index].name.value);
                    let name = Text { value, span: def.span };
                    let channel = pending[index].channel;
                    self.event_names
                        .entry((channel, name.value.clone()))
                        .or_insert(EventId(pending.len()));
                    pending.push(Pending {
                        name,
                        channel,
                        def: Source::Reply(EventId(index), def),
                    });
                }
            }
        }
    }

    /// A reply in place is sent by those who receive the request, unless it says otherwise.
    pub(super) fn senders_of_replies(&mut self, pending: &[Pending<'_>], events: &mut [Event]) {
        for index in 0..events.len() {
            if let Source::Reply(request, _) = pending[index].def
                && events[index].from.is_empty()
            {
                events[index].from = events[request.0].to.clone();
                events[index].to = events[request.0].from.clone();
            }
        }
    }

    /// Reports answers that nobody who receives the request can send.
    pub(super) fn repliers(&mut self, pending: &[Pending<'_>], events: &[Event]) {
        for (each, request) in pending.iter().zip(events) {
            let Some(reply) = &request.reply else { continue };
            let answers =
                reply.ok.iter().chain(&reply.error).chain(&reply.stream).chain(&reply.end);
            for answer in answers {
                let answer = &events[answer.0];
                let can = answer.from.iter().any(|party| request.to.contains(party));
                if !can && !answer.from.is_empty() && !request.to.is_empty() {
                    let Source::Event(EventDef { reply: Some(def), .. }) = each.def else {
                        continue;
                    };
                    self.cx.report(
                        Diagnostic::error(
                            "A0407",
                            def.span,
                            format!("`{}` cannot answer `{}`", answer.name, request.name),
                        )
                        .label("whoever receives the request must be able to send the answer")
                        .help(format!(
                            "mend `from` of `{}`, or `to` of `{}`",
                            answer.name, request.name
                        )),
                    );
                }
            }
        }
    }

    pub(super) fn reply(
        &mut self,
        def: &ReplyDef,
        each: &Pending<'_>,
        reply_to: Option<EventId>,
    ) -> Reply {
        if reply_to.is_some() {
            self.cx.report(
                Diagnostic::error("A0407", def.span, "a reply in place cannot be a request itself")
                    .help("declare it in `events` and name it here"),
            );
        }
        let outcomes = [&def.ok, &def.error, &def.stream, &def.end];
        if outcomes.iter().all(|outcome| outcome.is_none()) && self.cx.is_complete(def.span) {
            self.cx.report(
                Diagnostic::error("A0407", def.span, "nothing answers this request")
                    .help("name at least one of `ok`, `error`, `stream` and `end`"),
            );
        }
        let outcome =
            |resolver: &mut Self, outcome: &str, targets: Option<&OneOrMany<ReplyTarget>>| {
                let mut ids = Vec::new();
                let mut count = 0;
                for target in targets.iter().flat_map(|many| &many.0) {
                    let id = match target {
                        ReplyTarget::Name(name) => resolver.event_named(name, each.channel),
                        ReplyTarget::InPlace(_) => {
                            count += 1;
                            let suffix = if count == 1 { String::new() } else { count.to_string() };
                            resolver.find_event(
                                &format!("{}.{outcome}{suffix}", each.name.value),
                                each.channel,
                            )
                        }
                    };
                    ids.extend(id);
                }
                ids
            };
        Reply {
            ok: outcome(self, "ok", def.ok.as_ref()),
            error: outcome(self, "error", def.error.as_ref()),
            stream: outcome(self, "stream", def.stream.as_ref()),
            end: outcome(self, "end", def.end.as_ref()),
            cancel: def.cancel.as_ref().and_then(|name| self.event_named(name, each.channel)),
            timeout: def.timeout.as_ref().map_or(Duration::from_secs(30), |time| time.value.0),
        }
    }
}
