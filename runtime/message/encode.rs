//! Events in their envelopes, as text.

use super::{
    Body, Decoded, Message, Outgoing, Packing, Raw, index::FrameIndex, packing::RECORD_SEPARATOR,
};
use crate::{
    codegen::write_constant,
    error::EncodeError,
    event::TagPart,
    frame::{
        Carries, Head, Role, Slot, Special,
        write::{Fill, write},
    },
    json::Writer,
};
use std::{cell::Cell, mem::take};

/// Appends one event in its envelope, as a whole text message.
///
/// An unknown event is written as it came, whatever the head.
///
/// # Errors
/// An [`EncodeError`] when the head belongs to another frame than the event, or lacks a value that
/// the frame requires, or names a topic of another channel. Nothing is appended then.
pub fn encode<M: Message>(head: &M::Head, event: &M, out: &mut String) -> Result<(), EncodeError> {
    whole(out, |out| {
        one::<M>(head, event, true, out)?;
        if M::PACKING == Packing::RecordSeparator {
            out.raw("\u{1e}");
        }
        Ok(())
    })
}

/// Appends several events, each in its envelope, as one text message, packed as the protocol says.
///
/// # Errors
/// As [`encode`]; with [`Packing::One`], [`EncodeError::NotCarried`] unless there is exactly one.
pub fn encode_packed<M: Message>(
    frames: &[(M::Head, M)],
    out: &mut String,
) -> Result<(), EncodeError> {
    if M::PACKING == Packing::One && frames.len() != 1 {
        let frame = M::Head::TEMPLATES.first().map_or("", |template| template.name);
        return Err(EncodeError::NotCarried { frame });
    }
    whole(out, |out| {
        if M::PACKING == Packing::JsonArray {
            out.begin_array();
        }
        for (index, (head, event)) in frames.iter().enumerate() {
            match M::PACKING {
                Packing::JsonArray => out.separate(),
                Packing::Lines if index > 0 => out.raw("\n"),
                _ => {}
            }
            one::<M>(head, event, true, out)?;
            if M::PACKING == Packing::RecordSeparator {
                out.raw("\u{1e}");
            }
        }
        if M::PACKING == Packing::JsonArray {
            out.end_array();
        }
        Ok(())
    })
}

/// Appends a batch: its own head, and frames.
///
/// # Errors
/// As [`encode`]; [`EncodeError::NotCarried`] when the head is that of a frame that is no batch.
pub fn encode_batch<M: Message>(
    head: &M::Head,
    frames: &[(M::Head, M)],
    out: &mut String,
) -> Result<(), EncodeError> {
    let frame = frame::<M>(head)?;
    let template = frame.template;
    if template.carries != Carries::Batch {
        return Err(EncodeError::NotCarried { frame: template.name });
    }
    let mut list = Writer::new();
    list.begin_array();
    for (head, event) in frames {
        list.separate();
        one::<M>(head, event, false, &mut list)?;
    }
    list.end_array();
    let batch = Filling::<M> {
        frame,
        head,
        event: None,
        tags: &[],
        specials: &[(Special::Frames, list.as_str()), (Special::Count, &frames.len().to_string())],
    };
    finish::<M>(&batch, out)
}

/// Appends a compressed frame: its own head, the tag of the event inside where the frame has one,
/// and what was compressed.
///
/// # Errors
/// As [`encode`]; [`EncodeError::NotCarried`] when the head is that of a frame that carries nothing
/// compressed.
#[cfg(feature = "compress")]
pub fn encode_compressed<M: Message>(
    head: &M::Head,
    inner: &M::Head,
    event: &M,
    out: &mut String,
) -> Result<(), EncodeError> {
    let frame = frame::<M>(head)?;
    let template = frame.template;
    if template.carries != Carries::Compressed {
        return Err(EncodeError::NotCarried { frame: template.name });
    }
    let mut text = Writer::new();
    one::<M>(inner, event, false, &mut text)?;
    let size = text.len().to_string();
    let bytes = super::compress::compress(
        super::compress::Algorithm::of(template),
        text.as_str().as_bytes(),
    );
    let compressed_size = bytes.len().to_string();
    let mut data = Writer::new();
    crate::json::Encode::encode(&crate::types::Bytes(bytes), &mut data);
    let outgoing = event.event();
    let filling = Filling::<M> {
        frame,
        head,
        event: Some(&outgoing),
        tags: &[],
        specials: &[
            (Special::Compressed, data.as_str()),
            (Special::Size, &size),
            (Special::CompressedSize, &compressed_size),
        ],
    };
    finish::<M>(&filling, out)
}

/// The most bytes that a thread keeps for its next message.
const KEPT: usize = 1 << 16;

