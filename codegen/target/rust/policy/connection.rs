//! How a connection is made, kept and ended.

use super::{
    backoff, complete, constant, error_code, event, heartbeat::heartbeat, list, number,
    parameters::parameters, partial, role, slice, some, text, ty,
};
use crate::{
    model::{Auth, Connection, Drain, Overflow, Phase, Queue, Refresh, TokenPlace},
    target::rust::{channels::topic, doc, expr, names::ident, scope::Scope},
};
use proc_macro2::TokenStream;
use quote::quote;

/// `CONNECTION`, after the constants of its larger parts.
pub(super) fn items(scope: &Scope<'_>) -> Vec<TokenStream> {
    let Connection {
        path,
        params,
        query,
        headers,
        subprotocols,
        origins,
        refusals,
        timeout,
        auth: auth_value,
        ready,
        phases,
        heartbeats,
        reconnect,
        queue: queue_value,
        bind,
        serial,
        drain: drain_value,
    } = &scope.protocol().connection;
    let path = topic(path, |index| params.get(index).map(|param| param.name.clone()));
    let events = |events: &[crate::model::EventId]| {
        list(events.iter().map(|event| expr::event(scope, *event)).collect())
    };
    let texts = |texts: &[String]| list(texts.iter().map(|text| quote!(#text)).collect());
    let refusals = refusals.iter().map(|(status, words)| {
        let status = expr::integer(i128::from(*status));
        let words = doc::one_line(words.summary.as_deref().unwrap_or_default());
        quote!((#status, #words))
    });
    let bind = bind.iter().map(|(known, error)| {
        let error = expr::option(error_code(scope, *error));
        complete(&ty(scope, "Bind"), vec![("role", role(scope, *known)), ("error", error)])
    });
    let parts = Parts { scope, items: Default::default() };
    let auth = auth_value.as_ref().map(|value| {
        parts.add("How a client shows who it is.", "AUTH", "Auth", auth(scope, value))
    });
    let phases = phases.iter().map(|each| phase(scope, each)).collect();
    let phases = parts.add_list("The phases of a connection.", "PHASES", "Phase", phases);
    let heartbeats = heartbeats.iter().map(|each| heartbeat(scope, each)).collect();
    let heartbeats = parts.add_list("Signs of life.", "HEARTBEATS", "Heartbeat", heartbeats);
    let reconnect = match reconnect {
        Some(rule) => {
            let docs = "How a client connects again.";
            let name = parts.add(docs, "RECONNECT", "Backoff", backoff(scope, rule));
            quote!(Some(#name))
        }
        None => quote!(None),
    };
    let docs = "What waits while there is no connection.";
    let queue = parts.add(docs, "QUEUE", "Queue", queue(scope, queue_value));
    let drain = drain_value
        .as_ref()
        .map(|value| parts.add("How a server goes away.", "DRAIN", "Drain", drain(scope, value)));
    let connection = partial(
        &ty(scope, "Connection"),
        vec![
            ("path", Some(quote!(#path))),
            ("params", parameters(scope, params)),
            ("query", parameters(scope, query)),
            ("headers", parameters(scope, headers)),
            ("subprotocols", texts(subprotocols)),
            ("origins", texts(origins)),
            ("refusals", list(refusals.collect())),
            ("timeout", Some(expr::duration(scope, *timeout))),
            ("auth", some(auth)),
            ("ready", events(ready)),
            ("phases", phases),
            ("heartbeats", heartbeats),
            ("reconnect", Some(reconnect)),
            ("queue", Some(queue)),
            ("bind", list(bind.collect())),
            ("serial", Some(quote!(#serial))),
            ("drain", some(drain)),
        ],
    );
    let docs = "How a connection is made, kept and ended.";
    parts.add(docs, "CONNECTION", "Connection", connection);
    parts.items.into_inner()
}

/// Constants that others name.
struct Parts<'s, 'p> {
    scope: &'s Scope<'p>,
    items: std::cell::RefCell<Vec<TokenStream>>,
}

impl Parts<'_, '_> {
    fn add(&self, docs: &str, name: &str, of: &str, value: TokenStream) -> TokenStream {
        let of = ty(self.scope, of);
        self.items.borrow_mut().push(constant(docs, name, &quote!(#of), &value));
        let name = ident(name);
        quote!(#name)
    }

    fn add_list(
        &self,
        docs: &str,
        name: &str,
        of: &str,
        values: Vec<TokenStream>,
    ) -> Option<TokenStream> {
        let values = list(values)?;
        let of = ty(self.scope, of);
        self.items.borrow_mut().push(constant(docs, name, &quote!(&[#of]), &values));
        let name = ident(name);
        Some(quote!(#name))
    }
}

fn auth(scope: &Scope<'_>, auth: &Auth) -> TokenStream {
    let Auth { token, deadline, refuse, close, refresh } = auth;
    let places = token.iter().map(|place| {
        let name = ty(scope, "TokenPlace");
        match place {
            TokenPlace::Header { name: header, scheme } => {
                let scheme = text(scheme.as_ref());
                quote!(#name::Header { name: #header, scheme: #scheme })
            }
            TokenPlace::Cookie(cookie) => quote!(#name::Cookie(#cookie)),
            TokenPlace::Subprotocol { prefix, suffix } => {
                quote!(#name::Subprotocol { prefix: #prefix, suffix: #suffix })
            }
            TokenPlace::Query(parameter) => quote!(#name::Query(#parameter)),
            TokenPlace::Event { event, field } => {
                let event = expr::event(scope, *event);
                quote!(#name::Event { event: #event, field: #field })
            }
        }
    });
    let refresh = refresh.as_ref().map(|refresh| {
        let Refresh { ask, offer, ok, error } = refresh;
        complete(
            &ty(scope, "Refresh"),
            vec![
                ("ask", event(scope, *ask)),
                ("offer", expr::event(scope, *offer)),
                ("ok", event(scope, *ok)),
                ("error", event(scope, *error)),
            ],
        )
    });
    complete(
        &ty(scope, "Auth"),
        vec![
            ("token", slice(places.collect())),
            ("deadline", expr::duration(scope, *deadline)),
            ("refuse", number(*refuse)),
            ("close", number(*close)),
            ("refresh", expr::option(refresh)),
        ],
    )
}

fn phase(scope: &Scope<'_>, phase: &Phase) -> TokenStream {
    let Phase { name, doc: _, until, deadline, close } = phase;
    complete(
        &ty(scope, "Phase"),
        vec![
            ("name", quote!(#name)),
            ("until", slice(until.iter().map(|event| expr::event(scope, *event)).collect())),
            ("deadline", expr::option(deadline.map(|time| expr::duration(scope, time)))),
            ("close", number(*close)),
        ],
    )
}

fn queue(scope: &Scope<'_>, queue: &Queue) -> TokenStream {
    let Queue { max, bytes, overflow } = queue;
    let overflow_type = ty(scope, "Overflow");
    let overflow = match overflow {
        Overflow::DropOldest => quote!(#overflow_type::DropOldest),
        Overflow::DropNewest => quote!(#overflow_type::DropNewest),
        Overflow::Close => quote!(#overflow_type::Close),
    };
    complete(
        &ty(scope, "Queue"),
        vec![
            ("max", expr::integer(i128::from(*max))),
            ("bytes", number(*bytes)),
            ("overflow", overflow),
        ],
    )
}

fn drain(scope: &Scope<'_>, drain: &Drain) -> TokenStream {
    let Drain { event: before, over, close } = drain;
    complete(
        &ty(scope, "Drain"),
        vec![
            ("event", event(scope, *before)),
            ("over", expr::duration(scope, *over)),
            ("close", expr::integer(i128::from(*close))),
        ],
    )
}
