//! Error codes, classes, close codes and limits.

use super::{Resolver, TypePlaces, doc, unions::key_literal};
use crate::{
    diagnostic::Diagnostic,
    model::{
        AfterClose, Backoff, CloseCode, Doc, Enum, EnumValue, ErrorClass, ErrorCode, Errors, Event,
        IntEnum, Limits, Literal, Rate, Report, Retry, TypeDef, TypeId, TypeKind,
    },
    parse::{shorten, suggest},
    source::Span,
    syntax::{
        BackoffDef, Definition, Frequency, Name, OneOrMany, ReconnectWord, RetryDef, Spanned, Text,
    },
};
use std::time::Duration;

impl Resolver<'_> {
    /// Makes the type `ErrorCode`, so that fields may name it.
    pub(super) fn declare_code_type(&mut self, definition: &Definition) -> Option<TypeId> {
        let def = definition.errors.as_ref()?;
        let codes_map = def.codes.as_ref()?;
        let codes = &codes_map.entries;
        let (first, _) = codes.first()?;
        self.codes = codes.iter().map(|(code, _)| code.value.clone()).collect();
        if let Some(id) = self.type_names.get("ErrorCode") {
            let span = self.places.types[id.0].name;
            self.cx.report(
                Diagnostic::error("A0105", span, "`ErrorCode` is the type of `errors.codes`")
                    .related(first.span, "these codes")
                    .help("give your type another name"),
            );
            return None;
        }
        let open = def.open.as_ref().is_some_and(|open| open.value);
        let is_number =
            |code: &Text| matches!(key_literal(codes_map, &code.value), Literal::Int(_));
        let first_is_number = is_number(first);
        for (code, _) in codes {
            if is_number(code) != first_is_number {
                self.cx.report(
                    Diagnostic::error(
                        "A0602",
                        code.span,
                        "error codes are all text or all numbers",
                    )
                    .related(first.span, if first_is_number { "a number" } else { "text" })
                    .help("write one kind; in quotes a number is text, and its name stands at `name:`"),
                );
            }
        }
        let words = |code: &Text, def: &crate::syntax::ErrorCodeDef| {
            def.0.name.as_ref().map_or_else(|| code_name(&code.value), |name| name.value.clone())
        };
        let code_doc = |def: &crate::syntax::ErrorCodeDef| {
            doc(&def.0.summary, &def.0.description, &def.0.deprecated, &def.0.since)
        };
        let kind = if first_is_number {
            TypeKind::IntEnum(IntEnum {
                values: codes
                    .iter()
                    .filter_map(|(code, def)| {
                        Some(EnumValue {
                            value: code.value.parse().ok()?,
                            name: words(code, def),
                            doc: code_doc(def),
                        })
                    })
                    .collect(),
                open,
            })
        } else {
            TypeKind::Enum(Enum {
                values: codes
                    .iter()
                    .map(|(code, def)| EnumValue {
                        value: code.value.clone(),
                        name: words(code, def),
                        doc: code_doc(def),
                    })
                    .collect(),
                open,
            })
        };
        let places = TypePlaces {
            name: first.span,
            examples: Vec::new(),
            fields: Vec::new(),
            values: codes.iter().map(|(code, _)| code.span).collect(),
        };
        let id = TypeId(self.types.len());
        self.type_names.insert("ErrorCode".to_owned(), id);
        let summary = Some("Why something failed.".to_owned());
        self.types.push(Some(TypeDef {
            name: "ErrorCode".to_owned(),
            declared: true,
            doc: Doc { summary, ..Doc::default() },
            examples: Vec::new(),
            kind,
        }));
        self.places.types.push(places);
        Some(id)
    }

    pub(super) fn errors(
        &mut self,
        definition: &Definition,
        ty: Option<TypeId>,
        events: &[Event],
    ) -> Errors {
        let Some(def) = &definition.errors else { return Errors::default() };
        let mut classes = Vec::new();
        for (name, class) in def.classes.iter().flat_map(|map| &map.entries) {
            classes.push(ErrorClass {
                name: name.value.clone(),
                doc: doc(&class.summary, &class.description, &class.deprecated, &class.since),
                retry: self.retry(class.retry.as_ref()).unwrap_or(Retry::Never),
            });
        }
        let mut codes = Vec::new();
        let coded =
            def.codes.iter().flat_map(|map| map.entries.iter().map(move |each| (map, each)));
        for (map, (code, def)) in coded {
            self.places.codes.push(code.span);
            let def = &def.0;
            let class = def.class.as_ref().and_then(|name| self.class(name, &classes));
            let inherited = class.map_or(Retry::Never, |class| classes[class].retry);
            codes.push(ErrorCode {
                code: match key_literal(map, &code.value) {
                    number @ Literal::Int(_) => number,
                    _ => Literal::Text(code.value.clone()),
                },
                name: def
                    .name
                    .as_ref()
                    .map_or_else(|| code_name(&code.value), |name| name.value.clone()),
                doc: doc(&def.summary, &def.description, &def.deprecated, &def.since),
                class,
                retry: self.retry(def.retry.as_ref()).unwrap_or(inherited),
                close: self.close_code(def.close.as_ref()),
            });
        }
        let report = def.report.as_ref().and_then(|report| {
            let event = self.event_named(&report.event, None)?;
            let frame = match events[event.0].carrier {
                crate::model::Carrier::Frame(_) => None,
                crate::model::Carrier::Binary(_) => None,
            };
            let mut field = |text: &Option<Text>| {
                let text = text.as_ref()?;
                if !text.value.starts_with('$') {
                    self.field_exists(&text.value, text.span, &events[event.0].payload, frame);
                }
                Some(text.value.clone())
            };
            Some(Report {
                event,
                code: field(&report.code),
                message: field(&report.message),
                trace: field(&report.trace),
                details: field(&report.details),
                retry_after: field(&report.retry_after),
            })
        });
        Errors {
            report,
            classes,
            codes,
            open: def.open.as_ref().is_some_and(|open| open.value),
            ty,
        }
    }

    fn class(&mut self, name: &Name, classes: &[ErrorClass]) -> Option<usize> {
        let found = classes.iter().position(|class| class.name == name.value);
        if found.is_none() && !self.lost.classes.holds(&name.value) {
            let known: Vec<&str> = classes.iter().map(|class| class.name.as_str()).collect();
            let diagnostic = Diagnostic::error(
                "A0601",
                name.span,
                format!("there is no error class `{}`", name.value),
            );
            let diagnostic = suggest(diagnostic, name.span, &name.value, &known);
            self.cx.report(if known.is_empty() {
                diagnostic.help("declare it in `errors.classes`")
            } else {
                diagnostic
            });
        }
        found
    }

    fn retry(&mut self, def: Option<&RetryDef>) -> Option<Retry> {
        Some(match def? {
            RetryDef::Never => Retry::Never,
            RetryDef::After => Retry::After,
            RetryDef::Backoff(backoff) => Retry::Backoff(self.backoff(backoff)),
        })
    }

    /// A wait that grows, with its defaults.
    pub(super) fn backoff(&mut self, def: &BackoffDef) -> Backoff {
        let initial = def.initial.as_ref().map_or(Duration::from_secs(1), |time| time.value.0);
        let max =
            def.max.as_ref().map_or(Duration::from_secs(30).max(initial), |time| time.value.0);
        let multiplier = def.multiplier.as_ref().map_or(2.0, |number| number.value);
        if let Some(number) = &def.multiplier
            && number.value < 1.0
        {
            self.cx.report(
                Diagnostic::error(
                    "A0701",
                    number.span,
                    "a multiplier below 1 makes the wait shrink",
                )
                .help("write 1 or more"),
            );
        }
        if let Some(time) = &def.max
            && max < initial
        {
            self.cx.report(
                Diagnostic::error("A0701", time.span, "the longest wait is shorter than the first")
                    .help("make `max` at least `initial`"),
            );
        }
        Backoff {
            initial,
            multiplier,
            max,
            jitter: def.jitter.as_ref().map(|part| part.value.0),
            attempts: def.attempts.as_ref().and_then(|count| count.value.0),
        }
    }

    /// The index of an error code.
    pub(super) fn code(&mut self, name: &Name) -> Option<usize> {
        let found = self.codes.iter().position(|code| *code == name.value);
        if found.is_none() && !self.lost.codes.holds(&name.value) {
            let codes = self.codes.clone();
            let known: Vec<&str> = codes.iter().map(String::as_str).collect();
            let diagnostic = Diagnostic::error(
                "A0603",
                name.span,
                format!("there is no error code `{}`", name.value),
            );
            let diagnostic = suggest(diagnostic, name.span, &name.value, &known);
            self.cx.report(if known.is_empty() {
                diagnostic.help("declare it in `errors.codes`")
            } else {
                diagnostic
            });
        }
        found
    }

    pub(super) fn close(&mut self, definition: &Definition) -> Vec<CloseCode> {
        let mut out: Vec<CloseCode> = Vec::new();
        for (key, def) in definition.close.iter().flat_map(|map| &map.entries) {
            let range = match key.value.split_once('-') {
                Some((first, last)) => {
                    first.trim().parse::<u16>().ok().zip(last.trim().parse::<u16>().ok())
                }
                None => key.value.trim().parse::<u16>().ok().map(|code| (code, code)),
            };
            let Some((first, last)) =
                range.filter(|(first, last)| *first >= 1000 && last >= first && *last < 5000)
            else {
                if self.cx.is_complete(def.span) {
                    self.no_close_code(key.span, &key.value, range);
                }
                continue;
            };
            if let Some(at) = out.iter().position(|each| each.first <= last && first <= each.last) {
                let other = self.places.close[at];
                self.cx.report(
                    Diagnostic::error("A0604", key.span, "these close codes overlap")
                        .related(other, "the others")
                        .help("let each code stand once"),
                );
            }
            self.places.close.push(key.span);
            let name = def.name.as_ref().map_or_else(
                || format!("code {}", key.value.replace('-', " to ")),
                |name| name.value.clone(),
            );
            out.push(CloseCode {
                first,
                last,
                name,
                doc: doc(&def.summary, &def.description, &def.deprecated, &def.since),
                reason: def.reason.as_ref().map(|text| text.value.clone()),
                then: match def.reconnect.as_ref().map(|word| word.value) {
                    None | Some(ReconnectWord::Yes) => AfterClose::Reconnect,
                    Some(ReconnectWord::NewSession) => AfterClose::NewSession,
                    Some(ReconnectWord::No) => AfterClose::GiveUp,
                },
                after: def.after.as_ref().map(|time| time.value.0),
            });
        }
        out
    }

    fn no_close_code(&mut self, span: Span, written: &str, range: Option<(u16, u16)>) {
        let message = format!("`{}` is no close code", shorten(written));
        let diagnostic = Diagnostic::error("A0604", span, message);
        self.cx.report(match range {
            Some((first, last)) if first > last => {
                diagnostic.help(format!("the smaller number comes first: `{last}-{first}`"))
            }
            _ => diagnostic.help("close codes are 1000 to 4999, applications use 4000 to 4999; a range is `4000-4099`"),
        });
    }

    /// A close code that something names, reported where it cannot be one.
    pub(super) fn close_code(&mut self, code: Option<&Spanned<u16>>) -> Option<u16> {
        let code = code?;
        if !(1000..5000).contains(&code.value) {
            self.no_close_code(code.span, &code.value.to_string(), None);
        }
        Some(code.value)
    }

    pub(super) fn limits(&mut self, definition: &Definition) -> Limits {
        let def = definition.limits.as_ref();
        let message = def.and_then(|def| def.message.as_ref()).map_or(1 << 20, |size| size.value.0);
        let rates = |many: Option<&OneOrMany<Spanned<Frequency>>>| -> Vec<Rate> {
            many.iter()
                .flat_map(|many| &many.0)
                .map(|rate| Rate { count: rate.value.count, per: rate.value.per })
                .collect()
        };
        let rate = def.and_then(|def| def.rate.as_ref());
        let count = |count: Option<&Spanned<u32>>| count.map(|count| count.value);
        Limits {
            message,
            inflated: def
                .and_then(|def| def.inflated.as_ref())
                .map_or(message.saturating_mul(10), |size| size.value.0),
            depth: count(def.and_then(|def| def.depth.as_ref())).unwrap_or(64),
            batch: count(def.and_then(|def| def.batch.as_ref())).unwrap_or(1000),
            connections: count(def.and_then(|def| def.connections.as_ref())),
            connections_per_address: count(
                def.and_then(|def| def.connections_per_address.as_ref()),
            ),
            channels_per_connection: count(
                def.and_then(|def| def.channels_per_connection.as_ref()),
            ),
            per_connection: rates(rate.and_then(|rate| rate.connection.as_ref())),
            burst: rate
                .and_then(|rate| rate.burst.as_ref())
                .map(|rate| Rate { count: rate.value.count, per: rate.value.per }),
            global: rates(rate.and_then(|rate| rate.global.as_ref())),
            exceeded: def.and_then(|def| def.exceeded.as_ref()).and_then(|name| self.code(name)),
        }
    }
}

/// What a code is called that has no name of its own.
fn code_name(code: &str) -> String {
    match code.parse::<i64>() {
        Ok(_) => format!("code {code}"),
        Err(_) => code.to_owned(),
    }
}
