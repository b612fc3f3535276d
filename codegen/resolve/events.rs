//! Events: senders, frames, tags, payloads and replies.

mod binary;
mod payload;
mod replies;
mod tags;

use super::{EventPlaces, Resolver, doc};
use crate::{
    diagnostic::Diagnostic,
    model::{
        BinaryId, Carrier, Channel, ChannelId, Event, EventId, Frame, FrameId, FrameRole, Party,
        Rate, Wire,
    },
    parse::suggest,
    source::Span,
    syntax::{Definition, EventDef, EventLimits, Name, OneOrMany, TagDef, Text},
};

/// An event that has its index and waits to be resolved.
struct Pending<'d> {
    name: Text,
    channel: Option<usize>,
    def: Source<'d>,
}

enum Source<'d> {
    Event(&'d EventDef),
    Binary(usize, &'d crate::syntax::BinaryDef),
    Reply(EventId, &'d EventDef),
}

impl Resolver<'_> {
    /// Resolves all events; frames and binary layouts come back complete.
    pub(super) fn events(
        &mut self,
        definition: &Definition,
        mut wire: Wire,
    ) -> Option<(Wire, Vec<Event>, Vec<Channel>)> {
        for frame in &mut wire.frames {
            super::frames::mark_optional(frame);
        }
        let mut pending: Vec<Pending<'_>> = Vec::new();
        for (name, def) in definition.events.iter().flat_map(|map| &map.entries) {
            pending.push(Pending { name: name.clone(), channel: None, def: Source::Event(def) });
        }
        let binaries = definition.wire.as_ref().and_then(|wire| wire.binary.as_ref());
        for (index, (name, def)) in binaries.iter().flat_map(|map| &map.entries).enumerate() {
            pending.push(Pending {
                name: name.clone(),
                channel: None,
                def: Source::Binary(index, def),
            });
        }
        for (index, (_, channel)) in
            definition.channels.iter().flat_map(|map| &map.entries).enumerate()
        {
            for (name, def) in channel.events.iter().flat_map(|map| &map.entries) {
                pending.push(Pending {
                    name: name.clone(),
                    channel: Some(index),
                    def: Source::Event(def),
                });
            }
        }
        self.name_events(&pending);
        self.add_replies(&mut pending);
        let mut events = Vec::with_capacity(pending.len());
        for each in &pending {
            let event = match each.def {
                Source::Event(def) => self.event(each, def, None, &wire, definition),
                Source::Reply(request, def) => {
                    self.event(each, def, Some(request), &wire, definition)
                }
                Source::Binary(index, def) => {
                    self.binary_event(each, BinaryId(index), def, &mut wire, definition)
                }
            };
            events.push(event);
        }
        self.senders_of_replies(&pending, &mut events);
        self.repliers(&pending, &events);
        let channels = self.channels(definition);
        Some((wire, events, channels))
    }

    fn name_events(&mut self, pending: &[Pending<'_>]) {
        for (index, each) in pending.iter().enumerate() {
            if each.name.value.trim().is_empty() {
                self.cx.report(Diagnostic::error("A0105", each.name.span, "an event needs a name"));
            }
            let key = (each.channel, each.name.value.clone());
            if let Some(earlier) = self.event_names.insert(key, EventId(index)) {
                self.cx.report(
                    Diagnostic::error(
                        "A0003",
                        each.name.span,
                        format!("there are two events called `{}`", each.name.value),
                    )
                    .related(pending[earlier.0].name.span, "the other one")
                    .help("binary messages are events too; give one of them another name"),
                );
            }
        }
    }

    fn event(
        &mut self,
        each: &Pending<'_>,
        def: &EventDef,
        reply_to: Option<EventId>,
        wire: &Wire,
        definition: &Definition,
    ) -> Event {
        let from = self.parties(def.from.as_ref());
        if def.from.as_ref().is_none_or(|many| many.0.is_empty())
            && reply_to.is_none()
            && self.cx.is_complete(def.span)
        {
            let mut diagnostic = Diagnostic::error(
                "A0401",
                each.name.span,
                format!("nobody sends `{}`", each.name.value),
            );
            let names: Vec<String> =
                self.peers.iter().map(|peer| format!("`from: {}`", peer.name)).collect();
            diagnostic =
                diagnostic.help(format!("say who: {} or `from: server`", names.join(", ")));
            self.cx.report(diagnostic);
        }
        let to = match &def.to {
            Some(_) => self.parties(def.to.as_ref()),
            None => self.receivers(&from),
        };
        let frame_id = self
            .frame_of(def.frame.as_ref(), reply_to.is_some(), wire, each.name.span)
            .filter(|id| !self.broken_frames.contains(&id.0));
        let frame = frame_id.map(|id| &wire.frames[id.0]);
        let tag = match frame {
            Some(frame) => self.tag(def.tag.as_ref(), &each.name, frame, reply_to.is_some()),
            None => Vec::new(),
        };
        let hint = match each.channel {
            Some(channel) => format!("{} {}", self.channel_names[channel], each.name.value),
            None => each.name.value.clone(),
        };
        let before = self.cx.diagnostics.len();
        let (payload, payload_span) = self.payload(def, &hint, each.name.span);
        let is_payload_known = self.cx.diagnostics.len() == before;
        let optional_payload = def.optional_payload.is_some();
        if let (Some(frame), Some(id)) = (frame, frame_id) {
            if is_payload_known {
                self.fits(frame, &payload, optional_payload, payload_span, &each.name);
            }
            if each.channel.is_some()
                && !frame.head.iter().any(|head| head.role == Some(crate::model::Role::Channel))
            {
                self.no_channel(each, &frame.name, self.places.frames[id.0].name);
            }
        }
        let (rate, max_size) = event_limits(def.limits.as_ref());
        let reply = def.reply.as_ref().map(|reply| self.reply(reply, each, reply_to));
        let phase = self.phase(def.phase.as_ref());
        let delivery = self.delivery(
            def.delivery.as_ref(),
            definition.delivery.as_ref(),
            &from,
            &payload,
            frame,
        );
        let examples = def.examples.iter().flat_map(|many| &many.0);
        self.places.events.push(EventPlaces {
            name: each.name.span,
            tag: match &def.tag {
                Some(TagDef::One(value)) => value.span,
                Some(TagDef::Parts(_, span)) => *span,
                None => each.name.span,
            },
            payload: payload_span,
            has_frame: frame_id.is_some(),
            examples: examples.clone().map(|json| json.span).collect(),
        });
        Event {
            name: each.name.value.clone(),
            channel: each.channel.map(ChannelId),
            reply_to,
            from,
            to,
            carrier: Carrier::Frame(frame_id.unwrap_or(FrameId(0))),
            tag,
            payload,
            optional_payload,
            reply,
            phase,
            delivery,
            rate,
            max_size,
            doc: doc(&def.summary, &def.description, &def.deprecated, &def.since),
            examples: examples.map(|json| json.value.clone()).collect(),
        }
    }

    /// Reports, once for each frame, that it has no place for the topic.
    fn no_channel(&mut self, each: &Pending<'_>, frame: &str, place: Span) {
        if self.again("A0503", frame, each.name.span) {
            return;
        }
        let message = format!("the frame `{frame}` has no `$channel`");
        let diagnostic = Diagnostic::error("A0503", each.name.span, message)
            .label("an event of a channel needs a place for the topic");
        // The frame that stands in for a missing `wire.frames` has no place of its own.
        self.cx.report(if place.start == place.end {
            diagnostic.help("without `wire.frames`, a message is `{ type: $event, ...: $payload }`; write a frame such as `{ channel: $channel, type: $event, ...: $payload }`")
        } else {
            diagnostic.related(place, "this frame").help(
                "add `$channel` where the topic stands, or move the event out of the channel",
            )
        });
    }

    pub(super) fn parties(&mut self, names: Option<&OneOrMany<Name>>) -> Vec<Party> {
        let mut out = Vec::new();
        for name in names.iter().flat_map(|many| &many.0) {
            if let Some(party) = self.party(name)
                && !out.contains(&party)
            {
                out.push(party);
            }
        }
        out
    }

    /// The server for what peers send, every peer for what the server sends.
    fn receivers(&self, from: &[Party]) -> Vec<Party> {
        let mut to: Vec<Party> = Vec::new();
        if from.contains(&Party::Server) {
            to.extend((0..self.peers.len()).map(Party::Peer));
        }
        if from.iter().any(|party| matches!(party, Party::Peer(_))) {
            to.push(Party::Server);
        }
        to
    }

    /// The frame that an event names, or the one that fits best.
    fn frame_of(
        &mut self,
        name: Option<&Name>,
        is_reply: bool,
        wire: &Wire,
        at: Span,
    ) -> Option<FrameId> {
        if let Some(name) = name {
            if let Some(index) = wire.frames.iter().position(|frame| frame.name == name.value) {
                if wire.frames[index].role != FrameRole::Event {
                    self.cx.report(
                        Diagnostic::error(
                            "A0403",
                            name.span,
                            format!(
                                "the frame `{}` carries other frames, not an event",
                                name.value
                            ),
                        )
                        .help(
                            "name a frame with `$payload` or without `$frames` and `$compressed`",
                        ),
                    );
                    return None;
                }
                return Some(FrameId(index));
            }
            if self.lost.frames.holds(&name.value) {
                return None;
            }
            let known: Vec<&str> = wire.frames.iter().map(|frame| frame.name.as_str()).collect();
            let diagnostic = Diagnostic::error(
                "A0403",
                name.span,
                format!("there is no frame `{}`", name.value),
            );
            self.cx.report(suggest(diagnostic, name.span, &name.value, &known));
            return None;
        }
        // Any of those that could not be read may be the one that fits.
        if !self.lost.frames.is_empty() || !self.broken_frames.is_empty() && wire.frames.len() > 1 {
            return None;
        }
        let has = |frame: &Frame, role| frame.head.iter().any(|head| head.role == Some(role));
        let usable = |frame: &&Frame| frame.role == FrameRole::Event;
        let frames = || wire.frames.iter().enumerate().filter(|(_, frame)| usable(frame));
        let found = if is_reply {
            frames().find(|(_, frame)| {
                frame.tag.is_empty() && has(frame, crate::model::Role::Correlation)
            })
        } else {
            None
        };
        let found = found
            .or_else(|| frames().find(|(_, frame)| !frame.tag.is_empty()))
            .or_else(|| frames().next());
        if found.is_none() {
            self.cx.report(
                Diagnostic::error("A0403", at, "no frame can carry this event")
                    .help("add a frame with `$event` and `$payload` to `wire.frames`"),
            );
        }
        found.map(|(index, _)| FrameId(index))
    }

    pub(super) fn phase(&mut self, name: Option<&Name>) -> Option<usize> {
        let name = name?;
        let found = self.phases.iter().position(|phase| *phase == name.value);
        if found.is_none() && !self.lost.phases.holds(&name.value) {
            let phases = self.phases.clone();
            let known: Vec<&str> = phases.iter().map(String::as_str).collect();
            let diagnostic = Diagnostic::error(
                "A0409",
                name.span,
                format!("there is no phase `{}`", name.value),
            );
            let diagnostic = suggest(diagnostic, name.span, &name.value, &known);
            self.cx.report(if known.is_empty() {
                diagnostic.help("declare it in `connection.phases`")
            } else {
                diagnostic
            });
        }
        found
    }
}

/// The rates and the size of an event.
pub(super) fn event_limits(def: Option<&EventLimits>) -> (Vec<Rate>, Option<u64>) {
    let Some(def) = def else { return (Vec::new(), None) };
    let rates = def.rate.iter().flat_map(|many| &many.0);
    let rates = rates.map(|rate| Rate { count: rate.value.count, per: rate.value.per }).collect();
    (rates, def.size.as_ref().map(|size| size.value.0))
}
