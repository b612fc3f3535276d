//! Sets of strings, of integers, and named bits.

use crate::{refused, same};

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(strings)]
enum State {
    #[payload(name = "on-line")]
    Online,
    Busy,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(strings)]
enum Open {
    #[payload(name = "a")]
    A,
    #[payload(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(integers)]
enum Op {
    #[payload(value = 0)]
    Dispatch,
    #[payload(value = -7)]
    Reconnect,
}

#[derive(Debug, Clone, PartialEq, antiphon::Payload)]
#[payload(integers)]
enum OpenOp {
    #[payload(value = 1)]
    One,
    #[payload(other)]
    Other(i64),
}

#[test]
fn sets_of_strings() {
    same(r#""on-line""#, &State::Online);
    same(r#""Busy""#, &State::Busy);
    refused::<State>(r#""Online""#, "unknown_value", "");
    refused::<State>("1", "wrong_kind", "");
    same(r#""a""#, &Open::A);
    same(r#""b\n""#, &Open::Other("b\n".to_owned()));
}

#[test]
fn sets_of_integers() {
    same("0", &Op::Dispatch);
    same("-7", &Op::Reconnect);
    crate::reads("0.0", &Op::Dispatch);
    refused::<Op>("1", "unknown_value", "");
    refused::<Op>(r#""0""#, "wrong_kind", "");
    same("1", &OpenOp::One);
    same("9", &OpenOp::Other(9));
}

#[test]
fn sets_are_text_too() {
    assert_eq!(State::Online.to_string(), "on-line");
    assert_eq!("on-line".parse(), Ok(State::Online));
    assert!("x".parse::<State>().is_err());
    assert_eq!("x".parse(), Ok(Open::Other("x".to_owned())));
    assert_eq!(Op::Reconnect.to_string(), "-7");
    assert_eq!("-7".parse(), Ok(Op::Reconnect));
    assert_eq!("5".parse(), Ok(OpenOp::Other(5)));
}

#[derive(Debug, Clone, Copy, PartialEq, antiphon::Payload)]
#[payload(flags)]
struct Rights(pub u32);

impl Rights {
    const READ: Self = Self(1);
    const WRITE: Self = Self(2);
}

#[derive(Debug, Clone, Copy, PartialEq, antiphon::Payload)]
#[payload(flags, text)]
struct Wide(u64);

#[test]
fn flags_are_numbers_with_names() {
    let mut rights = Rights::READ | Rights::WRITE;
    same("3", &rights);
    // Bits without a name are kept.
    same("9", &Rights(9));
    assert!(rights.contains(Rights::WRITE) && !rights.is_empty());
    rights.remove(Rights::WRITE);
    assert_eq!(rights, Rights::READ);
    rights.insert(Rights::WRITE);
    assert_eq!(rights & !Rights::READ, Rights::WRITE);
    assert!((rights & Rights(4)).is_empty());
    refused::<Rights>("-1", "out_of_range", "");
    same(r#""18446744073709551615""#, &Wide(u64::MAX));
    refused::<Wide>("1", "wrong_kind", "");
}

#[test]
fn sets_know_their_values() {
    assert_eq!(State::ALL, [State::Online, State::Busy]);
    const { assert!(matches!(State::Busy.as_str().as_bytes(), b"Busy")) };
    assert_eq!(Open::ALL, [Open::A]);
    assert_eq!(Open::Other("x".to_owned()).as_str(), "x");
    assert_eq!(AsRef::<str>::as_ref(&State::Online), "on-line");
    assert_eq!((Op::Reconnect.number(), i64::from(Op::Dispatch)), (-7, 0));
    assert_eq!(Op::try_from(-7), Ok(Op::Reconnect));
    assert!(Op::try_from(8).is_err());
    assert_eq!((OpenOp::from(1), OpenOp::from(8)), (OpenOp::One, OpenOp::Other(8)));
}
