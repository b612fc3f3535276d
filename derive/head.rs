//! `#[derive(Head)]`: the envelope of a frame as a constant table, and its values as a struct.

mod check;
mod template;
mod tokens;

use crate::{
    attributes::{Attributes, Form, Known},
    constructor::{self, unless_given},
    errors::{Errors, known_names},
    types,
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DataEnum, DataStruct, DeriveInput, Fields, Ident, Type, ext::IdentExt as _};

/// What a head may say.
const KEYS: &[Known] =
    &[("name", Form::Text), ("new", Form::Flag), ("frame", Form::Group), ("crate", Form::Path)];

/// What a field may say.
const FIELD: &[Known] = &[("role", Form::Text), ("choose", Form::Text)];

/// How a sender may choose an envelope value, and the variant of `Choice`.
const CHOICES: &[(&str, &str)] = &[("rising", "Rising"), ("uuid", "Uuid"), ("random", "Random")];

/// What an envelope value may mean to the runtime, and the variant of `Role`.
pub(crate) const ROLES: &[(&str, &str)] = &[
    ("channel", "Channel"),
    ("id", "Id"),
    ("correlation", "Correlation"),
    ("join", "Join"),
    ("seq", "Seq"),
    ("ack", "Ack"),
    ("epoch", "Epoch"),
    ("offset", "Offset"),
    ("time", "Time"),
    ("session", "Session"),
    ("user", "User"),
    ("connection", "Connection"),
    ("sender", "Sender"),
    ("trace", "Trace"),
    ("code", "Code"),
    ("message", "Message"),
    ("details", "Details"),
];

/// An envelope value.
struct Field {
    ident: Ident,
    ty: Type,
    role: Option<Ident>,
    choice: Option<Ident>,
}

/// Expands the derive.
pub(crate) fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let attributes = Attributes::read(&input.attrs, "head", KEYS, &mut errors);
    let codegen = crate::payload::codegen(&attributes);
    let tokens = match &input.data {
        syn::Data::Struct(data) => of_struct(&codegen, input, data, &attributes, &mut errors),
        syn::Data::Enum(data) => of_enum(&codegen, input, data, &attributes, &mut errors),
        syn::Data::Union(data) => {
            errors.at(data.union_token, "an envelope is a struct, or an enum of such structs");
            TokenStream::new()
        }
    };
    errors.finish(tokens)
}

