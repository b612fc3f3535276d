//! What the runtime does for events that ask for more than the default.

use super::{complete, constant, list, needs_delivery, number, partial, rate, some, ty};
use crate::{
    model::{Batch, Delivery, Event, EventId, Idempotent, Keep, Priority, Slow},
    target::rust::{
        doc, expr,
        scope::{Plan, Scope},
    },
};
use proc_macro2::TokenStream;
use quote::quote;

/// The constant with an event's delivery, if it differs from the default.
pub(in crate::target::rust) fn delivery_constant(
    plan: &Plan<'_>,
    id: EventId,
    event: &Event,
) -> Option<String> {
    needs_delivery(event).then(|| format!("{}_DELIVERY", plan.names.event_constant(id)))
}

/// Whether the delivery of an event differs from `antiphon::policy::Delivery::DEFAULT`.
pub(super) fn differs(event: &Event) -> bool {
    let default = Delivery {
        priority: Priority::Normal,
        offline: Keep::Queue,
        slow: Slow::Close,
        replay: false,
        idempotent: None,
        dedupe: Vec::new(),
        debounce: None,
        batch: None,
        compress: None,
    };
    event.delivery != default || !event.rate.is_empty() || event.max_size.is_some()
}

/// The constants of events.
pub(super) fn items(scope: &Scope<'_>) -> Vec<TokenStream> {
    let events = scope.protocol().events.iter().enumerate();
    let events = events.filter_map(|(index, event)| {
        let name = delivery_constant(scope.plan, EventId(index), event)?;
        let docs = format!("What the runtime does for `{}`.", doc::one_line(&event.name));
        let ty = ty(scope, "Delivery");
        Some(constant(&docs, &name, &quote!(#ty), &delivery(scope, event)))
    });
    events.collect()
}

fn delivery(scope: &Scope<'_>, event: &Event) -> TokenStream {
    let Delivery { priority, offline, slow, replay, idempotent, dedupe, debounce, batch, compress } =
        &event.delivery;
    let name = |name: &str| ty(scope, name);
    let priority = match priority {
        Priority::Normal => None,
        Priority::Low => Some("Low"),
        Priority::High => Some("High"),
    };
    let priority = priority.map(|level| {
        let (ty, level) = (name("Priority"), super::ident(level));
        quote!(#ty::#level)
    });
    let offline = match offline {
        Keep::Queue => None,
        Keep::Drop => Some(quote!(Drop)),
        Keep::Latest(field) => Some(quote!(Latest(#field))),
    };
    let offline = offline.map(|keep| {
        let ty = name("Keep");
        quote!(#ty::#keep)
    });
    let slow = match slow {
        Slow::Close => None,
        Slow::Drop => Some(quote!(Drop)),
        Slow::Latest(field) => Some(quote!(Latest(#field))),
    };
    let slow = slow.map(|slow| {
        let ty = name("Slow");
        quote!(#ty::#slow)
    });
    let idempotent = idempotent.as_ref().map(|Idempotent { key, ttl }| {
        let ttl = expr::duration(scope, *ttl);
        complete(&name("Idempotent"), vec![("key", quote!(&[#(#key),*])), ("ttl", ttl)])
    });
    let batch = batch.map(|Batch { max, within }| {
        let max = expr::integer(i128::from(max));
        let within = expr::duration(scope, within);
        complete(&name("Batch"), vec![("max", max), ("within", within)])
    });
    let fields = vec![
        ("priority", priority),
        ("offline", offline),
        ("slow", slow),
        ("replay", replay.then(|| quote!(true))),
        ("idempotent", some(idempotent)),
        ("dedupe", list(dedupe.iter().map(|field| quote!(#field)).collect())),
        ("debounce", some(debounce.map(|time| expr::duration(scope, time)))),
        ("batch", some(batch)),
        ("compress", compress.map(|size| number(Some(size)))),
        ("rate", list(event.rate.iter().map(|each| rate(scope, each)).collect())),
        ("max_size", event.max_size.map(|size| number(Some(size)))),
    ];
    partial(&name("Delivery"), fields)
}
