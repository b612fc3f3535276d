//! Syntax to model: names are looked up, defaults filled, places kept for the checks.

mod channels;
mod connection;
mod delivery;
mod errors;
mod events;
mod flows;
mod frames;
mod lost;
mod places;
mod schema;
mod types;
mod unions;

pub use places::*;

use crate::{
    Loader, Output,
    diagnostic::{Diagnostic, Related},
    load::Loaded,
    model::{Deprecation, Doc, EventId, Party, Peer, Protocol, TypeDef, TypeId},
    parse::{Cx, suggest},
    source::{Sources, Span},
    syntax::{Definition, Deprecated, Name, Text},
};
use lost::Losses;
use std::collections::{BTreeMap, BTreeSet};

/// What resolving makes of a definition.
pub struct Resolved {
    /// The protocol; complete, though not yet checked.
    pub protocol: Protocol,
    /// Where its parts stand.
    pub places: Places,
}

/// Everything that is being resolved.
pub(crate) struct Resolver<'a> {
    /// Sources and diagnostics.
    pub cx: Cx<'a>,
    pub loader: &'a dyn Loader,
    /// What could not be read.
    pub lost: Losses,
    /// Frames with errors in them, by index.
    pub broken_frames: BTreeSet<usize>,
    pub peers: Vec<Peer>,
    /// Types by index; `None` while a declared one is not resolved yet.
    pub types: Vec<Option<TypeDef>>,
    pub type_names: BTreeMap<String, TypeId>,
    pub places: Places,
    /// Events by scope (`None` or the channel's index) and name.
    pub event_names: BTreeMap<(Option<usize>, String), EventId>,
    pub channel_names: Vec<String>,
    pub phases: Vec<String>,
    pub codes: Vec<String>,
    pub unknown_fields: crate::model::UnknownFields,
    /// Records whose `...` is not expanded yet: the record and what it spreads.
    pub spreads: Vec<(TypeId, Vec<(crate::model::Type, Span)>)>,
    /// How many fields came from spread records.
    spread_fields: usize,
    pub has_session: bool,
    /// Unknown names by rule, and which diagnostic reports them.
    pub reported: BTreeMap<(&'static str, String), usize>,
    /// What schemas say to people, by the types that they became.
    pub schema_notes: BTreeMap<TypeId, (Doc, Vec<serde_json::Value>, Span)>,
}

/// How many further places a report of an unknown name shows.
const MAX_RELATED: usize = 8;

