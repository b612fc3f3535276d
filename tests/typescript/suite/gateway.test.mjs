// Flat frames: every type, unions, channels, batches, binary messages, flows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as gateway from '../build/js/gateway/index.js';
import { accepts, plain, rejects } from './helpers.mjs';

const time = '2026-11-21T04:11:18Z';
const decode = (frame, options) =>
  gateway.decodeServerMessage(typeof frame === 'string' ? frame : JSON.stringify(frame), options);
const values = (fields) => decode(Object.defineProperties({ type: 'values', timestamp: time }, Object.getOwnPropertyDescriptors(fields)));
const read = (fields) => accepts(values(fields)).payload;

test('a flat frame becomes event, head and payload, and goes out as it came', () => {
  const frame = { type: 'agent:status', timestamp: time, seq: 3, agentId: 'a', note: null };
  const message = accepts(decode(frame));
  assert.deepEqual(message, {
    event: 'agent:status',
    head: { timestamp: time, seq: 3 },
    payload: { agentId: 'a', note: null },
  });
  assert.deepEqual(JSON.parse(gateway.encodeServerMessage(message)), frame);
});

test('the order of keys does not matter, the last of two equal keys wins', () => {
  const text = `{"note":"x","agentId":"a","agentId":"b","timestamp":"${time}","type":"agent:status"}`;
  assert.equal(accepts(decode(text)).payload.agentId, 'b');
});

test('what is missing or wrong is named, and never repeated', () => {
  const frame = (fields) => decode({ type: 'agent:status', timestamp: time, ...fields });
  rejects(frame({ note: null }), 'missing_field', 'agentId');
  rejects(frame({ agentId: 5, note: null }), 'wrong_kind', 'agentId');
  rejects(frame({ agentId: null, note: null }), 'wrong_kind', 'agentId');
  rejects(frame({ agentId: 'a' }), 'missing_field', 'note');
  rejects(decode({ type: 'ping' }), 'missing_field', 'timestamp');
  rejects(decode({ type: 'ping', timestamp: 'hunter2' }), 'format', 'timestamp');
  rejects(decode({ timestamp: time }), 'missing_field', 'type');
  rejects(decode([]), 'unknown_frame', '');
  rejects(decode('{"type":'), 'syntax', '');
  const { error } = frame({ agentId: ['hunter2'], note: null });
  assert.equal(error.frame, 'message');
  assert.equal(error.message, 'message: agentId: expected a string');
  assert.doesNotMatch(JSON.stringify(error), /hunter2/);
});

test('defaults are filled in, and left out again', () => {
  const payload = read({});
  assert.deepEqual(plain(payload), { priority: 'low', count: 7, names: ['a'] });
  assert.deepEqual(plain(gateway.writeValues(payload)), {});
  assert.deepEqual(plain(gateway.writeValues({ ...payload, names: [] })), { names: [] });
  rejects(values({ count: null }), 'wrong_kind', 'count');
});

test('optional and nullable stay apart', () => {
  assert.equal(read({ maybe: null }).maybe, null);
  assert.ok(!('maybe' in read({})));
  rejects(values({ size: null }), 'wrong_kind', 'size');
});

test('numbers', () => {
  assert.equal(accepts(decode(`{"type":"values","timestamp":"${time}","size":1.0,"progress":5e1}`)).payload.progress, 50);
  rejects(values({ size: 1.5 }), 'wrong_kind', 'size');
  rejects(decode(`{"type":"values","timestamp":"${time}","size":9007199254740993}`), 'out_of_range', 'size');
  assert.equal(read({ size: Number.MIN_SAFE_INTEGER }).size, Number.MIN_SAFE_INTEGER);
  for (const [progress, code] of [[-1, 'out_of_range'], [101, 'out_of_range'], [7, 'not_multiple']]) rejects(values({ progress }), code, 'progress');
  for (const progress of [0, 5, 100]) assert.equal(read({ progress }).progress, progress);
  for (const ratio of [0, 1.51]) rejects(values({ ratio }), 'out_of_range', 'ratio');
  for (const ratio of [0.1, 1.5]) assert.equal(read({ ratio }).ratio, ratio);
  rejects(values({ small: 1e39 }), 'out_of_range', 'small');
  rejects(decode(`{"type":"values","timestamp":"${time}","ratio":1e999}`), 'out_of_range', 'ratio');
  rejects(values({ wait: -1 }), 'out_of_range', 'wait');
  assert.equal(read({ wait: 0.5 }).wait, 0.5);
});

