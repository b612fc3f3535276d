//! For people: the line, what is wrong beneath it, what else matters, and the way out.

use super::{
    Report,
    place::{clamped, source},
};
use crate::{
    diagnostic::{Diagnostic, Fix, Severity},
    source::{Sources, Span},
};
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet,
    normalize_untrusted_str,
};
use std::ops::Range;

/// How the text is dressed.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// With terminal colours.
    pub color: bool,
    /// The width of the terminal, in characters.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 100 }
    }
}

/// Every diagnostic with its source lines, and a closing line that counts them. Empty when there is
/// none.
pub fn human(reports: &[Report<'_>], style: Style) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.width);
    let mut text = String::new();
    for report in reports {
        for diagnostic in report.diagnostics {
            text.push_str(&renderer.render(&groups(report.sources, diagnostic)));
            text.push_str("\n\n");
        }
    }
    if let Some(summary) = summary(reports) {
        text.push_str(&summary);
        text.push('\n');
    }
    text
}

/// How many errors and warnings there are, and where to read more. `None` without diagnostics.
pub fn summary(reports: &[Report<'_>]) -> Option<String> {
    let first = reports.iter().flat_map(|report| report.diagnostics).next()?;
    let code = reports
        .iter()
        .flat_map(|report| report.diagnostics)
        .find(|diagnostic| diagnostic.severity == Severity::Error)
        .unwrap_or(first)
        .code;
    Some(format!("{}; `antiphon explain {code}` says more", counts(reports)))
}

/// `2 errors, 1 warning`.
pub fn counts(reports: &[Report<'_>]) -> String {
    let count = |severity| {
        let all = reports.iter().flat_map(|report| report.diagnostics);
        all.filter(|diagnostic| diagnostic.severity == severity).count()
    };
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| match count(severity) {
            0 => None,
            1 => Some(format!("1 {}", severity.name())),
            many => Some(format!("{many} {}s", severity.name())),
        })
        .collect();
    if parts.is_empty() { "no errors".to_owned() } else { parts.join(", ") }
}

/// A diagnostic as the renderer wants it: the mistake, then related places in other files, then the
/// change that mends it.
fn groups<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut main = Group::with_title(title);
    if let Some(file) = source(sources, diagnostic.span) {
        if file.text.is_empty() {
            main = main.element(Origin::path(file.path.as_str()));
            if !diagnostic.label.is_empty() {
                main = main.element(Level::NOTE.message(clean(&diagnostic.label)));
            }
        } else {
            let near =
                diagnostic.related.iter().filter(|other| other.span.file == diagnostic.span.file);
            let snippet = Snippet::source(file.text.as_str())
                .path(file.path.as_str())
                .annotation(mark(
                    AnnotationKind::Primary,
                    &file.text,
                    diagnostic.span,
                    &diagnostic.label,
                ))
                .annotations(near.map(|other| {
                    mark(AnnotationKind::Context, &file.text, other.span, &other.label)
                }));
            main = main.element(snippet);
        }
    }
    // A label such as "did you mean `from`?" shows the whole change already.
    let shows = |fix: &&Fix| {
        fix.span != diagnostic.span || !diagnostic.label.contains(&format!("`{}`", fix.text))
    };
    let fix = diagnostic.fix.as_ref().filter(shows);
    let fix = fix.and_then(|fix| Some((fix, source(sources, fix.span)?)));
    if let (Some(help), None) = (&diagnostic.help, fix) {
        main = main.element(Level::HELP.message(clean(help)));
    }
    let mut groups = vec![main];
    for other in diagnostic.related.iter().filter(|other| other.span.file != diagnostic.span.file) {
        if let Some(file) = source(sources, other.span) {
            let snippet = Snippet::source(file.text.as_str())
                .path(file.path.as_str())
                .annotation(mark(AnnotationKind::Context, &file.text, other.span, ""));
            let title = Level::NOTE.secondary_title(clean(&other.label));
            groups.push(Group::with_title(title).element(snippet));
        }
    }
    if let Some((fix, file)) = fix {
        let help = diagnostic.help.as_deref().unwrap_or("this mends it");
        let snippet = Snippet::source(file.text.as_str())
            .path(file.path.as_str())
            .patch(Patch::new(clamped(&file.text, fix.span), fix.text.as_str()));
        let title = Level::HELP.secondary_title(clean(help));
        groups.push(Group::with_title(title).element(snippet));
    }
    groups
}

fn mark(kind: AnnotationKind, text: &str, span: Span, label: &str) -> Annotation<'static> {
    let annotation = kind.span(visible(text, clamped(text, span)));
    if label.is_empty() { annotation } else { annotation.label(clean(label)) }
}

/// A block of YAML ends behind its last line break; the mark should end with its last line.
fn visible(text: &str, range: Range<usize>) -> Range<usize> {
    let marked = text.get(range.clone()).unwrap_or_default();
    let length = marked.trim_end().len();
    if length == 0 { range } else { range.start..range.start + length }
}

/// Text that may hold what a user wrote, without control characters.
fn clean(text: &str) -> String {
    normalize_untrusted_str(text)
}
