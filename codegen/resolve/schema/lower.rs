//! A schema as types of the language, wherever that says exactly the same.

use super::{
    Refusal,
    keywords::{self, about},
    merge::flat,
    node::{Node, is_reference, kinds, list, says, step, target, types},
    notes, rest,
};
use crate::{
    model::{Alias, Constraints, Doc, Literal, Type, TypeDef, TypeId, TypeKind},
    names,
    resolve::{FieldPlaces, Resolver, TypePlaces},
    source::Span,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How deep parts may nest once references are followed.
const MAX_DEPTH: usize = 64;

/// How many types one schema may make.
const MAX_TYPES: usize = 2000;

/// What a place of the schema became.
pub(super) struct Line {
    pub(super) ty: Type,
    pub(super) constraints: Constraints,
}

impl Line {
    pub(super) fn of(ty: Type) -> Self {
        Self { ty, constraints: Constraints::default() }
    }
}

/// What a whole schema became.
pub(in crate::resolve) struct Whole {
    /// The type.
    pub(in crate::resolve) kind: TypeKind,
    /// What the schema says about itself.
    pub(in crate::resolve) doc: Doc,
    /// Valid values.
    pub(in crate::resolve) examples: Vec<Value>,
    /// The places of the fields.
    pub(in crate::resolve) fields: Vec<FieldPlaces>,
}

/// A schema that is becoming types.
pub(super) struct Lowering<'r, 'a> {
    pub(super) resolver: &'r mut Resolver<'a>,
    pub(super) root: Value,
    pub(super) span: Span,
    hint: String,
    own: TypeId,
    whole: Option<(TypeKind, Vec<FieldPlaces>)>,
    /// Types by where they stand in the schema; a variant of a union also by its tag's field.
    known: BTreeMap<(String, Option<String>), TypeId>,
    made: usize,
}

impl<'r, 'a> Lowering<'r, 'a> {
    /// Makes the type with the index `own` of a schema in the normal form.
    pub(super) fn whole(
        resolver: &'r mut Resolver<'a>,
        root: Value,
        span: Span,
        hint: &str,
        own: TypeId,
    ) -> Result<Whole, Refusal> {
        let mut lowering = Self {
            resolver,
            root: root.clone(),
            span,
            hint: hint.to_owned(),
            own,
            whole: None,
            known: BTreeMap::from([((String::new(), None), own)]),
            made: 0,
        };
        let line = lowering.line(&root, hint, Some(own), "", 0)?;
        let (kind, fields) = lowering.whole.take().unwrap_or_else(|| {
            (TypeKind::Alias(Alias { ty: line.ty, constraints: line.constraints }), Vec::new())
        });
        lowering.circles(&kind)?;
        let (doc, examples) = match &root {
            Value::Object(node) => (notes::doc(node), notes::examples(node)),
            _ => (Doc::default(), Vec::new()),
        };
        Ok(Whole { kind, doc, examples, fields })
    }

    /// Reports names that stand for nothing but each other.
    fn circles(&self, whole: &TypeKind) -> Result<(), Refusal> {
        let kind = |id: TypeId| match self.resolver.types.get(id.0) {
            _ if id == self.own => Some(whole),
            Some(Some(def)) => Some(&def.kind),
            _ => None,
        };
        for ((place, _), first) in &self.known {
            let mut id = *first;
            for _ in 0..=self.known.len() {
                let Some(TypeKind::Alias(alias)) = kind(id) else { break };
                let inner = match &alias.ty {
                    Type::Nullable(inner) => inner,
                    other => other,
                };
                let Type::Named(next) = inner else { break };
                id = *next;
                if id == *first {
                    let message = "this stands for nothing but itself";
                    return Err(Refusal::at(place, message, "say what is valid"));
                }
            }
        }
        Ok(())
    }

    /// A place of the schema. What needs a type of its own gets the index `own`, or a new one.
    pub(super) fn line(
        &mut self,
        schema: &Value,
        hint: &str,
        own: Option<TypeId>,
        at: &str,
        depth: usize,
    ) -> Result<Line, Refusal> {
        if depth > MAX_DEPTH || self.made > MAX_TYPES {
            return Err(Refusal::at(
                at,
                "the schema grows without end once its references are followed",
                "refer to a definition of `$defs` as a whole, without keywords beside `$ref`",
            ));
        }
        let node = match schema {
            Value::Bool(false) => {
                return Err(Refusal::at(
                    at,
                    "nothing is valid here",
                    "remove it, or say what is valid",
                ));
            }
            Value::Object(node) => node,
            _ => return Ok(Line::of(Type::Json)),
        };
        if is_reference(node) {
            return self.reference(node, own, at, depth).map(Line::of);
        }
        // One schema in a list of one.
        for word in ["allOf", "anyOf", "oneOf"] {
            if let ([only], true) = (list(node, word), says(node, &[word])) {
                let at = format!("{}/0", step(at, word));
                return self.line(&only.clone(), hint, own, &at, depth + 1);
            }
        }
        let Some(node) = flat(&self.root, node) else {
            return self.kept(node, hint, own, at);
        };
        let node = without_implied(&self.root, node);
        if says(&node, &[]) {
            return Ok(Line::of(Type::Json));
        }
        if kinds(&self.root, &Value::Object(node.clone())) == 0 {
            return Err(Refusal::at(
                at,
                "nothing is valid here",
                "its keywords contradict each other",
            ));
        }
        for word in ["anyOf", "oneOf"] {
            if node.contains_key(word) {
                let line = match says(&node, &[word]) {
                    true => self.cases(&node, word, hint, own, at, depth)?,
                    false => None,
                };
                return match line {
                    Some(line) => Ok(line),
                    None => self.kept(&node, hint, own, at),
                };
            }
        }
        if node.contains_key("const") || node.contains_key("enum") {
            return match self.values(&node, hint, own) {
                Some(ty) => Ok(Line::of(ty)),
                None => self.kept(&node, hint, own, at),
            };
        }
        self.typed(&node, hint, own, at, depth)
    }

    /// The definition that a reference leads to.
    fn reference(
        &mut self,
        node: &Node,
        own: Option<TypeId>,
        at: &str,
        depth: usize,
    ) -> Result<Type, Refusal> {
        let Some((place, found)) = target(&self.root, node) else {
            return Err(Refusal::at(
                at,
                "these references go round in a circle",
                "let one of them say what is valid",
            ));
        };
        let found = found.clone();
        if let Some(id) = self.known.get(&(place.clone(), None)) {
            return match own == Some(*id) {
                // The definition is being read, and is nothing but this reference.
                true => Err(Refusal::at(at, "this refers to itself", "say what is valid")),
                false => Ok(Type::Named(*id)),
            };
        }
        let last = place.rsplit('/').next().unwrap_or_default();
        let name = format!("{} {}", self.hint, last.replace("~1", "/").replace("~0", "~"));
        let doc = found.as_object().map(notes::doc).unwrap_or_default();
        let id = self.reserve(&name, doc);
        self.known.insert((place.clone(), None), id);
        let name = self.name(id);
        let line = self.line(&found, &name, Some(id), &place, depth + 1)?;
        if line.ty != Type::Named(id) {
            self.set(
                id,
                TypeKind::Alias(Alias { ty: line.ty, constraints: line.constraints }),
                Vec::new(),
            );
        }
        Ok(Type::Named(id))
    }

    /// A node with `type`.
    fn typed(
        &mut self,
        node: &Node,
        hint: &str,
        own: Option<TypeId>,
        at: &str,
        depth: usize,
    ) -> Result<Line, Refusal> {
        rest::multiple(node, at)?;
        match types(node).as_slice() {
            ["null"] => Ok(Line::of(Type::Const(Literal::Null))),
            ["boolean"] => Ok(Line::of(Type::Bool)),
            ["integer"] => self.integer(node, at),
            ["number"] => self.number(node, at),
            ["string"] => self.text(node, hint, at, depth),
            ["array"] => self.array(node, hint, own, at, depth),
            ["object"] => self.object(node, hint, own, at, depth),
            // Several: as many cases, each with the keywords that are about it.
            several => {
                let cases = several.iter().map(|word| {
                    let kind = keywords::kind(word).unwrap_or(about::ANY);
                    let own = node.iter().filter(|(word, _)| {
                        keywords::find(word)
                            .is_some_and(|keyword| !keyword.note && keyword.about & !kind == 0)
                    });
                    let mut own: Node =
                        own.map(|(word, value)| (word.clone(), value.clone())).collect();
                    own.insert("type".to_owned(), (*word).into());
                    Value::Object(own)
                });
                let mut all = Node::new();
                all.insert("anyOf".to_owned(), cases.collect());
                match self.cases(&all, "anyOf", hint, own, at, depth)? {
                    Some(line) => Ok(line),
                    None => self.kept(node, hint, own, at),
                }
            }
        }
    }

    /// What the language has no type for.
    fn kept(
        &mut self,
        node: &Node,
        hint: &str,
        own: Option<TypeId>,
        at: &str,
    ) -> Result<Line, Refusal> {
        let mut node = node.clone();
        node.shift_remove("$defs");
        let id = self.rest(&node, hint, own, at)?;
        Ok(Line::of(Type::Named(id)))
    }

    /// A type that can stand inside another, where constraints and constants have no place.
    pub(super) fn inner(
        &mut self,
        schema: &Value,
        hint: &str,
        at: &str,
        depth: usize,
    ) -> Result<Type, Refusal> {
        let line = self.line(schema, hint, None, at, depth + 1)?;
        if line.constraints == Constraints::default() && !matches!(line.ty, Type::Const(_)) {
            return Ok(line.ty);
        }
        Ok(self.alias(line, schema, hint))
    }

    /// A type of its own around a line.
    pub(super) fn alias(&mut self, line: Line, schema: &Value, hint: &str) -> Type {
        let doc = schema.as_object().map(notes::doc).unwrap_or_default();
        let id = self.reserve(hint, doc);
        let Line { ty, constraints } = line;
        self.set(id, TypeKind::Alias(Alias { ty, constraints }), Vec::new());
        Type::Named(id)
    }

    /// A new type whose kind comes later, so that it stands before its parts.
    pub(super) fn reserve(&mut self, hint: &str, doc: Doc) -> TypeId {
        self.made += 1;
        let places = TypePlaces {
            name: self.span,
            examples: Vec::new(),
            fields: Vec::new(),
            values: Vec::new(),
        };
        self.resolver.add_type(hint, doc, crate::resolve::types::alias(Type::Json), places)
    }

    /// The name of a type, from which those of its parts are made.
    pub(super) fn name(&self, id: TypeId) -> String {
        match self.resolver.types.get(id.0) {
            Some(Some(TypeDef { name, .. })) => name.clone(),
            _ => self.hint.clone(),
        }
    }

    /// Says what a reserved type is.
    pub(super) fn set(&mut self, id: TypeId, kind: TypeKind, fields: Vec<FieldPlaces>) {
        if id == self.own {
            self.whole = Some((kind, fields));
            return;
        }
        if let Some(Some(def)) = self.resolver.types.get_mut(id.0) {
            def.kind = kind;
        }
        if let Some(places) = self.resolver.places.types.get_mut(id.0) {
            places.fields = fields;
        }
    }

    /// The variant of a union, which is known already or gets an index.
    pub(super) fn variant(
        &mut self,
        place: Option<(String, String)>,
        hint: &str,
    ) -> (TypeId, bool) {
        let key = place.map(|(place, tag)| (place, Some(tag)));
        if let Some(id) = key.as_ref().and_then(|key| self.known.get(key)) {
            return (*id, true);
        }
        let id = self.reserve(hint, Doc::default());
        if let Some(key) = key {
            self.known.insert(key, id);
        }
        (id, false)
    }

    /// The places of a field that the schema makes.
    pub(super) fn field_places(&self, examples: usize) -> FieldPlaces {
        FieldPlaces {
            name: self.span,
            default: Some(self.span),
            examples: vec![self.span; examples],
            spread: None,
        }
    }
}

/// Names that stay apart as identifiers: a number behind each that would be another one again.
pub(super) fn apart(words: &[String]) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    let mut out = Vec::new();
    for word in words {
        let mut name = word.clone();
        let mut count = 2;
        while taken.contains(&names::snake(&name)) {
            name = format!("{word} {count}");
            count += 1;
        }
        taken.push(names::snake(&name));
        out.push(name);
    }
    out
}

