//! Topics that two channels could both mean: A0502.

use crate::{
    diagnostic::Diagnostic,
    model::{Channel, Protocol, TopicPart},
    resolve::Places,
};
use std::collections::BTreeSet;

/// Reports pairs of channels whose topics overlap.
pub(super) fn check(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    let all: Vec<Vec<Piece>> = protocol.channels.iter().map(pieces).collect();
    for (index, earlier) in pairs(&protocol.channels) {
        let Some(example) = common(&all[index], &all[earlier]) else { continue };
        let (one, other) = (&protocol.channels[index].name, &protocol.channels[earlier].name);
        diagnostics.push(
            Diagnostic::error(
                "A0502",
                places.channels[index],
                format!("`{one}` and `{other}` have topics in common"),
            )
            .label(format!("`{example}` is a topic of both"))
            .related(places.channels[earlier], "the other channel")
            .help("begin the topics with different text, such as `room:` and `user:`"),
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

/// A topic as pieces that are compared one character at a time.
#[derive(Clone, Copy, PartialEq)]
enum Piece {
    Char(char),
    /// One or more characters, none of them this one.
    Param(Option<char>),
}

fn pieces(channel: &Channel) -> Vec<Piece> {
    let mut out = Vec::new();
    for (index, part) in channel.topic.iter().enumerate() {
        match part {
            TopicPart::Text(text) => out.extend(text.chars().map(Piece::Char)),
            TopicPart::Param(_) => {
                let stop = match channel.topic.get(index + 1) {
                    Some(TopicPart::Text(text)) => text.chars().next(),
                    _ => None,
                };
                out.push(Piece::Param(stop));
            }
        }
    }
    out
}

/// A text that is a topic of both, if there is one: a walk over pairs of positions.
fn common(a: &[Piece], b: &[Piece]) -> Option<String> {
    // A state is a position in each, and whether the parameter there has a character already.
    let mut open = vec![((0, false), (0, false), String::new())];
    let mut seen = BTreeSet::new();
    while let Some((x, y, text)) = open.pop() {
        if !seen.insert((x, y)) {
            continue;
        }
        for x in skips(a, x) {
            for y in skips(b, y) {
                if x.0 == a.len() && y.0 == b.len() {
                    return Some(text);
                }
                let (Some(first), Some(second)) = (a.get(x.0), b.get(y.0)) else { continue };
                let Some(letter) = letter(*first, *second) else { continue };
                let mut longer = text.clone();
                longer.push(letter);
                open.push((after(*first, x.0), after(*second, y.0), longer));
            }
        }
    }
    None
}

/// A parameter that has a character may be left.
fn skips(pieces: &[Piece], at: (usize, bool)) -> Vec<(usize, bool)> {
    match pieces.get(at.0) {
        Some(Piece::Param(_)) if at.1 => vec![at, (at.0 + 1, false)],
        _ => vec![at],
    }
}

fn after(piece: Piece, at: usize) -> (usize, bool) {
    match piece {
        Piece::Char(_) => (at + 1, false),
        Piece::Param(_) => (at, true),
    }
}

/// A character that both take.
fn letter(a: Piece, b: Piece) -> Option<char> {
    match (a, b) {
        (Piece::Char(a), Piece::Char(b)) => (a == b).then_some(a),
        (Piece::Char(letter), Piece::Param(stop)) | (Piece::Param(stop), Piece::Char(letter)) => {
            (stop != Some(letter)).then_some(letter)
        }
        (Piece::Param(a), Piece::Param(b)) => {
            ['x', 'y', 'z'].into_iter().find(|each| Some(*each) != a && Some(*each) != b)
        }
    }
}
