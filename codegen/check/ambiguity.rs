//! Messages that a reader cannot tell apart: A0405 clashing tags, A0304 ambiguous frames.

use crate::{diagnostic::Diagnostic, judge, model::Protocol, resolve::Places};
use std::collections::BTreeSet;

/// Reports, for each sender, what its readers cannot tell apart.
pub(super) fn check(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for sender in protocol.parties() {
        for clash in judge::clashes(protocol, sender) {
            // The same pair may clash for several senders; it is one mistake.
            if seen.insert((clash.first, clash.second, clash.taken_for, clash.event)) {
                diagnostics.push(report(protocol, places, &clash));
            }
        }
    }
}

fn report(protocol: &Protocol, places: &Places, clash: &judge::Clash) -> Diagnostic {
    match (clash.event, clash.taken_for) {
        (Some(event), Some(other)) if clash.first == clash.second => {
            let message = format!(
                "`{}` and `{}` look the same on the wire",
                protocol.event(event).name,
                protocol.event(other).name
            );
            Diagnostic::error("A0405", places.events[event.0].tag, message)
                .label(clash.reason.clone())
                .related(places.events[other.0].tag, "the other event")
                .help("give one of them another `tag`, another channel or another phase")
        }
        _ => {
            let (first, second) =
                (&protocol.wire.frames[clash.first.0], &protocol.wire.frames[clash.second.0]);
            let message =
                format!("a `{}` frame can be taken for a `{}` frame", second.name, first.name);
            Diagnostic::error("A0304", places.frames[clash.second.0].name, message)
                .label(clash.reason.clone())
                .related(places.frames[clash.first.0].name, "this frame is tried first")
                .help(match clash.swap {
                    true => format!("list `{}` before `{}`", second.name, first.name),
                    false => "give one of them a constant or a key that the other lacks, or a payload that the other's can never be: no order of the two helps".to_owned(),
                })
        }
    }
}
