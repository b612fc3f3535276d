//! What the language has no type for: kept as JSON Schema, in one piece, with the guards that keep
//! every output honest.

use super::{
    Lowering, Refusal,
    keywords::{self, Holds, about},
    node::{self, Node, kinds, list, pointer, step},
};
use crate::{
    model::{TypeId, TypeKind},
    names,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

impl Lowering<'_, '_> {
    /// The node as a schema of its own.
    pub(super) fn rest(
        &mut self,
        node: &Node,
        hint: &str,
        own: Option<TypeId>,
        at: &str,
    ) -> Result<TypeId, Refusal> {
        let id = own.unwrap_or_else(|| self.reserve(hint, Default::default()));
        let mut pieces =
            Pieces { root: &self.root, names: BTreeMap::new(), open: Vec::new(), defs: Map::new() };
        let mut schema = pieces.schema(Value::Object(node.clone()), at)?;
        if let (Value::Object(map), false) = (&mut schema, pieces.defs.is_empty()) {
            map.insert("$defs".to_owned(), Value::Object(pieces.defs));
        }
        if let Err(reason) = rust_types(&names::upper_camel(hint), &schema) {
            return Err(Refusal::at(at, reason, APART));
        }
        self.set(id, TypeKind::Schema(schema), Vec::new());
        Ok(id)
    }
}

/// Whether typify makes types of the schema.
#[cfg(feature = "typify")]
fn rust_types(name: &str, schema: &Value) -> Result<(), String> {
    match crate::typify::items(name, schema) {
        Ok(_) => Ok(()),
        Err(reason) => Err(format!("no Rust type can be made of this part: {reason}")),
    }
}

#[cfg(not(feature = "typify"))]
fn rust_types(_: &str, _: &Value) -> Result<(), String> {
    Err("this part needs types that only the feature `typify` of the compiler makes".to_owned())
}

/// The way out where cases overlap.
const APART: &str =
    "give each case a property with a `const` of its own, by which it is told from the others";

/// Gathers what a node refers to.
struct Pieces<'a> {
    root: &'a Value,
    /// Where a piece stands in the whole, and its name here.
    names: BTreeMap<String, String>,
    /// The pieces that are being read.
    open: Vec<String>,
    defs: Map<String, Value>,
}

impl Pieces<'_> {
    fn schema(&mut self, schema: Value, at: &str) -> Result<Value, Refusal> {
        let Value::Object(map) = schema else { return Ok(schema) };
        self.guard(&map, at)?;
        let mut out = Map::new();
        for (word, value) in map {
            let at = step(at, &word);
            let value = match (keywords::find(&word).map(|keyword| keyword.holds), value) {
                _ if matches!(word.as_str(), "$defs" | "default" | "examples") => continue,
                (_, Value::String(reference)) if word == "$ref" => {
                    self.piece(&reference, &at)?.into()
                }
                (Some(Holds::Schema), value) => self.schema(value, &at)?,
                (Some(Holds::Schemas), Value::Array(parts)) => {
                    let mut all = Vec::new();
                    for (index, part) in parts.into_iter().enumerate() {
                        all.push(self.schema(part, &format!("{at}/{index}"))?);
                    }
                    Value::Array(all)
                }
                (Some(Holds::Map), Value::Object(parts)) => {
                    let mut all = Map::new();
                    for (name, part) in parts {
                        let part = self.schema(part, &step(&at, &name))?;
                        all.insert(name, part);
                    }
                    Value::Object(all)
                }
                (_, value) => value,
            };
            out.insert(word, value);
        }
        whole_numbers(&mut out);
        Ok(Value::Object(out))
    }

    /// The reference to a piece, which is moved below `$defs` of this schema.
    fn piece(&mut self, reference: &str, at: &str) -> Result<String, Refusal> {
        let place = pointer(reference).unwrap_or_default();
        if self.open.contains(&place) {
            // typify would put such a part together without end.
            return Err(Refusal::at(
                at,
                "what refers to itself cannot stand inside cases that overlap",
                APART,
            ));
        }
        if let Some(name) = self.names.get(&place) {
            return Ok(format!("#/$defs/{name}"));
        }
        let last = place.rsplit('/').next().unwrap_or_default();
        let base = if place.is_empty() { "Whole".to_owned() } else { names::upper_camel(last) };
        let mut name = base.clone();
        let mut count = 2;
        while self.names.values().any(|taken| *taken == name) {
            name = format!("{base}{count}");
            count += 1;
        }
        self.names.insert(place.clone(), name.clone());
        let found = self.root.pointer(&place).cloned().unwrap_or(Value::Bool(true));
        self.open.push(place.clone());
        let moved = self.schema(found, &place)?;
        self.open.pop();
        self.defs.insert(name.clone(), moved);
        Ok(format!("#/$defs/{name}"))
    }

    /// Refuses what the outputs would read in different ways.
    fn guard(&self, node: &Node, at: &str) -> Result<(), Refusal> {
        for word in ["prefixItems", "contentEncoding", "contentMediaType", "contentSchema"] {
            if node.contains_key(word) {
                let message = format!("`{word}` cannot stand inside cases that overlap");
                return Err(Refusal::at(&step(at, word), message, APART));
            }
        }
        multiple(node, at)?;
        let required = list(node, "required");
        let properties = node.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            let optional = !required.contains(&name.as_str().into());
            // Any value at all is read as such, `null` too.
            let any = |node: &Node| node::says(node, &[]) || node.contains_key("enum");
            let nullable = kinds(self.root, property) & about::NULL != 0;
            if optional && nullable && property.as_object().is_some_and(|node| !any(node)) {
                let message = format!(
                    "`{name}` may be absent and may be `null`, inside cases that overlap: no Rust type keeps the two apart there"
                );
                return Err(Refusal::at(
                    &step(&step(at, "properties"), name),
                    message,
                    format!("add `{name}` to `required`, or do not allow `null`; or {APART}"),
                ));
            }
        }
        Ok(())
    }
}

/// Refuses steps that are no whole number.
pub(super) fn multiple(node: &Node, at: &str) -> Result<(), Refusal> {
    let step_is_whole = node
        .get("multipleOf")
        .is_none_or(|step| keywords::count(step).is_some_and(|step| step > 0));
    if step_is_whole {
        return Ok(());
    }
    Err(Refusal::at(
        &node::step(at, "multipleOf"),
        "multiples of a fraction are not the same number in every language",
        "use a whole step, 1 or more, and a smaller unit",
    ))
}

/// Integers are those of 64 bits, in every output.
fn whole_numbers(node: &mut Node) {
    if !node::types(node).contains(&"integer") || node::types(node).contains(&"number") {
        return;
    }
    let float = |word: &str| node.get(word).and_then(Value::as_f64);
    let mut low = [float("minimum"), float("exclusiveMinimum")].into_iter().flatten();
    let mut high = [float("maximum"), float("exclusiveMaximum")].into_iter().flatten();
    let bounded = low.any(|bound| bound >= i64::MIN as f64);
    let capped = high.any(|bound| bound < i64::MAX as f64);
    if !bounded {
        node.insert("minimum".to_owned(), i64::MIN.into());
    }
    if !capped {
        node.insert("maximum".to_owned(), i64::MAX.into());
    }
}
