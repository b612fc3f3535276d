//! Declared types.

use super::{
    document::{Document, Schema, document, note, schema, set},
    embed::embed,
    members::{about, other},
    names::{Def, Format},
    types::integer,
};
use crate::{
    judge::{key_of, kinds},
    model::{
        Alias, Doc, Enum, EnumValue, Flags, IntEnum, IntKind, Presence, Tuple, Type, TypeDef,
        TypeId, TypeKind, Union, UnionBy, UnknownFields,
    },
};
use serde_json::{Value, json};

impl Document<'_> {
    /// A type with a name.
    pub(super) fn type_def(&mut self, def: &TypeDef, id: TypeId) -> Schema {
        let TypeDef { name, declared: _, doc, examples, kind } = def;
        let mut own = self.kind(kind, id);
        if !own.contains_key("title") {
            own.insert("title".to_owned(), name.as_str().into());
        }
        document(&mut own, doc);
        if !examples.is_empty() {
            set(&mut own, "examples", examples.clone());
        }
        own
    }

    fn kind(&mut self, kind: &TypeKind, id: TypeId) -> Schema {
        match kind {
            TypeKind::Record(record) => self.record(record).schema(),
            TypeKind::Tuple(tuple) => self.tuple(tuple, &[], 0),
            TypeKind::Enum(set) => enumeration(set),
            TypeKind::IntEnum(set) => int_enumeration(set),
            TypeKind::Flags(flags) => self.flags(flags),
            TypeKind::Union(union) => self.union(union),
            TypeKind::Alias(Alias { ty, constraints }) => self.constrained(ty, constraints),
            TypeKind::Schema(content) => {
                let name = self.name_of(Def::Type(id));
                embed(content, name)
            }
        }
    }

    /// An array by position, behind items that stand before it, of which so many must be there.
    pub(super) fn tuple(&mut self, tuple: &Tuple, before: &[Value], required: usize) -> Schema {
        let Tuple { items, rest } = tuple;
        let mut all = before.to_vec();
        let mut least = required;
        for item in items {
            let mut own = self.field(item);
            own.insert("title".to_owned(), item.name.as_str().into());
            all.push(Value::Object(own));
            if item.presence == Presence::Required {
                least = all.len();
            }
        }
        let rest = rest.as_ref().map(|rest| Value::Object(self.field(rest)));
        positions(all, least, rest)
    }

    fn flags(&mut self, flags: &Flags) -> Schema {
        let Flags { repr, text, bits } = flags;
        let mut own = if *text {
            self.refer(Def::Format(Format::integer(*repr)))
        } else {
            schema(integer(*repr))
        };
        if !bits.is_empty() {
            let rows = bits.iter().map(|bit| {
                format!(
                    "- {} (bit {}, value {}){}",
                    code(&bit.name),
                    bit.value,
                    1_u128 << bit.value,
                    tail(&bit.doc)
                )
            });
            let rows: Vec<_> = rows.collect();
            note(&mut own, &format!("A sum of:\n\n{}", rows.join("\n")));
        }
        own
    }

    fn union(&mut self, union: &Union) -> Schema {
        match &union.by {
            UnionBy::Tag(_) | UnionBy::Adjacent { .. } => {
                let arms = self.union_shapes(union).into_iter();
                let arms: Vec<Value> =
                    arms.map(|members| Value::Object(members.schema())).collect();
                one_of(arms)
            }
            UnionBy::Key => {
                let mut properties = Schema::new();
                for variant in &union.variants {
                    let mut own = self.ty(&variant.ty);
                    document(&mut own, &variant.doc);
                    properties.insert(key_of(variant), Value::Object(own));
                }
                let mut own = schema(json!({ "type": "object" }));
                set(&mut own, "properties", properties);
                own.extend(one_key(union));
                if self.protocol.wire.unknown_field == UnknownFields::Reject && !union.open {
                    own.insert("unevaluatedProperties".to_owned(), false.into());
                } else if self.protocol.wire.unknown_field == UnknownFields::Reject {
                    own = one_of(
                        self.union_shapes(union)
                            .into_iter()
                            .map(|members| Value::Object(members.schema()))
                            .collect(),
                    );
                }
                own
            }
            UnionBy::Presence => {
                let mut own = schema(json!({ "type": "object" }));
                own.extend(one_key(union));
                let mut then = Schema::new();
                for variant in &union.variants {
                    let arm = self.ty(&variant.ty);
                    then.insert(key_of(variant), Value::Object(arm));
                }
                set(&mut own, "dependentSchemas", then);
                own
            }
            UnionBy::Kind => self.union_by_kind(union),
        }
    }

    fn union_by_kind(&mut self, union: &Union) -> Schema {
        let judge = self.judge;
        let mut known: Vec<&'static str> = Vec::new();
        for variant in &union.variants {
            if judge.constant_of(&variant.ty).is_none() {
                known.extend(kinds(judge, &variant.ty));
            }
        }
        let integer_alone = union.variants.iter().any(|variant| {
            let kinds = kinds(judge, &variant.ty);
            judge.constant_of(&variant.ty).is_none()
                && kinds.contains(&"integer")
                && !kinds.contains(&"number")
        });
        let mut arms = Vec::new();
        for variant in &union.variants {
            let mut own = self.ty(&variant.ty);
            let also_whole = kinds(judge, &variant.ty).contains(&"number");
            if integer_alone && also_whole && !matches!(variant.ty, Type::Json) {
                // Integers are the other variant's.
                super::types::but_not(&mut own, vec![json!({ "type": "integer" })]);
            }
            let mut about = about(variant);
            about.remove("title");
            let said = about.remove("description");
            if let Some(said) = said.as_ref().and_then(Value::as_str) {
                note(&mut own, said);
            }
            own.extend(about);
            arms.push(Value::Object(own));
        }
        if union.open {
            known.sort_unstable();
            known.dedup();
            if known.contains(&"number") {
                known.retain(|kind| *kind != "integer");
            }
            let mut own = other();
            if !known.is_empty() {
                own.insert("not".to_owned(), json!({ "type": known }));
            }
            arms.push(Value::Object(own));
        }
        match arms.is_empty() {
            true => nothing(),
            false => schema(json!({ "anyOf": arms })),
        }
    }
}

