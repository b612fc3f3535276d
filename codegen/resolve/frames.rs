//! Frame templates: placeholders looked up, envelope values named and typed.

mod placeholder;

pub(in crate::resolve) use placeholder::role;

use super::{FramePlaces, Resolver};
use crate::{
    diagnostic::Diagnostic,
    model::{
        Choice, Frame, FrameRole, HeadField, Item, Key, Literal, Member, Packing, Role, Shape,
        Slot, Type, UnknownEvent, UnknownFields, Wire,
    },
    source::Span,
    syntax::{
        Constant, Definition, PackingWord, Template, TemplateKey, TemplateShape, TemplateSlot,
        TypeExprKind, UnknownEventWord,
    },
};

/// A constant of the syntax as one of the model.
pub(super) fn literal(constant: &Constant) -> Literal {
    match constant {
        Constant::Null => Literal::Null,
        Constant::Bool(value) => Literal::Bool(*value),
        Constant::Int(value) => Literal::Int(*value),
        Constant::Text(text) => Literal::Text(text.clone()),
    }
}

impl Resolver<'_> {
    pub(super) fn unknown_fields_of(&self, definition: &Definition) -> UnknownFields {
        let word = definition
            .wire
            .as_ref()
            .and_then(|wire| wire.unknown.as_ref())
            .and_then(|def| def.field.as_ref());
        word.map_or(UnknownFields::Ignore, |word| super::types::unknown_fields(word.value))
    }

    /// Frames, packing and what to do with the unknown; binary layouts come with the events.
    pub(super) fn wire(&mut self, definition: &Definition) -> Wire {
        let def = definition.wire.as_ref();
        let mut frames = Vec::new();
        match def.and_then(|wire| wire.frames.as_ref()) {
            Some(map) => {
                for (index, (name, template)) in map.entries.iter().enumerate() {
                    let before = self.cx.diagnostics.len();
                    let (frame, places) = self.frame(&name.value, name.span, template);
                    if self.cx.diagnostics.len() > before {
                        self.broken_frames.insert(index);
                    }
                    frames.push(frame);
                    self.places.frames.push(places);
                }
            }
            // It may be there and unreadable.
            None if def.is_some_and(|wire| !self.cx.is_complete(wire.span)) => {
                self.lost.frames.any = true;
            }
            None => {
                let start = Span { end: definition.span.start, ..definition.span };
                frames.push(default_frame());
                self.places.frames.push(FramePlaces { name: start });
            }
        }
        let packing = |word: Option<PackingWord>| match word {
            None | Some(PackingWord::One) => Packing::One,
            Some(PackingWord::Lines) => Packing::Lines,
            Some(PackingWord::RecordSeparator) => Packing::RecordSeparator,
            Some(PackingWord::JsonArray) => Packing::JsonArray,
        };
        let words = def.and_then(|wire| wire.packing.as_ref());
        let unknown = def.and_then(|wire| wire.unknown.as_ref()).and_then(|def| def.event.as_ref());
        Wire {
            frames,
            binary: Vec::new(),
            peer_packing: packing(
                words.and_then(|words| words.client.as_ref()).map(|word| word.value),
            ),
            server_packing: packing(
                words.and_then(|words| words.server.as_ref()).map(|word| word.value),
            ),
            unknown_event: match unknown.map(|word| word.value) {
                None | Some(UnknownEventWord::Deliver) => UnknownEvent::Deliver,
                Some(UnknownEventWord::Ignore) => UnknownEvent::Ignore,
                Some(UnknownEventWord::Reject) => UnknownEvent::Reject,
            },
            unknown_field: self.unknown_fields,
        }
    }

    fn frame(&mut self, name: &str, span: Span, template: &Template) -> (Frame, FramePlaces) {
        let mut building = Building {
            name: name.to_owned(),
            head: Vec::new(),
            named: Vec::new(),
            tag: Vec::new(),
            counts: Vec::new(),
        };
        let shape = self.shape(&template.shape, &mut building, &mut Vec::new());
        self.name_heads(&mut building);
        let used = |word: &str| {
            building.counts.iter().find(|(name, _)| name == word).map(|(_, span)| *span)
        };
        let role = match (used("frames"), used("compressed")) {
            (Some(first), Some(second)) => {
                self.misplaced_placeholder(
                    second,
                    first,
                    "a frame carries a batch or a compressed frame, not both",
                );
                FrameRole::Batch
            }
            (Some(_), None) => FrameRole::Batch,
            (None, Some(_)) => FrameRole::Compressed,
            (None, None) => FrameRole::Event,
        };
        if role != FrameRole::Event
            && let (Some(payload), Some(other)) =
                (used("payload"), used("frames").or(used("compressed")))
        {
            self.misplaced_placeholder(
                payload,
                other,
                "a batch or a compressed frame has no payload of its own",
            );
        }
        if role == FrameRole::Batch
            && let (Some(event), Some(other)) = (used("event"), used("frames"))
        {
            self.misplaced_placeholder(
                event,
                other,
                "a batch has no event of its own; write a constant",
            );
        }
        for (word, needs) in
            [("count", "frames"), ("size", "compressed"), ("compressed_size", "compressed")]
        {
            if let (Some(span), None) = (used(word), used(needs)) {
                self.cx.report(
                    Diagnostic::error(
                        "A0303",
                        span,
                        format!("`${word}` needs `${needs}` in the same frame"),
                    )
                    .help(format!("add `${needs}`, or use a type for an ordinary envelope field")),
                );
            }
        }
        let Building { name, head, tag, counts: _, named: _ } = building;
        (Frame { name, role, shape, head, tag }, FramePlaces { name: span })
    }

    fn misplaced_placeholder(&mut self, span: Span, other: Span, message: &str) {
        self.cx.report(
            Diagnostic::error("A0303", span, message)
                .related(other, "the other one")
                .help("a frame has one of each; remove the other"),
        );
    }

    fn shape(
        &mut self,
        shape: &TemplateShape,
        building: &mut Building,
        path: &mut Vec<String>,
    ) -> Shape {
        match shape {
            TemplateShape::Object(members) => {
                let mut out: Vec<Member> = Vec::new();
                let mut open: Option<Span> = None;
                for member in members {
                    let key = match &member.key {
                        TemplateKey::Text(text) => Key::Text(text.clone()),
                        TemplateKey::Event(part) => {
                            Key::Tag(self.tag_part(building, part.as_deref(), member.span))
                        }
                        TemplateKey::Spread => Key::Spread,
                    };
                    path.push(match &key {
                        Key::Text(text) => text.clone(),
                        _ => String::new(),
                    });
                    let name = member.name.as_ref().map(|name| name.value.as_str());
                    let place = Standing { name, optional: member.optional, span: member.span };
                    let slot = self.slot(&member.slot, building, path, place);
                    path.pop();
                    let Some(slot) = slot else { continue };
                    if key == Key::Spread && slot != Slot::Payload {
                        self.cx.report(
                            Diagnostic::error(
                                "A0303",
                                member.span,
                                "only the payload can be spread",
                            )
                            .help("write `...: $payload`; name other envelope keys one by one"),
                        );
                        continue;
                    }
                    if !matches!(key, Key::Text(_)) {
                        if let Some(first) = open {
                            self.misplaced_placeholder(member.span, first, "an object is either keyed by the event or has its payload spread, once");
                        }
                        open = Some(member.span);
                    }
                    out.push(Member { key, optional: member.optional, slot });
                }
                Shape::Object(out)
            }
            TemplateShape::Array(items) => {
                let mut out: Vec<Item> = Vec::new();
                let last = items.len().saturating_sub(1);
                for (index, item) in items.iter().enumerate() {
                    let name = item.name.as_ref();
                    path.push(name.map_or_else(|| index.to_string(), |name| name.value.clone()));
                    let span = name.map_or_else(|| slot_span(&item.slot), |name| name.span);
                    let name = name.map(|name| name.value.as_str());
                    let place = Standing { name, optional: item.optional, span };
                    let slot = self.slot(&item.slot, building, path, place);
                    path.pop();
                    let Some(slot) = slot else { continue };
                    if item.spread && (slot != Slot::Payload || index != last) {
                        self.cx.report(
                            Diagnostic::error(
                                "A0303",
                                span,
                                "only the payload can be spread, and only at the end",
                            )
                            .help("write `...$payload` as the last position"),
                        );
                        continue;
                    }
                    if !item.optional
                        && !item.spread
                        && out.last().is_some_and(|before| before.optional)
                    {
                        self.cx.report(
                            Diagnostic::error("A0212", span, "a position that must be there follows one that may be missing")
                                .help("only the last positions may end in `?`; write `$seq?` for one that may be `null`"),
                        );
                    }
                    out.push(Item { spread: item.spread, optional: item.optional, slot });
                }
                Shape::Array(out)
            }
        }
    }

    fn tag_part(&mut self, building: &mut Building, part: Option<&str>, span: Span) -> usize {
        let name = part.unwrap_or("event").to_owned();
        if let Some(at) = building.tag.iter().position(|each| *each == name) {
            let mut parts = building.counts.iter().filter(|(word, _)| word == "event");
            let first = parts.nth(at).map_or(span, |(_, span)| *span);
            let message = match part {
                Some(part) => format!("`$event.{part}` stands twice"),
                None => "`$event` stands twice".to_owned(),
            };
            self.cx.report(
                Diagnostic::error("A0303", span, message).related(first, "the other one").help(
                    "remove one, or name the parts of a composite tag: `$event.op`, `$event.t`",
                ),
            );
        }
        building.counts.push(("event".to_owned(), span));
        building.tag.push(name);
        building.tag.len() - 1
    }

    fn slot(
        &mut self,
        slot: &TemplateSlot,
        building: &mut Building,
        path: &mut Vec<String>,
        place: Standing<'_>,
    ) -> Option<Slot> {
        match slot {
            // Whether it is there says something: it is read, and chosen when written.
            TemplateSlot::Const(constant) if place.optional => {
                let ty = Type::Const(literal(&constant.value));
                Some(Slot::Head(building.head(path, place, None, None, ty, Choice::Given)))
            }
            TemplateSlot::Const(constant) => Some(Slot::Const(literal(&constant.value))),
            TemplateSlot::Nested(shape) => Some(Slot::Nested(self.shape(shape, building, path))),
            TemplateSlot::Field(expr) => {
                if let TypeExprKind::Name(word, arguments) = &expr.kind
                    && arguments.is_empty()
                    && !self.type_names.contains_key(word)
                    && placeholder::is_placeholder(word)
                {
                    let mended = format!("${word}");
                    let message = format!("there is no type `{word}`");
                    self.cx.report(
                        Diagnostic::error("A0202", expr.span, message)
                            .label(format!("did you mean `{mended}`?"))
                            .fix(expr.span, mended),
                    );
                    return None;
                }
                let words = path.last().cloned().unwrap_or_default();
                let mut ty = self.type_of(expr, &format!("{} {words}", building.name))?;
                if let Type::Const(_) = ty {
                    self.no_constant(&ty, expr.span);
                    ty = Type::Json;
                }
                Some(Slot::Head(building.head(path, place, None, None, ty, Choice::Given)))
            }
            TemplateSlot::Placeholder(placeholder) => {
                self.placeholder(placeholder, building, path, place)
            }
        }
    }
}

