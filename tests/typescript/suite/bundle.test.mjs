// What a bundler makes of the outputs: as much as is imported, and nothing that only Node has.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { DEFINITIONS, lines } from './protocols.mjs';

const root = fileURLToPath(new URL('../../../generated/typescript/src/', import.meta.url));

function bundle(contents, format = 'esm') {
  const stdin = { contents, resolveDir: root, loader: 'ts' };
  const options = { bundle: true, minify: true, write: false, platform: 'neutral', target: 'es2022', globalName: 'protocol' };
  return buildSync({ ...options, stdin, format }).outputFiles[0].text;
}

/** The most bytes that importing one name may cost, minified. */
const COSTS = [
  ['CloseCode', 200],
  ['assertNever', 200],
  ['AgentState', 200],
  ['roomTopic', 1_600],
  ['PersonSchema', 3_000],
  ['encodeViewerMessage', 4_000],
  ['decodeViewerMessage', 16_000],
  ['decodeServerMessage', 40_000],
];

for (const [name, most] of COSTS) {
  test(`${name} costs no more than ${most} bytes`, (context) => {
    const text = bundle(`export { ${name} } from './index.ts';`);
    context.diagnostic(`${text.length} bytes, ${gzipSync(text).length} compressed`);
    assert.ok(text.length <= most, `${text.length} bytes`);
  });
}

test('nothing but what browsers have is needed, and no code is made from text', () => {
  const text = bundle("export * from './index.ts';", 'iife');
  const frames = lines('../../typescript_target/reference.jsonl').filter(([, { from }]) => from === 'server').map(([, { frame }]) => JSON.stringify(frame));
  const sandbox = { atob, btoa, TextDecoder, TextEncoder, frames };
  createContext(sandbox, { codeGeneration: { strings: false, wasm: false } });
  const decoded = runInContext(`${text}; frames.filter((frame) => protocol.decodeServerMessage(frame, { pending: () => 'command.run' }).ok).length`, sandbox);
  assert.ok(decoded > frames.length / 2, `${decoded} of ${frames.length}`);
});

test('no source names what only Node has', () => {
  for (const name of DEFINITIONS) {
    const folder = new URL(`../build/src/${name}/`, import.meta.url);
    for (const file of readdirSync(folder)) {
      const code = readFileSync(new URL(file, folder), 'utf8').replaceAll(/^ *(?:\/\/|\/?\*).*$/gm, '');
      assert.doesNotMatch(code, /\b(?:Buffer|require|globalThis|eval|Function|any)\b\s*[.(<;]|\bprocess\./, `${name}/${file}`);
    }
  }
});
