//! Definitions that nobody writes by accident: odd bytes, bombs, and sizes that no protocol has. Each is
//! answered with a few clear errors, or with a protocol, and never with a panic.

use crate::language::{compile_text, lines};
use antiphon_codegen::target::{Options, TARGETS};
use std::fmt::Write as _;

const HEAD: &str = "antiphon: 1\nprotocol: chat\n";
const EVENTS: &str = "events:\n  say: { from: client }\n";

/// The codes of all diagnostics, in order.
fn codes(text: &str) -> Vec<&'static str> {
    compile_text(text).diagnostics.iter().map(|each| each.code).collect()
}

/// Asserts that one diagnostic with this code is all that is said.
#[track_caller]
fn only(code: &str, says: &str, text: &str) {
    let compilation = compile_text(text);
    let lines = lines(&compilation);
    assert!(
        lines.len() == 1 && lines[0].starts_with(code) && lines[0].contains(says),
        "not `{says}`: {}",
        lines
            .iter()
            .take(5)
            .map(|line| line.chars().take(300).collect::<String>())
            .collect::<Vec<_>>()
            .join("\n")
    );
    assert!(lines[0].len() < 1000, "a message quotes no more than a few words");
}

/// A line for each number.
fn repeat(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, at| {
        let _ = writeln!(text, "{}", line(at));
        text
    })
}

#[test]
fn marks_and_ends_of_lines() {
    let mistaken = format!("{HEAD}events:\n  say: {{ form: client }}\n");
    for text in [
        mistaken.clone(),
        format!("\u{feff}{mistaken}"),
        mistaken.replace('\n', "\r\n"),
        format!("---\n{mistaken}...\n"),
    ] {
        only("A0101", "did you mean `from`?", &text);
    }
    let at = |text: &str| lines(&compile_text(text))[0].split(' ').nth(1).map(str::to_owned);
    assert_eq!(at(&mistaken).as_deref(), Some("4:10"));
    assert_eq!(at(&mistaken.replace('\n', "\r\n")).as_deref(), Some("4:10"));
    let wide = mistaken.replace("say", "größe");
    assert_eq!(at(&wide).as_deref(), Some("4:12"), "columns count characters");
}

#[test]
fn characters_that_nobody_sees() {
    for (bytes, says) in [
        ("say: { from: cl\0ient }", "U+0000"),
        ("say: { from: client, summary: \"\u{7}\" }", "U+0007"),
        ("say:\u{a0}{ from: client }", "U+00A0"),
        ("\u{a0}\u{a0}say: { from: client }", "U+00A0"),
        ("\u{200b}say: { from: client }", "U+200B"),
        ("say: {\u{feff} from: client }", "U+FEFF"),
    ] {
        only("A0002", says, &format!("{HEAD}events:\n  {bytes}\n"));
    }
    let text =
        format!("{HEAD}events:\n  say: {{ from: client, summary: Ça va\u{a0}? 10\u{a0}%. }}\n");
    assert_eq!(codes(&text), [""; 0]);
}

#[test]
fn nothing_at_all() {
    for text in ["", "\n\n", "# nothing\n", "---\n", "null\n", "~", "\u{feff}"] {
        only("A0005", "the definition is empty", text);
    }
}

#[test]
fn aliases_do_not_multiply_without_end() {
    let mut bomb = String::from("a0: &a0 [ x, x, x, x, x, x, x, x, x ]\n");
    for at in 1..12 {
        let _ = writeln!(bomb, "a{at}: &a{at} [ {} ]", vec![format!("*a{}", at - 1); 9].join(", "));
    }
    only("A0004", "over 1000000 values", &bomb);
    let aliases = vec!["*a"; 5000].join(", ");
    only(
        "A0004",
        "over 1000000 values",
        &format!("a: &a {}\nb: [ {aliases} ]\n", "x".repeat(1_000_000)),
    );
    only(
        "A0002",
        "not finished",
        &format!("{HEAD}types:\n  A: &a {{ fields: {{ a: *a }} }}\n{EVENTS}"),
    );
}

#[test]
fn nesting_ends() {
    only("A0004", "nest", &format!("{HEAD}x: {}{}\n", "[".repeat(10_000), "]".repeat(10_000)));
    only("A0004", "nest", &format!("{HEAD}x: {}\n", "[".repeat(100_000)));
    only("A0004", "nest", &repeat(1000, |at| format!("{}a:", " ".repeat(at))));
    only("A0004", "nest", &format!("{HEAD}x:\n  {}a\n", "- ".repeat(10_000)));
    let deep = format!("{}string{}", "list<".repeat(5000), ">".repeat(5000));
    only("A0201", "nests too deep", &format!("{HEAD}types:\n  A: {deep}\n{EVENTS}"));
    let deep = format!("{}string{}", "(".repeat(5000), ")".repeat(5000));
    only("A0201", "nests too deep", &format!("{HEAD}types:\n  A: {deep}\n{EVENTS}"));
}