test('text with a format', () => {
  const table = {
    exact: [['0', '18446744073709551615'], ['', '-1', '01', '18446744073709551616', '+1', '1e3']],
    price: [['0', '-1.50', '010.0'], ['', '.5', '5.', '1e5', '+1']],
    at: [
      [time, '2026-11-21t04:11:18.123z', '2024-02-29T00:00:00+23:59', '2016-12-31T23:59:60Z'],
      ['', '2026-11-21', '2026-11-21 04:11:18Z', '2026-02-30T00:00:00Z', '2025-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-11-21T24:00:00Z', '2026-11-21T04:11:18'],
    ],
    id: [['01890a5d-ac96-774b-bcce-b302099a8057', '01890A5D-AC96-774B-BCCE-B302099A8057'], ['', '01890a5dac96774bbcceb302099a8057', '{01890a5d-ac96-774b-bcce-b302099a8057}']],
    link: [['https://a.b/c?d=é', 'urn:x', 'a+b-.1:c'], ['', 'a', ':b', 'a:', '1a:b', 'a:b c', 'a:\u0000']],
    bytes: [['', 'AQ==', 'AQI=', 'AQID'], ['A', 'AQ', 'AR==', 'AQJ=', 'AQ==\n', '-_==', 'AQ==AQ==']],
  };
  for (const [name, [valid, invalid]] of Object.entries(table)) {
    for (const text of valid) assert.equal(gateway.writeValues(read({ [name]: text }))[name], text);
    for (const text of invalid) assert.equal(values({ [name]: text }).ok, false, `${name} ${text}`);
  }
  assert.deepEqual(read({ bytes: 'AQL/' }).bytes, Uint8Array.of(1, 2, 255));
});

test('lengths count code points, and a pattern is searched for', () => {
  assert.equal(read({ slug: '😀😀😀😀' }).slug, '😀😀😀😀');
  rejects(values({ slug: '' }), 'too_short', 'slug');
  rejects(values({ slug: 'abcde' }), 'too_long', 'slug');
  rejects(values({ slug: 'A' }), 'pattern', 'slug');
  assert.equal(read({ slug: 'a/b' }).slug, 'a/b');
  rejects(values({ tags: ['a', 'a'] }), 'not_unique', 'tags');
  rejects(values({ tags: ['a', 'b', 'c', 'd'] }), 'too_long', 'tags');
  rejects(values({ tags: ['a', 1] }), 'wrong_kind', 'tags[1]');
});

test('sets and flags', () => {
  assert.equal(read({ status: "it's" }).status, gateway.AgentStatus.ItS);
  rejects(values({ status: 'busy' }), 'unknown_value', 'status');
  rejects(values({ status: 1 }), 'wrong_kind', 'status');
  assert.equal(read({ priority: 'urgent' }).priority, 'urgent');
  assert.equal(read({ level: -1 }).level, gateway.Level.Silent);
  rejects(values({ level: 5 }), 'unknown_value', 'level');
  const { permissions } = read({ permissions: 17 });
  assert.ok(gateway.hasFlag(permissions, gateway.Permissions.Write));
  assert.equal(gateway.combineFlags(gateway.Permissions.Read, gateway.Permissions.Write), permissions);
  rejects(values({ permissions: 2 ** 32 }), 'out_of_range', 'permissions');
  const { intents } = read({ intents: '1099511627777' });
  assert.equal(intents, gateway.Intents.Guilds | gateway.Intents.Polls);
  assert.equal(gateway.writeValues({ ...read({}), intents }).intents, '1099511627777');
});

