//! Declared types, those written in place and payloads: `types.ts`.

use super::{
    doc, enums,
    expr::Expr,
    literal::{access, json, key, member, text},
    union,
};
use crate::model::{
    Constraints, Doc, Field, Presence, Record, Tuple, Type, TypeDef, TypeId, TypeKind, UnionBy,
};
use serde::Serialize;

/// One type with its reader and writer.
#[derive(Serialize)]
pub(super) struct TypeView {
    name: String,
    doc: Vec<String>,
    /// Members of an interface; otherwise `alias` says what the type is.
    interface: bool,
    members: Vec<MemberView>,
    alias: Vec<String>,
    /// Members of the constant object of a set.
    values: Vec<ValueView>,
    /// Whether the constant object's values have the type's name.
    branded: bool,
    has_values: bool,
    /// A further parameter of the reader: where the positions begin.
    positional: bool,
    /// Whether the reader's parameters are all of those of `Read`.
    read: Vec<String>,
    write: Vec<String>,
    has_writer: bool,
    /// What the writer calls its parameter.
    write_value: &'static str,
    /// What the writer yields.
    wire: &'static str,
}

/// A member of an interface.
#[derive(Serialize)]
pub(super) struct MemberView {
    pub(super) doc: Vec<String>,
    pub(super) name: String,
    pub(super) optional: bool,
    pub(super) ty: String,
}

/// A member of a constant object.
#[derive(Serialize)]
pub(super) struct ValueView {
    pub(super) doc: Vec<String>,
    pub(super) name: String,
    pub(super) value: String,
}

/// Declarations and code of a type, before they become a [`TypeView`].
#[derive(Default)]
pub(super) struct Parts {
    pub(super) members: Option<Vec<MemberView>>,
    pub(super) alias: Vec<String>,
    pub(super) values: Option<Vec<ValueView>>,
    pub(super) branded: bool,
    pub(super) positional: bool,
    pub(super) read: Vec<String>,
    pub(super) write: Vec<String>,
}

/// Every type of the protocol.
pub(super) fn types(expr: &Expr<'_>) -> Vec<TypeView> {
    let types = expr.protocol.types.iter().enumerate();
    types.map(|(index, def)| type_view(expr, TypeId(index), def)).collect()
}

fn type_view(expr: &Expr<'_>, id: TypeId, def: &TypeDef) -> TypeView {
    let TypeDef { name: words, declared: _, doc, examples, kind } = def;
    let name = expr.names.ty(id).to_owned();
    let parts = match kind {
        TypeKind::Record(record) => record_parts(expr, &name, record),
        TypeKind::Tuple(tuple) => tuple_parts(expr, id, tuple),
        TypeKind::Enum(set) => enums::strings(expr, set),
        TypeKind::IntEnum(set) => enums::integers(expr, set),
        TypeKind::Flags(flags) => enums::flags(expr, &name, flags),
        TypeKind::Union(union) => union::parts(expr, id, union),
        TypeKind::Alias(alias) => Parts {
            alias: vec![expr.ty(&alias.ty)],
            read: vec![format!(
                "return {};",
                expr.read(&alias.ty, &alias.constraints, "value", "up", "key")
            )],
            write: vec![format!("return {};", expr.write(&alias.ty, "value"))],
            ..Parts::default()
        },
        TypeKind::Schema(schema) => super::schema::parts(expr, schema),
    };
    let parts_write_nothing = !parts.write.iter().any(|line| line.contains("value"));
    for used in ["Key", "Path", "Schema"] {
        expr.imports.ty("wire", used);
    }
    expr.imports.value("wire", "schema");
    TypeView {
        name,
        doc: doc::lines(doc, &format!("`{words}`."), examples),
        interface: parts.members.is_some(),
        members: parts.members.unwrap_or_default(),
        alias: parts.alias,
        has_values: parts.values.is_some(),
        values: parts.values.unwrap_or_default(),
        branded: parts.branded,
        positional: parts.positional,
        read: parts.read,
        write: parts.write,
        write_value: if parts_write_nothing { "_value" } else { "value" },
        has_writer: expr.is_written(&Type::Named(id)),
        wire: match kind {
            TypeKind::Record(_) => "object",
            TypeKind::Union(union)
                if matches!(union.by, UnionBy::Tag(_) | UnionBy::Adjacent { .. }) =>
            {
                "object"
            }
            TypeKind::Tuple(_) => "readonly unknown[]",
            TypeKind::Flags(_) => "string",
            _ => "unknown",
        },
    }
}

