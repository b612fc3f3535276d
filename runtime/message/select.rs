//! Which event a frame holds, once its tag and envelope are known.

use super::{
    Context, EventEntry, Message,
    index::{Found, FrameIndex, Scope},
};
use crate::{error::Fault, frame::Slots, json::Reader};
use std::borrow::Cow;

/// An event that a frame may hold.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// 0 for events outside channels, else the channel's index and one.
    scope: usize,
    /// An index into the enum's events.
    event: usize,
    /// The free part of its tag.
    param: Option<String>,
}

/// What selecting comes to.
#[derive(Debug)]
pub(crate) enum Selection {
    /// One of these: mostly there is only one.
    Events(Found, usize),
    /// The definition names no such event.
    Unknown,
    /// It cannot be told.
    Fault(Fault),
}

/// Finds the events that a frame may hold.
pub(crate) fn select<M: Message>(
    frame: &FrameIndex,
    slots: &Slots<'_>,
    context: &Context<'_>,
) -> Selection {
    if frame.template.tags == 0 {
        return untagged::<M>(frame, slots, context);
    }
    if let Some((event, scope)) = by_text::<M>(frame, slots, context) {
        return Selection::Events(Found::one(event), scope);
    }
    let tag = slots.tags();
    let mut wrong_phase = None;
    for scope in scopes::<M>(frame, slots) {
        let Some(events) = frame.scopes.get(scope) else { continue };
        // A constant tag wins over a pattern, among those that may come now.
        for find in [Scope::literal, Scope::pattern] {
            let found = find(events, tag);
            if found.is_empty() {
                continue;
            }
            match in_phase(found, events.entries, context) {
                Ok(found) => return Selection::Events(found, scope),
                Err(fault) => wrong_phase = Some(fault),
            }
        }
    }
    wrong_phase.map_or(Selection::Unknown, Selection::Fault)
}

/// Finds the only event whose tag is written like this, among those that are looked at first. That is how most
/// messages come.
fn by_text<M: Message>(
    frame: &FrameIndex,
    slots: &Slots<'_>,
    context: &Context<'_>,
) -> Option<(usize, usize)> {
    let [Some(tag)] = slots.tags() else { return None };
    let scope = scopes::<M>(frame, slots).next()?;
    let events = frame.scopes.get(scope)?;
    let event = events.tags.find(tag)?;
    let phase = events.entries.get(event)?.phase;
    let fits = context.phase.is_none() || phase.is_none() || phase == context.phase;
    fits.then_some((event, scope))
}

/// Finds the events that a frame without tag may hold: the only one, or those that answer the request
/// that waits.
fn untagged<M: Message>(frame: &FrameIndex, slots: &Slots<'_>, context: &Context<'_>) -> Selection {
    let count: usize = frame.scopes.iter().map(|scope| scope.all.len()).sum();
    if count == 0 {
        return Selection::Unknown;
    }
    // Why none of the events that were found can be it: one may come now, but answers no request, or none may.
    let mut no_answer = None;
    let mut wrong_phase = None;
    for scope in scopes::<M>(frame, slots) {
        let Some(events) = frame.scopes.get(scope).filter(|scope| !scope.all.is_empty()) else {
            continue;
        };
        match in_phase(Found::from_slice(&events.all), events.entries, context) {
            Ok(found) if count == 1 => return Selection::Events(found, scope),
            Ok(found) => match by_request(found, events, frame, slots, context) {
                Ok(found) => return Selection::Events(found, scope),
                // The reply may be to a request outside the channel.
                Err(fault) => no_answer = Some(fault),
            },
            Err(fault) => wrong_phase = Some(fault),
        }
    }
    // Without any event, the topic is of no channel.
    no_answer.or(wrong_phase).map_or(Selection::Unknown, Selection::Fault)
}

/// What is expected where only the pending request tells what a reply is.
const ANSWER: &str = "the answer to a request that waits for one";

