//! Finds the end of plain text within a JSON string, and compares short texts, eight bytes at a time.

/// The place of the first byte from `start` on that cannot stand for itself in a JSON string: a
/// quote, a backslash, or a control character.
#[inline]
pub(crate) fn special(bytes: &[u8], start: usize) -> Option<usize> {
    let mut place = start;
    while let Some(chunk) = bytes.get(place..).and_then(<[u8]>::first_chunk::<8>) {
        let found = specials(u64::from_le_bytes(*chunk));
        if found != 0 {
            return Some(place + (found.trailing_zeros() / 8) as usize);
        }
        place += 8;
    }
    // Fewer than eight are left: the last eight, less what was looked at already.
    let rest = bytes.get(place..).filter(|rest| !rest.is_empty())?;
    let word = match bytes.last_chunk::<8>() {
        Some(last) => u64::from_le_bytes(*last) >> (64 - 8 * rest.len()),
        None => rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    // Behind the end are zeros, which are found too.
    let offset = (specials(word).trailing_zeros() / 8) as usize;
    (offset < rest.len()).then_some(place + offset)
}

/// Whether a byte cannot stand for itself.
#[cfg(test)]
fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// The high bit of the lowest special byte of eight; bits above it mean nothing.
#[inline]
fn specials(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let quotes = word ^ (ONES * b'"' as u64);
    let slashes = word ^ (ONES * b'\\' as u64);
    let found = (word.wrapping_sub(ONES * 0x20) & !word)
        | (quotes.wrapping_sub(ONES) & !quotes)
        | (slashes.wrapping_sub(ONES) & !slashes);
    found & HIGHS
}

/// Whether two texts are the same. Keys and tags are too short for a call to pay.
#[inline]
pub(crate) fn equal(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    // What overlaps is compared twice.
    if let (Some(first), Some(last)) = (left.first_chunk::<8>(), left.last_chunk::<8>()) {
        return right.first_chunk() == Some(first)
            && right.last_chunk() == Some(last)
            && (left.len() <= 16 || left == right);
    }
    if let (Some(first), Some(last)) = (left.first_chunk::<4>(), left.last_chunk::<4>()) {
        return right.first_chunk() == Some(first) && right.last_chunk() == Some(last);
    }
    left == right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_one_byte_at_a_time() {
        for special_byte in 0..=255_u8 {
            for place in 0..20 {
                let mut bytes = [b'a'; 20];
                bytes[place] = special_byte;
                bytes[19] = 0xFF;
                let expected = bytes.iter().position(|byte| is_special(*byte));
                assert_eq!(special(&bytes, 0), expected);
                let later = bytes[3..].iter().position(|byte| is_special(*byte)).map(|at| at + 3);
                assert_eq!(special(&bytes, 3), later);
            }
        }
        for length in 0..20 {
            let text = vec![b'a'; length];
            for start in 0..=length {
                assert_eq!(special(&text, start), None);
            }
        }
        assert_eq!(special(b"a", 7), None);
    }

    #[test]
    fn compares_texts_of_any_length() {
        for length in 0..40 {
            let text = vec![b'a'; length];
            assert!(equal(&text, &text.clone()));
            assert!(!equal(&text, &vec![b'a'; length + 1]));
            for place in 0..length {
                let mut other = text.clone();
                other[place] = b'b';
                assert!(!equal(&text, &other), "{length} {place}");
            }
        }
    }
}
