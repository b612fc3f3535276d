//! One frame from its text.

use super::{
    Compressed, Context, Decoded, Message, Raw, Source, Unknown, UnknownEvent,
    index::{Found, FrameIndex},
    select::{Choice, Selection, select},
};
use crate::{
    error::{DecodeError, Fault},
    frame::{
        Carries, Head, Place, Slots, Special,
        any::{self, Fit, Rules},
        path::{below_payload, missing_payload},
        plan::{Miss, Plan, Position},
    },
    json::Reader,
};

/// How many frames may still come.
pub(crate) struct Budget(u32);

impl Budget {
    pub(crate) fn new(context: &Context<'_>) -> Self {
        Self(context.limits().frames)
    }

    /// Takes one frame.
    pub(crate) fn take(&mut self) -> Result<(), Fault> {
        self.0 = self.0.checked_sub(1).ok_or_else(|| Fault::too_many_frames("fewer frames"))?;
        Ok(())
    }
}

/// Reads one frame, which is all of the text.
pub(crate) fn frame<M: Message>(
    text: &str,
    depth: u32,
    context: &Context<'_>,
    budget: &mut Budget,
) -> Result<Decoded<M>, DecodeError> {
    budget.take()?;
    let index = M::index();
    for (number, frame) in index.frames.iter().enumerate() {
        if let Some(plan) = &frame.plan
            && let Ok(decoded) = in_order::<M>(number, frame, plan, text, depth, context)
        {
            return Ok(decoded);
        }
    }
    any_order(text, depth, context, budget)
}

/// Reads a frame that stands in template order, in one pass.
fn in_order<M: Message>(
    number: usize,
    frame: &FrameIndex,
    plan: &Plan,
    text: &str,
    depth: u32,
    context: &Context<'_>,
) -> Result<Decoded<M>, Miss> {
    let mut slots = Slots::new(frame.template);
    let mut reader = Reader::with_depth(text, depth);
    let mut step = 0;
    let position = plan.go(&mut step, &mut reader, &mut slots)?;
    let choice = only::<M>(frame, text, &slots, context)?;
    let before = reader.skipped();
    let source = match position {
        Some(Position::Value) => Source::Value(&mut reader),
        Some(Position::Members) => Source::Members(&mut reader, &frame.envelope),
        Some(Position::Items) => Source::Items(&mut reader),
        None => Source::Absent,
    };
    let event = choice.decode(source).map_err(|_| Miss)?;
    // Keys of the envelope among those of the payload stand there a second time.
    if reader.skipped() != before || plan.go(&mut step, &mut reader, &mut slots)?.is_some() {
        return Err(Miss);
    }
    reader.end().map_err(|_| Miss)?;
    if frame.rivals.may_be(text) {
        return Err(Miss);
    }
    let head = M::Head::read(number, slots.heads()).map_err(|_| Miss)?;
    Ok(Decoded::Event { head, event })
}

/// The event of a frame, if there is no choice and the frame is not too large for it.
fn only<M: Message>(
    frame: &FrameIndex,
    text: &str,
    slots: &Slots<'_>,
    context: &Context<'_>,
) -> Result<Choice, Miss> {
    let Selection::Events(found, scope) = select::<M>(frame, slots, context) else {
        return Err(Miss);
    };
    let mut events = found.iter();
    match (events.next(), events.next()) {
        (Some(event), None) => {
            let choice = Choice::new(frame, scope, event, slots);
            choice.check_size(frame, text).map_err(|_| Miss)?;
            Ok(choice)
        }
        _ => Err(Miss),
    }
}

/// The best reason why a text is none of the frames.
#[derive(Default)]
struct Reason {
    rank: (u8, usize),
    error: Option<DecodeError>,
}

impl Reason {
    /// Takes a reason that is better than those before.
    fn offer(&mut self, rank: (u8, usize), error: DecodeError) {
        if self.error.is_none() || rank > self.rank {
            *self = Self { rank, error: Some(error) };
        }
    }
}

/// Ranks of reasons. A frame is named by its tag where it is known; where it has none, by constants that tell it
/// from every other frame. Named, it fits and cannot be read; named, it does not fit; it fits, cannot be read, and
/// nothing names it; it does not fit, or its tag is unknown and its envelope wrong; a constant says that it is
/// another. A message whose tag is unknown is unknown where there is no better reason than a guess.
const PAYLOAD: u8 = 4;
const KNOWN: u8 = 3;
const GUESS: u8 = 2;
const SHAPE: u8 = 1;
const OTHER: u8 = 0;

