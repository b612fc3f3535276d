//! `#[derive(CloseCode)]`: close codes and what a client does after each.

use crate::{
    attributes::{Attributes, Form, Known},
    errors::{Errors, known_names},
    types,
};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Expr, Fields, Ident};

/// What the enum may say.
const KEYS: &[Known] = &[("crate", Form::Path)];

/// What a variant may say.
const VARIANT: &[Known] = &[
    ("code", Form::Count),
    ("to", Form::Count),
    ("name", Form::Text),
    ("reason", Form::Text),
    ("then", Form::Expr),
    ("after", Form::Expr),
];

/// Words for what a client does, and the variants of `AfterClose`.
const THEN: &[(&str, &str)] =
    &[("reconnect", "Reconnect"), ("new_session", "NewSession"), ("give_up", "GiveUp")];

/// One variant.
struct Row {
    ident: Ident,
    first: u16,
    last: u16,
    tokens: TokenStream,
}

impl Row {
    fn is_range(&self) -> bool {
        self.first != self.last
    }
}

/// Expands the derive.
pub(crate) fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let attributes = Attributes::read(&input.attrs, "close_code", KEYS, &mut errors);
    let codegen = crate::payload::codegen(&attributes);
    let Data::Enum(data) = &input.data else {
        errors.at(&input.ident, "close codes are an enum: one variant for each code or range");
        return errors.finish(TokenStream::new());
    };
    let rows: Vec<Row> =
        data.variants.iter().filter_map(|variant| row(&codegen, variant, &mut errors)).collect();
    errors.finish(impls(&codegen, input, &rows))
}

