//! Types, readers and writers as expressions.

use super::{
    imports::Imports,
    literal::{self, MAX_SAFE, literal, number, regex},
    names::Names,
};
use crate::model::{
    Constraints, DurationUnit, FloatKind, IntKind, Number, Protocol, TimeForm, Type, TypeId,
    TypeKind, UnionBy,
};
use std::collections::BTreeSet;

/// What makes the expressions of one file.
pub(super) struct Expr<'a> {
    pub(super) protocol: &'a Protocol,
    pub(super) names: &'a Names,
    pub(super) imports: Imports,
}

impl<'a> Expr<'a> {
    /// For one file.
    pub(super) fn new(protocol: &'a Protocol, names: &'a Names) -> Self {
        Self { protocol, names, imports: Imports::default() }
    }

    /// A type.
    pub(super) fn ty(&self, ty: &Type) -> String {
        let scalar = |name| self.imports.ty("scalars", name);
        match ty {
            Type::Bool => "boolean".to_owned(),
            Type::String => "string".to_owned(),
            Type::Int(_)
            | Type::Float(_)
            | Type::Duration(DurationUnit::Millis | DurationUnit::Seconds) => "number".to_owned(),
            Type::BigInt(_) => "bigint".to_owned(),
            Type::IntText(_) => scalar("IntegerText"),
            Type::Decimal => scalar("Decimal"),
            Type::Bytes => "Uint8Array".to_owned(),
            Type::Timestamp(TimeForm::Rfc3339) => scalar("Timestamp"),
            Type::Timestamp(TimeForm::UnixMillis) => scalar("UnixMillis"),
            Type::Timestamp(TimeForm::UnixSeconds) => scalar("UnixSeconds"),
            Type::Uuid => scalar("Uuid"),
            Type::Url => scalar("Url"),
            Type::Json => "unknown".to_owned(),
            // Unlike `Record`, this may name the type that it is part of.
            Type::Map(inner) => format!("{{ readonly [key: string]: {} }}", self.ty(inner)),
            Type::List(inner) => {
                let item = self.ty(inner);
                // JSON as text is what the text holds.
                let mut plain = &**inner;
                while let Type::JsonText(held) = plain {
                    plain = held;
                }
                if matches!(plain, Type::Nullable(_) | Type::List(_)) && item != "unknown" {
                    format!("readonly ({item})[]")
                } else {
                    format!("readonly {item}[]")
                }
            }
            Type::JsonText(inner) => self.ty(inner),
            Type::Nullable(inner) => match self.ty(inner).as_str() {
                "unknown" => "unknown".to_owned(),
                inner => format!("{inner} | null"),
            },
            Type::Const(value) => literal(value),
            Type::Named(id) => self.imports.ty("types", self.names.ty(*id)),
        }
    }

    /// A function that reads a value: `readString`, or an arrow function.
    pub(super) fn reader(&self, ty: &Type, constraints: &Constraints) -> String {
        let direct = match ty {
            _ if !constraints.is_empty() => None,
            Type::Named(id) => Some(self.read_name(*id)),
            Type::Bool | Type::String | Type::Float(FloatKind::F64) | Type::Json => {
                let call = self.read(ty, constraints, "", "", "");
                call.split_once('(').map(|(name, _)| name.to_owned())
            }
            Type::Bytes
            | Type::Uuid
            | Type::Url
            | Type::Decimal
            | Type::Duration(_)
            | Type::Timestamp(TimeForm::Rfc3339) => {
                let call = self.read(ty, constraints, "", "", "");
                call.split_once('(').map(|(name, _)| name.to_owned())
            }
            _ => None,
        };
        direct.unwrap_or_else(|| {
            format!("(value, up, key) => {}", self.read(ty, constraints, "value", "up", "key"))
        })
    }

    /// The name of the function that reads a named type.
    pub(super) fn read_name(&self, id: TypeId) -> String {
        self.imports.value("types", &format!("read{}", self.names.ty(id)))
    }

    /// The name of the function that writes a named type.
    pub(super) fn write_name(&self, id: TypeId) -> String {
        self.imports.value("types", &format!("write{}", self.names.ty(id)))
    }

