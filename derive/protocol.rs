//! `#[derive(Protocol)]`: a definition compiled in place, without a build step.

use crate::{
    attributes::{Attributes, Form, Known},
    errors::Errors,
};
use antiphon_codegen::{
    Loader, compile,
    diagnostic::{Diagnostic, Severity},
    source::Sources,
    target::rust,
};
use proc_macro2::TokenStream;
use quote::quote;
use std::path::{Path, PathBuf};
use syn::{DeriveInput, LitStr};

/// What the struct may say.
const KEYS: &[Known] = &[("path", Form::Text)];

/// Expands the derive.
pub(crate) fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let attributes = Attributes::read(&input.attrs, "protocol", KEYS, &mut errors);
    let Some(path) = attributes.text("path") else {
        if attributes.span("path").is_none() {
            errors.at(
                &input.ident,
                "say which definition this is: `#[protocol(path = \"protocol.yaml\")]`",
            );
        }
        return errors.finish(TokenStream::new());
    };
    let Some(root) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else {
        errors.at(path, "the path is relative to the package, and Cargo did not say where that is");
        return errors.finish(TokenStream::new());
    };
    let module = errors.ok(module(path, &root)).unwrap_or_default();
    errors.finish(module)
}

/// Reads definition files below a folder.
struct Disk<'a>(&'a Path);

impl Loader for Disk<'_> {
    fn load(&self, path: &str) -> Result<String, String> {
        let path = self.0.join(path);
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// Compiles the definition; what the Rust target writes for it, in one piece.
fn module(path: &LitStr, root: &Path) -> syn::Result<TokenStream> {
    let span = path.span();
    let compilation = compile(&path.value(), &Disk(root));
    let sources = &compilation.sources;
    let mut errors = Errors::default();
    let mistakes = compilation.diagnostics.iter();
    for mistake in mistakes.filter(|mistake| mistake.severity == Severity::Error) {
        errors.span(span, describe(mistake, sources));
    }
    errors.finish(())?;
    let protocol = compilation.protocol.as_ref();
    let protocol =
        protocol.ok_or_else(|| syn::Error::new(span, "the definition is not complete"))?;
    let items = rust::tokens(protocol);
    let watched = compilation.files.iter().map(|path| watch(path));
    Ok(quote!(#items #(#watched)*))
}

/// Makes the compiler look at a file, so that a change of it builds the crate again.
fn watch(path: &str) -> TokenStream {
    if Path::new(path).is_absolute() {
        return quote!(
            const _: &[u8] = ::core::include_bytes!(#path);
        );
    }
    let below = format!("/{path}");
    quote! {
        const _: &[u8] =
            ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #below));
    }
}

/// A mistake as text: its place, what is wrong, what would be right.
fn describe(mistake: &Diagnostic, sources: &Sources) -> String {
    let place = |span: antiphon_codegen::source::Span| {
        let (line, column) = sources.line_column(span.file, span.start);
        format!("{}:{line}:{column}", sources.get(span.file).path)
    };
    let mut text = format!("{}: {} [{}]", place(mistake.span), mistake.message, mistake.code);
    if !mistake.label.is_empty() {
        text.push_str(&format!("\n  {}", mistake.label));
    }
    for related in &mistake.related {
        text.push_str(&format!("\n  {}: {}", place(related.span), related.label));
    }
    if let Some(help) = &mistake.help {
        text.push_str(&format!("\n  help: {help}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_have_places_in_the_definition() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/protocol");
        let path = LitStr::new("broken.yaml", proc_macro2::Span::call_site());
        let error = module(&path, &root).expect_err("mistakes");
        let messages: Vec<String> = error.into_iter().map(|error| error.to_string()).collect();
        // One error for each mistake, with what would be right.
        for (place, help) in [
            ("broken.yaml:9:5: ", "did you mean `from`?"),
            ("broken.yaml:11:13: ", "did you mean `string`?"),
        ] {
            let message = messages.iter().find(|message| message.starts_with(place));
            assert!(message.is_some_and(|message| message.contains(help)), "{messages:#?}");
        }
    }

    #[test]
    fn every_file_is_watched() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/protocol");
        let path = LitStr::new("chat.yaml", proc_macro2::Span::call_site());
        let tokens = module(&path, &root).expect("a module").to_string();
        for file in ["/chat.yaml", "/shared.yaml", "/schemas/photo.json"] {
            let included = format!(
                "include_bytes ! (:: core :: concat ! (:: core :: env ! (\"CARGO_MANIFEST_DIR\") , \"{file}\"))"
            );
            assert!(tokens.contains(&included), "{file}: {tokens}");
        }
    }

    #[test]
    fn a_missing_file_is_reported() {
        let path = LitStr::new("absent.yaml", proc_macro2::Span::call_site());
        let error = module(&path, Path::new("/nowhere")).expect_err("absent");
        assert!(error.to_string().contains("absent.yaml"), "{error}");
    }
}