test('unions go out as they came, whatever tells their variants apart', () => {
  const bytes = Buffer.from('hi').toString('base64');
  const valid = {
    part: [{ kind: 'text', text: 'a' }, { kind: 'image', data: bytes, alt: 'b' }],
    openPart: [{ kind: 'video', length: 3 }, { kind: 'text', text: 'a' }],
    boxed: [{ kind: 'image', data: { data: bytes } }],
    keyed: [{ text: { text: 'a' } }, { video: 3 }],
    found: [{ text: 'a' }, { data: bytes }],
    choice: ['auto', 5, true, { data: bytes }, [bytes]],
  };
  for (const [name, all] of Object.entries(valid)) {
    for (const value of all) assert.deepEqual(plain(gateway.writeValues(read({ [name]: value })))[name], value);
  }
  assert.deepEqual(read({ openPart: { kind: 'video' } }).openPart, { kind: '$unknown', raw: { kind: 'video' } });
  assert.deepEqual(read({ keyed: { video: 3 } }).keyed, { $unknown: { video: 3 } });
  rejects(values({ part: { kind: 'video' } }), 'unknown_value', 'part.kind');
  rejects(values({ part: { text: 'a' } }), 'missing_field', 'part.kind');
  rejects(values({ part: { kind: 'text' } }), 'missing_field', 'part.text');
  rejects(values({ boxed: { kind: 'text', data: {} } }), 'missing_field', 'boxed.data.text');
  rejects(values({ keyed: { text: { text: 'a' }, image: {} } }), 'ambiguous', 'keyed');
  rejects(values({ found: {} }), 'missing_field', 'found');
  rejects(values({ choice: 'other' }), 'wrong_kind', 'choice');
  rejects(values({ choice: 1.5 }), 'wrong_kind', 'choice');
});

test('tuples: optional and further positions', () => {
  assert.deepEqual(read({ point: [1, 'AQ=='] }).point, [1, Uint8Array.of(1)]);
  assert.deepEqual(gateway.writePoint([1, Uint8Array.of(1), 'x']), [1, 'AQ==', 'x']);
  assert.deepEqual(gateway.writePoint([1, Uint8Array.of(1)]), [1, 'AQ==']);
  rejects(values({ point: [1] }), 'missing_item', 'point[1]');
  rejects(values({ point: [1, 'AQ==', 'x', 2] }), 'too_many_items', 'point[3]');
  assert.deepEqual(read({ words: [1, 'a', 'b'] }).words, [1, 'a', 'b']);
  rejects(values({ words: [1, 'a', 2] }), 'wrong_kind', 'words[2]');
});

test('records: recursive, strict, with kept keys', () => {
  const tree = { name: 'a', children: [{ name: 'b' }] };
  assert.deepEqual(plain(gateway.writeTree(read({ tree }).tree)), tree);
  rejects(values({ tree: { name: 'a', children: [{ name: 1 }] } }), 'wrong_kind', 'tree.children[0].name');
  rejects(values({ strict: { a: true, b: 1 } }), 'unknown_field', 'strict.b');
  const kept = JSON.parse('{ "a": true, "b": [1], "__proto__": { "x": 1 } }');
  assert.deepEqual(plain(gateway.writeKept(read({ kept }).kept)), plain(kept));
  assert.deepEqual(plain(gateway.writeRest(read({ rest: { a: true, b: 'AQ==' } }).rest)), { a: true, b: 'AQ==' });
  rejects(values({ rest: { a: true, b: 1 } }), 'wrong_kind', 'rest.b');
});

test('a payload given as JSON Schema is checked', () => {
  assert.deepEqual(read({ imported: { n: 1, next: { n: 2 } } }).imported, { n: 1, next: { n: 2 } });
  rejects(values({ imported: { n: 1, next: { n: 0 } } }), 'out_of_range', 'imported.next.n');
  rejects(values({ imported: {} }), 'missing_field', 'imported.n');
});

test('JSON text inside text', () => {
  assert.deepEqual(read({ inner: '{"text":"a"}' }).inner, { text: 'a' });
  rejects(values({ inner: '{' }), 'syntax', 'inner');
  rejects(values({ inner: '{}' }), 'missing_field', 'inner.text');
});

test('no key means anything special', () => {
  const labels = JSON.parse('{ "__proto__": "a", "constructor": null }');
  const map = read({ labels }).labels;
  assert.equal(Object.getPrototypeOf(map), null);
  assert.deepEqual(Object.keys(map), ['__proto__', 'constructor']);
  const payload = read(JSON.parse('{ "__proto__": "p", "constructor": "c" }'));
  assert.equal(payload.constructor, 'c');
  assert.equal(payload['__proto__'], 'p');
  assert.equal(read({}).constructor, undefined);
  assert.equal({}.polluted, undefined);
  const text = gateway.encodeServerMessage({ event: 'values', head: { timestamp: time }, payload });
  assert.match(text, /"__proto__":"p"/);
  rejects(values({ labels: JSON.parse('{ "__proto__": 1 }') }), 'wrong_kind', 'labels.__proto__');
  assert.equal(accepts(decode({ type: 'toString', timestamp: time })).event, '$unknown');
});

