// Positional frames, replies told by the pending request, phases, packing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as lists from '../build/js/lists/index.js';
import { accepts, rejects } from './helpers.mjs';

const server = (frame, options) => lists.decodeServerMessage(`${JSON.stringify(frame)}\u001e`, options);
const client = (frame) => lists.decodeClientMessage(JSON.stringify(frame));
const roundTrip = (frame, options) => {
  const [message] = accepts(server(frame, options));
  assert.deepEqual(JSON.parse(lists.encodeServerMessage(message).slice(0, -1)), frame);
  return message;
};

test('a call by position', () => {
  const [message] = accepts(client([2, 'x', 'add', { a: 1, b: 2 }]));
  assert.deepEqual(message, { event: 'add', head: { id: 'x' }, payload: { a: 1, b: 2 } });
  assert.equal(lists.encodeClientMessage(message), '[2,"x","add",{"a":1,"b":2}]');
  rejects(client([2, 'x', 'add', { a: 1 }]), 'missing_field', '[0][3].b');
  rejects(client([2, 5, 'add', { a: 1, b: 2 }]), 'wrong_kind', '[0].id');
  rejects(client([2, 'x', 'add', {}, 1]), 'too_many_items', '[0][4]');
  rejects(client([2, 'x', 'other', {}]), 'unknown_event');
  rejects(client([9]), 'unknown_frame');
  rejects(client({}), 'unknown_frame');
});

test('a reply without tag is what the pending request expects', () => {
  const pending = (id) => ({ a: 'add', n: 'name' })[id];
  assert.deepEqual(roundTrip([3, 'a', 1.5], { pending }), { event: 'add.ok', head: { id: 'a' }, payload: 1.5 });
  assert.deepEqual(roundTrip([3, 'n', { name: 'x' }], { pending }).payload, { name: 'x' });
  rejects(server([3, 'n', 1], { pending }), 'wrong_kind', '[0][2]');
  rejects(server([3, 'z', 1], { pending }), 'no_pending_request');
  rejects(server([3, 'a', 1]), 'no_pending_request');
});

test('positions at the end may be missing', () => {
  assert.deepEqual(roundTrip([4, 'a', 7]), { event: 'failed', head: { id: 'a', code: 7 } });
  assert.deepEqual(roundTrip([4, 'a', 7, null]).head, { id: 'a', code: 7, details: null });
  assert.equal(lists.errorInfo(7).retry, 'after');
  assert.equal(lists.errorInfo(8), undefined);
});

test('payloads spread by position', () => {
  assert.deepEqual(roundTrip([5, null, 'moved', 1]).payload, [1]);
  assert.deepEqual(roundTrip([5, 3, 'moved', 1, -2]).payload, [1, -2]);
  assert.deepEqual(roundTrip([5, 3, 'said', 'me', 'a', 'b']).payload, ['me', 'a', 'b']);
  rejects(server([5, null, 'moved']), 'missing_item', '[0][3]');
  rejects(server([5, null, 'moved', 1, 2, 3]), 'too_many_items', '[0][5]');
  rejects(server([5, null, 'moved', 1, 'x']), 'wrong_kind', '[0][4]');
  rejects(server([5, null, 'said', 'me', 1]), 'wrong_kind', '[0][4]');
});

test('the phase tells frames without tag apart', () => {
  assert.equal(roundTrip({ hello: 'x' }, { phase: 'handshake' }).event, 'hello');
  assert.equal(roundTrip({ state: 'x' }, { phase: 'open' }).event, 'state');
  rejects(server({ state: 'x' }, { phase: 'handshake' }), 'missing_field', '[0].hello');
});

test('the payload tells events with the same tag apart', () => {
  const event = (value) => accepts(client([2, 'x', 'same', { value }]))[0].event;
  assert.equal(event('a'), 'shout');
  assert.equal(event(1), 'count');
  rejects(client([2, 'x', 'same', { value: true }]), 'wrong_kind', '[0][3].value');
});

test('several frames in one message', () => {
  const line = '[2,"x","name",{}]';
  assert.equal(accepts(lists.decodeClientMessage(`${line}\n\n${line}\r\n`)).length, 2);
  rejects(lists.decodeClientMessage(`${line}\n`.repeat(4)), 'too_many_frames');
  rejects(lists.decodeServerMessage('{"hello":"x"}'), 'syntax');
  const both = accepts(lists.decodeClientMessage(`${line}\n${line}`));
  assert.equal(lists.encodeClientMessages(both), `${line}\n${line}`);
  const hello = { event: 'hello', payload: { hello: 'x' } };
  assert.equal(lists.encodeServerMessages([hello, hello]), '{"hello":"x"}\u001e{"hello":"x"}\u001e');
});
