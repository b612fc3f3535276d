//! YAML as it is written: styles, anchors and comments, which the compiler itself does not look at.

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput};
use std::ops::Range;

/// How deep collections may nest; the compiler takes no more.
const MAX_DEPTH: usize = 64;

/// A text and its comments.
pub(super) struct Tree {
    /// Whether a line `---` stands before it.
    pub(super) marked: bool,
    pub(super) root: Item,
    /// In the order of the text.
    pub(super) comments: Vec<Comment>,
}

/// One comment, from its `#` to the end of the line.
pub(super) struct Comment {
    pub(super) range: Range<usize>,
}

impl Comment {
    /// The comment without blanks behind it.
    pub(super) fn text(&self, text: &str) -> String {
        text[self.range.clone()].trim_end().to_owned()
    }
}

/// A value as written.
pub(super) struct Item {
    /// From its first byte, anchors included, to behind its last.
    pub(super) range: Range<usize>,
    /// Anchors and tags before it.
    pub(super) properties: Vec<Range<usize>>,
    pub(super) kind: Kind,
}

/// What is written.
pub(super) enum Kind {
    /// Nothing.
    Null,
    /// Text with or without quotes, or an alias.
    Inline(Range<usize>),
    /// Text that begins with `|` or `>`: that line, and the lines below.
    Block { header: Range<usize>, body: Range<usize> },
    /// A list.
    Sequence { open: Option<usize>, items: Vec<Item> },
    /// A map; `pair` is one entry of a list in brackets, which needs no braces.
    Mapping { open: Option<usize>, pair: bool, entries: Vec<(Item, Item)> },
}

/// Reads a text; `None` where it is written in a way that definitions are not.
pub(super) fn read(text: &str) -> Option<Tree> {
    let offsets = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
    let mut reader =
        Reader { text, offsets, parser: Parser::new_from_str(text), done: 0, opaque: Vec::new() };
    let mut marked = false;
    let root = loop {
        match reader.next()? {
            (Event::StreamStart, _) => {}
            (Event::DocumentStart(explicit), range) => {
                marked = explicit;
                reader.done = reader.done.max(range.end);
            }
            (event, range) => break reader.item(event, range, 0, false)?,
        }
    };
    let comments = comments(text, &reader.opaque);
    Some(Tree { marked, root, comments })
}