test('what is wrong below a sensitive field names nothing beneath it', () => {
  rejects(values({ secret: { hunter2: 1 } }), 'wrong_kind', 'secret');
});

test('unknown events are delivered with their type, and go out as they came', () => {
  const frame = { type: 'later', timestamp: time, more: 1 };
  const message = accepts(decode(frame));
  assert.deepEqual(message, { event: '$unknown', type: 'later', raw: frame });
  rejects(decode({ type: 'later', more: 1 }), 'missing_field', 'timestamp');
  assert.deepEqual(JSON.parse(gateway.encodeServerMessage(message)), frame);
});

test('a tag with a free part', () => {
  const frame = { type: 'client-typing!', timestamp: time, value: [1] };
  const message = accepts(decode(frame));
  assert.deepEqual(message.params, { name: 'typing' });
  assert.deepEqual(JSON.parse(gateway.encodeServerMessage(message)), frame);
  assert.equal(accepts(decode({ ...frame, type: 'client-!' })).event, '$unknown');
});

test('kept keys of a flat payload are not those of the envelope', () => {
  const frame = { type: 'open', timestamp: time, a: true, b: 1 };
  const message = accepts(decode(frame));
  assert.deepEqual(plain(message.payload), { a: true, $rest: { b: 1 } });
  assert.deepEqual(JSON.parse(gateway.encodeServerMessage(message)), frame);
  const forged = { ...message, payload: { a: true, $rest: { type: 'ping', c: 2 } } };
  assert.deepEqual(JSON.parse(gateway.encodeServerMessage(forged)), { type: 'open', timestamp: time, a: true, c: 2 });
});

test('the topic selects the events of its channel first', () => {
  const topic = gateway.sessionTopic({ id: 'a', number: 7 });
  assert.equal(topic, 'session:a/7');
  const frame = { type: 'error', timestamp: time, topic, reason: 'r' };
  const message = accepts(decode(frame));
  assert.equal(message.channel, 'session');
  assert.deepEqual(message.payload, { reason: 'r' });
  assert.deepEqual(JSON.parse(gateway.encodeServerMessage(message)), frame);
  assert.equal(accepts(decode({ type: 'error', timestamp: time, message: 'm' })).channel, undefined);
  assert.equal(accepts(decode({ type: 'ping', timestamp: time, topic })).event, 'ping');
});

test('topics are built and parsed', () => {
  assert.deepEqual(gateway.parseSessionTopic('session:x y/4294967295'), { id: 'x y', number: 4294967295 });
  for (const topic of ['session:a', 'session:/1', 'session:a/01', 'session:a/4294967296', 'session:a/b', 'xsession:a/1', 'session:a/1\n']) {
    assert.equal(gateway.parseSessionTopic(topic), undefined, topic);
  }
  assert.throws(() => gateway.sessionTopic({ id: 'a/b', number: 1 }), RangeError);
  assert.throws(() => gateway.sessionTopic({ id: '', number: 1 }), RangeError);
});

test('batches hold frames, under a limit', () => {
  const ping = { type: 'ping', timestamp: time };
  const later = { type: 'later', timestamp: time };
  const batch = (messages, count = messages.length) => ({ type: 'batch', messages, count, timestamp: time });
  const message = accepts(decode(batch([ping, later])));
  assert.deepEqual(message.frames.map((each) => each.event), ['ping', '$unknown']);
  assert.deepEqual(JSON.parse(gateway.encodeServerMessage(message)), batch([ping, later]));
  rejects(decode(batch([ping], 2)), 'wrong_count', 'count');
  rejects(decode(batch([ping, ping, ping, ping])), 'too_many_frames', '');
  // Its constant names it.
  rejects(decode({ type: 'batch', timestamp: time, count: 0 }), 'missing_field', 'messages');
});

test('compressed frames are delivered as they are', () => {
  const frame = { type: 'compressed', originalType: 'ping', originalSize: 9, compressedSize: 3, data: 'AQID' };
  const message = accepts(decode(frame));
  assert.deepEqual(message.content, { data: 'AQID', size: 9, compressedSize: 3 });
  assert.deepEqual(message.tag, ['ping']);
  assert.deepEqual(JSON.parse(gateway.encodeServerMessage(message)), frame);
});

