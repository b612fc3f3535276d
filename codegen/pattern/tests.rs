//! What a pattern becomes, and what is refused with which way out.

use super::portable;

/// What every output can say already stays as it is written.
const KEPT: &[&str] = &[
    "",
    "^[a-z][a-z0-9-]*$",
    "^[-a-zA-Z0-9_=@,.;]+$",
    "^0x([0-9a-fA-F]{2})*$",
    "a--b",
    "a&&b~~c",
    "^(a|bc|)$",
    r"^\d{3}-\D+\w\W\b\B$",
    r"[\w.-]+@[\d\-]+",
    "[a-c-e]",
    "(?:a+?b*?c??d{2,}?){1,3}",
    "é+[ä-ü]",
    "🦀{2}",
    "/[/]/",
    r"\^\$\\\.\*\+\?\(\)\[\]\{\}\|",
    r"[\^\]\\\[]",
];

/// What is written again: pattern, spelling.
const CHANGED: &[(&str, &str)] = &[
    (".", r"[^\n\r\u2028\u2029]"),
    (r"\s", r"[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"),
    (r"[^\s#]", r"[^\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff#]"),
    (r"[\s\S]", r"[\d\D]"),
    (r#"\:\@\"\/\-\#\ \&"#, r#":@"/-# &"#),
    (r"[&\&]", r"[&\u0026]"),
    (r"[~\~]", r"[~\u007e]"),
    ("]}", r"\]\}"),
    (r"\x41\u0042\u{43}\x{44}\U00000045", "ABCDE"),
    (r"\n\r\t\v\f\a\x00", r"\n\r\t\v\f\u0007\u0000"),
    ("\u{2028}\u{a0}\u{feff}", r"\u2028\u00a0\ufeff"),
    ("(?<year>[0-9]{4})", "([0-9]{4})"),
    ("a**", "(?:a*)*"),
    ("^*", "(?:^)*"),
    (r"(?:\b)+", r"(?:\b)+"),
];

/// What is refused: pattern, part of the reason, part of the way out.
const REFUSED: &[(&str, &str, &str)] = &[
    (r"^\p{L}+$", r"`\p{L}`", "[A-Za-zÀ-ÿ]"),
    (r"[\pN]", r"`\pN`", "ranges"),
    ("(?i)abc", "flags, here `i`", "[Aa]"),
    ("(?i:abc)", "flags, here `i`", "[Aa]"),
    ("(?x) a", "flags, here `x`", "what the flag stands for"),
    ("[a--b]", "`--` in brackets", r"`\-`"),
    ("[--a]", "`--` in brackets", r"`\-`"),
    ("[a&&b]", "`&&` in brackets", "`&` once"),
    ("[a~~b]", "`~~` in brackets", "`~` once"),
    ("[]a]", "`[]` is an empty set", r"`\]`"),
    ("[a[b]]", "brackets within brackets", r"`\[`"),
    ("[[:alpha:]]", "`[:alpha:]`", "ranges"),
    (r"\Aa\z", r"`\A`", "`^`"),
    (r"a\z", r"`\z`", "`$`"),
    (r"\<a", r"`\<`", "without a backslash"),
    (r"\b{start}a", r"`\b{start}`", r"`\b`"),
    ("(?P<year>a)", "`(?P<…>`", "`(?<year>…)`"),
    ("(?=a)", "look-around", "JavaScript alone"),
    (r"(a)\1", "backreferences", "JavaScript alone"),
    (r"\y", "unrecognized escape", r"`\d \w"),
    ("{a}", "repetition", r"`\{`"),
    ("a{2,1}", "repetition", "smaller"),
    ("[z-a]", "range", "smaller"),
    ("(a", "group", "close"),
    ("[a", "class", "close"),
    ("(?:a{1000}){1000}", "more than 10000", "less often"),
];

#[test]
fn what_every_output_can_say_stays() {
    for pattern in KEPT {
        assert_eq!(portable(pattern).as_deref(), Ok(*pattern));
    }
}

#[test]
fn the_rest_is_spelt_so_that_engines_agree() {
    for (pattern, expected) in CHANGED {
        let spelling = portable(pattern).unwrap_or_else(|trouble| panic!("{pattern}: {trouble:?}"));
        assert_eq!(spelling, *expected, "{pattern}");
        assert_eq!(portable(&spelling).as_ref(), Ok(&spelling), "a spelling is stable");
    }
}

#[test]
fn what_some_output_cannot_say_is_refused_with_a_way_out() {
    for (pattern, what, help) in REFUSED {
        let trouble = portable(pattern).expect_err(pattern);
        assert!(trouble.what.contains(what), "{pattern}: {trouble:?}");
        assert!(trouble.help.contains(help), "{pattern}: {trouble:?}");
    }
}

#[test]
fn nothing_runs_without_bound() {
    for pattern in ["(".repeat(100_000), format!("a{}", "*".repeat(100_000)), "a|".repeat(100_000)]
    {
        assert!(portable(&pattern).is_err());
    }
}
