//! Standard base64 with padding.

use ::std::iter;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// How many bytes the text stands for; `None` when it is no canonical base64.
pub(crate) fn decoded_length(text: &str) -> Option<u64> {
    let bytes = text.as_bytes();
    if !bytes.len().is_multiple_of(4) {
        return None;
    }
    let padding = bytes.iter().rev().take_while(|byte| **byte == b'=').count();
    let digits = bytes.get(..bytes.len().checked_sub(padding)?)?;
    let mut last = 0;
    for digit in digits {
        last = ALPHABET.iter().position(|known| known == digit)?;
    }
    // Bits that stand for nothing must be zero.
    let unused = match padding {
        0 => 0,
        1 => 0b11,
        2 => 0b1111,
        _ => return None,
    };
    (last & unused == 0).then(|| (bytes.len() / 4 * 3 - padding) as u64)
}

/// The bytes that the text stands for; `None` when it is no canonical base64.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let length = usize::try_from(decoded_length(text)?).ok()?;
    let mut bytes = Vec::with_capacity(length + 2);
    for chunk in text.as_bytes().chunks(4) {
        let word = chunk.iter().fold(0_u32, |word, digit| {
            let value = ALPHABET.iter().position(|known| known == digit).unwrap_or_default();
            word << 6 | value as u32
        });
        bytes.extend_from_slice(&word.to_be_bytes()[1..]);
    }
    bytes.truncate(length);
    Some(bytes)
}

/// Base64 text of bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk
            .iter()
            .chain(iter::repeat(&0))
            .take(3)
            .fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        for (place, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let digit = ALPHABET.get(word >> shift & 63).copied().unwrap_or(b'=');
            text.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_padding() {
        assert_eq!(decoded_length(""), Some(0));
        assert_eq!(decoded_length("AA=="), Some(1));
        assert_eq!(decoded_length("AAA="), Some(2));
        assert_eq!(decoded_length("AAAA"), Some(3));
        for wrong in ["A", "AA", "AAA", "A===", "====", "AB==", "AAB=", "AA-_", "AA==AAAA", "é==="]
        {
            assert_eq!(decoded_length(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_encoded_is_canonical() {
        assert_eq!(encode(b"any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
        for length in 0..9 {
            assert_eq!(decoded_length(&encode(&vec![255; length])), Some(length as u64));
        }
    }
}
