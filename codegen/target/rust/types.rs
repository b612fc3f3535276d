//! `types.rs`: declared types and those written in place.

use super::{
    doc, expr, fields,
    module::Module,
    scope::{Place, Plan, Scope},
    sets, structs, unions,
};
use crate::model::{Alias, Literal, Type, TypeDef, TypeId, TypeKind};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The module.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let scope = plan.scope(Place::Types);
    let mut items = Vec::new();
    for (index, def) in plan.protocol.types.iter().enumerate() {
        let id = TypeId(index);
        if !plan.owned.contains_key(&id) && plan.protocol.errors.ty != Some(id) {
            items.push(item(&scope, id, def));
        }
    }
    items.extend(plan.names.constants().map(|value| constant(&scope, value)));
    scope.finish("Declared types and those written in place.", items, Vec::new())
}

fn item(scope: &Scope<'_>, id: TypeId, def: &TypeDef) -> TokenStream {
    let TypeDef { name: _, declared: _, doc, examples, kind } = def;
    let name = scope.plan.names.ty(id);
    let docs = |notes: &[String]| doc::item(doc, "", notes, examples);
    let derives = [quote!(antiphon::Payload)];
    let none = TokenStream::new();
    let traits = scope.plan.traits.named(id);
    match kind {
        TypeKind::Record(record) => {
            let body = fields::record(scope, Some(id), record);
            structs::structure(scope, &docs(&[]), &derives, &none, &name, &body, traits)
        }
        TypeKind::Tuple(tuple) => {
            let body = fields::tuple(scope, Some(id), tuple);
            structs::structure(scope, &docs(&[]), &derives, &none, &name, &body, traits)
        }
        TypeKind::Enum(set) => sets::strings(&docs(&[]), &name, set),
        TypeKind::IntEnum(set) => sets::integers(&docs(&[]), &name, set),
        TypeKind::Flags(flags) => sets::flags(&docs(&[]), &name, flags),
        TypeKind::Union(union) => unions::union(scope, &docs(&[]), id, &name, union),
        TypeKind::Alias(alias) => alias_item(scope, &docs(&[]), id, &name, alias),
        TypeKind::Schema(_) => {
            let module = super::names::ident(scope.plan.names.schema_module(id));
            quote!(pub use super::schemas::#module::#name;)
        }
    }
}

/// Whether an alias is a struct of its own and not a `type`.
pub(super) fn has_struct(plan: &Plan<'_>, id: TypeId, alias: &Alias) -> bool {
    !alias.constraints.is_empty()
        || matches!(alias.ty, Type::Const(_))
        || plan.recursion.needs_struct(id)
}

fn alias_item(
    scope: &Scope<'_>,
    docs: &TokenStream,
    id: TypeId,
    name: &Ident,
    alias: &Alias,
) -> TokenStream {
    if let Type::Const(value) = &alias.ty {
        return constant_struct(docs, name, value);
    }
    let ty = scope.ty(&alias.ty);
    if !has_struct(scope.plan, id, alias) {
        return quote!(#docs pub type #name = #ty;);
    }
    let traits = scope.plan.traits.named(id);
    let mut derives = traits.derives();
    derives.extend(traits.empty.then(|| quote!(Default)));
    derives.push(quote!(antiphon::Payload));
    let constraints = fields::constraints(&alias.constraints);
    // What a topic may hold can be read from text.
    let is_text = matches!(alias.ty, Type::String | Type::Int(_) | Type::Uuid);
    structs::newtype(docs, &derives, &TokenStream::new(), name, &constraints, &ty, is_text)
}

/// A type with one value, for places where no attribute can say it.
fn constant(scope: &Scope<'_>, value: &Literal) -> TokenStream {
    let docs = doc::text(&format!("Always `{}`.", value.to_json()));
    constant_struct(&docs, &scope.plan.names.constant(value), value)
}

fn constant_struct(docs: &TokenStream, name: &Ident, value: &Literal) -> TokenStream {
    let value = expr::literal(value);
    quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, antiphon::Payload)]
        #[payload(transparent)]
        pub struct #name(#[payload(constant = #value)] pub ());
    }
}
