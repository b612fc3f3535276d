//! Delivery: what the runtime does for an event, over the definition's defaults.

use super::Resolver;
use crate::{
    diagnostic::Diagnostic,
    model::{
        Batch, Delivery, Frame, Idempotent, Keep, Party, Payload, Priority, Slow, Type, TypeKind,
    },
    source::Span,
    syntax::{DeliveryDef, KeepDef, PriorityWord, SlowDef},
};
use std::time::Duration;

impl Resolver<'_> {
    /// The event's own words, then the definition's, then the defaults.
    pub(super) fn delivery(
        &mut self,
        own: Option<&DeliveryDef>,
        shared: Option<&DeliveryDef>,
        from: &[Party],
        payload: &Payload,
        frame: Option<&Frame>,
    ) -> Delivery {
        let mut delivery = Delivery {
            priority: Priority::Normal,
            offline: Keep::Queue,
            slow: Slow::Close,
            replay: self.has_session && from == [Party::Server],
            idempotent: None,
            dedupe: Vec::new(),
            debounce: None,
            batch: None,
            compress: None,
        };
        for (def, is_own) in [(shared, false), (own, true)] {
            let Some(def) = def else { continue };
            self.apply(&mut delivery, def);
            if is_own {
                self.fields_of_delivery(def, payload, frame);
            }
        }
        delivery
    }

    fn apply(&mut self, delivery: &mut Delivery, def: &DeliveryDef) {
        let DeliveryDef {
            span: _,
            priority,
            offline,
            slow,
            replay,
            idempotent,
            dedupe,
            debounce,
            batch,
            compress,
        } = def;
        if let Some(word) = priority {
            delivery.priority = match word.value {
                PriorityWord::Low => Priority::Low,
                PriorityWord::Normal => Priority::Normal,
                PriorityWord::High => Priority::High,
            };
        }
        if let Some(keep) = offline {
            delivery.offline = match &keep.value {
                KeepDef::Queue => Keep::Queue,
                KeepDef::Drop => Keep::Drop,
                KeepDef::Latest(field) => Keep::Latest(field.clone()),
            };
        }
        if let Some(word) = slow {
            delivery.slow = match &word.value {
                SlowDef::Close => Slow::Close,
                SlowDef::Drop => Slow::Drop,
                SlowDef::Latest(field) => Slow::Latest(field.clone()),
            };
        }
        if let Some(replay) = replay {
            delivery.replay = replay.value;
        }
        if let Some(idempotent) = idempotent {
            delivery.idempotent = Some(Idempotent {
                key: idempotent.key.0.0.iter().map(|path| path.value.clone()).collect(),
                ttl: idempotent.ttl.as_ref().map_or(Duration::from_secs(300), |ttl| ttl.value.0),
            });
        }
        if let Some(fields) = dedupe {
            delivery.dedupe = fields.0.iter().map(|field| field.value.clone()).collect();
        }
        if let Some(time) = debounce {
            delivery.debounce = Some(time.value.0);
        }
        if let Some(def) = batch {
            let max = def.max.as_ref().map_or(100, |max| max.value);
            if max < 2 {
                self.cx.report(
                    Diagnostic::error(
                        "A0701",
                        def.span,
                        "a batch of fewer than two events is none",
                    )
                    .help("write `max: 2` or more, or remove `batch`"),
                );
            }
            let within = def.within.as_ref().map_or(Duration::from_millis(10), |time| time.value.0);
            delivery.batch = Some(Batch { max, within });
        }
        if let Some(size) = compress {
            delivery.compress = Some(size.value.0);
        }
    }

    /// Reports fields that the payload and the envelope do not have.
    fn fields_of_delivery(&mut self, def: &DeliveryDef, payload: &Payload, frame: Option<&Frame>) {
        let mut named: Vec<(String, Span)> = Vec::new();
        if let Some(keep) = &def.offline
            && let KeepDef::Latest(field) = &keep.value
        {
            named.push((field.clone(), keep.span));
        }
        if let Some(slow) = &def.slow
            && let SlowDef::Latest(field) = &slow.value
        {
            named.push((field.clone(), slow.span));
        }
        for path in def.idempotent.iter().flat_map(|idempotent| &idempotent.key.0.0) {
            named.push((path.value.clone(), path.span));
        }
        for field in def.dedupe.iter().flat_map(|fields| &fields.0) {
            named.push((field.value.clone(), field.span));
        }
        for (field, span) in named {
            self.field_exists(&field, span, payload, frame);
        }
    }

    /// Reports a path that leads to no field. `$name` is an envelope value of the frame.
    pub(super) fn field_exists(
        &mut self,
        path: &str,
        span: Span,
        payload: &Payload,
        frame: Option<&Frame>,
    ) {
        if let Some(word) = path.strip_prefix('$') {
            let has = frame.is_some_and(|frame| {
                frame.tag.iter().any(|_| word == "event")
                    || frame.head.iter().any(|head| {
                        head.role.is_some_and(|role| role.name() == word) || head.name == word
                    })
            });
            if !has {
                self.cx.report(
                    Diagnostic::error(
                        "A0410",
                        span,
                        format!("the frame of this event has no `${word}`"),
                    )
                    .help("name a placeholder of the frame, or a field of the payload"),
                );
            }
            return;
        }
        let mut ty = match payload {
            Payload::Fields(id) => Type::Named(*id),
            Payload::Value(ty) => ty.clone(),
            Payload::None | Payload::Binary => return self.no_field(path, path, span, &[]),
        };
        for part in path.split('.') {
            ty = match self.base(&ty) {
                Type::Named(id) => {
                    match self.types.get(id.0).and_then(Option::as_ref).map(|def| def.kind.clone())
                    {
                        Some(TypeKind::Record(record)) => match record
                            .fields
                            .iter()
                            .find(|field| field.name == part)
                        {
                            Some(field) => field.ty.clone(),
                            None if record.rest.is_some()
                                || self.spreads.iter().any(|(own, _)| *own == id) =>
                            {
                                return;
                            }
                            None => {
                                let known: Vec<&str> =
                                    record.fields.iter().map(|field| field.name.as_str()).collect();
                                return self.no_field(path, part, span, &known);
                            }
                        },
                        Some(TypeKind::Tuple(tuple)) => {
                            match tuple.items.iter().find(|field| field.name == part) {
                                Some(field) => field.ty.clone(),
                                None => return self.no_field(path, part, span, &[]),
                            }
                        }
                        _ => return,
                    }
                }
                Type::Map(inner) => *inner,
                Type::Json => return,
                _ => return self.no_field(path, part, span, &[]),
            };
        }
    }

    fn no_field(&mut self, path: &str, part: &str, span: Span, known: &[&str]) {
        let message = if path == part {
            format!("there is no field `{part}`")
        } else {
            format!("there is no field `{part}` on the way `{path}`")
        };
        let diagnostic = Diagnostic::error("A0410", span, message);
        let mut diagnostic = crate::parse::suggest(diagnostic, span, part, known);
        diagnostic.fix = None;
        if diagnostic.help.is_none() && diagnostic.label.is_empty() {
            diagnostic.help = Some("the payload has no fields with names".to_owned());
        }
        self.cx.report(diagnostic);
    }
}
