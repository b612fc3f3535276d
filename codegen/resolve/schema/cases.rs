//! `anyOf`, `oneOf`, `enum` and `const` of a schema: sets and unions.

use super::{
    Refusal,
    keywords::about,
    lower::{Line, Lowering, apart},
    merge::flat,
    node::{Node, is_reference, kinds, list, says, step, target, types},
    notes,
};
use crate::model::{
    Doc, Enum, EnumValue, IntEnum, Literal, Type, TypeId, TypeKind, Union, UnionBy, Variant,
};
use serde_json::Value;

/// One case that is an object, and the constant that tells it from the others.
struct Tagged {
    /// Where its definition stands, if it refers to one.
    place: Option<String>,
    node: Node,
    at: String,
}

impl Lowering<'_, '_> {
    /// Several schemas of which one holds; `None` where they cannot be told apart.
    pub(super) fn cases(
        &mut self,
        node: &Node,
        word: &str,
        hint: &str,
        own: Option<TypeId>,
        at: &str,
        depth: usize,
    ) -> Result<Option<Line>, Refusal> {
        let at = step(at, word);
        let cases: Vec<(usize, Value)> = list(node, word)
            .iter()
            .cloned()
            .enumerate()
            .filter(|(_, case)| *case != Value::Bool(false))
            .collect();
        let of = |case: &Value| kinds(&self.root, case);
        let (nulls, others): (Vec<_>, Vec<_>) =
            cases.into_iter().partition(|(_, case)| of(case) == about::NULL);
        let null_inside = others.iter().filter(|(_, case)| of(case) & about::NULL != 0).count();
        // With `oneOf`, what two cases allow is not allowed.
        let exact = word == "anyOf" || (nulls.len() + null_inside) <= 1;
        if !exact || nulls.len() > 1 {
            return Ok(None);
        }
        let own = own.filter(|_| nulls.is_empty());
        let mut line = match others.as_slice() {
            [] => return Ok(Some(Line::of(Type::Const(Literal::Null)))),
            [(index, only)] => self.line(only, hint, own, &format!("{at}/{index}"), depth + 1)?,
            several => {
                let found = match self.constants(several, hint, own) {
                    Some(ty) => Some(ty),
                    None => match self.by_kind(several, hint, own, &at, depth)? {
                        Some(ty) => Some(ty),
                        None => self.by_tag(several, hint, own, &at, depth)?,
                    },
                };
                match found {
                    Some(ty) => Line::of(ty),
                    None => return Ok(None),
                }
            }
        };
        if !nulls.is_empty() && null_inside == 0 {
            line.ty = nullable(line.ty);
        }
        Ok(Some(line))
    }

    /// Cases that are all constants of one kind, each with its meaning.
    fn constants(
        &mut self,
        cases: &[(usize, Value)],
        hint: &str,
        own: Option<TypeId>,
    ) -> Option<Type> {
        let mut values: Vec<(Literal, Option<String>, Doc)> = Vec::new();
        for (_, case) in cases {
            let node = self.followed(case)?;
            let title = node.get("title").and_then(Value::as_str).map(str::to_owned);
            let mut doc = notes::doc(&node);
            if node.get("description").is_none() {
                doc.summary = None;
            }
            let found: Vec<&Value> = match (node.get("const"), node.get("enum")) {
                (Some(value), None) => vec![value],
                (None, Some(Value::Array(values))) => values.iter().collect(),
                _ => return None,
            };
            if !says(&node, &["const", "enum", "type"]) {
                return None;
            }
            let single = found.len() == 1;
            for value in found {
                let value = literal(value)?;
                if values.iter().any(|(known, _, _)| *known == value) {
                    return None;
                }
                values.push((value, title.clone().filter(|_| single), doc.clone()));
            }
        }
        self.set_of(values, hint, own)
    }

    /// `enum` and `const`.
    pub(super) fn values(&mut self, node: &Node, hint: &str, own: Option<TypeId>) -> Option<Type> {
        if !says(node, &["const", "enum", "type"]) {
            return None;
        }
        let all: Vec<Value> = match (node.get("const"), node.get("enum")) {
            (Some(value), None) => vec![value.clone()],
            (None, Some(Value::Array(values))) => values.clone(),
            (Some(value), Some(Value::Array(values))) if values.contains(value) => {
                vec![value.clone()]
            }
            _ => return None,
        };
        let mut values: Vec<(Literal, Option<String>, Doc)> = Vec::new();
        for value in &all {
            let value = literal(value)?;
            if !values.iter().any(|(known, _, _)| *known == value) {
                values.push((value, None, Doc::default()));
            }
        }
        self.set_of(values, hint, own)
    }

