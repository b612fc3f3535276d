// The decoders, the judge of the compiler and the schemas agree: on recorded frames, and on copies of
// them in which one thing is changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFINITIONS, codec, corners, describe, lines, load, packer, reversed, validators } from './protocols.mjs';

/** How many disagreements a failure shows. */
const SHOWN = 20;

/** An integer beyond 2^53, which a `number` would round: the judge takes it, JavaScript reports it. */
const UNSAFE = /\d{17}/;

/** Whether a verdict may differ from the judge's, and why. */
function mayDiffer(judge, here, text) {
  return UNSAFE.test(text) && (here.code === 'out_of_range' || judge.code === 'out_of_range');
}

for (const name of [...DEFINITIONS, ...corners(), 'console', 'board']) {
  const module = await load(name);
  const vectors = lines(`../build/vectors/${name}/frames.jsonl`);

  test(`${name}: ${vectors.length} frames have the verdict of the judge`, () => {
    const found = [];
    for (const [line, { from, frame, verdicts }] of vectors) {
      const { decode } = codec(module, from);
      const pack = packer(name, from);
      // Numbers stand in the line as the judge read them.
      const text = /"frame":(.*),"known":/s.exec(line)[1];
      for (const { pending, verdict } of verdicts) {
        for (const written of [text, ...(UNSAFE.test(text) ? [] : [JSON.stringify(reversed(frame))])]) {
          const result = decode(pack(written), { pending: () => pending ?? undefined });
          const is = result.ok ? { is: describe([result.value].flat()[0]) } : { code: result.error.code };
          const expected = 'is' in verdict ? { is: verdict.is } : { code: verdict.code };
          if (JSON.stringify(is) !== JSON.stringify(expected) && !mayDiffer(verdict, is, written)) {
            found.push(`${from} ${written} pending ${pending}\n    judge ${JSON.stringify(verdict)}, here ${JSON.stringify(is)} ${result.error?.path ?? ''}`);
          }
        }
      }
    }
    assert.equal(found.length, 0, `${found.length} disagreements\n${found.slice(0, SHOWN).join('\n')}`);
    assert.equal({}.polluted, undefined);
  });

  test(`${name}: the schemas accept what the judge knows`, () => {
    const fits = validators(name);
    const found = [];
    for (const [, { from, frame, known, verdicts }] of vectors) {
      // A schema does not count, and does not read the JSON text inside a string.
      if (verdicts.every(({ verdict }) => verdict.code === 'wrong_count' || verdict.code === 'syntax')) continue;
      if (fits(from, frame) === known) continue;
      // What a payload's own schema refuses, the decoder refuses too.
      const { decode } = codec(module, from);
      const decoded = verdicts.some(({ pending }) => decode(JSON.stringify(frame), { pending: () => pending ?? undefined }).ok);
      if (!known || decoded) found.push(`${from} ${JSON.stringify(frame)} judge ${known}`);
    }
    assert.equal(found.length, 0, `${found.length} disagreements\n${found.slice(0, SHOWN).join('\n')}`);
  });
}
