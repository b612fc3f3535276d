// Every recorded frame of the examples and the reference protocol is its event, goes out as it came, and fits its schema.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFINITIONS, codec, describe, fixtures, lines, load, packer, publicProtocols, reversed, validators } from './protocols.mjs';
import { accepts } from './helpers.mjs';

/** Where the frames of a protocol are recorded. */
function recordings(name) {
  if (name === 'agent-console') return '../../typescript_target/reference.jsonl';
  if (fixtures().includes(name)) return '../../fixtures/frames.jsonl';
  const folder = publicProtocols().includes(name) ? `tests/protocols/public/${name}` : `examples/${name}/frames`;
  return `../../../${folder}/frames.jsonl`;
}

for (const name of DEFINITIONS) {
  const module = await load(name);
  const requests = new Set(lines(`../build/vectors/${name}/frames.jsonl`).flatMap(([, { verdicts }]) => verdicts.map(({ pending }) => pending ?? undefined)));

  test(`${name}: recorded frames`, () => {
    const fits = validators(name);
    for (const [, { of = name, from, event, phase, frame, again }] of lines(recordings(name))) {
      if (of !== name) continue;
      assert.equal(fits(from, frame), event !== 'unknown', `${event}: ${JSON.stringify(frame)}`);
      const { decode, encode } = codec(module, from);
      const pack = packer(name, from);
      for (const value of [frame, reversed(frame)]) {
        const results = [...requests].map((request) => decode(pack(JSON.stringify(value)), { pending: () => request, phase }));
        const result = results.find((each) => each.ok && String(describe([each.value].flat()[0])).replace('$unknown', 'unknown') === event) ?? results[0];
        const message = [accepts(result)].flat()[0];
        if (message.event !== '$batch') assert.equal(describe(message).replace('$compressed', event).replace('$unknown', 'unknown'), event);
        assert.deepEqual(JSON.parse(encode(message).replace(/\u001e$/, '')), again ?? frame);
      }
    }
  });
}
