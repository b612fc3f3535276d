//! Binary messages: `binary.ts`.

use super::{
    doc,
    expr::Expr,
    literal::{access, key, member, text},
    types::{MemberView, field_doc},
};
use crate::model::{Binary, BinaryPart, Carrier, Doc, Field, IntKind, Type};
use serde::Serialize;

/// One layout.
#[derive(Serialize)]
pub(super) struct BinaryView {
    name: String,
    layout: String,
    doc: Vec<String>,
    members: Vec<MemberView>,
    read: Vec<String>,
    fields: Vec<String>,
    write: Vec<String>,
    has_path: bool,
}

impl BinaryView {
    /// Whether it has text.
    pub(super) fn has_text(&self) -> bool {
        self.read
            .iter()
            .chain(&self.fields)
            .chain(&self.write)
            .any(|line| line.to_lowercase().contains("utf8("))
    }

    /// Whether its fields are checked.
    pub(super) fn has_path(&self) -> bool {
        self.has_path
    }
}

/// Every layout.
pub(super) fn layouts(expr: &Expr<'_>) -> Vec<BinaryView> {
    let layouts = expr.protocol.wire.binary.iter().enumerate();
    layouts.map(|(index, layout)| view(expr, index, layout)).collect()
}

fn view(expr: &Expr<'_>, index: usize, layout: &Binary) -> BinaryView {
    let Binary { name, content, parts } = layout;
    let event = expr
        .protocol
        .events
        .iter()
        .find(|event| matches!(event.carrier, Carrier::Binary(id) if id.0 == index));
    let about = event.map_or_else(Doc::default, |event| event.doc.clone());
    let mut lines = doc::lines(&about, &format!("The binary message `{name}`."), &[]);
    if let Some(content) = content {
        doc::also(&mut lines, &format!("Its data is `{content}`."));
    }
    let mut view = BinaryView {
        name: expr.names.binary.get(index).cloned().unwrap_or_default(),
        layout: text(name),
        doc: lines,
        members: Vec::new(),
        read: Vec::new(),
        fields: Vec::new(),
        write: Vec::new(),
        has_path: false,
    };
    let constant = |part: &BinaryPart| matches!(part, BinaryPart::Const(_));
    let known = parts.iter().rposition(constant).map_or(0, |last| last + 1);
    let (before, behind) = parts.split_at(known);
    for part in before {
        push(expr, &mut view, part);
    }
    // Behind the last constant it is known which event it is, and so how large it may be.
    if let Some(max) = event.and_then(|event| event.max_size) {
        view.read.push(format!("{}(bytes, {max});", expr.imports.value("json", "checkBytes")));
    }
    for part in behind {
        push(expr, &mut view, part);
    }
    view
}