/// Reads a frame in any order of keys.
fn any_order<M: Message>(
    text: &str,
    depth: u32,
    context: &Context<'_>,
    budget: &mut Budget,
) -> Result<Decoded<M>, DecodeError> {
    let mut reason = Reason::default();
    let mut unknown = None;
    let index = M::index();
    for (number, frame) in index.frames.iter().enumerate() {
        let template = frame.template;
        let fail = |event, fault| DecodeError::new(Some(template.name), event, fault);
        let mut slots = Slots::new(template);
        let mut reader = Reader::with_depth(text, depth);
        let is_tag = |raw: &str| frame.is_tag(raw);
        let rules = Rules { unknown: M::UNKNOWN_FIELD, is_tag: &is_tag };
        // What is no JSON is none of the frames.
        let fit = any::scan(&template.shape, text, &mut reader, &mut slots, &rules)?;
        reader.end()?;
        let selection = match template.carries {
            Carries::Event => select::<M>(frame, &slots, context),
            Carries::Batch | Carries::Compressed => Selection::Unknown,
        };
        let Fit { found, .. } = fit;
        if !frame.is_used() {
            let fault = Fault::unknown_frame("a frame that carries events here");
            reason.offer((OTHER, found), fail(None, fault));
            continue;
        }
        let tagged = template.carries == Carries::Event && template.tags > 0;
        if let Some(fault) = fit.fault {
            let named = match tagged {
                true => matches!(selection, Selection::Events(..)),
                false => frame.named && !fit.lacks_constant,
            };
            let rank = match (fit.wrong_constant, named) {
                (true, _) => OTHER,
                (false, true) => KNOWN,
                (false, false) => SHAPE,
            };
            reason.offer((rank, found), fail(name(frame, &selection), fault));
            continue;
        }
        let wrong = if tagged || frame.named { PAYLOAD } else { GUESS };
        let mut strange = fit.unknown;
        let mut head = || {
            let head = M::Head::read(number, slots.heads())?;
            strange.take().map_or(Ok(head), Err)
        };
        match (template.carries, selection) {
            (Carries::Batch, _) => match head() {
                Ok(head) => return batch(head, frame, &slots, depth, context, budget),
                Err(fault) => reason.offer((wrong, found), fail(None, fault)),
            },
            (Carries::Compressed, _) => {
                match head().and_then(|head| Ok((head, compressed(&slots)?))) {
                    Ok((head, data)) => return Ok(Decoded::Compressed { head, data }),
                    Err(fault) => reason.offer((wrong, found), fail(None, fault)),
                }
            }
            (_, Selection::Fault(fault)) => reason.offer((wrong, found), fail(None, fault)),
            (_, Selection::Unknown) => match head() {
                Ok(head) => {
                    unknown.get_or_insert((head, number, slots));
                }
                Err(fault) => reason.offer((SHAPE, found), fail(None, fault)),
            },
            (_, Selection::Events(events, scope)) => {
                let mut head = match head() {
                    Ok(head) => Some(head),
                    Err(fault) => {
                        let name = name_of(frame, &events, scope);
                        reason.offer((wrong, found), fail(name, fault));
                        continue;
                    }
                };
                for event in events.iter() {
                    let choice = Choice::new(frame, scope, event, &slots);
                    let name = choice.entry(frame).map(|entry| entry.name);
                    let read = || {
                        payload(&choice, frame, &slots, |text| Reader::with_depth(text, depth))
                            .or_else(|fault| {
                                // Once more, for the reason that does not depend on the order of keys.
                                let explained = |text| Reader::with_depth(text, depth).explaining();
                                payload::<M>(&choice, frame, &slots, explained).and(Err(fault))
                            })
                    };
                    match choice.check_size(frame, text).and_then(|()| read()) {
                        Ok(event) => {
                            if let Some(head) = head.take() {
                                return Ok(Decoded::Event { head, event });
                            }
                        }
                        Err(fault) => reason.offer((wrong, found), fail(name, fault)),
                    }
                }
            }
        }
    }
    match (unknown, reason.error) {
        (_, Some(error)) if reason.rank.0 >= KNOWN => Err(error),
        (Some((head, number, slots)), _) => {
            let frame = index.frames.get(number).map(|frame| frame.template.name);
            unknown_event(head, frame, slots.tags(), text)
        }
        (None, Some(_)) if reason.rank <= (SHAPE, 0) && index.frames.len() > 1 => {
            // Naming one of several frames of which nothing is there would mislead.
            Err(Fault::unknown_frame("one of the protocol's frames").into())
        }
        (None, Some(error)) => Err(error),
        (None, None) => Err(Fault::unknown_frame("one of the protocol's frames").into()),
    }
}

/// The name of the only event that was found.
fn name(frame: &FrameIndex, selection: &Selection) -> Option<&'static str> {
    let Selection::Events(found, scope) = selection else { return None };
    name_of(frame, found, *scope)
}