    /// An expression that reads `value`, which stands at `key` below `up`.
    pub(super) fn read(
        &self,
        ty: &Type,
        constraints: &Constraints,
        value: &str,
        up: &str,
        key: &str,
    ) -> String {
        let wire = |name| self.imports.value("wire", name);
        let scalar = |name| self.imports.value("scalars", name);
        let at = format!("{up}, {key}");
        let mut bounds = Bounds::new(constraints);
        let base = match ty {
            Type::Bool => format!("{}({value}, {at})", wire("readBoolean")),
            Type::String => format!("{}({value}, {at})", wire("readString")),
            Type::Int(kind) => {
                let (min, max) = bounds.integer(*kind);
                let safe = i128::from(MAX_SAFE);
                let (min, max) = (min.max(-safe), max.min(safe));
                format!("{}({value}, {at}, {}, {})", wire("readInteger"), bound(min), bound(max))
            }
            Type::BigInt(kind) => {
                let (min, max) = bounds.integer(*kind);
                format!("{}({value}, {at}, {min}n, {max}n)", scalar("readBigInt"))
            }
            Type::IntText(kind) => {
                let (min, max) = bounds.integer(*kind);
                format!("{}({value}, {at}, {min}n, {max}n)", scalar("readIntegerText"))
            }
            Type::Float(FloatKind::F64) => format!("{}({value}, {at})", wire("readNumber")),
            Type::Float(FloatKind::F32) => {
                format!("{}({value}, {at}, {:e})", wire("readNumber"), f32::MAX)
            }
            Type::Decimal => format!("{}({value}, {at})", scalar("readDecimal")),
            Type::Bytes => format!("{}({value}, {at})", scalar("readBytes")),
            Type::Timestamp(TimeForm::Rfc3339) => {
                format!("{}({value}, {at})", scalar("readTimestamp"))
            }
            Type::Timestamp(TimeForm::UnixMillis | TimeForm::UnixSeconds) => {
                format!("{}<{}>({value}, {at})", scalar("readUnix"), self.ty(ty))
            }
            Type::Duration(_) => format!("{}({value}, {at})", scalar("readDuration")),
            Type::Uuid => format!("{}({value}, {at})", scalar("readUuid")),
            Type::Url => format!("{}({value}, {at})", scalar("readUrl")),
            Type::Json => format!("{}({value}, {at})", wire("readJson")),
            Type::Map(inner) => {
                let item = self.reader(inner, &Constraints::default());
                format!("{}({value}, {at}, {item})", wire("readMap"))
            }
            Type::List(inner) => {
                let item = self.reader(inner, &Constraints::default());
                format!("{}({value}, {at}, {item})", wire("readList"))
            }
            Type::JsonText(inner) => {
                let read = self.reader(inner, &Constraints::default());
                format!("{}({value}, {at}, {read})", self.imports.value("json", "readJsonText"))
            }
            Type::Nullable(inner) => {
                let inner = self.read(inner, constraints, value, up, key);
                return format!("{value} === null ? null : {inner}");
            }
            Type::Const(value_of) => {
                format!("{}({value}, {at}, {})", wire("readConstant"), literal(value_of))
            }
            Type::Named(id) => format!("{}({value}, {at})", self.read_name(*id)),
        };
        self.constrained(ty, base, &at, constraints, &bounds)
    }

    /// An expression that checks constraints of a value that was read already.
    pub(super) fn check(
        &self,
        ty: &Type,
        constraints: &Constraints,
        value: &str,
        up: &str,
        key: &str,
    ) -> String {
        let bounds = Bounds::new(constraints);
        self.constrained(ty, value.to_owned(), &format!("{up}, {key}"), constraints, &bounds)
    }

    fn constrained(
        &self,
        ty: &Type,
        base: String,
        at: &str,
        constraints: &Constraints,
        bounds: &Bounds,
    ) -> String {
        let wire = |name| self.imports.value("wire", name);
        let mut out = base;
        if constraints.min_length.is_some() || constraints.max_length.is_some() {
            let min = constraints.min_length.unwrap_or(0);
            let max = constraints.max_length.map_or("Infinity".to_owned(), |max| max.to_string());
            out = format!("{}({out}, {at}, {min}, {max})", wire("sized"));
        }
        if let Some(pattern) = &constraints.pattern {
            out = format!("{}({out}, {at}, {})", wire("matching"), regex(pattern));
        }
        if constraints.unique {
            out = format!("{}({out}, {at})", wire("unique"));
        }
        if let Some(step) = constraints.multiple_of {
            let step =
                if matches!(ty, Type::BigInt(_)) { format!("{step}n") } else { step.to_string() };
            out = format!("{}({out}, {at}, {step})", wire("multipleOf"));
        }
        let (check, arguments) = match self.resolved(ty) {
            Type::Decimal => (("scalars", "boundedDecimal"), bounds.exact()),
            _ => (("wire", "bounded"), bounds.rest()),
        };
        if let Some(arguments) = arguments {
            let check = self.imports.value(check.0, check.1);
            out = format!("{check}({out}, {at}, {arguments})");
        }
        out
    }

    /// Whether a value is written as something else than itself.
    pub(super) fn is_written(&self, ty: &Type) -> bool {
        // Not by recursion: a definition may chain thousands of types.
        let mut open = vec![ty];
        let mut seen = BTreeSet::new();
        while let Some(ty) = open.pop() {
            let id = match ty {
                Type::Bytes | Type::JsonText(_) => return true,
                Type::Map(inner) | Type::List(inner) | Type::Nullable(inner) => {
                    open.push(inner);
                    continue;
                }
                Type::Named(id) if seen.insert(*id) => id,
                _ => continue,
            };
            match &self.protocol.type_def(*id).kind {
                TypeKind::Record(_) => return true,
                TypeKind::Flags(flags) if flags.text => return true,
                TypeKind::Union(union) if union.open || !matches!(union.by, UnionBy::Kind) => {
                    return true;
                }
                TypeKind::Tuple(tuple) => {
                    open.extend(tuple.items.iter().chain(&tuple.rest).map(|field| &field.ty));
                }
                TypeKind::Union(union) => open.extend(union.variants.iter().map(|each| &each.ty)),
                TypeKind::Alias(alias) => open.push(&alias.ty),
                TypeKind::Flags(_)
                | TypeKind::Enum(_)
                | TypeKind::IntEnum(_)
                | TypeKind::Schema(_) => {}
            }
        }
        false
    }

