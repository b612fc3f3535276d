//! Topics that two channels could both mean: A0502.

use crate::{
    diagnostic::Diagnostic,
    judge::{Base, Judge, stop},
    model::{Channel, Protocol, TopicPart, Type, TypeKind},
    resolve::Places,
};
use std::collections::BTreeSet;

/// Reports pairs of channels whose topics overlap.
pub(super) fn check(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    let automata: Vec<Automaton> =
        protocol.channels.iter().map(|channel| Automaton::of(protocol, channel)).collect();
    for (index, earlier) in pairs(&protocol.channels) {
        let Some(example) = common(&automata[index], &automata[earlier]) else { continue };
        let (one, other) = (&protocol.channels[index].name, &protocol.channels[earlier].name);
        diagnostics.push(
            Diagnostic::error(
                "A0502",
                places.channels[index],
                format!("`{one}` and `{other}` have topics in common"),
            )
            .label(format!("`{example}` is a topic of both"))
            .related(places.channels[earlier], "the other channel")
            .help("begin the topics with different text, such as `room:` and `user:`, or narrow a parameter: `params: { kind: spot | future }`"),
        );
    }
}

/// Pairs of channels, the later one first, of which neither's constant beginning and end exclude the other's.
fn pairs(channels: &[Channel]) -> Vec<(usize, usize)> {
    let text = |part: Option<&TopicPart>| match part {
        Some(TopicPart::Text(text)) => text.clone(),
        Some(TopicPart::Param(_)) | None => String::new(),
    };
    let ends: Vec<(String, String)> = channels
        .iter()
        .map(|channel| (text(channel.topic.first()), text(channel.topic.last())))
        .collect();
    let mut sorted: Vec<usize> = (0..channels.len()).collect();
    sorted.sort_by(|one, other| ends[*one].0.cmp(&ends[*other].0));
    let mut pairs = Vec::new();
    for (place, one) in sorted.iter().enumerate() {
        let (start, end) = &ends[*one];
        // What begins with this beginning stands right behind it.
        let following = sorted.iter().skip(place + 1);
        for other in following.take_while(|other| ends[**other].0.starts_with(start.as_str())) {
            let other_end = &ends[*other].1;
            if end.ends_with(other_end.as_str()) || other_end.ends_with(end.as_str()) {
                pairs.push((*one.max(other), *one.min(other)));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The characters that may follow.
#[derive(Debug, Clone, Copy)]
enum Letters {
    /// This one.
    One(char),
    /// Any but the one that ends the parameter.
    Not(Option<char>),
    /// One of these, and not the one that ends the parameter.
    Of(&'static str, Option<char>),
}

/// How the texts of all topics of a channel are spelt: for each state the letters that lead to others.
struct Automaton {
    edges: Vec<Vec<(Letters, usize)>>,
    /// The state in which a topic is complete.
    end: usize,
}

impl Automaton {
    fn of(protocol: &Protocol, channel: &Channel) -> Self {
        let mut automaton = Self { edges: vec![Vec::new()], end: 0 };
        for (index, part) in channel.topic.iter().enumerate() {
            match part {
                TopicPart::Text(text) => automaton.word(text),
                TopicPart::Param(param) => {
                    let ty = channel.params.get(*param).map_or(&Type::String, |field| &field.ty);
                    automaton.param(protocol, ty, stop(channel, index));
                }
            }
        }
        automaton
    }

    fn state(&mut self) -> usize {
        self.edges.push(Vec::new());
        self.edges.len() - 1
    }

    fn word(&mut self, word: &str) {
        for letter in word.chars() {
            let next = self.state();
            self.edges[self.end].push((Letters::One(letter), next));
            self.end = next;
        }
    }

    fn param(&mut self, protocol: &Protocol, ty: &Type, stop: Option<char>) {
        let words = match (Judge { protocol }).base(ty) {
            Base::Kind(TypeKind::Enum(set)) if !set.open => {
                Some(set.values.iter().map(|each| each.value.clone()).collect())
            }
            Base::Kind(TypeKind::IntEnum(set)) if !set.open => {
                Some(set.values.iter().map(|each| each.value.to_string()).collect())
            }
            _ => None,
        };
        if let Some(words) = words {
            self.words(words, stop);
            return;
        }
        let letters = match (Judge { protocol }).base(ty) {
            Base::Type(Type::Int(kind) | Type::BigInt(kind)) if kind.min() == 0 => {
                Letters::Of("1234567890", stop)
            }
            Base::Type(Type::Int(_) | Type::BigInt(_)) | Base::Kind(TypeKind::IntEnum(_)) => {
                Letters::Of("1234567890-", stop)
            }
            Base::Type(Type::Uuid) => Letters::Of("1234567890abcdefABCDEF-", stop),
            _ => Letters::Not(stop),
        };
        let next = self.state();
        self.edges[self.end].push((letters, next));
        self.edges[next].push((letters, next));
        self.end = next;
    }

    /// One of several words, none of which holds the character that ends the parameter.
    fn words(&mut self, words: Vec<String>, stop: Option<char>) {
        let (start, end) = (self.end, self.state());
        for word in words {
            let mut letters: Vec<char> = word.chars().collect();
            let Some(last) = letters.pop() else { continue };
            if stop.is_some_and(|stop| word.contains(stop)) {
                continue;
            }
            self.end = start;
            self.word(&letters.into_iter().collect::<String>());
            self.edges[self.end].push((Letters::One(last), end));
        }
        self.end = end;
    }
}

/// A text that is a topic of both, if there is one: a walk over pairs of states.
fn common(a: &Automaton, b: &Automaton) -> Option<String> {
    let mut open = vec![((0, 0), String::new())];
    let mut seen = BTreeSet::from([(0, 0)]);
    while let Some(((x, y), text)) = open.pop() {
        if x == a.end && y == b.end {
            return Some(text);
        }
        for (first, x) in &a.edges[x] {
            for (second, y) in &b.edges[y] {
                let Some(letter) = letter(*first, *second) else { continue };
                if seen.insert((*x, *y)) {
                    let mut longer = text.clone();
                    longer.push(letter);
                    open.push(((*x, *y), longer));
                }
            }
        }
    }
    None
}

/// A character that both take.
fn letter(a: Letters, b: Letters) -> Option<char> {
    let candidates = match (a, b) {
        (Letters::One(letter), _) | (_, Letters::One(letter)) => letter.to_string(),
        (Letters::Of(letters, _), _) | (_, Letters::Of(letters, _)) => letters.to_owned(),
        (Letters::Not(_), Letters::Not(_)) => "xyz".to_owned(),
    };
    candidates.chars().find(|letter| takes(a, *letter) && takes(b, *letter))
}

fn takes(letters: Letters, letter: char) -> bool {
    match letters {
        Letters::One(one) => one == letter,
        Letters::Not(stop) => stop != Some(letter),
        Letters::Of(letters, stop) => letters.contains(letter) && stop != Some(letter),
    }
}
