//! The keywords of JSON Schema: what each holds, and which of them are refused and why.

use serde_json::Value;

/// What stands behind a keyword.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// One schema.
    Schema,
    /// A list of schemas, at least one.
    Schemas,
    /// Names and schemas.
    Map,
    /// Text.
    Text,
    /// A list of different texts.
    Names,
    /// A whole number, 0 or more.
    Count,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A list of values, at least one.
    Values,
    /// A type or a list of types.
    Types,
    /// Any value.
    Any,
}

/// Which values a keyword is about.
pub(super) mod about {
    /// No kind of its own.
    pub(in super::super) const ANY: u8 = 0;
    /// `null`.
    pub(in super::super) const NULL: u8 = 1;
    /// `true` and `false`.
    pub(in super::super) const BOOL: u8 = 2;
    /// Numbers.
    pub(in super::super) const NUMBER: u8 = 4;
    /// Text.
    pub(in super::super) const TEXT: u8 = 8;
    /// Arrays.
    pub(in super::super) const ARRAY: u8 = 16;
    /// Objects.
    pub(in super::super) const OBJECT: u8 = 32;
    /// Every kind.
    pub(in super::super) const ALL: u8 = 63;
}

/// A keyword that is understood: its word, what it holds, the kind it is about, whether it says
/// nothing about what is valid.
pub(super) struct Keyword {
    /// The word.
    pub(super) word: &'static str,
    /// What stands behind it.
    pub(super) holds: Holds,
    /// The kind of values that it is about.
    pub(super) about: u8,
    /// Whether it is for people only.
    pub(super) note: bool,
}

macro_rules! keywords {
    ($($word:literal $holds:ident $about:ident $note:literal,)+) => {
        const KEYWORDS: &[Keyword] = &[$(Keyword {
            word: $word, holds: Holds::$holds, about: about::$about, note: $note,
        }),+];
    };
}

keywords! {
    "title" Text ANY true,
    "description" Text ANY true,
    "$comment" Text ANY true,
    "deprecated" Bool ANY true,
    "readOnly" Bool ANY true,
    "writeOnly" Bool ANY true,
    "default" Any ANY true,
    "examples" Values ANY true,
    "$defs" Map ANY true,
    "$ref" Text ANY false,
    "type" Types ANY false,
    "const" Any ANY false,
    "enum" Values ANY false,
    "anyOf" Schemas ANY false,
    "oneOf" Schemas ANY false,
    "allOf" Schemas ANY false,
    "minimum" Number NUMBER false,
    "maximum" Number NUMBER false,
    "exclusiveMinimum" Number NUMBER false,
    "exclusiveMaximum" Number NUMBER false,
    "multipleOf" Number NUMBER false,
    // Of text and of numbers: `uuid`, `int32`.
    "format" Text ANY false,
    "pattern" Text TEXT false,
    "minLength" Count TEXT false,
    "maxLength" Count TEXT false,
    "contentEncoding" Text TEXT false,
    "contentMediaType" Text TEXT false,
    "contentSchema" Schema TEXT false,
    "prefixItems" Schemas ARRAY false,
    "items" Schema ARRAY false,
    "minItems" Count ARRAY false,
    "maxItems" Count ARRAY false,
    "uniqueItems" Bool ARRAY false,
    "properties" Map OBJECT false,
    "required" Names OBJECT false,
    "additionalProperties" Schema OBJECT false,
    "minProperties" Count OBJECT false,
    "maxProperties" Count OBJECT false,
}

