//! A definition and what it includes: files to one syntax tree.

use crate::{
    Loader,
    diagnostic::Diagnostic,
    parse::{Cx, Lower},
    source::{Sources, Span},
    syntax::{Definition, Map, Text},
    yaml,
};
use std::collections::BTreeMap;

/// Reads a definition and everything that it includes.
pub(crate) fn load(
    path: &str,
    loader: &dyn Loader,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Definition> {
    let mut reading =
        Reading { loader, sources, diagnostics, done: BTreeMap::new(), open: Vec::new() };
    let text = match loader.load(path) {
        Ok(text) => text,
        Err(reason) => {
            let file = reading.sources.add(path, "");
            let span = Span { file, start: 0, end: 0 };
            reading.diagnostics.push(
                Diagnostic::error("A0001", span, format!("`{path}` cannot be read: {reason}"))
                    .help("`antiphon init` writes a commented starter file"),
            );
            return None;
        }
    };
    reading.file(path, text, true)
}

struct Reading<'a> {
    loader: &'a dyn Loader,
    sources: &'a mut Sources,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// Files that were read, so that each counts once.
    done: BTreeMap<String, ()>,
    /// Files that are being read, from the first to the current.
    open: Vec<String>,
}

impl Reading<'_> {
    fn file(&mut self, path: &str, text: String, is_root: bool) -> Option<Definition> {
        let file = self.sources.add(path, text);
        let (node, diagnostics) = yaml::read(self.sources, file);
        self.diagnostics.extend(diagnostics);
        let node = node?;
        let mut cx = Cx { sources: self.sources, diagnostics: Vec::new() };
        let definition = Definition::lower(&node, &mut cx);
        self.diagnostics.append(&mut cx.diagnostics);
        let mut definition = definition?;
        if is_root {
            self.required(&definition);
        }
        match &definition.antiphon {
            Some(version) if version.value != 1 => self.diagnostics.push(
                Diagnostic::error(
                    "A0106",
                    version.span,
                    format!("version {} of the language is not known here", version.value),
                )
                .help("this compiler reads version 1: write `antiphon: 1`"),
            ),
            _ => {}
        }
        self.open.push(path.to_owned());
        for included in definition.include.take().map(|many| many.0).unwrap_or_default() {
            if let Some(mut other) = self.include(path, &included) {
                other.generate = None;
                self.merge(&mut definition, other);
            }
        }
        self.open.pop();
        self.done.insert(path.to_owned(), ());
        Some(definition)
    }

    fn required(&mut self, definition: &Definition) {
        let start = Span { end: definition.span.start, ..definition.span };
        for (key, missing, help) in [
            ("antiphon", definition.antiphon.is_none(), "write `antiphon: 1` as the first line"),
            (
                "protocol",
                definition.protocol.is_none(),
                "write `protocol: my-protocol`, a name for code and schemas",
            ),
        ] {
            if missing {
                self.diagnostics.push(
                    Diagnostic::error("A0102", start, format!("the key `{key}` is missing"))
                        .label("in a definition")
                        .help(help),
                );
            }
        }
    }

    fn include(&mut self, from: &str, path: &Text) -> Option<Definition> {
        let joined = join(from, &path.value);
        if let Some(at) = self.open.iter().position(|open| *open == joined) {
            let cycle = self.open[at..].join(" -> ");
            self.diagnostics.push(
                Diagnostic::error("A0107", path.span, "this file includes itself")
                    .label(format!("{cycle} -> {joined}"))
                    .help("move what both need into a third file"),
            );
            return None;
        }
        if self.done.contains_key(&joined) {
            return None;
        }
        match self.loader.load(&joined) {
            Ok(text) => self.file(&joined, text, false),
            Err(reason) => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "A0001",
                        path.span,
                        format!("`{joined}` cannot be read: {reason}"),
                    )
                    .help("paths are relative to the file that includes"),
                );
                None
            }
        }
    }

    /// Adds what another file declares; what both declare is an error at both places.
    fn merge(&mut self, into: &mut Definition, other: Definition) {
        let Definition {
            span: _,
            antiphon: _,
            protocol: _,
            version: _,
            summary: _,
            description: _,
            deprecated: _,
            since: _,
            include: _,
            peers,
            wire,
            types,
            events,
            channels,
            delivery,
            errors,
            close,
            connection,
            session,
            limits,
            flows,
            generate: _,
        } = other;
        self.map(&mut into.peers, peers, "peer");
        self.map(&mut into.types, types, "type");
        self.map(&mut into.events, events, "event");
        self.map(&mut into.channels, channels, "channel");
        self.map(&mut into.close, close, "close code");
        self.map(&mut into.flows, flows, "flow");
        if let (Some(mine), Some(theirs)) = (&mut into.wire, &wire) {
            self.map(&mut mine.frames, theirs.frames.clone(), "frame");
            self.map(&mut mine.binary, theirs.binary.clone(), "binary message");
            self.single(&mut mine.unknown, theirs.unknown.clone(), |def| def.span, "unknown");
            if mine.packing.is_none() {
                mine.packing = theirs.packing.clone();
            }
        } else if into.wire.is_none() {
            into.wire = wire;
        }
        if let (Some(mine), Some(theirs)) = (&mut into.errors, &errors) {
            self.map(&mut mine.classes, theirs.classes.clone(), "error class");
            self.map(&mut mine.codes, theirs.codes.clone(), "error code");
            self.single(&mut mine.report, theirs.report.clone(), |def| def.span, "report");
            if mine.open.is_none() {
                mine.open = theirs.open.clone();
            }
        } else if into.errors.is_none() {
            into.errors = errors;
        }
        self.single(&mut into.delivery, delivery, |def| def.span, "delivery");
        self.single(&mut into.connection, connection, |def| def.span, "connection");
        self.single(&mut into.session, session, |def| def.span, "session");
        self.single(&mut into.limits, limits, |def| def.span, "limits");
    }

    fn map<T>(&mut self, into: &mut Option<Map<T>>, other: Option<Map<T>>, what: &str) {
        let Some(other) = other else { return };
        let mut merged = other.entries;
        for (name, value) in into.take().unwrap_or_default().entries {
            match merged.iter().find(|(theirs, _)| theirs.value == name.value) {
                Some((theirs, _)) => {
                    self.clash(name.span, theirs.span, &format!("{what} `{}`", name.value))
                }
                None => merged.push((name, value)),
            }
        }
        *into = Some(Map { entries: merged });
    }

    fn single<T>(
        &mut self,
        into: &mut Option<T>,
        other: Option<T>,
        span: impl Fn(&T) -> Span,
        key: &str,
    ) {
        match (&*into, other) {
            (Some(mine), Some(theirs)) => {
                self.clash(span(mine), span(&theirs), &format!("section `{key}`"))
            }
            (None, Some(theirs)) => *into = Some(theirs),
            (_, None) => {}
        }
    }

    fn clash(&mut self, span: Span, other: Span, what: &str) {
        self.diagnostics.push(
            Diagnostic::error("A0107", span, format!("the {what} is declared in two files"))
                .label("declared here")
                .related(other, "and here")
                .help("keep one of them, or give one another name"),
        );
    }
}

/// A path as written in one file, seen from where that file's own path is seen from.
pub(crate) fn join(from: &str, path: &str) -> String {
    let folder = from.rfind('/').map_or("", |slash| &from[..=slash]);
    let whole = if path.starts_with('/') { path.to_owned() } else { format!("{folder}{path}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, ".." | "")) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
