//! Values of types, with the words that the runtimes use.

use crate::protocols::*;
use antiphon_codegen::judge;
use serde_json::{Value, json};

fn verdict(protocol: &Protocol, ty: &Type, constraints: &Constraints, value: &Value) -> String {
    match judge::value(protocol, ty, constraints, value) {
        Ok(()) => "ok".to_owned(),
        Err(fault) => format!("{} {}", fault.code.name(), fault.place()).trim_end().to_owned(),
    }
}

#[test]
fn numbers_texts_and_formats() {
    let protocol = empty("values");
    let rows = [
        (Type::Int(IntKind::U8), json!(255), "ok"),
        (Type::Int(IntKind::U8), json!(256), "out_of_range"),
        (Type::Int(IntKind::U8), json!(1e2), "ok"),
        (Type::Int(IntKind::U8), json!(1.5), "wrong_kind"),
        (Type::Int(IntKind::U64), json!(u64::MAX), "ok"),
        (Type::Int(IntKind::I64), json!(u64::MAX), "out_of_range"),
        (Type::Int(IntKind::I64), json!(1e300), "out_of_range"),
        (Type::Float(FloatKind::F32), json!(1e39), "out_of_range"),
        (Type::Float(FloatKind::F64), json!(1), "ok"),
        (Type::Duration(DurationUnit::Millis), json!(-0.5), "out_of_range"),
        (Type::IntText(IntKind::U64), json!("18446744073709551615"), "ok"),
        (Type::IntText(IntKind::U64), json!("18446744073709551616"), "out_of_range"),
        (Type::IntText(IntKind::U64), json!(1), "wrong_kind"),
        (Type::Nullable(Box::new(Type::Bool)), json!(null), "ok"),
        (Type::Bool, json!(null), "wrong_kind"),
        (Type::Const(Literal::Int(1)), json!(1.0), "ok"),
        (Type::Const(text("a")), json!("b"), "wrong_constant"),
        (Type::JsonText(Box::new(Type::Bool)), json!("tru"), "syntax"),
        (Type::List(Box::new(Type::Bool)), json!([true, 1]), "wrong_kind [1]"),
        (Type::Map(Box::new(Type::Bool)), json!({ "a.b": 1 }), "wrong_kind a.b"),
    ];
    for (ty, value, expected) in rows {
        assert_eq!(
            verdict(&protocol, &ty, &Constraints::default(), &value),
            expected,
            "{ty:?} {value}"
        );
    }
}

#[test]
fn constraints_hold_below_null_and_names() {
    let mut protocol = empty("values");
    let alias = declare(
        &mut protocol,
        "Name",
        TypeKind::Alias(Alias {
            ty: Type::Nullable(Box::new(Type::String)),
            constraints: Constraints { min_length: Some(2), ..Constraints::default() },
        }),
    );
    let max = Constraints { max_length: Some(3), ..Constraints::default() };
    let named = Type::Named(alias);
    for (value, expected) in [
        (json!(null), "ok"),
        (json!("é"), "too_short"),
        (json!("éééé"), "too_long"),
        (json!("ééé"), "ok"),
    ] {
        assert_eq!(verdict(&protocol, &named, &max, &value), expected, "{value}");
    }
    let unique = Constraints { unique: true, ..Constraints::default() };
    let list = Type::List(Box::new(Type::Json));
    assert_eq!(
        verdict(&protocol, &list, &unique, &json!([{ "a": 1 }, { "a": 1.0 }])),
        "not_unique"
    );
}

#[test]
fn a_sensitive_field_hides_what_is_below() {
    let mut protocol = empty("values");
    let inner = declare(&mut protocol, "Inner", record(vec![field("pin", Type::String)]));
    let secret = Field { sensitive: true, ..field("secret", Type::Named(inner)) };
    let outer = declare(&mut protocol, "Outer", record(vec![secret]));
    let value = json!({ "secret": { "pin": 1234 } });
    let fault = judge::value(&protocol, &Type::Named(outer), &Constraints::default(), &value);
    let fault = fault.expect_err("a number is no string");
    assert_eq!((fault.place().as_str(), fault.found), ("secret", None));
    assert!(!fault.to_string().contains("1234"));
}

#[test]
fn values_that_nest_too_deep_are_refused() {
    let mut protocol = empty("values");
    let tree = TypeId(0);
    declare(
        &mut protocol,
        "Tree",
        TypeKind::Alias(Alias {
            ty: Type::List(Box::new(Type::Named(tree))),
            constraints: Constraints::default(),
        }),
    );
    let mut value = json!([]);
    for _ in 0..500 {
        value = json!([value]);
    }
    let found = verdict(&protocol, &Type::Named(tree), &Constraints::default(), &value);
    assert!(found.starts_with("too_deep"), "{found}");
}
