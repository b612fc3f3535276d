//! What keeps a command from doing its work: a sentence with a place, and a way out.

use super::streams::{ERROR, HELP};
use std::{fmt, io, path::Path};

/// Why a command cannot do its work.
#[derive(Debug)]
pub(crate) struct Trouble {
    message: String,
    help: Option<String>,
}

impl Trouble {
    /// A sentence that names the place.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Says what to do about it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Something could not be done with a file or folder.
    pub(crate) fn io(deed: &str, path: &Path, error: &io::Error) -> Self {
        let trouble = Self::new(format!("cannot {deed} {}: {}", path.display(), reason(error)));
        match error.kind() {
            io::ErrorKind::PermissionDenied => trouble.help("check who may write there"),
            _ => trouble,
        }
    }
}

/// Written as it appears on the terminal.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{ERROR}error{ERROR:#}: {}", self.message)?;
        match &self.help {
            Some(help) => writeln!(f, " {HELP}help{HELP:#}: {help}"),
            None => Ok(()),
        }
    }
}

/// Why something failed, in words and without the system's number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    };
    match text.find(" (os error") {
        Some(end) => text[..end].to_lowercase(),
        None => text,
    }
}
