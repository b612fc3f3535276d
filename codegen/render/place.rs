//! Places as people and formats count them; a span that lies outside its file is moved into it.

use crate::source::{Source, Sources, Span};
use std::ops::Range;

/// One end of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in characters.
    pub(super) column: usize,
    /// From 0.
    pub(super) byte: usize,
}

/// Where a span lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) source: &'a Source,
    pub(super) start: Point,
    /// Behind the last character.
    pub(super) end: Point,
}

/// The place of a span; `None` when its file was never read.
pub(super) fn place(sources: &Sources, span: Span) -> Option<Place<'_>> {
    let source = source(sources, span)?;
    let range = clamped(&source.text, span);
    let point = |byte: usize| {
        let (line, column) = sources.line_column(span.file, byte as u32);
        Point { line, column, byte }
    };
    Some(Place { source, start: point(range.start), end: point(range.end) })
}

/// The file of a span.
pub(super) fn source(sources: &Sources, span: Span) -> Option<&Source> {
    sources.iter().nth(span.file.0 as usize).map(AsRef::as_ref)
}

/// The bytes of a span, inside the text and between characters.
pub(super) fn clamped(text: &str, span: Span) -> Range<usize> {
    let start = boundary(text, span.start as usize);
    start..boundary(text, span.end as usize).max(start)
}

fn boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// A path with `/` on every system, for formats that ask for it.
pub(super) fn slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}
