//! `#[derive(Message)]`: everything that one sender may send.

use crate::{
    attributes::{Attributes, Form, Known},
    errors::{Errors, known_names},
    types,
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Fields, Ident, Path, Type};

/// What the enum may say.
const KEYS: &[Known] = &[
    ("head", Form::Path),
    ("within", Form::Path),
    ("packing", Form::Text),
    ("unknown_event", Form::Text),
    ("unknown_field", Form::Text),
    ("limits", Form::Expr),
    ("crate", Form::Path),
];

/// What a variant may say.
const VARIANT: &[Known] = &[("channel", Form::Path), ("unknown", Form::Flag)];

/// Words of a setting and the variants that they mean; the first is the default.
type Words = &'static [(&'static str, &'static str)];
const PACKING: Words = &[
    ("one", "One"),
    ("lines", "Lines"),
    ("record_separator", "RecordSeparator"),
    ("json_array", "JsonArray"),
];
const UNKNOWN_EVENT: Words = &[("deliver", "Deliver"), ("ignore", "Ignore"), ("reject", "Reject")];
const UNKNOWN_FIELD: Words =
    &[("ignore", "Ignore"), ("preserve", "Preserve"), ("reject", "Reject")];

/// The variants by what they hold.
#[derive(Default)]
struct Variants {
    /// Events.
    events: Vec<(Ident, Type)>,
    /// Events of channels: the channel and the enum.
    channels: Vec<(Ident, Path, Type)>,
    /// What the definition does not name.
    unknown: Option<Ident>,
}

/// Expands the derive.
pub(crate) fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let attributes = Attributes::read(&input.attrs, "message", KEYS, &mut errors);
    let codegen = crate::payload::codegen(&attributes);
    let variants = variants(input, &mut errors);
    let packing = setting(&codegen, &attributes, "packing", "Packing", PACKING, &mut errors);
    let (key, ty) = ("unknown_event", "UnknownEvent");
    let unknown_event = setting(&codegen, &attributes, key, ty, UNKNOWN_EVENT, &mut errors);
    let (key, ty) = ("unknown_field", "UnknownFields");
    let unknown_field = setting(&codegen, &attributes, key, ty, UNKNOWN_FIELD, &mut errors);
    let head = attributes.path("head");
    if head.is_none() && attributes.span("head").is_none() {
        errors.at(
            &input.ident,
            "say which envelope these messages have: `#[message(head = MessageHead)]`",
        );
    }
    if let (None, Some(text)) = (&variants.unknown, attributes.text("unknown_event"))
        && text.value() == "deliver"
    {
        errors.at(
            text,
            "unknown events are delivered in a variant: add `#[message(unknown)] Unknown(antiphon::Unknown)`",
        );
    }
    // Without a variant to deliver it in, an unknown event is an error.
    let unknown_event = match (&variants.unknown, attributes.text("unknown_event")) {
        (None, None) => quote!(#codegen::UnknownEvent::Reject),
        _ => unknown_event,
    };
    let limits = attributes
        .expr("limits")
        .map(|limits| quote!(const LIMITS: #codegen::Limits = (#limits).json();));
    let name = &input.ident;
    let items = items(&codegen, &variants);
    let conversions = conversions(name, &variants, attributes.path("within"), &mut errors);
    errors.finish(quote! {
        #conversions
        #[automatically_derived]
        impl #codegen::Message for #name {
            type Head = #head;
            const UNKNOWN_EVENT: #codegen::UnknownEvent = #unknown_event;
            const UNKNOWN_FIELD: #codegen::UnknownFields = #unknown_field;
            const PACKING: #codegen::Packing = #packing;
            #limits
            #items
        }
    })
}

/// One setting as the variant of an enum.
fn setting(
    codegen: &TokenStream,
    attributes: &Attributes,
    key: &str,
    ty: &str,
    words: Words,
    errors: &mut Errors,
) -> TokenStream {
    let ty = format_ident!("{ty}");
    let chosen = attributes.text(key).and_then(|text| {
        let row = words.iter().find(|(word, _)| *word == text.value());
        if row.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            errors.at(
                text,
                format!("`{key}` has no such value; {}", known_names(&text.value(), &known)),
            );
        }
        row
    });
    let variant = chosen.or(words.first()).map(|(_, variant)| format_ident!("{variant}"));
    quote!(#codegen::#ty::#variant)
}

/// Reads the variants.
fn variants(input: &DeriveInput, errors: &mut Errors) -> Variants {
    let mut variants = Variants::default();
    let Data::Enum(data) = &input.data else {
        errors.at(&input.ident, "messages are an enum: one variant for each event");
        return variants;
    };
    for variant in &data.variants {
        let attributes = Attributes::read(&variant.attrs, "message", VARIANT, errors);
        let ty = match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| field.ty.clone())
            }
            _ => None,
        };
        let Some(ty) = ty else {
            errors.at(
                variant,
                format!("a variant holds its event: `{}(TypeOfTheEvent)`", variant.ident),
            );
            continue;
        };
        let ident = variant.ident.clone();
        match (attributes.path("channel"), attributes.has("unknown")) {
            (Some(channel), false) => variants.channels.push((ident, channel.clone(), ty)),
            (None, false) => variants.events.push((ident, ty)),
            (Some(_), true) => {
                errors.at(&ident, "a variant is a channel's or the unknown one; remove one")
            }
            (None, true) => {
                if let Some(first) = &variants.unknown {
                    errors.at(
                        &ident,
                        format!("`{first}` is the variant for unknown events already; remove one"),
                    );
                }
                if !types::is_named(&ty, "Unknown") {
                    errors.at(&ty, "the unknown variant holds `antiphon::Unknown`");
                }
                variants.unknown = Some(ident);
            }
        }
    }
    variants
}

