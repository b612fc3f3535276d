//! Identifiers in TypeScript.

const RESERVED: &[&str] = &[
    "any",
    "arguments",
    "async",
    "await",
    "bigint",
    "boolean",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "never",
    "new",
    "null",
    "number",
    "object",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "string",
    "super",
    "switch",
    "symbol",
    "this",
    "throw",
    "true",
    "try",
    "type",
    "typeof",
    "undefined",
    "unknown",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

/// The name of a type.
pub fn type_name(words: &str) -> String {
    super::upper_camel(words)
}

/// The name of a variable or function.
pub fn value_name(words: &str) -> String {
    let name = super::lower_camel(words);
    if RESERVED.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// A property as it stands in an interface or object literal: quoted unless it is an identifier.
/// Properties keep the name of the wire.
pub fn property(name: &str) -> String {
    let identifier = name
        .starts_with(|first: char| first.is_ascii_alphabetic() || first == '_' || first == '$')
        && name.chars().all(|each| each.is_ascii_alphanumeric() || each == '_' || each == '$');
    if identifier { name.to_owned() } else { serde_json::Value::from(name).to_string() }
}