fn push(expr: &Expr<'_>, view: &mut BinaryView, part: &BinaryPart) {
    match part {
        BinaryPart::Const(bytes) => {
            let bytes: Vec<String> = bytes.iter().map(u8::to_string).collect();
            let bytes = format!("[{}]", bytes.join(", "));
            view.read.push(format!("if (!source.matches({bytes})) return undefined;"));
            view.write.push(format!("sink.bytes({bytes});"));
        }
        BinaryPart::Int { field, kind, little_endian, role: _ } => {
            let (method, size) = accessor(*kind);
            let endian = if size > 1 { format!(", {little_endian}") } else { String::new() };
            let raw = local(field);
            view.read.push(format!(
                "const {raw} = source.view.get{method}(source.take({size}, {}){endian});",
                text(&field.name)
            ));
            let wide = size == 8;
            let big = matches!(expr.resolved(&field.ty), Type::BigInt(_));
            let value = if wide && !big { format!("Number({raw})") } else { raw };
            declare(
                expr,
                view,
                field,
                expr.read(&field.ty, &field.constraints, &value, "path", &text(&field.name)),
            );
            let value = access("value", &field.name);
            let value = if wide && !big { format!("BigInt({value})") } else { value };
            view.write.push(format!("sink.view({size}).set{method}(0, {value}{endian});"));
        }
        BinaryPart::Float { field, double, little_endian } => {
            let (method, size) = if *double { ("Float64", 8) } else { ("Float32", 4) };
            let raw = local(field);
            view.read.push(format!(
                "const {raw} = source.view.get{method}(source.take({size}, {}), {little_endian});",
                text(&field.name)
            ));
            declare(expr, view, field, checked(expr, field, &raw));
            view.write.push(format!(
                "sink.view({size}).set{method}(0, {}, {little_endian});",
                access("value", &field.name)
            ));
        }
        BinaryPart::Prefixed { field, length, little_endian, role: _ } => {
            let (method, size) = accessor(*length);
            let endian = if size > 1 { format!(", {little_endian}") } else { String::new() };
            let raw = local(field);
            let name = text(&field.name);
            let count = format!("source.view.get{method}(source.take({size}, {name}){endian})");
            let count = if size == 8 { format!("Number({count})") } else { count };
            view.read.push(format!("const {raw} = source.slice({count}, {name});"));
            contents(expr, view, field, &raw);
            let bytes = written(expr, field);
            let length = if size == 8 { "BigInt(length)" } else { "length" };
            view.write.push(format!(
                "sink.prefixed({bytes}, {}, {name}, {size}, (view, length) => view.set{method}(0, {length}{endian}));",
                length_limit(size)
            ));
        }
        BinaryPart::Fixed { field, length } => {
            let raw = local(field);
            view.read.push(format!("const {raw} = source.slice({length}, {});", text(&field.name)));
            contents(expr, view, field, &raw);
            view.write.push(format!(
                "sink.fixed({}, {length}, {});",
                written(expr, field),
                text(&field.name)
            ));
        }
        BinaryPart::Rest(field) => {
            let raw = local(field);
            view.read.push(format!("const {raw} = source.rest();"));
            contents(expr, view, field, &raw);
            view.write.push(format!("sink.bytes({});", written(expr, field)));
        }
    }
}

fn local(field: &Field) -> String {
    format!("{}Part", crate::names::typescript::value_name(field.words()).trim_end_matches('_'))
}

fn accessor(kind: IntKind) -> (&'static str, u32) {
    match kind {
        IntKind::I8 => ("Int8", 1),
        IntKind::I16 => ("Int16", 2),
        IntKind::I32 => ("Int32", 4),
        IntKind::I64 => ("BigInt64", 8),
        IntKind::U8 => ("Uint8", 1),
        IntKind::U16 => ("Uint16", 2),
        IntKind::U32 => ("Uint32", 4),
        IntKind::U64 => ("BigUint64", 8),
    }
}

fn length_limit(size: u32) -> String {
    match size {
        1 => "0xff".to_owned(),
        2 => "0xffff".to_owned(),
        4 => "0xffff_ffff".to_owned(),
        _ => "Number.MAX_SAFE_INTEGER".to_owned(),
    }
}

fn declare(expr: &Expr<'_>, view: &mut BinaryView, field: &Field, code: String) {
    view.has_path |= code.contains("path, ");
    view.members.push(MemberView {
        doc: field_doc(field),
        name: member(&field.name),
        optional: false,
        ty: expr.ty(&field.ty),
    });
    view.fields.push(format!("{}: {code},", key(&field.name)));
}

fn checked(expr: &Expr<'_>, field: &Field, value: &str) -> String {
    expr.check(&field.ty, &field.constraints, value, "path", &text(&field.name))
}

fn contents(expr: &Expr<'_>, view: &mut BinaryView, field: &Field, raw: &str) {
    let name = text(&field.name);
    let code = match expr.resolved(&field.ty) {
        Type::String => checked(expr, field, &format!("readUtf8({raw}, path, {name})")),
        Type::JsonText(_) => expr.read(
            &field.ty,
            &field.constraints,
            &format!("readUtf8({raw}, path, {name})"),
            "path",
            &name,
        ),
        _ => checked(expr, field, raw),
    };
    declare(expr, view, field, code);
}

fn written(expr: &Expr<'_>, field: &Field) -> String {
    let value = access("value", &field.name);
    match expr.resolved(&field.ty) {
        Type::String => format!("utf8({value})"),
        Type::JsonText(_) => format!("utf8({})", expr.write(&field.ty, &value)),
        _ => value,
    }
}
