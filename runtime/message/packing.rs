//! Frames in one text message and back.

use super::{
    Context, Decoded, Message, Packing,
    decode::{Budget, frame},
};
use crate::{
    error::{DecodeError, Fault},
    frame::{Head, Shape, Slot},
    json::{Kind, Reader},
};

/// The byte that ends each frame in [`Packing::RecordSeparator`].
pub(crate) const RECORD_SEPARATOR: char = '\u{1e}';

/// Reads one text message. More than one result only with packing; frames that the definition says
/// to drop are left out.
///
/// # Errors
/// A [`DecodeError`] that names the frame, the field and what was expected. With packing the place begins with the
/// frame's index, counted from 0; [`decode_each`] keeps the frames beside a bad one.
pub fn decode<M: Message>(
    text: &str,
    context: &Context<'_>,
) -> Result<Vec<Decoded<M>>, DecodeError> {
    let context = &context.settled::<M>();
    let mut frames = Vec::new();
    let mut budget = Budget::new(context);
    each(
        M::PACKING,
        M::Head::TEMPLATES.iter().map(|template| &template.shape),
        text,
        context,
        |index, text| {
            let decoded = frame(text, context.limits().depth, context, &mut budget);
            match decoded.map_err(|error| located::<M>(error, index))? {
                Decoded::Ignored => {}
                decoded => frames.push(decoded),
            }
            Ok(())
        },
    )?;
    Ok(frames)
}

/// Reads one text message, and gives what became of each of its frames: a bad one takes no other with it. Frames that
/// the definition says to drop are left out.
///
/// # Errors
/// A [`DecodeError`] where the message cannot be cut into frames: it is too large, or no list of frames.
pub fn decode_each<M: Message>(
    text: &str,
    context: &Context<'_>,
) -> Result<Vec<Result<Decoded<M>, DecodeError>>, DecodeError> {
    let context = &context.settled::<M>();
    let mut frames = Vec::new();
    let mut budget = Budget::new(context);
    let mut count = Budget::new(context);
    each(
        M::PACKING,
        M::Head::TEMPLATES.iter().map(|template| &template.shape),
        text,
        context,
        |index, text| {
            count.take()?;
            match frame(text, context.limits().depth, context, &mut budget) {
                Ok(Decoded::Ignored) => {}
                decoded => frames.push(decoded.map_err(|error| located::<M>(error, index))),
            }
            Ok(())
        },
    )?;
    Ok(frames)
}

/// The error with the index of its frame, where a message holds several.
fn located<M: Message>(error: DecodeError, index: usize) -> DecodeError {
    if M::PACKING == Packing::One { error } else { error.in_frame(index) }
}

/// Reads a text message that holds exactly one frame.
///
/// # Errors
/// As [`decode`]; `wrong_count` when the message holds several frames, or none.
pub fn decode_one<M: Message>(
    text: &str,
    context: &Context<'_>,
) -> Result<Decoded<M>, DecodeError> {
    let context = &context.settled::<M>();
    let mut budget = Budget::new(context);
    if M::PACKING == Packing::One {
        check_size(text, context)?;
        return frame(text, context.limits().depth, context, &mut budget);
    }
    let mut only = None;
    let mut count = 0;
    each(
        M::PACKING,
        M::Head::TEMPLATES.iter().map(|template| &template.shape),
        text,
        context,
        |_, text| {
            only = Some(frame(text, context.limits().depth, context, &mut budget)?);
            count += 1;
            Ok(())
        },
    )?;
    match only {
        Some(decoded) if count == 1 => Ok(decoded),
        _ => Err(Fault::wrong_count("one frame").into()),
    }
}

/// Calls a function with the index and the text of each frame of a message.
fn each<'s>(
    packing: Packing,
    shapes: impl Iterator<Item = &'s Shape>,
    text: &str,
    context: &Context<'_>,
    mut take: impl FnMut(usize, &str) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    check_size(text, context)?;
    let mut number = 0..;
    let mut take = |text: &str| take(number.next().unwrap_or_default(), text);
    match packing {
        Packing::One => take(text),
        Packing::Lines => {
            text.split('\n').filter(|line| !line.trim().is_empty()).try_for_each(take)
        }
        Packing::RecordSeparator => {
            let frames = text.strip_suffix(RECORD_SEPARATOR);
            let frames = frames.ok_or_else(|| Fault::syntax("0x1E behind the last frame"))?;
            frames.split(RECORD_SEPARATOR).try_for_each(take)
        }
        Packing::JsonArray if !is_packed(shapes, text) => take(text),
        Packing::JsonArray => {
            let mut reader = Reader::with_depth(text, context.limits().depth);
            reader.begin_array()?;
            while reader.next_item()? {
                take(reader.raw_value()?)?;
            }
            reader.end()?;
            Ok(())
        }
    }
}

/// Refuses what is too large before looking into it.
fn check_size(text: &str, context: &Context<'_>) -> Result<(), Fault> {
    let most = context.limits().message;
    if text.len() > most {
        return Err(Fault::too_large(format!("at most {most} bytes")));
    }
    Ok(())
}

/// Whether a text is an array of frames, and not one frame that is an array.
fn is_packed<'s>(mut shapes: impl Iterator<Item = &'s Shape>, text: &str) -> bool {
    let mut reader = Reader::new(text);
    if reader.begin_array().is_err() {
        return false;
    }
    let first = match reader.more_items() {
        Ok(true) => reader.peek().ok(),
        _ => None,
    };
    let begins_nested = |items: &[crate::frame::Item]| {
        matches!(items.first().map(|item| &item.slot), Some(Slot::Nested(_) | Slot::Payload))
    };
    match first {
        None => true,
        Some(Kind::Array | Kind::Object) => !shapes.any(|shape| match shape {
            Shape::Array(items) => begins_nested(items),
            Shape::Object(_) => false,
        }),
        Some(_) => false,
    }
}
