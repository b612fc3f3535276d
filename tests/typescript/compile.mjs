// Compiles what the Rust tests generated, with both supported compilers and every strict option.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const generated = process.env['ANTIPHON_GENERATED'] ?? join(here, '../../target/tmp/typescript');
const options = readFileSync(join(here, '../../templates/typescript/tsconfig.json.j2'), 'utf8');
const build = join(here, 'build');

rmSync(build, { recursive: true, force: true });
mkdirSync(build);
cpSync(generated, join(build, 'src'), { recursive: true });
cpSync(join(here, 'types'), join(build, 'src/types'), { recursive: true });

for (const [compiler, folder] of [
  ['typescript-5.9', 'js-5.9'],
  ['typescript', 'js'],
]) {
  const config = JSON.parse(options.replace(/^\{#.*?#\}\s*/s, ''));
  config.compilerOptions.outDir = folder;
  writeFileSync(join(build, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(build, `tsconfig.${folder}.json`), JSON.stringify(config));
  const tsc = join(here, 'node_modules', compiler, 'bin/tsc');
  const started = performance.now();
  const run = spawnSync(process.execPath, [tsc, '--project', `tsconfig.${folder}.json`], { cwd: build, stdio: 'inherit' });
  if (run.status !== 0) process.exit(1);
  console.log(`${compiler}: compiled in ${Math.round(performance.now() - started)} ms`);
}
