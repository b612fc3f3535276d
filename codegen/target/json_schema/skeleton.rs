//! The keys, the constants and the tag of a template as a schema: what a pattern excludes where a
//! literal tag wins over it, and what holds the parts of a tag together.

use super::{
    define::positions,
    document::{Schema, schema, set},
    frame::tag_part,
    pattern,
};
use crate::model::{Event, Frame, Item, Key, Literal, Member, Shape, Slot, TagPart};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The skeleton of a frame with the tag of one of these events; of a frame without tag, the skeleton
/// alone; of a compressed frame, with any tag.
pub(super) fn skeleton(frame: &Frame, events: &[&Event]) -> Value {
    let any = || json!({ "type": ["string", "integer", "boolean", "null"] });
    let tags: Vec<Vec<Value>> = match frame.tag.len() {
        0 => vec![Vec::new()],
        _ if events.is_empty() => vec![frame.tag.iter().map(|_| any()).collect()],
        1 => vec![vec![any_of(events.iter().filter_map(|event| event.tag.first()))]],
        _ => events
            .iter()
            .map(|event| event.tag.iter().map(|part| Value::Object(tag_part(part))).collect())
            .collect(),
    };
    let null =
        |part: usize, event: &&Event| event.tag.get(part) == Some(&TagPart::Literal(Literal::Null));
    let absent: Vec<bool> =
        (0..frame.tag.len()).map(|part| events.iter().any(|event| null(part, event))).collect();
    let mut seen = BTreeSet::new();
    let mut arms: Vec<Value> = Vec::new();
    for tag in tags {
        let skeleton = Skeleton { tag: &tag, absent: &absent, events };
        let arm = Value::Object(shape(&frame.shape, &skeleton));
        if seen.insert(arm.to_string()) {
            arms.push(arm);
        }
    }
    match arms.len() {
        1 => arms.remove(0),
        _ => json!({ "anyOf": arms }),
    }
}

struct Skeleton<'a> {
    /// A schema for each part of the tag.
    tag: &'a [Value],
    /// For each part of the tag, whether an event has `null` there.
    absent: &'a [bool],
    events: &'a [&'a Event],
}

/// One of these parts of tags.
fn any_of<'p>(parts: impl Iterator<Item = &'p TagPart>) -> Value {
    let mut literals = Vec::new();
    let mut arms = Vec::new();
    for part in parts {
        match part {
            TagPart::Literal(literal) => literals.push(literal.to_json()),
            TagPart::Pattern { .. } => {
                arms.push(json!({ "type": "string", "pattern": pattern::tag(part) }));
            }
        }
    }
    match literals.len() {
        0 => {}
        1 => arms.insert(0, json!({ "const": literals[0] })),
        _ => arms.insert(0, json!({ "enum": literals })),
    }
    match arms.len() {
        1 => arms.remove(0),
        _ => json!({ "anyOf": arms }),
    }
}

fn shape(of: &Shape, skeleton: &Skeleton<'_>) -> Schema {
    match of {
        Shape::Object(members) => object(members, skeleton),
        Shape::Array(items) => array(items, skeleton),
    }
}

fn object(members: &[Member], skeleton: &Skeleton<'_>) -> Schema {
    let mut own = schema(json!({ "type": "object" }));
    let mut properties = Schema::new();
    let mut required: Vec<Value> = Vec::new();
    for member in members {
        match &member.key {
            Key::Text(key) => {
                set(&mut properties, key, slot(&member.slot, skeleton));
                let may_lack = member.optional
                    && match &member.slot {
                        Slot::Tag(part) => skeleton.absent.get(*part) == Some(&true),
                        _ => true,
                    };
                if !may_lack {
                    required.push(key.as_str().into());
                }
            }
            Key::Tag(part) => {
                let keys = skeleton.events.iter().filter_map(|event| event.tag.get(*part));
                let keys = keys.map(|tag| match tag {
                    TagPart::Literal(Literal::Text(text)) => json!({ "required": [text] }),
                    TagPart::Literal(other) => json!({ "required": [other.to_json().to_string()] }),
                    tag => json!({ "not": { "propertyNames": { "not": { "pattern": pattern::tag(tag) } } } }),
                });
                set(&mut own, "anyOf", keys.collect::<Vec<_>>());
            }
            Key::Spread => {}
        }
    }
    set(&mut own, "properties", properties);
    set(&mut own, "required", required);
    own
}

fn array(items: &[Item], skeleton: &Skeleton<'_>) -> Schema {
    let mut all = Vec::new();
    let mut least = 0;
    let mut spread = None;
    for item in items {
        if item.spread {
            spread = Some(Value::Bool(true));
            continue;
        }
        all.push(Value::Object(slot(&item.slot, skeleton)));
        if !item.optional {
            least = all.len();
        }
    }
    positions(all, least, spread)
}

fn slot(of: &Slot, skeleton: &Skeleton<'_>) -> Schema {
    match of {
        Slot::Const(literal) => schema(json!({ "const": literal.to_json() })),
        Slot::Tag(part) => skeleton.tag.get(*part).cloned().map(schema).unwrap_or_default(),
        Slot::Frames => schema(json!({ "type": "array" })),
        Slot::Compressed => schema(json!({ "type": "string" })),
        Slot::Nested(inner) => shape(inner, skeleton),
        Slot::Payload | Slot::Head(_) | Slot::Count | Slot::Size | Slot::CompressedSize => {
            Schema::new()
        }
    }
}
