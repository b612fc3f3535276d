// Compiles every output at once, with both supported compilers and every strict option: what is
// committed for the reference protocol, and what the Rust tests generated.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const reference = join(here, '../../generated/typescript');
const generated = process.env['ANTIPHON_GENERATED'] ?? join(here, '../../target/tmp/typescript');
const build = join(here, 'build');

rmSync(build, { recursive: true, force: true });
mkdirSync(build);
cpSync(join(generated, 'sources'), join(build, 'src'), { recursive: true });
cpSync(join(generated, 'vectors'), join(build, 'vectors'), { recursive: true });
cpSync(join(reference, 'src'), join(build, 'src/agent-console'), { recursive: true });
cpSync(join(here, 'types'), join(build, 'src/types'), { recursive: true });
writeFileSync(join(build, 'package.json'), '{ "type": "module" }\n');

// The options are those of the generated package.
const config = JSON.parse(readFileSync(join(reference, 'tsconfig.json'), 'utf8'));
for (const [compiler, folder] of [
  ['typescript-5.9', 'js-5.9'],
  ['typescript', 'js'],
]) {
  config.compilerOptions.outDir = folder;
  writeFileSync(join(build, `tsconfig.${folder}.json`), JSON.stringify(config));
  const tsc = join(here, 'node_modules', compiler, 'bin/tsc');
  const started = performance.now();
  const run = spawnSync(process.execPath, [tsc, '--project', `tsconfig.${folder}.json`], { cwd: build, stdio: 'inherit' });
  if (run.status !== 0) process.exit(1);
  console.log(`${compiler}: compiled in ${Math.round(performance.now() - started)} ms`);
}
