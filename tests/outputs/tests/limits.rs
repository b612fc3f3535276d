//! Limits that the definition sets.

use antiphon::Message as _;

#[test]
fn limits_are_those_of_the_definition() {
    use antiphon_outputs::calls::ServerEvent;
    let deep = |depth: usize| {
        let data = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        format!(r#"{{"id":1,"error":{{"code":503,"message":"x","data":{data}}}}}"#)
    };
    assert!(ServerEvent::decode(&deep(14)).is_ok());
    assert_eq!(ServerEvent::decode(&deep(15)).map_err(|error| error.code()), Err("too_deep"));
    let long = format!(r#"{{"method":"line","params":{{"text":"{}"}}}}"#, "x".repeat(64 * 1024));
    assert_eq!(ServerEvent::decode(&long).map_err(|error| error.code()), Err("too_large"));
}
