//! Unions: which variant a value is.

use super::{
    Code, Fault,
    fault::one_of,
    number::{Num, equal},
    value::{Base, Judge, kind, kinds, object},
};
use crate::model::{Literal, Type, Union, UnionBy, UnknownFields, Variant};
use serde_json::{Map, Value};

impl<'p> Judge<'p> {
    /// A value of a union.
    pub(super) fn union(self, union: &Union, value: &Value, depth: u32) -> Result<(), Fault> {
        match &union.by {
            UnionBy::Tag(tag) => self.tagged(union, tag, object(value)?, depth),
            UnionBy::Adjacent { tag, content } => {
                self.adjacent(union, tag, content, object(value)?, depth)
            }
            UnionBy::Key => self.by_key(union, object(value)?, depth),
            UnionBy::Presence => self.by_presence(union, value, depth),
            UnionBy::Kind => self.by_kind(union, value, depth),
        }
    }

    fn tagged(
        self,
        union: &Union,
        tag: &str,
        map: &Map<String, Value>,
        depth: u32,
    ) -> Result<(), Fault> {
        let found = map.get(tag).ok_or_else(|| Fault::missing(tag))?;
        let Some(variant) = variant_of(union, found) else {
            return if union.open { Ok(()) } else { Err(unknown_tag(union).below(tag)) };
        };
        let own = map.iter().filter(|(key, _)| *key != tag);
        let own = own.map(|(key, value)| (key.clone(), value.clone())).collect();
        self.value(&variant.ty, &Value::Object(own), depth + 1)
    }

    fn adjacent(
        self,
        union: &Union,
        tag: &str,
        content: &str,
        map: &Map<String, Value>,
        depth: u32,
    ) -> Result<(), Fault> {
        self.only(map, |key| key == tag || key == content)?;
        let found = map.get(tag).ok_or_else(|| Fault::missing(tag))?;
        let inside = map.get(content).ok_or_else(|| Fault::missing(content))?;
        match variant_of(union, found) {
            Some(variant) => {
                self.value(&variant.ty, inside, depth + 1).map_err(|fault| fault.below(content))
            }
            None if union.open => Ok(()),
            None => Err(unknown_tag(union).below(tag)),
        }
    }

    fn by_key(self, union: &Union, map: &Map<String, Value>, depth: u32) -> Result<(), Fault> {
        let Some((variant, key)) = one_known(union, map)? else {
            return if union.open { Ok(()) } else { Err(no_key(union)) };
        };
        self.only(map, |other| other == key)?;
        let Some(inside) = map.get(key) else { return Ok(()) };
        self.value(&variant.ty, inside, depth + 1).map_err(|fault| fault.below(key))
    }

    fn by_presence(self, union: &Union, value: &Value, depth: u32) -> Result<(), Fault> {
        match one_known(union, object(value)?)? {
            Some((variant, _)) => self.value(&variant.ty, value, depth + 1),
            None if union.open => Ok(()),
            None => Err(no_key(union)),
        }
    }

    fn by_kind(self, union: &Union, value: &Value, depth: u32) -> Result<(), Fault> {
        let constants = union.variants.iter().filter_map(|variant| self.constant_of(&variant.ty));
        if constants.into_iter().any(|literal| equal(&literal.to_json(), value)) {
            return Ok(());
        }
        let whole = matches!(value, Value::Number(number) if Num::of(number).is_whole());
        let of_kind = |wanted: &str| {
            union.variants.iter().find(|variant| {
                self.constant_of(&variant.ty).is_none()
                    && self.variant_kinds(variant).contains(&wanted)
            })
        };
        let exact = if whole { of_kind_integer(self, union) } else { None };
        match exact.or_else(|| of_kind(if whole { "integer" } else { kind(value) })) {
            Some(variant) => self.value(&variant.ty, value, depth + 1),
            None if union.open => Ok(()),
            None => {
                let mut expected = Vec::new();
                for variant in &union.variants {
                    for kind in self.variant_kinds(variant) {
                        if !expected.contains(&kind.to_owned()) {
                            expected.push(kind.to_owned());
                        }
                    }
                }
                Err(Fault::wrong_kind(one_of(expected), value))
            }
        }
    }

    /// The JSON kinds of a variant.
    fn variant_kinds(self, variant: &Variant) -> Vec<&'static str> {
        kinds(self, &variant.ty)
    }

    /// The constant that a type stands for, if it is one.
    pub(crate) fn constant_of<'t>(self, ty: &'t Type) -> Option<&'t Literal>
    where
        'p: 't,
    {
        match (ty, self.base(ty)) {
            (Type::Nullable(_), _) => None,
            (_, Base::Type(Type::Const(literal))) => Some(literal),
            _ => None,
        }
    }

    /// Refuses other keys where the definition says so.
    fn only(self, map: &Map<String, Value>, known: impl Fn(&str) -> bool) -> Result<(), Fault> {
        if self.protocol.wire.unknown_field != UnknownFields::Reject {
            return Ok(());
        }
        let other = map.keys().find(|key| !known(key));
        other.map_or(Ok(()), |key| Err(Fault::unknown_field(key)))
    }
}

/// The variant for integers alone, which wins over one for all numbers.
fn of_kind_integer<'u>(judge: Judge<'_>, union: &'u Union) -> Option<&'u Variant> {
    union.variants.iter().find(|variant| {
        let kinds = kinds(judge, &variant.ty);
        judge.constant_of(&variant.ty).is_none()
            && kinds.contains(&"integer")
            && !kinds.contains(&"number")
    })
}

fn variant_of<'u>(union: &'u Union, tag: &Value) -> Option<&'u Variant> {
    union.variants.iter().find(|variant| equal(&variant.tag.to_json(), tag))
}

/// The key of a variant that is selected by a key.
pub(crate) fn key_of(variant: &Variant) -> String {
    match &variant.tag {
        Literal::Text(text) => text.clone(),
        other => other.to_json().to_string(),
    }
}

/// The one variant whose key is there.
fn one_known<'u>(
    union: &'u Union,
    map: &'u Map<String, Value>,
) -> Result<Option<(&'u Variant, &'u str)>, Fault> {
    let mut found = None;
    for variant in &union.variants {
        if let Some((key, _)) = map.get_key_value(&key_of(variant)) {
            if found.is_some() {
                let known = one_of(union.variants.iter().map(key_of));
                return Err(Fault::new(Code::Ambiguous, format!("only {known}")));
            }
            found = Some((variant, key.as_str()));
        }
    }
    Ok(found)
}

fn unknown_tag(union: &Union) -> Fault {
    Fault::new(Code::UnknownValue, one_of(union.variants.iter().map(|variant| variant.tag.said())))
}

fn no_key(union: &Union) -> Fault {
    let known = one_of(union.variants.iter().map(key_of));
    Fault::new(Code::MissingField, format!("an object with {known}"))
}
