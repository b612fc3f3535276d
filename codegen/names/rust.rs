//! Identifiers in Rust.

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The name of a type or variant.
pub fn type_name(words: &str) -> String {
    let name = super::upper_camel(words);
    if name == "Self" { "Self_".to_owned() } else { name }
}

/// The name of a field, function or module; a keyword gets an underscore behind it, so that the
/// name reads the same in code, documentation and macros.
pub fn field_name(words: &str) -> String {
    let name = super::snake(words);
    if KEYWORDS.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// The name of a constant.
pub fn const_name(words: &str) -> String {
    super::shouty(words)
}
