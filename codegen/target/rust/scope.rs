//! Where an item is being written, and how it names the others from there.

use super::{
    messages::Variants,
    module::{Child, Imports, Module},
    names::{Names, owned_types},
    recursion::Recursion,
    traits::AllTraits,
    walk,
};
use crate::model::{
    ChannelId, DurationUnit, EventId, FloatKind, Literal, Party, Protocol, TimeForm, Type, TypeId,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// What is known about a protocol before the first item is written.
pub(super) struct Plan<'p> {
    /// The protocol.
    pub(super) protocol: &'p Protocol,
    /// The name of everything.
    pub(super) names: Names,
    /// What must be boxed.
    pub(super) recursion: Recursion,
    /// Which traits each type can have.
    pub(super) traits: AllTraits,
    /// Types whose place an event's struct takes.
    pub(super) owned: BTreeMap<TypeId, EventId>,
    /// The variants of each sender's enum.
    pub(super) senders: BTreeMap<Party, Variants>,
    /// The variants of each sender's enum on a channel.
    pub(super) channel_senders: BTreeMap<(ChannelId, Party), Variants>,
}

impl<'p> Plan<'p> {
    /// Plans the output.
    pub(super) fn new(protocol: &'p Protocol) -> Self {
        let names = Names::new(protocol, &walk::nested_constants(protocol));
        let parties = protocol.parties().collect::<Vec<_>>();
        let senders = parties.iter().map(|party| (*party, Variants::of(protocol, &names, *party)));
        let channels = names.channel_senders().map(|(channel, party)| {
            ((channel, party), Variants::of_channel(protocol, channel, party))
        });
        let recursion = Recursion::new(protocol);
        Self {
            protocol,
            senders: senders.collect(),
            channel_senders: channels.collect(),
            traits: AllTraits::new(protocol, &recursion),
            recursion,
            owned: owned_types(protocol),
            names,
        }
    }

    /// Begins a module.
    pub(super) fn scope(&self, place: Place) -> Scope<'_> {
        Scope { plan: self, place, imports: Imports::default() }
    }
}

/// The modules of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Root,
    Types,
    Schemas,
    Frames,
    Events,
    ChannelEvents(ChannelId),
    Messages,
    Channels,
    Errors,
    Close,
    Policy,
    Flows,
}

impl Place {
    /// The module from which others import, below the root.
    fn module(self) -> Option<&'static str> {
        match self {
            Self::Root => None,
            Self::Types => Some("types"),
            Self::Schemas => Some("schemas"),
            Self::Frames => Some("frames"),
            Self::Events | Self::ChannelEvents(_) => Some("events"),
            Self::Messages => Some("messages"),
            Self::Channels => Some("channels"),
            Self::Errors => Some("errors"),
            Self::Close => Some("close"),
            Self::Policy => Some("policy"),
            Self::Flows => Some("flows"),
        }
    }

    /// How many modules lie between it and the root.
    fn depth(self) -> usize {
        match self {
            Self::Root => 0,
            Self::ChannelEvents(_) => 2,
            _ => 1,
        }
    }
}

/// A module that is being written.
pub(super) struct Scope<'p> {
    /// What is known about the protocol.
    pub(super) plan: &'p Plan<'p>,
    place: Place,
    imports: Imports,
}

