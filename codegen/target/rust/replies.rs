//! Everything that may answer a request, as an enum, and its conversion from what the answering
//! sender sends.

use super::{doc, frames, messages::Variants, names::variants, scope::Scope};
use crate::model::{Carrier, ChannelId, Doc, Event, EventId, HeadField, Party, Reply, Role};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// What an outcome means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Ok,
    Error,
    Stream,
    End,
}

impl Outcome {
    fn words(self) -> &'static str {
        match self {
            Self::Ok => "success; ends the request.",
            Self::Error => "failure; ends the request.",
            Self::Stream => "may come any number of times before the end.",
            Self::End => "the end of the stream.",
        }
    }
}

/// The reply enum of a request, with its conversions.
pub(super) fn item(scope: &Scope<'_>, id: EventId, event: &Event, reply: &Reply) -> TokenStream {
    let Some(name) = scope.plan.names.reply(id) else { return TokenStream::new() };
    let outcomes = outcomes(reply);
    let words = outcomes.iter().map(|(answer, _)| words(scope, id, *answer));
    let names = variants(words, &[], "Event");
    let docs = docs(scope, event, reply);
    let rows = outcomes.iter().zip(&names).map(|((id, outcome), variant)| {
        let ty = scope.event(*id);
        let event = scope.protocol().event(*id);
        let summary = event.doc.summary.as_deref();
        let note = || format!("`{}`: {}", doc::one_line(&event.name), outcome.words());
        let notes = summary.map(|_| vec![note()]).unwrap_or_default();
        let row = Doc { summary: summary.map(str::to_owned), ..Doc::default() };
        let docs = doc::item(&row, &note(), &notes, &[]);
        let attribute = match outcome {
            Outcome::Error => Some(quote!(#[reply(error)])),
            Outcome::Stream => Some(quote!(#[reply(stream)])),
            Outcome::Ok | Outcome::End => None,
        };
        let ty = match says_why(scope, *outcome, event) {
            Some(_) => {
                let framed = scope.import(&["antiphon"], "Framed");
                quote!(#framed<#ty>)
            }
            None => ty,
        };
        quote!(#docs #attribute #variant(#ty),)
    });
    let conversions = answering(scope, event, &outcomes)
        .into_iter()
        .filter_map(|party| conversion(scope, party, &name, &outcomes, &names));
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, antiphon::Reply)]
        pub enum #name { #(#rows)* }
        #(#conversions)*
    }
}

/// The frame of a failure whose head says why: there stand the code and the text.
fn says_why(scope: &Scope<'_>, outcome: Outcome, event: &Event) -> Option<usize> {
    let Carrier::Frame(frame) = event.carrier else { return None };
    let head = &scope.protocol().wire.frames.get(frame.0)?.head;
    let tells =
        |field: &HeadField| matches!(field.role, Some(Role::Code | Role::Message | Role::Details));
    (outcome == Outcome::Error && head.iter().any(tells)).then_some(frame.0)
}

/// The words for an answer: of one written in place, `subtract.ok`, what stands behind its request.
fn words<'p>(scope: &Scope<'p>, request: EventId, answer: EventId) -> &'p str {
    let name = &scope.protocol().event(answer).name;
    if scope.protocol().event(answer).reply_to != Some(request) {
        return name;
    }
    let outcome = name.strip_prefix(&scope.protocol().event(request).name);
    outcome.and_then(|outcome| outcome.strip_prefix('.')).unwrap_or(name)
}

/// Each event once, by its first meaning.
fn outcomes(reply: &Reply) -> Vec<(EventId, Outcome)> {
    let Reply { ok, error, stream, end, cancel: _, timeout: _ } = reply;
    let lists = [
        (ok, Outcome::Ok),
        (error, Outcome::Error),
        (stream, Outcome::Stream),
        (end, Outcome::End),
    ];
    let mut outcomes: Vec<(EventId, Outcome)> = Vec::new();
    for (events, outcome) in lists {
        for event in events {
            if !outcomes.iter().any(|(known, _)| known == event) {
                outcomes.push((*event, outcome));
            }
        }
    }
    outcomes
}

fn docs(scope: &Scope<'_>, event: &Event, reply: &Reply) -> TokenStream {
    let name = doc::one_line(&event.name);
    let mut words = format!("Everything that may answer `{name}`.");
    if let Some(cancel) = reply.cancel {
        let cancel = doc::one_line(&scope.protocol().event(cancel).name);
        words.push_str(&format!(" The requester gives up with `{cancel}`."));
    }
    doc::text(&words)
}

/// Who may answer: those to whom the request goes and who send one of its outcomes.
fn answering(scope: &Scope<'_>, request: &Event, outcomes: &[(EventId, Outcome)]) -> Vec<Party> {
    let sends = |party: &Party| {
        outcomes.iter().any(|(id, _)| scope.protocol().event(*id).from.contains(party))
    };
    let asked = scope.protocol().parties().filter(|party| request.to.contains(party));
    let asked = asked.filter(sends).collect::<Vec<_>>();
    if asked.is_empty() { scope.protocol().parties().filter(sends).collect() } else { asked }
}

/// From everything that a party sends.
fn conversion(
    scope: &Scope<'_>,
    party: Party,
    name: &Ident,
    outcomes: &[(EventId, Outcome)],
    names: &[Ident],
) -> Option<TokenStream> {
    let protocol = scope.protocol();
    let sender = scope.sender(party)?;
    let all = scope.plan.senders.get(&party)?;
    let decoded = scope.import(&["antiphon"], "Decoded");
    let mut arms = Vec::new();
    for ((id, outcome), variant) in outcomes.iter().zip(names) {
        let event = protocol.event(*id);
        if !event.from.contains(&party) {
            continue;
        }
        let pattern = match event.channel {
            None => {
                let outer = all.event(*id)?;
                quote!(#sender::#outer(event))
            }
            Some(channel) => nested(scope, all, channel, party, *id, &sender)?,
        };
        arms.push(match (event.carrier, says_why(scope, *outcome, event)) {
            (Carrier::Binary(_), _) => {
                quote!(#decoded::Binary(#pattern) => Ok(Self::#variant(event)),)
            }
            (Carrier::Frame(_), None) => {
                quote!(#decoded::Event { event: #pattern, .. } => Ok(Self::#variant(event)),)
            }
            (Carrier::Frame(_), Some(frame)) => {
                let framed = scope.import(&["antiphon"], "Framed");
                let head = frames::pattern(scope, party, frame)?;
                quote! {
                    #decoded::Event { #head, event: #pattern } => {
                        Ok(Self::#variant(#framed { head, event }))
                    }
                }
            }
        });
    }
    Some(quote! {
        #[doc = " Gives back what is no answer to the request."]
        impl TryFrom<#decoded<#sender>> for #name {
            type Error = #decoded<#sender>;

            fn try_from(decoded: #decoded<#sender>) -> Result<Self, #decoded<#sender>> {
                match decoded { #(#arms)* other => Err(other), }
            }
        }
    })
}

fn nested(
    scope: &Scope<'_>,
    all: &Variants,
    channel: ChannelId,
    party: Party,
    id: EventId,
    sender: &TokenStream,
) -> Option<TokenStream> {
    let outer = all.channel(channel)?;
    let inner = scope.channel_sender(channel, party)?;
    let variant = scope.plan.channel_senders.get(&(channel, party))?.event(id)?;
    Some(quote!(#sender::#outer(#inner::#variant(event))))
}
