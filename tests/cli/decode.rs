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

/// A protocol with binary messages.
const SOUND: &str = "\
antiphon: 1
protocol: sound
wire:
  binary:
    audio: { from: client, layout: [ 1, u16<be> as rate, ...: bytes as samples ], limits: { size: 6 } }
";

#[test]
fn binary_messages_have_three_forms() {
    let folder = Folder::with(SOUND);
    let decode = |form: &str, input: &str| {
        folder.run_with_input(&["decode", "--from", "client", "--binary", form], input)
    };
    let hex = "01 1f40 ff\n\n02 00\n01 1f\n01 1f40 00000000\nxy\n";
    let ran = decode("hex", hex).ends_with(1);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 5, "{}", ran.out);
    assert_eq!(lines[0], "1  audio");
    assert_eq!(lines[1], "3  unknown event of 2 bytes");
    assert!(lines[2].ends_with("[too_short]"), "{}", ran.out);
    assert!(lines[3].ends_with("[too_large]"), "{}", ran.out);
    assert_eq!(lines[4], "6  error: this is no even number of hexadecimal digits");

    let ran = decode("base64", "AR9A/w==\nAR9A/w\n").ends_with(1);
    assert_eq!(ran.out, "1  audio\n2  error: this is no base64 text with padding\n");
    assert_eq!(decode("raw", "\u{1}\n\n\n").ends_with(0).out, "1  audio\n");
    decode("octal", "").ends_with(2).complains("hex");
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