    /// An expression that writes `value`.
    pub(super) fn write(&self, ty: &Type, value: &str) -> String {
        if !self.is_written(ty) {
            return value.to_owned();
        }
        match ty {
            Type::Bytes => format!("{}({value})", self.imports.value("scalars", "writeBytes")),
            Type::JsonText(inner) => {
                format!("{}({})", self.imports.value("json", "toJson"), self.write(inner, value))
            }
            Type::Map(inner) => {
                format!(
                    "{}({value}, {})",
                    self.imports.value("wire", "writeMap"),
                    self.writer(inner)
                )
            }
            Type::List(inner) => format!("{value}.map({})", self.writer(inner)),
            Type::Nullable(inner) => {
                format!("{value} === null ? null : {}", self.write(inner, value))
            }
            Type::Named(id) => format!("{}({value})", self.write_name(*id)),
            _ => value.to_owned(),
        }
    }

    /// A function that writes a value.
    pub(super) fn writer(&self, ty: &Type) -> String {
        match ty {
            Type::Named(id) if self.is_written(ty) => self.write_name(*id),
            Type::Bytes => self.imports.value("scalars", "writeBytes"),
            _ => format!("(value) => {}", self.write(ty, "value")),
        }
    }

    /// The type behind the names of aliases.
    pub(super) fn resolved<'t>(&'t self, mut ty: &'t Type) -> &'t Type {
        while let Type::Named(id) = ty {
            match &self.protocol.type_def(*id).kind {
                TypeKind::Alias(alias) => ty = &alias.ty,
                _ => break,
            }
        }
        ty
    }

    /// A member of `from`, read past its prototype where that has one of the same name.
    pub(super) fn member(&self, from: &str, name: &str) -> String {
        if literal::is_inherited(name) {
            return format!(
                "{}({from}, {})",
                self.imports.value("wire", "own"),
                literal::text(name)
            );
        }
        literal::access(from, name)
    }
}

fn bound(value: i128) -> String {
    let safe = i128::from(MAX_SAFE);
    if value == safe {
        "Number.MAX_SAFE_INTEGER".to_owned()
    } else if value == -safe {
        "Number.MIN_SAFE_INTEGER".to_owned()
    } else {
        value.to_string()
    }
}

/// Bounds of a number; those of an integer go into its range.
struct Bounds {
    min: Option<Number>,
    max: Option<Number>,
    above: Option<Number>,
    below: Option<Number>,
}

impl Bounds {
    fn new(constraints: &Constraints) -> Self {
        let Constraints { min, max, above, below, .. } = *constraints;
        Self { min, max, above, below }
    }

    fn integer(&mut self, kind: IntKind) -> (i128, i128) {
        let (mut low, mut high) = (kind.min(), kind.max());
        let floor = |number: f64| number.floor() as i128;
        match self.min.take() {
            Some(Number::Int(min)) => low = low.max(min),
            Some(Number::Float(min)) => low = low.max(-floor(-min)),
            None => {}
        }
        match self.above.take() {
            Some(Number::Int(above)) => low = low.max(above + 1),
            Some(Number::Float(above)) => low = low.max(floor(above) + 1),
            None => {}
        }
        match self.max.take() {
            Some(Number::Int(max)) => high = high.min(max),
            Some(Number::Float(max)) => high = high.min(floor(max)),
            None => {}
        }
        match self.below.take() {
            Some(Number::Int(below)) => high = high.min(below - 1),
            Some(Number::Float(below)) => high = high.min(-floor(-below) - 1),
            None => {}
        }
        (low, high)
    }

    /// The bounds as decimal text, so that they can be compared digit by digit.
    fn exact(&self) -> Option<String> {
        let rows =
            [("min", self.min), ("max", self.max), ("above", self.above), ("below", self.below)];
        let bounds = rows.into_iter().filter_map(|(name, bound)| {
            let text = match bound? {
                Number::Int(bound) => bound.to_string(),
                Number::Float(bound) => bound.to_string(),
            };
            Some(format!("{name}: '{text}'"))
        });
        let bounds: Vec<String> = bounds.collect();
        (!bounds.is_empty()).then(|| format!("{{ {} }}", bounds.join(", ")))
    }

    fn rest(&self) -> Option<String> {
        let bounds = [
            (self.min, "-Infinity"),
            (self.max, "Infinity"),
            (self.above, "-Infinity"),
            (self.below, "Infinity"),
        ];
        if bounds.iter().all(|(bound, _)| bound.is_none()) {
            return None;
        }
        let texts = bounds.map(|(bound, none)| bound.map_or(none.to_owned(), number));
        Some(texts.join(", "))
    }
}