/// The name of an event, if it is the only one.
fn name_of(frame: &FrameIndex, found: &Found, scope: usize) -> Option<&'static str> {
    let mut events = found.iter();
    let (event, None) = (events.next()?, events.next()) else { return None };
    Some(frame.scopes.get(scope)?.entries.get(event)?.name)
}

/// Reads the payload from where it was found.
fn payload<'a, M: Message>(
    choice: &Choice,
    frame: &FrameIndex,
    slots: &Slots<'a>,
    reader: impl Fn(&'a str) -> Reader<'a>,
) -> Result<M, Fault> {
    let shape = &frame.template.shape;
    let result = match slots.payload {
        Place::Absent => choice.decode(Source::Absent),
        Place::Value(text) => choice.decode(Source::Value(&mut reader(text))),
        Place::Members(text) => {
            let mut reader = reader(text);
            reader.begin_object()?;
            choice.decode(Source::Members(&mut reader, &frame.envelope))
        }
        Place::Items(text, first) => {
            let mut reader = reader(text);
            reader.begin_array()?;
            for _ in 0..first {
                reader.more_items()?;
                reader.skip_value()?;
            }
            choice.decode(Source::Items(&mut reader))
        }
    };
    result.map_err(|fault| match slots.payload {
        Place::Absent => missing_payload(shape),
        _ => below_payload(shape, slots.tags(), fault),
    })
}

/// Reads the frames of a batch.
fn batch<M: Message>(
    head: M::Head,
    frame_index: &FrameIndex,
    slots: &Slots<'_>,
    depth: u32,
    context: &Context<'_>,
    budget: &mut Budget,
) -> Result<Decoded<M>, DecodeError> {
    let fail = |fault| DecodeError::new(Some(frame_index.template.name), None, fault);
    let list = slots.special(Special::Frames).ok_or_else(|| fail(Fault::missing("frames")))?;
    if let Some(said) = number(slots, Special::Count).map_err(fail)?
        && said != length(list, depth).map_err(fail)?
    {
        return Err(fail(Fault::wrong_count("the number of frames in the batch")));
    }
    let mut reader = Reader::with_depth(list, depth);
    reader.begin_array().map_err(fail)?;
    let mut frames = Vec::new();
    while reader.next_item().map_err(fail)? {
        let text = reader.raw_value().map_err(fail)?;
        // Each batch inside takes a level, so that this ends.
        let inner = depth.checked_sub(1).ok_or_else(|| fail(Fault::too_deep("fewer levels")))?;
        match frame(text, inner, context, budget)? {
            Decoded::Ignored => {}
            decoded => frames.push(decoded),
        }
    }
    Ok(Decoded::Batch { head, frames })
}

/// How many items a list has.
fn length(list: &str, depth: u32) -> Result<u64, Fault> {
    let mut reader = Reader::with_depth(list, depth);
    reader.begin_array()?;
    let mut count = 0;
    while reader.next_item()? {
        reader.skip_value()?;
        count += 1;
    }
    Ok(count)
}

/// Takes the compressed part of a frame.
fn compressed(slots: &Slots<'_>) -> Result<Compressed, Fault> {
    let data = slots.special(Special::Compressed).ok_or_else(|| Fault::missing("compressed"))?;
    Ok(Compressed {
        tag: tag_texts(slots.tags()),
        base64: Reader::new(data).string()?.into_owned(),
        size: number(slots, Special::Size)?,
        compressed_size: number(slots, Special::CompressedSize)?,
    })
}

/// A number that the walker itself needs.
fn number(slots: &Slots<'_>, special: Special) -> Result<Option<u64>, Fault> {
    slots.special(special).map(|text| Reader::new(text).integer()).transpose()
}

/// The parts of a tag as JSON text.
fn tag_texts(tag: &[Option<&str>]) -> Vec<String> {
    tag.iter().map(|part| part.unwrap_or("null").to_owned()).collect()
}

/// Does with an unknown event what the definition says.
fn unknown_event<M: Message>(
    head: M::Head,
    frame: Option<&'static str>,
    tag: &[Option<&str>],
    text: &str,
) -> Result<Decoded<M>, DecodeError> {
    match M::UNKNOWN_EVENT {
        UnknownEvent::Ignore => Ok(Decoded::Ignored),
        UnknownEvent::Deliver => {
            let unknown = Unknown { tag: tag_texts(tag), raw: Raw::Text(text.into()) };
            match M::unknown(unknown) {
                Some(event) => Ok(Decoded::Event { head, event }),
                None => Err(DecodeError::new(frame, None, Fault::no_event())),
            }
        }
        UnknownEvent::Reject => Err(DecodeError::new(frame, None, Fault::no_event())),
    }
}
