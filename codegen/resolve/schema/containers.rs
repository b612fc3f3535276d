//! Objects and arrays of a schema.

use super::{
    Refusal,
    keywords::count,
    lower::{Line, Lowering, anything, apart},
    node::{Node, list, says, step},
    notes,
    scalars::lengths,
};
use crate::{
    model::{Constraints, Field, Presence, Record, Tuple, Type, TypeId, TypeKind, UnknownFields},
    names,
    resolve::FieldPlaces,
};
use serde_json::{Map, Value};

/// The names of positions that have no title.
const POSITIONS: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

impl Lowering<'_, '_> {
    /// `type: object`: a record where keys are named, a map where they are not.
    pub(super) fn object(
        &mut self,
        node: &Node,
        hint: &str,
        own: Option<TypeId>,
        at: &str,
        depth: usize,
    ) -> Result<Line, Refusal> {
        let named =
            node.get("properties").and_then(Value::as_object).is_some_and(|map| !map.is_empty())
                || !list(node, "required").is_empty();
        let closed = node.get("additionalProperties") == Some(&Value::Bool(false));
        let constraints = Constraints {
            min_length: node.get("minProperties").and_then(count).filter(|min| *min > 0),
            max_length: node.get("maxProperties").and_then(count),
            ..Constraints::default()
        };
        lengths(&constraints, at)?;
        if named || closed {
            if !constraints.is_empty() {
                // A record does not count its keys.
                let id = self.rest(node, hint, own, at)?;
                return Ok(Line::of(Type::Named(id)));
            }
            let id = own.unwrap_or_else(|| self.reserve(hint, Default::default()));
            let (record, places) = self.record(node, hint, at, depth)?;
            self.set(id, TypeKind::Record(record), places);
            return Ok(Line::of(Type::Named(id)));
        }
        let item = node.get("additionalProperties").cloned().unwrap_or_else(anything);
        let at = step(at, "additionalProperties");
        let item = self.inner(&item, &format!("{hint} item"), &at, depth)?;
        Ok(Line { ty: Type::Map(Box::new(item)), constraints })
    }

    /// The fields of an object.
    pub(super) fn record(
        &mut self,
        node: &Node,
        hint: &str,
        at: &str,
        depth: usize,
    ) -> Result<(Record, Vec<FieldPlaces>), Refusal> {
        let additional = node.get("additionalProperties").cloned();
        let mut properties: Map<String, Value> =
            node.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        let required = list(node, "required");
        for name in required.iter().filter_map(Value::as_str) {
            if !properties.contains_key(name) {
                let further = additional.clone().unwrap_or_else(anything);
                properties.insert(name.to_owned(), further);
            }
        }
        // A key that may not be there is no field; where other keys may be, nothing says so.
        let forbidden: Vec<String> = properties
            .iter()
            .filter(|(name, property)| {
                **property == Value::Bool(false) && !required.contains(&name.as_str().into())
            })
            .map(|(name, _)| name.clone())
            .collect();
        if additional == Some(Value::Bool(false)) {
            properties.retain(|name, _| !forbidden.contains(name));
        }
        let words: Vec<String> = properties.keys().cloned().collect();
        let words = apart(&words);
        let mut fields = Vec::new();
        let mut places = Vec::new();
        for ((name, property), word) in properties.iter().zip(words) {
            let at = step(&step(at, "properties"), name);
            let needed = required.contains(&name.as_str().into());
            let field = self.field(name, &word, property, needed, hint, &at, depth)?;
            places.push(self.field_places(field.examples.len()));
            fields.push(field);
        }
        let (rest, unknown) = match additional {
            None => {
                // The schema allows other keys, whatever the definition says of its own records.
                let unknown = match self.resolver.unknown_fields {
                    UnknownFields::Preserve => UnknownFields::Preserve,
                    UnknownFields::Ignore | UnknownFields::Reject => UnknownFields::Ignore,
                };
                (None, unknown)
            }
            Some(Value::Bool(false)) => (None, UnknownFields::Reject),
            Some(schema) => {
                let at = step(at, "additionalProperties");
                let rest = self.inner(&schema, &format!("{hint} rest"), &at, depth)?;
                (Some(rest), UnknownFields::Ignore)
            }
        };
        Ok((Record { fields, rest, unknown }, places))
    }

