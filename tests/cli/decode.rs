//! `antiphon decode`: verdicts over recorded frames.

use super::{DEFINITION, Folder};

#[test]
fn every_line_gets_a_verdict() {
    let folder = Folder::with(DEFINITION);
    let frames = "\
{\"type\":\"ping\",\"payload\":{\"nonce\":1}}

{\"payload\":{\"nonce\":1.0},\"type\":\"ping\"}
{\"type\":\"ping\",\"payload\":{\"nonce\":\"secret\"}}
{\"type\":\"ping\",\"payload\":{}}
{\"type\":\"pang\",\"payload\":{}}
not json
";
    let ran = folder.run_with_input(&["decode", "--from", "client"], frames).ends_with(1);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 6, "{}", ran.out);
    assert_eq!(lines[0], "1  ping");
    assert_eq!(lines[1], "3  ping");
    assert!(lines[2].starts_with("4  error: at `payload.nonce`: expected"), "{}", ran.out);
    assert_eq!(lines[3], "5  error: `payload.nonce` is missing [missing_field]");
    assert_eq!(lines[4], "6  unknown event \"pang\"");
    assert!(lines[5].starts_with("7  error: this is no JSON"), "{}", ran.out);
    assert!(!ran.out.contains("secret"), "values are not repeated");
}

#[test]
fn frames_of_the_protocol_are_fine() {
    let folder = Folder::with(DEFINITION);
    let frame = "{\"type\":\"pong\",\"payload\":{\"nonce\":1}}";
    let ran = folder.run_with_input(&["decode", "--from", "server"], frame).ends_with(0);
    assert_eq!(ran.out, "1  pong\n");
    let deep = "[".repeat(100_000);
    folder.run_with_input(&["decode", "--from", "server"], &deep).ends_with(1).says("1  error");
}

#[test]
fn who_sent_them_must_be_known() {
    let folder = Folder::with(DEFINITION);
    folder
        .run(&["decode", "--from", "clients"])
        .ends_with(2)
        .complains("no party `clients`")
        .complains("did you mean `client`?");
    folder.run(&["decode"]).ends_with(2).complains("--from");
    folder.run(&["decode", "-", "--from", "client"]).ends_with(2);
}