/// From each event, and from the enum of each channel; and from each event to the enum that the
/// channel's own is within.
fn conversions(
    name: &Ident,
    variants: &Variants,
    within: Option<&Path>,
    errors: &mut Errors,
) -> TokenStream {
    let events = variants.events.iter().map(|(ident, ty)| (ident, ty));
    let channels = variants.channels.iter().map(|(ident, _, ty)| (ident, ty));
    let rows: Vec<(&Ident, &Type)> = events.chain(channels).collect();
    let from = types::once(&rows).map(|(ident, ty)| {
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<#ty> for #name {
                fn from(event: #ty) -> Self {
                    Self::#ident(event)
                }
            }
        }
    });
    let mut all: TokenStream = from.collect();
    let Some(within) = within else { return all };
    let mut outer = within.clone();
    if outer.segments.pop().is_none() || outer.segments.is_empty() {
        errors.at(within, "`within` is a variant: `within = ServerEvent::Room`");
        return all;
    }
    outer.segments.pop_punct();
    all.extend(types::once(&rows).map(|(ident, ty)| {
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<#ty> for #outer {
                fn from(event: #ty) -> Self {
                    #within(#name::#ident(event))
                }
            }
        }
    }));
    all
}

/// The tables and functions.
fn items(codegen: &TokenStream, variants: &Variants) -> TokenStream {
    let Variants { events, channels, unknown } = variants;
    let event_types = events.iter().map(|(_, ty)| ty);
    let entries = channels.iter().map(|(_, channel, ty)| {
        quote! {
            #codegen::ChannelEntry {
                name: <#channel as #codegen::Channel>::NAME,
                matches: #codegen::topic_matches::<#channel>,
                events: <#ty as #codegen::Message>::EVENTS,
            }
        }
    });
    let read_events = events
        .iter()
        .enumerate()
        .map(|(index, (ident, _))| quote!(#index => #codegen::event(source, param, Self::#ident),));
    let read_channels = channels.iter().enumerate().map(|(index, (ident, _, ty))| {
        quote! {
            #index => <#ty as #codegen::Message>::decode_event(event, param, source)
                .map(Self::#ident),
        }
    });
    let write_events = events.iter().enumerate().map(|(index, (ident, _))| {
        quote!(Self::#ident(event) => #codegen::outgoing(&<Self as #codegen::Message>::EVENTS[#index], event),)
    });
    let write_channels = channels.iter().map(|(ident, channel, ty)| {
        quote! {
            Self::#ident(event) => #codegen::outgoing_in_channel(
                <#ty as #codegen::Message>::event(event),
                #codegen::topic_matches::<#channel>,
            ),
        }
    });
    let (make_unknown, write_unknown) = match unknown {
        Some(ident) => (
            quote!(::core::option::Option::Some(Self::#ident(unknown))),
            Some(quote!(Self::#ident(unknown) => #codegen::outgoing_unknown(unknown),)),
        ),
        None => (
            quote! {
                let _ = unknown;
                ::core::option::Option::None
            },
            None,
        ),
    };
    quote! {
        const EVENTS: &'static [#codegen::EventEntry] = &[#(#codegen::entry::<#event_types>()),*];
        const CHANNELS: &'static [#codegen::ChannelEntry] = &[#(#entries),*];
        fn index() -> &'static #codegen::Index {
            static INDEX: #codegen::OnceLock<#codegen::Index> = #codegen::OnceLock::new();
            INDEX.get_or_init(#codegen::Index::of::<Self>)
        }
        fn decode_event(
            event: usize,
            param: ::core::option::Option<&str>,
            source: #codegen::Source<'_, '_>,
        ) -> ::core::result::Result<Self, #codegen::Fault> {
            let _ = (&param, &source);
            match event {
                #(#read_events)*
                _ => ::core::result::Result::Err(#codegen::Fault::no_event()),
            }
        }
        fn decode_channel(
            channel: usize,
            event: usize,
            param: ::core::option::Option<&str>,
            source: #codegen::Source<'_, '_>,
        ) -> ::core::result::Result<Self, #codegen::Fault> {
            let _ = (event, &param, &source);
            match channel {
                #(#read_channels)*
                _ => ::core::result::Result::Err(#codegen::Fault::no_event()),
            }
        }
        fn unknown(unknown: #codegen::Unknown) -> ::core::option::Option<Self> {
            #make_unknown
        }
        fn event(&self) -> #codegen::Outgoing<'_> {
            match self {
                #(#write_events)*
                #(#write_channels)*
                #write_unknown
            }
        }
    }
}
