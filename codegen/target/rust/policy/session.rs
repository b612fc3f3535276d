//! What survives a connection, what is too much, and where error reports have their parts.

use super::{
    complete, constant, error_code, event, heartbeat::written, list, number, partial, rate, role,
    some, text, ty,
};
use crate::{
    model::{EventId, Expired, Limits, Report, Session},
    target::rust::{expr, scope::Scope},
};
use proc_macro2::TokenStream;
use quote::quote;

/// `SESSION`, `LIMITS` and `REPORT`.
pub(super) fn items(scope: &Scope<'_>) -> Vec<TokenStream> {
    let protocol = scope.protocol();
    let mut items = Vec::new();
    if let Some(value) = &protocol.session {
        let ty = ty(scope, "Session");
        let docs = "What survives a connection, and how it is taken up again.";
        items.push(constant(docs, "SESSION", &quote!(#ty), &session(scope, value)));
    }
    let limits_type = ty(scope, "Limits");
    let value = limits(scope, &protocol.limits);
    items.push(constant("What is too much.", "LIMITS", &quote!(#limits_type), &value));
    if let Some(value) = &protocol.errors.report {
        let ty = ty(scope, "Report");
        let docs = "Where the parts of an error report are.";
        items.push(constant(docs, "REPORT", &quote!(#ty), &report(scope, value)));
    }
    items
}

fn session(scope: &Scope<'_>, session: &Session) -> TokenStream {
    let Session {
        id,
        seq,
        ack,
        buffer,
        replay_for,
        state_for,
        expired,
        send,
        ok,
        error,
        end,
        address,
    } = session;
    let expired_type = ty(scope, "Expired");
    let expired = match expired {
        Expired::NewSession => quote!(#expired_type::NewSession),
        Expired::Reject => quote!(#expired_type::Reject),
    };
    let field = |field: &Option<(EventId, String)>| {
        expr::option(field.as_ref().map(|(event, field)| {
            let event = expr::event(scope, *event);
            complete(&ty(scope, "EventField"), vec![("event", event), ("field", quote!(#field))])
        }))
    };
    complete(
        &ty(scope, "Session"),
        vec![
            ("id", field(id)),
            ("seq", role(scope, *seq)),
            ("ack", event(scope, *ack)),
            ("buffer", expr::integer(i128::from(*buffer))),
            ("replay_for", expr::duration(scope, *replay_for)),
            ("state_for", expr::duration(scope, *state_for)),
            ("expired", expired),
            ("send", expr::option(send.as_ref().map(|event| written(scope, event)))),
            ("ok", event(scope, *ok)),
            ("error", event(scope, *error)),
            ("end", event(scope, *end)),
            ("address", field(address)),
        ],
    )
}

fn limits(scope: &Scope<'_>, limits: &Limits) -> TokenStream {
    let Limits {
        message,
        inflated,
        depth,
        batch,
        connections,
        connections_per_address,
        channels_per_connection,
        per_connection,
        burst,
        global,
        exceeded,
    } = limits;
    let rates =
        |rates: &[crate::model::Rate]| list(rates.iter().map(|each| rate(scope, each)).collect());
    let count = |count: Option<u32>| count.map(|count| number(Some(count)));
    partial(
        &ty(scope, "Limits"),
        vec![
            ("message", Some(expr::integer(i128::from(*message)))),
            ("inflated", Some(expr::integer(i128::from(*inflated)))),
            ("depth", Some(expr::integer(i128::from(*depth)))),
            ("batch", Some(expr::integer(i128::from(*batch)))),
            ("connections", count(*connections)),
            ("connections_per_address", count(*connections_per_address)),
            ("channels_per_connection", count(*channels_per_connection)),
            ("per_connection", rates(per_connection)),
            ("burst", some(burst.as_ref().map(|burst| rate(scope, burst)))),
            ("global", rates(global)),
            ("exceeded", some(error_code(scope, *exceeded))),
        ],
    )
}

fn report(scope: &Scope<'_>, report: &Report) -> TokenStream {
    let Report { event, code, message, trace, details, retry_after } = report;
    complete(
        &ty(scope, "Report"),
        vec![
            ("event", expr::event(scope, *event)),
            ("code", text(code.as_ref())),
            ("message", text(message.as_ref())),
            ("trace", text(trace.as_ref())),
            ("details", text(details.as_ref())),
            ("retry_after", text(retry_after.as_ref())),
        ],
    )
}
