//! Objects as lists of members, so that a payload can stand beside the keys of an envelope.

use super::{
    document::{Document, Schema, document, schema, set},
    types::but_not,
};
use crate::{
    judge::{Base, key_of, kinds},
    model::{Presence, Record, Type, TypeKind, Union, UnionBy, UnknownFields, Variant},
};
use serde_json::{Value, json};

/// One shape of an object.
#[derive(Debug, Clone, Default)]
pub(super) struct Members {
    /// Title and description, if it is a variant.
    pub(super) about: Schema,
    /// Known keys in order.
    pub(super) properties: Schema,
    /// Keys that must be there.
    pub(super) required: Vec<Value>,
    /// The schema of all other keys.
    pub(super) rest: Option<Schema>,
    /// Whether other keys are refused.
    pub(super) closed: bool,
    /// Further keywords.
    pub(super) more: Schema,
}

impl Members {
    /// The object as a schema.
    pub(super) fn schema(self) -> Schema {
        let mut own = self.about;
        own.insert("type".to_owned(), "object".into());
        set(&mut own, "properties", self.properties);
        set(&mut own, "required", self.required);
        own.extend(self.more);
        if let Some(rest) = self.rest {
            set(&mut own, "additionalProperties", rest);
        } else if self.closed {
            own.insert("unevaluatedProperties".to_owned(), false.into());
        }
        own
    }

    /// Puts a key before all others.
    pub(super) fn first(&mut self, key: &str, own: impl Into<Value>) {
        let others = std::mem::take(&mut self.properties);
        self.properties.insert(key.to_owned(), own.into());
        self.properties.extend(others);
        self.required.insert(0, key.into());
    }
}

impl Document<'_> {
    /// The members of a record.
    pub(super) fn record(&mut self, record: &Record) -> Members {
        let Record { fields, rest, unknown } = record;
        let mut members =
            Members { closed: *unknown == UnknownFields::Reject, ..Members::default() };
        for field in fields {
            let own = self.field(field);
            members.properties.insert(field.name.clone(), Value::Object(own));
            if field.presence == Presence::Required {
                members.required.push(field.name.as_str().into());
            }
        }
        members.rest = rest.as_ref().map(|rest| self.ty(rest));
        members
    }

    /// Every shape that a value of this type has as an object. Values that are no objects are not
    /// among them.
    pub(super) fn shapes(&mut self, ty: &Type) -> Vec<Members> {
        match self.judge.base(ty) {
            Base::Type(Type::Map(item)) => {
                vec![Members { rest: Some(self.ty(item)), ..Members::default() }]
            }
            Base::Type(Type::Json) => vec![Members::default()],
            Base::Type(_) => Vec::new(),
            Base::Kind(kind) => match kind {
                TypeKind::Record(record) => {
                    let record = record.clone();
                    vec![self.record(&record)]
                }
                TypeKind::Union(union) => {
                    let union = union.clone();
                    self.union_shapes(&union)
                }
                TypeKind::Schema(_) => {
                    let own = self.ty(ty);
                    vec![Members { more: schema(json!({ "allOf": [own] })), ..Members::default() }]
                }
                TypeKind::Tuple(_)
                | TypeKind::Enum(_)
                | TypeKind::IntEnum(_)
                | TypeKind::Flags(_)
                | TypeKind::Alias(_) => Vec::new(),
            },
        }
    }

    /// Every shape of a union.
    pub(super) fn union_shapes(&mut self, union: &Union) -> Vec<Members> {
        let closed = self.protocol.wire.unknown_field == UnknownFields::Reject;
        let tags: Vec<Value> = union.variants.iter().map(|variant| variant.tag.to_json()).collect();
        let other_tag = || json!({ "not": { "enum": tags } });
        let mut shapes = Vec::new();
        match &union.by {
            UnionBy::Tag(tag) => {
                for variant in &union.variants {
                    for mut members in self.shapes(&variant.ty) {
                        members.first(tag, json!({ "const": variant.tag.to_json() }));
                        members.about = about(variant);
                        shapes.push(members);
                    }
                }
                if union.open {
                    let mut members = Members { about: other(), ..Members::default() };
                    members.first(tag, other_tag());
                    shapes.push(members);
                }
            }
            UnionBy::Adjacent { tag, content } => {
                for variant in &union.variants {
                    let mut members =
                        Members { about: about(variant), closed, ..Members::default() };
                    let own = self.ty(&variant.ty);
                    members.first(content, own);
                    members.first(tag, json!({ "const": variant.tag.to_json() }));
                    shapes.push(members);
                }
                if union.open {
                    let mut members = Members { about: other(), closed, ..Members::default() };
                    members.first(content, json!({}));
                    members.first(tag, other_tag());
                    shapes.push(members);
                }
            }
            UnionBy::Key => {
                for variant in &union.variants {
                    let mut members =
                        Members { about: about(variant), closed, ..Members::default() };
                    let own = self.ty(&variant.ty);
                    members.first(&key_of(variant), own);
                    but_not(&mut members.more, required_others(union, Some(variant)));
                    shapes.push(members);
                }
            }
            UnionBy::Presence => {
                for variant in &union.variants {
                    for mut members in self.shapes(&variant.ty) {
                        let key = Value::from(key_of(variant));
                        if !members.required.contains(&key) {
                            members.required.push(key);
                        }
                        members.about = about(variant);
                        but_not(&mut members.more, required_others(union, Some(variant)));
                        shapes.push(members);
                    }
                }
            }
            UnionBy::Kind => {
                let object = union
                    .variants
                    .iter()
                    .find(|variant| kinds(self.judge, &variant.ty).contains(&"object"));
                match object {
                    Some(variant) => shapes = self.shapes(&variant.ty),
                    None if union.open => shapes.push(Members::default()),
                    None => {}
                }
            }
        }
        if union.open && matches!(union.by, UnionBy::Key | UnionBy::Presence) {
            let mut members = Members { about: other(), ..Members::default() };
            but_not(&mut members.more, required_others(union, None));
            shapes.push(members);
        }
        shapes
    }
}

/// Title and description of a variant.
pub(super) fn about(variant: &Variant) -> Schema {
    let mut own = schema(json!({ "title": variant.name }));
    document(&mut own, &variant.doc);
    own
}

/// Title and description of what is none of the variants.
pub(super) fn other() -> Schema {
    schema(
        json!({ "title": "other", "description": "Anything that the definition does not name." }),
    )
}

/// The keys of all other variants, each as a demand.
fn required_others(union: &Union, own: Option<&Variant>) -> Vec<Value> {
    let own = own.map(key_of);
    let others = union.variants.iter().map(key_of).filter(|key| Some(key) != own.as_ref());
    others.map(|key| json!({ "required": [key] })).collect()
}