/// The name of the member that keeps the keys that the definition does not name.
fn rest_name(record: &Record) -> &'static str {
    if record.fields.iter().any(|field| field.name == "$rest") { "$rest_" } else { "$rest" }
}

/// What is said about a field.
pub(super) fn field_doc(field: &Field) -> Vec<String> {
    let Field { name: _, rename: _, ty: _, presence, constraints: _, sensitive, doc, examples } =
        field;
    let mut lines = doc::lines(doc, "", examples);
    if let Presence::Default(value) = presence {
        doc::also(&mut lines, &format!("{} where the message leaves it out.", code(&json(value))));
    }
    if *sensitive {
        doc::also(&mut lines, "Sensitive: keep it out of logs.");
    }
    lines
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// An expression that reads a field from `value`.
pub(super) fn read_field(expr: &Expr<'_>, field: &Field, value: &str, key: &str) -> String {
    let value = match &field.presence {
        Presence::Default(default) => {
            format!("{}({value}, {})", expr.imports.value("wire", "orElse"), json(default))
        }
        Presence::Required | Presence::Optional => value.to_owned(),
    };
    let hides_more = field.sensitive && !is_scalar(expr.resolved(&field.ty));
    if hides_more {
        let reader = expr.reader(&field.ty, &field.constraints);
        return format!("{}({value}, path, {key}, {reader})", expr.imports.value("wire", "masked"));
    }
    expr.read(&field.ty, &field.constraints, &value, "path", key)
}

fn is_scalar(ty: &Type) -> bool {
    !matches!(
        ty,
        Type::Json
            | Type::Map(_)
            | Type::List(_)
            | Type::JsonText(_)
            | Type::Nullable(_)
            | Type::Named(_)
    )
}

fn record_parts(expr: &Expr<'_>, name: &str, record: &Record) -> Parts {
    let Record { fields, rest, unknown } = record;
    let wire = |name| expr.imports.value("wire", name);
    let mut members: Vec<MemberView> = fields
        .iter()
        .map(|field| MemberView {
            doc: field_doc(field),
            name: member(&field.name),
            optional: field.presence == Presence::Optional,
            ty: expr.ty(&field.ty),
        })
        .collect();
    let known: Vec<String> = fields.iter().map(|field| text(&field.name)).collect();
    let known = format!("[{}]", known.join(", "));
    let kept =
        rest.clone().or((*unknown == crate::model::UnknownFields::Preserve).then_some(Type::Json));
    let optional: Vec<&Field> =
        fields.iter().filter(|field| field.presence == Presence::Optional).collect();
    let strict = kept.is_none() && *unknown == crate::model::UnknownFields::Reject;

    let mut read = vec![format!("const from = {}<{name}>(value, up, key);", wire("readObject"))];
    if !fields.is_empty() || strict {
        read.push("const path: Path = { up, key };".to_owned());
    }
    if strict {
        read.push(format!("{}(from, path, {known});", wire("onlyKeys")));
    }
    if fields.is_empty() && kept.is_none() && !strict {
        read = vec![format!("{}(value, up, key);", wire("readObject"))];
    }
    let is_optional = |field: &Field| field.presence == Presence::Optional;
    let in_steps = !optional.is_empty() || kept.is_some();
    // What is wrong is found in the order of the fields.
    let first = fields.iter().take_while(|field| !is_optional(field)).count();
    let mixed = fields.iter().skip(first).any(|field| !is_optional(field));
    let (together, one_by_one) = fields.split_at(if mixed { 0 } else { first });
    // A field that every object seems to have is absent only where there is no prototype.
    let bare = optional.iter().any(|field| super::literal::is_inherited(&field.name));
    let close = if bare { "});" } else { "};" };
    let open = if bare {
        let mutable = expr.imports.ty("wire", "Mutable");
        format!("const out = Object.assign(Object.create(null) as {mutable}<{name}>, {{")
    } else if mixed {
        format!("const out = {{}} as {}<{name}>;", expr.imports.ty("wire", "Mutable"))
    } else if in_steps {
        format!("const out: {}<{name}> = {{", expr.imports.ty("wire", "Mutable"))
    } else {
        "return {".to_owned()
    };
    let read_one = |field: &Field| {
        let value = expr.member("from", &field.name);
        read_field(expr, field, &value, &text(&field.name))
    };
    if mixed && !bare {
        read.push(open);
    } else if together.is_empty() {
        read.push(format!("{open}{close}"));
    } else {
        read.push(open);
        let lines =
            together.iter().map(|each| format!("  {}: {},", key(&each.name), read_one(each)));
        read.extend(lines);
        read.push(close.to_owned());
    }
    for field in one_by_one {
        let code = read_one(field);
        let set = if field.name == "__proto__" {
            format!(
                "Object.defineProperty(out, '__proto__', {{ value: {code}, enumerable: true, configurable: true, writable: true }})"
            )
        } else {
            format!("{} = {code}", access("out", &field.name))
        };
        read.push(match is_optional(field) {
            true => format!("if ({} !== undefined) {set};", expr.member("from", &field.name)),
            false => format!("{set};"),
        });
    }
    let mut write_rest = None;
    if let Some(kept) = &kept {
        let rest = rest_name(record);
        members.push(MemberView {
            doc: vec!["Keys that the definition does not name.".to_owned()],
            name: rest.to_owned(),
            optional: true,
            ty: expr.ty(&Type::Map(Box::new(kept.clone()))),
        });
        let map = Type::Map(Box::new(kept.clone()));
        let value = format!("{}(from, {known})", wire("without"));
        read.push(format!(
            "const rest = {};",
            expr.read(&map, &Constraints::default(), &value, "up", "key")
        ));
        read.push(format!("if (Object.keys(rest).length > 0) out.{rest} = rest;"));
        let written = expr.write(&map, &format!("(value.{rest} ?? {{}})"));
        write_rest = Some(format!("...{}({written}, {known}),", wire("without")));
    }
    if in_steps {
        read.push("return out;".to_owned());
    }
    let mut write = Vec::new();
    for field in fields {
        write.push(format!("{}: {},", key(&field.name), write_field(expr, field)));
    }
    write.extend(write_rest);
    let write = if write.is_empty() {
        vec!["return {};".to_owned()]
    } else {
        let lines = write.iter().map(|line| format!("  {line}"));
        ["return {".to_owned()].into_iter().chain(lines).chain(["};".to_owned()]).collect()
    };
    Parts { members: Some(members), read, write, ..Parts::default() }
}

fn write_field(expr: &Expr<'_>, field: &Field) -> String {
    let value = expr.member("value", &field.name);
    let written = expr.write(&field.ty, &value);
    match &field.presence {
        Presence::Required => written,
        Presence::Optional if written == value => written,
        Presence::Optional => format!("{value} === undefined ? undefined : {written}"),
        Presence::Default(default) => {
            format!("{}({written}, {})", expr.imports.value("wire", "unlessDefault"), json(default))
        }
    }
}

fn tuple_parts(expr: &Expr<'_>, id: TypeId, tuple: &Tuple) -> Parts {
    let Tuple { items, rest } = tuple;
    let wire = |name| expr.imports.value("wire", name);
    let mut alias = vec!["readonly [".to_owned()];
    for field in items {
        let mark = if field.presence == Presence::Optional { "?" } else { "" };
        push_doc(&mut alias, &field_doc(field));
        alias.push(format!("  {}{mark}: {},", label(field), expr.ty(&field.ty)));
    }
    if let Some(field) = rest {
        push_doc(&mut alias, &field_doc(field));
        let list = expr.ty(&Type::List(Box::new(field.ty.clone())));
        alias.push(format!("  ...{}: {list},", label(field)));
    }
    alias.push("]".to_owned());

    let spread = super::frames::is_spread_positionally(expr.protocol, id);
    let index = |position: usize| match (spread, position) {
        (false, _) => position.to_string(),
        (true, 0) => "start".to_owned(),
        (true, _) => format!("start + {position}"),
    };
    let required = items.iter().take_while(|field| field.presence != Presence::Optional).count();
    let max = if rest.is_some() { "Infinity".to_owned() } else { index(items.len()) };
    let mut read = if items.is_empty() && rest.is_none() {
        vec![format!("{}(value, up, key, {max});", wire("readTuple"))]
    } else {
        let from = format!("const from = {}(value, up, key, Infinity);", wire("readTuple"));
        vec![from, "const path: Path = { up, key };".to_owned()]
    };
    let item = |position: usize, field: &Field| {
        let at = index(position);
        read_field(expr, field, &format!("from[{at}]"), &at)
    };
    let mut lines: Vec<String> = items
        .iter()
        .take(required)
        .enumerate()
        .map(|(position, field)| item(position, field))
        .collect();
    if let Some(field) = rest {
        let from = index(items.len());
        let at = format!("{from} + index");
        let read = expr.read(&field.ty, &field.constraints, "each", "path", &at);
        lines.push(format!("...from.slice({from}).map((each, index) => {read})"));
    }
    let optional: Vec<(usize, &Field)> = items.iter().enumerate().skip(required).collect();
    // Positions behind the last are looked at once those before are read.
    let (open, close) = match rest {
        Some(_) => ("return [".to_owned(), "]".to_owned()),
        None if items.is_empty() => ("return [".to_owned(), "]".to_owned()),
        None => {
            let ends = wire("endsAt");
            (format!("return {ends}(from, up, key, {max}, ["), "] as const)".to_owned())
        }
    };
    if optional.is_empty() {
        read.push(open);
        read.extend(lines.iter().map(|line| format!("  {line},")));
        read.push(format!("{close};"));
    } else {
        // Missing positions stay missing, so that the length is as on the wire.
        for (position, field) in optional {
            let value = item(position, field);
            lines.push(format!("...(from.length > {} ? [{value}] as const : [])", index(position)));
        }
        if rest.is_some() {
            let tail = lines.remove(required);
            lines.push(tail);
        }
        read.push(open);
        read.extend(lines.iter().map(|line| format!("  {line},")));
        read.push(format!("{close} as unknown as {};", expr.names.ty(id)));
    }

    let mut write = vec!["return [".to_owned()];
    for (position, field) in items.iter().enumerate() {
        let value = format!("value[{position}]");
        let written = expr.write(&field.ty, &value);
        if field.presence == Presence::Optional {
            write.push(format!("  ...({value} === undefined ? [] : [{written}]),"));
        } else {
            write.push(format!("  {written},"));
        }
    }
    if let Some(field) = rest {
        let mut tail = format!("value.slice({})", items.len());
        if expr.is_written(&field.ty) {
            // TypeScript takes an item of the tail for any of the tuple's.
            let list = expr.ty(&Type::List(Box::new(field.ty.clone())));
            tail = format!("({tail} as {list}).map((each) => {})", expr.write(&field.ty, "each"));
        }
        write.push(format!("  ...{tail},"));
    }
    write.push("];".to_owned());
    Parts { alias, positional: spread, read, write, ..Parts::default() }
}

fn label(field: &Field) -> String {
    crate::names::typescript::value_name(field.words())
}

fn push_doc(out: &mut Vec<String>, doc: &[String]) {
    if let [only] = doc {
        out.push(format!("  /** {only} */"));
    } else if !doc.is_empty() {
        out.push("  /**".to_owned());
        out.extend(doc.iter().map(|line| format!("   * {line}").trim_end().to_owned()));
        out.push("   */".to_owned());
    }
}

/// The documentation of a value of a set.
pub(super) fn value_doc(doc: &Doc) -> Vec<String> {
    doc::lines(doc, "", &[])
}
