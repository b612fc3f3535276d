// Texts match patterns exactly where tests/fixtures/patterns.jsonl says so: in JavaScript's own engine, which defines
// what a pattern means, in the decoders, and in the schemas.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines, load, validators } from './protocols.mjs';

const table = lines('../../fixtures/patterns.jsonl').map(([, line]) => line);
const { decodeClientMessage } = await load('patterns');
const fits = validators('patterns');

for (const { event, field, pattern, yes, no } of table) {
  test(`${event}.${field} ${pattern}`, () => {
    for (const [texts, matches] of [[yes, true], [no, false]]) {
      for (const text of texts) {
        const frame = { type: event, [field]: text };
        const shown = JSON.stringify(text);
        assert.equal(new RegExp(pattern, 'u').test(text), matches, `the pattern as it is written, ${shown}`);
        assert.equal(decodeClientMessage(JSON.stringify(frame)).ok, matches, `the decoder, ${shown}`);
        assert.equal(fits('client', frame), matches, `the schema, ${shown}`);
      }
    }
  });
}
