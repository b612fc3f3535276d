//! Examples and defaults that are not valid: A0901, A0205.

use crate::{
    diagnostic::Diagnostic,
    judge::{self, Context, Fault},
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
    for (index, event) in protocol.events.iter().enumerate() {
        for (example, span) in event.examples.iter().zip(&places.events[index].examples) {
            check_event(protocol, EventId(index), event, example, *span, diagnostics);
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
    protocol: &Protocol,
    id: EventId,
    event: &Event,
    example: &Value,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Carrier::Binary(_) = event.carrier {
        let verdict = match example.as_str() {
            Some(text) => judge::binary_text(protocol, id, text).map(|_| ()),
            None => Err(Fault::wrong_kind("text of hexadecimal digits", example)),
        };
        if let Err(fault) = verdict {
            diagnostics.push(invalid(
                "A0901",
                span,
                &format!("this is no valid `{}`", event.name),
                &fault,
            ));
        }
        return;
    }
    let context = Context {
        pending: event.reply_to.map_or(judge::Pending::Any, judge::Pending::Request),
        phase: event.phase,
    };
    let Some(sender) = event.from.first() else { return };
    match judge::frame(protocol, *sender, example, &context) {
        Ok(judged) if judged.event() == Some(id) => {}
        Ok(judged) => {
            let found = match judged.event() {
                Some(other) => format!("it is read as `{}`", protocol.event(other).name),
                None => "it is read as an unknown event".to_owned(),
            };
            diagnostics.push(
                Diagnostic::error("A0901", span, format!("this is no frame of `{}`", event.name))
                    .label(found)
                    .help("an example is a whole frame, exactly as on the wire"),
            );
        }
        Err(fault) => diagnostics.push(
            invalid("A0901", span, &format!("this is no frame of `{}`", event.name), &fault)
                .help("an example is a whole frame, exactly as on the wire"),
        ),
    }
}

fn invalid(code: &'static str, span: Span, message: &str, fault: &Fault) -> Diagnostic {
    Diagnostic::error(code, span, format!("{message}: {fault}"))
}
