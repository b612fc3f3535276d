//! `--format`: how diagnostics are written.

use super::streams::Streams;
use antiphon_codegen::render::{self, Report};
use clap::ValueEnum;

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With source lines, for people
    Human,
    /// One JSON object a line
    Json,
    /// A SARIF 2.1.0 log, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
}

impl Format {
    /// Whether programs read it, so that nothing else may stand beside it.
    pub(crate) fn is_for_programs(self) -> bool {
        self != Self::Human
    }

    /// Writes diagnostics to standard output.
    pub(crate) fn to_out(self, reports: &[Report<'_>], streams: &mut Streams) {
        let style = streams.out.style();
        streams.out.write(&self.text(reports, style));
    }

    /// Writes diagnostics where they do not mix with what a command reports: for people to standard
    /// error, for programs to standard output.
    pub(crate) fn aside(self, reports: &[Report<'_>], streams: &mut Streams) {
        if self.is_for_programs() {
            self.to_out(reports, streams);
        } else {
            let style = streams.err.style();
            streams.err.write(&self.text(reports, style));
        }
    }

    fn text(self, reports: &[Report<'_>], style: render::Style) -> String {
        match self {
            Self::Human => render::human(reports, style),
            Self::Json => render::json(reports),
            Self::Sarif => render::sarif(reports),
            Self::Github => render::github(reports),
        }
    }
}
