//! Texts match the patterns of the generated types exactly where `tests/fixtures/patterns.jsonl` says so.

use antiphon::{Context, message};
use antiphon_outputs::patterns::ClientEvent;
use serde_json::{Value, json};

#[test]
fn texts_match_as_the_table_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/patterns.jsonl");
    let table = std::fs::read_to_string(path).expect("the table");
    let mut count = 0;
    for line in table.lines() {
        let line: Value = serde_json::from_str(line).expect("a line is JSON");
        for (key, matches) in [("yes", true), ("no", false)] {
            for text in line[key].as_array().expect("a list of texts") {
                let mut frame = json!({ "type": line["event"] });
                frame[line["field"].as_str().expect("a field")] = text.clone();
                let decoded =
                    message::decode::<ClientEvent>(&frame.to_string(), &Context::default());
                match decoded {
                    Ok(_) => assert!(matches, "accepted: {frame}, {line}"),
                    Err(error) => {
                        assert!(!matches, "{error}: {frame}, {line}");
                        let kept = line["event"] == "kept";
                        assert!(kept || error.code() == "pattern", "{error}: {frame}");
                    }
                }
                count += 1;
            }
        }
    }
    assert!(count > 100, "the table is gone");
}