impl<'p> Scope<'p> {
    /// The protocol.
    pub(super) fn protocol(&self) -> &'p Protocol {
        self.plan.protocol
    }

    /// Ends the module.
    pub(super) fn finish(
        self,
        about: &str,
        items: Vec<TokenStream>,
        children: Vec<Child>,
    ) -> Module {
        let name = match self.place {
            Place::ChannelEvents(channel) => self.plan.names.channel_module(channel).to_string(),
            place => place.module().unwrap_or_default().to_owned(),
        };
        Module {
            name,
            header: vec![format!(" {about}")],
            allowed: Vec::new(),
            imports: self.imports,
            items,
            children,
        }
    }

    /// An item of another module of the output.
    fn item(&self, place: Place, name: Ident) -> TokenStream {
        // The module of all events offers those of its channels.
        let here = self.place == place
            || self.place == Place::Events && matches!(place, Place::ChannelEvents(_));
        if let Some(module) = place.module().filter(|_| !here) {
            let path = match (self.place, place) {
                (Place::ChannelEvents(_), Place::Events | Place::ChannelEvents(_)) => {
                    vec!["super".to_owned()]
                }
                _ => {
                    let mut path = vec!["super".to_owned(); self.place.depth()];
                    path.push(module.to_owned());
                    path
                }
            };
            self.imports.add(path, &name.to_string());
        }
        quote!(#name)
    }

    /// A type that generated code shares with every protocol: `antiphon::types::Map`.
    pub(super) fn runtime(&self, name: &str) -> Ident {
        self.import(&["antiphon", "types"], name)
    }

    /// A name from outside the output.
    pub(super) fn import(&self, path: &[&str], name: &str) -> Ident {
        self.imports.add(path.iter().map(|segment| (*segment).to_owned()).collect(), name);
        super::names::ident(name)
    }

    /// The struct of an event.
    pub(super) fn event(&self, id: EventId) -> TokenStream {
        let place = match self.protocol().event(id).channel {
            Some(channel) => Place::ChannelEvents(channel),
            None => Place::Events,
        };
        self.item(place, self.plan.names.event(id))
    }

    /// The enum of everything that a party sends.
    pub(super) fn sender(&self, party: Party) -> Option<TokenStream> {
        self.plan.names.sender(party).map(|name| self.item(Place::Messages, name))
    }

    /// The enum of everything that a party sends on a channel.
    pub(super) fn channel_sender(&self, channel: ChannelId, party: Party) -> Option<TokenStream> {
        let name = self.plan.names.channel_sender(channel, party)?;
        Some(self.item(Place::Messages, name))
    }

    /// The head of what a party sends.
    pub(super) fn head(&self, party: Party) -> Option<TokenStream> {
        self.plan.names.head(party).map(|name| self.item(Place::Frames, name))
    }

    /// The head of a frame.
    pub(super) fn frame(&self, index: usize) -> TokenStream {
        self.item(Place::Frames, self.plan.names.frame(index))
    }

    /// The topic of a channel.
    pub(super) fn topic(&self, channel: ChannelId) -> TokenStream {
        self.item(Place::Channels, self.plan.names.topic(channel))
    }

    /// A constant of the policy module: `policy::LIMITS`.
    pub(super) fn policy(&self, name: &str) -> TokenStream {
        let name = super::names::ident(name);
        if self.place == Place::Policy {
            return quote!(#name);
        }
        let path = vec!["super".to_owned(); self.place.depth()];
        self.imports.add(path, "policy");
        quote!(policy::#name)
    }

    /// A declared type, or one written in place.
    pub(super) fn named(&self, id: TypeId) -> TokenStream {
        if let Some(event) = self.plan.owned.get(&id) {
            return self.event(*event);
        }
        let place =
            if self.protocol().errors.ty == Some(id) { Place::Errors } else { Place::Types };
        self.item(place, self.plan.names.ty(id))
    }

    /// The type with this one value.
    pub(super) fn constant(&self, value: &Literal) -> TokenStream {
        self.item(Place::Types, self.plan.names.constant(value))
    }

    /// A type in Rust.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        let name = match ty {
            Type::Bool => return quote!(bool),
            Type::String => return quote!(String),
            Type::Int(kind) | Type::BigInt(kind) => {
                let name = super::names::ident(kind.name());
                return quote!(#name);
            }
            Type::Float(FloatKind::F32) => return quote!(f32),
            Type::Float(FloatKind::F64) => return quote!(f64),
            Type::IntText(kind) => {
                let quoted = self.runtime("Quoted");
                let name = super::names::ident(kind.name());
                return quote!(#quoted<#name>);
            }
            Type::Map(inner) => {
                let map = self.runtime("Map");
                let inner = self.ty(inner);
                return quote!(#map<#inner>);
            }
            Type::List(inner) => {
                let inner = self.ty(inner);
                return quote!(Vec<#inner>);
            }
            Type::JsonText(inner) => {
                let text = self.runtime("JsonText");
                let inner = self.ty(inner);
                return quote!(#text<#inner>);
            }
            Type::Nullable(inner) => {
                let inner = self.ty(inner);
                return quote!(Option<#inner>);
            }
            Type::Const(value) => return self.constant(value),
            Type::Named(id) => return self.named(*id),
            Type::Decimal => "Decimal",
            Type::Bytes => "Bytes",
            Type::Timestamp(TimeForm::Rfc3339) => "Timestamp",
            Type::Timestamp(TimeForm::UnixMillis) => "UnixMillis",
            Type::Timestamp(TimeForm::UnixSeconds) => "UnixSeconds",
            Type::Duration(DurationUnit::Millis) => "DurationMillis",
            Type::Duration(DurationUnit::Seconds) => "DurationSeconds",
            Type::Uuid => "Uuid",
            Type::Url => "Url",
            Type::Json => "Value",
        };
        let name = self.runtime(name);
        quote!(#name)
    }

    /// A type in Rust, boxed where the declaration of `owner` would hold itself. The box stands
    /// inside `Option`, so that `None` costs nothing.
    pub(super) fn member(&self, owner: Option<TypeId>, ty: &Type) -> TokenStream {
        if !self.plan.recursion.is_boxed(owner, ty) {
            return self.ty(ty);
        }
        match ty {
            Type::Nullable(inner) => {
                let inner = self.member(owner, inner);
                quote!(Option<#inner>)
            }
            _ => {
                let ty = self.ty(ty);
                quote!(Box<#ty>)
            }
        }
    }
}
