//! Reads a definition from disk or standard input and compiles it.

use super::{
    Exit,
    files::{Fingerprint, fingerprint},
    trouble::{Trouble, reason},
};
use antiphon_codegen::{Compilation, Loader, compile, diagnostic::Severity, render::Report};
use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs::File,
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
};

/// How much is read of a file; the compiler itself refuses less than this, with a diagnostic.
const MAX_BYTES: u64 = 64 << 20;

/// Every file that was read or looked for, and what was found there.
pub(crate) type Inputs = BTreeMap<PathBuf, Option<Fingerprint>>;

/// A definition, compiled.
pub(crate) struct Definition {
    /// The path as the user gave it.
    pub(crate) path: String,
    /// The folder that paths in it are relative to.
    pub(crate) folder: PathBuf,
    /// What became of it.
    pub(crate) compilation: Compilation,
}

impl Definition {
    /// Reads and compiles the definition at a path; `-` is standard input. Notes in `inputs` what was
    /// read, also when there is trouble.
    pub(crate) fn load(path: &Path, inputs: &mut Inputs) -> Result<Self, Trouble> {
        let (shown, text) = read_text(path, inputs)?;
        let loader = DiskLoader { root: (&shown, &text), inputs: RefCell::new(inputs) };
        let compilation = compile(&shown, &loader);
        let folder =
            if is_stdin(path) { Path::new("") } else { path.parent().unwrap_or(Path::new("")) };
        Ok(Self { folder: folder.to_owned(), compilation, path: shown })
    }

    /// The diagnostics, for rendering.
    pub(crate) fn report(&self) -> Report<'_> {
        Report { sources: &self.compilation.sources, diagnostics: &self.compilation.diagnostics }
    }

    /// Whether the definition may be used.
    pub(crate) fn verdict(&self, deny_warnings: bool) -> Exit {
        let worst = self.compilation.diagnostics.iter().map(|each| each.severity).max();
        match worst {
            Some(Severity::Error) => Exit::Found,
            Some(Severity::Warning) if deny_warnings => Exit::Found,
            _ => Exit::Fine,
        }
    }
}

/// Reads the file at a path, or standard input, and how it is called.
pub(crate) fn read_text(path: &Path, inputs: &mut Inputs) -> Result<(String, String), Trouble> {
    let (shown, bytes) = if is_stdin(path) {
        let bytes = bounded(std::io::stdin().lock())
            .map_err(|error| Trouble::io("read", Path::new("standard input"), &error))?;
        ("<stdin>".to_owned(), bytes)
    } else {
        let shown = path.to_str().ok_or_else(|| {
            Trouble::new(format!("the path {} is not UTF-8", path.display()))
                .help("rename the file, or pass it as `-` on standard input")
        })?;
        (shown.to_owned(), read_root(path, inputs)?)
    };
    let text = utf8(bytes).map_err(|problem| {
        Trouble::new(format!("cannot read {shown}: {problem}")).help("save it as UTF-8")
    })?;
    Ok((shown, text))
}

/// Whether this path means standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Everything that can be read, unless it has no end that a definition could have: `/dev/zero`.
fn bounded(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::Error::new(
            ErrorKind::FileTooLarge,
            "it is far too large for a definition",
        ));
    }
    Ok(bytes)
}

fn read_root(path: &Path, inputs: &mut Inputs) -> Result<Vec<u8>, Trouble> {
    let bytes = File::open(path).and_then(bounded);
    inputs.insert(path.to_owned(), bytes.as_ref().ok().map(|bytes| fingerprint(bytes)));
    bytes.map_err(|error| {
        let trouble = Trouble::io("read", path, &error);
        let inside = path.join("protocol.yaml");
        match error.kind() {
            ErrorKind::NotFound => {
                trouble.help("`antiphon init` writes a definition to start from; or name the file")
            }
            ErrorKind::IsADirectory if inside.is_file() => {
                trouble.help(format!("did you mean {}?", inside.display()))
            }
            _ => trouble,
        }
    })
}

struct DiskLoader<'a> {
    root: (&'a str, &'a str),
    inputs: RefCell<&'a mut Inputs>,
}

impl Loader for DiskLoader<'_> {
    fn load(&self, path: &str) -> Result<String, String> {
        if path == self.root.0 {
            return Ok(self.root.1.to_owned());
        }
        let bytes = File::open(path).and_then(bounded);
        let found = bytes.as_ref().ok().map(|bytes| fingerprint(bytes));
        self.inputs.borrow_mut().insert(PathBuf::from(path), found);
        utf8(bytes.map_err(|error| reason(&error))?)
    }
}

/// Text, or where it stops being text. A byte order mark is left to the reader of YAML.
fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().iter().take(valid);
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        format!("line {line} is not UTF-8")
    })
}
