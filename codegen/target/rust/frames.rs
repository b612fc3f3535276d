//! `frames.rs`: a head for each frame, and for each sender the head of what it sends.

use super::{
    doc, expr,
    module::Module,
    names::{frames_of, ident, variants},
    scope::{Place, Plan, Scope},
    structs,
};
use crate::{
    model::{
        Choice, Doc, Frame, FrameRole, HeadField, Item, Key, Member, Party, Role, Shape, Slot, Type,
    },
    names::rust::field_name,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The module.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let scope = plan.scope(Place::Frames);
    let frames = plan.protocol.wire.frames.iter().enumerate();
    let mut items = frames.map(|(index, frame)| head(&scope, index, frame)).collect::<Vec<_>>();
    items.extend(plan.protocol.parties().filter_map(|party| sender(&scope, party)));
    scope.finish("Heads: what frames carry beside the payload.", items, Vec::new())
}

fn head(scope: &Scope<'_>, index: usize, frame: &Frame) -> TokenStream {
    let Frame { name, role, shape, head, tag } = frame;
    let docs = doc::text(match role {
        FrameRole::Event => "",
        FrameRole::Batch => "Several frames in one.",
        FrameRole::Compressed => "A compressed frame.",
    });
    let template = Template { names: head.iter().map(field_ident).collect(), tags: tag.len() };
    let template = template.shape(shape);
    let ident = scope.plan.names.frame(index);
    let fields = head.iter().map(|field| head_field(scope, field));
    let free = |field: &&HeadField| field.optional || matches!(field.ty, Type::Nullable(_));
    let free = head.iter().filter(free).count();
    let default = (free == head.len()).then(|| quote!(Default,));
    let new = default.is_none() && structs::has_new(head.len() - free, free);
    let new = new.then(|| quote!(new,));
    let traits = scope.plan.traits.of_head(head).derives();
    quote! {
        #docs
        #[derive(Debug, Clone, #(#traits,)* #default antiphon::Head)]
        #[head(name = #name, #new frame = #template)]
        pub struct #ident { #(#fields)* }
    }
}

