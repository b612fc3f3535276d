//! `generate:`, which says what is written where. It is no part of the protocol.

use crate::{
    Output,
    diagnostic::Diagnostic,
    parse::suggest,
    syntax::{Definition, Text},
    target::{Options, TARGETS, find},
};

/// Whether a target is the path of a folder of templates, and no name.
pub fn is_folder(target: &str) -> bool {
    target.starts_with('.') || target.contains(['/', '\\'])
}

/// What `generate:` says.
pub(crate) fn outputs(definition: &Definition, diagnostics: &mut Vec<Diagnostic>) -> Vec<Output> {
    let Some(generate) = &definition.generate else { return Vec::new() };
    for (target, _) in &generate.entries {
        if is_folder(&target.value) || find(&target.value).is_some() {
            continue;
        }
        let message = format!("there is no target `{}`", target.value);
        let known: Vec<&str> = TARGETS.iter().map(|row| row.name).collect();
        let diagnostic = Diagnostic::error("A0108", target.span, message);
        diagnostics.push(suggest(diagnostic, target.span, &target.value, &known));
    }
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    generate
        .entries
        .iter()
        .map(|(target, def)| Output {
            target: target.value.clone(),
            out: text(&def.out).unwrap_or_else(|| {
                format!(
                    "generated/{}",
                    target.value.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
                )
            }),
            options: Options {
                package: def.package.as_ref().is_some_and(|package| package.value),
                package_name: text(&def.package_name),
                base_url: text(&def.base_url),
            },
            templates: text(&def.templates),
        })
        .collect()
}
