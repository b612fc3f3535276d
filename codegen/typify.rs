//! Rust types for the parts of a JSON Schema that the language itself has no type for.
//!
//! typify makes them. It takes draft-07 and drops, guesses or panics on much of it, so it sees a
//! schema that says only what a type can hold (`view`), and what it writes is made to look like
//! the rest of the output (`tidy`). What is valid is never its business: the runtime checks every
//! value against the whole schema first.

mod tidy;
mod view;

use schemars_draft7::schema::Schema;
use serde_json::{Map, Value};
use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Once,
};
use typify_impl::{TypeSpace, TypeSpaceSettings};

/// The items for a schema in the normal form, in one piece; the type of the whole has this name.
///
/// # Errors
/// A sentence for people where no type can be made.
pub(crate) fn items(name: &str, schema: &Value) -> Result<Vec<syn::Item>, String> {
    let (whole, definitions) = view::view(name, schema);
    let mut types = Vec::new();
    for (name, schema) in [(name.to_owned(), whole)].into_iter().chain(definitions) {
        let schema: Schema = serde_json::from_value(schema)
            .map_err(|error| format!("it is not draft-07: {error}"))?;
        types.push((name, schema));
    }
    let stream = quietly(|| {
        let mut settings = TypeSpaceSettings::default();
        settings.with_struct_builder(false);
        let mut space = TypeSpace::new(&settings);
        space.add_ref_types(types).map_err(|error| error.to_string())?;
        Ok(space.to_stream())
    })?;
    let file: syn::File = syn::parse2(stream).map_err(|error| error.to_string())?;
    tidy::tidy(file.items, name)
}

thread_local! {
    /// Whether a panic of this thread is expected and handled.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs typify, of which a panic means that it does not know the shape of a schema.
fn quietly<T>(run: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                before(info);
            }
        }));
    });
    QUIET.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(run));
    QUIET.set(false);
    outcome.unwrap_or_else(|_| Err("typify does not know this shape".to_owned()))
}

/// The members of an object.
fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