fn row(codegen: &TokenStream, variant: &syn::Variant, errors: &mut Errors) -> Option<Row> {
    let attributes = Attributes::read(&variant.attrs, "close_code", VARIANT, errors);
    let ident = &variant.ident;
    let Some((first, last)) = codes(&attributes) else {
        errors.at(
            ident,
            "say which code this is: `#[close_code(code = 4000)]`, or a range with both ends: \
             `code = 4100, to = 4199`; they lie between 1000 and 4999",
        );
        return None;
    };
    let holds_code = match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.iter().all(|field| types::is_named(&field.ty, "u16"))
        }
        _ => false,
    };
    match (first == last, &variant.fields) {
        (true, Fields::Unit) => {}
        (true, _) => errors.at(variant, "one code holds nothing; only a range holds its code"),
        (false, _) if holds_code => {}
        (false, _) => {
            errors.at(variant, format!("a range holds the code that it was: `{ident}(u16)`"));
        }
    }
    let name = attributes.text("name").map_or_else(|| ident.to_string(), syn::LitStr::value);
    let reason = some(attributes.text("reason").map(|reason| quote!(#reason)));
    let after = some(attributes.expr("after").map(|after| quote!(#after)));
    let then = then(attributes.expr("then"), errors)?;
    let tokens = quote! {
        #codegen::CloseRow {
            first: #first,
            last: #last,
            name: #name,
            reason: #reason,
            then: #codegen::AfterClose::#then,
            after: #after,
        }
    };
    Some(Row { ident: ident.clone(), first, last, tokens })
}

/// One code, or the ends of a range.
fn codes(attributes: &Attributes) -> Option<(u16, u16)> {
    let first = u16::try_from(attributes.count("code")?).ok()?;
    let last = match attributes.span("to") {
        Some(_) => u16::try_from(attributes.count("to")?).ok()?,
        None => first,
    };
    (1000 <= first && first <= last && last < 5000).then_some((first, last))
}

fn then(expr: Option<&Expr>, errors: &mut Errors) -> Option<Ident> {
    let Some(expr) = expr else { return Some(format_ident!("Reconnect")) };
    let word = match expr {
        Expr::Path(path) => path.path.get_ident().map(Ident::to_string).unwrap_or_default(),
        _ => String::new(),
    };
    let row = THEN.iter().find(|(known, _)| *known == word);
    if row.is_none() {
        let known: Vec<&str> = THEN.iter().map(|(known, _)| *known).collect();
        errors.at(expr, format!("a client does one of three: {}", known_names(&word, &known)));
    }
    row.map(|(_, variant)| format_ident!("{variant}"))
}

fn some(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

fn impls(codegen: &TokenStream, input: &DeriveInput, rows: &[Row]) -> TokenStream {
    let (name, vis) = (&input.ident, &input.vis);
    let tables = rows.iter().map(|row| &row.tokens);
    let numbers = |row: &Row| {
        let first = Literal::u16_unsuffixed(row.first);
        let last = Literal::u16_unsuffixed(row.last);
        if row.is_range() { quote!(#first..=#last) } else { quote!(#first) }
    };
    // A code of its own goes before the range around it.
    let mut order: Vec<&Row> = rows.iter().collect();
    order.sort_by_key(|row| (row.last - row.first, row.first));
    let from = order.into_iter().map(|row| {
        let (ident, numbers) = (&row.ident, numbers(row));
        let made = if row.is_range() { quote!(Self::#ident(code)) } else { quote!(Self::#ident) };
        quote!(#numbers => #made,)
    });
    let codes = rows.iter().map(|row| {
        let (ident, first) = (&row.ident, row.first);
        if row.is_range() {
            quote!(Self::#ident(code) => *code,)
        } else {
            quote!(Self::#ident => #first,)
        }
    });
    let indexes = rows.iter().enumerate().map(|(index, row)| {
        let ident = &row.ident;
        let held = row.is_range().then(|| quote!((_)));
        quote!(Self::#ident #held => #index,)
    });
    quote! {
        #[automatically_derived]
        #[allow(dead_code, reason = "a program need not ask everything")]
        impl #name {
            /// The variant of a code; `None` when the protocol does not name it.
            #vis const fn from_code(code: u16) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match code {
                    #(#from)*
                    _ => return ::core::option::Option::None,
                })
            }
            /// The code on the wire.
            #vis const fn code(&self) -> u16 {
                match self {
                    #(#codes)*
                }
            }
            /// The text that goes with it.
            #vis const fn reason(&self) -> ::core::option::Option<&'static str> {
                self.row().reason
            }
            /// What the client does next.
            #vis const fn then(&self) -> #codegen::AfterClose {
                self.row().then
            }
            /// How long the client waits at least.
            #vis const fn after(&self) -> ::core::option::Option<#codegen::Duration> {
                self.row().after
            }
            /// All that is known of it.
            #vis const fn row(&self) -> &'static #codegen::CloseRow {
                &<Self as #codegen::CloseCode>::ROWS[match self {
                    #(#indexes)*
                }]
            }
        }
        #[automatically_derived]
        impl #codegen::CloseCode for #name {
            const ROWS: &'static [#codegen::CloseRow] = &[#(#tables),*];
            fn from_code(code: u16) -> ::core::option::Option<Self> {
                Self::from_code(code)
            }
            fn code(&self) -> u16 {
                self.code()
            }
            fn row(&self) -> &'static #codegen::CloseRow {
                self.row()
            }
        }
        #[automatically_derived]
        impl ::core::convert::TryFrom<u16> for #name {
            type Error = u16;
            fn try_from(code: u16) -> ::core::result::Result<Self, u16> {
                Self::from_code(code).ok_or(code)
            }
        }
        #[automatically_derived]
        impl ::core::convert::From<#name> for u16 {
            fn from(code: #name) -> Self {
                code.code()
            }
        }
        #[automatically_derived]
        impl #codegen::fmt::Display for #name {
            fn fmt(&self, out: &mut #codegen::fmt::Formatter<'_>) -> #codegen::fmt::Result {
                #codegen::fmt::Display::fmt(self.row().name, out)
            }
        }
    }
}
