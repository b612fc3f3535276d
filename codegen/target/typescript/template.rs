//! The templates of TypeScript, embedded, each of which may be replaced.

use minijinja::{Environment, UndefinedBehavior, Value};
use std::collections::BTreeMap;

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../templates/typescript/", $name)))),*]
    };
}

const TEMPLATES: &[(&str, &str)] = templates![
    "binary.ts.j2",
    "channels.ts.j2",
    "choose.ts.j2",
    "errors.ts.j2",
    "events.ts.j2",
    "flows.ts.j2",
    "frames.ts.j2",
    "index.ts.j2",
    "json.ts.j2",
    "macros.j2",
    "messages.ts.j2",
    "package.json.j2",
    "policy.ts.j2",
    "scalars.ts.j2",
    "schema.ts.j2",
    "shape.ts.j2",
    "tsconfig.json.j2",
    "types.ts.j2",
    "wire.ts.j2",
];

/// The names of the templates, which a user may replace one by one.
pub fn template_names() -> Vec<&'static str> {
    TEMPLATES.iter().map(|(name, _)| *name).collect()
}

/// The templates, some of them replaced.
pub(super) fn environment(
    overrides: &BTreeMap<String, String>,
) -> Result<Environment<'static>, String> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    if let Some(name) =
        overrides.keys().find(|name| !TEMPLATES.iter().any(|(known, _)| known == name))
    {
        return Err(format!(
            "there is no template `{name}`; there are {}",
            template_names().join(", ")
        ));
    }
    for (name, text) in TEMPLATES {
        let text = overrides.get(*name).map_or(*text, String::as_str).to_owned();
        let added = environment.add_template_owned(*name, text);
        added.map_err(|error| format!("template `{name}`: {error}"))?;
    }
    Ok(environment)
}

/// The text of a template, with one line feed at its end.
pub(super) fn render(
    environment: &Environment<'_>,
    name: &str,
    view: Value,
) -> Result<String, String> {
    let template =
        environment.get_template(name).map_err(|error| format!("template `{name}`: {error}"))?;
    let text = template.render(view).map_err(|error| format!("template `{name}`: {error:#}"))?;
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    // Loops leave blank lines behind; one is enough.
    for line in text.lines() {
        blank = if line.trim().is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    Ok(out)
}