/// Keywords on which the outputs could not agree, each with a way out.
const REFUSED: &[(&str, &str)] = &[
    ("$id", "the schema must be one piece; remove `$id` from its parts"),
    ("$anchor", "write `$ref` with a path such as `#/$defs/Name`"),
    ("$dynamicAnchor", "write `$ref` with a path such as `#/$defs/Name`"),
    ("$recursiveAnchor", "write `$ref` with a path such as `#/$defs/Name`"),
    ("$dynamicRef", "write `$ref` with a path such as `#/$defs/Name`"),
    ("$recursiveRef", "write `$ref` with a path such as `#/$defs/Name`"),
    ("if", "write the cases as `oneOf`, each with a constant that tells it from the others"),
    ("then", "write the cases as `oneOf`, each with a constant that tells it from the others"),
    ("else", "write the cases as `oneOf`, each with a constant that tells it from the others"),
    ("not", "say what is valid, with `enum` or `oneOf`"),
    ("dependentRequired", "write the cases as `oneOf`, each with its own `required`"),
    ("dependentSchemas", "write the cases as `oneOf`, each with its own `properties`"),
    ("dependencies", "write the cases as `oneOf`, each with its own `required`"),
    ("patternProperties", "use `additionalProperties` for all keys that are not named"),
    ("propertyNames", "use `properties` for the keys that are known"),
    ("unevaluatedProperties", "use `additionalProperties` in each object"),
    ("unevaluatedItems", "use `items` in each array"),
    ("contains", "say what each item is, with `items`"),
    ("minContains", "say what each item is, with `items`"),
    ("maxContains", "say what each item is, with `items`"),
    ("nullable", "write `type: [string, \"null\"]`, or `anyOf` with `type: \"null\"`"),
    ("discriminator", "give the property a `const` in each case of `oneOf`"),
];

/// The keyword with this word.
pub(super) fn find(word: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.word == word)
}

/// Why a word is refused, and the way out.
pub(super) fn refusal(word: &str) -> (String, String) {
    let message = format!("`{word}` cannot be used here");
    if let Some((_, help)) = REFUSED.iter().find(|(refused, _)| *refused == word) {
        return (message, (*help).to_owned());
    }
    let near = KEYWORDS.iter().find(|keyword| keyword.word.eq_ignore_ascii_case(word));
    let help = match near {
        Some(keyword) => format!("did you mean `{}`?", keyword.word),
        None => "remove it, or put `x-` before it if it is a note of your own".to_owned(),
    };
    (format!("`{word}` is not a keyword of JSON Schema that is known here"), help)
}

/// What should stand behind a keyword, where something else does.
pub(super) fn wrong(holds: Holds, value: &Value) -> Option<&'static str> {
    let is_schema = |value: &Value| value.is_object() || value.is_boolean();
    let all = |of: &dyn Fn(&Value) -> bool| {
        value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(of))
    };
    let (holds, expected) = match holds {
        Holds::Schema => (is_schema(value), "a schema"),
        Holds::Schemas => (all(&is_schema), "a list of schemas"),
        Holds::Map => (
            value.as_object().is_some_and(|map| map.values().all(is_schema)),
            "names, each with a schema",
        ),
        Holds::Text => (value.is_string(), "text"),
        Holds::Names => (
            value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
            "a list of names",
        ),
        Holds::Count => (count(value).is_some(), "a whole number, 0 or more"),
        Holds::Number => (value.is_number(), "a number"),
        Holds::Bool => (value.is_boolean(), "`true` or `false`"),
        Holds::Values => (all(&|_| true), "a list with at least one value"),
        Holds::Types => (is_type(value) || all(&is_type), "a type, or a list of types"),
        Holds::Any => (true, ""),
    };
    (!holds).then_some(expected)
}

/// A whole number, 0 or more; `2.0` is one.
pub(super) fn count(value: &Value) -> Option<u64> {
    let float =
        || value.as_f64().filter(|float| float.fract() == 0.0 && (0.0..1e15).contains(float));
    value.as_u64().or_else(|| float().map(|float| float as u64))
}

fn is_type(value: &Value) -> bool {
    value.as_str().is_some_and(|word| kind(word).is_some())
}

/// The kind of values that a word of `type` means.
pub(super) fn kind(word: &str) -> Option<u8> {
    Some(match word {
        "null" => about::NULL,
        "boolean" => about::BOOL,
        "integer" | "number" => about::NUMBER,
        "string" => about::TEXT,
        "array" => about::ARRAY,
        "object" => about::OBJECT,
        _ => return None,
    })
}
