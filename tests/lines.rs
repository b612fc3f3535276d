//! Small things written in one line: sets of words and numbers, and tags with a free part.

use crate::language::{compile_text, lines};
use antiphon_codegen::{
    judge,
    model::{Party, Protocol, TypeKind},
};
use serde_json::json;

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
fn the_first_number_of_an_open_set_has_a_name() {
    let protocol = compiled("open 0 = success | 1 = failure").expect("it compiles");
    let TypeKind::IntEnum(set) = &protocol.types[0].kind else { panic!("numbers") };
    let found: Vec<_> = set.values.iter().map(|each| (each.value, each.name.as_str())).collect();
    assert_eq!((set.open, found), (true, vec![(0, "success"), (1, "failure")]));
}

#[test]
fn what_only_fields_have_is_refused_at_a_type() {
    for (ty, key) in [
        ("u8 = 3", "a type has no default"),
        ("{ type: string, sensitive: true }", "`sensitive` means nothing at a type"),
        ("{ type: string, name: other }", "`name` means nothing at a type"),
    ] {
        let lines = compiled(ty).expect_err("it does not compile");
        assert!(lines.contains("A0213") && lines.contains(key), "{lines}");
    }
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

#[test]
fn words_beside_a_type_are_asked_for_quotes() {
    let lines =
        compiled("always | Other\n  Other: { fields: {} }").expect_err("it does not compile");
    assert!(lines.contains(r#"\"always\" | Other"#), "{lines}");
    compiled("'\"always\" | Other'\n  Other: { fields: {} }").expect("it compiles");
}

fn with_tag(tag: &str) -> Result<Protocol, String> {
    let text = format!(
        "antiphon: 1\nprotocol: tags\nwire: {{ frames: {{ message: {{ k: $event.k, t: $event.t, d: $payload }} }} }}\n\
         events:\n  some: {{ from: server, tag: {tag}, payload: json }}\n"
    );
    let compilation = compile_text(&text);
    let lines = lines(&compilation).join("\n");
    compilation.protocol.filter(|_| lines.is_empty()).ok_or(lines)
}

#[test]
fn a_part_of_a_tag_may_be_free_altogether() {
    let protocol = with_tag(r#"{ k: gone, t: "{what}" }"#).expect("it compiles");
    let found = |frame: serde_json::Value| {
        judge::frame(&protocol, Party::Server, &frame, &judge::Context::default())
            .expect("a frame")
            .is_known()
    };
    assert!(found(json!({ "k": "gone", "t": "anything", "d": 1 })));
    assert!(!found(json!({ "k": "gone", "t": "", "d": 1 })));
    assert!(!found(json!({ "k": "gone", "t": null, "d": 1 })));
    assert!(!found(json!({ "k": "come", "t": "anything", "d": 1 })));
}

#[test]
fn a_tag_has_one_free_part() {
    for tag in [r#"{ k: "{one}", t: "{other}" }"#, r#"{ k: gone, t: "{one}-{other}" }"#] {
        let lines = with_tag(tag).expect_err("it does not compile");
        assert!(lines.contains("A0404") && lines.contains("one free part"), "{lines}");
    }
}
