// What the corners of the language mean beyond a verdict: values, heads, and several frames in a message.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepts, plain, rejects } from './helpers.mjs';
import { load } from './protocols.mjs';

const packed = await load('packed');

test('packed: a bad frame is named and takes no other with it', () => {
  const good = '{"type":"a","x":1}';
  const text = `${good}\n\n{"type":"a","x":"s"}\nnot json\n{"type":"b"}\n${good}`;
  const each = accepts(packed.decodeClientMessages(text));
  assert.deepEqual(each.map((one) => (one.ok ? one.value.payload.x : one.error.path)), [1, '[1].x', '[2]', 1]);
  rejects(packed.decodeClientMessage(text), 'wrong_kind', '[1].x');
  assert.equal(accepts(packed.decodeClientMessage(`${good}\n{"type":"b"}`)).length, 1);
  assert.equal(accepts(packed.decodeClientMessages(new Uint8Array([1, 2])))[0].value.event, 'blob');
  rejects(packed.decodeServerMessage('[{"type":"a","x":1},{"type":"a"}]'), 'missing_field', '[1].x');
  rejects(packed.decodeServerMessages('[', {}), 'syntax');
});

test('exact-layouts: 64 bits are not rounded', async () => {
  const { decodeServerMessage, encodeServerMessage } = await load('exact-layouts');
  const bytes = Uint8Array.from([1, ...new Array(8).fill(255), ...[0, 0, 0, 0, 0, 0, 0, 128].reverse(), 7, 0]);
  const message = accepts(decodeServerMessage(bytes));
  assert.equal(message.payload.time, 2n ** 64n - 1n);
  assert.equal(message.payload.offset, -(2n ** 63n));
  assert.deepEqual(encodeServerMessage(message), bytes);
});

test('heads: values below different keys have names of their own, and constants that may be absent are chosen', async () => {
  const { decodeClientMessage, decodeServerMessage, encodeServerMessage } = await load('heads');
  const frame = { header: { msg_type: 'a', session: 's' }, parent: { msg_type: 'b', session: 't' }, msg_type: 'c', content: {} };
  const { head } = accepts(decodeClientMessage(JSON.stringify(frame)));
  assert.deepEqual(plain(head), { session: 's', parent_msg_type: 'b', parent_owner: 't', msg_type: 'c' });
  for (const frame of [{ type: 'response', a: 1 }, { type: 'response', warning: 'load', forwarded: true, code: 2, a: 1 }]) {
    const message = accepts(decodeServerMessage(JSON.stringify(frame)));
    const { type: _, a: __, ...rest } = frame;
    assert.deepEqual(plain(message.head), rest);
    assert.deepEqual(JSON.parse(encodeServerMessage(message)), frame);
  }
});