struct Reader<'t> {
    text: &'t str,
    /// The byte of each character, where the two differ.
    offsets: Option<Vec<usize>>,
    parser: Parser<'t, StrInput<'t>>,
    /// Behind the last token.
    done: usize,
    /// Where a `#` is no comment.
    opaque: Vec<Range<usize>>,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<(Event<'t>, Range<usize>)> {
        let (event, span) = self.parser.next()?.ok()?;
        let byte = |character: usize| match &self.offsets {
            Some(offsets) => offsets.get(character).copied().unwrap_or(self.text.len()),
            None => character.min(self.text.len()),
        };
        let start = byte(span.start.index());
        Some((event, start..byte(span.end.index()).max(start)))
    }

    fn item(
        &mut self,
        event: Event<'t>,
        range: Range<usize>,
        depth: usize,
        in_brackets: bool,
    ) -> Option<Item> {
        if depth > MAX_DEPTH {
            return None;
        }
        let before = self.done;
        match event {
            Event::Alias(_) => {
                let name =
                    self.until(range.start, |each| each.is_whitespace() || ",]}".contains(each));
                Some(self.leaf(Vec::new(), Kind::Inline(range.start..name)))
            }
            Event::Scalar(_, style, anchor, tag) => {
                let count = usize::from(anchor != 0) + usize::from(tag.is_some());
                self.scalar(range, style, before, count)
            }
            Event::SequenceStart(anchor, tag) => {
                let count = usize::from(anchor != 0) + usize::from(tag.is_some());
                let properties = self.properties(before, count)?;
                let open = self.open(&range, '[');
                let mut items = Vec::new();
                let end = loop {
                    match self.next()? {
                        (Event::SequenceEnd, end) => break end,
                        (event, range) => {
                            items.push(self.item(event, range, depth + 1, open.is_some())?);
                        }
                    }
                };
                let start = properties.first().map(|first| first.start).or(open);
                let start = start.or(items.first().map(|item| item.range.start));
                self.close(open, &end);
                let range = start.unwrap_or(range.start)..self.done;
                Some(Item { range, properties, kind: Kind::Sequence { open, items } })
            }
            Event::MappingStart(anchor, tag) => {
                let count = usize::from(anchor != 0) + usize::from(tag.is_some());
                let properties = self.properties(before, count)?;
                let open = self.open(&range, '{');
                let mut entries = Vec::new();
                let end = loop {
                    match self.next()? {
                        (Event::MappingEnd, end) => break end,
                        (event, range) => {
                            let key = self.item(event, range, depth + 1, false)?;
                            let (event, range) = self.next()?;
                            let value = self.item(event, range, depth + 1, false)?;
                            entries.push((key, value));
                        }
                    }
                };
                let start = properties.first().map(|first| first.start).or(open);
                let start = start.or(entries.first().map(|(key, _)| key.range.start));
                self.close(open, &end);
                let pair = in_brackets && open.is_none();
                let range = start.unwrap_or(range.start)..self.done;
                Some(Item { range, properties, kind: Kind::Mapping { open, pair, entries } })
            }
            _ => None,
        }
    }

    fn scalar(
        &mut self,
        range: Range<usize>,
        style: ScalarStyle,
        before: usize,
        count: usize,
    ) -> Option<Item> {
        let properties = self.properties(before, count)?;
        // The place of a value with an anchor is that of the anchor.
        let start = match properties.is_empty() {
            true => range.start,
            false => self.until(self.done, |each| !each.is_whitespace()),
        };
        let kind = match style {
            ScalarStyle::Plain => {
                let written = self.text[start.min(range.end)..range.end].trim_end();
                // Where nothing is written, the place is that of what comes next.
                if written.is_empty() || ",]}:-".contains(written) {
                    Kind::Null
                } else {
                    Kind::Inline(start..start + written.len())
                }
            }
            ScalarStyle::SingleQuoted => Kind::Inline(start..self.quoted(start, '\'')?),
            ScalarStyle::DoubleQuoted => Kind::Inline(start..self.quoted(start, '"')?),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let mark = match properties.is_empty() {
                    true => self.text.get(self.done..start)?.rfind(['|', '>'])? + self.done,
                    false => start,
                };
                let header = mark..self.until(mark, |each| each == '\n');
                let body = (header.end + 1).min(self.text.len())..range.end.max(header.end);
                Kind::Block { header, body: body.start.min(body.end)..body.end }
            }
        };
        Some(self.leaf(properties, kind))
    }

    /// A value without parts.
    fn leaf(&mut self, properties: Vec<Range<usize>>, kind: Kind) -> Item {
        let own = match &kind {
            Kind::Inline(range) => range.clone(),
            Kind::Block { header, body } => header.start..body.end,
            _ => self.done..self.done,
        };
        if !own.is_empty() {
            self.opaque.push(own.clone());
        }
        self.done = self.done.max(own.end);
        let start = properties.first().map_or(own.start, |first| first.start);
        Item { range: start..own.end.max(start), properties, kind }
    }

    /// The next anchors and tags.
    fn properties(&mut self, before: usize, count: usize) -> Option<Vec<Range<usize>>> {
        let mut found = Vec::new();
        let mut at = before;
        while found.len() < count {
            let rest = self.text.get(at..)?;
            let start = at + rest.find(|each: char| !each.is_whitespace())?;
            let end = self.until(start, char::is_whitespace);
            if self.text[start..].starts_with('#') {
                at = self.until(start, |each| each == '\n');
                continue;
            }
            if self.text[start..].starts_with(['&', '!']) {
                found.push(start..end);
                self.opaque.push(start..end);
                self.done = end;
            }
            at = end;
        }
        Some(found)
    }

    /// Where the bracket stands that begins a collection, if one does.
    fn open(&mut self, range: &Range<usize>, bracket: char) -> Option<usize> {
        let written = &self.text[range.start.max(self.done)..range.end.max(self.done)];
        let at =
            written.starts_with(bracket).then_some(range.start.max(self.done)).or_else(|| {
                let trimmed = written.trim_start();
                trimmed.starts_with(bracket).then(|| range.end - trimmed.len())
            })?;
        self.done = at + 1;
        Some(at)
    }

    fn close(&mut self, open: Option<usize>, end: &Range<usize>) {
        if open.is_some() {
            self.done = self.done.max(end.start + 1);
        }
    }

    fn until(&self, start: usize, stop: impl Fn(char) -> bool) -> usize {
        self.text[start..].find(stop).map_or(self.text.len(), |length| start + length)
    }

    /// Behind the quote that ends a text.
    fn quoted(&self, start: usize, quote: char) -> Option<usize> {
        let mut rest = self.text.get(start + 1..)?.char_indices().peekable();
        while let Some((at, each)) = rest.next() {
            if each == '\\' && quote == '"' {
                rest.next();
            } else if each == quote {
                // Two single quotes are one that belongs to the text.
                if quote == '\'' && rest.peek().is_some_and(|(_, next)| *next == quote) {
                    rest.next();
                } else {
                    return Some(start + 1 + at + 1);
                }
            }
        }
        None
    }
}

/// Every comment that stands outside of values.
fn comments(text: &str, opaque: &[Range<usize>]) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut values = opaque.iter().peekable();
    while at < text.len() {
        while values.next_if(|value| value.end <= at).is_some() {}
        if let Some(value) = values.peek().filter(|value| value.contains(&at)) {
            at = value.end;
            continue;
        }
        let blank_before = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        if text[at..].starts_with('#') && blank_before {
            let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
            found.push(Comment { range: at..end });
            at = end;
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}