fn head_field(scope: &Scope<'_>, field: &HeadField) -> TokenStream {
    let HeadField { name, path: _, role, ty, optional, choice } = field;
    let ident = field_ident(field);
    let meaning = match role {
        Some(role) => role_docs(*role),
        None => String::new(),
    };
    let mut notes = Vec::new();
    match choice {
        Choice::Given => {}
        Choice::Rising => notes.push("The sender counts 1, 2, 3, … for each connection."),
        Choice::Uuid => notes.push("The sender chooses a random UUID."),
        Choice::Random => notes.push("The sender chooses random text."),
    }
    let nullable = matches!(ty, Type::Nullable(_));
    match (optional, nullable) {
        // An `Option` that may be absent is the rule.
        (true, false) => {}
        (true, true) => {
            notes.push("May be absent (the outer `None`) or `null` (the inner one).");
        }
        (false, true) => notes.push("Always there; `None` is `null`."),
        (false, false) => {}
    }
    let notes = if notes.is_empty() { Vec::new() } else { vec![notes.join(" ")] };
    let docs = doc::item(&Doc::default(), &meaning, &notes, &[]);
    let role = role.map(|role| {
        let role = role.name();
        quote!(role = #role)
    });
    let choice = match choice {
        Choice::Given => None,
        Choice::Rising => Some(quote!(choose = "rising")),
        Choice::Uuid => Some(quote!(choose = "uuid")),
        Choice::Random => Some(quote!(choose = "random")),
    };
    let said: Vec<TokenStream> = role.into_iter().chain(choice).collect();
    let said = (!said.is_empty()).then(|| quote!(#[head(#(#said),*)]));
    let _ = name;
    let ty = scope.ty(ty);
    let ty = if *optional { quote!(Option<#ty>) } else { ty };
    quote!(#docs #said pub #ident: #ty,)
}

fn field_ident(field: &HeadField) -> Ident {
    ident(&field_name(&field.name))
}

/// What an envelope value means, one row a role.
fn role_docs(role: Role) -> String {
    let meaning = match role {
        Role::Channel => "The topic of the channel.",
        Role::Id => "The message's identity.",
        Role::Correlation => "Ties an answer to its request.",
        Role::Join => "The correlation of the join that the message belongs to.",
        Role::Seq => "The number of the message in its session.",
        Role::Ack => "The last number that has arrived.",
        Role::Epoch => "The run of the stream that `offset` counts in.",
        Role::Offset => "The position in the channel's stream.",
        Role::Time => "When the message was sent.",
        Role::Session => "The session.",
        Role::User => "The user.",
        Role::Connection => "The connection.",
        Role::Sender => "Who sent the message.",
        Role::Trace => "The identity under which the message is traced.",
        Role::Code => "The error's code.",
        Role::Message => "The error in words.",
        Role::Details => "More about the error.",
    };
    meaning.to_owned()
}

/// The head of what a party sends: the frame's own where there is one, an enum where there are
/// several.
fn sender(scope: &Scope<'_>, party: Party) -> Option<TokenStream> {
    let names = &scope.plan.names;
    let ident = names.head(party)?;
    let who = doc::one_line(scope.protocol().party_name(party));
    let frames = frames_of(scope.protocol(), party);
    if let [only] = frames.as_slice() {
        let frame = names.frame(*only);
        if frame == ident {
            return None;
        }
        let docs = doc::text(&format!("The head of everything that `{who}` sends."));
        return Some(quote!(#docs pub type #ident = #frame;));
    }
    if frames.is_empty() {
        let docs =
            doc::text(&format!("The head of what `{who}` sends: nothing, for it sends no text."));
        return Some(quote! {
            #docs
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, antiphon::Head)]
            #[head(name = "none", frame = {})]
            pub struct #ident {}
        });
    }
    let docs = doc::text(&format!("The head of what `{who}` sends, frame by frame."));
    let all = &scope.protocol().wire.frames;
    let rows = sender_frames(scope.plan, party).into_iter().map(|(index, variant)| {
        let index = &index;
        let frame = names.frame(*index);
        quote!(#variant(#frame),)
    });
    let heads = frames.iter().filter_map(|index| all.get(*index));
    let traits = scope.plan.traits.of_heads(heads.map(|frame| frame.head.as_slice())).derives();
    Some(quote! {
        #docs
        #[derive(Debug, Clone, #(#traits,)* antiphon::Head)]
        pub enum #ident { #(#rows)* }
    })
}

/// The frames that a party uses, with the variants of its head where it is an enum.
fn sender_frames(plan: &Plan<'_>, party: Party) -> Vec<(usize, Ident)> {
    let all = &plan.protocol.wire.frames;
    let frames = frames_of(plan.protocol, party);
    let words = frames.iter().filter_map(|index| all.get(*index)).map(|frame| frame.name.as_str());
    let names = variants(words, &[], "Frame");
    frames.into_iter().zip(names).collect()
}

/// A pattern for the head of one frame among those of a party, with the frame's own head as `head`.
pub(super) fn pattern(scope: &Scope<'_>, party: Party, frame: usize) -> Option<TokenStream> {
    let frames = sender_frames(scope.plan, party);
    let (_, variant) = frames.iter().find(|(index, _)| *index == frame)?;
    if frames.len() == 1 {
        return Some(quote!(head));
    }
    let name = scope.head(party)?;
    Some(quote!(head: #name::#variant(head)))
}

/// A template as `#[head(frame = …)]` writes it.
struct Template {
    names: Vec<Ident>,
    tags: usize,
}

impl Template {
    fn shape(&self, shape: &Shape) -> TokenStream {
        match shape {
            Shape::Object(members) => {
                let members = members.iter().map(|member| self.member(member));
                quote!({ #(#members),* })
            }
            Shape::Array(items) => {
                let items = items.iter().map(|item| self.item(item));
                quote!([ #(#items),* ])
            }
        }
    }

    fn member(&self, member: &Member) -> TokenStream {
        let Member { key, optional, slot } = member;
        let key = match key {
            Key::Text(text) => quote!(#text),
            Key::Tag(part) => self.tag(*part),
            Key::Spread => quote!(...),
        };
        let optional = optional.then(|| quote!(?));
        let slot = self.slot(slot);
        quote!(#key #optional: #slot)
    }

    fn item(&self, item: &Item) -> TokenStream {
        let Item { spread, optional, slot } = item;
        let spread = spread.then(|| quote!(...));
        let optional = optional.then(|| quote!(?));
        let slot = self.slot(slot);
        quote!(#spread #slot #optional)
    }

    fn slot(&self, slot: &Slot) -> TokenStream {
        match slot {
            Slot::Const(value) => expr::literal(value),
            Slot::Tag(part) => self.tag(*part),
            Slot::Payload => quote!($payload),
            Slot::Head(index) => {
                let name = self.names.get(*index);
                quote!(#name)
            }
            Slot::Frames => quote!($frames),
            Slot::Count => quote!($count),
            Slot::Compressed => quote!($compressed),
            Slot::Size => quote!($size),
            Slot::CompressedSize => quote!($compressed_size),
            Slot::Nested(shape) => self.shape(shape),
        }
    }

    fn tag(&self, part: usize) -> TokenStream {
        if self.tags < 2 {
            return quote!($event);
        }
        let part = Literal::usize_unsuffixed(part);
        quote!($event.#part)
    }
}