/// Resolves a whole definition.
pub(crate) fn resolve(
    loaded: &Loaded,
    sources: &Sources,
    loader: &dyn Loader,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Resolved> {
    let Loaded { definition, incomplete, is_whole, misnamed: _ } = loaded;
    let mut resolver = Resolver {
        cx: Cx { incomplete: incomplete.clone(), ..Cx::new(sources) },
        lost: Losses::of(definition, *is_whole),
        broken_frames: BTreeSet::new(),
        loader,
        peers: Vec::new(),
        types: Vec::new(),
        type_names: BTreeMap::new(),
        places: Places::default(),
        event_names: BTreeMap::new(),
        channel_names: Vec::new(),
        phases: Vec::new(),
        codes: Vec::new(),
        unknown_fields: crate::model::UnknownFields::Ignore,
        spreads: Vec::new(),
        spread_fields: 0,
        has_session: definition.session.is_some(),
        reported: BTreeMap::new(),
        schema_notes: BTreeMap::new(),
    };
    let protocol = resolver.protocol(definition);
    diagnostics.append(&mut resolver.cx.diagnostics);
    Some(Resolved { protocol: protocol?, places: resolver.places })
}

impl Resolver<'_> {
    fn protocol(&mut self, definition: &Definition) -> Option<Protocol> {
        let start = Span { end: definition.span.start, ..definition.span };
        let unnamed = Text { value: "unnamed".to_owned(), span: start };
        let name = definition.protocol.as_ref().unwrap_or(&unnamed);
        if crate::names::snake(&name.value) == "empty"
            || !name.value.is_ascii()
            || name.value.contains(char::is_whitespace)
        {
            self.cx.report(
                Diagnostic::error(
                    "A0105",
                    name.span,
                    format!("`{}` cannot name a protocol", name.value),
                )
                .help("use letters, digits, `-` and `_`, such as `agent-console`"),
            );
        }
        self.peers(definition);
        self.unknown_fields = self.unknown_fields_of(definition);
        if let Some(channels) = &definition.channels {
            self.channel_names =
                channels.entries.iter().map(|(name, _)| name.value.clone()).collect();
        }
        if let Some(phases) = definition.connection.as_ref().and_then(|def| def.phases.as_ref()) {
            self.phases = phases.entries.iter().map(|(name, _)| name.value.clone()).collect();
        }
        let code_type = self.declare_types(definition);
        let wire = self.wire(definition);
        let (wire, events, channels) = self.events(definition, wire)?;
        let errors = self.errors(definition, code_type, &events);
        let close = self.close(definition);
        let session = self.session(definition, &events);
        let connection = self.connection(definition, &events);
        let limits = self.limits(definition);
        let flows = self.flows(definition, &events);
        self.expand_spreads();
        self.check_unions();
        let types = std::mem::take(&mut self.types).into_iter().collect::<Option<Vec<_>>>()?;
        Some(Protocol {
            name: name.value.clone(),
            version: definition.version.as_ref().map(|text| text.value.clone()),
            doc: doc(
                &definition.summary,
                &definition.description,
                &definition.deprecated,
                &definition.since,
            ),
            peers: std::mem::take(&mut self.peers),
            wire,
            types,
            events,
            channels,
            errors,
            close,
            connection,
            session,
            limits,
            flows,
        })
    }

    fn peers(&mut self, definition: &Definition) {
        match definition.peers.as_ref().filter(|peers| !peers.entries.is_empty()) {
            None => self.peers.push(Peer { name: "client".to_owned(), doc: Doc::default() }),
            Some(peers) => {
                for (name, def) in &peers.entries {
                    if name.value == "server" {
                        self.cx.report(
                            Diagnostic::error("A0105", name.span, "`server` is always there")
                                .help("`peers` names everyone but the server; remove this line"),
                        );
                        continue;
                    }
                    self.peers.push(Peer {
                        name: name.value.clone(),
                        doc: doc(&def.summary, &def.description, &def.deprecated, &def.since),
                    });
                }
            }
        }
    }

    /// Whether so much is wrong that nobody reads suggestions, which take time to find.
    pub(crate) fn is_flooded(&self) -> bool {
        self.cx.diagnostics.len() > 1000
    }

    /// Whether the same unknown name was reported before; then this place is added to that report.
    pub(crate) fn again(&mut self, code: &'static str, name: &str, span: Span) -> bool {
        let key = (code, name.to_owned());
        let Some(&at) = self.reported.get(&key) else {
            self.reported.insert(key, self.cx.diagnostics.len());
            return false;
        };
        if let Some(first) = self.cx.diagnostics.get_mut(at)
            && first.related.len() < MAX_RELATED
            && first.span != span
        {
            first.related.push(Related { span, label: "here too".to_owned() });
        }
        true
    }

    /// The party with this name.
    pub(crate) fn party(&mut self, name: &Name) -> Option<Party> {
        if name.value == "server" {
            return Some(Party::Server);
        }
        if let Some(index) = self.peers.iter().position(|peer| peer.name == name.value) {
            return Some(Party::Peer(index));
        }
        if self.lost.peers.holds(&name.value) {
            return None;
        }
        let known: Vec<String> =
            self.peers.iter().map(|peer| peer.name.clone()).chain(["server".to_owned()]).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        if self.again("A0402", &name.value, name.span) {
            return None;
        }
        let diagnostic =
            Diagnostic::error("A0402", name.span, format!("nobody is called `{}`", name.value));
        if matches!(name.value.as_str(), "both" | "all" | "any" | "everyone" | "*") {
            let all = known.join(", ");
            self.cx.report(diagnostic.help(format!("name each of them: `[ {all} ]`")));
            return None;
        }
        self.cx.report(suggest(diagnostic, name.span, &name.value, &known));
        None
    }

    /// The event with this name: in the channel, outside channels, as `channel/event`, or in the only
    /// channel that has it.
    pub(crate) fn event_named(&mut self, name: &Text, channel: Option<usize>) -> Option<EventId> {
        let found = self.find_event(&name.value, channel);
        if found.is_none()
            && !self.lost.events.holds(&name.value)
            && !self.again("A0406", &name.value, name.span)
        {
            if self.is_flooded() {
                let message = format!("there is no event `{}`", name.value);
                self.cx.report(Diagnostic::error("A0406", name.span, message));
                return None;
            }
            let known: Vec<String> = self
                .event_names
                .keys()
                .map(|(scope, event)| match scope {
                    scope if *scope == channel => event.clone(),
                    Some(channel) => format!("{}/{event}", self.channel_names[*channel]),
                    None => event.clone(),
                })
                .collect();
            let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
            known.sort_unstable();
            let diagnostic = Diagnostic::error(
                "A0406",
                name.span,
                format!("there is no event `{}`", name.value),
            );
            self.cx.report(suggest(diagnostic, name.span, &name.value, &known));
        }
        found
    }

    pub(crate) fn find_event(&self, name: &str, channel: Option<usize>) -> Option<EventId> {
        let of = |scope: Option<usize>, name: &str| {
            self.event_names.get(&(scope, name.to_owned())).copied()
        };
        if let Some(found) =
            channel.and_then(|channel| of(Some(channel), name)).or_else(|| of(None, name))
        {
            return Some(found);
        }
        if let Some((scope, event)) = name.split_once('/')
            && let Some(index) = self.channel_names.iter().position(|each| each == scope)
            && let Some(found) = of(Some(index), event)
        {
            return Some(found);
        }
        let mut anywhere = (0..self.channel_names.len()).filter_map(|index| of(Some(index), name));
        anywhere.next().filter(|_| anywhere.next().is_none())
    }
}