/// `type` and `$defs` beside values or cases say nothing where all of those have the type.
fn without_implied(root: &Value, mut node: Node) -> Node {
    node.shift_remove("$defs");
    let words: Vec<String> = types(&node).into_iter().map(str::to_owned).collect();
    let allowed = words.iter().filter_map(|word| keywords::kind(word)).fold(0, |a, b| a | b);
    for word in ["const", "enum", "anyOf", "oneOf"] {
        let integers = words.iter().any(|word| word == "integer");
        match node.get(word).cloned() {
            Some(Value::Array(values)) if word == "enum" && !words.is_empty() => {
                let fits = |value: &Value| {
                    super::node::kind_of(value) & allowed != 0
                        && (!integers
                            || words.iter().any(|word| word == "number")
                            || is_whole(value))
                };
                let kept: Vec<Value> = values.into_iter().filter(fits).collect();
                node.insert(word.to_owned(), kept.into());
                node.shift_remove("type");
            }
            Some(value) if !words.is_empty() => {
                let mut cases = Node::new();
                cases.insert(word.to_owned(), value);
                let found = kinds(root, &Value::Object(cases));
                let numbers = integers && found & about::NUMBER != 0;
                if found & !allowed == 0 && (!numbers || words.iter().any(|word| word == "number"))
                {
                    node.shift_remove("type");
                }
            }
            _ => {}
        }
    }
    node
}

/// Whether a value is a number without fraction, or no number.
fn is_whole(value: &Value) -> bool {
    value.as_f64().is_none_or(|number| number.fract() == 0.0)
}

/// An empty schema.
pub(super) fn anything() -> Value {
    json!(true)
}
