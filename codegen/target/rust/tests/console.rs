//! An agent console: flat frames, a channel, requests, errors, binary audio, every policy.

use super::build::*;
use crate::model::*;
use serde_json::json;
use std::time::Duration;

const fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// The protocol.
pub(super) fn protocol() -> Protocol {
    let mut protocol = empty("console");
    protocol.version = Some("1.4.0".to_owned());
    protocol.doc = doc("Live commands and terminal streams between dashboards and agents.");
    protocol.peers = vec![
        Peer { name: "dashboard".to_owned(), doc: doc("A person's console.") },
        Peer { name: "agent".to_owned(), doc: doc("Runs commands.") },
        Peer { name: "microphone".to_owned(), doc: Doc::default() },
    ];
    frames(&mut protocol);
    events(&mut protocol);
    policies(&mut protocol);
    protocol
}

const DASHBOARD: Party = Party::Peer(0);
const AGENT: Party = Party::Peer(1);

fn frames(protocol: &mut Protocol) {
    let spread = Member { key: Key::Spread, optional: false, slot: Slot::Payload };
    let seq = HeadField { optional: true, ..head("seq", Some(Role::Seq), U64) };
    protocol.frame(
        "message",
        Shape::Object(vec![
            member("type", Slot::Tag(0)),
            member("timestamp", Slot::Head(0)),
            Member { optional: true, ..member("seq", Slot::Head(1)) },
            Member { optional: true, ..member("channel", Slot::Head(2)) },
            spread,
        ]),
        vec![
            head("timestamp", Some(Role::Time), Type::Timestamp(TimeForm::UnixMillis)),
            seq,
            HeadField { optional: true, ..head("channel", Some(Role::Channel), Type::String) },
        ],
        &["event"],
    );
    protocol.frame(
        "batch",
        Shape::Object(vec![
            member("type", Slot::Const(text("batch"))),
            member("messages", Slot::Frames),
            member("count", Slot::Count),
        ]),
        Vec::new(),
        &[],
    );
    protocol.wire.frames[1].role = FrameRole::Batch;
    protocol.wire.binary.push(Binary {
        name: "audio".to_owned(),
        content: Some("audio/pcm".to_owned()),
        parts: vec![
            BinaryPart::Const(vec![1]),
            BinaryPart::Int {
                field: field("stream", Type::Int(IntKind::U32)),
                kind: IntKind::U32,
                little_endian: true,
                role: Some(Role::Id),
            },
            BinaryPart::Const(b"RIFF".to_vec()),
            BinaryPart::Float { field: field("gain", F64), double: true, little_endian: false },
            BinaryPart::Prefixed {
                field: field("codec", Type::String),
                length: IntKind::U8,
                little_endian: false,
                role: None,
            },
            BinaryPart::Fixed { field: field("nonce", Type::Bytes), length: 16 },
            BinaryPart::Rest(field("data", Type::Bytes)),
        ],
    });
}

