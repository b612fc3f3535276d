//! Types, fields and their constraints.

use super::Doc;
use serde_json::Value;

/// An index into [`Protocol::types`](super::Protocol::types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// The type of a value, as written at a field; everything with members of its own is a [`TypeDef`].
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// `bool`.
    Bool,
    /// `string`.
    String,
    /// `i8` to `u64`: a JSON number without fraction, in range. `1.0` and `1e2` count as integers,
    /// as in JSON Schema.
    Int(IntKind),
    /// `i64<bigint>` and `u64<bigint>`: as [`Type::Int`], but TypeScript yields a `bigint`.
    BigInt(IntKind),
    /// `f32` and `f64`.
    Float(FloatKind),
    /// `string<u64>`: a canonical decimal integer as text, in range.
    IntText(IntKind),
    /// `string<decimal>`: an exact decimal number as text, kept as it came.
    Decimal,
    /// `bytes`: standard base64 with padding.
    Bytes,
    /// `timestamp`, `timestamp<ms>`, `timestamp<s>`.
    Timestamp(TimeForm),
    /// `duration<ms>`, `duration<s>`: a number that is not negative.
    Duration(DurationUnit),
    /// `uuid`.
    Uuid,
    /// `url`: an absolute URL.
    Url,
    /// `json`: any JSON value.
    Json,
    /// `map<T>`: an object with free keys.
    Map(Box<Type>),
    /// `list<T>`.
    List(Box<Type>),
    /// `json<T>`: a T written as JSON text inside a string.
    JsonText(Box<Type>),
    /// `T?`: a T or `null`. Never nested.
    Nullable(Box<Type>),
    /// `=value`: exactly this value.
    Const(Literal),
    /// A type of [`Protocol::types`](super::Protocol::types).
    Named(TypeId),
}

/// Width and sign of an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum IntKind {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

impl IntKind {
    /// The name in the definition, which is also the name in Rust.
    pub fn name(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
        }
    }

    /// The smallest value.
    pub fn min(self) -> i128 {
        match self {
            Self::I8 => i8::MIN.into(),
            Self::I16 => i16::MIN.into(),
            Self::I32 => i32::MIN.into(),
            Self::I64 => i64::MIN.into(),
            Self::U8 | Self::U16 | Self::U32 | Self::U64 => 0,
        }
    }

    /// The largest value.
    pub fn max(self) -> i128 {
        match self {
            Self::I8 => i8::MAX.into(),
            Self::I16 => i16::MAX.into(),
            Self::I32 => i32::MAX.into(),
            Self::I64 => i64::MAX.into(),
            Self::U8 => u8::MAX.into(),
            Self::U16 => u16::MAX.into(),
            Self::U32 => u32::MAX.into(),
            Self::U64 => u64::MAX.into(),
        }
    }
}

/// Precision of a floating-point number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum FloatKind {
    F32,
    F64,
}

/// How an instant is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeForm {
    /// RFC 3339 text.
    Rfc3339,
    /// Milliseconds since the Unix epoch, an integer.
    UnixMillis,
    /// Seconds since the Unix epoch, an integer.
    UnixSeconds,
}

/// The unit in which a duration is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum DurationUnit {
    Millis,
    Seconds,
}

/// A constant on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// Text.
    Text(String),
}

impl Literal {
    /// How an error names it: text stands in quotes where it could be taken for something else.
    pub(crate) fn said(&self) -> String {
        match self {
            Self::Text(text) if serde_json::from_str::<Value>(text).is_err() => text.clone(),
            other => other.to_json().to_string(),
        }
    }

    /// The constant as a JSON value.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Int(value) => (*value).into(),
            Self::Text(value) => value.as_str().into(),
        }
    }
}

/// A type with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// The name, unique; for a type written in place, derived from where it stands.
    pub name: String,
    /// Whether the definition names it itself (`types:`), or it was written in place.
    pub declared: bool,
    /// What it is.
    pub doc: Doc,
    /// Valid values, as JSON.
    pub examples: Vec<Value>,
    /// Its members.
    pub kind: TypeKind,
}

/// What kind of type a [`TypeDef`] is.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "types are few, and boxes would be in every match")]
pub enum TypeKind {
    /// An object.
    Record(Record),
    /// An array whose positions have meanings.
    Tuple(Tuple),
    /// A set of strings.
    Enum(Enum),
    /// A set of integers with names.
    IntEnum(IntEnum),
    /// Named bits of an integer.
    Flags(Flags),
    /// One of several types.
    Union(Union),
    /// Another type under a name, perhaps constrained.
    Alias(Alias),
    /// A payload given as JSON Schema: the schema, self-contained, in the 2020-12 dialect.
    Schema(Value),
}

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Fields in order; those of spread records (`...: Other`) are already here.
    pub fields: Vec<Field>,
    /// `...: map<T>`: the T of all other keys.
    pub rest: Option<Type>,
    /// What happens to other keys when `rest` is `None`.
    pub unknown: UnknownFields,
}

