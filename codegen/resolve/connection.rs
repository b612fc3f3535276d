//! The connection and the session: events looked up, defaults filled.

use super::{Resolver, doc};
use crate::{
    diagnostic::Diagnostic,
    model::{
        Auth, Backoff, Beat, Connection, Doc, Drain, Event, EventId, Expired, Field, Heartbeat,
        Overflow, Party, Period, Phase, Queue, Refresh, Role, Session, Source, TokenPlace, Written,
    },
    parse::shorten,
    source::Span,
    syntax::{
        AuthDef, BeatDef, ConnectionDef, Definition, ExpiredWord, FieldMap, HeartbeatDef, Json,
        Name, OverflowWord, ReconnectDef, Text, WhenWord, WrittenDef,
    },
};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

impl Resolver<'_> {
    pub(super) fn connection(&mut self, definition: &Definition, events: &[Event]) -> Connection {
        let mut connection = Connection {
            path: vec![crate::model::TopicPart::Text("/".to_owned())],
            params: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            subprotocols: Vec::new(),
            origins: Vec::new(),
            refusals: Vec::new(),
            timeout: SECOND * 10,
            auth: None,
            ready: Vec::new(),
            phases: Vec::new(),
            heartbeats: Vec::new(),
            reconnect: Some(Backoff {
                initial: SECOND,
                multiplier: 2.0,
                max: SECOND * 30,
                jitter: None,
                attempts: None,
            }),
            queue: Queue { max: 1000, bytes: None, overflow: Overflow::DropOldest },
            bind: Vec::new(),
            serial: true,
            drain: None,
        };
        if let Some(def) = &definition.connection {
            self.fill_connection(&mut connection, def, events);
        }
        connection
    }

    fn fill_connection(
        &mut self,
        connection: &mut Connection,
        def: &ConnectionDef,
        events: &[Event],
    ) {
        let ConnectionDef {
            span: _,
            path,
            params,
            query,
            headers,
            subprotocols,
            origins,
            refusals,
            timeout,
            auth,
            ready,
            phases,
            heartbeat,
            reconnect,
            queue,
            bind,
            serial,
            drain,
        } = def;
        if let Some(path) = path {
            if !path.value.starts_with('/') {
                let shown = shorten(&path.value);
                let message = format!("`{shown}` is not a path that begins with `/`");
                let help = match path.value.split_once("://") {
                    Some((_, rest)) => {
                        let at = rest.find('/').unwrap_or(rest.len());
                        format!(
                            "the server's address stands elsewhere: write `/{}`",
                            shorten(rest[at..].trim_start_matches('/'))
                        )
                    }
                    None => format!("write `/{shown}`"),
                };
                self.cx.report(Diagnostic::error("A0104", path.span, message).help(help));
            }
            (connection.path, connection.params) = self.topic(path, params.as_ref(), "connection");
        } else if let Some(params) = params
            && let Some(field) = params.fields.first()
        {
            self.cx.report(
                Diagnostic::error("A0501", field.name.span, "there is no `path` with parameters")
                    .help("add `path: \"/ws/{name}\"`"),
            );
        }
        connection.query = self.plain_fields(query.as_ref(), "query");
        connection.headers = self.plain_fields(headers.as_ref(), "headers");
        let texts = |many: &Option<crate::syntax::OneOrMany<Text>>| {
            many.iter().flat_map(|many| &many.0).map(|text| text.value.clone()).collect()
        };
        connection.subprotocols = texts(subprotocols);
        connection.origins = texts(origins);
        for (status, meaning) in refusals.iter().flat_map(|map| &map.entries) {
            match status.value.parse::<u16>() {
                Ok(number @ 300..=599) => {
                    let doc = Doc { summary: Some(meaning.value.clone()), ..Doc::default() };
                    connection.refusals.push((number, doc));
                }
                _ => {
                    self.cx.bad_value(status.span, &status.value, "an HTTP status from 300 to 599")
                }
            }
        }
        if let Some(time) = timeout {
            connection.timeout = time.value.0;
        }
        connection.auth = auth.as_ref().and_then(|auth| self.auth(auth, events));
        for name in ready.iter().flat_map(|ready| &ready.after.0.0) {
            if let Some(event) = self.event_named(name, None) {
                self.sent_by(event, name.span, events, Party::Server);
                connection.ready.push(event);
            }
        }
        for (name, def) in phases.iter().flat_map(|map| &map.entries) {
            connection.phases.push(Phase {
                name: name.value.clone(),
                doc: doc(&def.summary, &def.description, &def.deprecated, &def.since),
                until: def
                    .until
                    .iter()
                    .flat_map(|many| &many.0)
                    .filter_map(|name| self.event_named(name, None))
                    .collect(),
                deadline: def.deadline.as_ref().map(|time| time.value.0),
                close: self.close_code(def.close.as_ref()).or(def.deadline.as_ref().map(|_| 1008)),
            });
        }
        for def in heartbeat.iter().flat_map(|many| &many.0) {
            if let Some(heartbeat) = self.heartbeat(def, events) {
                connection.heartbeats.push(heartbeat);
            }
        }
        match reconnect {
            Some(ReconnectDef::Never) => connection.reconnect = None,
            Some(ReconnectDef::Backoff(backoff)) => {
                connection.reconnect = Some(self.backoff(backoff))
            }
            None => {}
        }
        if let Some(def) = queue {
            connection.queue = Queue {
                max: def.max.as_ref().map_or(1000, |max| max.value),
                bytes: def.bytes.as_ref().map(|size| size.value.0),
                overflow: match def.overflow.as_ref().map(|word| word.value) {
                    None | Some(OverflowWord::DropOldest) => Overflow::DropOldest,
                    Some(OverflowWord::DropNewest) => Overflow::DropNewest,
                    Some(OverflowWord::Close) => Overflow::Close,
                },
            };
        }
        for (word, code) in bind.iter().flat_map(|bind| &bind.0) {
            let Some(role) = super::frames::role(&word.value) else {
                self.cx.bad_value(
                    word.span,
                    &word.value,
                    "a placeholder such as `$session` or `$user`",
                );
                continue;
            };
            let code = code.as_ref().and_then(|name| self.code(name));
            connection.bind.push((role, code));
        }
        if let Some(serial) = serial {
            connection.serial = serial.value;
        }
        connection.drain = drain.as_ref().map(|def| Drain {
            event: def.event.as_ref().and_then(|name| {
                let event = self.event_named(name, None)?;
                self.sent_by(event, name.span, events, Party::Server);
                Some(event)
            }),
            over: def.over.as_ref().map_or(SECOND * 30, |time| time.value.0),
            close: self.close_code(def.close.as_ref()).unwrap_or(1012),
        });
    }

    /// Query parameters or headers.
    fn plain_fields(&mut self, map: Option<&FieldMap>, hint: &str) -> Vec<Field> {
        let Some(map) = map else { return Vec::new() };
        for spread in &map.spreads {
            self.bad_spread(spread.span);
        }
        map.fields.iter().map(|def| self.field(def, &format!("connection {hint}"))).collect()
    }

    fn auth(&mut self, def: &AuthDef, events: &[Event]) -> Option<Auth> {
        let mut token = Vec::new();
        for place in def.token.iter().flat_map(|places| &places.0) {
            match self.token_place(place, events) {
                Some(place) => token.push(place),
                None => self.cx.bad_value(place.span, &place.value, "a place such as `header`, `cookie NAME`, `subprotocol`, `query NAME` or `event NAME.FIELD`"),
            }
        }
        let refresh = def.refresh.as_ref().and_then(|refresh| {
            let mut event =
                |name: &Option<Name>| name.as_ref().and_then(|name| self.event_named(name, None));
            let (ask, ok, error) = (event(&refresh.ask), event(&refresh.ok), event(&refresh.error));
            Some(Refresh { ask, offer: self.event_named(&refresh.offer, None)?, ok, error })
        });
        Some(Auth {
            token,
            deadline: def.deadline.as_ref().map_or(SECOND * 10, |time| time.value.0),
            refuse: def.refuse.as_ref().map(|status| status.value),
            close: Some(self.close_code(def.close.as_ref()).unwrap_or(1008)),
            refresh,
        })
    }

    fn token_place(&mut self, place: &Text, events: &[Event]) -> Option<TokenPlace> {
        let mut words = place.value.split_whitespace();
        let kind = words.next()?;
        let first = words.next();
        let second = words.next();
        Some(match (kind, first, second) {
            ("header", None, _) => TokenPlace::Header {
                name: "Authorization".to_owned(),
                scheme: Some("Bearer".to_owned()),
            },
            ("header", Some(name), scheme) => {
                TokenPlace::Header { name: name.to_owned(), scheme: scheme.map(str::to_owned) }
            }
            ("cookie", name, None) => TokenPlace::Cookie(name.unwrap_or("token").to_owned()),
            ("query", name, None) => TokenPlace::Query(name.unwrap_or("token").to_owned()),
            ("subprotocol", None, _) => {
                TokenPlace::Subprotocol { prefix: String::new(), suffix: String::new() }
            }
            ("subprotocol", Some(text), None) => {
                let (prefix, suffix) = text.split_once("{token}").unwrap_or((text, ""));
                TokenPlace::Subprotocol { prefix: prefix.to_owned(), suffix: suffix.to_owned() }
            }
            ("event", Some(path), None) => {
                let path = Text { value: path.to_owned(), span: place.span };
                let (event, field) = self.event_field(&path, events)?;
                TokenPlace::Event { event, field }
            }
            _ => return None,
        })
    }

    /// `event.field`, where names of events may hold dots themselves: the longest event wins.
    fn event_field(&mut self, path: &Text, events: &[Event]) -> Option<(EventId, String)> {
        let mut dots: Vec<usize> = path.value.match_indices('.').map(|(at, _)| at).collect();
        dots.reverse();
        for dot in &dots {
            let (name, field) = (&path.value[..*dot], &path.value[dot + 1..]);
            if let Some(event) = self.find_event(name, None) {
                self.field_exists(field, path.span, &events[event.0].payload, None);
                return Some((event, field.to_owned()));
            }
        }
        let name = dots.last().map_or(path.value.as_str(), |dot| &path.value[..*dot]);
        self.event_named(&Text { value: name.to_owned(), span: path.span }, None);
        None
    }

    fn heartbeat(&mut self, def: &HeartbeatDef, events: &[Event]) -> Option<Heartbeat> {
        let from = match &def.from {
            Some(name) => self.party(name),
            None => Some(Party::Peer(0)),
        };
        let send = match &def.send {
            None => Some(Beat::Control),
            Some(beat) => self.beat(beat, events).flatten(),
        };
        let answer = match &def.answer {
            None => Some((send == Some(Beat::Control)).then_some(Beat::Control)),
            Some(beat) => self.beat(beat, events),
        };
        let every = match &def.every {
            None => Period::Fixed(SECOND * 30),
            Some(text) => match text.value.strip_prefix('$') {
                Some(path) => {
                    let path = Text { value: path.to_owned(), span: text.span };
                    let (event, field) = self.event_field(&path, events)?;
                    Period::Announced { event, field }
                }
                None => {
                    let node = crate::yaml::Node {
                        span: text.span,
                        kind: crate::yaml::NodeKind::Scalar {
                            text: text.value.clone(),
                            plain: true,
                        },
                    };
                    use crate::parse::Lower;
                    Period::Fixed(
                        crate::syntax::Spanned::<crate::syntax::Time>::lower(&node, &mut self.cx)?
                            .value
                            .0,
                    )
                }
            },
        };
        if let (Some(time), Period::Fixed(Duration::ZERO)) = (&def.every, &every) {
            self.cx.report(
                Diagnostic::error("A0701", time.span, "a heartbeat needs a time between two beats")
                    .help("write a time such as `30s`"),
            );
        }
        let (from, send, answer) = (from?, send?, answer?);
        let beats = [(&def.send, Some(&send), true), (&def.answer, answer.as_ref(), false)];
        for (written, beat, is_own) in beats {
            let (Some(written), Some(Beat::Event(beat))) = (written, beat) else { continue };
            let span = match written {
                BeatDef::Word(text) => text.span,
                BeatDef::Written(written) => written.event.span,
            };
            match (from, is_own) {
                (party, true) => self.sent_by(beat.event, span, events, party),
                (Party::Peer(_), false) => self.sent_by(beat.event, span, events, Party::Server),
                // Each of the peers may answer with an event of its own.
                (Party::Server, false) => {}
            }
        }
        Some(Heartbeat {
            from,
            every,
            timeout: match (&def.timeout, &answer) {
                (Some(time), _) => Some(time.value.0),
                (None, Some(_)) => Some(SECOND * 10),
                (None, None) => None,
            },
            send,
            answer,
            idle_only: def.when.as_ref().is_some_and(|word| word.value == WhenWord::Idle),
            close: self.close_code(def.close.as_ref()),
        })
    }

    /// Reports an event that a party would have to send and may not.
    fn sent_by(&mut self, event: EventId, span: Span, events: &[Event], party: Party) {
        let Some(event) = events.get(event.0) else { return };
        if event.from.is_empty() || event.from.contains(&party) {
            return;
        }
        let who = match party {
            Party::Server => "server",
            Party::Peer(index) => self.peers.get(index).map_or("", |peer| peer.name.as_str()),
        };
        let message = format!("`{}` is not sent by `{who}`", event.name);
        let help = format!("name an event that says `from: {who}`, or mend `from` of this one");
        self.cx.report(Diagnostic::error("A0701", span, message).help(help));
    }

    /// `ws`, `none`, or an event; the outer `None` was reported.
    fn beat(&mut self, def: &BeatDef, events: &[Event]) -> Option<Option<Beat>> {
        match def {
            BeatDef::Word(text) if text.value == "ws" => Some(Some(Beat::Control)),
            BeatDef::Word(text) if text.value == "none" => Some(None),
            BeatDef::Word(text) => {
                let event = self.event_named(text, None)?;
                Some(Some(Beat::Event(Written { event, payload: None, fields: Vec::new() })))
            }
            BeatDef::Written(written) => Some(Some(Beat::Event(self.written(written, events)?))),
        }
    }

    fn written(&mut self, def: &WrittenDef, events: &[Event]) -> Option<Written> {
        let event = self.event_named(&def.event, None)?;
        let payload = def.payload.as_ref().and_then(|json| self.source(json));
        let mut fields = Vec::new();
        for (name, json) in def.fields.iter().flat_map(|map| &map.entries) {
            self.field_exists(&name.value, name.span, &events[event.0].payload, None);
            if let Some(source) = self.source(json) {
                fields.push((name.value.clone(), source));
            }
        }
        Some(Written { event, payload, fields })
    }

    fn source(&mut self, json: &Json) -> Option<Source> {
        let Some(word) = json.value.as_str().and_then(|text| text.strip_prefix('$')) else {
            return Some(Source::Value(json.value.clone()));
        };
        let role = super::frames::role(word);
        if role.is_none() {
            self.cx.bad_value(
                json.span,
                word,
                "a placeholder such as `$seq`, `$session` or `$time`",
            );
        }
        role.map(Source::Runtime)
    }

    pub(super) fn session(&mut self, definition: &Definition, events: &[Event]) -> Option<Session> {
        let def = definition.session.as_ref()?;
        let id = def
            .id
            .as_ref()
            .filter(|text| text.value != "$session")
            .and_then(|text| self.event_place(text, events));
        let seq = match &def.seq {
            None => Role::Seq,
            Some(text) => match text.value.strip_prefix('$').and_then(super::frames::role) {
                Some(role @ (Role::Seq | Role::Offset | Role::Id)) => role,
                _ => {
                    self.cx.bad_value(text.span, &text.value, "`$seq`, `$offset` or `$id`");
                    Role::Seq
                }
            },
        };
        let mut event =
            |name: &Option<Name>| name.as_ref().and_then(|name| self.event_named(name, None));
        let (ack, ok, error, end) =
            (event(&def.ack), event(&def.ok), event(&def.error), event(&def.end));
        let send = def.resume.as_ref().and_then(|beat| self.beat(beat, events)).flatten();
        Some(Session {
            id,
            seq,
            ack,
            buffer: def.buffer.as_ref().map_or(1000, |count| count.value),
            replay_for: def.replay_for.as_ref().map_or(SECOND * 60, |time| time.value.0),
            state_for: def.state_for.as_ref().map_or(SECOND * 86_400, |time| time.value.0),
            expired: match def.expired.as_ref().map(|word| word.value) {
                None | Some(ExpiredWord::NewSession) => Expired::NewSession,
                Some(ExpiredWord::Reject) => Expired::Reject,
            },
            send: match send {
                Some(Beat::Event(written)) => Some(written),
                Some(Beat::Control) | None => None,
            },
            ok,
            error,
            end,
            address: def.address.as_ref().and_then(|text| self.event_place(text, events)),
        })
    }

    fn event_place(&mut self, text: &Text, events: &[Event]) -> Option<(EventId, String)> {
        let Some(path) = text.value.strip_prefix('$') else {
            self.cx.bad_value(
                text.span,
                &text.value,
                "a field of an event, such as `$ready.session_id`",
            );
            return None;
        };
        self.event_field(&Text { value: path.to_owned(), span: text.span }, events)
    }
}