fn events(protocol: &mut Protocol) {
    let status = protocol.declare("AgentStatus", strings(&["busy", "offline"], false));
    let priority = protocol.declare("Priority", strings(&["normal", "high"], true));
    let hello = protocol.event_with(
        "hello",
        SERVER,
        DASHBOARD,
        vec![field("every", Type::Duration(DurationUnit::Seconds)), field("session", Type::String)],
    );
    protocol.change(hello).phase = Some(0);
    let agent = protocol.event_with(
        "agent:status",
        AGENT,
        DASHBOARD,
        vec![field("agentId", Type::String), field("status", status), optional("load", F64)],
    );
    let event = protocol.change(agent);
    event.from.push(SERVER);
    event.doc = doc("What an agent is doing");
    event.examples = vec![json!({ "type": "agent:status", "timestamp": 1, "agentId": "a" })];
    event.delivery.slow = Slow::Latest("agentId".to_owned());
    let token = Field { sensitive: true, ..field("token", Type::String) };
    protocol.event_with("auth", DASHBOARD, SERVER, vec![token, optional("renew", Type::Bool)]);
    let command = protocol.event_with(
        "command:request",
        DASHBOARD,
        SERVER,
        vec![
            field("command", Type::String),
            default("args", list(Type::String), json!([])),
            default("priority", priority, json!("normal")),
        ],
    );
    let queued = protocol.event_with("command:queued", SERVER, DASHBOARD, vec![field("id", U64)]);
    let failed = protocol.event_of("error", SERVER, DASHBOARD);
    protocol.change(failed).payload = Payload::Value(Type::Named(TypeId(0)));
    protocol.channels.push(Channel {
        name: "session".to_owned(),
        doc: doc("The terminal of one session."),
        topic: vec![TopicPart::Text("session:".to_owned()), TopicPart::Param(0)],
        params: vec![field("id", Type::String)],
        join: Some(Join { request: Some(command), ok: None, error: Some(failed), topic: None }),
        leave: None,
        authorize: true,
        recover: Some(Recover { history: 100, ttl: Some(seconds(60)) }),
    });
    let output =
        protocol.event_with("output", SERVER, DASHBOARD, vec![field("text", Type::String)]);
    let other = protocol.event_of("error", SERVER, DASHBOARD);
    for id in [output, other] {
        protocol.change(id).channel = Some(ChannelId(0));
    }
    protocol.change(output).delivery.replay = true;
    protocol.change(command).reply = Some(Reply {
        ok: vec![queued],
        error: vec![failed],
        stream: vec![output],
        end: Vec::new(),
        cancel: None,
        timeout: seconds(30),
    });
    let event = protocol.change(command);
    event.delivery.priority = Priority::High;
    event.delivery.offline = Keep::Drop;
    event.delivery.idempotent =
        Some(Idempotent { key: vec!["$id".to_owned()], ttl: seconds(3600) });
    event.delivery.dedupe = vec!["command".to_owned()];
    event.delivery.debounce = Some(Duration::from_millis(50));
    event.delivery.batch = Some(Batch { max: 10, within: Duration::from_millis(20) });
    event.delivery.compress = Some(1024);
    event.rate = vec![Rate { count: 10, per: seconds(60) }];
    event.max_size = Some(65_536);
    event.doc.deprecated = Some(Deprecation {
        reason: "Too coarse".to_owned(),
        replacement: Some("command:run".to_owned()),
    });
    let audio = protocol.event_of("audio", Party::Peer(2), DASHBOARD);
    let event = protocol.change(audio);
    event.carrier = Carrier::Binary(BinaryId(0));
    event.payload = Payload::Binary;
    event.tag = Vec::new();
    event.examples = vec![json!("01ff")];
}