/// What a function appends, as text of its own. It is written into a buffer that the thread keeps, so
/// that it need not grow, and copied once its length is known.
pub(super) fn scratch(
    then: impl FnOnce(&mut String) -> Result<(), EncodeError>,
) -> Result<String, EncodeError> {
    thread_local! { static BUFFER: Cell<String> = const { Cell::new(String::new()) }; }
    // A thread that ends has none.
    let mut buffer = BUFFER.try_with(Cell::take).unwrap_or_default();
    buffer.clear();
    then(&mut buffer)?;
    if buffer.len() > KEPT {
        return Ok(buffer);
    }
    let text = buffer.as_str().to_owned();
    let _ = BUFFER.try_with(|kept| kept.set(buffer));
    Ok(text)
}

/// Appends what a function writes, or nothing at all.
fn whole(
    out: &mut String,
    then: impl FnOnce(&mut Writer) -> Result<(), EncodeError>,
) -> Result<(), EncodeError> {
    let start = out.len();
    let mut writer = Writer::over(take(out));
    let result = then(&mut writer);
    *out = writer.into_string();
    if result.is_err() {
        out.truncate(start);
    }
    result
}

/// Appends a filled template as a whole text message.
fn finish<M: Message>(filling: &Filling<'_, M>, out: &mut String) -> Result<(), EncodeError> {
    whole(out, |out| {
        filling.write(out)?;
        if M::PACKING == Packing::RecordSeparator {
            out.raw("\u{1e}");
        }
        Ok(())
    })
}

/// The frame of a head.
fn frame<M: Message>(head: &M::Head) -> Result<&'static FrameIndex, EncodeError> {
    let frame = M::index().frames.get(head.template());
    frame.ok_or(EncodeError::NotCarried { frame: "" })
}

/// Appends one frame. `alone` says whether an unknown message may be written as it came.
fn one<M: Message>(
    head: &M::Head,
    event: &M,
    alone: bool,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    let outgoing = event.event();
    let entry = match (outgoing.entry, &outgoing.payload) {
        (Some(entry), Body::Payload(_)) => entry,
        (Some(entry), Body::Binary(_)) => return Err(EncodeError::IsBinary { event: entry.name }),
        (_, Body::Raw(unknown)) => {
            return match &unknown.raw {
                Raw::Text(text) if alone || !text.contains(RECORD_SEPARATOR) => {
                    out.raw(text);
                    Ok(())
                }
                _ => Err(EncodeError::UnknownMessage),
            };
        }
        (None, _) => return Err(EncodeError::UnknownMessage),
    };
    let frame = frame::<M>(head)?;
    let template = frame.template;
    if template.name != entry.frame {
        return Err(EncodeError::WrongFrame {
            event: entry.name,
            expected: entry.frame,
            found: template.name,
        });
    }
    if template.carries != Carries::Event {
        return Err(EncodeError::NotCarried { frame: template.name });
    }
    if let Some(matches) = outgoing.topic
        && template.heads.iter().any(|head| head.role == Some(Role::Channel))
        && !head.role(Role::Channel).is_some_and(|topic| matches(&topic))
    {
        return Err(EncodeError::WrongTopic { event: entry.name });
    }
    let filling = Filling::<M> { frame, head, event: Some(&outgoing), tags: &[], specials: &[] };
    filling.write(out)
}

/// Appends what was decoded, as it came: an event, a batch with all its frames, or a compressed frame
/// whose data stays as it is.
///
/// # Errors
/// As [`encode`]; [`EncodeError::IsBinary`] for a binary event.
pub fn encode_decoded<M: Message>(
    decoded: &Decoded<M>,
    out: &mut String,
) -> Result<(), EncodeError> {
    whole(out, |out| {
        any(decoded, true, out)?;
        if M::PACKING == Packing::RecordSeparator {
            out.raw("\u{1e}");
        }
        Ok(())
    })
}

