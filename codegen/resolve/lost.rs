//! What could not be read: names that refer to it are not reported again.

use crate::syntax::{Definition, Lost, Map};

/// Names by what they name.
#[derive(Default)]
pub(crate) struct Losses {
    pub peers: Lost,
    pub types: Lost,
    pub events: Lost,
    pub frames: Lost,
    pub channels: Lost,
    pub codes: Lost,
    pub classes: Lost,
    pub phases: Lost,
}

impl Losses {
    /// What this definition lost. Where a whole file or section is missing, it may be anything.
    pub(super) fn of(definition: &Definition, is_whole: bool) -> Self {
        let wire = definition.wire.as_ref();
        let errors = definition.errors.as_ref();
        let connection = definition.connection.as_ref();
        let mut lost = Self {
            peers: of(definition.peers.as_ref()),
            types: of(definition.types.as_ref()),
            events: of(definition.events.as_ref()),
            frames: of(wire.and_then(|wire| wire.frames.as_ref())),
            channels: of(definition.channels.as_ref()),
            codes: of(errors.and_then(|errors| errors.codes.as_ref())),
            classes: of(errors.and_then(|errors| errors.classes.as_ref())),
            phases: of(connection.and_then(|connection| connection.phases.as_ref())),
        };
        lost.events.add(&of(wire.and_then(|wire| wire.binary.as_ref())));
        for (_, channel) in definition.channels.iter().flat_map(|map| &map.entries) {
            lost.events.add(&of(channel.events.as_ref()));
        }
        // The events of a channel are lost with it, and the type of error codes with the codes.
        lost.events.any |= !lost.channels.is_empty();
        if !lost.codes.is_empty() {
            lost.types.names.insert("ErrorCode".to_owned());
        }
        if !is_whole {
            for each in [
                &mut lost.peers,
                &mut lost.types,
                &mut lost.events,
                &mut lost.frames,
                &mut lost.channels,
                &mut lost.codes,
                &mut lost.classes,
                &mut lost.phases,
            ] {
                each.any = true;
            }
        }
        lost
    }
}

fn of<T>(map: Option<&Map<T>>) -> Lost {
    map.map(|map| map.lost.clone()).unwrap_or_default()
}