fn policies(protocol: &mut Protocol) {
    let retry = Backoff {
        initial: seconds(1),
        multiplier: 2.0,
        max: seconds(60),
        jitter: Some(0.1),
        attempts: Some(5),
    };
    let slower = Backoff { initial: seconds(9), jitter: None, attempts: None, ..retry };
    let class =
        |name: &str, retry| ErrorClass { name: name.to_owned(), doc: Doc::default(), retry };
    let code = |name: &str, class, retry, close| ErrorCode {
        code: text(name),
        name: name.to_lowercase(),
        doc: Doc::default(),
        class,
        retry,
        close,
    };
    let ty = protocol.in_place("ErrorCode", strings(&[], true));
    let Type::Named(ty) = ty else { unreachable!() };
    let event = EventId(0);
    let refused = EventId(5);
    let field = |name: &str| Some(name.to_owned());
    protocol.errors = Errors {
        report: Some(Report {
            event: refused,
            code: field("code"),
            message: field("$message"),
            trace: None,
            details: None,
            retry_after: field("retryAfter"),
        }),
        classes: vec![class("transient", Retry::Backoff(retry)), class("invalid", Retry::Never)],
        codes: vec![
            code("DRAINING", Some(0), Retry::Backoff(retry), Some(1012)),
            code("BUSY", Some(0), Retry::Backoff(slower), None),
            code("INVALID", Some(1), Retry::Never, None),
            code("LATER", None, Retry::After, None),
        ],
        open: true,
        ty: Some(ty),
    };
    let close = |first, last, name: &str, then| CloseCode {
        first,
        last,
        name: name.to_owned(),
        doc: Doc::default(),
        reason: Some(name.replace('_', " ")),
        then,
        after: Some(seconds(5)),
    };
    protocol.close = vec![
        close(4100, 4199, "application", AfterClose::NewSession),
        close(4000, 4000, "ping_timeout", AfterClose::Reconnect),
        close(4001, 4001, "authentication_failed", AfterClose::GiveUp),
    ];
    let connection = &mut protocol.connection;
    connection.path = vec![TopicPart::Text("/ws/".to_owned()), TopicPart::Param(0)];
    connection.params = vec![super::build::field("room", Type::String)];
    connection.query = vec![
        super::build::field("v", Type::Const(Literal::Int(2))),
        optional("trace", Type::String),
    ];
    connection.headers = vec![default("x-mode", Type::String, json!("live"))];
    connection.subprotocols = vec!["console.v1".to_owned()];
    connection.origins = vec!["*".to_owned()];
    connection.refusals = vec![(401, doc("No token."))];
    connection.auth = Some(Auth {
        token: vec![
            TokenPlace::Header { name: "authorization".to_owned(), scheme: field("Bearer") },
            TokenPlace::Cookie("token".to_owned()),
            TokenPlace::Subprotocol { prefix: "bearer.".to_owned(), suffix: String::new() },
            TokenPlace::Query("token".to_owned()),
            TokenPlace::Event { event: EventId(2), field: "token".to_owned() },
        ],
        deadline: seconds(10),
        refuse: Some(401),
        close: Some(4001),
        refresh: Some(Refresh { ask: None, offer: EventId(2), ok: Some(event), error: None }),
    });
    connection.ready = vec![event];
    connection.phases = vec![Phase {
        name: "handshake".to_owned(),
        doc: Doc::default(),
        until: vec![event],
        deadline: Some(seconds(10)),
        close: Some(4000),
    }];
    let beat = |payload| Beat::Event(Written { event: EventId(2), payload, fields: Vec::new() });
    connection.heartbeats = vec![
        Heartbeat {
            from: DASHBOARD,
            every: Period::Announced { event, field: "every".to_owned() },
            timeout: Some(seconds(5)),
            send: beat(Some(Source::Runtime(Role::Seq))),
            answer: Some(beat(Some(Source::Value(json!({ "pong": true }))))),
            idle_only: true,
            close: Some(4000),
        },
        Heartbeat {
            from: SERVER,
            every: Period::Fixed(seconds(30)),
            timeout: None,
            send: Beat::Control,
            answer: None,
            idle_only: false,
            close: None,
        },
    ];
    connection.reconnect = Some(Backoff { multiplier: 1.5, ..retry });
    connection.queue = Queue { max: 10, bytes: Some(4096), overflow: Overflow::DropNewest };
    connection.bind = vec![(Role::Session, Some(2)), (Role::User, None)];
    connection.drain = Some(Drain { event: Some(event), over: seconds(30), close: 1012 });
    protocol.session = Some(Session {
        id: Some((event, "session".to_owned())),
        seq: Role::Seq,
        ack: None,
        buffer: 1000,
        replay_for: seconds(60),
        state_for: seconds(86_400),
        expired: Expired::NewSession,
        send: Some(Written {
            event: EventId(2),
            payload: None,
            fields: vec![("session_id".to_owned(), Source::Runtime(Role::Session))],
        }),
        ok: Some(event),
        error: Some(refused),
        end: None,
        address: None,
    });
    protocol.limits.connections = Some(10_000);
    protocol.limits.per_connection = vec![Rate { count: 100, per: seconds(60) }];
    protocol.limits.burst = Some(Rate { count: 10, per: seconds(1) });
    protocol.limits.exceeded = Some(1);
    let edge = |from, event, to| FlowEdge { from, event: EventId(event), to };
    let state = |name: &str, accepting, next| FlowState { name: name.to_owned(), accepting, next };
    protocol.flows = vec![Flow {
        name: "command".to_owned(),
        doc: doc("A command from its request to its last output."),
        start: FlowStart::First,
        states: vec![
            state("start", false, vec![edge(DASHBOARD, 3, 1)]),
            state("asked", false, vec![edge(SERVER, 4, 2), edge(SERVER, 5, 0)]),
            state("running", true, vec![edge(SERVER, 6, 2)]),
        ],
        on_violation: Violation::Report,
    }];
}