/// A frame while its template is walked.
struct Building {
    name: String,
    head: Vec<HeadField>,
    /// For each envelope value: where it stands, and the name that it would have alone.
    named: Vec<Named>,
    tag: Vec<String>,
    counts: Vec<(String, Span)>,
}

/// How an envelope value stands in its template.
#[derive(Clone, Copy)]
struct Standing<'t> {
    /// The name that the template gives it.
    name: Option<&'t str>,
    optional: bool,
    span: Span,
}

/// What an envelope value is called.
struct Named {
    path: Vec<String>,
    own: String,
    /// Whether the template says so.
    given: bool,
    span: Span,
}

impl Building {
    fn head(
        &mut self,
        path: &[String],
        place: Standing<'_>,
        word: Option<&str>,
        role: Option<Role>,
        ty: Type,
        choice: Choice,
    ) -> usize {
        let last = path.last().map_or("", String::as_str);
        let is_position = last.parse::<usize>().is_ok();
        let own = place
            .name
            .or(if is_position || last.is_empty() { word } else { Some(last) })
            .unwrap_or("value");
        let keys: Vec<String> = path.iter().filter(|part| !part.is_empty()).cloned().collect();
        let path = keys.join(".");
        self.head.push(HeadField { name: own.to_owned(), path, role, ty, optional: false, choice });
        self.named.push(Named {
            path: keys,
            own: own.to_owned(),
            given: place.name.is_some(),
            span: place.span,
        });
        self.head.len() - 1
    }
}