    /// A set of constants.
    fn set_of(
        &mut self,
        mut values: Vec<(Literal, Option<String>, Doc)>,
        hint: &str,
        own: Option<TypeId>,
    ) -> Option<Type> {
        if let [(only, _, _)] = values.as_slice() {
            return Some(Type::Const(only.clone()));
        }
        let before = values.len();
        values.retain(|(value, _, _)| *value != Literal::Null);
        let has_null = values.len() < before;
        let wrap = |ty: Type| if has_null { nullable(ty) } else { ty };
        if let [(only, _, _)] = values.as_slice() {
            return Some(wrap(Type::Const(only.clone())));
        }
        let mut booleans = values.iter().map(|(value, _, _)| matches!(value, Literal::Bool(_)));
        if booleans.all(|is| is) {
            return Some(wrap(Type::Bool));
        }
        let words: Vec<String> = values
            .iter()
            .map(|(value, title, _)| match (value, title) {
                (_, Some(title)) => title.clone(),
                (Literal::Text(text), None) => text.clone(),
                (Literal::Int(number), None) => format!("value {number}"),
                (other, None) => other.to_json().to_string(),
            })
            .collect();
        let named = values.into_iter().zip(apart(&words));
        let mut texts = Vec::new();
        let mut numbers = Vec::new();
        let mut variants = Vec::new();
        for ((value, _, doc), name) in named {
            let ty = Type::Const(value.clone());
            variants.push(Variant { tag: Literal::Null, name: name.clone(), ty, doc: doc.clone() });
            match value {
                Literal::Text(value) => texts.push(EnumValue { value, name, doc }),
                Literal::Int(value) => numbers.push(EnumValue { value, name, doc }),
                Literal::Bool(_) | Literal::Null => {}
            }
        }
        let kind = if texts.len() == variants.len() {
            TypeKind::Enum(Enum { values: texts, open: false })
        } else if numbers.len() == variants.len() {
            TypeKind::IntEnum(IntEnum { values: numbers, open: false })
        } else {
            TypeKind::Union(Union { by: UnionBy::Kind, variants, open: false })
        };
        let own = own.filter(|_| !has_null);
        let id = own.unwrap_or_else(|| self.reserve(hint, Doc::default()));
        self.set(id, kind, Vec::new());
        Some(wrap(Type::Named(id)))
    }

    /// Cases of different JSON kinds.
    fn by_kind(
        &mut self,
        cases: &[(usize, Value)],
        hint: &str,
        own: Option<TypeId>,
        at: &str,
        depth: usize,
    ) -> Result<Option<Type>, Refusal> {
        let mut seen = about::NULL;
        for (_, case) in cases {
            let kind = kinds(&self.root, case);
            if kind.count_ones() != 1 || seen & kind != 0 {
                return Ok(None);
            }
            seen |= kind;
        }
        let id = own.unwrap_or_else(|| self.reserve(hint, Doc::default()));
        let words: Vec<String> = cases.iter().map(|(_, case)| self.word(case)).collect();
        let mut variants = Vec::new();
        for ((index, case), name) in cases.iter().zip(apart(&words)) {
            let at = format!("{at}/{index}");
            let hint = format!("{hint} {name}");
            let line = self.line(case, &hint, None, &at, depth + 1)?;
            // Constants stand for themselves here.
            let ty = match line.constraints.is_empty() {
                true => line.ty,
                false => self.alias(line, case, &hint),
            };
            let doc = case.as_object().map(notes::doc).unwrap_or_default();
            variants.push(Variant { tag: Literal::Null, name, ty, doc });
        }
        let union = Union { by: UnionBy::Kind, variants, open: false };
        self.set(id, TypeKind::Union(union), Vec::new());
        Ok(Some(Type::Named(id)))
    }

    /// What to call a case: its title, its definition, its kind.
    fn word(&self, case: &Value) -> String {
        let title = case.get("title").and_then(Value::as_str).map(str::to_owned);
        let referred = || {
            let node = case.as_object()?;
            let place = target(&self.root, node)?.0;
            place.rsplit('/').next().filter(|last| !last.is_empty()).map(str::to_owned)
        };
        let kind = || match kinds(&self.root, case) {
            about::BOOL => "bool",
            about::NUMBER if case.get("type").and_then(Value::as_str) == Some("integer") => {
                "integer"
            }
            about::NUMBER => "number",
            about::TEXT => "text",
            about::ARRAY => "list",
            _ => "object",
        };
        title.or_else(referred).unwrap_or_else(|| kind().to_owned())
    }

