//! Sets in one line: words are text, numbers are numbers, and a mixture is asked about.

use crate::language::{compile_text, lines};
use antiphon_codegen::model::{Protocol, TypeKind};

fn compiled(ty: &str) -> Result<Protocol, String> {
    let text = format!("antiphon: 1\nprotocol: sets\ntypes:\n  Set: {ty}\n");
    let compilation = compile_text(&text);
    let lines = lines(&compilation).join("\n");
    compilation.protocol.filter(|_| lines.is_empty()).ok_or(lines)
}

#[test]
fn lone_numbers_are_a_set_of_numbers() {
    let protocol = compiled("10 | 25 = quarter | -1").expect("it compiles");
    let [set] = protocol.types.as_slice() else { panic!("one type") };
    let TypeKind::IntEnum(set) = &set.kind else { panic!("numbers") };
    let found: Vec<_> = set.values.iter().map(|each| (each.value, each.name.as_str())).collect();
    assert_eq!(found, [(10, "10"), (25, "quarter"), (-1, "-1")]);
}

#[test]
fn quoted_numbers_are_words() {
    let protocol = compiled(r#"'"10" | "25"'"#).expect("it compiles");
    assert!(matches!(&protocol.types[0].kind, TypeKind::Enum(set) if set.values.len() == 2));
}

#[test]
fn a_number_among_words_is_asked_about() {
    let lines = compiled("auto | 10").expect_err("it does not compile");
    assert!(lines.contains("A0201") && lines.contains("`10` stands among words"), "{lines}");
    let lines = compiled("10 | 25 = 10").expect_err("it does not compile");
    assert!(lines.contains("cannot be the name of a number"), "{lines}");
}
