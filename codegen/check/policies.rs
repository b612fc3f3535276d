//! Policies that need something that is not there: A0701 a batch without a batch frame.

use crate::{
    diagnostic::Diagnostic,
    model::{Carrier, FrameRole, Packing, Party, Protocol},
    resolve::Places,
};

/// Reports delivery that the wire cannot carry out.
pub(super) fn check(protocol: &Protocol, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    let has_frame = |role| protocol.wire.frames.iter().any(|frame| frame.role == role);
    for (index, event) in protocol.events.iter().enumerate() {
        let packed = event.from.iter().all(|party| match party {
            Party::Server => protocol.wire.server_packing != Packing::One,
            Party::Peer(_) => protocol.wire.peer_packing != Packing::One,
        });
        let is_text = matches!(event.carrier, Carrier::Frame(_));
        if event.delivery.batch.is_some() && !(is_text && (packed || has_frame(FrameRole::Batch))) {
            diagnostics.push(
                Diagnostic::error(
                    "A0701",
                    places.events[index].name,
                    format!("`{}` cannot be sent in batches", event.name),
                )
                .help("add a frame with `$frames`, or `wire.packing`, or remove `batch`"),
            );
        }
        if event.delivery.compress.is_some() && !(is_text && has_frame(FrameRole::Compressed)) {
            diagnostics.push(
                Diagnostic::error(
                    "A0701",
                    places.events[index].name,
                    format!("`{}` cannot be sent compressed", event.name),
                )
                .help("add a frame with `$compressed`, or remove `compress`"),
            );
        }
    }
    for (role, code) in &protocol.connection.bind {
        let _ = code;
        let has = protocol
            .wire
            .frames
            .iter()
            .any(|frame| frame.head.iter().any(|head| head.role == Some(*role)));
        if !has && let Some(frame) = places.frames.first() {
            diagnostics.push(
                Diagnostic::error(
                    "A0701",
                    frame.name,
                    format!("`connection.bind` names `${}`, but no frame has it", role.name()),
                )
                .help("add the placeholder to a frame, or remove it from `bind`"),
            );
        }
    }
}
