//! Frames as a whole: A0306 nothing uses one, A0308 one takes every object, A0411 replies that nothing ties to their
//! request, A0503 a topic that is no text.

use crate::{
    diagnostic::Diagnostic,
    judge::{Judge, frames_of, kinds},
    model::{Carrier, EventId, Frame, FrameId, FrameRole, Key, Party, Protocol, Role, Shape},
    resolve::Places,
};

/// Reports frames that nothing uses, that take too much, or that lack what their events need.
pub(super) fn check(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    for (index, frame) in protocol.wire.frames.iter().enumerate() {
        let id = FrameId(index);
        diagnostics.extend(unused(protocol, places, id, frame));
        diagnostics.extend(takes_all(protocol, places, id, frame));
        diagnostics.extend(topic(protocol, places, id, frame));
    }
    diagnostics.extend(untied(protocol, places));
}

fn unused(protocol: &Protocol, places: &Places, id: FrameId, frame: &Frame) -> Option<Diagnostic> {
    // The frame that stands in for a missing `wire.frames` has no place of its own.
    let place = places.frames[id.0].name;
    let is_used = place.start == place.end
        || frame.role != FrameRole::Event
        || protocol.events.is_empty()
        || protocol.events.iter().any(|event| event.carrier == Carrier::Frame(id));
    if is_used {
        return None;
    }
    let diagnostic =
        Diagnostic::warning("A0306", place, format!("no event uses the frame `{}`", frame.name));
    // What says nothing takes the first frame with a tag, whoever sends.
    let first = protocol.wire.frames.iter().position(|each| !each.tag.is_empty());
    let taken = first.filter(|first| *first != id.0 && !frame.tag.is_empty()).map(|first| {
        let default = &protocol.wire.frames[first];
        let users = protocol.parties().filter_map(|party| {
            let sent = protocol.sent_by(party);
            let count =
                sent.filter(|(_, event)| event.carrier == Carrier::Frame(FrameId(first))).count();
            (count > 0).then(|| format!("{count} of `{}`", protocol.party_name(party)))
        });
        (default, users.collect::<Vec<_>>().join(" and "))
    });
    Some(match taken {
        Some((default, users)) => diagnostic
            .label(format!("events without `frame` travel in `{}`: {users}", default.name))
            .help(format!("write `frame: {}` at those that it carries, or remove it", frame.name)),
        None => {
            diagnostic.help(format!("name it in an event (`frame: {}`), or remove it", frame.name))
        }
    })
}

/// A frame that demands nothing takes every object that no other frame can be read from: broken ones too.
fn takes_all(
    protocol: &Protocol,
    places: &Places,
    id: FrameId,
    frame: &Frame,
) -> Option<Diagnostic> {
    let Shape::Object(members) = &frame.shape else { return None };
    let demands = |key: &Key, optional: bool| !optional || !matches!(key, Key::Text(_));
    if frame.role != FrameRole::Event
        || members.iter().any(|each| demands(&each.key, each.optional))
    {
        return None;
    }
    let beside = |party: &Party| {
        let frames: Vec<FrameId> = frames_of(protocol, *party).map(|(id, _)| id).collect();
        frames.contains(&id) && frames.len() > 1
    };
    let party = protocol.parties().find(beside)?;
    let spread = match members.is_empty() {
        true => "`{ ...: $payload }`",
        false => "`...: $payload` as its last key",
    };
    Some(
        Diagnostic::warning(
            "A0308",
            places.frames[id.0].name,
            format!("the frame `{}` takes every object", frame.name),
        )
        .label(format!(
            "what `{}` sends is this frame wherever no other can be read: a message of which one field is wrong is no error",
            protocol.party_name(party)
        ))
        .help(format!(
            "to take nothing else, write {spread}, and `unknown: reject` at the event that it carries"
        )),
    )
}

fn topic(protocol: &Protocol, places: &Places, id: FrameId, frame: &Frame) -> Option<Diagnostic> {
    let head = frame.head.iter().find(|head| head.role == Some(Role::Channel))?;
    let is_text = kinds(Judge { protocol }, &head.ty)
        .into_iter()
        .all(|kind| matches!(kind, "string" | "null"));
    (!is_text).then(|| {
        Diagnostic::error("A0503", places.frames[id.0].name, "`$channel` is a topic, which is text")
            .label("this frame gives it another type")
            .help("write `$channel`; numbers that the server gives out are ordinary fields (`channel: u32`)")
    })
}

/// Requests of which only one side carries what ties an answer to its question.
fn untied(protocol: &Protocol, places: &Places) -> Vec<Diagnostic> {
    let has = |id: EventId, roles: &[Role]| match protocol.event(id).carrier {
        Carrier::Frame(frame) => {
            let mut head = protocol.wire.frames[frame.0].head.iter();
            Some(head.any(|head| head.role.is_some_and(|role| roles.contains(&role))))
        }
        Carrier::Binary(_) => None,
    };
    let mut found = Vec::new();
    for (index, event) in protocol.events.iter().enumerate() {
        let id = EventId(index);
        let (Some(reply), Some(asks)) = (&event.reply, has(id, &[Role::Correlation])) else {
            continue;
        };
        // A reply may repeat the identity of the message that it answers.
        let may_ask = asks || has(id, &[Role::Id]) == Some(true);
        let outcomes = [&reply.ok, &reply.error, &reply.stream, &reply.end].into_iter().flatten();
        let outcomes: Vec<bool> =
            outcomes.filter_map(|id| has(*id, &[Role::Correlation])).collect();
        let lacks = match asks {
            true if outcomes.iter().all(|ties| !ties) => "no frame of its replies has one",
            false if !may_ask && outcomes.iter().any(|ties| *ties) => "its own frame has none",
            _ => continue,
        };
        if outcomes.is_empty() {
            continue;
        }
        found.push(
            Diagnostic::warning(
                "A0411",
                places.events[index].name,
                format!("nothing ties the replies to `{}` to their request", event.name),
            )
            .label(format!("`$correlation` stands on one side only: {lacks}"))
            .help("put it where both frames carry the same value, or leave `reply` out"),
        );
    }
    found
}
