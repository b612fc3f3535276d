//! Payloads given as JSON Schema: the type that the schema describes, as far as TypeScript can.

use super::{
    expr::Expr,
    literal::{json, member},
    types::Parts,
};
use serde_json::{Map, Value};

/// How deep references are followed before a type is given up as `unknown`.
const DEPTH: usize = 16;

/// Declaration and reader. The type is the schema's; what it says beyond kinds is left to a
/// validator of JSON Schema.
pub(super) fn parts(expr: &Expr<'_>, schema: &Value) -> Parts {
    let ty = Walk { root: schema }.ty(schema, 0);
    let says_nothing = match schema {
        Value::Object(keywords) => keywords.is_empty(),
        schema => *schema == Value::Bool(true),
    };
    let read = if says_nothing {
        format!("return {}(value, up, key);", expr.imports.value("wire", "readJson"))
    } else {
        let check = expr.imports.value("schema", "readSchema");
        format!("return {check}(value, up, key, {});", json(schema))
    };
    Parts { alias: vec![ty], read: vec![read], ..Parts::default() }
}

struct Walk<'a> {
    root: &'a Value,
}

impl Walk<'_> {
    fn ty(&self, schema: &Value, depth: usize) -> String {
        let Value::Object(schema) = schema else {
            return if schema == &Value::Bool(false) { "never" } else { "unknown" }.to_owned();
        };
        if depth > DEPTH {
            return "unknown".to_owned();
        }
        if let Some(Value::String(reference)) = schema.get("$ref") {
            let target = reference.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
            return target.map_or("unknown".to_owned(), |target| self.ty(target, depth + 1));
        }
        if let Some(value) = schema.get("const") {
            return constant(value);
        }
        if let Some(Value::Array(values)) = schema.get("enum") {
            return union(values.iter().map(constant).collect());
        }
        for key in ["anyOf", "oneOf"] {
            if let Some(Value::Array(parts)) = schema.get(key) {
                return union(parts.iter().map(|part| self.ty(part, depth + 1)).collect());
            }
        }
        if let Some(Value::Array(parts)) = schema.get("allOf") {
            let parts = parts.iter().map(|part| format!("({})", self.ty(part, depth + 1)));
            return parts.collect::<Vec<_>>().join(" & ");
        }
        match schema.get("type") {
            Some(Value::String(kind)) => self.kind(kind, schema, depth),
            Some(Value::Array(kinds)) => {
                let kinds = kinds.iter().filter_map(Value::as_str);
                union(kinds.map(|kind| self.kind(kind, schema, depth)).collect())
            }
            _ if schema.contains_key("properties") => self.kind("object", schema, depth),
            _ => "unknown".to_owned(),
        }
    }

    fn kind(&self, kind: &str, schema: &Map<String, Value>, depth: usize) -> String {
        match kind {
            "null" => "null".to_owned(),
            "boolean" => "boolean".to_owned(),
            "integer" | "number" => "number".to_owned(),
            "string" => "string".to_owned(),
            "array" => self.array(schema, depth),
            "object" => self.object(schema, depth),
            _ => "unknown".to_owned(),
        }
    }

    fn array(&self, schema: &Map<String, Value>, depth: usize) -> String {
        let items =
            schema.get("items").map_or("unknown".to_owned(), |items| self.ty(items, depth + 1));
        match schema.get("prefixItems") {
            Some(Value::Array(prefix)) => {
                let min = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
                let prefix = prefix.iter().enumerate().map(|(index, item)| {
                    let mark = if (index as u64) < min { "" } else { "?" };
                    format!("({}){mark}", self.ty(item, depth + 1))
                });
                let mut parts: Vec<String> = prefix.collect();
                if items != "never" {
                    parts.push(format!("...({items})[]"));
                }
                format!("readonly [{}]", parts.join(", "))
            }
            _ => format!("readonly ({items})[]"),
        }
    }

    fn object(&self, schema: &Map<String, Value>, depth: usize) -> String {
        let required: Vec<&str> = match schema.get("required") {
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let Some(Value::Object(properties)) = schema.get("properties") else {
            let rest = schema.get("additionalProperties");
            let rest = rest.map_or("unknown".to_owned(), |rest| self.ty(rest, depth + 1));
            return format!("Readonly<Record<string, {rest}>>");
        };
        let members = properties.iter().map(|(name, property)| {
            let mark = if required.contains(&name.as_str()) { "" } else { "?" };
            format!("readonly {}{mark}: {}", member(name), self.ty(property, depth + 1))
        });
        format!("{{ {} }}", members.collect::<Vec<_>>().join("; "))
    }
}

fn constant(value: &Value) -> String {
    match value {
        Value::Array(_) | Value::Object(_) => "unknown".to_owned(),
        scalar => json(scalar),
    }
}

fn union(parts: Vec<String>) -> String {
    let mut unique: Vec<String> = Vec::new();
    for part in parts {
        if part == "unknown" {
            return part;
        }
        if !unique.contains(&part) {
            unique.push(part);
        }
    }
    if unique.is_empty() { "never".to_owned() } else { unique.join(" | ") }
}