impl Resolver<'_> {
    /// Names envelope values: after their key, and where several have the same, those below other keys after all of
    /// their path.
    fn name_heads(&mut self, building: &mut Building) {
        let named = &building.named;
        for (each, head) in named.iter().zip(&mut building.head) {
            let same = named.iter().filter(|other| other.own == each.own).count();
            if same > 1 && !each.given && each.path.len() > 1 {
                head.name = each.path.join("_");
            }
        }
        for (index, each) in named.iter().enumerate() {
            let name = &building.head[index].name;
            let Some(earlier) =
                building.head.iter().take(index).position(|head| head.name == *name)
            else {
                continue;
            };
            let message =
                format!("two values of the frame `{}` are called `{name}`", building.name);
            self.cx.report(
                Diagnostic::error("A0801", each.span, message)
                    .related(named[earlier].span, "the other one")
                    .help("give one of them a name of its own: `key: string as other`, or `$id as other`"),
            );
        }
    }
}

/// Marks the envelope values whose key or position may be absent, at any depth.
pub(super) fn mark_optional(frame: &mut Frame) {
    fn walk(shape: &Shape, above: bool, out: &mut Vec<usize>) {
        let slots: Vec<(&Slot, bool)> = match shape {
            Shape::Object(members) => {
                members.iter().map(|member| (&member.slot, member.optional)).collect()
            }
            Shape::Array(items) => items.iter().map(|item| (&item.slot, item.optional)).collect(),
        };
        for (slot, optional) in slots {
            match slot {
                Slot::Head(index) if optional || above => out.push(*index),
                Slot::Nested(shape) => walk(shape, above || optional, out),
                _ => {}
            }
        }
    }
    let mut optional = Vec::new();
    walk(&frame.shape, false, &mut optional);
    for index in optional {
        frame.head[index].optional = true;
    }
}

fn slot_span(slot: &TemplateSlot) -> Span {
    match slot {
        TemplateSlot::Const(constant) => constant.span,
        TemplateSlot::Placeholder(placeholder) => placeholder.span,
        TemplateSlot::Field(expr) => expr.span,
        TemplateSlot::Nested(TemplateShape::Object(members)) => members
            .first()
            .map_or(Span { file: crate::source::FileId(0), start: 0, end: 0 }, |member| {
                member.span
            }),
        TemplateSlot::Nested(TemplateShape::Array(items)) => items
            .first()
            .map_or(Span { file: crate::source::FileId(0), start: 0, end: 0 }, |item| {
                slot_span(&item.slot)
            }),
    }
}

/// `message: { type: $event, ...: $payload }`.
fn default_frame() -> Frame {
    Frame {
        name: "message".to_owned(),
        role: FrameRole::Event,
        shape: Shape::Object(vec![
            Member { key: Key::Text("type".to_owned()), optional: false, slot: Slot::Tag(0) },
            Member { key: Key::Spread, optional: false, slot: Slot::Payload },
        ]),
        head: Vec::new(),
        tag: vec!["event".to_owned()],
    }
}