test('binary messages', () => {
  const payload = {
    stream: 7, time: 2 ** 40, gain: 0.5, codec: 'ö', header: Uint8Array.of(1), nonce: Uint8Array.of(2, 3), data: Uint8Array.of(4, 5),
  };
  const bytes = gateway.encodeServerMessage({ event: 'audio', payload });
  assert.deepEqual([...bytes.slice(0, 5)], [1, 7, 0, 0, 0]);
  assert.deepEqual(accepts(gateway.decodeServerMessage(bytes)), { event: 'audio', payload });
  for (let length = 1; length < bytes.length - 2; length += 1) {
    rejects(gateway.decodeServerMessage(bytes.slice(0, length)), 'too_short');
  }
  assert.deepEqual(accepts(gateway.decodeServerMessage(Buffer.from([2, 3, ...Buffer.from('[true]')]))), { event: 'note', payload: { body: [true] } });
  rejects(gateway.decodeServerMessage(Uint8Array.of(2, 3, 0xff)), 'not_utf8', 'body');
  const other = Uint8Array.of(9);
  assert.deepEqual(accepts(gateway.decodeServerMessage(other)), { event: '$unknown', type: undefined, raw: other });
  assert.throws(() => gateway.writeAudio({ ...payload, nonce: Uint8Array.of(1) }), RangeError);
});

test('limits hold before anything is read', () => {
  rejects(decode(`{"type":"ping","timestamp":"${time}","x":"${'é'.repeat(2100)}"}`), 'too_large');
  rejects(decode({ type: 'ping', timestamp: time }, { maxBytes: 10 }), 'too_large');
  rejects(decode({ type: 'ping', timestamp: time, x: 'a'.repeat(100) }), 'too_large');
  const nested = (depth) => `{"type":"free","timestamp":"${time}","value":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  rejects(decode(nested(8)), 'too_deep');
  assert.equal(decode(nested(7)).ok, true);
  assert.equal(decode({ type: 'agent:status', timestamp: time, agentId: '[[[[[[[[[[\\"', note: '{{{{{{{{{' }).ok, true);
  rejects(gateway.decodeServerMessage('['.repeat(4000)), 'too_deep');
});

test('half a surrogate pair becomes the replacement character', () => {
  const text = (note) => `{"type":"agent:status","timestamp":"${time}","agentId":"a","note":"${note}"}`;
  assert.equal(accepts(decode(text('a\\ud800b'))).payload.note, 'a\uFFFDb');
  assert.equal(accepts(decode(text('\\ud83d\\ude00'))).payload.note, '😀');
  assert.equal(accepts(decode(text('\\\\ud800'))).payload.note, '\\ud800');
});

test('validators are those of Standard Schema', () => {
  const standard = gateway.SlugSchema['~standard'];
  assert.equal(standard.version, 1);
  assert.deepEqual(standard.validate('ab'), { value: 'ab' });
  const { issues } = gateway.TreeSchema['~standard'].validate({ name: 'a', children: [{}] });
  assert.deepEqual(issues, [{ message: 'expected a string', path: ['children', 0, 'name'] }]);
  const endless = { name: 'a', children: [] };
  endless.children.push(endless);
  assert.equal(gateway.TreeSchema['~standard'].validate(endless).issues.length, 1);
});

test('flows', () => {
  const monitor = new gateway.FlowMonitor(gateway.turnFlow);
  assert.equal(gateway.turnFlow.start, 'first');
  assert.equal(monitor.resting, true, 'no turn has begun');
  assert.equal(monitor.step('server', 'subscribed'), 'violation');
  assert.equal(monitor.step('server', 'values'), 'free');
  assert.equal(monitor.step('client', 'subscribe'), 'step');
  assert.equal(monitor.resting, false);
  assert.equal(monitor.step('client', 'subscribe'), 'violation');
  assert.equal(monitor.step('server', 'subscribed'), 'step');
  assert.equal(monitor.state, 'answered');
  assert.equal(monitor.step('client', 'subscribe'), 'step');
});

test('errors and close codes', () => {
  assert.equal(gateway.errorInfo('DRAINING').close, 1012);
  assert.equal(gateway.errorInfo('toString'), undefined);
  assert.equal(gateway.CloseCode.PingTimeout, 4000);
  assert.equal(gateway.closeInfo(4150).then, 'give_up');
  assert.equal(gateway.closeInfo(4200), undefined);
  assert.equal(gateway.connection.heartbeats[0].send.written.fields[0].source.value.odd_key, 1);
});
