//! Standard output and error: colours where they are wanted, and no panic when nobody listens.

use super::Exit;
use anstream::{AutoStream, ColorChoice};
use clap::{
    ValueEnum,
    builder::styling::{AnsiColor, Style as Ansi},
};
use std::io::{self, ErrorKind, IsTerminal, Write};

/// The word `error`.
pub(crate) const ERROR: Ansi = AnsiColor::BrightRed.on_default().bold();
/// The word `warning`.
pub(crate) const WARNING: Ansi = AnsiColor::Yellow.on_default().bold();
/// The word `help`.
pub(crate) const HELP: Ansi = AnsiColor::BrightCyan.on_default().bold();
/// Names in tables.
pub(crate) const NAME: Ansi = Ansi::new().bold();
/// Lines that a diff adds.
pub(crate) const ADDED: Ansi = AnsiColor::Green.on_default();
/// Lines that a diff removes.
pub(crate) const REMOVED: Ansi = AnsiColor::Red.on_default();

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// Both streams of the process.
pub(crate) struct Streams {
    /// What was asked for.
    pub(crate) out: Stream,
    /// What people should know beside it.
    pub(crate) err: Stream,
}

/// One stream. Text is written with colours; they are taken out where they are not wanted.
pub(crate) struct Stream {
    sink: Box<dyn Write>,
    color: bool,
    terminal: bool,
    failure: Option<io::Error>,
}

impl Streams {
    /// The streams of the process.
    pub(crate) fn new(color: Color) -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let wanted = |auto: ColorChoice| match color {
            Color::Auto => auto != ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        };
        let (out_color, err_color) =
            (wanted(AutoStream::choice(&out)), wanted(AutoStream::choice(&err)));
        Self {
            out: Stream {
                terminal: out.is_terminal(),
                sink: Box::new(AutoStream::new(out, choice(out_color))),
                color: out_color,
                failure: None,
            },
            err: Stream {
                terminal: err.is_terminal(),
                sink: Box::new(AutoStream::new(err, choice(err_color))),
                color: err_color,
                failure: None,
            },
        }
    }

    /// Writes out what is left. What was asked for and could not be written is trouble, except where
    /// the reader has gone: then it did not want the rest.
    pub(crate) fn close(mut self, exit: Exit) -> Exit {
        self.out.flush();
        match self.out.failure {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => {
                self.err.write(&format!(
                    "{ERROR}error{ERROR:#}: cannot write to standard output: {error}\n"
                ));
                Exit::Trouble
            }
            _ => exit,
        }
    }
}

impl Stream {
    /// Writes text. After a failure nothing more is written, and the command goes on.
    pub(crate) fn write(&mut self, text: &str) {
        if self.failure.is_none() {
            self.failure = self.sink.write_all(text.as_bytes()).err();
        }
    }

    /// Writes text and a line break.
    pub(crate) fn line(&mut self, text: &str) {
        self.write(text);
        self.write("\n");
    }

    /// Makes sure that what was written can be seen.
    pub(crate) fn flush(&mut self) {
        if self.failure.is_none() {
            self.failure = self.sink.flush().err();
        }
    }

    /// Whether a person sees it as it is written.
    pub(crate) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// How diagnostics are dressed for it.
    pub(crate) fn style(&self) -> antiphon_codegen::render::Style {
        let default = antiphon_codegen::render::Style::default();
        let width = match terminal_size::terminal_size() {
            Some((width, _)) if self.terminal => usize::from(width.0),
            _ => default.width,
        };
        antiphon_codegen::render::Style { color: self.color, width }
    }
}

fn choice(color: bool) -> ColorChoice {
    if color { ColorChoice::Always } else { ColorChoice::Never }
}
