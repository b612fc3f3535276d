//! Definition text and places in it.

use std::{ops::Range, sync::Arc};

/// One file of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as the user gave it, for messages.
    pub path: String,
    /// The text.
    pub text: String,
    /// Where each line begins.
    lines: Vec<usize>,
}

/// An index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A place: a range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// Behind the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// A part of this place, by bytes from its start.
    #[must_use]
    pub fn part(self, range: Range<usize>) -> Self {
        let clamp = |offset: usize| self.start.saturating_add(offset as u32).min(self.end);
        Self { file: self.file, start: clamp(range.start), end: clamp(range.end) }
    }
}

/// All files of a definition; the first is the one that was named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<Arc<Source>>,
}

impl Sources {
    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(self.files.len() as u32);
        let (path, text) = (path.into(), text.into());
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        self.files.push(Arc::new(Source { path, text, lines }));
        id
    }

    /// The file with this index.
    pub fn get(&self, file: FileId) -> &Arc<Source> {
        &self.files[file.0 as usize]
    }

    /// Every file, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.files.iter()
    }

    /// Line and column of a byte, both from 1; columns count characters.
    pub fn line_column(&self, file: FileId, byte: u32) -> (usize, usize) {
        let Source { text, lines, .. } = &**self.get(file);
        let mut end = (byte as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let line = lines.partition_point(|start| *start <= end).max(1);
        (line, text[lines[line - 1]..end].chars().count() + 1)
    }
}