    #[allow(clippy::too_many_arguments, reason = "all that is known about a property")]
    fn field(
        &mut self,
        name: &str,
        word: &str,
        schema: &Value,
        required: bool,
        hint: &str,
        at: &str,
        depth: usize,
    ) -> Result<Field, Refusal> {
        let line = self.line(schema, &format!("{hint} {word}"), None, at, depth + 1)?;
        let empty = Node::new();
        let node = schema.as_object().unwrap_or(&empty);
        let presence = match (required, node.get("default")) {
            (true, _) => Presence::Required,
            // A constant that may be absent has nothing to fall back to.
            (false, Some(value)) if !matches!(line.ty, Type::Const(_)) => {
                Presence::Default(value.clone())
            }
            (false, _) => Presence::Optional,
        };
        Ok(Field {
            name: name.to_owned(),
            rename: (word != name).then(|| word.to_owned()),
            ty: line.ty,
            presence,
            constraints: line.constraints,
            sensitive: false,
            doc: notes::doc(node),
            examples: notes::examples(node),
        })
    }

    /// `type: array`: a tuple where positions are named, a list where they are not.
    pub(super) fn array(
        &mut self,
        node: &Node,
        hint: &str,
        own: Option<TypeId>,
        at: &str,
        depth: usize,
    ) -> Result<Line, Refusal> {
        if node.contains_key("prefixItems") {
            return self.tuple(node, hint, own, at, depth);
        }
        let constraints = Constraints {
            min_length: node.get("minItems").and_then(count).filter(|min| *min > 0),
            max_length: node.get("maxItems").and_then(count),
            unique: node.get("uniqueItems") == Some(&Value::Bool(true)),
            ..Constraints::default()
        };
        lengths(&constraints, at)?;
        let item = node.get("items").cloned().unwrap_or_else(anything);
        if item == Value::Bool(false) {
            let id = own.unwrap_or_else(|| self.reserve(hint, Default::default()));
            self.set(id, TypeKind::Tuple(Tuple { items: Vec::new(), rest: None }), Vec::new());
            return Ok(Line::of(Type::Named(id)));
        }
        let item = self.inner(&item, &format!("{hint} item"), &step(at, "items"), depth)?;
        Ok(Line { ty: Type::List(Box::new(item)), constraints })
    }

    fn tuple(
        &mut self,
        node: &Node,
        hint: &str,
        own: Option<TypeId>,
        at: &str,
        depth: usize,
    ) -> Result<Line, Refusal> {
        let prefix = list(node, "prefixItems");
        let length = prefix.len() as u64;
        let min = node.get("minItems").and_then(count).unwrap_or(0);
        let max = node.get("maxItems").and_then(count);
        let rest = node.get("items").cloned().unwrap_or_else(anything);
        let closed = rest == Value::Bool(false) || max == Some(length);
        let words = ["type", "prefixItems", "items", "minItems", "maxItems"];
        if !says(node, &words)
            || min > length
            || max.is_some_and(|max| max != length && !(closed && max > length))
        {
            return Err(Refusal::at(
                at,
                "an array whose positions are described cannot be bounded further",
                "let `minItems` be at most the number of `prefixItems`, `maxItems` exactly it, and remove `uniqueItems`",
            ));
        }
        let id = own.unwrap_or_else(|| self.reserve(hint, Default::default()));
        let title = |index: usize, part: &Value| {
            let title = part.get("title").and_then(Value::as_str).map(names::snake);
            let position = || match POSITIONS.get(index) {
                Some(word) => (*word).to_owned(),
                None => format!("item {}", index + 1),
            };
            title.filter(|title| title != "empty").unwrap_or_else(position)
        };
        let words: Vec<String> =
            prefix.iter().enumerate().map(|(index, part)| title(index, part)).collect();
        let mut items = Vec::new();
        let mut places = Vec::new();
        for (index, (part, word)) in prefix.iter().zip(apart(&words)).enumerate() {
            let at = format!("{at}/prefixItems/{index}");
            let part = without_default(part);
            let field = self.field(&word, &word, &part, (index as u64) < min, hint, &at, depth)?;
            places.push(self.field_places(field.examples.len()));
            items.push(field);
        }
        let rest = match closed {
            true => None,
            false => {
                let rest = without_default(&rest);
                let field =
                    self.field("rest", "rest", &rest, true, hint, &step(at, "items"), depth)?;
                places.push(self.field_places(field.examples.len()));
                Some(field)
            }
        };
        self.set(id, TypeKind::Tuple(Tuple { items, rest }), places);
        Ok(Line::of(Type::Named(id)))
    }
}

/// Positions have no default.
fn without_default(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(node) = &mut schema {
        node.shift_remove("default");
    }
    schema
}
