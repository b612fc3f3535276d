// Nested and keyed frames, composite tags, exact integers, ignored and rejected unknowns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as nested from '../build/js/nested/index.js';
import { accepts, rejects } from './helpers.mjs';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const decode = (frame) => nested.decodeDashboardMessage(typeof frame === 'string' ? frame : JSON.stringify(frame));
const roundTrip = (frame) => {
  const message = accepts(decode(frame));
  assert.deepEqual(JSON.parse(nested.encodeDashboardMessage(message)), frame);
  return message;
};

test('nested envelopes', () => {
  const message = roundTrip({ metadata: { message_type: 'noop', message_id: id } });
  assert.deepEqual(message, { event: 'noop', head: { message_id: id } });
  assert.equal(roundTrip({ metadata: { message_type: 'noop', message_id: id, trace: { id: 3 } } }).head.trace, 3);
  rejects(decode({ metadata: { message_type: 'noop', message_id: 1 } }), 'wrong_kind', 'metadata.message_id');
  rejects(decode({ metadata: { message_type: 'noop', message_id: id, trace: 3 } }), 'wrong_kind');
  rejects(decode({ metadata: { message_type: 'big', message_id: id } }), 'missing_field', 'payload');
});

test('unknown keys of the envelope are rejected, unknown events ignored', () => {
  rejects(decode({ metadata: { message_type: 'noop', message_id: id }, more: 1 }), 'unknown_field', 'more');
  assert.equal(accepts(decode({ metadata: { message_type: 'later', message_id: id } })), undefined);
  assert.equal(accepts(decode({ v: 1, later: 2 })), undefined);
  rejects(decode({ what: 1 }), 'missing_field', 'v');
  rejects(decode({}), 'unknown_frame');
});

test('composite tags, of which null may be absent', () => {
  assert.equal(roundTrip({ op: 0, t: 'READY', s: 1, d: { user: 'u' } }).event, 'ready');
  assert.equal(roundTrip({ op: 1, s: null, d: null }).payload, null);
  assert.equal(accepts(decode({ op: 1, t: null, s: null, d: 4 })).payload, 4);
  assert.equal(accepts(decode({ op: 1, t: 'X', s: null, d: 4 })), undefined);
});

test('the key tells events apart', () => {
  assert.deepEqual(roundTrip({ v: 1, setup: { model: 'm' } }), { event: 'setup', payload: { model: 'm' } });
  assert.deepEqual(roundTrip({ v: 1, done: true }), { event: 'done', payload: true });
  rejects(decode({ v: 1, done: 1 }), 'wrong_kind', 'done');
  rejects(decode({ v: 2, done: true }), 'unknown_frame');
});

test('decimal numbers are compared digit by digit', () => {
  const price = (text) => decode({ metadata: { message_type: 'big', message_id: id }, payload: { n: 1, any: null, price: text } });
  for (const text of ['0', '-0.0', '-9.99999999999999999999', '1000000.5', '001000000.500', '999999.999999999999999999999']) {
    assert.equal(accepts(price(text)).payload.price, text);
  }
  for (const text of ['-10', '-10.0', '-10.00000000000000000001', '1000000.50000000000000000001', '1000001', '99999999999999999999']) {
    rejects(price(text), 'out_of_range', 'payload.price');
  }
});

test('big integers are exact, in and out', () => {
  const text = (n) => `{"metadata":{"message_type":"big","message_id":"${id}"},"payload":{"n":${n},"any":[1,{"a":18446744073709551615}]}}`;
  const message = accepts(decode(text('9223372036854775807')));
  assert.equal(message.payload.n, 9223372036854775807n);
  assert.equal(typeof message.payload.any[1].a, 'number');
  assert.match(nested.encodeDashboardMessage(message), /"n":9223372036854775807,/);
  for (const [written, n] of [['-9223372036854775808', -(2n ** 63n)], ['5', 5n], ['1.0', 1n], ['12e1', 120n], ['9.223372036854775807e18', 2n ** 63n - 1n]]) {
    assert.equal(accepts(decode(text(written))).payload.n, n, written);
  }
  for (const written of ['9223372036854775808', '1e40', '-9223372036854775809']) rejects(decode(text(written)), 'out_of_range', 'payload.n');
  for (const written of ['1.5', '"1"', 'null']) rejects(decode(text(written)), 'wrong_kind', 'payload.n');
  const safe = text('1').replace('"any"', '"safe":9007199254740993,"any"');
  rejects(decode(safe), 'out_of_range', 'payload.safe');
  rejects(decode(text('9007199254740993').slice(0, -1)), 'syntax');
  assert.deepEqual(Object.keys(accepts(decode(text('9007199254740993').replace('[1', '{"__proto__":2,"x":[1').replace('}]', '}]}'))).payload.any), ['__proto__', 'x']);
});

test('an array of frames, or one without', () => {
  const frame = { v: 1, done: true };
  assert.equal(accepts(nested.decodeServerMessage(JSON.stringify(frame))).length, 1);
  assert.equal(accepts(nested.decodeServerMessage(JSON.stringify([frame, { v: 1, later: 1 }, frame]))).length, 2);
  assert.deepEqual(accepts(nested.decodeServerMessage('[]')), []);
  rejects(nested.decodeServerMessage(JSON.stringify([frame, frame, frame, frame])), 'too_many_frames');
  const messages = accepts(nested.decodeServerMessage(JSON.stringify([frame, frame])));
  assert.deepEqual(JSON.parse(nested.encodeServerMessages(messages)), [frame, frame]);
});
