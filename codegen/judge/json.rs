//! JSON text as every decoder reads it.

use serde_json::Value;

/// Reads JSON text. An escaped half of a surrogate pair, which is no character, becomes U+FFFD, as it does
/// when a browser sends it.
///
/// # Errors
/// Where the text is no JSON.
pub fn parse(text: &[u8]) -> Result<Value, serde_json::Error> {
    serde_json::from_slice(text).or_else(|error| match std::str::from_utf8(text) {
        Ok(text) if text.contains("\\u") => serde_json::from_str(&whole(text)).map_err(|_| error),
        _ => Err(error),
    })
}

/// The text without escaped halves of surrogate pairs.
fn whole(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        // What is escaped may be a character of several bytes, where it is no JSON.
        let plain = 1 + escape.chars().nth(1).map_or(0, char::len_utf8);
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => 0,
            _ => plain,
        };
        if length == 0 {
            out.push_str("\\ufffd");
            rest = &escape[6..];
        } else {
            let (kept, behind) = escape.split_at(length);
            out.push_str(kept);
            rest = behind;
        }
    }
    out + rest
}

/// The code unit that stands first, as `\u` and four digits.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn halves_of_pairs_are_the_replacement_character() {
        for (text, expected) in [
            (r#""a\ud800b""#, Some("a\u{fffd}b")),
            (r#""\udc00\ud800\ud83d\ude00""#, Some("\u{fffd}\u{fffd}😀")),
            (r#""\ud800\n""#, Some("\u{fffd}\n")),
            (r#""\\ud800""#, Some("\\ud800")),
            (r#""\uD800""#, Some("\u{fffd}")),
            (r#""\ud800\ud83d\ude00""#, Some("\u{fffd}😀")),
            (r#""\ud8""#, None),
            (r#""\ud8é0""#, None),
            (r#""\é\ud800""#, None),
            (r#""\ud800"#, None),
            ("\"\\ud800\u{1}\"", None),
        ] {
            let found = parse(text.as_bytes()).ok();
            assert_eq!(found.as_ref().and_then(|value| value.as_str()), expected, "{text}");
        }
    }
}
