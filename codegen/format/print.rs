//! The tree as text again, with two blanks a level.

use super::tree::{Comment, Item, Kind, Tree};

/// Blanks a level.
const STEP: usize = 2;

/// Prints a text that was read.
pub(super) fn print(text: &str, tree: &Tree) -> String {
    let mut printer =
        Printer { text, out: String::with_capacity(text.len()), comments: &tree.comments, last: 0 };
    if tree.marked {
        let mark = text.find("---").map_or(0, |at| at + 3);
        printer.lead(mark.saturating_sub(3), 0);
        printer.out.push_str("---");
        printer.last = mark;
        printer.end_line();
    }
    match &tree.root.kind {
        Kind::Mapping { open: None, entries, .. } if tree.root.properties.is_empty() => {
            printer.entries(entries, 0, false);
        }
        Kind::Sequence { open: None, items } if tree.root.properties.is_empty() => {
            printer.items(items, 0, false);
        }
        _ => {
            printer.lead(tree.root.range.start, 0);
            printer.inline(&tree.root, 0);
            printer.end_line();
        }
    }
    printer.lead(text.len(), 0);
    let mut out = printer.out;
    out.truncate(out.trim_end_matches('\n').len());
    out.push('\n');
    out
}

struct Printer<'t> {
    text: &'t str,
    out: String,
    /// Those that are not printed yet.
    comments: &'t [Comment],
    /// Behind what was printed last, in the text as it was.
    last: usize,
}

