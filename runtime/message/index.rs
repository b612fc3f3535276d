//! Tags to events: tables made once for each message type.

use super::{EventEntry, Message, rivals::Rivals, tags::Tags};
use crate::{
    codegen::Scalar,
    event::TagPart,
    frame::{
        Carries, Head, Literal, Role, Slot, Template, named::is_named, path, plan::Plan, tag_value,
    },
};

/// Which events each frame carries, by tag. Made by [`Index::of`].
#[derive(Debug)]
pub struct Index {
    pub(crate) frames: Vec<FrameIndex>,
}

/// One frame.
#[derive(Debug)]
pub(crate) struct FrameIndex {
    pub(crate) template: &'static Template,
    /// The keys beside which a payload is spread.
    pub(crate) envelope: Vec<&'static str>,
    /// Its keys as JSON text with comma and colon, in the order in which they are written.
    pub(crate) keys: Vec<String>,
    /// The envelope value with the topic.
    pub(crate) channel: Option<usize>,
    /// The envelope value with the correlation.
    pub(crate) correlation: Option<usize>,
    /// Whether its constants alone say that it is meant.
    pub(crate) named: bool,
    /// Which earlier frames may be meant where it fits.
    pub(crate) rivals: Rivals,
    /// How it is read in template order, where all that selects an event stands before the payload.
    pub(crate) plan: Option<Plan>,
    /// The events outside channels, then those of each channel.
    pub(crate) scopes: Vec<Scope>,
}

/// The events of one enum that travel in one frame.
#[derive(Debug)]
pub(crate) struct Scope {
    /// All events of the enum.
    pub(crate) entries: &'static [EventEntry],
    /// Those of this frame.
    pub(crate) all: Vec<usize>,
    /// Those that their tag's text tells mostly.
    pub(crate) tags: Tags,
    /// Those with constant tags only, hashed by tag: a power of two, at most half full.
    table: Vec<Option<usize>>,
    /// Those with a free part.
    patterns: Vec<usize>,
}

impl Index {
    /// The tables of a message type.
    pub fn of<M: Message>() -> Self {
        let frames = M::Head::TEMPLATES.iter().map(|template| {
            let channels = M::CHANNELS.iter().map(|channel| channel.events);
            let scopes = [M::EVENTS].into_iter().chain(channels);
            FrameIndex::new(template, scopes.map(|entries| Scope::new(template, entries)).collect())
        });
        let mut frames: Vec<FrameIndex> = frames.collect();
        let named = |index: usize| {
            let others = frames.iter().enumerate().filter(|(other, _)| *other != index);
            let others = others.filter(|(_, frame)| frame.is_used());
            let template = frames.get(index).map(|frame| frame.template);
            template
                .is_some_and(|template| is_named(template, others.map(|(_, frame)| frame.template)))
        };
        let named: Vec<bool> = (0..frames.len()).map(named).collect();
        let rivals = |index: usize| {
            let earlier = frames.iter().take(index).filter(|frame| frame.is_used());
            let earlier = earlier.map(|frame| frame.template);
            frames.get(index).map(|frame| Rivals::of(frame.template, earlier)).unwrap_or_default()
        };
        let rivals: Vec<Rivals> = (0..frames.len()).map(rivals).collect();
        for (frame, (named, rivals)) in frames.iter_mut().zip(named.into_iter().zip(rivals)) {
            (frame.named, frame.rivals) = (named, rivals);
        }
        Self { frames }
    }
}

impl FrameIndex {
    fn new(template: &'static Template, scopes: Vec<Scope>) -> Self {
        let role = |role| template.heads.iter().position(|head| head.role == Some(role));
        let channel = role(Role::Channel).filter(|_| scopes.len() > 1);
        let correlation = role(Role::Correlation);
        let selects = |slot: &Slot| match slot {
            Slot::Tag(_) => true,
            Slot::Head(index) => {
                let index = Some(usize::from(*index));
                index == channel || (index == correlation && template.tags == 0)
            }
            _ => false,
        };
        Self {
            template,
            envelope: path::envelope(&template.shape).unwrap_or_default(),
            keys: path::keys(&template.shape),
            channel,
            correlation,
            named: false,
            rivals: Rivals::default(),
            plan: (template.carries == Carries::Event
                && path::before_payload(&template.shape, &selects))
            .then(|| Plan::new(&template.shape))
            .flatten(),
            scopes,
        }
    }

    /// Whether the sender uses it: a frame for events carries some of them.
    pub(crate) fn is_used(&self) -> bool {
        self.template.carries != Carries::Event
            || self.scopes.iter().any(|scope| !scope.all.is_empty())
    }

    /// Whether a raw text is the whole tag of any event.
    pub(crate) fn is_tag(&self, raw: &str) -> bool {
        self.scopes.iter().any(|scope| scope.is_tag(raw))
    }
}

impl Scope {
    fn new(template: &Template, entries: &'static [EventEntry]) -> Self {
        let own = |entry: &EventEntry| !entry.binary && entry.frame == template.name;
        let all: Vec<usize> = (0..entries.len()).filter(|index| own(&entries[*index])).collect();
        let constant = |part: &TagPart| matches!(part, TagPart::Literal(_));
        let (constants, patterns): (Vec<usize>, Vec<usize>) =
            all.iter().partition(|index| entries[**index].tag.iter().all(constant));
        let size = (constants.len() * 2).next_power_of_two();
        let mut table = vec![None; size];
        for index in constants {
            let tag = entries[index].tag.iter();
            let mut place = hash(tag.map(literal_hash)) as usize & (size - 1);
            while table[place].is_some() {
                place = (place + 1) & (size - 1);
            }
            table[place] = Some(index);
        }
        Self { entries, tags: Tags::new(entries, &all), all, table, patterns }
    }

