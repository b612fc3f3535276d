//! What other languages call a type, and how they write lists and maps.

/// What people write for a builtin of another name, in small letters.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("str", "string"),
    ("text", "string"),
    ("varchar", "string"),
    ("char", "string"),
    ("int", "i64"),
    ("integer", "i64"),
    ("long", "i64"),
    ("short", "i16"),
    ("byte", "u8"),
    ("uint", "u64"),
    ("int8", "i8"),
    ("int16", "i16"),
    ("int32", "i32"),
    ("int64", "i64"),
    ("uint8", "u8"),
    ("uint16", "u16"),
    ("uint32", "u32"),
    ("uint64", "u64"),
    ("sint32", "i32"),
    ("sint64", "i64"),
    ("usize", "u64"),
    ("isize", "i64"),
    ("bigint", "i64<bigint>"),
    ("number", "f64"),
    ("float", "f64"),
    ("double", "f64"),
    ("float32", "f32"),
    ("float64", "f64"),
    ("f16", "f32"),
    ("decimal", "string<decimal>"),
    ("boolean", "bool"),
    ("any", "json"),
    ("unknown", "json"),
    ("mixed", "json"),
    ("value", "json"),
    ("object", "map<json>"),
    ("struct", "map<json>"),
    ("date", "timestamp"),
    ("datetime", "timestamp"),
    ("date-time", "timestamp"),
    ("time", "timestamp"),
    ("iso8601", "timestamp"),
    ("rfc3339", "timestamp"),
    ("unix", "timestamp<s>"),
    ("epoch", "timestamp<s>"),
    ("guid", "uuid"),
    ("uri", "url"),
    ("binary", "bytes"),
    ("blob", "bytes"),
    ("base64", "bytes"),
    ("buffer", "bytes"),
    ("array", "list<T>"),
    ("vec", "list<T>"),
    ("vector", "list<T>"),
    ("sequence", "list<T>"),
    ("set", "list<T>"),
    ("hashset", "list<T>"),
    ("readonlyarray", "list<T>"),
    ("dict", "map<T>"),
    ("dictionary", "map<T>"),
    ("record", "map<T>"),
    ("hash", "map<T>"),
    ("hashmap", "map<T>"),
    ("btreemap", "map<T>"),
    ("option", "T?"),
    ("optional", "T?"),
    ("nullable", "T?"),
    ("maybe", "T?"),
    ("box", "T"),
];

/// What a name of another language is called here; `T` stands for its argument.
pub(super) fn other_name(name: &str) -> Option<&'static str> {
    let found = OTHER_NAMES.iter().find(|(written, _)| name.eq_ignore_ascii_case(written));
    found.map(|(_, meant)| *meant)
}

/// A type as it is meant: the name of another language in our words, with lists and maps in brackets.
pub(super) fn meant(written: &str) -> String {
    let written = written.trim();
    if let Some(mended) = brackets(written).or_else(|| key_and_value(written)) {
        return mended;
    }
    match other_name(written) {
        Some(meant) if !meant.contains('T') => meant.to_owned(),
        Some(meant) => meant.replace('T', "json"),
        None if written == "String" => "string".to_owned(),
        None => written.to_owned(),
    }
}

/// `[T]`, `list[T]`, `Optional[T]` and `map[K]V` in our words.
pub(super) fn brackets(name: &str) -> Option<String> {
    if let Some(rest) = name.strip_prefix("map[") {
        let (_, value) = rest.split_once(']')?;
        return (!value.is_empty()).then(|| format!("map<{}>", meant(value)));
    }
    let inner = name.strip_suffix(']')?;
    let (outer, item) = inner.split_once('[')?;
    if item.is_empty() {
        return None;
    }
    let item = meant(item.rsplit(',').next()?);
    let outer = if outer.is_empty() || outer.eq_ignore_ascii_case("list") {
        "list<T>"
    } else {
        other_name(outer)?
    };
    Some(outer.replace('T', &item))
}

/// `string:u32`, as the argument of a map: keys are always text.
pub(super) fn key_and_value(name: &str) -> Option<String> {
    let (key, value) = name.split_once(':')?;
    (key.eq_ignore_ascii_case("string") && !value.is_empty()).then(|| meant(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_other_languages_are_said_in_ours() {
        for (written, expected) in [
            ("String", "string"),
            ("int32", "i32"),
            ("[str]", "list<string>"),
            ("List[int]", "list<i64>"),
            ("Optional[str]", "string?"),
            ("map[string]uint8", "map<u8>"),
            ("Dict[str,int]", "map<i64>"),
            ("string:u32", "u32"),
            ("Member", "Member"),
        ] {
            assert_eq!(meant(written), expected);
        }
        assert_eq!(brackets("[]"), None);
        assert_eq!(brackets("a]"), None);
    }
}