fn of_struct(
    codegen: &TokenStream,
    input: &DeriveInput,
    data: &DataStruct,
    attributes: &Attributes,
    errors: &mut Errors,
) -> TokenStream {
    let fields = fields(data, errors);
    let Some(group) = attributes.group("frame") else {
        if attributes.span("frame").is_none() {
            errors.at(
                &input.ident,
                "say how the frame looks: `#[head(frame = { \"type\": $event, \"payload\": $payload })]`",
            );
        }
        return TokenStream::new();
    };
    let Some(template) = errors.ok(template::read(group)) else { return TokenStream::new() };
    let heads = check::check(&template, &fields, group, errors);
    let name =
        attributes.text("name").map_or_else(|| input.ident.unraw().to_string(), syn::LitStr::value);
    let table = tokens::template(codegen, &name, &template, &fields, &heads);
    let ident = &input.ident;
    let reads = heads.iter().enumerate().map(|(index, head)| {
        let (field, path) = (&head.ident, &head.path);
        let read = if head.optional {
            quote!(#codegen::head_optional(values, #index, #path)?)
        } else {
            quote!(#codegen::head_value(values, #index, #path)?)
        };
        quote!(#field: #read)
    });
    let writes = heads.iter().enumerate().map(|(index, head)| {
        let field = &head.ident;
        if head.optional {
            quote! {
                #index => {
                    let ::core::option::Option::Some(value) = &self.#field else { return false };
                    #codegen::Encode::encode(value, out);
                }
            }
        } else {
            quote!(#index => #codegen::Encode::encode(&self.#field, out),)
        }
    });
    let constructor = attributes.has("new").then(|| {
        let fields = fields.iter();
        let fields = fields.map(|Field { ident, ty, .. }| (ident, ty, unless_given(ty)));
        constructor::expand(input, fields)
    });
    let (values, out) =
        if heads.is_empty() { (quote!(_), quote!(_)) } else { (quote!(values), quote!(out)) };
    quote! {
        #constructor
        #[automatically_derived]
        impl #codegen::Head for #ident {
            const TEMPLATES: &'static [&'static #codegen::Template] = &[&#table];
            fn template(&self) -> usize {
                0
            }
            fn read(
                _: usize,
                #values: &[::core::option::Option<&str>],
            ) -> ::core::result::Result<Self, #codegen::Fault> {
                ::core::result::Result::Ok(Self { #(#reads),* })
            }
            fn write(&self, value: usize, #out: &mut #codegen::Writer) -> bool {
                match value {
                    #(#writes)*
                    _ => return false,
                }
                #[allow(unreachable_code, reason = "a head without values has nothing to write")]
                true
            }
        }
    }
}

/// The fields of a head.
fn fields(data: &DataStruct, errors: &mut Errors) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for field in &data.fields {
        let attributes = Attributes::read(&field.attrs, "head", FIELD, errors);
        let Some(ident) = &field.ident else {
            errors.at(field, "the template names the fields of a head: use named fields");
            continue;
        };
        let role = word_of(&attributes, "role", ROLES, "role", errors);
        let choice = word_of(&attributes, "choose", CHOICES, "way to choose a value", errors);
        if let (Some(role), Some(first)) = (&role, fields.iter().find(|first| first.role == role)) {
            errors
                .at(ident, format!("`{}` has the role `{role}` already; remove one", first.ident));
        }
        fields.push(Field { ident: ident.clone(), ty: field.ty.clone(), role, choice });
    }
    fields
}

/// The variant that a word means.
pub(crate) fn word_of(
    attributes: &Attributes,
    key: &str,
    words: &[(&str, &str)],
    what: &str,
    errors: &mut Errors,
) -> Option<Ident> {
    let text = attributes.text(key)?;
    let row = words.iter().find(|(word, _)| *word == text.value());
    if row.is_none() {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let hint = known_names(&text.value(), &known);
        errors.at(text, format!("there is no such {what}; {hint}"));
    }
    row.map(|(_, variant)| format_ident!("{variant}"))
}

fn of_enum(
    codegen: &TokenStream,
    input: &DeriveInput,
    data: &DataEnum,
    attributes: &Attributes,
    errors: &mut Errors,
) -> TokenStream {
    for key in attributes.keys().filter(|key| *key != "crate") {
        errors.span(
            key.span(),
            format!("the variants hold the heads, each with its own frame; remove `{key}`"),
        );
    }
    let mut rows: Vec<(&Ident, &Type)> = Vec::new();
    for variant in &data.variants {
        match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                rows.extend(fields.unnamed.first().map(|field| (&variant.ident, &field.ty)));
            }
            _ => errors.at(
                variant,
                format!("each variant holds the head of one frame: `{}(…Head)`", variant.ident),
            ),
        }
    }
    if rows.is_empty() {
        errors.at(&input.ident, "an enum of heads has at least one variant");
    }
    let ident = &input.ident;
    let types = rows.iter().map(|(_, ty)| ty);
    let indexes =
        rows.iter().enumerate().map(|(index, (variant, _))| quote!(Self::#variant(_) => #index,));
    let reads = rows.iter().enumerate().map(|(index, (variant, ty))| {
        quote!(#index => <#ty as #codegen::Head>::read(0, values).map(Self::#variant),)
    });
    let variants = rows.iter().map(|(variant, _)| variant);
    let conversions = types::once(&rows).map(|(variant, ty)| {
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<#ty> for #ident {
                fn from(head: #ty) -> Self {
                    Self::#variant(head)
                }
            }
        }
    });
    let conversions: TokenStream = conversions.collect();
    quote! {
        #conversions
        #[automatically_derived]
        impl #codegen::Head for #ident {
            const TEMPLATES: &'static [&'static #codegen::Template] =
                &[#(<#types as #codegen::Head>::TEMPLATES[0]),*];
            fn template(&self) -> usize {
                match self {
                    #(#indexes)*
                }
            }
            fn read(
                template: usize,
                values: &[::core::option::Option<&str>],
            ) -> ::core::result::Result<Self, #codegen::Fault> {
                match template {
                    #(#reads)*
                    _ => ::core::result::Result::Err(
                        #codegen::Fault::unknown_frame("one of the frames"),
                    ),
                }
            }
            fn write(&self, value: usize, out: &mut #codegen::Writer) -> bool {
                match self {
                    #(Self::#variants(head) => #codegen::Head::write(head, value, out),)*
                }
            }
        }
    }
}

/// Whether a field may be absent.
fn is_option(ty: &Type) -> bool {
    types::option(ty).is_some()
}