#[test]
fn sizes_end() {
    only("A0004", "over 8 MiB", &format!("{HEAD}summary: {}\n{EVENTS}", "x".repeat(10_000_000)));
    only(
        "A0004",
        "over 32768 bytes",
        &format!("{HEAD}types:\n  A: {}\n{EVENTS}", "x".repeat(100_000)),
    );
    let name = "n".repeat(100_000);
    assert_eq!(codes(&format!("{HEAD}events:\n  ? {name}\n  : {{ from: client }}\n")), [""; 0]);
    only(
        "A0101",
        "an event has no key",
        &format!("{HEAD}events:\n  say: {{ \"{name}\": 1, from: client }}\n"),
    );
    only("A0402", "nobody is called", &format!("{HEAD}events:\n  say: {{ from: {name} }}\n"));
    only("A0002", "quote is not closed", &format!("{HEAD}summary: \"{}", "x: y\n".repeat(50_000)));
    only(
        "A0002",
        "is not closed",
        &format!("{HEAD}events: {{ {}", "a: { from: client },\n".repeat(20_000)),
    );
    only("A0002", "a tab cannot indent", &format!("{HEAD}{}", "\tx: y\n".repeat(20_000)));
}

#[test]
fn numbers_end() {
    for (written, code) in [
        ("types: { A: { type: f64, min: 1e400 } }", "A0104"),
        ("types: { A: { numbers: { 99999999999999999999: big } } }", "A0104"),
        ("types: { A: { flags: { a: -1 } } }", "A0104"),
        ("limits: { depth: 99999999999 }", "A0104"),
        ("limits: { connections: -1 }", "A0104"),
        ("connection: { timeout: 99999999999999999999999d }", "A0104"),
        ("close: { 4000-99999999999999999999: { name: x } }", "A0604"),
    ] {
        only(code, "", &format!("{HEAD}{written}\n{EVENTS}"));
    }
}

#[test]
fn patterns_end() {
    for pattern in [
        "(((a{1000}){1000}){1000})".to_owned(),
        format!("{}a{}", "(".repeat(20_000), ")".repeat(20_000)),
        "[a-".to_owned(),
    ] {
        only(
            "A0207",
            "",
            &format!("{HEAD}types: {{ A: {{ type: string, pattern: '{pattern}' }} }}\n{EVENTS}"),
        );
    }
}

#[test]
fn ten_thousand_events() {
    let events =
        repeat(10_000, |at| format!("  e{at}: {{ from: client, fields: {{ a: string }} }}"));
    assert_eq!(codes(&format!("{HEAD}events:\n{events}")), [""; 0]);
    let events = repeat(3000, |at| format!("  e{at}: {{ form: client, fields: {{ a: T{at} }} }}"));
    assert_eq!(codes(&format!("{HEAD}events:\n{events}")).len(), 6000);
    let words = repeat(20_000, |at| format!("      - w{at}"));
    assert_eq!(codes(&format!("{HEAD}types:\n  A:\n    enum:\n{words}{EVENTS}")), [""; 0]);
    let keys = repeat(10_000, |at| format!("x{at}: 1"));
    only("A0101", "nor 9999 others", &format!("{HEAD}{keys}{EVENTS}"));
}

#[test]
fn many_types_in_one_place() {
    let types = repeat(600, |at| format!("  T{at}: {{ fields: {{ a: string }} }}"));
    let all: Vec<String> = (0..600).map(|at| format!("T{at}")).collect();
    only("A0203", "", &format!("{HEAD}types:\n{types}  A: {}\n{EVENTS}", all.join(" | ")));
    let chain = repeat(1000, |at| format!("  T{}: T{at}", at + 1));
    assert_eq!(codes(&format!("{HEAD}types:\n  T0: string\n{chain}{EVENTS}")), [""; 0]);
}

/// Compiles, and writes every output.
fn generate_all(text: &str) {
    let compilation = compile_text(text);
    assert_eq!(lines(&compilation), [""; 0]);
    let protocol = compilation.protocol.expect("a protocol");
    for target in TARGETS {
        assert!(!(target.generate)(&protocol, &Options::default()).is_empty());
    }
}

#[test]
fn ten_thousand_tuples_within_each_other() {
    const LINKS: usize = 10_000;
    let chain = repeat(LINKS, |at| format!("  T{at}: {{ items: {{ a: u8, b?: T{} }} }}", at + 1));
    let last = format!("  T{LINKS}: {{ items: {{ a: string }} }}\n");
    generate_all(&format!("{HEAD}types:\n{chain}{last}{EVENTS}"));
}

#[test]
fn spreads_end() {
    let chain = repeat(5000, |at| format!("  T{at}: {{ fields: {{ ...: T{} }} }}", at + 1));
    let last = "  T5000: { fields: { a: string } }\n";
    only("A0004", "more than 64 deep", &format!("{HEAD}types:\n{chain}{last}{EVENTS}"));
    let chain =
        repeat(600, |at| format!("  T{}: {{ fields: {{ x{at}: u8, ...: T{at} }} }}", at + 1));
    let first = "  T0: { fields: { a: string } }\n";
    only("A0004", "more than 100000 fields", &format!("{HEAD}types:\n{first}{chain}{EVENTS}"));
}

#[test]
fn flows_end() {
    let groups = format!("{}say?{}", "(".repeat(100), ")".repeat(100));
    only(
        "A0104",
        "nest too deep",
        &format!("{HEAD}{EVENTS}flows: {{ f: {{ steps: [ {{ client: '{groups}' }} ] }} }}\n"),
    );
    let steps = vec!["say? "; 3000].concat();
    only(
        "A0702",
        "more than 2000 states",
        &format!("{HEAD}{EVENTS}flows: {{ f: {{ steps: [ {{ client: '{steps}' }} ] }} }}\n"),
    );
}
