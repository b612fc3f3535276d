// The decoders, the judge of the compiler and the schemas agree: on recorded frames, and on copies of
// them in which one thing is changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFINITIONS, codec, describe, lines, load, packer, reversed, validator } from './protocols.mjs';

/** How many disagreements a failure shows. */
const SHOWN = 20;

/** An integer beyond 2^53, which a `number` would round: the judge takes it, JavaScript reports it. */
const UNSAFE = /\d{17}/;

for (const name of [...DEFINITIONS, 'console', 'board']) {
  const module = await load(name);
  const vectors = lines(`../build/vectors/${name}/frames.jsonl`);

  test(`${name}: ${vectors.length} frames have the verdict of the judge`, () => {
    const found = [];
    for (const [line, { from, frame, verdicts }] of vectors) {
      const { decode } = codec(module, from);
      const pack = packer(name, from);
      // Numbers stand in the line as the judge read them.
      const text = /"frame":(.*),"known":/.exec(line)[1];
      for (const { pending, verdict } of verdicts) {
        for (const written of [text, ...(UNSAFE.test(text) ? [] : [JSON.stringify(reversed(frame))])]) {
          const result = decode(pack(written), { pending: () => pending ?? undefined });
          const is = result.ok ? { is: describe([result.value].flat()[0]) } : { code: result.error.code };
          const expected = 'is' in verdict ? { is: verdict.is } : { code: verdict.code };
          const unsafe = UNSAFE.test(written) && (result.ok || result.error.code === 'out_of_range');
          if (!unsafe && JSON.stringify(is) !== JSON.stringify(expected)) {
            found.push(`${from} ${written} pending ${pending}\n    judge ${JSON.stringify(verdict)}, here ${JSON.stringify(is)} ${result.error?.path ?? ''}`);
          }
        }
      }
    }
    assert.equal(found.length, 0, `${found.length} disagreements\n${found.slice(0, SHOWN).join('\n')}`);
    assert.equal({}.polluted, undefined);
  });

  test(`${name}: the schemas accept what the judge knows`, () => {
    const validators = new Map();
    const found = [];
    for (const [, { from, frame, known, verdicts }] of vectors) {
      // A schema cannot count.
      if (verdicts.every(({ verdict }) => verdict.code === 'wrong_count')) continue;
      if (!validators.has(from)) validators.set(from, validator(name, from));
      if (validators.get(from)(frame) !== known) found.push(`${from} ${JSON.stringify(frame)} judge ${known}`);
    }
    assert.equal(found.length, 0, `${found.length} disagreements\n${found.slice(0, SHOWN).join('\n')}`);
  });
}