/// What `generate:` says.
pub(crate) fn outputs(definition: &Definition, diagnostics: &mut Vec<Diagnostic>) -> Vec<Output> {
    let Some(generate) = &definition.generate else { return Vec::new() };
    for (target, _) in &generate.entries {
        // With a slash or a dot it is the path of a folder of templates.
        let is_folder = target.value.starts_with('.') || target.value.contains(['/', '\\']);
        if is_folder || crate::target::find(&target.value).is_some() {
            continue;
        }
        let message = format!("there is no target `{}`", target.value);
        let known: Vec<&str> = crate::target::TARGETS.iter().map(|row| row.name).collect();
        let diagnostic = Diagnostic::error("A0108", target.span, message);
        diagnostics.push(suggest(diagnostic, target.span, &target.value, &known));
    }
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    generate
        .entries
        .iter()
        .map(|(target, def)| Output {
            target: target.value.clone(),
            out: text(&def.out).unwrap_or_else(|| {
                format!(
                    "generated/{}",
                    target.value.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
                )
            }),
            options: crate::target::Options {
                package: def.package.as_ref().is_some_and(|package| package.value),
                package_name: text(&def.package_name),
                base_url: text(&def.base_url),
            },
            templates: text(&def.templates),
        })
        .collect()
}

/// What people read about a declaration.
pub(crate) fn doc(
    summary: &Option<Text>,
    description: &Option<Text>,
    deprecated: &Option<Deprecated>,
    since: &Option<Text>,
) -> Doc {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.trim().to_owned());
    Doc {
        summary: text(summary),
        description: text(description),
        deprecated: deprecated.as_ref().map(|deprecated| Deprecation {
            reason: deprecated.reason.value.trim().to_owned(),
            replacement: text(&deprecated.replacement),
        }),
        since: text(since),
    }
}
