//! What a template must fulfil: it names each field once, and the payload and the tag sensibly.

use super::{
    Field, is_option,
    template::{Key, Shape, Slot},
};
use crate::errors::{Errors, known_names};
use proc_macro2::{Group, Span};
use syn::Ident;

/// An envelope value in the order of the template.
pub(super) struct HeadValue {
    /// The field.
    pub(super) ident: Ident,
    /// The keys and positions that lead to it.
    pub(super) path: String,
    /// Whether it may be absent.
    pub(super) optional: bool,
}

/// What was met on the way through a template.
struct Walk<'a> {
    fields: &'a [Field],
    heads: Vec<HeadValue>,
    tags: Vec<u8>,
    specials: Vec<&'static str>,
    errors: &'a mut Errors,
}

/// Checks a template against the fields, and lists the envelope values in its order.
pub(super) fn check(
    template: &Shape,
    fields: &[Field],
    group: &Group,
    errors: &mut Errors,
) -> Vec<HeadValue> {
    let mut walk =
        Walk { fields, heads: Vec::new(), tags: Vec::new(), specials: Vec::new(), errors };
    walk.shape(template, "", false);
    let Walk { heads, mut tags, specials, .. } = walk;
    for field in fields.iter().filter(|field| heads.iter().all(|head| head.ident != field.ident)) {
        errors.at(
            &field.ident,
            format!("the template does not name this field; add it: `\"{0}\": {0}`", field.ident),
        );
    }
    tags.sort_unstable();
    tags.dedup();
    if tags.iter().enumerate().any(|(index, tag)| index != usize::from(*tag)) {
        errors.span(
            group.span(),
            "the parts of a tag are numbered without gaps: `$event.0`, `$event.1`",
        );
    }
    let counts = |name: &str| specials.iter().filter(|special| **special == name).count();
    if counts("Payload") > 1 {
        errors.span(group.span(), "a frame has one payload; remove one `$payload`");
    }
    if counts("Payload") > 0 && (counts("Frames") > 0 || counts("Compressed") > 0) {
        errors.span(
            group.span(),
            "a frame carries a payload, or other frames, or a compressed one; remove one",
        );
    }
    heads
}

impl Walk<'_> {
    fn shape(&mut self, shape: &Shape, path: &str, optional: bool) {
        match shape {
            Shape::Object(members) => self.object(members, path, optional),
            Shape::Array(items) => self.array(items, path, optional),
        }
    }

    fn object(&mut self, members: &[super::template::Member], path: &str, optional: bool) {
        let mut keys: Vec<&str> = Vec::new();
        let mut open = 0;
        for member in members {
            let here = match &member.key {
                Key::Text(key) => {
                    if keys.contains(&key.as_str()) {
                        self.errors
                            .span(member.span, format!("the key \"{key}\" stands here twice"));
                    }
                    keys.push(key);
                    if path.is_empty() { key.clone() } else { format!("{path}.{key}") }
                }
                Key::Tag(tag) => {
                    open += 1;
                    self.tags.push(*tag);
                    path.to_owned()
                }
                Key::Spread => {
                    open += 1;
                    if !matches!(member.slot, Slot::Special("Payload")) {
                        self.errors
                            .span(member.span, "only the payload is spread: `...: $payload`");
                    }
                    path.to_owned()
                }
            };
            if member.optional && !matches!(member.key, Key::Text(_)) {
                self.errors.span(member.span, "only a key in quotes may be absent; remove the `?`");
            }
            if open > 1 {
                self.errors.span(
                    member.span,
                    "an object has one key that is not fixed: `$event` or `...`; remove one",
                );
                open = 1;
            }
            self.slot(&member.slot, &here, optional || member.optional);
        }
    }

    fn array(&mut self, items: &[super::template::Item], path: &str, optional: bool) {
        let mut absent: Option<Span> = None;
        for (index, item) in items.iter().enumerate() {
            if item.spread && !matches!(item.slot, Slot::Special("Payload")) {
                self.errors.span(item.span, "only the payload is spread: `...$payload`");
            }
            if item.spread && index + 1 < items.len() {
                self.errors.span(
                    item.span,
                    "the spread payload takes all that follows; move it to the end",
                );
            }
            if absent.is_some() && !item.optional && !item.spread {
                self.errors.span(
                    item.span,
                    "what follows a position that may be missing may be missing too: add `?`",
                );
            }
            if item.optional {
                absent = Some(item.span);
            }
            self.slot(&item.slot, &format!("{path}[{index}]"), optional || item.optional);
        }
    }

    fn slot(&mut self, slot: &Slot, path: &str, optional: bool) {
        match slot {
            Slot::Constant(_) => {}
            Slot::Tag(tag) => self.tags.push(*tag),
            Slot::Special(special) => self.specials.push(special),
            Slot::Nested(shape) => self.shape(shape, path, optional),
            Slot::Head(ident) => self.head(ident, path, optional),
        }
    }

    fn head(&mut self, ident: &Ident, path: &str, optional: bool) {
        let Some(field) = self.fields.iter().find(|field| field.ident == *ident) else {
            let names: Vec<String> =
                self.fields.iter().map(|field| field.ident.to_string()).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let hint = known_names(&ident.to_string(), &names);
            self.errors.at(ident, format!("the struct has no field `{ident}`; {hint}"));
            return;
        };
        if self.heads.iter().any(|head| head.ident == *ident) {
            self.errors.at(ident, format!("the template names `{ident}` twice"));
            return;
        }
        if optional && !is_option(&field.ty) {
            self.errors.at(
                &field.ty,
                "the template says that this may be absent: its type must be `Option<…>`",
            );
        }
        self.heads.push(HeadValue { ident: field.ident.clone(), path: path.to_owned(), optional });
    }
}
