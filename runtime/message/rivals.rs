//! Frames that count first, and could be meant where a message has keys that its own frame does not name.

use crate::frame::{Key, Shape, Slot, Template};

/// For each earlier frame, the keys that it demands and this one does not have, as JSON text.
#[derive(Debug, Default)]
pub(crate) struct Rivals(Vec<Vec<String>>);

impl Rivals {
    /// The rivals of a frame whose payload is spread, so that a message may have any key.
    pub(crate) fn of(frame: &Template, earlier: impl Iterator<Item = &'static Template>) -> Self {
        let mut own = Vec::new();
        if !keys(&frame.shape, &mut |key, _| own.push(key)) {
            return Self::default();
        }
        let demands = earlier.filter_map(|rival| {
            let alike = matches!(
                (&frame.shape, &rival.shape),
                (Shape::Object(_), Shape::Object(_)) | (Shape::Array(_), Shape::Array(_))
            );
            let mut demanded = Vec::new();
            keys(&rival.shape, &mut |key, optional| {
                if !optional && !own.contains(&key) {
                    demanded.push(format!("\"{key}\""));
                }
            });
            // A rival without keys of its own is told apart when the definition is checked.
            (alike && !demanded.is_empty()).then_some(demanded)
        });
        Self(demands.collect())
    }

    /// Whether one of them may be meant. It is the exception, and looking again is never wrong.
    pub(crate) fn may_be(&self, text: &str) -> bool {
        // A key can be written with escapes.
        self.0.iter().any(|demanded| {
            demanded.iter().all(|key| text.contains(key.as_str())) || text.contains('\\')
        })
    }
}

/// Names each key of a template and whether it may be absent. Tells whether a payload is spread among them.
fn keys(shape: &Shape, then: &mut dyn FnMut(&'static str, bool)) -> bool {
    match shape {
        Shape::Object(members) => members.iter().fold(false, |spread, member| {
            if let Key::Text(key) = member.key {
                then(key, member.optional);
            }
            let below = match &member.slot {
                Slot::Nested(shape) => {
                    keys(shape, &mut |key, optional| then(key, optional || member.optional))
                }
                _ => false,
            };
            spread || below || matches!(member.key, Key::Spread)
        }),
        Shape::Array(items) => items.iter().fold(false, |spread, item| {
            let below = match &item.slot {
                Slot::Nested(shape) => {
                    keys(shape, &mut |key, optional| then(key, optional || item.optional))
                }
                _ => false,
            };
            spread || below
        }),
    }
}
