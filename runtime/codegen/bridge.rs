//! serde's traits for generated types, as thin bridges over their own JSON text.

use crate::{
    error::Fault,
    json::{Decode, Encode, Reader, Writer},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};

/// A value as JSON text.
pub fn to_text<T: Encode + ?Sized>(value: &T) -> String {
    let mut out = Writer::new();
    value.encode(&mut out);
    out.into_string()
}

/// A value as JSON text, text without its quotes.
pub fn to_plain<T: Encode + ?Sized>(value: &T) -> String {
    let mut out = Writer::new();
    value.encode(&mut out);
    out.into_plain()
}

/// A value from JSON text that holds nothing else.
///
/// # Errors
/// As [`Decode::decode`]; `syntax` when something follows.
pub fn from_text<T: Decode>(text: &str) -> Result<T, Fault> {
    let mut reader = Reader::new(text);
    let value = T::decode(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// A default of a definition that no Rust literal can say, from its JSON text.
///
/// # Panics
/// When the text is no such value. The compiler writes only defaults that it has checked.
pub fn literal<T: Decode>(text: &'static str) -> T {
    match from_text(text) {
        Ok(value) => value,
        Err(fault) => panic!("a default of the definition is not valid: {fault}"),
    }
}

/// `serde::Serialize::serialize` for a type that implements [`Encode`].
///
/// # Errors
/// Those of the serializer.
pub fn serialize<T: Encode + ?Sized, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = to_text(value);
    let tree: serde_json::Value = serde_json::from_str(&text).map_err(S::Error::custom)?;
    tree.serialize(serializer)
}

/// `serde::Deserialize::deserialize` for a type that implements [`Decode`].
///
/// # Errors
/// Those of the deserializer, and the [`Fault`] as text.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let tree = serde_json::Value::deserialize(deserializer)?;
    from_text(&tree.to_string()).map_err(D::Error::custom)
}
