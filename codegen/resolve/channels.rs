//! Channels: topics taken apart, join and leave looked up.

use super::{Resolver, doc};
use crate::{
    diagnostic::Diagnostic,
    model::{Channel, Constraints, Doc, Field, Join, Leave, Presence, Recover, TopicPart, Type},
    source::Span,
    syntax::{ChannelDef, Definition, FieldMap, Name, Text},
};

impl Resolver<'_> {
    pub(super) fn channels(&mut self, definition: &Definition) -> Vec<Channel> {
        let mut out = Vec::new();
        for (index, (name, def)) in
            definition.channels.iter().flat_map(|map| &map.entries).enumerate()
        {
            self.places.channels.push(name.span);
            out.push(self.channel(index, name, def));
        }
        out
    }

    fn channel(&mut self, index: usize, name: &Text, def: &ChannelDef) -> Channel {
        let topic_text = def.topic.as_ref().unwrap_or(name);
        let (topic, params) = self.topic(topic_text, def.params.as_ref(), &name.value);
        let event = |resolver: &mut Self, name: &Option<Name>| {
            name.as_ref().and_then(|name| resolver.event_named(name, Some(index)))
        };
        let join = def.join.as_ref().map(|join| Join {
            request: event(self, &join.request),
            ok: event(self, &join.ok),
            error: event(self, &join.error),
            topic: join.topic.as_ref().map(|text| text.value.clone()),
        });
        let leave = def.leave.as_ref().map(|leave| Leave {
            request: event(self, &leave.request),
            ok: event(self, &leave.ok),
            topic: leave.topic.as_ref().map(|text| text.value.clone()),
        });
        Channel {
            name: name.value.clone(),
            doc: doc(&def.summary, &def.description, &def.deprecated, &def.since),
            topic,
            params,
            join,
            leave,
            authorize: def.authorize.as_ref().is_some_and(|authorize| authorize.value),
            recover: def.recover.as_ref().map(|recover| Recover {
                history: recover.history.value,
                ttl: recover.ttl.as_ref().map(|ttl| ttl.value.0),
            }),
        }
    }

    /// Takes a text with `{parameters}` apart. Used for topics and for the path of the URL.
    pub(super) fn topic(
        &mut self,
        text: &Text,
        params: Option<&FieldMap>,
        hint: &str,
    ) -> (Vec<TopicPart>, Vec<Field>) {
        let mut parts: Vec<TopicPart> = Vec::new();
        let mut fields: Vec<Field> = Vec::new();
        let mut rest = text.value.as_str();
        let place = |resolver: &Self, rest: &str, from: usize, to: usize| {
            let start = text.value.len() - rest.len();
            resolver.cx.part(text.span, &text.value, start + from..start + to)
        };
        // Text that is not yet in a part; `{{` and `}}` are braces in it.
        let mut before = String::new();
        while let Some(at) = rest.find(['{', '}']) {
            before.push_str(&rest[..at]);
            let (open, behind) = (&rest[at..at + 1], &rest[at + 1..]);
            if let Some(after) = behind.strip_prefix(open) {
                before.push_str(open);
                rest = after;
                continue;
            }
            let (Some(length), "{") = (behind.find('}'), open) else {
                self.bad_topic(
                    place(self, rest, at, rest.len()),
                    if open == "{" { "a `}` is missing" } else { "a `{` is missing" },
                    "parameters stand in braces: `room:{id}`; a brace of the topic itself is doubled",
                );
                rest = "";
                break;
            };
            if !before.is_empty() {
                parts.push(TopicPart::Text(std::mem::take(&mut before)));
            }
            let name = behind[..length].trim();
            let span = place(self, rest, at, at + length + 2);
            if name.is_empty() {
                self.bad_topic(span, "a parameter needs a name", "write `{id}`");
            } else if let Some((name, ty)) = name.split_once(':') {
                self.bad_topic(
                    span,
                    "the type of a parameter stands in `params`",
                    &format!("write `{{{name}}}`, and `params: {{ {name}: {} }}`", ty.trim()),
                );
            } else if name.contains(char::is_whitespace) {
                self.bad_topic(span, "the name of a parameter holds a blank", "write `{id}`");
            } else if fields.iter().any(|field| field.name == name) {
                self.bad_topic(
                    span,
                    &format!("the parameter `{name}` stands twice"),
                    "give one of them another name",
                );
            } else if matches!(parts.last(), Some(TopicPart::Param(_))) {
                self.bad_topic(
                    span,
                    &format!("nothing separates `{name}` from the parameter before it"),
                    "put text such as `:` or `/` between them",
                );
            } else {
                parts.push(TopicPart::Param(fields.len()));
                fields.push(self.param(name, params, hint));
            }
            rest = &behind[length + 1..];
        }
        before.push_str(rest);
        if !before.is_empty() {
            parts.push(TopicPart::Text(before));
        }
        if parts.is_empty() {
            self.bad_topic(
                text.span,
                "the topic is empty",
                "write the text that stands on the wire",
            );
        }
        for def in params.iter().flat_map(|map| &map.fields) {
            if !fields.iter().any(|field| field.name == def.name.value) {
                let known: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let message = format!("`{}` has no parameter `{}`", text.value, def.name.value);
                let diagnostic = Diagnostic::error("A0501", def.name.span, message);
                self.cx.report(if known.is_empty() {
                    diagnostic.help(format!(
                        "write it into the topic, `{{{}}}`, or remove it",
                        def.name.value
                    ))
                } else {
                    crate::parse::suggest(diagnostic, def.name.span, &def.name.value, &known)
                });
            }
        }
        (parts, fields)
    }

    fn param(&mut self, name: &str, params: Option<&FieldMap>, hint: &str) -> Field {
        let def = params.and_then(|map| map.fields.iter().find(|field| field.name.value == name));
        let Some(def) = def else {
            return Field {
                name: name.to_owned(),
                rename: None,
                ty: Type::String,
                presence: Presence::Required,
                constraints: Constraints::default(),
                sensitive: false,
                doc: Doc::default(),
                examples: Vec::new(),
            };
        };
        let field = self.field(def, hint);
        let fits = match self.base(&field.ty) {
            Type::String | Type::Int(_) | Type::Uuid => true,
            Type::Named(id) => {
                matches!(self.types.get(id.0), Some(Some(def)) if matches!(def.kind, crate::model::TypeKind::Enum(_)))
            }
            _ => false,
        };
        if !fits || field.presence != Presence::Required {
            self.bad_topic(
                def.name.span,
                &format!("the parameter `{name}` cannot have this type"),
                "parameters are `string`, integers, `uuid` or a set of words, and always there",
            );
        }
        field
    }

    fn bad_topic(&mut self, span: Span, message: &str, help: &str) {
        self.cx.report(Diagnostic::error("A0501", span, message).help(help));
    }
}
