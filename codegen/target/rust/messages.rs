//! `messages.rs`: one enum for each sender, and for each sender and channel.

use super::{
    doc,
    module::Module,
    names::{Names, variants},
    scope::{Place, Plan, Scope},
};
use crate::model::{ChannelId, EventId, Packing, Party, Protocol, UnknownEvent, UnknownFields};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The module.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let scope = plan.scope(Place::Messages);
    let mut items = Vec::new();
    items.extend(plan.protocol.parties().filter_map(|party| sender(&scope, party)));
    for channel in (0..plan.protocol.channels.len()).map(ChannelId) {
        let parties = plan.protocol.parties();
        items.extend(parties.filter_map(|party| channel_sender(&scope, channel, party)));
    }
    scope.finish("Everything that each sender may send.", items, Vec::new())
}

/// The variants of a sender's enum.
pub(super) struct Variants {
    /// Events outside channels, with their variants.
    pub(super) events: Vec<(EventId, Ident)>,
    /// Channels, with their variants.
    pub(super) channels: Vec<(ChannelId, Ident)>,
}

impl Variants {
    /// Those of everything that a party sends. Events keep the plain name where an event and a
    /// channel share one.
    pub(super) fn of(protocol: &Protocol, names: &Names, party: Party) -> Self {
        let sent = protocol.sent_by(party).filter(|(_, event)| event.channel.is_none());
        let sent = sent.collect::<Vec<_>>();
        let events = variants(sent.iter().map(|(_, event)| event.name.as_str()), UNKNOWN, "Event");
        let mut reserved = events.iter().map(Ident::to_string).collect::<Vec<_>>();
        reserved.extend(UNKNOWN.iter().map(|name| (*name).to_owned()));
        let reserved = reserved.iter().map(String::as_str).collect::<Vec<_>>();
        let all = (0..protocol.channels.len()).map(ChannelId);
        let used = all.filter(|id| names.channel_sender(*id, party).is_some()).collect::<Vec<_>>();
        let words = used.iter().filter_map(|id| protocol.channels.get(id.0));
        let words = words.map(|channel| channel.name.as_str());
        let channels = variants(words, &reserved, "Channel");
        Self {
            events: sent.into_iter().map(|(id, _)| id).zip(events).collect(),
            channels: used.into_iter().zip(channels).collect(),
        }
    }

    /// The variant of an event. Events are in the order of their indices.
    pub(super) fn event(&self, id: EventId) -> Option<&Ident> {
        let index = self.events.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.events.get(index).map(|(_, variant)| variant)
    }

    /// The variant of a channel. Channels are in the order of their indices.
    pub(super) fn channel(&self, id: ChannelId) -> Option<&Ident> {
        let index = self.channels.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.channels.get(index).map(|(_, variant)| variant)
    }

    /// Those of what a party sends on a channel.
    pub(super) fn of_channel(protocol: &Protocol, channel: ChannelId, party: Party) -> Self {
        let sent = protocol.sent_by(party).filter(|(_, event)| event.channel == Some(channel));
        let sent = sent.collect::<Vec<_>>();
        let events = variants(sent.iter().map(|(_, event)| event.name.as_str()), &[], "Event");
        Self {
            events: sent.into_iter().map(|(id, _)| id).zip(events).collect(),
            channels: Vec::new(),
        }
    }
}

/// The variant for what the definition does not name.
const UNKNOWN: &[&str] = &["Unknown"];

fn sender(scope: &Scope<'_>, party: Party) -> Option<TokenStream> {
    let protocol = scope.protocol();
    let name = scope.plan.names.sender(party)?;
    let head = scope.head(party)?;
    let wire = &protocol.wire;
    let packing = match party {
        Party::Server => wire.server_packing,
        Party::Peer(_) => wire.peer_packing,
    };
    let packing = match packing {
        Packing::One => "one",
        Packing::Lines => "lines",
        Packing::RecordSeparator => "record_separator",
        Packing::JsonArray => "json_array",
    };
    let unknown_event = match wire.unknown_event {
        UnknownEvent::Deliver => "deliver",
        UnknownEvent::Ignore => "ignore",
        UnknownEvent::Reject => "reject",
    };
    let unknown_field = match wire.unknown_field {
        UnknownFields::Ignore => "ignore",
        UnknownFields::Preserve => "preserve",
        UnknownFields::Reject => "reject",
    };
    let unknown = (wire.unknown_event == UnknownEvent::Deliver).then(|| {
        quote! {
            #[doc = " An event that the protocol does not name, as it came."]
            #[message(unknown)]
            Unknown(antiphon::Unknown),
        }
    });
    let variants = scope.plan.senders.get(&party)?;
    let rows = rows(scope, variants);
    let channels = variants.channels.iter().filter_map(|(id, variant)| {
        let inner = scope.channel_sender(*id, party)?;
        let topic = scope.topic(*id);
        let words = doc::one_line(&protocol.channels.get(id.0)?.name);
        let docs = doc::text(&format!("An event of the channel `{words}`."));
        Some(quote!(#docs #[message(channel = #topic)] #variant(#inner),))
    });
    let docs = sender_docs(protocol, party);
    let limits = scope.policy("LIMITS");
    Some(quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, antiphon::Message)]
        #[message(
            head = #head,
            packing = #packing,
            unknown_event = #unknown_event,
            unknown_field = #unknown_field,
            limits = #limits
        )]
        pub enum #name { #(#rows)* #(#channels)* #unknown }
    })
}

fn channel_sender(scope: &Scope<'_>, channel: ChannelId, party: Party) -> Option<TokenStream> {
    let protocol = scope.protocol();
    let name = scope.plan.names.channel_sender(channel, party)?;
    let head = scope.head(party)?;
    let who = protocol.party_name(party);
    let words = doc::one_line(&protocol.channels.get(channel.0)?.name);
    let docs = doc::text(&format!("Everything that `{who}` may send on the channel `{words}`."));
    let rows = rows(scope, scope.plan.channel_senders.get(&(channel, party))?);
    let outer = scope.sender(party)?;
    let variant = scope.plan.senders.get(&party)?.channel(channel)?;
    Some(quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, antiphon::Message)]
        #[message(head = #head, within = #outer::#variant)]
        pub enum #name { #(#rows)* }
    })
}

fn rows(scope: &Scope<'_>, variants: &Variants) -> Vec<TokenStream> {
    let rows = variants.events.iter().map(|(id, variant)| {
        let event = scope.protocol().event(*id);
        let docs = doc::text(event.doc.summary.as_deref().unwrap_or_default());
        let ty = scope.event(*id);
        quote!(#docs #variant(#ty),)
    });
    rows.collect()
}

fn sender_docs(protocol: &Protocol, party: Party) -> TokenStream {
    let who = protocol.party_name(party);
    let first = format!("Everything that `{who}` may send.");
    match party {
        Party::Server => doc::text(&first),
        Party::Peer(index) => match protocol.peers.get(index) {
            Some(peer) => doc::item(
                &crate::model::Doc { summary: None, ..peer.doc.clone() },
                &first,
                peer.doc.summary.as_slice(),
                &[],
            ),
            None => doc::text(&first),
        },
    }
}
