//! What typify wrote, as the rest of the output looks: types without their helpers, documented, by
//! short names, with the runtime's types.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Attribute, Expr, ExprLit, Field, Fields, Item, Lit, Meta, Path, PathArguments, Type,
    Visibility, parse_quote,
    visit_mut::{self, VisitMut},
};

/// Paths that typify writes in full, and what stands for them.
const SHORT: &[(&str, &str)] = &[
    (":: std :: option :: Option", "Option"),
    (":: std :: string :: String", "String"),
    (":: std :: vec :: Vec", "Vec"),
    (":: std :: boxed :: Box", "Box"),
    (":: serde_json :: Value", "Value"),
];

/// Maps, which the runtime has one type for.
const MAPS: &[&str] = &[":: serde_json :: Map", ":: std :: collections :: HashMap"];

/// The types among the items, made presentable; the one called `name` comes first.
///
/// # Errors
/// A sentence for people where something else than types is needed to read them.
pub(super) fn tidy(items: Vec<Item>, name: &str) -> Result<Vec<Item>, String> {
    let mut types = Vec::new();
    for item in items {
        match item {
            Item::Struct(mut item) => {
                // Fields that nobody can set belong to a type that checks itself.
                if item.fields.iter().any(|field| !matches!(field.vis, Visibility::Public(_))) {
                    return Err(format!("`{}` would check itself", item.ident));
                }
                let words = item.ident.to_string();
                attributes(&mut item.attrs, &format!("The type `{words}`."), true);
                fields(&mut item.fields);
                types.push(Item::Struct(item));
            }
            Item::Enum(mut item) => {
                let words = item.ident.to_string();
                attributes(&mut item.attrs, &format!("The type `{words}`."), true);
                for variant in &mut item.variants {
                    let words =
                        renamed(&variant.attrs).unwrap_or_else(|| variant.ident.to_string());
                    attributes(&mut variant.attrs, &format!("The case `{words}`."), false);
                    fields(&mut variant.fields);
                }
                types.push(Item::Enum(item));
            }
            Item::Type(mut item) => {
                let words = item.ident.to_string();
                attributes(&mut item.attrs, &format!("The type `{words}`."), false);
                types.push(Item::Type(item));
            }
            _ => {}
        }
    }
    for item in &mut types {
        Shorten.visit_item_mut(item);
    }
    let is_whole = |item: &Item| match item {
        Item::Struct(item) => item.ident == name,
        Item::Enum(item) => item.ident == name,
        Item::Type(item) => item.ident == name,
        _ => false,
    };
    let Some(first) = types.iter().position(is_whole) else {
        return Err(format!("no type is called `{name}`"));
    };
    let whole = types.remove(first);
    types.insert(0, whole);
    Ok(types)
}

