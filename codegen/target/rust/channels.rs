//! `channels.rs`: a topic struct for each channel.

use super::{
    doc,
    fields::{Body, constraints, part},
    module::Module,
    scope::{Place, Plan, Scope},
    structs::masking,
};
use crate::{
    model::{Channel, ChannelId, EventId, TopicPart},
    names::rust::field_name,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The module.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let scope = plan.scope(Place::Channels);
    let channels = plan.protocol.channels.iter().enumerate();
    let items = channels.map(|(index, channel)| item(&scope, ChannelId(index), channel)).collect();
    scope.finish("Channels: topics that build and parse.", items, Vec::new())
}

fn item(scope: &Scope<'_>, id: ChannelId, channel: &Channel) -> TokenStream {
    // What the runtime does for a channel is among the policies.
    let Channel { name, doc, topic: parts, params, join, leave, authorize, recover: _ } = channel;
    let ident = scope.plan.names.topic(id);
    let event = |id: &EventId| doc::one_line(&scope.protocol().event(*id).name);
    let shown = topic(parts, |index| params.get(index).map(|param| param.name.clone()));
    // The derive knows a parameter by its field.
    let topic = topic(parts, |index| params.get(index).map(|param| field_name(param.words())));
    let mut notes = vec![format!("Topics have the form `{shown}`.")];
    match join.as_ref().map(|join| &join.request) {
        Some(Some(request)) => notes.push(format!("Joined with `{}`.", event(request))),
        Some(None) => notes.push("The server joins its readers by itself.".to_owned()),
        None => {}
    }
    if let Some(request) = leave.as_ref().and_then(|leave| leave.request.as_ref()) {
        notes.push(format!("Left with `{}`.", event(request)));
    }
    if *authorize {
        notes.push("The server decides who may join.".to_owned());
    }
    let docs = doc::item(doc, "", &[notes.join(" ")], &[]);
    let mut body = Body::default();
    body.parts.extend(params.iter().map(|param| part(scope, None, param, false)));
    let fields = body.parts.iter().zip(params).map(|(part, param)| {
        let (docs, name, ty) = (&part.docs, &part.name, &part.ty);
        let constraints = constraints(&param.constraints);
        let said = (!constraints.is_empty()).then(|| quote!(#[channel(#(#constraints),*)]));
        quote!(#docs #said pub #name: #ty,)
    });
    let masked = body.parts.iter().any(|part| part.sensitive);
    let debug = (!masked).then(|| quote!(Debug,));
    let masking = masked.then(|| masking(scope, &ident, &body.parts));
    let default = body.parts.is_empty().then(|| quote!(Copy, Default,));
    quote! {
        #docs
        #[derive(#debug Clone, #default PartialEq, Eq, Hash, antiphon::Channel)]
        #[channel(name = #name, topic = #topic)]
        pub struct #ident { #(#fields)* }
        #masking
    }
}

/// A template as the definition writes it: `session:{id}`, with doubled braces where they are text.
pub(super) fn topic(parts: &[TopicPart], param: impl Fn(usize) -> Option<String>) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            TopicPart::Text(part) => text.push_str(&part.replace('{', "{{").replace('}', "}}")),
            TopicPart::Param(index) => {
                text.push('{');
                text.push_str(&param(*index).unwrap_or_default());
                text.push('}');
            }
        }
    }
    text
}
