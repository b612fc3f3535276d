//! Signs of life, and events that the runtime writes itself.

use super::{complete, number, role, slice, ty};
use crate::{
    model::{
        Beat, DurationUnit, EventId, Field, Heartbeat, Payload, Period, Source, Type, TypeId,
        TypeKind, Written,
    },
    target::rust::{expr, scope::Scope},
};
use proc_macro2::TokenStream;
use quote::quote;
use std::time::Duration;

/// A sign of life.
pub(super) fn heartbeat(scope: &Scope<'_>, heartbeat: &Heartbeat) -> TokenStream {
    let Heartbeat { from, every, timeout, send, answer, idle_only, close } = heartbeat;
    complete(
        &ty(scope, "Heartbeat"),
        vec![
            ("from", expr::party(scope, *from)),
            ("every", period(scope, every)),
            ("timeout", expr::option(timeout.map(|timeout| expr::duration(scope, timeout)))),
            ("send", beat(scope, send)),
            ("answer", expr::option(answer.as_ref().map(|answer| beat(scope, answer)))),
            ("idle_only", quote!(#idle_only)),
            ("close", number(*close)),
        ],
    )
}

fn period(scope: &Scope<'_>, period: &Period) -> TokenStream {
    let name = ty(scope, "Period");
    match period {
        Period::Fixed(time) => {
            let time = expr::duration(scope, *time);
            quote!(#name::Fixed(#time))
        }
        Period::Announced { event, field } => {
            let unit = expr::duration(scope, unit(scope, *event, field));
            let event = expr::event(scope, *event);
            quote!(#name::Announced { event: #event, field: #field, unit: #unit })
        }
    }
}

/// The unit of an announced time: a second where the field says so, else a millisecond.
fn unit(scope: &Scope<'_>, event: EventId, path: &str) -> Duration {
    let mut ty = match &scope.protocol().event(event).payload {
        Payload::Fields(id) => Some(Type::Named(*id)),
        Payload::Value(ty) => Some(ty.clone()),
        Payload::None | Payload::Binary => None,
    };
    for key in path.split('.').filter(|key| !key.is_empty()) {
        ty = ty.and_then(|ty| field_type(scope, ty, key));
    }
    match ty.map(|ty| resolved(scope, ty)) {
        Some(Type::Duration(DurationUnit::Seconds)) => Duration::from_secs(1),
        _ => Duration::from_millis(1),
    }
}

fn field_type(scope: &Scope<'_>, ty: Type, key: &str) -> Option<Type> {
    let Type::Named(id) = resolved(scope, ty) else { return None };
    let named = |fields: &[Field]| {
        fields.iter().find(|field| field.name == key).map(|field| field.ty.clone())
    };
    match &scope.protocol().type_def(id).kind {
        TypeKind::Record(record) => named(&record.fields),
        TypeKind::Tuple(tuple) => named(&tuple.items),
        _ => None,
    }
}

/// What stands behind aliases and `?`. Bounded, because aliases may go in circles through lists.
fn resolved(scope: &Scope<'_>, mut ty: Type) -> Type {
    for _ in 0..=scope.protocol().types.len() {
        ty = match ty {
            Type::Nullable(inner) => *inner,
            Type::Named(TypeId(index)) => match scope.protocol().types.get(index) {
                Some(def) => match &def.kind {
                    TypeKind::Alias(alias) => alias.ty.clone(),
                    _ => return ty,
                },
                None => return ty,
            },
            ty => return ty,
        };
    }
    ty
}

fn beat(scope: &Scope<'_>, beat: &Beat) -> TokenStream {
    let name = ty(scope, "Beat");
    match beat {
        Beat::Control => quote!(#name::Control),
        Beat::Event(event) => {
            let event = written(scope, event);
            quote!(#name::Event(#event))
        }
    }
}

/// An event that the runtime writes.
pub(super) fn written(scope: &Scope<'_>, written: &Written) -> TokenStream {
    let Written { event, payload, fields } = written;
    let fields = fields.iter().map(|(name, value)| {
        let value = source(scope, value);
        quote!((#name, #value))
    });
    complete(
        &ty(scope, "Written"),
        vec![
            ("event", expr::event(scope, *event)),
            ("payload", expr::option(payload.as_ref().map(|value| source(scope, value)))),
            ("fields", slice(fields.collect())),
        ],
    )
}

fn source(scope: &Scope<'_>, source: &Source) -> TokenStream {
    let name = ty(scope, "Value");
    match source {
        Source::Runtime(known) => {
            let known = role(scope, *known);
            quote!(#name::Runtime(#known))
        }
        Source::Value(value) => {
            let text = value.to_string();
            quote!(#name::Json(#text))
        }
    }
}