/// Documentation without the schema that typify repeats in it, and the derives of the runtime.
fn attributes(attrs: &mut Vec<Attribute>, fallback: &str, derives: bool) {
    let mut lines: Vec<String> = Vec::new();
    let mut others: Vec<Attribute> = Vec::new();
    for attr in attrs.drain(..) {
        match (doc(&attr), attr.path().is_ident("derive")) {
            (Some(text), _) => lines.push(text),
            (None, true) => {}
            (None, false) => others.push(attr),
        }
    }
    let text = lines.join("\n");
    let said = text.split("<details>").next().unwrap_or_default().trim();
    // Text that typify writes where the schema says nothing.
    let said = if said.is_empty() || said.starts_with('`') && !said.contains(' ') {
        fallback
    } else {
        said
    };
    for line in said.lines() {
        let line = if line.trim().is_empty() { String::new() } else { format!(" {}", line.trim()) };
        attrs.push(parse_quote!(#[doc = #line]));
    }
    if derives {
        attrs.push(parse_quote! {
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        });
        // All that serde is told, in one attribute.
        let (told, rest): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|attr| attr.path().is_ident("serde"));
        let told = told.iter().filter_map(|attr| match &attr.meta {
            Meta::List(list) => Some(&list.tokens),
            _ => None,
        });
        attrs.push(parse_quote!(#[serde(crate = "antiphon::codegen::serde" #(, #told)*)]));
        others = rest;
    }
    attrs.extend(others);
}

fn fields(fields: &mut Fields) {
    for field in fields.iter_mut() {
        let named = field.ident.is_some();
        keep_empty(field);
        let words = renamed(&field.attrs)
            .or_else(|| field.ident.as_ref().map(ToString::to_string))
            .unwrap_or_default();
        let flat = serde_words(&field.attrs).iter().any(|word| word == "flatten");
        let fallback = match flat {
            true => "All other keys.".to_owned(),
            false => format!("The field `{words}`."),
        };
        if named {
            attributes(&mut field.attrs, &fallback, false);
        } else {
            field.attrs.retain(|attr| doc(attr).is_none());
        }
        keep_null(field);
        short_conditions(field);
    }
}

/// An empty list that is there is not the same as one that is absent.
fn keep_empty(field: &mut Field) {
    let omits = |attr: &Attribute| {
        let text = attr.meta.to_token_stream().to_string();
        text.contains("skip_serializing_if") && text.contains("is_empty")
    };
    if field.attrs.iter().any(omits) {
        let renamed = renamed(&field.attrs);
        field.attrs.retain(|attr| !omits(attr));
        let rename = renamed.map(|name| quote!(rename = #name,));
        field.attrs.push(parse_quote! {
            #[serde(#rename skip_serializing_if = "Option::is_none")]
        });
        let inner = &field.ty;
        field.ty = parse_quote!(Option<#inner>);
    }
}

/// Any value may be `null`, which is not the same as absent.
fn keep_null(field: &mut Field) {
    let ty = field.ty.to_token_stream().to_string().replace(' ', "");
    if ty == "::std::option::Option<::serde_json::Value>" {
        let told = field.attrs.iter_mut().find_map(|attr| match &mut attr.meta {
            Meta::List(list) if list.path.is_ident("serde") => Some(&mut list.tokens),
            _ => None,
        });
        if let Some(told) = told {
            *told = quote!(default, deserialize_with = "antiphon::codegen::present", #told);
        }
    }
}

/// Short names in the conditions of attributes, which are text.
fn short_conditions(field: &mut Field) {
    for attr in &mut field.attrs {
        let Meta::List(list) = &mut attr.meta else { continue };
        if !list.path.is_ident("serde") {
            continue;
        }
        let tokens =
            list.tokens.clone().into_iter().map(|token| match token.to_string().as_str() {
                "\"::std::option::Option::is_none\"" => quote!("Option::is_none"),
                _ => TokenStream::from(token),
            });
        list.tokens = tokens.collect();
    }
}

/// The text of a documentation attribute.
fn doc(attr: &Attribute) -> Option<String> {
    match &attr.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// The words of `#[serde(…)]`.
fn serde_words(attrs: &[Attribute]) -> Vec<String> {
    let lists = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::List(list) if list.path.is_ident("serde") => Some(list.tokens.clone()),
        _ => None,
    });
    lists.flatten().map(|token| token.to_string()).collect()
}

/// `name` of `#[serde(rename = "name")]`.
fn renamed(attrs: &[Attribute]) -> Option<String> {
    let words = serde_words(attrs);
    let at = words.iter().position(|word| word == "rename")?;
    let text: syn::LitStr = syn::parse_str(words.get(at + 2)?).ok()?;
    Some(text.value())
}

struct Shorten;

impl VisitMut for Shorten {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_mut::visit_type_mut(self, ty);
        let Type::Path(found) = ty else { return };
        let plain = plain(&found.path);
        if MAPS.contains(&plain.as_str())
            && let Some(last) = found.path.segments.last()
            && let PathArguments::AngleBracketed(arguments) = &last.arguments
            && let Some(value) = arguments.args.last()
        {
            *ty = parse_quote!(Map<#value>);
        }
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let plain = plain(path);
        if let Some((_, short)) = SHORT.iter().find(|(long, _)| *long == plain)
            && let Ok(mut shorter) = syn::parse_str::<Path>(short)
        {
            let arguments = path.segments.last().map(|last| last.arguments.clone());
            if let (Some(last), Some(arguments)) = (shorter.segments.last_mut(), arguments) {
                last.arguments = arguments;
            }
            *path = shorter;
        }
    }
}

/// A path without its arguments, as text.
fn plain(path: &Path) -> String {
    let mut path = path.clone();
    for segment in &mut path.segments {
        segment.arguments = PathArguments::None;
    }
    path.to_token_stream().to_string()
}
