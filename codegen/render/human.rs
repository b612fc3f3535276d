//! For people: the line, what is wrong beneath it, what else matters, and the way out.

use super::{
    Report,
    place::{clamped, source},
};
use crate::{
    diagnostic::{Diagnostic, Fix, Severity},
    source::{Source, Sources, Span},
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

/// How many diagnostics are shown; nobody reads more at once.
const MAX_SHOWN: usize = 100;

/// Diagnostics with their source lines, and a closing line that counts them all. Empty when there is
/// none.
pub fn human(reports: &[Report<'_>], style: Style) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.width);
    let mut text = String::new();
    let all = || {
        reports.iter().flat_map(|report| report.diagnostics.iter().map(move |each| (report, each)))
    };
    for (report, diagnostic) in all().take(MAX_SHOWN) {
        text.push_str(&renderer.render(&groups(report.sources, diagnostic)));
        text.push_str("\n\n");
    }
    if let Some(rest) = all().count().checked_sub(MAX_SHOWN).filter(|rest| *rest > 0) {
        text.push_str(&format!("… and {rest} more, which `--format json` lists\n\n"));
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
            let near = || {
                diagnostic.related.iter().filter(|other| other.span.file == diagnostic.span.file)
            };
            let spans = near().map(|other| other.span).chain([diagnostic.span]);
            let part = Excerpt::of(sources, file, spans);
            let own = part.mark(AnnotationKind::Primary, diagnostic.span, &diagnostic.label);
            let others =
                near().map(|other| part.mark(AnnotationKind::Context, other.span, &other.label));
            main = main.element(part.snippet().annotation(own).annotations(others));
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
            let part = Excerpt::of(sources, file, [other.span]);
            let mark = part.mark(AnnotationKind::Context, other.span, "");
            let snippet = part.snippet().annotation(mark);
            let title = Level::NOTE.secondary_title(clean(&other.label));
            groups.push(Group::with_title(title).element(snippet));
        }
    }
    if let Some((fix, file)) = fix {
        let help = diagnostic.help.as_deref().unwrap_or("this mends it");
        let part = Excerpt::of(sources, file, [fix.span]);
        let snippet = part.snippet().patch(Patch::new(part.range(fix.span), fix.text.as_str()));
        let title = Level::HELP.secondary_title(clean(help));
        groups.push(Group::with_title(title).element(snippet));
    }
    groups
}

/// The lines around some places: the renderer reads all that it is given, for each diagnostic.
struct Excerpt<'a> {
    file: &'a Source,
    /// The bytes of the lines.
    lines: Range<usize>,
    /// The number of the first line.
    number: usize,
}

impl<'a> Excerpt<'a> {
    fn of(sources: &Sources, file: &'a Source, spans: impl IntoIterator<Item = Span>) -> Self {
        let text = file.text.as_str();
        let (mut start, mut end, mut number) = (text.len(), 0, usize::MAX);
        for span in spans {
            let range = clamped(text, span);
            start = start.min(range.start);
            end = end.max(range.end);
            number = number.min(sources.line_column(span.file, range.start as u32).0);
        }
        let start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let end =
            text[end.max(start)..].find('\n').map_or(text.len(), |at| end.max(start) + at + 1);
        Self { file, lines: start..end, number }
    }

    /// A place within the lines.
    fn range(&self, span: Span) -> Range<usize> {
        let range = clamped(&self.file.text, span);
        let within = |byte: usize| byte.saturating_sub(self.lines.start).min(self.lines.len());
        within(range.start)..within(range.end)
    }

    fn snippet<T: Clone>(&self) -> Snippet<'a, T> {
        let text = self.file.text.get(self.lines.clone()).unwrap_or_default();
        Snippet::source(text).path(self.file.path.as_str()).line_start(self.number)
    }

    fn mark(&self, kind: AnnotationKind, span: Span, label: &str) -> Annotation<'static> {
        let text = self.file.text.get(self.lines.clone()).unwrap_or_default();
        let annotation = kind.span(visible(text, self.range(span)));
        if label.is_empty() { annotation } else { annotation.label(clean(label)) }
    }
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
