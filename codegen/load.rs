//! A definition and what it includes: files to one syntax tree.

use crate::{
    Loader,
    diagnostic::Diagnostic,
    parse::{Cx, Lower},
    source::{Sources, Span},
    syntax::{Definition, Map, Text},
    yaml,
};
use std::collections::{BTreeMap, BTreeSet};

/// How deep files may include each other.
const MAX_INCLUDES: usize = 64;

/// A definition as far as it could be read.
pub(crate) struct Loaded {
    /// The syntax of all files together.
    pub definition: Definition,
    /// Maps of which not everything could be read.
    pub incomplete: BTreeSet<Span>,
    /// Values of misnamed keys, and the places of those keys.
    pub misnamed: BTreeMap<Span, Span>,
    /// Whether every file and section was read, so that a name which nobody declares is wrong.
    pub is_whole: bool,
}

/// Reads a definition and everything that it includes.
pub(crate) fn load(
    path: &str,
    loader: &dyn Loader,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Loaded> {
    let mut reading = Reading {
        loader,
        sources,
        diagnostics,
        incomplete: BTreeSet::new(),
        misnamed: BTreeMap::new(),
        is_whole: true,
        done: BTreeSet::new(),
        open: Vec::new(),
    };
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
    let definition = reading.file(path, text, true)?;
    let Reading { incomplete, misnamed, is_whole, .. } = reading;
    Some(Loaded { definition, incomplete, misnamed, is_whole })
}

struct Reading<'a> {
    loader: &'a dyn Loader,
    sources: &'a mut Sources,
    diagnostics: &'a mut Vec<Diagnostic>,
    incomplete: BTreeSet<Span>,
    misnamed: BTreeMap<Span, Span>,
    is_whole: bool,
    /// Files that were read, so that each counts once.
    done: BTreeSet<String>,
    /// Files that are being read, from the first to the current.
    open: Vec<String>,
}

impl Reading<'_> {
    fn file(&mut self, path: &str, text: String, is_root: bool) -> Option<Definition> {
        let file = self.sources.add(path, text);
        let (node, diagnostics) = yaml::read(self.sources, file);
        self.diagnostics.extend(diagnostics);
        let Some(node) = node else {
            self.is_whole = false;
            return None;
        };
        if let Some(diagnostic) = other_language(&node) {
            self.diagnostics.push(diagnostic);
            self.is_whole = false;
            return None;
        }
        let mut cx = Cx::new(self.sources);
        let definition = Definition::lower(&node, &mut cx);
        self.diagnostics.append(&mut cx.diagnostics);
        self.is_whole &= !cx.foreign.contains(&node.span);
        self.incomplete.append(&mut cx.incomplete);
        self.misnamed.append(&mut cx.misnamed);
        let mut definition = definition?;
        if definition.include.is_none() && says(&node, "include") {
            self.is_whole = false;
        }
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
        self.done.insert(path.to_owned());
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
            if missing && !self.incomplete.contains(&definition.span) {
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
        if self.done.contains(&joined) {
            return None;
        }
        if self.open.len() >= MAX_INCLUDES {
            self.is_whole = false;
            self.diagnostics.push(
                Diagnostic::error(
                    "A0004",
                    path.span,
                    format!("files include each other more than {MAX_INCLUDES} deep"),
                )
                .help("list the files in one `include`"),
            );
            return None;
        }
        match self.loader.load(&joined) {
            Ok(text) => self.file(&joined, text, false),
            Err(reason) => {
                self.is_whole = false;
                let help = if joined.contains(['\\', '\t']) {
                    "write `/` between folders, on every system"
                } else {
                    "paths are relative to the file that includes"
                };
                self.diagnostics.push(
                    Diagnostic::error(
                        "A0001",
                        path.span,
                        format!("`{joined}` cannot be read: {reason}"),
                    )
                    .help(help),
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
        let Some(mut merged) = other else { return };
        let mine = into.take().unwrap_or_default();
        merged.lost.add(&mine.lost);
        merged.quoted.extend(mine.quoted);
        let theirs: BTreeMap<String, Span> =
            merged.entries.iter().map(|(name, _)| (name.value.clone(), name.span)).collect();
        for (name, value) in mine.entries {
            match theirs.get(&name.value) {
                Some(&theirs) => self.clash(name.span, theirs, &format!("{what} `{}`", name.value)),
                None => merged.entries.push((name, value)),
            }
        }
        *into = Some(merged);
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

/// Reports a file that begins like a description in another language.
fn other_language(node: &yaml::Node) -> Option<Diagnostic> {
    const OTHERS: &[(&str, &str)] =
        &[("asyncapi", "AsyncAPI"), ("openapi", "OpenAPI"), ("swagger", "OpenAPI")];
    let yaml::NodeKind::Mapping(entries) = &node.kind else { return None };
    let (key, language) = entries.iter().find_map(|(key, _)| {
        let (_, language) = OTHERS.iter().find(|(word, _)| key.text() == Some(word))?;
        Some((key, language))
    })?;
    (!says(node, "antiphon")).then(|| {
        Diagnostic::error("A0102", key.span, format!("this is a file of {language}"))
            .label("a definition begins with `antiphon: 1`")
            .help("`antiphon init` writes a commented starter file; types can be taken over as JSON Schema, behind `schema:`")
    })
}

/// Whether a map says something at this key.
fn says(node: &yaml::Node, name: &str) -> bool {
    match &node.kind {
        yaml::NodeKind::Mapping(entries) => {
            entries.iter().any(|(key, value)| key.text() == Some(name) && !value.is_null())
        }
        _ => false,
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
