//! Mistakes as data: a code, a place, what is wrong and what would be right.

use crate::source::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; nothing fails.
    Note,
    /// Legal but probably not meant; fails with `--deny-warnings`.
    Warning,
    /// Nothing is generated.
    Error,
}

impl Severity {
    /// The word for people and for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The longest word of a sentence, in bytes.
const MAX_WORD: usize = 200;

/// A word, without its middle where it is long.
fn shortened(word: &str) -> String {
    if word.len() <= MAX_WORD {
        return word.to_owned();
    }
    let head: String = word.chars().take(40).collect();
    let tail: Vec<char> = word.chars().rev().take(10).collect();
    format!("{head}…{}", tail.into_iter().rev().collect::<String>())
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The row of [`crate::check::RULES`] it belongs to: `A0103`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, one sentence without its place.
    pub message: String,
    /// Where.
    pub span: Span,
    /// A few words beside the place, such as what is expected there.
    pub label: String,
    /// Other places that matter: the earlier definition, the frame that clashes.
    pub related: Vec<Related>,
    /// What is legal instead, or how to get out.
    pub help: Option<String>,
    /// A change of the text that mends it for certain.
    pub fix: Option<Fix>,
}

/// Another place that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// Why it matters.
    pub label: String,
}

/// A change of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span, message)
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span, message)
    }

    fn new(code: &'static str, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            span,
            label: String::new(),
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Takes the middle out of long words: a name may have any length, and a sentence may not.
    pub(crate) fn shorten(&mut self) {
        for text in [&mut self.message, &mut self.label].into_iter().chain(&mut self.help) {
            if text.split_whitespace().any(|word| word.len() > MAX_WORD) {
                let words: Vec<String> = text.split(' ').map(shortened).collect();
                *text = words.join(" ");
            }
        }
    }

    /// Says a few words beside the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says what is legal instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Related { span, label: label.into() });
        self
    }

    /// Offers a change of the text that mends it for certain.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, text: text.into() });
        self
    }
}
