//! The definition as written: one field per keyword, every value with its place.
//!
//! The doc comments of the keywords are the reference manual of the language (`docs/language.md`), and
//! the schema of [`Definition`] is the editor schema.

mod channels;
mod connection;
mod definition;
mod errors;
mod events;
mod flows;
mod generate;
mod limits;
mod session;
mod types;
mod union;
mod value;
mod wire;

pub use channels::*;
pub use connection::*;
pub use definition::*;
pub use errors::*;
pub use events::*;
pub use flows::*;
pub use generate::*;
pub use limits::*;
pub use session::*;
pub use types::*;
pub use union::*;
pub use value::*;
pub use wire::*;

/// Declares a map of the language: a struct whose fields are its keywords.
///
/// Makes the struct, its lowering from a node, and its part of the editor schema. `key as "word"`
/// gives a keyword that is no Rust identifier.
macro_rules! keywords {
    (
        $(#[doc = $about:literal])+
        #[what = $what:literal]
        pub struct $name:ident {
            $(
                $(#[doc = $doc:literal])+
                $field:ident $(as $key:literal)? : $ty:ty,
            )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            /// The place of the whole map.
            #[schemars(skip)]
            pub span: $crate::source::Span,
            $(
                $(#[doc = $doc])+
                $(#[schemars(rename = $key)])?
                pub $field: $ty,
            )+
        }

        impl $name {
            /// Every keyword, in the order of the reference.
            pub const KEYS: &'static [&'static str] = &[$($crate::syntax::key!($field $($key)?)),+];
        }

        impl $crate::parse::Lower for $name {
            const KEYWORDS: &'static [&'static str] = Self::KEYS;

            fn lower(
                node: &$crate::yaml::Node,
                cx: &mut $crate::parse::Cx<'_>,
            ) -> Option<Self> {
                let mut keys = $crate::parse::Keys::of(node, $what, Self::KEYS, cx);
                $(let $field = keys.take::<$ty>($crate::syntax::key!($field $($key)?), cx);)+
                keys.finish(cx);
                Some(Self { span: node.span, $($field: $field?),+ })
            }
        }
    };
}

/// The word of a keyword: its own, or the field's name.
macro_rules! key {
    ($field:ident $key:literal) => {
        $key
    };
    ($field:ident) => {
        stringify!($field)
    };
}

pub(crate) use key;
pub(crate) use keywords;

/// The schema that editors use for completion and validation of definitions.
pub fn editor_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Definition).to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), "Antiphon protocol definition, version 1".into());
    }
    schema
}