/// The enums to look into: that of the topic's channel first, then the events outside channels. In a frame that
/// has no topic, all of them.
fn scopes<M: Message>(frame: &FrameIndex, slots: &Slots<'_>) -> impl Iterator<Item = usize> {
    let topic = frame.channel.and_then(|index| slots.heads().get(index).copied().flatten());
    let channel = topic
        .filter(|topic| topic.starts_with('"'))
        .and_then(plain)
        .and_then(|topic| M::CHANNELS.iter().position(|channel| (channel.matches)(&topic)));
    let others = if frame.channel.is_none() { M::CHANNELS.len() } else { 0 };
    channel.map(|channel| channel + 1).into_iter().chain(0..=others)
}

/// Leaves out events of other phases.
fn in_phase(found: Found, entries: &[EventEntry], context: &Context<'_>) -> Result<Found, Fault> {
    let Some(phase) = context.phase else { return Ok(found) };
    let fits = |index: &usize| {
        entries.get(*index).is_some_and(|entry| entry.phase.is_none_or(|other| other == phase))
    };
    let left: Vec<usize> = found.iter().filter(fits).collect();
    if left.is_empty() {
        return Err(Fault::wrong_phase("an event of the connection's present phase"));
    }
    Ok(Found::from_slice(&left))
}

/// Leaves out answers to other requests.
fn by_request(
    found: Found,
    scope: &Scope,
    frame: &FrameIndex,
    slots: &Slots<'_>,
    context: &Context<'_>,
) -> Result<Found, Fault> {
    let answers = |index: usize| scope.entries.get(index).map_or(&[][..], |entry| entry.reply_to);
    if scope.all.iter().all(|index| answers(*index).is_empty()) {
        return Ok(found);
    }
    let correlation = frame.correlation.and_then(|index| slots.heads().get(index).copied());
    // Some requests have the identity `null`, which an answer repeats.
    let correlation = correlation
        .flatten()
        .and_then(|raw| if raw == "null" { Some(raw.into()) } else { plain(raw) });
    let request = match (context.pending, &correlation) {
        (Some(pending), Some(correlation)) => pending(correlation),
        _ => None,
    };
    let is_answer = |index: &usize| request.is_some_and(|name| answers(*index).contains(&name));
    let left: Vec<usize> = found.iter().filter(is_answer).collect();
    if left.is_empty() {
        return Err(Fault::no_pending_request(ANSWER));
    }
    Ok(Found::from_slice(&left))
}

/// A raw text without its quotes.
fn plain(raw: &str) -> Option<Cow<'_, str>> {
    match raw {
        "null" => None,
        raw if raw.starts_with('"') => Reader::new(raw).string().ok(),
        raw => Some(raw.into()),
    }
}

impl Choice {
    /// One of the events that were found.
    pub(crate) fn new(frame: &FrameIndex, scope: usize, event: usize, slots: &Slots<'_>) -> Self {
        let has_param = || frame.scopes.get(scope)?.param(event, slots.tags());
        Self { scope, event, param: has_param() }
    }

    /// Its row.
    pub(crate) fn entry(&self, frame: &FrameIndex) -> Option<&'static EventEntry> {
        frame.scopes.get(self.scope)?.entries.get(self.event)
    }

    /// Refuses a frame that is larger than the event's may be, before its payload is read.
    pub(crate) fn check_size(&self, frame: &FrameIndex, text: &str) -> Result<(), Fault> {
        self.entry(frame).map_or(Ok(()), |entry| entry.check_size(text.len()))
    }

    /// Reads its payload.
    pub(crate) fn decode<M: Message>(&self, source: super::Source<'_, '_>) -> Result<M, Fault> {
        let param = self.param.as_deref();
        match self.scope.checked_sub(1) {
            None => M::decode_event(self.event, param, source),
            Some(channel) => M::decode_channel(channel, self.event, param, source),
        }
    }
}