/// An array by position.
pub(super) fn positions(items: Vec<Value>, least: usize, rest: Option<Value>) -> Schema {
    let mut own = schema(json!({ "type": "array" }));
    set(&mut own, "prefixItems", items);
    own.insert("items".to_owned(), rest.unwrap_or(Value::Bool(false)));
    if least > 0 {
        own.insert("minItems".to_owned(), least.into());
    }
    own
}

/// Exactly one of these.
fn one_of(arms: Vec<Value>) -> Schema {
    match arms.is_empty() {
        true => nothing(),
        false => schema(json!({ "oneOf": arms })),
    }
}

/// What no value is.
fn nothing() -> Schema {
    schema(json!({ "not": {} }))
}

/// Exactly one of the keys of a union, or none where it is open.
fn one_key(union: &Union) -> Schema {
    let required = |key: String| json!({ "required": [key] });
    let mut arms: Vec<Value> =
        union.variants.iter().map(|variant| required(key_of(variant))).collect();
    if union.open && !arms.is_empty() {
        let known = arms.clone();
        arms.push(json!({ "not": { "anyOf": known } }));
    }
    match (arms.is_empty(), union.open) {
        (true, true) => Schema::new(),
        (true, false) => nothing(),
        (false, _) => schema(json!({ "oneOf": arms })),
    }
}

fn enumeration(set: &Enum) -> Schema {
    let known = values(&set.values, |value| Value::from(value.as_str()), false);
    match set.open {
        false => typed("string", known),
        true => {
            let text = json!({ "type": "string", "description": "Any other text." });
            schema(json!({ "anyOf": [known, text] }))
        }
    }
}

fn int_enumeration(set: &IntEnum) -> Schema {
    let known = values(&set.values, |value| Value::from(*value), true);
    match set.open {
        false => typed("integer", known),
        true => {
            let mut any = schema(integer(IntKind::I64));
            note(&mut any, "Any other integer.");
            schema(json!({ "anyOf": [known, any] }))
        }
    }
}

fn typed(kind: &str, mut known: Schema) -> Schema {
    known.insert("type".to_owned(), kind.into());
    known
}

/// The values of a set, each with its meaning where one of them has one.
fn values<T>(values: &[EnumValue<T>], json: fn(&T) -> Value, named: bool) -> Schema {
    let all = || values.iter().map(|value| json(&value.value));
    if values.is_empty() {
        return nothing();
    }
    if !named && values.iter().all(|value| value.doc == Doc::default()) {
        return schema(json!({ "enum": all().collect::<Vec<_>>() }));
    }
    let arms = values.iter().map(|value| {
        let mut own = schema(json!({ "const": json(&value.value) }));
        if named {
            own.insert("title".to_owned(), value.name.as_str().into());
        }
        document(&mut own, &value.doc);
        Value::Object(own)
    });
    schema(json!({ "oneOf": arms.collect::<Vec<_>>() }))
}

fn code(name: &str) -> String {
    format!("`{name}`")
}

fn tail(doc: &Doc) -> String {
    doc.summary.as_ref().map(|summary| format!(": {summary}")).unwrap_or_default()
}