impl Printer<'_> {
    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// Where the next comment begins, if it stands before this place.
    fn pending(&self, before: usize) -> bool {
        self.comments.first().is_some_and(|comment| comment.range.start < before)
    }

    /// Prints comments on lines of their own that stand before a place, and a blank line where
    /// there was one.
    fn lead(&mut self, start: usize, indent: usize) {
        while self.pending(start) {
            let Some((comment, rest)) = self.comments.split_first() else { break };
            self.blank_line(comment.range.start);
            self.indent(indent);
            self.out.push_str(&comment.text(self.text));
            self.out.push('\n');
            self.last = comment.range.end;
            self.comments = rest;
        }
        if start < self.text.len() {
            self.blank_line(start);
        }
    }

    fn blank_line(&mut self, before: usize) {
        let between = self.text.get(self.last..before).unwrap_or_default();
        if between.matches('\n').count() > 1 && !self.out.is_empty() && !self.out.ends_with("\n\n")
        {
            self.out.push('\n');
        }
    }

    /// Ends a line, with the comment that stood behind it, as far from it as before.
    fn end_line(&mut self) {
        if let Some((comment, rest)) = self.comments.split_first()
            && let Some(gap) = self.text.get(self.last..comment.range.start)
            && !gap.contains('\n')
        {
            let blanks = gap.chars().rev().take_while(|each| *each == ' ').count();
            self.indent(blanks.max(1));
            self.out.push_str(&comment.text(self.text));
            self.last = comment.range.end;
            self.comments = rest;
        }
        self.out.push('\n');
    }

    /// The entries of a map, a line each. The first may stand behind a dash.
    fn entries(&mut self, entries: &[(Item, Item)], indent: usize, behind_dash: bool) {
        for (index, (key, value)) in entries.iter().enumerate() {
            if index > 0 || !behind_dash {
                self.lead(key.range.start, indent);
                self.indent(indent);
            }
            self.key(key, indent);
            self.out.push(':');
            self.value(value, indent);
        }
    }

    /// The items of a list, a line each. The first may stand behind another dash.
    fn items(&mut self, items: &[Item], indent: usize, behind_dash: bool) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 || !behind_dash {
                self.lead(item.range.start, indent);
                self.indent(indent);
            }
            self.out.push('-');
            let first = item.properties.is_empty() && !self.pending(item.range.start);
            match &item.kind {
                Kind::Mapping { open: None, entries, .. } if first => {
                    self.out.push(' ');
                    self.entries(entries, indent + STEP, true);
                }
                Kind::Sequence { open: None, items } if first => {
                    self.out.push(' ');
                    self.items(items, indent + STEP, true);
                }
                _ => self.value(item, indent),
            }
        }
    }

    fn key(&mut self, key: &Item, indent: usize) {
        self.inline(key, indent);
        if matches!(&key.kind, Kind::Inline(range) if self.text[range.clone()].starts_with('*')) {
            // The colon would belong to the alias.
            self.out.push(' ');
        }
    }

    /// What stands behind a key or a dash, to the end of its last line.
    fn value(&mut self, value: &Item, indent: usize) {
        match &value.kind {
            Kind::Mapping { open: None, entries, .. } => {
                self.properties(value);
                self.end_line();
                self.entries(entries, indent + STEP, false);
            }
            Kind::Sequence { open: None, items } => {
                self.properties(value);
                self.end_line();
                self.items(items, indent + STEP, false);
            }
            Kind::Null if value.properties.is_empty() => self.end_line(),
            Kind::Null => {
                self.properties(value);
                self.end_line();
            }
            Kind::Block { header, body } => {
                self.properties(value);
                self.out.push(' ');
                self.block(header.clone(), body.clone(), indent);
            }
            Kind::Inline(_) | Kind::Mapping { .. } | Kind::Sequence { .. } => {
                self.behind_colon(value, indent);
                self.end_line();
            }
        }
    }

    /// Anchors and tags, each with a blank before it.
    fn properties(&mut self, item: &Item) {
        for range in &item.properties {
            self.out.push(' ');
            self.out.push_str(&self.text[range.clone()]);
            self.last = range.end;
        }
    }

    /// What stands within a line, or begins within one.
    fn inline(&mut self, item: &Item, indent: usize) {
        for range in &item.properties {
            self.out.push_str(&self.text[range.clone()]);
            self.out.push(' ');
            self.last = range.end;
        }
        match &item.kind {
            Kind::Null | Kind::Block { .. } => {}
            Kind::Inline(range) => {
                for (index, line) in self.text[range.clone()].split('\n').enumerate() {
                    let line = if index > 0 {
                        self.out.push('\n');
                        line.trim()
                    } else {
                        line.trim_end()
                    };
                    if index > 0 && !line.is_empty() {
                        self.indent(indent + STEP);
                    }
                    self.out.push_str(line);
                }
                self.last = range.end;
            }
            Kind::Sequence { open, items } => {
                let parts: Vec<Part<'_>> = items.iter().map(Part::Item).collect();
                self.flow(&parts, ('[', ']'), open.unwrap_or(self.last), item.range.end, indent);
            }
            Kind::Mapping { pair: true, entries, .. } => {
                for (key, value) in entries {
                    self.entry(key, value, true, indent);
                }
            }
            Kind::Mapping { open, entries, .. } => {
                let parts: Vec<Part<'_>> =
                    entries.iter().map(|(key, value)| Part::Entry(key, value)).collect();
                self.flow(&parts, ('{', '}'), open.unwrap_or(self.last), item.range.end, indent);
            }
        }
    }

    /// A collection in brackets. Lines break where they did.
    fn flow(
        &mut self,
        parts: &[Part<'_>],
        brackets: (char, char),
        open: usize,
        end: usize,
        indent: usize,
    ) {
        self.out.push(brackets.0);
        self.last = open + 1;
        // Lists are written in two ways, maps in one.
        let roomy = brackets.0 == '{' || self.text[open + 1..].starts_with([' ', '\n']);
        for (index, part) in parts.iter().enumerate() {
            let start = part.start();
            let breaks = self.text.get(self.last..start).is_some_and(|gap| gap.contains('\n'));
            if breaks || self.pending(start) {
                self.end_line();
                self.lead(start, indent + STEP);
                self.indent(indent + STEP);
            } else if index > 0 || roomy {
                self.out.push(' ');
            }
            match part {
                Part::Item(item) => self.inline(item, indent + STEP),
                Part::Entry(key, value) => self.entry(key, value, false, indent + STEP),
            }
            if index + 1 < parts.len() {
                self.out.push(',');
            }
        }
        let close = end.saturating_sub(1);
        let breaks = self.text.get(self.last..close).is_some_and(|gap| gap.contains('\n'));
        if (breaks && !parts.is_empty()) || self.pending(close) {
            if !parts.is_empty() {
                self.out.push(',');
            }
            self.end_line();
            self.lead(close, indent + STEP);
            // A blank line before the bracket separates nothing.
            while self.out.ends_with("\n\n") {
                self.out.pop();
            }
            self.indent(indent);
        } else if roomy && !parts.is_empty() {
            self.out.push(' ');
        }
        self.out.push(brackets.1);
        self.last = end;
    }

    /// `key: value` within a line.
    fn entry(&mut self, key: &Item, value: &Item, pair: bool, indent: usize) {
        self.key(key, indent);
        let colon = self.text.get(self.last..).unwrap_or_default().trim_start().starts_with(':');
        if matches!(value.kind, Kind::Null) && value.properties.is_empty() {
            if colon || pair {
                self.out.push(':');
            }
            return;
        }
        self.out.push(':');
        self.behind_colon(value, indent);
    }

    /// A value behind its key, or on a line of its own where a comment stands between.
    fn behind_colon(&mut self, value: &Item, indent: usize) {
        if self.pending(value.range.start) {
            self.end_line();
            self.lead(value.range.start, indent + STEP);
            self.indent(indent + STEP);
        } else {
            self.out.push(' ');
        }
        self.inline(value, indent);
    }

    /// Lines below `|` or `>`, moved as one.
    fn block(
        &mut self,
        header: std::ops::Range<usize>,
        body: std::ops::Range<usize>,
        indent: usize,
    ) {
        let lines: Vec<&str> = self.text[body.clone()].split('\n').collect();
        let depth = |line: &&str| line.len() - line.trim_start_matches(' ').len();
        let written = &self.text[header.clone()];
        let mark = written.split_whitespace().next().unwrap_or_default();
        let digit = mark.chars().find_map(|each| each.to_digit(10));
        let filled = |line: &&&str| !line.trim().is_empty();
        let least = match digit {
            // A digit counts from the indentation of what holds the text.
            Some(digit) => {
                let line_start = self.text[..header.start].rfind('\n').map_or(0, |at| at + 1);
                let line = &self.text[line_start..];
                depth(&line) + digit as usize
            }
            None => lines.iter().find(filled).map(depth).unwrap_or_default(),
        };
        match digit {
            Some(_) => {
                let marks: String = mark
                    .chars()
                    .map(|each| if each.is_ascii_digit() { '2' } else { each })
                    .collect();
                self.out.push_str(&marks);
                self.out.push_str(written[mark.len()..].trim_end());
            }
            None => self.out.push_str(written.trim_end()),
        }
        self.out.push('\n');
        let keep = mark.contains('+');
        let count = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |at| at + 1);
        let shown = if keep { lines.len() } else { count };
        let mut shown: Vec<&str> = lines.into_iter().take(shown).collect();
        if keep && shown.last() == Some(&"") {
            shown.pop();
        }
        for line in shown {
            if line.len() > least {
                self.indent(indent + STEP);
                self.out.push_str(&line[least..]);
            }
            self.out.push('\n');
        }
        // The line feed that ends the last line counts where a blank line may follow.
        let text_end = self.text[..body.end].trim_end().len().max(header.end);
        self.last = text_end;
    }
}

/// A part of a collection in brackets.
enum Part<'i> {
    Item(&'i Item),
    Entry(&'i Item, &'i Item),
}

impl Part<'_> {
    fn start(&self) -> usize {
        match self {
            Self::Item(item) | Self::Entry(item, _) => item.range.start,
        }
    }
}
