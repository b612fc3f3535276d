//! Templates of users: a target of their own, and replacing those of a text target.

use super::{DEFINITION, Folder};

/// The definition with a folder of templates as its one output.
fn with_output(output: &str) -> String {
    DEFINITION.replace("rust: { out: out/rust }", output)
}

#[test]
fn a_folder_of_templates_is_a_target() {
    let folder = Folder::with(DEFINITION);
    folder.write(
        "docs/events/list.md.j2",
        "{% import '_macros.j2' as macros %}\n# {{ name }}\n{% for event in events %}\n{{ macros.item(event) }}\n{% endfor %}\n",
    );
    folder.write(
        "docs/_macros.j2",
        "{% macro item(event) %}- {{ event.name | upper_camel }} from {{ event.from | join(', ') }}{% endmacro %}\n",
    );
    folder.write("docs/README.md", "no template");
    folder.write("docs/.hidden.j2", "{{ nothing }}");
    folder
        .run(&["generate", "--target", "./docs", "--out", "made"])
        .ends_with(0)
        .says("docs  made  1 file, 1 changed");
    assert_eq!(folder.files("made"), [".antiphon-manifest.json", "events/list.md"]);
    assert_eq!(
        folder.read("made/events/list.md"),
        "# tiny\n- Ping from client\n- Pong from server\n"
    );
}

#[test]
fn the_definition_names_folders_beside_it() {
    let folder = Folder::new();
    folder.write(
        "defs/protocol.yaml",
        &with_output("./mine: { out: made, base_url: \"https://x.example\" }"),
    );
    folder.write("defs/mine/a.txt.j2", "{{ options.base_url }} {{ protocol.name | shouty }}");
    folder.run(&["generate", "defs/protocol.yaml"]).ends_with(0).says("mine  defs/made  1 file");
    assert_eq!(folder.read("defs/made/a.txt"), "https://x.example TINY");
    folder.run(&["generate", "defs/protocol.yaml", "--check"]).ends_with(0);
}

#[test]
fn everything_that_a_template_can_use_can_be_printed() {
    let folder = Folder::with(&with_output("./mine: { out: made }"));
    folder.write("mine/view.json.j2", "{{ protocol | json }}");
    folder.run(&["generate"]).ends_with(0);
    let view: serde_json::Value =
        serde_json::from_str(&folder.read("made/view.json")).expect("JSON");
    assert_eq!(view["name"], "tiny");
    assert_eq!(view["events"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_mistake_in_a_template_has_a_file_and_a_line() {
    let folder = Folder::with(&with_output("./mine: { out: made }"));
    for (text, what) in [
        ("a\n{{ nmae }}\n", "mine/a.txt.j2:2: undefined value"),
        ("a\n\n{% for %}\n", "mine/a.txt.j2:3: syntax error"),
        ("{{ name | snaek }}\n", "mine/a.txt.j2:1: unknown filter"),
        ("{% include '_b.j2' %}\n", "mine/_b.j2:2: undefined value"),
        ("{% include 'c.j2' %}\n", "mine/a.txt.j2:1: template not found"),
    ] {
        folder.write("mine/a.txt.j2", text);
        folder.write("mine/_b.j2", "b\n{{ nothing.at.all }}\n");
        folder.run(&["generate"]).ends_with(2).complains(what).complains("{{ protocol | json }}");
        assert!(!folder.exists("made"));
    }
}

#[test]
fn folders_that_hold_no_templates_are_trouble() {
    let folder = Folder::with(DEFINITION);
    folder.run(&["generate", "-t", "./mine"]).ends_with(2).complains("there is no folder ./mine");
    folder.write("mine/a.txt", "");
    folder.run(&["generate", "-t", "./mine"]).ends_with(2).complains("./mine holds no templates");
    folder.write("mine/a.txt.j2", "");
    folder
        .run(&["generate", "-t", "./mine", "--templates", "mine"])
        .ends_with(2)
        .complains("is a folder of templates itself");
    folder
        .run(&["generate", "-t", "rust", "--templates", "mine"])
        .ends_with(2)
        .complains("the target `rust` has no templates");
}

#[test]
fn templates_of_a_text_target_are_replaced_by_name() {
    let folder = Folder::with(&with_output("typescript: { out: made, templates: mine }"));
    folder.write("mine/index.ts.j2", "// Mine.\n");
    folder.run(&["generate"]).ends_with(0);
    assert_eq!(folder.read("made/index.ts"), "// Mine.\n");
    assert!(folder.exists("made/types.ts"));
    folder.write("mine/index.ts.j2", "// Mine.\n{{ nmae }}\n");
    folder
        .run(&["generate"])
        .ends_with(2)
        .complains("mine")
        .complains("index.ts.j2")
        .complains(":2");
    folder.write("mine/other.ts.j2", "// Nobody asks for this.\n");
    folder.run(&["generate"]).ends_with(2).complains("other.ts.j2").complains("index.ts.j2");
}
