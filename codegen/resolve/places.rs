//! Where the parts of a protocol stand, for checks that look at the whole.

use crate::source::Span;

/// Places by the indices of the model.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// One entry for each type.
    pub types: Vec<TypePlaces>,
    /// One entry for each event.
    pub events: Vec<EventPlaces>,
    /// One entry for each frame.
    pub frames: Vec<FramePlaces>,
    /// The names of the channels.
    pub channels: Vec<Span>,
    /// The names of the error codes.
    pub codes: Vec<Span>,
    /// The names of the close codes.
    pub close: Vec<Span>,
}

/// Where a type stands.
#[derive(Debug, Clone)]
pub struct TypePlaces {
    /// Its name, or where it was written in place.
    pub name: Span,
    /// Its examples.
    pub examples: Vec<Span>,
    /// Its fields or positions, the rest of a tuple last.
    pub fields: Vec<FieldPlaces>,
    /// The values of a set or the variants of a union.
    pub values: Vec<Span>,
}

/// Where a field stands.
#[derive(Debug, Clone)]
pub struct FieldPlaces {
    /// Its name.
    pub name: Span,
    /// Its default.
    pub default: Option<Span>,
    /// Its examples.
    pub examples: Vec<Span>,
    /// The record it was spread from.
    pub spread: Option<Span>,
}

/// Where an event stands.
#[derive(Debug, Clone)]
pub struct EventPlaces {
    /// Its name.
    pub name: Span,
    /// Its tag, or its name.
    pub tag: Span,
    /// Its payload, or its name.
    pub payload: Span,
    /// Whether its frame is known; false for binary messages, and where the frame is in error.
    pub has_frame: bool,
    /// Its examples.
    pub examples: Vec<Span>,
}

/// Where a frame stands.
#[derive(Debug, Clone)]
pub struct FramePlaces {
    /// Its name.
    pub name: Span,
}