    /// Objects that one field tells apart.
    fn by_tag(
        &mut self,
        cases: &[(usize, Value)],
        hint: &str,
        own: Option<TypeId>,
        at: &str,
        depth: usize,
    ) -> Result<Option<Type>, Refusal> {
        let mut objects = Vec::new();
        for (index, case) in cases {
            let Some(object) = self.tagged(case, &format!("{at}/{index}")) else { return Ok(None) };
            objects.push(object);
        }
        let Some((tag, values)) = self.tag(&objects) else { return Ok(None) };
        let id = own.unwrap_or_else(|| self.reserve(hint, Doc::default()));
        let words: Vec<String> = values
            .iter()
            .zip(&objects)
            .map(|(value, object)| {
                match (value, object.node.get("title").and_then(Value::as_str)) {
                    (Literal::Text(text), _) => text.clone(),
                    (_, Some(title)) => title.to_owned(),
                    (other, None) => format!("value {}", other.to_json()),
                }
            })
            .collect();
        let mut variants = Vec::new();
        for ((object, value), name) in objects.into_iter().zip(values).zip(apart(&words)) {
            let place = object.place.map(|place| (place, tag.clone()));
            let (variant, known) = self.variant(place, &format!("{hint} {name}"));
            if !known {
                let name = self.name(variant);
                let node = without(&object.node, &tag);
                let (record, places) = self.record(&node, &name, &object.at, depth + 1)?;
                self.set(variant, TypeKind::Record(record), places);
            }
            let doc = notes::doc(&object.node);
            variants.push(Variant { tag: value, name, ty: Type::Named(variant), doc });
        }
        let union = Union { by: UnionBy::Tag(tag), variants, open: false };
        self.set(id, TypeKind::Union(union), Vec::new());
        Ok(Some(Type::Named(id)))
    }

    /// The case as an object with named keys, if it is one.
    fn tagged(&self, case: &Value, at: &str) -> Option<Tagged> {
        let node = case.as_object()?;
        let (place, node, at) = if is_reference(node) {
            let (place, found) = target(&self.root, node)?;
            (Some(place.clone()), found.as_object()?, place)
        } else {
            (None, node, at.to_owned())
        };
        let node = flat(&self.root, node)?;
        let words = ["type", "properties", "required", "additionalProperties", "$defs"];
        let fits = types(&node) == ["object"] && says(&node, &words);
        fits.then_some(Tagged { place, node, at })
    }

    /// The field that every case has with another constant, and the constants.
    fn tag(&self, objects: &[Tagged]) -> Option<(String, Vec<Literal>)> {
        let first = objects.first()?.node.get("properties")?.as_object()?;
        first.keys().find_map(|key| {
            let mut values: Vec<Literal> = Vec::new();
            for object in objects {
                if !list(&object.node, "required").contains(&key.as_str().into()) {
                    return None;
                }
                let property = object.node.get("properties")?.get(key)?;
                let property = self.followed(property)?;
                if !says(&property, &["const", "enum", "type"]) {
                    return None;
                }
                let value = match (property.get("const"), list(&property, "enum")) {
                    (Some(value), []) => value,
                    (None, [value]) => value,
                    _ => return None,
                };
                let value = literal(value).filter(|value| *value != Literal::Null)?;
                if values.contains(&value) {
                    return None;
                }
                values.push(value);
            }
            Some((key.clone(), values))
        })
    }

    /// The node behind a reference, or the node itself.
    fn followed(&self, schema: &Value) -> Option<Node> {
        let node = schema.as_object()?;
        match is_reference(node) {
            true => target(&self.root, node)?.1.as_object().cloned(),
            false => Some(node.clone()),
        }
    }
}

/// The object without its tag, which the union reads and writes.
fn without(node: &Node, tag: &str) -> Node {
    let mut node = node.clone();
    if let Some(Value::Object(properties)) = node.get_mut("properties") {
        properties.shift_remove(tag);
    }
    if let Some(Value::Array(required)) = node.get_mut("required") {
        required.retain(|name| name.as_str() != Some(tag));
    }
    node
}

/// A constant of the language.
fn literal(value: &Value) -> Option<Literal> {
    Some(match value {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Bool(*value),
        Value::String(text) => Literal::Text(text.clone()),
        Value::Number(_) => Literal::Int(super::scalars::whole(value)?.try_into().ok()?),
        Value::Array(_) | Value::Object(_) => return None,
    })
}

/// A type or `null`; never twice.
fn nullable(ty: Type) -> Type {
    match ty {
        Type::Json | Type::Nullable(_) | Type::Const(Literal::Null) => ty,
        ty => Type::Nullable(Box::new(ty)),
    }
}
