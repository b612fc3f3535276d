// Every recorded frame of the examples and the reference protocol is its event, goes out as it came, and fits its schema.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFINITIONS, codec, describe, lines, load, reversed, validator } from './protocols.mjs';
import { accepts } from './helpers.mjs';

for (const name of DEFINITIONS) {
  const recorded = name === 'agent-console' ? '../../typescript_target/reference.jsonl' : `../../../examples/${name}/frames/frames.jsonl`;
  const module = await load(name);
  const requests = new Set(lines(`../build/vectors/${name}/frames.jsonl`).flatMap(([, { verdicts }]) => verdicts.map(({ pending }) => pending ?? undefined)));

  test(`${name}: recorded frames`, () => {
    const validators = new Map();
    for (const [, { from, event, frame }] of lines(recorded)) {
      if (!validators.has(from)) validators.set(from, validator(name, from));
      const validate = validators.get(from);
      assert.ok(validate(frame), `${event}: ${JSON.stringify(validate.errors)}`);
      const { decode, encode } = codec(module, from);
      for (const value of [frame, reversed(frame)]) {
        const results = [...requests].map((request) => decode(JSON.stringify(value), { pending: () => request }));
        const result = results.find((each) => each.ok && describe([each.value].flat()[0]) === event) ?? results[0];
        const message = [accepts(result)].flat()[0];
        if (message.event !== '$batch') assert.equal(describe(message).replace('$compressed', event), event);
        assert.deepEqual(JSON.parse(encode(message)), frame);
      }
    }
  });
}
