//! Binary messages: layouts and the events that they are.

use super::{Pending, event_limits};
use crate::{
    diagnostic::Diagnostic,
    model::{
        Binary, BinaryId, BinaryPart, Carrier, Constraints, Doc, Event, Field, FloatKind, IntKind,
        Payload, Presence, Role, Type, Wire,
    },
    resolve::{EventPlaces, Resolver, doc},
    source::Span,
    syntax::{BinaryDef, BinaryPartDef, BinaryPartKind, Definition, Text, TypeExpr, TypeExprKind},
};

impl Resolver<'_> {
    pub(super) fn binary_event(
        &mut self,
        each: &Pending<'_>,
        id: BinaryId,
        def: &BinaryDef,
        wire: &mut Wire,
        definition: &Definition,
    ) -> Event {
        if def.from.is_none() && self.cx.is_complete(def.span) {
            self.cx.report(
                Diagnostic::error(
                    "A0401",
                    each.name.span,
                    format!("nobody sends `{}`", each.name.value),
                )
                .help("say who: `from: server`, or the name of a peer"),
            );
        }
        let from = self.parties(def.from.as_ref());
        let to = match &def.to {
            Some(_) => self.parties(def.to.as_ref()),
            None => self.receivers(&from),
        };
        let parts = match &def.layout {
            Some(layout) => self.layout(&each.name.value, &layout.0),
            None => vec![BinaryPart::Rest(field("data", Type::Bytes))],
        };
        wire.binary.push(Binary {
            name: each.name.value.clone(),
            content: def.content.as_ref().map(|text| text.value.clone()),
            parts,
        });
        let (rate, max_size) = event_limits(def.limits.as_ref());
        let delivery = self.delivery(
            def.delivery.as_ref(),
            definition.delivery.as_ref(),
            &from,
            &Payload::Binary,
            None,
        );
        let examples = def.examples.iter().flat_map(|many| &many.0);
        self.places.events.push(EventPlaces {
            name: each.name.span,
            tag: each.name.span,
            payload: each.name.span,
            has_frame: false,
            examples: examples.clone().map(|json| json.span).collect(),
        });
        Event {
            name: each.name.value.clone(),
            channel: None,
            reply_to: None,
            from,
            to,
            carrier: Carrier::Binary(id),
            tag: Vec::new(),
            payload: Payload::Binary,
            optional_payload: false,
            reply: None,
            phase: self.phase(def.phase.as_ref()),
            delivery,
            rate,
            max_size,
            doc: doc(&def.summary, &def.description, &def.deprecated, &def.since),
            examples: examples.map(|json| json.value.clone()).collect(),
        }
    }

    fn layout(&mut self, name: &str, parts: &[BinaryPartDef]) -> Vec<BinaryPart> {
        let mut out: Vec<BinaryPart> = Vec::new();
        let mut names: Vec<(String, Span)> = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            if matches!(part.kind, BinaryPartKind::Rest(_)) && index + 1 < parts.len() {
                self.bad_layout(part.span, "nothing can follow the rest", "put `...` at the end");
                continue;
            }
            let Some(part) = self.part(name, part, &mut names) else { continue };
            out.push(part);
        }
        out
    }

    fn bad_layout(&mut self, span: Span, message: &str, help: &str) {
        self.cx.report(Diagnostic::error("A0307", span, message).help(help));
    }

    fn part(
        &mut self,
        event: &str,
        part: &BinaryPartDef,
        names: &mut Vec<(String, Span)>,
    ) -> Option<BinaryPart> {
        let expr = match &part.kind {
            BinaryPartKind::Const(bytes) => return Some(BinaryPart::Const(bytes.clone())),
            BinaryPartKind::Part(expr) | BinaryPartKind::Rest(expr) => expr,
        };
        let (name, role) = self.part_name(part, names)?;
        if let BinaryPartKind::Rest(_) = part.kind {
            let ty = self.type_of(expr, &format!("{event} {name}"))?;
            if !matches!(ty, Type::Bytes | Type::String | Type::JsonText(_)) {
                self.bad_layout(
                    expr.span,
                    "the rest cannot have this type",
                    "the rest is `bytes`, `string` or `json<T>`",
                );
                return None;
            }
            return Some(BinaryPart::Rest(field(&name, ty)));
        }
        let (base, argument) = match &expr.kind {
            TypeExprKind::Name(base, arguments) => (base.as_str(), arguments.first()),
            _ => ("", None),
        };
        if let Some(more) = more_arguments(expr) {
            self.bad_layout(
                more.span,
                &format!("`{base}` takes one argument in a layout"),
                "the byte order of a number, or the length of text and bytes; 64 bits are a `bigint` in TypeScript by themselves",
            );
            return None;
        }
        if matches!(base, "string" | "bytes") {
            return self.sized(expr, base, argument, &name, role);
        }
        let order = argument.and_then(word);
        let (kind, float) = match base {
            "f32" => (None, Some(FloatKind::F32)),
            "f64" => (None, Some(FloatKind::F64)),
            _ => (int_kind(base), None),
        };
        let single = matches!(kind, Some(IntKind::U8 | IntKind::I8));
        let little_endian = match order {
            Some("le") if !single => true,
            Some("be") if !single => false,
            None if single && argument.is_none() => false,
            _ => {
                let help = "numbers are `u8`, `u16<le>`, `i32<be>`, `f32<le>` and so on; text and bytes `string<u8>`, `bytes<u16<be>>`, `bytes<16>`";
                let message = if single {
                    "one byte has no byte order"
                } else if kind.is_some() || float.is_some() {
                    "this number needs its byte order"
                } else {
                    "this is no part of a layout"
                };
                self.bad_layout(expr.span, message, help);
                return None;
            }
        };
        match (kind, float) {
            (Some(kind), _) => Some(BinaryPart::Int {
                // Nanoseconds and identities need all 64 bits: no decoder may refuse what another takes.
                field: field(
                    &name,
                    match kind {
                        IntKind::I64 | IntKind::U64 => Type::BigInt(kind),
                        _ => Type::Int(kind),
                    },
                ),
                kind,
                little_endian,
                role,
            }),
            (None, Some(kind)) => Some(BinaryPart::Float {
                field: field(&name, Type::Float(kind)),
                double: kind == FloatKind::F64,
                little_endian,
            }),
            (None, None) => None,
        }
    }

    /// `string<u8>`, `bytes<u16<be>>`, `bytes<16>`.
    fn sized(
        &mut self,
        expr: &TypeExpr,
        base: &str,
        argument: Option<&TypeExpr>,
        name: &str,
        role: Option<Role>,
    ) -> Option<BinaryPart> {
        let ty = if base == "string" { Type::String } else { Type::Bytes };
        let text = match argument.map(|argument| &argument.kind) {
            Some(TypeExprKind::Name(text, inner)) => Some((text.as_str(), inner.first())),
            _ => None,
        };
        if let Some((text, None)) = text
            && base == "bytes"
            && let Ok(length) = text.parse::<u32>()
        {
            return Some(BinaryPart::Fixed { field: field(name, ty), length });
        }
        let length = text.and_then(|(kind, order)| {
            let kind = int_kind(kind).filter(|kind| kind.min() == 0)?;
            match order.and_then(word) {
                Some("le") => Some((kind, true)),
                Some("be") => Some((kind, false)),
                None if kind == IntKind::U8 => Some((kind, false)),
                _ => None,
            }
        });
        let Some((length, little_endian)) = length else {
            self.bad_layout(
                expr.span,
                &format!("this `{base}` needs its length"),
                "write `string<u8>`, `bytes<u16<be>>`, `bytes<16>`, or `...: bytes` at the end",
            );
            return None;
        };
        Some(BinaryPart::Prefixed { field: field(name, ty), length, little_endian, role })
    }

    fn part_name(
        &mut self,
        part: &BinaryPartDef,
        names: &mut Vec<(String, Span)>,
    ) -> Option<(String, Option<Role>)> {
        let is_rest = matches!(part.kind, BinaryPartKind::Rest(_));
        let (name, role) = match &part.name {
            None if is_rest => ("data".to_owned(), None),
            None => {
                self.bad_layout(
                    part.span,
                    "this part needs a name",
                    "write `u32<le> as offset`, or `as $id` for what the runtime knows",
                );
                return None;
            }
            Some(text) => match text.value.strip_prefix('$') {
                Some(word) => match crate::resolve::frames::role(word) {
                    Some(role) => (word.to_owned(), Some(role)),
                    None => {
                        self.unknown_role(text, word);
                        return None;
                    }
                },
                None => (text.value.clone(), None),
            },
        };
        if let Some((_, first)) = names.iter().find(|(each, _)| *each == name) {
            let first = *first;
            self.cx.report(
                Diagnostic::error("A0209", part.span, format!("the name `{name}` stands twice"))
                    .related(first, "first here")
                    .help("give one of the parts another name"),
            );
        }
        names.push((name.clone(), part.span));
        Some((name, role))
    }

    fn unknown_role(&mut self, text: &Text, word: &str) {
        let diagnostic =
            Diagnostic::error("A0302", text.span, format!("there is no placeholder `${word}`"));
        let known = ["id", "correlation", "seq", "offset", "time", "session", "channel", "sender"];
        let mut diagnostic = crate::parse::suggest(diagnostic, text.span, word, &known);
        diagnostic.fix = None;
        self.cx.report(diagnostic);
    }
}

/// What stands behind the one argument that a part of a layout takes, or behind that one's own.
fn more_arguments(expr: &TypeExpr) -> Option<&TypeExpr> {
    let TypeExprKind::Name(_, arguments) = &expr.kind else { return None };
    match arguments.as_slice() {
        [] => None,
        [inner] => more_arguments(inner),
        [_, more, ..] => Some(more),
    }
}

fn word(expr: &TypeExpr) -> Option<&str> {
    match &expr.kind {
        TypeExprKind::Name(word, arguments) if arguments.is_empty() => Some(word),
        _ => None,
    }
}

fn int_kind(name: &str) -> Option<IntKind> {
    [
        IntKind::I8,
        IntKind::I16,
        IntKind::I32,
        IntKind::I64,
        IntKind::U8,
        IntKind::U16,
        IntKind::U32,
        IntKind::U64,
    ]
    .into_iter()
    .find(|kind| kind.name() == name)
}

fn field(name: &str, ty: Type) -> Field {
    Field {
        name: name.to_owned(),
        rename: None,
        ty,
        presence: Presence::Required,
        constraints: Constraints::default(),
        sensitive: false,
        doc: Doc::default(),
        examples: Vec::new(),
    }
}
