//! Examples and defaults that are not valid: A0901, A0205.

use crate::{
    diagnostic::Diagnostic,
    judge::{self, Fault, Mismatch, Reader},
    model::{
        Carrier, Constraints, Event, EventId, Field, Presence, Protocol, Type, TypeId, TypeKind,
    },
    resolve::{FieldPlaces, Places},
    source::Span,
};
use serde_json::Value;

/// Reports examples and defaults that their own types refuse.
pub(super) fn check(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    for (index, def) in protocol.types.iter().enumerate() {
        let place = &places.types[index];
        let ty = Type::Named(TypeId(index));
        for (example, span) in def.examples.iter().zip(&place.examples) {
            if let Err(fault) = judge::value(protocol, &ty, &Constraints::default(), example) {
                diagnostics.push(invalid(
                    "A0901",
                    *span,
                    &format!("this is no valid `{}`", def.name),
                    &fault,
                ));
            }
        }
        let fields: Vec<&Field> = match &def.kind {
            TypeKind::Record(record) => record.fields.iter().collect(),
            TypeKind::Tuple(tuple) => tuple.items.iter().chain(&tuple.rest).collect(),
            _ => Vec::new(),
        };
        for (field, place) in fields.into_iter().zip(&place.fields) {
            check_field(protocol, field, place, diagnostics);
        }
    }
    let reader = Reader::new(protocol);
    for (index, event) in protocol.events.iter().enumerate() {
        for (example, span) in event.examples.iter().zip(&places.events[index].examples) {
            diagnostics.extend(check_event(&reader, protocol, EventId(index), example, *span));
        }
    }
}

fn check_field(
    protocol: &Protocol,
    field: &Field,
    place: &FieldPlaces,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // Spread fields are checked where they are declared.
    if place.spread.is_some() {
        return;
    }
    if let (Presence::Default(default), Some(span)) = (&field.presence, place.default)
        && let Err(fault) = judge::value(protocol, &field.ty, &field.constraints, default)
    {
        diagnostics.push(invalid(
            "A0205",
            span,
            &format!("this cannot be the default of `{}`", field.name),
            &fault,
        ));
    }
    for (example, span) in field.examples.iter().zip(&place.examples) {
        if let Err(fault) = judge::value(protocol, &field.ty, &field.constraints, example) {
            diagnostics.push(invalid(
                "A0901",
                *span,
                &format!("this is no valid `{}`", field.name),
                &fault,
            ));
        }
    }
}

fn check_event(
    reader: &Reader<'_>,
    protocol: &Protocol,
    id: EventId,
    example: &Value,
    span: Span,
) -> Option<Diagnostic> {
    let Event { name, carrier, .. } = protocol.event(id);
    let what = match carrier {
        Carrier::Frame(_) => format!("this is no frame of `{name}`"),
        Carrier::Binary(_) => format!("this is no valid `{name}`"),
    };
    let diagnostic = match reader.example(id, example) {
        Ok(()) => return None,
        Err(Mismatch::Invalid(fault)) => invalid("A0901", span, &what, &fault),
        Err(Mismatch::Other(found)) => {
            let found = match found {
                Some(other) => format!("it is read as `{}`", protocol.event(other).name),
                None => "it is read as an unknown event".to_owned(),
            };
            Diagnostic::error("A0901", span, what).label(found)
        }
    };
    Some(match carrier {
        Carrier::Frame(_) => diagnostic.help("an example is a whole frame, exactly as on the wire"),
        Carrier::Binary(_) => diagnostic,
    })
}

fn invalid(code: &'static str, span: Span, message: &str, fault: &Fault) -> Diagnostic {
    Diagnostic::error(code, span, format!("{message}: {fault}"))
}
