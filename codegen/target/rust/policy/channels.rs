//! What the runtime does for channels.

use super::{complete, constant, event, slice, text, ty};
use crate::{
    model::{Channel, Join, Leave, Recover},
    target::rust::{expr, scope::Scope},
};
use proc_macro2::TokenStream;
use quote::quote;

/// `CHANNELS`, in the order of the definition.
pub(super) fn items(scope: &Scope<'_>) -> Option<TokenStream> {
    let channels = &scope.protocol().channels;
    if channels.is_empty() {
        return None;
    }
    let of = ty(scope, "ChannelPolicy");
    let rows = slice(channels.iter().map(|channel| row(scope, channel)).collect());
    Some(constant("What the runtime does for each channel.", "CHANNELS", &quote!(&[#of]), &rows))
}

fn row(scope: &Scope<'_>, channel: &Channel) -> TokenStream {
    // The topic and its parameters are the channel's type.
    let Channel { name, doc: _, topic: _, params: _, join, leave, authorize, recover } = channel;
    let join = join.as_ref().map(|Join { request, ok, error, topic }| {
        let parts = vec![
            ("request", event(scope, *request)),
            ("ok", event(scope, *ok)),
            ("error", event(scope, *error)),
            ("topic", text(topic.as_ref())),
        ];
        complete(&ty(scope, "Join"), parts)
    });
    let leave = leave.as_ref().map(|Leave { request, ok, topic }| {
        let parts = vec![
            ("request", event(scope, *request)),
            ("ok", event(scope, *ok)),
            ("topic", text(topic.as_ref())),
        ];
        complete(&ty(scope, "Leave"), parts)
    });
    let recover = recover.map(|Recover { history, ttl }| {
        let ttl = expr::option(ttl.map(|ttl| expr::duration(scope, ttl)));
        let history = expr::integer(i128::from(history));
        complete(&ty(scope, "Recover"), vec![("history", history), ("ttl", ttl)])
    });
    complete(
        &ty(scope, "ChannelPolicy"),
        vec![
            ("name", quote!(#name)),
            ("join", expr::option(join)),
            ("leave", expr::option(leave)),
            ("authorize", quote!(#authorize)),
            ("recover", expr::option(recover)),
        ],
    )
}
