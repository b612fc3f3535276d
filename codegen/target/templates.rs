//! A target of templates that users wrote: each is rendered with the whole protocol.
//!
//! A template sees the keys of [`view`], the same again as `protocol`, and `options`.

use super::{Files, Options, view::view};
use crate::{model::Protocol, names};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value, context,
    syntax::SyntaxConfig, value::Serde,
};
use std::collections::BTreeMap;

/// How the name of a template ends.
pub const EXTENSION: &str = ".j2";

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The template's name, which is its path in the folder.
    pub template: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

/// Renders every template to the path without `.j2`, except those whose file name begins with `_`:
/// they are for including. Names are paths with `/`.
///
/// # Errors
/// The first [`Mistake`].
pub fn generate(
    protocol: &Protocol,
    options: &Options,
    templates: &BTreeMap<String, String>,
) -> Result<Files, Mistake> {
    let mut environment = environment();
    for (name, text) in templates {
        environment.add_template(name, text).map_err(|error| mistake(name, &error))?;
    }
    let protocol = Value::from(Serde(view(protocol)));
    let Options { package, package_name, base_url } = options;
    let options = context! { package, package_name, base_url };
    let view = context! { protocol => protocol.clone(), options, ..protocol };
    let mut files = Files::new();
    for name in templates.keys().filter(|name| !is_part(name)) {
        let path = name.strip_suffix(EXTENSION).unwrap_or(name);
        let text = environment
            .get_template(name)
            .and_then(|template| template.render(view.clone()))
            .map_err(|error| mistake(name, &error))?;
        files.insert(path.to_owned(), text);
    }
    Ok(files)
}

/// Whether a template is only for including.
fn is_part(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|file| file.starts_with('_'))
}

fn environment<'t>() -> Environment<'t> {
    let mut environment = Environment::new();
    // A misspelt name is a mistake, not an empty text.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Nobody knows here what the text will be.
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    // Lines that hold only a block leave nothing behind. The builder refuses only delimiters.
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build();
    if let Ok(syntax) = syntax {
        environment.set_syntax(syntax);
    }
    environment.add_filter("snake", |words: &str| names::snake(words));
    environment.add_filter("shouty", |words: &str| names::shouty(words));
    environment.add_filter("upper_camel", |words: &str| names::upper_camel(words));
    environment.add_filter("lower_camel", |words: &str| names::lower_camel(words));
    environment.add_filter("json", |value: &Value| {
        serde_json::to_string_pretty(value)
            .map_err(|error| Error::new(ErrorKind::BadSerialization, error.to_string()))
    });
    environment
}

/// The innermost mistake: an included template is where it happened.
fn mistake(name: &str, error: &Error) -> Mistake {
    let mut inner = error;
    while let Some(source) =
        std::error::Error::source(inner).and_then(|source| source.downcast_ref())
    {
        inner = source;
    }
    let place = if inner.line().is_some() { inner } else { error };
    let message = match inner.detail() {
        Some(detail) => format!("{}: {detail}", inner.kind()),
        None => inner.kind().to_string(),
    };
    Mistake { template: place.name().unwrap_or(name).to_owned(), line: place.line(), message }
}