    /// Whether a raw text is the whole tag of an event.
    fn is_tag(&self, raw: &str) -> bool {
        !self.literal(&[Some(raw)]).is_empty() || !self.pattern(&[Some(raw)]).is_empty()
    }

    /// The events with this tag, given as raw texts, whose own tag is constant.
    pub(crate) fn literal(&self, tag: &[Option<&str>]) -> Found {
        let mut found = Found::default();
        let mask = self.table.len() - 1;
        let mut place = hash(tag.iter().map(|part| scalar_hash(&tag_value(*part)))) as usize & mask;
        // At least half of the table is empty, so this ends.
        while let Some(index) = self.table.get(place).copied().flatten() {
            if self.matches(index, tag) {
                found.push(index);
            }
            place = (place + 1) & mask;
            if found.len > self.table.len() {
                break;
            }
        }
        found
    }

    /// The events with this tag whose own tag has a free part.
    pub(crate) fn pattern(&self, tag: &[Option<&str>]) -> Found {
        let matching = self.patterns.iter().copied().filter(|index| self.matches(*index, tag));
        matching.fold(Found::default(), |mut found, index| {
            found.push(index);
            found
        })
    }

    /// Whether an event has this tag.
    fn matches(&self, index: usize, tag: &[Option<&str>]) -> bool {
        let parts = self.entries[index].tag;
        parts.len() == tag.len()
            && parts.iter().zip(tag).all(|(part, raw)| match part {
                TagPart::Literal(literal) => tag_value(*raw).is(*literal),
                pattern => free_part(pattern, &tag_value(*raw)).is_some(),
            })
    }

    /// The free part of an event's tag, if it has one.
    pub(crate) fn param(&self, index: usize, tag: &[Option<&str>]) -> Option<String> {
        if self.patterns.is_empty() {
            return None;
        }
        let parts = self.entries.get(index)?.tag;
        let mut free = parts
            .iter()
            .zip(tag)
            .filter_map(|(part, raw)| free_part(part, &tag_value(*raw)).map(str::to_owned));
        free.next()
    }
}

/// Events that have the same tag: mostly one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    first: usize,
    more: Vec<usize>,
    len: usize,
}

impl Found {
    /// This event.
    pub(crate) fn one(index: usize) -> Self {
        Self { first: index, more: Vec::new(), len: 1 }
    }

    /// These events.
    pub(crate) fn from_slice(indexes: &[usize]) -> Self {
        let mut found = Self::default();
        for index in indexes {
            found.push(*index);
        }
        found
    }

    fn push(&mut self, index: usize) {
        if self.len == 0 {
            self.first = index;
        } else {
            self.more.push(index);
        }
        self.len += 1;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        (self.len > 0).then_some(self.first).into_iter().chain(self.more.iter().copied())
    }
}

/// The free part of a text for a pattern.
fn free_part<'t>(part: &TagPart, value: &'t Scalar<'_>) -> Option<&'t str> {
    match (part, value) {
        (TagPart::Pattern { prefix, suffix }, Scalar::Text(text)) => {
            let free = text.strip_prefix(prefix)?.strip_suffix(suffix)?;
            (!free.is_empty()).then_some(free)
        }
        _ => None,
    }
}

/// Mixes the hashes of a tag's parts.
fn hash(parts: impl Iterator<Item = u64>) -> u64 {
    let mixed = parts.fold(0_u64, |mixed, part| {
        (mixed.rotate_left(5) ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    });
    mixed >> 32
}

/// A hash of every byte of a text, eight at a time: tags often differ in one character alone.
fn text_hash(text: &str) -> u64 {
    let mut chunks = text.as_bytes().chunks_exact(8);
    let mix =
        |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
    let mut hash = text.len() as u64;
    for chunk in chunks.by_ref() {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(word));
    }
    let rest = chunks.remainder().iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    mix(hash, rest)
}

fn scalar_hash(value: &Scalar<'_>) -> u64 {
    match value {
        Scalar::Null | Scalar::BigInt | Scalar::Other(_) => 0,
        Scalar::Bool(value) => 1 + u64::from(*value),
        Scalar::Int(value) => *value as u64,
        Scalar::Text(text) => text_hash(text),
    }
}

fn literal_hash(part: &TagPart) -> u64 {
    match part {
        TagPart::Literal(Literal::Bool(value)) => 1 + u64::from(*value),
        TagPart::Literal(Literal::Int(value)) => *value as u64,
        TagPart::Literal(Literal::Text(text)) => text_hash(text),
        TagPart::Literal(Literal::Null) | TagPart::Pattern { .. } => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_look_alike_are_spread() {
        const COUNT: usize = 4096;
        let size = COUNT * 2;
        for pattern in
            ["service.0000.created", "s0000", "a-rather-long-name-of-a-service/0000/happened"]
        {
            let mut table = vec![0_usize; size];
            for number in 0..COUNT {
                let text = pattern.replace("0000", &format!("{number:04}"));
                table[hash([text_hash(&text)].into_iter()) as usize & (size - 1)] += 1;
            }
            let fullest = table.iter().max().copied().unwrap_or_default();
            assert!(fullest <= 12, "{pattern}: {fullest} in one place");
        }
    }
}
