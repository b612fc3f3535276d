//! Parts that have errors already: what a check finds in them may be a consequence, so it waits.

use crate::{
    diagnostic::{Diagnostic, Severity},
    source::{FileId, Span},
    syntax::{Definition, Map},
};

/// Declarations with errors in them.
pub struct Broken {
    /// In the order of files and places; none overlaps another.
    regions: Vec<Span>,
    is_sound: bool,
}

impl Broken {
    /// The declarations that these diagnostics stand in.
    pub fn of(definition: &Definition, diagnostics: &[Diagnostic]) -> Self {
        let mut errors: Vec<(FileId, u32)> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .map(|diagnostic| (diagnostic.span.file, diagnostic.span.start))
            .collect();
        errors.sort_unstable();
        let mut regions = Vec::new();
        let mut add = |name: Span, end: Span| {
            let end = if end.file == name.file { end.end.max(name.end) } else { name.end };
            regions.push(Span { end, ..name });
        };
        let wire = definition.wire.as_ref();
        let codes = definition.errors.as_ref().and_then(|errors| errors.codes.as_ref());
        each(definition.types.as_ref(), |name, body| add(name, body.0.span));
        each(definition.events.as_ref(), |name, def| add(name, def.span));
        each(definition.channels.as_ref(), |name, def| add(name, def.span));
        each(wire.and_then(|wire| wire.frames.as_ref()), |name, frame| add(name, frame.span));
        each(wire.and_then(|wire| wire.binary.as_ref()), |name, def| add(name, def.span));
        each(definition.close.as_ref(), |name, def| add(name, def.span));
        each(codes, |name, code| add(name, code.0.span));
        regions.retain(|region| {
            let first = errors.partition_point(|error| *error < (region.file, region.start));
            errors.get(first).is_some_and(|error| *error <= (region.file, region.end))
        });
        Self { regions: joined(regions), is_sound: errors.is_empty() }
    }

    /// Whether there is no error at all.
    pub(super) fn is_sound(&self) -> bool {
        self.is_sound
    }

    /// Whether a diagnostic names a place in a broken declaration.
    pub(super) fn touches(&self, diagnostic: &Diagnostic) -> bool {
        let related = diagnostic.related.iter().map(|related| related.span);
        related.chain([diagnostic.span]).any(|place| {
            let place = (place.file, place.start);
            let after = self.regions.partition_point(|region| (region.file, region.start) <= place);
            let last = after.checked_sub(1).and_then(|index| self.regions.get(index));
            last.is_some_and(|region| place <= (region.file, region.end))
        })
    }
}

/// The same places, in order, without overlap.
fn joined(mut regions: Vec<Span>) -> Vec<Span> {
    regions.sort_unstable_by_key(|region| (region.file, region.start));
    let mut joined: Vec<Span> = Vec::new();
    for region in regions {
        match joined.last_mut() {
            Some(last) if last.file == region.file && region.start <= last.end => {
                last.end = last.end.max(region.end);
            }
            _ => joined.push(region),
        }
    }
    joined
}

fn each<T>(map: Option<&Map<T>>, mut call: impl FnMut(Span, &T)) {
    for (name, value) in map.iter().flat_map(|map| &map.entries) {
        call(name.span, value);
    }
}
