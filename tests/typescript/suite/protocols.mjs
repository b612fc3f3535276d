// The compiled outputs, their recorded frames and their schemas.
import { readFileSync, readdirSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The outputs for definitions that are written in YAML. */
export const DEFINITIONS = ['agent-console', 'agent-c', 'channels-app', 'myagent', 'onsembl', 'realtime-gateway', ...publicProtocols(), ...fixtures()];

/** Small definitions with a file of frames for all. */
export function fixtures() {
  return readdirSync(new URL('../../fixtures', import.meta.url)).filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length)).sort();
}

/** Protocols that others have made. */
export function publicProtocols() {
  return readdirSync(new URL('../../protocols/public', import.meta.url)).sort();
}

/** Corners of the language. */
export function corners() {
  const files = readdirSync(new URL('../../protocols/corners', import.meta.url)).sort();
  return files.filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -5));
}

const at = (path) => new URL(path, import.meta.url);

/** A file of one JSON value a line. */
export function lines(path) {
  return readFileSync(at(path), 'utf8').split('\n').filter((line) => line !== '').map((line) => [line, JSON.parse(line)]);
}

/** The compiled module of a protocol. */
export const load = (name) => import(at(`../build/js/${name}/index.js`));

/** The way from the text of a frame to a message of a party. */
export function packer(name, party) {
  const packing = JSON.parse(readFileSync(at(`../build/vectors/${name}/packing.json`), 'utf8'))[party];
  return { one: (text) => text, lines: (text) => text, record_separator: (text) => `${text}\u001e`, json_array: (text) => `[${text}]` }[packing];
}

/** The decoder and the encoder of a party. */
export function codec(module, party) {
  const plain = party.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();
  const stem = Object.keys(module).map((key) => /^decode(\w+)Message$/.exec(key)?.[1]).find((found) => found?.toLowerCase() === plain);
  return { decode: module[`decode${stem}Message`], encode: module[`encode${stem}Message`] };
}

/** Whether a value is what a party may send, by the schema of the party. */
export function validators(name) {
  const known = new Map();
  return (party, value) => {
    if (!known.has(party)) {
      const ajv = new Ajv({ strict: false });
      addFormats(ajv);
      known.set(party, ajv.compile(JSON.parse(readFileSync(at(`../build/vectors/${name}/${party}.json`), 'utf8'))));
    }
    return known.get(party)(value);
  };
}

/** A copy whose objects have their keys in reversed order. */
export function reversed(value) {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = {};
  for (const key of Object.keys(value).reverse()) {
    Object.defineProperty(copy, key, { value: reversed(value[key]), enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

/** What a decoded message is, in the words of the judge. */
export function describe(message) {
  if (message === undefined) return '$unknown';
  if (message.event === '$batch') return message.frames.map(describe);
  return message.channel === undefined ? message.event : `${message.channel}/${message.event}`;
}
