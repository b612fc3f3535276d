//! Lists of keys, joined while compiling: the keys of a union are those of its variants.

/// How many keys the lists hold together.
pub const fn count(lists: &[&[&str]]) -> usize {
    let mut count = 0;
    let mut list = 0;
    while list < lists.len() {
        count += lists[list].len();
        list += 1;
    }
    count
}

/// The keys of all lists; `N` is their [`count`].
pub const fn joined<const N: usize>(lists: &[&[&'static str]]) -> [&'static str; N] {
    let mut keys = [""; N];
    let (mut list, mut at) = (0, 0);
    while list < lists.len() {
        let mut key = 0;
        while key < lists[list].len() {
            keys[at] = lists[list][key];
            at += 1;
            key += 1;
        }
        list += 1;
    }
    keys
}
