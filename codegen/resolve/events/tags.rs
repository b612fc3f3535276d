//! Tags: one value, the parts of a composite one, or text with a free part.

use crate::{
    diagnostic::Diagnostic,
    model::{Frame, Literal, TagPart},
    parse::suggest,
    resolve::Resolver,
    source::Span,
    syntax::{Constant, TagDef, Text},
};

impl Resolver<'_> {
    pub(super) fn tag(
        &mut self,
        def: Option<&TagDef>,
        name: &Text,
        frame: &Frame,
        is_reply: bool,
    ) -> Vec<TagPart> {
        if let Some(def) = def {
            self.one_free_part(def);
        }
        let part = |constant: &Constant| tag_part(constant);
        match (def, frame.tag.as_slice()) {
            (None, []) => Vec::new(),
            (Some(def), []) => {
                let span = tag_span(def);
                self.cx.report(
                    Diagnostic::error(
                        "A0404",
                        span,
                        format!("the frame `{}` has no `$event` for a tag", frame.name),
                    )
                    .help("remove `tag`, or name another frame"),
                );
                Vec::new()
            }
            (None, [_]) if !is_reply => vec![part(&Constant::Text(name.value.clone()))],
            (None, [_]) => {
                self.cx.report(
                    Diagnostic::error(
                        "A0404",
                        name.span,
                        "a reply in place needs a `tag` in this frame",
                    )
                    .help("write `tag: name`, or declare the reply in `events` and name it here"),
                );
                Vec::new()
            }
            (Some(TagDef::One(value)), [_]) => vec![part(&value.value)],
            (Some(TagDef::Parts(parts, span)), expected) => {
                for (name, _) in parts {
                    if !expected.contains(&name.value) {
                        let known: Vec<&str> = expected.iter().map(String::as_str).collect();
                        let diagnostic = Diagnostic::error(
                            "A0404",
                            name.span,
                            format!(
                                "the tag of frame `{}` has no part `{}`",
                                frame.name, name.value
                            ),
                        );
                        self.cx.report(suggest(diagnostic, name.span, &name.value, &known));
                    }
                }
                let missing: Vec<&String> = expected
                    .iter()
                    .filter(|name| !parts.iter().any(|(each, _)| each.value == **name))
                    .collect();
                let is_known = |(name, _): &(Text, _)| expected.contains(&name.value);
                if !missing.is_empty() && parts.iter().all(is_known) {
                    let list = missing
                        .iter()
                        .map(|name| format!("`{name}`"))
                        .collect::<Vec<_>>()
                        .join(", ");
                    self.cx.report(
                        Diagnostic::error("A0404", *span, format!("the tag lacks {list}"))
                            .help("say `null` for a part that is null or absent"),
                    );
                }
                expected
                    .iter()
                    .map(|name| {
                        parts
                            .iter()
                            .find(|(each, _)| each.value == *name)
                            .map_or(TagPart::Literal(Literal::Null), |(_, value)| {
                                part(&value.value)
                            })
                    })
                    .collect()
            }
            (_, expected) => {
                let span = def.map_or(name.span, tag_span);
                let list =
                    expected.iter().map(|name| format!("{name}: …")).collect::<Vec<_>>().join(", ");
                self.cx.report(
                    Diagnostic::error(
                        "A0404",
                        span,
                        format!("the tag of frame `{}` has {} parts", frame.name, expected.len()),
                    )
                    .help(format!("write `tag: {{ {list} }}`")),
                );
                expected.iter().map(|_| TagPart::Literal(Literal::Null)).collect()
            }
        }
    }
}

impl Resolver<'_> {
    /// Reports a tag with more than one free part: a reader could cut it in several ways.
    fn one_free_part(&mut self, def: &TagDef) {
        let texts: Vec<&Constant> = match def {
            TagDef::One(value) => vec![&value.value],
            TagDef::Parts(parts, _) => parts.iter().map(|(_, value)| &value.value).collect(),
        };
        let free = texts.iter().map(|constant| match constant {
            Constant::Text(text) => text.matches('{').count().min(text.matches('}').count()),
            _ => 0,
        });
        if free.sum::<usize>() > 1 {
            self.cx.report(
                Diagnostic::error("A0404", tag_span(def), "a tag has one free part at most")
                    .help("make a part of the tag that may be anything an envelope field of the frame: `version: string`"),
            );
        }
    }
}

/// `client-{name}` is a pattern; everything else a literal.
pub(super) fn tag_part(constant: &Constant) -> TagPart {
    if let Constant::Text(text) = constant
        && let Some((prefix, rest)) = text.split_once('{')
        && let Some((param, suffix)) = rest.split_once('}')
        && crate::names::snake(param) != "empty"
        && !suffix.contains(['{', '}'])
    {
        return TagPart::Pattern {
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            param: param.to_owned(),
        };
    }
    TagPart::Literal(crate::resolve::frames::literal(constant))
}

pub(super) fn tag_span(def: &TagDef) -> Span {
    match def {
        TagDef::One(value) => value.span,
        TagDef::Parts(_, span) => *span,
    }
}
