//! `schemas.rs`: payloads and types of which only a JSON Schema says all, each in a module of its own.

use super::{
    doc,
    module::{Child, Imports, Module},
    names::ident,
    scope::{Place, Plan},
};
use crate::model::{TypeDef, TypeId, TypeKind};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use serde_json::Value;

/// The module of all of them.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let scope = plan.scope(Place::Schemas);
    let children =
        plan.protocol.types.iter().enumerate().filter_map(|(index, def)| match &def.kind {
            TypeKind::Schema(schema) => {
                let module = described(plan, TypeId(index), def, schema);
                Some(Child { module, flat: false })
            }
            _ => None,
        });
    let children = children.collect();
    scope.finish("Types of which only a JSON Schema says all.", Vec::new(), children)
}

/// The module of one of them.
fn described(plan: &Plan<'_>, id: TypeId, def: &TypeDef, schema: &Value) -> Module {
    let name = plan.names.ty(id);
    let fallback = format!("The type `{}`.", doc::one_line(&def.name));
    let docs = doc::item(&def.doc, &fallback, &[], &def.examples);
    let mut items = types(&name.to_string(), &docs, schema);
    let text = raw(&serde_json::to_string_pretty(schema).unwrap_or_default());
    items.push(quote! {
        #[doc = " What every value satisfies."]
        pub static SCHEMA: JsonSchema = JsonSchema::new(#text);
    });
    items.push(quote!(antiphon::described!(#name, SCHEMA);));
    let imports = Imports::default();
    let path = |path: &[&str]| path.iter().map(|part| (*part).to_owned()).collect();
    imports.add(path(&["antiphon", "types"]), "JsonSchema");
    for (module, name) in
        [("codegen", "Deserialize"), ("codegen", "Serialize"), ("types", "Map"), ("types", "Value")]
    {
        if items.iter().any(|item| mentions(item.clone(), name)) {
            imports.add(path(&["antiphon", module]), name);
        }
    }
    Module {
        name: plan.names.schema_module(id).to_owned(),
        header: vec![format!(" `{name}` and what it is made of.")],
        allowed: Vec::new(),
        imports,
        items,
        children: Vec::new(),
    }
}

/// Whether a word stands in the tokens.
fn mentions(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => mentions(group.stream(), word),
        _ => false,
    })
}

/// Text as a raw literal, so that it can be read.
fn raw(text: &str) -> TokenStream {
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let literal = format!("r{hashes}\"{text}\"{hashes}").parse::<proc_macro2::Literal>();
    literal.map_or_else(|_| quote!(#text), |literal| quote!(#literal))
}

/// The types, the whole first, which the definition documents.
#[cfg(feature = "typify")]
fn types(name: &str, docs: &TokenStream, schema: &Value) -> Vec<TokenStream> {
    use quote::ToTokens;
    use syn::{Attribute, Item, Meta};
    let Ok(mut items) = crate::typify::items(name, schema) else { return vec![any(name, docs)] };
    let is_doc =
        |attr: &Attribute| matches!(&attr.meta, Meta::NameValue(pair) if pair.path.is_ident("doc"));
    if let Some(first) = items.first_mut() {
        let attrs = match first {
            Item::Struct(item) => Some(&mut item.attrs),
            Item::Enum(item) => Some(&mut item.attrs),
            // Nothing could be implemented for it.
            _ => None,
        };
        let Some(attrs) = attrs else { return vec![any(name, docs)] };
        attrs.retain(|attr| !is_doc(attr));
        let whole = first.to_token_stream();
        let rest = items.iter().skip(1).map(ToTokens::to_token_stream);
        return std::iter::once(quote!(#docs #whole)).chain(rest).collect();
    }
    vec![any(name, docs)]
}

#[cfg(not(feature = "typify"))]
fn types(name: &str, docs: &TokenStream, _: &Value) -> Vec<TokenStream> {
    vec![any(name, docs)]
}

/// Any JSON that the schema allows. The compiler refuses schemas that come to this; models that are
/// made by hand may hold them.
fn any(name: &str, docs: &TokenStream) -> TokenStream {
    let name = ident(name);
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(crate = "antiphon::codegen::serde", transparent)]
        pub struct #name(pub Value);
    }
}
