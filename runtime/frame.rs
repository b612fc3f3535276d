//! Frame templates at run time, and heads: the envelope values of a frame as a struct.

pub(crate) mod any;
pub(crate) mod named;
pub(crate) mod path;
pub(crate) mod plan;
mod slots;
pub(crate) mod write;

pub(crate) use slots::{Place, Slots, Special, tag_value};

use crate::{error::Fault, json::Writer};

/// A frame as constant data, made by `#[derive(Head)]`.
#[derive(Debug)]
pub struct Template {
    /// The frame's name.
    pub name: &'static str,
    /// Its shape.
    pub shape: Shape,
    /// What it carries.
    pub carries: Carries,
    /// How many tag parts it has.
    pub tags: u8,
    /// The envelope values, in template order.
    pub heads: &'static [HeadField],
}

/// What a frame carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// One event.
    Event,
    /// Other frames.
    Batch,
    /// Another frame, compressed.
    Compressed,
}

/// An envelope value.
#[derive(Debug)]
pub struct HeadField {
    /// The keys and positions that lead to it: `metadata.message_id`.
    pub path: &'static str,
    /// What it means to the runtime, if anything.
    pub role: Option<Role>,
    /// Whether it may be absent.
    pub optional: bool,
    /// How the sender chooses it.
    pub choice: Choice,
}

/// How the sender of a frame chooses an envelope value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// As the application says, or by the rule of its role: a clock for [`Role::Time`].
    Given,
    /// 1, 2, 3, … for each connection.
    Rising,
    /// A random UUID.
    Uuid,
    /// Random text.
    Random,
}

/// An object or an array of a template.
#[derive(Debug)]
pub enum Shape {
    /// An object.
    Object(&'static [Member]),
    /// An array, by position.
    Array(&'static [Item]),
}

/// A key of an object template.
#[derive(Debug)]
pub struct Member {
    /// The key.
    pub key: Key,
    /// Whether it may be absent.
    pub optional: bool,
    /// The value.
    pub slot: Slot,
}

/// A key of an object template.
#[derive(Debug)]
pub enum Key {
    /// This text.
    Text(&'static str),
    /// The tag part with this index.
    Tag(u8),
    /// The payload's fields stand beside the other keys.
    Spread,
}

/// A position of an array template.
#[derive(Debug)]
pub struct Item {
    /// The payload's fields take this and the following positions.
    pub spread: bool,
    /// Whether it may be missing, with all that follow.
    pub optional: bool,
    /// The value.
    pub slot: Slot,
}

/// A value of a template.
#[derive(Debug)]
pub enum Slot {
    /// A constant.
    Const(Literal),
    /// The tag part with this index.
    Tag(u8),
    /// The payload.
    Payload,
    /// The envelope value with this index.
    Head(u8),
    /// A list of frames.
    Frames,
    /// How many frames.
    Count,
    /// A compressed frame as base64 text.
    Compressed,
    /// Bytes before compression.
    Size,
    /// Bytes after compression, before base64.
    CompressedSize,
    /// A nested object or array.
    Nested(Shape),
}

/// A constant on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// Text.
    Text(&'static str),
}

/// What an envelope value means to the runtime: the placeholder of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the placeholder of that name")]
pub enum Role {
    Channel,
    Id,
    Correlation,
    Join,
    Seq,
    Ack,
    Epoch,
    Offset,
    Time,
    Session,
    User,
    Connection,
    Sender,
    Trace,
    Code,
    Message,
    Details,
}

/// The envelope of one frame, or of one of several frames.
///
/// `#[derive(Head)]` on a struct implements it for one frame; on an enum whose variants each hold
/// such a struct, for several.
pub trait Head: Sized {
    /// The frames, in order.
    const TEMPLATES: &'static [&'static Template];

    /// Which of [`Head::TEMPLATES`] this value belongs to.
    fn template(&self) -> usize;

    /// Makes the head of the frame with this index from the raw JSON texts of its values, one for
    /// each of [`Template::heads`], `None` where absent.
    ///
    /// # Errors
    /// A [`Fault`] whose path is that of the value.
    fn read(template: usize, values: &[Option<&str>]) -> Result<Self, Fault>;

    /// Appends the envelope value with this index. Returns `false`, and appends nothing, when it
    /// is absent.
    fn write(&self, value: usize, out: &mut Writer) -> bool;

    /// The raw text of the value with this role, if the frame has it and it is there; text without
    /// its quotes.
    fn role(&self, role: Role) -> Option<String> {
        let template = Self::TEMPLATES.get(self.template())?;
        let index = template.heads.iter().position(|head| head.role == Some(role))?;
        let mut out = Writer::new();
        self.write(index, &mut out).then(|| out.into_plain())
    }
}
