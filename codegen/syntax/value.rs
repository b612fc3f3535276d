//! Values that many keywords share: text, numbers, durations, sizes, rates, lists and maps.

use crate::source::Span;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::{borrow::Cow, collections::BTreeSet, ops::Deref, time::Duration};

/// A keyword that must be there.
#[derive(Debug, Clone)]
pub struct Required<T>(pub T);

impl<T> Deref for Required<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// Text.
pub type Text = Spanned<String>;

/// A word that names something of the definition.
#[derive(Debug, Clone, PartialEq)]
pub struct Name(pub Text);

impl Deref for Name {
    type Target = Text;
    fn deref(&self) -> &Text {
        &self.0
    }
}

/// One value or a list of them.
#[derive(Debug, Clone)]
pub struct OneOrMany<T>(pub Vec<T>);

/// A list.
#[derive(Debug, Clone)]
pub struct Many<T>(pub Vec<T>);

/// Names and what they hold, in order.
#[derive(Debug, Clone)]
pub struct Map<T> {
    /// The entries.
    pub entries: Vec<(Text, T)>,
    /// The names that stand in quotes, and so are text even where they look like a number.
    pub quoted: BTreeSet<String>,
    /// The entries that could not be read.
    pub lost: Lost,
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), quoted: BTreeSet::new(), lost: Lost::default() }
    }
}

/// Names that were reported once already, so that what refers to them stays silent.
#[derive(Debug, Clone, Default)]
pub struct Lost {
    /// These.
    pub names: BTreeSet<String>,
    /// Any name.
    pub any: bool,
}

impl Lost {
    /// Whether this name may be one of them.
    pub fn holds(&self, name: &str) -> bool {
        self.any || self.names.contains(name)
    }

    /// Whether nothing was lost.
    pub fn is_empty(&self) -> bool {
        !self.any && self.names.is_empty()
    }

    /// Takes what another part of the definition lost.
    pub fn add(&mut self, other: &Self) {
        self.any |= other.any;
        self.names.extend(other.names.iter().cloned());
    }
}

/// A JSON value written in YAML.
pub type Json = Spanned<serde_json::Value>;

/// A span of time: `500ms`, `30s`, `5m`, `24h`, `7d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time(pub Duration);

/// A number of bytes: `512`, `64KiB`, `10MB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub u64);

/// So many in so long: `10/s`, `100/min`, `1000/h`, `20/10s`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frequency {
    /// How many.
    pub count: u32,
    /// In how long.
    pub per: Duration,
}

/// A part: `30%`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percent(pub f64);

/// A count, or `unlimited`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub Option<u32>);

/// Declares a set of words.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[doc = $doc])+ $variant),+
        }

        impl $name {
            /// Every word.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];
        }

        impl $crate::parse::Lower for $crate::syntax::Spanned<$name> {
            fn lower(node: &$crate::yaml::Node, cx: &mut $crate::parse::Cx<'_>) -> Option<Self> {
                $crate::parse::lower_word(node, $name::WORDS, cx)
            }
        }

        impl schemars::JsonSchema for $crate::syntax::Spanned<$name> {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "enum": [$($word),+] })
            }
        }
    };
}
pub(crate) use words;

/// Gives a leaf its part of the editor schema.
macro_rules! leaf_schema {
    ($($ty:ty, $name:literal => $schema:tt;)+) => {$(
        impl JsonSchema for $ty {
            fn schema_name() -> Cow<'static, str> { $name.into() }
            fn inline_schema() -> bool { true }
            fn json_schema(_: &mut SchemaGenerator) -> Schema { json_schema!($schema) }
        }
    )+};
}

leaf_schema! {
    Spanned<String>, "Text" => { "type": ["string", "number", "boolean"] };
    Name, "Name" => { "type": ["string", "number", "boolean"] };
    Spanned<bool>, "Bool" => { "type": "boolean" };
    Spanned<u32>, "Count" => { "type": "integer", "minimum": 0 };
    Spanned<i64>, "Integer" => { "type": "integer" };
    Spanned<u16>, "Code" => { "type": "integer", "minimum": 0, "maximum": 65535 };
    Spanned<f64>, "Number" => { "type": "number" };
    Spanned<serde_json::Value>, "Json" => {};
    Spanned<Time>, "Time" => { "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?(ms|s|m|min|h|d)$" };
    Spanned<Size>, "Size" => { "type": ["string", "integer"], "pattern": "^[0-9]+ ?(B|KB|MB|GB|KiB|MiB|GiB)?$" };
    Spanned<Frequency>, "Rate" => { "type": "string", "pattern": "^[0-9]+/([0-9]+)?(ms|s|m|min|h|d)$" };
    Spanned<Percent>, "Percent" => { "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?%$" };
    Spanned<Count>, "Attempts" => { "anyOf": [{ "type": "integer", "minimum": 0 }, { "const": "unlimited" }] };
}

impl<T: JsonSchema> JsonSchema for Required<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany{}", T::schema_name()).into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let item = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [item, { "type": "array", "items": item }] })
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Many{}", T::schema_name()).into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let item = generator.subschema_for::<T>();
        json_schema!({ "type": "array", "items": item })
    }
}

impl<T: JsonSchema> JsonSchema for Map<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Map{}", T::schema_name()).into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let item = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": item })
    }
}