/// An array whose positions have meanings.
#[derive(Debug, Clone, PartialEq)]
pub struct Tuple {
    /// Positions in order. Only the last ones may be [`Presence::Optional`]. None has a default.
    pub items: Vec<Field>,
    /// `...name: T`: any number of further items.
    pub rest: Option<Field>,
}

/// A field of a record, a position of a tuple, a query parameter or a header.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The name on the wire; for a position, the name in code.
    pub name: String,
    /// The name in code, where `name:` overrides it.
    pub rename: Option<String>,
    /// Its type.
    pub ty: Type,
    /// Whether it may be absent.
    pub presence: Presence,
    /// What else must hold.
    pub constraints: Constraints,
    /// Masked in logs and errors.
    pub sensitive: bool,
    /// What it is.
    pub doc: Doc,
    /// Valid values, as JSON.
    pub examples: Vec<Value>,
}

impl Field {
    /// The words from which a target makes the name in code.
    pub fn words(&self) -> &str {
        self.rename.as_deref().unwrap_or(&self.name)
    }
}

/// Whether a field may be absent.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// Always there.
    Required,
    /// `name?`: may be absent; never written as `null` for that.
    Optional,
    /// `= value`: absent means this value; written only when it differs.
    Default(Value),
}

/// What must hold beyond the type. Length counts Unicode code points of a string, bytes of
/// `bytes`, items of a list, keys of a map. Applies to the value below [`Type::Nullable`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Constraints {
    /// Smallest number (inclusive).
    pub min: Option<Number>,
    /// Largest number (inclusive).
    pub max: Option<Number>,
    /// The number is larger than this.
    pub above: Option<Number>,
    /// The number is smaller than this.
    pub below: Option<Number>,
    /// The integer is a multiple of this.
    pub multiple_of: Option<u64>,
    /// Smallest length.
    pub min_length: Option<u64>,
    /// Largest length.
    pub max_length: Option<u64>,
    /// A regular expression, searched for anywhere in the text, in the spelling that every output
    /// takes as it is ([`portable`](crate::pattern::portable)).
    pub pattern: Option<String>,
    /// No two items of the list are equal.
    pub unique: bool,
}

impl Constraints {
    /// Whether there is nothing to check.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A bound: an integer exactly, or a fraction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// An integer.
    Int(i128),
    /// A finite number with a fraction.
    Float(f64),
}

/// A set of strings.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// The known values.
    pub values: Vec<EnumValue<String>>,
    /// Whether any other string is valid too.
    pub open: bool,
}

/// A set of integers with names.
#[derive(Debug, Clone, PartialEq)]
pub struct IntEnum {
    /// The known values.
    pub values: Vec<EnumValue<i64>>,
    /// Whether any other integer is valid too.
    pub open: bool,
}

/// One value of a set.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue<T> {
    /// The value on the wire.
    pub value: T,
    /// The words from which a target makes the name in code.
    pub name: String,
    /// What it means.
    pub doc: Doc,
}

/// Named bits of an integer. Bits without a name are kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Flags {
    /// The width: `u8`, `u16`, `u32` or `u64`.
    pub repr: IntKind,
    /// Whether the number is written as decimal text.
    pub text: bool,
    /// The bits: `value` is the bit's number, 0 the lowest.
    pub bits: Vec<EnumValue<u8>>,
}

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// How the variants are told apart.
    pub by: UnionBy,
    /// The variants.
    pub variants: Vec<Variant>,
    /// Whether anything else is valid too and kept as JSON: another tag, another key, another kind.
    pub open: bool,
}

/// How the variants of a union are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnionBy {
    /// `on: key`: an object's field holds the variant's tag; the variant is a record beside it.
    /// The record itself has no field of that name.
    Tag(String),
    /// `on: key, content: other`: the tag in one field, the variant in another.
    Adjacent {
        /// The field with the tag.
        tag: String,
        /// The field with the variant.
        content: String,
    },
    /// `by: key`: an object whose one known key is the variant's tag and holds the variant.
    Key,
    /// `by: presence`: a record that has the key of the variant's tag.
    Presence,
    /// `A | B`: by the JSON kind of the value, and constants by their value.
    Kind,
}

/// One variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What selects it: the tag, the key; for [`UnionBy::Kind`], `Null`, which means nothing.
    pub tag: Literal,
    /// The words from which a target makes the name in code.
    pub name: String,
    /// Its type. For [`UnionBy::Tag`] and [`UnionBy::Presence`], always a record.
    pub ty: Type,
    /// What it means.
    pub doc: Doc,
}

/// Another type under a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// The type. Never [`Type::Nullable`] of itself; cycles pass through a record, list or map.
    pub ty: Type,
    /// What else must hold.
    pub constraints: Constraints,
}

/// What happens to something that the definition does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownFields {
    /// Read over.
    Ignore,
    /// Kept with the value and written again.
    Preserve,
    /// An error.
    Reject,
}