/// Appends one decoded frame. Batches nest no deeper than decoding let them.
fn any<M: Message>(decoded: &Decoded<M>, alone: bool, out: &mut Writer) -> Result<(), EncodeError> {
    match decoded {
        Decoded::Event { head, event } => one::<M>(head, event, alone, out),
        Decoded::Binary(event) => {
            let event = event.event().entry.map_or("", |entry| entry.name);
            Err(EncodeError::IsBinary { event })
        }
        // Nothing of it was kept.
        Decoded::Ignored => Err(EncodeError::UnknownMessage),
        Decoded::Batch { head, frames } => {
            let frame = frame::<M>(head)?;
            let mut list = Writer::new();
            list.begin_array();
            for frame in frames {
                list.separate();
                any::<M>(frame, false, &mut list)?;
            }
            list.end_array();
            let count = frames.len().to_string();
            let specials = [(Special::Frames, list.as_str()), (Special::Count, count.as_str())];
            let batch = Filling::<M> { frame, head, event: None, tags: &[], specials: &specials };
            batch.write(out)
        }
        Decoded::Compressed { head, data } => {
            let frame = frame::<M>(head)?;
            let mut base64 = Writer::new();
            base64.string(&data.base64);
            let number = |number: Option<u64>| number.map(|number| number.to_string());
            let (size, compressed_size) = (number(data.size), number(data.compressed_size));
            let specials: Vec<(Special, &str)> = [
                (Special::Compressed, Some(base64.as_str())),
                (Special::Size, size.as_deref()),
                (Special::CompressedSize, compressed_size.as_deref()),
            ]
            .into_iter()
            .filter_map(|(special, text)| Some((special, text?)))
            .collect();
            let tags = data.tag.as_slice();
            let filling = Filling::<M> { frame, head, event: None, tags, specials: &specials };
            filling.write(out)
        }
    }
}

/// What fills a template.
struct Filling<'e, M: Message> {
    frame: &'static FrameIndex,
    head: &'e M::Head,
    event: Option<&'e Outgoing<'e>>,
    /// The tag's parts as JSON text, where they stand without an event.
    tags: &'e [String],
    specials: &'e [(Special, &'e str)],
}

impl<M: Message> Filling<'_, M> {
    /// Appends the frame.
    fn write(&self, out: &mut Writer) -> Result<(), EncodeError> {
        write(&self.frame.template.shape, &mut self.frame.keys.iter(), self, out)
    }

    /// The frame does not carry what is to be written.
    fn not_carried(&self) -> EncodeError {
        EncodeError::NotCarried { frame: self.frame.template.name }
    }

    /// The payload, if the event has one.
    fn body(&self) -> Result<Option<&dyn super::WritePayload>, EncodeError> {
        match self.event {
            Some(Outgoing { entry: Some(entry), payload: Body::Payload(payload), .. }) => {
                Ok(entry.has_payload.then_some(*payload))
            }
            _ => Err(self.not_carried()),
        }
    }
}

impl<M: Message> Fill for Filling<'_, M> {
    fn head(&self, index: u8, out: &mut Writer) -> bool {
        self.head.write(index.into(), out)
    }

    fn tag(&self, index: u8, out: &mut Writer) -> Result<bool, EncodeError> {
        if let Some(text) = self.tags.get(usize::from(index)) {
            out.raw(text);
            return Ok(text != "null");
        }
        let Some(Outgoing { entry: Some(entry), tag_param, .. }) = self.event else {
            return Err(self.not_carried());
        };
        match entry.tag.get(usize::from(index)) {
            Some(TagPart::Literal(literal)) => {
                match entry.tag_texts.get(usize::from(index)) {
                    Some(text) => out.raw(text),
                    None => write_constant(*literal, out),
                }
                Ok(*literal != crate::frame::Literal::Null)
            }
            Some(TagPart::Pattern { prefix, suffix }) => {
                let free = tag_param.filter(|free| !free.is_empty());
                let free = free.ok_or(EncodeError::MissingTagParam { event: entry.name })?;
                out.string(&format!("{prefix}{free}{suffix}"));
                Ok(true)
            }
            None => {
                out.null();
                Ok(false)
            }
        }
    }

    fn payload(&self, optional: bool, out: &mut Writer) -> Result<bool, EncodeError> {
        match self.body()? {
            Some(payload) if payload.is_absent() => return Ok(false),
            Some(payload) => payload.value(out),
            None if optional => return Ok(false),
            None => out.raw("{}"),
        }
        Ok(true)
    }

    fn members(&self, out: &mut Writer) -> Result<(), EncodeError> {
        if let Some(payload) = self.body()? {
            payload.members(out);
        }
        Ok(())
    }

    fn items(&self, out: &mut Writer) -> Result<(), EncodeError> {
        if let Some(payload) = self.body()? {
            payload.items(out);
        }
        Ok(())
    }

    fn special(&self, special: Special, out: &mut Writer) -> Result<bool, EncodeError> {
        let text = self.specials.iter().find(|(other, _)| *other == special);
        let (_, text) = text.ok_or_else(|| self.not_carried())?;
        out.raw(text);
        Ok(true)
    }

    fn missing(&self, slot: &Slot) -> EncodeError {
        let path = match slot {
            Slot::Head(index) => {
                self.frame.template.heads.get(usize::from(*index)).map_or("", |head| head.path)
            }
            Slot::Tag(_) => "$event",
            _ => "$payload",
        };
        EncodeError::MissingHead { frame: self.frame.template.name, path }
    }
}
